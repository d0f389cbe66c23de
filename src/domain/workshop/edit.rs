//! Changes of workshops. Each names what it changes and nothing else, so that a change that was
//! meant for an older state never takes back a vote that came in between.

use std::rc::Rc;

use super::code::{self, Vote};
use super::paper;
use super::{
    Ballot, Entry, FollowUp, MOST_BALLOTS, MOST_ENTRIES, MOST_ITEMS, Naming, Outcome, Parked, Pass, Role,
    Way, Workshop,
};
use crate::domain::editor::{self, Bring, Brought, Command, Did, FieldName};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Word, workshop as words};

/// A change of one workshop, or of the list of them.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkshopEdit {
    /// A new workshop.
    Create(Box<Workshop>),
    /// A workshop goes, with all that was voted in it.
    Remove,
    /// Another title.
    Title(String),
    /// Whether votes have names; refused once somebody has voted.
    Naming(Naming),
    /// The roles; refused once somebody has voted.
    Roles(Vec<Role>),
    /// The agenda. Entries that were voted in stay, and keep their rounds.
    Agenda(Vec<Entry>),
    /// An entry comes on, at a moment; the workshop begins with the first.
    On(Id, String),
    /// An entry is left out, or taken in again.
    Skip(Id, bool),
    /// A pass of an entry's round opens: its id, the entry, the moment.
    Open(Id, Id, String),
    /// A pass takes no more votes.
    Close(Id, String),
    /// Everybody may see what was voted, and no more votes come in.
    Reveal(Id, String),
    /// A voter is sent away: none of their votes counts, in any pass.
    SendAway(Id),
    /// Something that has to wait.
    Park(Parked),
    /// It need not wait any more.
    Unpark(Id),
    /// Something that somebody does after the workshop, in the place of what has its id.
    FollowUp(FollowUp),
    /// Nobody need do it any more.
    DropFollowUp(Id),
    /// What was agreed of an item in a pass, in the place of what was agreed before.
    Agree(Outcome),
    /// Nothing was agreed of an item in a pass after all.
    Disagree(Id, Id),
    /// The workshop is over.
    End(String),
}

/// Edits of one workshop, and what they mean for the rest of the plan.
#[derive(Debug)]
struct Edits {
    workshop: Id,
    edits: Vec<WorkshopEdit>,
    commands: Vec<Command>,
}

/// A command that changes one workshop, all in one step.
pub fn command(workshop: &Id, edits: Vec<WorkshopEdit>) -> Command {
    command_with(workshop, edits, Vec::new())
}

/// The same, with other commands in the same step: what was agreed goes into the items.
pub fn command_with(workshop: &Id, edits: Vec<WorkshopEdit>, commands: Vec<Command>) -> Command {
    Command::Brought(Brought(Rc::new(Edits { workshop: Rc::clone(workshop), edits, commands })))
}

impl Bring for Edits {
    fn apply(&self, plan: &mut Plan, now: &str) -> Option<Did> {
        let mut did = None;
        for edit in &self.edits {
            let said = match edit {
                WorkshopEdit::Create(new) => create(plan, new),
                WorkshopEdit::Remove => remove(plan, &self.workshop),
                edit => change(plan, &self.workshop, |workshop| change_one(workshop, edit)),
            };
            did = did.or(said.map(|word| Did::Named(FieldName(word))));
        }
        for command in &self.commands {
            did = did.or(editor::change(plan, command, now));
        }
        did
    }
}

fn create(plan: &mut Plan, new: &Workshop) -> Option<Word> {
    let is_new = !new.id.is_empty() && plan.workshops.iter().all(|record| record.id != new.id);
    is_new.then(|| Rc::make_mut(&mut plan.workshops).push(new.record()))?;
    Some(words::did_create)
}

