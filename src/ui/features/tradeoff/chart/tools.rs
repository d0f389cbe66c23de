//! What a chart shows, to choose from.

use yew::prelude::*;

use crate::domain::frameworks;
use crate::domain::picture::views::{ChartChoice, Colour, CutBy, Field, View};
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, chart as words, common};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Choice, Popover, SelectField, pressed};
use crate::ui::store::use_lang;

/// Properties of [`ChartTools`].
#[derive(Properties, PartialEq)]
pub struct ChartToolsProps {
    /// The plan, for what it has to choose from.
    pub plan: ByPointer<Plan>,
    /// What is chosen.
    pub choice: ChartChoice,
    /// Called with what is chosen instead.
    pub on_choice: Callback<ChartChoice>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
}

/// The view as a row of segments; size, colour and cut behind chips; for two fields the two.
#[component]
pub fn ChartTools(props: &ChartToolsProps) -> Html {
    let lang = use_lang();
    let choice = &props.choice;
    let set = |change: &dyn Fn(&mut ChartChoice)| {
        let mut next = choice.clone();
        change(&mut next);
        let on_choice = props.on_choice.clone();
        Callback::from(move |_: MouseEvent| on_choice.emit(next.clone()))
    };
    let framework = frameworks::by_id(props.framework).unwrap_or_else(frameworks::default);
    let score = Field::Score(framework.id);
    let of_items = choice.view.of_items();
    let plan = &props.plan.0;
    let named = use_memo((props.plan.clone(), lang), |(plan, lang)| Field::named(&plan.0, *lang));
    let size = |size: Option<Field>| match size {
        None => common::none(lang).to_owned(),
        Some(size) => {
            let known = named.iter().find(|(field, _)| *field == size);
            known.map_or_else(|| size.label(plan, lang), |(_, name)| name.clone())
        }
    };
    let mut sizes = vec![Some(Field::Effort), None];
    sizes.extend(named.iter().map(|(field, _)| *field).filter(|field| field.is_amount(plan)).map(Some));
    html! {
        <div class="chart-tools" role="group" aria-label={words::tools(lang)}>
            <div class="segments chart-tools__views" role="group" aria-label={words::views(lang)}>
                for view in View::ALL {
                    <button key={view as usize} type="button" class="segment" aria-pressed={pressed(choice.view == view)}
                        onclick={set(&|choice| choice.view = view)}>{ view.word()(lang) }</button>
                }
            </div>
            if choice.view == View::Fields {
                <FieldChooser label={words::field_y(lang)} named={ByPointer(named.clone())} chosen={choice.y}
                    on_chosen={{ let (choice, on_choice) = (choice.clone(), props.on_choice.clone()); Callback::from(move |y| on_choice.emit(ChartChoice { y, ..choice.clone() })) }} />
                <FieldChooser label={words::field_x(lang)} named={ByPointer(named.clone())} chosen={choice.x}
                    on_chosen={{ let (choice, on_choice) = (choice.clone(), props.on_choice.clone()); Callback::from(move |x| on_choice.emit(ChartChoice { x, ..choice.clone() })) }} />
            }
            if choice.view == View::ValueEffort {
                <Popover label={format!("{}: {}", words::value_by(lang), value_name(choice.value, plan, lang))} look="chip" menu=true>
                    { option(value_name(Field::Value, plan, lang), choice.value == Field::Value, set(&|choice| choice.value = Field::Value)) }
                    { option(value_name(score, plan, lang), choice.value == score, set(&|choice| choice.value = score)) }
                </Popover>
            }
            if of_items {
                <Popover label={words::size_by(lang, &size(choice.size))} look="chip" menu=true>
                    for other in sizes {
                        { option(size(other), choice.size == other, set(&|choice| choice.size = other)) }
                    }
                </Popover>
                <Popover label={words::colour_by(lang, choice.colour.word()(lang))} look="chip" menu=true>
                    for colour in Colour::ALL {
                        { option(colour.word()(lang).to_owned(), choice.colour == colour, set(&|choice| choice.colour = colour)) }
                    }
                </Popover>
            }
            <Popover label={words::cut_by(lang, choice.cut.word()(lang))} look="chip" menu=true>
                for cut in CutBy::ALL {
                    { option(cut.word()(lang).to_owned(), choice.cut == cut, set(&|choice| choice.cut = cut)) }
                }
            </Popover>
        </div>
    }
}

fn option(label: String, is_on: bool, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button key={label.clone()} type="button" class="menu__item" role="menuitemradio" aria-checked={pressed(is_on)} {onclick}>{ label }</button>
    }
}

fn value_name(field: Field, plan: &Plan, lang: Lang) -> String {
    match field {
        Field::Value => words::value_by_share(lang).to_owned(),
        other => other.label(plan, lang),
    }
}

/// Properties of [`FieldChooser`].
#[derive(Properties, PartialEq)]
struct FieldChooserProps {
    label: &'static str,
    /// What there is to choose from.
    named: ByPointer<Vec<(Field, String)>>,
    chosen: Field,
    on_chosen: Callback<Field>,
}

#[component]
fn FieldChooser(props: &FieldChooserProps) -> Html {
    let all = &props.named.0;
    let place = all.iter().position(|(field, _)| *field == props.chosen).unwrap_or_default();
    let choices: Vec<Choice> =
        all.iter().enumerate().map(|(at, (_, name))| Choice::new(at.to_string(), name.clone())).collect();
    let on_chosen = {
        let (on_chosen, all) = (props.on_chosen.clone(), props.named.clone());
        Callback::from(move |value: String| {
            if let Some((field, _)) = value.parse::<usize>().ok().and_then(|at| all.0.get(at)) {
                on_chosen.emit(*field);
            }
        })
    };
    html! {
        <div class="chart-tools__field">
            <SelectField label={props.label} value={place.to_string()} {choices} {on_chosen} />
        </div>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::plan::Criterion;
    use crate::domain::sample;
    use crate::ui::rendered::rendered;

    fn plan() -> Plan {
        let mut plan = sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z");
        plan.settings.criteria = Rc::new(vec![Criterion::new("c3", "Strategic fit")]);
        plan
    }

    fn html(view: View) -> String {
        rendered::<ChartTools>(ChartToolsProps {
            plan: ByPointer(Rc::new(plan())),
            choice: ChartChoice { view, ..ChartChoice::default() },
            on_choice: Callback::noop(),
            framework: frameworks::default().id,
        })
    }

    #[test]
    fn only_what_has_a_meaning_can_be_chosen() {
        for (view, chips, fields) in [
            (View::NeedGoal, 3, 0),
            (View::ValueEffort, 4, 0),
            (View::Importance, 1, 0),
            (View::Kano, 3, 0),
            (View::Fields, 3, 2),
        ] {
            let html = html(view);
            assert_eq!(html.matches("class=\"chip\"").count(), chips, "{view:?}");
            assert_eq!(html.matches("<select").count(), fields, "{view:?}");
            assert_eq!(html.matches("aria-pressed=\"true\"").count(), 1);
        }
    }

    #[test]
    fn every_number_of_the_registry_and_of_the_plan_can_be_chosen() {
        let html = html(View::Fields);
        for field in Field::all(&plan()) {
            let label = field.label(&plan(), Lang::En);
            assert!(html.contains(&label), "{field:?}: {label}");
        }
        assert!(html.contains("Strategic fit") && html.contains("Weighted score"));
        assert!(!html.contains("Criterion 1"), "the plan has no such criterion");
    }
}
