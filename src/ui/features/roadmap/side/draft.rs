//! A draft under way, and what becomes of it. It goes on while its page is away.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::change::{Change, taken_over};
use crate::domain::editor::{Command, RoadmapEdit};
use crate::domain::number;
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::brief::Brief;
use crate::domain::roadmap::draft::{self, Draft, Proof};
use crate::domain::text::{Lang, roadmap_draft as words};
use crate::engine::{self, Answer, News, Problem};
use crate::platform::clock;
use crate::ui::by_pointer::ByPointer;
use crate::ui::engine::{Job, ask};
use crate::ui::lasting::{Lasting, dispatch, look, use_lasting};
use crate::ui::store::{Handles, use_handles, use_lang};

/// What was asked.
#[derive(Debug)]
pub(super) struct Asked {
    /// The plan at that moment.
    pub plan: Rc<Plan>,
    /// The plan as numbers.
    pub brief: Rc<Brief>,
    /// The moment, in milliseconds of the page's own clock.
    pub at: f64,
}

impl Asked {
    /// Whether the answer is an answer for a plan, too: it has the same rules, and the same
    /// things stand where they stood.
    pub fn is_about(&self, plan: &Rc<Plan>, brief: &Brief) -> bool {
        Rc::ptr_eq(&self.plan, plan)
            || (self.plan.roadmap.placements == plan.roadmap.placements && *self.brief == *brief)
    }
}

/// A draft that came to its end, or was taken before.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// What was asked.
    pub asked: Rc<Asked>,
    /// What came of it.
    pub draft: Rc<Draft>,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// The plan as numbers once it was taken over. That need not be those that were asked
    /// about: what is in progress stays from now on where the draft has put it. What was best
    /// among more plans is best among these.
    pub taken: Option<Rc<Brief>>,
}

impl Outcome {
    /// “Optimal: no plan is worth more. 24 items, 0.4 s”
    pub fn sentence(&self, lang: Lang) -> String {
        let count = self.draft.slots.iter().flatten().flatten().count();
        let gap = if lang == Lang::En { " " } else { "" };
        format!("{}{gap}{}", proof(&self.draft, lang), words::items_in(lang, count, &seconds(self.seconds)))
    }

    /// Whether a plan is the one that came of it, under the same rules.
    pub fn is_plan(&self, brief: &Brief, slots: &[Option<usize>]) -> bool {
        self.draft.slots.as_deref() == Some(slots) && self.taken.as_deref() == Some(brief)
    }
}

/// What can be said about how good a draft is; optimal only where that is proven.
pub(super) fn proof(draft: &Draft, lang: Lang) -> String {
    match (draft.proof, draft.gap()) {
        (Proof::Optimal, _) => words::optimal(lang).to_owned(),
        (_, Some(gap)) => words::gap(lang, &gap_percent(gap, lang)),
        (_, None) => words::unknown_gap(lang).to_owned(),
    }
}

/// A gap as it is read. One that is not proven to be none is never rounded to none.
pub(super) fn gap_percent(gap: f64, lang: Lang) -> String {
    match gap * 100.0 {
        percent if percent < 0.1 => words::under(lang, "0.1%"),
        // Rounded up, as it says "at most".
        percent => words::at_most(
            lang,
            &format!("{}%", number::display(libm::ceil(percent * 10.0 - 1e-9) / 10.0, 1)),
        ),
    }
}

/// A time in seconds as it is read: `0.4`, `12`.
pub(super) fn seconds(seconds: f64) -> String {
    match seconds {
        seconds if seconds < 0.1 => "0.1".to_owned(),
        seconds if seconds < 9.95 => number::display(seconds, 1),
        seconds => number::display(seconds, 0),
    }
}

/// How drafting stands.
#[derive(Clone, Debug, Default)]
pub(super) enum Phase {
    /// Nothing was asked, or it was taken back.
    #[default]
    Idle,
    /// It is worked on: how much is done, 0 to 1, and the best so far.
    Running(Rc<Asked>, f64, Option<Rc<Draft>>),
    /// It came to its end while its page was away.
    Arrived(Outcome),
    /// It was taken over.
    Taken(Outcome),
    /// It is done, and the plan has changed meanwhile.
    Waiting(Outcome),
    /// No plan keeps to all wishes.
    Impossible(Outcome),
    /// The search has come to its end without any plan, and without a proof that there is none.
    Nothing(Rc<Asked>),
    /// There is no answer.
    Failed(Problem),
}

