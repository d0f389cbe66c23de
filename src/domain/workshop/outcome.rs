//! What the votes of a revealed pass say, and how what is agreed goes into the plan.
//!
//! An order of the items is [`super::order`]; what is worth talking about first, [`super::weigh`].

use std::rc::Rc;

use super::agreement;
use super::agreement::range::{Agreed, Guess, agree, level};
use super::agreement::verdict::{self, Verdict};
use super::edit::{WorkshopEdit, command_with};
use super::paper::{Ask, Paper, Task};
use super::stage::{self, face};
use super::tally::{self, Tally};
use super::{Answer, Open, Outcome, Question, Round, Workshop, cards};
use crate::domain::editor::{Command, Edit, RoadmapEdit};
use crate::domain::frameworks::{self, Input};
use crate::domain::kano::study::{Answer as KanoAnswer, Reply, Respondent};
use crate::domain::places;
use crate::domain::plan::{Estimate, Id, IdSource, Item, Plan, Status};
use crate::domain::roadmap::Decision;
use crate::domain::text::{Lang, workshop as words};

/// What was voted on one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The place of its task.
    pub task: usize,
    /// The item, where it is about one.
    pub item: Option<Id>,
    /// What it is about.
    pub title: String,
    /// The votes.
    pub tally: Tally,
    /// What the votes say, in a sentence.
    pub sentence: String,
    /// How far they agree, in a figure with its name; empty of few votes, and where cards have no order.
    pub consensus: String,
    /// Of two camps, whether they are more than chance, in a sentence; else empty.
    pub gap: String,
    /// What the vote before said of it, in a sentence; empty in a first vote.
    pub before: String,
    /// What settling it could change, in a sentence; empty where that is not known.
    pub advice: String,
    /// How far the votes disagree, in 0..=1.
    pub disagreement: f64,
    /// How much it is worth talking about, in 0..=1: disagreement times what it could change, or
    /// disagreement alone where that is not known.
    pub worth: f64,
    /// The value and the range that the votes make, for an estimate.
    pub agreed: Option<Agreed>,
    /// Whether the middle of the votes is nobody's: two camps, or halves that are more than a card apart.
    pub is_split: bool,
    /// What was agreed already.
    pub outcome: Option<Outcome>,
}

impl Finding {
    /// What the votes make of it, as the plan would have it; `None` where no number stands for them: between
    /// two camps only people can say what holds.
    pub fn proposed(&self) -> Option<Estimate> {
        if self.is_split {
            return None;
        }
        match &self.agreed {
            Some(agreed) => Some(agreed.estimate.clone()),
            None => self.tally.median().map(Estimate::Value),
        }
    }
}

/// The findings of a pass, those that people disagree on most first; nothing before it is revealed.
pub fn findings(plan: &Plan, workshop: &Workshop, pass: &str, lang: Lang) -> Vec<Finding> {
    let (Some(this), Some((_, round))) = (workshop.passes.get(pass), workshop.round_of(pass)) else {
        return Vec::new();
    };
    let Some(paper) = Paper::of(plan, workshop, pass).filter(|_| this.is_revealed()) else {
        return Vec::new();
    };
    let tasks = round.tasks();
    let tallies = tally::tallies(round, this);
    let before = stage::before(workshop, this, round);
    let mut findings: Vec<Finding> = tasks
        .iter()
        .zip(tallies)
        .enumerate()
        .map(|(at, (task, tally))| {
            let said = stage::said_before(&paper, before.as_ref(), at, lang);
            Finding { before: said, ..finding(workshop, pass, &paper, round, (at, task, tally), lang) }
        })
        .collect();
    sort(&mut findings);
    findings
}

/// Puts findings into order, most worth talking about first.
pub(super) fn sort(findings: &mut Vec<Finding>) {
    let by_worth = |one: &Finding, other: &Finding| {
        other.worth.total_cmp(&one.worth).then(other.disagreement.total_cmp(&one.disagreement))
    };
    places::sort(findings, &by_worth);
}

