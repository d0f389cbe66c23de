//! Which item serves which need and goal, and how much.

mod board;
mod cells;
mod keys;
mod matrix;
mod row;

use std::collections::HashSet;
use std::rc::Rc;

use yew::prelude::*;

use self::board::Jump;
use self::cells::Target;
use self::matrix::Matrix;
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::text::{Lang, common, fold, items, needs as words};
use crate::domain::tradeoff::coverage::{Coverage, Gap, coverage};
use crate::domain::tradeoff::value::Weighing;
use crate::domain::tradeoff::weights::Side;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, TextField, Variant};
use crate::ui::session::{Screen, TradeoffPage};
use crate::ui::store::use_lang;

/// Gaps that are shown before somebody asks for all of them.
const FEW_GAPS: usize = 3;

/// Properties of [`ContributionsPage`].
#[derive(Properties, Clone)]
pub struct ContributionsPageProps {
    /// The plan.
    pub plan: Rc<Plan>,
}

impl PartialEq for ContributionsPageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// Which item serves which need and goal, and how much.
#[component]
pub fn ContributionsPage(props: &ContributionsPageProps) -> Html {
    let lang = use_lang();
    let plan = &props.plan;
    let text = use_state_eq(String::new);
    let unjudged = use_state_eq(|| false);
    let down = use_state_eq(|| false);
    let jump = use_state(|| (0, None::<Rc<Jump>>));
    // A contribution changes neither list, so columns and weights are shared from one to the next.
    let lists = (ByPointer(Rc::clone(&plan.needs)), ByPointer(Rc::clone(&plan.goals)));
    let targets = use_memo((lists.clone(), lang), |(_, lang)| targets(plan, *lang));
    let weighing = use_memo(lists, |_| Weighing::of(plan));
    let coverage = use_memo(ByPointer(Rc::clone(plan)), |plan| coverage(&plan.0));
    // Who is shown is found out when the question changes, and not when a cell does: an item
    // that is being judged must not vanish from among those that are not judged yet.
    let question = (Rc::clone(&plan.id), (*text).clone(), *unjudged);
    let chosen = use_memo(question, |(_, text, unjudged)| chosen(plan, text, *unjudged));
    let lines = use_memo((ByPointer(Rc::clone(plan)), ByPointer(Rc::clone(&chosen))), |(plan, chosen)| {
        shown(&plan.0, Option::as_ref(&chosen.0))
    });
    let on_text = {
        let text = text.clone();
        use_callback((), move |(typed, _): (String, u64), ()| text.set(typed))
    };
    let on_unjudged = {
        let unjudged = unjudged.clone();
        Callback::from(move |_: MouseEvent| unjudged.set(!*unjudged))
    };
    let on_all = {
        let (text, unjudged) = (text.clone(), unjudged.clone());
        Callback::from(move |()| {
            text.set(String::new());
            unjudged.set(false);
        })
    };
    let on_jump = {
        let (jump, on_all) = (jump.clone(), on_all.clone());
        Callback::from(move |to: Jump| {
            // What is to be seen may be filtered out.
            on_all.emit(());
            jump.set((jump.0 + 1, Some(Rc::new(to))));
        })
    };
    if targets.is_empty() {
        return nothing(
            words::no_columns(lang),
            Screen::Tradeoff(TradeoffPage::Needs),
            words::to_needs(lang),
        );
    }
    if plan.items.is_empty() {
        return nothing(words::no_items(lang), Screen::Items, words::to_items(lang));
    }
    let directions = [(false, "→", words::go_right(lang)), (true, "↓", words::go_down(lang))];
    let pressed = |on: bool| if on { "true" } else { "false" };
    html! {
        <div class="contributions">
            <div class="contributions__bar">
                <TextField class="contributions__search" label={items::search_items(lang)} bare=true placeholder={items::search_items(lang)}
                    value={(*text).clone()} at_once=true on_typed={on_text} />
                <button type="button" class="chip" aria-pressed={pressed(*unjudged)} data-active={unjudged.then_some("true")} onclick={on_unjudged}>
                    <span>{ format!("{} · {}", words::not_judged_yet(lang), coverage.unjudged) }</span>
                </button>
                if lines.len() < plan.items.len() {
                    <span class="hint" role="status">{ common::items(lang, lines.len()) }</span>
                    <Button label={words::show_all(lang)} variant={Variant::Quiet} on_press={on_all} />
                }
                <span class="contributions__gap"></span>
                <div class="contributions__after">
                <span class="hint" id="contributions-after">{ words::after_key(lang) }</span>
                <div class="segments" role="group" aria-labelledby="contributions-after">
                    for (way, arrow, word) in directions {
                        <button key={arrow} type="button" class="segment" aria-label={word} title={word} aria-pressed={pressed(*down == way)}
                            onclick={{ let down = down.clone(); Callback::from(move |_: MouseEvent| down.set(way)) }}>{ arrow }</button>
                    }
                </div>
                </div>
            </div>
            <Gaps coverage={ByPointer(Rc::clone(&coverage))} targets={ByPointer(Rc::clone(&targets))} {on_jump} />
            if lines.is_empty() {
                <p class="contributions__no-match" role="status">{ words::no_match(lang) }</p>
            }
            <Matrix plan={plan.clone()} {lines} {targets} {weighing} {coverage} down={*down} jump={(*jump).clone()} {lang} />
        </div>
    }
}

