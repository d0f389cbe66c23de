//! Random plans and random commands, for every test that needs them.
//!
//! Ids come from a small pool, so that commands meet each other: items are added
//! twice, deleted before they are edited, and made to depend on each other.

// Each test takes what it needs.
#![allow(dead_code, clippy::expect_used)]

use std::rc::Rc;

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use steelyard::domain::editor::{
    Bring, Brought, Command, Did, Edit, Editor, Known, RoadmapEdit, StudyEdit, tidy_tags,
};
use steelyard::domain::frameworks;
use steelyard::domain::kano::{Answer, Question, Reply, Respondent};
use steelyard::domain::merge::{Merge, Side, Taken};
use steelyard::domain::plan::{
    CRITERION_SLOTS, Comment, Criterion, Direction, EffortUnit, Estimate, Extra, Goal, Id, Item,
    KanoCategory, KanoMark, KanoRule, KanoTable, Link, Need, Period, Plan, Requester, Status,
};
use steelyard::domain::roadmap::{
    self, Actual, Decision, Group, GroupKind, Limit, Placement, Policy, Priced, Scenario, Span, Team, Timing,
    Worth,
};
use steelyard::domain::text::Lang;
use steelyard::domain::workshop::code::Vote;
use steelyard::domain::workshop::edit::{Received, WorkshopEdit};
use steelyard::domain::workshop::{self, Parked, Workshop};

pub const NOW: &str = "2026-11-22T09:00:00Z";

/// A command and the gesture that it belongs to.
pub type Step = (Command, Option<u64>);

/// Some commands in a row, of every kind.
pub fn any_steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    vec((any_command(), option::weighted(0.3, 1..4_u64)), 1..most)
}

/// Carries out the steps that change something; the editors after each, the start first.
pub fn run(start: Plan, steps: &[Step]) -> Vec<Editor> {
    let mut editors = vec![Editor::new(start)];
    for (at, (command, gesture)) in steps.iter().enumerate() {
        let now = format!("2026-11-22T10:{:02}:{:02}Z", at / 60 % 60, at % 60);
        let next = editors.last().and_then(|editor| editor.apply(command, &now, *gesture));
        editors.extend(next);
    }
    editors
}

/// A plan with some items, needs, goals, a study and parts that the app does not know.
pub fn any_plan() -> impl Strategy<Value = Plan> {
    let lists = (
        vec(any_item(), 0..8),
        any_needs(),
        any_goals(),
        vec(any_study_edit(), 0..8),
        any_criteria(),
        (any_teams(), any_periods(), vec(any_roadmap_edit(), 0..8)),
        vec(any_workshop(), 0..3),
    );
    (lists, any_extra(), any_extra(), any_extra(), vec(any_id(), 0..3)).prop_map(
        |(
            (items, needs, goals, study, criteria, roadmap, workshops),
            extra,
            settings,
            study_extra,
            deleted,
        )| {
            let (teams, periods, roadmap) = roadmap;
            let mut plan = Plan::new("p_start".into(), "Start", NOW);
            plan.extra = Rc::new(extra);
            plan.settings.extra = settings;
            plan.needs = Rc::new(needs);
            plan.goals = Rc::new(goals);
            Rc::make_mut(&mut plan.kano).extra = study_extra;
            let workshops = once(workshops, false, |workshop: &Workshop| &workshop.id);
            plan.workshops = Rc::new(workshops.iter().map(Workshop::record).collect());
            let steps = [
                (Command::AddItems { items, after: None }, None),
                (Command::study(study), None),
                (Command::roadmap(vec![RoadmapEdit::Teams(teams), RoadmapEdit::Periods(periods)]), None),
                (Command::roadmap(roadmap), None),
                (Command::SetCriteria(criteria), None),
                (Command::DeleteItems(deleted), None),
            ];
            let editors = run(plan, &steps);
            Plan::clone(editors.last().expect("the start is there").plan())
        },
    )
}

/// Names the kind of a command. A kind that is new does not compile until it stands here, and
/// `every_kind_of_command_is_met` in `commands.rs` fails until [`any_command`] makes some.
macro_rules! kinds {
    ($($kind:pat => $name:literal,)*) => {
        /// The names of all kinds of commands.
        pub const KINDS: &[&str] = &[$($name),*];

        /// The kind of a command.
        pub fn kind(command: &Command) -> &'static str {
            match command {
                $($kind => $name,)*
            }
        }
    };
}

