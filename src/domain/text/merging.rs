//! Words of bringing two copies of a plan together.
