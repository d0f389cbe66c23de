//! What a browser keeps of the ballots that were filled in with it.
//!
//! One text holds the latest few, so that a ballot of the next round finds who voted in the one
//! before: whoever votes again is the same voter then. Its workshop is known by a number of its
//! id, so that two of one title are two, and one that is renamed stays one. Links of an older
//! program say no more of it than the title, so theirs is a number of that.

use serde::{Deserialize, Serialize};

use super::vote;
use crate::domain::plan::Id;
use crate::domain::workshop::Answer;
use crate::domain::workshop::code::Vote;
use crate::domain::workshop::paper::{self, Paper};
use crate::keeping::Store;
use crate::platform::storage::{self, LocalStorage};

/// The name under which they are kept.
const KEY: &str = "steelyard.ballots";

/// Ballots that are kept; older ones make room.
const MOST: usize = 20;

/// Where something of a voter is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// In the browser, for all its tabs: a phone has one voter.
    #[default]
    Browser,
    /// In the tab: each window of one browser is somebody else, who must not see what the others vote.
    Tab,
}

/// A ballot as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// The number of the workshop.
    pub workshop: u64,
    /// The pass.
    pub pass: Id,
    /// Who votes.
    pub voter: Id,
    /// Their name.
    pub name: String,
    /// Their role, by its title.
    pub role: String,
    /// Which version of the ballot it is.
    pub sequence: u32,
    /// Whether it is finished.
    pub sent: bool,
    /// Where in it they are.
    pub place: usize,
    /// Their answers.
    pub answers: Vec<Option<Answer>>,
}

impl Kept {
    /// What was kept of this very paper, as that of somebody who is known by another way.
    ///
    /// A ballot that somebody else had finished here is not theirs yet: they look at it first.
    pub fn of(self, paper: &Paper, who: &Vote) -> Option<Kept> {
        let is_theirs = self.voter == who.voter;
        (self.pass == paper.pass).then(|| Kept {
            voter: Id::clone(&who.voter),
            name: who.name.clone(),
            role: vote::role_title(paper, who).to_owned(),
            sent: self.sent && is_theirs,
            ..self
        })
    }
}

/// The number of a paper's workshop.
pub fn workshop_of(paper: &Paper) -> u64 {
    paper::fingerprint(if paper.room.is_empty() { &paper.workshop } else { &paper.room })
}

