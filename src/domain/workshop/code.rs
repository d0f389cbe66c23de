//! Ballots as short codes, for a chat, a QR code or a piece of paper.
//!
//! `B1`, the kind and the version; two signs that tell how long the code is; five signs of the
//! pass; one number of mixed radix with the voter, which version of their ballot it is, the role,
//! every answer and the texts; five check signs. Twelve items with cards of five take 31 signs.

use super::paper::{self, Ask, LONGEST_NAME, LONGEST_TEXT, Task, Wrong};
use super::{Answer, MOST_BALLOTS, Open, Question, Workshop};
use crate::domain::digits::{self, BASE, CHECKS, Number};
use crate::domain::kano::code::{respondent_id, respondent_number};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, workshop as words};

/// How every code of this version begins.
pub const START: &str = "B1";

/// What an answer code has behind its address.
pub const MARK: &str = "#v=";

/// Characters of the longest text that is searched for codes.
pub const LONGEST_PASTE: usize = 1_000_000;

/// The most signs a code can have: its length is told by two of them.
const LONGEST: usize = BASE as usize * BASE as usize - 1;

const PASS_SIGNS: usize = 5;
const HEAD: usize = 4 + PASS_SIGNS;

/// Random voters: 40 bits, as the app's random ids have.
const VOTERS: u64 = 1 << 40;

/// Versions of one person's ballot.
const VERSIONS: u64 = 1000;

/// Nothing, abstained, unknown: what every answer can be beside its own values.
const BESIDE: u64 = 3;

/// What one person votes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vote {
    /// Their random id, such as `r_7f3k2m9q`.
    pub voter: Id,
    /// Their name, where they are asked for it.
    pub name: String,
    /// Their role, by its place in the workshop.
    pub role: Option<usize>,
    /// Which version of their ballot it is, from 1.
    pub sequence: u32,
    /// Their answers, one for each task.
    pub answers: Vec<Option<Answer>>,
}

/// How many values an answer can have, in digits of mixed radix.
fn radices(task: &Task) -> Vec<u64> {
    match &task.ask {
        Ask::Card(cards) => vec![BESIDE + cards.len() as u64],
        Ask::Dots { most, .. } => vec![BESIDE + 1 + u64::from(*most)],
        Ask::Rank(count) => vec![BESIDE + *count as u64],
        Ask::Pair => vec![BESIDE + 3],
        Ask::Level => vec![BESIDE + 5],
        Ask::Fist => vec![BESIDE + 6],
        Ask::BestWorst => vec![BESIDE + task.items.len() as u64, task.items.len().max(1) as u64],
        Ask::Kano => vec![BESIDE + 5, 5],
        Ask::Texts(_) => Vec::new(),
    }
}

/// The digits of an answer.
fn to_values(task: &Task, answer: Option<&Answer>) -> Option<Vec<u64>> {
    let second = radices(task).len() > 1;
    let pad = |first: u64| if second { vec![first, 0] } else { vec![first] };
    Some(match (answer, &task.ask) {
        (_, Ask::Texts(_)) => Vec::new(),
        (None, _) => pad(0),
        (Some(Answer::Open(Open::Abstain)), _) => pad(1),
        (Some(Answer::Open(Open::Unknown)), _) => pad(2),
        (Some(Answer::Number(number)), Ask::Card(cards)) => {
            vec![BESIDE + cards.iter().position(|card| card.value == *number)? as u64]
        }
        (Some(Answer::Number(number)), Ask::Rank(_)) => vec![BESIDE + (*number as u64).checked_sub(1)?],
        (Some(Answer::Number(number)), Ask::Pair | Ask::Level) => vec![BESIDE + (*number + 1.0) as u64],
        (Some(Answer::Number(number)), _) => vec![BESIDE + *number as u64],
        (Some(Answer::Two([best, worst])), Ask::BestWorst) => {
            vec![BESIDE + u64::from(*best), u64::from(*worst)]
        }
        (Some(Answer::Two([with, without])), _) => {
            vec![BESIDE + u64::from(*with).checked_sub(1)?, u64::from(*without).checked_sub(1)?]
        }
        _ => return None,
    })
}

