//! Workshops: agendas, passes, ballots as links and codes, and what the audience may see.

// Helpers of tests may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use proptest::prelude::*;
use steelyard::domain::editor::{Command, Editor};
use steelyard::domain::format;
use steelyard::domain::frameworks;
use steelyard::domain::invariants::violations;
use steelyard::domain::patch::Patch;
use steelyard::domain::plan::{Estimate, Id, Item, Plan, Status};
use steelyard::domain::sample;
use steelyard::domain::text::Lang;
use steelyard::domain::text::workshop_page::{CodesTaken, codes_taken};
use steelyard::domain::workshop::agreement::talk;
use steelyard::domain::workshop::cards::Card;
use steelyard::domain::workshop::code::{self, Problem, Vote};
use steelyard::domain::workshop::edit::{Received, WorkshopEdit, command, receive, saw, would_receive};
use steelyard::domain::workshop::order::{self, Taken};
use steelyard::domain::workshop::outcome::{self, Decided, Finding};
use steelyard::domain::workshop::paper::{LinkProblem, Paper, Task};
use steelyard::domain::workshop::stage::{self, Focus, Showing, StageVote, stage};
use steelyard::domain::workshop::template::Template;
use steelyard::domain::workshop::weigh::Scales;
use steelyard::domain::workshop::{
    Answer, Entry, FollowUp, Naming, Open, Parked, Question, Round, Way, Workshop, minutes, tally,
};

const NOW: &str = "2026-11-22T09:00:00Z";
const LATER: &str = "2026-11-22T09:10:00Z";

fn ids() -> impl FnMut(&str) -> Id {
    let mut next = 0;
    move |prefix: &str| {
        next += 1;
        format!("{prefix}_{next}").into()
    }
}

/// A plan with a workshop of a template, and the workshop's id.
fn with_workshop(template: Template) -> (Editor, Id) {
    let plan = sample::plan(Lang::En, "p_1".into(), NOW);
    let workshop = template.make(&plan, frameworks::default(), Lang::En, NOW, &mut ids());
    let id = Rc::clone(&workshop.id);
    let editor = Editor::new(plan);
    let create = command(&id, vec![WorkshopEdit::Create(Box::new(workshop))]);
    (editor.apply(&create, NOW, None).expect("it is new"), id)
}

fn given(editor: &Editor, id: &Id, edits: Vec<WorkshopEdit>) -> Editor {
    editor.apply(&command(id, edits), LATER, None).expect("something changes")
}

fn workshop(editor: &Editor, id: &Id) -> Workshop {
    Workshop::of(editor.plan(), id).expect("it is there")
}

/// An open pass of the first round, with the ids of workshop and pass.
fn opened(template: Template) -> (Editor, Id, Id) {
    let (editor, id) = with_workshop(template);
    let entry = workshop(&editor, &id).agenda.iter().find(|entry| entry.round.is_some()).unwrap().id.clone();
    let pass: Id = "v_1".into();
    let edits = vec![
        WorkshopEdit::On(entry.clone(), NOW.into()),
        WorkshopEdit::Open(pass.clone(), entry, NOW.into()),
    ];
    (given(&editor, &id, edits), id, pass)
}

fn voter(number: u64) -> Id {
    let text: String = (0..8)
        .rev()
        .map(|at| char::from(b"0123456789abcdefghjkmnpqrstvwxyz"[(number >> (5 * at)) as usize & 31]))
        .collect();
    format!("r_{text}").into()
}

fn vote(number: u64, answers: Vec<Option<Answer>>) -> Vote {
    Vote { voter: voter(number), sequence: 1, answers, ..Vote::default() }
}

fn number(value: f64) -> Option<Answer> {
    Some(Answer::Number(value))
}

/// A vote comes in as the app lets it in: asked of the plan as it is now, put into every plan
/// that undo remembers.
fn received(editor: &Editor, id: &Id, pass: &Id, vote: &Vote) -> (Editor, Received) {
    let outcome = would_receive(&workshop(editor, id), pass, vote);
    if !matches!(outcome, Received::New | Received::Changed) {
        return (editor.clone(), outcome);
    }
    let next = editor.absorb(&|plan| {
        let mut plan = plan.clone();
        receive(&mut plan, id, pass, vote, Way::Code, LATER);
        plan
    });
    (next, outcome)
}

#[test]
fn every_template_is_a_workshop_that_survives_a_file() {
    for lang in Lang::ALL {
        let plan = sample::plan(lang, "p_1".into(), NOW);
        for template in Template::ALL {
            for framework in frameworks::ALL {
                let made = template.make(&plan, framework, lang, NOW, &mut ids());
                assert_eq!(Workshop::read(&made.record()), made, "{template:?} {}", framework.id);
                assert_eq!(made.agenda.is_empty(), template == Template::Blank);
                for round in made.agenda.iter().filter_map(|entry| entry.round.as_ref()) {
                    assert!(!round.tasks().is_empty(), "{template:?} {round:?}");
                }
                assert!(made.agenda.iter().all(|entry| !entry.title.is_empty() && !entry.script.is_empty()));
                let text = minutes::markdown(&minutes::blocks(&plan, &made, lang));
                for entry in &made.agenda {
                    assert!(text.contains(&entry.title), "{} in {text}", entry.title);
                }
            }
        }
    }
    let plan = sample::plan(Lang::En, "p_1".into(), NOW);
    for (template, minutes) in [
        (Template::Scoring, 30.0),
        (Template::NeedAndGoal, 60.0),
        (Template::KanoInTheRoom, 45.0),
        (Template::Quarterly, 90.0),
    ] {
        let made = template.make(&plan, frameworks::default(), Lang::En, NOW, &mut ids());
        assert_eq!(made.minutes(), minutes, "{template:?}");
    }
}

#[test]
fn a_plan_keeps_its_workshops_in_files_and_patches() {
    let (editor, id, pass) = opened(Template::Scoring);
    let before = Rc::clone(editor.plan());
    let (editor, outcome) =
        received(&editor, &id, &pass, &Vote { role: Some(0), ..vote(7, vec![number(100.0)]) });
    assert_eq!(outcome, Received::New);
    let plan = editor.plan();
    assert_eq!(violations(plan), Vec::<String>::new());
    let (read, warnings) = format::read(&format::write(plan)).unwrap();
    assert_eq!(warnings, []);
    assert_eq!(read.workshops, plan.workshops);
    let patch = Patch::between(&before, plan).expect("a vote is a change");
    assert_eq!(patch.apply(&before).workshops, plan.workshops);
    // One vote is one small patch, however much else the workshop holds.
    assert!(patch.to_json().len() < 400, "{}", patch.to_json());
}

#[test]
fn votes_of_two_tabs_come_together() {
    let (editor, id, pass) = opened(Template::Scoring);
    let start = Rc::clone(editor.plan());
    let tab = |number| {
        let (next, _) =
            received(&editor, &id, &pass, &Vote { role: Some(0), ..vote(number, vec![self::number(100.0)]) });
        Patch::between(&start, next.plan()).unwrap()
    };
    let (one, other) = (tab(1), tab(2));
    let merged = other.apply(&one.apply(&start));
    assert_eq!(Workshop::of(&merged, &id).unwrap().passes.get(&pass).unwrap().ballots.len(), 2);
    assert_eq!(one.apply(&other.apply(&start)).workshops, merged.workshops);
}

#[test]
fn undo_takes_back_what_the_facilitator_did_and_never_a_vote() {
    let (editor, id, pass) = opened(Template::Scoring);
    let (editor, _) = received(&editor, &id, &pass, &Vote { role: Some(0), ..vote(1, vec![number(100.0)]) });
    let revealed = given(&editor, &id, vec![WorkshopEdit::Reveal(pass.clone(), LATER.into())]);
    assert_eq!(revealed.undoes().unwrap().words(Lang::En), "reveal the votes");
    let (late, outcome) =
        received(&revealed, &id, &pass, &Vote { role: Some(0), ..vote(2, vec![number(30.0)]) });
    assert_eq!(outcome, Received::TooLate);
    let back = late.undo().unwrap();
    let this = workshop(&back, &id);
    let this = this.passes.get(&pass).unwrap();
    assert!(this.is_open() && !this.is_revealed());
    assert_eq!(this.ballots.len(), 1);
}

#[test]
fn what_a_live_room_has_counted_is_in_time_though_the_plan_hears_of_it_behind_the_close() {
    let (editor, id, pass) = opened(Template::Scoring);
    let closed = given(&editor, &id, vec![WorkshopEdit::Close(pass.clone(), LATER.into())]);
    let vote = Vote { role: Some(0), ..vote(1, vec![number(100.0)]) };
    for (way, expected) in [(Way::Code, Received::TooLate), (Way::Live, Received::New)] {
        let mut plan = Plan::clone(closed.plan());
        assert_eq!(receive(&mut plan, &id, &pass, &vote, way, LATER), expected);
    }
}

#[test]
fn whoever_is_sent_away_has_no_vote_in_any_pass_until_that_is_undone() {
    let (editor, id, pass) = opened(Template::Scoring);
    let cast = |number| Vote { role: Some(0), ..vote(number, vec![self::number(100.0)]) };
    let (editor, _) = received(&editor, &id, &pass, &cast(1));
    let (editor, _) = received(&editor, &id, &pass, &cast(2));
    let voters = |editor: &Editor| -> Vec<Id> {
        let this = workshop(editor, &id);
        this.passes.get(&pass).unwrap().ballots.keys().cloned().collect()
    };
    let both = voters(&editor);
    let gone = given(&editor, &id, vec![WorkshopEdit::SendAway(cast(1).voter)]);
    assert_eq!(voters(&gone), [cast(2).voter]);
    assert_eq!(voters(&gone.undo().unwrap()), both);
    let again = gone.apply(&command(&id, vec![WorkshopEdit::SendAway(cast(1).voter)]), LATER, None);
    assert!(again.is_none(), "there is nothing left to take out");
}

#[test]
fn a_ballot_counts_once_and_the_latest_version_of_it() {
    let (editor, id, pass) = opened(Template::Scoring);
    let version = |sequence, value| Vote { sequence, role: Some(0), ..vote(1, vec![number(value)]) };
    let mut now = editor;
    for (given, expected) in [
        (version(1, 10.0), Received::New),
        (version(1, 30.0), Received::Known),
        (version(3, 100.0), Received::Changed),
        (version(2, 10.0), Received::Known),
    ] {
        let (next, outcome) = received(&now, &id, &pass, &given);
        assert_eq!(outcome, expected);
        now = next;
    }
    let workshop = workshop(&now, &id);
    let (_, round) = workshop.round_of(&pass).unwrap();
    let tallies = tally::tallies(round, workshop.passes.get(&pass).unwrap());
    assert_eq!((tallies[0].numbers.as_slice(), tallies[1].answered()), (&[100.0][..], 0));
}

