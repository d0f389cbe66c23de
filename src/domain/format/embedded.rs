//! Plans inside of HTML pages that `report::html` has written.
//!
//! No parser of HTML is needed, and none can be fooled: on such a page every `<` of a text from
//! people is escaped, so the first tag with the plan's name is the page's own, and so is the end.

use super::ReadError;
use crate::domain::report::html::{PLAN_END, PLAN_START};

/// The JSON of the plan, if the text is a page; `None` if it is something else.
pub(super) fn find(text: &str) -> Option<Result<&str, ReadError>> {
    let start = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    // JSON never begins like this.
    if !start.starts_with('<') {
        return None;
    }
    let json = start.split_once(PLAN_START).ok_or(ReadError::WebPage);
    // A page that was cut ends inside of the JSON, and reading it says where.
    Some(json.map(|(_, rest)| rest.split_once(PLAN_END).map_or(rest, |(json, _)| json)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Result<&str, ReadError>>) {
        assert_eq!(find(text), expected, "{text}");
    }

    #[test]
    fn a_plan_is_found_in_its_page_and_nowhere_else() {
        let page = |inside: &str| format!("\u{feff}<!doctype html>\n<title>T</title>{inside}\n</html>");
        check("{\"format\": \"steelyard-plan\"}", None);
        check("", None);
        check("key,title", None);
        check(&page("<p>News</p>"), Some(Err(ReadError::WebPage)));
        check(&page(&format!("{PLAN_START}{{}}{PLAN_END}")), Some(Ok("{}")));
        // A text that looks like the tag has no `<` of its own.
        let text = PLAN_START.replace('<', "&lt;");
        check(&page(&format!("<p>{text}1{PLAN_END}</p>{PLAN_START}2{PLAN_END}")), Some(Ok("2")));
        check(&format!("<!doctype html>{PLAN_START}{{\"a\":"), Some(Ok("{\"a\":")));
    }
}
