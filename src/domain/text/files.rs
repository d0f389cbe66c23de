//! Words about files.
