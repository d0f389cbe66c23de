//! What is done now, next and later.

use std::rc::Rc;

use yew::prelude::*;

use super::RoadmapProps;
use super::card::{Card, load_bar};
use super::empty::{empty, hint, title};
use super::facts::{Fact, Facts, Named};
use super::hands::{Stage, Target, use_stage};
use super::lanes::Lanes;
use super::picture;
use super::pool::use_pool;
use crate::domain::picture::roadmap::Rows;
use crate::domain::text::{Lang, Word, roadmap, roadmap_board as words};
use crate::platform::clock;
use crate::ui::by_pointer::ByPointer;
use crate::ui::store::use_lang;

/// What is done now, next and later.
#[component]
pub fn NowNextLater(props: &RoadmapProps) -> Html {
    let lang = use_lang();
    let facts = use_memo((ByPointer(Rc::clone(&props.plan)), lang), |(plan, lang)| Facts::of(&plan.0, *lang));
    match empty(&facts) {
        Some(empty) => empty,
        None => html! { <Board {facts} /> },
    }
}

#[derive(Properties, Clone, PartialEq)]
struct BoardProps {
    facts: Rc<Facts>,
}

/// The board of a roadmap that is set up.
#[component]
fn Board(props: &BoardProps) -> Html {
    let facts = &props.facts;
    let lang = facts.lang;
    // Views read no clock while they render; until it is read, the first period is now.
    let today = use_state_eq(String::new);
    use_effect_with((), {
        let today = today.setter();
        move |()| today.set(clock::today().iso())
    });
    let pool = use_pool(facts);
    let columns = use_memo((Rc::clone(facts), (*today).clone()), |(facts, today)| columns(facts, today));
    let shown = Rc::new(lanes(&columns, &pool.shown));
    // Here all cards of a period are shown.
    let stage = use_stage(facts, &shown, Callback::from(|_: usize| false));
    let body = html! {
        <>
            <div class="board__bar">{ title(facts) }{ hint(facts) }{ picture::save(&facts.plan, Rows::Teams) }</div>
            <div class="phases" data-scroller="true">
                for (at, column) in columns.iter().enumerate() {
                    { phase(at, column, facts, &stage) }
                }
                { pool.view(&stage, facts) }
            </div>
        </>
    };
    stage.frame("phased", words::board(lang), body)
}

/// A column of the board.
struct Column {
    word: Word,
    groups: Vec<Group>,
}

/// A period with its items.
struct Group {
    period: usize,
    cards: Vec<Rc<Fact>>,
}

/// The place of the period that today lies in: the first that is not over. A period without
/// dates is never over; where all are, the last one it is.
fn present(periods: &[Named], today: &str) -> usize {
    // ISO days compare as texts.
    let is_open = |period: &Named| period.end.is_empty() || period.end.as_str() >= today;
    periods.iter().position(is_open).unwrap_or(periods.len().saturating_sub(1))
}

fn columns(facts: &Facts, today: &str) -> Vec<Column> {
    let now = present(&facts.periods, today);
    let mut groups: Vec<Group> =
        (0..facts.periods.len()).map(|period| Group { period, cards: Vec::new() }).collect();
    for fact in &facts.all {
        if let Some(group) = fact.slot.and_then(|slot| groups.get_mut(slot)) {
            group.cards.push(Rc::clone(fact));
        }
    }
    let mut columns: Vec<Column> = Vec::new();
    for group in groups {
        let word: Word = match group.period {
            period if period < now => words::earlier,
            period if period == now => roadmap::now,
            period if period == now + 1 => roadmap::next,
            _ => roadmap::later,
        };
        // What is over matters only where something stands in it.
        if group.period < now && group.cards.is_empty() {
            continue;
        }
        let is_same = |column: &Column| {
            column.groups.last().is_some_and(|last| {
                (last.period < now, last.period > now + 1) == (group.period < now, group.period > now + 1)
                    && last.period != now
                    && last.period != now + 1
            })
        };
        match columns.last_mut().filter(|column| is_same(column)) {
            Some(column) => column.groups.push(group),
            None => columns.push(Column { word, groups: vec![group] }),
        }
    }
    columns
}

fn lanes(columns: &[Column], pool: &[Rc<Fact>]) -> Lanes {
    let places = |cards: &[Rc<Fact>]| cards.iter().map(|fact| fact.place).collect::<Vec<usize>>();
    let columns =
        columns.iter().map(|column| column.groups.iter().map(|group| places(&group.cards)).collect());
    Lanes(columns.chain([vec![places(pool)]]).collect())
}

fn phase(at: usize, column: &Column, facts: &Facts, stage: &Stage) -> Html {
    let lang = facts.lang;
    let heading = format!("phase-{at}");
    let alone = column.groups.len() == 1;
    let periods: Vec<&str> = column
        .groups
        .iter()
        .filter_map(|group| Some(facts.periods.get(group.period)?.title.as_str()))
        .collect();
    let label = periods.join(words::comma(lang));
    html! {
        <section key={at} class="phase" aria-labelledby={heading.clone()}>
            <h2 class="phase__title" id={heading}>{ (column.word)(lang) }</h2>
            <div class="phase__scroll" data-scroller="true" tabindex="0" role="group" aria-label={label}>
                for group in &column.groups {
                    { period(group, alone && is_named(group, facts, column.word, lang), facts, stage) }
                }
            </div>
        </section>
    }
}

