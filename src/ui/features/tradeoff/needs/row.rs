//! One need or goal: its title, its weight, and how much of an opportunity it is.

use web_sys::ClipboardEvent;
use yew::prelude::*;

use super::list::{Change, block};
use crate::domain::number;
use crate::domain::plan::Id;
use crate::domain::text::{Lang, needs as words};
use crate::domain::tradeoff::opportunity::{self, Service, THRESHOLDS};
use crate::domain::tradeoff::pasted;
use crate::domain::tradeoff::weights::{Entry, Side};
use crate::ui::components::{IconButton, IconName, TextField};
use crate::ui::store::use_lang;
use wasm_bindgen::JsCast;

/// Properties of [`Row`].
#[derive(Properties, PartialEq)]
pub struct RowProps {
    /// Which list.
    pub side: Side,
    /// Its place in the list.
    pub at: usize,
    /// What it holds.
    pub entry: Entry,
    /// Whether it is the last one.
    pub last: bool,
    /// Its share of all weight, 0..=1.
    pub share: f64,
    /// Called with what happens to it.
    pub on_change: Callback<Change>,
}

/// One need or goal.
#[component]
pub fn Row(props: &RowProps) -> Html {
    let lang = use_lang();
    let RowProps { side, at, entry, last, share, on_change } = props;
    let open = use_state_eq(|| false);
    let id = &entry.id;
    let shown = entry.title_in(lang);
    let title = if shown.trim().is_empty() { words::untitled(lang) } else { shown };
    let typed = |make: fn(Id, String, u64) -> Change| {
        let id = Id::clone(id);
        on_change.reform(move |(text, gesture)| make(Id::clone(&id), text, gesture))
    };
    let rated = |make: fn(Id, Option<f64>, u64) -> Change| {
        let id = Id::clone(id);
        on_change.reform(move |(value, gesture)| make(Id::clone(&id), value, gesture))
    };
    let move_by = |down: bool, field: &'static str| {
        let id = Id::clone(id);
        on_change.reform(move |()| Change::Move(Id::clone(&id), down, field))
    };
    let on_delete = {
        let id = Id::clone(id);
        on_change.reform(move |()| Change::Delete(Id::clone(&id)))
    };
    let onkeydown = {
        let (id, on_change) = (Id::clone(id), on_change.clone());
        Callback::from(move |event: KeyboardEvent| {
            let down = match event.key().as_str() {
                "ArrowUp" => false,
                "ArrowDown" => true,
                _ => return,
            };
            if event.alt_key() {
                event.prevent_default();
                event.stop_propagation();
                on_change.emit(Change::Move(Id::clone(&id), down, field_of(&event)));
            }
        })
    };
    let onpaste = {
        let (id, on_change, side) = (Id::clone(id), on_change.clone(), *side);
        Callback::from(move |event: Event| {
            if let Some(lines) = pasted_block(&event, side) {
                on_change.emit(Change::Insert(Some(Id::clone(&id)), lines));
            }
        })
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let percent = number::display(share * 100.0, 1);
    html! {
        <li class="needs__line" {onkeydown} {onpaste}>
            <span class="needs__moves">
                <span data-field="up"><IconButton label={words::move_up(lang, title)} icon={IconName::Up} disabled={*at == 0} on_press={move_by(false, "up")} /></span>
                <span data-field="down"><IconButton label={words::move_down(lang, title)} icon={IconName::Down} disabled={*last} on_press={move_by(true, "down")} /></span>
            </span>
            <div class="needs__name" data-field="title" title={title.to_owned()}>
                <TextField label={words::title_of(lang, at + 1)} bare=true value={entry.title.clone()} on_typed={typed(Change::Title)} />
            </div>
            <div class="needs__weight" data-field="weight">
                <NumberField label={words::weight_of(lang, title)} caption={words::weight(lang)} kind={Kind::Weight} value={Some(entry.weight)}
                    on_number={rated(|id, value, gesture| Change::Weight(id, value.unwrap_or(0.0), gesture))} />
            </div>
            <div class="needs__share" title={words::share_of(lang, &percent)}>
                <svg class="needs__bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="needs__bar-fill" width={number::plain(share * 100.0, 2)} height="3" />
                </svg>
                <span class="needs__percent" aria-hidden="true">{ format!("{percent}%") }</span>
                <span class="visually-hidden">{ words::share_of(lang, &percent) }</span>
            </div>
            if *side == Side::Need {
                <div class="needs__rating" data-field="importance">
                    <NumberField label={words::importance_of(lang, title)} caption={words::importance(lang)} kind={Kind::Rating} value={entry.importance} on_number={rated(Change::Importance)} />
                </div>
                <div class="needs__rating" data-field="satisfaction">
                    <NumberField label={words::satisfaction_of(lang, title)} caption={words::satisfaction(lang)} kind={Kind::Rating} value={entry.satisfaction} on_number={rated(Change::Satisfaction)} />
                </div>
                { opportunity(entry, lang) }
            }
            <span class="needs__does">
                <span data-field="alt">
                    <button type="button" class="button button--quiet needs__alt" aria-expanded={if *open { "true" } else { "false" }}
                        aria-label={words::title_alt_of(lang, title)} title={words::title_alt_of(lang, title)} onclick={toggle}>{ words::title_alt_short(lang) }</button>
                </span>
                <span data-field="delete"><IconButton label={words::delete(lang, title)} icon={IconName::Close} on_press={on_delete} /></span>
            </span>
            if *open {
                <div class="needs__other" data-field="other">
                    <TextField label={words::title_alt_of(lang, title)} value={entry.title_alt.clone().unwrap_or_default()} on_typed={typed(Change::TitleAlt)} />
                </div>
            }
        </li>
    }
}