fn finding(
    workshop: &Workshop,
    pass: &str,
    paper: &Paper,
    round: &Round,
    (at, task, tally): (usize, &Task, Tally),
    lang: Lang,
) -> Finding {
    let titles: Vec<&str> =
        tally.items.iter().filter_map(|at| paper.items.get(*at)).map(|item| item.title_in(lang)).collect();
    let item = match task.items.as_slice() {
        [item] => round.items.get(*item).cloned(),
        _ => None,
    };
    let votes = stage::distribution(&tally);
    let disagreement = match task.ask {
        Ask::Dots { .. } => 0.0,
        _ => votes.disagreement().unwrap_or_default(),
    };
    let agreed = cards::input_of(&round.question).and_then(|input| {
        let votes = tally.numbers.iter().map(|number| agreement::Answer::Vote(Guess::Value(*number)));
        agree(input.bounds, votes)
    });
    let is_camps = matches!(verdict::of_cards(&votes), Verdict::Camps { .. });
    let gap = votes.humps().filter(|_| is_camps).map(|humps| verdict::humps(&humps, votes.votes(), lang));
    Finding {
        task: at,
        title: titles.join(words::versus(lang)),
        sentence: stage::sentence(paper, &tally, lang),
        consensus: stage::consensus(paper, &tally, lang),
        gap: gap.unwrap_or_default(),
        before: String::new(),
        advice: String::new(),
        disagreement,
        worth: disagreement,
        agreed,
        is_split: is_camps || votes.median_cards().is_some_and(|(low, high)| high > low + 1),
        outcome: outcome_of(workshop, pass, item.as_ref()).cloned(),
        item,
        tally,
    }
}

/// What was agreed of an item in any vote of a pass's round, or of the round as a whole.
pub fn outcome_of<'a>(workshop: &'a Workshop, pass: &str, item: Option<&Id>) -> Option<&'a Outcome> {
    let entry = &workshop.passes.get(pass)?.entry;
    workshop.outcomes.iter().find(|outcome| {
        let is_it = item.map_or("", |item| item) == &*outcome.item;
        is_it && workshop.passes.get(&outcome.pass).is_some_and(|pass| pass.entry == *entry)
    })
}

/// What was agreed as a value, and the two ends of its range, in words.
pub fn in_words(paper: &Paper, outcome: &Outcome, lang: Lang) -> Option<(String, Option<(String, String)>)> {
    let value = face(paper, outcome.value?, &[], lang);
    let end = |end: f64| match cards::input_of(&paper.question) {
        Some(input) => input.display(end),
        None => face(paper, end, &[], lang),
    };
    let ends = outcome.low.zip(outcome.high).map(|(low, high)| (end(low), end(high)));
    Some((value, ends.filter(|(low, high)| low != high)))
}

/// What a person makes of a finding.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decided {
    /// The value; `None` where there is none to be put into the plan.
    pub estimate: Option<Estimate>,
    /// Why, in a line.
    pub reason: String,
    /// What those said who would not have it so.
    pub dissent: String,
}

