//! The table of contributions: virtual rows, one active cell, one key per cell.

use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::PointerEvent;
use yew::prelude::*;

use super::board::{Board, Jump, State};
use super::cells::Target;
use super::row::{Row, cell_id};
use crate::domain::plan::{LEVELS, Plan};
use crate::domain::text::{Lang, fields, needs as words};
use crate::domain::tradeoff::coverage::Coverage;
use crate::domain::tradeoff::value::Weighing;
use crate::domain::tradeoff::weights::Side;
use crate::platform::{dom, element};
use crate::ui::features::tradeoff::needs::name_of;
use crate::ui::store::use_handles;

/// Rows rendered above and below the visible ones.
const SPARE_ROWS: usize = 6;

/// Properties of [`Matrix`].
#[derive(Properties, Clone)]
pub struct MatrixProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// Which items are shown, as places in the plan.
    pub lines: Rc<Vec<u32>>,
    /// The columns.
    pub targets: Rc<Vec<Target>>,
    /// What items are valued by.
    pub weighing: Rc<Weighing>,
    /// What the columns hold.
    pub coverage: Rc<Coverage>,
    /// Whether a key goes on downwards.
    pub down: bool,
    /// Where to go, with a number that grows with each wish.
    pub jump: (u32, Option<Rc<Jump>>),
    /// The language.
    pub lang: Lang,
}

impl PartialEq for MatrixProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.lines, &other.lines)
            && Rc::ptr_eq(&self.targets, &other.targets)
            && Rc::ptr_eq(&self.weighing, &other.weighing)
            && Rc::ptr_eq(&self.coverage, &other.coverage)
            && self.down == other.down
            && self.jump.0 == other.jump.0
            && self.lang == other.lang
    }
}

/// The table.
#[component]
pub fn Matrix(props: &MatrixProps) -> Html {
    let handles = use_handles();
    let redraw = use_force_update();
    let board = use_memo((), |()| Board::new(handles.clone(), props.clone(), redraw));
    let state = board.receive(props);
    use_geometry(&board, props, &state);
    let lang = props.lang;
    let columns = props.targets.len();
    let first_row = state.seen.0.saturating_sub(SPARE_ROWS);
    // The ring: a row element is used again for another line as the table scrolls.
    let ring = state.seen.1 + 2 * SPARE_ROWS;
    let slots = (0..ring).map(|slot| (slot, first_row + (slot + ring - first_row % ring) % ring));
    let active = (!props.lines.is_empty()).then(|| cell_id(state.place.0, state.place.1));
    html! {
        <>
            <div class="matrix" data-narrow={state.narrow.then_some("true")} ref={&board.nodes.scroller} onscroll={on(&board, |board, _: Event| board.measure())}>
                <div class="matrix__table" ref={&board.nodes.table} role="grid" tabindex="0" aria-label={words::matrix(lang)}
                    aria-describedby="matrix-help" aria-multiselectable="true" aria-activedescendant={active}
                    aria-rowcount={(props.lines.len() + 1).to_string()} aria-colcount={(columns + 3).to_string()}
                    onkeydown={on(&board, |board, event: KeyboardEvent| board.on_key(event))}
                    oncopy={on(&board, |board, event: Event| board.on_copy(event))}
                    oncut={on(&board, |board, event: Event| board.on_copy(event))}
                    onpaste={on(&board, |board, event: Event| board.on_paste(event))}>
                    { head(props) }
                    <div class="matrix__body" role="rowgroup" ref={&board.nodes.body}
                        onpointerdown={on(&board, |board, event: PointerEvent| board.on_press(event))}
                        onpointermove={on(&board, |board, event: PointerEvent| board.on_move(event))}
                        onclick={on(&board, |board, event: MouseEvent| board.on_click(event))}>
                        for (slot, at) in slots {
                            { line(props, &state, slot, at) }
                        }
                    </div>
                </div>
                if state.choosing {
                    <div class="matrix__chooser" ref={&board.nodes.chooser} role="group" aria-label={words::levels(lang)}>
                        { levels(&board, lang, false) }
                    </div>
                }
            </div>
            <div class="matrix__levels" role="group" aria-label={words::levels(lang)}>
                { levels(&board, lang, true) }
            </div>
            <p id="matrix-help" class="hint matrix__help">{ words::matrix_help(lang) }</p>
        </>
    }
}

/// A listener that hands its event to the board.
fn on<E: 'static>(board: &Rc<Board>, act: fn(&Rc<Board>, E)) -> Callback<E> {
    let board = Rc::clone(board);
    Callback::from(move |event| act(&board, event))
}

