//! Every change there is. A plan changes only in [`Editor::apply`].
//!
//! Undo restores an earlier plan; nothing is ever inverted. Items are shared by
//! pointer, so a snapshot costs one pointer per item.

mod roadmap;
mod study;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::by_id::ById;
use super::circles;
use super::frameworks::{self, Unit};
use super::merge::{self, Taken};
use super::number::LARGEST;
use super::plan::{
    AssumedRanges, Comment, Criterion, EffortUnit, Estimate, Goal, Id, Item, KanoMark, LEVELS, Link, Need,
    Period, Plan, Requester, Status, key_number,
};
use super::roadmap::{Actual, Span};
use super::text::{Lang, edits};
pub use roadmap::{RoadmapEdit, tidy as tidy_roadmap};
pub use study::{Known, StudyEdit};

/// Steps that can be undone; older ones are forgotten.
pub const MOST_STEPS: usize = 200;

/// Items that a plan can hold beside its bin; what goes beyond is not taken in.
pub const MOST_ITEMS: usize = 20_000;

/// A change of the plan, complete in itself: ids, texts and numbers are inside.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Renames the plan.
    Rename(String),
    /// Renames the plan in the other language.
    RenameAlt(String),
    /// Adds items after the given one, or at the end.
    AddItems {
        /// The new items; an empty key is filled in.
        items: Vec<Item>,
        /// The item to stand behind; `None` for the end.
        after: Option<Id>,
    },
    /// Brings in items from elsewhere in one step: new ids are added, known ones replaced.
    Import(Vec<Item>),
    /// Changes fields of items, all in one step.
    EditItems(Vec<(Id, Edit)>),
    /// Puts items into the bin.
    DeleteItems(Vec<Id>),
    /// Takes items out of the bin.
    RestoreItems(Vec<Id>),
    /// Removes items from the bin for good.
    EmptyBin(Vec<Id>),
    /// Moves items behind another one, or to the top.
    MoveItems {
        /// The items, in the order in which they shall stand.
        items: Vec<Id>,
        /// The item to stand behind; `None` for the top.
        after: Option<Id>,
    },
    /// Changes the period in which reach is counted.
    SetReachPeriod {
        /// The new period.
        period: Period,
        /// Whether the numbers are converted, or kept as they are.
        convert: bool,
    },
    /// Changes the unit in which effort is counted.
    SetEffortUnit {
        /// The new unit.
        unit: EffortUnit,
        /// Whether the numbers are converted where that is possible, or kept.
        convert: bool,
    },
    /// Replaces the list of user needs; what items contribute to a need that goes, goes with it.
    SetNeeds(Vec<Need>),
    /// Replaces the list of business goals; what items contribute to a goal that goes, goes with it.
    SetGoals(Vec<Goal>),
    /// Hangs the weight elsewhere: the need share in 0..=1.
    SetNeedShare(f64),
    /// Replaces the list of criteria. What items have for a criterion that goes stays with
    /// them, and counts again when a criterion of its id comes back. A list with an id twice,
    /// or with a criterion that is not sound, is refused.
    SetCriteria(Vec<Criterion>),
    /// Changes what is assumed of numbers without a range; ratios that cannot be are refused.
    SetAssumedRanges {
        /// Whether ranges are assumed.
        on: bool,
        /// The ratios at high, medium and low confidence.
        ratios: [f64; 3],
    },
    /// Changes the Kano study, all in one step.
    EditStudy(Change<StudyEdit>),
    /// Changes the roadmap or the decisions, all in one step.
    EditRoadmap(Change<RoadmapEdit>),
    /// Takes another copy of the plan in.
    TakeIn(Change<Taken>),
    /// A change that brings its own code, all in one step.
    Brought(Brought),
}

impl Command {
    /// Changes the Kano study, all in one step.
    pub fn study(edits: Vec<StudyEdit>) -> Command {
        Command::EditStudy(Change { edits, apply: study::edit_study })
    }

    /// Changes the roadmap or the decisions, all in one step.
    pub fn roadmap(edits: Vec<RoadmapEdit>) -> Command {
        Command::EditRoadmap(Change { edits, apply: roadmap::edit_roadmap })
    }

    /// Takes another copy of the plan in, as it was decided.
    pub fn take_in(taken: Taken) -> Command {
        Command::TakeIn(Change { edits: vec![taken], apply: merge::take_in })
    }
}

/// A change whose meaning only its feature knows, such as that of a workshop.
pub trait Bring: std::fmt::Debug {
    /// Carries it out at a moment; `None` when nothing changed.
    fn apply(&self, plan: &mut Plan, now: &str) -> Option<Did>;
}

/// A change that brings its own code; one is equal to itself alone.
#[derive(Clone, Debug)]
pub struct Brought(pub Rc<dyn Bring>);

impl PartialEq for Brought {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Edits together with the code that carries them out. Only the screens that make them need
/// that code, so it arrives with these and not with the first visit.
#[derive(Clone)]
pub struct Change<E> {
    edits: Vec<E>,
    apply: fn(&mut Plan, &[E]) -> Option<Did>,
}

impl<E> Change<E> {
    /// What is changed.
    pub fn edits(&self) -> &[E] {
        &self.edits
    }
}

impl<E: PartialEq> PartialEq for Change<E> {
    fn eq(&self, other: &Self) -> bool {
        self.edits == other.edits
    }
}

impl<E: std::fmt::Debug> std::fmt::Debug for Change<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.edits.fmt(f)
    }
}

/// A new value for one field of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The title; an empty one is refused.
    Title(String),
    /// The title in the other language.
    TitleAlt(Option<String>),
    /// The key; an empty one is refused.
    Key(String),
    /// The longer text.
    Description(String),
    /// The part of the product.
    Area(String),
    /// All tags.
    Tags(Vec<String>),
    /// One tag more.
    AddTag(String),
    /// One tag less.
    RemoveTag(String),
    /// Where it stands.
    Status(Status),
    /// Where it came from.
    Source(String),
    /// Who looks after it.
    Owner(String),
    /// The larger item; a circle is refused.
    Parent(Option<Id>),
    /// Items that come first; a circle is refused.
    DependsOn(Vec<Id>),
    /// One estimate.
    Estimate {
        /// The sheet's name.
        sheet: &'static str,
        /// The input's name.
        input: &'static str,
        /// The new value, or nothing.
        value: Option<Estimate>,
    },
    /// What the estimates of a sheet rest on.
    Evidence {
        /// The sheet's name.
        sheet: &'static str,
        /// The new text.
        text: String,
    },
    /// Whether what a sheet counts per period happens once.
    OneTime {
        /// The sheet's name.
        sheet: &'static str,
        /// The new value.
        once: bool,
    },
    /// The Kano category.
    Kano(Option<KanoMark>),
    /// Who asked.
    Requesters(Vec<Requester>),
    /// One remark more.
    AddComment(Comment),
    /// One remark less.
    RemoveComment(Id),
    /// The effort it takes of a team; `None` where nothing is said. Another number than 0 or more is refused.
    TeamEffort(Id, Option<Estimate>),
    /// When it is meant to be worked on.
    Planned(Span),
    /// What became of it; efforts and reaches below 0 are refused.
    Actual(Actual),
    /// Where to read more.
    Links(Vec<Link>),
    /// How much it serves a user need: -1 harms, 0 to 3; `None` for not judged.
    Need(Id, Option<i8>),
    /// How much it serves a business goal: -1 harms, 0 to 3; `None` for not judged.
    Goal(Id, Option<i8>),
}

