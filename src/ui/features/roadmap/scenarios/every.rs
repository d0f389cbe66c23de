//! Which items are in every good plan, and which hang on an uncertain number. The work on it goes on
//! while the page is away.

use std::collections::HashMap;
use std::rc::Rc;

use yew::prelude::*;

use super::run::{Asked, Found, found, request};
use crate::domain::frameworks;
use crate::domain::number;
use crate::domain::picture::list::{Bit, Cell, Column, List, Row, draw, words as said};
use crate::domain::picture::{Hold, Ink, Picture};
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::roadmap::brief::Brief;
use crate::domain::roadmap::compare::in_scenarios;
use crate::domain::roadmap::cut::{Class, Cut, DRAWS, Number, Open, cuts, largest_error, vary};
use crate::domain::text::{Lang, Word, keeping, scenarios as words};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Variant};
use crate::ui::engine::{Run, RunMsg, begin};
use crate::ui::features::picture::{PictureMenu, draws};
use crate::ui::features::roadmap::ItemLink;
use crate::ui::features::roadmap::RoadmapProps;
use crate::ui::lasting::{Lasting, dispatch, use_lasting};
use crate::ui::session::{RoadmapPage, Screen, TradeoffPage};
use crate::ui::store::use_lang;

/// Rows that are shown at first.
const ROWS: usize = 60;

/// Items that are named of those in all scenarios.
const MOST_NAMED: usize = 12;

thread_local! {
    static RUN: Lasting<Run<Asked>> = const { Lasting::empty() };
}

/// Which items are in every good plan.
#[component]
pub(super) fn Every(props: &RoadmapProps) -> Html {
    let lang = use_lang();
    let plan = &props.plan;
    let run = use_lasting(&RUN, &plan.id);
    let (asked, state) = (&run.asked, &run.state);
    // Whether there is anything to draw, without a single draw.
    let ground = use_memo(ByPointer(Rc::clone(plan)), |plan| {
        let brief = Brief::of(&plan.0);
        let is_open = vary(&plan.0, &brief, 0).is_open();
        (brief, is_open)
    });
    let on_run = use_callback(ByPointer(Rc::clone(plan)), |(), plan| {
        let asked = Rc::new(request(&plan.0, DRAWS));
        begin(&RUN, &plan.0.id, Rc::clone(&asked), Rc::clone(&asked.request));
    });
    let on_cancel = use_callback(Rc::clone(&plan.id), |(), plan| dispatch(&RUN, plan, RunMsg::Forgotten));
    let of_answer = match (asked, state.answer.as_deref()) {
        (Some(asked), Some(answer)) if !state.is_stale => found(asked, answer),
        _ => None,
    };
    let is_changed = asked.as_ref().is_some_and(|asked| !Rc::ptr_eq(&asked.plan, plan));
    let (brief, is_open) = &*ground;
    html! {
        <section class="scenarios__card" aria-labelledby="every-heading">
            <header class="scenarios__head">
                <h2 id="every-heading" class="scenarios__title">{ words::every_good_plan(lang) }</h2>
                if brief.blocked().is_none() && (*is_open || asked.is_some()) {
                    if state.running {
                        <Button label={words::cancel_draws(lang)} on_press={on_cancel} />
                    } else {
                        <Button label={if asked.is_some() { words::run_again(lang) } else { words::run(lang) }} on_press={on_run.clone()}
                            variant={if asked.is_some() { Variant::Plain } else { Variant::Primary }} />
                    }
                }
            </header>
            <p class="hint scenarios__measure">{ words::every_lead(lang) }</p>
            { everywhere(plan, lang) }
            if brief.blocked().is_some() {
                <p class="scenarios__teach">{ brief.blocked_sentence(lang) }{ " " }<a href={format!("#/{}", RoadmapPage::Setup.path())}>{ words::go_to_setup(lang) }</a></p>
            } else if !is_open && asked.is_none() {
                <div class="scenarios__teach">
                    <p>{ words::no_ranges(lang) }</p>
                    <a class="button button--primary" href={format!("#/{}", Screen::Tradeoff(TradeoffPage::Certainty).path())}>{ words::go_to_ranges(lang) }</a>
                </div>
            }
            if let Some(problem) = state.failed {
                <div class="scenarios__failed" role="alert">
                    <p>{ problem.sentence(lang) }</p>
                    <Button label={keeping::retry(lang)} on_press={on_run} />
                </div>
            }
            if state.running {
                <div class="scenarios__running">
                    <progress class="scenarios__progress" value={number::plain(state.progress, 3)} max="1" aria-label={words::running(lang)}></progress>
                    <span aria-hidden="true">{ so_far(of_answer.as_ref(), lang) }</span>
                </div>
            }
            if is_changed && !state.running {
                <p class="scenarios__lost">{ words::stale(lang) }</p>
            }
            if let (Some(found), Some(asked)) = (of_answer, asked) {
                <Shares asked={ByPointer(Rc::clone(asked))} {found} is_done={!state.running} />
            }
        </section>
    }
}

