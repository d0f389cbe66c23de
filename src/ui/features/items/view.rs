//! Which items the grid shows, and in which order.
//!
//! While cells are edited the rows hold their place: a row that jumped away with
//! every changed number would make it impossible to type down a column. The ranks
//! follow at once, and the grid offers to sort again.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::domain::frameworks::Framework;
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::ranking::Ranking;
use crate::domain::text::{Lang, fold};
use crate::ui::features::items::columns::SortBy;
use crate::ui::session::{Filter, Sort, SortKey};

/// The line that stands between scored and unscored items.
pub const DIVIDER: u32 = u32::MAX;

/// What decides the order beside the plan itself; a change of it sorts anew.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is let through.
    pub filter: Rc<Filter>,
    /// The order asked for.
    pub sort: Sort,
    /// The framework that ranks.
    pub framework: &'static str,
    /// The language, which titles are sorted in.
    pub lang: Lang,
    /// Grows with each wish to sort again.
    pub again: u32,
    /// The plan's id.
    pub plan: Id,
}

/// The lines of the grid: positions in the plan, or [`DIVIDER`].
#[derive(Clone, Debug, Default)]
pub struct View {
    /// The lines, top to bottom.
    pub lines: Rc<Vec<u32>>,
    /// Items among the lines.
    pub shown: usize,
    /// Whether sorting again would change the order.
    pub stale: bool,
    question: Option<Question>,
    /// The ids of the lines; `None` for the divider.
    ids: Rc<Vec<Option<Id>>>,
    /// The ids of all items of the plan, in its order.
    places: Rc<Vec<Id>>,
}

impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.lines, &other.lines) && self.stale == other.stale
    }
}

impl View {
    /// The view after a change, holding the order of the one before where it can.
    pub fn next(
        &self,
        question: &Question,
        plan: &Plan,
        ranking: &Ranking,
        framework: &'static Framework,
    ) -> View {
        let fresh = sorted(question, plan, ranking, framework);
        let by_score = question.sort.by == SortKey::Score && !question.sort.reversed;
        let fresh = if by_score { with_divider(fresh, ranking) } else { fresh };
        let holds = self.question.as_ref() == Some(question) && question.sort.by != SortKey::Manual;
        if holds && self.has_same_items(plan) {
            // One edit, as a rule: the same items in the same places need no new lines.
            return View { stale: *self.lines != fresh, ..self.clone() };
        }
        let held = holds.then(|| self.held(plan, question)).flatten();
        let stale = held.as_ref().is_some_and(|held| *held != fresh);
        let lines = held.unwrap_or(fresh);
        let item = |at: u32| plan.items.get(at as usize);
        let ids: Vec<Option<Id>> = lines.iter().map(|&at| item(at).map(|item| Rc::clone(&item.id))).collect();
        let shown = ids.iter().flatten().count();
        let lines = if lines == *self.lines { Rc::clone(&self.lines) } else { Rc::new(lines) };
        let places = plan.items.iter().map(|item| Rc::clone(&item.id)).collect();
        View {
            lines,
            shown,
            stale,
            question: Some(question.clone()),
            ids: Rc::new(ids),
            places: Rc::new(places),
        }
    }

    /// Whether a plan has the items that it had, in the same places.
    fn has_same_items(&self, plan: &Plan) -> bool {
        self.places.len() == plan.items.len()
            && self.places.iter().zip(&plan.items).all(|(id, item)| Rc::ptr_eq(id, &item.id))
    }

    /// The lines of before with gone items left out and one new item put behind its
    /// neighbour; `None` where so much is new that only sorting makes sense.
    fn held(&self, plan: &Plan, question: &Question) -> Option<Vec<u32>> {
        let places: HashMap<&Id, u32> =
            plan.items.iter().enumerate().map(|(at, item)| (&item.id, at as u32)).collect();
        let place = |id: &Option<Id>| id.as_ref().map_or(Some(DIVIDER), |id| places.get(id).copied());
        let mut held: Vec<u32> = self.ids.iter().filter_map(place).collect();
        let known: HashSet<u32> = held.iter().copied().collect();
        let fresh: Vec<u32> = (0..plan.items.len() as u32)
            .filter(|at| !known.contains(at))
            .filter(|&at| plan.items.get(at as usize).is_some_and(|item| passes(&question.filter, item)))
            .collect();
        match *fresh {
            [] => {}
            [at] => {
                let neighbour = at.checked_sub(1);
                let place = neighbour.and_then(|neighbour| held.iter().position(|&other| other == neighbour));
                held.insert(place.map_or(0, |place| place + 1), at);
            }
            _ => return None,
        }
        Some(held)
    }

    /// The line of an item.
    pub fn line_of(&self, plan: &Plan, id: &str) -> Option<usize> {
        self.lines.iter().position(|&at| plan.items.get(at as usize).is_some_and(|item| &*item.id == id))
    }

