//! Where links lead: to the address of this page, or to one that its person gave because nobody
//! else can open this page.

use yew::prelude::*;

use crate::domain::share::Reach;
use crate::platform::route;

/// The addresses that a link can begin with.
#[derive(Clone, Debug, PartialEq)]
pub struct Home {
    /// That of this page.
    pub own: AttrValue,
    /// The one that its person gave; empty for none.
    pub given: AttrValue,
}

impl Home {
    /// With what was given; the rest is where the page is.
    pub fn given(given: &str) -> Home {
        Home { own: route::address().into(), given: given.to_owned().into() }
    }

    /// Who can open this page.
    pub fn own_reach(&self) -> Reach {
        Reach::of(&self.own)
    }

    /// What links begin with. A page that others can open needs no other address.
    pub fn address(&self) -> &AttrValue {
        match self.own_reach() {
            Reach::Others => &self.own,
            _ if self.given.is_empty() => &self.own,
            _ => &self.given,
        }
    }

    /// Whether anybody else, or at least this machine, can open a link that begins so.
    pub fn leads_anywhere(&self) -> bool {
        Reach::of(self.address()) != Reach::ThisFile
    }
}

/// Where links lead, from the context of [`super::App`].
#[hook]
pub fn use_home() -> Home {
    use_context::<Home>().unwrap_or_else(|| Home::given(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_nobody_else_can_open_takes_another_address() {
        let home =
            |own: &str, given: &str| Home { own: own.to_owned().into(), given: given.to_owned().into() };
        for (own, given, address, leads) in [
            ("https://example.org/", "https://other.org/", "https://example.org/", true),
            ("file:///a.html", "", "file:///a.html", false),
            ("file:///a.html", "https://other.org/", "https://other.org/", true),
            ("http://localhost/", "", "http://localhost/", true),
            ("http://localhost/", "https://other.org/", "https://other.org/", true),
        ] {
            let home = home(own, given);
            assert_eq!((home.address().as_str(), home.leads_anywhere()), (address, leads), "{own} {given}");
        }
    }
}