fn so_far(found: Option<&Found>, lang: Lang) -> String {
    let done = found.map_or(0, |found| found.draws as usize);
    words::in_so_far(lang, &number::group(done), &number::group(DRAWS as usize))
}

/// The items that are in all saved scenarios, where there are several.
fn everywhere(plan: &Plan, lang: Lang) -> Html {
    let all = plan.roadmap.scenarios.len();
    if all < 2 {
        return Html::default();
    }
    let items: HashMap<&str, &Rc<Item>> = plan.items.iter().map(|item| (&*item.id, item)).collect();
    let held: Vec<Id> =
        in_scenarios(plan).into_iter().filter(|(_, count)| *count == all).map(|(id, _)| id).collect();
    let more = held.len().saturating_sub(MOST_NAMED);
    html! {
        <p class="scenarios__everywhere">
            <strong>{ words::everywhere(lang, held.len(), all) }</strong>
            for id in held.into_iter().take(MOST_NAMED) {
                <span key={&*id} class="scenarios__pill"><ItemLink item={id.clone()} label={items.get(&*id).map_or(String::new(), |item| item.title_in(lang).to_owned())} /></span>
            }
            if more > 0 {
                <span>{ words::and_more(lang, more) }</span>
            }
        </p>
    }
}

/// Properties of [`Shares`].
#[derive(Properties, Clone, PartialEq)]
pub(super) struct SharesProps {
    /// What was asked.
    pub asked: ByPointer<Asked>,
    /// What is known so far.
    pub found: Found,
    /// Whether that is all.
    pub is_done: bool,
}

/// How often each item makes the cut.
#[component]
pub(super) fn Shares(props: &SharesProps) -> Html {
    let lang = use_lang();
    let rows = use_state_eq(|| ROWS);
    let SharesProps { asked, found, is_done } = props;
    let Asked { plan, brief, varied, .. } = &*asked.0;
    let cuts = cuts(brief, varied, &found.shares);
    let count = |class: Class| cuts.iter().filter(|cut| Class::of(cut.share) == class).count();
    let open = count(Class::Usually) + count(Class::Hangs);
    let sentence = words::cut_sentence(lang, count(Class::Always), open);
    let in_scenarios: HashMap<Id, usize> = in_scenarios(plan).into_iter().collect();
    let items: HashMap<&str, &Rc<Item>> = plan.items.iter().map(|item| (&*item.id, item)).collect();
    let left = cuts.len().saturating_sub(*rows);
    let on_more = {
        let rows = rows.clone();
        Callback::from(move |()| rows.set(usize::MAX))
    };
    let all = plan.roadmap.scenarios.len();
    let save = {
        let (asked, found, rows) = (Rc::clone(&asked.0), found.clone(), *rows);
        draws(plan, move |_, lang| Some(picture(&asked, &found, rows, lang)))
    };
    let points = number::display(largest_error(found.draws) * 100.0, 0);
    html! {
        <>
            // Only what is settled is read out.
            if *is_done {
                <p class="scenarios__sentence" role="status">{ sentence }</p>
                <p class="hint scenarios__measure">{ words::draws_note(lang, &number::group(found.draws as usize), &points) }</p>
                <div class="picture-save"><PictureMenu draw={save} of={words::every_good_plan(lang)} /></div>
            }
            if found.without_plan > 0 {
                <p class="scenarios__lost">{ words::without_plan(lang, found.without_plan) }</p>
            }
            <div class="scenarios__scroll" role="group" tabindex="0" aria-label={words::every_good_plan(lang)}>
                <table class="scenarios__cuts" aria-busy={if *is_done { "false" } else { "true" }}>
                    <caption class="visually-hidden">{ words::every_good_plan(lang) }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ words::column_item(lang) }</th>
                            <th scope="col" colspan="2">{ words::column_share(lang) }</th>
                            <th scope="col">{ words::column_when(lang) }</th>
                            <th scope="col">{ words::column_why(lang) }</th>
                            if all > 0 {
                                <th scope="col">{ words::column_scenarios(lang) }</th>
                            }
                        </tr>
                    </thead>
                    for class in Class::ALL {
                        if count(class) > 0 {
                            <tbody key={class_name(class)} data-class={class_name(class)}>
                                <tr class="scenarios__class">
                                    <th scope="rowgroup" colspan={if all > 0 { "6" } else { "5" }}>
                                        { class_word(class)(lang) }{ " " }<span class="scenarios__count">{ number::group(count(class)) }</span>
                                    </th>
                                </tr>
                                for cut in cuts.iter().take(*rows).filter(|cut| Class::of(cut.share) == class) {
                                    <tr key={&*cut.item}>
                                        <th scope="row"><ItemLink item={cut.item.clone()} label={items.get(&*cut.item).map_or(String::new(), |item| item.title_in(lang).to_owned())} /></th>
                                        <td class="scenarios__plot">{ bar(cut.share) }</td>
                                        <td class="number">{ format!("{}%", number::display(cut.share * 100.0, 0)) }</td>
                                        <td>{ period(plan, cut, lang) }</td>
                                        <td>{ why(plan, cut, class, lang) }</td>
                                        if all > 0 {
                                            <td>{ in_scenarios.get(&cut.item).map_or_else(|| "–".to_owned(), |count| words::in_scenarios(lang, *count, all)) }</td>
                                        }
                                    </tr>
                                }
                            </tbody>
                        }
                    }
                </table>
            </div>
            if left > 0 {
                <div><Button label={words::show_more(lang, left)} on_press={on_more} /></div>
            }
        </>
    }
}

