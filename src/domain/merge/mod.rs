//! Two copies of a plan, brought together against what both came from.
