//! What was voted in a pass, counted: for the facilitator, and for everybody once it is revealed.

use std::rc::Rc;

use super::paper::{Ask, Task};
use super::{Answer, Ballot, Open, Pass, Round, Way, Workshop};
use crate::domain::plan::Id;

/// What was voted on one task of a round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// The places of its items in the round.
    pub items: Vec<usize>,
    /// The numbers that were voted, sorted.
    pub numbers: Vec<f64>,
    /// How often each value was voted, for all values that could be, in order.
    pub counts: Vec<(f64, usize)>,
    /// How many abstained.
    pub abstained: usize,
    /// How many do not know.
    pub unknown: usize,
}

impl Tally {
    /// The middle of the votes; of two in the middle the lower one, so that it was voted.
    pub fn median(&self) -> Option<f64> {
        self.numbers.get(self.numbers.len().checked_sub(1)? / 2).copied()
    }

    /// The lowest and the highest vote.
    pub fn ends(&self) -> Option<(f64, f64)> {
        Some((*self.numbers.first()?, *self.numbers.last()?))
    }

    /// The sum of the votes: dots.
    pub fn sum(&self) -> f64 {
        self.numbers.iter().sum()
    }

    /// How many answered, whatever they answered.
    pub fn answered(&self) -> usize {
        self.numbers.len() + self.abstained + self.unknown
    }
}

/// The values that an answer with a number can have, in order.
fn values(ask: &Ask) -> Vec<f64> {
    let whole = |low: i32, high: i32| (low..=high).map(f64::from).collect();
    match ask {
        Ask::Card(cards) => cards.iter().map(|card| card.value).collect(),
        Ask::Dots { most, .. } => whole(0, i32::try_from(*most).unwrap_or(0)),
        Ask::Rank(count) => whole(1, i32::try_from(*count).unwrap_or(0)),
        Ask::Pair => whole(-1, 1),
        Ask::Level => whole(-1, 3),
        Ask::Fist => whole(0, 5),
        Ask::BestWorst | Ask::Kano | Ask::Texts(_) => Vec::new(),
    }
}

/// The votes of a pass, task by task.
pub fn tallies(round: &Round, pass: &Pass) -> Vec<Tally> {
    let tasks = round.tasks();
    tasks.iter().map(|task| tally(task, &task.key(&round.items), pass.ballots.values())).collect()
}

fn tally<'a>(task: &Task, key: &str, ballots: impl Iterator<Item = &'a Ballot>) -> Tally {
    let mut tally = Tally { items: task.items.clone(), ..Tally::default() };
    // A zero among dots is no vote for an item, and none against it.
    let is_vote = |number: f64| !matches!(task.ask, Ask::Dots { .. }) || number > 0.0;
    for answer in ballots.filter_map(|ballot| ballot.answers.get(key)) {
        match answer {
            Answer::Number(number) if is_vote(*number) => tally.numbers.push(*number),
            Answer::Open(Open::Abstain) => tally.abstained += 1,
            Answer::Open(Open::Unknown) => tally.unknown += 1,
            _ => {}
        }
    }
    tally.numbers.sort_unstable_by(f64::total_cmp);
    tally.counts = values(&task.ask)
        .into_iter()
        .map(|value| (value, tally.numbers.iter().filter(|number| **number == value).count()))
        .collect();
    tally
}

/// Ideas that came in, in the order of their voters' ids, each once.
pub fn ideas(pass: &Pass) -> Vec<String> {
    let mut ideas: Vec<String> = Vec::new();
    for answer in pass.ballots.values().flat_map(|ballot| ballot.answers.values()) {
        if let Answer::Texts(texts) = answer {
            for text in texts {
                let text = crate::domain::text::one_line(text);
                let known = ideas.iter().any(|idea| idea.to_lowercase() == text.to_lowercase());
                if !text.is_empty() && !known {
                    ideas.push(text);
                }
            }
        }
    }
    ideas
}

/// Who has voted in a pass and who has not yet: names where votes have names, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    /// How many have voted.
    pub voted: usize,
    /// How many are in the room or have voted in this workshop before, and may in this round.
    pub known: usize,
    /// The names of those that have voted.
    pub names: Vec<String>,
    /// The names of those that may, and have not yet.
    pub missing: Vec<String>,
}