/// What a step did, so that undo can name it in any language.
#[derive(Clone, Debug, PartialEq)]
pub enum Did {
    /// Renamed the plan.
    Rename,
    /// Added that many items.
    Add(usize),
    /// Imported that many items.
    Import(usize),
    /// Changed one field of that many items; the title where it was one.
    Edit(FieldName, usize, String),
    /// Changed what that many items have for a criterion; the title where it was one.
    Judge(Box<Criterion>, usize, String),
    /// Changed that many cells of several fields.
    EditCells(usize),
    /// Deleted that many items; the title where it was one.
    Delete(usize, String),
    /// Restored that many items.
    Restore(usize),
    /// Emptied the bin of that many items.
    EmptyBin(usize),
    /// Moved that many items.
    Move(usize),
    /// Changed the reach period.
    ReachPeriod(Period),
    /// Changed the effort unit.
    EffortUnit(EffortUnit),
    /// Changed the user needs.
    Needs,
    /// Changed the business goals.
    Goals,
    /// Hung the weight elsewhere: the need share now.
    NeedShare(f64),
    /// Changed the criteria.
    Criteria,
    /// Began or ceased to assume ranges.
    AssumeRanges(bool),
    /// Changed how wide the assumed ranges are.
    AssumedRatios,
    /// Changed the Kano study.
    Study,
    /// Changed how the Kano study is evaluated.
    KanoRule,
    /// Took that many features into the Kano study.
    AddFeatures(usize),
    /// Took that many features out of the Kano study.
    RemoveFeatures(usize),
    /// Took in that many respondents.
    AddRespondents(usize),
    /// Removed that many respondents.
    RemoveRespondents(usize),
    /// Changed that many answers.
    Answers(usize),
    /// Changed the segment of that many respondents.
    Segment(usize),
    /// Cleared the Kano study.
    ClearStudy,
    /// Changed several things of the roadmap.
    Roadmap,
    /// Changed the teams.
    Teams,
    /// Changed the periods.
    Periods,
    /// Changed what teams can do.
    Capacity,
    /// Changed how a draft is made.
    Policy,
    /// Moved the item of that title on the roadmap.
    Place(String),
    /// Locked that many items on the roadmap, or set them free.
    Lock(bool, usize),
    /// Took over a draft with that many items.
    Draft(usize),
    /// Took over a scenario.
    Adopt,
    /// Changed what is wished of the item of that title.
    Limit(String),
    /// Changed what is wished of several items.
    Groups,
    /// Saved the scenario of that title.
    Scenario(String),
    /// Removed the scenario of that title.
    RemoveScenario(String),
    /// Recorded a decision.
    Decide,
    /// Removed a decision.
    RemoveDecision,
    /// Took in another copy of the plan: that many changes.
    TakeIn(usize),
    /// Something that a feature has its own words for.
    Named(FieldName),
}

impl Did {
    /// Lets the next command of the same gesture into the name: answers that come in one part after
    /// the other are counted together, all else is called by what was done first.
    fn go_on(&mut self, next: &Did) {
        if let (Did::AddRespondents(so_far), Did::AddRespondents(more)) = (self, next) {
            *so_far += more;
        }
    }

    /// The step in words, such as “edit Reach of Guest checkout”.
    pub fn words(&self, lang: Lang) -> String {
        edits::did(lang, self)
    }
}

/// The name of a field, to be spoken in any language.
#[derive(Clone, Copy)]
pub struct FieldName(pub super::text::Word);

impl PartialEq for FieldName {
    fn eq(&self, other: &Self) -> bool {
        (self.0)(Lang::En) == (other.0)(Lang::En)
    }
}

impl std::fmt::Debug for FieldName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str((self.0)(Lang::En))
    }
}

/// The plan, its past and its future.
#[derive(Clone, Debug, Default)]
pub struct Editor {
    plan: Rc<Plan>,
    undo: Vec<Step>,
    redo: Vec<Step>,
    gesture: Option<u64>,
}

#[derive(Clone, Debug)]
struct Step {
    /// The plan on the other side of the step.
    plan: Rc<Plan>,
    did: Did,
}

impl Editor {
    /// Starts with a plan and no history.
    pub fn new(plan: Plan) -> Editor {
        Editor { plan: Rc::new(plan), ..Editor::default() }
    }

    /// The plan as it is now.
    pub fn plan(&self) -> &Rc<Plan> {
        &self.plan
    }

    /// Carries out a command; `None` when it changes nothing.
    ///
    /// `now` is the moment in ISO 8601. Commands with the same `gesture` number in
    /// a row are one step of undo.
    pub fn apply(&self, command: &Command, now: &str, gesture: Option<u64>) -> Option<Editor> {
        let mut plan = Plan::clone(&self.plan);
        let did = change(&mut plan, command, now)?;
        plan.updated = now.to_owned();
        let mut next = self.clone();
        let continues = gesture.is_some() && gesture == self.gesture && !self.undo.is_empty();
        if !continues {
            if next.undo.len() >= MOST_STEPS {
                next.undo.remove(0);
            }
            next.undo.push(Step { plan: Rc::clone(&self.plan), did });
        } else if let Some(step) = next.undo.last_mut() {
            step.did.go_on(&did);
        }
        next.plan = Rc::new(plan);
        next.redo.clear();
        next.gesture = gesture;
        Some(next)
    }

    /// Goes one step back; `None` at the start.
    pub fn undo(&self) -> Option<Editor> {
        let mut next = self.clone();
        let step = next.undo.pop()?;
        next.redo.push(Step { plan: std::mem::replace(&mut next.plan, step.plan), did: step.did });
        next.gesture = None;
        Some(next)
    }

    /// Goes one step forward again; `None` at the end.
    pub fn redo(&self) -> Option<Editor> {
        let mut next = self.clone();
        let step = next.redo.pop()?;
        next.undo.push(Step { plan: std::mem::replace(&mut next.plan, step.plan), did: step.did });
        next.gesture = None;
        Some(next)
    }

    /// What undo would take back.
    pub fn undoes(&self) -> Option<&Did> {
        self.undo.last().map(|step| &step.did)
    }

    /// What redo would do again.
    pub fn redoes(&self) -> Option<&Did> {
        self.redo.last().map(|step| &step.did)
    }

    /// How many steps can be undone.
    pub fn depth(&self) -> usize {
        self.undo.len()
    }

    /// Lets a change that was made elsewhere into the plan and into every remembered
    /// plan, so that undo here never takes back what another tab did.
    pub fn absorb(&self, merge: &dyn Fn(&Plan) -> Plan) -> Editor {
        let step = |step: &Step| Step { plan: Rc::new(merge(&step.plan)), did: step.did.clone() };
        Editor {
            plan: Rc::new(merge(&self.plan)),
            undo: self.undo.iter().map(step).collect(),
            redo: self.redo.iter().map(step).collect(),
            gesture: None,
        }
    }
}

