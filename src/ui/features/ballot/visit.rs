//! One voter's way through a ballot: a value that each event turns into the next.

use std::rc::Rc;

use yew::prelude::Reducible;

use super::kept::{Kept, workshop_of};
use super::vote::{self, Missing};
use crate::domain::plan::Id;
use crate::domain::workshop::Naming;
use crate::domain::workshop::code::{self, Vote};
use crate::domain::workshop::paper::{LONGEST_NAME, Paper};

/// Where a voter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Before the first question.
    Welcome,
    /// At the questions.
    Voting,
    /// Behind them, with a code.
    Done,
}

/// A voter on their way.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// What is asked.
    pub paper: Rc<Paper>,
    /// Where they are.
    pub stage: Stage,
    /// At which question.
    pub place: usize,
    /// Who they are and what they vote; without an id before they start.
    pub vote: Rc<Vote>,
    /// Whether the answers were found again after a reload.
    pub resumed: bool,
}

/// What a voter did.
#[derive(Clone, Debug)]
pub enum VisitMsg {
    /// Came back to what this browser kept.
    CameBack(Box<Kept>),
    /// Said who they are.
    IsWho(Rc<Vote>),
    /// Started, or goes on; the id is for somebody who has none yet.
    Started(Id),
    /// Answered something.
    Answered(Rc<Vote>),
    /// Came to a question.
    CameTo(usize),
    /// Went back to before the first question.
    Left,
    /// Finished.
    Sent(Rc<Vote>),
    /// Wants to change answers.
    Reopened,
    /// Hands the phone to somebody else.
    HandedOn,
}

impl Visit {
    /// The beginning.
    pub fn new(paper: Rc<Paper>) -> Visit {
        Visit { paper, stage: Stage::Welcome, place: 0, vote: Rc::default(), resumed: false }
    }

    /// The beginning of somebody who has said before who they are: at the questions, unless
    /// something is missing or this round is not theirs.
    pub fn known(paper: Rc<Paper>, who: &Vote) -> Visit {
        let waits = Missing::of(&paper, who).is_some() || vote::has_to_wait(&paper, who);
        let (stage, sequence) =
            if waits { (Stage::Welcome, 0) } else { (Stage::Voting, who.sequence.max(1)) };
        Visit { stage, vote: Rc::new(Vote { sequence, ..who.clone() }), ..Visit::new(paper) }
    }

    /// What is kept of it; nothing before they start.
    pub fn kept(&self) -> Option<Kept> {
        let vote = &self.vote;
        (vote.sequence > 0).then(|| Kept {
            workshop: workshop_of(&self.paper),
            pass: Id::clone(&self.paper.pass),
            voter: Id::clone(&vote.voter),
            name: vote.name.clone(),
            role: vote::role_title(&self.paper, vote).to_owned(),
            sequence: vote.sequence,
            sent: self.stage == Stage::Done,
            place: self.place,
            answers: vote.answers.clone(),
        })
    }

    fn came_back(mut self, kept: Kept) -> Visit {
        let is_named = self.paper.naming == Naming::Named;
        let who = Vote {
            voter: kept.voter,
            name: if is_named { code::short(&kept.name, LONGEST_NAME) } else { String::new() },
            role: vote::role_called(&self.paper, &kept.role),
            ..Vote::default()
        };
        // Of another round only the voter is taken: they are the same in both.
        if kept.pass != self.paper.pass {
            self.vote = Rc::new(who);
            return self;
        }
        let tasks = self.paper.tasks();
        let answers = kept.answers.into_iter().chain(std::iter::repeat(None));
        let answers = tasks
            .iter()
            .zip(answers)
            .map(|(task, answer)| answer.filter(|answer| task.takes(answer)))
            .collect();
        self.place = kept.place.min(tasks.len());
        self.stage = if kept.sent { Stage::Done } else { Stage::Voting };
        self.vote = Rc::new(Vote { sequence: kept.sequence.max(1), answers, ..who });
        self.resumed = true;
        self
    }
}

impl Reducible for Visit {
    type Action = VisitMsg;

