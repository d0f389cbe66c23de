//! A chart of items: dots, cuts, names, and what a pointer and a keyboard do to them.
