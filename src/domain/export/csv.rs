//! The items as CSV, exactly as `formats.md` lays it down: UTF-8 with a byte order
//! mark, RFC 4180, CRLF, headers in the reader's language.
//!
//! “Estimates with a range write more columns” is read so: where any item has a range
//! for an input, `… low` and `… high` stand right behind that input's column, which
//! holds the likely value. The sheets of other frameworks follow at the end, as far as
//! any item uses them, and so does the score that ranks, where it is not there already.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::{Context, Format, Group, defuse, join_tags};
use crate::domain::frameworks::{self, Framework, Input, Unit};
use crate::domain::import::{Part, Target};
use crate::domain::number;
use crate::domain::plan::{Estimate, Id, Item, Plan};
use crate::domain::ranking;
use crate::domain::text::{Lang, fields, import};
use crate::domain::tradeoff::value::{Weighing, Worth};

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

/// What stands in a column for the item at a place in the plan.
type Cell<'a> = Box<dyn Fn(usize, &Item) -> String + 'a>;

struct Column<'a> {
    header: String,
    cell: Cell<'a>,
}

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
        line(&mut columns.iter().map(|column| (column.cell)(at, item)));
    }
    text
}

fn columns<'a>(plan: &'a Plan, lang: Lang, context: &Context) -> Vec<Column<'a>> {
    let keys: HashMap<&'a Id, &'a str> =
        plan.items.iter().map(|item| (&item.id, item.key.as_str())).collect();
    let parents = keys.clone();
    let key_of = move |id: &Id| keys.get(id).copied();
    let periods = periods(plan, lang);
    let ranks = ranking::rank(plan, context.framework).ranks;
    let plain = || frameworks::sheets().filter(|framework| framework.plain_headers);

    let mut columns: Vec<Column<'a>> = Vec::new();
    let mut add = |header: &str, cell: Cell<'a>| {
        columns.push(Column { header: header.to_owned(), cell });
    };
    add(fields::key(lang), Box::new(|_, item| item.key.clone()));
    add(fields::title(lang), Box::new(|_, item| item.title.clone()));
    add(fields::description(lang), Box::new(|_, item| item.description.clone()));
    add(fields::area(lang), Box::new(|_, item| item.area.clone()));
    add(fields::tags(lang), Box::new(|_, item| join_tags(&item.tags)));
    add(fields::status(lang), Box::new(move |_, item| item.status.label(lang).to_owned()));
    add(fields::owner(lang), Box::new(|_, item| item.owner.clone()));
    for framework in plain() {
        for input in framework.inputs {
            add_input(plan, lang, framework, input, &mut add);
        }
        add((framework.name)(lang), score_of(plan, framework));
    }
    add(
        fields::rank(lang),
        Box::new(move |at, _| {
            ranks.get(at).copied().flatten().map(|rank| rank.to_string()).unwrap_or_default()
        }),
    );
    add(import::rank_low(lang), Box::new(|_, _| String::new()));
    add(import::rank_high(lang), Box::new(|_, _| String::new()));
    add(
        fields::kano(lang),
        Box::new(|_, item| {
            item.kano.as_ref().map(|mark| mark.category.file_name().to_owned()).unwrap_or_default()
        }),
    );
    let weighing = Rc::new(Weighing::of(plan));
    let worth_of = |pick: fn(&Worth) -> f64| -> Cell<'a> {
        let weighing = Rc::clone(&weighing);
        Box::new(move |_, item| {
            weighing.worth(item).map(|worth| number::plain(pick(&worth), 4)).unwrap_or_default()
        })
    };
    add(fields::user_need(lang), worth_of(|worth| worth.need));
    add(fields::business_goal(lang), worth_of(|worth| worth.goal));
    add(import::period(lang), Box::new(move |_, item| periods.get(&item.id).cloned().unwrap_or_default()));
    add(
        fields::depends_on(lang),
        Box::new(move |_, item| item.depends_on.iter().filter_map(&key_of).collect::<Vec<_>>().join(", ")),
    );
    add(fields::source(lang), Box::new(|_, item| item.source.clone()));
    add(
        fields::parent(lang),
        Box::new(move |_, item| {
            item.parent
                .as_ref()
                .and_then(|id| parents.get(id))
                .map(|key| (*key).to_owned())
                .unwrap_or_default()
        }),
    );
    for framework in frameworks::sheets().filter(|framework| !framework.plain_headers) {
        if plan.items.iter().any(|item| item.score(framework.sheet).is_some()) {
            for input in framework.inputs_in(&plan.settings.criteria) {
                add_input(plan, lang, framework, input, &mut add);
            }
        }
    }
    if !context.framework.plain_headers {
        add((context.framework.name)(lang), score_of(plan, context.framework));
    }
    columns
}

/// The columns of one input: its value, and the ends of its range where any item has one.
fn add_input<'a>(
    plan: &Plan,
    lang: Lang,
    framework: &'static Framework,
    input: &'static Input,
    add: &mut impl FnMut(&str, Cell<'a>),
) {
    let has_range =
        plan.estimates(framework.sheet, input).any(|estimate| matches!(estimate, Estimate::Range { .. }));
    for part in [Part::Value, Part::Low, Part::High] {
        if part == Part::Value || has_range {
            let header = Target::Estimate { sheet: framework.sheet, input: input.key, part }
                .label(&plan.settings.criteria, lang);
            let cell = move |_, item: &Item| {
                item.estimate(framework.sheet, input.key)
                    .map(|estimate| estimate_part(input, estimate, part, lang))
                    .unwrap_or_default()
            };
            add(&header, Box::new(cell));
        }
    }
}

fn estimate_part(input: &Input, estimate: &Estimate, part: Part, lang: Lang) -> String {
    match (estimate, part) {
        (estimate, Part::Value) if input.class_of(estimate).is_some() => {
            input.display_estimate(estimate, lang)
        }
        (Estimate::Value(value), Part::Value) => exact(input, *value),
        (Estimate::Unreadable(text), Part::Value) => text.clone(),
        (Estimate::Range { likely, .. }, Part::Value) => exact(input, *likely),
        (Estimate::Range { low, .. }, Part::Low) => exact(input, *low),
        (Estimate::Range { high, .. }, Part::High) => exact(input, *high),
        _ => String::new(),
    }
}

/// A number that reads back as the same one.
fn exact(input: &Input, value: f64) -> String {
    // A share above 1 without its sign would read back as percent.
    if input.unit == Unit::Share && value > 1.0 { format!("{}%", value * 100.0) } else { value.to_string() }
}

fn score_of<'a>(plan: &Plan, framework: &'static Framework) -> Cell<'a> {
    let scorer = framework.scorer(plan);
    Box::new(move |_, item| {
        scorer.score(item).value().map(|score| number::plain(score, 4)).unwrap_or_default()
    })
}

/// The title of the period in which each item stands.
fn periods(plan: &Plan, lang: Lang) -> HashMap<Id, String> {
    let roadmap = &plan.roadmap;
    let title = |id: &Id| {
        roadmap.place_of(id).and_then(|at| roadmap.periods.get(at)).map(|period| period.title_in(lang))
    };
    roadmap
        .placements
        .iter()
        .filter_map(|placement| Some((Rc::clone(&placement.item), title(&placement.period)?.to_owned())))
        .collect()
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
