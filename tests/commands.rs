//! Whatever people do, in whatever order: the plan keeps its promises, every step
//! can be undone, files hold all of it, and patches lead from each plan to the next.

// Helpers of tests stand outside of `#[test]`, so clippy's leave for tests does not reach them.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

use std::collections::BTreeSet;
use std::rc::Rc;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use steelyard::domain::editor::Editor;
use steelyard::domain::format;
use steelyard::domain::invariants::violations;
use steelyard::domain::patch::Patch;
use steelyard::domain::plan::Plan;

mod support;

use support::{KINDS, any_command, any_plan, any_steps, kind, run};

fn keeps_its_promises(plan: &Plan) {
    assert_eq!(violations(plan), Vec::<String>::new());
}

fn survives_a_file(plan: &Plan) {
    for text in [format::write(plan), format::write_pretty(plan)] {
        let (again, _) = format::read(&text).expect("the app reads what it writes");
        assert_eq!(&again, plan);
    }
}

/// The patch between two plans, after a round through text.
fn patch_between(before: &Plan, after: &Plan) -> Option<Patch> {
    let patch = Patch::between(before, after)?;
    let read = Patch::from_json(&patch.to_json()).expect("a patch reads back");
    assert_eq!(read, patch);
    Some(read)
}

#[test]
fn every_kind_of_command_is_met() {
    let mut runner = TestRunner::deterministic();
    let commands = any_command();
    let mut draw = || commands.new_tree(&mut runner).expect("a command is made").current();
    let met: BTreeSet<&str> = (0..2_000).map(|_| kind(&draw())).collect();
    assert_eq!(met, KINDS.iter().copied().collect());
}

proptest! {
    #![proptest_config(Config { cases: 40, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_command_leaves_a_sound_plan_that_a_file_can_hold(start in any_plan(), steps in any_steps(30)) {
        let editors = run(start, &steps);
        for editor in &editors {
            keeps_its_promises(editor.plan());
            survives_a_file(editor.plan());
        }
    }

    #[test]
    fn undo_leads_back_to_the_start_and_redo_to_the_end(start in any_plan(), steps in any_steps(40)) {
        let editors = run(start, &steps);
        let (first, last) = (&editors[0], &editors[editors.len() - 1]);
        let all = |editor: &Editor, step: fn(&Editor) -> Option<Editor>| {
            let mut editor = editor.clone();
            while let Some(next) = step(&editor) {
                keeps_its_promises(next.plan());
                editor = next;
            }
            editor
        };
        let undone = all(last, Editor::undo);
        prop_assert_eq!(undone.plan(), first.plan());
        let redone = all(&undone, Editor::redo);
        prop_assert_eq!(redone.plan(), last.plan());
    }

    #[test]
    fn patches_lead_from_each_plan_to_the_next(start in any_plan(), steps in any_steps(30)) {
        let editors = run(start.clone(), &steps);
        let mut replayed = start;
        for pair in editors.windows(2) {
            let (before, after) = (pair[0].plan(), pair[1].plan());
            let Some(patch) = patch_between(before, after) else {
                prop_assert_eq!(before, after);
                continue;
            };
            let once = patch.apply(&replayed);
            prop_assert_eq!(&once, &**after, "{}", patch.to_json());
            prop_assert_eq!(&patch.apply(&once), &once, "twice is not once: {}", patch.to_json());
            let changed = before.items.iter().filter(|item| after.items.iter().any(|other| Rc::ptr_eq(item, other)));
            for item in changed {
                prop_assert!(patch.apply(before).items.iter().any(|other| Rc::ptr_eq(item, other)));
            }
            let back = patch_between(after, before).map_or_else(|| Plan::clone(after), |back| back.apply(after));
            prop_assert_eq!(&back, &**before);
            replayed = once;
        }
    }

    #[test]
    fn one_patch_leads_between_any_two_plans(one in any_plan(), other in any_plan()) {
        match patch_between(&one, &other) {
            None => prop_assert_eq!(&one, &other),
            Some(patch) => {
                prop_assert_eq!(&patch.apply(&one), &other, "{}", patch.to_json());
                prop_assert_eq!(&patch.apply(&other), &other, "{}", patch.to_json());
            }
        }
    }

    #[test]
    fn a_patch_that_meets_another_plan_leaves_it_sound(
        start in any_plan(), mine in any_steps(12), theirs in any_steps(12),
    ) {
        let my_end = run(start.clone(), &mine).pop().expect("the start is there");
        let their_end = run(start.clone(), &theirs).pop().expect("the start is there");
        if let Some(patch) = patch_between(&start, their_end.plan()) {
            let met = patch.apply(my_end.plan());
            keeps_its_promises(&met);
            prop_assert_eq!(&patch.apply(&met), &met);
        }
    }
}
