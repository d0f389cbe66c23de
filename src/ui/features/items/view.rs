//! Which items the grid shows, and in which order.
//!
//! While cells are edited the rows hold their place: a row that jumped away with
//! every changed number would make it impossible to type down a column. The ranks
//! follow at once, and the grid offers to sort again.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use crate::domain::frameworks::Framework;
use crate::domain::places::{Change, sort_places};
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::ranking::Ranking;
use crate::domain::text::{Lang, fold};
use crate::domain::uncertainty::RankRanges;
use crate::ui::features::items::columns::{Column, SortBy};
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
    /// The plan's items as the lines count them; of some a newer state may be in the plan.
    items: Rc<Vec<Rc<Item>>>,
    memory: Rc<RefCell<Memory>>,
}

/// What was worked out for the views before and can be used again. It changes no view:
/// whatever it holds, the next one is the same, only sooner.
#[derive(Debug, Default)]
struct Memory {
    /// What `keys` are of, beside the items.
    keys_of: Option<(Column, &'static str, Lang)>,
    /// What the last column is sorted by.
    keys: PerItem<SortBy>,
    /// All places as they were sorted last.
    order: Vec<u32>,
    /// What the filter's words are looked for in.
    texts: PerItem<String>,
}

/// What was made of each item, kept while the item is the same.
#[derive(Debug)]
struct PerItem<T> {
    items: Vec<Rc<Item>>,
    made: Vec<T>,
}

impl<T> Default for PerItem<T> {
    fn default() -> Self {
        PerItem { items: Vec::new(), made: Vec::new() }
    }
}

impl<T> PerItem<T> {
    /// What is made of each of these items, in their order.
    fn of(&mut self, items: &[Rc<Item>], make: impl Fn(usize, &Item) -> T) -> &[T] {
        let change = Change::between(&self.items, items);
        let changed = items.get(change.now()).unwrap_or_default();
        let made = change.now().zip(changed).map(|(at, item)| make(at, item));
        change.renew(&mut self.made, made);
        self.items = items.to_vec();
        &self.made
    }
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
        ranges: Option<&RankRanges>,
    ) -> View {
        let mut memory = self.memory.borrow_mut();
        let passes = passing(question, plan, &mut memory);
        let passes = |at: u32| passes.get(at as usize).is_some_and(|passes| *passes);
        let mut fresh = memory.sorted(question, plan, ranking, framework, ranges);
        fresh.retain(|&at| passes(at));
        if question.sort.by == SortKey::Score && !question.sort.reversed {
            put_divider(&mut fresh, ranking);
        }
        let holds = self.question.as_ref() == Some(question) && question.sort.by != SortKey::Manual;
        if holds && self.has_same_items(plan) {
            // One edit, as a rule: the same items in the same places need no new lines.
            return View { stale: *self.lines != fresh, ..self.clone() };
        }
        let held = holds.then(|| self.held(plan, &passes)).flatten();
        let stale = held.as_ref().is_some_and(|held| *held != fresh);
        let lines = held.unwrap_or(fresh);
        let shown = lines.iter().filter(|at| **at != DIVIDER).count();
        let lines = if lines == *self.lines { Rc::clone(&self.lines) } else { Rc::new(lines) };
        View {
            lines,
            shown,
            stale,
            question: Some(question.clone()),
            items: Rc::new(plan.items.clone()),
            memory: Rc::clone(&self.memory),
        }
    }

    /// Whether a plan has the items that it had, in the same places.
    fn has_same_items(&self, plan: &Plan) -> bool {
        let same = |(before, now): (&Rc<Item>, &Rc<Item>)| Rc::ptr_eq(before, now) || before.id == now.id;
        self.items.len() == plan.items.len() && self.items.iter().zip(&plan.items).all(same)
    }

