//! A chart of items: dots, cuts, names, and what a pointer and a keyboard do to them.

mod surface;
mod table;
mod tools;

use std::collections::HashSet;
use std::rc::Rc;

use yew::prelude::*;

use self::surface::{Moved, Surface};
use self::table::Numbers;
pub use self::tools::ChartTools;
use crate::domain::editor::Command;
use crate::domain::frameworks;
use crate::domain::picture::items::{Viewport, lay_out};
use crate::domain::picture::rescore::rail;
use crate::domain::picture::views::{Asked, draw};
pub use crate::domain::picture::views::{ChartChoice, View};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, chart as words};
use crate::platform::{resize, route};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, IconButton, IconName, Popover, Variant};
use crate::ui::features::picture::{SavedAs, save_picture};
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

/// The chart with its buttons, its sentences, and the same numbers as a table.
#[component]
pub fn ItemChart(props: &ItemChartProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let root = use_node_ref();
    let width = use_state_eq(|| WIDTH);
    let viewport = use_state_eq(Viewport::default);
    let moving = use_state_eq(|| false);
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
    // Other numbers on the axes are another picture.
    use_effect_with((choice.view, choice.x, choice.y, choice.value), {
        let viewport = viewport.clone();
        move |_| viewport.set(Viewport::default())
    });

    let drawn = use_memo(
        (
            ByPointer(props.plan.clone()),
            ByPointer(props.selected.clone()),
            choice.clone(),
            props.need_share,
            props.framework,
            lang,
        ),
        |(plan, selected, choice, need_share, _, lang)| {
            draw(&Asked {
                plan: &plan.0,
                choice,
                framework,
                need_share: *need_share,
                selected: &selected.0,
                lang: *lang,
            })
        },
    );
    let laid = use_memo((ByPointer(drawn.clone()), *width, *viewport), |(drawn, width, viewport)| {
        lay_out(&drawn.0.chart, *width, height(*width), *viewport)
    });

    let of_items = choice.view.of_items();
    let on_viewport = {
        let viewport = viewport.clone();
        use_callback((), move |next: Viewport, ()| viewport.set(next))
    };
    let on_open = use_callback((props.on_open.clone(), of_items), |id: Id, (on_open, of_items)| {
        if *of_items {
            on_open.emit(id);
        } else {
            route::set_hash(&link(Screen::Tradeoff(TradeoffPage::Needs)));
        }
    });
    let fields = choice.fields();
    let on_move = use_callback(
        (handles.clone(), ByPointer(props.plan.clone()), fields, props.framework, lang),
        move |moved: Moved, (handles, plan, fields, _, lang)| {
            let (Some(item), Some((x, y))) = (plan.0.items.get(moved.place), fields) else { return };
            let mut edits = Vec::new();
            let mut said = Vec::new();
            for (field, value) in [(*x, moved.x), (*y, moved.y)] {
                if let (Some(rail), Some(value)) = (rail(field, framework), value)
                    && rail.value(item) != Some(value)
                {
                    edits.push((item.id.clone(), rail.edit(item, value)));
                    let label = (rail.input.label)(*lang);
                    said.push(words::changed(*lang, label, item.title_in(*lang), &rail.input.display(value)));
                }
            }
            if !edits.is_empty() {
                handles.edit(Command::EditItems(edits));
                handles.tell_undoable(said.join(" "));
            }
        },
    );
    let save = |saved_as: SavedAs| {
        let (handles, plan, drawn, viewport) =
            (handles.clone(), props.plan.clone(), drawn.clone(), *viewport);
        Callback::from(move |_: MouseEvent| {
            let laid = lay_out(&drawn.chart, SAVED.0, SAVED.1, viewport);
            save_picture(&handles, &plan, &laid.picture, saved_as, lang);
        })
    };
    let zoom = |factor: f64| {
        let viewport = viewport.clone();
        Callback::from(move |()| viewport.set(viewport.zoomed(factor, (0.5, 0.5))))
    };
    let fit = {
        let viewport = viewport.clone();
        Callback::from(move |()| viewport.set(Viewport::default()))
    };
    let clear = {
        let on_select = props.on_select.clone();
        Callback::from(move |()| on_select.emit(HashSet::new()))
    };
    let is_empty = drawn.chart.dots.is_empty();
    let can_move = fields.is_some_and(|(x, y)| rail(x, framework).is_some() || rail(y, framework).is_some());
    html! {
        <section class="chart" aria-label={drawn.chart.title.clone()}>
            if !is_empty {
                <div class="chart__bar">
                    <div class="segments" role="group" aria-label={words::form(lang)}>
                        { segment(words::as_picture(lang), !*as_table, &as_table, false) }
                        { segment(words::as_table(lang), *as_table, &as_table, true) }
                    </div>
                    if of_items && !props.selected.is_empty() {
                        <p class="chart__selected" role="status">
                            <span>{ words::selected(lang, props.selected.len()) }</span>
                            <a href={link(Screen::Items)}>{ words::show_in_items(lang) }</a>
                            <Button label={words::clear_selection(lang)} variant={Variant::Quiet} on_press={clear} />
                        </p>
                    }
                    <span class="chart__gap"></span>
                    if !*as_table {
                        <div class="segments" role="group" aria-label={words::mode(lang)}>
                            { segment(words::mode_select(lang), !*moving, &moving, false) }
                            { segment(words::mode_move(lang), *moving, &moving, true) }
                        </div>
                        <div class="chart__zoom" role="group" aria-label={words::zoom(lang)}>
                            <IconButton label={words::zoom_out(lang)} icon={IconName::Minus} on_press={zoom(1.0 / ZOOM)} disabled={viewport.is_all()} />
                            <IconButton label={words::zoom_in(lang)} icon={IconName::Plus} on_press={zoom(ZOOM)} />
                            <IconButton label={words::fit(lang)} icon={IconName::Fit} on_press={fit} disabled={viewport.is_all()} />
                        </div>
                        <Popover label={words::save_picture(lang)} align_end=true menu=true>
                            for saved_as in SavedAs::ALL {
                                <button key={saved_as as usize} type="button" class="menu__item" role="menuitem" onclick={save(saved_as)}>
                                    { saved_as.label(lang) }
                                </button>
                            }
                        </Popover>
                    }
                </div>
            }
            <div class="chart__room" ref={root}>
                if is_empty {
                    { empty(choice.view, lang) }
                } else if *as_table {
                    <Numbers drawn={ByPointer(drawn.clone())} {of_items} on_open={on_open.clone()} />
                } else {
                    <Surface drawn={ByPointer(drawn.clone())} laid={ByPointer(laid)} viewport={*viewport} moving={*moving}
                        selected={ByPointer(props.selected.clone())} {fields} framework={props.framework} {of_items}
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
                            { choice.cut.help()(lang) }
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

fn segment(label: &'static str, is_on: bool, state: &UseStateHandle<bool>, to: bool) -> Html {
    let state = state.clone();
    html! {
        <button type="button" class="segment" aria-pressed={if is_on { "true" } else { "false" }}
            onclick={Callback::from(move |_: MouseEvent| state.set(to))}>{ label }</button>
    }
}

/// The address of a screen.
fn link(screen: Screen) -> String {
    format!("#/{}", screen.path())
}

fn how_to_move(view: View, can_move: bool, lang: Lang) -> &'static str {
    match view {
        View::ValueEffort => words::hint_effort(lang),
        View::NeedGoal => words::hint_worth(lang),
        _ if can_move => words::hint_inputs(lang),
        _ => "",
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
    use crate::ui::rendered::rendered;

    #[derive(Properties, PartialEq)]
    struct InLang {
        lang: Lang,
        chart: ItemChartProps,
    }

    #[component]
    fn Page(props: &InLang) -> Html {
        html! {
            <ContextProvider<Lang> context={props.lang}><ItemChart ..props.chart.clone() /></ContextProvider<Lang>>
        }
    }

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
        rendered::<Page>(InLang { lang, chart })
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
            (
                ChartChoice { x: Field::Need, y: Field::Goal, ..view(View::Fields) },
                "drag over the chart to select several. </p>",
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
