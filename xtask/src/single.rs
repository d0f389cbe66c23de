//! Puts the whole app into one HTML file, for rooms without a network: the program, its styles
//! and its scripts stand in the page, and it opens by a double click.
//!
//! The program is built in one piece, without the parts that a served app fetches when they are
//! needed. The page starts it from a script of its own, and a worker runs the same script: its
//! text is taken from the page and handed over as a blob. The policy names every script and
//! style by its hash, and allows no address at all.

use crate::dist::compiler_flags;
use crate::process::{Outcome, command};
use crate::seal::{base64, source};
use crate::split::{self, shrink};
use crate::tools::Toolbox;
use crate::{root, scripts};
use std::path::{Path, PathBuf};

/// Where the page starts to name the styles for later; here all of them come at once.
const STYLE_LINK: &str = "<link data-trunk rel=\"css\" href=\"";

/// What asks for the place of the program in its own script.
const META: &str = "import.meta";

/// How the script of the page ends: in the page it starts the program that stands in the page
/// as text, in the worker the one that the page sends first (src/worker.js).
const START: &str = r#"
if (globalThis.document) {
  const text = document.getElementById("steelyard-program").textContent;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = PACKED ? new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")) : bytes;
  const program = new Response(stream, { headers: { "content-type": "application/wasm" } });
  __wbg_init({ module_or_path: program }).catch(reportError);
} else {
  addEventListener("message", ({ data }) => __wbg_init({ module_or_path: data }).catch(reportError), { once: true });
}
"#;

/// Stands before the script: what the program takes for its own address. The name of the
/// worker's script is made of it (src/platform/worker.rs); behind `#` it changes nothing.
const PLACE: &str = r##"const steelyardMeta = { url: globalThis.document
  ? URL.createObjectURL(new Blob([document.getElementById("steelyard-script").textContent], { type: "text/javascript" })) + "#steelyard.js"
  : "" };
"##;

/// Builds the file and answers with where it is.
pub fn build(toolbox: &Toolbox) -> Outcome<PathBuf> {
    command(toolbox, "cargo")
        .args(["build", "--release", "--target", "wasm32-unknown-unknown", "--bin", "steelyard"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", compiler_flags(toolbox)?)
        .run()?;
    let built = split::program(true);
    let work = built.with_file_name("single");
    make_folder(&work)?;
    let bytes = std::fs::read(&built).map_err(|error| format!("cannot read {}: {error}", built.display()))?;
    let program = work.join("steelyard.wasm");
    std::fs::write(&program, without_links(&bytes).ok_or("the compiler's module has no end")?)
        .map_err(|error| format!("cannot write {}: {error}", program.display()))?;
    command(toolbox, "wasm-bindgen")
        .args(["--target", "web", "--no-typescript"])
        .args(["--remove-name-section", "--remove-producers-section"])
        .args(["--out-name", "steelyard", "--out-dir"])
        .arg(&work)
        .arg(&program)
        .run()?;
    let module = work.join("steelyard_bg.wasm");
    shrink(toolbox, &module)?;
    let folder = root().join("dist-single");
    make_folder(&folder)?;
    let path = folder.join("steelyard.html");
    let (bytes, is_packed) = packed(toolbox, &module)?;
    let page = page(&Sources {
        page: read(&root().join("index.html"))?,
        rescue: read(&root().join("src/rescue.js"))?,
        glue: read(&work.join("steelyard.js"))?,
        program: base64(&bytes),
        is_packed,
        style: &|name| read(&root().join(name)),
    })?;
    std::fs::write(&path, &page).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    println!("{} ({:.1} MB) is the whole app.", path.display(), page.len() as f64 / 1e6);
    Ok(path)
}

/// The module without what only cutting it into parts needs (.cargo/config.toml asks for it):
/// `wasm-opt` would carry megabytes along, and does not know what they mean.
fn without_links(module: &[u8]) -> Option<Vec<u8>> {
    const HEADER: usize = 8;
    const CUSTOM: u8 = 0;
    let (header, mut rest) = module.split_at_checked(HEADER)?;
    let mut kept = header.to_vec();
    while let Some((kind, after)) = rest.split_first() {
        let (length, after) = number(after)?;
        let (content, next) = after.split_at_checked(length)?;
        let name = || {
            let (length, text) = number(content)?;
            text.get(..length)
        };
        let is_link = *kind == CUSTOM
            && name().is_some_and(|name| {
                name == b"linking" || name.starts_with(b"reloc.") || name.starts_with(b".debug")
            });
        if !is_link {
            kept.extend(rest.get(..rest.len() - next.len())?);
        }
        rest = next;
    }
    Some(kept)
}

/// A number as modules have them (LEB128), and what follows.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let length = bytes.iter().position(|byte| byte & 0x80 == 0)? + 1;
    let (digits, rest) = bytes.split_at_checked(length)?;
    let value = digits.iter().rev().fold(0, |value, digit| value << 7 | usize::from(digit & 0x7f));
    Some((value, rest))
}

fn read(path: &Path) -> Outcome<String> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok(text.replace("\r\n", "\n"))
}

fn make_folder(folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))
}

/// The program, packed where this machine has gzip, and whether it is.
fn packed(toolbox: &Toolbox, module: &Path) -> Outcome<(Vec<u8>, bool)> {
    let copy = module.with_extension("wasm.gz");
    let _ = std::fs::remove_file(&copy);
    let is_packed =
        command(toolbox, "gzip").args(["--best", "--no-name", "--keep", "--force"]).arg(module).run().is_ok();
    let path = if is_packed { &copy } else { module };
    let bytes = std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok((bytes, is_packed))
}