#[test]
fn whoever_may_not_vote_in_a_round_does_not_count_in_it() {
    let (editor, id) = with_workshop(Template::Scoring);
    let entries = workshop(&editor, &id);
    let effort =
        entries.agenda.iter().find(|entry| entry.round.as_ref().is_some_and(|round| !round.roles.is_empty()));
    let entry = effort.expect("engineers rate effort").id.clone();
    let pass: Id = "v_1".into();
    let editor = given(&editor, &id, vec![WorkshopEdit::Open(pass.clone(), entry, NOW.into())]);
    for (role, expected) in [
        (Some(0), Received::WrongRole),
        (Some(1), Received::New),
        (None, Received::WrongRole),
        (Some(9), Received::WrongRole),
    ] {
        let given = Vote { role, ..vote(1, vec![number(3.0)]) };
        assert_eq!(received(&editor, &id, &pass, &given).1, expected, "{role:?}");
    }
}

#[test]
fn a_round_that_was_voted_in_does_not_change_and_does_not_go() {
    let (editor, id, pass) = opened(Template::Scoring);
    let (editor, _) = received(&editor, &id, &pass, &Vote { role: Some(0), ..vote(1, vec![number(100.0)]) });
    let before = workshop(&editor, &id);
    let mut agenda = before.agenda.clone();
    for entry in &mut agenda {
        if let Some(round) = &mut entry.round {
            *round = Round { question: Question::Ranking, ..Round::default() };
        }
    }
    let after = workshop(&given(&editor, &id, vec![WorkshopEdit::Agenda(agenda)]), &id);
    assert_eq!(after.round_of(&pass), before.round_of(&pass));
    let after = workshop(&given(&editor, &id, vec![WorkshopEdit::Agenda(Vec::new())]), &id);
    assert_eq!((after.agenda.len(), after.passes.len()), (1, 1));
    // Names and roles were promised before the first vote.
    for edit in [WorkshopEdit::Naming(Naming::Named), WorkshopEdit::Roles(Vec::new())] {
        assert!(editor.apply(&command(&id, vec![edit]), LATER, None).is_none());
    }
}

#[test]
fn a_second_vote_closes_the_first_and_keeps_it() {
    let (editor, id, pass) = opened(Template::Scoring);
    let (editor, _) = received(&editor, &id, &pass, &Vote { role: Some(0), ..vote(1, vec![number(100.0)]) });
    let entry = workshop(&editor, &id).on.unwrap();
    let again = given(&editor, &id, vec![WorkshopEdit::Open("v_2".into(), entry.clone(), LATER.into())]);
    let workshop = workshop(&again, &id);
    let passes = workshop.passes_of(&entry);
    assert_eq!(
        passes.iter().map(|(_, pass)| (pass.number, pass.is_open(), pass.ballots.len())).collect::<Vec<_>>(),
        [(1, false, 1), (2, true, 0)]
    );
    assert_eq!(tally::before(&workshop, passes[1].1).unwrap().0, passes[0].0);
}

fn paper(question: Question, items: usize) -> Paper {
    let items = (0..items).map(|at| steelyard::domain::workshop::paper::Asked {
        title: format!("Item {at}"),
        title_alt: (at % 2 == 0).then(|| format!("需求 {at}")),
    });
    Paper {
        pass: "v_7f3k2m9q".into(),
        number: 1,
        workshop: "Quarterly planning".into(),
        title: "Score: Reach".into(),
        question,
        items: items.collect(),
        ..Paper::default()
    }
}

fn questions() -> Vec<Question> {
    vec![
        Question::Estimate {
            sheet: "rice".into(),
            input: "impact".into(),
            cards: [0.25, 0.5, 1.0, 2.0, 3.0].map(Card::of).to_vec(),
        },
        Question::Dots { dots: 5, most: 3 },
        Question::Ranking,
        Question::Pairwise,
        Question::BestWorst,
        Question::Need { to: "n_1".into() },
        Question::Goal { to: "g_1".into() },
        Question::Ideas { most: 3 },
        Question::Kano,
        Question::Confidence,
    ]
}

