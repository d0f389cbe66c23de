//! Which disagreements matter, worked out beside the page.

use std::rc::Rc;

use yew::prelude::*;

use super::HeldProps;
use crate::domain::frameworks::Framework;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, workshop_page as words};
use crate::domain::workshop::Question;
use crate::domain::workshop::outcome::{self, Finding};
use crate::domain::workshop::weigh::Scales;
use crate::engine::{self, Answer, Problem};
use crate::ui::engine::use_job;

/// By what findings are in order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// By what settling them could change.
    Weighed,
    /// By what settling them could change in the order by value, which is what contributions make.
    ByValue,
    /// By disagreement: the rest is being worked out.
    Working,
    /// By disagreement: settling them can change no order yet.
    Unknown,
    /// By disagreement: the rest could not be worked out.
    Failed(Problem),
}

impl Standing {
    /// What people are told about the order of the list.
    pub fn sentence(self, lang: Lang) -> String {
        match self {
            Standing::Weighed => words::talk_about_hint(lang).to_owned(),
            Standing::ByValue => words::talk_about_value_hint(lang).to_owned(),
            Standing::Working => words::talk_about_working(lang).to_owned(),
            Standing::Unknown => words::talk_about_unknown(lang).to_owned(),
            Standing::Failed(problem) => words::talk_about_failed(lang, problem.sentence(lang)),
        }
    }
}

/// The findings of a pass.
pub struct Weighed {
    /// The findings, most worth talking about first.
    pub findings: Rc<Vec<Finding>>,
    /// By what they are in order.
    pub standing: Standing,
    /// Asks once more, after a failure.
    pub on_retry: Callback<()>,
}

/// The findings of a pass: at once in the order of disagreement, then by what settling them could change, as
/// soon as the worker has said so. Another question takes back the one before.
#[hook]
pub fn use_weighed(held: &HeldProps, pass: &Id) -> Weighed {
    let lang = crate::ui::store::use_lang();
    let found = use_memo((held.clone(), Rc::clone(pass), lang), |(held, pass, lang)| {
        Rc::new(outcome::findings(&held.plan, &held.workshop, pass, *lang))
    });
    let question = held.workshop.round_of(pass).map(|(_, round)| round.question.clone());
    let basis = Basis {
        plan: Rc::clone(&held.plan),
        question: question.unwrap_or_default(),
        framework: held.framework(),
        findings: Rc::clone(&found),
    };
    let scales = use_memo(basis, |basis| {
        let scales = Scales::of(&basis.plan, &basis.question, basis.framework, &basis.findings)?;
        let request = Rc::new(engine::Request::Talk((**scales.request()).clone()));
        Some((scales, request))
    });
    let request = scales.as_ref().as_ref().map(|(_, request)| Rc::clone(request));
    let (state, on_retry) = use_job(request);
    let weighed = match (&*scales, state.answer.as_deref()) {
        (Some((scales, _)), Some(Answer::Talk(effects))) => scales.weighed(&found, effects, lang),
        _ => None,
    };
    let standing = match (&*scales, state.failed, &weighed) {
        (None, ..) => Standing::Unknown,
        (_, Some(problem), _) => Standing::Failed(problem),
        (Some((scales, _)), _, Some(_)) if !state.is_stale => {
            if scales.is_by_value() {
                Standing::ByValue
            } else {
                Standing::Weighed
            }
        }
        _ => Standing::Working,
    };
    let findings = weighed.map_or_else(|| Rc::clone(&found), Rc::new);
    Weighed { findings, standing, on_retry }
}

/// All that it depends on what settling a finding could change. Equal ones are not worked out again: another
/// title, a parked point or a vote elsewhere is no other question.
struct Basis {
    plan: Rc<Plan>,
    question: Question,
    framework: &'static Framework,
    findings: Rc<Vec<Finding>>,
}

impl PartialEq for Basis {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&self.plan, &other.plan);
        let are_items_equal = one.items.len() == two.items.len()
            && one.items.iter().zip(&two.items).all(|(one, two)| Rc::ptr_eq(one, two));
        are_items_equal
            && Rc::ptr_eq(&one.needs, &two.needs)
            && Rc::ptr_eq(&one.goals, &two.goals)
            && Rc::ptr_eq(&one.roadmap, &two.roadmap)
            && one.settings == two.settings
            && self.question == other.question
            && std::ptr::eq(self.framework, other.framework)
            && self.findings == other.findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::frameworks;
    use crate::domain::plan::Item;

    fn basis(plan: Plan) -> Basis {
        Basis {
            plan: Rc::new(plan),
            question: Question::Ranking,
            framework: frameworks::default(),
            findings: Rc::default(),
        }
    }

    #[test]
    fn an_edit_that_has_nothing_to_do_with_it_is_no_other_question() {
        let mut plan = Plan { items: vec![Item::new("i_1".into(), "SY-1", "A").into()], ..Plan::default() };
        let before = basis(plan.clone());
        plan.title = "Another".into();
        plan.workshops = Rc::new(Vec::new());
        assert!(before == basis(plan.clone()));
        let changes: [fn(&mut Plan); 4] = [
            |plan| Rc::make_mut(&mut plan.items[0]).title = "B".into(),
            |plan| plan.needs = Rc::default(),
            |plan| plan.roadmap = Rc::default(),
            |plan| plan.settings.need_share = 0.1,
        ];
        for change in changes {
            let mut plan = plan.clone();
            change(&mut plan);
            assert!(before != basis(plan));
        }
    }

    #[test]
    fn each_standing_says_what_is_true_of_it() {
        for lang in Lang::ALL {
            let all = [Standing::Weighed, Standing::ByValue, Standing::Working, Standing::Unknown];
            let mut said = all.map(|standing| standing.sentence(lang)).to_vec();
            said.sort();
            said.dedup();
            assert_eq!(said.len(), all.len());
            let failed = Standing::Failed(Problem::Missing).sentence(lang);
            assert!(failed.contains(Problem::Missing.sentence(lang)), "{failed}");
        }
    }
}
