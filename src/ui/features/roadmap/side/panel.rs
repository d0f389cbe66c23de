//! The panel beside the plan: drafting, moves, the frontier and the numbers.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::draft::{Drafting, Outcome, Phase, proof, use_drafting};
use super::frontier::{FrontierView, use_frontier};
use super::missing::{Missing, Stuck};
use super::moves::{MoveMsg, Moves, MovesView};
use super::numbers::{Known, Numbers, known};
use crate::domain::editor::Command;
use crate::domain::frameworks::Basis;
use crate::domain::number;
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::brief::{Brief, basis};
use crate::domain::roadmap::draft::Draft;
use crate::domain::text::{Lang, common, keeping, roadmap_draft as words};
use crate::platform::element;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Icon, IconName, Variant, new_gesture, use_focus_kept};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`Panel`].
#[derive(Properties, Clone)]
pub(super) struct PanelProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The moves by hand.
    pub moves: Rc<Moves>,
    /// Called with what happens to moves.
    pub on_move: Callback<MoveMsg>,
    /// Called with the item of a move that is done with, to go back to it; answers whether it is shown.
    pub on_back: Callback<Id, bool>,
}

impl PartialEq for PanelProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.moves, &other.moves)
            && self.on_move == other.on_move
            && self.on_back == other.on_back
    }
}

/// The panel.
#[component]
pub(super) fn Panel(props: &PanelProps) -> Html {
    let lang = use_lang();
    let PanelProps { plan, moves, on_move, on_back } = props;
    let brief = use_memo(ByPointer(Rc::clone(plan)), |plan| Brief::of(&plan.0));
    let drafting = use_drafting(plan, &brief);
    // Grows with each draft that is taken over.
    let outcome = match &*drafting.phase {
        Phase::Taken(outcome) => Some(outcome.clone()),
        _ => None,
    };
    // What was there on arrival is none of them.
    let drafts = use_mut_ref(|| (0_u32, outcome.as_ref().map(|outcome| Rc::clone(&outcome.draft))));
    let count = {
        let mut drafts = drafts.borrow_mut();
        if let Some(outcome) = &outcome
            && !drafts.1.as_ref().is_some_and(|last| Rc::ptr_eq(last, &outcome.draft))
        {
            *drafts = (drafts.0.wrapping_add(1), Some(Rc::clone(&outcome.draft)));
        }
        drafts.0
    };
    let frontier = use_frontier(&plan.id, &brief, count);
    // Cancel, and what is offered for a draft that waits, go with what they do.
    let root = use_node_ref();
    use_focus_kept(&root, &[".side__top .button"]);
    let is_open = use_state_eq(|| false);
    let on_toggle = use_callback(*is_open, {
        let is_open = is_open.setter();
        move |_: MouseEvent, now| is_open.set(!now)
    });
    let by_share = basis(plan).basis == Basis::Worth;
    let blocked = brief.blocked();
    let share = by_share.then_some(plan.settings.need_share);
    let found = frontier.found.as_ref().filter(|_| !frontier.is_old);
    let dots = found.map(|found| Rc::clone(&found.dots)).unwrap_or_default();
    let slots = brief.slots(&plan.roadmap.placements);
    let is_drafted = outcome.as_ref().is_some_and(|outcome| outcome.is_plan(&brief, &slots));
    let known = known(&brief, &slots, outcome.as_ref(), &dots, share);
    html! {
        <aside ref={root} class="side" aria-label={words::panel(lang)} data-open={is_open.then_some("true")}>
            <div class="side__top">
                <DraftButtons drafting={ByPointer(Rc::new(drafting.clone()))} has_draft={!plan.roadmap.placements.is_empty()}
                    blocked={blocked.map(|_| AttrValue::from(brief.blocked_sentence(lang)))} />
                <button type="button" class="button side__toggle" aria-expanded={if *is_open { "true" } else { "false" }}
                    aria-controls="side-body" onclick={on_toggle}>
                    <Icon name={if *is_open { IconName::Down } else { IconName::Up }} />
                    <span>{ words::frontier_short(lang) }</span>
                </button>
            </div>
            { state(&drafting, plan, is_drafted, known, lang) }
            <MovesView plan={plan.clone()} moves={Rc::clone(moves)} on_move={on_move.clone()} on_back={on_back.clone()} />
            <div class="side__body" id="side-body">
                if by_share {
                    <NeedShare share={plan.settings.need_share} />
                }
                <Missing plan={plan.clone()} brief={ByPointer(Rc::clone(&brief))} />
                if blocked.is_none() {
                    <FrontierView plan={plan.clone()} brief={Rc::clone(&brief)} {by_share} {frontier} />
                    <Numbers plan={plan.clone()} brief={Rc::clone(&brief)} {known} moves={Rc::clone(moves)} />
                }
            </div>
        </aside>
    }
}

