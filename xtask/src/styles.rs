//! Puts the page's styles into one file: fewer requests, and less to load when packed.

use crate::process::Outcome;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Joins the style sheets that the page in this folder links, in their order.
pub fn join(folder: &Path) -> Outcome {
    let page_path = folder.join("index.html");
    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let page = read(&page_path)?;
    let links = links(&page);
    let mut styles = String::new();
    for (_, name) in &links {
        styles.push_str(&read(&folder.join(name))?);
    }
    let digest = Sha256::digest(styles.as_bytes());
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("styles-{hash}.css");
    write(&folder.join(&name), &styles)?;
    write(&page_path, &joined(&page, &links, &name))?;
    for (_, name) in links {
        let _ = std::fs::remove_file(folder.join(name));
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Outcome {
    std::fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Each linked style sheet: its tag, and the file's name.
fn links(page: &str) -> Vec<(&str, &str)> {
    page.match_indices("<link rel=\"stylesheet\"")
        .filter_map(|(at, _)| {
            let tag = page.get(at..)?.split_inclusive('>').next()?;
            let (_, address) = tag.split_once("href=\"./")?;
            Some((tag, address.split_once('"')?.0))
        })
        .collect()
}

/// The page with one link where the first of the many stood.
fn joined(page: &str, links: &[(&str, &str)], name: &str) -> String {
    let mut page = page.to_string();
    for (at, (tag, _)) in links.iter().enumerate() {
        let link =
            if at == 0 { format!("<link rel=\"stylesheet\" href=\"./{name}\"/>") } else { String::new() };
        page = page.replacen(tag, &link, 1);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_links_become_one_where_the_first_stood() {
        let page = "<a/><link rel=\"stylesheet\" href=\"./a-1.css\" integrity=\"x\"/>\n<link rel=\"stylesheet\" href=\"./b-2.css\"/><p>";
        let found = links(page);
        assert_eq!(found.iter().map(|(_, name)| *name).collect::<Vec<_>>(), ["a-1.css", "b-2.css"]);
        assert_eq!(joined(page, &found, "s.css"), "<a/><link rel=\"stylesheet\" href=\"./s.css\"/>\n<p>");
    }
}
