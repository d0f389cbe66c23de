//! Moves by hand: what each did at once, what it costs, and why it was made.

use std::rc::Rc;

use yew::prelude::*;

use super::change::{at_once, joined, relative, stands};
use crate::domain::editor::{Command, RoadmapEdit};
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::brief::Brief;
use crate::domain::roadmap::draft;
use crate::domain::roadmap::price::Price;
use crate::domain::roadmap::{Decision, Worth};
use crate::domain::text::{Lang, keeping, roadmap_draft as words};
use crate::engine::{self, Answer};
use crate::platform::{clock, element};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, TextField, use_focus_kept};
use crate::ui::engine::use_job;
use crate::ui::features::roadmap::Moved;
use crate::ui::store::{new_id, use_handles, use_lang};

/// So many of the last moves are remembered.
const MOST: usize = 5;

/// A move that somebody made.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    /// Tells it from the others.
    pub number: u32,
    /// The move.
    pub moved: Moved,
    /// What it costs: the share of its value that the best plan loses by it, once that is known.
    pub cost: Option<f64>,
    /// Why it was made, as far as it is typed.
    pub reason: String,
    /// Whether it was kept or dismissed, so that it is not asked about any more.
    pub is_closed: bool,
    /// What was known of it when it was made; `None` until it is shown.
    pub looked: Option<ByPointer<Looked>>,
}

/// The last moves, newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Moves {
    list: Vec<Rc<Entry>>,
    last: u32,
}

/// What happens to moves.
pub(super) enum MoveMsg {
    /// Somebody has moved an item.
    Made(Moved),
    /// This is known of a move.
    Looked(u32, ByPointer<Looked>),
    /// It is known what a move costs.
    Priced(u32, f64),
    /// Somebody types why a move was made.
    Typed(u32, String),
    /// A move was kept or dismissed.
    Closed(u32),
}

impl Moves {
    /// All of them, newest first.
    pub fn list(&self) -> &[Rc<Entry>] {
        &self.list
    }

    fn change(&mut self, number: u32, change: impl FnOnce(&mut Entry)) {
        if let Some(entry) = self.list.iter_mut().find(|entry| entry.number == number) {
            change(Rc::make_mut(entry));
        }
    }
}

impl Reducible for Moves {
    type Action = MoveMsg;

    fn reduce(self: Rc<Self>, msg: MoveMsg) -> Rc<Self> {
        let mut next = Moves::clone(&self);
        match msg {
            MoveMsg::Made(moved) => {
                let earlier = next.list.iter().position(|entry| entry.moved.item == moved.item);
                let earlier = earlier.map(|at| next.list.remove(at)).filter(|entry| !entry.is_closed);
                // What was typed is for the item, and nobody has to type it twice.
                let reason = earlier.as_ref().map(|entry| entry.reason.clone()).unwrap_or_default();
                let moved = match earlier {
                    // A draft or an undo in between has ended the earlier one.
                    Some(entry) if entry.moved.to == moved.from => joined(&entry.moved, moved),
                    _ => moved,
                };
                // Back where it was, there is nothing to say about it.
                if moved.from != moved.to {
                    next.last += 1;
                    let entry = Entry { number: next.last, moved, reason, ..Entry::default() };
                    next.list.insert(0, Rc::new(entry));
                    next.list.truncate(MOST);
                }
            }
            MoveMsg::Looked(number, looked) => next.change(number, |entry| entry.looked = Some(looked)),
            MoveMsg::Priced(number, cost) => next.change(number, |entry| entry.cost = Some(cost)),
            MoveMsg::Typed(number, reason) => next.change(number, |entry| entry.reason = reason),
            MoveMsg::Closed(number) => next.change(number, |entry| entry.is_closed = true),
        }
        Rc::new(next)
    }
}

/// What a move is called: “Gift wrapping to 2027 Q1”.
pub(super) fn title(plan: &Plan, item: &Id, to: Option<&Id>, lang: Lang) -> String {
    let name = plan.item(item).map(|item| item.title_in(lang)).unwrap_or_default();
    match to.and_then(|to| plan.roadmap.periods.iter().find(|period| period.id == *to)) {
        Some(period) => words::moved_to(lang, name, period.title_in(lang)),
        None => words::moved_out(lang, name),
    }
}