kinds! {
    Command::Rename(_) => "rename",
    Command::RenameAlt(_) => "rename in the other language",
    Command::AddItems { .. } => "add items",
    Command::Import(_) => "import",
    Command::EditItems(_) => "edit items",
    Command::DeleteItems(_) => "delete items",
    Command::RestoreItems(_) => "restore items",
    Command::EmptyBin(_) => "empty the bin",
    Command::MoveItems { .. } => "move items",
    Command::SetReachPeriod { .. } => "reach period",
    Command::SetEffortUnit { .. } => "effort unit",
    Command::SetNeeds(_) => "needs",
    Command::SetGoals(_) => "goals",
    Command::SetNeedShare(_) => "need share",
    Command::SetCriteria(_) => "criteria",
    Command::SetAssumedRanges { .. } => "assumed ranges",
    Command::EditStudy(_) => "study",
    Command::EditRoadmap(_) => "roadmap",
    Command::TakeIn(_) => "take a copy in",
    Command::Brought(_) => "brought by its feature",
}

pub fn any_command() -> impl Strategy<Value = Command> {
    prop_oneof![
        70 => any_own_command(),
        2 => any_taken().prop_map(Command::take_in),
    ]
}

/// What is decided of a copy that somebody edited apart. The plan that takes it in need not be one
/// of the two that were compared: it may have gone on since.
fn any_taken() -> impl Strategy<Value = Taken> {
    let apart = || vec(any_own_command().prop_map(|command| (command, None)), 0..4);
    (any_plan(), apart(), apart(), any::<bool>(), vec(any::<bool>(), 0..8)).prop_map(
        |(base, ours, theirs, knows_base, choices)| {
            let end = |steps: &[Step]| {
                let editors = run(base.clone(), steps);
                Rc::clone(editors.last().expect("the start is there").plan())
            };
            let (ours, theirs) = (end(&ours), end(&theirs));
            let base = knows_base.then(|| Rc::new(base.clone()));
            let choices: Vec<Side> =
                choices.into_iter().map(|theirs| if theirs { Side::Theirs } else { Side::Ours }).collect();
            Merge::between(base.as_ref(), &ours, &theirs).taken(&choices)
        },
    )
}

/// Every command but the taking in of a copy, which is made of such commands itself.
fn any_own_command() -> impl Strategy<Value = Command> {
    let ids = || vec(any_id(), 0..4);
    prop_oneof![
        1 => any_text().prop_map(Command::Rename),
        1 => any_text().prop_map(Command::RenameAlt),
        4 => (vec(any_item(), 0..4), option::of(any_id())).prop_map(|(items, after)| Command::AddItems { items, after }),
        2 => vec(any_item(), 0..4).prop_map(Command::Import),
        16 => vec((any_id(), any_edit()), 1..4).prop_map(Command::EditItems),
        1 => vec((any_id(), any_edit()), 9..14).prop_map(Command::EditItems),
        3 => ids().prop_map(Command::DeleteItems),
        3 => ids().prop_map(Command::RestoreItems),
        2 => ids().prop_map(Command::EmptyBin),
        4 => (ids(), option::of(any_id())).prop_map(|(items, after)| Command::MoveItems { items, after }),
        1 => (select(Period::ALL), any::<bool>())
            .prop_map(|(period, convert)| Command::SetReachPeriod { period, convert }),
        1 => (select(EffortUnit::ALL), any::<bool>())
            .prop_map(|(unit, convert)| Command::SetEffortUnit { unit, convert }),
        1 => any_needs().prop_map(Command::SetNeeds),
        1 => any_goals().prop_map(Command::SetGoals),
        1 => any_number().prop_map(Command::SetNeedShare),
        1 => any_criteria().prop_map(Command::SetCriteria),
        1 => (any::<bool>(), [select(vec![0.5, 1.0, 1.5]), select(vec![1.25, 2.0, f64::NAN]), select(vec![2.0, 4.0])])
            .prop_map(|(on, ratios)| Command::SetAssumedRanges { on, ratios }),
        10 => vec(any_study_edit(), 1..4).prop_map(Command::study),
        12 => vec(any_roadmap_edit(), 1..4).prop_map(Command::roadmap),
        4 => (any_workshop_id(), vec(any_workshop_edit(), 1..3)).prop_map(|(id, edits)| workshop::edit::command(&id, edits)),
        2 => (any_workshop_id(), any_pass_id(), any_voter_id(), 1..4_u32, option::of(0..6_u8)).prop_map(
            |(workshop, pass, voter, sequence, fingers)| {
                let answers = vec![fingers.map(|fingers| workshop::Answer::Number(f64::from(fingers)))];
                let vote = Vote { voter, sequence, answers, ..Vote::default() };
                Command::Brought(Brought(Rc::new(Voted { workshop, pass, vote })))
            }
        ),
    ]
}