/// Puts what was agreed of an item, or of the plan as a whole, into the plan, in one step: the number with its
/// range, the outcome in the workshop, and a decision with the reason.
pub fn settle(
    plan: &Plan,
    workshop: &Workshop,
    (pass, item): (&Id, Option<&Id>),
    decided: &Decided,
    lang: Lang,
    now: &str,
    new_id: IdSource<'_>,
) -> Option<Command> {
    let (_, round) = workshop.round_of(pass)?;
    let paper = Paper::of(plan, workshop, pass)?;
    let (value, mut low, mut high) = match &decided.estimate {
        Some(Estimate::Range { low, likely, high }) => (Some(*likely), Some(*low), Some(*high)),
        Some(Estimate::Value(value)) => (Some(*value), None, None),
        _ => (None, None, None),
    };
    let mut reason = decided.reason.trim().to_owned();
    // Levels and fingers have no range in the plan, so what the votes ran over stands in the decision.
    let spread = cards::input_of(&round.question).is_none().then(|| ends(workshop, pass, item)).flatten();
    if let Some((lowest, highest)) = spread {
        (low, high) = (Some(lowest), Some(highest));
        let [lowest, highest] = [lowest, highest].map(|end| face(&paper, end, &[], lang));
        reason = words::reason_and_votes(lang, &reason, &lowest, &highest);
    }
    let outcome = Outcome {
        pass: Rc::clone(pass),
        item: item.cloned().unwrap_or_default(),
        value,
        low,
        high,
        reason: decided.reason.trim().to_owned(),
        dissent: decided.dissent.trim().to_owned(),
        at: now.to_owned(),
        ..Outcome::default()
    };
    let said = value.map(|value| face(&paper, value, &[], lang));
    let asked = what(plan, &round.question, lang);
    let title = match item {
        Some(item) => words::agreed(lang, &asked, plan.item(item)?.title_in(lang), said.as_deref()),
        None => words::agreed_whole(lang, &asked, &said?),
    };
    let edit = item.zip(value).and_then(|(item, value)| {
        Some((Rc::clone(item), edit_of(&round.question, value, decided.estimate.as_ref()?)?))
    });
    let mut commands: Vec<Command> = edit.map(|edit| Command::EditItems(vec![edit])).into_iter().collect();
    commands.push(decision(workshop, item, title, (&reason, &outcome.dissent), lang, now, new_id));
    Some(command_with(&workshop.id, vec![WorkshopEdit::Agree(outcome)], commands))
}

/// The decision that an outcome is kept as: what, why, and who would not have it so.
pub(super) fn decision(
    workshop: &Workshop,
    item: Option<&Id>,
    title: String,
    (reason, dissent): (&str, &str),
    lang: Lang,
    now: &str,
    new_id: IdSource<'_>,
) -> Command {
    let reason = match dissent {
        "" => reason.to_owned(),
        dissent => words::reason_and_dissent(lang, reason, dissent),
    };
    let decision = Decision {
        id: new_id("d"),
        date: now.to_owned(),
        by: workshop.title.clone(),
        item: item.cloned(),
        title,
        reason,
        ..Decision::default()
    };
    Command::roadmap(vec![RoadmapEdit::Decide(decision)])
}

/// The lowest and the highest vote on an item, or on the whole.
fn ends(workshop: &Workshop, pass: &str, item: Option<&Id>) -> Option<(f64, f64)> {
    let (this, (_, round)) = (workshop.passes.get(pass)?, workshop.round_of(pass)?);
    let place = |tally: &&Tally| match (tally.items.as_slice(), item) {
        ([at], Some(item)) => round.items.get(*at) == Some(item),
        (at, item) => at.is_empty() && item.is_none(),
    };
    tally::tallies(round, this).iter().find(place)?.ends()
}

/// What a question is about, in a word or two.
pub fn what(plan: &Plan, question: &Question, lang: Lang) -> String {
    match question {
        Question::Need { to } => {
            plan.needs.iter().find(|need| need.id == *to).map(|need| need.title.clone()).unwrap_or_default()
        }
        Question::Goal { to } => {
            plan.goals.iter().find(|goal| goal.id == *to).map(|goal| goal.title.clone()).unwrap_or_default()
        }
        question => match cards::input_of(question) {
            Some(input) => input.label_in(&plan.settings.criteria, lang).to_owned(),
            None => words::kind(lang, question).to_owned(),
        },
    }
}

fn edit_of(question: &Question, value: f64, estimate: &Estimate) -> Option<Edit> {
    match question {
        Question::Estimate { .. } => {
            let (sheet, input) = sheet_and_input(question)?;
            Some(Edit::Estimate { sheet, input: input.key, value: Some(estimate.clone()) })
        }
        Question::Need { to } => Some(Edit::Need(Rc::clone(to), Some(level(value)))),
        Question::Goal { to } => Some(Edit::Goal(Rc::clone(to), Some(level(value)))),
        _ => None,
    }
}

fn sheet_and_input(question: &Question) -> Option<(&'static str, &'static Input)> {
    let Question::Estimate { sheet, .. } = question else { return None };
    let framework = frameworks::ALL.iter().find(|framework| framework.sheet == sheet)?;
    Some((framework.sheet, cards::input_of(question)?))
}

