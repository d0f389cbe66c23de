//! The plan of a link on its way into the app.
//!
//! “Make it mine” leaves the link in what the tab remembers and goes to [`ADDRESS`], where the app
//! takes it out. The address itself carries nothing: what somebody else sends can be read, and
//! only who reads it decides that it is kept. Nor does the history of the browser learn what lay
//! behind a passphrase.

use crate::domain::share::MARK;
use crate::platform::{route, storage};

/// Where the app takes over what was left for it.
pub const ADDRESS: &str = "#m";

/// What addresses started with that carried a plan to be kept. It is only read now.
pub const FORMER_MARK: &str = "#m=";

/// Under this name the tab remembers the link.
const NAME: &str = "steelyard.taken";

/// Leaves a link for the app, from `#p=` on, and goes there; `false` where the browser does not
/// let it.
pub fn give(link: &str) -> bool {
    let given = storage::set_of_tab(NAME, Some(link));
    if given {
        route::set_hash(ADDRESS);
    }
    given
}

/// Takes out what was left, once.
pub fn take() -> Option<String> {
    let link = storage::of_tab(NAME)?;
    // What cannot be removed would come again with this address only.
    let _ = storage::set_of_tab(NAME, None);
    Some(link)
}

/// The end of an address as one that is read.
pub fn as_read(hash: &str) -> String {
    hash.strip_prefix(FORMER_MARK).map_or_else(|| hash.to_owned(), |rest| format!("{MARK}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::ALONE;

    #[test]
    fn an_address_that_carries_a_plan_is_read_and_nothing_else() {
        #[track_caller]
        fn check(hash: &str, stands_alone: bool, read: &str) {
            assert_eq!(ALONE.iter().any(|(mark, _)| hash.starts_with(mark)), stands_alone, "{hash}");
            assert_eq!(as_read(hash), read);
        }
        check("#p=1abc", true, "#p=1abc");
        check("#m=1abc", true, "#p=1abc");
        check("#m=", true, "#p=");
        check("#m", false, "#m");
        check("#/items", false, "#/items");
    }
}