fn remove(plan: &mut Plan, id: &Id) -> Option<Word> {
    plan.workshops.iter().any(|record| record.id == *id).then_some(())?;
    Rc::make_mut(&mut plan.workshops).retain(|record| record.id != *id);
    Some(words::did_remove)
}

/// Changes one workshop of a plan; `None` where it is not there or nothing changes.
fn change<T>(plan: &mut Plan, id: &Id, edit: impl FnOnce(&mut Workshop) -> Option<T>) -> Option<T> {
    let at = plan.workshops.iter().position(|record| record.id == *id)?;
    let mut workshop = Workshop::read(plan.workshops.get(at)?);
    let done = edit(&mut workshop)?;
    let record = workshop.record();
    let slot = Rc::make_mut(&mut plan.workshops).get_mut(at)?;
    (*slot != record).then(|| *slot = record)?;
    Some(done)
}

fn change_one(workshop: &mut Workshop, edit: &WorkshopEdit) -> Option<Word> {
    match edit {
        WorkshopEdit::Create(_) | WorkshopEdit::Remove => None,
        WorkshopEdit::Title(title) => {
            let title = crate::domain::text::one_line(title);
            (!title.is_empty()).then(|| workshop.title = title)?;
            Some(words::did_title)
        }
        WorkshopEdit::Naming(naming) => {
            (!workshop.has_votes()).then(|| workshop.naming = *naming)?;
            Some(words::did_naming)
        }
        WorkshopEdit::Roles(roles) => {
            (!workshop.has_votes()).then(|| workshop.roles.clone_from(roles))?;
            for round in workshop.agenda.iter_mut().filter_map(|entry| entry.round.as_mut()) {
                round.roles.retain(|id| roles.iter().any(|role| role.id == *id));
            }
            Some(words::did_roles)
        }
        WorkshopEdit::Agenda(agenda) => {
            set_agenda(workshop, agenda);
            Some(words::did_agenda)
        }
        WorkshopEdit::On(entry, now) => {
            workshop.entry(entry)?;
            (workshop.on.as_ref() != Some(entry)).then_some(())?;
            workshop.on = Some(Rc::clone(entry));
            workshop.since.clone_from(now);
            if workshop.began.is_empty() {
                workshop.began.clone_from(now);
            }
            workshop.ended.clear();
            Some(words::did_on)
        }
        WorkshopEdit::Skip(entry, skipped) => {
            workshop.agenda.iter_mut().find(|each| each.id == *entry)?.skipped = *skipped;
            Some(words::did_skip)
        }
        WorkshopEdit::Open(pass, entry, now) => open(workshop, pass, entry, now),
        WorkshopEdit::Close(pass, now) => {
            let pass = pass_mut(workshop, pass).filter(|pass| pass.is_open())?;
            pass.closed.clone_from(now);
            Some(words::did_close)
        }
        WorkshopEdit::SendAway(voter) => {
            let taken = workshop.passes.values_mut().filter_map(|pass| pass.ballots.remove(voter));
            (taken.count() > 0).then_some(words::did_send_away as Word)
        }
        WorkshopEdit::Reveal(pass, now) => {
            let pass = pass_mut(workshop, pass).filter(|pass| !pass.is_revealed())?;
            pass.revealed.clone_from(now);
            if pass.closed.is_empty() {
                pass.closed.clone_from(now);
            }
            Some(words::did_reveal)
        }
        WorkshopEdit::Park(parked) => {
            let is_new = !parked.id.is_empty() && workshop.parking.iter().all(|each| each.id != parked.id);
            (is_new && !parked.text.trim().is_empty()).then(|| workshop.parking.push(parked.clone()))?;
            Some(words::did_park)
        }
        WorkshopEdit::Unpark(id) => {
            workshop.parking.retain(|each| each.id != *id);
            Some(words::did_unpark)
        }
        WorkshopEdit::FollowUp(new) => {
            (!new.id.is_empty() && !new.text.trim().is_empty()).then_some(())?;
            match workshop.follow_ups.iter_mut().find(|each| each.id == new.id) {
                Some(known) => known.clone_from(new),
                None => workshop.follow_ups.push(new.clone()),
            }
            Some(words::did_follow_up)
        }
        WorkshopEdit::DropFollowUp(id) => {
            workshop.follow_ups.retain(|each| each.id != *id);
            Some(words::did_drop_follow_up)
        }
        WorkshopEdit::Agree(outcome) => {
            workshop.passes.contains_key(&outcome.pass).then_some(())?;
            forget_outcome(workshop, &outcome.pass, &outcome.item);
            workshop.outcomes.push(outcome.clone());
            Some(words::did_agree)
        }
        WorkshopEdit::Disagree(pass, item) => {
            forget_outcome(workshop, pass, item);
            Some(words::did_disagree)
        }
        WorkshopEdit::End(now) => {
            for pass in workshop.passes.values_mut().filter(|pass| pass.is_open()) {
                pass.closed.clone_from(now);
            }
            workshop.on = None;
            workshop.since.clear();
            workshop.ended.clone_from(now);
            Some(words::did_end)
        }
    }
}

