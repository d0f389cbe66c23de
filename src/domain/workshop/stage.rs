//! What the audience sees: large type, one thing at a time, no names, and no votes before the reveal.
//!
//! A [`Stage`] is all that leaves the facilitator's window for the projector's. What is not in this
//! type cannot be shown by accident.

use serde::{Deserialize, Serialize};

use super::agreement::consensus::Distribution;
use super::agreement::verdict;
use super::agreement::{FEW_VOTES, Silent};
use super::paper::Paper;
use super::tally::{self, Guest, Tally};
use super::{Naming, Pass, Question, Round, Workshop};
use super::{cards, order, outcome};
use crate::domain::number::percent;
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, agreement as agreement_words, workshop as words};

/// What the address of the audience's window has behind it, before the workshop's id.
pub const MARK: &str = "#w=";

/// What the audience sees.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stage {
    /// The language that it is in, a tag.
    pub lang: String,
    /// The title of the workshop.
    pub workshop: String,
    /// What is on; empty before the beginning and after the end.
    pub title: String,
    /// Which entry of the agenda it is, from 1, and of how many.
    pub place: (usize, usize),
    /// Since when, ISO 8601 UTC; empty where no time runs.
    pub since: String,
    /// How long it may take, in minutes.
    pub minutes: f64,
    /// The agenda: titles and minutes, and whether each is done.
    pub agenda: Vec<(String, f64, bool)>,
    /// Whether the workshop is over.
    pub ended: bool,
    /// Whether people vote under their names.
    pub named: bool,
    /// What is voted on, while something is.
    pub vote: Option<StageVote>,
}

/// A vote on the stage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StageVote {
    /// What is asked, in words.
    pub question: String,
    /// Which time the round is voted in.
    pub number: u32,
    /// The titles of the items.
    pub items: Vec<String>,
    /// Whether votes are taken.
    pub open: bool,
    /// How many have voted.
    pub voted: usize,
    /// How many are known to take part.
    pub known: usize,
    /// The link to the ballot, while votes are taken.
    pub link: String,
    /// What was voted, once it is revealed: of the item that is on, or of all that have votes.
    pub results: Vec<Shown>,
    /// Whether the results are an order, the first first.
    pub ranked: bool,
    /// By which rule they are in order, and what should be known beside it.
    pub notes: Vec<String>,
    /// Which of the things that have votes is shown alone, from 1, and of how many; zeros where all are.
    pub step: (usize, usize),
    /// How many items nobody has voted on, which are not among the results.
    pub unvoted: usize,
    /// Ideas that came in, once they are revealed.
    pub ideas: Vec<String>,
}

/// What was voted on one thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// What it is about.
    pub title: String,
    /// The faces of the cards with how often each was played.
    pub bars: Vec<(String, usize)>,
    /// Which bars are in the middle of the votes.
    pub middle: Option<usize>,
    /// Its place, where the results are an order: equals share one. 0 elsewhere.
    pub place: usize,
    /// What the votes say, in a sentence.
    pub sentence: String,
    /// How far they agree, as a figure with its name; empty where there is none.
    pub consensus: String,
    /// What the vote before said of it; empty in a first vote.
    pub before: String,
    /// What was agreed, in words; empty where nothing is yet.
    pub agreed: String,
}

/// Which of the things that were voted on the audience sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The first that has votes: nobody has chosen yet.
    #[default]
    First,
    /// One, by the place of its task.
    One(usize),
    /// All that have votes.
    All,
}

impl Focus {
    /// The one task that is shown; `None` for all of them.
    pub fn task(self, voted: &[usize]) -> Option<usize> {
        match self {
            Focus::First => voted.first().copied(),
            Focus::One(task) => Some(task),
            Focus::All => None,
        }
    }

    /// The one before (-1) or behind (1) the one that is shown, where there is one.
    pub fn step(self, voted: &[usize], by: isize) -> Option<Focus> {
        let now = self.task(voted)?;
        let at = voted.iter().position(|task| *task == now)?.checked_add_signed(by)?;
        voted.get(at).map(|task| Focus::One(*task))
    }
}