/// Changes the plan and says what was done; `None` when nothing changed.
pub(in crate::domain) fn change(plan: &mut Plan, command: &Command, now: &str) -> Option<Did> {
    match command {
        Command::Rename(title) => {
            let title = title.trim();
            (!title.is_empty() && plan.title != title).then(|| plan.title = title.to_owned())?;
            Some(Did::Rename)
        }
        Command::RenameAlt(title) => {
            let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
            (plan.title_alt != title).then(|| plan.title_alt = title)?;
            Some(Did::Rename)
        }
        Command::AddItems { items, after } => {
            let added = add_items(plan, items, after.as_deref());
            (added > 0).then_some(Did::Add(added))
        }
        Command::Import(items) => {
            let changed = import_items(plan, items);
            (changed > 0).then_some(Did::Import(changed))
        }
        Command::EditItems(edits) => edit_items(plan, edits, now),
        Command::DeleteItems(ids) => delete_items(plan, ids),
        Command::RestoreItems(ids) => {
            let room = MOST_ITEMS.saturating_sub(plan.items.len());
            let back = take(&mut plan.bin, ids.get(..room).unwrap_or(ids));
            plan.items.extend(back.iter().cloned());
            (!back.is_empty()).then_some(Did::Restore(back.len()))
        }
        Command::EmptyBin(ids) => {
            let gone = take(&mut plan.bin, ids);
            forget(plan, &gone);
            (!gone.is_empty()).then_some(Did::EmptyBin(gone.len()))
        }
        Command::MoveItems { items, after } => move_items(plan, items, after.as_deref()),
        Command::SetReachPeriod { period, convert } => {
            let old = plan.settings.reach_period;
            (old != *period).then_some(())?;
            plan.settings.reach_period = *period;
            if *convert {
                scale_unit(plan, Unit::PerPeriod, old.per_year() / period.per_year());
            }
            Some(Did::ReachPeriod(*period))
        }
        Command::SetEffortUnit { unit, convert } => {
            let old = plan.settings.effort_unit;
            (old != *unit).then_some(())?;
            plan.settings.effort_unit = *unit;
            if let (true, Some(from), Some(to)) = (*convert, old.days(), unit.days()) {
                scale_unit(plan, Unit::Effort, from / to);
                scale_work(plan, from / to);
            }
            Some(Did::EffortUnit(*unit))
        }
        Command::SetNeeds(needs) => {
            (*plan.needs != *needs).then(|| plan.needs = Rc::new(needs.clone()))?;
            let known: HashSet<Id> = needs.iter().map(|need| Rc::clone(&need.id)).collect();
            drop_contributions(plan, |item| &mut item.needs, |item| &item.needs, &known);
            Some(Did::Needs)
        }
        Command::SetGoals(goals) => {
            (*plan.goals != *goals).then(|| plan.goals = Rc::new(goals.clone()))?;
            let known: HashSet<Id> = goals.iter().map(|goal| Rc::clone(&goal.id)).collect();
            drop_contributions(plan, |item| &mut item.goals, |item| &item.goals, &known);
            Some(Did::Goals)
        }
        Command::SetNeedShare(share) => {
            let share = share.clamp(0.0, 1.0);
            let moved = share.is_finite() && plan.settings.need_share != share;
            moved.then(|| plan.settings.need_share = share)?;
            Some(Did::NeedShare(share))
        }
        Command::SetCriteria(criteria) => {
            (*plan.settings.criteria != *criteria && are_sound(criteria))
                .then(|| plan.settings.criteria = Rc::new(criteria.clone()))?;
            Some(Did::Criteria)
        }
        Command::SetAssumedRanges { on, ratios } => {
            let possible = ratios.iter().all(|ratio| AssumedRanges::RATIOS.contains(ratio));
            let ranges = &mut plan.settings.assumed_ranges;
            let [high, medium, low] = *ratios;
            let next = AssumedRanges { on: *on, high, medium, low, extra: ranges.extra.clone() };
            (possible && *ranges != next).then_some(())?;
            let did = if ranges.on == *on { Did::AssumedRatios } else { Did::AssumeRanges(*on) };
            *ranges = next;
            Some(did)
        }
        Command::EditStudy(change) => (change.apply)(plan, &change.edits),
        Command::EditRoadmap(change) => (change.apply)(plan, &change.edits),
        Command::TakeIn(change) => (change.apply)(plan, &change.edits),
        Command::Brought(Brought(change)) => change.apply(plan, now),
    }
}

/// Whether these can be the criteria of a plan: each sound, each id once.
pub(super) fn are_sound(criteria: &[Criterion]) -> bool {
    let mut ids = HashSet::new();
    criteria.iter().all(|criterion| criterion.is_sound() && ids.insert(criterion.id))
}

/// Every id in use, so that none is given twice.
fn ids_in_use(plan: &Plan) -> HashSet<Id> {
    plan.items.iter().chain(&plan.bin).map(|item| Rc::clone(&item.id)).collect()
}

fn give_key(next_key: &mut u32, item: &mut Item) {
    if item.key.trim().is_empty() {
        item.key = format!("{}{next_key}", super::plan::KEY_PREFIX);
        *next_key = next_key.saturating_add(1);
    }
}

/// Keeps the promises of [`super::invariants`] that one item can keep by itself.
fn tidy(item: &mut Item) {
    item.tags = tidy_tags(item.tags.iter());
    item.scores.retain(|score| !score.is_empty());
    item.needs.retain(|_, level| LEVELS.contains(level));
    item.goals.retain(|_, level| LEVELS.contains(level));
    item.kano = item.kano.take().map(KanoMark::tidy);
}

fn add_items(plan: &mut Plan, items: &[Item], after: Option<&str>) -> usize {
    let mut ids = ids_in_use(plan);
    let room = MOST_ITEMS.saturating_sub(plan.items.len());
    let mut fresh: Vec<Item> = items
        .iter()
        .filter(|item| {
            !item.title.trim().is_empty() && !item.id.is_empty() && ids.insert(Rc::clone(&item.id))
        })
        .take(room)
        .cloned()
        .collect();
    let last_key = fresh.iter().filter_map(|item| key_number(&item.key)).max().unwrap_or(0);
    plan.next_key = plan.next_key.max(plan.last_key_number().max(last_key).saturating_add(1));
    for item in &mut fresh {
        tidy(item);
        give_key(&mut plan.next_key, item);
    }
    let fresh: Vec<Rc<Item>> = fresh.into_iter().map(Rc::new).collect();
    let at = after
        .and_then(|id| plan.items.iter().position(|item| &*item.id == id))
        .map_or(plan.items.len(), |at| at + 1);
    let added = fresh.len();
    plan.items.splice(at..at, fresh);
    drop_broken_links(plan);
    added
}