/// The answer of digits.
fn from_values(task: &Task, values: &[u64]) -> Option<Answer> {
    let (first, second) = (*values.first()?, values.get(1).copied().unwrap_or(0));
    let own = match first {
        0 => return None,
        1 => return Some(Answer::Open(Open::Abstain)),
        2 => return Some(Answer::Open(Open::Unknown)),
        own => own - BESIDE,
    };
    let small = |value: u64| u8::try_from(value).unwrap_or(u8::MAX);
    Some(match &task.ask {
        Ask::Card(cards) => Answer::Number(cards.get(usize::try_from(own).ok()?)?.value),
        Ask::Rank(_) => Answer::Number(own as f64 + 1.0),
        Ask::Pair | Ask::Level => Answer::Number(own as f64 - 1.0),
        Ask::Dots { .. } | Ask::Fist => Answer::Number(own as f64),
        Ask::BestWorst => Answer::Two([small(own), small(second)]),
        Ask::Kano => Answer::Two([small(own + 1), small(second + 1)]),
        Ask::Texts(_) => return None,
    })
}

/// The texts of a vote, its name first.
fn texts(vote: &Vote) -> Vec<&str> {
    let ideas = vote.answers.iter().flatten().filter_map(|answer| match answer {
        Answer::Texts(texts) => Some(texts),
        _ => None,
    });
    std::iter::once(vote.name.as_str()).chain(ideas.flatten().map(String::as_str)).collect()
}

/// The code of a vote; `None` where the vote is none for these tasks, or is too long for a code.
pub fn write(pass: &str, tasks: &[Task], roles: usize, vote: &Vote) -> Option<String> {
    let mut parts: Vec<(u64, u64)> = vec![
        (respondent_number(&vote.voter)?, VOTERS),
        (u64::from(vote.sequence) % VERSIONS, VERSIONS),
        (vote.role.map_or(0, |role| role as u64 + 1).min(roles as u64), roles as u64 + 1),
    ];
    for (at, task) in tasks.iter().enumerate() {
        let values = to_values(task, vote.answers.get(at).and_then(Option::as_ref))?;
        parts.extend(values.into_iter().zip(radices(task)));
    }
    let texts = texts(vote);
    parts.push((texts.len() as u64, 64));
    for text in texts {
        parts.push((text.len() as u64, 1024));
        parts.extend(text.bytes().map(|byte| (u64::from(byte), 256)));
    }
    let mut number = Number::default();
    for (value, radix) in parts.iter().rev() {
        (value < radix).then_some(())?;
        number.push(*value, *radix);
    }
    let digits = number.to_digits(1);
    let length = HEAD + digits.len() + CHECKS;
    (length <= LONGEST).then_some(())?;
    let mut values: Vec<u8> = START.chars().filter_map(digits::value).collect();
    values.extend([(length / usize::from(BASE)) as u8, (length % usize::from(BASE)) as u8]);
    values.extend(pass_values(pass));
    values.extend(digits);
    digits::seal(&mut values);
    Some(digits::text(&values))
}

fn pass_values(pass: &str) -> [u8; PASS_SIGNS] {
    let mut rest = paper::fingerprint(pass);
    std::array::from_fn(|_| {
        let value = rest % u64::from(BASE);
        rest /= u64::from(BASE);
        value as u8
    })
}

/// The vote in the values of a whole code for these tasks.
fn read(values: &[u8], tasks: &[Task], roles: usize) -> Option<Vote> {
    let mut number = Number::from_digits(values.get(HEAD..values.len().checked_sub(CHECKS)?)?);
    let voter = respondent_id(number.pop(VOTERS));
    let sequence = number.pop(VERSIONS) as u32;
    let role = number.pop(roles as u64 + 1).checked_sub(1).map(|role| role as usize);
    let mut answers: Vec<Option<Answer>> = tasks
        .iter()
        .map(|task| {
            let values: Vec<u64> = radices(task).into_iter().map(|radix| number.pop(radix)).collect();
            from_values(task, &values)
        })
        .collect();
    let count = number.pop(64);
    let mut texts = Vec::new();
    for _ in 0..count {
        let length = number.pop(1024);
        let bytes: Vec<u8> = (0..length).map(|_| number.pop(256) as u8).collect();
        texts.push(String::from_utf8(bytes).ok()?);
    }
    number.is_zero().then_some(())?;
    let mut texts = texts.into_iter();
    let name = texts.next().unwrap_or_default();
    let ideas: Vec<String> = texts.collect();
    if let (Some(slot), Some(Task { ask: Ask::Texts(_), .. }), false) =
        (answers.first_mut(), tasks.first(), ideas.is_empty())
    {
        *slot = Some(Answer::Texts(ideas));
    }
    Some(Vote { voter, name: short(&name, LONGEST_NAME), role, sequence, answers })
}

