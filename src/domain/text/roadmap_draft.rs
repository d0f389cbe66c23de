//! Words of drafting, the frontier and the price of a wish.

use super::words;

words! {
    title: "Roadmap", "路线图";
}
