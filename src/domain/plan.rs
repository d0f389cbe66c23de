//! The plan: the one document that is saved, exported and undone.
//!
//! Whatever a newer version or another program wrote beside the known fields
//! stays in `extra` and is written back.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::by_id::ById;
use super::frameworks::Input;
use super::kano::Study;
use super::number::LARGEST;
use super::roadmap::{Actual, Decision, Roadmap, Span};
use super::text::{Lang, Word, criteria, fields};

/// A short, random, never reused identifier.
pub type Id = Rc<str>;

/// Fields of a file that this version does not know; kept and written back.
pub type Extra = Map<String, Value>;

/// Where new ids come from; the browser's crypto outside, a counter in tests.
///
/// The argument is the prefix that tells a reader what the id names, such as `i`.
pub type IdSource<'a> = &'a mut dyn FnMut(&str) -> Id;

/// Everything that one file holds.
///
/// A clone copies one pointer per item, so a snapshot for undo is cheap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The plan's id, `p_…`.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// The title in the other language.
    pub title_alt: Option<String>,
    /// When it was made, ISO 8601 UTC.
    pub created: String,
    /// When it last changed, ISO 8601 UTC.
    pub updated: String,
    /// Units, scales and switches that hold for the whole plan.
    pub settings: Settings,
    /// User needs with their weights.
    pub needs: Rc<Vec<Need>>,
    /// Business goals with their weights.
    pub goals: Rc<Vec<Goal>>,
    /// The items in their manual order.
    pub items: Vec<Rc<Item>>,
    /// Deleted items, last deleted last; they can be restored.
    pub bin: Vec<Rc<Item>>,
    /// The number of the next key, so that a key is never used twice.
    pub next_key: u32,
    /// The Kano study; an empty one is the same as none.
    pub kano: Rc<Study>,
    /// The roadmap; an empty one is the same as none.
    pub roadmap: Rc<Roadmap>,
    /// What was decided, the oldest first.
    pub decisions: Rc<Vec<Decision>>,
    /// Workshops, the oldest first.
    pub workshops: Rc<Vec<WorkshopRecord>>,
    /// Fingerprints of the contents that this copy came from, the newest last, at most
    /// [`MOST_ANCESTORS`]; see [`super::merge::fingerprint`].
    pub ancestors: Rc<Vec<String>>,
    /// Parts of the file that this version carries along unread.
    pub extra: Rc<Extra>,
}

/// A workshop as its fields, the id among them: only [`super::workshop`] knows what they mean,
/// and comes with the screens that need it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkshopRecord {
    /// Its id, `w_…`.
    pub id: Id,
    /// All of its fields but the id.
    pub fields: Rc<Extra>,
}

/// Contents that a plan remembers to have come from; older ones are forgotten.
pub const MOST_ANCESTORS: usize = 20;

/// Units, scales and switches of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The period in which reach is counted.
    pub reach_period: Period,
    /// The unit in which effort is counted.
    pub effort_unit: EffortUnit,
    /// Need share λ in 0..=1: value = λ·need + (1-λ)·goal.
    pub need_share: f64,
    /// The table that makes a Kano category of a pair of answers.
    pub kano_table: KanoTable,
    /// The rule that makes one category of everybody's.
    pub kano_rule: KanoRule,
    /// Under the near-tie rule, two categories are as good as tied up to this
    /// difference, as a share of all answers in 0..=1.
    pub kano_near_tie: f64,
    /// What the weighted score asks for, at most one for each of [`CRITERION_SLOTS`].
    pub criteria: Rc<Vec<Criterion>>,
    /// What is assumed of numbers without a range.
    pub assumed_ranges: AssumedRanges,
    /// Seed of every simulation, so that two people see the same numbers.
    pub seed: u64,
    /// Settings that this version does not know.
    pub extra: Extra,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            reach_period: Period::Quarter,
            effort_unit: EffortUnit::PersonMonth,
            need_share: 0.5,
            kano_table: KanoTable::Berger,
            kano_rule: KanoRule::Mode,
            kano_near_tie: 0.06,
            criteria: Rc::default(),
            assumed_ranges: AssumedRanges::default(),
            seed: 1,
            extra: Extra::new(),
        }
    }
}

