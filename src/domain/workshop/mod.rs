//! Workshops: rounds that people vote in, what their votes say, and what was agreed.

pub mod agreement;
pub mod live;
