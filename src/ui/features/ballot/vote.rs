//! What becomes of a vote when somebody answers: values, no screen.

use std::rc::Rc;

use crate::domain::kano::study::Reply;
use crate::domain::kano::wording::{POULIOT, Wording};
use crate::domain::places;
use crate::domain::text::{Lang, ballot as words, common};
use crate::domain::workshop::code::{self, Vote};
use crate::domain::workshop::paper::{self, Ask, Paper, Task};
use crate::domain::workshop::{Answer, Open, Question, stage};

/// The words of Kano answers in the room, which are not part of a ballot.
pub const KANO: &Wording = &POULIOT;

/// The vote with an answer to one task changed; `None` takes the answer away.
pub fn answered(vote: &Vote, at: usize, answer: Option<Answer>) -> Rc<Vote> {
    let mut vote = vote.clone();
    if vote.answers.len() <= at {
        vote.answers.resize(at + 1, None);
    }
    if let Some(slot) = vote.answers.get_mut(at) {
        *slot = answer;
    }
    Rc::new(vote)
}

/// The answer to a task.
pub fn answer(vote: &Vote, at: usize) -> Option<&Answer> {
    vote.answers.get(at).and_then(Option::as_ref)
}

/// How many tasks have an answer.
pub fn given(tasks: &[Task], vote: &Vote) -> usize {
    (0..tasks.len()).filter(|at| answer(vote, *at).is_some()).count()
}

/// The first task without an answer.
pub fn first_open(tasks: &[Task], vote: &Vote) -> Option<usize> {
    (0..tasks.len()).find(|at| answer(vote, *at).is_none())
}

/// The vote as it is handed over, or why it cannot be, in words.
pub fn ready(paper: &Paper, tasks: &[Task], vote: &Vote, lang: Lang) -> Result<Rc<Vote>, String> {
    let answers = paper::sound(tasks, vote.answers.clone()).map_err(|wrong| wrong.sentence(lang))?;
    let vote = Vote { answers, ..vote.clone() };
    // Only texts can be too long for a code; a voter without an id yet is none of its problems.
    let sample = Vote { voter: "r_00000000".into(), ..vote.clone() };
    match code::write(&paper.pass, tasks, paper.roles.len(), &sample) {
        Some(_) => Ok(Rc::new(vote)),
        None => Err(words::code_too_long(lang).to_owned()),
    }
}

/// Dots on an item.
pub fn dots(vote: &Vote, at: usize) -> u32 {
    answer(vote, at).and_then(Answer::number).map_or(0, |dots| dots as u32)
}

/// Dots that are left.
pub fn dots_left(tasks: &[Task], vote: &Vote) -> u32 {
    let Some(Task { ask: Ask::Dots { budget, .. }, .. }) = tasks.first() else { return 0 };
    budget.saturating_sub((0..tasks.len()).map(|at| dots(vote, at)).sum())
}

/// The vote with one dot more on an item, or with one fewer; unchanged where there is none.
pub fn with_dots(tasks: &[Task], vote: &Vote, at: usize, more: bool) -> Option<Rc<Vote>> {
    let Some(Task { ask: Ask::Dots { most, .. }, .. }) = tasks.get(at) else { return None };
    let now = dots(vote, at);
    let next = if more {
        (now < *most && dots_left(tasks, vote) > 0).then_some(now + 1)?
    } else {
        now.checked_sub(1)?
    };
    Some(answered(vote, at, (next > 0).then(|| Answer::Number(f64::from(next)))))
}

/// The places of the ranked items, the first rank first.
pub fn order(tasks: &[Task], vote: &Vote) -> Vec<usize> {
    let mut ranked: Vec<(f64, usize)> =
        (0..tasks.len()).filter_map(|at| Some((answer(vote, at)?.number()?, at))).collect();
    places::sort(&mut ranked, &|one, other| one.0.total_cmp(&other.0));
    ranked.into_iter().map(|(_, at)| at).collect()
}

/// The vote with these items ranked from 1 on, and no others.
pub fn with_order(tasks: &[Task], vote: &Vote, order: &[usize]) -> Rc<Vote> {
    let mut answers: Vec<Option<Answer>> = vec![None; tasks.len()];
    for (rank, at) in order.iter().enumerate() {
        if let Some(slot) = answers.get_mut(*at) {
            *slot = Some(Answer::Number(rank as f64 + 1.0));
        }
    }
    Rc::new(Vote { answers, ..vote.clone() })
}

/// The order with what stands at a rank moved to another one, from 0.
pub fn moved(order: &[usize], from: usize, to: usize) -> Vec<usize> {
    let mut order = order.to_vec();
    if from < order.len() {
        let item = order.remove(from);
        order.insert(to.min(order.len()), item);
    }
    order
}

