//! Pictures as shapes with places, for the screen and for files alike.
