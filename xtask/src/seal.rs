//! Writes the hashes of the page's inline scripts into its security policy.
//!
//! trunk starts the app from a script inside the page, and that script holds the names of the built
//! files, so its hash is known only after a build.

use crate::process::Outcome;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Stands in `index.html` where the hashes belong.
const PLACEHOLDER: &str = "'sha256-LOADER'";

/// The page for live workshops, beside `index.html`.
const LIVE_PAGE: &str = "live.html";

/// What the policy says of connections.
const OWN_ORIGIN: &str = "connect-src 'self'";

/// Seals the page in this folder; a page that is already sealed is checked instead.
pub fn seal(folder: &Path) -> Outcome {
    let path = folder.join("index.html");
    let page =
        std::fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let sealed = sealed(&page)?;
    if sealed != page {
        std::fs::write(&path, &sealed)
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    let path = folder.join(LIVE_PAGE);
    std::fs::write(&path, live(&sealed)?).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// The same page for live workshops, whose policy lets it reach brokers: by TLS anywhere, without
/// it on this machine only. A page cannot loosen its own policy, so it takes a second page; all
/// that is done in the first one stays unable to reach any other host.
fn live(page: &str) -> Outcome<String> {
    let wider = format!("{OWN_ORIGIN} wss: ws://localhost:* ws://127.0.0.1:*;");
    match page.matches(&format!("{OWN_ORIGIN};")).count() {
        1 => Ok(page.replacen(&format!("{OWN_ORIGIN};"), &wider, 1)),
        found => Err(format!("the page's policy says {OWN_ORIGIN} {found} times; the live page needs one")),
    }
}

fn sealed(page: &str) -> Outcome<String> {
    let sources: Vec<String> = inline_scripts(page).iter().map(|script| source(script)).collect();
    if page.contains(PLACEHOLDER) {
        return Ok(page.replacen(PLACEHOLDER, &sources.join(" "), 1));
    }
    match sources.iter().find(|source| !page.contains(source.as_str())) {
        None => Ok(page.to_string()),
        Some(source) => Err(format!(
            "the page has an inline script {source} that its security policy does not name, and no {PLACEHOLDER} to put it"
        )),
    }
}

/// The texts of all scripts that stand in the page itself.
fn inline_scripts(page: &str) -> Vec<&str> {
    let mut scripts = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("<script") {
        let Some((attributes, after)) = after.split_once('>') else {
            break;
        };
        let Some((text, after)) = after.split_once("</script>") else {
            break;
        };
        if !attributes.contains("src=") {
            scripts.push(text);
        }
        rest = after;
    }
    scripts
}

/// A script's hash as a policy spells it.
pub fn source(script: &str) -> String {
    // A browser hashes the text as it parsed it, and its parser turns CRLF into LF.
    let digest = Sha256::digest(script.replace("\r\n", "\n"));
    format!("'sha256-{}'", base64(&digest))
}

/// The standard alphabet, with padding.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, index| bits << 8 | u32::from(*chunk.get(index).unwrap_or(&0)));
        for digit in 0..4 {
            let filled = digit <= chunk.len();
            text.push(if filled {
                char::from(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize])
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_agrees_with_its_standard() {
        for (plain, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn a_hash_is_spelled_as_the_policy_standard_does() {
        // The example of the specification, Content Security Policy Level 3, section 8.3.
        assert_eq!(
            source("alert('Hello, world.');"),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
        assert_eq!(source("a\r\nb"), source("a\nb"));
    }

    #[test]
    fn the_live_page_reaches_brokers_and_differs_in_nothing_else() {
        let page = "content=\"default-src 'none'; connect-src 'self'; worker-src 'self'\"";
        let wider = live(page).unwrap();
        assert!(wider.contains("connect-src 'self' wss: ws://localhost:* ws://127.0.0.1:*; worker-src"));
        assert_eq!(wider.replace(" wss: ws://localhost:* ws://127.0.0.1:*", ""), page);
        assert!(live("connect-src 'none';").is_err());
        assert!(live(&wider).is_err(), "it is made from the strict page only");
    }

    #[test]
    fn inline_scripts_are_named_and_linked_ones_are_not() {
        let page = "<meta content=\"script-src 'sha256-LOADER'\"><script src=\"x.js\"></script><script type=\"module\">one</script><script>two</script>";
        let once = sealed(page).unwrap();
        assert!(once.contains(&format!("script-src {} {}", source("one"), source("two"))));
        assert_eq!(sealed(&once), Ok(once.clone()), "sealing again changes nothing");
        assert!(sealed(&once.replace("two", "changed")).is_err());
    }
}
