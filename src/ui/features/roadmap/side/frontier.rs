//! The frontier beside the plan: asked for, drawn as it comes, and taken over dot by dot. The work on
//! it goes on while its page is away.

use std::rc::Rc;

use yew::prelude::*;

use super::picture::{self, Picture, Served, Standing, Whole, standing};
use crate::domain::editor::{Command, RoadmapEdit};
use crate::domain::frameworks::Basis;
use crate::domain::number;
use crate::domain::picture::{self as shapes, Hold, Ink, Look, Mark};
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::brief::{Brief, basis};
use crate::domain::roadmap::draft::{self, Dot, Draft, Proof};
use crate::domain::text::{Lang, Word, keeping, roadmap_draft as words};
use crate::engine::{self, Answer, Problem};
use crate::platform::{element, lifecycle};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, new_gesture, use_focus_kept};
use crate::ui::engine::{Run, RunMsg, begin};
use crate::ui::features::picture::{PictureMenu, draws};
use crate::ui::lasting::{Lasting, dispatch, look, use_lasting};
use crate::ui::session::{Screen, TradeoffPage};
use crate::ui::store::{use_handles, use_lang};

/// How many need shares from 0 to 1 are looked at.
const SHARES: usize = 11;

/// What was asked.
#[derive(Debug)]
pub(super) struct Asking {
    request: Rc<engine::Request>,
    brief: Rc<Brief>,
}

/// What was asked, and the dots that are known of it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    asked: Rc<Asking>,
    /// The dots so far, by rising need.
    pub dots: Rc<Vec<Dot>>,
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.asked, &other.asked) && Rc::ptr_eq(&self.dots, &other.dots)
    }
}

thread_local! {
    // One frontier at a time, of one plan. It outlives the page, so that looking at the items in
    // between loses nothing.
    static FRONTIER: Lasting<Run<Asking>> = const { Lasting::empty() };
}

/// The frontier, and what can be done about it.
#[derive(Clone, PartialEq)]
pub(super) struct Frontier {
    /// What is known of it.
    pub found: Option<Found>,
    /// Whether it is that of a plan with other wishes.
    pub is_old: bool,
    /// Whether it was stopped before all of it was found.
    pub is_partial: bool,
    /// How much is done, 0 to 1, where it is worked on.
    pub running: Option<f64>,
    /// Why nothing more comes.
    pub failed: Option<Problem>,
    /// Asks for it, also once more after a failure.
    pub on_show: Callback<()>,
    /// Leaves it at what is known.
    pub on_stop: Callback<()>,
}

/// What is asked of a plan. The values of jobs are not looked at, so that another need share
/// is no other question.
fn request(brief: &Brief) -> engine::Request {
    let mut problem = brief.problem.clone();
    for job in &mut problem.jobs {
        job.value = 0.0;
    }
    engine::Request::Roadmap(draft::Request::Frontier {
        problem,
        need: brief.need.clone(),
        goal: brief.goal.clone(),
        shares: SHARES,
    })
}

/// The frontier of a plan, when it is asked for and, in a quiet moment, after each draft:
/// `drafts` counts those.
#[hook]
pub(super) fn use_frontier(plan: &Id, brief: &Rc<Brief>, drafts: u32) -> Frontier {
    let wanted = use_memo(ByPointer(Rc::clone(brief)), |brief| Asking {
        request: Rc::new(request(&brief.0)),
        brief: Rc::clone(&brief.0),
    });
    let run = use_lasting(&FRONTIER, plan);
    let known = run.of.clone().zip(run.state.answer.clone());
    let known = known.map(|(of, answer)| (ByPointer(of), ByPointer(answer)));
    let found = use_memo(known, |known| match known {
        Some((of, answer)) => found(&of.0, &answer.0),
        None => None,
    });
    let of = found.as_ref().as_ref().map(|found| ByPointer(Rc::clone(&found.asked)));
    let is_old = *use_memo((of, ByPointer(Rc::clone(&wanted))), |(of, wanted)| {
        of.as_ref().is_some_and(|of| of.0.request != wanted.0.request)
    });
    let now = use_mut_ref(|| Rc::clone(&wanted));
    now.replace(Rc::clone(&wanted));
    let on_show = use_callback(Rc::clone(plan), {
        let now = now.clone();
        move |(), plan| {
            let wanted = Rc::clone(&now.borrow());
            show(plan, &wanted);
        }
    });
    let on_stop = use_callback(Rc::clone(plan), |(), plan| dispatch(&FRONTIER, plan, RunMsg::Stopped));
    use_effect_with(drafts, {
        let (on_show, plan) = (on_show.clone(), Rc::clone(plan));
        move |drafts| {
            if *drafts > 0 {
                lifecycle::when_idle(move || {
                    let run = look(&FRONTIER, &plan);
                    let is_there = run.of.as_ref().is_some_and(|of| of.request == now.borrow().request);
                    if !is_there {
                        on_show.emit(());
                    }
                });
            }
        }
    });
    let is_running = run.state.running;
    let is_partial = run.of.is_some() && !run.is_whole && !is_running && run.state.failed.is_none();
    Frontier {
        found: (*found).clone(),
        is_old,
        is_partial,
        running: is_running.then_some(run.state.progress),
        failed: run.state.failed,
        on_show,
        on_stop,
    }
}

