//! Puts the worker's script beside the program.

use crate::process::Outcome;
use crate::{root, split};
use std::path::Path;

/// The program, as the script names it.
const PROGRAM: &str = "\"./steelyard.js\"";

/// Writes the script into the folder that trunk has filled, under the program's name: an old
/// page that is still open never meets the script of a newer program.
pub fn add(folder: &Path) -> Outcome {
    let source = root().join("src/worker.js");
    let text = std::fs::read_to_string(&source)
        .map_err(|error| format!("cannot read {}: {error}", source.display()))?;
    let stem = split::stem(folder)?;
    // The page asks for this name (src/platform/worker.rs).
    let path = folder.join(format!("{stem}-worker.js"));
    std::fs::write(&path, script(&text, &stem)?)
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// The script with the program's own name.
fn script(text: &str, stem: &str) -> Outcome<String> {
    if text.matches(PROGRAM).count() != 1 {
        return Err(format!("src/worker.js has to name {PROGRAM} once"));
    }
    Ok(text.replace(PROGRAM, &format!("\"./{stem}.js\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_names_the_program_as_it_was_built() {
        let text = "import init from \"./steelyard.js\";\ninit();\n";
        assert_eq!(
            script(text, "steelyard-1a2b"),
            Ok("import init from \"./steelyard-1a2b.js\";\ninit();\n".to_string())
        );
        assert!(script("init();", "steelyard-1a2b").is_err());
    }
}
