//! Answers on their way into the study: what changes, as commands that are one step of undo.

use std::rc::Rc;

use crate::domain::editor::{Command, Known, StudyEdit};
use crate::domain::import::kano_answers::KanoPreview;
use crate::domain::kano::arrivals::{SameRespondent, Tally, merge_in};
use crate::domain::kano::study::MOST_FEATURES;
use crate::domain::kano::{Respondent, Study};
use crate::domain::plan::{Id, Item};
use crate::domain::slices::Units;

/// What coming answers make of a study.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrival {
    /// Those who are new or say something else now.
    pub changed: Vec<Rc<Respondent>>,
    /// What becomes of all that come.
    pub tally: Tally,
}

impl Arrival {
    /// What becomes of answers about some items.
    pub async fn of(
        study: &Study,
        coming: &[Respondent],
        asked: &[Id],
        choice: SameRespondent,
        units: &Units,
    ) -> Arrival {
        let (all, tally) = merge_in(&study.respondents, coming, asked, choice, units).await;
        let is_known = |at: usize, one: &Rc<Respondent>| {
            study.respondents.get(at).is_some_and(|known| Rc::ptr_eq(known, one))
        };
        let changed = all.into_iter().enumerate().filter(|(at, one)| !is_known(*at, one));
        Arrival { changed: changed.map(|(_, one)| one).collect(), tally }
    }

    /// Whether there is a choice to make about those who answered before.
    pub fn meets_known(&self) -> bool {
        self.tally.replaced + self.tally.kept > 0
    }

    /// The commands that take the answers in, behind edits that have to come first; what stays of
    /// earlier answers is in them already.
    ///
    /// Many answers are several commands, for one gesture: each is done, drawn and kept by itself, so
    /// that none of them holds the page up.
    pub fn commands(&self, first: Vec<StudyEdit>) -> Vec<Command> {
        let most = self.changed.iter().map(|one| one.answers.len()).max().unwrap_or(0).max(1);
        let mut edits = first;
        let mut commands = Vec::new();
        for part in self.changed.chunks((ANSWERS_IN_ONE / most).max(1)) {
            edits.push(StudyEdit::AddRespondents { respondents: part.to_vec(), known: Known::Replace });
            commands.push(Command::study(std::mem::take(&mut edits)));
        }
        if !edits.is_empty() {
            commands.push(Command::study(edits));
        }
        commands
    }
}

/// Answers that one command takes in: as many as the page is not held up by, and enough that the
/// record of them is kept in its shorter form.
const ANSWERS_IN_ONE: usize = 20_000;

/// The commands that take in a table: its features, in its order behind those that are there, then
/// its respondents.
pub fn table_commands(study: &Study, preview: &KanoPreview, arrival: &Arrival) -> Vec<Command> {
    let made = preview.new_items.iter().map(|(id, title)| Item::new(Rc::clone(id), "", title.as_str()));
    let listed: Vec<Id> = preview.new_features(study).map(Rc::clone).collect();
    let mut edits = Vec::new();
    if !preview.new_items.is_empty() {
        edits.push(StudyEdit::NewFeatures(made.collect()));
    }
    if !listed.is_empty() {
        let after = study.features.last().map(|feature| Rc::clone(&feature.item));
        edits.push(StudyEdit::AddFeatures(listed.clone()));
        edits.push(StudyEdit::MoveFeatures { items: listed, after });
    }
    arrival.commands(edits)
}

