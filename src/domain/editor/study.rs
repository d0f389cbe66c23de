//! Changes of the Kano study.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::{Did, add_items, tidy_tags};
use crate::domain::kano::study::{
    Answer, Feature, MOST_FEATURES, MOST_RESPONDENTS, Question, Respondent, Study,
};
use crate::domain::plan::{Id, Item, KanoRule, KanoTable, Plan};
use crate::domain::text::Lang;

/// A change of one part of the study, or of how it is evaluated.
#[derive(Clone, Debug, PartialEq)]
pub enum StudyEdit {
    /// The wording set of the answers; an empty one is refused.
    Wording(String),
    /// The language in which the survey opens, a tag; empty for the reader's.
    Language(String),
    /// Whether importance is asked.
    Importance(bool),
    /// Segments to choose from.
    Segments(Vec<String>),
    /// What the respondent reads first.
    Intro {
        /// The language of the text.
        lang: Lang,
        /// The new text.
        text: String,
    },
    /// The table that makes a category of a pair of answers.
    Table(KanoTable),
    /// The rule that makes one category of everybody's.
    Rule(KanoRule),
    /// The difference that counts as a near tie, a share in 0..=1.
    NearTie(f64),
    /// Asks about items of the plan, after those that are listed.
    AddFeatures(Vec<Id>),
    /// Adds items to the plan and asks about them.
    NewFeatures(Vec<Item>),
    /// Asks no longer about items; their answers stay.
    RemoveFeatures(Vec<Id>),
    /// Moves features behind another one, or to the top.
    MoveFeatures {
        /// The features' items, in the order in which they shall stand.
        items: Vec<Id>,
        /// The feature to stand behind; `None` for the top.
        after: Option<Id>,
    },
    /// How the two questions about an item are worded.
    Question {
        /// The feature's item.
        item: Id,
        /// The new texts; an empty one stands for the default wording.
        question: Question,
    },
    /// Takes in respondents, after those who are there.
    AddRespondents {
        /// Who answered what; nobody without an id.
        respondents: Vec<Rc<Respondent>>,
        /// What becomes of those whose id is there already.
        known: Known,
    },
    /// Sets or clears what one respondent said about one item.
    Answer {
        /// The respondent's id.
        respondent: Id,
        /// The feature's item.
        item: Id,
        /// The new answer; `None` for no answer.
        answer: Option<Answer>,
    },
    /// Puts respondents into a segment.
    Segment {
        /// Their ids.
        respondents: Vec<Id>,
        /// The segment; empty for none.
        segment: String,
    },
    /// Removes respondents with all their answers.
    RemoveRespondents(Vec<Id>),
    /// Removes features, respondents and settings of the study, not the items.
    Clear,
}

/// What becomes of a respondent who is taken in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The new answers take the place of the old ones.
    Replace,
    /// The old answers stay.
    Keep,
}

/// Carries out edits in one step; `None` when nothing changed.
pub(super) fn edit_study(plan: &mut Plan, edits: &[StudyEdit]) -> Option<Did> {
    edits.iter().filter_map(|edit| edit_one(plan, edit)).reduce(together)
}

/// The words for two changes in one step; whoever takes in answers does so for their sake.
fn together(one: Did, other: Did) -> Did {
    match (one, other) {
        (Did::Answers(one), Did::Answers(other)) => Did::Answers(one + other),
        (Did::AddFeatures(one), Did::AddFeatures(other)) => Did::AddFeatures(one + other),
        (Did::AddRespondents(one), Did::AddRespondents(other)) => Did::AddRespondents(one + other),
        (Did::AddRespondents(count), _) | (_, Did::AddRespondents(count)) => Did::AddRespondents(count),
        (one, other) if one == other => one,
        _ => Did::Study,
    }
}

