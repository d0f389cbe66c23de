//! Words of the slides.