    /// The item on a line.
    pub fn item<'a>(&self, plan: &'a Plan, line: usize) -> Option<&'a Rc<Item>> {
        plan.items.get(*self.lines.get(line)? as usize)
    }
}

fn with_divider(order: Vec<u32>, ranking: &Ranking) -> Vec<u32> {
    let scored = |at: &u32| ranking.ranks.get(*at as usize).copied().flatten().is_some();
    let (mut lines, unscored): (Vec<u32>, Vec<u32>) = order.into_iter().partition(scored);
    if !unscored.is_empty() {
        lines.push(DIVIDER);
        lines.extend(unscored);
    }
    lines
}

/// The items that pass, in the order asked for.
fn sorted(question: &Question, plan: &Plan, ranking: &Ranking, framework: &'static Framework) -> Vec<u32> {
    let item = |at: u32| plan.items.get(at as usize);
    let by_rank = ranking
        .order
        .iter()
        .copied()
        .filter(|&at| item(at).is_some_and(|item| passes(&question.filter, item)));
    let mut order: Vec<u32> = match question.sort.by {
        SortKey::Score => by_rank.collect(),
        SortKey::Manual => (0..plan.items.len() as u32)
            .filter(|&at| item(at).is_some_and(|item| passes(&question.filter, item)))
            .collect(),
        SortKey::Column(column) => {
            // The keys are taken once; a stable sort keeps equal cells in the order of their scores.
            let mut keyed: Vec<(SortBy, u32)> = by_rank
                .filter_map(|at| {
                    let scored = ranking.scored.get(at as usize)?;
                    Some((column.sort_key(item(at)?, scored, framework, question.lang), at))
                })
                .collect();
            keyed.sort_by(|a, b| a.0.compare(&b.0));
            keyed.into_iter().map(|(_, at)| at).collect()
        }
    };
    if question.sort.reversed {
        order.reverse();
    }
    order
}

/// Whether a filter lets an item through.
pub fn passes(filter: &Filter, item: &Item) -> bool {
    if !filter.statuses.is_empty() && !filter.statuses.contains(&item.status) {
        return false;
    }
    if !filter.areas.is_empty() && !filter.areas.contains(&item.area) {
        return false;
    }
    if !filter.tags.is_empty() {
        let untagged = item.tags.is_empty() && filter.tags.contains("");
        if !untagged && !item.tags.iter().any(|tag| filter.tags.contains(tag)) {
            return false;
        }
    }
    filter.text.split_whitespace().map(fold).all(|word| {
        let word = word.as_str();
        let texts = [&item.title, &item.key, &item.description, &item.area, &item.owner, &item.source];
        texts.into_iter().chain(&item.title_alt).chain(&item.tags).any(|text| contains(text, word))
    })
}