impl Phase {
    /// What can still be said of it under a plan's rules. That no plan keeps to all wishes is over as
    /// soon as there are other wishes.
    pub fn under(self: Rc<Self>, brief: &Brief) -> Rc<Phase> {
        let asked = match &*self {
            Phase::Impossible(outcome) => &outcome.asked,
            Phase::Nothing(asked) => asked,
            _ => return self,
        };
        if *asked.brief == *brief { self } else { Rc::default() }
    }
}

/// What happens to drafting.
pub(super) enum Msg {
    /// A draft is asked for.
    Asked(Rc<Asked>, Option<Rc<Job>>),
    /// It goes on.
    Heard(f64, Rc<Draft>),
    /// It has come to that.
    Became(Phase),
}

/// The draft of a plan, and who works on it.
#[derive(Default)]
pub(super) struct Drafts {
    phase: Rc<Phase>,
    job: Option<Rc<Job>>,
}

impl Reducible for Drafts {
    type Action = Msg;

    fn reduce(self: Rc<Self>, msg: Msg) -> Rc<Self> {
        let (phase, job) = match (msg, &*self.phase) {
            (Msg::Asked(asked, job), _) => (Phase::Running(asked, 0.0, None), job),
            (Msg::Heard(progress, draft), Phase::Running(asked, ..)) => {
                (Phase::Running(Rc::clone(asked), progress, Some(draft)), self.job.clone())
            }
            (Msg::Heard(..), _) => return self,
            // Nobody works on it any more.
            (Msg::Became(phase), _) => (phase, None),
        };
        Rc::new(Drafts { phase: Rc::new(phase), job })
    }
}

thread_local! {
    // One plan is drafted at a time. It outlives the page, so that looking at the items in between
    // loses nothing.
    static DRAFTS: Lasting<Drafts> = const { Lasting::empty() };

    /// The plan that the page shows, and in which language; `None` while the page is away.
    static SHOWN: RefCell<Option<(Rc<Plan>, Lang)>> = const { RefCell::new(None) };
}

/// The plan with that id as its page shows it; `None` while the page is away.
fn shown(plan: &Id) -> Option<(Rc<Plan>, Lang)> {
    SHOWN.with_borrow(|shown| shown.clone()).filter(|(shown, _)| shown.id == *plan)
}

/// The last draft of a plan that was taken over, where it is one for the same problem.
pub(super) fn last_draft(plan: &Id, brief: &Brief) -> Option<Draft> {
    let drafts = look(&DRAFTS, plan);
    let Phase::Taken(outcome) = &*drafts.phase else { return None };
    let of = [outcome.taken.as_ref(), Some(&outcome.asked.brief)];
    let is_same = |of: &&Rc<Brief>| of.problem == brief.problem && of.items == brief.items;
    of.into_iter().flatten().any(|of| is_same(&of)).then(|| Draft::clone(&outcome.draft))
}

/// How drafting stands.
#[hook]
pub(super) fn use_phase(plan: &Id) -> Rc<Phase> {
    Rc::clone(&use_lasting(&DRAFTS, plan).phase)
}

/// Drafting, and what can be done about it.
#[derive(Clone)]
pub(super) struct Drafting {
    /// How it stands.
    pub phase: Rc<Phase>,
    /// Whether what is worked on is the plan before a change.
    pub is_stale: bool,
    /// Asks for a draft.
    pub on_draft: Callback<()>,
    /// Takes back what was asked, or forgets what waits.
    pub on_cancel: Callback<()>,
    /// Takes over the best so far, or what waits.
    pub on_take: Callback<()>,
}

/// Drafts a plan when asked to, and takes the draft over when it is done.
#[hook]
pub(super) fn use_drafting(plan: &Rc<Plan>, brief: &Rc<Brief>) -> Drafting {
    let handles = use_handles();
    let lang = use_lang();
    let phase = use_phase(&plan.id).under(brief);
    // What is true when the answer comes, which may be long after the question.
    use_effect_with((ByPointer(Rc::clone(plan)), lang), |(plan, lang)| {
        SHOWN.set(Some((Rc::clone(&plan.0), *lang)));
        || SHOWN.set(None)
    });
    let has_arrived = matches!(&*phase, Phase::Arrived(_));
    use_effect_with((has_arrived, Rc::clone(&plan.id)), {
        let handles = handles.clone();
        move |(_, plan)| settle(&handles, plan)
    });

    let given = (ByPointer(Rc::clone(plan)), ByPointer(Rc::clone(brief)), lang);
    let on_draft = use_callback(given, {
        let handles = handles.clone();
        move |(), (plan, brief, lang)| start(&handles, &plan.0, &brief.0, *lang)
    });
    let on_cancel = use_callback(Rc::clone(&plan.id), |(), plan| {
        dispatch(&DRAFTS, plan, Msg::Became(Phase::Idle));
    });
    let on_take = use_callback(Rc::clone(&plan.id), move |(), plan| {
        let outcome = match &*look(&DRAFTS, plan).phase {
            Phase::Running(asked, _, Some(draft)) => outcome(asked, Rc::clone(draft), clock::monotonic_ms()),
            Phase::Waiting(outcome) => outcome.clone(),
            _ => return,
        };
        if let Some((now, lang)) = shown(plan) {
            dispatch(&DRAFTS, plan, Msg::Became(take(&handles, lang, &now, outcome)));
        }
    });
    let is_stale = matches!(&*phase, Phase::Running(asked, ..) if !asked.is_about(plan, brief));
    Drafting { phase, is_stale, on_draft, on_cancel, on_take }
}

