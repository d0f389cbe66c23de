//! Which disagreements could change the plan: what has to be drawn for it, and the findings in that order.

use std::rc::Rc;

use super::agreement::edge::Edge;
use super::agreement::range::{level, quantile};
use super::agreement::talk::{Effect, Number, Request, Subject, Topic};
use super::agreement::verdict;
use super::outcome::{self, Finding};
use super::{Question, cards};
use crate::domain::frameworks::{self, Framework};
use crate::domain::plan::{Estimate, Item, Plan};
use crate::domain::text::Lang;

/// How many of the first items count: a plan for a quarter seldom has more.
pub const TOP: usize = 10;

/// The findings of one pass, ready to be weighed.
#[derive(Clone, Debug)]
pub struct Scales {
    subject: Subject,
    /// The tasks of the topics.
    tasks: Vec<usize>,
    is_by_value: bool,
}

impl Scales {
    /// What the findings of a round could change, under a framework or its own; `None` where they can
    /// change no order: there are no items, the numbers are those of a newer version, or nothing is
    /// worth anything by what the plan weighs.
    pub fn of(
        plan: &Plan,
        question: &Question,
        framework: &'static Framework,
        findings: &[Finding],
    ) -> Option<Scales> {
        let (framework, number) = match question {
            Question::Estimate { sheet, .. } => {
                let is_its = |framework: &&&'static Framework| framework.sheet == sheet;
                let framework =
                    Some(&framework).filter(is_its).or_else(|| frameworks::ALL.iter().find(is_its))?;
                (*framework, Number::Input(cards::input_of(question)?.key))
            }
            Question::Need { to } => (framework, Number::Need(Rc::clone(to))),
            Question::Goal { to } => (framework, Number::Goal(Rc::clone(to))),
            _ => return None,
        };
        let is_by_value = !matches!(number, Number::Input(_));
        let edge = Edge::of(plan);
        let (mut tasks, mut topics) = (Vec::new(), Vec::new());
        for finding in findings {
            let Some(item) = finding.item.as_ref().and_then(|id| plan.item(id)) else { continue };
            let (estimate, ends) = match (&number, &finding.agreed) {
                (Number::Input(_), Some(agreed)) => (agreed.estimate.clone(), agreed.ends()),
                (Number::Input(_), None) => continue,
                _ => {
                    let votes = &finding.tally.numbers;
                    let (Some(low), Some(high)) = (quantile(votes, 0.05), quantile(votes, 0.95)) else {
                        continue;
                    };
                    let Some(middle) = finding.tally.median() else { continue };
                    (Estimate::Value(middle), (low, high))
                }
            };
            let at = |end: f64| with_level(item, &number, end);
            let roadmap = match &number {
                Number::Input(key) => edge.share(framework, &item.id, key, ends),
                _ => edge.between(item, &at(ends.0), &at(ends.1)),
            };
            tasks.push(finding.task);
            topics.push(Topic {
                item: Rc::clone(&item.id),
                number: number.clone(),
                estimate,
                ends,
                disagreement: finding.disagreement,
                roadmap,
            });
        }
        let subject = Subject::of(plan, framework, topics, TOP);
        subject.draws_anything().then_some(Scales { subject, tasks, is_by_value })
    }

    /// Whether the order is that by value, and not that of the scores.
    pub fn is_by_value(&self) -> bool {
        self.is_by_value
    }

    /// What has to be drawn.
    pub fn request(&self) -> &Rc<Request> {
        self.subject.request()
    }

    /// The findings with what settling each could change, most worth talking about first; `None` where the
    /// effects are those of other findings.
    pub fn weighed(&self, findings: &[Finding], effects: &[Effect], lang: Lang) -> Option<Vec<Finding>> {
        let talks = self.subject.talks(effects)?;
        let mut findings = findings.to_vec();
        for finding in &mut findings {
            let topic = self.tasks.iter().position(|task| *task == finding.task);
            // What nobody gave a number can change nothing.
            finding.worth = 0.0;
            if let Some(talk) = talks.iter().find(|talk| Some(talk.topic) == topic) {
                finding.worth = talk.worth;
                // Where people agree nothing is left to be settled.
                if finding.disagreement > 0.0 {
                    finding.advice = verdict::talk(talk, TOP, lang);
                }
            }
        }
        outcome::sort(&mut findings);
        Some(findings)
    }
}

/// An item that serves a need or a goal as far as a vote says.
fn with_level(item: &Item, number: &Number, vote: f64) -> Item {
    let mut item = item.clone();
    match number {
        Number::Need(need) => item.needs.insert(Rc::clone(need), level(vote)),
        Number::Goal(goal) => item.goals.insert(Rc::clone(goal), level(vote)),
        Number::Input(_) => None,
    };
    item
}
