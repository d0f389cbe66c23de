//! Tables as other trackers write and read them.
