//! Words of scenarios and how they compare.

use super::words;

words! {
    title: "Scenarios", "方案";
}