/// A page with nothing on it yet: what it is for, and where to begin.
fn nothing(sentence: &'static str, to: Screen, word: &'static str) -> Html {
    html! {
        <div class="contributions__none">
            <p>{ sentence }</p>
            <a class="button button--primary" href={format!("#/{}", to.path())}>{ word }</a>
        </div>
    }
}

/// The columns: needs and then goals, as [`coverage`] has them.
fn targets(plan: &Plan, lang: Lang) -> Vec<Target> {
    let of = |side: Side| {
        side.entries(plan).into_iter().map(move |entry| {
            let title = match entry.title_in(lang).trim() {
                "" => words::untitled(lang),
                title => title,
            };
            Target { side, id: Rc::clone(&entry.id), title: title.to_owned() }
        })
    };
    Side::BOTH.into_iter().flat_map(of).collect()
}

/// The items that a question finds; `None` where it asks for all.
fn chosen(plan: &Plan, text: &str, unjudged: bool) -> Option<HashSet<Id>> {
    let words: Vec<String> = text.split_whitespace().map(fold).collect();
    if words.is_empty() && !unjudged {
        return None;
    }
    let says = |item: &Item| {
        let texts = [&item.key, &item.title].into_iter().chain(&item.title_alt);
        let texts: Vec<String> = texts.map(|text| fold(text)).collect();
        words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
    };
    let is_open = |item: &Item| {
        let judged = plan.needs.iter().any(|need| item.needs.contains_key(&need.id));
        !judged && !plan.goals.iter().any(|goal| item.goals.contains_key(&goal.id))
    };
    let found = plan.items.iter().filter(|item| says(item) && (!unjudged || is_open(item)));
    Some(found.map(|item| Rc::clone(&item.id)).collect())
}

/// The places of the items that are shown, in the plan's order.
fn shown(plan: &Plan, chosen: Option<&HashSet<Id>>) -> Vec<u32> {
    let all = plan.items.iter().zip(0_u32..);
    all.filter(|(item, _)| chosen.is_none_or(|chosen| chosen.contains(&item.id))).map(|(_, at)| at).collect()
}

/// Properties of [`Gaps`].
#[derive(Properties, PartialEq)]
struct GapsProps {
    coverage: ByPointer<Coverage>,
    targets: ByPointer<Vec<Target>>,
    on_jump: Callback<Jump>,
}

/// What the contributions leave open, a line each.
#[component]
fn Gaps(props: &GapsProps) -> Html {
    let lang = use_lang();
    let all = use_state_eq(|| false);
    let (gaps, targets) = (&props.coverage.0.gaps, &props.targets.0);
    if gaps.is_empty() {
        return Html::default();
    }
    let title = |id: &str| {
        targets
            .iter()
            .find(|target| &*target.id == id)
            .map_or_else(String::new, |target| target.title.clone())
    };
    let count = if *all { gaps.len() } else { FEW_GAPS };
    let on_more = {
        let all = all.clone();
        Callback::from(move |()| all.set(true))
    };
    html! {
        <ul class="contributions__gaps" aria-label={words::gaps(lang)}>
            for (at, gap) in gaps.iter().take(count).enumerate() {
                <li key={at} class="contributions__one">
                    <span>{ words::gap(lang, gap, &title) }</span>
                    if let Some((jump, word)) = jump_of(gap, targets, lang) {
                        <Button label={word} variant={Variant::Quiet} on_press={props.on_jump.reform(move |()| jump.clone())} />
                    }
                </li>
            }
            if gaps.len() > count {
                <li key="more"><Button label={words::more_gaps(lang, gaps.len() - count)} variant={Variant::Quiet} on_press={on_more} /></li>
            }
        </ul>
    }
}

