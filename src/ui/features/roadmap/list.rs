//! The roadmap as a table. A row that somebody changes holds its place: it is sorted again on wish, or
//! when something else has changed the plan.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::RoadmapProps;
use super::card::{LOCK, glyph};
use super::empty::{empty, hint, title};
use super::facts::{Fact, Facts};
use super::moves::use_moves;
use crate::domain::number::{display, display_score};
use crate::domain::places;
use crate::domain::plan::Id;
use crate::domain::text::{Lang, fields, fold, items, roadmap, roadmap_board as words};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Variant, use_focus_kept};
use crate::ui::store::use_lang;

/// So many rows are listed at first.
const FEW: usize = 100;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Key,
    Title,
    Team,
    Period,
    Effort,
    Value,
    Need,
    Goal,
    Lock,
    Why,
}

impl Column {
    const ALL: [Column; 10] = [
        Column::Key,
        Column::Title,
        Column::Team,
        Column::Period,
        Column::Effort,
        Column::Value,
        Column::Need,
        Column::Goal,
        Column::Lock,
        Column::Why,
    ];

    fn word(self, facts: &Facts) -> &'static str {
        let lang = facts.lang;
        match self {
            Column::Key => fields::key(lang),
            Column::Title => fields::title(lang),
            Column::Team => words::team(lang),
            Column::Period => words::period(lang),
            Column::Effort => fields::effort(lang),
            Column::Value => words::value(lang),
            Column::Need => words::need(lang),
            Column::Goal => words::goal(lang),
            Column::Lock => words::lock_column(lang),
            Column::Why => words::why(lang),
        }
    }

    /// What the word leaves out.
    fn about(self, facts: &Facts) -> Option<String> {
        (self == Column::Value).then(|| words::value_on(facts.lang, (facts.basis.name)(facts.lang)))
    }

    fn is_number(self) -> bool {
        matches!(self, Column::Effort | Column::Value | Column::Need | Column::Goal)
    }
}

/// How the table is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Order {
    by: Column,
    reversed: bool,
}

/// The rows in order: numbers from the largest down, all else from the first on. What has
/// nothing in the column comes last, whichever way round.
fn sorted(facts: &Facts, order: Order) -> Vec<Rc<Fact>> {
    let mut rows = facts.all.clone();
    let number = |fact: &Fact| match order.by {
        Column::Effort => fact.effort(),
        Column::Value => fact.value,
        Column::Need => fact.worth.map(|worth| worth.need),
        Column::Goal => fact.worth.map(|worth| worth.goal),
        Column::Period => fact.slot.map(|slot| -(slot as f64)),
        Column::Lock => fact.slot.map(|_| f64::from(u8::from(fact.locked))),
        Column::Team => Some(-(fact.team as f64)),
        _ => None,
    };
    let text = |fact: &Fact| match order.by {
        Column::Title => Some(fold(&fact.title)),
        Column::Why => Some(reasons(fact, facts.lang)).filter(|text| !text.is_empty()),
        _ => None,
    };
    let turned = |ordering: Ordering| if order.reversed { ordering.reverse() } else { ordering };
    places::sort(&mut rows, &|a, b| {
        if order.by == Column::Key {
            return turned(a.place.cmp(&b.place));
        }
        let (one, other) = ((number(a), text(a)), (number(b), text(b)));
        match (one, other) {
            ((Some(a), _), (Some(b), _)) => turned(b.total_cmp(&a)),
            ((_, Some(a)), (_, Some(b))) => turned(a.cmp(&b)),
            ((None, None), (None, None)) => Ordering::Equal,
            ((None, None), _) => Ordering::Greater,
            _ => Ordering::Less,
        }
    });
    rows
}

/// Rows as they are shown.
#[derive(Clone)]
struct Shown {
    facts: Rc<Facts>,
    order: Order,
    /// How often somebody wanted to sort again.
    sorts: u32,
    rows: Rc<Vec<Rc<Fact>>>,
    /// Whether they are in order.
    is_sorted: bool,
}