fn pass_mut<'a>(workshop: &'a mut Workshop, id: &str) -> Option<&'a mut Pass> {
    workshop.passes.get_mut(id)
}

fn forget_outcome(workshop: &mut Workshop, pass: &Id, item: &Id) {
    // What an earlier pass of the round had agreed is agreed anew.
    let entry = workshop.passes.get(pass).map(|pass| Rc::clone(&pass.entry));
    let passes = &workshop.passes;
    let same_round = |other: &Id| passes.get(other).map(|pass| &pass.entry) == entry.as_ref();
    workshop.outcomes.retain(|outcome| outcome.item != *item || !same_round(&outcome.pass));
}

/// Sets the agenda, but for what was voted on: that stays as it was.
fn set_agenda(workshop: &mut Workshop, agenda: &[Entry]) {
    let voted =
        |entry: &Id| workshop.passes.values().any(|pass| pass.entry == *entry && !pass.ballots.is_empty());
    let mut next: Vec<Entry> = Vec::new();
    for entry in agenda.iter().filter(|entry| !entry.id.is_empty()) {
        if next.len() >= MOST_ENTRIES || next.iter().any(|other| other.id == entry.id) {
            continue;
        }
        let mut entry = entry.clone();
        if let (true, Some(before)) = (voted(&entry.id), workshop.entry(&entry.id)) {
            entry.round.clone_from(&before.round);
        }
        if let Some(round) = &mut entry.round {
            let mut seen = std::collections::HashSet::new();
            round.items.retain(|item| !item.is_empty() && seen.insert(Rc::clone(item)));
            round.items.truncate(MOST_ITEMS);
        }
        entry.minutes = if entry.minutes.is_finite() { entry.minutes.clamp(0.0, 600.0) } else { 0.0 };
        next.push(entry);
    }
    let lost = workshop.agenda.iter().filter(|entry| voted(&entry.id));
    let lost: Vec<Entry> =
        lost.filter(|entry| next.iter().all(|other| other.id != entry.id)).cloned().collect();
    next.extend(lost);
    if workshop.on.as_ref().is_some_and(|on| next.iter().all(|entry| entry.id != *on)) {
        workshop.on = None;
        workshop.since.clear();
    }
    let is_there = |pass: &Pass| next.iter().any(|entry| entry.id == pass.entry);
    workshop.passes.retain(|_, pass| is_there(pass));
    workshop.agenda = next;
}

