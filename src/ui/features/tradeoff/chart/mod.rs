//! A chart of items: dots, cuts, names, and what a pointer and a keyboard do to them.
//!
//! While the weight moves, only the lines of equal value turn: dots, names and axes are drawn
//! anew for another plan, another view or another part of it, not for another need share.

mod bar;
mod surface;
mod table;
mod tools;

use std::collections::HashSet;
use std::rc::Rc;

use yew::prelude::*;

use self::bar::Bar;
use self::surface::{Moved, Surface, Tool};
use self::table::Numbers;
pub use self::tools::ChartTools;
use crate::domain::frameworks;
use crate::domain::picture::items::{Viewport, lay_out};
use crate::domain::picture::rescore::{Rescored, rails, rescored};
use crate::domain::picture::views::{self, Asked, draw, draw_alike};
pub use crate::domain::picture::views::{ChartChoice, View};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, chart as words};
use crate::platform::{resize, route};
use crate::ui::by_pointer::ByPointer;
use crate::ui::features::picture::Drawn;
use crate::ui::features::tradeoff::kept;
use crate::ui::session::{KanoPage, Screen, TradeoffPage};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`ItemChart`].
#[derive(Properties, Clone)]
pub struct ItemChartProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// What a person chose to see.
    pub choice: ChartChoice,
    /// The need share λ in 0..=1, also while the weight is moved.
    pub need_share: f64,
    /// The id of the framework that ranks.
    pub framework: &'static str,
    /// Selected items.
    pub selected: Rc<HashSet<Id>>,
    /// Called with the new selection.
    pub on_select: Callback<HashSet<Id>>,
    /// Called with an item that shall be opened.
    pub on_open: Callback<Id>,
}

impl PartialEq for ItemChartProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.selected, &other.selected)
            && self.choice == other.choice
            && self.need_share == other.need_share
            && self.framework == other.framework
            && self.on_select == other.on_select
            && self.on_open == other.on_open
    }
}

/// A picture's width before the page was measured.
const WIDTH: f64 = 760.0;

/// The width and height of a picture in a file.
const SAVED: (f64, f64) = (1080.0, 680.0);

/// How high a picture of a width is: square on a phone, wide on a screen.
fn height(width: f64) -> f64 {
    if width < 560.0 { (width * 1.02).max(300.0) } else { (width * 0.5).clamp(340.0, 520.0) }
}

/// What a chart is drawn from. Where the need share moves lines alone, it is not among it.
struct Basis {
    plan: Rc<Plan>,
    selected: ByPointer<HashSet<Id>>,
    choice: ChartChoice,
    need_share: f64,
    framework: &'static str,
    lang: Lang,
}

impl Basis {
    fn of(props: &ItemChartProps, lang: Lang) -> Basis {
        Basis {
            plan: Rc::clone(&props.plan),
            selected: ByPointer(Rc::clone(&props.selected)),
            choice: props.choice.clone(),
            need_share: props.need_share,
            framework: props.framework,
            lang,
        }
    }
}

impl PartialEq for Basis {
    fn eq(&self, other: &Self) -> bool {
        let same_share = || {
            self.need_share == other.need_share
                && self.plan.settings.need_share == other.plan.settings.need_share
        };
        self.selected == other.selected
            && self.choice == other.choice
            && (self.framework, self.lang) == (other.framework, other.lang)
            && (Rc::ptr_eq(&self.plan, &other.plan) || draw_alike(&self.plan, &other.plan))
            && (!self.choice.rests_on_share() || same_share())
    }
}