/// Asks for the frontier, unless that is just what is worked on.
fn show(plan: &Id, wanted: &Rc<Asking>) {
    let run = look(&FRONTIER, plan);
    let is_asked = run.asked.as_ref().is_some_and(|asked| asked.request == wanted.request);
    if !(is_asked && run.state.running) {
        begin(&FRONTIER, plan, Rc::clone(wanted), Rc::clone(&wanted.request));
    }
}

/// The dots that an answer names.
fn found(asked: &Rc<Asking>, answer: &Answer) -> Option<Found> {
    match answer {
        Answer::Roadmap(draft::Answer::Frontier(dots)) => {
            Some(Found { asked: Rc::clone(asked), dots: Rc::new(dots.clone()) })
        }
        _ => None,
    }
}

/// The dot that is the best plan at a plan's need share, as a draft; `None` where that is not known.
pub(super) fn known_best(plan: &Plan, brief: &Brief) -> Option<Draft> {
    let run = look(&FRONTIER, &plan.id);
    let is_same = |of: &&Rc<Asking>| of.brief.items == brief.items && *of.request == request(brief);
    run.of.as_ref().filter(is_same)?;
    let Some(Answer::Roadmap(draft::Answer::Frontier(dots))) = run.state.answer.as_deref() else {
        return None;
    };
    best_of(dots, plan, brief)
}

/// The same among some dots. What a dot is worth counts only where need and goal are what counts.
fn best_of(dots: &[Dot], plan: &Plan, brief: &Brief) -> Option<Draft> {
    if basis(plan).basis != Basis::Worth {
        return None;
    }
    let is_at = |share: f64| (share - plan.settings.need_share).abs() < 1e-9;
    let dot = dots.iter().find(|dot| dot.proven && dot.share.is_some_and(is_at))?;
    let value = brief.problem.value(&dot.slots);
    let slots = Some(dot.slots.clone());
    Some(Draft { slots, value, bound: Some(value), proof: Proof::Optimal, ..Draft::default() })
}

/// A share as a whole percentage.
pub(super) fn percent(share: f64) -> String {
    format!("{}%", number::display(share * 100.0, 0))
}

/// A need share as it is read, with a decimal where it has one.
fn need_share(share: f64) -> String {
    format!("{}%", number::display(share * 100.0, 1))
}

/// “Need 78%, goal 71%, at need share 60%, proven”
fn dot_label(dot: &Dot, served: Served, is_current: bool, lang: Lang) -> String {
    let (need, goal) = (percent(served.need), percent(served.goal));
    let proof = if dot.proven { words::is_proven(lang) } else { words::not_proven(lang) };
    let label = match dot.share {
        Some(share) => words::dot_at(lang, &need, &goal, &need_share(share), proof),
        None => words::dot_between(lang, &need, &goal, proof),
    };
    if is_current { words::dot_current(lang, &label) } else { label }
}