/// How drafting stands, in words; `is_drafted` says whether the plan is the draft that was taken
/// over, `known` how good it is. Only what is settled is read out.
pub(super) fn state(
    drafting: &Drafting,
    plan: &Rc<Plan>,
    is_drafted: bool,
    known: Known,
    lang: Lang,
) -> Html {
    let Drafting { phase, is_stale, on_draft, on_cancel, on_take } = drafting;
    let settled = match &**phase {
        Phase::Running(..) if *is_stale => Some(words::outdated(lang).to_owned()),
        Phase::Idle | Phase::Running(..) | Phase::Arrived(_) => None,
        Phase::Taken(outcome) if is_drafted => Some(outcome.sentence(lang)),
        // A dot of the frontier was taken since.
        Phase::Taken(_) if known == Known::Optimal(None) => Some(words::optimal_dot(lang).to_owned()),
        Phase::Taken(_) => Some(words::changed_since(lang).to_owned()),
        Phase::Waiting(_) => Some(words::outdated(lang).to_owned()),
        Phase::Impossible(_) => Some(words::no_plan(lang).to_owned()),
        Phase::Nothing(_) => Some(format!("{} {}", words::no_plan(lang), words::no_plan_way(lang))),
        Phase::Failed(problem) => Some(problem.sentence(lang).to_owned()),
    };
    html! {
        <div class="side__state">
            if let Phase::Running(_, progress, best) = &**phase {
                <progress class="side__progress" max="1" value={progress.to_string()} aria-label={words::progress(lang)}></progress>
                <p class="side__best" aria-hidden="true">
                    <span>{ words::drafting(lang, (progress * 100.0) as u32) }</span>
                    <span class="hint">{ best.as_deref().and_then(|best| best_so_far(best, lang)).unwrap_or_else(|| words::nothing_yet(lang).to_owned()) }</span>
                </p>
            }
            <p class="side__said" role="status">{ settled.unwrap_or_default() }</p>
            if let Phase::Waiting(outcome) = &**phase {
                <p class="hint">{ outcome.sentence(lang) }</p>
                <div class="side__ways">
                    <Button label={words::use_it(lang)} on_press={on_take.clone()} />
                    <Button label={words::draft_again(lang)} on_press={on_draft.clone()} />
                    <Button label={words::dismiss(lang)} on_press={on_cancel.clone()} />
                </div>
            } else if let Phase::Impossible(Outcome { asked, draft, .. }) = &**phase {
                <Stuck plan={plan.clone()} asked={ByPointer(Rc::clone(&asked.brief))} draft={ByPointer(Rc::clone(draft))} />
            } else if let Phase::Failed(_) = &**phase {
                <Button label={keeping::retry(lang)} on_press={on_draft.clone()} />
            }
        </div>
    }
}

/// “24 items · value 12.3 · at most 1.2% below the best possible”; `None` without any plan.
fn best_so_far(best: &Draft, lang: Lang) -> Option<String> {
    let slots = best.slots.as_ref()?;
    let count = common::items(lang, slots.iter().flatten().count());
    let value = words::best_value(lang, &number::display_score(best.value));
    Some(format!("{count} · {value} · {}", proof(best, lang)))
}

/// Properties of [`DraftButtons`].
#[derive(Properties, PartialEq)]
struct DraftButtonsProps {
    drafting: ByPointer<Drafting>,
    has_draft: bool,
    blocked: Option<AttrValue>,
}

/// The one button that drafts, and while it is worked on, what can be done about that.
#[component]
fn DraftButtons(props: &DraftButtonsProps) -> Html {
    let lang = use_lang();
    let Drafting { phase, on_draft, on_cancel, on_take, .. } = &*props.drafting.0;
    match &**phase {
        Phase::Running(_, _, best) => {
            let none = best.as_ref().is_none_or(|best| best.slots.is_none());
            html! {
                <div class="side__ways">
                    <Button label={words::use_best(lang)} on_press={on_take.clone()} variant={Variant::Primary}
                        disabled={none.then(|| AttrValue::from(words::nothing_yet(lang)))} />
                    <Button label={common::cancel(lang)} on_press={on_cancel.clone()} />
                </div>
            }
        }
        _ => html! {
            <div class="side__ways">
                <Button label={if props.has_draft { words::draft_again(lang) } else { words::draft(lang) }}
                    variant={Variant::Primary} on_press={on_draft.clone()} disabled={props.blocked.clone()} />
            </div>
        },
    }
}