/// What a simulation assumes of numbers that were given without a range.
///
/// A number may then be off by a ratio either way: 90 % of the time it lies between
/// likely / ratio and likely × ratio, and its median stays. The ratio follows from how
/// confident the item's estimates are, on a scale from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct AssumedRanges {
    /// Whether ranges are assumed at all.
    pub on: bool,
    /// The ratio at high confidence, from 0.9 on.
    pub high: f64,
    /// The ratio at medium confidence, from 0.65 on, and where confidence is not asked for.
    pub medium: f64,
    /// The ratio at low confidence.
    pub low: f64,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl Default for AssumedRanges {
    /// Nothing is assumed until somebody wants it. The ratios are three steps of the cone
    /// of uncertainty (McConnell, "Software Estimation", 2006): 1.25 when the design is
    /// done, 1.5 when requirements are complete, 2 when the product is defined.
    fn default() -> Self {
        AssumedRanges { on: false, high: 1.25, medium: 1.5, low: 2.0, extra: Extra::new() }
    }
}

impl AssumedRanges {
    /// The ratios that can be: 1 is no range at all.
    pub const RATIOS: std::ops::RangeInclusive<f64> = 1.0..=100.0;

    /// The ratio for a confidence in 0..=1. The levels part in the middle between the
    /// published 100 %, 80 % and 50 %.
    pub fn ratio(&self, confidence: f64) -> f64 {
        match confidence {
            high if high >= 0.9 => self.high,
            medium if medium >= 0.65 => self.medium,
            _ => self.low,
        }
    }
}

/// Declares an enum whose variants have a name in files and a word on screens.
macro_rules! named_enum {
    ($(#[$meta:meta])* $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $file:literal, $word:path; )* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$vmeta])* $variant, )* }

        impl $name {
            /// All of them, in the order in which a chooser lists them.
            pub const ALL: &'static [$name] = &[$( $name::$variant, )*];

            /// The name in files.
            pub fn file_name(self) -> &'static str {
                match self { $( $name::$variant => $file, )* }
            }

            /// The word on screens, to be asked with a language.
            pub fn word(self) -> Word {
                match self { $( $name::$variant => $word, )* }
            }

            /// Reads the name in files; `None` for any other text.
            pub fn from_file_name(text: &str) -> Option<$name> {
                match text { $( $file => Some($name::$variant), )* _ => None }
            }

            /// The word in a language.
            pub fn label(self, lang: Lang) -> &'static str {
                self.word()(lang)
            }
        }
    };
}

named_enum! {
    /// The period in which reach is counted.
    Period {
        /// Seven days.
        Week = "week", fields::period_week;
        /// A twelfth of a year.
        Month = "month", fields::period_month;
        /// A fourth of a year.
        Quarter = "quarter", fields::period_quarter;
        /// Half a year.
        HalfYear = "half-year", fields::period_half_year;
        /// A year.
        Year = "year", fields::period_year;
    }
}

impl Period {
    /// Periods of this length in a year (52 weeks, 12 months, 4 quarters).
    pub fn per_year(self) -> f64 {
        match self {
            Period::Week => 52.0,
            Period::Month => 12.0,
            Period::Quarter => 4.0,
            Period::HalfYear => 2.0,
            Period::Year => 1.0,
        }
    }
}

named_enum! {
    /// The unit in which effort is counted.
    EffortUnit {
        /// One person for one working day.
        PersonDay = "person-day", fields::unit_person_day;
        /// One person for five working days.
        PersonWeek = "person-week", fields::unit_person_week;
        /// One person for twenty working days.
        PersonMonth = "person-month", fields::unit_person_month;
        /// Relative size; it cannot be converted into time.
        StoryPoint = "story-point", fields::unit_story_point;
    }
}