/// The places of the tasks of a pass that have votes, in the order of the ballot.
pub fn voted(workshop: &Workshop, pass: &str) -> Vec<usize> {
    let (Some(this), Some((_, round))) = (workshop.passes.get(pass), workshop.round_of(pass)) else {
        return Vec::new();
    };
    places_with_votes(&tally::tallies(round, this))
}

/// Whether the votes of a pass are shown item by item: not where they make one order, one list of
/// ideas or answers for the study.
pub fn steps_through(workshop: &Workshop, pass: &str) -> bool {
    let question = workshop.round_of(pass).map(|(_, round)| &round.question);
    let is_one = |question: &Question| {
        matches!(
            question,
            Question::Dots { .. }
                | Question::Ranking
                | Question::Pairwise
                | Question::BestWorst
                | Question::Ideas { .. }
                | Question::Kano
        )
    };
    question.is_some_and(|question| !is_one(question))
}

fn places_with_votes(tallies: &[Tally]) -> Vec<usize> {
    let with_votes = tallies.iter().enumerate().filter(|(_, tally)| tally.answered() > 0);
    with_votes.map(|(at, _)| at).collect()
}

/// What the facilitator has chosen to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Showing {
    /// Which of the things that were voted on is shown.
    pub focus: Focus,
    /// The whole link to the open ballot.
    pub link: String,
    /// People who are in the room, where that is known.
    pub guests: Vec<Guest>,
}

/// The stage of a workshop.
pub fn stage(plan: &Plan, workshop: &Workshop, showing: &Showing, lang: Lang) -> Stage {
    let at = workshop.agenda.iter().position(|entry| Some(&entry.id) == workshop.on.as_ref());
    let entries = workshop.agenda.iter().enumerate().filter(|(_, entry)| !entry.skipped);
    let mut stage = Stage {
        lang: lang.tag().to_owned(),
        workshop: workshop.title.clone(),
        agenda: entries
            .map(|(place, entry)| {
                let done = !workshop.ended.is_empty() || at.is_some_and(|at| place < at);
                (entry.title.clone(), entry.minutes, done)
            })
            .collect(),
        ended: !workshop.ended.is_empty(),
        named: workshop.naming == Naming::Named,
        ..Stage::default()
    };
    let Some(entry) = workshop.current() else { return stage };
    stage.title.clone_from(&entry.title);
    stage.place = (at.map_or(0, |at| at + 1), workshop.agenda.len());
    stage.since.clone_from(&workshop.since);
    stage.minutes = entry.minutes;
    let Some((id, pass)) = workshop.last_pass(&entry.id) else { return stage };
    let Some(paper) = Paper::of(plan, workshop, id) else { return stage };
    let turnout = tally::turnout(workshop, id, &showing.guests);
    let mut vote = StageVote {
        question: asked(&paper, lang),
        number: pass.number,
        items: paper.items.iter().map(|item| item.title_in(lang).to_owned()).collect(),
        open: pass.is_open(),
        voted: turnout.voted,
        known: turnout.known.max(turnout.voted),
        ..StageVote::default()
    };
    if pass.is_open() {
        vote.link.clone_from(&showing.link);
    }
    if pass.is_revealed()
        && let Some(round) = &entry.round
    {
        vote.ideas = tally::ideas(pass);
        if let Some(order) = order::order(plan, workshop, id, lang) {
            ordered(&mut vote, &paper, order, lang);
        } else if let Question::Kano = round.question {
            // What the answers make of an item, the study says, and not a count of them.
            vote.results.push(Shown::saying(words::kano_answered(lang, pass.ballots.len())));
        } else if !matches!(round.question, Question::Ideas { .. }) {
            let all = tally::tallies(round, pass);
            let with_votes = places_with_votes(&all);
            let task = showing.focus.task(&with_votes);
            let wanted = task.map_or_else(|| with_votes.clone(), |task| vec![task]);
            let before = before(workshop, pass, round);
            vote.results = wanted
                .iter()
                .filter_map(|at| Some((*at, all.get(*at)?)))
                .map(|(at, tally)| Shown {
                    before: said_before(&paper, before.as_ref(), at, lang),
                    ..shown_of(workshop, id, &paper, tally, lang)
                })
                .collect();
            vote.notes = order::camps_of_cards(plan, workshop, id, lang).into_iter().collect();
            match task.and_then(|task| with_votes.iter().position(|at| *at == task)) {
                Some(at) if with_votes.len() > 1 => vote.step = (at + 1, with_votes.len()),
                _ => {}
            }
            if task.is_none() {
                vote.unvoted = all.len() - with_votes.len();
            }
        }
        if vote.results.is_empty() && vote.ideas.is_empty() {
            vote.results.push(Shown::saying(agreement_words::nobody(lang).to_owned()));
            vote.unvoted = 0;
        }
    }
    stage.vote = Some(vote);
    stage
}

