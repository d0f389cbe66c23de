//! Words about keeping.
