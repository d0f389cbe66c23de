//! How far the teams are, and how full.

use std::rc::Rc;

use yew::prelude::*;

use super::{PartProps, amount};
use crate::domain::number;
use crate::domain::picture::list::{Bit, Cell, Column, List, Row, draw, words as said};
use crate::domain::picture::{Hold, Ink, Picture};
use crate::domain::plan::Plan;
use crate::domain::roadmap::load::{Load, loads};
use crate::domain::roadmap::tracking::{Progress, Tracked, progress};
use crate::domain::roadmap::{Period, Team};
use crate::domain::text::{Lang, tracking as words};
use crate::ui::by_pointer::ByPointer;
use crate::ui::features::picture::{PictureMenu, draws};
use crate::ui::store::use_lang;

/// How far the teams are, and how full.
#[component]
pub(super) fn Teams(props: &PartProps) -> Html {
    let lang = use_lang();
    let PartProps { plan, tracked, .. } = props;
    let loads = use_memo(ByPointer(Rc::clone(plan)), |plan| loads(&plan.0));
    let progress = progress(plan, tracked);
    let save_progress = {
        let tracked = Rc::clone(tracked);
        draws(plan, move |plan, lang| Some(progress_picture(plan, &tracked, lang)))
    };
    let save_heat = draws(plan, |plan, lang| Some(heat_picture(plan, lang)));
    html! {
        <>
            <section class="tracking__card" aria-labelledby="progress-heading">
                <h3 id="progress-heading" class="tracking__subtitle">{ words::progress(lang) }</h3>
                <div class="picture-save"><PictureMenu draw={save_progress} of={words::progress(lang)} /></div>
                <div class="tracking__scroll" role="group" tabindex="0" aria-label={words::progress(lang)}>
                    <table class="tracking__table">
                        <caption class="visually-hidden">{ words::progress(lang) }</caption>
                        <thead>
                            <tr>
                                <th scope="col">{ words::team(lang) }</th>
                                <th scope="col" class="tracking__wide" colspan="2">{ words::share_shipped(lang) }</th>
                                <th scope="col" class="number">{ words::shipped(lang) }</th>
                                <th scope="col" class="number">{ words::in_progress(lang) }</th>
                                <th scope="col" class="number">{ words::not_started(lang) }</th>
                            </tr>
                        </thead>
                        <tbody>
                            for (team, of) in plan.roadmap.teams.iter().zip(progress) {
                                <tr key={&*team.id}>
                                    <th scope="row">{ team.title_in(lang) }</th>
                                    <td class="tracking__plot">{ stack(&of) }</td>
                                    <td class="number">{ share(of.shipped, of.total()) }</td>
                                    <td class="number">{ amount(of.shipped) }</td>
                                    <td class="number">{ amount(of.in_progress) }</td>
                                    <td class="number">{ amount(of.open) }</td>
                                </tr>
                            }
                        </tbody>
                    </table>
                </div>
                <p class="hint">{ words::unit_note(lang, plan.settings.effort_unit.label(lang)) }</p>
            </section>
            <section class="tracking__card" aria-labelledby="heat-heading">
                <h3 id="heat-heading" class="tracking__subtitle">{ words::heat(lang) }</h3>
                <div class="picture-save"><PictureMenu draw={save_heat} of={words::heat(lang)} /></div>
                { heat(plan, &loads, lang) }
                <p class="hint">{ words::heat_help(lang) }</p>
            </section>
        </>
    }
}

/// How far the teams are, for a file.
pub(super) fn progress_picture(plan: &Plan, tracked: &[Tracked], lang: Lang) -> Picture {
    let row = |(team, of): (&Team, Progress)| {
        let part = |amount: f64| amount / of.total().max(f64::MIN_POSITIVE);
        Row::Cells(vec![
            said(team.title_in(lang)),
            Cell::Plot(vec![
                Bit::Bar(0.0, 1.0, Ink::Line),
                Bit::Bar(0.0, part(of.shipped + of.in_progress), Ink::BrassLine),
                Bit::Bar(0.0, part(of.shipped), Ink::Brass),
            ]),
            said(share(of.shipped, of.total())),
            said(amount(of.shipped)),
            said(amount(of.in_progress)),
            said(amount(of.open)),
        ])
    };
    let number = |word: &str| Column::Words(word.to_owned(), Hold::End);
    draw(&List {
        title: words::progress(lang).to_owned(),
        columns: vec![
            Column::Words(words::team(lang).to_owned(), Hold::Start),
            Column::Plot(words::share_shipped(lang).to_owned(), String::new()),
            number(""),
            number(words::shipped(lang)),
            number(words::in_progress(lang)),
            number(words::not_started(lang)),
        ],
        rows: plan.roadmap.teams.iter().zip(progress(plan, tracked)).map(row).collect(),
        notes: vec![words::unit_note(lang, plan.settings.effort_unit.label(lang))],
    })
}

