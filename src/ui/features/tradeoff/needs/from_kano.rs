//! The importance of needs as respondents of the Kano study stated it.

use std::rc::Rc;

use yew::prelude::*;

use super::list::Change;
use crate::domain::number;
use crate::domain::plan::Plan;
use crate::domain::text::{common, needs as words};
use crate::domain::tradeoff::opportunity;
use crate::ui::components::{Button, Variant};
use crate::ui::store::use_lang;

/// Properties of [`FromKano`].
#[derive(Properties)]
pub struct FromKanoProps {
    /// The plan with its study.
    pub plan: Rc<Plan>,
    /// Called with what shall be set.
    pub on_change: Callback<Change>,
    /// Called when it is over.
    pub on_close: Callback<()>,
}

impl PartialEq for FromKanoProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// Shows what would be set, and sets it.
#[component]
pub fn FromKano(props: &FromKanoProps) -> Html {
    let lang = use_lang();
    let stated = opportunity::stated(&props.plan);
    let need = |id: &str| props.plan.needs.iter().find(|need| &*need.id == id);
    let close = html! { <Button label={common::close(lang)} variant={Variant::Quiet} on_press={props.on_close.clone()} /> };
    if stated.is_empty() {
        return html! {
            <div class="needs__panel"><p>{ words::from_kano_none(lang) }</p><div class="needs__actions">{ close }</div></div>
        };
    }
    let on_set = {
        let values = stated.iter().map(|one| (Rc::clone(&one.need), one.importance)).collect::<Vec<_>>();
        let (on_change, on_close) = (props.on_change.clone(), props.on_close.clone());
        Callback::from(move |()| {
            on_change.emit(Change::Importances(values.clone()));
            on_close.emit(());
        })
    };
    html! {
        <section class="needs__panel" aria-label={words::from_kano(lang)}>
            <p class="hint">{ words::from_kano_help(lang) }</p>
            <table class="needs__table">
                <thead>
                    <tr>
                        <th scope="col">{ words::needs(lang) }</th>
                        <th scope="col" class="needs__figure">{ words::now(lang) }</th>
                        <th scope="col" class="needs__figure">{ words::would_be(lang) }</th>
                        <th scope="col">{ words::comes_from(lang) }</th>
                    </tr>
                </thead>
                <tbody>
                    for one in &stated {
                        <tr key={one.need.to_string()}>
                            <th scope="row">{ need(&one.need).map_or("", |need| crate::domain::plan::title_in(&need.title, need.title_alt.as_deref(), lang)) }</th>
                            <td class="needs__figure">{ need(&one.need).and_then(|need| need.importance).map_or_else(|| "–".to_owned(), |value| number::display(value, 1)) }</td>
                            <td class="needs__figure">{ number::display(one.importance, 1) }</td>
                            <td>{ words::stated_from(lang, one.features, one.answers) }</td>
                        </tr>
                    }
                </tbody>
            </table>
            <div class="needs__actions">
                <Button label={words::set_importance(lang, stated.len())} variant={Variant::Primary} on_press={on_set} />
                { close }
            </div>
        </section>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::kano::{Answer, Feature, Respondent, Study};
    use crate::domain::sample;
    use crate::domain::text::Lang;
    use crate::ui::rendered::rendered;

    fn panel(study: Study) -> String {
        let plan = sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z");
        let plan = Rc::new(Plan { kano: Rc::new(study), ..plan });
        rendered::<FromKano>(FromKanoProps { plan, on_change: Callback::noop(), on_close: Callback::noop() })
    }

    #[test]
    fn what_would_be_set_is_shown_before_it_is_set() {
        // Item i1 serves need n1 with 3; one respondent says 7 of 9, which is 7.5 of 10.
        let mut one = Respondent { id: "r1".into(), ..Respondent::default() };
        one.set_answer(&"i1".into(), Some(Answer { importance: Some(7), ..Answer::default() }));
        let features = vec![Feature { item: "i1".into(), ..Feature::default() }];
        let html = panel(Study { features, respondents: vec![Rc::new(one)], ..Study::default() });
        for part in [
            "Pay without typing it all again",
            "8.6",
            "7.5",
            "1 feature, 1 answer",
            "Set the importance of 1 need",
        ] {
            assert!(html.contains(part), "{part}");
        }
    }

    #[test]
    fn a_study_without_stated_importance_says_so() {
        assert!(panel(Study::default()).contains("has no stated importance"));
    }
}
