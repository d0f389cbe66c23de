//! The page on paper.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::element::document;
use super::js;

/// Opens the browser's print dialog; `false` where there is none.
pub fn print() -> bool {
    let Some(print) = js::find(&["print"]) else { return false };
    print.dyn_into::<js_sys::Function>().is_ok_and(|print| print.call0(&js_sys::global()).is_ok())
}

/// Sets the text at the foot of every printed page, which styles know as `--running`.
pub fn set_running_foot(text: &str) {
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        // Refused only for names that are no property.
        let _ = root.style().set_property("--running", &css_string(text));
    }
}

/// A text as CSS writes one; what would end it early is written by its number.
fn css_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' | '<' => quoted.push_str(&format!("\\{:x} ", c as u32)),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stays_one_text_whatever_is_in_it() {
        for (text, expected) in [
            ("Plan 计划", "\"Plan 计划\""),
            ("a\"; }\n\\", "\"a\\22 ; } \\5c \""),
            ("</style>", "\"\\3c /style>\""),
        ] {
            assert_eq!(css_string(text), expected);
        }
    }
}