/// The chart with its buttons, its sentences, and the same numbers as a table.
#[component]
pub fn ItemChart(props: &ItemChartProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let root = use_node_ref();
    let width = use_state_eq(|| WIDTH);
    let viewport = use_state_eq(|| kept::look(&props.plan.id).viewport);
    let tool = use_state_eq(Tool::default);
    let as_table = use_state_eq(|| false);
    let framework = frameworks::by_id(props.framework).unwrap_or_else(frameworks::default);
    let choice = &props.choice;

    use_effect_with((), {
        let (root, width) = (root.clone(), width.clone());
        move |()| {
            // Drawn at the size at which it is shown, letters keep theirs on a phone.
            let watch = resize::watch_width(&root, move |room| {
                if room > 0.0 {
                    width.set(room);
                }
            });
            move || drop(watch)
        }
    });
    let on_viewport = use_callback(props.plan.id.clone(), {
        let viewport = viewport.setter();
        move |next: Viewport, plan| {
            kept::keep(plan, |kept| kept.viewport = next);
            viewport.set(next);
        }
    });
    // Other numbers on the axes are another picture; on return it is the same one.
    let axes = (choice.view, choice.x, choice.y, choice.value);
    let before = use_mut_ref(|| axes);
    use_effect_with(axes, {
        let on_viewport = on_viewport.clone();
        move |axes| {
            if before.replace(*axes) != *axes {
                on_viewport.emit(Viewport::default());
            }
        }
    });

    let drawn = use_memo(Basis::of(props, lang), |basis| {
        draw(&Asked {
            plan: &basis.plan,
            choice: &basis.choice,
            framework,
            need_share: basis.need_share,
            selected: &basis.selected.0,
            lang,
        })
    });
    let laid = use_memo((ByPointer(drawn.clone()), *width, *viewport), |(drawn, width, viewport)| {
        lay_out(&drawn.0.chart, *width, height(*width), *viewport)
    });
    let levels = use_memo(
        (ByPointer(drawn.clone()), choice.view, props.need_share, lang),
        |(drawn, view, need_share, lang)| views::levels(&drawn.0.chart, *view, *need_share, *lang),
    );
    let lines = use_memo((ByPointer(laid.clone()), ByPointer(levels.clone())), |(laid, levels)| {
        laid.0.lines(&levels.0)
    });

    let of_items = choice.view.of_items();
    let on_tool = use_callback((), {
        let tool = tool.setter();
        move |next: Tool, ()| tool.set(next)
    });
    let on_table = use_callback((), {
        let as_table = as_table.setter();
        move |next: bool, ()| as_table.set(next)
    });
    let on_open = use_callback((props.on_open.clone(), of_items), |id: Id, (on_open, of_items)| {
        if *of_items {
            on_open.emit(id);
        } else {
            route::set_hash(&link(Screen::Tradeoff(TradeoffPage::Needs)));
        }
    });
    let to_move = (ByPointer(props.plan.clone()), choice.clone(), props.framework);
    let rails = use_memo(to_move, |(plan, choice, _)| rails(&plan.0, choice, framework));
    let to_rescore = (handles.clone(), ByPointer(props.plan.clone()), ByPointer(rails.clone()), lang);
    let on_move = use_callback(to_rescore, |moved: Moved, (handles, plan, rails, lang)| {
        let values = [moved.x, moved.y];
        if let Some(Rescored { command, told }) = rescored(&plan.0, &rails.0, moved.place, values, *lang) {
            handles.edit_in(moved.gesture, command);
            handles.tell_undoable(told.join(" "));
        }
    });
    // By way of the latest weight, so that the callback need not change with it.
    let latest = use_mut_ref(|| props.need_share);
    latest.replace(props.need_share);
    let to_save = (
        ByPointer(props.plan.clone()),
        ByPointer(props.selected.clone()),
        choice.clone(),
        props.framework,
        *viewport,
    );
    let draw_saved = use_callback(to_save, move |lang: Lang, (plan, selected, choice, _, viewport)| {
        let (plan, selected, need_share) = (&*plan.0, &*selected.0, *latest.borrow());
        let drawn = draw(&Asked { plan, choice, framework, need_share, selected, lang });
        let laid = lay_out(&drawn.chart, SAVED.0, SAVED.1, *viewport);
        let lines = laid.lines(&views::levels(&drawn.chart, choice.view, need_share, lang));
        Some(Drawn { plan_title: plan.title_in(lang).to_owned(), picture: laid.with(lines) })
    });
    let is_empty = drawn.chart.dots.is_empty();
    let can_move = rails.iter().any(Option::is_some);
    html! {
        <section class="chart" aria-label={drawn.chart.title.clone()}>
            if !is_empty {
                <Bar {of_items} selected={props.selected.len()} on_select={props.on_select.clone()} as_table={*as_table} {on_table}
                    tool={*tool} {on_tool} viewport={*viewport} on_viewport={on_viewport.clone()} draw={draw_saved} />
            }
            <div class="chart__room" ref={root}>
                if is_empty {
                    { empty(choice.view, lang) }
                } else if *as_table {
                    <Numbers drawn={ByPointer(drawn.clone())} {of_items} on_open={on_open.clone()} />
                } else {
                    <Surface drawn={ByPointer(drawn.clone())} laid={ByPointer(laid)} lines={ByPointer(lines)} viewport={*viewport} tool={*tool}
                        selected={ByPointer(props.selected.clone())} rails={ByPointer(rails)} {of_items}
                        {on_viewport} on_select={props.on_select.clone()} {on_open} {on_move} />
                }
            </div>
            <div class="chart__notes">
                for (at, sentence) in drawn.missing.iter().enumerate() {
                    <p key={at} class="hint chart__missing">{ sentence }</p>
                }
                if !is_empty {
                    <details class="chart__how">
                    <summary>{ words::how_to_read(lang) }</summary>
                    if !*as_table {
                    <p class="hint">
                        { if of_items { words::hint(lang) } else { words::hint_needs(lang) } }
                        { " " }
                        { how_to_move(choice.view, can_move, lang) }
                    </p>
                    }
                    <p class="hint">
                        if choice.fields().is_some() || !drawn.chart.dots.is_empty() {
                            { drawn.cut }
                        }
                        for (at, note) in drawn.notes.iter().enumerate() {
                            <span key={at}>{ " " }{ note }</span>
                        }
                    </p>
                    </details>
                }
            </div>
        </section>
    }
}