fn import_items(plan: &mut Plan, items: &[Item]) -> usize {
    let places: HashMap<Id, usize> =
        plan.items.iter().enumerate().map(|(at, item)| (Rc::clone(&item.id), at)).collect();
    let mut fresh = Vec::new();
    let mut changed = 0;
    for item in items {
        let Some(slot) = places.get(&item.id).and_then(|at| plan.items.get_mut(*at)) else {
            fresh.push(item.clone());
            continue;
        };
        let mut item = item.clone();
        tidy(&mut item);
        if item.title.trim().is_empty() {
            item.title = slot.title.clone();
        }
        if item.key.trim().is_empty() {
            item.key = slot.key.clone();
        }
        if **slot != item {
            *slot = Rc::new(item);
            changed += 1;
        }
    }
    changed += add_items(plan, &fresh, None);
    drop_broken_links(plan);
    changed
}

fn edit_items(plan: &mut Plan, edits: &[(Id, Edit)], now: &str) -> Option<Did> {
    let places: HashMap<Id, usize> = if edits.len() > 8 {
        plan.items.iter().enumerate().map(|(at, item)| (Rc::clone(&item.id), at)).collect()
    } else {
        HashMap::new()
    };
    let mut changed: Vec<(&Id, &Edit)> = Vec::new();
    for (id, edit) in edits {
        let at = if edits.len() > 8 {
            places.get(id).copied()
        } else {
            plan.items.iter().position(|item| item.id == *id)
        };
        let Some(at) = at else { continue };
        if closes_circle(plan, id, edit) {
            continue;
        }
        let Some(slot) = plan.items.get_mut(at) else { continue };
        let mut item = Item::clone(slot);
        edit_item(&mut item, edit, now);
        if item != **slot {
            *slot = Rc::new(item);
            changed.push((id, edit));
        }
    }
    let (first, edit) = *changed.first()?;
    let field = edit.field();
    if edits.iter().any(|(_, edit)| matches!(edit, Edit::Key(_))) {
        plan.next_key = plan.next_key.max(plan.last_key_number().saturating_add(1));
    }
    let same_field = changed.iter().all(|(_, other)| other.field() == field);
    if !same_field {
        return Some(Did::EditCells(changed.len()));
    }
    let title = match changed.len() {
        1 => plan.item(first).map(|item| item.title.clone()).unwrap_or_default(),
        _ => String::new(),
    };
    // The name of a criterion is the plan's, and a step of undo outlives it.
    Some(match edit.criterion(&plan.settings.criteria) {
        Some(criterion) => Did::Judge(Box::new(criterion.clone()), changed.len(), title),
        None => Did::Edit(field, changed.len(), title),
    })
}

impl Edit {
    /// The criterion with a name of its own whose number it changes.
    fn criterion<'a>(&self, criteria: &'a [Criterion]) -> Option<&'a Criterion> {
        let Edit::Estimate { sheet, input, .. } = self else { return None };
        frameworks::sheet_named(sheet).filter(|framework| framework.basis == frameworks::Basis::Criteria)?;
        criteria.iter().find(|criterion| criterion.id == *input && !criterion.title.trim().is_empty())
    }

    /// The name of the field that it changes.
    pub fn field(&self) -> FieldName {
        use super::text::fields;
        FieldName(match self {
            Edit::Title(_) => fields::title,
            Edit::TitleAlt(_) => fields::title_alt,
            Edit::Key(_) => fields::key,
            Edit::Description(_) => fields::description,
            Edit::Area(_) => fields::area,
            Edit::Tags(_) | Edit::AddTag(_) | Edit::RemoveTag(_) => fields::tags,
            Edit::Status(_) => fields::status,
            Edit::Source(_) => fields::source,
            Edit::Owner(_) => fields::owner,
            Edit::Parent(_) => fields::parent,
            Edit::DependsOn(_) => fields::depends_on,
            Edit::Estimate { sheet, input, .. } => frameworks::sheet_named(sheet)
                .and_then(|framework| framework.input(input))
                .map_or(fields::estimate, |input| input.label),
            Edit::Evidence { .. } => fields::evidence,
            Edit::OneTime { .. } => fields::one_time,
            Edit::Kano(_) => fields::kano,
            Edit::Requesters(_) => fields::requesters,
            Edit::AddComment(_) | Edit::RemoveComment(_) => fields::comments,
            Edit::TeamEffort(..) => fields::effort_by_team,
            Edit::Planned(_) => fields::planned,
            Edit::Actual(_) => fields::actual,
            Edit::Links(_) => fields::links,
            Edit::Need(..) => fields::need_contribution,
            Edit::Goal(..) => fields::goal_contribution,
        })
    }
}

fn edit_item(item: &mut Item, edit: &Edit, now: &str) {
    let clean = |text: &String| text.trim().to_owned();
    match edit {
        Edit::Title(text) if text.trim().is_empty() => {}
        Edit::Title(text) => item.title = clean(text),
        Edit::TitleAlt(text) => item.title_alt = text.as_ref().map(clean).filter(|text| !text.is_empty()),
        Edit::Key(text) if text.trim().is_empty() => {}
        Edit::Key(text) => item.key = clean(text),
        Edit::Description(text) => item.description = text.clone(),
        Edit::Area(text) => item.area = clean(text),
        Edit::Tags(tags) => item.tags = tidy_tags(tags.iter()),
        Edit::AddTag(tag) => item.tags = tidy_tags(item.tags.iter().chain([tag])),
        Edit::RemoveTag(tag) => item.tags.retain(|other| other != tag),
        Edit::Status(status) => item.status = *status,
        Edit::Source(text) => item.source = clean(text),
        Edit::Owner(text) => item.owner = clean(text),
        Edit::Parent(parent) => item.parent = parent.clone(),
        Edit::DependsOn(ids) => {
            item.depends_on.clear();
            for id in ids {
                if !item.depends_on.contains(id) {
                    item.depends_on.push(Rc::clone(id));
                }
            }
        }
        Edit::Estimate { sheet, input, value } => {
            if item.estimate(sheet, input) != value.as_ref() {
                item.set_estimate(sheet, input, value.clone());
                if item.score(sheet).is_some() {
                    item.score_mut(sheet).scored = Some(now.to_owned());
                }
            }
        }
        Edit::Evidence { sheet, text } => edit_sheet(item, sheet, |score| score.evidence = clean(text)),
        Edit::OneTime { sheet, once } => edit_sheet(item, sheet, |score| score.one_time = *once),
        Edit::Kano(mark) => item.kano = mark.clone().map(KanoMark::tidy),
        Edit::Requesters(requesters) => item.requesters = requesters.clone(),
        Edit::AddComment(comment) => {
            if !comment.text.trim().is_empty() && item.comments.iter().all(|other| other.id != comment.id) {
                item.comments.push(comment.clone());
            }
        }
        Edit::RemoveComment(id) => item.comments.retain(|comment| comment.id != *id),
        Edit::TeamEffort(team, Some(effort)) => {
            if can_be_effort(effort) && !team.is_empty() {
                item.effort_by_team.insert(Rc::clone(team), effort.clone());
            }
        }
        Edit::TeamEffort(team, None) => {
            item.effort_by_team.remove(team);
        }
        Edit::Planned(span) => item.planned = span.clone(),
        Edit::Actual(actual) => {
            let fits = |number: Option<f64>| number.is_none_or(|number| (0.0..=LARGEST).contains(&number));
            if fits(actual.effort) && fits(actual.reach) {
                item.actual = actual.clone();
            }
        }
        Edit::Links(links) => item.links = links.clone(),
        Edit::Need(need, level) => contribute(&mut item.needs, need, *level),
        Edit::Goal(goal, level) => contribute(&mut item.goals, goal, *level),
    }
}

