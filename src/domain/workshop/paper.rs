//! What a voter is asked, and what an answer can be: all that travels in a ballot's link.

use serde::{Deserialize, Serialize};

use super::cards::{self, Card};
use super::{Answer, MOST_ITEMS, Naming, Open, Question, Round, WHOLE, Workshop};
use crate::domain::frame::{self, Frame, FrameProblem, InflateProblem};
use crate::domain::hash::hash;
use crate::domain::plan::{Id, Item, Plan, title_in};
use crate::domain::text::{Lang, workshop as words};

/// What a link to a ballot has behind its address.
pub const MARK: &str = "#b=";

/// Characters of the longest link that is read or written.
pub const LONGEST_LINK: usize = 200_000;

/// Bytes of the largest ballot; inflating stops there, whatever a link promises.
pub const MOST_BYTES: usize = 1024 * 1024;

const FRAME: Frame = Frame { mark: MARK, version: '1', longest: LONGEST_LINK };

/// What one voter is asked in one pass of a round.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Paper {
    /// The pass; a ballot of another one does not count in it.
    #[serde(rename = "p")]
    pub pass: Id,
    /// Which time the round is voted in, from 1.
    #[serde(rename = "n")]
    pub number: u32,
    /// The id of the workshop: whoever votes in a second round of it is the same voter. Empty in
    /// links that were made before papers had it; an older program passes over it.
    #[serde(rename = "x", skip_serializing_if = "str::is_empty")]
    pub room: Id,
    /// The title of the workshop.
    #[serde(rename = "w")]
    pub workshop: String,
    /// The title of the round.
    #[serde(rename = "t")]
    pub title: String,
    /// Whether votes have names.
    #[serde(rename = "a")]
    pub naming: Naming,
    /// The roles of the workshop, and whether they vote in this round.
    #[serde(rename = "r", skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<(String, bool)>,
    /// What is asked.
    #[serde(rename = "q")]
    pub question: Question,
    /// What the question is about: a need, a goal, a criterion.
    #[serde(rename = "o", skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The items.
    #[serde(rename = "i")]
    pub items: Vec<Asked>,
    /// The name of the unit that numbers are in, as files have it; empty without.
    #[serde(rename = "u", skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Where the workshop is live; empty where it is not. See [`super::live`].
    #[serde(rename = "l", skip_serializing_if = "String::is_empty")]
    pub live: String,
}

/// An item on a ballot.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Its title.
    #[serde(rename = "t")]
    pub title: String,
    /// Its title in the other language.
    #[serde(rename = "z", skip_serializing_if = "Option::is_none")]
    pub title_alt: Option<String>,
}

impl Asked {
    fn of(item: &Item) -> Asked {
        Asked { title: item.title.clone(), title_alt: item.title_alt.clone() }
    }

    /// The title in a language, where there is one.
    pub fn title_in(&self, lang: Lang) -> &str {
        title_in(&self.title, self.title_alt.as_deref(), lang)
    }
}

/// Why a link to a ballot does not open, or is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// It holds something else, or nothing.
    NotABallot,
    /// Its end is missing.
    Cut,
    /// Something in it was changed.
    Changed,
    /// A newer version of this program made it.
    Newer,
    /// It is longer than [`LONGEST_LINK`], or holds more than [`MOST_BYTES`] or [`MOST_ITEMS`].
    TooLarge,
}

impl LinkProblem {
    /// What is wrong and what to do, in plain words.
    pub fn sentence(self, lang: Lang) -> &'static str {
        match self {
            LinkProblem::NotABallot => words::link_no_ballot(lang),
            LinkProblem::Cut => words::link_cut(lang),
            LinkProblem::Changed => words::link_changed(lang),
            LinkProblem::Newer => words::link_newer(lang),
            LinkProblem::TooLarge => words::link_too_large(lang),
        }
    }
}

impl From<FrameProblem> for LinkProblem {
    fn from(problem: FrameProblem) -> LinkProblem {
        match problem {
            FrameProblem::Other => LinkProblem::NotABallot,
            FrameProblem::Cut => LinkProblem::Cut,
            FrameProblem::Changed => LinkProblem::Changed,
            FrameProblem::Newer => LinkProblem::Newer,
            FrameProblem::TooLong => LinkProblem::TooLarge,
        }
    }
}