/// A vote that comes in. The app lets votes in beside undo; here it is a step like any other.
#[derive(Debug)]
struct Voted {
    workshop: Id,
    pass: Id,
    vote: Vote,
}

impl Bring for Voted {
    fn apply(&self, plan: &mut Plan, now: &str) -> Option<Did> {
        let received =
            workshop::edit::receive(plan, &self.workshop, &self.pass, &self.vote, workshop::Way::Live, now);
        matches!(received, Received::New | Received::Changed).then_some(Did::TakeIn(1))
    }
}

fn any_workshop_id() -> impl Strategy<Value = Id> {
    select(vec!["w0", "w1", "w2"]).prop_map(Id::from)
}

fn any_pass_id() -> impl Strategy<Value = Id> {
    select(vec!["v0", "v1", "v2"]).prop_map(Id::from)
}

fn any_voter_id() -> impl Strategy<Value = Id> {
    select(vec!["r0", "r1", "r2", "$value"]).prop_map(Id::from)
}

fn any_entry_id() -> impl Strategy<Value = Id> {
    select(vec!["e0", "e1", "e2"]).prop_map(Id::from)
}

/// A workshop with rounds, votes and outcomes, which need not fit each other.
pub fn any_workshop() -> impl Strategy<Value = Workshop> {
    let entries = vec((any_entry_id(), any_text(), any::<bool>(), any_extra()), 0..3);
    let ballots = || btree_map(any_voter_id(), (1..4_u32, 0..6_u8, any_extra()), 0..3);
    let passes = btree_map(any_pass_id(), (any_entry_id(), 1..3_u32, ballots()), 0..3);
    let outcomes = vec((any_pass_id(), any_id(), option::of(0..5_u8), any_text()), 0..3);
    (any_workshop_id(), any_text(), entries, passes, outcomes, any_extra()).prop_map(
        |(id, title, entries, passes, outcomes, extra)| {
            let entry = |(id, title, skipped, extra)| workshop::Entry {
                id,
                title,
                skipped,
                round: Some(workshop::Round {
                    question: workshop::Question::Confidence,
                    ..workshop::Round::default()
                }),
                extra,
                ..workshop::Entry::default()
            };
            let ballot = |(sequence, fingers, extra): (u32, u8, Extra)| workshop::Ballot {
                sequence,
                answers: [(Id::from(workshop::WHOLE), workshop::Answer::Number(f64::from(fingers)))]
                    .into_iter()
                    .collect(),
                extra,
                ..workshop::Ballot::default()
            };
            let passes = passes.into_iter().map(|(pass, (entry, number, ballots))| {
                let ballots = ballots.into_iter().map(|(voter, one)| (voter, ballot(one))).collect();
                (pass, workshop::Pass { entry, number, ballots, ..workshop::Pass::default() })
            });
            let outcome = |(pass, item, value, reason): (Id, Id, Option<u8>, String)| workshop::Outcome {
                pass,
                item,
                value: value.map(f64::from),
                reason,
                ..workshop::Outcome::default()
            };
            let mut workshop = Workshop {
                id,
                title,
                passes: passes.collect(),
                outcomes: outcomes.into_iter().map(outcome).collect(),
                extra,
                ..Workshop::default()
            };
            workshop.agenda = once(entries, false, |entry| &entry.0).into_iter().map(entry).collect();
            workshop
        },
    )
}

