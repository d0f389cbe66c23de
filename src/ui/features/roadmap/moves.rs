//! What the views do to the plan: each of it one step of undo, told in a sentence.

use std::rc::Rc;

use yew::prelude::*;

use super::facts::{Fact, Facts};
use super::{Moved, Watch};
use crate::domain::editor::{Command, RoadmapEdit};
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::Limit;
use crate::domain::roadmap::family::followers;
use crate::domain::text::roadmap_board as words;
use crate::platform::route;
use crate::ui::session::{Screen, SessionMsg};
use crate::ui::store::{Handles, use_handles};

/// Puts an item into a period by hand, or takes it out with `None`, and tells whoever watches
/// moves. `false` where nothing changes: the item stands there already.
pub(super) fn move_item(
    handles: &Handles,
    plan: &Plan,
    watch: &Watch,
    item: &Id,
    period: Option<Id>,
) -> bool {
    let from = plan.roadmap.placement(item).map(|placement| Rc::clone(&placement.period));
    if from == period || plan.item(item).is_none() {
        return false;
    }
    let place = RoadmapEdit::Place { item: Rc::clone(item), period: period.clone() };
    handles.edit(Command::roadmap(vec![place]));
    let (before, with) = (plan.roadmap.placements.clone(), followers(plan, item));
    watch.0.emit(Moved { item: Rc::clone(item), with, from, to: period, before });
    true
}

/// Where the changes of a view go.
#[derive(Clone)]
pub(super) struct Moves {
    handles: Handles,
    watch: Watch,
}

/// Where the changes of a view go, from the contexts around it.
#[hook]
pub(super) fn use_moves() -> Moves {
    let handles = use_handles();
    let watch = use_context::<Watch>().unwrap_or_default();
    Moves { handles, watch }
}

impl Moves {
    /// Puts an item into a period, or takes it out; `false` where nothing changes.
    pub fn place(&self, facts: &Facts, fact: &Fact, to: Option<usize>) -> bool {
        let period = match to {
            Some(to) => match facts.periods.get(to) {
                Some(period) => Some(Rc::clone(&period.id)),
                None => return false,
            },
            None => None,
        };
        let moved = move_item(&self.handles, &facts.plan, &self.watch, &fact.id, period);
        if moved {
            self.handles.tell_undoable(facts.consequence(fact, to));
        }
        moved
    }

    /// Locks an item where it is, or sets it free. What is not planned cannot be locked.
    pub fn lock(&self, facts: &Facts, fact: &Fact) {
        if fact.slot.is_none() {
            return;
        }
        let lock = RoadmapEdit::Lock { items: vec![Rc::clone(&fact.id)], locked: !fact.locked };
        let told = if fact.locked { words::unlocked_now } else { words::locked_now };
        self.edit(lock, words::full_sentence(facts.lang, &told(facts.lang, &fact.title)));
    }

    /// Says that every draft has to have an item, or that it may leave it out.
    pub fn must(&self, facts: &Facts, fact: &Fact) {
        let blank = || Limit { item: Rc::clone(&fact.id), ..Limit::default() };
        let limit = facts.plan.roadmap.limit(&fact.id).cloned().unwrap_or_else(blank);
        let must = !limit.must;
        // Both at once could never hold.
        let limit = Limit { must, excluded: limit.excluded && !must, ..limit };
        let told = if must { words::must_now } else { words::may_now };
        let told = words::full_sentence(facts.lang, &told(facts.lang, &fact.title));
        self.edit(RoadmapEdit::Limit(limit), told);
    }

    /// Keeps an item that is not planned out of drafts, or lets them use it again.
    pub fn leave_out(&self, facts: &Facts, fact: &Fact) {
        if fact.excluded {
            let lock = RoadmapEdit::Lock { items: vec![Rc::clone(&fact.id)], locked: false };
            let told = words::allowed_now(facts.lang, &fact.title);
            self.edit(lock, words::full_sentence(facts.lang, &told));
        } else {
            let place = RoadmapEdit::Place { item: Rc::clone(&fact.id), period: None };
            self.edit(place, facts.consequence(fact, None));
        }
    }