/// Whether the study has room for the features of a table.
pub fn has_room(study: &Study, preview: &KanoPreview) -> bool {
    study.features.len() + preview.new_features(study).count() <= MOST_FEATURES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::editor::Editor;
    use crate::domain::kano::{Answer, Feature, Reply};
    use crate::domain::plan::Plan;
    use crate::domain::slices::at_once;
    use crate::domain::text::Lang;

    const NOW: &str = "2026-11-22T09:00:00Z";

    fn respondent(id: &str, answers: &[&str]) -> Respondent {
        let answer = Answer {
            functional: Some(Reply::Like),
            dysfunctional: Some(Reply::Dislike),
            ..Answer::default()
        };
        Respondent {
            id: id.into(),
            answers: answers.iter().map(|item| (Id::from(*item), answer)).collect(),
            ..Respondent::default()
        }
    }

    fn plan() -> Plan {
        let mut plan = Plan::new("p".into(), "Plan", NOW);
        for at in 1..=3 {
            plan.items.push(Rc::new(Item::new(
                format!("i{at}").into(),
                format!("SY-{at}"),
                format!("Item {at}"),
            )));
        }
        plan.next_key = 4;
        let study = Rc::make_mut(&mut plan.kano);
        study.features = vec![Feature { item: "i1".into(), ..Feature::default() }];
        study.respondents = vec![Rc::new(respondent("r1", &["i1"]))];
        plan
    }

    fn arrival(plan: &Plan, coming: &[Respondent], asked: &[Id], choice: SameRespondent) -> Arrival {
        at_once(|units| async move { Arrival::of(&plan.kano, coming, asked, choice, &units).await })
    }

    #[test]
    fn only_what_changes_is_taken_in() {
        let plan = plan();
        let coming = vec![respondent("r1", &["i2"]), respondent("r2", &["i2"]), respondent("r2", &["i2"])];
        let replaced = arrival(&plan, &coming, &["i2".into()], SameRespondent::Replace);
        assert_eq!(replaced.tally, Tally { added: 1, replaced: 1, unchanged: 1, ..Tally::default() });
        assert_eq!(replaced.changed.len(), 2);
        assert_eq!(replaced.changed[0].answers.len(), 2, "what was said about other items stays");
        let kept = arrival(&plan, &coming, &["i2".into()], SameRespondent::Keep);
        assert_eq!(kept.changed.iter().map(|one| &*one.id).collect::<Vec<_>>(), ["r2"]);
        assert!(kept.meets_known());
    }

    #[test]
    fn a_table_comes_in_as_one_step_with_its_features_in_its_order() {
        let plan = plan();
        let preview = KanoPreview {
            respondents: vec![respondent("r7", &["i3", "n1", "n2"])],
            items: vec!["n1".into(), "i3".into(), "i1".into(), "n2".into()],
            new_items: vec![("n1".into(), "Dark mode".into()), ("n2".into(), "Search".into())],
            ..KanoPreview::default()
        };
        let arrival = arrival(&plan, &preview.respondents, &preview.items, SameRespondent::Replace);
        let commands = table_commands(&plan.kano, &preview, &arrival);
        assert_eq!(commands.len(), 1);
        let editor = Editor::new(plan).apply(&commands[0], NOW, None).unwrap();
        let after = editor.plan();
        let features: Vec<&str> = after.kano.features.iter().map(|feature| &*feature.item).collect();
        assert_eq!(features, ["i1", "n1", "i3", "n2"]);
        assert_eq!(after.item("n2").map(|item| item.title.as_str()), Some("Search"));
        assert_eq!(after.kano.respondents.len(), 2);
        let before = editor.undo().unwrap();
        assert_eq!(before.plan().kano.respondents.len(), 1);
        assert_eq!(before.plan().items.len(), 3);
    }

    #[test]
    fn many_answers_come_in_parts_that_are_one_step() {
        let plan = plan();
        let preview = KanoPreview {
            respondents: (0..20_000).map(|at| respondent(&format!("n{at}"), &["i2", "i3"])).collect(),
            items: vec!["i2".into(), "i3".into()],
            ..KanoPreview::default()
        };
        let arrival = arrival(&plan, &preview.respondents, &preview.items, SameRespondent::Replace);
        let commands = table_commands(&plan.kano, &preview, &arrival);
        // Two answers each, so ten thousand people in one; the study has room for one less.
        assert_eq!(commands.len(), 2);
        let start = Editor::new(plan);
        let all = commands
            .iter()
            .fold(start.clone(), |editor, command| editor.apply(command, NOW, Some(7)).expect("it changes"));
        assert_eq!(all.plan().kano.respondents.len(), 20_000);
        assert!(all.plan().kano.feature("i2").is_some());
        assert_eq!(all.undoes().unwrap().words(Lang::En), "take in 19,999 respondents");
        assert_eq!(all.undo().unwrap().plan(), start.plan());
    }

    #[test]
    fn a_study_that_is_full_has_no_room() {
        let mut study = Study::default();
        let feature = |at: usize| Feature { item: format!("i{at}").into(), ..Feature::default() };
        study.features = (1..MOST_FEATURES).map(feature).collect();
        let preview = |items: &[&str]| KanoPreview {
            items: items.iter().map(|item| Id::from(*item)).collect(),
            ..KanoPreview::default()
        };
        assert!(has_room(&study, &preview(&["i1", "new"])));
        assert!(!has_room(&study, &preview(&["new", "newer"])));
    }
}