/// Whether a text contains a folded word, whatever the text's case.
fn contains(text: &str, word: &str) -> bool {
    let Some(first) = word.bytes().next().filter(|_| text.is_ascii()) else {
        return word.is_empty() || fold(text).contains(word);
    };
    // Most places differ in the first letter already.
    let starts = |part: &[u8]| part.first().is_some_and(|letter| letter.to_ascii_lowercase() == first);
    text.as_bytes().windows(word.len()).any(|part| starts(part) && part.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::editor::{Command, Edit, Editor};
    use crate::domain::frameworks;
    use crate::domain::plan::{Estimate, Status};
    use crate::domain::ranking::rank;
    use crate::ui::features::items::Column;

    const NOW: &str = "2026-11-22T09:00:00Z";

    fn editor(rows: &[(&str, Option<f64>)]) -> Editor {
        let items = rows
            .iter()
            .map(|(id, reach)| {
                let mut item = Item::new((*id).into(), "", *id);
                for (key, value) in [("impact", 1.0), ("confidence", 1.0), ("effort", 1.0)] {
                    item.set_estimate("rice", key, Some(Estimate::Value(value)));
                }
                item.set_estimate("rice", "reach", reach.map(Estimate::Value));
                item
            })
            .collect();
        let editor = Editor::new(Plan::new("p".into(), "Test", NOW));
        editor.apply(&Command::AddItems { items, after: None }, NOW, None).unwrap()
    }

    fn question() -> Question {
        Question {
            filter: Rc::default(),
            sort: Sort::default(),
            framework: "rice",
            lang: Lang::En,
            again: 0,
            plan: "p".into(),
        }
    }

    fn next(view: &View, editor: &Editor, question: &Question) -> View {
        let framework = frameworks::default();
        view.next(question, editor.plan(), &rank(editor.plan(), framework), framework)
    }

    fn shown(view: &View, editor: &Editor) -> String {
        let name = |&at: &u32| if at == DIVIDER { "|" } else { &editor.plan().items[at as usize].title };
        view.lines.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    fn set_reach(editor: &Editor, id: &str, value: f64) -> Editor {
        let edit = Edit::Estimate { sheet: "rice", input: "reach", value: Some(Estimate::Value(value)) };
        editor.apply(&Command::EditItems(vec![(id.into(), edit)]), NOW, None).unwrap()
    }

    #[test]
    fn unscored_items_stand_apart_below_the_ranked() {
        let editor = editor(&[("a", None), ("b", Some(5.0)), ("c", Some(9.0))]);
        assert_eq!(shown(&next(&View::default(), &editor, &question()), &editor), "c b | a");
    }

    #[test]
    fn rows_hold_their_place_while_numbers_change_and_sort_again_on_wish() {
        let before = editor(&[("a", Some(1.0)), ("b", Some(5.0)), ("c", Some(9.0))]);
        let view = next(&View::default(), &before, &question());
        let after = set_reach(&before, "a", 100.0);
        let held = next(&view, &after, &question());
        assert_eq!(shown(&held, &after), "c b a");
        assert!(held.stale);
        let again = next(&held, &after, &Question { again: 1, ..question() });
        assert_eq!(shown(&again, &after), "a c b");
        assert!(!again.stale);
    }

    #[test]
    fn a_new_item_stands_behind_its_neighbour_and_many_new_ones_are_sorted_in() {
        let before = editor(&[("a", Some(1.0)), ("b", Some(5.0)), ("c", Some(9.0))]);
        let view = next(&View::default(), &before, &question());
        let add = |ids: &[&str]| {
            let items = ids.iter().map(|id| Item::new((*id).into(), "", *id)).collect();
            before.apply(&Command::AddItems { items, after: Some("b".into()) }, NOW, None).unwrap()
        };
        let one = add(&["new"]);
        assert_eq!(shown(&next(&view, &one, &question()), &one), "c b new a");
        let many = add(&["x", "y"]);
        assert_eq!(shown(&next(&view, &many, &question()), &many), "c b a | x y");
    }

    #[test]
    fn a_row_that_loses_its_score_stays_until_the_grid_is_sorted_again() {
        let before = editor(&[("a", Some(1.0)), ("b", Some(5.0)), ("c", None)]);
        let view = next(&View::default(), &before, &question());
        let edit = Edit::Estimate { sheet: "rice", input: "effort", value: Some(Estimate::Value(0.0)) };
        let after = before.apply(&Command::EditItems(vec![("b".into(), edit)]), NOW, None).unwrap();
        let held = next(&view, &after, &question());
        assert_eq!(shown(&held, &after), "b a | c");
        assert!(held.stale);
        assert_eq!(shown(&next(&held, &after, &Question { again: 1, ..question() }), &after), "a | b c");
    }

    #[test]
    fn deleted_rows_disappear_and_the_others_stay() {
        let before = editor(&[("a", Some(1.0)), ("b", Some(5.0)), ("c", Some(9.0))]);
        let view = next(&View::default(), &before, &question());
        let after = before.apply(&Command::DeleteItems(vec!["b".into()]), NOW, None).unwrap();
        let held = next(&view, &after, &question());
        assert_eq!((shown(&held, &after).as_str(), held.stale), ("c a", false));
    }

    #[test]
    fn the_manual_order_is_the_plans_own() {
        let editor = editor(&[("a", Some(1.0)), ("b", Some(5.0))]);
        let manual = Question { sort: Sort { by: SortKey::Manual, reversed: false }, ..question() };
        assert_eq!(shown(&next(&View::default(), &editor, &manual), &editor), "a b");
    }

    #[test]
    fn sorting_by_a_column_and_back_again() {
        let editor = editor(&[("a", Some(5.0)), ("b", Some(1.0)), ("c", None)]);
        for (column, reversed, expected) in [
            (Column::Title, false, "a b c"),
            (Column::Title, true, "c b a"),
            (Column::Input(0), false, "a b c"),
        ] {
            let question = Question { sort: Sort { by: SortKey::Column(column), reversed }, ..question() };
            assert_eq!(shown(&next(&View::default(), &editor, &question), &editor), expected);
        }
    }

    #[test]
    fn filters_narrow_by_words_area_tag_and_status() {
        let mut item = Item::new("i".into(), "SY-7", "Guest checkout");
        item.title_alt = Some("游客结算".into());
        item.area = "Checkout".into();
        item.tags = vec!["web".into()];
        let filter = |text: &str| Filter { text: text.into(), ..Filter::default() };
        for (filter, through) in [
            (filter("GUEST sy-7"), true),
            (filter("游客"), true),
            (filter("guest cart"), false),
            (Filter { areas: ["Checkout".to_owned()].into(), ..Filter::default() }, true),
            (Filter { areas: [String::new()].into(), ..Filter::default() }, false),
            (Filter { tags: ["web".to_owned(), "app".to_owned()].into(), ..Filter::default() }, true),
            (Filter { tags: [String::new()].into(), ..Filter::default() }, false),
            (Filter { statuses: [Status::Candidate].into(), ..Filter::default() }, true),
            (Filter { statuses: [Status::Shipped].into(), ..Filter::default() }, false),
        ] {
            assert_eq!(passes(&filter, &item), through, "{filter:?}");
        }
    }
}
