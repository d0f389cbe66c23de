//! Words of the board, the timeline and the list of the roadmap.

use super::words;

words! {
    title: "Roadmap", "路线图";
}