impl Shown {
    fn sorted(facts: &Rc<Facts>, order: Order, sorts: u32) -> Shown {
        let rows = Rc::new(sorted(facts, order));
        Shown { facts: Rc::clone(facts), order, sorts, rows, is_sorted: true }
    }

    /// The rows after something has changed; `by_hand` where somebody has changed a row here.
    fn next(&self, facts: &Rc<Facts>, order: Order, sorts: u32, by_hand: bool) -> Shown {
        if *self.facts == **facts && self.order == order && self.sorts == sorts {
            return self.clone();
        }
        let fresh = Shown::sorted(facts, order, sorts);
        let holds = by_hand || moved(&self.facts, facts) < 2;
        if self.order != order || self.sorts != sorts || !holds {
            return fresh;
        }
        // What is new comes last, in its order.
        let was: HashMap<&Id, usize> =
            self.rows.iter().enumerate().map(|(at, fact)| (&fact.id, at)).collect();
        let mut rows = Vec::clone(&fresh.rows);
        let place = |fact: &Fact| was.get(&fact.id).copied().unwrap_or(usize::MAX);
        places::sort(&mut rows, &|one, other| place(one).cmp(&place(other)));
        let is_sorted = rows.iter().zip(&*fresh.rows).all(|(one, other)| one.id == other.id);
        Shown { rows: Rc::new(rows), is_sorted, ..fresh }
    }
}

/// How many items stand elsewhere than before, or are locked or free now: one move changes one, a
/// draft changes many.
fn moved(before: &Facts, now: &Facts) -> usize {
    let stands = |fact: &Fact| (fact.slot, fact.locked);
    let was: HashMap<&Id, _> = before.all.iter().map(|fact| (&fact.id, stands(fact))).collect();
    let is_moved = |fact: &&Rc<Fact>| was.get(&fact.id).is_some_and(|was| *was != stands(fact));
    now.all.iter().filter(is_moved).count()
}

/// Why an item stands where it does, and what is to be known of it.
fn reasons(fact: &Fact, lang: Lang) -> String {
    let notes = fact.notes.iter().map(|note| note.text.as_str());
    fact.why.as_deref().into_iter().chain(notes).collect::<Vec<&str>>().join(words::semicolon(lang))
}

/// The roadmap as a table.
#[component]
pub fn ListView(props: &RoadmapProps) -> Html {
    let lang = use_lang();
    let facts = use_memo((ByPointer(Rc::clone(&props.plan)), lang), |(plan, lang)| Facts::of(&plan.0, *lang));
    match empty(&facts) {
        Some(empty) => empty,
        None => html! { <Table {facts} /> },
    }
}

#[derive(Properties, Clone, PartialEq)]
struct TableProps {
    facts: Rc<Facts>,
}

/// What is done in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    Moved(Option<usize>),
    Locked,
    Opened,
}

