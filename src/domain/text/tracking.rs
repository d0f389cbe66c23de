//! Words of tracking: what was planned and what became of it.

use super::words;

words! {
    title: "Tracking", "跟踪";
}
