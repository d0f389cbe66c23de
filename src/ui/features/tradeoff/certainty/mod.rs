//! How sure the order is.

mod assume;
mod order;
mod pair;
mod ranks;
mod run;

use std::collections::HashMap;
use std::rc::Rc;

use yew::prelude::*;

use crate::domain::frameworks::{self, Basis, Framework, Input};
use crate::domain::kano::verdict::chance;
use crate::domain::number;
use crate::domain::plan::{Item, Plan};
use crate::domain::text::{Lang, Word, certainty as words, explain, keeping};
use crate::domain::tradeoff::beam::Beam;
use crate::domain::tradeoff::value::Weighing;
use crate::domain::uncertainty::{Question, Request, largest_error, request, value_per_work};
use crate::platform::element;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, pressed};
use crate::ui::features::tradeoff::explain::WorthKnowing;
use crate::ui::session::{Screen, TradeoffPage};
use crate::ui::store::use_lang;
use run::{Found, State, use_simulation};

/// First places that can be asked about.
const MOST_TOP: u32 = 20;

/// Properties of [`CertaintyPage`].
#[derive(Properties, Clone)]
pub struct CertaintyPageProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
}

impl PartialEq for CertaintyPageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.framework == other.framework
    }
}

/// How sure the order is.
#[component]
pub fn CertaintyPage(props: &CertaintyPageProps) -> Html {
    let lang = use_lang();
    let plan = &props.plan;
    let framework = frameworks::by_id(props.framework).unwrap_or(frameworks::default());
    let by = use_state_eq(|| Order::Score);
    // What rests on needs and goals has no numbers of its own to be unsure of, only the weight.
    let rests_on_worth = framework.basis == Basis::Worth;
    let by_now = if rests_on_worth && *by == Order::Score { Order::Value } else { *by };
    let is_by_value = by_now != Order::Score;
    // A tenth to either side of where the weight hangs: how exactly anybody means it.
    let ends = use_state_eq(|| {
        let percent = libm::round(plan.settings.need_share * 100.0);
        ((percent - 10.0).max(0.0), (percent + 10.0).min(100.0))
    });
    let top = use_state_eq(|| 5_u32);
    let share = (ends.0 / 100.0, ends.1 / 100.0);
    let of = (ByPointer(Rc::clone(plan)), framework.id, by_now, is_by_value.then_some(share));
    let asked = use_memo(of, |(plan, _, by, _)| match by {
        Order::Score => request(&plan.0, framework, Question::Score),
        Order::Value => request(&plan.0, framework, Question::Value { low: share.0, high: share.1 }),
        Order::ValuePerWork => value_per_work(&plan.0, framework, share.0, share.1),
    });
    let State { found, failed, on_retry, is_stopped, on_stop } = use_simulation(&asked);
    let names = use_memo((ByPointer(Rc::clone(plan)), framework.id, lang), |(plan, _, lang)| {
        Names::of(&plan.0, framework, *lang)
    });
    let choose = |order: Order| {
        let by = by.clone();
        Callback::from(move |_: MouseEvent| by.set(order))
    };
    let on_top = use_callback(top.clone(), |percent: f64, top| top.set(percent as u32));
    // The end that is moved takes the other one along.
    let on_low = use_callback(ends.clone(), |low: f64, ends| ends.set((low, ends.1.max(low))));
    let on_high = use_callback(ends.clone(), |high: f64, ends| ends.set((ends.0.min(high), high)));
    let most = (asked.items.len() as u32).clamp(1, MOST_TOP);
    let k = (*top).min(most);
    let is_assumed = plan.settings.assumed_ranges.on;
    let missing = missing(plan, &asked, by_now, lang);
    html! {
        <div class="certainty">
            <header class="certainty__head">
                <h2 class="certainty__title">{ words::title(lang) }</h2>
                <div class="segments" role="group" aria-label={words::order_by(lang)}>
                    for order in Order::ALL.into_iter().filter(|order| *order != Order::Score || !rests_on_worth) {
                        <button key={order as usize} type="button" class="segment" aria-pressed={pressed(by_now == order)} onclick={choose(order)}>{ order.word(framework)(lang) }</button>
                    }
                </div>
            </header>
            if let Some(missing) = missing {
                { missing }
            } else {
                <div class="certainty__controls">
                    <Slider label={words::top(lang)} value={f64::from(k)} least={1.0} most={f64::from(most)} shown={k.to_string()} on_moved={on_top} />
                    if is_by_value {
                        <Slider label={words::share_from(lang)} value={ends.0} least={0.0} most={100.0} shown={format!("{}%", ends.0)} on_moved={on_low} />
                        <Slider label={words::share_to(lang)} value={ends.1} least={0.0} most={100.0} shown={format!("{}%", ends.1)} on_moved={on_high} />
                    }
                    if by_now != Order::Value && (asked.is_open() || is_assumed) {
                        <assume::Assume plan={plan.clone()} framework={framework.id} />
                    }
                </div>
                if is_by_value {
                    <p class="hint">
                        { words::share_help(lang) }
                        if by_now == Order::ValuePerWork {
                            { if lang == Lang::En { " " } else { "" } }{ words::per_work_help(lang) }
                        }
                    </p>
                }
                if asked.is_open() {
                    if let Some(problem) = failed {
                        <div class="certainty__failed" role="alert">
                            <p>{ problem.sentence(lang) }</p>
                            <Button label={keeping::retry(lang)} on_press={on_retry} />
                        </div>
                    }
                    { sure(found, &asked, Shown { plan: Rc::clone(plan), names, framework, by: by_now, k, lang }, Run { is_stopped, on_stop }) }
                    if !is_by_value {
                        <section class="certainty__knowing" aria-labelledby="knowing-heading">
                            <h2 id="knowing-heading">{ explain::knowing(lang) }</h2>
                            <WorthKnowing plan={plan.clone()} framework={framework.id} top={k as usize} />
                        </section>
                    }
                } else if is_by_value {
                    <p class="certainty__teach">{ words::share_single(lang) }</p>
                } else {
                    <div class="certainty__empty">
                        <p class="certainty__lead">{ words::all_single(lang) }</p>
                        <p class="hint">{ words::all_single_way(lang) }</p>
                        // Where ranges are assumed already, they have no width yet.
                        if !is_assumed {
                            <assume::AssumeButton plan={plan.clone()} />
                        }
                    </div>
                }
            }
        </div>
    }
}

