//! Words of setting up teams, periods, capacity and wishes.

use super::words;

words! {
    title: "Roadmap", "路线图";
}