/// Whether an estimate can be the effort of a team: what is no number is kept as it was typed.
pub(super) fn can_be_effort(estimate: &Estimate) -> bool {
    let fits = |number: f64| (0.0..=LARGEST).contains(&number);
    match estimate {
        Estimate::Value(value) => fits(*value),
        Estimate::Range { low, likely, high } => fits(*low) && low <= likely && likely <= high && fits(*high),
        Estimate::Unreadable(_) => true,
    }
}

/// Sets or clears a contribution; a level outside of -1..=3 changes nothing.
fn contribute(contributions: &mut ById<i8>, to: &Id, level: Option<i8>) {
    match level {
        Some(level) if LEVELS.contains(&level) => {
            contributions.insert(Rc::clone(to), level);
        }
        Some(_) => {}
        None => {
            contributions.remove(to);
        }
    }
}

/// Forgets what items contribute to needs or goals that are not there any more.
fn drop_contributions(
    plan: &mut Plan,
    of_mut: fn(&mut Item) -> &mut ById<i8>,
    of: fn(&Item) -> &ById<i8>,
    known: &HashSet<Id>,
) {
    for slot in plan.items.iter_mut().chain(&mut plan.bin) {
        if of(slot).keys().any(|id| !known.contains(id)) {
            of_mut(Rc::make_mut(slot)).retain(|id, _| known.contains(id));
        }
    }
}

fn edit_sheet(item: &mut Item, sheet: &'static str, edit: impl FnOnce(&mut super::plan::Score)) {
    edit(item.score_mut(sheet));
    item.scores.retain(|score| !score.is_empty());
}

/// Tags without blanks and doubles, in the order in which they were given.
pub fn tidy_tags<'a>(tags: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut tidy: Vec<String> = Vec::new();
    for tag in tags {
        let tag = tag.trim();
        if !tag.is_empty() && tidy.iter().all(|other| other != tag) {
            tidy.push(tag.to_owned());
        }
    }
    tidy
}

/// Whether an edit would make an item its own ancestor, or let it wait for itself.
fn closes_circle(plan: &Plan, id: &Id, edit: &Edit) -> bool {
    type Next = fn(&Item) -> Vec<Id>;
    let (targets, next): (&[Id], Next) = match edit {
        Edit::Parent(Some(parent)) => {
            (std::slice::from_ref(parent), |item| item.parent.iter().cloned().collect())
        }
        Edit::DependsOn(ids) => (ids, |item| item.depends_on.clone()),
        _ => return false,
    };
    let by_id: HashMap<&Id, &Rc<Item>> =
        plan.items.iter().chain(&plan.bin).map(|item| (&item.id, item)).collect();
    if targets.iter().any(|target| !by_id.contains_key(target)) {
        return true;
    }
    let mut open: Vec<Id> = targets.to_vec();
    let mut seen = HashSet::new();
    while let Some(at) = open.pop() {
        if at == *id {
            return true;
        }
        if seen.insert(Rc::clone(&at)) {
            open.extend(by_id.get(&at).map(|item| next(item)).unwrap_or_default());
        }
    }
    false
}

/// Removes the items with these ids from a list and returns them.
fn take(list: &mut Vec<Rc<Item>>, ids: &[Id]) -> Vec<Rc<Item>> {
    let ids: HashSet<&Id> = ids.iter().collect();
    let (taken, kept) = list.drain(..).partition(|item| ids.contains(&item.id));
    *list = kept;
    taken
}

fn delete_items(plan: &mut Plan, ids: &[Id]) -> Option<Did> {
    let gone = take(&mut plan.items, ids);
    let title = gone.first()?.title.clone();
    let count = gone.len();
    plan.bin.extend(gone);
    Some(Did::Delete(count, if count == 1 { title } else { String::new() }))
}

/// Lets nothing point at items that are gone for good: no other item, and nothing of the roadmap
/// but scenarios, which tell what they have lost.
pub fn forget(plan: &mut Plan, gone: &[Rc<Item>]) {
    if gone.is_empty() {
        return;
    }
    let gone: HashSet<&Id> = gone.iter().map(|item| &item.id).collect();
    let points_there = |id: &Id| gone.contains(id);
    for slot in plan.items.iter_mut().chain(&mut plan.bin) {
        if slot.parent.as_ref().is_some_and(points_there) || slot.depends_on.iter().any(points_there) {
            let mut item = Item::clone(slot);
            item.parent = item.parent.filter(|id| !points_there(id));
            item.depends_on.retain(|id| !points_there(id));
            *slot = Rc::new(item);
        }
    }
    let roadmap = &plan.roadmap;
    let is_named = roadmap.placements.iter().any(|each| points_there(&each.item))
        || roadmap.limits.iter().any(|each| points_there(&each.item))
        || roadmap.groups.iter().any(|each| each.items.iter().any(points_there));
    if is_named {
        let roadmap = Rc::make_mut(&mut plan.roadmap);
        roadmap.placements.retain(|each| !points_there(&each.item));
        roadmap.limits.retain(|each| !points_there(&each.item));
        roadmap.groups.iter_mut().for_each(|group| group.items.retain(|id| !points_there(id)));
        // One item alone is no group.
        roadmap.groups.retain(|group| group.items.len() > 1);
    }
}

/// Lets no item point at an item that does not exist, at itself, or in a circle.
///
/// Items that come from outside may say anything; the first link that closes a
/// circle, in the plan's order, is the one that goes.
pub fn drop_broken_links(plan: &mut Plan) -> usize {
    let mut dropped = 0;
    let ids = ids_in_use(plan);
    for slot in plan.items.iter_mut().chain(&mut plan.bin) {
        let broken = |id: &Id| !ids.contains(id) || *id == slot.id;
        if slot.parent.as_ref().is_some_and(broken) || slot.depends_on.iter().any(broken) {
            let mut item = Item::clone(slot);
            let before = item.depends_on.len() + usize::from(item.parent.is_some());
            item.parent = item.parent.filter(|id| !broken(id));
            item.depends_on.retain(|id| !broken(id));
            dropped += before - item.depends_on.len() - usize::from(item.parent.is_some());
            *slot = Rc::new(item);
        }
    }
    dropped + break_circles(plan)
}

/// Cuts the links that close circles of `depends_on` and of `parent`.
fn break_circles(plan: &mut Plan) -> usize {
    let items: Vec<&Item> = plan.items.iter().chain(&plan.bin).map(|item| &**item).collect();
    let closing = circles::closing(&items, None);
    if closing.is_empty() {
        return 0;
    }
    let mut of_item: HashMap<Id, Vec<&circles::Closing>> = HashMap::new();
    for link in &closing {
        of_item.entry(Rc::clone(&link.from)).or_default().push(link);
    }
    for slot in plan.items.iter_mut().chain(&mut plan.bin) {
        if let Some(links) = of_item.get(&slot.id) {
            let mut item = Item::clone(slot);
            links.iter().for_each(|link| link.cut(&mut item));
            *slot = Rc::new(item);
        }
    }
    closing.len()
}