/// What the order goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// The framework's score.
    Score,
    /// The value to users and to the business at a need share.
    Value,
    /// That value, divided by the work.
    ValuePerWork,
}

impl Order {
    const ALL: [Order; 3] = [Order::Score, Order::Value, Order::ValuePerWork];

    fn word(self, framework: &Framework) -> Word {
        match self {
            Order::Score => framework.name,
            Order::Value => words::by_value,
            Order::ValuePerWork => words::by_value_per_work,
        }
    }
}

/// What has to be there before there is an order, with the way to it.
fn missing(plan: &Plan, asked: &Request, by: Order, lang: Lang) -> Option<Html> {
    let by_value = by != Order::Score;
    let page = |page: TradeoffPage| Screen::Tradeoff(page);
    let items = (Screen::Items, words::go_to_items(lang));
    let (sentence, (screen, way)) = match asked.items.len() {
        0 if by_value && Weighing::of(plan).is_empty() => {
            (words::nothing_to_weigh(lang), (page(TradeoffPage::Needs), words::go_to_needs(lang)))
        }
        0 if by == Order::ValuePerWork && !Beam::of(plan, &Weighing::of(plan)).entries().is_empty() => {
            (words::no_work(lang), items)
        }
        0 if by_value => (
            words::nothing_contributes(lang),
            (page(TradeoffPage::Contributions), words::go_to_contributions(lang)),
        ),
        0 => (words::nothing_scored(lang), items),
        1 if by == Order::Value => {
            (words::one_scored(lang), (page(TradeoffPage::Contributions), words::go_to_contributions(lang)))
        }
        1 => (words::one_scored(lang), items),
        _ => return None,
    };
    Some(html! {
        <div class="certainty__empty">
            <p class="certainty__lead">{ sentence }</p>
            <a class="button button--primary" href={format!("#/{}", screen.path())}>{ way }</a>
        </div>
    })
}

/// What every part of the page looks at beside the results.
#[derive(Clone)]
struct Shown {
    plan: Rc<Plan>,
    names: Rc<Names>,
    framework: &'static Framework,
    by: Order,
    k: u32,
    lang: Lang,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        // Names are made anew for another plan.
        Rc::ptr_eq(&self.names, &other.names)
            && self.framework.id == other.framework.id
            && (self.by, self.k, self.lang) == (other.by, other.k, other.lang)
    }
}

/// What items and inputs are called.
#[derive(Debug)]
struct Names {
    items: HashMap<Rc<str>, Rc<Item>>,
    /// The inputs that count, in the order of the request.
    inputs: Vec<String>,
    lang: Lang,
}

impl Names {
    fn of(plan: &Plan, framework: &'static Framework, lang: Lang) -> Names {
        let label = |input: &Input| input.label_in(&plan.settings.criteria, lang).to_owned();
        Names {
            items: plan.items.iter().map(|item| (Rc::clone(&item.id), Rc::clone(item))).collect(),
            inputs: framework.scorer(plan).inputs().map(label).collect(),
            lang,
        }
    }

    fn title(&self, id: &str) -> String {
        self.items.get(id).map(|item| item.title_in(self.lang).to_owned()).unwrap_or_default()
    }

    fn key(&self, id: &str) -> String {
        self.items.get(id).map(|item| item.key.clone()).unwrap_or_default()
    }
}

/// Whether the simulation was stopped, and the way to stop it or to have it go on.
struct Run {
    is_stopped: bool,
    on_stop: Callback<bool>,
}

