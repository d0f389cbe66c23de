//! Words of user needs, business goals and contributions.
