//! Workshops: an agenda, rounds in which people vote, what their votes say, and what was agreed.
//!
//! The plan keeps each workshop as a record of fields ([`WorkshopRecord`]); [`Workshop`] is what
//! they mean, read where it is needed. A field that cannot be read is as if it were not there, and
//! fields that this version does not know are written back.
//!
//! [`WorkshopRecord`]: super::plan::WorkshopRecord

pub mod agreement;
pub mod cards;
pub mod code;
pub mod edit;
mod file;
pub mod live;
pub mod minutes;
pub mod order;
pub mod outcome;
pub mod paper;
pub mod stage;
pub mod tally;
pub mod template;
pub mod weigh;

use serde::{Deserialize, Serialize};

use super::by_id::ById;
use super::plan::{Extra, Id};
use cards::Card;
use file::{each, lenient};

/// Entries that an agenda can have.
pub const MOST_ENTRIES: usize = 100;

/// Items that one round can be about.
pub const MOST_ITEMS: usize = 200;

/// Ballots that one pass of a round takes.
pub const MOST_BALLOTS: usize = 2_000;

/// A workshop.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Workshop {
    /// Its id, `w_…`.
    #[serde(skip)]
    pub id: Id,
    /// What people call it.
    #[serde(deserialize_with = "lenient")]
    pub title: String,
    /// When it was made, ISO 8601 UTC.
    #[serde(deserialize_with = "lenient")]
    pub created: String,
    /// Whether votes have names. Fixed by the first vote.
    #[serde(deserialize_with = "lenient")]
    pub naming: Naming,
    /// The roles that people vote in; empty where there are none.
    #[serde(deserialize_with = "each", skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// What happens, in order.
    #[serde(deserialize_with = "each")]
    pub agenda: Vec<Entry>,
    /// The entry that is on.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "Option::is_none")]
    pub on: Option<Id>,
    /// Since when it is on, ISO 8601 UTC; empty where none is.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// When it began; empty before.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub began: String,
    /// When it ended; empty before.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub ended: String,
    /// Every time that a round was voted in.
    #[serde(deserialize_with = "lenient")]
    pub passes: ById<Pass>,
    /// What was agreed.
    #[serde(deserialize_with = "each", skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Outcome>,
    /// What came up and has to wait.
    #[serde(deserialize_with = "each", skip_serializing_if = "Vec::is_empty")]
    pub parking: Vec<Parked>,
    /// Who does what until when.
    #[serde(deserialize_with = "each", skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<FollowUp>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Whether votes have names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Naming {
    /// Nobody is asked for a name.
    #[default]
    Anonymous,
    /// Everybody says who they are, and is told so before they vote.
    Named,
}

/// A role that people vote in, such as Engineering.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Role {
    /// Its id, `o_…`.
    #[serde(deserialize_with = "lenient")]
    pub id: Id,
    /// What people call it.
    #[serde(deserialize_with = "lenient")]
    pub title: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// An entry of the agenda.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// Its id, `e_…`.
    #[serde(deserialize_with = "lenient")]
    pub id: Id,
    /// What people call it.
    #[serde(deserialize_with = "lenient")]
    pub title: String,
    /// How long it may take, in minutes.
    #[serde(deserialize_with = "lenient")]
    pub minutes: f64,
    /// What the facilitator says and does.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub script: String,
    /// What is voted on; `None` where people talk.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
    /// Whether it was left out.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "is_false")]
    pub skipped: bool,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What is voted on. It does not change any more once somebody has voted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Round {
    /// What is asked of every item.
    #[serde(deserialize_with = "lenient")]
    pub question: Question,
    /// The items, at most [`MOST_ITEMS`].
    #[serde(deserialize_with = "each")]
    pub items: Vec<Id>,
    /// The roles that may vote; empty for everybody.
    #[serde(deserialize_with = "each", skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Id>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Question {
    /// An input of a framework, by cards.
    Estimate {
        /// The sheet's name, such as `rice`.
        sheet: String,
        /// The input's name, such as `reach`.
        input: String,
        /// What can be played, in order.
        cards: Vec<Card>,
    },
    /// Dots to be spread over the items.
    Dots {
        /// How many dots each person has.
        dots: u32,
        /// How many of them one item can get.
        most: u32,
    },
    /// The items in an order.
    Ranking,
    /// Which of two, for every pair.
    Pairwise,
    /// The best and the worst of a few, several times.
    BestWorst,
    /// How much each item serves a user need, -1 to 3.
    Need {
        /// The need.
        to: Id,
    },
    /// How much each item serves a business goal, -1 to 3.
    Goal {
        /// The goal.
        to: Id,
    },
    /// Ideas in words, for the plan.
    Ideas {
        /// How many one person can give.
        most: u32,
    },
    /// How one would feel with the item, and without it.
    Kano,
    /// How sure one is of the plan: fist of five, 0 to 5.
    Confidence,
    /// Something that only a newer version knows.
    #[serde(untagged)]
    Other(Extra),
}

impl Default for Question {
    fn default() -> Self {
        Question::Other(Extra::new())
    }
}

