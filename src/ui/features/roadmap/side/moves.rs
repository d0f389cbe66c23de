//! Moves by hand: what each did at once, what it costs, and why it was made.

use std::rc::Rc;

use yew::prelude::*;

use super::change::{at_once, joined, overload, relative, stands};
use super::draft::last_draft;
use super::frontier::known_best;
use crate::domain::editor::{Command, RoadmapEdit};
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::brief::Brief;
use crate::domain::roadmap::draft::{self, Draft};
use crate::domain::roadmap::price::Price;
use crate::domain::roadmap::{Decision, Priced, Worth};
use crate::domain::text::{Lang, keeping, roadmap_board, roadmap_draft as words};
use crate::engine::{self, Answer, News};
use crate::platform::{clock, element};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, TextField, new_gesture, use_focus_kept};
use crate::ui::engine::{Job, JobMsg, JobState, ask};
use crate::ui::features::roadmap::Moved;
use crate::ui::lasting::{Lasting, dispatch, look};
use crate::ui::store::{Handles, new_id, use_handles, use_lang};

thread_local! {
    /// The last moves of a plan. They outlive the page, and so does the work on what they cost.
    pub(super) static MOVES: Lasting<Moves> = const { Lasting::empty() };
}

/// So many of the last moves are remembered.
const MOST: usize = 5;

/// A move that somebody made.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Entry {
    /// Tells it from the others.
    pub number: u32,
    /// The move.
    pub moved: Moved,
    /// Why it was made, as far as it is typed.
    pub reason: String,
    /// Whether it was kept or dismissed, so that it is not asked about any more.
    pub is_closed: bool,
    /// What was known of it when it was made; `None` until it is shown.
    pub looked: Option<ByPointer<Looked>>,
    /// How it stands with what it costs.
    pub state: JobState,
    /// Who works that out.
    pub job: Option<ByPointer<Job>>,
    /// Where its price goes that was not all known when it was kept.
    pub kept: Option<Kept>,
}

/// A move that was kept as a decision before its price was all known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Kept {
    /// The decision.
    pub decision: Id,
    /// Keeping it and writing its price to it are one step.
    pub gesture: u64,
    /// The language of that day.
    pub lang: Lang,
}

impl Entry {
    /// What it costs as far as that is known: `Some(None)` where no plan keeps to all wishes.
    pub fn price(&self) -> Option<Option<Price>> {
        let Some(ByPointer(looked)) = &self.looked else { return None };
        let (with, without) = self.drafts()?;
        match Price::of((&looked.with, &looked.without), &self.moved.item, with, without) {
            None if self.state.running => None,
            price => Some(price),
        }
    }

    /// The best plans so far, with the move and without it.
    fn drafts(&self) -> Option<(&Draft, &Draft)> {
        match self.state.answer.as_deref() {
            Some(Answer::Roadmap(draft::Answer::Price { with, without })) => Some((with, without)),
            _ => None,
        }
    }

    /// The price as a decision keeps it.
    fn priced(&self, lang: Lang) -> Option<Priced> {
        let looked = self.looked.as_ref()?;
        Some(match self.price()? {
            Some(price) => Priced {
                before: Some(price.before),
                after: Some(price.after),
                price: price.sentence(&looked.0.plan, lang),
            },
            None => Priced { before: None, after: None, price: words::price_none(lang).to_owned() },
        })
    }

    /// Whether something is still to be written down, though nobody asks about it any more.
    fn is_awaited(&self) -> bool {
        self.kept.is_some() && self.state.running
    }
}

/// The last moves, newest first.
#[derive(Clone, Default, PartialEq)]
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
    /// What a move costs is worked on.
    Asked(u32, ByPointer<Job>),
    /// Something is said about what it costs.
    Heard(u32, News),
    /// Somebody types why a move was made.
    Typed(u32, String),
    /// A move was kept or dismissed; what is kept may wait for its price.
    Closed(u32, Option<Kept>),
}

impl Moves {
    /// All of them, newest first.
    pub fn list(&self) -> &[Rc<Entry>] {
        &self.list
    }

