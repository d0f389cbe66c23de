//! The answers of a Kano study as CSV, exactly as `formats.md` lays it down: a row for each
//! respondent, two or three columns for each feature, numbers 1 to 5.

use std::collections::HashMap;
use std::rc::Rc;

use super::csv::cell;
use crate::domain::kano::{Reply, Study};
use crate::domain::plan::{Id, Item};
use crate::domain::text::{Lang, kano_survey};

/// The end of the file's name, without the point.
pub const EXTENSION: &str = "csv";

/// The media type.
pub const MIME: &str = "text/csv;charset=utf-8";

/// Writes the answers: UTF-8 with a byte order mark, RFC 4180, CRLF.
///
/// `items` gives the titles; a feature whose item is not among them is called by its id. The
/// columns of importance are there if it is asked or anybody stated one.
pub fn write(study: &Study, items: &[Rc<Item>], lang: Lang) -> String {
    let mut text = String::from("\u{feff}");
    each_line(study, items, lang, &mut |line| put(&mut text, line));
    text
}

/// Gives the lines of the table one after the other, its header first.
pub fn each_line(study: &Study, items: &[Rc<Item>], lang: Lang, line_is: &mut dyn FnMut(&[String])) {
    let titles: HashMap<&Id, &str> = items.iter().map(|item| (&item.id, item.title.as_str())).collect();
    let stated = study.respondents.iter().flat_map(|respondent| &respondent.answers);
    let with_importance =
        study.importance || stated.into_iter().any(|(_, answer)| answer.importance.is_some());
    let mut line = vec![kano_survey::respondent(lang).to_owned(), kano_survey::segment(lang).to_owned()];
    for feature in &study.features {
        let title = titles.get(&feature.item).copied().filter(|title| !title.trim().is_empty());
        let title = title.unwrap_or(&feature.item);
        line.extend([format!("{title} +"), format!("{title} -")]);
        line.extend(with_importance.then(|| format!("{title} !")));
    }
    line_is(&line);
    for respondent in &study.respondents {
        line.clear();
        line.extend([respondent.id.to_string(), respondent.segment.clone()]);
        for feature in &study.features {
            let answer = respondent.answer(&feature.item).copied().unwrap_or_default();
            let number = |reply: Option<Reply>| optional(reply.map(Reply::number));
            line.extend([number(answer.functional), number(answer.dysfunctional)]);
            line.extend(with_importance.then(|| optional(answer.importance)));
        }
        line_is(&line);
    }
}

fn optional(number: Option<u8>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn put(text: &mut String, cells: &[String]) {
    for (at, content) in cells.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&cell(content, ','));
    }
    text.push_str("\r\n");
}