pub fn any_workshop_edit() -> impl Strategy<Value = WorkshopEdit> {
    let now = || NOW.to_owned();
    prop_oneof![
        3 => any_workshop().prop_map(|workshop| WorkshopEdit::Create(Box::new(workshop))),
        1 => Just(WorkshopEdit::Remove),
        2 => any_text().prop_map(WorkshopEdit::Title),
        2 => any_workshop().prop_map(|workshop| WorkshopEdit::Agenda(workshop.agenda)),
        2 => any_entry_id().prop_map(move |entry| WorkshopEdit::On(entry, now())),
        1 => (any_entry_id(), any::<bool>()).prop_map(|(entry, skipped)| WorkshopEdit::Skip(entry, skipped)),
        3 => (any_pass_id(), any_entry_id()).prop_map(move |(pass, entry)| WorkshopEdit::Open(pass, entry, now())),
        1 => any_pass_id().prop_map(move |pass| WorkshopEdit::Close(pass, now())),
        2 => any_pass_id().prop_map(move |pass| WorkshopEdit::Reveal(pass, now())),
        1 => (any_record_id(), any_text()).prop_map(|(id, text)| WorkshopEdit::Park(Parked { id, text, ..Parked::default() })),
        2 => (any_pass_id(), any_id(), any_text()).prop_map(|(pass, item, reason)| {
            WorkshopEdit::Agree(workshop::Outcome { pass, item, reason, ..workshop::Outcome::default() })
        }),
        1 => Just(WorkshopEdit::End(NOW.to_owned())),
    ]
}

pub fn any_roadmap_edit() -> impl Strategy<Value = RoadmapEdit> {
    let placements = || vec(any_placement(), 0..6);
    prop_oneof![
        1 => any_teams().prop_map(RoadmapEdit::Teams),
        1 => any_periods().prop_map(RoadmapEdit::Periods),
        2 => (any_period_id(), any_team_id(), any_number())
            .prop_map(|(period, team, amount)| RoadmapEdit::Capacity { period, team, amount }),
        1 => any_policy().prop_map(RoadmapEdit::Policy),
        6 => (any_id(), option::weighted(0.8, any_period_id()))
            .prop_map(|(item, period)| RoadmapEdit::Place { item, period }),
        2 => (vec(any_id(), 0..4), any::<bool>()).prop_map(|(items, locked)| RoadmapEdit::Lock { items, locked }),
        2 => placements().prop_map(RoadmapEdit::Draft),
        1 => placements().prop_map(RoadmapEdit::Adopt),
        2 => any_limit().prop_map(RoadmapEdit::Limit),
        2 => any_group().prop_map(RoadmapEdit::Group),
        1 => any_record_id().prop_map(RoadmapEdit::Ungroup),
        1 => (any_record_id(), any_text(), option::of(0.0..=1.0_f64), placements(), any_extra()).prop_map(
            |(id, title, need_share, placements, extra)| RoadmapEdit::Scenario(Scenario {
                id, title, need_share, placements, extra, ..Scenario::default()
            })
        ),
        1 => any_record_id().prop_map(RoadmapEdit::RemoveScenario),
        1 => any_decision().prop_map(RoadmapEdit::Decide),
        1 => any_record_id().prop_map(RoadmapEdit::RemoveDecision),
        1 => (any_record_id(), any_decision()).prop_map(|(id, Decision { before, after, price, .. })| {
            RoadmapEdit::PriceDecision(id, Priced { before, after, price })
        }),
    ]
}

fn any_team_id() -> impl Strategy<Value = Id> {
    select(vec!["t0", "t1", "t2", "$value"]).prop_map(Id::from)
}

fn any_period_id() -> impl Strategy<Value = Id> {
    select(vec!["q0", "q1", "q2", "q3"]).prop_map(Id::from)
}

/// Ids of groups, scenarios and decisions; the blank one names nothing.
fn any_record_id() -> impl Strategy<Value = Id> {
    select(vec!["", "w0", "w1", "w2"]).prop_map(Id::from)
}

/// Teams, mostly each once.
fn any_teams() -> impl Strategy<Value = Vec<Team>> {
    let one = (any_team_id(), any_text(), vec(any_text(), 0..2), any_extra()).prop_map(
        |(id, title, areas, mut extra)| {
            // A name that the field has in files is no unknown field.
            extra.remove("title");
            Team { id, title, areas, extra, ..Team::default() }
        },
    );
    (vec(one, 0..4), any::<bool>()).prop_map(|(teams, doubled)| once(teams, doubled, |team| &team.id))
}

