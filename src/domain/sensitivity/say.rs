//! Flips and what is worth finding out, in sentences.

use super::flip::{Flip, Side, share_flip};
use super::knowing::{Knowing, Known};
use super::model::Model;
use super::reason::name;
use super::weight::{WeightFlip, Weighted};
use crate::domain::frameworks::{Input, Unit};
use crate::domain::number;
use crate::domain::plan::{Item, Plan, Settings, title_in};
use crate::domain::ranking::same_score;
use crate::domain::text::{Lang, explain as words, fields};
use crate::domain::tradeoff::value::Weighing;

/// What people call an item: its title in that language, or else its key.
pub fn title(item: &Item, lang: Lang) -> String {
    name(item, lang)
}

/// A flip in a sentence: “A” falls behind “B” if its effort grows from 2 to more than 2.4
/// person-months (+20%).
pub fn flip(plan: &Plan, model: &Model, flip: &Flip, above: &Item, below: &Item, lang: Lang) -> String {
    let (item, other) = match flip.side {
        Side::Above => (above, below),
        Side::Below => (below, above),
    };
    let (item, other) = (name(item, lang), name(other, lang));
    let label = words::inside(lang, &model.label(flip.input, lang));
    let from = words::spaced(lang, &flip.input.display(flip.from));
    let to = in_unit(&outward(flip.input, flip.from, flip.to), flip.input, &plan.settings, lang);
    let to = words::spaced(lang, &to);
    let change = match percent(flip.from, flip.to) {
        Some(percent) => words::change(lang, &percent),
        None => String::new(),
    };
    let say = match (flip.side, flip.to > flip.from) {
        (Side::Above, true) => words::falls_growing,
        (Side::Above, false) => words::falls_dropping,
        (Side::Below, true) => words::overtakes_growing,
        (Side::Below, false) => words::overtakes_dropping,
    };
    say(lang, &item, &other, &label, &from, &to, &change)
}

/// The number at which items tie, rounded away from the present one, so that whoever goes
/// beyond the number that is shown has swapped them.
fn outward(input: &Input, from: f64, to: f64) -> String {
    let (scale, sign) = if input.unit == Unit::Share { (100.0, "%") } else { (1.0, "") };
    let (from, to) = (from * scale, to * scale);
    for decimals in 0..=6_usize {
        let unit = libm::pow(10.0, decimals as f64);
        // What is a round number but for the last bits stays that number.
        let grain = (to * unit).abs().max(1.0) * 1e-9;
        let rounded = if to > from {
            libm::ceil(to * unit - grain) / unit
        } else {
            libm::floor(to * unit + grain) / unit
        };
        if (rounded - to).abs() <= 0.05 * (to - from).abs() {
            return format!("{}{sign}", number::display(rounded, decimals));
        }
    }
    format!("{}{sign}", number::display(to, 6))
}

/// A number with what it is counted in.
fn in_unit(number: &str, input: &Input, settings: &Settings, lang: Lang) -> String {
    match input.unit {
        Unit::PerPeriod => words::per_period(lang, number, settings.reach_period.label(lang)),
        Unit::Effort => words::work(lang, number, settings.effort_unit.label(lang)),
        _ => number.to_owned(),
    }
}

/// A relative change with its sign; `None` where there was nothing before.
fn percent(from: f64, to: f64) -> Option<String> {
    if from <= 0.0 {
        return None;
    }
    let change = (to / from - 1.0) * 100.0;
    let sign = if change < 0.0 { "−" } else { "+" };
    let decimals = if change.abs() < 1.0 { 1 } else { 0 };
    match number::display(change.abs(), decimals).as_str() {
        // So small a change is in the numbers themselves.
        "0" => None,
        shown => Some(format!("{sign}{shown}%")),
    }
}

/// What weight between need and goal would swap two items, in a sentence; `None` where one
/// has no value, or both are equal now.
pub fn share(plan: &Plan, above: &Item, below: &Item, lang: Lang) -> Option<String> {
    let weighing = Weighing::of(plan);
    let (high, low) = (weighing.worth(above)?, weighing.worth(below)?);
    let now = plan.settings.need_share;
    if same_score(high.at(now), low.at(now)) {
        return None;
    }
    let (item, other) = (name(below, lang), name(above, lang));
    // At the very ends of the beam they only tie, for the weight cannot go beyond.
    let flip = share_flip(&high, &low).filter(|share| *share > 0.0 && *share < 1.0);
    Some(match flip {
        None => words::share_never(lang, &item, &other),
        Some(share) => {
            let percent = |tenths: f64| format!("{}%", number::display(tenths / 10.0, 1));
            if share > now {
                words::share_above(lang, &item, &other, &percent(libm::ceil(share * 1000.0 - 1e-6)))
            } else {
                words::share_below(lang, &item, &other, &percent(libm::floor(share * 1000.0 + 1e-6)))
            }
        }
    })
}