/// Somebody who is in the live room.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guest {
    /// The voter that they are.
    pub voter: Id,
    /// What they call themselves; empty where they were not asked.
    pub name: String,
    /// Their role; empty without.
    pub role: Id,
}

/// Somebody who votes in a workshop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Their name; empty where votes have none.
    pub name: String,
    /// The title of their role; empty without.
    pub role: String,
    /// Whether they have voted in the pass.
    pub voted: bool,
}

/// Who has voted in a pass; and who has not, but may in this round: of those who are in the live
/// room, and of those who voted in this workshop before. By name, for the facilitator's eyes:
/// nothing of it is on the stage.
pub fn people(workshop: &Workshop, pass: &str, guests: &[Guest]) -> Vec<Person> {
    let (Some(this), Some((_, round))) = (workshop.passes.get(pass), workshop.round_of(pass)) else {
        return Vec::new();
    };
    // Whoever votes on a laptop that is passed around is somebody new each time.
    let passing = |voter: &Id| {
        let mut ballots = workshop.passes.values().filter_map(|pass| pass.ballots.get(voter));
        ballots.all(|ballot| ballot.way == Way::Here)
    };
    let title = |role: &str| {
        let role = workshop.roles.iter().find(|known| *known.id == *role);
        role.map(|role| role.title.clone()).unwrap_or_default()
    };
    let mut people: Vec<Person> = Vec::new();
    let voters = workshop.voters();
    for (voter, (name, role)) in voters.iter() {
        let voted = this.ballots.contains_key(voter);
        // Whoever is in the room is counted below, under the name and role they have there.
        let is_elsewhere = passing(voter) || guests.iter().any(|guest| guest.voter == *voter);
        if voted || !is_elsewhere && round.admits(role) {
            people.push(Person { name: name.clone(), role: title(role), voted });
        }
    }
    for guest in guests {
        if !this.ballots.contains_key(&guest.voter) && round.admits(&guest.role) {
            people.push(Person { name: guest.name.clone(), role: title(&guest.role), voted: false });
        }
    }
    crate::domain::places::sort(&mut people, &|one, other| one.name.cmp(&other.name));
    people
}

/// Who has voted in a pass, of those who may.
pub fn turnout(workshop: &Workshop, pass: &Id, guests: &[Guest]) -> Turnout {
    let voted = workshop.passes.get(pass).map_or(0, |pass| pass.ballots.len());
    let people = people(workshop, pass, guests);
    let named = |has_voted: bool| {
        let those = people.iter().filter(|one| one.voted == has_voted && !one.name.is_empty());
        those.map(|one| one.name.clone()).collect()
    };
    Turnout { voted, known: people.len(), names: named(true), missing: named(false) }
}

/// The votes of a ranking as orders of the items' places, best first, one for each voter.
pub fn orders(round: &Round, pass: &Pass) -> Vec<Vec<usize>> {
    let order = |ballot: &Ballot| {
        let mut ranked: Vec<(f64, usize)> = round
            .items
            .iter()
            .enumerate()
            .filter_map(|(at, item)| Some((ballot.answers.get(item)?.number()?, at)))
            .collect();
        crate::domain::places::sort(&mut ranked, &|one, other| one.0.total_cmp(&other.0));
        ranked.into_iter().map(|(_, at)| at).collect::<Vec<_>>()
    };
    pass.ballots.values().map(order).filter(|order| !order.is_empty()).collect()
}

/// The last pass of the entry before a pass, for comparing a second vote with the first.
pub fn before<'a>(workshop: &'a Workshop, pass: &Pass) -> Option<(&'a Id, &'a Pass)> {
    let mut earlier =
        workshop.passes_of(&pass.entry).into_iter().filter(|(_, other)| other.number < pass.number);
    earlier.next_back()
}

/// A ballot of each voter in their order, for who needs to see single votes.
pub fn ballots(pass: &Pass) -> Vec<(Id, Ballot)> {
    pass.ballots.iter().map(|(voter, ballot)| (Rc::clone(voter), ballot.clone())).collect()
}