/// What a paper asks, in words.
pub fn asked(paper: &Paper, lang: Lang) -> String {
    let input = cards::input_of(&paper.question);
    match &paper.question {
        Question::Estimate { .. } => {
            let label = match (input, paper.about.as_str()) {
                (_, about) if !about.is_empty() => about,
                (Some(input), _) => (input.label)(lang),
                (None, _) => paper.title.as_str(),
            };
            match unit_word(&paper.unit, lang) {
                Some(unit) => words::ask_estimate_in(lang, label, unit),
                None => words::ask_estimate(lang, label),
            }
        }
        Question::Dots { dots, most } => words::ask_dots(lang, *dots, (*most).min(*dots)),
        Question::Ranking => words::ask_ranking(lang).to_owned(),
        Question::Pairwise => words::ask_pairwise(lang).to_owned(),
        Question::BestWorst => words::ask_best_worst(lang).to_owned(),
        Question::Need { .. } => words::ask_need(lang, &paper.about),
        Question::Goal { .. } => words::ask_goal(lang, &paper.about),
        Question::Ideas { most } => words::ask_ideas(lang, *most),
        Question::Kano => words::ask_kano(lang).to_owned(),
        Question::Confidence => words::ask_confidence(lang).to_owned(),
        Question::Other(_) => words::ask_other(lang).to_owned(),
    }
}

fn unit_word(unit: &str, lang: Lang) -> Option<&'static str> {
    use crate::domain::plan::{EffortUnit, Period};
    let effort = EffortUnit::from_file_name(unit).map(|unit| unit.label(lang));
    effort.or_else(|| Period::from_file_name(unit).map(|period| words::per(lang, period)))
}

impl Shown {
    /// A sentence about the whole.
    fn saying(sentence: String) -> Shown {
        Shown { sentence, ..Shown::default() }
    }
}

/// The order that dots, ranks or pairs make, as the results of a vote.
fn ordered(vote: &mut StageVote, paper: &Paper, order: order::Order, lang: Lang) {
    let title =
        |at: usize| paper.items.get(at).map(|item| item.title_in(lang).to_owned()).unwrap_or_default();
    let shown = |placed: order::Placed| Shown {
        title: title(placed.item),
        place: placed.place,
        sentence: placed.got,
        ..Shown::default()
    };
    vote.results = order.items.into_iter().map(shown).collect();
    vote.ranked = true;
    vote.notes = std::iter::once(order.rule).chain(order.notes).collect();
}

fn shown_of(workshop: &Workshop, pass: &str, paper: &Paper, tally: &Tally, lang: Lang) -> Shown {
    let titles: Vec<&str> =
        tally.items.iter().filter_map(|at| paper.items.get(*at)).map(|item| item.title_in(lang)).collect();
    let item = match tally.items.as_slice() {
        [at] => workshop.round_of(pass).and_then(|(_, round)| round.items.get(*at)),
        _ => None,
    };
    let outcome = outcome::outcome_of(workshop, pass, item).filter(|outcome| *outcome.pass == *pass);
    let face = |value: f64| face(paper, value, &titles, lang);
    let bars = tally.counts.iter().map(|(value, count)| (face(*value), *count)).collect();
    // A middle between two cards is on none of them.
    let middle = distribution(tally).median().filter(|place| place.fract() == 0.0);
    Shown {
        title: titles.join(words::versus(lang)),
        bars: if tally.numbers.is_empty() { Vec::new() } else { bars },
        middle: middle.map(|place| place as usize),
        place: 0,
        sentence: sentence(paper, tally, lang),
        consensus: consensus(paper, tally, lang),
        before: String::new(),
        agreed: outcome.and_then(|outcome| outcome.value).map(face).unwrap_or_default(),
    }
}