    /// Goes to the items and opens one of them.
    pub fn open(&self, id: &Id) {
        self.handles.session(SessionMsg::Activated(Some(Rc::clone(id))));
        self.handles.session(SessionMsg::Panel(true));
        route::set_hash(Screen::Items.path());
    }

    fn edit(&self, edit: RoadmapEdit, told: String) {
        self.handles.edit(Command::roadmap(vec![edit]));
        self.handles.tell_undoable(told);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::domain::editor::Editor;
    use crate::ui::features::roadmap::facts::tests::{facts, plan};
    use crate::ui::store::{Channels, StoreMsg};

    /// What moves have given so far.
    struct Given {
        moves: Moves,
        commands: Rc<RefCell<Vec<Command>>>,
        moved: Rc<RefCell<Vec<Moved>>>,
        told: Rc<RefCell<Vec<String>>>,
    }

    fn given() -> Given {
        let commands = Rc::<RefCell<Vec<Command>>>::default();
        let moved = Rc::<RefCell<Vec<Moved>>>::default();
        let told = Rc::<RefCell<Vec<String>>>::default();
        let store = {
            let commands = Rc::clone(&commands);
            Callback::from(move |msg: StoreMsg| {
                if let StoreMsg::Commanded(command, ..) = msg {
                    commands.borrow_mut().push(command);
                }
            })
        };
        let session = {
            let told = Rc::clone(&told);
            Callback::from(move |msg: SessionMsg| {
                if let SessionMsg::Noticed(Some(notice)) = msg {
                    told.borrow_mut().push(notice.text.clone());
                }
            })
        };
        let watch = {
            let moved = Rc::clone(&moved);
            Watch(Callback::from(move |each: Moved| moved.borrow_mut().push(each)))
        };
        let handles = Handles::from(Channels { store, session, ..Channels::default() });
        Given { moves: Moves { handles, watch }, commands, moved, told }
    }

    #[test]
    fn a_move_is_one_command_that_locks_and_is_told() {
        let (given, facts) = (given(), facts(plan()));
        let fact = facts.find(&"c".into()).unwrap();
        assert!(given.moves.place(&facts, fact, Some(0)));
        let commands = given.commands.borrow();
        let mut editor = Editor::new(plan());
        for command in commands.iter() {
            editor = editor.apply(command, "2026-11-22T09:00:00Z", None).unwrap();
        }
        let placement = editor.plan().roadmap.placement("c").unwrap().clone();
        assert_eq!((&*placement.period, placement.locked, commands.len()), ("q1", true, 1));
        let moved = given.moved.borrow();
        assert_eq!(moved.len(), 1);
        assert_eq!((moved[0].from.as_deref(), moved[0].to.as_deref()), (None, Some("q1")));
        assert_eq!(moved[0].before, facts.plan.roadmap.placements);
        assert_eq!(
            *given.told.borrow(),
            ["Express lane moved to 2027 Q1; Web is over by 0.4 person-months."]
        );
    }

    #[test]
    fn who_stands_there_already_is_not_moved() {
        #[track_caller]
        fn check(id: &str, to: Option<usize>) {
            let (given, facts) = (given(), facts(plan()));
            assert!(!given.moves.place(&facts, facts.find(&id.into()).unwrap(), to));
            assert!(given.commands.borrow().is_empty() && given.moved.borrow().is_empty());
        }
        check("a", Some(0));
        check("c", None);
        check("a", Some(9));
    }

    #[test]
    fn an_item_that_must_be_in_is_no_longer_kept_out() {
        let mut plan = plan();
        let limit = Limit { item: "c".into(), excluded: true, ..Limit::default() };
        Rc::make_mut(&mut plan.roadmap).limits = vec![limit];
        let (given, facts) = (given(), facts(plan));
        given.moves.must(&facts, facts.find(&"c".into()).unwrap());
        let limit = Limit { item: "c".into(), must: true, ..Limit::default() };
        assert_eq!(*given.commands.borrow(), [Command::roadmap(vec![RoadmapEdit::Limit(limit)])]);
    }
}
