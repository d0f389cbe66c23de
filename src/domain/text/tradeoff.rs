//! Words of the trade-off between user need and business goal.
