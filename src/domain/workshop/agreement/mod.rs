//! What votes say together: how far people agree, where camps stand, and what is worth talking about.