/// What the page is made of.
struct Sources<'a> {
    page: String,
    rescue: String,
    glue: String,
    program: String,
    is_packed: bool,
    style: &'a dyn Fn(&str) -> Outcome<String>,
}

/// The page with everything in it.
fn page(sources: &Sources) -> Outcome<String> {
    let mut styles = String::new();
    let mut lines = Vec::new();
    for line in sources.page.lines() {
        let start = line.trim_start();
        if let Some(rest) = start.strip_prefix(STYLE_LINK) {
            let (name, _) = rest.split_once('"').ok_or(format!("`{start}` in index.html has no end"))?;
            styles.push_str(&(sources.style)(name)?);
        } else if !start.contains("data-trunk")
            && !start.contains("./rescue.js")
            && !start.contains("name=\"styles\"")
        {
            lines.push(line);
        }
    }
    let page = lines.join("\n");
    let script = script(&sources.glue, sources.is_packed)?;
    for text in [&script, &sources.rescue, &styles] {
        if text.contains("</script") || text.contains("</style") || text.contains("<!--") {
            return Err("a script or a style sheet holds what would end it inside of a page".into());
        }
    }
    let (head, body) = page.split_once("</head>").ok_or("index.html has no head")?;
    let (body, end) = body.split_once("</body>").ok_or("index.html has no body")?;
    let policy = policy(&[&sources.rescue, &script], &styles);
    let (before, rest) = head.split_once("content=\"default-src").ok_or("index.html has no policy")?;
    let (_, after) = rest.split_once('"').ok_or("the policy of index.html has no end")?;
    Ok(format!(
        "{before}content=\"{policy}\"{after}<style>{styles}</style>\n</head>{body}\
         <script>{rescue}</script>\n\
         <script type=\"text/plain\" id=\"steelyard-program\">{program}</script>\n\
         <script type=\"module\" id=\"steelyard-script\">{script}</script>\n</body>{end}",
        rescue = sources.rescue,
        program = sources.program,
    ))
}

/// The script that starts the program, and that a worker runs as well.
fn script(glue: &str, is_packed: bool) -> Outcome<String> {
    if !glue.contains(META) || !glue.contains("__wbg_init") {
        return Err(format!("the program's script does not ask for {META}, or has another start"));
    }
    // The worker's text must have no more to import or to export than the page's.
    let glue: Vec<&str> = glue.lines().filter(|line| !line.starts_with("export {")).collect();
    let glue = glue.join("\n").replace("export function", "function").replace(META, "steelyardMeta");
    let start = START.replace("PACKED", if is_packed { "true" } else { "false" });
    Ok(scripts::shortened(&format!("{PLACE}{glue}{start}")))
}

fn policy(scripts: &[&str], styles: &str) -> String {
    let scripts: Vec<String> = scripts.iter().map(|text| source(text)).collect();
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src blob: data:; worker-src blob:; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types steelyard-worker",
        scripts.join(" "),
        source(styles)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources<'a>(glue: &str, style: &'a dyn Fn(&str) -> Outcome<String>) -> Sources<'a> {
        Sources {
            page: read(&root().join("index.html")).expect("it is there"),
            rescue: "\"use strict\";".into(),
            glue: glue.into(),
            program: "AGFzbQ==".into(),
            is_packed: true,
            style,
        }
    }

    const GLUE: &str = "let wasm;\nexport function f() { return import.meta; }\nasync function __wbg_init() {}\nexport { initSync, __wbg_init as default };\n";

    #[test]
    fn what_links_need_goes_and_the_rest_stays() {
        let header = b"\0asm\x01\0\0\0".as_slice();
        let custom = |name: &[u8], more: usize| {
            let length = 1 + name.len() + more;
            let mut section = vec![0, 0x80 | (length & 0x7f) as u8, (length >> 7) as u8, name.len() as u8];
            section.extend(name);
            section.resize(section.len() + more, 7);
            section
        };
        let code = [10, 2, 1, 2].as_slice();
        let features = custom(b"target_features", 3);
        let all = [header, &custom(b"linking", 300), code, &custom(b"reloc.CODE", 9), &features].concat();
        assert_eq!(without_links(&all), Some([header, code, &features].concat()));
        assert_eq!(without_links(&all[..all.len() - 1]), None);
        assert_eq!(without_links(b"short"), None);
    }

    #[test]
    fn everything_stands_in_the_page_and_the_policy_names_it() {
        let style = |name: &str| Ok(format!("/* {name} */\n"));
        let page = page(&sources(GLUE, &style)).expect("it is made");
        for there in [
            "/* styles/tokens.css */",
            "/* styles/print.css */",
            "AGFzbQ==",
            "steelyardMeta",
            "<div id=\"app\">",
        ] {
            assert!(page.contains(there), "{there}");
        }
        for gone in ["data-trunk", "./rescue.js", "import.meta", "export ", "'self'", "LOADER", "PACKED"] {
            assert!(!page.contains(gone), "{gone}");
        }
        let inside = |start: &str, end: &str| {
            let (_, rest) = page.split_once(start).expect("it starts");
            rest.split_once(end).expect("it ends").0.to_string()
        };
        for text in [
            inside("<script>", "</script>"),
            inside("id=\"steelyard-script\">", "</script>"),
            inside("<style>", "</style>"),
        ] {
            assert!(page.contains(&source(&text)));
        }
    }

    #[test]
    fn what_would_end_its_own_element_is_refused() {
        let style = |_: &str| Ok("a::before { content: \"</style>\" }".to_string());
        assert!(page(&sources(GLUE, &style)).is_err());
        let style = |_: &str| Ok(String::new());
        assert!(page(&sources(&GLUE.replace("let wasm", "let x = '</script>'"), &style)).is_err());
        assert!(page(&sources("let wasm;", &style)).is_err());
    }
}