/// What a value of an answer is called on the paper that asks for it.
pub fn face(paper: &Paper, value: f64, titles: &[&str], lang: Lang) -> String {
    match &paper.question {
        Question::Estimate { cards, .. } => {
            let input = cards::input_of(&paper.question);
            let card = cards.iter().find(|card| card.value == value).cloned();
            cards::face(&card.unwrap_or_else(|| cards::Card::of(value)), input, lang)
        }
        Question::Pairwise => match (value as i32, titles) {
            (1, [first, _]) => (*first).to_owned(),
            (-1, [_, second]) => (*second).to_owned(),
            _ => words::neither(lang).to_owned(),
        },
        Question::Need { .. } | Question::Goal { .. } => words::level(lang, value as i8).to_owned(),
        _ => crate::domain::number::display(value, 1),
    }
}

/// The votes on one thing as counts by the place of their cards.
pub(super) fn distribution(tally: &Tally) -> Distribution {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Distribution::new(tally.counts.iter().map(|(_, votes)| count(*votes)).collect())
}

/// The vote before a pass, if everybody has seen it: its number, and what was voted, task by task.
pub(super) fn before(workshop: &Workshop, pass: &Pass, round: &Round) -> Option<(u32, Vec<Tally>)> {
    let (_, earlier) = tally::before(workshop, pass).filter(|(_, earlier)| earlier.is_revealed())?;
    Some((earlier.number, tally::tallies(round, earlier)))
}

/// What the vote before said of a task, to compare it with this one; empty where there is none.
pub(super) fn said_before(
    paper: &Paper,
    before: Option<&(u32, Vec<Tally>)>,
    task: usize,
    lang: Lang,
) -> String {
    let Some((number, tally)) = before.and_then(|(number, tallies)| Some((number, tallies.get(task)?)))
    else {
        return String::new();
    };
    let said = [sentence(paper, tally, lang), consensus(paper, tally, lang)];
    let said: Vec<String> = said.into_iter().filter(|said| !said.is_empty()).collect();
    words::vote_before(lang, *number, &said.join(agreement_words::between_sentences(lang)))
}

/// How far the votes on one thing agree (Tastle and Wierman), as a figure with its name: 0% half at either end,
/// 100% all on one card. Empty of few votes, and where cards have no order.
pub(super) fn consensus(paper: &Paper, tally: &Tally, lang: Lang) -> String {
    let has_order = matches!(
        paper.question,
        Question::Estimate { .. } | Question::Need { .. } | Question::Goal { .. } | Question::Confidence
    );
    let votes = distribution(tally);
    let share = votes.consensus().filter(|_| has_order && votes.votes() >= FEW_VOTES);
    share.map(|share| words::consensus(lang, &percent(share, 0))).unwrap_or_default()
}

/// What the votes on one thing say: the verdict of [`super::agreement`], which console,
/// audience and minutes share. Empty where no number is asked for.
pub fn sentence(paper: &Paper, tally: &Tally, lang: Lang) -> String {
    match paper.question {
        Question::Dots { .. } => {
            return words::dots_given(lang, tally.sum() as usize, tally.numbers.len());
        }
        Question::Kano | Question::BestWorst | Question::Ideas { .. } | Question::Other(_) => {
            return String::new();
        }
        _ => {}
    }
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let silent = Silent { unknown: count(tally.unknown), abstained: count(tally.abstained) };
    let titles: Vec<&str> =
        tally.items.iter().filter_map(|at| paper.items.get(*at)).map(|item| item.title_in(lang)).collect();
    let label = |place: f64| {
        let value = tally.counts.get(place as usize).map_or(place, |(value, _)| *value);
        face(paper, value, &titles, lang)
    };
    verdict::sentence(&verdict::of_cards(&distribution(tally)), silent, &label, lang)
}