/// Where a gap leads, and what the button there says.
fn jump_of(gap: &Gap, targets: &[Target], lang: Lang) -> Option<(Jump, &'static str)> {
    let column = |side: &Side, id: &Id| {
        let at = targets.iter().position(|target| target.side == *side && target.id == *id)?;
        Some((Jump::Column(at), words::show(lang)))
    };
    match gap {
        Gap::Uniform { .. } => None,
        Gap::Unserved { side, id } | Gap::AllHighest { side, id, .. } | Gap::AllSame { side, id, .. } => {
            column(side, id)
        }
        Gap::Idle(ids) if ids.len() == 1 => Some((Jump::Items(ids.clone()), words::show(lang))),
        Gap::Idle(ids) => Some((Jump::Items(ids.clone()), words::show_next(lang))),
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::plan::Need;
    use crate::domain::sample;
    use crate::ui::rendered::rendered;

    fn sample() -> Plan {
        sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z")
    }

    fn page(plan: Plan) -> String {
        rendered::<ContributionsPage>(ContributionsPageProps { plan: Rc::new(plan) })
    }

    #[test]
    fn the_table_is_an_accessible_grid_with_a_heading_per_need_and_goal() {
        let plan = sample();
        let html = page(plan.clone());
        let columns = plan.needs.len() + plan.goals.len();
        assert!(html.contains("role=\"grid\"") && html.contains("aria-activedescendant=\"mark-0-0\""));
        assert_eq!(html.matches("role=\"columnheader\"").count(), columns + 3);
        assert_eq!(html.matches("role=\"rowheader\"").count(), plan.items.len());
        assert_eq!(html.matches("role=\"gridcell\"").count(), plan.items.len() * (columns + 2));
        assert!(html.contains("id=\"mark-0-0\"") && html.contains("data-active"));
    }

    #[test]
    fn two_thousand_items_draw_no_more_rows_than_fit() {
        let mut plan = sample();
        let items = (0..2000).map(|at| Rc::new(Item::new(format!("x{at}").into(), "", "A")));
        plan.items = items.collect();
        let html = page(plan);
        assert!(html.contains("aria-rowcount=\"2001\""));
        assert!(html.matches("role=\"rowheader\"").count() < 60);
    }

    #[test]
    fn a_judged_nothing_is_not_an_empty_cell() {
        let mut plan = sample();
        plan.items.truncate(1);
        let item = Rc::make_mut(&mut plan.items[0]);
        item.needs = [("n1".into(), 0), ("n2".into(), -1)].into_iter().collect();
        item.goals.clear();
        let html = page(plan);
        assert!(html.contains(": 0 no effect") && html.contains("aria-label=\"−1 harms\""));
        assert_eq!(html.matches("aria-label=\"not judged\"").count(), 5);
    }

    #[test]
    fn without_columns_or_items_the_page_teaches() {
        let plan = sample();
        let none = Plan { needs: Rc::default(), goals: Rc::default(), ..plan.clone() };
        let html = page(none);
        assert!(html.contains("Write down the needs and goals first") && html.contains("#/trade-off/needs"));
        let html = page(Plan { items: Vec::new(), ..plan });
        assert!(html.contains("There is no item to judge yet") && html.contains("#/items"));
    }

    #[test]
    fn a_need_that_nothing_serves_is_named_above_the_table() {
        let mut plan = sample();
        let lonely = Need { id: "n9".into(), title: "Be left alone".into(), weight: 1.0, ..Need::default() };
        Rc::make_mut(&mut plan.needs).push(lonely);
        assert!(page(plan).contains("Nothing serves “Be left alone”."));
    }

    #[test]
    fn a_question_finds_by_text_and_by_what_is_not_judged() {
        let mut plan = sample();
        let item = Rc::make_mut(&mut plan.items[2]);
        (item.needs, item.goals) = Default::default();
        let (id, title) = (Rc::clone(&item.id), item.title.to_uppercase());
        assert_eq!(chosen(&plan, " ", false), None);
        assert!(chosen(&plan, &title, false).unwrap().contains(&id));
        let open = chosen(&plan, "", true).unwrap();
        assert!(open.contains(&id));
        assert_eq!(open.len(), coverage(&plan).unjudged);
        assert_eq!(shown(&plan, Some(&open)).len(), open.len());
        assert_eq!(shown(&plan, None).len(), plan.items.len());
    }
}