/// The ideas of a vote.
pub fn ideas(vote: &Vote) -> Vec<String> {
    match answer(vote, 0) {
        Some(Answer::Texts(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// The vote with these ideas; empty lines are none.
pub fn with_ideas(vote: &Vote, lines: &[String]) -> Rc<Vote> {
    let texts = lines.iter().map(|line| code::short(line, paper::LONGEST_TEXT));
    let texts: Vec<String> = texts.filter(|line| !line.is_empty()).collect();
    answered(vote, 0, (!texts.is_empty()).then_some(Answer::Texts(texts)))
}

/// What an item is called on a ballot; one that has lost its title is called by its place.
pub fn title(paper: &Paper, at: usize, lang: Lang) -> String {
    let title = paper.items.get(at).map_or("", |item| item.title_in(lang)).trim();
    if title.is_empty() { words::nameless(lang, at + 1) } else { title.to_owned() }
}

/// What a task is about, in a line.
pub fn about(paper: &Paper, task: &Task, lang: Lang) -> String {
    let titles: Vec<String> = task.items.iter().map(|at| title(paper, *at, lang)).collect();
    match (&task.ask, titles.as_slice()) {
        (Ask::Pair, [one, other]) => words::versus(lang, one, other),
        (_, []) => stage::asked(paper, lang),
        _ => titles.join(words::between(lang)),
    }
}

/// What an answer says, in words.
pub fn said(paper: &Paper, task: &Task, answer: &Answer, lang: Lang) -> String {
    let titles: Vec<String> = task.items.iter().map(|at| title(paper, *at, lang)).collect();
    let nth = |at: u8| titles.get(usize::from(at)).map_or("", String::as_str);
    let reply = |number: u8| Reply::from_number(number).map_or("", |reply| KANO.label(reply, lang));
    match (answer, &task.ask) {
        (Answer::Open(Open::Unknown), _) => words::unknown(lang).to_owned(),
        (Answer::Open(Open::Abstain), _) => words::abstain(lang).to_owned(),
        (Answer::Two([best, worst]), Ask::BestWorst) => {
            [words::most_of(lang, nth(*best)), words::least_of(lang, nth(*worst))].join(words::between(lang))
        }
        (Answer::Two([with, without]), _) => {
            [format!("+ {}", reply(*with)), format!("− {}", reply(*without))].join(words::between(lang))
        }
        (Answer::Number(number), Ask::Fist) => words::fist(lang, *number as u8).to_owned(),
        (Answer::Number(number), Ask::Dots { .. }) => words::dots(lang, *number as usize),
        (Answer::Number(number), _) => {
            let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
            stage::face(paper, *number, &titles, lang)
        }
        (Answer::Texts(texts), _) => texts.join(words::between(lang)),
    }
}

/// How much there is to do, in words.
pub fn amount(paper: &Paper, tasks: &[Task], lang: Lang) -> String {
    match paper.question {
        Question::Pairwise => words::pairs(lang, tasks.len()),
        Question::BestWorst => words::lists(lang, tasks.len()),
        Question::Ideas { .. } | Question::Confidence => words::questions(lang, 1),
        _ => common::items(lang, paper.items.len()),
    }
}

/// Seconds that a ballot takes: ours to guess, rounded up so that nobody is kept longer than
/// promised.
pub fn seconds(tasks: &[Task]) -> usize {
    let one = |task: &Task| match task.ask {
        Ask::Card(_) => 12,
        Ask::Dots { .. } => 4,
        Ask::Rank(_) => 6,
        Ask::Pair => 6,
        Ask::BestWorst => 18,
        Ask::Level => 10,
        Ask::Kano => 20,
        Ask::Fist => 15,
        Ask::Texts(most) => 20 * most as usize,
    };
    tasks.iter().map(one).sum()
}

/// The roles that vote in this round, where others do not.
pub fn voting_roles(paper: &Paper) -> Vec<&str> {
    let is_for_all = paper.roles.iter().all(|(_, votes)| *votes);
    let voting = paper.roles.iter().filter(|(_, votes)| *votes && !is_for_all);
    voting.map(|(title, _)| title.as_str()).collect()
}

/// Whether somebody without a role may vote.
pub fn takes_no_role(paper: &Paper) -> bool {
    paper.roles.iter().all(|(_, votes)| *votes)
}

/// Whether somebody of the chosen role has nothing to vote on in this round.
pub fn has_to_wait(paper: &Paper, vote: &Vote) -> bool {
    vote.role.and_then(|role| paper.roles.get(role)).is_some_and(|(_, votes)| !votes)
}

/// What keeps somebody from starting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A name, where votes have names.
    Name,
    /// A role, where not all may vote.
    Role,
}

impl Missing {
    /// What keeps a voter from starting, if anything does.
    pub fn of(paper: &Paper, vote: &Vote) -> Option<Missing> {
        let is_named = paper.naming == crate::domain::workshop::Naming::Named;
        match () {
            () if is_named && vote.name.trim().is_empty() => Some(Missing::Name),
            () if vote.role.is_none() && !takes_no_role(paper) => Some(Missing::Role),
            () => None,
        }
    }

    /// What is missing, in plain words.
    pub fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Missing::Name => words::name_missing(lang),
            Missing::Role => words::role_missing(lang),
        }
    }
}

/// A role's place in the workshop by its title; places may differ from one ballot to the next.
pub fn role_called(paper: &Paper, title: &str) -> Option<usize> {
    paper.roles.iter().position(|(name, _)| name == title)
}

/// The title of a voter's role; empty without.
pub fn role_title<'a>(paper: &'a Paper, vote: &Vote) -> &'a str {
    vote.role.and_then(|role| paper.roles.get(role)).map_or("", |(title, _)| title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workshop::Naming;
    use crate::domain::workshop::paper::tasks;

    fn vote() -> Vote {
        Vote { voter: "r_7f3k2m9q".into(), sequence: 1, ..Vote::default() }
    }

    #[test]
    fn dots_stay_within_the_budget_and_the_most_for_one_item() {
        let tasks = tasks(&Question::Dots { dots: 4, most: 3 }, 3);
        let mut now = Rc::new(vote());
        for (at, more, left, on_it) in [
            (0, true, 3, 1),
            (0, true, 2, 2),
            (0, true, 1, 3),
            (0, true, 1, 3),
            (1, true, 0, 1),
            (2, true, 0, 0),
            (1, false, 1, 0),
            (1, false, 1, 0),
            (2, true, 0, 1),
            (9, true, 0, 0),
        ] {
            now = with_dots(&tasks, &now, at, more).unwrap_or(now);
            assert_eq!((dots_left(&tasks, &now), dots(&now, at)), (left, on_it), "{at} {more}");
        }
        assert!(paper::sound(&tasks, now.answers.clone()).is_ok());
    }

    #[test]
    fn ranks_have_no_gaps_whatever_is_put_in_or_taken_out() {
        let tasks = tasks(&Question::Ranking, 4);
        let now = with_order(&tasks, &vote(), &[2, 0, 3]);
        assert_eq!(order(&tasks, &now), [2, 0, 3]);
        assert_eq!(answer(&now, 1), None);
        let now = with_order(&tasks, &now, &[0, 3]);
        assert_eq!(now.answers, [Some(Answer::Number(1.0)), None, None, Some(Answer::Number(2.0))]);
        for (from, to, expected) in
            [(0, 2, [3, 5, 1]), (2, 0, [5, 1, 3]), (1, 1, [1, 3, 5]), (0, 9, [3, 5, 1]), (7, 0, [1, 3, 5])]
        {
            assert_eq!(moved(&[1, 3, 5], from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn empty_lines_are_no_ideas() {
        let now = with_ideas(&vote(), &["  one\n".into(), "   ".into(), "两".into()]);
        assert_eq!(ideas(&now), ["one", "两"]);
        assert_eq!(with_ideas(&now, &["".into()]).answers, [None]);
    }

    #[test]
    fn a_ballot_without_an_answer_or_with_too_much_text_is_not_handed_over() {
        let paper = Paper { pass: "v_1".into(), question: Question::Ideas { most: 20 }, ..Paper::default() };
        let tasks = paper.tasks();
        assert_eq!(
            ready(&paper, &tasks, &vote(), Lang::En),
            Err("There is no answer on this ballot.".to_owned())
        );
        let long = vec!["很".repeat(200); 20];
        assert_eq!(
            ready(&paper, &tasks, &with_ideas(&vote(), &long), Lang::En),
            Err(words::code_too_long(Lang::En).to_owned())
        );
        assert!(ready(&paper, &tasks, &with_ideas(&vote(), &["one".into()]), Lang::En).is_ok());
    }

    #[test]
    fn who_may_start_depends_on_name_and_role() {
        let roles =
            |votes: [bool; 2]| vec![("Sales".to_owned(), votes[0]), ("Engineering".to_owned(), votes[1])];
        let paper = |naming, roles| Paper { naming, roles, ..Paper::default() };
        let named = |name: &str, role| Vote { name: name.to_owned(), role, ..vote() };
        for (paper, vote, missing, waits) in [
            (paper(Naming::Anonymous, Vec::new()), named("", None), None, false),
            (paper(Naming::Named, Vec::new()), named("  ", None), Some(Missing::Name), false),
            (paper(Naming::Named, Vec::new()), named("Li", None), None, false),
            (paper(Naming::Anonymous, roles([true, true])), named("", None), None, false),
            (paper(Naming::Anonymous, roles([false, true])), named("", None), Some(Missing::Role), false),
            (paper(Naming::Anonymous, roles([false, true])), named("", Some(0)), None, true),
            (paper(Naming::Anonymous, roles([false, true])), named("", Some(1)), None, false),
        ] {
            assert_eq!(
                (Missing::of(&paper, &vote), has_to_wait(&paper, &vote)),
                (missing, waits),
                "{paper:?}"
            );
        }
        assert_eq!(voting_roles(&paper(Naming::Named, roles([false, true]))), ["Engineering"]);
        assert!(voting_roles(&paper(Naming::Named, roles([true, true]))).is_empty());
    }
}