fn open(workshop: &mut Workshop, pass: &Id, entry: &Id, now: &str) -> Option<Word> {
    let round = workshop.entry(entry)?.round.as_ref()?;
    let can_be = !pass.is_empty() && !workshop.passes.contains_key(pass) && !round.tasks().is_empty();
    can_be.then_some(())?;
    let number = workshop.passes_of(entry).last().map_or(0, |(_, pass)| pass.number).saturating_add(1);
    // Two passes of one round at a time would leave everybody in doubt.
    for other in workshop.passes.values_mut().filter(|other| other.entry == *entry && other.is_open()) {
        other.closed = now.to_owned();
    }
    let new = Pass { entry: Rc::clone(entry), number, opened: now.to_owned(), ..Pass::default() };
    workshop.passes.insert(Rc::clone(pass), new);
    Some(if number == 1 { words::did_open } else { words::did_revote })
}

/// What became of a vote that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// It counts.
    New,
    /// It counts in the place of an earlier one of the same voter.
    Changed,
    /// It was here before, or a later one of the same voter is.
    Known,
    /// The pass takes no more votes.
    TooLate,
    /// The voter's role does not vote in this round.
    WrongRole,
    /// There is no such pass, or it is full.
    NoPlace,
}

/// Puts a vote into its pass; says what became of it.
///
/// Votes are no steps of undo: they are let in by [`crate::domain::editor::Editor::absorb`], so
/// that nobody takes back what somebody else voted.
pub fn receive(plan: &mut Plan, workshop: &Id, pass: &Id, vote: &Vote, way: Way, now: &str) -> Received {
    let mut received = Received::NoPlace;
    change(plan, workshop, |workshop| {
        received = take(workshop, pass, vote, way, now);
        matches!(received, Received::New | Received::Changed).then_some(())
    });
    received
}

/// Notes that people have seen the votes of a pass. Like a vote it is let into every plan that undo
/// remembers: to take the reveal back hides the votes again, and opens nothing.
pub fn saw(plan: &mut Plan, workshop: &Id, pass: &Id, now: &str) {
    change(plan, workshop, |workshop| {
        let pass = pass_mut(workshop, pass).filter(|pass| pass.seen.is_empty())?;
        now.clone_into(&mut pass.seen);
        Some(())
    });
}

/// What would become of a vote, without taking it.
pub fn would_receive(workshop: &Workshop, pass: &Id, vote: &Vote) -> Received {
    take(&mut workshop.clone(), pass, vote, Way::Code, "")
}

fn take(workshop: &mut Workshop, pass: &Id, vote: &Vote, way: Way, now: &str) -> Received {
    let Some((_, round)) = workshop.round_of(pass) else { return Received::NoPlace };
    let tasks = round.tasks();
    let Ok(answers) = paper::sound(&tasks, vote.answers.clone()) else { return Received::NoPlace };
    let role = vote.role.and_then(|role| workshop.roles.get(role)).map(|role| Rc::clone(&role.id));
    let role = role.unwrap_or_default();
    if !round.admits(&role) {
        return Received::WrongRole;
    }
    let answers = tasks
        .iter()
        .zip(answers)
        .filter_map(|(task, answer)| Some((task.key(&round.items), answer?)))
        .collect();
    let is_named = workshop.naming == Naming::Named;
    let name = if is_named { code::short(&vote.name, paper::LONGEST_NAME) } else { String::new() };
    let ballot =
        Ballot { name, role, sequence: vote.sequence, at: now.to_owned(), way, answers, ..Ballot::default() };
    let Some(pass) = pass_mut(workshop, pass) else { return Received::NoPlace };
    let before = pass.ballots.get(&vote.voter);
    if before.is_some_and(|before| before.sequence >= ballot.sequence) {
        return Received::Known;
    }
    // What came in live was in time when the room counted it, and its voter has been told so.
    if !pass.is_open() && way != Way::Live {
        return Received::TooLate;
    }
    if before.is_none() && pass.ballots.len() >= MOST_BALLOTS {
        return Received::NoPlace;
    }
    match pass.ballots.insert(Rc::clone(&vote.voter), ballot) {
        Some(_) => Received::Changed,
        None => Received::New,
    }
}
