//! Words of why an item stands where it does, and what is in the way of a plan.

use super::words;

words! {
    title: "Roadmap", "路线图";
}