/// How full the teams are, for a file: a bar for each team and period, with what is beyond the
/// capacity in another colour and in words.
pub(super) fn heat_picture(plan: &Plan, lang: Lang) -> Picture {
    let loads = loads(plan);
    let cells = |at: usize| {
        let of_team = loads.iter().map(move |of_period| of_period.get(at).copied().unwrap_or_default());
        of_team.flat_map(|load| {
            let full = load.share().min(1.0);
            let ink = if load.is_over() { Ink::Bad } else { Ink::Brass };
            let mut words = shown_share(load, lang);
            if load.is_over() {
                words = format!("▲ {words}");
            }
            [Cell::Plot(vec![Bit::Bar(0.0, 1.0, Ink::Line), Bit::Bar(0.0, full, ink)]), said(words)]
        })
    };
    let team = |(at, team): (usize, &Team)| {
        Row::Cells([said(team.title_in(lang))].into_iter().chain(cells(at)).collect())
    };
    let period = |period: &Period| {
        [
            Column::Plot(period.title_in(lang).to_owned(), String::new()),
            Column::Words(String::new(), Hold::End),
        ]
    };
    let first = Column::Words(words::team(lang).to_owned(), Hold::Start);
    draw(&List {
        title: words::heat(lang).to_owned(),
        columns: [first].into_iter().chain(plan.roadmap.periods.iter().flat_map(period)).collect(),
        rows: plan.roadmap.teams.iter().enumerate().map(team).collect(),
        notes: vec![words::heat_help(lang).to_owned()],
    })
}

fn share(part: f64, whole: f64) -> String {
    if whole > 0.0 { format!("{}%", number::display(part / whole * 100.0, 0)) } else { "–".to_owned() }
}

/// Shipped, in progress and open, one behind the other.
fn stack(progress: &Progress) -> Html {
    let total = progress.total().max(f64::MIN_POSITIVE);
    let width = |part: f64| number::plain(part / total * 100.0, 1);
    html! {
        <svg class="tracking__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="tracking__bar-open" width="100" height="10" />
            <rect class="tracking__bar-progress" width={width(progress.shipped + progress.in_progress)} height="10" />
            <rect class="tracking__bar-shipped" width={width(progress.shipped)} height="10" />
        </svg>
    }
}

/// Teams against periods: how full each is.
fn heat(plan: &Plan, loads: &[Vec<Load>], lang: Lang) -> Html {
    html! {
        <div class="tracking__scroll" role="group" tabindex="0" aria-label={words::heat(lang)}>
            <table class="tracking__table tracking__heat">
                <caption class="visually-hidden">{ words::heat(lang) }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::team(lang) }</th>
                        for period in &plan.roadmap.periods {
                            <th key={&*period.id} scope="col">{ period.title_in(lang) }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for (at, team) in plan.roadmap.teams.iter().enumerate() {
                        <tr key={&*team.id}>
                            <th scope="row">{ team.title_in(lang) }</th>
                            for (period, of_period) in plan.roadmap.periods.iter().zip(loads) {
                                { cell(&period.id, of_period.get(at).copied().unwrap_or_default(), lang) }
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn cell(key: &str, load: Load, lang: Lang) -> Html {
    let figures = words::load(lang, &amount(load.used), &amount(load.capacity));
    let text = shown_share(load, lang);
    html! {
        <td key={key.to_owned()} class="tracking__cell" data-level={level(load)}>
            <span class="tracking__share">
                { text }
                if load.is_over() {
                    { " " }<span class="tracking__over">{ words::over(lang) }</span>
                }
            </span>
            <small>{ figures }</small>
        </td>
    }
}

fn shown_share(load: Load, lang: Lang) -> String {
    match (load.capacity > 0.0, load.used > 0.0) {
        (false, false) => "–".to_owned(),
        (false, true) => words::no_capacity(lang).to_owned(),
        (true, _) => format!("{}%", number::display(load.share() * 100.0, 0)),
    }
}

/// The step of the colour scale: 0 for nothing, 1 to 4 by quarters, `over` above all of it.
fn level(load: Load) -> &'static str {
    match load.share() {
        _ if load.is_over() => "over",
        share if share <= 0.0 => "0",
        share if share <= 0.25 => "1",
        share if share <= 0.5 => "2",
        share if share <= 0.75 => "3",
        _ => "4",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loads_have_their_step_of_the_scale() {
        for (used, capacity, expected) in [
            (0.0, 4.0, "0"),
            (1.0, 4.0, "1"),
            (2.0, 4.0, "2"),
            (3.0, 4.0, "3"),
            (4.0, 4.0, "4"),
            (0.1 + 0.2, 0.3, "4"),
            (4.1, 4.0, "over"),
            (1.0, 0.0, "over"),
            (0.0, 0.0, "0"),
        ] {
            assert_eq!(level(Load { used, capacity, usable: capacity }), expected, "{used} of {capacity}");
        }
    }
}
