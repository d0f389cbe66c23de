//! The picture, the beam under it, and the order beside it.

mod beam;
mod order;
mod strip;

use std::collections::HashSet;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::domain::editor::Command;
use crate::domain::frameworks::{self, Framework};
use crate::domain::picture::views::{Field, View};
use crate::domain::plan::{Goal, Id, Item, Need, Plan};
use crate::domain::sensitivity::By;
use crate::domain::text::{Lang, shell, tradeoff as words};
use crate::domain::tradeoff::beam::{Beam, takes_part};
use crate::domain::tradeoff::strip::Strip;
use crate::domain::tradeoff::value::Weighing;
use crate::domain::tradeoff::verdict::{self, Lack, TOP};
use crate::platform::{lifecycle, route};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::new_gesture;
use crate::ui::features::tradeoff::chart::{ChartChoice, ChartTools, ItemChart};
use crate::ui::features::tradeoff::explain::ExplainDialog;
use crate::ui::features::tradeoff::kept;
use crate::ui::session::{Screen, SessionMsg, TradeoffPage};
use crate::ui::store::{use_handles, use_lang};

/// How long the weight stays where keys have put it until it hangs there, in milliseconds:
/// longer than between two presses in a row, which are one step of undo and one entry of the
/// log.
const REST_MS: u32 = 350;

/// How long the weight hangs still until the order is read out, in milliseconds.
const PAUSE_MS: u32 = 400;

/// Properties of [`WeighPage`].
#[derive(Properties, Clone)]
pub struct WeighPageProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// Selected items.
    pub selected: Rc<HashSet<Id>>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
}

impl PartialEq for WeighPageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.selected, &other.selected)
            && self.framework == other.framework
    }
}

/// What follows from the plan wherever the weight hangs.
pub(super) struct Weighed {
    /// The weights of needs and goals.
    pub weighing: Weighing,
    /// The items that take part, with their worths.
    pub beam: Beam,
    /// Who holds the first places at each need share.
    pub strip: Strip,
}

/// What [`Weighed`] is made of; the need share is not among it, so that moving the weight
/// makes nothing anew.
struct Basis {
    needs: Rc<Vec<Need>>,
    goals: Rc<Vec<Goal>>,
    items: Vec<Rc<Item>>,
}

impl PartialEq for Basis {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.needs, &other.needs)
            && Rc::ptr_eq(&self.goals, &other.goals)
            && self.items.len() == other.items.len()
            && self.items.iter().zip(&other.items).all(|(one, other)| Rc::ptr_eq(one, other))
    }
}

impl Weighed {
    fn of(plan: &Plan) -> Weighed {
        let weighing = Weighing::of(plan);
        let beam = Beam::of(plan, &weighing);
        let strip = Strip::of(&beam, TOP);
        Weighed { weighing, beam, strip }
    }
}

/// What is done to the weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Weigh {
    /// Taken into the hand: what comes until it is let go is one step of undo.
    Taken,
    /// Held at a need share, not hung there yet.
    Held(f64),
    /// Put to a need share step by step: it hangs there once it has stayed for a while.
    Put(f64),
    /// Something else comes: wherever it was put, there it hangs.
    Rested,
    /// Hung at a need share and let go of; what the order is compared with stays.
    Dropped(f64),
    /// Given up: it hangs where it hung.
    GivenUp,
    /// Let go of, and looked away from.
    Left,
}

