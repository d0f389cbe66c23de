//! Plan to files that other programs read: one file per format.