/// Asks for a draft of a plan. One that is under way is taken back before.
fn start(handles: &Handles, plan: &Rc<Plan>, brief: &Rc<Brief>, lang: Lang) {
    let asked = Rc::new(Asked { plan: Rc::clone(plan), brief: Rc::clone(brief), at: clock::monotonic_ms() });
    dispatch(&DRAFTS, &plan.id, Msg::Became(Phase::Idle));
    let request = draft::Request::Draft {
        problem: brief.problem.clone(),
        start: Some(brief.slots(&plan.roadmap.placements)),
    };
    let job = ask(Rc::new(engine::Request::Roadmap(request)), {
        let (handles, asked) = (handles.clone(), Rc::clone(&asked));
        move |news| hear(&handles, &asked, lang, news, clock::monotonic_ms())
    });
    dispatch(&DRAFTS, &plan.id, Msg::Asked(asked, Some(Rc::new(job))));
}

/// Takes in what is said about a draft at a moment. While the page is away nothing is taken over, as
/// nobody would see what it changes: it waits there, and that is told.
fn hear(handles: &Handles, asked: &Rc<Asked>, lang: Lang, news: News, at: f64) {
    let plan = &asked.plan.id;
    let phase = match news {
        News::SoFar(progress, answer) => {
            if let Some(draft) = drafted(&answer) {
                dispatch(&DRAFTS, plan, Msg::Heard(progress, Rc::new(draft.clone())));
            }
            return;
        }
        News::Failed(problem) => Phase::Failed(problem),
        News::Done(answer) => {
            let Some(draft) = drafted(&answer) else { return };
            let outcome = outcome(asked, Rc::new(draft.clone()), at);
            match shown(plan) {
                Some((now, lang)) => ended(handles, lang, &now, outcome),
                None => {
                    handles.tell(words::arrived(lang, asked.plan.title_in(lang)));
                    Phase::Arrived(outcome)
                }
            }
        }
    };
    dispatch(&DRAFTS, plan, Msg::Became(phase));
}

/// Deals with a draft that came to its end while its page was away.
fn settle(handles: &Handles, plan: &Id) {
    let drafts = look(&DRAFTS, plan);
    let Phase::Arrived(outcome) = &*drafts.phase else { return };
    if let Some((now, lang)) = shown(plan) {
        dispatch(&DRAFTS, plan, Msg::Became(ended(handles, lang, &now, outcome.clone())));
    }
}

fn drafted(answer: &Answer) -> Option<&Draft> {
    match answer {
        Answer::Roadmap(draft::Answer::Draft(draft)) => Some(draft),
        _ => None,
    }
}

/// What came of a question at a moment.
fn outcome(asked: &Rc<Asked>, draft: Rc<Draft>, at: f64) -> Outcome {
    let seconds = ((at - asked.at) / 1000.0).max(0.0);
    Outcome { asked: Rc::clone(asked), draft, seconds, taken: None }
}

/// What becomes of a draft that is done.
fn ended(handles: &Handles, lang: Lang, plan: &Rc<Plan>, outcome: Outcome) -> Phase {
    if outcome.asked.plan.id != plan.id {
        return Phase::Idle;
    }
    match (&outcome.draft.slots, outcome.draft.proof) {
        (None, Proof::Infeasible) => Phase::Impossible(outcome),
        (None, _) => Phase::Nothing(outcome.asked),
        (Some(_), _) if outcome.asked.is_about(plan, &Brief::of(plan)) => take(handles, lang, plan, outcome),
        (Some(_), _) => Phase::Waiting(outcome),
    }
}

