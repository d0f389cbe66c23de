//! Puts the page's styles into two files: those of the first screens, which the page waits
//! for, and those of screens that are fetched later.

use crate::process::Outcome;
use sha2::{Digest, Sha256};
use std::path::Path;

/// What starts the name of the sheet that the first load can do without.
pub const LATER: &str = "later-";

/// Stands in the page before the links of the later sheets (index.html).
const MARK: &str = "<meta name=\"styles\" content=\"later\"";

/// Joins the style sheets that the page in this folder links, in their order.
pub fn join(folder: &Path) -> Outcome {
    let page_path = folder.join("index.html");
    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let page = read(&page_path)?;
    let (first, later) = links(&page)?;
    let mut joined = page.clone();
    for (start, links) in [("styles-", &first), (LATER, &later)] {
        let mut styles = String::new();
        for (_, name) in links {
            styles.push_str(&read(&folder.join(name))?);
        }
        let digest = Sha256::digest(styles.as_bytes());
        let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let name = format!("{start}{hash}.css");
        write(&folder.join(&name), &styles)?;
        joined = one_link(&joined, links, &link(start, &name));
    }
    write(&page_path, &joined)?;
    for (_, name) in first.iter().chain(&later) {
        let _ = std::fs::remove_file(folder.join(name));
    }
    Ok(())
}

/// The link to a joined sheet. The later one is only announced, and by no link: a browser would
/// fetch it beside the program. The app puts it to use with the first screen that needs it
/// (src/platform/dom.rs).
fn link(start: &str, name: &str) -> String {
    match start {
        LATER => format!("<meta id=\"later-styles\" content=\"./{name}\"/>"),
        _ => format!("<link rel=\"stylesheet\" href=\"./{name}\"/>"),
    }
}

fn write(path: &Path, text: &str) -> Outcome {
    std::fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

type Links<'a> = Vec<(&'a str, &'a str)>;

/// Each linked style sheet: its tag, and the file's name; before the mark and behind it.
fn links(page: &str) -> Outcome<(Links<'_>, Links<'_>)> {
    let mark = page.find(MARK).ok_or("index.html does not say which styles are for later")?;
    let all = page.match_indices("<link rel=\"stylesheet\"").filter_map(|(at, _)| {
        let tag = page.get(at..)?.split_inclusive('>').next()?;
        let (_, address) = tag.split_once("href=\"./")?;
        Some((at, (tag, address.split_once('"')?.0)))
    });
    let (first, later): (Vec<_>, Vec<_>) = all.partition(|(at, _)| *at < mark);
    let without_place = |links: Vec<(usize, _)>| links.into_iter().map(|(_, link)| link).collect();
    Ok((without_place(first), without_place(later)))
}

/// The page with one link where the first of the many stood.
fn one_link(page: &str, links: &[(&str, &str)], link: &str) -> String {
    let mut page = page.to_string();
    for (at, (tag, _)) in links.iter().enumerate() {
        page = page.replacen(tag, if at == 0 { link } else { "" }, 1);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_links_become_one_where_the_first_stood() {
        let page = "<a/><link rel=\"stylesheet\" href=\"./a-1.css\" integrity=\"x\"/>\n<link rel=\"stylesheet\" href=\"./b-2.css\"/><meta name=\"styles\" content=\"later\"/><link rel=\"stylesheet\" href=\"./c-3.css\"/><p>";
        let (first, later) = links(page).expect("the mark is there");
        let names = |links: &Links| links.iter().map(|(_, name)| name.to_string()).collect::<Vec<_>>();
        assert_eq!(
            (names(&first), names(&later)),
            (vec!["a-1.css".into(), "b-2.css".into()], vec!["c-3.css".into()])
        );
        assert_eq!(
            one_link(page, &first, "<s/>").split_once("<meta").map(|(start, _)| start),
            Some("<a/><s/>\n")
        );
        assert!(links("<link rel=\"stylesheet\" href=\"./a-1.css\"/>").is_err());
    }
}