/// Whether a share of the value is worth a word: anything less is shown as nothing.
pub(super) fn is_cost(share: f64) -> bool {
    share >= 0.0005
}

/// Properties of [`MovesView`].
#[derive(Properties, Clone)]
pub(super) struct MovesViewProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The moves.
    pub moves: Rc<Moves>,
    /// Called with what happens to them.
    pub on_move: Callback<MoveMsg>,
    /// Called with the item of a move that is done with, to go back to it; answers whether it is shown.
    pub on_back: Callback<Id, bool>,
}

impl PartialEq for MovesViewProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.moves, &other.moves)
            && self.on_move == other.on_move
            && self.on_back == other.on_back
    }
}

/// The moves that still stand and were neither kept nor dismissed.
#[component]
pub(super) fn MovesView(props: &MovesViewProps) -> Html {
    let lang = use_lang();
    let open: Vec<&Rc<Entry>> = props
        .moves
        .list()
        .iter()
        .filter(|entry| !entry.is_closed && stands(&props.plan, &entry.moved))
        .collect();
    let root = use_node_ref();
    // The item of a move that was just kept or dismissed: the focus was in its card, which is gone now.
    let closed = use_mut_ref(|| None::<Id>);
    let given = (ByPointer(Rc::clone(&props.moves)), props.on_move.clone());
    let on_move = use_callback(given, {
        let closed = closed.clone();
        move |msg: MoveMsg, (moves, on_move)| {
            if let MoveMsg::Closed(number) = &msg {
                let entry = moves.0.list().iter().find(|entry| entry.number == *number);
                closed.replace(entry.map(|entry| Rc::clone(&entry.moved.item)));
            }
            on_move.emit(msg);
        }
    });
    use_effect({
        let (root, on_back) = (root.clone(), props.on_back.clone());
        move || {
            let item = closed.borrow_mut().take();
            // On with the next move that asks why, and after the last one back to where it was made.
            if let Some(item) = item.filter(|_| !element::focus_in(&root, ".move .field__input")) {
                on_back.emit(item);
            }
        }
    });
    html! {
        <section ref={root} class="moves" aria-labelledby={(!open.is_empty()).then_some("moves-heading")} aria-live="polite" aria-relevant="additions text">
            if !open.is_empty() {
                <h2 class="side__heading" id="moves-heading">{ words::moves(lang) }</h2>
            }
            for entry in open {
                <MoveCard key={entry.number} plan={props.plan.clone()} entry={Rc::clone(entry)} on_move={on_move.clone()} />
            }
        </section>
    }
}

/// Properties of [`MoveCard`].
#[derive(Properties, Clone)]
pub(super) struct MoveCardProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The move.
    pub entry: Rc<Entry>,
    /// Called with what happens to it.
    pub on_move: Callback<MoveMsg>,
}

impl PartialEq for MoveCardProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.entry == other.entry && self.on_move == other.on_move
    }
}

/// What is known of a move when it is made.
#[derive(Debug)]
pub(super) struct Looked {
    plan: Rc<Plan>,
    without: Brief,
    /// What teams can do in the problem with the wish.
    capacity: Vec<Vec<u64>>,
    before: Worth,
    after: Worth,
    request: Rc<engine::Request>,
}

impl Looked {
    fn at(plan: &Rc<Plan>, moved: &Moved) -> Looked {
        let (with, without) = Brief::with_and_without(plan, &moved.item);
        let (before, after) = at_once(&without, plan, moved);
        let capacity = with.problem.capacity.clone();
        let request = draft::Request::Price {
            with: with.problem,
            without: without.problem.clone(),
            start: Some(without.slots(&plan.roadmap.placements)),
        };
        let request = Rc::new(engine::Request::Roadmap(request));
        Looked { plan: Rc::clone(plan), without, capacity, before, after, request }
    }
}

