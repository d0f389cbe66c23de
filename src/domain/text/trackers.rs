//! Words about tables of other trackers.