fn read(text: Option<&str>) -> Vec<Kept> {
    // What cannot be read is as if it were not there.
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

fn write(shelf: &[Kept]) -> String {
    // Texts, numbers and lists always become JSON.
    serde_json::to_string(shelf).unwrap_or_default()
}

/// The text with a ballot put in, in the place of an earlier state of it.
fn with(text: Option<&str>, kept: Kept) -> String {
    let mut shelf = read(text);
    shelf.retain(|other| other.pass != kept.pass);
    shelf.push(kept);
    let spare = shelf.len().saturating_sub(MOST);
    shelf.drain(..spare);
    write(&shelf)
}

/// The text without the ballots of a paper's workshop.
fn without(text: Option<&str>, paper: &Paper) -> String {
    let mut shelf = read(text);
    shelf.retain(|other| other.workshop != workshop_of(paper));
    write(&shelf)
}

/// The ballot of a paper, or else the latest one of its workshop, which is of another pass then.
fn find(text: Option<&str>, paper: &Paper) -> Option<Kept> {
    let shelf = read(text);
    let this = shelf.iter().find(|kept| kept.pass == paper.pass);
    this.or_else(|| shelf.iter().rev().find(|kept| kept.workshop == workshop_of(paper))).cloned()
}

fn text(place: Place) -> Option<String> {
    let of_all_tabs = match place {
        Place::Browser => LocalStorage::open().ok().and_then(|store| store.get(KEY).ok().flatten()),
        Place::Tab => None,
    };
    of_all_tabs.or_else(|| storage::of_tab(KEY))
}

/// Keeps a text; `false` where the browser does not let it.
fn keep(place: Place, text: &str) -> bool {
    let is_kept =
        place == Place::Browser && LocalStorage::open().is_ok_and(|store| store.set(KEY, text).is_ok());
    is_kept || storage::set_of_tab(KEY, Some(text))
}

/// What is kept of a paper or of its workshop.
pub fn recall(place: Place, paper: &Paper) -> Option<Kept> {
    find(text(place).as_deref(), paper)
}

/// Keeps a ballot; `false` where the browser keeps nothing, and then a reload loses it.
pub fn remember(place: Place, kept: &Kept) -> bool {
    keep(place, &with(text(place).as_deref(), kept.clone()))
}

/// Forgets who voted in a paper's workshop.
pub fn forget(place: Place, paper: &Paper) {
    keep(place, &without(text(place).as_deref(), paper));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(workshop: &str, pass: &str) -> Paper {
        Paper { workshop: workshop.to_owned(), pass: pass.into(), ..Paper::default() }
    }

    fn kept(workshop: &str, pass: &str, voter: &str) -> Kept {
        let paper = paper(workshop, pass);
        Kept {
            workshop: workshop_of(&paper),
            pass: paper.pass,
            voter: voter.into(),
            answers: vec![None, Some(Answer::Number(0.5)), Some(Answer::Two([1, 0]))],
            ..Kept::default()
        }
    }

    #[test]
    fn a_ballot_finds_itself_and_else_who_voted_in_its_workshop() {
        let text = with(None, kept("Q3", "v_1", "r_1"));
        let text = with(Some(&text), kept("Q4", "v_2", "r_2"));
        let text = with(Some(&text), Kept { sequence: 2, ..kept("Q3", "v_1", "r_1") });
        for (workshop, pass, expected) in [
            ("Q3", "v_1", Some(("r_1", 2))),
            ("Q3", "v_9", Some(("r_1", 2))),
            ("Q4", "v_9", Some(("r_2", 0))),
            ("Q5", "v_9", None),
        ] {
            let found = find(Some(&text), &paper(workshop, pass));
            let found = found.as_ref().map(|kept| (&*kept.voter, kept.sequence));
            assert_eq!(found, expected, "{workshop} {pass}");
        }
        assert_eq!(find(Some(&without(Some(&text), &paper("Q3", ""))), &paper("Q3", "v_1")), None);
    }

    #[test]
    fn workshops_of_one_title_are_two_and_one_that_is_renamed_stays_one() {
        let of = |room: &str, title: &str, pass: &str| Paper { room: room.into(), ..paper(title, pass) };
        let first = of("w_1", "Q3", "v_1");
        let kept = Kept { workshop: workshop_of(&first), ..kept("", "v_1", "r_1") };
        let text = with(None, kept);
        for (room, title, expected) in
            [("w_1", "Q3", true), ("w_1", "Q3, second part", true), ("w_2", "Q3", false), ("", "Q3", false)]
        {
            let found = find(Some(&text), &of(room, title, "v_9"));
            assert_eq!(found.is_some(), expected, "{room} {title}");
        }
    }

    #[test]
    fn somebody_who_is_known_gets_their_own_ballot_back_and_no_finished_one_of_another() {
        let who = |voter: &str| Vote { voter: voter.into(), name: "Li".into(), ..Vote::default() };
        for (pass, voter, expected) in
            [("v_1", "r_1", Some(("r_1", true))), ("v_1", "r_2", Some(("r_2", false))), ("v_2", "r_1", None)]
        {
            let kept = Kept { sent: true, ..kept("Q3", "v_1", "r_1") }.of(&paper("Q3", pass), &who(voter));
            let found = kept.as_ref().map(|kept| (&*kept.voter, kept.sent));
            assert_eq!(found, expected, "{pass} {voter}");
        }
    }

    #[test]
    fn what_is_kept_comes_back_as_it_was_and_does_not_grow_for_ever() {
        let mut text = None;
        for at in 0..50 {
            text = Some(with(text.as_deref(), kept("Q3", &format!("v_{at}"), "r_1")));
        }
        let shelf = read(text.as_deref());
        assert_eq!((shelf.len(), shelf.last()), (MOST, Some(&kept("Q3", "v_49", "r_1"))));
        assert_eq!(read(Some("{broken")), []);
    }
}