/// The beginning of a text, without what is no text.
pub fn short(text: &str, most: usize) -> String {
    crate::domain::text::one_line(text).chars().take(most.min(LONGEST_TEXT)).collect()
}

/// What a pasted text holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collected {
    /// Whole votes of the workshop with the pass that each is for, in the order of the text.
    pub votes: Vec<(Id, Vote)>,
    /// What could not be used, with how it begins.
    pub problems: Vec<(String, Problem)>,
}

/// What is wrong with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is whole and belongs to a round or workshop that this plan does not know.
    Elsewhere,
    /// It is whole and belongs to another workshop of this plan: its title.
    OtherWorkshop(String),
    /// Its end is missing.
    Cut,
    /// Something in it is wrong; where only one sign can be, its place from 1.
    Mistyped(Option<usize>),
    /// A newer version of this program made it.
    Newer,
    /// The link to the ballot itself.
    BallotLink,
    /// The ballot cannot be counted.
    Spoilt(Wrong),
    /// Nothing in the text is a code.
    NoCode,
    /// The text is longer than [`LONGEST_PASTE`].
    TooLong,
}

impl Problem {
    /// What is wrong and what to do, in plain words.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Problem::Elsewhere => words::code_elsewhere(lang).to_owned(),
            Problem::OtherWorkshop(title) => words::code_of_workshop(lang, title),
            Problem::Cut => words::code_cut(lang).to_owned(),
            Problem::Mistyped(None) => words::code_mistyped(lang).to_owned(),
            Problem::Mistyped(Some(place)) => words::code_mistyped_at(lang, *place),
            Problem::Newer => words::code_newer(lang).to_owned(),
            Problem::BallotLink => words::code_is_link(lang).to_owned(),
            Problem::Spoilt(wrong) => wrong.sentence(lang),
            Problem::NoCode => words::no_code(lang).to_owned(),
            Problem::TooLong => words::paste_too_long(lang).to_owned(),
        }
    }
}

/// Finds the codes of a workshop in a text: in groups, wrapped, quoted, in full-width forms, behind
/// a link, between other words.
pub fn collect(text: &str, workshop: &Workshop) -> Collected {
    collect_among(text, workshop, &[])
}

/// The same, and names the other workshop of the plan that a code belongs to.
pub fn collect_in(text: &str, plan: &Plan, workshop: &Workshop) -> Collected {
    let others = plan.workshops.iter().filter(|record| record.id != workshop.id).map(Workshop::read);
    let others: Vec<(String, [u8; PASS_SIGNS])> = others
        .flat_map(|other| {
            let signs: Vec<[u8; PASS_SIGNS]> = other.passes.keys().map(|pass| pass_values(pass)).collect();
            signs.into_iter().map(move |signs| (other.title.clone(), signs))
        })
        .collect();
    collect_among(text, workshop, &others)
}

/// Passes of other workshops: the title of each one's workshop, and its signs.
type Others = [(String, [u8; PASS_SIGNS])];

fn collect_among(text: &str, workshop: &Workshop, others: &Others) -> Collected {
    let mut found = Collected::default();
    if text.len() > LONGEST_PASTE {
        found.problems.push((String::new(), Problem::TooLong));
        return found;
    }
    if text.contains(paper::MARK) {
        found.problems.push((paper::MARK.to_owned(), Problem::BallotLink));
    }
    let passes: Vec<(Id, [u8; PASS_SIGNS], Vec<Task>)> = workshop
        .passes
        .keys()
        .filter_map(|pass| {
            let (_, round) = workshop.round_of(pass)?;
            Some((Id::clone(pass), pass_values(pass), round.tasks()))
        })
        .collect();
    // Signs without what chats put between them; where each was in the text does not matter.
    let chars: Vec<char> = text.chars().map(narrow).collect();
    let mut at = 0;
    while at < chars.len() && found.votes.len() + found.problems.len() < MOST_BALLOTS {
        let starts = starts_code(&chars, at);
        if !starts {
            at += 1;
            continue;
        }
        let (values, places) = signs(&chars, at);
        let (used, outcome) = open(&values, &passes, others, workshop.roles.len());
        match outcome {
            Ok(vote) => found.votes.push(vote),
            Err(Some(problem)) => {
                let begin: String = chars.iter().skip(at).take(8).collect();
                found.problems.push((begin, problem));
            }
            Err(None) => {}
        }
        at = match used {
            0 => at + 1,
            used => places.get(used - 1).map_or(chars.len(), |place| place + 1),
        };
    }
    if found.votes.is_empty() && found.problems.is_empty() && !text.trim().is_empty() {
        found.problems.push((String::new(), Problem::NoCode));
    }
    found
}

