//! Words of the share screen and of links to plans.
