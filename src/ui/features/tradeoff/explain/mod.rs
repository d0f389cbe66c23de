//! Why one item stands above another.
