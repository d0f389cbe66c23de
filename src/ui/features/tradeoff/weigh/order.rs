//! The order beside the picture: ranks, values, who moved, and what the order is worth in words.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::Weighed;
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::text::{Lang, tradeoff as words};
use crate::domain::tradeoff::beam::Order;
use crate::domain::tradeoff::verdict;
use crate::platform::{dom, element};
use crate::ui::by_pointer::ByPointer;
use crate::ui::session::{Screen, TradeoffPage};
use crate::ui::store::use_lang;

/// How many rows are shown at first.
pub(super) const FEW: usize = 50;
/// How many rows are shown at most: more would make the weight heavy to move.
pub(super) const MOST: usize = 500;
/// How many items without a value are named.
const NAMED: usize = 5;
/// How long a row takes to its new place; it is less than 200 ms.
const MOTION: &str = "transform 160ms ease-out";

/// Properties of [`OrderList`].
#[derive(Properties)]
pub(super) struct OrderListProps {
    /// The plan, for titles.
    pub plan: Rc<Plan>,
    /// The items with their worths.
    pub weighed: Rc<Weighed>,
    /// The order where the weight is now.
    pub order: Rc<Order>,
    /// The order that it is compared with.
    pub before: Rc<Option<Order>>,
    /// Selected items.
    pub selected: Rc<HashSet<Id>>,
    /// What the order is worth.
    pub sentences: Vec<String>,
    /// Called with two neighbours to say why the first stands above the second.
    pub on_why: Callback<(Id, Id)>,
}

impl PartialEq for OrderListProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.weighed, &other.weighed)
            && Rc::ptr_eq(&self.order, &other.order)
            && Rc::ptr_eq(&self.before, &other.before)
            && Rc::ptr_eq(&self.selected, &other.selected)
            && self.sentences == other.sentences
            && self.on_why == other.on_why
    }
}

/// The order, and apart from it what has no value.
#[component]
pub(super) fn OrderList(props: &OrderListProps) -> Html {
    let lang = use_lang();
    let OrderListProps { plan, weighed, order, before, selected, sentences, on_why } = props;
    let all = use_state_eq(|| false);
    let stop = use_state_eq(|| 1_usize);
    let list = use_node_ref();
    let count = order.places.len();
    let shown = if *all { count.min(MOST) } else { count.min(FEW) };
    let items: Vec<(u32, &Rc<Item>)> = order
        .places
        .iter()
        .take(shown)
        .filter_map(|&entry| {
            let at = weighed.beam.entry(entry)?.at;
            Some((entry, plan.items.get(at as usize)?))
        })
        .collect();
    let ids: Vec<Id> = items.iter().map(|(_, item)| Rc::clone(&item.id)).collect();
    let nodes = use_motion(&ids);
    let toggle = use_callback(*all, {
        let all = all.setter();
        move |_: MouseEvent, shown| all.set(!shown)
    });
    let onkeydown = use_callback((), {
        let list = list.clone();
        move |event: KeyboardEvent, ()| {
            let step = match event.key().as_str() {
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                "Home" => 0,
                _ => return,
            };
            event.prevent_default();
            element::move_focus(&list, ".order__why", step);
        }
    });
    let on_stop = use_callback((), {
        let stop = stop.setter();
        move |at: usize, ()| stop.set(at)
    });
    // The row that Tab stops at may be gone.
    let stop = if *stop < items.len() { *stop } else { 1 };
    let (need, goal) = verdict::sides(order.share);
    let compared = before.as_ref().as_ref().filter(|before| before.share != order.share);
    let mut above: Option<&Rc<Item>> = None;
    let rows: Vec<OrderRowProps> = items
        .iter()
        .enumerate()
        .map(|(at, (entry, item))| OrderRowProps {
            node: nodes.get(at).cloned().unwrap_or_default(),
            at,
            rank: order.rank(*entry),
            item: ByPointer(Rc::clone(item)),
            value: format!("{:.2}", weighed.beam.value(*entry, order.share)).into(),
            climbed: compared.map_or(0, |before| order.climbed(*entry, before)),
            selected: selected.contains(&item.id),
            above: above.replace(item).map(|above| ByPointer(Rc::clone(above))),
            stop: stop == at,
            on_stop: on_stop.clone(),
            on_why: on_why.clone(),
        })
        .collect();
    html! {
        <section class="order" aria-labelledby="order-title">
            <header class="order__head">
                <h2 class="order__title" id="order-title">{ words::order_at(lang, &need, &goal) }</h2>
                <p class="order__compared">
                    if let Some(before) = compared {
                        { words::compared(lang, &verdict::sides(before.share).0, &verdict::sides(before.share).1) }
                    }
                </p>
            </header>
            <ol ref={list} class="order__list" {onkeydown}>
                for row in &rows {
                    <OrderRow key={row.item.0.id.to_string()} ..row.clone() />
                }
            </ol>
            if count > FEW {
                <button type="button" class="button order__more" aria-expanded={if *all { "true" } else { "false" }} onclick={toggle}>
                    { if *all { words::show_less(lang).to_owned() } else { words::show_all(lang, count, MOST) } }
                </button>
                if *all && count > MOST {
                    <p class="hint">{ words::first_only(lang, MOST, count) }</p>
                }
            }
            <div class="order__said">
                for (at, sentence) in sentences.iter().enumerate() {
                    <p key={at}>{ sentence }</p>
                }
                if let Some(sided) = verdict::one_sided(&weighed.weighing, lang) {
                    <p key="sided">{ sided }</p>
                }
            </div>
            { apart(props, lang) }
        </section>
    }
}

