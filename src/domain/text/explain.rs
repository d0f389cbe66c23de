//! Words that say why one item stands above another, and what would change it.
