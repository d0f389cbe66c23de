//! Words about import.