#[test]
fn a_link_holds_the_whole_ballot_and_says_when_it_is_broken() {
    for question in questions() {
        let paper = Paper {
            roles: vec![("Product".into(), true), ("Sales".into(), false)],
            naming: Naming::Named,
            ..paper(question, 12)
        };
        let link = paper.link().unwrap();
        assert!(link.len() < 600, "{} characters for {:?}", link.len(), paper.question);
        assert_eq!(
            Paper::read(&format!("Please vote: https://example.org/app/{link} thank you")).unwrap(),
            paper
        );
        assert_eq!(
            Paper::read(&link.chars().take(link.len() - 3).collect::<String>()),
            Err(LinkProblem::Cut)
        );
        let mut changed: Vec<char> = link.chars().collect();
        changed[20] = if changed[20] == 'x' { 'y' } else { 'x' };
        assert!(matches!(
            Paper::read(&changed.iter().collect::<String>()),
            Err(LinkProblem::Changed | LinkProblem::Cut)
        ));
    }
    assert_eq!(Paper::read("#p=1abc"), Err(LinkProblem::NotABallot));
    let unknown = paper(serde_json::from_str(r#"{"kind":"telepathy"}"#).unwrap(), 1);
    assert_eq!(Paper::read(&unknown.link().unwrap()), Err(LinkProblem::Newer));
    assert_eq!(paper(Question::Ranking, 201).link(), Err(LinkProblem::TooLarge));
    assert!(paper(Question::Ranking, 200).link().unwrap().len() < 4000);
}

/// A link that was made before ballots said which workshop they are of.
const OLD_LINK: &str = "#b=1tQJVkE1LAkEYx7-KPOfBfKHLIh6iiE4RHWWJcfdZHXZ31vbFIPHQ0UN0MPBshNQhIQmSVPoyrePH6JmtFb3N7-E3__8z04MOGNC9KgMDCUaZwQ3xRZUwpsOZ3-FWTMAJJPfRpnMIRqMBJ7IlJGIoZAtYHCZosgZccg8jYA73IjRNBtdg9MAV0qbrGMXC5zFSQtRG1PGhsDQK2Uk0irzN4qEdUUsPutxLEIxSsXLYZzu4S-ViaYcqe1QlMvsMAopXjzNdluXqutOEVipYbbTcING1tzRcz-fp9Ekthmo6Ah2UmcIhMVvqz1LPy3R4l96Pt0qtWT8KPLt20Kz_OzRRs9HPapjNcu-Yh27BD2zM-z7fN4PZ-mWcLh-20rnjePS5hSaPXMw3U5OF-vrefLypwetmNQF61y83zf7z";

#[test]
fn a_ballot_says_which_workshop_it_is_of_and_older_links_still_open() {
    let (editor, id, pass) = opened(Template::Scoring);
    let of = |editor: &Editor| Paper::of(editor.plan(), &workshop(editor, &id), &pass).unwrap();
    let before = of(&editor);
    assert_eq!(before.room, id);
    assert_eq!(Paper::read(&before.link().unwrap()).unwrap().room, id);
    // A workshop that is renamed stays the same one.
    let renamed = of(&given(&editor, &id, vec![WorkshopEdit::Title("Another name".into())]));
    assert_eq!((renamed.workshop.as_str(), &renamed.room), ("Another name", &before.room));
    let old = Paper::read(OLD_LINK).unwrap();
    assert_eq!((old.workshop.as_str(), &*old.room, old.items.len()), ("Q3", "", 5));
    // What an older program reads in a new link is what it knows; it passes over the rest.
    assert!(!old.link().unwrap().is_empty());
}

#[test]
fn a_code_of_another_workshop_is_recognised_and_its_workshop_named() {
    let (editor, id, pass) = opened(Template::Scoring);
    let other =
        Workshop { id: "w_other".into(), title: "Q4 <planning>".into(), ..asking(Question::Confidence, 0).0 };
    let create = command(&other.id, vec![WorkshopEdit::Create(Box::new(other.clone()))]);
    let editor = editor.apply(&create, NOW, None).unwrap();
    let tasks = other.round_of("v_7f3k2m9q").unwrap().1.tasks();
    let theirs = code::write("v_7f3k2m9q", &tasks, 2, &vote(1, vec![number(4.0)])).unwrap();
    let strange = code::write("v_nowhere", &tasks, 2, &vote(1, vec![number(4.0)])).unwrap();
    let held = workshop(&editor, &id);
    let found = code::collect_in(&format!("{theirs} {strange}"), editor.plan(), &held);
    assert_eq!(found.votes, []);
    let problems: Vec<Problem> = found.problems.into_iter().map(|(_, problem)| problem).collect();
    assert_eq!(problems, [Problem::OtherWorkshop("Q4 <planning>".into()), Problem::Elsewhere]);
    assert_eq!(
        problems[0].sentence(Lang::En),
        "This code belongs to the workshop “Q4 <planning>”. Take it in there."
    );
    assert!(problems[0].sentence(Lang::Zh).contains("Q4 <planning>"));
    // Its own codes still count.
    let round = held.round_of(&pass).unwrap().1.tasks();
    let own = code::write(&pass, &round, held.roles.len(), &vote(1, vec![number(100.0)])).unwrap();
    assert_eq!(code::collect_in(&own, editor.plan(), &held).votes.len(), 1);
}

#[test]
fn two_hundred_items_are_a_ballot_and_more_are_none() {
    let ids: Vec<Id> = (0..250).map(|at| format!("i_{at}").into()).collect();
    let (editor, id) = with_workshop(Template::Blank);
    let round = Round { question: reach(), items: ids, ..Round::default() };
    let entry = Entry { id: "e_1".into(), round: Some(round), ..Entry::default() };
    let pass: Id = "v_1".into();
    let editor = given(
        &editor,
        &id,
        vec![
            WorkshopEdit::Agenda(vec![entry]),
            WorkshopEdit::On("e_1".into(), NOW.into()),
            WorkshopEdit::Open(pass.clone(), "e_1".into(), NOW.into()),
        ],
    );
    let held = workshop(&editor, &id);
    let tasks = held.round_of(&pass).unwrap().1.tasks();
    assert_eq!(tasks.len(), 200, "the rest is not asked");
    // One vote on all of them is one code, and comes in whole.
    let given = vote(1, vec![number(300.0); 200]);
    let written = code::write(&pass, &tasks, 0, &given).unwrap();
    let found = code::collect(&written, &held);
    assert_eq!((found.votes.len(), found.problems.len()), (1, 0));
    let (editor, outcome) = received(&editor, &id, &pass, &found.votes[0].1);
    assert_eq!(outcome, Received::New);
    let editor = self::given(&editor, &id, vec![WorkshopEdit::Reveal(pass.clone(), LATER.into())]);
    let (shown, found) = both(&editor, &id, &pass, Lang::En);
    assert_eq!((shown.results.len(), found.len()), (200, 200));
}

#[test]
fn a_round_without_items_does_not_open_and_a_vote_after_the_close_does_not_count() {
    let (editor, id) = with_workshop(Template::Blank);
    for question in questions() {
        let is_about_none = matches!(question, Question::Ideas { .. } | Question::Confidence);
        let entry = Entry {
            id: "e_1".into(),
            round: Some(Round { question: question.clone(), ..Round::default() }),
            ..Entry::default()
        };
        let editor = given(&editor, &id, vec![WorkshopEdit::Agenda(vec![entry])]);
        let open = command(&id, vec![WorkshopEdit::Open("v_1".into(), "e_1".into(), NOW.into())]);
        assert_eq!(editor.apply(&open, NOW, None).is_some(), is_about_none, "{question:?}");
    }
    let (editor, id, pass) = opened(Template::Scoring);
    let (editor, _) = received(&editor, &id, &pass, &vote(1, vec![number(100.0)]));
    let closed = given(&editor, &id, vec![WorkshopEdit::Close(pass.clone(), LATER.into())]);
    let (same, outcome) = received(&closed, &id, &pass, &vote(2, vec![number(100.0)]));
    assert_eq!((outcome, same.plan()), (Received::TooLate, closed.plan()));
    // Whoever sends an old vote again after the close is told that it is here.
    assert_eq!(received(&closed, &id, &pass, &vote(1, vec![number(100.0)])).1, Received::Known);
}

#[test]
fn every_fate_of_a_code_has_its_sentence() {
    let all = CodesTaken { new: 2, changed: 1, known: 1, late: 3, wrong_role: 1, no_place: 1 };
    assert_eq!(
        codes_taken(Lang::En, all),
        "2 votes taken in. 1 vote changed. 1 here already. 3 came too late: the vote is closed. \
         1 from a role that does not vote in this round. 1 found no room: the round is full."
    );
    let double = CodesTaken { known: 1, ..CodesTaken::default() };
    assert_eq!(codes_taken(Lang::En, double), "1 here already.");
    assert_eq!(codes_taken(Lang::Zh, double), "1 票此前已录入。");
    let one = CodesTaken { new: 2, known: 1, ..CodesTaken::default() };
    assert_eq!(codes_taken(Lang::En, one), "2 votes taken in. 1 here already.");
}

#[test]
fn a_workshop_of_which_everything_was_skipped_has_minutes_that_say_so() {
    let (editor, id) = with_workshop(Template::Scoring);
    let entries: Vec<Id> = workshop(&editor, &id).agenda.iter().map(|entry| entry.id.clone()).collect();
    let skip = entries.into_iter().map(|entry| WorkshopEdit::Skip(entry, true)).collect();
    let editor = given(&editor, &id, skip);
    let held = workshop(&editor, &id);
    assert_eq!(held.minutes(), 0.0);
    for (lang, sentence) in
        [(Lang::En, "Nothing on the agenda was held."), (Lang::Zh, "议程中没有进行任何内容。")]
    {
        let blocks = minutes::blocks(editor.plan(), &held, lang);
        assert!(blocks.contains(&minutes::Block::Text(sentence.into())), "{blocks:?}");
        let seen = stage(editor.plan(), &held, &Showing::default(), lang);
        assert!(seen.agenda.is_empty() && seen.vote.is_none() && !seen.ended);
    }
    let ended = given(&editor, &id, vec![WorkshopEdit::End(LATER.into())]);
    assert!(stage(ended.plan(), &workshop(&ended, &id), &Showing::default(), Lang::En).ended);
}

#[test]
fn what_could_change_the_roadmap_is_talked_about_before_what_could_not() {
    use steelyard::domain::editor::RoadmapEdit;
    use steelyard::domain::roadmap::Placement;
    // Two items with the same votes on effort: with one of them it decides whether it fits.
    let cards = [1.0, 2.0, 3.0, 5.0, 8.0].map(Card::of).to_vec();
    let effort = Question::Estimate { sheet: "rice".into(), input: "effort".into(), cards };
    let people = (0..8).map(|person| vec![number(if person < 4 { 1.0 } else { 8.0 }); 2]).collect();
    let (editor, id, pass) = revealed(effort, 2, people);
    let worth = |editor: &Editor| {
        let held = workshop(editor, &id);
        let found = weighed(editor.plan(), &held, &pass);
        let of = |task: usize| found.iter().find(|finding| finding.task == task).cloned().unwrap();
        [of(0), of(1)]
    };
    // The first one is placed, and nothing else; each team has so much in every period.
    let with_room = |amount: f64| {
        let plan = editor.plan();
        let periods = plan.roadmap.periods.iter().cloned().map(|mut period| {
            period.capacity = plan.roadmap.teams.iter().map(|team| (team.id.clone(), amount)).collect();
            period
        });
        let periods: Vec<_> = periods.collect();
        let placement = Placement {
            item: plan.items[0].id.clone(),
            period: periods[0].id.clone(),
            ..Placement::default()
        };
        let edits = vec![RoadmapEdit::Periods(periods), RoadmapEdit::Adopt(vec![placement])];
        editor.apply(&Command::roadmap(edits), LATER, None).unwrap()
    };
    let (roomy, tight) = (with_room(1000.0), with_room(4.0));
    let (before, after) = (worth(&roomy), worth(&tight));
    for (before, after) in before.iter().zip(&after) {
        assert!(before.worth < after.worth, "{before:?} {after:?}");
        assert!(after.advice.contains("decides whether it fits the roadmap"), "{}", after.advice);
    }
}

/// Some answer to a task; the same numbers give the same answer.
fn any_answer(task: &Task, pick: u32) -> Option<Answer> {
    use steelyard::domain::workshop::paper::Ask;
    let two = |one: u32, other: u32| Some(Answer::Two([one as u8, other as u8]));
    let answer = match (&task.ask, pick % 7) {
        (_, 0) => None,
        (Ask::Texts(_), _) => {
            Some(Answer::Texts(vec!["Dark mode 深色".into(), "<b>Export</b> & \"more\"".into()]))
        }
        (Ask::Dots { .. } | Ask::Rank(_), 1 | 2) => None,
        (_, 1) => Some(Answer::Open(Open::Abstain)),
        (_, 2) => Some(Answer::Open(Open::Unknown)),
        (Ask::Card(cards), _) => number(cards[pick as usize % cards.len()].value),
        (Ask::Dots { .. }, _) => number(f64::from(pick % 2)),
        (Ask::Rank(_), _) => number(task.items[0] as f64 + 1.0),
        (Ask::Pair, _) => number(f64::from(pick % 3) - 1.0),
        (Ask::Level, _) => number(f64::from(pick % 5) - 1.0),
        (Ask::Fist, _) => number(f64::from(pick % 6)),
        (Ask::BestWorst, _) => two(pick % 2, 1 - pick % 2),
        (Ask::Kano, _) => two(1 + pick % 5, 1 + pick / 5 % 5),
    };
    answer.filter(|answer| task.takes(answer))
}

/// A workshop with one open pass of a question about so many items.
fn asking(question: Question, items: usize) -> (Workshop, Id) {
    let pass: Id = "v_7f3k2m9q".into();
    let mut workshop = Workshop { id: "w_1".into(), ..Workshop::default() };
    workshop.roles = vec![Default::default(), Default::default()];
    workshop.agenda = vec![Entry {
        id: "e_1".into(),
        round: Some(Round {
            question,
            items: (0..items).map(|at| format!("i_{at}").into()).collect(),
            ..Round::default()
        }),
        ..Default::default()
    }];
    let this = steelyard::domain::workshop::Pass { entry: "e_1".into(), number: 1, ..Default::default() };
    workshop.passes.insert(pass.clone(), this);
    (workshop, pass)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_ballot_comes_back_out_of_its_code_whatever_a_chat_does_to_it(
        which in 0..10usize, items in 2..40usize, person in 0..1u64 << 40, sequence in 1..999u32,
        picks in prop::collection::vec(any::<u32>(), 80), role in prop::option::of(0..2usize), name in "\\PC{0,30}",
    ) {
        let (workshop, pass) = asking(questions()[which].clone(), items);
        let tasks = workshop.round_of(&pass).unwrap().1.tasks();
        let mut answers: Vec<Option<Answer>> = tasks.iter().enumerate().map(|(at, task)| any_answer(task, picks[at % 80].wrapping_add(at as u32))).collect();
        if matches!(questions()[which], Question::Dots { .. }) {
            answers.iter_mut().filter(|answer| **answer == number(1.0)).skip(5).for_each(|answer| *answer = None);
        }
        prop_assume!(answers.iter().any(Option::is_some));
        let vote = Vote { voter: voter(person), name: code::short(&name, 60), role, sequence, answers };
        let written = code::write(&pass, &tasks, 2, &vote).expect("it fits a code");
        let grouped = steelyard::domain::kano::code::grouped(&written);
        let texts = [
            written.clone(),
            format!("Lin: {grouped}\nthanks!"),
            format!("> {}", grouped.replace(' ', "\n> ")),
            format!("https://example.org/#v={written}"),
            format!("我的选票：{written}。谢谢"),
        ];
        for text in texts {
            let found = code::collect(&text, &workshop);
            prop_assert_eq!(&found.votes, &vec![(pass.clone(), vote.clone())], "{} {:?}", text, found.problems);
        }
        let twice = code::collect(&format!("{grouped} and {written}"), &workshop);
        prop_assert_eq!(twice.votes.len(), 2);
    }

    #[test]
    fn a_mistyped_code_is_never_another_vote(
        which in 0..10usize, picks in prop::collection::vec(any::<u32>(), 20), at in any::<prop::sample::Index>(), sign in 0..59usize,
    ) {
        let (workshop, pass) = asking(questions()[which].clone(), 6);
        let tasks = workshop.round_of(&pass).unwrap().1.tasks();
        let answers: Vec<Option<Answer>> = tasks.iter().enumerate().map(|(at, task)| any_answer(task, picks[at % 20])).collect();
        let Some(written) = code::write(&pass, &tasks, 2, &vote(5, answers)) else { return Ok(()) };
        let mut signs: Vec<char> = written.chars().collect();
        let at = at.index(signs.len());
        let new = char::from(b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[sign]);
        prop_assume!(signs[at] != new);
        signs[at] = new;
        let found = code::collect(&signs.iter().collect::<String>(), &workshop);
        prop_assert_eq!(found.votes, vec![]);
        let cut: String = written.chars().take(written.len() - 1).collect();
        prop_assert_eq!(code::collect(&cut, &workshop).votes, vec![]);
    }

    #[test]
    fn any_text_at_all_is_searched_without_harm(text in "\\PC{0,300}") {
        let (workshop, _) = asking(Question::Ranking, 5);
        prop_assert_eq!(code::collect(&text, &workshop).votes, vec![]);
    }
}

#[test]
fn a_code_that_does_not_count_says_why() {
    let (workshop, pass) = asking(Question::Dots { dots: 5, most: 3 }, 4);
    let tasks = workshop.round_of(&pass).unwrap().1.tasks();
    let whole = code::write(&pass, &tasks, 2, &vote(1, vec![number(3.0), number(2.0)])).unwrap();
    let elsewhere = code::write("v_other", &tasks, 2, &vote(1, vec![number(3.0)])).unwrap();
    let greedy = code::write(&pass, &tasks, 2, &vote(1, vec![number(3.0), number(3.0)])).unwrap();
    let empty = code::write(&pass, &tasks, 2, &vote(1, vec![None; 4])).unwrap();
    let link = Paper::of(&Plan::default(), &workshop, &pass).unwrap().link().unwrap();
    use steelyard::domain::workshop::paper::Wrong;
    for (text, expected) in [
        (elsewhere, Problem::Elsewhere),
        (greedy, Problem::Spoilt(Wrong::TooManyDots(6, 5))),
        (empty, Problem::Spoilt(Wrong::Nothing)),
        (whole.chars().take(whole.len() - 2).collect(), Problem::Cut),
        (link, Problem::BallotLink),
        ("Before lunch I had no time, Bob".to_owned(), Problem::NoCode),
        ("B1".to_owned(), Problem::NoCode),
        ("x".repeat(1_000_001), Problem::TooLong),
    ] {
        let found = code::collect(&text, &workshop);
        assert_eq!(found.votes, [], "{expected:?}");
        for lang in Lang::ALL {
            assert!(!expected.sentence(lang).is_empty());
        }
        assert_eq!(found.problems.into_iter().map(|(_, problem)| problem).collect::<Vec<_>>(), [expected]);
    }
}

#[test]
fn three_hundred_codes_in_one_paste_all_count() {
    let (workshop, pass) = asking(Question::Confidence, 0);
    let tasks = workshop.round_of(&pass).unwrap().1.tasks();
    let text: String = (0..300)
        .map(|person| {
            format!(
                "Person {person}: {}\n",
                code::write(&pass, &tasks, 2, &vote(person, vec![number((person % 6) as f64)])).unwrap()
            )
        })
        .collect();
    let found = code::collect(&text, &workshop);
    assert_eq!((found.votes.len(), found.problems), (300, vec![]));
}

#[test]
fn the_audience_sees_no_name_and_no_vote_before_the_reveal() {
    let (editor, id) = with_workshop(Template::Scoring);
    let editor = given(&editor, &id, vec![WorkshopEdit::Naming(Naming::Named)]);
    let entry = workshop(&editor, &id).agenda.iter().find(|entry| entry.round.is_some()).unwrap().id.clone();
    let pass: Id = "v_1".into();
    let edits = vec![
        WorkshopEdit::On(entry.clone(), NOW.into()),
        WorkshopEdit::Open(pass.clone(), entry, NOW.into()),
    ];
    let mut editor = given(&editor, &id, edits);
    let seen = |editor: &Editor| {
        let plan = editor.plan();
        let all = stage(
            plan,
            &workshop(editor, &id),
            &Showing { focus: Focus::All, link: "https://example.org/#b=1".into(), ..Showing::default() },
            Lang::En,
        );
        (serde_json::to_string(&all).unwrap(), all)
    };
    let before = seen(&editor).1;
    for (person, value) in [(1, 10.0), (2, 30000.0)] {
        let given =
            Vote { name: format!("Participant{person}"), role: Some(0), ..vote(person, vec![number(value)]) };
        let (next, outcome) = received(&editor, &id, &pass, &given);
        assert_eq!(outcome, Received::New);
        editor = next;
    }
    let (text, hidden) = seen(&editor);
    assert!(!text.contains("Participant") && !text.contains("30,000") && !text.contains("30000"), "{text}");
    let vote = hidden.vote.clone().unwrap();
    assert_eq!((vote.voted, vote.open, vote.results.len()), (2, true, 0));
    // But for the number of votes nothing on the stage depends on them.
    let mut without = hidden;
    let numbers = without.vote.as_mut().unwrap();
    (numbers.voted, numbers.known) = (0, 0);
    assert_eq!(without, before);
    let revealed = given(&editor, &id, vec![WorkshopEdit::Reveal(pass, LATER.into())]);
    let (text, shown) = seen(&revealed);
    assert!(!text.contains("Participant"), "{text}");
    let vote = shown.vote.unwrap();
    assert_eq!((vote.link.as_str(), vote.results.len(), vote.unvoted), ("", 1, 9));
    assert_eq!(vote.results[0].sentence, "2 votes say little. They range from 10 to 30,000.");
}

/// What the audience sees of a revealed pass, and what the console finds, by title.
fn both(editor: &Editor, id: &Id, pass: &Id, lang: Lang) -> (StageVote, Vec<(String, String)>) {
    let held = workshop(editor, id);
    let found = outcome::findings(editor.plan(), &held, pass, lang);
    let all = Showing { focus: Focus::All, ..Showing::default() };
    let shown = stage(editor.plan(), &held, &all, lang).vote.unwrap();
    let found = found.into_iter().filter(|finding| finding.tally.answered() > 0);
    (shown, found.map(|finding| (finding.title, finding.sentence)).collect())
}

#[test]
fn the_audience_reads_the_verdict_that_the_console_has() {
    let unknown = || Some(Answer::Open(Open::Unknown));
    // Agreed, two camps, spread, few, only silence, nothing at all.
    let ballot = |person: usize| {
        vec![
            number(1000.0),
            number(if person < 4 { 100.0 } else { 10_000.0 }),
            number([100.0, 300.0, 1000.0, 3000.0, 10_000.0][person % 5]),
            if person < 2 { number(300.0) } else { unknown() },
            unknown(),
            None,
        ]
    };
    let (editor, id, pass) = revealed(reach(), 6, (0..8).map(ballot).collect());
    for (lang, expected) in [
        (Lang::En, ["All 8 say 1,000: agreed.", "Two camps: 4 say 100, 4 say 10,000.", "8 don't know."]),
        (Lang::Zh, ["8 票都是 1,000：已达成一致。", "分成两派：4 人说 100，4 人说 10,000。", "8 人不知道。"]),
    ] {
        let (shown, mut found) = both(&editor, &id, &pass, lang);
        let mut read: Vec<(String, String)> =
            shown.results.iter().map(|one| (one.title.clone(), one.sentence.clone())).collect();
        for sentence in expected {
            assert!(read.iter().any(|(_, said)| said == sentence), "{sentence} {read:?}");
        }
        // The audience reads in the order of the ballot, the console what to talk about first.
        read.sort();
        found.sort();
        assert_eq!(read, found);
        assert_eq!((shown.results.len(), shown.unvoted), (5, 1));
        // Where nobody gave a number there is no picture of none.
        assert_eq!(shown.results.iter().filter(|one| one.bars.is_empty()).count(), 1);
    }
}

#[test]
fn the_audience_sees_one_item_at_a_time_unless_all_are_asked_for() {
    let (editor, id, pass) =
        revealed(reach(), 4, vec![vec![None, number(300.0), number(100.0), number(300.0)]]);
    let held = workshop(&editor, &id);
    let shown = |focus| {
        let showing = Showing { focus, ..Showing::default() };
        let vote = stage(editor.plan(), &held, &showing, Lang::En).vote.unwrap();
        (vote.results.iter().map(|one| one.title.clone()).collect::<Vec<_>>(), vote.step, vote.unvoted)
    };
    let (all, step, unvoted) = shown(Focus::All);
    assert_eq!((all.len(), step, unvoted), (3, (0, 0), 1));
    // The first with votes comes first, and the way leads over those with votes, to both ends.
    let voted = stage::voted(&held, &pass);
    assert_eq!(voted, [1, 2, 3]);
    assert!(stage::steps_through(&held, &pass));
    let mut focus = Focus::default();
    for (at, title) in all.iter().enumerate() {
        assert_eq!(shown(focus), (vec![title.clone()], (at + 1, 3), 0));
        match focus.step(&voted, 1) {
            Some(next) => {
                assert_eq!(next.step(&voted, -1).unwrap().task(&voted), focus.task(&voted));
                focus = next;
            }
            None => assert_eq!(at, 2),
        }
    }
    assert_eq!((Focus::First.step(&voted, -1), Focus::All.step(&voted, 1)), (None, None));
    // One item alone needs no number.
    let (editor, id, _) = revealed(reach(), 1, vec![vec![number(300.0)]]);
    let vote = stage(editor.plan(), &workshop(&editor, &id), &Showing::default(), Lang::En).vote.unwrap();
    assert_eq!((vote.results.len(), vote.step), (1, (0, 0)));
}

#[test]
fn what_nobody_voted_on_is_counted_and_left_out_unless_it_is_asked_for() {
    let (editor, id, _) = revealed(reach(), 3, vec![vec![None, number(300.0)]]);
    let shown = |focus| {
        let showing = Showing { focus, ..Showing::default() };
        stage(editor.plan(), &workshop(&editor, &id), &showing, Lang::En).vote.unwrap()
    };
    assert_eq!((shown(Focus::All).results.len(), shown(Focus::All).unvoted), (1, 2));
    let alone = shown(Focus::One(0));
    assert_eq!((alone.results.len(), alone.unvoted), (1, 0));
    assert_eq!(alone.results[0].sentence, "Nobody has voted.");
    // Nothing at all is one calm sentence, and not one for each item.
    let (empty, id, _) = revealed(reach(), 3, Vec::new());
    let vote = stage(empty.plan(), &workshop(&empty, &id), &Showing::default(), Lang::Zh).vote.unwrap();
    assert_eq!(vote.results.iter().map(|one| one.sentence.as_str()).collect::<Vec<_>>(), ["还没有人投票。"]);
    assert_eq!(vote.unvoted, 0);
}

#[test]
fn the_audience_sees_orders_as_orders_and_kano_answers_as_a_count() {
    let best = vec![vec![Some(Answer::Two([0, 1]))]; 2];
    for (question, votes) in [
        (Question::Ranking, vec![vec![number(1.0), number(2.0), number(3.0)]]),
        (Question::Dots { dots: 5, most: 3 }, vec![vec![number(3.0), None, number(1.0)]]),
        (Question::Pairwise, vec![vec![number(1.0); 3]; 3]),
        (Question::BestWorst, best),
    ] {
        let (editor, id, pass) = revealed(question, 3, votes);
        let (plan, held) = (editor.plan(), workshop(&editor, &id));
        let vote = stage(plan, &held, &Showing::default(), Lang::En).vote.unwrap();
        let order = order::order(plan, &held, &pass, Lang::En).unwrap();
        let got: Vec<&str> = order.items.iter().map(|placed| placed.got.as_str()).collect();
        assert!(vote.ranked && vote.notes.first() == Some(&order.rule), "{vote:?}");
        assert!(!stage::steps_through(&held, &pass), "an order is seen as a whole");
        assert_eq!(vote.results.iter().map(|one| one.sentence.as_str()).collect::<Vec<_>>(), got);
        assert!(vote.results.iter().all(|one| !one.title.is_empty() && one.bars.is_empty()));
    }
    let (editor, id, _) = revealed(Question::Kano, 2, vec![vec![Some(Answer::Two([1, 5])); 2]; 3]);
    let vote = stage(editor.plan(), &workshop(&editor, &id), &Showing::default(), Lang::En).vote.unwrap();
    let said = "3 people have answered. The Kano study says what each item is.";
    assert_eq!(vote.results.iter().map(|one| one.sentence.as_str()).collect::<Vec<_>>(), [said]);
}

#[test]
fn the_facilitator_knows_who_has_voted_and_in_which_role_and_the_stage_does_not() {
    let (editor, id, pass) = opened(Template::Scoring);
    let naming = editor.apply(&command(&id, vec![WorkshopEdit::Naming(Naming::Named)]), LATER, None).unwrap();
    let named =
        |person, name: &str, role| Vote { name: name.into(), role, ..vote(person, vec![number(100.0)]) };
    let (editor, _) = received(&naming, &id, &pass, &named(1, "Wu <b>Min</b>", Some(0)));
    let (editor, _) = received(&editor, &id, &pass, &named(2, "Bo", Some(1)));
    let entry = workshop(&editor, &id).on.unwrap();
    let again = given(&editor, &id, vec![WorkshopEdit::Open("v_2".into(), entry, LATER.into())]);
    let (again, _) = received(&again, &id, &"v_2".into(), &named(1, "Wu <b>Min</b>", Some(0)));
    let held = workshop(&again, &id);
    let people = tally::people(&held, "v_2", &[]);
    let role = |at: usize| held.roles[at].title.as_str();
    assert_eq!(
        people.iter().map(|one| (one.name.as_str(), one.role.as_str(), one.voted)).collect::<Vec<_>>(),
        [("Bo", role(1), false), ("Wu <b>Min</b>", role(0), true)]
    );
    let turnout = tally::turnout(&held, &"v_2".into(), &[]);
    assert_eq!((turnout.voted, turnout.known), (1, 2));
    assert_eq!((turnout.names, turnout.missing), (vec!["Wu <b>Min</b>".to_owned()], vec!["Bo".to_owned()]));
    let seen = stage(again.plan(), &held, &Showing::default(), Lang::En);
    let text = serde_json::to_string(&seen).unwrap();
    assert!(!text.contains("Min") && !text.contains("\"Bo\""), "{text}");
}

#[test]
fn whoever_is_in_the_room_is_waited_for_if_their_role_votes() {
    let (editor, id, pass) = opened(Template::Scoring);
    let held = workshop(&editor, &id);
    let mut agenda = held.agenda.clone();
    let on = agenda.iter_mut().find(|entry| Some(&entry.id) == held.on.as_ref()).unwrap();
    on.round.as_mut().unwrap().roles = vec![held.roles[0].id.clone()];
    let edits = vec![WorkshopEdit::Agenda(agenda), WorkshopEdit::Naming(Naming::Named)];
    let editor = editor.apply(&command(&id, edits), LATER, None).unwrap();
    let guest = |person: u64, name: &str, role: usize| tally::Guest {
        voter: vote(person, Vec::new()).voter,
        name: name.into(),
        role: held.roles[role].id.clone(),
    };
    let guests = [guest(1, "Ana", 0), guest(2, "Sam", 1), guest(3, "Bo", 0)];
    let waited = |editor: &Editor| {
        let turnout = tally::turnout(&workshop(editor, &id), &pass, &guests);
        let showing = Showing { guests: guests.to_vec(), ..Showing::default() };
        let seen = stage(editor.plan(), &workshop(editor, &id), &showing, Lang::En).vote.unwrap();
        assert_eq!((seen.voted, seen.known), (turnout.voted, turnout.known));
        (turnout.voted, turnout.known, turnout.names, turnout.missing)
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(waited(&editor), (0, 2, names(&[]), names(&["Ana", "Bo"])), "sales does not vote in it");
    let ana = Vote { name: "Ana".into(), role: Some(0), ..vote(1, vec![number(100.0)]) };
    let (editor, _) = received(&editor, &id, &pass, &ana);
    assert_eq!(waited(&editor), (1, 2, names(&["Ana"]), names(&["Bo"])), "and nobody counts twice");
}

#[test]
fn to_take_a_reveal_back_hides_the_votes_and_opens_nothing() {
    let (editor, id, pass) = opened(Template::Scoring);
    let voter = |number| Vote { role: Some(0), ..vote(number, vec![self::number(100.0)]) };
    let (editor, _) = received(&editor, &id, &pass, &voter(1));
    // With the vote closed by hand before, and without.
    let closed = given(&editor, &id, vec![WorkshopEdit::Close(pass.clone(), LATER.into())]);
    for before in [editor, closed] {
        let revealed = reveal(&before, &id, &pass);
        assert!(workshop(&revealed, &id).passes.get(&pass).unwrap().is_revealed());
        let mut back = revealed.undo().unwrap();
        // However far back it goes: whoever has seen the votes does not vote on them again.
        while let Some(this) = workshop(&back, &id).passes.get(&pass) {
            assert!(!this.is_open() && !this.is_revealed() && this.is_hidden_again());
            assert_eq!(this.ballots.len(), 1);
            assert_eq!(received(&back, &id, &pass, &voter(2)).1, Received::TooLate);
            let held = workshop(&back, &id);
            let seen = stage(back.plan(), &held, &Showing::default(), Lang::En).vote.unwrap();
            assert!(seen.results.is_empty() && !seen.open && seen.link.is_empty());
            back = back.undo().unwrap();
        }
        // A second vote starts with nobody's votes.
        let back = revealed.undo().unwrap();
        let entry = workshop(&back, &id).on.unwrap();
        let again = given(&back, &id, vec![WorkshopEdit::Open("v_2".into(), entry, LATER.into())]);
        let held = workshop(&again, &id);
        let second = held.passes.get("v_2").unwrap();
        assert!(second.is_open() && second.ballots.is_empty() && second.number == 2);
    }
}

#[test]
fn parking_and_skipping_are_taken_back_by_hand_and_by_undo() {
    let (editor, id, _) = opened(Template::Scoring);
    let parked = Parked { id: "k_1".into(), text: "Refunds".into(), ..Parked::default() };
    let with = given(&editor, &id, vec![WorkshopEdit::Park(parked)]);
    assert_eq!(workshop(&with, &id).parking.len(), 1);
    assert!(workshop(&with.undo().unwrap(), &id).parking.is_empty());
    let without = given(&with, &id, vec![WorkshopEdit::Unpark("k_1".into())]);
    assert!(workshop(&without, &id).parking.is_empty());
    assert_eq!(workshop(&without.undo().unwrap(), &id).parking[0].text, "Refunds");

    let last = workshop(&editor, &id).agenda.last().unwrap().id.clone();
    let skipped = |editor: &Editor| workshop(editor, &id).entry(&last).unwrap().skipped;
    let minutes = |editor: &Editor| workshop(editor, &id).minutes();
    let without = given(&editor, &id, vec![WorkshopEdit::Skip(last.clone(), true)]);
    assert!(skipped(&without) && minutes(&without) < minutes(&editor));
    let back = without.undo().unwrap();
    assert!(!skipped(&back) && skipped(&back.redo().unwrap()));
    let again = given(&without, &id, vec![WorkshopEdit::Skip(last.clone(), false)]);
    assert!(!skipped(&again));
    assert!(skipped(&again.undo().unwrap()));
}

/// Reveals as the console does: what is noted of it first, nobody can take back.
fn reveal(editor: &Editor, id: &Id, pass: &Id) -> Editor {
    let editor = editor.absorb(&|plan| {
        let mut plan = plan.clone();
        saw(&mut plan, id, pass, LATER);
        plan
    });
    given(&editor, id, vec![WorkshopEdit::Reveal(pass.clone(), LATER.into())])
}

/// A pass of a question about the first items of the sample, voted on and revealed.
fn revealed(question: Question, items: usize, votes: Vec<Vec<Option<Answer>>>) -> (Editor, Id, Id) {
    let (editor, id) = with_workshop(Template::Blank);
    let items: Vec<Id> = editor.plan().items.iter().take(items).map(|item| item.id.clone()).collect();
    let entry = Entry {
        id: "e_1".into(),
        title: "Round".into(),
        minutes: 10.0,
        round: Some(Round { question, items, ..Round::default() }),
        ..Entry::default()
    };
    let pass: Id = "v_1".into();
    let edits = vec![
        WorkshopEdit::Agenda(vec![entry]),
        WorkshopEdit::On("e_1".into(), NOW.into()),
        WorkshopEdit::Open(pass.clone(), "e_1".into(), NOW.into()),
    ];
    let mut editor = given(&editor, &id, edits);
    for (person, answers) in votes.into_iter().enumerate() {
        let (next, outcome) = received(&editor, &id, &pass, &vote(person as u64 + 1, answers));
        assert_eq!(outcome, Received::New);
        editor = next;
    }
    (given(&editor, &id, vec![WorkshopEdit::Reveal(pass.clone(), LATER.into())]), id, pass)
}

/// The findings of a pass by what settling them could change, as the worker would have them.
fn weighed(plan: &Plan, workshop: &Workshop, pass: &Id) -> Vec<Finding> {
    let findings = outcome::findings(plan, workshop, pass, Lang::En);
    let (_, round) = workshop.round_of(pass).unwrap();
    let scales = Scales::of(plan, &round.question, frameworks::default(), &findings).unwrap();
    let mut work = talk::Work::new(scales.request());
    work.step(talk::DRAWS);
    scales.weighed(&findings, &work.effects(), Lang::En).unwrap()
}

fn reach() -> Question {
    let cards = [100.0, 300.0, 1000.0, 3000.0, 10_000.0].map(Card::of).to_vec();
    Question::Estimate { sheet: "rice".into(), input: "reach".into(), cards }
}

#[test]
fn the_disagreement_that_could_change_the_plan_comes_first_and_what_is_agreed_is_one_step() {
    // On the first item all agree, on the second two camps stand, on the third people are unsure.
    let people = (0..8).map(|person| {
        let second = if person % 2 == 0 { 100.0 } else { 10_000.0 };
        vec![
            number(1000.0),
            number(second),
            if person < 2 { Some(Answer::Open(Open::Unknown)) } else { number(1000.0) },
        ]
    });
    let (editor, id, pass) = revealed(reach(), 3, people.collect());
    let plan = Rc::clone(editor.plan());
    let held = workshop(&editor, &id);
    let findings = weighed(&plan, &held, &pass);
    assert_eq!(findings.iter().map(|finding| finding.task).next(), Some(1), "{findings:?}");
    let divided = &findings[0];
    assert!(divided.disagreement > 0.5 && divided.worth > 0.0, "{divided:?}");
    assert_eq!(divided.sentence, "Two camps: 4 say 100, 4 say 10,000.");
    let agreed = divided.agreed.clone().unwrap();
    let item = divided.item.clone().unwrap();
    let decided = Decided {
        estimate: Some(agreed.estimate.clone()),
        reason: "Half of the sessions are on phones.".into(),
        dissent: "Sales expects ten times as many.".into(),
    };
    let command =
        outcome::settle(&plan, &held, (&pass, Some(&item)), &decided, Lang::En, LATER, &mut ids()).unwrap();
    let after = editor.apply(&command, LATER, None).unwrap();
    assert_eq!(after.depth(), editor.depth() + 1);
    assert_eq!(after.plan().item(&item).unwrap().estimate("rice", "reach"), Some(&agreed.estimate));
    let decision = after.plan().decisions.last().unwrap();
    assert_eq!(
        decision.reason,
        "Half of the sessions are on phones. Against it: Sales expects ten times as many."
    );
    assert_eq!(decision.item.as_ref(), Some(&item));
    let found = outcome::findings(after.plan(), &workshop(&after, &id), &pass, Lang::En);
    let outcome =
        found.iter().find(|finding| finding.item.as_ref() == Some(&item)).unwrap().outcome.clone().unwrap();
    assert_eq!(
        (outcome.value, outcome.low, outcome.high),
        (Some(agreed.likely()), Some(agreed.ends().0), Some(agreed.ends().1))
    );
    assert_eq!(violations(after.plan()), Vec::<String>::new());
    assert_eq!(after.undo().unwrap().plan().items, plan.items);
}

#[test]
fn nothing_is_found_before_the_reveal() {
    let (editor, id, pass) = opened(Template::Scoring);
    let (editor, _) = received(&editor, &id, &pass, &Vote { role: Some(0), ..vote(1, vec![number(100.0)]) });
    let (plan, held) = (editor.plan(), workshop(&editor, &id));
    assert_eq!(outcome::findings(plan, &held, &pass, Lang::En), []);
    assert_eq!(order::order(plan, &held, &pass, Lang::En), None);
    assert_eq!(outcome::voices(plan, &held, &pass, 0, Lang::En), []);
    assert_eq!(outcome::take_answers(plan, &held, &pass), None);
    let text = minutes::markdown(&minutes::blocks(plan, &held, Lang::En));
    assert!(text.contains("The votes were not revealed.") && !text.contains("the middle"), "{text}");
}

#[test]
fn minutes_tell_of_every_vote_that_somebody_took_part_in() {
    let (editor, id, first) = opened(Template::Scoring);
    let cast = |value| Vote { role: Some(0), ..vote(1, vec![number(value)]) };
    let (editor, _) = received(&editor, &id, &first, &cast(100.0));
    let entry = workshop(&editor, &id).passes.get(&first).unwrap().entry.clone();
    let again = Id::from("v_again");
    let editor = given(
        &editor,
        &id,
        vec![
            WorkshopEdit::Reveal(first.clone(), LATER.into()),
            WorkshopEdit::Open(again.clone(), entry, LATER.into()),
        ],
    );
    let told = |editor: &Editor| {
        let held = workshop(editor, &id);
        minutes::markdown(&minutes::blocks(editor.plan(), &held, Lang::En))
    };
    let once = told(&editor);
    assert!(once.contains("1 vote says little") && !once.contains("Vote 1"), "{once}");
    assert!(!once.contains("The votes were not revealed."), "{once}");
    assert!(once.contains("Nobody voted."), "of the rounds that did not come on: {once}");
    let (editor, _) = received(&editor, &id, &again, &cast(30.0));
    let twice = told(&editor);
    let (one, two) = twice.split_once("### Vote 2").expect("the second vote has a heading");
    assert!(one.contains("### Vote 1") && one.contains("1 vote says little"), "{twice}");
    assert!(two.contains("The votes were not revealed."), "{twice}");
}

#[test]
fn dots_ranks_pairs_and_best_worst_make_an_order() {
    let ranks = vec![
        vec![number(1.0), number(2.0), number(3.0)],
        vec![number(1.0), number(3.0), number(2.0)],
        vec![number(2.0), number(1.0), number(3.0)],
    ];
    let dots = vec![vec![number(3.0), None, number(1.0)], vec![number(2.0), number(0.0), number(2.0)]];
    let pairs = vec![vec![number(1.0), number(1.0), number(-1.0)]; 3];
    let best = vec![vec![Some(Answer::Two([0, 1]))]; 2];
    for (question, votes, expected) in [
        (Question::Ranking, ranks, [0, 1, 2]),
        (Question::Dots { dots: 5, most: 3 }, dots, [0, 2, 1]),
        (Question::Pairwise, pairs, [0, 2, 1]),
        (Question::BestWorst, best, [0, 2, 1]),
    ] {
        let (editor, id, pass) = revealed(question.clone(), 3, votes);
        for lang in Lang::ALL {
            let order = order::order(editor.plan(), &workshop(&editor, &id), &pass, lang).unwrap();
            assert_eq!(
                order.items.iter().map(|placed| placed.item).collect::<Vec<_>>(),
                expected,
                "{question:?}"
            );
            assert!(!order.rule.is_empty());
        }
    }
}

#[test]
fn ideas_become_items_once_and_kano_answers_respondents() {
    let ideas = vec![
        vec![Some(Answer::Texts(vec!["Dark mode".into(), "<b>Bold</b>".into()]))],
        vec![Some(Answer::Texts(vec!["dark MODE".into()]))],
    ];
    let (editor, id, pass) = revealed(Question::Ideas { most: 3 }, 0, ideas);
    let held = workshop(&editor, &id);
    let all = tally::ideas(held.passes.get(&pass).unwrap());
    assert_eq!(all, ["Dark mode", "<b>Bold</b>"]);
    let command = outcome::take_ideas(editor.plan(), &held, &pass, &all, &mut ids()).unwrap();
    let after = editor.apply(&command, LATER, None).unwrap();
    assert_eq!(after.plan().items.len(), editor.plan().items.len() + 2);
    let new = &after.plan().items[editor.plan().items.len()..];
    assert!(new.iter().all(|item| item.status == Status::Idea && item.source == held.title), "{new:?}");
    assert!(
        outcome::take_ideas(after.plan(), &held, &pass, &all, &mut ids()).is_none(),
        "they are there already"
    );

    let answers = vec![vec![Some(Answer::Two([1, 5])), Some(Answer::Two([2, 4]))]; 3];
    let (editor, id, pass) = revealed(Question::Kano, 2, answers);
    let command = outcome::take_answers(editor.plan(), &workshop(&editor, &id), &pass).unwrap();
    let after = editor.apply(&command, LATER, None).unwrap();
    assert_eq!(after.plan().kano.respondents.len(), editor.plan().kano.respondents.len() + 3);
    assert!(
        editor.apply(&command, LATER, None).unwrap().apply(&command, LATER, None).is_none(),
        "taken twice they count once"
    );
    assert_eq!(violations(after.plan()), Vec::<String>::new());
}

#[test]
fn minutes_tell_agenda_results_reasons_and_what_was_parked_and_let_nothing_run() {
    let people = (0..5).map(|_| vec![number(1000.0), number(300.0)]);
    let (editor, id, pass) = revealed(reach(), 2, people.collect());
    let item = editor.plan().items[0].id.clone();
    let held = workshop(&editor, &id);
    let decided = Decided {
        estimate: Some(Estimate::Value(1000.0)),
        reason: "*Measured* in <script>May</script>".into(),
        dissent: String::new(),
    };
    let settle =
        outcome::settle(editor.plan(), &held, (&pass, Some(&item)), &decided, Lang::En, LATER, &mut ids())
            .unwrap();
    let parked =
        Parked { id: "k_1".into(), text: "Pricing [later](x)".into(), at: LATER.into(), ..Parked::default() };
    let editor = editor.apply(&settle, LATER, None).unwrap();
    let editor = given(&editor, &id, vec![WorkshopEdit::Park(parked), WorkshopEdit::End(LATER.into())]);
    for lang in Lang::ALL {
        let blocks = minutes::blocks(editor.plan(), &workshop(&editor, &id), lang);
        let (markdown, html) = (minutes::markdown(&blocks), minutes::html(&blocks, lang));
        assert!(
            markdown.contains("\\*Measured\\* in \\<script\\>")
                && markdown.contains("Pricing \\[later\\](x)"),
            "{markdown}"
        );
        assert!(!html.contains("<script>") && html.contains("&lt;script&gt;May"), "{html}");
        assert!(html.contains("1,000"), "{html}");
    }
}

#[test]
fn what_cannot_be_read_of_a_workshop_costs_itself_alone() {
    let text = r#"{"format":"steelyard-plan","version":1,"id":"p","title":"P","items":[],"workshops":[
        {"id":"w_1","title":7,"agenda":[{"id":"e_1","title":"Talk","minutes":"long","x_entry":1},"nonsense",
          {"id":"e_2","round":{"question":{"kind":"telepathy","strength":3},"items":["i_1",5]}}],
         "passes":{"v_1":{"entry":"e_2","number":1,"ballots":{"r_1":{"sequence":1,"answers":{"i_1":{"odd":1},"i_2":3}},"r_2":"no"}},"v_2":[]},
         "x_workshop":{"kept":true}},
        {"title":"No id"}, 5]}"#;
    let (plan, _) = format::read(text).unwrap();
    assert_eq!(plan.workshops.len(), 2);
    assert_eq!(violations(&plan), Vec::<String>::new());
    let workshop = Workshop::read(&plan.workshops[0]);
    assert_eq!((workshop.title.as_str(), workshop.agenda.len()), ("", 2));
    assert_eq!(workshop.passes.get("v_1").unwrap().ballots.get("r_1").unwrap().answers.len(), 1);
    let written = serde_json::to_string(&*workshop.record().fields).unwrap();
    for kept in ["x_entry", "telepathy", "strength", "x_workshop"] {
        assert!(written.contains(kept), "{kept} in {written}");
    }
    // What was never touched is written as it was.
    let (again, _) = format::read(&format::write(&plan)).unwrap();
    assert_eq!(again.workshops, plan.workshops);
    assert!(format::write(&plan).contains("nonsense"));
}

/// Eight people, of whom four rank six items from the first to the last and four the other way round.
fn opposed() -> Vec<Vec<Option<Answer>>> {
    let person = |person: usize| {
        let rank = |at: usize| number(if person < 4 { at + 1 } else { 6 - at } as f64);
        (0..6).map(rank).collect()
    };
    (0..8).map(person).collect()
}

#[test]
fn a_ranking_tells_ties_how_far_it_is_agreed_on_and_its_camps_on_every_surface() {
    let (editor, id, pass) = revealed(Question::Ranking, 6, opposed());
    for (lang, expected) in [
        (
            Lang::En,
            [
                "All share the first place",
                "no more than chance would bring: W = 0 (p = 1)",
                "W runs from 0, no order in common, to 1",
                "Two camps, of 4 and 4.",
            ],
        ),
        (
            Lang::Zh,
            ["全部并列第一", "W = 0（p = 1）", "W 从 0（毫无共同排序）到 1", "分成两派，分别为 4、4 人。"],
        ),
    ] {
        let held = workshop(&editor, &id);
        let found = order::order(editor.plan(), &held, &pass, lang).unwrap();
        assert!(found.items.iter().all(|placed| placed.place == 1), "{found:?}");
        assert!(found.is_open_at(3) && !found.is_open_at(6));
        let notes = found.notes.join("\n");
        let shown = stage(editor.plan(), &held, &Showing::default(), lang).vote.unwrap();
        let text = minutes::markdown(&minutes::blocks(editor.plan(), &held, lang));
        for said in expected {
            assert!(notes.contains(said), "{said} in {notes}");
            assert!(shown.notes.iter().any(|note| note.contains(said)), "{said} in {shown:?}");
            assert!(text.contains(said), "{said} in {text}");
        }
        assert!(shown.results.iter().all(|shown| shown.place == 1), "{shown:?}");
        assert!(text.matches("\n- 1. ").count() == 6, "{text}");
    }
    // Where all agree nobody is told of camps, and the places count up.
    let agreed = (0..8).map(|_| (1..=6).map(|rank| number(f64::from(rank))).collect()).collect();
    let (editor, id, pass) = revealed(Question::Ranking, 6, agreed);
    let found = order::order(editor.plan(), &workshop(&editor, &id), &pass, Lang::En).unwrap();
    assert_eq!(found.items.iter().map(|placed| placed.place).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    let notes = found.notes.join("\n");
    assert!(notes.contains("The orders agree strongly: W = 1 (p < 0.001)"), "{notes}");
    assert!(!notes.contains("camps, of") && !notes.contains("share"), "{notes}");
    // Pairs make an order of each person, too.
    let pairs = (0..8).map(|_| vec![number(1.0); 3]).collect();
    let (editor, id, pass) = revealed(Question::Pairwise, 3, pairs);
    let found = order::order(editor.plan(), &workshop(&editor, &id), &pass, Lang::En).unwrap();
    assert!(found.notes.join("\n").contains("W = 1 ("), "{found:?}");
}

#[test]
fn the_order_by_duels_stands_beside_that_by_points_where_they_differ() {
    // Three of five have the first item first, but the others have it last: it wins every duel and has fewer
    // points than the second.
    let ranks: Vec<Vec<Option<Answer>>> = (0..5)
        .map(|person| {
            let ranks = if person < 3 { [1.0, 2.0, 3.0] } else { [3.0, 1.0, 2.0] };
            ranks.map(number).to_vec()
        })
        .collect();
    let (editor, id, pass) = revealed(Question::Ranking, 3, ranks);
    let found = order::order(editor.plan(), &workshop(&editor, &id), &pass, Lang::En).unwrap();
    assert_eq!(found.items.iter().map(|placed| placed.item).collect::<Vec<_>>(), [1, 0, 2]);
    let titles: Vec<&str> = editor.plan().items.iter().take(3).map(|item| item.title.as_str()).collect();
    let other = format!("By duels (Schulze): 1. {}, 2. {}, 3. {}.", titles[0], titles[1], titles[2]);
    assert!(found.notes.contains(&other), "{other} in {found:?}");
}

#[test]
fn how_far_votes_agree_is_a_figure_and_of_few_votes_none() {
    let votes = |counts: [usize; 2]| -> Vec<Vec<Option<Answer>>> {
        let of = |value: f64, count: usize| std::iter::repeat_with(move || vec![number(value)]).take(count);
        of(100.0, counts[0]).chain(of(10_000.0, counts[1])).collect()
    };
    for (counts, figure) in [([8, 0], "Consensus 100%"), ([4, 4], "Consensus 0%"), ([2, 1], "")] {
        let (editor, id, pass) = revealed(reach(), 1, votes(counts));
        let held = workshop(&editor, &id);
        let found = outcome::findings(editor.plan(), &held, &pass, Lang::En).remove(0);
        assert_eq!(found.consensus, figure);
        let shown = stage(editor.plan(), &held, &Showing::default(), Lang::En).vote.unwrap();
        assert_eq!(shown.results[0].consensus, figure);
        let text = minutes::markdown(&minutes::blocks(editor.plan(), &held, Lang::En));
        assert!(text.contains(figure) && text.contains("Consensus") != figure.is_empty(), "{text}");
        assert_eq!(found.gap.is_empty(), counts != [4, 4], "{}", found.gap);
    }
    let fists = [3.0, 4.0, 4.0, 4.0, 5.0].map(|fingers| vec![number(fingers)]).to_vec();
    let (editor, id, pass) = revealed(Question::Confidence, 0, fists);
    let found = outcome::findings(editor.plan(), &workshop(&editor, &id), &pass, Lang::En).remove(0);
    assert!(found.consensus.starts_with("Consensus 8"), "{}", found.consensus);
}

#[test]
fn what_serves_a_need_is_weighed_by_the_order_at_the_plans_need_share() {
    use steelyard::domain::plan::Need;
    let (editor, id, pass) = revealed(Question::Need { to: "n_1".into() }, 3, {
        // On the first and the second item people disagree in the same way, on the third they agree.
        let person = |person: usize| {
            let level = number(if person < 4 { 0.0 } else { 3.0 });
            vec![level.clone(), level, number(1.0)]
        };
        (0..8).map(person).collect()
    });
    let plan = |share: f64, others: i8| {
        let mut plan = Plan::clone(editor.plan());
        let need = |id: &str, weight: f64| Need { id: id.into(), weight, ..Need::default() };
        plan.needs = Rc::new(vec![need("n_1", 1.0), need("n_2", 1.0)]);
        plan.settings.need_share = share;
        for (at, item) in plan.items.iter_mut().enumerate() {
            let item = Rc::make_mut(item);
            item.goals = Default::default();
            item.status = Status::Candidate;
            let other = if at == 1 { others } else { 0 };
            item.needs = [(Id::from("n_1"), 2), (Id::from("n_2"), other)].into_iter().collect();
        }
        plan
    };
    let held = workshop(&editor, &id);
    let found = weighed(&plan(1.0, -1), &held, &pass);
    assert_eq!(found.iter().map(|finding| finding.task).collect::<Vec<_>>(), [0, 1, 2]);
    // The second harms the other need, so it moves less than the first for the same votes.
    assert!(found[0].worth > found[1].worth && found[1].worth > found[2].worth, "{found:?}");
    assert!(found[0].advice.starts_with("If the low votes are right"), "{}", found[0].advice);
    assert!(found[0].disagreement == found[1].disagreement && found[2].advice.is_empty());
    // Where needs weigh nothing, whoever is right changes nothing.
    let found = weighed(&plan(0.0, -1), &held, &pass);
    assert!(found.iter().all(|finding| finding.worth == 0.0), "{found:?}");
    // Without any need that counts there is nothing to be worked out, and the list says so.
    let empty = Plan { needs: Rc::default(), goals: Rc::default(), ..Plan::clone(editor.plan()) };
    let found = outcome::findings(&empty, &held, &pass, Lang::En);
    let question = Question::Need { to: "n_1".into() };
    assert!(Scales::of(&empty, &question, frameworks::default(), &found).is_none());
    assert!(found.iter().all(|finding| finding.worth == finding.disagreement));
}

#[test]
fn two_hundred_disputed_items_among_two_thousand_are_all_weighed() {
    let votes: Vec<Vec<Option<Answer>>> =
        (0..4).map(|person| vec![number(if person < 2 { 100.0 } else { 10_000.0 }); 10]).collect();
    let (editor, id, pass) = revealed(reach(), 10, votes);
    let mut plan = Plan::clone(editor.plan());
    for at in 0..2_000 {
        let mut item = Item::new(format!("x{at}").into(), format!("X-{at}"), "X");
        for (key, value) in
            [("reach", 300.0 + f64::from(at)), ("impact", 1.0), ("confidence", 1.0), ("effort", 1.0)]
        {
            item.set_estimate("rice", key, Some(Estimate::Value(value)));
        }
        plan.items.push(item.into());
    }
    let held = workshop(&editor, &id);
    let mut findings = outcome::findings(&plan, &held, &pass, Lang::En);
    // The same votes on two hundred items.
    let first = findings[0].clone();
    findings = plan
        .items
        .iter()
        .take(200)
        .enumerate()
        .map(|(task, item)| Finding { task, item: Some(item.id.clone()), ..first.clone() })
        .collect();
    let scales = Scales::of(&plan, &reach(), frameworks::default(), &findings).unwrap();
    let mut work = talk::Work::new(scales.request());
    work.step(talk::DRAWS);
    let found = scales.weighed(&findings, &work.effects(), Lang::En).unwrap();
    assert!(found.iter().all(|finding| !finding.advice.is_empty()));
    assert!(
        found.iter().filter(|finding| finding.worth > 0.0 && finding.worth < finding.disagreement).count()
            > 100
    );
}

#[test]
fn the_first_of_an_order_are_taken_over_in_one_step_and_lose_the_tag_again() {
    let ranks: Vec<Vec<Option<Answer>>> =
        (0..4).map(|_| (1..=4).map(|rank| number(f64::from(rank))).collect()).collect();
    let (editor, id, pass) = revealed(Question::Ranking, 4, ranks);
    let ids_of =
        |editor: &Editor| -> Vec<Id> { editor.plan().items.iter().map(|item| item.id.clone()).collect() };
    let all = ids_of(&editor);
    let tagged = |editor: &Editor| -> Vec<Id> {
        let has = |item: &&Rc<Item>| item.tags.iter().any(|tag| tag == "Top");
        editor.plan().items.iter().filter(has).map(|item| item.id.clone()).collect()
    };
    let take = |editor: &Editor, count: usize, lang: Lang| {
        let taken = Taken {
            count,
            tag: " Top ".into(),
            reason: "Room for so many.".into(),
            dissent: "Sales wants the fourth.".into(),
        };
        let held = workshop(editor, &id);
        order::take(editor.plan(), &held, &pass, &taken, lang, LATER, &mut ids())
    };
    let after = editor.apply(&take(&editor, 3, Lang::En).unwrap(), LATER, None).unwrap();
    assert_eq!(after.depth(), editor.depth() + 1);
    assert_eq!(tagged(&after), all[..3]);
    assert_eq!(violations(after.plan()), Vec::<String>::new());
    let decision = after.plan().decisions.last().unwrap();
    let first = &after.plan().items[0].title;
    assert!(decision.title.starts_with(&format!("Round: 1. {first}, 2. ")), "{}", decision.title);
    assert_eq!(decision.reason, "Room for so many. Against it: Sales wants the fourth.");
    let held = workshop(&after, &id);
    assert_eq!(outcome::outcome_of(&held, &pass, None).unwrap().order, all[..3]);
    let text = minutes::markdown(&minutes::blocks(after.plan(), &held, Lang::En));
    assert!(
        text.contains("Agreed order: 1. ") && text.contains("Against it: Sales wants the fourth."),
        "{text}"
    );
    // Taken over anew it is another list, and the tag marks that one alone.
    let again = after.apply(&take(&after, 2, Lang::Zh).unwrap(), LATER, None).unwrap();
    assert_eq!(tagged(&again), all[..2]);
    assert_eq!(workshop(&again, &id).outcomes.len(), 1);
    assert_eq!(tagged(&again.undo().unwrap()), all[..3]);
    assert!(take(&editor, 0, Lang::En).is_none(), "of nothing there is nothing to take over");
}

#[test]
fn confidence_is_agreed_as_a_decision_and_levels_keep_what_the_votes_ran_over() {
    let fists = [2.0, 4.0, 4.0, 4.0, 5.0].map(|fingers| vec![number(fingers)]).to_vec();
    let (editor, id, pass) = revealed(Question::Confidence, 0, fists);
    let held = workshop(&editor, &id);
    let found = outcome::findings(editor.plan(), &held, &pass, Lang::En).remove(0);
    let decided =
        Decided { estimate: found.proposed(), reason: "Two hires are late.".into(), dissent: String::new() };
    let settle = outcome::settle(editor.plan(), &held, (&pass, None), &decided, Lang::En, LATER, &mut ids());
    let after = editor.apply(&settle.unwrap(), LATER, None).unwrap();
    let decision = after.plan().decisions.last().unwrap();
    assert_eq!((decision.title.as_str(), &decision.item), ("Fist of five: 4", &None));
    assert_eq!(decision.reason, "Two hires are late. Votes from 2 to 5.");
    let text = minutes::markdown(&minutes::blocks(after.plan(), &workshop(&after, &id), Lang::En));
    assert!(text.contains("Agreed: 4 (2 to 5). Why: Two hires are late."), "{text}");
    assert_eq!(after.plan().items, editor.plan().items);

    let need = editor.plan().needs[0].id.clone();
    let votes = [0.0, 1.0, 1.0, 1.0, 2.0].map(|level| vec![number(level)]).to_vec();
    let (editor, id, pass) = revealed(Question::Need { to: need.clone() }, 1, votes);
    let item = editor.plan().items[0].id.clone();
    let held = workshop(&editor, &id);
    let found = outcome::findings(editor.plan(), &held, &pass, Lang::En).remove(0);
    let decided = Decided { estimate: found.proposed(), ..Decided::default() };
    let settle =
        outcome::settle(editor.plan(), &held, (&pass, Some(&item)), &decided, Lang::En, LATER, &mut ids());
    let after = editor.apply(&settle.unwrap(), LATER, None).unwrap();
    assert_eq!(after.plan().item(&item).unwrap().needs.get(&need), Some(&1));
    assert_eq!(after.plan().decisions.last().unwrap().reason, "Votes from Not at all to Well.");
    let outcome = outcome::outcome_of(&workshop(&after, &id), &pass, Some(&item)).cloned().unwrap();
    assert_eq!((outcome.low, outcome.high), (Some(0.0), Some(2.0)));
}

#[test]
fn no_value_is_offered_where_the_middle_of_the_votes_is_nobodys() {
    let halves = |low: f64, high: f64, votes: usize| -> Vec<Vec<Option<Answer>>> {
        (0..votes).map(|person| vec![number(if person < votes / 2 { low } else { high })]).collect()
    };
    let impact = || Question::Estimate {
        sheet: "rice".into(),
        input: "impact".into(),
        cards: [0.25, 0.5, 1.0, 2.0, 3.0].map(Card::of).to_vec(),
    };
    let need = || Question::Need { to: "n_1".into() };
    for (question, low, high, votes, is_offered) in [
        (impact(), 0.25, 3.0, 8, false),
        (impact(), 0.25, 3.0, 2, false),
        (impact(), 1.0, 2.0, 8, true),
        (need(), -1.0, 3.0, 8, false),
        (need(), 1.0, 2.0, 8, true),
    ] {
        let (editor, id, pass) = revealed(question, 1, halves(low, high, votes));
        let found = outcome::findings(editor.plan(), &workshop(&editor, &id), &pass, Lang::En).remove(0);
        assert_eq!(found.proposed().is_some(), is_offered, "{low} and {high}: {found:?}");
    }
}

#[test]
fn who_does_what_until_when_is_in_the_minutes_and_in_the_file() {
    let (editor, id, _) = revealed(reach(), 1, vec![vec![number(300.0)]]);
    let follow_up = |number: u32, who: &str, until: &str| FollowUp {
        id: format!("f_{number}").into(),
        text: format!("Ask *legal* {number}"),
        who: who.into(),
        until: until.into(),
        ..FollowUp::default()
    };
    let edits = vec![
        WorkshopEdit::FollowUp(follow_up(1, "Ana", "2026-12-01")),
        WorkshopEdit::FollowUp(follow_up(2, "", "")),
        WorkshopEdit::FollowUp(FollowUp { text: " ".into(), ..follow_up(3, "Bo", "") }),
    ];
    let editor = given(&editor, &id, edits);
    let (plan, _) = format::read(&format::write(editor.plan())).unwrap();
    assert_eq!(plan.workshops, editor.plan().workshops);
    for (lang, expected) in [
        (
            Lang::En,
            ["## Follow-ups", "Ask \\*legal\\* 1: Ana, until 1 Dec 2026", "Ask \\*legal\\* 2: nobody yet"],
        ),
        (Lang::Zh, ["## 后续事项", "Ask \\*legal\\* 1：Ana，截至 ", "Ask \\*legal\\* 2：待定"]),
    ] {
        let blocks = minutes::blocks(&plan, &Workshop::of(&plan, &id).unwrap(), lang);
        let (markdown, html) = (minutes::markdown(&blocks), minutes::html(&blocks, lang));
        expected.iter().for_each(|said| assert!(markdown.contains(said), "{said} in {markdown}"));
        assert!(html.contains("Ask *legal* 1") && !markdown.contains("Bo"), "{html}");
    }
    // What is written anew takes the place of what it was, and can be removed; a step each.
    let moved = given(&editor, &id, vec![WorkshopEdit::FollowUp(follow_up(2, "Bo", ""))]);
    assert_eq!(workshop(&moved, &id).follow_ups[1].who, "Bo");
    let gone = given(&moved, &id, vec![WorkshopEdit::DropFollowUp("f_1".into())]);
    assert_eq!(workshop(&gone, &id).follow_ups.len(), 1);
    assert_eq!(workshop(&gone.undo().unwrap(), &id).follow_ups.len(), 2);
    // What a newer version says of one survives.
    let mut newer = follow_up(4, "Cy", "");
    newer.extra.insert("mood".into(), "good".into());
    let kept = given(&editor, &id, vec![WorkshopEdit::FollowUp(newer.clone())]);
    let (plan, _) = format::read(&format::write(kept.plan())).unwrap();
    assert_eq!(Workshop::of(&plan, &id).unwrap().follow_ups.last(), Some(&newer));
}

#[test]
fn a_second_vote_is_compared_with_the_first_once_both_are_revealed() {
    let people = (0..8).map(|person| vec![number(if person < 4 { 100.0 } else { 10_000.0 })]);
    let (editor, id, pass) = revealed(reach(), 1, people.collect());
    let entry = workshop(&editor, &id).passes.get(&pass).unwrap().entry.clone();
    let again = Id::from("v_2");
    let mut editor = given(&editor, &id, vec![WorkshopEdit::Open(again.clone(), entry, LATER.into())]);
    for person in 1..=8 {
        editor = received(&editor, &id, &again, &vote(person, vec![number(1000.0)])).0;
    }
    let hidden =
        serde_json::to_string(&stage(editor.plan(), &workshop(&editor, &id), &Showing::default(), Lang::En))
            .unwrap();
    assert!(!hidden.contains("Two camps"), "{hidden}");
    let editor = given(&editor, &id, vec![WorkshopEdit::Reveal(again.clone(), LATER.into())]);
    let held = workshop(&editor, &id);
    let found = outcome::findings(editor.plan(), &held, &again, Lang::En).remove(0);
    assert_eq!(found.before, "Vote 1: Two camps: 4 say 100, 4 say 10,000. Consensus 0%");
    assert_eq!(found.consensus, "Consensus 100%");
    let shown = stage(editor.plan(), &held, &Showing::default(), Lang::En).vote.unwrap();
    assert_eq!(shown.results[0].before, found.before);
    assert_eq!(outcome::findings(editor.plan(), &held, &pass, Lang::En)[0].before, "");
}

#[test]
fn a_scoring_round_is_named_by_what_it_scores_by() {
    let plan = sample::plan(Lang::En, "p_1".into(), NOW);
    let name = |id: &str, lang: Lang| Template::Scoring.title(&plan, frameworks::by_id(id).unwrap(), lang);
    assert_eq!([name("rice", Lang::En), name("wsjf", Lang::En)], ["RICE round", "WSJF round"]);
    assert_eq!(name("rice", Lang::Zh), "RICE 评分");
    for framework in frameworks::ALL {
        let made = Template::Scoring.make(&plan, framework, Lang::En, NOW, &mut ids());
        let sheets: Vec<String> = made
            .agenda
            .iter()
            .filter_map(|entry| match &entry.round.as_ref()?.question {
                Question::Estimate { sheet, .. } => Some(sheet.clone()),
                _ => None,
            })
            .collect();
        let named = frameworks::ALL
            .iter()
            .find(|named| made.title == Template::Scoring.title(&plan, named, Lang::En));
        assert!(sheets.iter().all(|sheet| *sheet == named.unwrap().sheet), "{} {sheets:?}", made.title);
    }
    assert!(!Template::NeedAndGoal.lacks_ground(&plan));
    let empty = Plan::new("p_2".into(), "Plan", NOW);
    for template in Template::ALL {
        assert_eq!(template.lacks_ground(&empty), template == Template::NeedAndGoal);
    }
}

#[test]
fn commands_that_change_nothing_are_no_steps() {
    let (editor, id, pass) = opened(Template::Scoring);
    let entry = workshop(&editor, &id).on.unwrap();
    for edit in [
        WorkshopEdit::Title("  ".into()),
        WorkshopEdit::On(entry, LATER.into()),
        WorkshopEdit::Open(pass.clone(), "e_none".into(), NOW.into()),
        WorkshopEdit::Open("v_9".into(), "e_none".into(), NOW.into()),
        WorkshopEdit::Close("v_9".into(), NOW.into()),
        WorkshopEdit::Unpark("k_none".into()),
        WorkshopEdit::Disagree(pass, "i_none".into()),
    ] {
        assert!(editor.apply(&command(&id, vec![edit.clone()]), LATER, None).is_none(), "{edit:?}");
    }
    let unknown: Id = "w_none".into();
    let command: Command = command(&unknown, vec![WorkshopEdit::Title("A".into())]);
    assert!(editor.apply(&command, LATER, None).is_none());
}
