//! Words of the weighted score with criteria of one's own.