impl Paper {
    /// The ballot of a pass; `None` where the workshop has no such pass of a round.
    ///
    /// Items that the plan no longer has keep their place, so that answers by place stay right.
    pub fn of(plan: &Plan, workshop: &Workshop, pass: &str) -> Option<Paper> {
        let (id, this) = workshop.passes.get_key_value(pass)?;
        let (entry, round) = workshop.round_of(pass)?;
        let item = |id: &Id| plan.item(id).or_else(|| plan.bin.iter().find(|item| item.id == *id));
        let about = match &round.question {
            Question::Need { to } => {
                plan.needs.iter().find(|need| need.id == *to).map(|need| need.title.clone())
            }
            Question::Goal { to } => {
                plan.goals.iter().find(|goal| goal.id == *to).map(|goal| goal.title.clone())
            }
            question => cards::input_of(question)
                .and_then(|input| input.criterion(&plan.settings.criteria))
                .map(|criterion| criterion.title.clone()),
        };
        let unit = cards::input_of(&round.question).map(|input| match input.unit {
            crate::domain::frameworks::Unit::Effort => plan.settings.effort_unit.file_name(),
            crate::domain::frameworks::Unit::PerPeriod => plan.settings.reach_period.file_name(),
            _ => "",
        });
        Some(Paper {
            pass: Id::clone(id),
            number: this.number,
            room: Id::clone(&workshop.id),
            workshop: workshop.title.clone(),
            title: entry.title.clone(),
            naming: workshop.naming,
            roles: workshop.roles.iter().map(|role| (role.title.clone(), round.admits(&role.id))).collect(),
            question: round.question.clone(),
            about: about.unwrap_or_default(),
            items: round
                .items
                .iter()
                .map(|id| item(id).map(|item| Asked::of(item)).unwrap_or_default())
                .collect(),
            unit: unit.unwrap_or_default().to_owned(),
            live: String::new(),
        })
    }

    /// What is to be answered, in order.
    pub fn tasks(&self) -> Vec<Task> {
        tasks(&self.question, self.items.len())
    }

    /// The end of a link to the ballot, from `#b=` on.
    pub fn link(&self) -> Result<String, LinkProblem> {
        // A paper is texts, numbers and lists, which always become JSON.
        let bytes = serde_json::to_vec(self).map_err(|_| LinkProblem::TooLarge)?;
        if bytes.len() > MOST_BYTES || self.items.len() > MOST_ITEMS {
            return Err(LinkProblem::TooLarge);
        }
        FRAME.write(&frame::deflate(&bytes)).ok_or(LinkProblem::TooLarge)
    }

    /// Reads a ballot from a link, from the part behind its address, or from a text around it.
    pub fn read(text: &str) -> Result<Paper, LinkProblem> {
        let packed = FRAME.read(text)?;
        let bytes = frame::inflate(&packed, MOST_BYTES).map_err(|problem| match problem {
            InflateProblem::TooLarge => LinkProblem::TooLarge,
            InflateProblem::Broken => LinkProblem::NotABallot,
        })?;
        let paper: Paper = serde_json::from_slice(&bytes).map_err(|_| LinkProblem::NotABallot)?;
        if paper.items.len() > MOST_ITEMS {
            return Err(LinkProblem::TooLarge);
        }
        match paper.question {
            _ if paper.pass.is_empty() => Err(LinkProblem::NotABallot),
            Question::Other(_) => Err(LinkProblem::Newer),
            _ => Ok(paper),
        }
    }
}

/// The number by which codes name a pass.
pub fn fingerprint(pass: &str) -> u64 {
    hash([pass])
}

/// One thing to be answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The places of its items in the round; none where it is about the whole.
    pub items: Vec<usize>,
    /// What an answer can be.
    pub ask: Ask,
}

/// What an answer can be.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// The value of one of these.
    Card(Vec<Card>),
    /// Dots, at most so many on one item and so many in all.
    Dots {
        /// Most on one item.
        most: u32,
        /// Most in all.
        budget: u32,
    },
    /// A rank of its own, from 1 to so many.
    Rank(usize),
    /// 1 for the first, -1 for the second, 0 for neither.
    Pair,
    /// The places of the best and of the worst among its items, from 0.
    BestWorst,
    /// -1 to 3.
    Level,
    /// With and without, 1 to 5 each.
    Kano,
    /// 0 to 5.
    Fist,
    /// At most so many texts.
    Texts(u32),
}

/// Characters of one idea, and of a name.
pub const LONGEST_TEXT: usize = 200;

/// Characters of a name.
pub const LONGEST_NAME: usize = 60;