fn edit_one(plan: &mut Plan, edit: &StudyEdit) -> Option<Did> {
    match edit {
        StudyEdit::Table(table) => set(&mut plan.settings.kano_table, *table).then_some(Did::KanoRule),
        StudyEdit::Rule(rule) => set(&mut plan.settings.kano_rule, *rule).then_some(Did::KanoRule),
        StudyEdit::NearTie(share) => {
            let fits = (0.0..=1.0).contains(share);
            (fits && set(&mut plan.settings.kano_near_tie, *share)).then_some(Did::KanoRule)
        }
        StudyEdit::NewFeatures(items) => {
            let room = MOST_FEATURES.saturating_sub(plan.kano.features.len());
            let items = items.get(..room).unwrap_or(items);
            let added = add_items(plan, items, None);
            let ids: Vec<Id> = items.iter().map(|item| Rc::clone(&item.id)).collect();
            let listed = edit_one(plan, &StudyEdit::AddFeatures(ids));
            listed.or((added > 0).then_some(Did::Add(added)))
        }
        StudyEdit::AddFeatures(ids) => {
            let there: Vec<&Id> = ids.iter().filter(|id| plan.item(id).is_some()).collect();
            let study = Rc::make_mut(&mut plan.kano);
            let before = study.features.len();
            for id in there {
                if study.features.len() < MOST_FEATURES && study.feature(id).is_none() {
                    study.features.push(Feature { item: Rc::clone(id), ..Feature::default() });
                }
            }
            let added = study.features.len() - before;
            (added > 0).then_some(Did::AddFeatures(added))
        }
        StudyEdit::Clear => (!plan.kano.is_empty()).then(|| {
            plan.kano = Rc::default();
            Did::ClearStudy
        }),
        _ => edit_in_study(Rc::make_mut(&mut plan.kano), edit),
    }
}

/// Changes what concerns the study alone.
fn edit_in_study(study: &mut Study, edit: &StudyEdit) -> Option<Did> {
    let clean = |text: &str| text.trim().to_owned();
    let did = |changed: bool| changed.then_some(Did::Study);
    match edit {
        StudyEdit::Wording(name) => {
            let name = clean(name);
            did(!name.is_empty() && set(&mut study.wording, name))
        }
        StudyEdit::Language(tag) => did(set(&mut study.language, clean(tag))),
        StudyEdit::Importance(asked) => did(set(&mut study.importance, *asked)),
        StudyEdit::Segments(segments) => did(set(&mut study.segments, tidy_tags(segments.iter()))),
        StudyEdit::Intro { lang: Lang::En, text } => did(set(&mut study.intro_en, text.clone())),
        StudyEdit::Intro { lang: Lang::Zh, text } => did(set(&mut study.intro_zh, text.clone())),
        StudyEdit::RemoveFeatures(items) => {
            let before = study.features.len();
            study.features.retain(|feature| !items.contains(&feature.item));
            let removed = before - study.features.len();
            (removed > 0).then_some(Did::RemoveFeatures(removed))
        }
        StudyEdit::MoveFeatures { items, after } => did(move_features(study, items, after.as_ref())),
        StudyEdit::Question { item, question } => {
            let feature = study.features.iter_mut().find(|feature| feature.item == *item)?;
            let question = Question {
                functional_en: clean(&question.functional_en),
                dysfunctional_en: clean(&question.dysfunctional_en),
                functional_zh: clean(&question.functional_zh),
                dysfunctional_zh: clean(&question.dysfunctional_zh),
            };
            did(set(&mut feature.question, question))
        }
        StudyEdit::AddRespondents { respondents, known } => {
            let taken = add_respondents(study, respondents, *known);
            (taken > 0).then_some(Did::AddRespondents(taken))
        }
        StudyEdit::Answer { respondent, item, answer } => {
            let slot = study.respondents.iter_mut().find(|one| one.id == *respondent)?;
            let mut next = Respondent::clone(slot);
            next.set_answer(item, *answer);
            (next != **slot).then(|| {
                *slot = Rc::new(next);
                Did::Answers(1)
            })
        }
        StudyEdit::Segment { respondents, segment } => {
            let (ids, segment) = (respondents.iter().collect::<HashSet<_>>(), clean(segment));
            let mut changed = 0;
            for slot in study.respondents.iter_mut().filter(|one| ids.contains(&one.id)) {
                if slot.segment != segment {
                    Rc::make_mut(slot).segment.clone_from(&segment);
                    changed += 1;
                }
            }
            (changed > 0).then_some(Did::Segment(changed))
        }
        StudyEdit::RemoveRespondents(ids) => {
            let ids: HashSet<&Id> = ids.iter().collect();
            let before = study.respondents.len();
            study.respondents.retain(|one| !ids.contains(&one.id));
            let removed = before - study.respondents.len();
            (removed > 0).then_some(Did::RemoveRespondents(removed))
        }
        // These concern more than the study.
        StudyEdit::Table(_)
        | StudyEdit::Rule(_)
        | StudyEdit::NearTie(_)
        | StudyEdit::AddFeatures(_)
        | StudyEdit::NewFeatures(_)
        | StudyEdit::Clear => None,
    }
}

