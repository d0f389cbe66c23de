//! The difference of two plans, as a JSON merge patch.