/// What takes no part in the order.
fn apart(props: &OrderListProps, lang: Lang) -> Html {
    let beam = &props.weighed.beam;
    let unjudged = beam.unjudged();
    let named = unjudged.iter().take(NAMED).filter_map(|at| props.plan.items.get(*at as usize));
    let link = format!("#/{}", Screen::Tradeoff(TradeoffPage::Contributions).path());
    html! {
        <>
            if !unjudged.is_empty() {
                <div class="order__apart">
                    <h3>{ words::not_judged(lang) }</h3>
                    <p>{ words::unjudged(lang, unjudged.len()) }</p>
                    <ul>
                        for item in named {
                            <li key={item.id.to_string()}>{ item.title_in(lang) }</li>
                        }
                        if unjudged.len() > NAMED {
                            <li key="more">{ words::and_more(lang, unjudged.len() - NAMED) }</li>
                        }
                    </ul>
                    <a class="button" href={link}>{ words::judge(lang) }</a>
                </div>
            }
            if beam.decided() > 0 {
                <p class="hint">{ words::decided(lang, beam.decided()) }</p>
            }
        </>
    }
}

/// Properties of [`OrderRow`].
#[derive(Properties, PartialEq, Clone)]
struct OrderRowProps {
    node: NodeRef,
    /// Its place in the list, 0 for the first.
    at: usize,
    rank: u32,
    item: ByPointer<Item>,
    value: AttrValue,
    climbed: i32,
    selected: bool,
    /// The item above it.
    above: Option<ByPointer<Item>>,
    /// Whether the Tab key stops here.
    stop: bool,
    on_stop: Callback<usize>,
    on_why: Callback<(Id, Id)>,
}

/// One item of the order.
#[component]
fn OrderRow(props: &OrderRowProps) -> Html {
    let lang = use_lang();
    let onclick = use_callback(
        (props.above.clone(), props.item.clone(), props.on_why.clone()),
        |_: MouseEvent, (above, item, on_why)| {
            if let Some(above) = above {
                on_why.emit((Rc::clone(&above.0.id), Rc::clone(&item.0.id)));
            }
        },
    );
    let onfocus =
        use_callback((props.at, props.on_stop.clone()), |_: FocusEvent, (at, on_stop)| on_stop.emit(*at));
    let title = AttrValue::from(props.item.0.title_in(lang).to_owned());
    let why = props.above.as_ref().map(|above| words::why_above(lang, above.0.title_in(lang), &title));
    html! {
        <li ref={&props.node} class="order__row" data-selected={props.selected.then_some("true")}>
            <span class="order__rank">{ props.rank }</span>
            <span class="order__name" title={title.clone()}>{ title }</span>
            if props.climbed != 0 {
                <span class="order__moved" data-up={(props.climbed > 0).then_some("true")}>
                    <span aria-hidden="true">{ if props.climbed > 0 { "↑" } else { "↓" } }{ props.climbed.unsigned_abs() }</span>
                    <span class="visually-hidden">{ words::climbed(lang, props.climbed) }</span>
                </span>
            }
            <span class="order__value">{ props.value.clone() }</span>
            if let Some(why) = why {
                <button type="button" class="order__why" aria-label={why.clone()} title={why}
                    tabindex={if props.stop { "0" } else { "-1" }} {onclick} {onfocus}>{ "?" }</button>
            }
        </li>
    }
}

/// Lets rows glide from where they stood to where they stand; their elements, in order.
///
/// A row that has moved is put back by a transform and let go, so the page is laid out twice
/// however many rows move. Nothing moves where the system asks for less motion.
#[hook]
fn use_motion(ids: &[Id]) -> Vec<NodeRef> {
    let known: Rc<RefCell<BTreeMap<Id, NodeRef>>> = use_mut_ref(BTreeMap::new);
    let stood = use_mut_ref(Vec::<Id>::new);
    let nodes: Vec<NodeRef> = {
        let mut known = known.borrow_mut();
        let nodes = ids.iter().map(|id| known.get(id).cloned().unwrap_or_default());
        let nodes: Vec<NodeRef> = nodes.collect();
        *known = ids.iter().cloned().zip(nodes.iter().cloned()).collect();
        nodes
    };
    use_effect_with(ids.to_vec(), {
        let nodes = nodes.clone();
        move |ids| {
            let before = stood.replace(ids.clone());
            if before.is_empty() || before == *ids || dom::prefers_less_motion() {
                return;
            }
            let Some(height) = nodes.first().and_then(|node| node.cast::<HtmlElement>()) else { return };
            let place: BTreeMap<&Id, usize> = before.iter().enumerate().map(|(at, id)| (id, at)).collect();
            let moved: Vec<(&NodeRef, i64)> = ids
                .iter()
                .zip(&nodes)
                .enumerate()
                .filter_map(|(at, (id, node))| Some((node, *place.get(id)? as i64 - at as i64)))
                .filter(|(_, rows)| *rows != 0)
                .collect();
            let row = i64::from(height.offset_height());
            for (node, rows) in &moved {
                element::set_style(node, "transition", "none");
                element::set_style(node, "transform", &format!("translateY({}px)", rows * row));
            }
            // Asking for a size lays the page out, so that the rows start from there.
            let _ = height.offset_height();
            for (node, _) in &moved {
                element::set_style(node, "transition", MOTION);
                element::set_style(node, "transform", "none");
            }
        }
    });
    nodes
}