/// Sets a value and tells whether it is another one.
fn set<T: PartialEq>(slot: &mut T, value: T) -> bool {
    let changed = *slot != value;
    *slot = value;
    changed
}

fn move_features(study: &mut Study, items: &[Id], after: Option<&Id>) -> bool {
    if after.is_some_and(|after| items.contains(after)) {
        return false;
    }
    let before: Vec<Id> = study.features.iter().map(|feature| Rc::clone(&feature.item)).collect();
    let (mut moved, kept): (Vec<Feature>, Vec<Feature>) =
        study.features.drain(..).partition(|feature| items.contains(&feature.item));
    moved.sort_by_key(|feature| items.iter().position(|item| *item == feature.item));
    study.features = kept;
    let at = after.map_or(0, |after| {
        study
            .features
            .iter()
            .position(|feature| feature.item == *after)
            .map_or(study.features.len(), |at| at + 1)
    });
    study.features.splice(at..at, moved);
    !study.features.iter().map(|feature| &feature.item).eq(&before)
}

/// How many respondents were added or replaced.
fn add_respondents(study: &mut Study, respondents: &[Rc<Respondent>], known: Known) -> usize {
    let mut places: HashMap<Id, usize> =
        study.respondents.iter().enumerate().map(|(at, one)| (Rc::clone(&one.id), at)).collect();
    let mut changed: HashSet<usize> = HashSet::new();
    for one in respondents.iter().filter(|one| !one.id.is_empty()) {
        let tidy = || match one.is_tidy() {
            true => Rc::clone(one),
            false => Rc::new(Respondent::clone(one).tidy()),
        };
        match places.get(&one.id).copied() {
            Some(_) if known == Known::Keep => {}
            Some(at) => {
                let next = tidy();
                if let Some(slot) = study.respondents.get_mut(at).filter(|slot| **slot != next) {
                    *slot = next;
                    changed.insert(at);
                }
            }
            None if study.respondents.len() < MOST_RESPONDENTS => {
                let at = study.respondents.len();
                study.respondents.push(tidy());
                places.insert(Rc::clone(&one.id), at);
                changed.insert(at);
            }
            None => {}
        }
    }
    changed.len()
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Editor};
    use super::*;
    use crate::domain::kano::Reply;

    const NOW: &str = "2026-11-22T09:00:00Z";

    fn ids(ids: &[&str]) -> Vec<Id> {
        ids.iter().map(|id| Id::from(*id)).collect()
    }

    fn new_items(ids: &[&str]) -> Vec<Item> {
        ids.iter().map(|id| Item::new(Id::from(*id), "", format!("Item {id}"))).collect()
    }

    /// A plan of four items, three of them features, and two respondents.
    fn start() -> Editor {
        let items = new_items(&["a", "b", "c", "d"]);
        let plan = Plan::new("p".into(), "Test", NOW);
        let editor = Editor::new(plan).apply(&Command::AddItems { items, after: None }, NOW, None).unwrap();
        let people = vec![person("r1", &[("a", 15), ("b", 33)]), person("r2", &[("a", 25)])];
        after(
            &editor,
            vec![
                StudyEdit::AddFeatures(ids(&["a", "b", "c"])),
                StudyEdit::AddRespondents { respondents: people, known: Known::Keep },
            ],
        )
    }

    fn try_after(editor: &Editor, edits: Vec<StudyEdit>) -> Option<Editor> {
        editor.apply(&Command::study(edits), NOW, None)
    }

    #[track_caller]
    fn after(editor: &Editor, edits: Vec<StudyEdit>) -> Editor {
        try_after(editor, edits).unwrap()
    }

    fn answer(pair: u8) -> Answer {
        Answer {
            functional: Reply::from_number(pair / 10),
            dysfunctional: Reply::from_number(pair % 10),
            importance: None,
        }
    }

    fn person(id: &str, answers: &[(&str, u8)]) -> Rc<Respondent> {
        let answers = answers.iter().map(|(item, pair)| (Id::from(*item), answer(*pair))).collect();
        Rc::new(Respondent { id: id.into(), answers, ..Respondent::default() })
    }

    fn features(editor: &Editor) -> String {
        editor.plan().kano.features.iter().map(|feature| &*feature.item).collect::<Vec<_>>().join(" ")
    }

    fn people(editor: &Editor) -> String {
        editor.plan().kano.respondents.iter().map(|one| &*one.id).collect::<Vec<_>>().join(" ")
    }

    fn add(respondents: Vec<Rc<Respondent>>, known: Known) -> Vec<StudyEdit> {
        vec![StudyEdit::AddRespondents { respondents, known }]
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let start = start();
        let unknown = || Id::from("x");
        for edit in [
            StudyEdit::Wording("  ".into()),
            StudyEdit::Wording("pouliot".into()),
            StudyEdit::Importance(false),
            StudyEdit::Segments(vec![" ".into()]),
            StudyEdit::Table(KanoTable::Berger),
            StudyEdit::NearTie(f64::NAN),
            StudyEdit::NearTie(6.0),
            StudyEdit::AddFeatures(ids(&["a", "x"])),
            StudyEdit::NewFeatures(vec![]),
            StudyEdit::RemoveFeatures(ids(&["d"])),
            StudyEdit::MoveFeatures { items: ids(&["a"]), after: None },
            StudyEdit::MoveFeatures { items: ids(&["a"]), after: Some("a".into()) },
            StudyEdit::Question { item: unknown(), question: Question::default() },
            StudyEdit::AddRespondents { respondents: vec![person("", &[])], known: Known::Replace },
            StudyEdit::AddRespondents {
                respondents: vec![person("r2", &[("a", 25)])],
                known: Known::Replace,
            },
            StudyEdit::AddRespondents { respondents: vec![person("r2", &[("a", 11)])], known: Known::Keep },
            StudyEdit::Answer { respondent: unknown(), item: "a".into(), answer: Some(answer(11)) },
            StudyEdit::Answer { respondent: "r2".into(), item: "a".into(), answer: Some(answer(25)) },
            StudyEdit::Answer { respondent: "r2".into(), item: "b".into(), answer: Some(Answer::default()) },
            StudyEdit::Segment { respondents: ids(&["r1"]), segment: " ".into() },
            StudyEdit::RemoveRespondents(vec![unknown()]),
        ] {
            assert!(try_after(&start, vec![edit.clone()]).is_none(), "{edit:?}");
        }
        let cleared = after(&start, vec![StudyEdit::Clear]);
        assert!(cleared.plan().kano.is_empty() && try_after(&cleared, vec![StudyEdit::Clear]).is_none());
    }

    #[test]
    fn features_are_items_of_the_plan_each_once() {
        let more = after(&start(), vec![StudyEdit::AddFeatures(ids(&["d", "b", "d", "x"]))]);
        assert_eq!(features(&more), "a b c d");
        for (items, behind, expected) in [
            (vec!["d"], None, "d a b c"),
            (vec!["d", "a"], Some("b"), "b d a c"),
            (vec!["a"], Some("nobody"), "b c d a"),
        ] {
            let edit = StudyEdit::MoveFeatures { items: ids(&items), after: behind.map(Id::from) };
            assert_eq!(features(&after(&more, vec![edit])), expected);
        }
        let fewer = after(&more, vec![StudyEdit::RemoveFeatures(ids(&["a"]))]);
        let r1 = fewer.plan().kano.respondent("r1").unwrap();
        assert_eq!((features(&fewer).as_str(), r1.answer("a")), ("b c d", Some(&answer(15))));
    }

    #[test]
    fn a_new_feature_is_an_item_in_the_same_step() {
        let start = start();
        let new = after(&start, vec![StudyEdit::NewFeatures(new_items(&["n", "d"]))]);
        assert_eq!((features(&new).as_str(), new.plan().items.len()), ("a b c n d", 5));
        assert_eq!(new.undo().unwrap().plan(), start.plan());
        let many: Vec<String> = (0..200).map(|at| format!("m{at}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let full = after(&start, vec![StudyEdit::NewFeatures(new_items(&many))]);
        assert_eq!((full.plan().kano.features.len(), full.plan().items.len()), (MOST_FEATURES, 101));
    }

    #[test]
    fn a_respondent_who_is_there_is_replaced_or_kept() {
        let start = start();
        let two = || vec![person("r2", &[("b", 51)]), person("r3", &[])];
        let kept = after(&start, add(two(), Known::Keep));
        let replaced = after(&start, add(two(), Known::Replace));
        for (editor, of_a, of_b) in [(kept, Some(answer(25)), None), (replaced, None, Some(answer(51)))] {
            assert_eq!(people(&editor), "r1 r2 r3");
            let r2 = editor.plan().kano.respondent("r2").unwrap();
            assert_eq!((r2.answer("a").copied(), r2.answer("b").copied()), (of_a, of_b));
        }
        let twice = vec![person("r9", &[("a", 11)]), person("r9", &[("a", 55)])];
        let last = after(&start, add(twice, Known::Replace));
        assert_eq!(last.plan().kano.respondent("r9").unwrap().answer("a"), Some(&answer(55)));
    }

    #[test]
    fn answers_in_disorder_are_put_in_order() {
        let mut one = Respondent::clone(&person("r", &[("b", 11), ("a", 22), ("b", 33)]));
        one.answers.push(("c".into(), Answer { importance: Some(10), ..Answer::default() }));
        let taken = after(&start(), add(vec![Rc::new(one)], Known::Keep));
        let expected = person("r", &[("a", 22), ("b", 33)]);
        assert_eq!(taken.plan().kano.respondent("r"), Some(&expected));
    }

    #[test]
    fn a_study_takes_in_no_more_than_it_can_hold() {
        let crowd: Vec<Rc<Respondent>> =
            (0..MOST_RESPONDENTS + 5).map(|at| person(&format!("p{at}"), &[])).collect();
        let full = after(&start(), add(crowd, Known::Replace));
        assert_eq!(full.plan().kano.respondents.len(), MOST_RESPONDENTS);
        assert!(try_after(&full, add(vec![person("late", &[])], Known::Replace)).is_none());
    }

    #[test]
    fn one_edit_copies_one_respondent() {
        let start = start();
        let edit = StudyEdit::Answer { respondent: "r1".into(), item: "a".into(), answer: None };
        let next = after(&start, vec![edit]);
        let (before, now) = (&start.plan().kano.respondents, &next.plan().kano.respondents);
        assert!(!Rc::ptr_eq(&before[0], &now[0]) && Rc::ptr_eq(&before[1], &now[1]));
        assert_eq!(now[0].answers.len(), 1);
    }

    #[test]
    fn answers_outlive_their_item() {
        let start = start();
        let gone = start.apply(&Command::DeleteItems(ids(&["a"])), NOW, None).unwrap();
        let gone = gone.apply(&Command::EmptyBin(ids(&["a"])), NOW, None).unwrap();
        assert_eq!(gone.plan().kano, start.plan().kano);
    }

    #[test]
    fn a_step_is_named_after_what_matters_in_it() {
        let start = start();
        let answer =
            |item: &str| StudyEdit::Answer { respondent: "r1".into(), item: item.into(), answer: None };
        let new = || StudyEdit::AddRespondents { respondents: vec![person("n", &[])], known: Known::Keep };
        for (edits, en, zh) in [
            (vec![StudyEdit::Importance(true)], "edit the Kano study", "修改 Kano 调研"),
            (vec![StudyEdit::Rule(KanoRule::Grouped)], "change the Kano rule", "修改 Kano 判定规则"),
            (vec![answer("a"), answer("b"), answer("c")], "edit 2 answers", "修改 2 个回答"),
            (
                vec![StudyEdit::NewFeatures(new_items(&["n"])), new()],
                "take in 1 respondent",
                "录入 1 位受访者",
            ),
            (
                vec![StudyEdit::AddFeatures(ids(&["d"]))],
                "add 1 feature to the Kano study",
                "将 1 个功能加入 Kano 调研",
            ),
            (vec![answer("a"), StudyEdit::Importance(true)], "edit the Kano study", "修改 Kano 调研"),
        ] {
            let did = after(&start, edits).undoes().cloned().unwrap();
            assert_eq!((did.words(Lang::En).as_str(), did.words(Lang::Zh).as_str()), (en, zh));
        }
    }
}