impl EffortUnit {
    /// Working days of one unit; `None` where the unit is no time.
    pub fn days(self) -> Option<f64> {
        match self {
            EffortUnit::PersonDay => Some(1.0),
            EffortUnit::PersonWeek => Some(5.0),
            EffortUnit::PersonMonth => Some(20.0),
            EffortUnit::StoryPoint => None,
        }
    }
}

named_enum! {
    /// Where an item stands on its way.
    Status {
        /// Not looked at yet.
        Idea = "idea", fields::status_idea;
        /// Being weighed.
        Candidate = "candidate", fields::status_candidate;
        /// On the roadmap.
        Planned = "planned", fields::status_planned;
        /// Being built.
        InProgress = "in_progress", fields::status_in_progress;
        /// Delivered.
        Shipped = "shipped", fields::status_shipped;
        /// Decided against.
        Rejected = "rejected", fields::status_rejected;
    }
}

named_enum! {
    /// A Kano category.
    KanoCategory {
        /// Must-be: missing it hurts, having it is taken for granted.
        MustBe = "M", fields::kano_must_be;
        /// One-dimensional: the more the better.
        OneDimensional = "O", fields::kano_one_dimensional;
        /// Attractive: delights, and is not missed.
        Attractive = "A", fields::kano_attractive;
        /// Indifferent: it does not matter.
        Indifferent = "I", fields::kano_indifferent;
        /// Reverse: people would rather not have it.
        Reverse = "R", fields::kano_reverse;
        /// Questionable: the answers contradict each other.
        Questionable = "Q", fields::kano_questionable;
    }
}

named_enum! {
    /// A table that makes a Kano category of a pair of answers.
    KanoTable {
        /// The table of Kano and Berger: only two likes or two dislikes are questionable.
        Berger = "berger", fields::kano_table_berger;
        /// Pouliot's: the same answer to both questions is questionable unless neutral.
        Pouliot = "pouliot", fields::kano_table_pouliot;
    }
}

named_enum! {
    /// A rule that makes one Kano category of everybody's.
    KanoRule {
        /// The most frequent one; of equal ones M before O before A before I.
        Mode = "mode", fields::kano_rule_mode;
        /// M before O before A before I also where two are nearly as frequent.
        NearTie = "near_tie", fields::kano_rule_near_tie;
        /// The most frequent of A, O, M where these together outnumber I, R, Q.
        Grouped = "grouped", fields::kano_rule_grouped;
    }
}

named_enum! {
    /// Which end of a criterion's scale is better.
    Direction {
        /// More is better.
        More = "more", criteria::more;
        /// Less is better.
        Less = "less", criteria::less;
    }
}

/// The ids that criteria can have: each is an input of the weighted score.
pub const CRITERION_SLOTS: [&str; 8] = ["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"];

/// Something that items are judged by, with a weight and a fixed scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    /// One of [`CRITERION_SLOTS`]: the name of its numbers in every item.
    pub id: &'static str,
    /// What people call it.
    pub title: String,
    /// The title in the other language.
    pub title_alt: Option<String>,
    /// Relative weight, 0 or more.
    pub weight: f64,
    /// Which end of the scale is better.
    pub direction: Direction,
    /// The lower end of the scale.
    pub low: f64,
    /// The upper end of the scale.
    pub high: f64,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl Criterion {
    /// A criterion of weight 1 on a scale from 0 to 10.
    pub fn new(id: &'static str, title: impl Into<String>) -> Criterion {
        Criterion {
            id,
            title: title.into(),
            title_alt: None,
            weight: 1.0,
            direction: Direction::More,
            low: 0.0,
            high: 10.0,
            extra: Extra::new(),
        }
    }

    /// The title to show in a language; see [`Plan::title_in`].
    pub fn title_in(&self, lang: Lang) -> &str {
        title_in(&self.title, self.title_alt.as_deref(), lang)
    }

    /// Whether its numbers can be used: a known id, a weight of 0 or more, a rising scale.
    pub fn is_sound(&self) -> bool {
        let fits = |number: f64| number.is_finite() && number.abs() <= LARGEST;
        CRITERION_SLOTS.contains(&self.id)
            && fits(self.weight)
            && self.weight >= 0.0
            && fits(self.low)
            && fits(self.high)
            && self.low < self.high
    }

    /// The first id that no criterion has; `None` where all are in use.
    pub fn free_slot(criteria: &[Criterion]) -> Option<&'static str> {
        CRITERION_SLOTS.into_iter().find(|slot| criteria.iter().all(|criterion| criterion.id != *slot))
    }
}