/// The picture, the beam under it, and the order beside it.
#[component]
pub fn WeighPage(props: &WeighPageProps) -> Html {
    let lang = use_lang();
    let plan = &props.plan;
    let basis =
        Basis { needs: Rc::clone(&plan.needs), goals: Rc::clone(&plan.goals), items: plan.items.clone() };
    let weighed = use_memo(basis, |_| Weighed::of(plan));
    let (shown, since, on_weigh) = use_weight(plan.settings.need_share);
    let latest = use_mut_ref(Vec::new);
    let order = use_memo((ByPointer(Rc::clone(&weighed)), shown), {
        let latest = Rc::clone(&latest);
        move |(weighed, share)| {
            let order = weighed.0.beam.order(*share, &latest.borrow());
            latest.replace(order.places.clone());
            order
        }
    });
    let before = use_memo((ByPointer(Rc::clone(&weighed)), since), |(weighed, since)| {
        since.map(|share| weighed.0.beam.order(share, &[]))
    });
    let asked = use_state(|| None::<(Id, Id)>);
    let on_why = use_callback((), {
        let asked = asked.setter();
        move |pair: (Id, Id), ()| asked.set(Some(pair))
    });
    let on_close = use_callback((), {
        let asked = asked.setter();
        move |(), ()| asked.set(None)
    });
    let spoken = use_mut_ref(AttrValue::default);
    let handles = use_handles();
    let on_select = use_callback(handles.clone(), |ids: HashSet<Id>, handles| {
        handles.session(SessionMsg::Selected(ids));
    });
    let on_open = use_callback(handles, |id: Id, handles| {
        handles.session(SessionMsg::Activated(Some(id)));
        handles.session(SessionMsg::Panel(true));
        route::set_hash(&format!("#/{}", Screen::Items.path()));
    });
    let lack = Lack::of(plan, &weighed.weighing, &weighed.beam);
    let chosen = use_state_eq(|| kept::look(&plan.id).choice);
    let on_choice = use_callback(plan.id.clone(), {
        let chosen = chosen.setter();
        move |next: ChartChoice, plan| {
            kept::keep(plan, |kept| kept.choice = Some(next.clone()));
            chosen.set(Some(next));
        }
    });
    let framework = frameworks::by_id(props.framework).unwrap_or_else(frameworks::default);
    let choice = (*chosen).clone().unwrap_or_else(|| at_first(plan, lack, framework)).within(plan);
    let title = html! { <h1 class="weigh__title">{ shell::tradeoff(lang) }</h1> };
    if let Some(lack) = lack.filter(|_| has_no_dots(plan)) {
        return html! {
            <div class="weigh weigh--empty">
                { title }
                { lacking(lack, lang) }
            </div>
        };
    }
    let called = |entry: u32| {
        let item = weighed.beam.entry(entry).and_then(|entry| plan.items.get(entry.at as usize));
        item.map(|item| item.title_in(lang).to_owned()).unwrap_or_default()
    };
    let sentences = match lack {
        None => verdict::sentences(&weighed.beam, &weighed.strip, &order, &called, lang),
        Some(_) => Vec::new(),
    };
    if lack.is_some() {
        spoken.replace(AttrValue::default());
    } else if shown == plan.settings.need_share {
        let (need, goal) = verdict::sides(shown);
        let all = [words::order_at(lang, &need, &goal), sentences.join(words::between_sentences(lang))];
        spoken.replace(all.join(words::pause(lang)).into());
    }
    html! {
        <div class="weigh">
            <div class="weigh__bar">
                { title }
                <ChartTools plan={ByPointer(Rc::clone(plan))} choice={choice.clone()} {on_choice} framework={props.framework} />
            </div>
            <div class="weigh__body" data-alone={lack.map(|_| "true")}>
                <div class="weigh__card">
                    <ItemChart plan={Rc::clone(plan)} {choice} need_share={shown} framework={props.framework}
                        selected={Rc::clone(&props.selected)} {on_select} {on_open} />
                    if let Some(lack) = lack {
                        <div class="weigh__lack">{ lacking(lack, lang) }</div>
                    } else {
                        <beam::BeamView share={shown} on_weigh={on_weigh.clone()} />
                        <strip::StripView plan={Rc::clone(plan)} weighed={Rc::clone(&weighed)} share={shown} {on_weigh} />
                        { how(lang) }
                    }
                </div>
                if lack.is_none() {
                    <order::OrderList plan={Rc::clone(plan)} weighed={Rc::clone(&weighed)} order={Rc::clone(&order)}
                        before={Rc::clone(&before)} selected={Rc::clone(&props.selected)} {sentences} {on_why} />
                }
            </div>
            <Spoken said={spoken.borrow().clone()} />
            if let Some((upper, lower)) = &*asked {
                <ExplainDialog plan={Rc::clone(plan)} a={Rc::clone(upper)} b={Rc::clone(lower)} by={By::Value} {on_close} />
            }
        </div>
    }
}

/// Whether there is nothing to draw in any view: no item takes part, and there are no needs.
fn has_no_dots(plan: &Plan) -> bool {
    plan.needs.is_empty() && !plan.items.iter().any(|item| takes_part(item))
}

