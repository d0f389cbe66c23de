//! What the room tells participants, and what a vote is on its way back.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::domain::hash::hash;
use crate::domain::kano::code::respondent_id;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::Lang;
use crate::domain::workshop::code::{self, Vote};
use crate::domain::workshop::live::message::Pass;
use crate::domain::workshop::paper::Paper;
use crate::domain::workshop::stage::{self, Focus, Showing, Stage};
use crate::domain::workshop::{Naming, Workshop};

/// Bits of a voter's id.
const VOTER_BITS: u32 = 40;

/// What participants may see: the open ballot, or what the audience sees while none is open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    /// The title of the workshop.
    #[serde(rename = "w")]
    pub workshop: String,
    /// Whether votes have names.
    #[serde(rename = "a")]
    pub naming: Naming,
    /// The titles of the roles.
    #[serde(rename = "r", skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// The ballot that is open.
    #[serde(rename = "p", skip_serializing_if = "Option::is_none")]
    pub paper: Option<Rc<Paper>>,
    /// What the audience sees.
    #[serde(rename = "s", skip_serializing_if = "Option::is_none")]
    pub stage: Option<Rc<Stage>>,
}

impl Body {
    /// Reads what the room tells; nothing where it is none.
    pub fn read(text: &str) -> Option<Body> {
        serde_json::from_str(text).ok()
    }

    /// As the room tells it.
    pub fn write(&self) -> String {
        // Texts, numbers and lists always become JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether somebody is asked who they are before they wait.
    pub fn asks_who(&self) -> bool {
        self.naming == Naming::Named || !self.roles.is_empty()
    }

    /// A ballot without a question, for who somebody is.
    pub fn doormat(&self) -> Paper {
        Paper {
            workshop: self.workshop.clone(),
            naming: self.naming,
            roles: self.roles.iter().map(|title| (title.clone(), true)).collect(),
            ..Paper::default()
        }
    }
}

/// What a room is to show, and the pass in which it takes votes.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// The pass that is open.
    pub open: Option<Pass>,
    /// What participants may see.
    pub body: Body,
}

/// What a room shows of a workshop now.
pub fn publication(plan: &Plan, workshop: &Workshop, focus: Focus, lang: Lang) -> Publication {
    let last = workshop.current().and_then(|entry| workshop.last_pass(&entry.id));
    let open = last.filter(|(_, pass)| pass.is_open());
    let paper = open.and_then(|(id, _)| Paper::of(plan, workshop, id)).map(|mut paper| {
        // The form says “send” then, and not “finish”.
        paper.live = "live".to_owned();
        Rc::new(paper)
    });
    let stage = paper.is_none().then(|| {
        let showing = Showing { focus, ..Showing::default() };
        Rc::new(stage::stage(plan, workshop, &showing, lang))
    });
    Publication {
        open: open.filter(|_| paper.is_some()).map(|(id, pass)| Pass::new(id, pass.number)),
        body: Body {
            workshop: workshop.title.clone(),
            naming: workshop.naming,
            roles: workshop.roles.iter().map(|role| role.title.clone()).collect(),
            paper,
            stage,
        },
    }
}

/// The voter that a participant is: it follows from their key, so that nobody can vote as
/// somebody else, and so that their code counts in the place of their live vote.
pub fn voter_of(participant: &str) -> Id {
    respondent_id(hash([participant]) >> (u64::BITS - VOTER_BITS))
}

/// A vote as it travels: its number and its code. `None` where it is none for this paper.
pub fn write_vote(paper: &Paper, vote: &Vote) -> Option<String> {
    let code = code::write(&paper.pass, &paper.tasks(), paper.roles.len(), vote)?;
    Some(format!("{} {code}", vote.sequence))
}

/// The number of a vote that travels; 0 where it has none.
pub fn sequence_of(bytes: &[u8]) -> u32 {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    text.split_once(' ').and_then(|(number, _)| number.parse().ok()).unwrap_or(0)
}

