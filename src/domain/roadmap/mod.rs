//! The roadmap: which items are done when, by whom, and what every wish costs.
//!
//! What the plan holds is in this file. [`effort`] says what an item takes of each team,
//! [`load`] how full teams are, [`brief`] makes
//! numbers of a plan for the search, and [`draft`] is the search as work for the engine.

pub mod brief;
#[cfg(test)]
mod by_trial;
pub mod calendar;
pub mod circle;
pub mod compare;
pub mod cut;
pub mod draft;
pub mod effort;
pub mod family;
pub mod load;
pub mod names;
pub mod price;
#[cfg(test)]
pub mod sketch;
pub mod tracking;
pub mod warn;
pub mod why;
pub mod wishes;

use super::by_id::ById;
use super::plan::{Extra, Id, Item, Plan, title_in};
use super::text::{Lang, Word, roadmap as words};

/// Teams that a roadmap can hold.
pub const MOST_TEAMS: usize = 50;

/// Periods that a roadmap can hold.
pub const MOST_PERIODS: usize = 60;

/// Scenarios that a roadmap can hold.
pub const MOST_SCENARIOS: usize = 50;

/// The roadmap of a plan; an empty one is the same as none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roadmap {
    /// Who does the work, in their order.
    pub teams: Vec<Team>,
    /// When it is done, in order of time.
    pub periods: Vec<Period>,
    /// Which item is done in which period; each item at most once.
    pub placements: Vec<Placement>,
    /// Wishes about single items; each item at most once.
    pub limits: Vec<Limit>,
    /// Wishes about several items.
    pub groups: Vec<Group>,
    /// How a draft is made.
    pub policy: Policy,
    /// Saved alternatives.
    pub scenarios: Vec<Scenario>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// Who does the work.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Team {
    /// The team's id.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// The title in the other language.
    pub title_alt: Option<String>,
    /// Areas whose items are this team's, as long as an item does not say otherwise.
    pub areas: Vec<String>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// A stretch of time that items are planned for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Period {
    /// The period's id.
    pub id: Id,
    /// What people call it, such as `2027 Q1`.
    pub title: String,
    /// The title in the other language.
    pub title_alt: Option<String>,
    /// Its first day, ISO 8601; empty where it has no dates, as with Now, Next and Later.
    pub start: String,
    /// Its last day.
    pub end: String,
    /// What each team can do in it, in the plan's effort unit, 0 or more. A team that is
    /// not named can do nothing.
    pub capacity: ById<f64>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// An item in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// The item.
    pub item: Id,
    /// The period.
    pub period: Id,
    /// Whether it stays there when the plan is drafted again.
    pub locked: bool,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// What is wished of one item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limit {
    /// The item.
    pub item: Id,
    /// The first period in which it may be done.
    pub earliest: Option<Id>,
    /// The last period in which it may be done.
    pub latest: Option<Id>,
    /// Left out of every draft.
    pub excluded: bool,
    /// Has to be in every draft.
    pub must: bool,
    /// Items it depends on for which another timing holds than the policy's.
    pub timing: ById<Timing>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl Limit {
    /// Whether nothing is wished.
    pub fn is_blank(&self) -> bool {
        *self == Limit { item: self.item.clone(), ..Limit::default() }
    }
}

/// What is wished of several items.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The group's id.
    pub id: Id,
    /// What is wished.
    pub kind: GroupKind,
    /// Two or more items.
    pub items: Vec<Id>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// How a draft is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The id of the framework whose score is the value of an item; `None` for need × goal.
    pub basis: Option<String>,
    /// What a period's delay costs: the share of its value that an item loses with each
    /// period it comes later, in 0..=0.9. The value in the p-th period, from 0 on, counts
    /// `(1 - discount)^p`.
    pub discount: f64,
    /// The share of every capacity that is kept free for what nobody foresees, in 0..=0.9.
    pub spare: f64,
    /// When an item can follow one that it depends on.
    pub timing: Timing,
    /// No attractive item comes before the must-be items of its area.
    pub must_be_floor: bool,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            basis: None,
            discount: 0.1,
            spare: 0.0,
            timing: Timing::Before,
            must_be_floor: false,
            extra: Extra::new(),
        }
    }
}

impl Policy {
    /// The greatest discount and the greatest spare share.
    pub const MOST: f64 = 0.9;

    /// What value counts in a period, by its place from 0 on.
    pub fn weight(&self, period: usize) -> f64 {
        let exponent = i32::try_from(period).unwrap_or(i32::MAX);
        libm::pow(1.0 - self.discount, f64::from(exponent))
    }
}

/// When an item can follow one that it depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timing {
    /// The other one is finished in an earlier period.
    #[default]
    Before,
    /// Both may be done in the same period.
    SamePeriod,
}

/// What is wished of several items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// In one period, or none of them at all.
    Together,
    /// Never in the same period.
    Apart,
    /// At most one of them in the plan.
    Either,
}