/// How the current plan stands to the line, in a sentence.
fn standing_sentence(standing: Standing, lang: Lang) -> String {
    // In points; less than a twentieth of one is nothing to anybody.
    let lost = |share: f64| Some(share * 100.0).filter(|points| *points >= 0.05);
    match standing {
        Standing::On(_) => words::current_on_line(lang).to_owned(),
        Standing::Above => words::current_above(lang).to_owned(),
        Standing::Between => words::current_between(lang).to_owned(),
        Standing::Below { need, goal, .. } => match (lost(need), lost(goal)) {
            (None, None) => words::current_hair(lang).to_owned(),
            (need, goal) => words::loses(lang, need, goal),
        },
    }
}

/// Properties of [`FrontierView`].
#[derive(Properties, Clone)]
pub(super) struct FrontierViewProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The plan as numbers.
    pub brief: Rc<Brief>,
    /// Whether a need share decides what items are worth.
    pub by_share: bool,
    /// The frontier.
    pub frontier: Frontier,
}

impl PartialEq for FrontierViewProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.brief, &other.brief)
            && (self.by_share, &self.frontier) == (other.by_share, &other.frontier)
    }
}

/// Where the focus goes when what had it is gone: what stops the work, what asks for it, or the dots.
const FOCUSED: [&str; 3] =
    [".frontier__running .button", ".frontier > .button", "[data-dot][tabindex=\"0\"]"];

/// The frontier: how it comes on, the chart, how the current plan stands to it, and a table.
#[component]
pub(super) fn FrontierView(props: &FrontierViewProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let Frontier { found, is_old, is_partial, running, failed, on_show, on_stop } = props.frontier.clone();
    let root = use_node_ref();
    use_focus_kept(&root, &FOCUSED);
    let whole = Whole::of(&props.brief.need, &props.brief.goal);
    let given = (ByPointer(Rc::clone(&props.plan)), found.clone(), is_old, props.by_share);
    let on_take = use_callback(given, move |at: usize, (plan, found, is_old, by_share)| {
        let Some(found) = found.as_ref().filter(|_| !is_old) else { return };
        let Some(dot) = found.dots.get(at) else { return };
        let brief = &found.asked.brief;
        let gesture = new_gesture();
        let placements = brief.placements(&plan.0, &dot.slots);
        handles.edit_in(gesture, Command::roadmap(vec![RoadmapEdit::Draft(placements)]));
        if let Some(share) = dot.share.filter(|_| *by_share) {
            handles.edit_in(gesture, Command::SetNeedShare(share));
        }
        let served = Whole::of(&brief.need, &brief.goal).served(dot.need, dot.goal);
        handles.tell_undoable(words::adopted(lang, &percent(served.need), &percent(served.goal)));
    });
    let dots = found.as_ref().map(|found| Rc::clone(&found.dots)).filter(|dots| !dots.is_empty());
    // Of what was stopped nobody knows whether there is none.
    let is_none = found.is_some() && dots.is_none() && running.is_none() && failed.is_none() && !is_partial;
    let counted = found.as_ref().map_or(0, |found| found.dots.len());
    html! {
        <section ref={root} class="frontier" aria-labelledby="frontier-heading">
            <h2 class="side__heading" id="frontier-heading">{ words::frontier(lang) }</h2>
            if whole.is_nothing() {
                <p class="hint">{ words::frontier_unmarked(lang) }</p>
                <a class="button" href={format!("#/{}", Screen::Tradeoff(TradeoffPage::Contributions).path())}>
                    { words::to_contributions(lang) }
                </a>
            } else {
                <p class="hint">{ if dots.is_some() { words::frontier_hint(lang) } else { words::frontier_teach(lang) } }</p>
                if let Some(problem) = failed {
                    <div class="frontier__failed" role="alert">
                        <p>{ problem.sentence(lang) }</p>
                        <Button label={keeping::retry(lang)} on_press={on_show.clone()} />
                    </div>
                }
                if let Some(dots) = &dots {
                    <Chart dots={ByPointer(Rc::clone(dots))} plan={props.plan.clone()}
                        brief={found.as_ref().map_or_else(|| props.brief.clone(), |found| found.asked.brief.clone())}
                        {is_old} on_take={on_take.clone()} />
                }
                if is_none {
                    <p role="status">{ words::frontier_none(lang) }</p>
                }
                if let Some(progress) = running {
                    <div class="frontier__running">
                        <progress class="side__progress" max="1" value={progress.to_string()} aria-label={words::frontier(lang)}></progress>
                        <span class="hint" aria-hidden="true">
                            { words::frontier_running(lang, (progress * 100.0) as u32) }
                            if counted > 0 {
                                { " · " }{ words::dots_so_far(lang, counted) }
                            }
                        </span>
                        <Button label={words::stop(lang)} on_press={on_stop} />
                    </div>
                } else if failed.is_none() && (dots.is_none() || is_old || is_partial) {
                    if is_old {
                        <p class="hint">{ words::frontier_old(lang) }</p>
                    } else if is_partial {
                        <p class="hint">{ words::frontier_partial(lang) }</p>
                    }
                    <Button label={show_word(is_old, is_partial)(lang)} on_press={on_show} />
                }
            }
        </section>
    }
}

