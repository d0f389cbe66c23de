//! Words of decisions.

use super::words;

words! {
    title: "Decisions", "决策";
}