/// Periods, mostly each once.
fn any_periods() -> impl Strategy<Value = Vec<roadmap::Period>> {
    let dates = select(vec![("", ""), ("2027-01-01", "2027-03-31"), ("2027-04-01", "")]);
    let capacity = btree_map(any_team_id(), any_number(), 0..3);
    let one = (any_period_id(), any_text(), dates, capacity, any_extra()).prop_map(
        |(id, title, (start, end), capacity, extra)| roadmap::Period {
            id,
            title,
            title_alt: None,
            start: start.to_owned(),
            end: end.to_owned(),
            capacity: capacity.into_iter().collect(),
            extra,
        },
    );
    (vec(one, 0..5), any::<bool>()).prop_map(|(mut periods, doubled)| {
        for period in &mut periods {
            period.capacity.retain(|_, amount| doubled || *amount >= 0.0);
        }
        once(periods, doubled, |period| &period.id)
    })
}

/// The list without records whose id was there before, unless doubles are wanted.
fn once<T>(mut list: Vec<T>, doubled: bool, id: fn(&T) -> &Id) -> Vec<T> {
    let mut seen = std::collections::HashSet::new();
    list.retain(|record| seen.insert(Rc::clone(id(record))) || doubled);
    list
}

fn any_placement() -> impl Strategy<Value = Placement> {
    (any_id(), any_period_id(), any::<bool>(), any_extra())
        .prop_map(|(item, period, locked, extra)| Placement { item, period, locked, extra })
}

fn any_limit() -> impl Strategy<Value = Limit> {
    let window = (option::of(any_period_id()), option::of(any_period_id()));
    let timing = btree_map(any_id(), select(Timing::ALL), 0..2);
    (any_id(), window, any::<bool>(), any::<bool>(), timing, any_extra()).prop_map(
        |(item, (earliest, latest), excluded, must, timing, extra)| Limit {
            item,
            earliest,
            latest,
            excluded,
            must,
            timing: timing.into_iter().collect(),
            extra,
        },
    )
}

fn any_group() -> impl Strategy<Value = Group> {
    (any_record_id(), select(GroupKind::ALL), vec(any_id(), 0..4), any_extra())
        .prop_map(|(id, kind, items, extra)| Group { id, kind, items, extra })
}

fn any_policy() -> impl Strategy<Value = Policy> {
    let share = || select(vec![0.0, 0.1, 1.0 / 3.0, 0.9, 1.0, -0.1, f64::NAN]);
    let basis = option::of(select(vec!["rice", "wsjf", "of another program"]));
    (basis, share(), share(), select(Timing::ALL), any::<bool>(), any_extra()).prop_map(
        |(basis, discount, spare, timing, must_be_floor, extra)| Policy {
            basis: basis.map(str::to_owned),
            discount,
            spare,
            timing,
            must_be_floor,
            extra,
        },
    )
}

fn any_decision() -> impl Strategy<Value = Decision> {
    let worth = || {
        option::of((0.0..9.0_f64, 0.0..9.0_f64, 0.0..9.0_f64))
            .prop_map(|worth| worth.map(|(need, goal, value)| Worth { need, goal, value }))
    };
    let effect = || (option::of(any_period_id()), worth(), worth(), any_text());
    (any_record_id(), option::of(any_id()), any_text(), any_text(), effect(), any_extra()).prop_map(
        |(id, item, title, reason, (period, before, after, price), extra)| Decision {
            id,
            date: NOW.to_owned(),
            by: String::new(),
            item,
            title,
            reason,
            period,
            before,
            after,
            price,
            extra,
        },
    )
}

fn any_span() -> impl Strategy<Value = Span> {
    let date = || select(vec!["", "2027-01-01", "2027-06-30"]);
    (date(), date(), any_extra()).prop_map(|(start, end, mut extra)| {
        extra.remove("start");
        Span { start: start.to_owned(), end: end.to_owned(), extra }
    })
}

fn any_actual() -> impl Strategy<Value = Actual> {
    (any_span(), option::of(any_number()), option::of(any_number())).prop_map(|(span, effort, reach)| {
        Actual { start: span.start, end: span.end, effort, reach, extra: span.extra }
    })
}