fn move_items(plan: &mut Plan, ids: &[Id], after: Option<&str>) -> Option<Did> {
    let before: Vec<Id> = plan.items.iter().map(|item| Rc::clone(&item.id)).collect();
    if after.is_some_and(|after| ids.iter().any(|id| &**id == after)) {
        return None;
    }
    let mut moved = take(&mut plan.items, ids);
    let wanted: HashMap<&Id, usize> = ids.iter().enumerate().map(|(at, id)| (id, at)).collect();
    moved.sort_by_key(|item| wanted.get(&item.id).copied());
    let count = moved.len();
    let at = match after {
        None => 0,
        Some(id) => plan.items.iter().position(|item| &*item.id == id).map_or(plan.items.len(), |at| at + 1),
    };
    plan.items.splice(at..at, moved);
    let same = plan.items.iter().map(|item| &item.id).eq(before.iter());
    (!same).then_some(Did::Move(count))
}

/// Multiplies every estimate that is counted in a unit, over all frameworks.
fn scale_unit(plan: &mut Plan, unit: Unit, factor: f64) {
    for slot in plan.items.iter_mut().chain(&mut plan.bin) {
        let mut item = Item::clone(slot);
        for framework in frameworks::sheets() {
            let once = item.score(framework.sheet).is_some_and(|score| score.one_time);
            for input in framework.inputs.iter().filter(|input| input.unit == unit) {
                if once && unit == Unit::PerPeriod {
                    continue;
                }
                if let Some(estimate) = item.estimate(framework.sheet, input.key) {
                    let scaled = estimate.scaled(factor);
                    item.set_estimate(framework.sheet, input.key, Some(scaled));
                }
            }
        }
        if item != **slot {
            *slot = Rc::new(item);
        }
    }
}