/// What is shown before anybody has chosen: need and goal, or else what the plan does have.
fn at_first(plan: &Plan, lack: Option<Lack>, framework: &'static Framework) -> ChartChoice {
    let standard = ChartChoice::default();
    let Some(_) = lack else { return standard };
    if !plan.items.iter().any(|item| takes_part(item)) {
        return ChartChoice { view: View::Importance, ..standard };
    }
    let of_inputs = Some(framework).filter(|framework| framework.basis != frameworks::Basis::Worth);
    let value = Field::Score(of_inputs.unwrap_or_else(frameworks::default).id);
    ChartChoice { view: View::ValueEffort, value, ..standard }
}

/// What the beam lacks, with the way to it.
fn lacking(lack: Lack, lang: Lang) -> Html {
    let (screen, way) = match lack {
        Lack::Sides | Lack::Weights => (Screen::Tradeoff(TradeoffPage::Needs), words::go_to_needs(lang)),
        Lack::Judgements => (Screen::Tradeoff(TradeoffPage::Contributions), words::judge(lang)),
        Lack::Items | Lack::Open => (Screen::Items, words::go_to_items(lang)),
    };
    html! {
        <>
            <p>{ lack.sentence(lang) }</p>
            <a class="button button--primary" href={format!("#/{}", screen.path())}>{ way }</a>
        </>
    }
}

/// Where the weight is, the share that the order is compared with, and what moves the weight.
///
/// While it is held or put from step to step, the share lives here alone; hanging it gives the
/// one command, for a step shall cost no more than the order.
#[hook]
fn use_weight(saved: f64) -> (f64, Option<f64>, Callback<Weigh>) {
    let handles = use_handles();
    let held = use_state_eq(|| None::<f64>);
    let since = use_state_eq(|| None::<f64>);
    let gesture = use_mut_ref(new_gesture);
    let sent = use_mut_ref(|| None::<f64>);
    let at = use_mut_ref(|| saved);
    // What the order is compared with while a gesture lasts.
    let start = use_mut_ref(|| None::<f64>);
    // Where keys have put it, until it hangs there.
    let put = use_mut_ref(|| None::<(f64, Timeout)>);
    // The plan has moved: by what was done here or, by undo or another tab, elsewhere.
    use_effect_with(saved, {
        let (held, since) = (held.setter(), since.setter());
        let (sent, at, start, put) = (Rc::clone(&sent), Rc::clone(&at), Rc::clone(&start), Rc::clone(&put));
        move |saved| {
            at.replace(*saved);
            held.set(None);
            put.replace(None);
            if sent.borrow_mut().take_if(|sent| sent == saved).is_none() {
                start.replace(None);
                since.set(None);
            }
        }
    });
    let hang: Rc<dyn Fn(f64)> = Rc::new({
        let (sent, gesture) = (Rc::clone(&sent), Rc::clone(&gesture));
        move |share| {
            sent.replace(Some(share));
            handles.edit_in(*gesture.borrow(), Command::SetNeedShare(share));
        }
    });
    let rest: Rc<dyn Fn()> = Rc::new({
        let (put, hang) = (Rc::clone(&put), Rc::clone(&hang));
        move || {
            let put = put.borrow_mut().take();
            if let Some((share, _timer)) = put {
                hang(share);
            }
        }
    });
    use_effect_with((), {
        let rest = Rc::clone(&rest);
        move |()| {
            let listeners = lifecycle::on_leave({
                let rest = Rc::clone(&rest);
                move || rest()
            });
            move || {
                drop(listeners);
                rest();
            }
        }
    });
    let on_weigh = use_callback((), {
        let (held, since) = (held.setter(), since.setter());
        let begin = {
            let (start, since, at) = (Rc::clone(&start), since.clone(), Rc::clone(&at));
            move || {
                let from = *at.borrow();
                start.replace(Some(from));
                since.set(Some(from));
            }
        };
        let end = {
            let (start, gesture, rest) = (Rc::clone(&start), Rc::clone(&gesture), Rc::clone(&rest));
            move || {
                rest();
                gesture.replace(new_gesture());
                start.replace(None);
            }
        };
        let moves = {
            let (held, at, start, begin) = (held.clone(), Rc::clone(&at), Rc::clone(&start), begin.clone());
            move |share: f64| {
                if start.borrow().is_none() {
                    begin();
                }
                held.set(Some(share));
                at.replace(share);
            }
        };
        move |weigh: Weigh, ()| match weigh {
            Weigh::Taken => {
                end();
                begin();
            }
            Weigh::Held(share) => held.set(Some(share)),
            Weigh::Put(share) if share == *at.borrow() => {}
            Weigh::Put(share) => {
                moves(share);
                let timer = Timeout::new(REST_MS, {
                    let rest = Rc::clone(&rest);
                    move || rest()
                });
                put.replace(Some((share, timer)));
            }
            Weigh::Rested => rest(),
            Weigh::Dropped(share) => {
                if share == *at.borrow() {
                    held.set(None);
                } else {
                    moves(share);
                    hang(share);
                }
                end();
            }
            Weigh::GivenUp => {
                held.set(None);
                since.set(None);
                end();
            }
            Weigh::Left => {
                since.set(None);
                end();
            }
        }
    });
    (held.unwrap_or(saved), *since, on_weigh)
}

