//! What an import will change, to be looked at before it does.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::import::{Change, Preview, Refusal};
use crate::domain::plan::Criterion;
use crate::domain::text::{Lang, import_dialog as words};
use crate::ui::store::use_lang;

/// Properties of [`Changes`].
#[derive(Properties)]
pub struct ChangesProps {
    /// What the import comes to.
    pub preview: Rc<Result<Preview, Refusal>>,
    /// The plan's criteria, for the names of columns.
    pub criteria: Rc<Vec<Criterion>>,
}

impl PartialEq for ChangesProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.preview, &other.preview) && Rc::ptr_eq(&self.criteria, &other.criteria)
    }
}

/// Which fields of which items change, what comes in, and what the table does not have. Nothing
/// where the table is about no item of the plan: then all of it is new, and the rows say it.
#[component]
pub fn Changes(props: &ChangesProps) -> Html {
    let lang = use_lang();
    let Ok(preview) = &*props.preview else { return Html::default() };
    if preview.updated_count + preview.unchanged_count == 0 {
        return Html::default();
    }
    html! {
        <section class="import__what" aria-label={words::changes(lang)}>
            <h3 class="question__title">{ words::changes(lang) }</h3>
            if preview.adopted_count > 0 {
                <p>{ words::adopted(lang, preview.adopted_count) }</p>
            }
            if preview.change_count > 0 {
                <details class="side__details" open=true>
                    <summary>{ words::changes_of(lang, preview.change_count, preview.updated_count) }</summary>
                    <div class="import__changes" tabindex="0" role="region" aria-label={words::changes_of(lang, preview.change_count, preview.updated_count)}>
                        <table>
                            <thead>
                                <tr>
                                    <th scope="col">{ words::change_item(lang) }</th>
                                    <th scope="col">{ words::change_field(lang) }</th>
                                    <th scope="col">{ words::change_before(lang) }</th>
                                    <th scope="col">{ words::change_after(lang) }</th>
                                </tr>
                            </thead>
                            <tbody>
                                for (at, change) in preview.changes.iter().enumerate() {
                                    { one_change(at, change, preview.changes.get(at.wrapping_sub(1)), &props.criteria, lang) }
                                }
                            </tbody>
                        </table>
                        if preview.change_count > preview.changes.len() {
                            <p class="import__more">{ words::more(lang, preview.change_count - preview.changes.len()) }</p>
                        }
                    </div>
                </details>
            }
            if preview.new_count > 0 {
                { names(words::new_items(lang, preview.new_count), &preview.added, preview.new_count, lang) }
            }
            if preview.missing_count > 0 {
                { names(words::missing(lang, preview.missing_count), &preview.missing, preview.missing_count, lang) }
            }
        </section>
    }
}

/// A line of the table. The item is named in the first of its lines; below it stands for the ear.
fn one_change(
    at: usize,
    change: &Change,
    above: Option<&Change>,
    criteria: &[Criterion],
    lang: Lang,
) -> Html {
    let goes_on = above.is_some_and(|above| above.key == change.key && above.title == change.title);
    let said = |text: String| match text.as_str() {
        "" => html! { <span class="import__empty">{ words::empty(lang) }</span> },
        _ => html! { { text } },
    };
    let item = |class: Option<&'static str>| {
        html! { <span {class}><span class="import__key">{ change.key.clone() }</span>{ " " }{ change.title.clone() }</span> }
    };
    html! {
        <tr key={at} data-goes-on={goes_on.then_some("true")}>
            <th scope="row">{ item(goes_on.then_some("visually-hidden")) }</th>
            <td>{ change.field.label(criteria, lang) }</td>
            <td class="import__before">{ said(change.before.words(lang)) }</td>
            <td>{ said(change.after.words(lang)) }</td>
        </tr>
    }
}

/// A list of items by key and title, closed until it is asked for.
fn names(summary: String, items: &[(String, String)], count: usize, lang: Lang) -> Html {
    html! {
        <details class="side__details">
            <summary>{ summary }</summary>
            <ul class="import__names" tabindex="0">
                for (at, (key, title)) in items.iter().enumerate() {
                    <li key={at}>
                        if !key.is_empty() {
                            <span class="import__key">{ key.clone() }</span>
                        }
                        { " " }{ title.clone() }
                    </li>
                }
                if count > items.len() {
                    <li>{ words::more(lang, count - items.len()) }</li>
                }
            </ul>
        </details>
    }
}