/// Whether a code can begin here: at the start of a word.
fn starts_code(chars: &[char], at: usize) -> bool {
    let is_word = |c: &char| c.is_ascii_alphanumeric();
    let before = at.checked_sub(1).and_then(|before| chars.get(before));
    chars.get(at) == Some(&'B')
        && chars.get(at + 1).is_some_and(char::is_ascii_digit)
        && chars.get(at + 2).is_some_and(|c| c.is_ascii_alphanumeric())
        && !before.is_some_and(is_word)
}

/// The values from a place on, over what may stand between signs, and where each stands.
fn signs(chars: &[char], from: usize) -> (Vec<u8>, Vec<usize>) {
    let mut values = Vec::new();
    let mut places = Vec::new();
    for (at, c) in chars.iter().enumerate().skip(from) {
        if values.len() >= LONGEST {
            break;
        }
        match digits::value(*c) {
            Some(value) => {
                values.push(value);
                places.push(at);
            }
            None if is_break(*c) => {}
            None => break,
        }
    }
    (values, places)
}

type Known = [(Id, [u8; PASS_SIGNS], Vec<Task>)];

/// The vote at the start of some values, with how many of them it takes; `Err(None)` for a word
/// that only begins like a code.
fn open(
    values: &[u8],
    passes: &Known,
    others: &Others,
    roles: usize,
) -> (usize, Result<(Id, Vote), Option<Problem>>) {
    let kind = digits::value('B');
    let (Some(first), Some(version)) = (values.first(), values.get(1)) else { return (0, Err(None)) };
    if Some(*first) != kind {
        return (0, Err(None));
    }
    let length = match (values.get(2), values.get(3)) {
        (Some(high), Some(low)) => usize::from(*high) * usize::from(BASE) + usize::from(*low),
        _ => return (0, Err(None)),
    };
    let known = values.get(4..HEAD).and_then(|signs| passes.iter().find(|(_, pass, _)| pass == signs));
    let Some(code) = values.get(..length).filter(|_| length > HEAD + CHECKS) else {
        // Only what names a pass of this workshop is worth a word: it is no word of a chat.
        return (0, Err(known.map(|_| Problem::Cut)));
    };
    if !digits::is_whole(code) {
        return (0, Err(known.map(|_| Problem::Mistyped(digits::wrong_sign(code).map(|at| at + 1)))));
    }
    if *version != 1 {
        return (length, Err(Some(Problem::Newer)));
    }
    let Some((pass, _, tasks)) = known else {
        let other = others.iter().find(|(_, signs)| values.get(4..HEAD) == Some(signs.as_slice()));
        let problem = other.map_or(Problem::Elsewhere, |(title, _)| Problem::OtherWorkshop(title.clone()));
        return (length, Err(Some(problem)));
    };
    let Some(mut vote) = read(code, tasks, roles) else {
        return (length, Err(Some(Problem::Mistyped(None))));
    };
    match paper::sound(tasks, std::mem::take(&mut vote.answers)) {
        Ok(answers) => (length, Ok((Id::clone(pass), Vote { answers, ..vote }))),
        Err(wrong) => (length, Err(Some(Problem::Spoilt(wrong)))),
    }
}

/// Full-width forms as the half-width signs that were meant.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// What may stand inside a code: groups, wrapped and quoted lines, marks that are not seen.
fn is_break(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '>' | '=' | '-' | '_' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The tasks of a question, for whoever writes codes without a paper.
pub fn tasks_of(question: &Question, items: usize) -> Vec<Task> {
    paper::tasks(question, items)
}
