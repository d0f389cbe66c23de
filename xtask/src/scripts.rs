//! Takes out of the built scripts what only people read: comments and indentation.

use crate::process::Outcome;
use std::path::Path;

/// Shortens every script in the folder that trunk has filled, and in the folders below it.
pub fn shorten(folder: &Path) -> Outcome {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            shorten(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "js") {
            let failed = |error: std::io::Error| format!("cannot shorten {}: {error}", path.display());
            let text = std::fs::read_to_string(&path).map_err(failed)?;
            std::fs::write(&path, shortened(&text)).map_err(failed)?;
        }
    }
    Ok(())
}

/// The same script in fewer letters.
///
/// Only whole lines go, and the white space before and after the others. A line within a
/// text that goes over several would be changed by that, so a script with one stays as it is.
pub fn shortened(script: &str) -> String {
    let is_open = |line: &str| line.matches('`').count() % 2 == 1 || line.ends_with('\\');
    let is_said_to_people = |line: &&str| line.is_empty() || line.starts_with("//");
    let lines: Vec<&str> = script.lines().map(str::trim).filter(|line| !is_said_to_people(line)).collect();
    if lines.iter().any(|line| is_open(line)) {
        return script.to_string();
    }
    lines.into_iter().flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go() {
        for (script, short) in [
            ("// About\nlet a = 1;\n\n  // why\n    f(`${a}`); // how\n", "let a = 1;\nf(`${a}`); // how\n"),
            ("f(\"// no comment\");\r\n", "f(\"// no comment\");\n"),
            ("", ""),
        ] {
            assert_eq!(shortened(script), short);
        }
    }

    #[test]
    fn a_script_with_a_text_over_several_lines_stays_as_it_is() {
        for script in ["  f(`one\n  // two`);\n", "  f('one\\\n  two');\n"] {
            assert_eq!(shortened(script), script);
        }
    }
}
