//! The items as CSV, exactly as `formats.md` lays it down: UTF-8 with a byte order
//! mark, RFC 4180, CRLF, headers in the reader's language.

use std::borrow::Cow;

use super::columns::columns;
use super::{Context, Format, Group, defuse};
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, import};

/// The items as CSV.
pub static ITEMS: Format = Format {
    id: "items-csv",
    name: import::items_csv,
    about: import::items_csv_about,
    group: Group::Table,
    extension: "csv",
    mime: "text/csv;charset=utf-8",
    write: |plan, lang, context| Some(write(plan, lang, context).into_bytes()),
};

fn write(plan: &Plan, lang: Lang, context: &Context) -> String {
    let columns = columns(plan, lang, context);
    let mut text = String::from("\u{feff}");
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        for (at, cell_text) in cells.enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push_str(&cell(&cell_text, ','));
        }
        text.push_str("\r\n");
    };
    line(&mut columns.iter().map(|column| column.header.clone()));
    for (at, item) in plan.items.iter().enumerate() {
        line(&mut columns.iter().map(|column| (column.cell)(at, item).into_text()));
    }
    text
}

/// A cell as it stands in the file: harmless, and quoted where it has to be.
pub(super) fn cell(text: &str, delimiter: char) -> String {
    // No reader copes with a zero character.
    let text = match text.contains('\0') {
        true => Cow::Owned(text.replace('\0', "")),
        false => Cow::Borrowed(text),
    };
    let text = defuse(&text);
    if text.contains([delimiter, '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into_owned()
    }
}