    fn entry(&self, number: u32) -> Option<&Rc<Entry>> {
        self.list.iter().find(|entry| entry.number == number)
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
                let is_earlier = |entry: &Rc<Entry>| entry.moved.item == moved.item && !entry.is_awaited();
                let earlier = next.list.iter().position(is_earlier);
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
                    let mut open = 0;
                    next.list.retain(|entry| {
                        open += usize::from(!entry.is_awaited());
                        entry.is_awaited() || open <= MOST
                    });
                }
            }
            MoveMsg::Looked(number, looked) => next.change(number, |entry| entry.looked = Some(looked)),
            MoveMsg::Asked(number, job) => next.change(number, |entry| {
                entry.state = JobState::clone(&Rc::new(entry.state.clone()).reduce(JobMsg::Asked));
                entry.job = Some(job);
            }),
            MoveMsg::Heard(number, news) => next.change(number, |entry| {
                entry.state = JobState::clone(&Rc::new(entry.state.clone()).reduce(JobMsg::Heard(news)));
                if !entry.state.running {
                    entry.job = None;
                }
            }),
            MoveMsg::Typed(number, reason) => next.change(number, |entry| entry.reason = reason),
            MoveMsg::Closed(number, kept) => next.change(number, |entry| {
                (entry.is_closed, entry.kept) = (true, kept);
            }),
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
            if let MoveMsg::Closed(number, _) = &msg {
                let entry = moves.0.entry(*number);
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
    with: Brief,
    without: Brief,
    before: Worth,
    after: Worth,
}

impl Looked {
    fn at(plan: &Rc<Plan>, moved: &Moved) -> Looked {
        let (with, without) = Brief::with_and_without(plan, &moved.item);
        let (before, after) = at_once(&without, plan, moved);
        Looked { plan: Rc::clone(plan), with, without, before, after }
    }

    /// What has to be asked for the price. The best plan without the move is known where it is the
    /// last draft, a dot of the frontier, or what an earlier move was priced with.
    fn request(&self) -> engine::Request {
        let drafted = last_draft(&self.plan.id, &self.without);
        let known = drafted.or_else(|| known_best(&self.plan, &self.without)).or_else(|| {
            let moves = look(&MOVES, &self.plan.id);
            moves.list().iter().find_map(|entry| {
                let (looked, (with, without)) = (&entry.looked.as_ref()?.0, entry.drafts()?);
                let is_same = |brief: &Brief| {
                    brief.problem == self.without.problem && brief.items == self.without.items
                };
                let found = match () {
                    () if is_same(&looked.with) => with,
                    () if is_same(&looked.without) => without,
                    () => return None,
                };
                found.slots.is_some().then(|| found.clone())
            })
        });
        engine::Request::Roadmap(draft::Request::Price {
            with: self.with.problem.clone(),
            without: self.without.problem.clone(),
            start: Some(self.without.slots(&self.plan.roadmap.placements)),
            known: known.map(Box::new),
        })
    }
}

/// Has what a move costs worked out. That goes on while its page is away, so that the decision that
/// it was kept as gets its price.
fn work_out(handles: &Handles, number: u32, looked: &Rc<Looked>) {
    let plan = &looked.plan.id;
    let job = ask(Rc::new(looked.request()), {
        let (handles, plan) = (handles.clone(), Rc::clone(plan));
        move |news| {
            let is_done = matches!(news, News::Done(_));
            dispatch(&MOVES, &plan, MoveMsg::Heard(number, news));
            if is_done {
                write_down(&handles, &plan, number);
            }
        }
    });
    dispatch(&MOVES, plan, MoveMsg::Asked(number, ByPointer(Rc::new(job))));
}