/// A weight that swaps two items in a sentence; `None` where so little is left of the scale that
/// nobody could put the weight there.
pub fn weight(
    plan: &Plan,
    model: &Model,
    flip: &WeightFlip,
    above: &Item,
    below: &Item,
    lang: Lang,
) -> Option<String> {
    let what = match &flip.of {
        Weighted::Criterion(input) => words::the_criterion(lang, &model.label(input, lang)),
        Weighted::Need(id) => {
            let need = plan.needs.iter().find(|need| need.id == *id)?;
            words::the_need(lang, title_in(&need.title, need.title_alt.as_deref(), lang))
        }
        Weighted::Goal(id) => {
            let goal = plan.goals.iter().find(|goal| goal.id == *id)?;
            words::the_goal(lang, title_in(&goal.title, goal.title_alt.as_deref(), lang))
        }
    };
    let tenths = flip.to * 1000.0;
    let is_above = flip.to > flip.from;
    let rounded = if is_above { libm::ceil(tenths - 1e-6) } else { libm::floor(tenths + 1e-6) };
    if rounded <= 0.0 || rounded >= 1000.0 {
        return None;
    }
    let to = format!("{}%", number::display(rounded / 10.0, 1));
    let from = number::percent(flip.from, 1);
    let say = if is_above { words::weight_above } else { words::weight_below };
    Some(say(lang, &name(below, lang), &name(above, lang), &what, &from, &to))
}

/// What it is worth to find out a number, in a sentence.
pub fn known(plan: &Plan, model: &Model, knowing: &Knowing, known: &Known, lang: Lang) -> String {
    let item = plan.item(&known.item).map(|item| name(item, lang)).unwrap_or_default();
    let label = words::inside(lang, &model.label(known.input, lang));
    let (chance, gain) = (chance(known.chance, lang), number::display_score(known.gain));
    match knowing.top {
        1 => words::known_first(lang, &item, &label, &chance, &gain),
        top => words::known_top(lang, top, &item, &label, &chance, &gain),
    }
}

/// A probability in whole percent; the ends are not rounded to certainty.
pub fn chance(probability: f64, lang: Lang) -> String {
    if probability < 0.01 {
        words::under_1(lang).to_owned()
    } else if probability > 0.99 {
        words::over_99(lang).to_owned()
    } else {
        format!("{}%", number::display(probability * 100.0, 0))
    }
}

/// What is a number counted in, for the head of a table; empty where nothing is to be said.
pub fn unit(input: &Input, settings: &Settings, lang: Lang) -> String {
    match input.unit {
        Unit::Effort => settings.effort_unit.label(lang).to_owned(),
        Unit::PerPeriod => words::per_period(lang, "", settings.reach_period.label(lang)).trim().to_owned(),
        _ => String::new(),
    }
}

/// Need share and its rest, such as 62% and 38%.
pub fn both_shares(settings: &Settings, lang: Lang) -> String {
    let percent = |share: f64| format!("{}%", number::display(share * 100.0, 0));
    words::by_share(lang, &percent(settings.need_share), &percent(1.0 - settings.need_share))
}

/// What an order goes by, in a few words.
pub fn by(plan: &Plan, by: super::By, lang: Lang) -> String {
    match by {
        super::By::Score(framework) => words::by_framework(lang, (framework.name)(lang)),
        super::By::Value => both_shares(&plan.settings, lang),
    }
}