/// A need that users have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Need {
    /// The need's id.
    pub id: Id,
    /// The need as a statement.
    pub title: String,
    /// The statement in the other language.
    pub title_alt: Option<String>,
    /// Relative weight, 0 or more.
    pub weight: f64,
    /// How important users say it is, 0..=10.
    pub importance: Option<f64>,
    /// How satisfied users are today, 0..=10.
    pub satisfaction: Option<f64>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// A goal that the business has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goal {
    /// The goal's id.
    pub id: Id,
    /// The goal in words.
    pub title: String,
    /// The words in the other language.
    pub title_alt: Option<String>,
    /// Relative weight, 0 or more.
    pub weight: f64,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// What an item can contribute to a need or a goal: -1 harms, 0 nothing, 3 the most.
pub const LEVELS: std::ops::RangeInclusive<i8> = -1..=3;

/// An idea or requirement that can be ranked.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The item's id.
    pub id: Id,
    /// What people call it in talk, such as `SY-12`.
    pub key: String,
    /// The title; the one field that an item must have.
    pub title: String,
    /// The title in the other language.
    pub title_alt: Option<String>,
    /// Longer text, plain.
    pub description: String,
    /// The part of the product it belongs to.
    pub area: String,
    /// Free labels, each once, in the order in which they were given.
    pub tags: Vec<String>,
    /// Where it stands.
    pub status: Status,
    /// Where the idea came from.
    pub source: String,
    /// Who looks after it.
    pub owner: String,
    /// The larger item that this one is part of.
    pub parent: Option<Id>,
    /// Items that have to come first.
    pub depends_on: Vec<Id>,
    /// Who asked.
    pub requesters: Vec<Requester>,
    /// Estimates, one sheet per scoring framework that has any, by name.
    pub scores: Vec<Score>,
    /// How much it serves each need: -1 harms, 0, 1, 2, 3.
    pub needs: ById<i8>,
    /// How much it serves each goal: -1 harms, 0, 1, 2, 3.
    pub goals: ById<i8>,
    /// The Kano category and where it comes from.
    pub kano: Option<KanoMark>,
    /// The effort it takes of each team, by the team's id. Where there is any of a team of the
    /// roadmap, the roadmap goes by it.
    pub effort_by_team: ById<Estimate>,
    /// When it is meant to be worked on.
    pub planned: Span,
    /// What became of it.
    pub actual: Actual,
    /// What people said about it.
    pub comments: Vec<Comment>,
    /// Where to read more.
    pub links: Vec<Link>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl Item {
    /// A new item with nothing but its id, key and title.
    pub fn new(id: Id, key: impl Into<String>, title: impl Into<String>) -> Item {
        Item {
            id,
            key: key.into(),
            title: title.into(),
            title_alt: None,
            description: String::new(),
            area: String::new(),
            tags: Vec::new(),
            status: Status::Candidate,
            source: String::new(),
            owner: String::new(),
            parent: None,
            depends_on: Vec::new(),
            requesters: Vec::new(),
            scores: Vec::new(),
            needs: ById::new(),
            goals: ById::new(),
            kano: None,
            effort_by_team: ById::new(),
            planned: Span::default(),
            actual: Actual::default(),
            comments: Vec::new(),
            links: Vec::new(),
            extra: Extra::new(),
        }
    }

    /// The sheet of estimates with that name, such as `rice`.
    pub fn score(&self, sheet: &str) -> Option<&Score> {
        self.scores.iter().find(|score| score.sheet == sheet)
    }

    /// One estimate, if there is one.
    pub fn estimate(&self, sheet: &str, input: &str) -> Option<&Estimate> {
        self.score(sheet)?.get(input)
    }

    /// The sheet with that name, made if there is none yet.
    pub fn score_mut(&mut self, sheet: &'static str) -> &mut Score {
        let at = match self.scores.iter().position(|score| score.sheet == sheet) {
            Some(at) => at,
            None => {
                let at = self.scores.partition_point(|score| score.sheet < sheet);
                self.scores.insert(at, Score::new(sheet));
                at
            }
        };
        // The index was found or made just above.
        #[allow(clippy::indexing_slicing)]
        &mut self.scores[at]
    }

    /// Sets or clears one estimate; an empty sheet disappears.
    pub fn set_estimate(&mut self, sheet: &'static str, input: &'static str, value: Option<Estimate>) {
        if value.is_none() && self.score(sheet).is_none() {
            return;
        }
        self.score_mut(sheet).set(input, value);
        self.scores.retain(|score| !score.is_empty());
    }
}