pub fn any_study_edit() -> impl Strategy<Value = StudyEdit> {
    let ids = || vec(any_id(), 0..4);
    let people = || vec(any_respondent_id(), 0..4);
    prop_oneof![
        1 => any_text().prop_map(StudyEdit::Wording),
        1 => any_text().prop_map(StudyEdit::Language),
        1 => any::<bool>().prop_map(StudyEdit::Importance),
        1 => vec(any_text(), 0..3).prop_map(StudyEdit::Segments),
        1 => (select(&Lang::ALL[..]), any_text()).prop_map(|(lang, text)| StudyEdit::Intro { lang, text }),
        1 => select(KanoTable::ALL).prop_map(StudyEdit::Table),
        1 => select(KanoRule::ALL).prop_map(StudyEdit::Rule),
        1 => select(vec![0.0, 0.05, 0.1 + 0.2, 1.0, 7.0, -1.0, f64::NAN]).prop_map(StudyEdit::NearTie),
        4 => ids().prop_map(StudyEdit::AddFeatures),
        2 => vec(any_item(), 0..3).prop_map(StudyEdit::NewFeatures),
        2 => ids().prop_map(StudyEdit::RemoveFeatures),
        2 => (ids(), option::of(any_id())).prop_map(|(items, after)| StudyEdit::MoveFeatures { items, after }),
        2 => (any_id(), any_question()).prop_map(|(item, question)| StudyEdit::Question { item, question }),
        6 => (vec(any_respondent(), 0..4), select(vec![Known::Replace, Known::Keep]))
            .prop_map(|(respondents, known)| StudyEdit::AddRespondents { respondents, known }),
        4 => (any_respondent_id(), any_id(), option::of(any_answer()))
            .prop_map(|(respondent, item, answer)| StudyEdit::Answer { respondent, item, answer }),
        2 => (people(), any_text())
            .prop_map(|(respondents, segment)| StudyEdit::Segment { respondents, segment }),
        2 => people().prop_map(StudyEdit::RemoveRespondents),
        1 => Just(StudyEdit::Clear),
    ]
}

fn any_question() -> impl Strategy<Value = Question> {
    (any_text(), any_text(), any_text(), any_text()).prop_map(
        |(functional_en, dysfunctional_en, functional_zh, dysfunctional_zh)| Question {
            functional_en,
            dysfunctional_en,
            functional_zh,
            dysfunctional_zh,
        },
    )
}

fn any_respondent_id() -> impl Strategy<Value = Id> {
    select(vec!["", "r0", "r1", "r2", "r3", "r4", "$value"]).prop_map(Id::from)
}

/// Answers in any order, some of them twice, blank, or with an importance that cannot be.
fn any_respondent() -> impl Strategy<Value = Rc<Respondent>> {
    let answers = vec((any_id(), any_answer()), 0..6);
    let dates = select(vec!["", "2026-10-02", "tomorrow"]);
    (any_respondent_id(), any_text(), dates, answers, any_extra(), any_extra()).prop_map(
        |(id, segment, date, answers, mut extra, beside)| {
            if !beside.is_empty() {
                extra.insert("answers".to_owned(), json!({ "i1": beside.clone(), "i77": beside }));
            }
            Rc::new(Respondent { id, segment, date: date.to_owned(), answers, extra })
        },
    )
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let reply = || option::weighted(0.8, select(&Reply::ALL[..]));
    (reply(), reply(), option::of(0..12_u8)).prop_map(|(functional, dysfunctional, importance)| Answer {
        functional,
        dysfunctional,
        importance,
    })
}

pub fn any_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        any_text().prop_map(Edit::Title),
        option::of(any_text()).prop_map(Edit::TitleAlt),
        any_key().prop_map(Edit::Key),
        any_text().prop_map(Edit::Description),
        any_text().prop_map(Edit::Area),
        vec(any_text(), 0..3).prop_map(Edit::Tags),
        any_text().prop_map(Edit::AddTag),
        any_text().prop_map(Edit::RemoveTag),
        select(Status::ALL).prop_map(Edit::Status),
        any_text().prop_map(Edit::Source),
        any_text().prop_map(Edit::Owner),
        option::of(any_id()).prop_map(Edit::Parent),
        vec(any_id(), 0..3).prop_map(Edit::DependsOn),
        (any_input(), option::of(any_estimate())).prop_map(|((sheet, input), value)| Edit::Estimate {
            sheet,
            input,
            value
        }),
        (any_input(), any_text()).prop_map(|((sheet, _), text)| Edit::Evidence { sheet, text }),
        (any_input(), any::<bool>()).prop_map(|((sheet, _), once)| Edit::OneTime { sheet, once }),
        option::of(any_kano()).prop_map(Edit::Kano),
        vec(any_requester(), 0..3).prop_map(Edit::Requesters),
        any_comment().prop_map(Edit::AddComment),
        any_id().prop_map(Edit::RemoveComment),
        vec(any_link(), 0..3).prop_map(Edit::Links),
        (any_team_id(), option::of(any_estimate())).prop_map(|(team, effort)| Edit::TeamEffort(team, effort)),
        any_span().prop_map(Edit::Planned),
        any_actual().prop_map(Edit::Actual),
        (any_id(), option::of(-2..5_i8)).prop_map(|(need, level)| Edit::Need(need, level)),
        (any_id(), option::of(-2..5_i8)).prop_map(|(goal, level)| Edit::Goal(goal, level)),
    ]
}

