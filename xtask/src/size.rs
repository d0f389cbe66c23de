//! Weighs what a browser fetches before the app is usable.

use crate::process::{Outcome, command};
use crate::styles;
use crate::tools::Toolbox;
use std::collections::BTreeSet;
use std::path::Path;

/// Above this no change may take the first load.
const RED_LINE_KB: f64 = 250.0;
const TARGET_KB: f64 = 180.0;

/// Prints every file's weight; fails above the red line.
pub fn report(dist: &Path) -> Outcome {
    let mut names = Vec::new();
    list(dist, "", &mut names)?;
    let first = first_load(&names, |name| std::fs::read_to_string(dist.join(name)).unwrap_or_default());
    let weights = weigh(dist, &names)?;

    println!("{:<44} {:>10} {:>10}", "file (KB)", "raw", "brotli");
    let (mut total_bytes, mut later_bytes) = (0, 0);
    for (name, (raw, brotli)) in names.iter().zip(&weights) {
        let note = if first.contains(name) { "" } else { "  (fetched when needed)" };
        println!("{name:<44} {:>10.1} {:>10.1}{note}", kb(*raw), kb(*brotli));
        *if first.contains(name) { &mut total_bytes } else { &mut later_bytes } += *brotli;
    }
    let total = kb(total_bytes);
    println!(
        "First load: {total:.1} KB of HTML, CSS, JS and WASM in brotli; target {TARGET_KB} KB, red line {RED_LINE_KB} KB."
    );
    println!("Parts of the program that are fetched when they are needed: {:.1} KB.", kb(later_bytes));
    if total > RED_LINE_KB {
        return Err(format!("the first load of {total:.1} KB is above the red line of {RED_LINE_KB} KB"));
    }
    if total > TARGET_KB {
        println!("That is above the target.");
    }
    Ok(())
}

/// The page, everything that it links, and every script, style and module that the page or one of
/// its scripts names, but for the parts of the program and the styles of later screens: where they
/// are only named, they are fetched when they are needed, or when the browser has nothing else to do.
fn first_load(names: &[String], read: impl Fn(&str) -> String) -> BTreeSet<String> {
    let mut first: BTreeSet<String> = BTreeSet::from(["index.html".to_string()]);
    let mut unread = vec!["index.html".to_string()];
    while let Some(name) = unread.pop() {
        let text = read(&name);
        for other in names {
            let counts = [".css", ".js", ".wasm"].iter().any(|ending| other.ends_with(ending));
            let is_part = other.contains("-parts/") && other.ends_with(".wasm");
            let waits = is_part || other.starts_with(styles::LATER);
            // Whatever a link is for, the browser fetches what it leads to beside the program.
            let is_fetched = if waits { is_linked(&text, other) } else { text.contains(other.as_str()) };
            if counts && is_fetched && first.insert(other.clone()) {
                unread.push(other.clone());
            }
        }
    }
    first
}

/// Whether a link of the page leads to the file.
fn is_linked(page: &str, name: &str) -> bool {
    let tags = page.split("<link ").skip(1).filter_map(|rest| rest.split('>').next());
    tags.into_iter().any(|tag| tag.contains(name))
}

/// Raw and brotli bytes; node, which the tests need anyway, brings the compressor.
fn weigh(dist: &Path, names: &[String]) -> Outcome<Vec<(u64, u64)>> {
    const SCRIPT: &str = "
        const { readFileSync } = require('fs'), { brotliCompressSync, constants: c } = require('zlib');
        const params = { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 24 };
        for (const path of process.argv.slice(1)) {
            const bytes = readFileSync(path);
            console.log(bytes.length, brotliCompressSync(bytes, { params }).length);
        }";
    let paths = names.iter().map(|name| dist.join(name));
    let output = command(&Toolbox::default(), "node").args(["-e", SCRIPT, "--"]).args(paths).output()?;
    let number = |text: Option<&str>| text.and_then(|text| text.parse().ok());
    output
        .lines()
        .map(|line| {
            let mut words = line.split(' ');
            number(words.next())
                .zip(number(words.next()))
                .ok_or(format!("node answered \"{line}\" instead of two sizes"))
        })
        .collect()
}

/// The files in a folder, named from the top with forward slashes.
fn list(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Outcome {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    for entry in entries.flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), names)?;
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(())
}

fn kb(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_links_counts_and_what_it_only_names_waits() {
        let names: Vec<String> = [
            "app-parts/items.wasm",
            "app.js",
            "app.wasm",
            "index.html",
            "later-1.css",
            "rescue.js",
            "styles-1.css",
            "unused.js",
        ]
        .map(String::from)
        .to_vec();
        let check = |announcement: &str, later: &[&str]| {
            let page = format!(
                "<link rel=\"stylesheet\" href=\"./styles-1.css\"/>{announcement}<script src=\"./rescue.js\"></script><script>import './app.js'</script>"
            );
            let read = |name: &str| match name {
                "index.html" => page.clone(),
                "app.js" => "fetch('app.wasm'), later('app-parts/items.wasm')".into(),
                _ => String::new(),
            };
            let first = first_load(&names, read);
            let always = ["app.js", "app.wasm", "index.html", "rescue.js", "styles-1.css"];
            let expected = always.iter().chain(later).map(|name| name.to_string()).collect();
            assert_eq!(first, expected, "{announcement}");
        };
        check("<meta id=\"later-styles\" content=\"./later-1.css\"/>", &[]);
        check("<link rel=\"prefetch\" as=\"style\" href=\"./later-1.css\"/>", &["later-1.css"]);
        check("<link rel=\"preload\" href=\"./app-parts/items.wasm\"/>", &["app-parts/items.wasm"]);
    }
}
