//! Words of the check of how the scores were made.