pub fn any_item() -> impl Strategy<Value = Item> {
    let words = (any_key(), any_text(), option::of(any_text()), any_text(), vec(any_text(), 0..3));
    let links = (option::of(any_id()), vec(any_id(), 0..3), select(Status::ALL), vec(any_requester(), 0..2));
    let numbers = (
        vec((any_input(), any_estimate()), 0..6),
        btree_map(select(vec!["n0", "n1", "n9"]).prop_map(Id::from), -1..=3_i8, 0..3),
        btree_map(select(vec!["g0", "g1"]).prop_map(Id::from), -1..=3_i8, 0..3),
        option::of(any_kano()),
    );
    let rest = (vec(any_comment(), 0..2), vec(any_link(), 0..2), any_extra(), any_extra());
    (any_id(), words, links, numbers, rest).prop_map(|(id, words, links, numbers, rest)| {
        let mut item = Item::new(id, words.0, words.1);
        (item.title_alt, item.description) = (words.2, words.3);
        item.tags = tidy_tags(words.4.iter());
        (item.parent, item.depends_on, item.status, item.requesters) = links;
        item.depends_on.sort();
        item.depends_on.dedup();
        for ((sheet, input), estimate) in numbers.0 {
            item.set_estimate(sheet, input, Some(estimate));
        }
        item.needs = numbers.1.into_iter().collect();
        item.goals = numbers.2.into_iter().collect();
        item.kano = numbers.3;
        (item.comments, item.links, item.extra) = (rest.0, rest.1, rest.2);
        if let Some(score) = item.scores.first_mut() {
            score.extra = rest.3;
        }
        item
    })
}

pub fn any_id() -> impl Strategy<Value = Id> {
    (0..10_u32).prop_map(|number| Id::from(format!("i{number}")))
}

fn any_key() -> impl Strategy<Value = String> {
    select(vec!["", " ", "SY-1", "SY-3", "SY-40", "SY-4294967295", "SY-99999999999", "JIRA-7", "编号"])
        .prop_map(str::to_owned)
}

pub fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "",
            "  ",
            "Guest checkout",
            "游客结算",
            "<script>alert(1)</script>",
            "=1+1",
            "a\n\"b\"\\",
            "💳\u{200d}"
        ])
        .prop_map(str::to_owned),
        "[a-c]{1,3}",
        "\\PC{0,6}",
    ]
}

fn any_input() -> impl Strategy<Value = (&'static str, &'static str)> {
    let all: Vec<_> = frameworks::sheets()
        .flat_map(|framework| framework.inputs.iter().map(|input| (framework.sheet, input.key)))
        .collect();
    select(all)
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        (0..2000_u32).prop_map(f64::from),
        0.0..1.0_f64,
        -10.0..1e6_f64,
        // Larger ones would not stay finite through every change of unit.
        select(vec![0.0, -1.0, 0.1 + 0.2, 1e12, 1e200, 5e-324, 1.0 / 3.0]),
    ]
}

fn any_estimate() -> impl Strategy<Value = Estimate> {
    prop_oneof![
        3 => any_number().prop_map(Estimate::Value),
        1 => (any_number(), any_number(), any_number())
            .prop_map(|(low, likely, high)| Estimate::Range { low, likely, high }),
        1 => any_text().prop_map(Estimate::Unreadable),
    ]
}

