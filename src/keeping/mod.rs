//! How plans are kept in a store that may be full, blocked, broken or shared.