/// The table of a roadmap that is set up.
#[component]
fn Table(props: &TableProps) -> Html {
    let facts = &props.facts;
    let lang = facts.lang;
    let order = use_state_eq(|| Order { by: Column::Period, reversed: false });
    let all = use_state_eq(|| false);
    let moves = use_moves();
    let latest = use_mut_ref(|| Rc::clone(facts));
    latest.replace(Rc::clone(facts));
    let sorts = use_state_eq(|| 0_u32);
    // What is known of the rows, and whether the next change is one that was made here.
    let shown = use_mut_ref(|| (Shown::sorted(facts, *order, *sorts), false));
    let on_done = use_callback((), {
        let (latest, shown) = (latest.clone(), shown.clone());
        move |(place, done): (usize, Done), ()| {
            let facts = Rc::clone(&latest.borrow());
            let Some(fact) = facts.fact(place) else { return };
            match done {
                Done::Moved(to) => shown.borrow_mut().1 |= moves.place(&facts, fact, to),
                Done::Locked => {
                    shown.borrow_mut().1 = true;
                    moves.lock(&facts, fact);
                }
                Done::Opened => moves.open(&fact.id),
            }
        }
    });
    let Shown { rows, is_sorted, .. } = {
        let mut shown = shown.borrow_mut();
        let by_hand = shown.1;
        let next = shown.0.next(facts, *order, *sorts, by_hand);
        if *shown.0.facts != **facts {
            shown.1 = false;
        }
        shown.0 = next.clone();
        next
    };
    // The button that sorts again goes with what it did.
    let root = use_node_ref();
    use_focus_kept(&root, &["[aria-sort] .roadmap-list__sort"]);
    let on_sort = use_callback(sorts.clone(), |(), sorts| sorts.set(sorts.wrapping_add(1)));
    let periods = use_memo(Rc::clone(facts), |facts| {
        facts.periods.iter().map(|period| period.title.clone()).collect::<Vec<AttrValue>>()
    });
    let shown = if *all { rows.len() } else { rows.len().min(FEW) };
    let on_all = use_callback(*all, {
        let all = all.setter();
        move |_: MouseEvent, was| all.set(!was)
    });
    let heading = |column: Column| {
        let set = order.setter();
        let (is_by, reversed) = (order.by == column, order.reversed);
        let onclick = Callback::from(move |_: MouseEvent| {
            set.set(Order { by: column, reversed: is_by && !reversed });
        });
        let rises = column.is_number() == reversed;
        html! {
            <th key={column as usize} scope="col" class={column.is_number().then_some("number")}
                aria-sort={(is_by && is_sorted).then_some(if rises { "ascending" } else { "descending" })}>
                <button type="button" class="roadmap-list__sort" title={column.about(facts)} {onclick}>{ column.word(facts) }</button>
            </th>
        }
    };
    html! {
        <section ref={root} class="board roadmap-list" aria-label={words::list(lang)}>
            <div class="board__bar">
                { title(facts) }
                { hint(facts) }
                if !is_sorted {
                    <Button label={items::sort_again(lang)} on_press={on_sort} variant={Variant::Quiet} />
                }
            </div>
            <div class="roadmap-list__scroll" tabindex="0" role="group" aria-label={words::list(lang)}>
                <table aria-rowcount={(rows.len() + 1).to_string()} aria-label={words::list(lang)}>
                    <thead><tr>
                        for column in Column::ALL {
                            { heading(column) }
                        }
                    </tr></thead>
                    <tbody>
                        for fact in rows.iter().take(shown) {
                            <ListRow key={fact.id.to_string()} fact={Rc::clone(fact)} periods={Rc::clone(&periods)}
                                teams={teams(fact, facts)} on_done={on_done.clone()} />
                        }
                    </tbody>
                </table>
                if rows.len() > FEW {
                    <button type="button" class="cards__more" aria-expanded={if *all { "true" } else { "false" }} onclick={on_all}>
                        { if *all { words::show_fewer(lang).to_owned() } else { words::show_all(lang, rows.len()) } }
                    </button>
                }
            </div>
        </section>
    }
}

/// The teams that an item takes something of, with amounts where there are several.
fn teams(fact: &Fact, facts: &Facts) -> AttrValue {
    let name = |team: usize| facts.teams.get(team).map(|team| team.title.to_string()).unwrap_or_default();
    match fact.efforts.as_slice() {
        [] => AttrValue::default(),
        [(team, _)] => name(*team).into(),
        several => {
            let part = |(team, amount): &(usize, f64)| format!("{} {}", name(*team), words::number(*amount));
            several.iter().map(part).collect::<Vec<_>>().join(words::comma(facts.lang)).into()
        }
    }
}

#[derive(Properties, Clone)]
struct ListRowProps {
    fact: Rc<Fact>,
    periods: Rc<Vec<AttrValue>>,
    teams: AttrValue,
    on_done: Callback<(usize, Done)>,
}

impl PartialEq for ListRowProps {
    fn eq(&self, other: &Self) -> bool {
        self.fact == other.fact
            && self.periods == other.periods
            && self.teams == other.teams
            && self.on_done == other.on_done
    }
}