/// Puts the ideas of a pass into the plan, each as a new item that nobody has looked at yet, in one step;
/// `None` where all of them are there already.
pub fn take_ideas(
    plan: &Plan,
    workshop: &Workshop,
    pass: &Id,
    wanted: &[String],
    new_id: IdSource<'_>,
) -> Option<Command> {
    workshop.passes.get(pass).filter(|pass| pass.is_revealed())?;
    let known = |title: &str| plan.items.iter().any(|item| item.title.to_lowercase() == title.to_lowercase());
    let items: Vec<Item> = wanted
        .iter()
        .filter(|title| !known(title))
        .map(|title| Item {
            status: Status::Idea,
            source: workshop.title.clone(),
            ..Item::new(new_id("i"), "", title)
        })
        .collect();
    (!items.is_empty()).then(|| Command::AddItems { items, after: None })
}

/// Takes the Kano answers of a pass into the study, one respondent for each ballot, in one step.
pub fn take_answers(plan: &Plan, workshop: &Workshop, pass: &Id) -> Option<Command> {
    use crate::domain::editor::{Known, StudyEdit};
    let this = workshop.passes.get(pass).filter(|pass| pass.is_revealed())?;
    let (_, round) = workshop.round_of(pass)?;
    let missing: Vec<Id> = round
        .items
        .iter()
        .filter(|item| plan.kano.features.iter().all(|feature| feature.item != **item))
        .cloned()
        .collect();
    let reply = |number: u8| Reply::from_number(number);
    let respondents: Vec<Rc<Respondent>> = this
        .ballots
        .iter()
        .map(|(voter, ballot)| {
            let answers = ballot.answers.iter().filter_map(|(item, answer)| match answer {
                Answer::Two([with, without]) => Some((
                    Rc::clone(item),
                    KanoAnswer { functional: reply(*with), dysfunctional: reply(*without), importance: None },
                )),
                _ => None,
            });
            let role = workshop.roles.iter().find(|role| role.id == ballot.role);
            Respondent {
                // Whoever votes again answers anew.
                id: Rc::clone(voter),
                segment: role.map(|role| role.title.clone()).unwrap_or_default(),
                date: ballot.at.clone(),
                answers: answers.collect(),
                ..Respondent::default()
            }
        })
        .filter(|respondent: &Respondent| !respondent.answers.is_empty())
        .map(Rc::new)
        .collect();
    if respondents.is_empty() {
        return None;
    }
    let mut edits = Vec::new();
    if !missing.is_empty() {
        edits.push(StudyEdit::AddFeatures(missing));
    }
    edits.push(StudyEdit::AddRespondents { respondents, known: Known::Replace });
    Some(Command::study(edits))
}

/// Who said what of a task, for the facilitator of a workshop with names: names with faces, in
/// the order of the values; nothing in an anonymous one.
pub fn voices(
    plan: &Plan,
    workshop: &Workshop,
    pass: &str,
    task: usize,
    lang: Lang,
) -> Vec<(String, String)> {
    let Some(this) = workshop.passes.get(pass).filter(|pass| pass.is_revealed()) else { return Vec::new() };
    let (Some((_, round)), Some(paper)) = (workshop.round_of(pass), Paper::of(plan, workshop, pass)) else {
        return Vec::new();
    };
    let tasks = round.tasks();
    let Some(task) = tasks.get(task) else { return Vec::new() };
    let key = task.key(&round.items);
    let mut voices: Vec<(f64, String, String)> = this
        .ballots
        .values()
        .filter(|ballot| !ballot.name.is_empty())
        .filter_map(|ballot| {
            let (order, said) = match ballot.answers.get(&key)? {
                Answer::Number(number) => (*number, face(&paper, *number, &[], lang)),
                Answer::Open(Open::Unknown) => (f64::INFINITY, words::unknown(lang).to_owned()),
                Answer::Open(Open::Abstain) => (f64::INFINITY, words::abstain(lang).to_owned()),
                _ => return None,
            };
            Some((order, ballot.name.clone(), said))
        })
        .collect();
    places::sort(&mut voices, &|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.cmp(&other.1)));
    voices.into_iter().map(|(_, name, said)| (name, said)).collect()
}