/// Takes a draft over as one step, and says what it changes. The draft of another plan is none.
fn take(handles: &Handles, lang: Lang, plan: &Plan, outcome: Outcome) -> Phase {
    if outcome.asked.plan.id != plan.id {
        return Phase::Idle;
    }
    let Some(slots) = &outcome.draft.slots else { return Phase::Nothing(outcome.asked) };
    let placements = outcome.asked.brief.placements(plan, slots);
    let before = &plan.roadmap.placements;
    let after = taken_over(before, &placements);
    let change = Change::between(before, &after);
    let mut taken = plan.clone();
    Rc::make_mut(&mut taken.roadmap).placements = after;
    let taken = Some(Rc::new(Brief::of(&taken)));
    if change.is_none() {
        handles.tell(change.sentence(lang));
    } else {
        handles.edit(Command::roadmap(vec![RoadmapEdit::Draft(placements)]));
        handles.tell_undoable(change.sentence(lang));
    }
    Phase::Taken(Outcome { taken, ..outcome })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::roadmap::sketch::Sketch;
    use crate::ui::session::SessionMsg;
    use crate::ui::store::{Channels, StoreMsg};

    fn draft(value: f64, bound: Option<f64>, proof: Proof) -> Draft {
        Draft { slots: Some(vec![Some(0), None, Some(1)]), value, bound, proof, ..Draft::default() }
    }

    fn said(draft: Draft, seconds: f64) -> (String, String) {
        let asked = Rc::new(Asked { plan: Rc::default(), brief: Rc::default(), at: 0.0 });
        let outcome = Outcome { asked, draft: Rc::new(draft), seconds, taken: None };
        (outcome.sentence(Lang::En), outcome.sentence(Lang::Zh))
    }

    #[test]
    fn optimal_is_only_said_of_what_is_proven() {
        #[track_caller]
        fn check(draft: Draft, seconds: f64, en: &str) {
            let (found, zh) = said(draft, seconds);
            assert_eq!(found, en);
            assert_eq!(found.contains("Optimal"), zh.contains("已证明最优"));
        }
        check(draft(10.0, Some(10.0), Proof::Optimal), 0.4, "Optimal: no plan is worth more. 2 items, 0.4 s");
        check(
            draft(10.0, Some(10.0), Proof::Spent),
            10.0,
            "Best found; less than 0.1% below the best possible. 2 items, 10 s",
        );
        check(
            draft(99.2, Some(100.0), Proof::Spent),
            9.94,
            "Best found; at most 0.8% below the best possible. 2 items, 9.9 s",
        );
        check(
            draft(1.0, None, Proof::Open),
            0.0,
            "Best found; how much better a plan could be is not known. 2 items, 0.1 s",
        );
    }

    #[test]
    fn a_gap_is_rounded_up_as_it_is_the_most_that_can_be_missing() {
        for (gap, expected) in [
            (0.0, "less than 0.1%"),
            (0.0004, "less than 0.1%"),
            (0.001, "at most 0.1%"),
            (0.00801, "at most 0.9%"),
            (0.25, "at most 25%"),
        ] {
            assert_eq!(gap_percent(gap, Lang::En), expected, "{gap}");
        }
    }

    fn asked(plan: &Rc<Plan>) -> Rc<Asked> {
        let brief = Rc::new(Brief::of(plan));
        Rc::new(Asked { plan: Rc::clone(plan), brief, at: 0.0 })
    }

    #[test]
    fn news_of_a_draft_that_was_taken_back_change_nothing() {
        let idle = Rc::new(Drafts::default());
        let after = idle.reduce(Msg::Heard(0.5, Rc::new(draft(1.0, None, Proof::Open))));
        assert!(matches!(*after.phase, Phase::Idle));
    }

    #[test]
    fn that_no_plan_keeps_to_all_wishes_is_said_as_long_as_they_are_the_same() {
        let with = |must: bool| {
            Rc::new(small().limit("a", |limit| (limit.must, limit.latest) = (must, Some("q0".into()))).0)
        };
        let plan = with(true);
        let outcome = || Outcome {
            asked: asked(&plan),
            draft: Rc::new(Draft { proof: Proof::Infeasible, ..Draft::default() }),
            seconds: 0.4,
            taken: None,
        };
        #[track_caller]
        fn check(phase: Phase, plan: &Plan, is_said: bool) {
            let phase = Rc::new(phase).under(&Brief::of(plan));
            assert_eq!(!matches!(*phase, Phase::Idle), is_said, "{phase:?}");
        }
        let mut renamed = Plan::clone(&plan);
        renamed.title = "Another title".to_owned();
        for phase in [Phase::Impossible(outcome()), Phase::Nothing(asked(&plan))] {
            check(phase.clone(), &plan, true);
            check(phase.clone(), &renamed, true);
            check(phase, &with(false), false);
        }
        // What was found stays, whatever the wishes are now.
        check(Phase::Waiting(outcome()), &with(false), true);
    }

    /// Two items of one team with room for one in each of two periods.
    fn small() -> Sketch {
        Sketch::new(&[1.0], 2).item("a", &[1.0], 3, 3).item("b", &[1.0], 1, 1)
    }

    /// What is told and how often the plan is edited, by handles that somebody holds.
    fn listening() -> (Handles, Rc<RefCell<Vec<String>>>) {
        let told = Rc::<RefCell<Vec<String>>>::default();
        let (edited, noticed) = (Rc::clone(&told), Rc::clone(&told));
        let handles = Handles::from(Channels {
            store: Callback::from(move |_: StoreMsg| edited.borrow_mut().push("an edit".to_owned())),
            session: Callback::from(move |msg: SessionMsg| {
                if let SessionMsg::Noticed(Some(notice)) = msg {
                    noticed.borrow_mut().push(notice.text.clone());
                }
            }),
            ..Channels::default()
        });
        (handles, told)
    }

    fn done(slots: &[Option<usize>]) -> News {
        let draft = Draft { slots: Some(slots.to_vec()), proof: Proof::Optimal, ..Draft::default() };
        News::Done(Rc::new(Answer::Roadmap(draft::Answer::Draft(draft))))
    }

    #[test]
    fn a_draft_that_ends_while_its_page_is_away_waits_there_and_is_told() {
        let plan = Rc::new(small().0);
        let (handles, told) = listening();
        let asked = asked(&plan);
        SHOWN.set(None);
        dispatch(&DRAFTS, &plan.id, Msg::Asked(Rc::clone(&asked), None));
        hear(&handles, &asked, Lang::En, done(&[Some(0), Some(1)]), 400.0);
        assert_eq!(*told.borrow(), ["The draft of “Test” is done and waits on the roadmap."]);
        settle(&handles, &plan.id);
        assert!(matches!(&*look(&DRAFTS, &plan.id).phase, Phase::Arrived(_)), "nobody is there to see it");
        // On return it is taken over.
        SHOWN.set(Some((Rc::clone(&plan), Lang::En)));
        settle(&handles, &plan.id);
        let drafts = look(&DRAFTS, &plan.id);
        let Phase::Taken(outcome) = &*drafts.phase else { panic!("{:?}", drafts.phase) };
        assert_eq!(outcome.seconds, 0.4);
        assert_eq!(told.borrow()[1..], ["an edit", "Drafted: 2 placed."]);
        settle(&handles, &plan.id);
        assert_eq!(told.borrow().len(), 3, "once");
    }

    #[test]
    fn a_draft_for_a_plan_that_has_changed_meanwhile_waits_to_be_used() {
        let plan = Rc::new(small().0);
        let (handles, told) = listening();
        let asked = asked(&plan);
        SHOWN.set(None);
        dispatch(&DRAFTS, &plan.id, Msg::Asked(Rc::clone(&asked), None));
        hear(&handles, &asked, Lang::Zh, done(&[Some(0), Some(1)]), 400.0);
        assert_eq!(*told.borrow(), ["“Test”的排期已完成，可在路线图中查看。"]);
        let changed = small().limit("b", |limit| limit.excluded = true).0;
        SHOWN.set(Some((Rc::new(changed), Lang::En)));
        settle(&handles, &plan.id);
        assert!(matches!(&*look(&DRAFTS, &plan.id).phase, Phase::Waiting(_)));
        assert_eq!(told.borrow().len(), 1, "nothing is taken over unasked");
    }

    #[test]
    fn a_draft_that_ends_on_its_page_is_taken_over_at_once() {
        let plan = Rc::new(small().0);
        let (handles, told) = listening();
        let asked = asked(&plan);
        SHOWN.set(Some((Rc::clone(&plan), Lang::En)));
        dispatch(&DRAFTS, &plan.id, Msg::Asked(Rc::clone(&asked), None));
        hear(&handles, &asked, Lang::En, done(&[Some(0), None]), 400.0);
        assert_eq!(*told.borrow(), ["an edit", "Drafted: 1 placed."]);
        assert!(matches!(&*look(&DRAFTS, &plan.id).phase, Phase::Taken(_)));
        let other = Id::from("another plan");
        assert!(matches!(&*look(&DRAFTS, &other).phase, Phase::Idle), "another plan knows nothing of it");
    }
}