/// What the button says that asks for the frontier.
fn show_word(is_old: bool, is_partial: bool) -> Word {
    match (is_old, is_partial) {
        (true, _) => words::update_frontier,
        (false, true) => words::look_again,
        (false, false) => words::show_frontier,
    }
}

/// Properties of [`Chart`].
#[derive(Properties, Clone)]
pub(super) struct ChartProps {
    /// The dots, by rising need.
    pub dots: ByPointer<Vec<Dot>>,
    /// The plan.
    pub plan: Rc<Plan>,
    /// The plan as numbers, as it was when the dots were asked for.
    pub brief: Rc<Brief>,
    /// Whether the dots are those of a plan with other wishes.
    pub is_old: bool,
    /// Called with the place of the dot that somebody wants.
    pub on_take: Callback<usize>,
}

impl PartialEq for ChartProps {
    fn eq(&self, other: &Self) -> bool {
        self.dots == other.dots
            && Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.brief, &other.brief)
            && self.is_old == other.is_old
            && self.on_take == other.on_take
    }
}

/// The chart with its dots, and the same as a table.
#[component]
pub(super) fn Chart(props: &ChartProps) -> Html {
    let lang = use_lang();
    let root = use_node_ref();
    let pointed = use_state_eq(|| None::<usize>);
    let dots = &props.dots.0;
    let Laid { shares, standing, current, picture, labels } =
        Laid::of(&props.plan, &props.brief, dots, props.is_old, lang);
    let save = {
        let (brief, dots, is_old) = (Rc::clone(&props.brief), Rc::clone(dots), props.is_old);
        draws(&props.plan, move |plan, lang| {
            Some(saved(&Laid::of(plan, &brief, &dots, is_old, lang), &dots, lang))
        })
    };
    let stop = pointed.filter(|at| *at < dots.len()).or(current).unwrap_or(0);

    let onclick = use_callback(props.on_take.clone(), |event: MouseEvent, on_take| {
        if let Some(at) = dot_under(&event) {
            on_take.emit(at);
        }
    });
    let onkeydown = use_callback(props.on_take.clone(), {
        let root = root.clone();
        move |event: KeyboardEvent, on_take| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            // Dots stand by rising need, which is falling goal on a frontier.
            let step = match event.key().as_str() {
                "ArrowUp" | "ArrowLeft" => 1,
                "ArrowDown" | "ArrowRight" => -1,
                "Enter" | " " => {
                    event.prevent_default();
                    if let Some(at) = dot_under(&event) {
                        on_take.emit(at);
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            element::move_focus(&root, "[data-dot]", step);
        }
    });
    let onfocusin = use_callback((), {
        let pointed = pointed.setter();
        move |event: FocusEvent, ()| pointed.set(dot_under(&event))
    });
    let onpointerover = use_callback((), {
        let pointed = pointed.setter();
        move |event: PointerEvent, ()| {
            if let Some(at) = dot_under(&event) {
                pointed.set(Some(at));
            }
        }
    });
    let told = pointed.and_then(|at| labels.get(at).cloned());
    let ground = picture::HEIGHT - picture::BOTTOM;
    html! {
        <>
            <div class="frontier__chart" ref={root} role="group" aria-label={words::chart(lang, dots.len())}
                data-old={props.is_old.then_some("true")} {onclick} {onkeydown} {onfocusin} {onpointerover}>
                <svg class="frontier__picture" viewBox={format!("0 0 {} {}", picture::WIDTH, picture::HEIGHT)} focusable="false">
                    <g key="axes" aria-hidden="true">
                        for (at, (share, x)) in picture.goals.iter().enumerate() {
                            <g key={format!("goal-{at}")}>
                                <line class="frontier__grid" x1={px(*x)} x2={px(*x)} y1={px(picture::EDGE)} y2={px(ground)} />
                                <text class="frontier__tick" x={px(*x)} y={px(ground + 14.0)} text-anchor="middle">{ percent(*share) }</text>
                            </g>
                        }
                        for (at, (share, y)) in picture.needs.iter().enumerate() {
                            <g key={format!("need-{at}")}>
                                <line class="frontier__grid" x1={px(picture::LEFT)} x2={px(picture::WIDTH - picture::EDGE)} y1={px(*y)} y2={px(*y)} />
                                <text class="frontier__tick" x={px(picture::LEFT - 6.0)} y={px(y + 4.0)} text-anchor="end">{ percent(*share) }</text>
                            </g>
                        }
                        <path key="frame" class="frontier__axis"
                            d={format!("M{} {}V{}H{}", px(picture::LEFT), px(picture::EDGE), px(ground), px(picture::WIDTH - picture::EDGE))} />
                        <text key="goal" class="frontier__name frontier__name--goal" text-anchor="middle"
                            x={px((picture::LEFT + picture::WIDTH - picture::EDGE) / 2.0)} y={px(picture::HEIGHT - 8.0)}>{ words::goal_served(lang) }</text>
                        <text key="need" class="frontier__name frontier__name--need" text-anchor="middle"
                            transform={format!("translate(13 {}) rotate(-90)", px((picture::EDGE + ground) / 2.0))}>{ words::need_served(lang) }</text>
                        <polyline key="line" class="frontier__line"
                            points={picture.line.iter().map(|at| format!("{},{}", px(at.x), px(at.y))).collect::<Vec<_>>().join(" ")} />
                        if let Some(at) = picture.current {
                            <circle key="current" class="frontier__current" cx={px(at.x)} cy={px(at.y)} r="6" />
                        }
                        if let Some(label) = picture.label {
                            <text key="label" class="frontier__label" x={px(label.at.x)} y={px(label.at.y)} text-anchor={label.anchor}>{ words::current_plan(lang) }</text>
                        }
                    </g>
                    for (at, (dot, place)) in dots.iter().zip(&picture.dots).enumerate() {
                        <g key={format!("dot-{at}")} class="frontier__dot" role="button" tabindex={if at == stop { "0" } else { "-1" }}
                            data-dot={at.to_string()} aria-label={labels.get(at).cloned()}
                            aria-pressed={if current == Some(at) { "true" } else { "false" }}
                            aria-disabled={props.is_old.then_some("true")}
                            data-kind={kind(dot, current == Some(at))}>
                            <circle class="frontier__reach" cx={px(place.x)} cy={px(place.y)} r={px(picture::REACH)} />
                            <circle class="frontier__spot" cx={px(place.x)} cy={px(place.y)} r={if current == Some(at) { "8" } else { "5" }} />
                        </g>
                    }
                </svg>
            </div>
            <div class="picture-save"><PictureMenu draw={save} of={words::frontier(lang)} /></div>
            <p class="frontier__told hint" aria-hidden="true">{ told.unwrap_or_default() }</p>
            if let Some(standing) = standing {
                <p class="frontier__standing">{ standing_sentence(standing, lang) }</p>
            }
            if dots.len() == 1 {
                <p class="hint">{ words::frontier_one(lang) }</p>
            }
            <details class="frontier__table side__details">
                <summary>{ words::table(lang) }</summary>
                <div class="side__scroll">
                    <table>
                        <thead><tr>
                            <th scope="col">{ words::need_share(lang) }</th>
                            <th scope="col">{ words::need_served(lang) }</th>
                            <th scope="col">{ words::goal_served(lang) }</th>
                            <th scope="col">{ words::table_proven(lang) }</th>
                            <th scope="col"><span class="visually-hidden">{ words::table_use(lang) }</span></th>
                        </tr></thead>
                        <tbody>
                            for (at, (dot, served)) in dots.iter().zip(&shares).enumerate() {
                                <tr key={at}>
                                    <td class="number">{ dot.share.map_or_else(|| words::between(lang).to_owned(), need_share) }</td>
                                    <td class="number">{ exact(served.need) }</td>
                                    <td class="number">{ exact(served.goal) }</td>
                                    <td>{ if dot.proven { words::yes(lang) } else { words::no(lang) } }</td>
                                    <td>
                                        if current == Some(at) {
                                            { words::is_current(lang) }
                                        } else {
                                            <TakeButton {at} label={words::use_dot(lang, labels.get(at).map_or("", String::as_str))}
                                                is_old={props.is_old} on_take={props.on_take.clone()} />
                                        }
                                    </td>
                                </tr>
                            }
                        </tbody>
                    </table>
                </div>
                <p class="hint">
                    { words::served_how(lang) }
                    if !picture.from_zero {
                        { if lang == Lang::En { " " } else { "" } }{ words::axes_cut(lang) }
                    }
                </p>
            </details>
        </>
    }
}

/// The chart of some dots: what stands where, and what it says.
pub(super) struct Laid {
    /// What each dot serves.
    shares: Vec<Served>,
    /// How the current plan stands to the line.
    standing: Option<Standing>,
    /// The dot that is the current plan.
    current: Option<usize>,
    picture: Picture,
    /// The dots in words.
    labels: Vec<String>,
}

impl Laid {
    /// Lays out the dots of a plan as it was when they were asked for.
    pub fn of(plan: &Plan, brief: &Brief, dots: &[Dot], is_old: bool, lang: Lang) -> Laid {
        let whole = Whole::of(&brief.need, &brief.goal);
        let slots = brief.slots(&plan.roadmap.placements);
        let worth = brief.worth(&slots);
        let plan = whole.served(worth.need, worth.goal);
        let served = picture::served(dots, whole);
        let shares: Vec<Served> = served.iter().map(|(served, _)| *served).collect();
        // Under other wishes nothing can be said about the plan.
        let standing = standing(&shares, plan).filter(|_| !is_old);
        let current = match standing {
            // Of dots that serve the same, the one that is the plan itself.
            Some(Standing::On(at)) => Some(dots.iter().position(|dot| dot.slots == slots).unwrap_or(at)),
            _ => None,
        };
        let is_apart = !is_old && current.is_none();
        let label_width = if lang == Lang::En { 72.0 } else { 50.0 };
        let label = |(at, (dot, served)): (usize, (&Dot, &Served))| {
            dot_label(dot, *served, Some(at) == current, lang)
        };
        Laid {
            picture: Picture::of(&served, is_apart.then_some(plan), label_width),
            labels: dots.iter().zip(&shares).enumerate().map(label).collect(),
            shares,
            standing,
            current,
        }
    }
}

/// A file is as many times as large, with letters of the same size.
const SAVED: f64 = 2.0;

/// The chart for a file.
pub(super) fn saved(laid: &Laid, dots: &[Dot], lang: Lang) -> shapes::Picture {
    let drawn = &laid.picture;
    let at = |x: f64, y: f64| shapes::at(x * SAVED, y * SAVED);
    let (right, ground) = (picture::WIDTH - picture::EDGE, picture::HEIGHT - picture::BOTTOM);
    let mut marks = Vec::new();
    for (share, x) in &drawn.goals {
        marks.push(shapes::line(at(*x, picture::EDGE), at(*x, ground), Ink::Line));
        let below = shapes::at(x * SAVED, ground * SAVED + 18.0);
        marks.push(shapes::text(below, percent(*share), Hold::Middle, Ink::Muted));
    }
    for (share, y) in &drawn.needs {
        marks.push(shapes::line(at(picture::LEFT, *y), at(right, *y), Ink::Line));
        let beside = shapes::at(picture::LEFT * SAVED - 8.0, y * SAVED + 4.0);
        marks.push(shapes::text(beside, percent(*share), Hold::End, Ink::Muted));
    }
    marks.push(shapes::line(at(picture::LEFT, picture::EDGE), at(picture::LEFT, ground), Ink::Rule));
    marks.push(shapes::line(at(picture::LEFT, ground), at(right, ground), Ink::Rule));
    let goal = shapes::at((picture::LEFT + right) * SAVED / 2.0, ground * SAVED + 42.0);
    marks.push(shapes::text(goal, words::goal_served(lang), Hold::Middle, Ink::Goal));
    let need = shapes::at(picture::LEFT * SAVED - 56.0, (picture::EDGE + ground) * SAVED / 2.0);
    marks.push(shapes::turned(need, words::need_served(lang), Ink::Need));
    let line = drawn.line.iter().map(|place| at(place.x, place.y)).collect();
    marks.push(Mark::Curve { points: line, ink: Ink::Brass, closed: false });
    let dot = |place: &picture::Place, radius: f64, ink: Ink, look: Look, about: String| Mark::Dot {
        at: at(place.x, place.y),
        radius,
        ink,
        letter: String::new(),
        look,
        about,
    };
    for (nth, ((of, place), label)) in dots.iter().zip(&drawn.dots).zip(&laid.labels).enumerate() {
        let (radius, look) = match kind(of, laid.current == Some(nth)) {
            "current" => (9.0, Look::Full),
            "line" => (6.0, Look::Soft),
            _ => (6.0, Look::Faint),
        };
        marks.push(dot(place, radius, Ink::Brass, look, label.clone()));
    }
    if let Some(place) = &drawn.current {
        marks.push(dot(place, 7.0, Ink::Muted, Look::Full, words::current_plan(lang).to_owned()));
    }
    if let Some(label) = drawn.label {
        let hold = match label.anchor {
            "start" => Hold::Start,
            "end" => Hold::End,
            _ => Hold::Middle,
        };
        marks.push(shapes::text(at(label.at.x, label.at.y), words::current_plan(lang), hold, Ink::Text));
    }
    let (width, height) = (picture::WIDTH * SAVED, picture::HEIGHT * SAVED);
    shapes::Picture { title: words::frontier(lang).to_owned(), width, height, marks }
}

/// Properties of [`TakeButton`].
#[derive(Properties, PartialEq)]
struct TakeButtonProps {
    at: usize,
    /// Which plan it takes over, for the ear.
    label: AttrValue,
    is_old: bool,
    on_take: Callback<usize>,
}

/// The button of a line in the table.
#[component]
fn TakeButton(props: &TakeButtonProps) -> Html {
    let lang = use_lang();
    let given = (props.at, props.is_old, props.on_take.clone());
    let onclick = use_callback(given, |_: MouseEvent, (at, is_old, on_take)| {
        if !is_old {
            on_take.emit(*at);
        }
    });
    html! {
        <button type="button" class="button side__small" {onclick} aria-label={props.label.clone()}
            aria-disabled={props.is_old.then_some("true")} title={props.is_old.then(|| words::frontier_old(lang))}>
            { words::table_use(lang) }
        </button>
    }
}

/// Which dot an event is about.
fn dot_under(event: &Event) -> Option<usize> {
    element::attribute_around(event, "data-dot")?.parse().ok()
}

fn kind(dot: &Dot, is_current: bool) -> &'static str {
    match (is_current, dot.share) {
        (true, _) => "current",
        (false, Some(_)) => "line",
        (false, None) => "between",
    }
}

/// A share with a decimal.
fn exact(share: f64) -> String {
    format!("{}%", number::display(share * 100.0, 1))
}

/// A place in pixels.
fn px(place: f64) -> String {
    number::plain(place, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roadmap::sketch::Sketch;

    #[test]
    fn a_dot_is_the_best_plan_known_at_its_own_need_share_only() {
        let plan = Sketch::new(&[1.0], 1).item("a", &[1.0], 3, 0).item("b", &[1.0], 0, 3).0;
        let brief = Brief::of(&plan);
        let dot = |share: Option<f64>, proven: bool| {
            let slots = vec![Some(0), None];
            vec![Dot { slots, need: 1.0, goal: 0.0, share, proven }]
        };
        let share = plan.settings.need_share;
        let found = best_of(&dot(Some(share), true), &plan, &brief).unwrap();
        assert_eq!((found.proof, found.value, found.gap()), (Proof::Optimal, share, Some(0.0)));
        for dots in [dot(Some(share / 2.0), true), dot(Some(share), false), dot(None, true), Vec::new()] {
            assert_eq!(best_of(&dots, &plan, &brief), None);
        }
        let mut scored = plan;
        Rc::make_mut(&mut scored.roadmap).policy.basis = Some("rice".to_owned());
        assert_eq!(best_of(&dot(Some(share), true), &scored, &brief), None);
    }
}
