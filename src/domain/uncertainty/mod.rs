//! Ranges of estimates and what they make of the order.