/// The estimates of one item for one framework.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The name of the sheet, such as `rice`; frameworks may share one.
    pub sheet: &'static str,
    /// Input name and estimate, by name, each input once.
    pub values: Vec<(&'static str, Estimate)>,
    /// When an estimate last changed, ISO 8601.
    pub scored: Option<String>,
    /// What the estimates rest on.
    pub evidence: String,
    /// What is counted per period happens once, so a longer period does not raise it.
    pub one_time: bool,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl Score {
    /// An empty sheet.
    pub fn new(sheet: &'static str) -> Score {
        Score {
            sheet,
            values: Vec::new(),
            scored: None,
            evidence: String::new(),
            one_time: false,
            extra: Extra::new(),
        }
    }

    /// The estimate of one input.
    pub fn get(&self, input: &str) -> Option<&Estimate> {
        self.values.iter().find(|(name, _)| *name == input).map(|(_, value)| value)
    }

    /// Sets or clears the estimate of one input.
    pub fn set(&mut self, input: &'static str, value: Option<Estimate>) {
        match (self.values.iter_mut().find(|(name, _)| *name == input), value) {
            (Some(slot), Some(value)) => slot.1 = value,
            (None, Some(value)) => {
                let at = self.values.partition_point(|(name, _)| *name < input);
                self.values.insert(at, (input, value));
            }
            (_, None) => self.values.retain(|(name, _)| *name != input),
        }
    }

    /// Whether the sheet holds nothing worth saving.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.evidence.is_empty() && !self.one_time && self.extra.is_empty()
    }
}

/// A guess at a number: one value, a 90 % range, or text that is no number yet.
#[derive(Clone, Debug, PartialEq)]
pub enum Estimate {
    /// One value.
    Value(f64),
    /// 5th percentile, median and 95th percentile; the median is the plain value.
    Range {
        /// 5th percentile.
        low: f64,
        /// Median.
        likely: f64,
        /// 95th percentile.
        high: f64,
    },
    /// What somebody typed and nobody can read as a number; kept as it is.
    Unreadable(String),
}

impl Estimate {
    /// The value that a plain score uses; `None` where there is no number.
    pub fn likely(&self) -> Option<f64> {
        match self {
            Estimate::Value(value) => Some(*value),
            Estimate::Range { likely, .. } => Some(*likely),
            Estimate::Unreadable(_) => None,
        }
    }

    /// The estimate with every number multiplied, for a change of unit.
    pub fn scaled(&self, factor: f64) -> Estimate {
        match self {
            Estimate::Value(value) => Estimate::Value(value * factor),
            Estimate::Range { low, likely, high } => {
                Estimate::Range { low: low * factor, likely: likely * factor, high: high * factor }
            }
            Estimate::Unreadable(text) => Estimate::Unreadable(text.clone()),
        }
    }
}

/// Who asked for an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requester {
    /// A name, or empty.
    pub name: String,
    /// The group they belong to.
    pub segment: String,
    /// How many people that stands for.
    pub count: Option<f64>,
    /// When, ISO 8601 date.
    pub date: String,
    /// What they said.
    pub note: String,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// A remark about an item.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comment {
    /// The comment's id.
    pub id: Id,
    /// Who wrote it, or empty.
    pub author: String,
    /// When, ISO 8601 UTC.
    pub date: String,
    /// What it says.
    pub text: String,
    /// Fields that this version does not know.
    pub extra: Extra,
}