/// How often as many items as are shown make the cut, for a file.
pub(super) fn picture(asked: &Asked, found: &Found, rows: usize, lang: Lang) -> Picture {
    let Asked { plan, brief, varied, .. } = asked;
    let cuts = cuts(brief, varied, &found.shares);
    let title = |cut: &Cut| plan.item(&cut.item).map_or(String::new(), |item| item.title_in(lang).to_owned());
    let mut listed = Vec::new();
    for class in Class::ALL {
        let of_class: Vec<&Cut> =
            cuts.iter().take(rows).filter(|cut| Class::of(cut.share) == class).collect();
        if !of_class.is_empty() {
            listed.push(Row::Head(class_word(class)(lang).to_owned()));
        }
        listed.extend(of_class.into_iter().map(|cut| {
            Row::Cells(vec![
                said(title(cut)),
                Cell::Plot(vec![Bit::Bar(0.0, 1.0, Ink::Line), Bit::Bar(0.0, cut.share, Ink::Brass)]),
                said(format!("{}%", number::display(cut.share * 100.0, 0))),
                said(period(plan, cut, lang)),
                said(why(plan, cut, class, lang)),
            ])
        }));
    }
    let points = number::display(largest_error(found.draws) * 100.0, 0);
    draw(&List {
        title: words::every_good_plan(lang).to_owned(),
        columns: vec![
            Column::Words(words::column_item(lang).to_owned(), Hold::Start),
            Column::Plot(words::column_share(lang).to_owned(), String::new()),
            Column::Words(String::new(), Hold::End),
            Column::Words(words::column_when(lang).to_owned(), Hold::Start),
            Column::Words(words::column_why(lang).to_owned(), Hold::Start),
        ],
        rows: listed,
        notes: vec![words::draws_note(lang, &number::group(found.draws as usize), &points)],
    })
}

fn class_name(class: Class) -> &'static str {
    match class {
        Class::Always => "always",
        Class::Usually => "usually",
        Class::Hangs => "hangs",
        Class::Never => "never",
    }
}

fn class_word(class: Class) -> Word {
    match class {
        Class::Always => words::class_always,
        Class::Usually => words::class_usually,
        Class::Hangs => words::class_hangs,
        Class::Never => words::class_never,
    }
}

fn bar(share: f64) -> Html {
    html! {
        <svg class="scenarios__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="scenarios__track" width="100" height="8" />
            <rect class="scenarios__fill" width={number::plain(share * 100.0, 1)} height="8" />
        </svg>
    }
}

fn period(plan: &Plan, cut: &Cut, lang: Lang) -> String {
    let period = cut.period.and_then(|at| plan.roadmap.periods.get(at));
    period.map_or_else(|| "–".to_owned(), |period| period.title_in(lang).to_owned())
}

/// The number that an item hangs on, where it hangs on any.
fn why(plan: &Plan, cut: &Cut, class: Class, lang: Lang) -> String {
    match (&cut.widest, class) {
        (_, Class::Always | Class::Never) => "–".to_owned(),
        (None, _) => words::others(lang).to_owned(),
        (Some(open), _) => number_name(plan, open, lang),
    }
}

fn number_name(plan: &Plan, open: &Open, lang: Lang) -> String {
    let plain = |value: f64| number::display_score(value);
    let range = |show: &dyn Fn(f64) -> String| {
        words::range(lang, &show(open.quantity.low), &show(open.quantity.high))
    };
    let text = match &open.number {
        Number::Input { sheet, key } => {
            match frameworks::sheet_named(sheet).and_then(|sheet| sheet.input(key)) {
                Some(input) => {
                    let label = input.label_in(&plan.settings.criteria, lang);
                    words::hangs_on(lang, label, &range(&|value| input.display(value)))
                }
                None => range(&plain),
            }
        }
        Number::Team(id) => {
            let team = plan.roadmap.teams.iter().find(|team| team.id == *id);
            let label = words::team_effort(lang, team.map_or("", |team| team.title_in(lang)));
            words::hangs_on(lang, &label, &range(&plain))
        }
    };
    if open.quantity.assumed { words::assumed(lang, &text) } else { text }
}
