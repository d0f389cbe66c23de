//! What the votes of a revealed pass say, what is worth talking about first, and how what is
//! agreed goes into the plan.

use std::rc::Rc;

use super::agreement::aggregate::{Election, Ranked, Unranked};
use super::agreement::edge::Edge;
use super::agreement::range::{Agreed, Guess, agree};
use super::agreement::talk::{Topic, talk};
use super::agreement::{self, dots, pairs, verdict};
use super::edit::{WorkshopEdit, command_with};
use super::paper::{Ask, Paper, Task};
use super::stage::{self, face};
use super::tally::{self, Tally};
use super::{Answer, Open, Outcome, Pass, Question, Round, Workshop, cards};
use crate::domain::editor::{Command, Edit, RoadmapEdit};
use crate::domain::frameworks::{self, Framework, Input};
use crate::domain::kano::study::{Answer as KanoAnswer, Reply, Respondent};
use crate::domain::places;
use crate::domain::plan::{Estimate, Id, IdSource, Item, Plan};
use crate::domain::roadmap::Decision;
use crate::domain::text::{Lang, workshop as words};

/// Simulated orders for what to talk about cost topics × items; above this many the list is
/// sorted by disagreement alone.
const MOST_WEIGHED: usize = 20_000;

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
    /// What settling it could change, in a sentence; empty where that is not known.
    pub advice: String,
    /// How far the votes disagree, in 0..=1.
    pub disagreement: f64,
    /// How much it is worth talking about, in 0..=1: disagreement times what it could change.
    pub worth: f64,
    /// The value and the range that the votes make, for an estimate.
    pub agreed: Option<Agreed>,
    /// What was agreed already.
    pub outcome: Option<Outcome>,
}

/// The findings of a pass, most worth talking about first; nothing before it is revealed.
pub fn findings(
    plan: &Plan,
    workshop: &Workshop,
    pass: &str,
    framework: &'static Framework,
    lang: Lang,
) -> Vec<Finding> {
    let (Some(this), Some((_, round))) = (workshop.passes.get(pass), workshop.round_of(pass)) else {
        return Vec::new();
    };
    let Some(paper) = Paper::of(plan, workshop, pass).filter(|_| this.is_revealed()) else {
        return Vec::new();
    };
    let tasks = round.tasks();
    let tallies = tally::tallies(round, this);
    let mut findings: Vec<Finding> = tasks
        .iter()
        .zip(tallies)
        .enumerate()
        .map(|(at, (task, tally))| finding(workshop, pass, &paper, round, (at, task, tally), lang))
        .collect();
    weigh(plan, framework, round, &mut findings, lang);
    let by_worth = |one: &Finding, other: &Finding| {
        other.worth.total_cmp(&one.worth).then(other.disagreement.total_cmp(&one.disagreement))
    };
    places::sort(&mut findings, &by_worth);
    findings
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
    let entry = workshop.passes.get(pass).map(|pass| &pass.entry);
    let of_round = |outcome: &&Outcome| {
        Some(&outcome.item) == item.as_ref()
            && workshop.passes.get(&outcome.pass).map(|pass| &pass.entry) == entry
    };
    let votes = stage::distribution(&tally);
    let sentence = stage::sentence(paper, &tally, lang);
    let disagreement = match task.ask {
        Ask::Dots { .. } => 0.0,
        _ => votes.disagreement().unwrap_or_default(),
    };
    let agreed = cards::input_of(&round.question).and_then(|input| {
        let votes = tally.numbers.iter().map(|number| agreement::Answer::Vote(Guess::Value(*number)));
        agree(input.bounds, votes)
    });
    Finding {
        task: at,
        item: item.clone(),
        title: titles.join(words::versus(lang)),
        sentence,
        advice: String::new(),
        disagreement,
        worth: 0.0,
        agreed,
        outcome: workshop.outcomes.iter().find(of_round).cloned(),
        tally,
    }
}