/// The opportunity score with its class.
fn opportunity(entry: &Entry, lang: Lang) -> Html {
    let (importance, satisfaction) = (entry.importance, entry.satisfaction);
    let Some(score) = opportunity::score(importance, satisfaction) else {
        return html! { <div class="needs__score"></div> };
    };
    let class = opportunity::class(score, &THRESHOLDS);
    let service = opportunity::service(importance, satisfaction, &THRESHOLDS);
    let over = service == Some(Service::Over);
    let word = if over { words::over_served(lang) } else { words::class(lang, class) };
    html! {
        <div class="needs__score" title={words::class_help(lang, class, service)}>
            <span class="visually-hidden">{ words::opportunity(lang) }</span>
            <span class="needs__points">{ number::display(score, 1) }</span>
            <span class="needs__class" data-class={if over { "over" } else { class_name(class) }}>{ word }</span>
        </div>
    }
}

fn class_name(class: opportunity::Class) -> &'static str {
    match class {
        opportunity::Class::Served => "served",
        opportunity::Class::Moderate => "moderate",
        opportunity::Class::High => "high",
        opportunity::Class::Extreme => "extreme",
    }
}

/// The fields among which the focus stays on the same one while a line moves.
const FIELDS: [&str; 8] = ["title", "weight", "importance", "satisfaction", "up", "down", "alt", "delete"];

/// The field that a key was pressed in; the title where it is none that stays.
fn field_of(event: &KeyboardEvent) -> &'static str {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let field = target.and_then(|element| element.closest("[data-field]").ok().flatten());
    let name = field.and_then(|element| element.get_attribute("data-field")).unwrap_or_default();
    FIELDS.into_iter().find(|field| *field == name).unwrap_or("title")
}

/// The lines that are being pasted, where they are too many for one field; then the field
/// gets none of them.
pub fn pasted_block(event: &Event, side: Side) -> Option<Vec<pasted::Line>> {
    let clipboard = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data)?;
    let lines = block(&clipboard.get_data("text/plain").ok()?, side)?;
    event.prevent_default();
    Some(lines)
}

/// What a number in a field means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A weight; an emptied field weighs 0.
    Weight,
    /// An importance or a satisfaction; an emptied field says nothing.
    Rating,
}

impl Kind {
    /// Reads what was typed; `None` where it cannot be used.
    fn read(self, text: &str) -> Option<Option<f64>> {
        match (self, text.trim()) {
            (Kind::Weight, "") => Some(Some(0.0)),
            (Kind::Rating, "") => Some(None),
            (Kind::Weight, text) => pasted::weight(text).map(Some),
            (Kind::Rating, text) => pasted::rating(text).map(Some),
        }
    }

    fn problem(self, lang: Lang) -> &'static str {
        match self {
            Kind::Weight => words::weight_problem(lang),
            Kind::Rating => words::rating_problem(lang),
        }
    }
}

/// Properties of [`NumberField`].
#[derive(Properties, PartialEq)]
pub struct NumberFieldProps {
    /// What the field is called.
    pub label: AttrValue,
    /// What stands before it where there are no headings of columns.
    pub caption: AttrValue,
    /// What the number means.
    pub kind: Kind,
    /// The number as the plan has it.
    pub value: Option<f64>,
    /// Called with another number, or none, and the gesture that it belongs to.
    pub on_number: Callback<(Option<f64>, u64)>,
}

/// A field for a number. What is none stays as it was typed, and never reaches the plan.
#[component]
pub fn NumberField(props: &NumberFieldProps) -> Html {
    let lang = use_lang();
    let kept = use_state_eq(|| None::<String>);
    // Another number in the plan, by undo or from another tab, is newer than what was typed.
    use_effect_with(props.value, {
        let kept = kept.clone();
        move |_| kept.set(None)
    });
    let on_typed = {
        let (kept, kind, on_number) = (kept.clone(), props.kind, props.on_number.clone());
        use_callback((kind, on_number), move |(text, gesture): (String, u64), (kind, on_number)| {
            match kind.read(&text) {
                Some(value) => {
                    kept.set(None);
                    on_number.emit((value, gesture));
                }
                None => kept.set(Some(text)),
            }
        })
    };
    let value = match (&*kept, props.value) {
        (Some(text), _) => text.clone(),
        (None, Some(value)) => number::plain(value, 2),
        (None, None) => String::new(),
    };
    let problem = kept.as_ref().map(|_| AttrValue::from(props.kind.problem(lang)));
    html! {
        <>
            <span class="needs__caption" aria-hidden="true">{ &props.caption }</span>
            <TextField class="needs__number" label={props.label.clone()} bare=true {value} {problem} {on_typed} />
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, text: &str, expected: Option<Option<f64>>) {
        assert_eq!(kind.read(text), expected, "{text:?}");
    }

    #[test]
    fn a_field_reads_numbers_and_refuses_what_is_none() {
        check(Kind::Weight, "2.5", Some(Some(2.5)));
        check(Kind::Weight, "３０％", Some(Some(30.0)));
        check(Kind::Weight, " ", Some(Some(0.0)));
        check(Kind::Weight, "-1", None);
        check(Kind::Weight, "NaN", None);
        check(Kind::Weight, "a lot", None);
        check(Kind::Rating, "8.6", Some(Some(8.6)));
        check(Kind::Rating, "80%", Some(Some(8.0)));
        check(Kind::Rating, "", Some(None));
        check(Kind::Rating, "11", None);
        check(Kind::Rating, "-0.1", None);
    }
}
