//! One respondent's way through a survey: a value that each event turns into the next.

use std::rc::Rc;

use yew::prelude::Reducible;

use crate::domain::kano::entry::Entry;
use crate::domain::kano::survey::Survey;
use crate::domain::plan::Id;

/// Where in the survey a respondent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Before the first feature.
    Welcome,
    /// At a feature.
    Asking,
    /// Behind the last feature.
    Done,
}

/// A respondent on their way.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// What is asked.
    pub survey: Rc<Survey>,
    /// Where they are.
    pub stage: Stage,
    /// Their segment, by its place in the survey.
    pub segment: Option<usize>,
    /// Their answers; none before they started.
    pub entry: Option<Entry>,
    /// Whether the answers were found again after a reload.
    pub resumed: bool,
}

/// What a respondent did.
pub enum VisitMsg {
    /// Came back to answers that were kept.
    CameBack(String),
    /// Chose a segment, or none.
    Segment(Option<usize>),
    /// Started, or goes on; the id is for somebody who has none yet.
    Started(Id),
    /// Answered something.
    Answered(Entry),
    /// Went on to the next feature.
    Next,
    /// Went back.
    Back,
    /// Wants to look at the answers again.
    Reviewed,
    /// Wants to forget everything.
    Forgot,
}

impl Visit {
    /// The beginning.
    pub fn new(survey: Rc<Survey>) -> Visit {
        let segment = survey.assigned;
        Visit { survey, stage: Stage::Welcome, segment, entry: None, resumed: false }
    }

    /// What is kept of it: the step, and the code of the answers so far.
    pub fn kept(&self) -> Option<String> {
        let entry = self.entry.as_ref()?;
        Some(format!("{} {}", entry.step, entry.code(&self.survey)?))
    }

    /// The name under which that is kept; another survey has another one.
    pub fn key(survey: &Survey) -> String {
        format!("steelyard.survey.{}", survey.fingerprint.number())
    }

    fn came_back(mut self, kept: &str) -> Visit {
        let entry = kept.split_once(' ').and_then(|(step, code)| {
            let entry = Entry::resume(&self.survey, code)?;
            // The code leads to the first gap; a respondent who skipped that one was further on.
            let step = step.parse().map_or(entry.step, |step: usize| step.min(entry.order.len()));
            // A link for one segment decides for everybody who opens it.
            Some(Entry { step, segment: self.survey.assigned.or(entry.segment), ..entry })
        });
        if let Some(entry) = entry {
            self.stage = stage_of(&entry);
            self.segment = entry.segment;
            self.entry = Some(entry);
            self.resumed = true;
        }
        self
    }
}

fn stage_of(entry: &Entry) -> Stage {
    if entry.feature().is_some() { Stage::Asking } else { Stage::Done }
}

impl Reducible for Visit {
    type Action = VisitMsg;