/// Asks the simulation how much settling each number could change.
fn weigh(plan: &Plan, framework: &'static Framework, round: &Round, findings: &mut [Finding], lang: Lang) {
    let of_sheet = |framework: &Framework| matches!(&round.question, Question::Estimate { sheet, .. } if *sheet == framework.sheet);
    let framework = match frameworks::ALL.iter().find(|known| of_sheet(known)) {
        _ if of_sheet(framework) => framework,
        Some(framework) => framework,
        None => {
            findings.iter_mut().for_each(|finding| finding.worth = finding.disagreement);
            return;
        }
    };
    let Some(input) = cards::input_of(&round.question) else { return };
    if findings.len() * plan.items.len() > MOST_WEIGHED {
        findings.iter_mut().for_each(|finding| finding.worth = finding.disagreement);
        return;
    }
    let edge = Edge::of(plan);
    let mut places = Vec::new();
    let mut topics = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        if let (Some(item), Some(agreed)) = (&finding.item, &finding.agreed) {
            places.push(at);
            topics.push(Topic {
                item: Rc::clone(item),
                input: input.key,
                agreed: agreed.clone(),
                disagreement: finding.disagreement,
                roadmap: edge.share(framework, item, input.key, agreed.ends()),
            });
        }
    }
    for talk in talk(plan, framework, topics, TOP) {
        if let Some(finding) = places.get(talk.topic).and_then(|at| findings.get_mut(*at)) {
            finding.worth = talk.worth;
            // Where people agree nothing is left to be settled.
            if finding.disagreement > 0.0 {
                finding.advice = verdict::talk(&talk, TOP, lang);
            }
        }
    }
}

/// How many of the first items count: a plan for a quarter seldom has more.
pub const TOP: usize = 10;

/// An order that a pass made of the items, best first, with how each stands and under which rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// The places of the items in the round, with what they got, in words.
    pub items: Vec<(usize, String)>,
    /// The rule, in a sentence.
    pub rule: String,
    /// What should be known beside it: ties, rules that disagree.
    pub notes: Vec<String>,
}

/// The order that a pass makes of its items; `None` where the question makes none.
pub fn order(plan: &Plan, workshop: &Workshop, pass: &str, lang: Lang) -> Option<Order> {
    let this = workshop.passes.get(pass).filter(|pass| pass.is_revealed())?;
    let (_, round) = workshop.round_of(pass)?;
    let paper = Paper::of(plan, workshop, pass)?;
    let title =
        |at: usize| paper.items.get(at).map(|item| item.title_in(lang).to_owned()).unwrap_or_default();
    let count = round.items.len();
    match &round.question {
        Question::Dots { dots, most } => {
            let ballots: Vec<Vec<(usize, u32)>> =
                this.ballots.values().map(|ballot| dots_of(round, ballot)).collect();
            let tally = dots::tally(count, dots::Rules { dots: *dots, most: *most }, &ballots);
            let items = tally
                .tiers
                .iter()
                .flatten()
                .filter_map(|at| {
                    let thing = tally.things.get(*at)?;
                    Some((*at, words::dots_given(lang, thing.dots as usize, thing.people as usize)))
                })
                .collect();
            let notes = verdict::dots(&tally, &title, lang).into_iter().collect();
            Some(Order { items, rule: words::rule_dots(lang).to_owned(), notes })
        }
        Question::Ranking => {
            let ballots: Vec<Ranked> =
                tally::orders(round, this).iter().map(|order| Ranked::strict(order)).collect();
            let election = Election::new(count, &ballots, Unranked::TiedLast);
            Some(elected(&election, &title, words::rule_ranking(lang), lang))
        }
        Question::Pairwise => {
            let votes = pair_votes(round, this);
            let wins: Vec<(usize, usize, f64)> = votes
                .iter()
                .filter(|vote| vote.2 != 0.0)
                .map(|vote| match vote.2 > 0.0 {
                    true => (vote.0, vote.1, 1.0),
                    false => (vote.1, vote.0, 1.0),
                })
                .collect();
            let ties: Vec<(usize, usize, f64)> =
                votes.iter().filter(|vote| vote.2 == 0.0).map(|vote| (vote.0, vote.1, 1.0)).collect();
            let election = Election::of_pairs(count, &wins, &ties);
            Some(elected(&election, &title, words::rule_pairs(lang), lang))
        }
        Question::BestWorst => {
            let votes: Vec<pairs::BestWorstVote> = best_worst_votes(round, this);
            let tally = pairs::best_worst(count, &votes);
            let mut items: Vec<(usize, f64)> = tally
                .things
                .iter()
                .enumerate()
                .filter_map(|(at, thing)| Some((at, thing.score()?)))
                .collect();
            places::sort(&mut items, &|one, other| other.1.total_cmp(&one.1));
            let items = items
                .into_iter()
                .map(|(at, score)| {
                    (at, words::best_worst_score(lang, &crate::domain::number::display(score, 2)))
                })
                .collect();
            Some(Order { items, rule: words::rule_best_worst(lang).to_owned(), notes: Vec::new() })
        }
        _ => None,
    }
}

fn dots_of(round: &Round, ballot: &super::Ballot) -> Vec<(usize, u32)> {
    let dots = |(at, item): (usize, &Id)| Some((at, ballot.answers.get(item)?.number()? as u32));
    round.items.iter().enumerate().filter_map(dots).filter(|(_, dots)| *dots > 0).collect()
}