/// Where a key of the slider leads from a percentage: by a point with an arrow, by ten with a page, and
/// by a tenth with Shift. `None` for other keys.
fn stepped(percent: f64, key: &str, is_fine: bool) -> Option<f64> {
    let step = match key {
        "ArrowLeft" | "ArrowDown" | "ArrowRight" | "ArrowUp" if is_fine => 0.1,
        "ArrowLeft" | "ArrowDown" | "ArrowRight" | "ArrowUp" => 1.0,
        "PageDown" | "PageUp" => 10.0,
        _ => return None,
    };
    let sign = if matches!(key, "ArrowLeft" | "ArrowDown" | "PageDown") { -1.0 } else { 1.0 };
    Some((libm::round((percent + sign * step) * 10.0) / 10.0).clamp(0.0, 100.0))
}

/// Properties of [`NeedShare`].
#[derive(Properties, PartialEq)]
struct NeedShareProps {
    /// The plan's need share, in 0..=1.
    share: f64,
}

/// The need share as a slider. Everything from entering it to leaving it is one step.
#[component]
fn NeedShare(props: &NeedShareProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let held = use_state_eq(|| None::<f64>);
    use_effect_with(props.share, {
        let held = held.setter();
        move |_| held.set(None)
    });
    let gesture = use_mut_ref(new_gesture);
    let onblur = use_callback((), {
        let gesture = gesture.clone();
        move |_: FocusEvent, ()| {
            gesture.replace(new_gesture());
        }
    });
    let oninput = use_callback((), {
        let held = held.setter();
        move |event: InputEvent, ()| held.set(element::value_of(&event).parse::<f64>().ok())
    });
    let onchange = use_callback((), {
        let (held, handles, gesture) = (held.setter(), handles.clone(), gesture.clone());
        move |event: Event, ()| {
            let field = event.target_dyn_into::<HtmlInputElement>();
            if let Some(percent) = field.and_then(|field| field.value().parse::<f64>().ok()) {
                held.set(None);
                // Arrow keys let it go with every press.
                let share = (percent / 100.0).clamp(0.0, 1.0);
                handles.edit_in(*gesture.borrow(), Command::SetNeedShare(share));
            }
        }
    });
    // The browser's own steps are as fine as the value can be, and thirty presses would be three points.
    let onkeydown = use_callback((), {
        let (held, handles, gesture) = (held.setter(), handles.clone(), gesture.clone());
        move |event: KeyboardEvent, ()| {
            let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let now = field.value().parse::<f64>().unwrap_or_default();
            if let Some(percent) = stepped(now, &event.key(), event.shift_key()) {
                event.prevent_default();
                field.set_value(&number::plain(percent, 1));
                held.set(None);
                handles.edit_in(*gesture.borrow(), Command::SetNeedShare(percent / 100.0));
            }
        }
    });
    let percent = held.unwrap_or_else(|| props.share * 100.0);
    let need = format!("{}%", number::display(percent, 1));
    let goal = format!("{}%", number::display(100.0 - percent, 1));
    html! {
        <div class="share">
            <label class="share__label">
                <span class="share__name">{ words::need_share(lang) }</span>
                <input type="range" min="0" max="100" step="0.1" value={number::plain(percent, 1)} aria-valuetext={need.clone()}
                    title={words::need_share_hint(lang)} {oninput} {onchange} {onblur} {onkeydown} />
            </label>
            <p class="share__ends" aria-hidden="true">
                <span class="share__goal">{ words::goal_end(lang, &goal) }</span>
                <span class="share__need">{ words::need_end(lang, &need) }</span>
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::stepped;

    #[test]
    fn arrows_go_by_a_point_pages_by_ten_and_shift_by_a_tenth() {
        for (percent, key, is_fine, expected) in [
            (60.0, "ArrowRight", false, Some(61.0)),
            (60.0, "ArrowDown", false, Some(59.0)),
            (60.0, "ArrowUp", true, Some(60.1)),
            (60.1, "ArrowLeft", true, Some(60.0)),
            (60.0, "PageUp", false, Some(70.0)),
            (5.0, "PageDown", false, Some(0.0)),
            (99.5, "ArrowRight", false, Some(100.0)),
            (60.0, "Home", false, None),
        ] {
            assert_eq!(stepped(percent, key, is_fine), expected, "{key} at {percent}");
        }
    }
}
