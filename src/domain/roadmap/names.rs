//! What items, teams and periods are called inside a sentence.

use super::Period;
use crate::domain::number;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, common};

/// An item's title, in quotes where the language wants them; its id where it is gone for good.
pub fn item(plan: &Plan, id: &str, lang: Lang) -> String {
    let found = plan.items.iter().chain(&plan.bin).find(|item| &*item.id == id);
    quoted(found.map_or(id, |item| item.title_in(lang)), lang)
}

/// A team's title.
pub fn team(plan: &Plan, id: &str, lang: Lang) -> String {
    let found = plan.roadmap.teams.iter().find(|team| &*team.id == id);
    found.map_or(id, |team| team.title_in(lang)).to_owned()
}

/// A period's title, by its place in time.
pub fn period(plan: &Plan, at: usize, lang: Lang) -> String {
    plan.roadmap.periods.get(at).map(|period| period.title_in(lang).to_owned()).unwrap_or_default()
}

/// A period's title, by its id.
pub fn period_of(plan: &Plan, id: &str, lang: Lang) -> String {
    let found: Option<&Period> = plan.roadmap.periods.iter().find(|period| &*period.id == id);
    found.map_or(id, |period| period.title_in(lang)).to_owned()
}

/// The titles of the first few of several items, and how many there are beyond them.
pub fn first_items(plan: &Plan, ids: &[Id], most: usize, lang: Lang) -> (Vec<String>, usize) {
    let named = ids.iter().take(most).map(|id| item(plan, id, lang)).collect();
    (named, ids.len().saturating_sub(most))
}

/// An amount of effort with its unit: `4 person-months`.
pub fn amount(plan: &Plan, amount: f64, lang: Lang) -> String {
    let number = number::display(amount, 2);
    let unit = plan.settings.effort_unit.label(lang);
    match lang {
        Lang::En if number == "1" => format!("{number} {}", unit.trim_end_matches('s')),
        Lang::En => format!("{number} {}s", unit.trim_end_matches('s')),
        Lang::Zh => format!("{number} {unit}"),
    }
}

fn quoted(title: &str, lang: Lang) -> String {
    match lang {
        Lang::En => title.to_owned(),
        Lang::Zh => common::quoted(lang, title),
    }
}