/// What a score is called where the order goes by it.
pub fn total(by: super::By, lang: Lang) -> &'static str {
    match by {
        super::By::Score(_) => fields::score(lang),
        super::By::Value => words::value(lang),
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::{flips, knowing};
    use super::*;
    use crate::domain::frameworks::{self, Framework};
    use crate::domain::plan::{Goal, Need};

    fn plan(framework: &Framework, rows: &[(&str, &[&str])]) -> Plan {
        let mut plan = Plan::default();
        for (at, (title, texts)) in rows.iter().enumerate() {
            let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), *title);
            for (input, text) in framework.inputs.iter().zip(*texts) {
                item.set_estimate(framework.sheet, input.key, input.parse(text));
            }
            plan.items.push(Rc::new(item));
        }
        plan
    }

    #[track_caller]
    fn check(rows: [&[&str]; 2], en: &[&str], zh: &[&str]) {
        let framework = frameworks::default();
        let plan = plan(framework, &[("A", rows[0]), ("B", rows[1])]);
        let model = Model::of(&plan, framework);
        let (above, below) = (&plan.items[0], &plan.items[1]);
        for (lang, expected) in [(Lang::En, en), (Lang::Zh, zh)] {
            let found: Vec<String> = flips(&model, above, below)
                .iter()
                .filter(|flip| flip.is_possible)
                .map(|one| flip(&plan, &model, one, above, below, lang))
                .take(expected.len())
                .collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_flip_is_a_sentence_that_holds() {
        check(
            [&["120", "1", "100%", "2"], &["100", "1", "100%", "2"]],
            &[
                "“A” falls behind “B” if its effort grows from 2 to more than 2.4 person-months (+20%).",
                "“B” overtakes “A” if its effort drops from 2 to less than 1.66 person-months (−17%).",
                "“A” falls behind “B” if its reach drops from 120 to less than 100 a quarter (−17%).",
                "“A” falls behind “B” if its impact drops from 1 to less than 0.83 (−17%).",
                "“A” falls behind “B” if its confidence drops from 100% to less than 83% (−17%).",
                "“B” overtakes “A” if its reach grows from 100 to more than 120 a quarter (+20%).",
            ],
            &[
                "若“A”的工作量从 2 增加到 2.4 人月以上（+20%），就会落到“B”之后。",
                "若“B”的工作量从 2 降到 1.66 人月以下（−17%），就会超过“A”。",
                "若“A”的触达从 120 降到每季度 100 以下（−17%），就会落到“B”之后。",
            ],
        );
    }

    #[test]
    fn weights_that_swap_two_items_are_said_on_the_side_where_they_do() {
        let mut plan = plan(frameworks::default(), &[("A", &[]), ("B", &[])]);
        plan.needs = Rc::new(vec![Need { id: "n".into(), weight: 1.0, ..Need::default() }]);
        plan.goals = Rc::new(vec![Goal { id: "g".into(), weight: 1.0, ..Goal::default() }]);
        for (a, b, now, expected) in [
            ((3, 0), (0, 3), 0.6, Some("“B” overtakes “A” if the need share falls below 50%.")),
            ((0, 3), (3, 0), 0.4, Some("“B” overtakes “A” if the need share rises above 50%.")),
            ((0, 2), (3, 1), 0.1, Some("“B” overtakes “A” if the need share rises above 25%.")),
            ((3, 1), (1, 0), 0.5, Some("No need share puts “B” above “A”.")),
            ((3, 3), (3, 0), 0.5, Some("No need share puts “B” above “A”.")),
            ((3, 0), (0, 3), 0.5, None),
        ] {
            for (item, (need, goal)) in plan.items.iter_mut().zip([a, b]) {
                let item = Rc::make_mut(item);
                item.needs.insert("n".into(), need);
                item.goals.insert("g".into(), goal);
            }
            plan.settings.need_share = now;
            let found = share(&plan, &plan.items[0], &plan.items[1], Lang::En);
            assert_eq!(found.as_deref(), expected);
            assert_eq!(share(&plan, &plan.items[0], &plan.items[1], Lang::Zh).is_some(), expected.is_some());
        }
    }

    #[test]
    fn what_is_worth_finding_out_is_said_with_its_chance_and_its_gain() {
        let framework = frameworks::default();
        let rows: [(&str, &[&str]); 3] = [
            ("A", &["50 / 100 / 200", "1", "100%", "1"]),
            ("B", &["95", "1", "100%", "1"]),
            ("C", &["90", "1", "100%", "1"]),
        ];
        let plan = plan(framework, &rows);
        let model = Model::of(&plan, framework);
        for (top, lang, expected) in [
            (
                1,
                Lang::En,
                "Finding out the reach of “A” would change the first place with a chance of 45%, and is worth 10.8 in score on average.",
            ),
            (1, Lang::Zh, "查清“A”的触达，有 45% 的可能改变第一名，平均可使得分提高 10.8。"),
            (
                2,
                Lang::En,
                "Finding out the reach of “A” would change the top 2 with a chance of 40%, and is worth 8.69 in score on average.",
            ),
            (2, Lang::Zh, "查清“A”的触达，有 40% 的可能改变前 2 名，平均可使总得分提高 8.69。"),
        ] {
            let found = knowing(&plan, framework, top);
            assert_eq!(known(&plan, &model, &found, &found.known[0], lang), expected);
        }
        for (probability, en, zh) in
            [(0.0, "under 1%", "不到 1%"), (0.5, "50%", "50%"), (0.999, "over 99%", "99% 以上")]
        {
            assert_eq!(
                (chance(probability, Lang::En).as_str(), chance(probability, Lang::Zh).as_str()),
                (en, zh)
            );
        }
    }
}
