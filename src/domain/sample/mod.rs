//! A believable plan to try the product with, in each language.