/// Multiplies every amount of work that stands outside of the scores: efforts by team, what
/// was spent, what teams can do.
fn scale_work(plan: &mut Plan, factor: f64) {
    for slot in plan.items.iter_mut().chain(&mut plan.bin) {
        if slot.effort_by_team.is_empty() && slot.actual.effort.is_none() {
            continue;
        }
        let item = Rc::make_mut(slot);
        for effort in item.effort_by_team.values_mut() {
            *effort = effort.scaled(factor);
        }
        item.actual.effort = item.actual.effort.map(|effort| effort * factor);
    }
    if !plan.roadmap.periods.is_empty() {
        for period in &mut Rc::make_mut(&mut plan.roadmap).periods {
            for amount in period.capacity.values_mut() {
                *amount *= factor;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-22T09:00:00Z";

    fn item(id: &str) -> Item {
        Item::new(id.into(), "", format!("Item {id}"))
    }

    fn editor(ids: &[&str]) -> Editor {
        let plan = Plan::new("p".into(), "Test", NOW);
        let items = ids.iter().map(|id| item(id)).collect();
        Editor::new(plan).apply(&Command::AddItems { items, after: None }, NOW, None).unwrap()
    }

    fn ids(editor: &Editor) -> String {
        editor.plan().items.iter().map(|item| item.id.to_string()).collect::<Vec<_>>().join(" ")
    }

    fn reach(id: &str, value: f64) -> Command {
        Command::EditItems(vec![(
            id.into(),
            Edit::Estimate { sheet: "rice", input: "reach", value: Some(Estimate::Value(value)) },
        )])
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let editor = editor(&["a", "b"]);
        for command in [
            Command::Rename("Test".into()),
            Command::Rename("  ".into()),
            Command::AddItems { items: vec![item("a")], after: None },
            Command::DeleteItems(vec!["x".into()]),
            Command::RestoreItems(vec!["a".into()]),
            Command::MoveItems { items: vec!["a".into()], after: None },
            Command::MoveItems { items: vec!["a".into()], after: Some("a".into()) },
            Command::EditItems(vec![("a".into(), Edit::Title(" ".into()))]),
            Command::EditItems(vec![("x".into(), Edit::Title("y".into()))]),
            Command::SetReachPeriod { period: Period::Quarter, convert: true },
        ] {
            assert!(editor.apply(&command, NOW, None).is_none(), "{command:?}");
        }
    }

    #[test]
    fn one_edit_copies_one_item() {
        let before = editor(&["a", "b", "c"]);
        let after = before.apply(&reach("b", 5.0), NOW, None).unwrap();
        let shared: Vec<bool> =
            before.plan().items.iter().zip(&after.plan().items).map(|(a, b)| Rc::ptr_eq(a, b)).collect();
        assert_eq!(shared, [true, false, true]);
        assert_eq!(after.plan().items[1].score("rice").unwrap().scored.as_deref(), Some(NOW));
    }

    #[test]
    fn commands_of_one_gesture_are_one_step() {
        let start = editor(&["a"]);
        let typed = [1.0, 12.0, 120.0]
            .into_iter()
            .fold(start.clone(), |editor, value| editor.apply(&reach("a", value), NOW, Some(7)).unwrap());
        assert_eq!(typed.depth(), start.depth() + 1);
        assert_eq!(typed.undo().unwrap().plan(), start.plan());
        let left = typed.apply(&reach("a", 1200.0), NOW, Some(8)).unwrap();
        assert_eq!(left.depth(), start.depth() + 2);
    }

    #[test]
    fn undo_and_redo_name_what_they_do() {
        let edited = editor(&["a"]).apply(&reach("a", 5.0), NOW, None).unwrap();
        assert_eq!(edited.undoes().unwrap().words(Lang::En), "edit Reach of “Item a”");
        let undone = edited.undo().unwrap();
        assert_eq!(undone.redoes().unwrap().words(Lang::Zh), "修改“Item a”的触达");
        assert_eq!(undone.redo().unwrap().plan(), edited.plan());
    }

    #[test]
    fn deleted_items_come_back_from_the_bin() {
        let start = editor(&["a", "b", "c"]);
        let deleted = start.apply(&Command::DeleteItems(vec!["b".into()]), NOW, None).unwrap();
        assert_eq!(ids(&deleted), "a c");
        let back = deleted.apply(&Command::RestoreItems(vec!["b".into()]), NOW, None).unwrap();
        assert_eq!(ids(&back), "a c b");
        assert!(back.plan().bin.is_empty());
    }

    #[test]
    fn emptying_the_bin_leaves_no_pointer_behind() {
        let start = editor(&["a", "b"]);
        let linked = start
            .apply(&Command::EditItems(vec![("a".into(), Edit::DependsOn(vec!["b".into()]))]), NOW, None)
            .unwrap();
        let deleted = linked.apply(&Command::DeleteItems(vec!["b".into()]), NOW, None).unwrap();
        assert_eq!(deleted.plan().items[0].depends_on.len(), 1, "a restored item is linked again");
        let emptied = deleted.apply(&Command::EmptyBin(vec!["b".into()]), NOW, None).unwrap();
        assert!(emptied.plan().items[0].depends_on.is_empty());
    }

    #[test]
    fn emptying_the_bin_takes_its_items_out_of_the_roadmap_and_undo_brings_them_back() {
        use crate::domain::roadmap::GroupKind;
        use crate::domain::roadmap::sketch::Sketch;
        let sketch = ["a", "b", "c"].iter().fold(Sketch::new(&[4.0], 2), |sketch, id| {
            sketch.item(id, &[1.0], 1, 1).place(id, 0, true).limit(id, |limit| limit.must = true)
        });
        let pair = sketch.group("w", GroupKind::Apart, &["a", "b"]);
        let start = Editor::new(pair.group("v", GroupKind::Apart, &["a", "b", "c"]).0);
        let deleted = start.apply(&Command::DeleteItems(vec!["b".into()]), NOW, None).unwrap();
        assert_eq!(deleted.plan().roadmap, start.plan().roadmap, "a restored item stands where it stood");
        let emptied = deleted.apply(&Command::EmptyBin(vec!["b".into()]), NOW, None).unwrap();
        let roadmap = &emptied.plan().roadmap;
        let placed: Vec<&str> = roadmap.placements.iter().map(|each| &*each.item).collect();
        let limited: Vec<&str> = roadmap.limits.iter().map(|each| &*each.item).collect();
        let groups: Vec<(&str, usize)> =
            roadmap.groups.iter().map(|group| (&*group.id, group.items.len())).collect();
        assert_eq!((placed, limited, groups), (vec!["a", "c"], vec!["a", "c"], vec![("v", 2)]));
        assert_eq!(emptied.undo().unwrap().plan().roadmap, start.plan().roadmap);
    }

    #[test]
    fn items_move_behind_another_in_the_order_given() {
        let start = editor(&["a", "b", "c", "d"]);
        for (items, after, expected) in [
            (vec!["d"], None, "d a b c"),
            (vec!["a"], Some("c"), "b c a d"),
            (vec!["d", "a"], Some("b"), "b d a c"),
        ] {
            let items = items.into_iter().map(Id::from).collect();
            let moved =
                start.apply(&Command::MoveItems { items, after: after.map(Id::from) }, NOW, None).unwrap();
            assert_eq!(ids(&moved), expected);
        }
    }

    #[test]
    fn keys_are_given_once_and_never_again() {
        let start = editor(&["a", "b"]);
        assert_eq!(start.plan().items[1].key, "SY-2");
        let gone = start.apply(&Command::DeleteItems(vec!["b".into()]), NOW, None).unwrap();
        let emptied = gone.apply(&Command::EmptyBin(vec!["b".into()]), NOW, None).unwrap();
        let more =
            emptied.apply(&Command::AddItems { items: vec![item("c")], after: None }, NOW, None).unwrap();
        assert_eq!(more.plan().items[1].key, "SY-3");
    }

    #[test]
    fn circles_are_refused() {
        let start = editor(&["a", "b", "c"]);
        let depends = |editor: &Editor, from: &str, to: &str| {
            let edit = Edit::DependsOn(vec![to.into()]);
            editor.apply(&Command::EditItems(vec![(from.into(), edit)]), NOW, None)
        };
        let chain = depends(&depends(&start, "a", "b").unwrap(), "b", "c").unwrap();
        assert!(depends(&chain, "c", "a").is_none());
        assert!(depends(&chain, "c", "c").is_none());
        assert!(depends(&chain, "c", "nobody").is_none());
    }

    #[test]
    fn circles_that_come_in_from_outside_are_cut() {
        let link = |id: &str, to: &[&str]| {
            let mut item = item(id);
            item.depends_on = to.iter().map(|id| Id::from(*id)).collect();
            item
        };
        let items = vec![link("a", &["b"]), link("b", &["c"]), link("c", &["a", "c", "nobody"])];
        let plan = Plan::new("p".into(), "Test", NOW);
        let editor = Editor::new(plan).apply(&Command::Import(items), NOW, None).unwrap();
        let links: usize = editor.plan().items.iter().map(|item| item.depends_on.len()).sum();
        assert_eq!(links, 2);
    }

    #[test]
    fn a_change_of_period_converts_or_keeps_the_numbers() {
        let start = editor(&["a", "b"]).apply(&reach("a", 100.0), NOW, None).unwrap();
        let start = start.apply(&reach("b", 100.0), NOW, None).unwrap();
        let once = Edit::OneTime { sheet: "rice", once: true };
        let start = start.apply(&Command::EditItems(vec![("b".into(), once)]), NOW, None).unwrap();
        let value =
            |editor: &Editor, at: usize| editor.plan().items[at].estimate("rice", "reach").unwrap().likely();
        let year = |convert| {
            start.apply(&Command::SetReachPeriod { period: Period::Year, convert }, NOW, None).unwrap()
        };
        assert_eq!(value(&year(true), 0), Some(400.0));
        assert_eq!(value(&year(true), 1), Some(100.0), "what happens once is not multiplied");
        assert_eq!(value(&year(false), 0), Some(100.0));
    }

    #[test]
    fn an_edit_from_another_tab_survives_undo_here() {
        let start = editor(&["a", "b"]);
        let mine = start.apply(&reach("a", 5.0), NOW, None).unwrap();
        let theirs = mine.absorb(&|plan| {
            let mut plan = plan.clone();
            plan.title = "Renamed elsewhere".into();
            plan
        });
        let undone = theirs.undo().unwrap();
        assert_eq!(undone.plan().title, "Renamed elsewhere");
        assert!(undone.plan().items[0].estimate("rice", "reach").is_none());
    }

    #[test]
    fn the_numbers_of_a_criterion_that_goes_come_back_with_it() {
        let set = |editor: &Editor, criteria: Vec<Criterion>| {
            editor.apply(&Command::SetCriteria(criteria), NOW, None)
        };
        let start = set(&editor(&["a"]), vec![Criterion::new("c2", "Fit")]).unwrap();
        assert_eq!(start.undoes().unwrap().words(Lang::En), "edit criteria");
        let value = Some(Estimate::Value(7.0));
        let edit = Edit::Estimate { sheet: "weighted", input: "c2", value: value.clone() };
        let start = start.apply(&Command::EditItems(vec![("a".into(), edit)]), NOW, None).unwrap();
        // Undo calls a criterion by its name, also when it is called otherwise by then.
        let did = |editor: &Editor| Lang::ALL.map(|lang| editor.undoes().unwrap().words(lang));
        assert_eq!(did(&start), ["edit Fit of “Item a”", "修改“Item a”的“Fit”"]);
        let nameless = set(&start, vec![Criterion::new("c2", " ")]).unwrap();
        let edit = Edit::Estimate { sheet: "weighted", input: "c2", value: Some(Estimate::Value(8.0)) };
        let judged = nameless.apply(&Command::EditItems(vec![("a".into(), edit)]), NOW, None).unwrap();
        assert_eq!(did(&judged)[0], "edit Criterion 2 of “Item a”");
        let without = set(&start, Vec::new()).unwrap();
        assert_eq!(without.plan().items[0].estimate("weighted", "c2"), value.as_ref());
        let again = set(&without, vec![Criterion::new("c2", "Fit, once more")]).unwrap();
        assert_eq!(again.plan().items[0].estimate("weighted", "c2"), value.as_ref());
        for refused in [
            vec![Criterion::new("c2", "Fit, once more")],
            vec![Criterion::new("c9", "No such place")],
            vec![Criterion::new("c1", "A"), Criterion::new("c1", "B")],
            vec![Criterion { weight: -1.0, ..Criterion::new("c1", "A") }],
            vec![Criterion { weight: f64::NAN, ..Criterion::new("c1", "A") }],
            vec![Criterion { low: 5.0, high: 5.0, ..Criterion::new("c1", "A") }],
        ] {
            assert!(set(&again, refused.clone()).is_none(), "{refused:?}");
        }
    }

    #[test]
    fn history_is_capped() {
        let mut editor = editor(&["a"]);
        for value in 0..MOST_STEPS + 50 {
            editor = editor.apply(&reach("a", value as f64), NOW, None).unwrap();
        }
        assert_eq!(editor.depth(), MOST_STEPS);
    }

    fn need(id: &str) -> Need {
        Need { id: id.into(), title: id.into(), weight: 1.0, ..Need::default() }
    }

    fn goal(id: &str) -> Goal {
        Goal { id: id.into(), title: id.into(), weight: 1.0, ..Goal::default() }
    }

    fn mark(editor: &Editor, edits: &[(&str, Edit)]) -> Option<Editor> {
        let edits = edits.iter().map(|(id, edit)| (Id::from(*id), edit.clone())).collect();
        editor.apply(&Command::EditItems(edits), NOW, None)
    }

    /// Items a and b, needs n1 and n2, goals g1 and g2, and some marks; b is in the bin.
    fn weighed() -> Editor {
        let start = editor(&["a", "b"]);
        let start = start.apply(&Command::SetNeeds(vec![need("n1"), need("n2")]), NOW, None).unwrap();
        let start = start.apply(&Command::SetGoals(vec![goal("g1"), goal("g2")]), NOW, None).unwrap();
        let marks = [
            ("a", Edit::Need("n1".into(), Some(3))),
            ("a", Edit::Need("n2".into(), Some(-1))),
            ("a", Edit::Goal("g1".into(), Some(2))),
            ("b", Edit::Need("n1".into(), Some(0))),
            ("b", Edit::Goal("g2".into(), Some(1))),
        ];
        let marked = mark(&start, &marks).unwrap();
        marked.apply(&Command::DeleteItems(vec!["b".into()]), NOW, None).unwrap()
    }

    fn levels(of: &ById<i8>) -> String {
        of.iter().map(|(id, level)| format!("{id}:{level}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_need_that_goes_takes_its_contributions_with_it() {
        let start = weighed();
        let next = start.apply(&Command::SetNeeds(vec![need("n2"), need("n3")]), NOW, None).unwrap();
        let plan = next.plan();
        assert_eq!(
            (levels(&plan.items[0].needs), levels(&plan.items[0].goals)),
            ("n2:-1".into(), "g1:2".into())
        );
        assert_eq!((levels(&plan.bin[0].needs), levels(&plan.bin[0].goals)), (String::new(), "g2:1".into()));
        assert_eq!(next.undoes(), Some(&Did::Needs));
        assert_eq!(next.undo().unwrap().plan(), start.plan(), "undo brings both back");
    }

    #[test]
    fn a_goal_that_goes_takes_its_contributions_with_it() {
        let start = weighed();
        let next = start.apply(&Command::SetGoals(vec![goal("g2")]), NOW, None).unwrap();
        let plan = next.plan();
        assert_eq!(
            (levels(&plan.items[0].needs), levels(&plan.items[0].goals)),
            ("n1:3 n2:-1".into(), String::new())
        );
        assert_eq!(levels(&plan.bin[0].goals), "g2:1");
        assert_eq!(next.undoes(), Some(&Did::Goals));
        assert_eq!(next.undo().unwrap().plan(), start.plan());
    }

    #[test]
    fn needs_and_goals_in_another_order_or_with_other_weights_keep_their_contributions() {
        let start = weighed();
        let heavier = Need { weight: 9.0, ..need("n1") };
        for command in [
            Command::SetNeeds(vec![need("n2"), need("n1")]),
            Command::SetNeeds(vec![heavier, need("n2")]),
            Command::SetGoals(vec![goal("g2"), goal("g1")]),
        ] {
            let next = start.apply(&command, NOW, None).unwrap();
            assert!(Rc::ptr_eq(&next.plan().items[0], &start.plan().items[0]), "{command:?}");
        }
        for command in
            [Command::SetNeeds(vec![need("n1"), need("n2")]), Command::SetGoals(vec![goal("g1"), goal("g2")])]
        {
            assert!(start.apply(&command, NOW, None).is_none(), "{command:?}");
        }
    }

    #[test]
    fn the_need_share_stays_between_none_and_all() {
        let start = editor(&["a"]);
        for (share, expected) in [
            (0.62, Some(0.62)),
            (0.0, Some(0.0)),
            (1.5, Some(1.0)),
            (-3.0, Some(0.0)),
            (f64::INFINITY, Some(1.0)),
            (0.5, None),
            (f64::NAN, None),
        ] {
            let next = start.apply(&Command::SetNeedShare(share), NOW, None);
            assert_eq!(next.as_ref().map(|next| next.plan().settings.need_share), expected, "{share}");
            if let Some(expected) = expected {
                assert_eq!(next.unwrap().undoes(), Some(&Did::NeedShare(expected)));
            }
        }
        let slid = [0.6, 0.7, 0.8].into_iter().fold(start.clone(), |editor, share| {
            editor.apply(&Command::SetNeedShare(share), NOW, Some(3)).unwrap()
        });
        assert_eq!(slid.undo().unwrap().plan(), start.plan(), "one slide is one step");
    }

    #[test]
    fn a_contribution_is_a_level_or_not_judged() {
        let start = weighed();
        let need = |level| [("a", Edit::Need("n1".into(), level))];
        let goal = |level| [("a", Edit::Goal("g1".into(), level))];
        let found = |next: Option<Editor>| {
            next.map(|next| (levels(&next.plan().items[0].needs), levels(&next.plan().items[0].goals)))
        };
        for (edit, expected) in [
            (need(Some(-1)), Some(("n1:-1 n2:-1", "g1:2"))),
            (need(Some(0)), Some(("n1:0 n2:-1", "g1:2"))),
            (need(None), Some(("n2:-1", "g1:2"))),
            (need(Some(3)), None),
            (need(Some(4)), None),
            (need(Some(-2)), None),
            (goal(Some(3)), Some(("n1:3 n2:-1", "g1:3"))),
            (goal(None), Some(("n1:3 n2:-1", ""))),
            (goal(Some(2)), None),
            (goal(Some(9)), None),
        ] {
            let expected = expected.map(|(needs, goals)| (needs.to_owned(), goals.to_owned()));
            assert_eq!(found(mark(&start, &edit)), expected, "{edit:?}");
        }
    }
}