/// The value of a period among the options.
fn written(slot: Option<usize>) -> String {
    slot.map_or_else(|| "none".to_owned(), |slot| slot.to_string())
}

/// The row of an item.
#[component]
fn ListRow(props: &ListRowProps) -> Html {
    let lang = use_lang();
    let ListRowProps { fact, periods, teams, on_done } = props;
    let given = (fact.place, on_done.clone());
    let field = use_node_ref();
    // Once somebody has chosen, the browser no longer looks at what the options say.
    use_effect_with(fact.slot, {
        let field = field.clone();
        move |slot| {
            if let Some(field) = field.cast::<HtmlSelectElement>() {
                field.set_value(&written(*slot));
            }
        }
    });
    let onchange = use_callback(given.clone(), |event: Event, (place, on_done)| {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(field) = field {
            on_done.emit((*place, Done::Moved(field.value().parse().ok())));
        }
    });
    let on_lock =
        use_callback(given.clone(), |_: MouseEvent, (place, on_done)| on_done.emit((*place, Done::Locked)));
    let on_open = use_callback(given, |_: MouseEvent, (place, on_done)| on_done.emit((*place, Done::Opened)));
    let dash = || "–".to_owned();
    let worth = |of: fn(&crate::domain::tradeoff::value::Worth) -> f64| {
        fact.worth.as_ref().map_or_else(dash, |worth| display(of(worth), 2))
    };
    let number =
        |text: String, label: &'static str| html! { <td class="number" data-label={label}>{ text }</td> };
    html! {
        <tr data-broken={fact.is_broken().then_some("true")}>
            <td class="roadmap-list__key">{ &fact.key }</td>
            <th scope="row">
                <button type="button" class="roadmap-list__title" onclick={on_open}>{ &fact.title }</button>
            </th>
            <td data-label={words::team(lang)}>{ teams }</td>
            <td data-label={words::period(lang)}>
                <select ref={field} class="field__input roadmap-list__period" data-place={fact.place.to_string()} aria-label={words::period_of(lang, &fact.title)} {onchange}>
                    <option key="none" value={written(None)} selected={fact.slot.is_none()}>{ roadmap::not_planned(lang) }</option>
                    for (at, period) in periods.iter().enumerate() {
                        <option key={at} value={written(Some(at))} selected={fact.slot == Some(at)}>{ period }</option>
                    }
                </select>
            </td>
            { number(fact.effort_text.to_string(), fields::effort(lang)) }
            { number(fact.value.map_or_else(dash, display_score), words::value(lang)) }
            { number(worth(|worth| worth.need), words::need(lang)) }
            { number(worth(|worth| worth.goal), words::goal(lang)) }
            <td data-label={words::lock_column(lang)}>
                if fact.slot.is_some() {
                    <button type="button" class="button button--icon roadmap-list__lock" onclick={on_lock}
                        aria-pressed={if fact.locked { "true" } else { "false" }} aria-label={words::lock_of(lang, &fact.title)}
                        title={if fact.locked { words::locked(lang) } else { words::free(lang) }}>
                        { glyph("icon", LOCK) }
                    </button>
                }
            </td>
            <td class="roadmap-list__why" data-label={words::why(lang)}>{ reasons(fact, lang) }</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::tests::{facts, plan};
    use super::*;
    use crate::domain::plan::Plan;
    use crate::domain::roadmap::Placement;
    use crate::ui::rendered::rendered;

    #[test]
    fn a_column_sorts_either_way_with_what_is_missing_last() {
        #[track_caller]
        fn check(by: Column, reversed: bool, expected: [&str; 4]) {
            let facts = facts(plan());
            let rows = sorted(&facts, Order { by, reversed });
            let ids: Vec<&str> = rows.iter().map(|fact| &*fact.id).collect();
            assert_eq!(ids, expected, "{by:?} {reversed}");
        }
        check(Column::Key, false, ["a", "b", "c", "d"]);
        check(Column::Key, true, ["d", "c", "b", "a"]);
        check(Column::Title, false, ["c", "d", "a", "b"]);
        check(Column::Period, false, ["a", "b", "c", "d"]);
        check(Column::Period, true, ["b", "a", "c", "d"]);
        check(Column::Effort, false, ["a", "b", "c", "d"]);
        check(Column::Effort, true, ["c", "b", "a", "d"]);
        check(Column::Lock, false, ["a", "b", "c", "d"]);
        check(Column::Why, false, ["c", "b", "a", "d"]);
    }

    #[test]
    fn a_row_that_is_changed_holds_its_place_until_somebody_sorts_or_a_draft_moves_many() {
        let by_period = Order { by: Column::Period, reversed: false };
        let ids = |shown: &Shown| shown.rows.iter().map(|fact| fact.id.to_string()).collect::<String>();
        let placed = |list: &[(&str, &str)]| {
            let mut plan = plan();
            Rc::make_mut(&mut plan.roadmap).placements = list
                .iter()
                .map(|(item, period)| Placement {
                    item: (*item).into(),
                    period: (*period).into(),
                    ..Placement::default()
                })
                .collect();
            Rc::new(facts(plan))
        };
        let start = Shown::sorted(&placed(&[("a", "q1"), ("b", "q2")]), by_period, 0);
        assert_eq!((ids(&start).as_str(), start.is_sorted), ("abcd", true));
        // One row changes, by whomever.
        let moved = placed(&[("a", "q3"), ("b", "q2")]);
        let held = start.next(&moved, by_period, 0, true);
        assert_eq!((ids(&held).as_str(), held.is_sorted), ("abcd", false));
        assert_eq!(ids(&start.next(&moved, by_period, 0, false)), "abcd", "an undo moves one row, too");
        assert_eq!(ids(&held.next(&moved, by_period, 0, false)), "abcd", "drawing again changes nothing");
        // On wish, by another column, or when many have moved.
        let again = held.next(&moved, by_period, 1, false);
        assert_eq!((ids(&again).as_str(), again.is_sorted), ("bacd", true));
        let reversed = Order { reversed: true, ..by_period };
        assert_eq!(ids(&held.next(&moved, reversed, 0, false)), "abcd");
        let drafted = placed(&[("c", "q1"), ("b", "q3"), ("a", "q2")]);
        assert_eq!(ids(&held.next(&drafted, by_period, 0, false)), "cabd");
        assert_eq!(ids(&held.next(&drafted, by_period, 0, true)), "abcd", "what was changed here stays here");
        // What is new comes last.
        let mut more = plan();
        let mut item = (*more.items[0]).clone();
        (item.id, item.title) = ("n".into(), "New".to_owned());
        more.items.insert(0, Rc::new(item));
        Rc::make_mut(&mut more.roadmap).placements[0].period = "q3".into();
        assert_eq!(ids(&start.next(&Rc::new(facts(more)), by_period, 0, false)), "abcdn");
    }

    #[test]
    fn every_row_says_team_period_and_reason() {
        let html = rendered::<ListView>(RoadmapProps { plan: Rc::new(plan()) });
        for part in [
            "Web 0.5, Pay 3",
            "aria-label=\"Period of Split payment\"",
            "aria-label=\"Lock Guest checkout\"",
            "needs Guest checkout first",
            "aria-sort=\"ascending\"",
            "2 of 4 items planned",
            "title=\"Value (Need × goal)\" class=\"roadmap-list__sort\">Value<",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("Lock Express lane"), "what is not planned cannot be locked");
    }

    #[test]
    fn a_long_list_shows_its_first_rows() {
        let mut plan: Plan = plan();
        let last = plan.items[2].clone();
        for at in 0..200 {
            let mut item = (*last).clone();
            item.id = format!("n{at}").as_str().into();
            plan.items.push(Rc::new(item));
        }
        let html = rendered::<ListView>(RoadmapProps { plan: Rc::new(plan) });
        assert_eq!(html.matches("<select").count(), FEW);
        assert!(html.contains("Show all 204"));
    }
}
