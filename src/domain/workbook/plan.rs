//! The sheets of a plan.

use std::collections::HashMap;
use std::rc::Rc;

use super::book::{Book, Cell, Sheet};
use crate::domain::date::Date;
use crate::domain::export::{Column, Content, Context, Holds, columns};
use crate::domain::export::{kano_answers, kano_results_lines};
use crate::domain::frameworks::{Framework, Shape};
use crate::domain::kano;
use crate::domain::number;
use crate::domain::plan::{Id, Item, KanoCategory, Plan};
use crate::domain::roadmap::effort::effort;
use crate::domain::text::{Lang, fields, workbook as words};
use crate::domain::uncertainty::RankRanges;

/// What is wanted of the workbook of a plan.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The language of its headings and names.
    pub lang: Lang,
    /// The framework that the ranks come from.
    pub framework: &'static Framework,
    /// The day it is made.
    pub today: Date,
    /// The rank ranges under the framework, as far as they are known.
    pub ranges: Option<&'a RankRanges>,
    /// Whether scores are formulas over the numbers beside them, where the framework is a product
    /// or a quotient of its inputs.
    pub live_formulas: bool,
}

impl Book {
    /// The sheets of a plan; one that would be empty is left out, but for that of the items.
    pub fn of(plan: &Plan, asked: &Asked) -> Book {
        let sheets = [
            Some(items(plan, asked)),
            answers(plan, asked.lang),
            results(plan, asked.lang),
            roadmap(plan, asked.lang),
            needs_and_goals(plan, asked.lang),
            contributions(plan, asked.lang),
        ];
        Book {
            title: plan.title_in(asked.lang).to_owned(),
            day: asked.today.to_days(),
            sheets: sheets.into_iter().flatten().collect(),
        }
    }
}

/// Decimals behind which a sum or a product of what people typed has nothing but noise.
const NOISE_DECIMALS: usize = 9;