/// A place to read more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// What it is called, or empty.
    pub title: String,
    /// Where it points.
    pub url: String,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl Link {
    /// Whether a click may follow it: web and mail addresses, never `javascript:`.
    pub fn is_safe(&self) -> bool {
        let url = self.url.trim().to_ascii_lowercase();
        ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
    }
}

/// The Kano category of an item and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct KanoMark {
    /// The category.
    pub category: KanoCategory,
    /// [`KanoMark::MANUAL`], [`KanoMark::STUDY`], or the name of another program.
    pub source: String,
    /// Better, Berger's coefficient of satisfaction, in 0..=1.
    pub better: Option<f64>,
    /// Worse, Berger's coefficient of dissatisfaction, in -1..=0.
    pub worse: Option<f64>,
    /// How many pairs of answers it rests on.
    pub n: Option<u32>,
    /// When it was found, ISO 8601.
    pub date: Option<String>,
    /// The probability of the category in 0..=1.
    pub p: Option<f64>,
    /// Fields that this version does not know.
    pub extra: Extra,
}

impl KanoMark {
    /// The source of a category that a person chose.
    pub const MANUAL: &str = "manual";
    /// The source of a category that the plan's own study gave.
    pub const STUDY: &str = "study";

    /// A category with a source and nothing else.
    pub fn new(category: KanoCategory, source: &str) -> KanoMark {
        KanoMark {
            category,
            source: source.to_owned(),
            better: None,
            worse: None,
            n: None,
            date: None,
            p: None,
            extra: Extra::new(),
        }
    }

    /// A category that a person chose.
    pub fn manual(category: KanoCategory) -> KanoMark {
        KanoMark::new(category, KanoMark::MANUAL)
    }

    /// Whether a person chose it, as also where no source is told.
    pub fn is_manual(&self) -> bool {
        matches!(self.source.as_str(), KanoMark::MANUAL | "")
    }

    /// The mark without numbers that cannot be.
    pub(super) fn tidy(mut self) -> KanoMark {
        self.better = self.better.filter(|better| (0.0..=1.0).contains(better));
        self.worse = self.worse.filter(|worse| (-1.0..=0.0).contains(worse));
        self.p = self.p.filter(|p| (0.0..=1.0).contains(p));
        self
    }
}

impl Plan {
    /// An empty plan.
    pub fn new(id: Id, title: impl Into<String>, now: &str) -> Plan {
        Plan {
            id,
            title: title.into(),
            created: now.to_owned(),
            updated: now.to_owned(),
            next_key: 1,
            ..Plan::default()
        }
    }

    /// Notes that this copy came from a content: it becomes the newest of the ancestors.
    pub fn came_from(&mut self, fingerprint: &str) {
        if self.ancestors.last().is_some_and(|newest| newest == fingerprint) {
            return;
        }
        let ancestors = Rc::make_mut(&mut self.ancestors);
        ancestors.retain(|known| known != fingerprint);
        ancestors.push(fingerprint.to_owned());
        let surplus = ancestors.len().saturating_sub(MOST_ANCESTORS);
        ancestors.drain(..surplus);
    }

    /// The item with that id, unless it is in the bin.
    pub fn item(&self, id: &str) -> Option<&Rc<Item>> {
        self.items.iter().find(|item| &*item.id == id)
    }

    /// The title to show in a language: the alternative where it is in that script.
    ///
    /// A plan says nowhere which language its main titles are written in, so the
    /// script decides: Han characters mean Chinese.
    pub fn title_in(&self, lang: Lang) -> &str {
        title_in(&self.title, self.title_alt.as_deref(), lang)
    }

    /// The greatest number at the end of any key, 0 if there is none.
    pub fn last_key_number(&self) -> u32 {
        self.items.iter().chain(&self.bin).filter_map(|item| key_number(&item.key)).max().unwrap_or(0)
    }