/// What was voted on pairs: two places and 1, 0 or -1.
fn pair_votes(round: &Round, pass: &Pass) -> Vec<(usize, usize, f64)> {
    let tasks = round.tasks();
    let mut votes = Vec::new();
    for ballot in pass.ballots.values() {
        for task in &tasks {
            if let ([one, other], Some(number)) =
                (task.items.as_slice(), ballot.answers.get(&task.key(&round.items)).and_then(Answer::number))
            {
                votes.push((*one, *other, number));
            }
        }
    }
    votes
}

fn best_worst_votes(round: &Round, pass: &Pass) -> Vec<pairs::BestWorstVote> {
    let tasks = round.tasks();
    let mut votes = Vec::new();
    for ballot in pass.ballots.values() {
        for task in &tasks {
            if let Some(Answer::Two([best, worst])) = ballot.answers.get(&task.key(&round.items)) {
                let place = |at: &u8| task.items.get(usize::from(*at)).copied();
                if let (Some(best), Some(worst)) = (place(best), place(worst)) {
                    votes.push(pairs::BestWorstVote {
                        shown: task.items.clone(),
                        best: Some(best),
                        worst: Some(worst),
                    });
                }
            }
        }
    }
    votes
}

fn elected(election: &Election, title: &dyn Fn(usize) -> String, rule: &str, lang: Lang) -> Order {
    let points = election.borda();
    let mut items: Vec<(usize, f64)> = points.points.iter().copied().enumerate().collect();
    places::sort(&mut items, &|one, other| other.1.total_cmp(&one.1));
    let items = items
        .into_iter()
        .map(|(at, points)| (at, words::points(lang, &crate::domain::number::display(points, 1))))
        .collect();
    let notes = election.note().map(|note| verdict::note(&note, title, lang)).into_iter().collect();
    Order { items, rule: rule.to_owned(), notes }
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

/// Puts what was agreed of an item into the plan, in one step: the number with its range, the
/// outcome in the workshop, and a decision with the reason.
pub fn settle(
    plan: &Plan,
    workshop: &Workshop,
    (pass, item): (&Id, &Id),
    decided: &Decided,
    lang: Lang,
    now: &str,
    new_id: IdSource<'_>,
) -> Option<Command> {
    let (_, round) = workshop.round_of(pass)?;
    let subject = plan.item(item)?;
    let (value, low, high) = match &decided.estimate {
        Some(Estimate::Range { low, likely, high }) => (Some(*likely), Some(*low), Some(*high)),
        Some(Estimate::Value(value)) => (Some(*value), None, None),
        _ => (None, None, None),
    };
    let paper = Paper::of(plan, workshop, pass)?;
    let edit = value.and_then(|value| edit_of(&round.question, value, decided.estimate.as_ref()?));
    let said = value.map(|value| face(&paper, value, &[], lang));
    let asked = what(plan, &round.question, lang);
    let title = words::agreed(lang, &asked, subject.title_in(lang), said.as_deref());
    let outcome = Outcome {
        pass: Rc::clone(pass),
        item: Rc::clone(item),
        value,
        low,
        high,
        reason: decided.reason.trim().to_owned(),
        dissent: decided.dissent.trim().to_owned(),
        at: now.to_owned(),
        ..Outcome::default()
    };
    let reason = match (outcome.reason.as_str(), outcome.dissent.as_str()) {
        (reason, "") => reason.to_owned(),
        (reason, dissent) => words::reason_and_dissent(lang, reason, dissent),
    };
    let decision = Decision {
        id: new_id("d"),
        date: now.to_owned(),
        by: workshop.title.clone(),
        item: Some(Rc::clone(item)),
        title,
        reason,
        ..Decision::default()
    };
    let mut commands: Vec<Command> =
        edit.map(|edit| Command::EditItems(vec![(Rc::clone(item), edit)])).into_iter().collect();
    commands.push(Command::roadmap(vec![RoadmapEdit::Decide(decision)]));
    Some(command_with(&workshop.id, vec![WorkshopEdit::Agree(outcome)], commands))
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

fn level(value: f64) -> i8 {
    libm::round(value).clamp(-1.0, 3.0) as i8
}

fn sheet_and_input(question: &Question) -> Option<(&'static str, &'static Input)> {
    let Question::Estimate { sheet, .. } = question else { return None };
    let framework = frameworks::ALL.iter().find(|framework| framework.sheet == sheet)?;
    Some((framework.sheet, cards::input_of(question)?))
}

/// Puts the ideas of a pass into the plan, each as a new item, in one step; `None` where all of
/// them are there already.
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
        .map(|title| Item { source: workshop.title.clone(), ..Item::new(new_id("i"), "", title) })
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