impl Run {
    /// One button, so that the focus stays on it.
    fn button(&self, lang: Lang) -> Html {
        let stop = !self.is_stopped;
        let on_press = {
            let on_stop = self.on_stop.clone();
            Callback::from(move |()| on_stop.emit(stop))
        };
        let label = if stop { words::stop(lang) } else { words::go_on(lang) };
        // What is done in a moment needs no button: it comes late, by its style.
        html! { <span class="certainty__stop"><Button {label} {on_press} /></span> }
    }
}

/// The results so far, or the word that they are on their way.
fn sure(found: Option<Found>, asked: &Rc<Request>, shown: Shown, run: Run) -> Html {
    let lang = shown.lang;
    let Some(found) = found else {
        return html! {
            <>
                <p class="certainty__sentence" role="status">
                    if run.is_stopped { { words::stopped_at_once(lang) } } else { { words::working(lang) }{ "…" } }
                </p>
                <div class="certainty__progress">{ run.button(lang) }</div>
            </>
        };
    };
    // Equal questions keep their results; what differs in pointer only is up to date.
    let is_current = Rc::ptr_eq(&found.request, asked) || *found.request == **asked;
    let results = &found.results;
    let is_done = results.draws == results.of;
    let hold = results.hold(shown.k).map(|p| words::hold(lang, shown.k, &chance(p, lang)));
    let draws = |count: u32| number::group(count as usize);
    let is_under_way = !is_current || !is_done;
    let state = if !is_current && run.is_stopped {
        Some(words::stopped_before(lang).to_owned())
    } else if !is_current {
        Some(words::updating(lang).to_owned())
    } else if !is_done && run.is_stopped {
        Some(words::stopped(lang, &draws(results.draws), &draws(results.of)))
    } else if !is_done {
        Some(words::progress(lang, &draws(results.draws), &draws(results.of)))
    } else {
        None
    };
    let points = number::display(largest_error(results.draws) * 200.0, 1);
    let is_settled = run.is_stopped || !is_under_way;
    let open = || found.request.items.iter().flat_map(|entry| &entry.inputs).filter(|input| input.is_open());
    let assumed = open().filter(|input| input.assumed).count();
    html! {
        <section class="certainty__results" aria-label={words::results(lang)} aria-busy={pressed(!is_settled)}>
            // Only what is settled is read out; a half-made simulation would say it many times.
            <p class="certainty__sentence" role="status">
                if is_settled {
                    { hold.clone().unwrap_or_default() }
                } else {
                    <span aria-hidden="true">{ hold.unwrap_or_default() }</span>
                }
            </p>
            <div class="certainty__progress">
                <p class="certainty__state" aria-hidden={(!run.is_stopped).then_some("true")}>{ state.unwrap_or_default() }</p>
                if is_under_way {
                    { run.button(lang) }
                }
            </div>
            if assumed > 0 {
                <p class="certainty__assumed">
                    { words::assumed_count(lang, assumed, open().count()) }{ if lang == Lang::En { " " } else { "" } }
                    { match shown.by {
                        Order::Value | Order::ValuePerWork => words::assumed_work(lang),
                        Order::Score if assume::takes_confidence(shown.framework) => words::confidence_once(lang),
                        Order::Score => words::without_confidence(lang),
                    } }
                </p>
            }
            <order::OrderTable found={found.clone()} shown={shown.clone()} />
            <ranks::Ranks found={found.clone()} shown={shown.clone()} />
            if found.request.unscored > 0 {
                <p class="hint">{ words::unscored(lang, found.request.unscored as usize) }</p>
            }
            <pair::Compare request={Rc::clone(&found.request)} shown={shown.clone()} />
            <details class="certainty__notes">
                <summary>{ words::notes(lang) }</summary>
                <ul>
                    <li>{ words::note_draws(lang, &draws(results.draws), found.request.seed, &points) }</li>
                    <li>{ words::note_shape(lang) }</li>
                    <li>{ words::note_independent(lang) }</li>
                    <li>{ words::note_ties(lang) }</li>
                </ul>
            </details>
        </section>
    }
}

/// Properties of [`Slider`].
#[derive(Properties, PartialEq)]
struct SliderProps {
    label: AttrValue,
    value: f64,
    least: f64,
    most: f64,
    /// The value as it is read.
    shown: AttrValue,
    on_moved: Callback<f64>,
}

/// A number that is slid: the browser's own slider, with its value beside it.
#[component]
fn Slider(props: &SliderProps) -> Html {
    let oninput = use_callback(props.on_moved.clone(), |event: InputEvent, on_moved| {
        if let Ok(value) = element::value_of(&event).parse::<f64>() {
            on_moved.emit(value);
        }
    });
    html! {
        <label class="certainty__slider">
            <span class="field__label">{ &props.label }</span>
            <input type="range" step="1" min={props.least.to_string()} max={props.most.to_string()}
                value={props.value.to_string()} aria-valuetext={props.shown.clone()} {oninput} />
            <output class="certainty__value" aria-hidden="true">{ &props.shown }</output>
        </label>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