fn items(plan: &Plan, asked: &Asked) -> Sheet {
    let context = Context { framework: asked.framework, now: "", today: asked.today, ranges: asked.ranges };
    let columns = columns(plan, asked.lang, &context);
    let formulas: Vec<Option<Formula>> = columns
        .iter()
        .map(|column| match column.holds {
            Holds::Score(framework) if asked.live_formulas => Formula::of(framework, &columns),
            _ => None,
        })
        .collect();
    let rows = plan.items.iter().enumerate().map(|(at, item)| {
        let cells = columns.iter().zip(&formulas);
        cells.map(|(column, formula)| cell(column, formula.as_ref(), at, item)).collect()
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let headings = columns.iter().map(|column| column.header.clone()).collect();
    Sheet::new(words::items(asked.lang), headings, rows)
}

fn cell(column: &Column, formula: Option<&Formula>, at: usize, item: &Item) -> Cell {
    match (column.cell)(at, item) {
        Content::Text(text) => Cell::text(text),
        Content::Share(value, _) => Cell::number(Some(value), Cell::Share),
        Content::Number(value, _) => match (column.holds, formula) {
            (Holds::Score(_), Some(formula)) if value.is_finite() => {
                // The headings take the first row.
                Cell::Formula(formula.in_row(at + 2), value)
            }
            (Holds::Score(_), _) => {
                Cell::number(Some(number::rounded(value, NOISE_DECIMALS)), Cell::Calculated)
            }
            (Holds::Calculated, _) => Cell::number(Some(value), Cell::Calculated),
            _ => Cell::number(Some(value), Cell::Number),
        },
    }
}

/// A product of the cells beside it.
struct Formula {
    /// The letters of each column, and whether it is divided by.
    factors: Vec<(String, bool)>,
}

impl Formula {
    /// The formula of a framework that is a product of its inputs or their inverses; `None` for
    /// others, or where the sheet lacks one of them.
    fn of(framework: &Framework, columns: &[Column]) -> Option<Formula> {
        let Shape::Product(powers) = framework.shape else { return None };
        let mut factors = Vec::new();
        for (input, power) in framework.inputs.iter().zip(powers) {
            let of_input = |column: &Column| matches!(column.holds, Holds::Input(sheet, key) if sheet == framework.sheet && key == input.key);
            let letters = letters(columns.iter().position(of_input)?);
            match *power {
                1.0 => factors.push((letters, false)),
                -1.0 => factors.push((letters, true)),
                _ => return None,
            }
        }
        // A formula cannot begin with a division.
        factors.first().is_some_and(|(_, divides)| !divides).then_some(Formula { factors })
    }

    fn in_row(&self, row: usize) -> String {
        let mut text = String::from("=");
        for (at, (letters, divides)) in self.factors.iter().enumerate() {
            if at > 0 {
                text.push(if *divides { '/' } else { '*' });
            }
            text.push_str(letters);
            text.push_str(&row.to_string());
        }
        text
    }
}

/// The letters of a column, from 0 on: `A`, `Z`, `AA`.
pub(super) fn letters(column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters
}

/// A cell of a table of texts in which all columns but some hold numbers.
fn number_or_text(text: &str, kind: fn(f64) -> Cell) -> Cell {
    match number::decimal(text).filter(|value| value.is_finite()) {
        Some(value) => kind(value),
        None => Cell::text(text),
    }
}

fn answers(plan: &Plan, lang: Lang) -> Option<Sheet> {
    if plan.kano.features.is_empty() {
        return None;
    }
    let mut headings = Vec::new();
    let mut rows = Vec::new();
    kano_answers::each_line(&plan.kano, &plan.items, lang, &mut |line| {
        if headings.is_empty() {
            headings = line.to_vec();
            return;
        }
        // Ids and segments stay texts, whatever they look like.
        let cells = line.iter().enumerate();
        let cell = |(at, text): (usize, &String)| {
            if at < 2 { Cell::text(text) } else { number_or_text(text, Cell::Number) }
        };
        rows.push(cells.map(cell).collect());
    });
    Some(Sheet::new(words::kano_answers(lang), headings, rows))
}

fn results(plan: &Plan, lang: Lang) -> Option<Sheet> {
    if plan.kano.features.is_empty() || plan.kano.respondents.is_empty() {
        return None;
    }
    let analysis = kano::analyse(&plan.kano, &kano::Options::of(&plan.settings));
    let titles: HashMap<&Id, &str> = plan.items.iter().map(|item| (&item.id, item.title_in(lang))).collect();
    let title = |id: &Id| titles.get(id).copied().unwrap_or(id).to_owned();
    let mut lines = kano_results_lines(&analysis, &title, lang).into_iter();
    let headings = lines.next()?;
    let rows = lines.map(|line| {
        let cells = line.iter().enumerate();
        let cell = |(at, text): (usize, &String)| match at {
            0 => Cell::text(text),
            // The number of answers, and how many are of each category.
            at if at <= 1 + KanoCategory::ALL.len() => number_or_text(text, Cell::Number),
            _ => number_or_text(text, Cell::Calculated),
        };
        cells.map(cell).collect()
    });
    let rows = rows.collect();
    Some(Sheet::new(words::kano_results(lang), headings, rows))
}

fn roadmap(plan: &Plan, lang: Lang) -> Option<Sheet> {
    let roadmap = &plan.roadmap;
    if roadmap.placements.is_empty() {
        return None;
    }
    let unit = plan.settings.effort_unit.label(lang);
    let mut headings: Vec<String> = [
        fields::key(lang),
        fields::title(lang),
        fields::area(lang),
        fields::status(lang),
        words::period(lang),
        words::starts(lang),
        words::ends(lang),
    ]
    .map(str::to_owned)
    .into();
    for team in &roadmap.teams {
        let title = crate::domain::plan::title_in(&team.title, team.title_alt.as_deref(), lang);
        headings.push(words::team_effort(lang, title, unit));
    }
    headings.push(words::total_effort(lang, unit));
    let items: HashMap<&Id, &Rc<Item>> = plan.items.iter().map(|item| (&item.id, item)).collect();
    let day = |iso: &str| Date::parse(iso).map_or(Cell::Empty, |date| Cell::Day(date.to_days()));
    let mut rows = Vec::new();
    for period in &roadmap.periods {
        for placement in roadmap.placements.iter().filter(|placement| placement.period == period.id) {
            let Some(item) = items.get(&placement.item) else { continue };
            let effort = effort(plan, item);
            let mut row = vec![
                Cell::text(item.key.as_str()),
                Cell::text(item.title_in(lang)),
                Cell::text(item.area.as_str()),
                Cell::text(item.status.label(lang)),
                Cell::text(period.title_in(lang)),
                day(&period.start),
                day(&period.end),
            ];
            let amount = |amount: f64| {
                let some = Some(number::rounded(amount, NOISE_DECIMALS)).filter(|amount| *amount > 0.0);
                Cell::number(some, Cell::Number)
            };
            row.extend(roadmap.teams.iter().map(|team| amount(effort.of(&team.id))));
            row.push(amount(effort.total()));
            rows.push(row);
        }
    }
    (!rows.is_empty()).then(|| Sheet::new(words::roadmap(lang), headings, rows))
}

fn needs_and_goals(plan: &Plan, lang: Lang) -> Option<Sheet> {
    if plan.needs.is_empty() && plan.goals.is_empty() {
        return None;
    }
    let headings = [
        words::kind(lang),
        fields::title(lang),
        words::weight(lang),
        words::importance(lang),
        words::satisfaction(lang),
    ];
    let title =
        |title: &str, other: Option<&str>| Cell::text(crate::domain::plan::title_in(title, other, lang));
    let needs = plan.needs.iter().map(|need| {
        vec![
            Cell::text(fields::user_need(lang)),
            title(&need.title, need.title_alt.as_deref()),
            Cell::number(Some(need.weight), Cell::Number),
            Cell::number(need.importance, Cell::Number),
            Cell::number(need.satisfaction, Cell::Number),
        ]
    });
    let goals = plan.goals.iter().map(|goal| {
        vec![
            Cell::text(fields::business_goal(lang)),
            title(&goal.title, goal.title_alt.as_deref()),
            Cell::number(Some(goal.weight), Cell::Number),
        ]
    });
    let rows = needs.chain(goals).collect();
    Some(Sheet::new(words::needs_and_goals(lang), headings.map(str::to_owned).into(), rows))
}

fn contributions(plan: &Plan, lang: Lang) -> Option<Sheet> {
    let judged: Vec<&Rc<Item>> =
        plan.items.iter().filter(|item| !item.needs.is_empty() || !item.goals.is_empty()).collect();
    if judged.is_empty() || (plan.needs.is_empty() && plan.goals.is_empty()) {
        return None;
    }
    let title = |title: &str, other: &Option<String>| {
        crate::domain::plan::title_in(title, other.as_deref(), lang).to_owned()
    };
    let needs = plan.needs.iter().map(|need| title(&need.title, &need.title_alt));
    let goals = plan.goals.iter().map(|goal| title(&goal.title, &goal.title_alt));
    let first = [fields::key(lang), fields::title(lang)].map(str::to_owned);
    let headings = first.into_iter().chain(needs).chain(goals).collect();
    let level = |level: Option<&i8>| level.map_or(Cell::Empty, |level| Cell::Number(f64::from(*level)));
    let rows = judged.into_iter().map(|item| {
        let first = [Cell::text(item.key.as_str()), Cell::text(item.title_in(lang))];
        let needs = plan.needs.iter().map(|need| level(item.needs.get(&need.id)));
        let goals = plan.goals.iter().map(|goal| level(item.goals.get(&goal.id)));
        first.into_iter().chain(needs).chain(goals).collect()
    });
    let rows = rows.collect();
    Some(Sheet::new(words::contributions(lang), headings, rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::frameworks;
    use crate::domain::plan::{Estimate, Need};

    #[test]
    fn columns_have_letters_as_in_a_spreadsheet() {
        for (column, expected) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letters(column), expected);
        }
    }

    fn scores(live_formulas: bool, with_range: bool) -> Vec<Cell> {
        let framework = frameworks::default();
        let mut plan = Plan::default();
        for at in 0..2 {
            let mut item = Item::new(format!("i{at}").into(), "", "A");
            for (input, value) in framework.inputs.iter().zip([450.0, 3.0, 0.8, 2.0]) {
                item.set_estimate(framework.sheet, input.key, Some(Estimate::Value(value)));
            }
            if at == 0 && with_range {
                let range = Estimate::Range { low: 400.0, likely: 450.0, high: 900.0 };
                item.set_estimate(framework.sheet, framework.inputs[0].key, Some(range));
            }
            if at == 1 {
                item.set_estimate(framework.sheet, framework.inputs[3].key, None);
            }
            plan.items.push(Rc::new(item));
        }
        let today = Date::parse("2026-11-22").unwrap();
        let book = Book::of(&plan, &Asked { lang: Lang::En, framework, today, ranges: None, live_formulas });
        let sheet = &book.sheets[0];
        let column = sheet.columns.iter().position(|column| column.title == "RICE").unwrap();
        sheet.rows.iter().map(|row| row[column].clone()).collect()
    }

    #[test]
    fn what_was_calculated_has_no_noise_and_what_was_typed_is_whole() {
        let framework = frameworks::default();
        let mut plan = Plan::default();
        for need in ["n1", "n2", "n3"] {
            Rc::make_mut(&mut plan.needs).push(Need { id: need.into(), weight: 1.0, ..Need::default() });
        }
        let mut item = Item::new("i1".into(), "", "A");
        item.needs.insert("n1".into(), 1);
        for (input, value) in framework.inputs.iter().zip([0.1 + 0.2, 3.0, 1.0, 1.0]) {
            item.set_estimate(framework.sheet, input.key, Some(Estimate::Value(value)));
        }
        plan.items.push(Rc::new(item));
        let today = Date::parse("2026-11-22").unwrap();
        let asked = Asked { lang: Lang::En, framework, today, ranges: None, live_formulas: false };
        let sheet = &Book::of(&plan, &asked).sheets[0];
        let cell = |title: &str| {
            &sheet.rows[0][sheet.columns.iter().position(|column| column.title == title).unwrap()]
        };
        assert_eq!(*cell("Reach"), Cell::Number(0.1 + 0.2), "it comes back as it was typed");
        assert_eq!(*cell("RICE"), Cell::Calculated(0.9));
        assert_eq!(*cell("User need"), Cell::Calculated(0.1111));
    }

    #[test]
    fn a_live_score_is_a_formula_over_the_cells_beside_it() {
        assert_eq!(scores(false, false), [Cell::Calculated(540.0), Cell::Empty]);
        assert_eq!(scores(true, false), [Cell::Formula("=H2*I2*J2/K2".into(), 540.0), Cell::Empty]);
        // Two columns more stand behind an input that has a range.
        assert_eq!(scores(true, true), [Cell::Formula("=H2*K2*L2/M2".into(), 540.0), Cell::Empty]);
    }
}