    fn reduce(self: Rc<Self>, msg: VisitMsg) -> Rc<Self> {
        let visit = Visit { resumed: false, ..Visit::clone(&self) };
        Rc::new(match msg {
            VisitMsg::CameBack(kept) => visit.came_back(&kept),
            VisitMsg::Segment(segment) => Visit { segment, ..visit },
            VisitMsg::Started(id) => {
                let entry = visit.entry.unwrap_or_else(|| Entry::new(&visit.survey, id));
                let entry = Entry { segment: visit.segment, ..entry };
                Visit { stage: stage_of(&entry), entry: Some(entry), ..visit }
            }
            VisitMsg::Answered(entry) => Visit { entry: Some(entry), ..visit },
            VisitMsg::Next => {
                let entry = visit.entry.map(Entry::next);
                Visit { stage: entry.as_ref().map_or(Stage::Welcome, stage_of), entry, ..visit }
            }
            VisitMsg::Back => match visit.entry {
                Some(entry) if entry.step > 0 => {
                    Visit { stage: Stage::Asking, entry: Some(entry.back()), ..visit }
                }
                entry => Visit { stage: Stage::Welcome, entry, ..visit },
            },
            VisitMsg::Reviewed => {
                let entry = visit.entry.map(|entry| Entry { step: 0, ..entry });
                Visit { stage: entry.as_ref().map_or(Stage::Welcome, stage_of), entry, ..visit }
            }
            VisitMsg::Forgot => Visit::new(visit.survey),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kano::study::{Feature, Reply, Study};
    use crate::domain::plan::Item;

    fn survey() -> Rc<Survey> {
        let items: Vec<Rc<Item>> =
            ["a", "b", "c"].map(|id| Rc::new(Item::new(id.into(), "", id))).into_iter().collect();
        let study = Study {
            segments: vec!["new".into(), "old".into()],
            features: items
                .iter()
                .map(|item| Feature { item: Rc::clone(&item.id), ..Feature::default() })
                .collect(),
            ..Study::default()
        };
        Rc::new(Survey::new(&study, "p", &items).unwrap())
    }

    fn after(visit: Visit, messages: impl IntoIterator<Item = VisitMsg>) -> Visit {
        let visit = messages.into_iter().fold(Rc::new(visit), |visit, msg| visit.reduce(msg));
        Visit::clone(&visit)
    }

    fn started() -> Visit {
        after(Visit::new(survey()), [VisitMsg::Segment(Some(1)), VisitMsg::Started("r_7f3k2m9q".into())])
    }

    fn answered(visit: Visit) -> Visit {
        let entry = visit.entry.clone().unwrap();
        let entry = entry.with_functional(Some(Reply::Like)).with_dysfunctional(Some(Reply::Dislike));
        after(visit, [VisitMsg::Answered(entry), VisitMsg::Next])
    }

    #[test]
    fn the_way_leads_from_the_welcome_past_every_feature_to_the_end_and_back() {
        let mut visit = started();
        for _ in 0..3 {
            assert_eq!(visit.stage, Stage::Asking);
            visit = answered(visit);
        }
        assert_eq!(visit.stage, Stage::Done);
        let back = after(visit.clone(), [VisitMsg::Back]);
        assert_eq!((back.stage, back.entry.unwrap().step), (Stage::Asking, 2));
        let review = after(visit.clone(), [VisitMsg::Reviewed]);
        assert_eq!((review.stage, review.entry.clone().unwrap().step), (Stage::Asking, 0));
        assert_eq!(review.entry.unwrap().answers, visit.entry.unwrap().answers);
    }

    #[test]
    fn back_at_the_first_feature_is_the_welcome_and_loses_nothing() {
        let visit = after(answered(started()), [VisitMsg::Back, VisitMsg::Back]);
        assert_eq!(visit.stage, Stage::Welcome);
        let again =
            after(visit.clone(), [VisitMsg::Segment(Some(0)), VisitMsg::Started("r_00000000".into())]);
        let (before, now) = (visit.entry.unwrap(), again.entry.unwrap());
        assert_eq!((now.respondent, now.answers), (before.respondent, before.answers));
        assert_eq!(now.segment, Some(0));
    }

    #[test]
    fn a_reload_comes_back_to_the_same_step_with_the_same_answers() {
        let skipped = after(started(), [VisitMsg::Next]);
        for visit in [started(), skipped.clone(), answered(skipped.clone()), answered(answered(skipped))] {
            let kept = visit.kept().unwrap();
            let again = after(Visit::new(survey()), [VisitMsg::CameBack(kept)]);
            assert_eq!(again, Visit { resumed: true, ..visit });
        }
    }

    #[test]
    fn what_was_kept_of_another_survey_or_broken_on_the_way_is_not_taken() {
        let kept = started().kept().unwrap();
        let cut = kept.split_at(kept.len() - 1).0;
        for text in ["", "0", "0 ", "0 K1nonsense", cut] {
            let visit = after(Visit::new(survey()), [VisitMsg::CameBack(text.into())]);
            assert_eq!(visit, Visit::new(survey()), "{text}");
        }
        let far = kept.replacen('0', "99", 1);
        let visit = after(Visit::new(survey()), [VisitMsg::CameBack(far)]);
        assert_eq!(visit.stage, Stage::Done);
    }

    #[test]
    fn whoever_starts_again_is_somebody_else() {
        let forgot = after(answered(started()), [VisitMsg::Forgot]);
        assert_eq!(forgot, Visit::new(survey()));
        assert_eq!(forgot.kept(), None);
        let next = after(forgot, [VisitMsg::Started("r_00000001".into())]);
        assert_eq!(&*next.entry.unwrap().respondent, "r_00000001");
    }
}
