//! Words of the charts of items.
