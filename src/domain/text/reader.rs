//! Words of the reader view.