/// How the values are made, for who wants to check them.
fn how(lang: Lang) -> Html {
    html! {
        <details class="weigh__how">
            <summary>{ words::how_made(lang) }</summary>
            <p class="weigh__formula">{ words::how_value(lang) }</p>
            <p>{ words::how_worth(lang) }</p>
            <p>{ words::how_scale(lang) }</p>
            <p>{ words::how_flip(lang) }</p>
            <p>{ words::how_part(lang) }</p>
        </details>
    }
}

/// Properties of [`Spoken`].
#[derive(Properties, PartialEq)]
struct SpokenProps {
    /// What is read out.
    said: AttrValue,
}

/// Reads a text out when it has changed and then stayed the same for a while.
#[component]
fn Spoken(props: &SpokenProps) -> Html {
    let aloud = use_state_eq(AttrValue::default);
    let is_new = use_mut_ref(|| false);
    use_effect_with(props.said.clone(), {
        let aloud = aloud.setter();
        move |said| {
            // What stands there at first is for the eye to find.
            let changed = is_new.replace(true);
            let said = said.clone();
            let timer = changed.then(|| Timeout::new(PAUSE_MS, move || aloud.set(said)));
            move || drop(timer)
        }
    });
    html! { <p class="visually-hidden" role="status">{ (*aloud).clone() }</p> }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::sample;
    use crate::ui::rendered::rendered_in;

    fn page(lang: Lang, edit: impl Fn(&mut Plan)) -> String {
        let mut plan = sample::plan(lang, "p".into(), "2026-11-22T09:00:00Z");
        edit(&mut plan);
        let selected: Rc<HashSet<Id>> = Rc::default();
        rendered_in(lang, html! { <WeighPage plan={Rc::new(plan)} {selected} framework="rice" /> })
    }

    fn rows(html: &str) -> usize {
        html.matches("class=\"order__row\"").count()
    }

    #[test]
    fn the_page_shows_the_order_the_beam_and_what_they_are_worth_in_both_languages() {
        for (lang, expected) in [
            (
                Lang::En,
                [
                    "Order at 62 : 38",
                    "User need 62%",
                    "Business goal 38%",
                    "aria-valuetext=\"User need 62%, business goal 38%\"",
                    "overtakes",
                    "2 rejected or shipped items do not take part.",
                ],
            ),
            (
                Lang::Zh,
                [
                    "62 : 38 时的顺序",
                    "用户需求 62%",
                    "业务目标 38%",
                    "aria-valuetext=\"用户需求 62%，业务目标 38%\"",
                    "超过",
                    "2 个已拒绝或已上线的需求不参与。",
                ],
            ),
        ] {
            let html = page(lang, |plan| plan.settings.need_share = 0.62);
            for text in
                expected.into_iter().chain(["role=\"slider\"", "aria-valuenow=\"62\"", "role=\"status\""])
            {
                assert!(html.contains(text), "{text}");
            }
            assert!(!html.contains(" style="));
            assert_eq!(html.matches("<h1").count(), 1);
            assert_eq!(rows(&html), 22);
            assert_eq!(html.matches("class=\"order__why\"").count(), 21, "one between two neighbours");
        }
    }

    #[test]
    fn the_rows_stand_in_the_order_of_their_values() {
        let html = page(Lang::En, |plan| plan.settings.need_share = 1.0);
        let values: Vec<f64> = html
            .split("class=\"order__value\">")
            .skip(1)
            .filter_map(|rest| rest.split('<').next()?.parse().ok())
            .collect();
        assert_eq!(values.len(), 22);
        assert!(values.windows(2).all(|two| two[0] >= two[1]), "{values:?}");
    }

    #[test]
    fn what_a_plan_lacks_is_said_with_a_way_to_it() {
        let nothing = |plan: &mut Plan| {
            plan.needs = Rc::default();
            plan.goals = Rc::default();
        };
        let unjudged = |plan: &mut Plan| {
            for item in &mut plan.items {
                let item = Rc::make_mut(item);
                item.needs.clear();
                item.goals.clear();
            }
        };
        let empty = |plan: &mut Plan| plan.items.clear();
        type Change<'a> = &'a dyn Fn(&mut Plan);
        for (change, sentence, way) in [
            (&nothing as Change, words::no_sides(Lang::En), "#/trade-off/needs"),
            (&unjudged, words::nothing_judged(Lang::En), "#/trade-off/contributions"),
            (&empty, words::no_items(Lang::En), "#/items"),
        ] {
            let html = page(Lang::En, change);
            assert!(html.contains(sentence) && html.contains(way), "{sentence}");
            assert!(html.contains("button--primary") && !html.contains("role=\"slider\""));
        }
    }

    #[test]
    fn without_needs_and_goals_there_are_the_charts_of_what_there_is() {
        let without_sides = |plan: &mut Plan| {
            plan.needs = Rc::default();
            plan.goals = Rc::default();
        };
        for lang in Lang::ALL {
            let html = page(lang, without_sides);
            assert!(html.contains("chart__dot"), "items by their score and their effort");
            assert!(html.contains(words::no_sides(lang)));
            assert_eq!(rows(&html), 0, "there is no order without a weight");
        }
        // Needs are dots, too, where there is no item yet.
        let html = page(Lang::En, |plan| plan.items.clear());
        assert!(html.contains("chart__dot") && html.contains("Importance 9"));
        let html = page(Lang::En, |plan| {
            plan.items.clear();
            without_sides(plan);
        });
        assert!(!html.contains("chart") && html.contains(words::no_sides(Lang::En)));
    }

    #[test]
    fn the_chart_that_was_chosen_is_there_on_return() {
        let other = ChartChoice { view: View::Kano, ..ChartChoice::default() };
        let pressed = |html: &str| {
            let at = html.find("aria-pressed=\"true\"")?;
            html.get(at..)?.split(['>', '<']).nth(1).map(str::to_owned)
        };
        assert_eq!(pressed(&page(Lang::En, |_| {})).as_deref(), Some("Need × Goal"));
        kept::keep(&"p".into(), |kept| kept.choice = Some(other));
        assert_eq!(pressed(&page(Lang::En, |_| {})).as_deref(), Some("Better × Worse"));
    }

    #[test]
    fn unjudged_items_stand_apart_with_a_way_to_judge_them() {
        let html = page(Lang::En, |plan| {
            for item in plan.items.iter_mut().take(7) {
                let item = Rc::make_mut(item);
                item.needs.clear();
                item.goals.clear();
            }
        });
        for text in ["7 items have no contribution marked", "and 2 more", "#/trade-off/contributions"] {
            assert!(html.contains(text), "{text}");
        }
        assert_eq!(rows(&html), 15);
    }

    #[test]
    fn of_two_thousand_items_a_screenful_is_shown() {
        let html = page(Lang::En, |plan| {
            let some = plan.items.clone();
            for at in plan.items.len()..2_000 {
                let mut item = Item::clone(&some[at % 11]);
                item.id = format!("x{at}").into();
                plan.items.push(Rc::new(item));
            }
        });
        assert_eq!(rows(&html), order::FEW);
        assert!(html.contains("Show the first 500"), "more would make the weight heavy to move");
    }

    #[test]
    fn a_title_cannot_bring_markup_along() {
        let html = page(Lang::En, |plan| {
            Rc::make_mut(&mut plan.items[0]).title = "<img src=x onerror=alert(1)>".into();
        });
        assert!(!html.contains("<img"));
    }
}
