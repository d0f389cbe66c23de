//! What the audience sees: large type, one thing at a time, no names, and no votes before the reveal.
//!
//! A [`Stage`] is all that leaves the facilitator's window for the projector's. What is not in this
//! type cannot be shown by accident.

use serde::{Deserialize, Serialize};

use super::cards;
use super::paper::Paper;
use super::tally::{self, Tally};
use super::{Naming, Question, Workshop};
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, workshop as words};

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
    /// What was voted, once it is revealed: of the item that is on, or of all.
    pub results: Vec<Shown>,
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
    /// What the votes say, in a sentence.
    pub sentence: String,
    /// What was agreed, in words; empty where nothing is yet.
    pub agreed: String,
}

/// What the facilitator has chosen to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Showing {
    /// The place of the one task whose votes are shown; `None` for all.
    pub task: Option<usize>,
    /// The whole link to the open ballot.
    pub link: String,
    /// People who are in the room, where that is known.
    pub present: usize,
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
    let turnout = tally::turnout(workshop, id);
    let mut vote = StageVote {
        question: asked(&paper, lang),
        number: pass.number,
        items: paper.items.iter().map(|item| item.title_in(lang).to_owned()).collect(),
        open: pass.is_open(),
        voted: turnout.voted,
        known: turnout.known.max(showing.present).max(turnout.voted),
        ..StageVote::default()
    };
    if pass.is_open() {
        vote.link.clone_from(&showing.link);
    }
    if pass.is_revealed()
        && let Some(round) = &entry.round
    {
        let all = tally::tallies(round, pass);
        let shown = all.iter().enumerate().filter(|(at, _)| showing.task.is_none_or(|task| task == *at));
        vote.results = shown.map(|(_, tally)| shown_of(workshop, id, &paper, tally, lang)).collect();
        vote.ideas = tally::ideas(pass);
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

fn shown_of(workshop: &Workshop, pass: &str, paper: &Paper, tally: &Tally, lang: Lang) -> Shown {
    let titles: Vec<&str> =
        tally.items.iter().filter_map(|at| paper.items.get(*at)).map(|item| item.title_in(lang)).collect();
    let item = match tally.items.as_slice() {
        [at] => workshop.round_of(pass).and_then(|(_, round)| round.items.get(*at)),
        _ => None,
    };
    let outcome =
        workshop.outcomes.iter().find(|outcome| Some(&outcome.item) == item && *outcome.pass == *pass);
    let face = |value: f64| face(paper, value, &titles, lang);
    let middle = tally.median();
    Shown {
        title: titles.join(words::versus(lang)),
        bars: tally.counts.iter().map(|(value, count)| (face(*value), *count)).collect(),
        middle: middle.and_then(|middle| tally.counts.iter().position(|(value, _)| *value == middle)),
        sentence: sentence(paper, tally, lang),
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
        _ => crate::domain::number::display(value, 0),
    }
}

/// What the votes on one thing say.
pub fn sentence(paper: &Paper, tally: &Tally, lang: Lang) -> String {
    if let Question::Dots { .. } = paper.question {
        return words::dots_given(lang, tally.sum() as usize, tally.numbers.len());
    }
    let (Some(median), Some((low, high))) = (tally.median(), tally.ends()) else {
        return words::nobody_said(lang).to_owned();
    };
    let face = |value: f64| face(paper, value, &[], lang);
    if low == high {
        return words::all_say(lang, tally.numbers.len(), &face(median));
    }
    words::spread(lang, tally.numbers.len(), &face(median), &face(low), &face(high))
}