/// Column tracks, height of the body, the part that can be seen, and wishes to go elsewhere.
#[hook]
fn use_geometry(board: &Rc<Board>, props: &MatrixProps, state: &State) {
    use_effect_with(props.targets.len(), {
        let board = Rc::clone(board);
        move |columns| element::set_style(&board.nodes.scroller, "--columns", &columns.to_string())
    });
    use_effect_with((props.lines.len(), state.height()), {
        let board = Rc::clone(board);
        move |(lines, height)| {
            element::set_style(&board.nodes.body, "height", &format!("{}px", lines * height));
        }
    });
    use_effect_with((), {
        let board = Rc::clone(board);
        move |()| {
            board.measure();
            let listener = dom::window_target()
                .map(|window| EventListener::new(&window, "resize", move |_| board.measure()));
            move || drop(listener)
        }
    });
    use_effect_with((state.place, state.choosing), {
        let (board, state) = (Rc::clone(board), state.clone());
        move |_| board.show_active(&state)
    });
    use_effect_with(props.jump.0, {
        let (board, jump) = (Rc::clone(board), props.jump.1.clone());
        move |_| {
            if let Some(jump) = jump {
                board.jump(&jump);
            }
        }
    });
}

/// The headings: needs, goals, and the two values.
fn head(props: &MatrixProps) -> Html {
    let lang = props.lang;
    let columns = props.targets.len();
    let totals = [
        (columns + 2, Side::Need, words::need_total(lang), words::need_total_help(lang)),
        (columns + 3, Side::Goal, words::goal_total(lang), words::goal_total_help(lang)),
    ];
    html! {
        <div class="matrix__row matrix__row--head" role="row" aria-rowindex="1">
            <div class="matrix__corner" role="columnheader" aria-colindex="1">{ fields::item(lang) }</div>
            for (at, target) in props.targets.iter().enumerate() {
                { heading(props, at, target) }
            }
            for (at, side, word, help) in totals {
                <div key={at} class="matrix__heading matrix__heading--total" role="columnheader" aria-colindex={at.to_string()} data-side={name_of(side)} title={help}>
                    <span class="matrix__heading-text">{ word }</span>
                    <span class="visually-hidden">{ help }</span>
                </div>
            }
        </div>
    }
}

fn heading(props: &MatrixProps, at: usize, target: &Target) -> Html {
    let lang = props.lang;
    let column = props.coverage.columns.get(at).map(|(_, _, column)| *column).unwrap_or_default();
    let sum =
        if column.sum < 0 { format!("−{}", column.sum.unsigned_abs()) } else { column.sum.to_string() };
    let spoken = words::column_total_spoken(lang, column.serving, &sum);
    html! {
        <div key={at} class="matrix__heading" role="columnheader" aria-colindex={(at + 2).to_string()} data-heading={at.to_string()}
            data-side={name_of(target.side)} title={format!("{} · {spoken}", target.title)}>
            <span class="matrix__heading-text">{ &target.title }</span>
            <span class="matrix__sum" aria-hidden="true">{ words::column_total(lang, &column.serving.to_string(), &sum) }</span>
            <span class="visually-hidden">{ spoken }</span>
        </div>
    }
}

/// The row in a slot of the ring: an item, or nothing.
fn line(props: &MatrixProps, state: &State, slot: usize, at: usize) -> Html {
    let Some(item) = props.lines.get(at).and_then(|place| props.plan.items.get(*place as usize)) else {
        return html! { <div key={slot} hidden=true></div> };
    };
    html! {
        <Row key={slot} line={at} height={state.height()} item={Rc::clone(item)} targets={props.targets.clone()} weighing={props.weighing.clone()}
            active={(state.place.0 == at).then_some(state.place.1)} range={state.anchor.and_then(|_| state.block().on(at))} lang={props.lang} />
    }
}

/// A button for each level, and one that clears. The focus stays in the table, so that keys
/// go on to work; `worded` says what each level means.
fn levels(board: &Rc<Board>, lang: Lang, worded: bool) -> Html {
    let keep = Callback::from(|event: PointerEvent| event.prevent_default());
    let choices = LEVELS.map(Some).chain([None]);
    html! {
        for level in choices {
            { level_button(board, level, lang, worded, keep.clone()) }
        }
    }
}

fn level_button(
    board: &Rc<Board>,
    level: Option<i8>,
    lang: Lang,
    worded: bool,
    onpointerdown: Callback<PointerEvent>,
) -> Html {
    let onclick = {
        let board = Rc::clone(board);
        Callback::from(move |_: MouseEvent| board.mark(level))
    };
    let sign = level.map_or_else(|| "×".to_owned(), words::mark);
    let word = if level.is_none() { words::clear(lang) } else { words::level(lang, level) };
    let label = if level.is_none() { word.to_owned() } else { format!("{sign} {word}") };
    html! {
        <button key={sign.clone()} type="button" class="level" data-level={level.map(|level| level.to_string())} aria-label={label.clone()} title={label}
            tabindex={(!worded).then_some("-1")} {onclick} {onpointerdown}>
            <span class="level__sign">{ sign }</span>{ " " }
            if worded {
                <span class="level__word">{ word }</span>
            }
        </button>
    }
}