    fn reduce(self: Rc<Self>, msg: VisitMsg) -> Rc<Self> {
        let visit = Visit { resumed: false, ..Visit::clone(&self) };
        Rc::new(match msg {
            VisitMsg::CameBack(kept) => visit.came_back(*kept),
            VisitMsg::IsWho(vote) => Visit { vote, ..visit },
            VisitMsg::Started(id) => {
                let mut vote = Vote::clone(&visit.vote);
                if vote.voter.is_empty() {
                    vote.voter = id;
                }
                vote.name = code::short(&vote.name, LONGEST_NAME);
                vote.sequence = vote.sequence.max(1);
                Visit { stage: Stage::Voting, vote: Rc::new(vote), ..visit }
            }
            VisitMsg::Answered(vote) => Visit { vote, ..visit },
            VisitMsg::CameTo(place) => Visit { place, ..visit },
            VisitMsg::Left => Visit { stage: Stage::Welcome, place: 0, ..visit },
            VisitMsg::Sent(vote) => Visit { stage: Stage::Done, vote, ..visit },
            VisitMsg::Reopened => {
                // The facilitator takes the later version of a voter's ballot.
                let vote = Vote { sequence: visit.vote.sequence + 1, ..Vote::clone(&visit.vote) };
                let place = visit.paper.tasks().len();
                Visit { stage: Stage::Voting, place, vote: Rc::new(vote), ..visit }
            }
            VisitMsg::HandedOn => Visit::new(visit.paper),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::workshop::paper::Asked;
    use crate::domain::workshop::{Answer, Question};

    fn paper(pass: &str) -> Rc<Paper> {
        Rc::new(Paper {
            pass: pass.into(),
            workshop: "Q3".to_owned(),
            roles: vec![("Sales".to_owned(), true), ("Engineering".to_owned(), true)],
            question: Question::Need { to: "n_1".into() },
            items: vec![Asked::default(); 3],
            ..Paper::default()
        })
    }

    fn after(visit: Visit, messages: impl IntoIterator<Item = VisitMsg>) -> Visit {
        let visit = messages.into_iter().fold(Rc::new(visit), |visit, msg| visit.reduce(msg));
        Visit::clone(&visit)
    }

    fn started() -> Visit {
        let who = Rc::new(Vote { role: Some(1), ..Vote::default() });
        after(
            Visit::new(paper("v_1")),
            [VisitMsg::IsWho(who), VisitMsg::Started("r_7f3k2m9q".into()), VisitMsg::CameTo(1)],
        )
    }

    fn answered() -> Visit {
        let visit = started();
        let vote = vote::answered(&visit.vote, 1, Some(Answer::Number(3.0)));
        after(visit, [VisitMsg::Answered(vote)])
    }

    fn sent() -> Visit {
        let visit = answered();
        let vote = Rc::clone(&visit.vote);
        let mut visit = after(visit, [VisitMsg::Sent(vote)]);
        // Answers are filled up when a ballot is finished.
        visit.vote = Rc::new(Vote {
            answers: vec![None, Some(Answer::Number(3.0)), None],
            ..Vote::clone(&visit.vote)
        });
        visit
    }

    #[test]
    fn a_reload_comes_back_to_the_same_place_with_the_same_answers() {
        for (visit, stage) in [(answered(), Stage::Voting), (sent(), Stage::Done)] {
            let kept = visit.kept().unwrap();
            let again = after(Visit::new(paper("v_1")), [VisitMsg::CameBack(Box::new(kept.clone()))]);
            assert_eq!((again.stage, again.place, again.resumed), (stage, visit.place, true));
            assert_eq!((&again.vote.voter, again.vote.sequence), (&visit.vote.voter, visit.vote.sequence));
            assert_eq!(again.vote.role, Some(1));
            assert_eq!(vote::answer(&again.vote, 1), Some(&Answer::Number(3.0)));
        }
        assert_eq!(Visit::new(paper("v_1")).kept(), None);
    }

    #[test]
    fn whoever_is_known_begins_with_the_questions_unless_the_round_is_not_theirs() {
        let paper = |sales: bool| {
            let roles = vec![("Sales".to_owned(), sales), ("Engineering".to_owned(), true)];
            Rc::new(Paper { roles, ..Paper::clone(&paper("v_1")) })
        };
        for (sales, role, stage) in [
            (true, Some(0), Stage::Voting),
            (true, None, Stage::Voting),
            (false, Some(0), Stage::Welcome),
            (false, None, Stage::Welcome),
            (false, Some(1), Stage::Voting),
        ] {
            let who = Vote { voter: "r_7f3k2m9q".into(), role, sequence: 1, ..Vote::default() };
            let visit = Visit::known(paper(sales), &who);
            assert_eq!((visit.stage, &*visit.vote.voter), (stage, "r_7f3k2m9q"), "{sales} {role:?}");
            assert_eq!(visit.kept().is_some(), stage == Stage::Voting);
        }
    }

    #[test]
    fn whoever_votes_in_the_next_round_is_the_same_voter_with_an_empty_ballot() {
        let kept = sent().kept().unwrap();
        let next = after(
            Visit::new(paper("v_2")),
            [VisitMsg::CameBack(Box::new(kept)), VisitMsg::Started("r_00000000".into())],
        );
        assert_eq!((next.stage, &*next.vote.voter, next.vote.role), (Stage::Voting, "r_7f3k2m9q", Some(1)));
        assert_eq!((next.vote.sequence, next.vote.answers.len()), (1, 0));
    }

    #[test]
    fn a_changed_ballot_takes_the_place_of_the_one_before() {
        let changed = after(sent(), [VisitMsg::Reopened]);
        assert_eq!((changed.stage, changed.vote.sequence), (Stage::Voting, 2));
        assert_eq!(changed.vote.voter, sent().vote.voter);
        assert_eq!(vote::answer(&changed.vote, 1), Some(&Answer::Number(3.0)));
        // Not even a reload in between brings the earlier number back.
        let kept = changed.kept().unwrap();
        let again = after(Visit::new(paper("v_1")), [VisitMsg::CameBack(Box::new(kept))]);
        assert_eq!((again.stage, again.vote.sequence), (Stage::Voting, 2));
    }

    #[test]
    fn the_way_back_to_the_welcome_loses_nothing() {
        let again = after(answered(), [VisitMsg::Left, VisitMsg::Started("r_00000000".into())]);
        assert_eq!(again.vote, answered().vote);
        assert_eq!(again.stage, Stage::Voting);
    }

    #[test]
    fn the_next_person_on_the_phone_is_somebody_else() {
        let next = after(sent(), [VisitMsg::HandedOn]);
        assert_eq!(next, Visit::new(paper("v_1")));
        let next = after(next, [VisitMsg::Started("r_00000001".into())]);
        assert_eq!(&*next.vote.voter, "r_00000001");
    }

    #[test]
    fn answers_that_no_longer_fit_and_names_where_nobody_has_one_are_left_behind() {
        let kept = Kept {
            name: "Li Lei".into(),
            place: 99,
            answers: vec![Some(Answer::Number(7.0)), Some(Answer::Number(2.0))],
            ..answered().kept().unwrap()
        };
        let visit = after(Visit::new(paper("v_1")), [VisitMsg::CameBack(Box::new(kept))]);
        assert_eq!((visit.vote.name.as_str(), visit.place), ("", 3));
        assert_eq!(visit.vote.answers, [None, Some(Answer::Number(2.0)), None]);
    }
}