/// A move: what it did at once, what it costs, and a line for the reason.
#[component]
pub(super) fn MoveCard(props: &MoveCardProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let Entry { number, moved, reason, .. } = &*props.entry;
    let number = *number;
    // The price is for the plan as it was when the move was made, also after the page was away;
    // later moves have their own.
    let looked = use_memo((), |()| match &props.entry.looked {
        Some(ByPointer(known)) => Rc::clone(known),
        None => Rc::new(Looked::at(&props.plan, moved)),
    });
    let looked: Rc<Looked> = Rc::clone(&*looked);
    use_effect_with((), {
        let (on_move, looked) = (props.on_move.clone(), ByPointer(Rc::clone(&looked)));
        let is_known = props.entry.looked.is_some();
        move |()| {
            if !is_known {
                on_move.emit(MoveMsg::Looked(number, looked));
            }
        }
    });
    let (state, on_retry) = use_job(Some(Rc::clone(&looked.request)));
    // `Some(None)`: there is an answer, and no plan keeps to all wishes.
    let price = match state.answer.as_deref().filter(|_| !state.running) {
        Some(Answer::Roadmap(draft::Answer::Price { with, without })) => {
            Some(Price::of(&looked.without, &looked.capacity, &moved.item, with, without))
        }
        _ => None,
    };
    // Of need, goal and value it is the value that a draft goes by.
    let share = price.as_ref().and_then(Option::as_ref).map(|price| {
        let [_, _, value] = price.shares;
        -value
    });
    use_effect_with(share, {
        let on_move = props.on_move.clone();
        move |share| {
            if let Some(share) = share {
                on_move.emit(MoveMsg::Priced(number, *share));
            }
        }
    });
    let on_typed = use_callback(props.on_move.clone(), move |(text, _): (String, u64), on_move| {
        on_move.emit(MoveMsg::Typed(number, text));
    });
    let name = title(&props.plan, &moved.item, moved.to.as_ref(), lang);
    let keep = {
        let (item, title, on_move) = (moved.item.clone(), name.clone(), props.on_move.clone());
        let (before, after) = (looked.before, looked.after);
        move |reason: String| {
            let decision = Decision {
                id: new_id("d"),
                date: clock::now_iso(),
                item: Some(item.clone()),
                title: title.clone(),
                reason: reason.trim().to_owned(),
                before: Some(before),
                after: Some(after),
                ..Decision::default()
            };
            handles.edit(Command::roadmap(vec![RoadmapEdit::Decide(decision)]));
            handles.tell_undoable(words::kept(lang).to_owned());
            on_move.emit(MoveMsg::Closed(number));
        }
    };
    let on_enter = Callback::from(keep.clone());
    let onclick = {
        let reason = reason.clone();
        Callback::from(move |_: MouseEvent| keep(reason.clone()))
    };
    let on_dismiss = use_callback(props.on_move.clone(), move |_: MouseEvent, on_move| {
        on_move.emit(MoveMsg::Closed(number));
    });
    let (before, after) = (looked.before, looked.after);
    let now = words::at_once(
        lang,
        &relative(before.need, after.need),
        &relative(before.goal, after.goal),
        &relative(before.value, after.value),
    );
    let root = use_node_ref();
    use_focus_kept(&root, &[".field__input"]);
    html! {
        <article ref={root} class="move" aria-label={name.clone()}>
            <p class="move__name">{ &name }</p>
            <p class="move__now hint">{ now }</p>
            if let Some(price) = &price {
                <p class="move__price" data-costs={share.is_none_or(is_cost).then_some("true")}>
                    { price.as_ref().map_or_else(|| words::price_none(lang).to_owned(), |price| price.sentence(&looked.plan, lang)) }
                </p>
            } else if let Some(problem) = state.failed {
                <p class="move__price" role="alert">{ problem.sentence(lang) }</p>
                <Button label={keeping::retry(lang)} on_press={on_retry} />
            } else {
                <p class="hint" aria-hidden="true">{ words::priced(lang, (state.progress * 100.0) as u32) }</p>
            }
            <TextField label={words::move_why(lang)} value={reason.clone()} placeholder={words::move_why_hint(lang)} at_once=true {on_typed} {on_enter} />
            <div class="move__ways">
                <button type="button" class="button button--primary side__small" {onclick} aria-label={words::keep_of(lang, &name)}>{ words::keep(lang) }</button>
                <button type="button" class="button side__small" onclick={on_dismiss} aria-label={words::dismiss_of(lang, &name)}>{ words::dismiss(lang) }</button>
            </div>
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(item: &str, from: Option<&str>, to: Option<&str>) -> MoveMsg {
        MoveMsg::Made(Moved {
            item: item.into(),
            from: from.map(Id::from),
            to: to.map(Id::from),
            ..Moved::default()
        })
    }

    fn after(messages: Vec<MoveMsg>) -> Rc<Moves> {
        messages.into_iter().fold(Rc::default(), |moves: Rc<Moves>, msg| moves.reduce(msg))
    }

    fn told(moves: &Moves) -> Vec<String> {
        let of = |id: &Option<Id>| id.as_deref().unwrap_or("out").to_owned();
        moves
            .list()
            .iter()
            .map(|entry| format!("{} {}>{}", entry.moved.item, of(&entry.moved.from), of(&entry.moved.to)))
            .collect()
    }

    #[test]
    fn the_last_moves_are_listed_newest_first_each_item_once() {
        #[track_caller]
        fn check(messages: Vec<MoveMsg>, expected: &[&str]) {
            assert_eq!(told(&after(messages)), expected);
        }
        check(vec![], &[]);
        check(vec![made("a", Some("q1"), Some("q2")), made("b", None, Some("q1"))], &["b out>q1", "a q1>q2"]);
        check(vec![made("a", Some("q3"), Some("q2")), made("a", Some("q2"), Some("q1"))], &["a q3>q1"]);
        check(vec![made("a", Some("q3"), Some("q2")), made("a", Some("q2"), Some("q3"))], &[]);
        check(
            vec![made("a", Some("q3"), Some("q2")), MoveMsg::Closed(1), made("a", Some("q2"), None)],
            &["a q2>out"],
        );
        // What stood elsewhere meanwhile was not moved by hand from there.
        check(vec![made("a", Some("q3"), Some("q2")), made("a", Some("q3"), Some("q1"))], &["a q3>q1"]);
        check(vec![made("a", Some("q3"), Some("q2")), made("a", Some("q1"), Some("q3"))], &["a q1>q3"]);
        let many = ["a", "b", "c", "d", "e", "f"].map(|item| made(item, None, Some("q1")));
        assert_eq!(after(many.into()).list().len(), MOST);
    }

    #[test]
    fn a_reason_stays_with_an_item_that_moves_on_until_it_is_kept() {
        #[track_caller]
        fn check(messages: Vec<MoveMsg>, expected: &[&str]) {
            let moves = after(messages);
            let reasons: Vec<&str> = moves.list().iter().map(|entry| &*entry.reason).collect();
            assert_eq!(reasons, expected);
        }
        let first = || vec![made("a", None, Some("q1")), MoveMsg::Typed(1, "Launch".to_owned())];
        let and = |more: Vec<MoveMsg>| first().into_iter().chain(more).collect();
        check(first(), &["Launch"]);
        check(and(vec![made("a", Some("q1"), Some("q2"))]), &["Launch"]);
        check(and(vec![made("b", None, Some("q2"))]), &["", "Launch"]);
        check(and(vec![MoveMsg::Closed(1), made("a", Some("q1"), Some("q2"))]), &[""]);
    }

    #[test]
    fn a_price_belongs_to_its_move() {
        let moves = after(vec![
            made("a", None, Some("q1")),
            made("b", None, Some("q1")),
            MoveMsg::Priced(1, 0.041),
            MoveMsg::Priced(9, 0.5),
        ]);
        let costs: Vec<Option<f64>> = moves.list().iter().map(|entry| entry.cost).collect();
        assert_eq!(costs, [None, Some(0.041)]);
    }
}