fn any_kano() -> impl Strategy<Value = KanoMark> {
    let share = || option::of(select(vec![0.0, 0.25, 1.0 / 3.0, 1.0, 1.5, -0.1, f64::NAN]));
    let numbers = (share(), share(), share(), option::of(any::<u32>()));
    let date = option::of(select(vec!["2026-10-02", "tomorrow"]));
    (select(KanoCategory::ALL), any_text(), numbers, date, any_extra()).prop_map(
        |(category, source, (better, worse, p, n), date, extra)| KanoMark {
            better,
            worse: worse.map(|share| -share),
            n,
            date: date.map(str::to_owned),
            p,
            extra,
            ..KanoMark::new(category, &source)
        },
    )
}

fn any_requester() -> impl Strategy<Value = Requester> {
    (
        any_text(),
        any_text(),
        option::of(0.0..1e6_f64),
        select(vec!["", "2026-10-02", "tomorrow"]),
        any_extra(),
    )
        .prop_map(|(name, segment, count, date, extra)| Requester {
            name,
            segment,
            count,
            date: date.to_owned(),
            note: String::new(),
            extra,
        })
}

fn any_comment() -> impl Strategy<Value = Comment> {
    (any_id(), any_text(), any_text(), any_extra()).prop_map(|(id, author, text, extra)| Comment {
        id,
        author,
        date: NOW.to_owned(),
        text,
        extra,
    })
}

fn any_link() -> impl Strategy<Value = Link> {
    (any_text(), any_text(), any_extra()).prop_map(|(title, url, extra)| Link { title, url, extra })
}

fn any_needs() -> impl Strategy<Value = Vec<Need>> {
    vec((0..3_u32, any_text(), 0.0..10.0_f64, option::of(0.0..10.0_f64), any_extra()), 0..4).prop_map(
        |list| {
            let mut needs: Vec<Need> = Vec::new();
            for (number, title, weight, importance, extra) in list {
                let id = Id::from(format!("n{number}"));
                if needs.iter().all(|need| need.id != id) {
                    needs.push(Need { id, title, weight, importance, extra, ..Need::default() });
                }
            }
            needs
        },
    )
}

fn any_goals() -> impl Strategy<Value = Vec<Goal>> {
    any_needs().prop_map(|needs| {
        let goal = |need: Need| Goal {
            id: need.id.replace('n', "g").into(),
            title: need.title,
            weight: need.weight,
            extra: need.extra,
            ..Goal::default()
        };
        needs.into_iter().map(goal).collect()
    })
}

/// Criteria, some of which cannot be.
fn any_criteria() -> impl Strategy<Value = Vec<Criterion>> {
    let slot = select(&CRITERION_SLOTS[..]);
    let ends = select(vec![(0.0, 10.0), (1.0, 5.0), (-1.5, 0.1 + 0.2), (3.0, 3.0)]);
    let weight = prop_oneof![4 => 0.0..10.0_f64, 1 => select(vec![-1.0, f64::NAN, 1e12])];
    let words = (any_text(), option::of(any_text()));
    let one = (slot, words, weight, select(Direction::ALL), ends, any_extra()).prop_map(
        |(id, (title, title_alt), weight, direction, (low, high), extra)| Criterion {
            id,
            title,
            title_alt,
            weight,
            direction,
            low,
            high,
            extra,
        },
    );
    (vec(one, 0..4), 0..10_u8).prop_map(|(mut list, kind)| {
        let mut ids = std::collections::HashSet::new();
        list.retain(|criterion| criterion.is_sound() && ids.insert(criterion.id));
        match kind {
            0 => list.iter().chain(&list).cloned().collect(),
            1 => vec![Criterion::new("c9", "")],
            _ => list,
        }
    })
}

/// Fields that no version knows, with nulls at every depth.
pub fn any_extra() -> impl Strategy<Value = Extra> {
    let names = select(vec!["x_future", "x_planned", "x_effort", "$value"]);
    prop_oneof![3 => Just(Extra::new()), 1 => vec((names, any_value()), 0..3).prop_map(|fields| {
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    })]
}

fn any_value() -> impl Strategy<Value = Value> {
    select(vec![
        json!(null),
        json!(7),
        json!(0.1),
        json!("text"),
        json!({"start": null, "end": "2027-01-01"}),
        json!({"start": "2027-01-01"}),
        json!({"t1": 1.5, "deep": {"er": null}}),
        json!([null, {"a": null}]),
        json!({}),
        json!({"$value": 1}),
    ])
}
