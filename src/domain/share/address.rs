//! The address that links begin with: who can open them, and how a person writes one.

/// Characters of the longest address that is kept.
const LONGEST_ADDRESS: usize = 500;

/// Who can open a link that begins with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Whoever can reach that server.
    Others,
    /// The machine that made it, and no other.
    ThisMachine,
    /// Nobody else: the page is a file.
    ThisFile,
}

impl Reach {
    /// Who can open links that begin with that address. No address is that of a page outside of
    /// a browser, of which nothing is to be said.
    pub fn of(address: &str) -> Reach {
        match host(address) {
            Some(host) if is_local(&host) => Reach::ThisMachine,
            Some(_) => Reach::Others,
            None if address.is_empty() => Reach::Others,
            None => Reach::ThisFile,
        }
    }
}

/// The host of an address on the web, in small letters.
fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    let with_port = authority.rsplit('@').next()?;
    // The colons of an address such as [::1] are its own.
    let host = match with_port.strip_prefix('[') {
        Some(inner) => inner.split(']').next()?,
        None => with_port.split(':').next()?,
    };
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

fn is_local(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host.starts_with("127.") && host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        || ["0.0.0.0", "::1"].contains(&host)
}

/// What a person typed or pasted as the address of a page: whole, and without what stands behind a
/// `#`. `None` where it is none.
pub fn tidy(text: &str) -> Option<String> {
    let text = text.trim().split('#').next()?;
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let is_whole =
        whole.len() <= LONGEST_ADDRESS && !whole.contains(|c: char| c.is_whitespace() || c.is_control());
    let host = host(&whole)?;
    (is_whole && (host.contains(['.', ':']) || is_local(&host))).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_who_can_open_what_begins_with_it() {
        for (address, reach) in [
            ("", Reach::Others),
            ("https://example.org/steelyard/", Reach::Others),
            ("http://plan.intranet:8080/?x=localhost", Reach::Others),
            ("https://127.example.org/", Reach::Others),
            ("http://localhost:8080/", Reach::ThisMachine),
            ("http://app.localhost/", Reach::ThisMachine),
            ("HTTP://127.0.0.1:9/index.html", Reach::ThisMachine),
            ("http://[::1]:8080/", Reach::ThisMachine),
            ("file:///home/me/steelyard.html", Reach::ThisFile),
            ("blob:https://example.org/1", Reach::ThisFile),
            ("about:blank", Reach::ThisFile),
        ] {
            assert_eq!(Reach::of(address), reach, "{address}");
        }
    }

    #[test]
    fn what_a_person_types_becomes_an_address() {
        for (text, address) in [
            (" https://example.org/app/#/items ", Some("https://example.org/app/")),
            ("example.org/app", Some("https://example.org/app")),
            ("http://plan.intranet:8080", Some("http://plan.intranet:8080")),
            ("http://localhost:8080/", Some("http://localhost:8080/")),
            ("file:///home/me/steelyard.html", None),
            ("javascript:alert(1)", None),
            ("our wiki", None),
            ("", None),
            ("https://", None),
        ] {
            assert_eq!(tidy(text).as_deref(), address, "{text}");
        }
        assert_eq!(tidy(&format!("example.org/{}", "x".repeat(600))), None);
    }
}