/// The vote of a participant in a pass, whoever it says that it is from.
pub fn read_vote(workshop: &Workshop, pass: &str, participant: &str, bytes: &[u8]) -> Option<(Id, Vote)> {
    let (_, code) = std::str::from_utf8(bytes).ok()?.split_once(' ')?;
    let votes = code::collect(code, workshop).votes;
    let (id, vote) = votes.into_iter().find(|(id, _)| **id == *pass)?;
    Some((id, Vote { voter: voter_of(participant), ..vote }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::editor::Editor;
    use crate::domain::sample;
    use crate::domain::workshop::Way;
    use crate::domain::workshop::edit::{Received, WorkshopEdit, command, receive};
    use crate::domain::workshop::{Answer, Entry, Question, Role, Round};

    const NOW: &str = "2026-11-23T10:00:00Z";

    /// A plan with a workshop whose fist of five is on.
    fn held() -> (Plan, Id) {
        let plan = sample::plan(Lang::En, "p_live".into(), NOW);
        let id = Id::from("w_live");
        let workshop = Workshop {
            id: id.clone(),
            title: "Q3".to_owned(),
            naming: Naming::Named,
            roles: vec![Role { id: "o_1".into(), title: "Sales".to_owned(), ..Role::default() }],
            agenda: vec![Entry {
                id: "e_1".into(),
                title: "How sure".to_owned(),
                round: Some(Round { question: Question::Confidence, ..Round::default() }),
                ..Entry::default()
            }],
            ..Workshop::default()
        };
        let edits =
            vec![WorkshopEdit::Create(Box::new(workshop)), WorkshopEdit::On("e_1".into(), NOW.to_owned())];
        (edited(&Editor::new(plan), &id, edits), id)
    }

    fn edited(editor: &Editor, id: &Id, edits: Vec<WorkshopEdit>) -> Plan {
        let editor = editor.apply(&command(id, edits), NOW, None).unwrap();
        Plan::clone(editor.plan())
    }

    fn with(plan: &Plan, id: &Id, edit: WorkshopEdit) -> Plan {
        edited(&Editor::new(plan.clone()), id, vec![edit])
    }

    fn workshop(plan: &Plan, id: &Id) -> Workshop {
        let record = plan.workshops.iter().find(|record| record.id == *id).unwrap();
        Workshop::read(record)
    }

    fn shown(plan: &Plan, id: &Id) -> Publication {
        publication(plan, &workshop(plan, id), Focus::First, Lang::En)
    }

    #[test]
    fn a_ballot_is_shown_while_it_is_open_and_the_stage_before_and_after() {
        let (plan, id) = held();
        let before = shown(&plan, &id);
        assert_eq!(
            (before.open, before.body.paper.is_some(), before.body.stage.is_some()),
            (None, false, true)
        );
        let plan = with(&plan, &id, WorkshopEdit::Open("v_1".into(), "e_1".into(), NOW.to_owned()));
        let open = shown(&plan, &id);
        assert_eq!(open.open, Some(Pass::new("v_1", 1)));
        let paper = open.body.paper.clone().unwrap();
        assert_eq!((&*paper.pass, paper.live.is_empty(), open.body.stage.is_none()), ("v_1", false, true));
        assert_eq!(Body::read(&open.body.write()), Some(open.body));
        let plan = with(&plan, &id, WorkshopEdit::Close("v_1".into(), NOW.to_owned()));
        let closed = shown(&plan, &id);
        assert_eq!((closed.open, closed.body.paper), (None, None));
        let vote = closed.body.stage.unwrap().vote.clone().unwrap();
        assert!(!vote.open && vote.results.is_empty(), "nothing of the votes before the reveal");
    }

    #[test]
    fn a_vote_counts_as_that_of_whoever_sent_it_and_once() {
        let (plan, id) = held();
        let mut plan = with(&plan, &id, WorkshopEdit::Open("v_1".into(), "e_1".into(), NOW.to_owned()));
        let paper = shown(&plan, &id).body.paper.unwrap();
        let vote = |sequence, fingers| Vote {
            voter: "r_00000001".into(),
            name: "Li".to_owned(),
            role: Some(0),
            sequence,
            answers: vec![Some(Answer::Number(fingers))],
        };
        for (sequence, fingers, participant, expected, counted) in [
            (1, 3.0, "alpha", Received::New, 1),
            (1, 3.0, "alpha", Received::Known, 1),
            (2, 5.0, "alpha", Received::Changed, 1),
            // Whoever copies somebody's voter id still votes as themselves.
            (9, 0.0, "beta", Received::New, 2),
        ] {
            let text = write_vote(&paper, &vote(sequence, fingers)).unwrap();
            assert_eq!(sequence_of(text.as_bytes()), sequence);
            let read = read_vote(&workshop(&plan, &id), "v_1", participant, text.as_bytes());
            let (pass, read) = read.unwrap();
            assert_eq!((&*pass, &read.voter, &*read.name), ("v_1", &voter_of(participant), "Li"));
            assert_eq!(receive(&mut plan, &id, &pass, &read, Way::Live, NOW), expected);
            assert_eq!(workshop(&plan, &id).passes.get("v_1").unwrap().ballots.len(), counted);
        }
    }

    #[test]
    fn what_is_no_vote_of_this_pass_is_nothing() {
        let (plan, id) = held();
        let plan = with(&plan, &id, WorkshopEdit::Open("v_1".into(), "e_1".into(), NOW.to_owned()));
        let workshop = workshop(&plan, &id);
        let paper = shown(&plan, &id).body.paper.unwrap();
        let vote = Vote {
            voter: "r_00000001".into(),
            role: Some(0),
            sequence: 1,
            answers: vec![Some(Answer::Number(3.0))],
            ..Vote::default()
        };
        let text = write_vote(&paper, &vote).unwrap();
        for (pass, bytes) in [
            ("v_2", text.as_bytes()),
            ("v_1", b"".as_slice()),
            ("v_1", b"1 "),
            ("v_1", b"1 B1nonsense"),
            ("v_1", &[0xff, 0x20, 0xff]),
        ] {
            assert_eq!(read_vote(&workshop, pass, "alpha", bytes), None, "{pass} {bytes:?}");
        }
    }

    #[test]
    fn voters_follow_from_their_keys_and_are_such_as_codes_can_name() {
        assert_eq!(voter_of("alpha"), voter_of("alpha"));
        assert_ne!(voter_of("alpha"), voter_of("beta"));
        assert!(crate::domain::kano::code::respondent_number(&voter_of("alpha")).is_some());
    }
}