    /// The lines of before with gone items left out and one new item put behind its
    /// neighbour; `None` where so much is new that only sorting makes sense.
    fn held(&self, plan: &Plan, passes: &dyn Fn(u32) -> bool) -> Option<Vec<u32>> {
        let change = Change::between(&self.items, &plan.items);
        let changed = plan.items.get(change.now()).unwrap_or_default();
        let places: HashMap<&str, usize> =
            change.now().zip(changed).map(|(at, item)| (&*item.id, at)).collect();
        let place = |&at: &u32| match self.items.get(at as usize) {
            Some(item) if change.before().contains(&(at as usize)) => {
                places.get(&*item.id).map(|at| *at as u32)
            }
            Some(_) => change.moved(at),
            None => Some(DIVIDER),
        };
        let mut held: Vec<u32> = self.lines.iter().filter_map(place).collect();
        let mut known = vec![false; plan.items.len()];
        for &at in &held {
            if let Some(known) = known.get_mut(at as usize) {
                *known = true;
            }
        }
        let news: Vec<u32> =
            (0..).zip(known).filter(|(at, known)| !known && passes(*at)).map(|(at, _)| at).collect();
        match *news {
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

/// Puts the divider before the first item that has no rank.
fn put_divider(order: &mut Vec<u32>, ranking: &Ranking) {
    let ranked = |at: &u32| ranking.ranks.get(*at as usize).is_some_and(Option::is_some);
    let place = order.partition_point(ranked);
    if place < order.len() {
        order.insert(place, DIVIDER);
    }
}

impl Memory {
    /// All places in the order asked for.
    fn sorted(
        &mut self,
        question: &Question,
        plan: &Plan,
        ranking: &Ranking,
        framework: &'static Framework,
        ranges: Option<&RankRanges>,
    ) -> Vec<u32> {
        let mut order = match question.sort.by {
            SortKey::Score => ranking.order.clone(),
            SortKey::Manual => (0..plan.items.len() as u32).collect(),
            SortKey::Column(column) => {
                self.sorted_by(column, question.lang, plan, ranking, framework, ranges).clone()
            }
        };
        if question.sort.reversed {
            order.reverse();
        }
        order
    }

    fn sorted_by(
        &mut self,
        column: Column,
        lang: Lang,
        plan: &Plan,
        ranking: &Ranking,
        framework: &'static Framework,
        ranges: Option<&RankRanges>,
    ) -> &Vec<u32> {
        let keys_of = Some((column, framework.id, lang));
        // No item has its rank range by itself, so none stays what it was.
        if self.keys_of != keys_of || column == Column::RankRange {
            (self.keys_of, self.keys) = (keys_of, PerItem::default());
        }
        let keys = self.keys.of(&plan.items, |at, item| match ranking.scored.get(at) {
            Some(scored) if column == Column::RankRange => {
                let range = ranges.and_then(|ranges| ranges.of_item(&item.id));
                SortBy::range(range.filter(|_| scored.value().is_some()))
            }
            Some(scored) => column.sort_key(item, scored, framework, lang),
            None => SortBy::Place(0),
        });
        // Equal cells are in the order of their scores.
        let mut by_rank = vec![0; ranking.order.len()];
        for (rank, &at) in (0_u32..).zip(&ranking.order) {
            if let Some(slot) = by_rank.get_mut(at as usize) {
                *slot = rank;
            }
        }
        if self.order.len() != ranking.order.len() {
            self.order.clone_from(&ranking.order);
        }
        sort_places(&mut self.order, &|a, b| {
            let (a, b) = (a as usize, b as usize);
            let by_key = match (keys.get(a), keys.get(b)) {
                (Some(a), Some(b)) => a.compare(b),
                _ => Ordering::Equal,
            };
            by_key.then_with(|| by_rank.get(a).cmp(&by_rank.get(b)))
        });
        &self.order
    }
}

/// Of each item, whether the filter lets it through.
fn passing(question: &Question, plan: &Plan, memory: &mut Memory) -> Vec<bool> {
    let filter = &*question.filter;
    let words: Vec<String> = filter.text.split_whitespace().map(fold).collect();
    if words.is_empty() {
        return plan.items.iter().map(|item| passes(filter, item)).collect();
    }
    let texts = memory.texts.of(&plan.items, |_, item| searched(item));
    let says = |text: &String| words.iter().all(|word| text.contains(word.as_str()));
    plan.items.iter().zip(texts).map(|(item, text)| says(text) && passes(filter, item)).collect()
}

/// All texts of an item in which the words of a filter are looked for, folded.
fn searched(item: &Item) -> String {
    let texts = [&item.title, &item.key, &item.description, &item.area, &item.owner, &item.source];
    let mut searched = String::new();
    for text in texts.into_iter().chain(&item.title_alt).chain(&item.tags) {
        searched.push_str(&fold(text));
        // No word that is looked for reaches over the end of a line.
        searched.push('\n');
    }
    searched
}

/// Whether the filter, but for its words, lets an item through.
fn passes(filter: &Filter, item: &Item) -> bool {
    if !filter.statuses.is_empty() && !filter.statuses.contains(&item.status) {
        return false;
    }
    if !filter.areas.is_empty() && !filter.areas.contains(&item.area) {
        return false;
    }
    let category = item.kano.as_ref().map(|mark| mark.category);
    if !filter.kanos.is_empty() && !filter.kanos.contains(&category) {
        return false;
    }
    let untagged = || item.tags.is_empty() && filter.tags.contains("");
    filter.tags.is_empty() || untagged() || item.tags.iter().any(|tag| filter.tags.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::editor::{Command, Edit, Editor};
    use crate::domain::frameworks;
    use crate::domain::plan::{Estimate, KanoCategory, KanoMark, Status};
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
        view.next(question, editor.plan(), &rank(editor.plan(), framework), framework, None)
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
    fn rank_ranges_are_sorted_by_as_far_as_they_are_known() {
        use crate::domain::uncertainty::{RankRanges, Simulation, rank_ranges};
        let mut before = editor(&[("a", Some(1.0)), ("b", Some(90.0)), ("c", Some(100.0)), ("d", None)]);
        for (id, high) in [("a", 1e6), ("b", 95.0)] {
            let range = Estimate::Range { low: 1.0, likely: if id == "a" { 1.0 } else { 90.0 }, high };
            let edit = Edit::Estimate { sheet: "rice", input: "reach", value: Some(range) };
            before = before.apply(&Command::EditItems(vec![(id.into(), edit)]), NOW, None).unwrap();
        }
        let request = rank_ranges(before.plan(), frameworks::default()).unwrap();
        let mut simulation = Simulation::new(&request);
        simulation.step(request.draws);
        let ranges = RankRanges::of(&request, &simulation.results());
        let by_range =
            Question { sort: Sort { by: SortKey::Column(Column::RankRange), reversed: false }, ..question() };
        let next = |view: &View, ranges| {
            let framework = frameworks::default();
            view.next(&by_range, before.plan(), &rank(before.plan(), framework), framework, ranges)
        };
        let unknown = next(&View::default(), None);
        assert_eq!(shown(&unknown, &before), "c b a d", "until then in the order of their scores");
        let known = next(&View::default(), Some(&ranges));
        let range = |id: &str| ranges.of_item(id).map(|range| range.short()).unwrap_or_default();
        assert_eq!([range("c"), range("a"), range("b")], ["1–2", "1–3", "2–3"]);
        assert_eq!(shown(&known, &before), "c a b d");
        let held = next(&unknown, Some(&ranges));
        assert_eq!((shown(&held, &before).as_str(), held.stale), ("c b a d", true), "no row jumps away");
    }

    #[test]
    fn filters_narrow_by_words_area_tag_status_and_kano() {
        let mut item = Item::new("i".into(), "SY-7", "Guest checkout");
        item.title_alt = Some("游客结算".into());
        item.area = "Checkout".into();
        item.tags = vec!["web".into()];
        item.kano = Some(KanoMark::manual(KanoCategory::MustBe));
        let mut plan = Plan::new("p".into(), "Test", NOW);
        plan.items.push(Rc::new(item));
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
            (Filter { kanos: [None, Some(KanoCategory::MustBe)].into(), ..Filter::default() }, true),
            (Filter { kanos: [Some(KanoCategory::Reverse)].into(), ..Filter::default() }, false),
            (Filter { kanos: [None].into(), ..Filter::default() }, false),
        ] {
            let question = Question { filter: Rc::new(filter), ..question() };
            assert_eq!(passing(&question, &plan, &mut Memory::default()), [through], "{question:?}");
        }
    }
}