/// Whether a period is called as its column is.
fn is_named(group: &Group, facts: &Facts, word: Word, lang: Lang) -> bool {
    facts.periods.get(group.period).is_some_and(|period| period.title == word(lang))
}

fn period(group: &Group, is_named: bool, facts: &Facts, stage: &Stage) -> Html {
    let lang = facts.lang;
    let at = group.period;
    let Some(named) = facts.periods.get(at) else { return Html::default() };
    let teams = || (0..facts.teams.len()).map(|team| (team, stage.load(at, team)));
    let sum = teams().fold(crate::domain::roadmap::load::Load::default(), |sum, (_, load)| sum.plus(load));
    let over: Vec<String> = teams()
        .filter(|(_, load)| load.is_over())
        .filter_map(|(team, load)| {
            let amount = words::amount(lang, load.used - load.capacity, facts.unit);
            Some(words::team_over(lang, &facts.teams.get(team)?.title, &amount))
        })
        .collect();
    let team_of = |fact: &Fact| {
        let team = facts.teams.get(fact.team).filter(|_| facts.teams.len() > 1 && fact.effort().is_some());
        team.map(|team| team.title.clone())
    };
    html! {
        <div key={named.id.to_string()} class="phase__period" data-drop={Target::Period(at).written()}
            data-over={stage.is_over(Target::Period(at)).then_some("true")}>
            if !is_named {
                <h3 class="phase__name">
                    { &named.title }
                    if !named.dates.is_empty() {
                        { " " }<span class="timeline__dates">{ &named.dates }</span>
                    }
                </h3>
            }
            { load_bar(sum, &facts.load_words(sum)) }
            for (nth, over) in over.iter().enumerate() {
                <p key={nth} class="phase__over">{ over }</p>
            }
            <ul class="cards" aria-label={named.title.clone()}>
                for fact in &group.cards {
                    <li key={fact.id.to_string()}>
                        <Card fact={Rc::clone(fact)} stop={stage.stop == Some(fact.place)} team={team_of(fact)}
                            lifted={stage.drag.is_some_and(|drag| drag.place == fact.place)} />
                    </li>
                }
            </ul>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::tests::{facts, plan};
    use super::*;
    use crate::ui::rendered::rendered;

    fn dated() -> crate::domain::plan::Plan {
        let mut plan = plan();
        let roadmap = Rc::make_mut(&mut plan.roadmap);
        for (period, end) in roadmap.periods.iter_mut().zip(["2027-03-31", "2027-06-30", "2027-09-30"]) {
            period.end = end.to_owned();
        }
        plan
    }

    #[test]
    fn now_is_the_first_period_that_is_not_over() {
        #[track_caller]
        fn check(today: &str, expected: &[(&str, &[usize])]) {
            let facts = facts(dated());
            let columns = columns(&facts, today);
            let found: Vec<(&str, Vec<usize>)> = columns
                .iter()
                .map(|column| {
                    ((column.word)(Lang::En), column.groups.iter().map(|group| group.period).collect())
                })
                .collect();
            let expected: Vec<(&str, Vec<usize>)> =
                expected.iter().map(|(word, periods)| (*word, periods.to_vec())).collect();
            assert_eq!(found, expected, "{today}");
        }
        check("", &[("Now", &[0]), ("Next", &[1]), ("Later", &[2])]);
        check("2027-03-31", &[("Now", &[0]), ("Next", &[1]), ("Later", &[2])]);
        check("2027-04-01", &[("Earlier", &[0]), ("Now", &[1]), ("Next", &[2])]);
        check("2027-08-01", &[("Earlier", &[0, 1]), ("Now", &[2])]);
        // When all is over, the last one stays.
        check("2030-01-01", &[("Earlier", &[0, 1]), ("Now", &[2])]);
    }

    #[test]
    fn later_holds_all_that_comes_after_next() {
        let mut plan = plan();
        let roadmap = Rc::make_mut(&mut plan.roadmap);
        let mut more = roadmap.periods[2].clone();
        more.id = "q4".into();
        roadmap.periods.push(more);
        let facts = facts(plan);
        let columns = columns(&facts, "");
        let later: Vec<usize> = columns[2].groups.iter().map(|group| group.period).collect();
        assert_eq!((columns.len(), later), (3, vec![2, 3]));
        let lanes = lanes(&columns, &[]);
        assert_eq!(lanes.0.len(), 4);
        assert_eq!(lanes.0[0], [vec![0]]);
    }

    #[test]
    fn columns_name_their_period_and_its_load_once() {
        let html = rendered::<NowNextLater>(RoadmapProps { plan: Rc::new(plan()) });
        for part in [
            ">Now</h2>",
            "2027 Q1",
            "3.8 / 8 person-months",
            "Guest checkout, 3.8 person-months, no value, locked",
            "Not planned",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert_eq!(html.matches("tabindex=\"0\" aria-haspopup=\"menu\"").count(), 1, "Tab stops at one card");
    }

    #[test]
    fn a_period_called_now_is_not_named_twice() {
        let mut plan = plan();
        for (period, title) in
            Rc::make_mut(&mut plan.roadmap).periods.iter_mut().zip(["Now", "Next", "Later"])
        {
            period.title = title.to_owned();
        }
        let html = rendered::<NowNextLater>(RoadmapProps { plan: Rc::new(plan) });
        assert_eq!(html.matches(">Now<").count(), 1, "{html}");
    }
}
