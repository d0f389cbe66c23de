//! Items in an order: tapped one after the other, dragged, or moved by buttons and arrow keys.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};
use yew::prelude::*;

use super::dots::SheetProps;
use super::task::HEADING;
use super::vote;
use crate::domain::text::ballot as words;
use crate::platform::{dom, element};
use crate::ui::components::{Icon, IconName};
use crate::ui::store::use_lang;

/// What a press of a button or a key does with the order.
#[derive(Clone, Copy, PartialEq)]
enum Turn {
    /// Puts an item behind all that are ranked.
    Append(usize),
    /// Takes what stands at a rank out.
    TakeOut(usize),
    /// Moves what stands at a rank to another one.
    Move(usize, usize),
}

/// The ranked items, and below them those that have no rank yet.
#[component]
pub fn Ranking(props: &SheetProps) -> Html {
    let lang = use_lang();
    let list = use_node_ref();
    let told = use_state_eq(AttrValue::default);
    let dragged = use_state_eq(|| None::<usize>);
    // A pointer moves faster than the page is drawn.
    let pulled = use_mut_ref(|| None::<(i32, usize)>);
    let refocus = use_mut_ref(|| None::<String>);
    let (paper, tasks) = (&*props.paper.0, &*props.tasks.0);
    let order: Rc<[usize]> = vote::order(tasks, &props.vote.0).into();
    let rest: Vec<usize> = (0..tasks.len()).filter(|at| !order.contains(at)).collect();
    let turn = {
        let (order, told) = (Rc::clone(&order), told.clone());
        let (paper, tasks, vote, on_vote) =
            (props.paper.clone(), props.tasks.clone(), props.vote.clone(), props.on_vote.clone());
        Callback::from(move |turn: Turn| {
            let title = |at: usize| vote::title(&paper.0, at, lang);
            let now: Vec<usize> = match turn {
                Turn::Append(at) => order.iter().copied().chain([at]).collect(),
                Turn::TakeOut(rank) => {
                    order.iter().enumerate().filter(|(at, _)| *at != rank).map(|(_, item)| *item).collect()
                }
                Turn::Move(from, to) => vote::moved(&order, from, to),
            };
            let sentence = match turn {
                Turn::Append(at) => words::ranked_now(lang, &title(at), now.len()),
                Turn::TakeOut(rank) => {
                    order.get(rank).map(|at| words::taken_out(lang, &title(*at))).unwrap_or_default()
                }
                Turn::Move(_, to) => {
                    let to = to.min(now.len().saturating_sub(1));
                    now.get(to).map(|at| words::ranked_now(lang, &title(*at), to + 1)).unwrap_or_default()
                }
            };
            told.set(sentence.into());
            on_vote.emit(vote::with_order(&tasks.0, &vote.0, &now));
        })
    };
    // What was moved keeps the focus, wherever it stands now; what has left its list hands it on.
    use_effect_with(Rc::clone(&order), {
        let refocus = Rc::clone(&refocus);
        move |_| {
            if let Some(id) = refocus.borrow_mut().take() {
                dom::focus(&id);
            }
        }
    });
    let turn_and_focus = {
        let (turn, refocus) = (turn.clone(), Rc::clone(&refocus));
        move |turn_to: Turn, id: String| {
            refocus.replace(Some(id));
            turn.emit(turn_to);
        }
    };
    let onpointerdown = {
        let (list, pulled, dragged) = (list.clone(), Rc::clone(&pulled), dragged.clone());
        Callback::from(move |event: PointerEvent| {
            let rank = element::attribute_around(&event, "data-grip").and_then(|rank| rank.parse().ok());
            if let Some(rank) = rank.filter(|_| event.button() == 0) {
                event.prevent_default();
                element::capture(&list, event.pointer_id());
                pulled.replace(Some((event.pointer_id(), rank)));
                dragged.set(Some(rank));
            }
        })
    };
    let onpointermove = {
        let (list, pulled, dragged, turn) = (list.clone(), Rc::clone(&pulled), dragged.clone(), turn.clone());
        Callback::from(move |event: PointerEvent| {
            let Some((pointer, from)) = *pulled.borrow() else { return };
            if pointer != event.pointer_id() {
                return;
            }
            if let Some(to) = rank_at(&list, event.client_y()).filter(|to| *to != from) {
                pulled.replace(Some((pointer, to)));
                dragged.set(Some(to));
                turn.emit(Turn::Move(from, to));
            }
        })
    };
    let let_go = {
        let (pulled, dragged) = (Rc::clone(&pulled), dragged.clone());
        Callback::from(move |_: PointerEvent| {
            pulled.replace(None);
            dragged.set(None);
        })
    };
    let last = order.len().saturating_sub(1);
    let onkeydown = |item: usize, rank: usize| {
        let turn = turn_and_focus.clone();
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowUp" => rank.saturating_sub(1),
                "ArrowDown" => (rank + 1).min(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            if to != rank {
                turn(Turn::Move(rank, to), id_of("grip", item));
            }
        })
    };
    let press = |turn_to: Turn, id: String| {
        let turn = turn_and_focus.clone();
        Callback::from(move |_: MouseEvent| {
            if !matches!(turn_to, Turn::Move(from, to) if from == to) {
                turn(turn_to, id.clone());
            }
        })
    };
    // Whoever taps one item after the other finds the next one ready.
    let behind = |nth: usize| {
        let next = rest.get(nth + 1).or_else(|| nth.checked_sub(1).and_then(|nth| rest.get(nth)));
        next.map(|at| id_of("rest", *at))
    };
    html! {
        <div class="ballot-order">
            <p class="hint">{ if rest.is_empty() { words::all_ranked(lang) } else { words::tap_first(lang) } }</p>
            <p class="visually-hidden" role="status">{ (*told).clone() }</p>
            <ol class="ballot-order__list" role="list" ref={list} aria-labelledby={HEADING}
                {onpointerdown} {onpointermove} onpointerup={let_go.clone()} onpointercancel={let_go}>
                for (rank, (item, title)) in order.iter().map(|at| (*at, vote::title(paper, *at, lang))).enumerate() {
                    <li key={item} class="ballot-order__row" data-dragged={(*dragged == Some(rank)).then_some("true")}>
                        <button type="button" class="ballot-order__grip" id={id_of("grip", item)} data-grip={rank.to_string()} onkeydown={onkeydown(item, rank)}
                            aria-label={format!("{}{}{}", title, words::between(lang), words::drag(lang))} title={words::drag(lang)}>
                            <Icon name={IconName::Grip} />
                        </button>
                        <span class="ballot-order__rank">{ rank + 1 }</span>
                        <span class="ballot-order__title">{ &title }</span>
                        <button type="button" class="ballot-order__move" id={id_of("up", item)} aria-label={words::move_up(lang, &title)} aria-disabled={(rank == 0).then_some("true")}
                            onclick={press(Turn::Move(rank, rank.saturating_sub(1)), id_of("up", item))}><Icon name={IconName::Up} /></button>
                        <button type="button" class="ballot-order__move" id={id_of("down", item)} aria-label={words::move_down(lang, &title)} aria-disabled={(rank == last).then_some("true")}
                            onclick={press(Turn::Move(rank, (rank + 1).min(last)), id_of("down", item))}><Icon name={IconName::Down} /></button>
                        <button type="button" class="ballot-order__move" aria-label={words::take_out(lang, &title)}
                            onclick={press(Turn::TakeOut(rank), id_of("rest", item))}><Icon name={IconName::Close} /></button>
                    </li>
                }
            </ol>
            if !rest.is_empty() {
                <h2 class="ballot-order__heading" id="ballot-rest">{ words::not_ranked(lang) }</h2>
                <ul class="ballot-order__rest" role="list" aria-labelledby="ballot-rest">
                    for (nth, at) in rest.iter().copied().enumerate() {
                        <li key={at}>
                            <button type="button" class="ballot-choice" id={id_of("rest", at)}
                                onclick={press(Turn::Append(at), behind(nth).unwrap_or_else(|| id_of("grip", at)))}>
                                <span class="ballot-order__place" aria-hidden="true"></span>
                                <span class="ballot-choice__face">{ vote::title(paper, at, lang) }</span>
                            </button>
                        </li>
                    }
                </ul>
            }
        </div>
    }
}

fn id_of(part: &str, item: usize) -> String {
    format!("{part}-{item}")
}

/// The rank of the row at a height of the window; the ends count for what is beyond them.
fn rank_at(list: &NodeRef, client_y: i32) -> Option<usize> {
    let rows = list.get()?.dyn_into::<Element>().ok()?.children();
    let y = f64::from(client_y);
    (0..rows.length()).rev().find_map(|at| {
        let row = rows.item(at)?.get_bounding_client_rect();
        (at == 0 || y >= row.top()).then_some(at as usize)
    })
}