/// One time that a round was voted in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pass {
    /// The entry of the agenda.
    #[serde(deserialize_with = "lenient")]
    pub entry: Id,
    /// Which time it is, from 1.
    #[serde(deserialize_with = "lenient")]
    pub number: u32,
    /// When it was opened, ISO 8601 UTC.
    #[serde(deserialize_with = "lenient")]
    pub opened: String,
    /// When it was closed; empty while it takes votes.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub closed: String,
    /// When everybody was shown what the votes are; empty before.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub revealed: String,
    /// When people first saw what the votes are. It stays when revealing is taken back, for nobody
    /// forgets what they saw: such a pass never takes votes again. Empty before.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub seen: String,
    /// What was voted, by voter.
    #[serde(deserialize_with = "lenient")]
    pub ballots: ById<Ballot>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Pass {
    /// Whether it takes votes.
    pub fn is_open(&self) -> bool {
        self.closed.is_empty() && self.seen.is_empty()
    }

    /// Whether the votes may be seen.
    pub fn is_revealed(&self) -> bool {
        !self.revealed.is_empty()
    }

    /// Whether the votes were revealed, and that was taken back.
    pub fn is_hidden_again(&self) -> bool {
        !self.seen.is_empty() && self.revealed.is_empty()
    }
}

/// What one person voted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ballot {
    /// Who they are, in a workshop with names; else empty.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The role they vote in; empty without.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "str::is_empty")]
    pub role: Id,
    /// Which version of this person's ballot it is: a later one takes its place.
    #[serde(deserialize_with = "lenient")]
    pub sequence: u32,
    /// When it came in, by the facilitator's clock.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// How it came in.
    #[serde(deserialize_with = "lenient")]
    pub way: Way,
    /// The answers, by item; those of a round without items under [`WHOLE`].
    #[serde(deserialize_with = "lenient")]
    pub answers: ById<Answer>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Under what an answer stands that is about no item.
pub const WHOLE: &str = "whole";

/// How a ballot came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// As a code.
    #[default]
    Code,
    /// Over a broker or between windows.
    Live,
    /// On the facilitator's own machine.
    Here,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// A number: of a card, of dots, of a rank, of a level; 1, 0 or -1 for the first of a pair,
    /// neither, the second.
    Number(f64),
    /// Two choices: with and without, best and worst.
    Two([u8; 2]),
    /// Ideas.
    Texts(Vec<String>),
    /// No number, and that is an answer.
    Open(Open),
}

/// Answers without a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Open {
    /// Somebody does not want to say.
    Abstain,
    /// Somebody does not know.
    Unknown,
}

impl Answer {
    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Answer::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// What was agreed of an item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// The pass that it comes from.
    #[serde(deserialize_with = "lenient")]
    pub pass: Id,
    /// The item; empty where it is about no item.
    #[serde(deserialize_with = "lenient")]
    pub item: Id,
    /// The agreed value; absent where nothing was agreed.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The low end of the votes.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The high end of the votes.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Of a round that makes an order: the items that were taken over, the first first.
    #[serde(deserialize_with = "each", skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<Id>,
    /// Why.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What those said who would not have it so.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub dissent: String,
    /// When, ISO 8601 UTC.
    #[serde(deserialize_with = "lenient")]
    pub at: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something that came up and has to wait.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Parked {
    /// Its id, `k_…`.
    #[serde(deserialize_with = "lenient")]
    pub id: Id,
    /// What it is.
    #[serde(deserialize_with = "lenient")]
    pub text: String,
    /// When it came up, ISO 8601 UTC.
    #[serde(deserialize_with = "lenient")]
    pub at: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something that somebody does after the workshop.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowUp {
    /// Its id, `f_…`.
    #[serde(deserialize_with = "lenient")]
    pub id: Id,
    /// What is to be done.
    #[serde(deserialize_with = "lenient")]
    pub text: String,
    /// Who does it; empty where nobody has taken it yet.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// Until when, an ISO date; empty where no day is set.
    #[serde(deserialize_with = "lenient", skip_serializing_if = "String::is_empty")]
    pub until: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Workshop {
    /// The entry with that id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.agenda.iter().find(|entry| *entry.id == *id)
    }

    /// The entry that is on.
    pub fn current(&self) -> Option<&Entry> {
        self.entry(self.on.as_ref()?)
    }

    /// The passes of an entry, the first first.
    pub fn passes_of(&self, entry: &str) -> Vec<(&Id, &Pass)> {
        let mut passes: Vec<(&Id, &Pass)> =
            self.passes.iter().filter(|(_, pass)| *pass.entry == *entry).collect();
        super::places::sort(&mut passes, &|one, other| one.1.number.cmp(&other.1.number));
        passes
    }

    /// The last pass of an entry.
    pub fn last_pass(&self, entry: &str) -> Option<(&Id, &Pass)> {
        self.passes_of(entry).pop()
    }

    /// The entry and the round of a pass.
    pub fn round_of(&self, pass: &str) -> Option<(&Entry, &Round)> {
        let entry = self.entry(&self.passes.get(pass)?.entry)?;
        Some((entry, entry.round.as_ref()?))
    }

    /// Whether somebody has voted in any round.
    pub fn has_votes(&self) -> bool {
        self.passes.values().any(|pass| !pass.ballots.is_empty())
    }

    /// Everybody who has voted so far, with the name and role they gave last.
    pub fn voters(&self) -> ById<(String, Id)> {
        let mut voters = ById::new();
        for pass in self.passes.values() {
            for (voter, ballot) in pass.ballots.iter() {
                voters.insert(Id::clone(voter), (ballot.name.clone(), Id::clone(&ballot.role)));
            }
        }
        voters
    }

    /// How long the whole agenda takes, in minutes, without what is left out.
    pub fn minutes(&self) -> f64 {
        self.agenda.iter().filter(|entry| !entry.skipped).map(|entry| entry.minutes).sum()
    }
}

impl Round {
    /// Whether a role may vote.
    pub fn admits(&self, role: &str) -> bool {
        self.roles.is_empty() || self.roles.iter().any(|id| **id == *role)
    }
}