/// Declares the names of an enum in files, and its words.
macro_rules! named {
    ($type:ident { $( $variant:ident = $file:literal, $word:path; )* }) => {
        impl $type {
            /// All of them, in the order in which a chooser lists them.
            pub const ALL: &'static [$type] = &[$( $type::$variant, )*];

            /// The name in files.
            pub fn file_name(self) -> &'static str {
                match self { $( $type::$variant => $file, )* }
            }

            /// Reads the name in files; `None` for any other text.
            pub fn from_file_name(text: &str) -> Option<$type> {
                match text { $( $file => Some($type::$variant), )* _ => None }
            }

            /// The word on screens.
            pub fn word(self) -> Word {
                match self { $( $type::$variant => $word, )* }
            }
        }
    };
}

named! { Timing { Before = "before", words::timing_before; SamePeriod = "same_period", words::timing_same; } }
named! { GroupKind {
    Together = "together", words::group_together;
    Apart = "apart", words::group_apart;
    Either = "either", words::group_either;
} }

/// A saved alternative.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// The scenario's id.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// The title in the other language.
    pub title_alt: Option<String>,
    /// What it is for, in a line.
    pub note: String,
    /// When it was saved, ISO 8601 UTC.
    pub created: String,
    /// The need share at which it was drafted.
    pub need_share: Option<f64>,
    /// Which item is done in which period.
    pub placements: Vec<Placement>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// What was decided, when and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// The decision's id.
    pub id: Id,
    /// When, ISO 8601 UTC.
    pub date: String,
    /// By whom, or empty.
    pub by: String,
    /// The item that it is about.
    pub item: Option<Id>,
    /// What was decided, in words of that day: titles may change later.
    pub title: String,
    /// Why, in a line.
    pub reason: String,
    /// The period in which a move by hand has put the item; `None` for out of the plan, or no move.
    pub period: Option<Id>,
    /// What the best plan was worth without it, where it is about the roadmap.
    pub before: Option<Worth>,
    /// What the best plan was worth with it.
    pub after: Option<Worth>,
    /// What it cost, in words of that day; empty for what has no price, or none yet.
    pub price: String,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// What a decision cost, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Priced {
    /// What the best plan is worth without it; `None` where no plan keeps to it.
    pub before: Option<Worth>,
    /// What the best plan is worth with it.
    pub after: Option<Worth>,
    /// In words.
    pub price: String,
}

/// What a plan is worth: sums over the items in it, each counted by the weight of its period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Worth {
    /// The sum of need values.
    pub need: f64,
    /// The sum of goal values.
    pub goal: f64,
    /// The sum of values on the policy's basis, which is what a draft maximises.
    pub value: f64,
}

/// From a first to a last day, either of which may be open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    /// The first day, ISO 8601; empty where it is open.
    pub start: String,
    /// The last day, ISO 8601; empty where it is open.
    pub end: String,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// What became of an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actual {
    /// When work began, ISO 8601; empty where it has not or nobody noted it.
    pub start: String,
    /// When it was delivered.
    pub end: String,
    /// The effort it took, in the plan's unit.
    pub effort: Option<f64>,
    /// How many it reached in a reach period.
    pub reach: Option<f64>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl Roadmap {
    /// The place of a period in time; `None` for one that is not there.
    pub fn place_of(&self, period: &str) -> Option<usize> {
        self.periods.iter().position(|each| &*each.id == period)
    }

    /// The placement of an item.
    pub fn placement(&self, item: &str) -> Option<&Placement> {
        self.placements.iter().find(|placement| &*placement.item == item)
    }

    /// What is wished of an item.
    pub fn limit(&self, item: &str) -> Option<&Limit> {
        self.limits.iter().find(|limit| &*limit.item == item)
    }

    /// The place of an item in time; `None` for one that is not in the plan.
    pub fn slot(&self, item: &str) -> Option<usize> {
        self.placement(item).and_then(|placement| self.place_of(&placement.period))
    }

    /// Whether teams and periods are set up, so that something can be planned.
    pub fn is_ready(&self) -> bool {
        !self.teams.is_empty() && !self.periods.is_empty()
    }
}

impl Team {
    /// The title to show in a language.
    pub fn title_in(&self, lang: Lang) -> &str {
        title_in(&self.title, self.title_alt.as_deref(), lang)
    }
}

impl Period {
    /// The title to show in a language.
    pub fn title_in(&self, lang: Lang) -> &str {
        title_in(&self.title, self.title_alt.as_deref(), lang)
    }

    /// What a team can do in it; 0 where nothing is said.
    pub fn capacity_of(&self, team: &str) -> f64 {
        self.capacity.get(team).copied().unwrap_or_default()
    }
}

impl Scenario {
    /// The title to show in a language.
    pub fn title_in(&self, lang: Lang) -> &str {
        title_in(&self.title, self.title_alt.as_deref(), lang)
    }
}

impl Plan {
    /// The timing that holds between an item and one that it depends on.
    pub fn timing(&self, item: &Item, on: &str) -> Timing {
        let own = self.roadmap.limit(&item.id).and_then(|limit| limit.timing.get(on));
        own.copied().unwrap_or(self.roadmap.policy.timing)
    }
}
