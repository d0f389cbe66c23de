//! A draft under way beside the page, and what becomes of it.

use std::rc::Rc;

use yew::prelude::*;

use super::change::{Change, taken_over};
use crate::domain::editor::{Command, RoadmapEdit};
use crate::domain::number;
use crate::domain::plan::Plan;
use crate::domain::roadmap::brief::Brief;
use crate::domain::roadmap::draft::{self, Draft, Proof};
use crate::domain::text::{Lang, roadmap_draft as words};
use crate::engine::{self, Answer, News, Problem};
use crate::platform::clock;
use crate::ui::engine::{Job, ask};
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
    pub fn is_about(&self, plan: &Rc<Plan>) -> bool {
        Rc::ptr_eq(&self.plan, plan)
            || (self.plan.roadmap.placements == plan.roadmap.placements && *self.brief == Brief::of(plan))
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
    /// It was taken over.
    Taken(Outcome),
    /// It is done, and the plan has changed meanwhile.
    Waiting(Outcome),
    /// No plan keeps to all wishes.
    Impossible(Outcome),
    /// The search has come to its end without any plan, and without a proof that there is none.
    Nothing,
    /// There is no answer.
    Failed(Problem),
}

/// What happens to drafting.
pub(super) enum Msg {
    /// A draft is asked for.
    Asked(Rc<Asked>),
    /// It goes on.
    Heard(f64, Rc<Draft>),
    /// It has come to that.
    Became(Phase),
}

impl Reducible for Phase {
    type Action = Msg;

    fn reduce(self: Rc<Self>, msg: Msg) -> Rc<Self> {
        match (msg, &*self) {
            (Msg::Asked(asked), _) => Rc::new(Phase::Running(asked, 0.0, None)),
            (Msg::Heard(progress, draft), Phase::Running(asked, ..)) => {
                Rc::new(Phase::Running(Rc::clone(asked), progress, Some(draft)))
            }
            (Msg::Heard(..), _) => self,
            (Msg::Became(phase), _) => Rc::new(phase),
        }
    }
}

/// Drafting, and what can be done about it.
#[derive(Clone)]
pub(super) struct Drafting {
    /// How it stands.
    pub phase: Rc<Phase>,
    /// Asks for a draft.
    pub on_draft: Callback<()>,
    /// Takes back what was asked.
    pub on_cancel: Callback<()>,
    /// Takes over the best so far, or what waits.
    pub on_take: Callback<()>,
}

/// Drafts a plan when asked to, and takes the draft over when it is done.
#[hook]
pub(super) fn use_drafting(plan: &Rc<Plan>, brief: &Rc<Brief>) -> Drafting {
    let handles = use_handles();
    let lang = use_lang();
    let phase = use_reducer(Phase::default);
    let job = use_mut_ref(|| None::<Job>);
    // What is true when the answer comes, which may be long after the question.
    let now = use_mut_ref(|| (Rc::clone(plan), lang));
    now.replace((Rc::clone(plan), lang));

    let on_draft = use_callback((Rc::clone(plan), Rc::clone(brief)), {
        let (handles, job, now, dispatcher) = (handles.clone(), job.clone(), now.clone(), phase.dispatcher());
        move |(), (plan, brief)| {
            let asked =
                Rc::new(Asked { plan: Rc::clone(plan), brief: Rc::clone(brief), at: clock::monotonic_ms() });
            dispatcher.dispatch(Msg::Asked(Rc::clone(&asked)));
            let request = draft::Request::Draft {
                problem: brief.problem.clone(),
                start: Some(brief.slots(&plan.roadmap.placements)),
            };
            let on_news = {
                let (handles, now, dispatcher) = (handles.clone(), now.clone(), dispatcher.clone());
                move |news: News| match news {
                    News::SoFar(progress, answer) => {
                        if let Some(draft) = drafted(&answer) {
                            dispatcher.dispatch(Msg::Heard(progress, Rc::new(draft.clone())));
                        }
                    }
                    News::Done(answer) => {
                        let Some(draft) = drafted(&answer) else { return };
                        let outcome = outcome(&asked, Rc::new(draft.clone()));
                        let (plan, lang) = now.borrow().clone();
                        dispatcher.dispatch(Msg::Became(ended(&handles, lang, &plan, outcome)));
                    }
                    News::Failed(problem) => dispatcher.dispatch(Msg::Became(Phase::Failed(problem))),
                }
            };
            // One that is under way is taken back before the next is asked for.
            let earlier = job.borrow_mut().take();
            drop(earlier);
            let asked_for = ask(Rc::new(engine::Request::Roadmap(request)), on_news);
            job.replace(Some(asked_for));
        }
    });
    let on_cancel = use_callback((), {
        let (job, dispatcher) = (job.clone(), phase.dispatcher());
        move |(), ()| {
            let earlier = job.borrow_mut().take();
            drop(earlier);
            dispatcher.dispatch(Msg::Became(Phase::Idle));
        }
    });
    let on_take = {
        let (job, now, phase) = (job.clone(), now.clone(), phase.clone());
        Callback::from(move |()| {
            let outcome = match &*phase {
                Phase::Running(asked, _, Some(draft)) => outcome(asked, Rc::clone(draft)),
                Phase::Waiting(outcome) => outcome.clone(),
                _ => return,
            };
            let earlier = job.borrow_mut().take();
            drop(earlier);
            let (plan, lang) = now.borrow().clone();
            phase.dispatch(Msg::Became(take(&handles, lang, &plan, outcome)));
        })
    };
    // Leaving the screen takes back what was asked: the job goes with the component.
    Drafting { phase: Rc::new(Phase::clone(&phase)), on_draft, on_cancel, on_take }
}

fn drafted(answer: &Answer) -> Option<&Draft> {
    match answer {
        Answer::Roadmap(draft::Answer::Draft(draft)) => Some(draft),
        _ => None,
    }
}

fn outcome(asked: &Rc<Asked>, draft: Rc<Draft>) -> Outcome {
    let seconds = ((clock::monotonic_ms() - asked.at) / 1000.0).max(0.0);
    Outcome { asked: Rc::clone(asked), draft, seconds, taken: None }
}

/// What becomes of a draft that is done.
fn ended(handles: &Handles, lang: Lang, plan: &Rc<Plan>, outcome: Outcome) -> Phase {
    if outcome.asked.plan.id != plan.id {
        return Phase::Idle;
    }
    match (&outcome.draft.slots, outcome.draft.proof) {
        (None, Proof::Infeasible) => Phase::Impossible(outcome),
        (None, _) => Phase::Nothing,
        (Some(_), _) if outcome.asked.is_about(plan) => take(handles, lang, plan, outcome),
        (Some(_), _) => Phase::Waiting(outcome),
    }
}

/// Takes a draft over as one step, and says what it changes. The draft of another plan is none.
fn take(handles: &Handles, lang: Lang, plan: &Plan, outcome: Outcome) -> Phase {
    if outcome.asked.plan.id != plan.id {
        return Phase::Idle;
    }
    let Some(slots) = &outcome.draft.slots else { return Phase::Nothing };
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

    #[test]
    fn news_of_a_draft_that_was_taken_back_change_nothing() {
        let idle = Rc::new(Phase::Idle);
        let after = idle.reduce(Msg::Heard(0.5, Rc::new(draft(1.0, None, Proof::Open))));
        assert!(matches!(*after, Phase::Idle));
    }
}