/// One press of a button or a key looks so much closer.
const ZOOM: f64 = 1.5;

/// The address of a screen.
fn link(screen: Screen) -> String {
    format!("#/{}", screen.path())
}

fn how_to_move(view: View, can_move: bool, lang: Lang) -> &'static str {
    match view {
        View::ValueEffort => words::hint_effort(lang),
        View::NeedGoal => words::hint_worth(lang),
        View::Importance => words::hint_needs_move(lang),
        View::Kano | View::Fields if can_move => words::hint_inputs(lang),
        View::Kano | View::Fields => words::hint_derived(lang),
    }
}

/// What to do so that there is something to see.
fn empty(view: View, lang: Lang) -> Html {
    let (sentence, act, screen) = match view {
        View::NeedGoal => (
            words::empty_need_goal(lang),
            words::empty_need_goal_act(lang),
            Screen::Tradeoff(TradeoffPage::Contributions),
        ),
        View::ValueEffort => (words::empty_value_effort(lang), words::empty_items_act(lang), Screen::Items),
        View::Importance => (
            words::empty_importance(lang),
            words::empty_importance_act(lang),
            Screen::Tradeoff(TradeoffPage::Needs),
        ),
        View::Kano => (words::empty_kano(lang), words::empty_kano_act(lang), Screen::Kano(KanoPage::Study)),
        View::Fields => (words::empty_fields(lang), words::empty_items_act(lang), Screen::Items),
    };
    html! {
        <div class="chart__empty">
            <p>{ sentence }</p>
            <a class="button button--primary" href={link(screen)}>{ act }</a>
        </div>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::picture::views::{Colour, CutBy, Field};
    use crate::domain::plan::{Estimate, Goal, Item, Need};
    use crate::domain::sample;
    use crate::ui::rendered::rendered_in;

    fn plan(count: usize) -> Plan {
        let mut plan = Plan::new("p".into(), "Test", "2026-11-22T00:00:00Z");
        plan.needs = Rc::new(vec![
            Need {
                id: "n".into(),
                title: "Pay fast".into(),
                weight: 1.0,
                importance: Some(9.0),
                satisfaction: Some(3.0),
                ..Need::default()
            },
            Need { id: "m".into(), title: "Find it".into(), weight: 2.0, ..Need::default() },
        ]);
        plan.goals = Rc::new(vec![Goal { id: "g".into(), weight: 1.0, ..Goal::default() }]);
        let framework = frameworks::default();
        for nth in 0..count {
            let mut item =
                Item::new(format!("i{nth}").into(), format!("SY-{nth}"), format!("Item {nth} <b>"));
            item.needs.insert("n".into(), (nth % 4) as i8);
            item.needs.insert("m".into(), (nth % 3) as i8);
            item.goals.insert("g".into(), (nth / 3 % 4) as i8);
            for (at, input) in framework.inputs.iter().enumerate() {
                let value = ((nth * (at + 3)) % 7 + 1) as f64 / 7.0;
                item.set_estimate(framework.sheet, input.key, Some(Estimate::Value(value)));
            }
            plan.items.push(Rc::new(item));
        }
        plan
    }

    fn html(plan: Plan, choice: ChartChoice, selected: &[&str], lang: Lang) -> String {
        let chart = ItemChartProps {
            plan: Rc::new(plan),
            choice,
            need_share: 0.62,
            framework: frameworks::default().id,
            selected: Rc::new(selected.iter().map(|id| Id::from(*id)).collect()),
            on_select: Callback::noop(),
            on_open: Callback::noop(),
        };
        rendered_in(lang, html! { <ItemChart ..chart /> })
    }

    fn view(view: View) -> ChartChoice {
        ChartChoice { view, ..ChartChoice::default() }
    }

    #[test]
    fn without_dots_one_sentence_and_one_button_say_what_to_do() {
        for lang in Lang::ALL {
            for other in View::ALL {
                let html = html(Plan::default(), view(other), &[], lang);
                assert_eq!(html.matches("button--primary").count(), 1);
                assert!(!html.contains("<svg class=\"picture"));
            }
        }
    }

    #[test]
    fn every_item_with_both_numbers_is_a_dot_of_one_stop_of_the_tab_key() {
        for count in [1, 60, 2000] {
            let html = html(plan(count), view(View::NeedGoal), &["i0"], Lang::En);
            let dots: Vec<&str> = html
                .split("<g ")
                .filter_map(|part| part.split('>').next())
                .filter(|tag| tag.contains("chart__dot"))
                .collect();
            let with = |text: &str| dots.iter().filter(|tag| tag.contains(text)).count();
            assert_eq!((dots.len(), with("role=\"option\"")), (count, count));
            assert_eq!((with("aria-selected=\"true\""), with("tabindex=\"0\"")), (1, 1));
            assert!(!html.contains("NaN") && !html.contains("inf\"") && !html.contains("style="));
            assert!(!html.contains("<b>"));
        }
    }

    #[test]
    fn the_chart_speaks_its_language_and_names_its_cut() {
        for (lang, cut, expected) in [
            (Lang::En, CutBy::Middle, "Midpoint 0.5"),
            (Lang::Zh, CutBy::Middle, "中点 0.5"),
            (Lang::En, CutBy::Median, "Median "),
            (Lang::Zh, CutBy::Median, "中位数 "),
        ] {
            let html = html(plan(9), ChartChoice { cut, ..view(View::NeedGoal) }, &[], lang);
            assert!(html.contains(expected), "{expected}");
        }
    }

    #[test]
    fn moving_the_weight_draws_no_dot_anew() {
        let props = |share: f64, choice: ChartChoice, plan: &Plan| {
            let mut plan = plan.clone();
            plan.settings.need_share = share;
            ItemChartProps {
                plan: Rc::new(plan),
                choice,
                need_share: share,
                framework: frameworks::default().id,
                selected: SELECTED.with(Rc::clone),
                on_select: Callback::noop(),
                on_open: Callback::noop(),
            }
        };
        thread_local!(static SELECTED: Rc<HashSet<Id>> = Rc::default());
        let (plan, mut other) = (plan(9), plan(9));
        other.items.clone_from(&plan.items);
        let same = |choice: ChartChoice, one: &Plan, other: &Plan| {
            let basis = |share, plan| Basis::of(&props(share, choice.clone(), plan), Lang::En);
            basis(0.2, one) == basis(0.9, other)
        };
        assert!(same(view(View::NeedGoal), &plan, &plan), "dots, names and axes are made of this");
        assert!(!same(view(View::ValueEffort), &plan, &plan), "value is among the numbers");
        Rc::make_mut(&mut other.items[0]).title = "Another".to_owned();
        assert!(!same(view(View::NeedGoal), &plan, &other));
    }

    #[test]
    fn every_view_of_the_sample_is_drawn_in_both_languages() {
        for lang in Lang::ALL {
            for other in View::ALL {
                let plan = sample::plan(lang, "p".into(), "2026-11-22T09:00:00Z");
                let html = html(plan, view(other), &[], lang);
                assert!(html.contains("chart__"), "{html}");
            }
        }
    }

    #[test]
    fn needs_are_dots_that_are_not_selected_but_opened() {
        let html = html(plan(3), view(View::Importance), &["i0"], Lang::En);
        assert!(!html.contains("role=\"option\"") && !html.contains("1 item selected"));
        assert!(html.contains("Pay fast: Importance 9 · Satisfaction 3 · Opportunity 15"));
        assert!(html.contains("1 need is not in the picture"));
    }

    #[test]
    fn what_a_drag_means_is_said() {
        for (choice, expected) in [
            (view(View::NeedGoal), "Dots cannot be dragged here"),
            (view(View::ValueEffort), "to change its effort"),
            (view(View::Importance), "to change its importance and satisfaction"),
            (
                ChartChoice { x: Field::ToNeed(0), y: Field::Goal, ..view(View::Fields) },
                "to change its numbers",
            ),
            (
                ChartChoice { x: Field::Need, y: Field::Goal, ..view(View::Fields) },
                "Dots cannot be dragged here: both numbers follow from others.",
            ),
        ] {
            assert!(html(plan(3), choice, &[], Lang::En).contains(expected), "{expected}");
        }
    }

    #[test]
    fn the_selection_is_counted_with_a_way_to_the_items() {
        let html = html(
            plan(3),
            ChartChoice { colour: Colour::Status, ..view(View::NeedGoal) },
            &["i0", "i1"],
            Lang::En,
        );
        assert!(html.contains("2 items selected") && html.contains("href=\"#/items\""));
    }
}