/// Writes the price of a move to the decision that it was kept as.
fn write_down(handles: &Handles, plan: &Id, number: u32) {
    let moves = look(&MOVES, plan);
    let Some(entry) = moves.entry(number) else { return };
    if let Some(kept) = &entry.kept
        && let Some(priced) = entry.priced(kept.lang)
    {
        let edit = RoadmapEdit::PriceDecision(Rc::clone(&kept.decision), priced);
        handles.edit_in(kept.gesture, Command::roadmap(vec![edit]));
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
        let (on_move, looked, handles) = (props.on_move.clone(), Rc::clone(&looked), handles.clone());
        let is_known = props.entry.looked.is_some();
        move |()| {
            if !is_known {
                on_move.emit(MoveMsg::Looked(number, ByPointer(Rc::clone(&looked))));
                work_out(&handles, number, &looked);
            }
        }
    });
    let on_retry = use_callback((), {
        let (handles, looked) = (handles.clone(), Rc::clone(&looked));
        move |(), ()| work_out(&handles, number, &looked)
    });
    let state = &props.entry.state;
    // `Some(None)`: there is an answer, and no plan keeps to all wishes.
    let price = props.entry.price();
    let cost = price.as_ref().map(|price| price.as_ref().map(Price::cost));
    let on_typed = use_callback(props.on_move.clone(), move |(text, _): (String, u64), on_move| {
        on_move.emit(MoveMsg::Typed(number, text));
    });
    let name = title(&props.plan, &moved.item, moved.to.as_ref(), lang);
    let keep = {
        let (item, title, on_move) = (moved.item.clone(), name.clone(), props.on_move.clone());
        let (entry, handles) = (Rc::clone(&props.entry), handles.clone());
        move |reason: String| {
            // What is not known yet is written to it when it comes.
            let Priced { before, after, price } = entry.priced(lang).unwrap_or_default();
            let decision = Decision {
                id: new_id("d"),
                date: clock::now_iso(),
                item: Some(item.clone()),
                title: title.clone(),
                reason: reason.trim().to_owned(),
                period: entry.moved.to.clone(),
                before,
                after,
                price,
                ..Decision::default()
            };
            let gesture = new_gesture();
            let kept = Kept { decision: Rc::clone(&decision.id), gesture, lang };
            handles.edit_in(gesture, Command::roadmap(vec![RoadmapEdit::Decide(decision)]));
            handles.tell_undoable(words::kept(lang).to_owned());
            on_move.emit(MoveMsg::Closed(number, Some(kept)));
        }
    };
    let on_enter = Callback::from(keep.clone());
    let onclick = {
        let reason = reason.clone();
        Callback::from(move |_: MouseEvent| keep(reason.clone()))
    };
    let on_dismiss = use_callback(props.on_move.clone(), move |_: MouseEvent, on_move| {
        on_move.emit(MoveMsg::Closed(number, None));
    });
    let (before, after) = (looked.before, looked.after);
    let now = words::at_once(
        lang,
        &relative(before.need, after.need),
        &relative(before.goal, after.goal),
        &relative(before.value, after.value),
    );
    // What counts for nothing above is said beside it.
    let over = overload(&looked.plan, moved, lang);
    let now = over.iter().fold(now, |now, over| format!("{now}{}{over}", roadmap_board::semicolon(lang)));
    let root = use_node_ref();
    use_focus_kept(&root, &[".field__input"]);
    html! {
        <article ref={root} class="move" aria-label={name.clone()}>
            <p class="move__name">{ &name }</p>
            <p class="move__now hint">{ now }</p>
            if let Some(price) = &price {
                <p class="move__price" data-costs={cost.flatten().is_none_or(is_cost).then_some("true")}>
                    { price.as_ref().map_or_else(|| words::price_none(lang).to_owned(), |price| price.sentence(&looked.plan, lang)) }
                </p>
            }
            if let Some(problem) = state.failed {
                <p class="move__price" role="alert">{ problem.sentence(lang) }</p>
                <Button label={keeping::retry(lang)} on_press={on_retry} />
            } else if state.running || price.is_none() {
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
    use std::cell::RefCell;

    use super::*;
    use crate::domain::editor::Editor;
    use crate::domain::roadmap::sketch::Sketch;
    use crate::ui::store::{Channels, StoreMsg};

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
            vec![made("a", Some("q3"), Some("q2")), MoveMsg::Closed(1, None), made("a", Some("q2"), None)],
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
        check(and(vec![MoveMsg::Closed(1, None), made("a", Some("q1"), Some("q2"))]), &[""]);
    }

    fn draft_of(slots: &[Option<usize>], brief: &Brief) -> Draft {
        let value = brief.problem.value(slots);
        let proof = draft::Proof::Optimal;
        Draft { slots: Some(slots.to_vec()), value, proof, ..Draft::default() }
    }

    /// Two items that are done in one period each, the worse one moved to the front.
    fn moved_plan() -> (Rc<Plan>, Rc<Looked>) {
        let plan = Sketch::new(&[1.0], 2).item("a", &[1.0], 3, 3).item("b", &[1.0], 1, 1);
        let plan = Rc::new(plan.place("a", 1, false).lock("b", 0).0);
        let looked = Rc::new(Looked::at(&plan, &Moved { item: "b".into(), ..Moved::default() }));
        (plan, looked)
    }

    fn answer(looked: &Looked) -> Rc<Answer> {
        let with = draft_of(&[Some(1), Some(0)], &looked.with);
        let without = draft_of(&[Some(0), Some(1)], &looked.without);
        Rc::new(Answer::Roadmap(draft::Answer::Price { with, without }))
    }

    #[test]
    fn a_price_belongs_to_its_move_and_is_there_while_it_is_still_worked_out() {
        let (_, looked) = moved_plan();
        let moves = |news: News| {
            after(vec![
                made("b", None, Some("q0")),
                made("c", None, Some("q0")),
                MoveMsg::Looked(1, ByPointer(Rc::clone(&looked))),
                MoveMsg::Heard(1, news),
                MoveMsg::Heard(9, News::Done(answer(&looked))),
            ])
        };
        for news in [News::SoFar(0.5, answer(&looked)), News::Done(answer(&looked))] {
            let moves = moves(news);
            let costs: Vec<Option<f64>> =
                moves.list().iter().map(|entry| Some(entry.price()??.cost())).collect();
            // 3 · 0.9 + 1 in the place of 3 + 0.9.
            assert!(matches!(costs[..], [None, Some(cost)] if (cost - 0.2 / 3.9).abs() < 1e-9), "{costs:?}");
        }
    }

    #[test]
    fn a_move_that_is_kept_before_its_price_is_known_gets_it_when_it_comes() {
        let (plan, looked) = moved_plan();
        let decision = Decision { id: "d1".into(), item: Some("b".into()), ..Decision::default() };
        let told = Rc::new(RefCell::new(Vec::new()));
        let handles = Handles::from(Channels {
            store: {
                let told = Rc::clone(&told);
                Callback::from(move |msg: StoreMsg| {
                    if let StoreMsg::Commanded(command, _, gesture) = msg {
                        told.borrow_mut().push((command, gesture));
                    }
                })
            },
            ..Channels::default()
        });
        let kept = Kept { decision: Rc::clone(&decision.id), gesture: 7, lang: Lang::En };
        for msg in [
            made("b", Some("q1"), Some("q0")),
            MoveMsg::Looked(1, ByPointer(Rc::clone(&looked))),
            MoveMsg::Heard(1, News::SoFar(0.1, Rc::new(Answer::Count { numbers: 0, sum: 0 }))),
            MoveMsg::Closed(1, Some(kept)),
            // Others that come meanwhile do not push it out.
            made("b", Some("q0"), Some("q1")),
            made("c", None, Some("q1")),
            made("d", None, Some("q1")),
            made("e", None, Some("q1")),
            made("f", None, Some("q1")),
            made("g", None, Some("q1")),
        ] {
            dispatch(&MOVES, &plan.id, msg);
        }
        dispatch(&MOVES, &plan.id, MoveMsg::Heard(1, News::Done(answer(&looked))));
        write_down(&handles, &plan.id, 1);
        let mut before = Plan::clone(&plan);
        before.decisions = Rc::new(vec![decision]);
        let told = told.borrow();
        let [(command, Some(7))] = &told[..] else { panic!("{told:?}") };
        let editor = Editor::new(before).apply(command, "2026-11-22T09:00:00Z", None).unwrap();
        let kept = &editor.plan().decisions[0];
        assert!(kept.price.starts_with("This costs 5.1% of the value"), "{}", kept.price);
        let values = [kept.before, kept.after].map(|worth| worth.unwrap().value);
        assert!((values[0] - 3.9 / 3.0).abs() < 1e-9 && (values[1] - 3.7 / 3.0).abs() < 1e-9, "{values:?}");
    }
}