/// What a question asks of so many items.
pub fn tasks(question: &Question, items: usize) -> Vec<Task> {
    let of_each = |ask: Ask| (0..items).map(|item| Task { items: vec![item], ask: ask.clone() }).collect();
    match question {
        Question::Estimate { cards, .. } => of_each(Ask::Card(cards.clone())),
        Question::Dots { dots, most } => of_each(Ask::Dots { most: (*most).min(*dots), budget: *dots }),
        Question::Ranking => of_each(Ask::Rank(items)),
        Question::Pairwise => {
            pairs(items).into_iter().map(|items| Task { items: items.to_vec(), ask: Ask::Pair }).collect()
        }
        Question::BestWorst => {
            quartets(items).into_iter().map(|items| Task { items, ask: Ask::BestWorst }).collect()
        }
        Question::Need { .. } | Question::Goal { .. } => of_each(Ask::Level),
        Question::Kano => of_each(Ask::Kano),
        Question::Ideas { most } => vec![Task { items: Vec::new(), ask: Ask::Texts((*most).clamp(1, 20)) }],
        Question::Confidence => vec![Task { items: Vec::new(), ask: Ask::Fist }],
        Question::Other(_) => Vec::new(),
    }
}

/// Every pair of up to seven items. Of more, each item with its next and next but one
/// neighbour in a circle: enough to connect all, and two questions for each item.
fn pairs(items: usize) -> Vec<[usize; 2]> {
    if items <= 7 {
        return (0..items).flat_map(|one| (one + 1..items).map(move |other| [one, other])).collect();
    }
    (1..=2).flat_map(|step| (0..items).map(move |one| [one, (one + step) % items])).collect()
}

/// Sets of four in which every item stands about three times, with other neighbours each time.
fn quartets(items: usize) -> Vec<Vec<usize>> {
    if items <= 4 {
        return if items < 2 { Vec::new() } else { vec![(0..items).collect()] };
    }
    let strides = (1..items).filter(|stride| common(*stride, items) == 1).take(3);
    strides
        .flat_map(|stride| {
            let order: Vec<usize> = (0..items).map(|at| at * stride % items).collect();
            // The last set is filled up from the front.
            (0..items.div_ceil(4)).map(move |set| {
                let start = (set * 4).min(order.len().saturating_sub(4));
                order.iter().skip(start).take(4).copied().collect::<Vec<_>>()
            })
        })
        .collect()
}

/// The greatest common divisor.
fn common(one: usize, other: usize) -> usize {
    if other == 0 { one } else { common(other, one % other) }
}

impl Task {
    /// Under what its answer stands in a ballot.
    pub fn key(&self, items: &[Id]) -> Id {
        if self.items.is_empty() {
            return WHOLE.into();
        }
        let ids: Vec<&str> = self.items.iter().filter_map(|at| items.get(*at)).map(|id| &**id).collect();
        ids.join("~").into()
    }

    /// Whether an answer is one to this.
    pub fn takes(&self, answer: &Answer) -> bool {
        let whole =
            |number: f64, low: f64, high: f64| number.fract() == 0.0 && (low..=high).contains(&number);
        match (&self.ask, answer) {
            // Whoever cannot say how many dots an item gets, gives it none.
            (Ask::Dots { .. } | Ask::Texts(_) | Ask::Rank(_), Answer::Open(_)) => false,
            (_, Answer::Open(_)) => true,
            (Ask::Card(cards), Answer::Number(number)) => cards.iter().any(|card| card.value == *number),
            (Ask::Dots { most, .. }, Answer::Number(number)) => whole(*number, 0.0, f64::from(*most)),
            (Ask::Rank(count), Answer::Number(number)) => whole(*number, 1.0, *count as f64),
            (Ask::Pair, Answer::Number(number)) => whole(*number, -1.0, 1.0),
            (Ask::Level, Answer::Number(number)) => whole(*number, -1.0, 3.0),
            (Ask::Fist, Answer::Number(number)) => whole(*number, 0.0, 5.0),
            (Ask::BestWorst, Answer::Two([best, worst])) => {
                best != worst && [best, worst].iter().all(|at| usize::from(**at) < self.items.len())
            }
            (Ask::Kano, Answer::Two(replies)) => replies.iter().all(|reply| (1..=5).contains(reply)),
            (Ask::Texts(most), Answer::Texts(texts)) => {
                texts.len() <= *most as usize
                    && texts
                        .iter()
                        .all(|text| !text.trim().is_empty() && text.chars().count() <= LONGEST_TEXT)
            }
            _ => false,
        }
    }
}

/// What is wrong with a whole ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// More dots than there are: that many, of that many.
    TooManyDots(u32, u32),
    /// Two items have the same rank.
    SameRank,
    /// There is no answer at all.
    Nothing,
}