    /// The same estimate sheet's input over all items, for whoever wants a column of it.
    pub fn estimates<'a>(&'a self, sheet: &'a str, input: &'a Input) -> impl Iterator<Item = &'a Estimate> {
        self.items.iter().filter_map(move |item| item.estimate(sheet, input.key))
    }
}

impl Item {
    /// The title to show in a language; see [`Plan::title_in`].
    pub fn title_in(&self, lang: Lang) -> &str {
        title_in(&self.title, self.title_alt.as_deref(), lang)
    }
}

/// Picks the one of two titles that is written in the language's script.
pub fn title_in<'a>(title: &'a str, alternative: Option<&'a str>, lang: Lang) -> &'a str {
    let Some(alternative) = alternative.filter(|text| !text.trim().is_empty()) else {
        return title;
    };
    let wants_han = lang == Lang::Zh;
    if has_han(title) != wants_han && has_han(alternative) == wants_han { alternative } else { title }
}

/// The prefix of keys that the app gives out.
pub const KEY_PREFIX: &str = "SY-";

pub(super) fn key_number(key: &str) -> Option<u32> {
    // A longer number was not counted up to, and no number could follow the longest.
    key.strip_prefix(KEY_PREFIX)?.parse().ok().filter(|number| *number <= 999_999_999)
}

fn has_han(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_follows_the_language_where_both_exist() {
        for (title, alt, en, zh) in [
            ("Guest checkout", Some("游客结算"), "Guest checkout", "游客结算"),
            ("游客结算", Some("Guest checkout"), "Guest checkout", "游客结算"),
            ("Guest checkout", None, "Guest checkout", "Guest checkout"),
            ("Guest checkout", Some(" "), "Guest checkout", "Guest checkout"),
            ("SSO", Some("OIDC"), "SSO", "SSO"),
        ] {
            assert_eq!(title_in(title, alt, Lang::En), en);
            assert_eq!(title_in(title, alt, Lang::Zh), zh);
        }
    }

    #[test]
    fn the_newest_ancestor_stands_last_and_the_oldest_are_forgotten() {
        let mut plan = Plan::default();
        for at in [1, 2, 1, 1] {
            plan.came_from(&at.to_string());
        }
        assert_eq!(*plan.ancestors, ["2", "1"]);
        for at in 0..50 {
            plan.came_from(&at.to_string());
        }
        assert_eq!(plan.ancestors.len(), MOST_ANCESTORS);
        assert_eq!(plan.ancestors.last().map(String::as_str), Some("49"));
    }

    #[test]
    fn an_emptied_sheet_disappears() {
        let mut item = Item::new("i1".into(), "SY-1", "A");
        item.set_estimate("rice", "reach", None);
        assert!(item.scores.is_empty());
        item.set_estimate("rice", "reach", Some(Estimate::Value(3.0)));
        assert_eq!(item.estimate("rice", "reach"), Some(&Estimate::Value(3.0)));
        item.set_estimate("rice", "reach", None);
        assert!(item.scores.is_empty());
    }

    #[test]
    fn only_web_and_mail_links_may_be_followed() {
        for (url, safe) in [
            ("https://example.org", true),
            (" HTTP://example.org", true),
            ("mailto:someone@example.org", true),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("example.org", false),
        ] {
            let link = Link { url: url.into(), ..Link::default() };
            assert_eq!(link.is_safe(), safe, "{url}");
        }
    }

    #[test]
    fn every_name_in_files_reads_back() {
        for status in Status::ALL {
            assert_eq!(Status::from_file_name(status.file_name()), Some(*status));
        }
        for category in KanoCategory::ALL {
            assert_eq!(KanoCategory::from_file_name(category.file_name()), Some(*category));
        }
        for table in KanoTable::ALL {
            assert_eq!(KanoTable::from_file_name(table.file_name()), Some(*table));
        }
        for rule in KanoRule::ALL {
            assert_eq!(KanoRule::from_file_name(rule.file_name()), Some(*rule));
        }
        assert_eq!(Status::from_file_name("done"), None);
    }
}