impl Wrong {
    /// What is wrong, in plain words.
    pub fn sentence(self, lang: Lang) -> String {
        match self {
            Wrong::TooManyDots(given, budget) => words::too_many_dots(lang, given, budget),
            Wrong::SameRank => words::same_rank(lang).to_owned(),
            Wrong::Nothing => words::nothing_answered(lang).to_owned(),
        }
    }
}

/// The answers that can be counted, by task; one that is none costs itself alone.
///
/// Dots beyond the budget and ranks that are given twice spoil the whole, as nobody can tell
/// which were meant.
pub fn sound(tasks: &[Task], answers: Vec<Option<Answer>>) -> Result<Vec<Option<Answer>>, Wrong> {
    let answers: Vec<Option<Answer>> = tasks
        .iter()
        .zip(answers.into_iter().chain(std::iter::repeat(None)))
        .map(|(task, answer)| answer.filter(|answer| task.takes(answer)))
        .collect();
    if let Some(Task { ask: Ask::Dots { budget, .. }, .. }) = tasks.first() {
        let given: f64 = answers.iter().flatten().filter_map(Answer::number).sum();
        if given > f64::from(*budget) {
            return Err(Wrong::TooManyDots(given as u32, *budget));
        }
    }
    if let Some(Task { ask: Ask::Rank(_), .. }) = tasks.first() {
        let mut ranks: Vec<u32> =
            answers.iter().flatten().filter_map(Answer::number).map(|rank| rank as u32).collect();
        let count = ranks.len();
        ranks.sort_unstable();
        ranks.dedup();
        if ranks.len() < count {
            return Err(Wrong::SameRank);
        }
    }
    if answers.iter().all(Option::is_none) { Err(Wrong::Nothing) } else { Ok(answers) }
}

/// Whether an answer is one without a number.
pub fn is_open(answer: Option<&Answer>, open: Open) -> bool {
    answer == Some(&Answer::Open(open))
}

impl Round {
    /// What is to be answered, in order.
    pub fn tasks(&self) -> Vec<Task> {
        tasks(&self.question, self.items.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_seven_items_meet_pair_by_pair_and_more_meet_their_neighbours() {
        for (items, expected) in [(0, 0), (1, 0), (2, 1), (7, 21), (8, 16), (30, 60)] {
            assert_eq!(pairs(items).len(), expected, "{items}");
        }
        for items in 8..40 {
            let mut seen = std::collections::BTreeSet::new();
            for [one, other] in pairs(items) {
                assert!(
                    one != other && seen.insert([one.min(other), one.max(other)]),
                    "{one} {other} of {items}"
                );
            }
        }
    }

    #[test]
    fn in_sets_of_four_every_item_stands_equally_often() {
        for items in 5..60 {
            let sets = quartets(items);
            let count = |item: usize| sets.iter().filter(|set| set.contains(&item)).count();
            let counts: Vec<usize> = (0..items).map(count).collect();
            assert!(counts.iter().all(|count| (2..=6).contains(count)), "{items}: {counts:?}");
            for set in &sets {
                let unique: std::collections::BTreeSet<_> = set.iter().collect();
                assert_eq!((set.len(), unique.len()), (4, 4), "{items}: {set:?}");
            }
        }
        assert_eq!((quartets(1).len(), quartets(3)), (0, vec![vec![0, 1, 2]]));
    }

    #[test]
    fn answers_that_are_none_cost_themselves_and_dots_beyond_the_budget_the_whole() {
        let number = |value: f64| Some(Answer::Number(value));
        let dots = tasks(&Question::Dots { dots: 5, most: 3 }, 3);
        assert_eq!(
            sound(&dots, vec![number(3.0), number(4.0), number(1.0)]).unwrap(),
            [number(3.0), None, number(1.0)]
        );
        assert_eq!(sound(&dots, vec![number(3.0), number(3.0)]), Err(Wrong::TooManyDots(6, 5)));
        assert_eq!(sound(&dots, Vec::new()), Err(Wrong::Nothing));
        let ranks = tasks(&Question::Ranking, 3);
        assert_eq!(sound(&ranks, vec![number(1.0), number(1.0)]), Err(Wrong::SameRank));
        assert!(sound(&ranks, vec![number(3.0), None, number(1.0)]).is_ok());
        let cards = tasks(
            &Question::Estimate { sheet: "rice".into(), input: "impact".into(), cards: vec![Card::of(1.0)] },
            1,
        );
        assert_eq!(sound(&cards, vec![number(2.0)]), Err(Wrong::Nothing));
        assert!(sound(&cards, vec![Some(Answer::Open(Open::Unknown))]).is_ok());
    }
}
