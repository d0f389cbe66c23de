//! Everything about one item, beside the grid; over it on a narrow screen.

use std::rc::Rc;

use yew::prelude::*;

use super::columns::split_list;
use super::delivery::Delivery;
use crate::domain::date;
use crate::domain::editor::{Command, Edit};
use crate::domain::frameworks::{self, Framework, Input, Scored, Unit};
use crate::domain::kano::mark;
use crate::domain::number;
use crate::domain::plan::{
    Comment, Criterion, Estimate, Id, Item, KanoCategory, KanoMark, Link, Plan, Requester, Status,
};
use crate::domain::ranking::Beside;
use crate::domain::text::{Lang, criteria as criteria_words, explain, fields, items};
use crate::platform::clock;
use crate::ui::components::{Button, Choice, IconButton, IconName, SelectField, TextField, Variant};
use crate::ui::features::tradeoff::explain::Tornado;
use crate::ui::session::{Dialog, SessionMsg};
use crate::ui::store::{Handles, new_id, use_handles, use_lang};

/// Properties of [`Panel`].
#[derive(Properties, Clone)]
pub struct PanelProps {
    /// The plan, for other items' names.
    pub plan: Rc<Plan>,
    /// The item.
    pub item: Rc<Item>,
    /// The framework that ranks, whose estimates come first.
    pub framework: &'static Framework,
    /// What stands beside the item in the order by score.
    pub beside: Beside,
    /// Whether the panel was just opened on purpose, and takes the focus.
    pub focus: bool,
}

impl PartialEq for PanelProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && Rc::ptr_eq(&self.item, &other.item)
            && std::ptr::eq(self.framework, other.framework)
            && self.beside == other.beside
            && self.focus == other.focus
    }
}

/// Gives one field of an item a new value.
fn edit(handles: &Handles, id: &Id, gesture: Option<u64>, edit: Edit) {
    let command = Command::EditItems(vec![(Rc::clone(id), edit)]);
    match gesture {
        Some(gesture) => handles.edit_in(gesture, command),
        None => handles.edit(command),
    }
}

/// The panel of one item, for where it stands.
pub fn panel(props: &PanelProps) -> Html {
    html! { <Panel key={props.item.id.to_string()} ..props.clone() /> }
}

/// The panel of one item.
#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let item = &props.item;
    let content = use_node_ref();
    use_effect_with(props.focus, {
        let (content, handles) = (content.clone(), handles.clone());
        move |focus| {
            if *focus {
                crate::platform::element::move_focus(&content, "input", 0);
                handles.session(SessionMsg::PanelFocused);
            }
        }
    });
    let typed = |make: fn(String) -> Edit| {
        let (handles, id) = (handles.clone(), Rc::clone(&item.id));
        Callback::from(move |(text, gesture): (String, u64)| edit(&handles, &id, Some(gesture), make(text)))
    };
    let chosen = |make: fn(String) -> Option<Edit>| {
        let (handles, id) = (handles.clone(), Rc::clone(&item.id));
        Callback::from(move |value: String| {
            if let Some(change) = make(value) {
                edit(&handles, &id, None, change);
            }
        })
    };
    let close = {
        let handles = handles.clone();
        Callback::from(move |()| {
            handles.session(SessionMsg::Panel(false));
            handles.session(SessionMsg::FocusGrid(false));
        })
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape"
                && !event.default_prevented()
                && !crate::platform::element::is_composing(&event)
            {
                event.stop_propagation();
                close.emit(());
            }
        })
    };
    let statuses = Status::ALL
        .iter()
        .map(|status| Choice::new(status.file_name(), status.label(lang)))
        .collect::<Vec<_>>();
    let kano = [Choice::new("", items::no_kano(lang))]
        .into_iter()
        .chain(KanoCategory::ALL.iter().map(|category| {
            Choice::new(category.file_name(), format!("{} · {}", category.file_name(), category.label(lang)))
        }))
        .collect::<Vec<_>>();
    // The framework that ranks comes first; then the others that are not the same sheet.
    let sheets: Vec<&'static Framework> = frameworks::sheets()
        .filter(|other| other.sheet == props.framework.sheet)
        .chain(frameworks::sheets().filter(|other| other.sheet != props.framework.sheet))
        .collect();
    html! {
        <aside class="panel" aria-label={item.title_in(lang).to_owned()} {onkeydown}>
            <header class="panel__head">
                <h2 class="visually-hidden">{ item.title_in(lang) }</h2>
                <span class="panel__key">{ &item.key }</span>
                <span class="toolbar__gap"></span>
                <IconButton label={items::close_panel(lang)} icon={IconName::Close} on_press={close} />
            </header>
            <div class="panel__content" ref={content}>
                <TextField class="panel__title" label={fields::title(lang)} value={item.title.clone()} on_typed={typed(Edit::Title)} />
                <TextField label={fields::title_alt(lang)} value={item.title_alt.clone().unwrap_or_default()} on_typed={typed(|text| Edit::TitleAlt(Some(text)))} />
                <div class="form form--pair">
                    <SelectField label={fields::status(lang)} value={item.status.file_name()} choices={statuses}
                        on_chosen={chosen(|value| Status::from_file_name(&value).map(Edit::Status))} />
                    <SelectField label={fields::kano(lang)} value={item.kano.as_ref().map_or("", |mark| mark.category.file_name())} choices={kano}
                        hint={item.kano.as_ref().map(|mark| mark::sentence(mark, lang)).unwrap_or_default()}
                        on_chosen={chosen(|value| Some(Edit::Kano(KanoCategory::from_file_name(&value).map(KanoMark::manual))))} />
                    <TextField label={fields::area(lang)} value={item.area.clone()} on_typed={typed(Edit::Area)} />
                    <TextField label={fields::owner(lang)} value={item.owner.clone()} on_typed={typed(Edit::Owner)} />
                </div>
                <TextField label={fields::tags(lang)} value={item.tags.join(", ")} hint={items::tags_hint(lang)} on_typed={typed(|text| Edit::Tags(split_list(&text)))} />
                <TextField label={fields::description(lang)} value={item.description.clone()} multiline=true on_typed={typed(Edit::Description)} />

                <h3 class="panel__heading">{ items::estimates(lang) }</h3>
                for (at, framework) in sheets.into_iter().enumerate() {
                    <Sheet key={framework.sheet} item={item.clone()} plan={props.plan.clone()} {framework} open={at == 0} />
                }

                <Moves plan={props.plan.clone()} item={Rc::clone(&item.id)} framework={props.framework} />
                { whys(&handles, &props.plan, &item.id, &props.beside, lang) }

                <Delivery plan={props.plan.clone()} item={item.clone()} />

                <h3 class="panel__heading">{ items::details(lang) }</h3>
                <TextField label={fields::source(lang)} value={item.source.clone()} on_typed={typed(Edit::Source)} />
                <Requesters item={item.clone()} />
                <Links item={item.clone()} />

                <h3 class="panel__heading">{ items::discussion(lang) }</h3>
                <Comments item={item.clone()} />
            </div>
        </aside>
    }
}

/// Ways to ask why the item stands behind the one before it, and before the one behind it.
fn whys(handles: &Handles, plan: &Plan, item: &Id, beside: &Beside, lang: Lang) -> Html {
    let why = |other: &Option<Id>, words: fn(Lang, &str) -> String| {
        let other = plan.item(other.as_ref()?)?;
        let (handles, asked) = (handles.clone(), Dialog::Why(Rc::clone(item), Rc::clone(&other.id)));
        let on_press = Callback::from(move |()| handles.open(asked.clone()));
        let label = words(lang, other.title_in(lang));
        Some(html! { <Button key={other.id.to_string()} {label} {on_press} /> })
    };
    let whys = [why(&beside.above, items::why_below), why(&beside.below, items::why_above)];
    html! {
        if whys.iter().any(Option::is_some) {
            <div class="panel__whys" role="group" aria-label={items::why_order(lang)}>
                for why in whys.into_iter().flatten() {
                    { why }
                }
            </div>
        }
    }
}

/// Properties of [`Moves`].
#[derive(Properties)]
struct MovesProps {
    plan: Rc<Plan>,
    item: Id,
    framework: &'static Framework,
}

impl PartialEq for MovesProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.item == other.item
            && std::ptr::eq(self.framework, other.framework)
    }
}

/// What each open number could make of the item's rank; worked out only while it is looked at.
#[component]
fn Moves(props: &MovesProps) -> Html {
    let lang = use_lang();
    let open = use_state_eq(|| false);
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            open.set(event.target_dyn_into::<web_sys::Element>().is_some_and(|it| it.has_attribute("open")));
        })
    };
    html! {
        <details class="sheet" {ontoggle}>
            <summary class="sheet__summary"><span class="sheet__name">{ explain::tornado(lang) }</span></summary>
            if *open {
                <Tornado plan={props.plan.clone()} item={props.item.clone()} framework={props.framework.id} />
            }
        </details>
    }
}

/// Properties of [`Sheet`].
#[derive(Properties)]
struct SheetProps {
    plan: Rc<Plan>,
    item: Rc<Item>,
    framework: &'static Framework,
    open: bool,
}

impl PartialEq for SheetProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.item, &other.item)
            && self.plan.settings == other.plan.settings
            && std::ptr::eq(self.framework, other.framework)
            && self.open == other.open
    }
}

/// The estimates of one framework, with their scales explained.
#[component]
fn Sheet(props: &SheetProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let (item, framework) = (&props.item, props.framework);
    let sheet = framework.sheet;
    let score = item.score(sheet);
    let criteria = &props.plan.settings.criteria;
    let words = match framework.scorer(&props.plan).score(item) {
        Scored::Score(score) => number::display_score(score),
        Scored::Missing(missing) => framework.missing_words(criteria, &missing, lang),
        Scored::Invalid(key, _) => {
            fields::check_value(lang, framework.input(key).map_or("", |input| input.label_in(criteria, lang)))
        }
    };
    let on_evidence = {
        let (handles, id) = (handles.clone(), Rc::clone(&item.id));
        Callback::from(move |(text, gesture): (String, u64)| {
            edit(&handles, &id, Some(gesture), Edit::Evidence { sheet, text });
        })
    };
    let set_up = {
        let handles = handles.clone();
        Callback::from(move |()| handles.open(Dialog::Settings))
    };
    let once = score.is_some_and(|score| score.one_time);
    let on_once = {
        let (handles, id) = (handles.clone(), Rc::clone(&item.id));
        Callback::from(move |_: Event| edit(&handles, &id, None, Edit::OneTime { sheet, once: !once }))
    };
    let per_period = framework.inputs.iter().any(|input| input.unit == Unit::PerPeriod);
    html! {
        <details class="sheet" open={props.open}>
            <summary class="sheet__summary">
                <span class="sheet__name">{ (framework.name)(lang) }</span>
                <span class="sheet__score">{ words }</span>
            </summary>
            <p class="hint">{ (framework.formula)(lang) }</p>
            if framework.needs_criteria(criteria) {
                <p class="hint">{ criteria_words::ask(lang) }</p>
                <Button label={criteria_words::set_up(lang)} on_press={set_up} />
            }
            for input in framework.inputs_in(criteria) {
                <EstimateField key={input.key} item={item.clone()} {sheet} {input} criteria={criteria.clone()} unit={unit_words(input, &props.plan, lang)} />
            }
            if per_period {
                <label class="check">
                    <input type="checkbox" class="checkbox" checked={once} onchange={on_once} />
                    <span>{ fields::one_time(lang) }</span>
                    <span class="field__hint">{ items::one_time_hint(lang) }</span>
                </label>
            }
            <TextField label={fields::evidence(lang)} value={score.map(|score| score.evidence.clone()).unwrap_or_default()}
                hint={items::evidence_hint(lang)} on_typed={on_evidence} />
            if let Some(scored) = score.and_then(|score| score.scored.clone()) {
                <p class="hint">{ items::scored_on(lang, &date::display(&scored, lang)) }</p>
            }
        </details>
    }
}

fn unit_words(input: &Input, plan: &Plan, lang: Lang) -> AttrValue {
    match input.unit {
        Unit::PerPeriod => format!("/ {}", plan.settings.reach_period.label(lang)).into(),
        Unit::Effort => plan.settings.effort_unit.label(lang).into(),
        Unit::Plain | Unit::Share | Unit::Class => AttrValue::default(),
    }
}

/// Properties of [`EstimateField`].
#[derive(Properties)]
struct EstimateFieldProps {
    item: Rc<Item>,
    sheet: &'static str,
    input: &'static Input,
    criteria: Rc<Vec<Criterion>>,
    unit: AttrValue,
}

impl PartialEq for EstimateFieldProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.item, &other.item)
            && self.sheet == other.sheet
            && std::ptr::eq(self.input, other.input)
            && Rc::ptr_eq(&self.criteria, &other.criteria)
            && self.unit == other.unit
    }
}

/// One estimate as a value or as low, likely and high; the steps of its scale as buttons.
#[component]
fn EstimateField(props: &EstimateFieldProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let (item, input, sheet) = (&props.item, props.input, props.sheet);
    let estimate = item.estimate(sheet, input.key);
    let saved = parts(input, estimate);
    // The ends of a range are kept here until both are there.
    let draft = use_state_eq(|| None::<[String; 3]>);
    let shown = draft.as_ref().cloned().unwrap_or_else(|| saved.clone());
    let set = {
        let (handles, id) = (handles.clone(), Rc::clone(&item.id));
        move |text: &str, gesture: Option<u64>| {
            edit(
                &handles,
                &id,
                gesture,
                Edit::Estimate { sheet, input: input.key, value: input.parse(text) },
            );
        }
    };
    let on_part = |at: usize| {
        let (draft, shown, set) = (draft.clone(), shown.clone(), set.clone());
        Callback::from(move |(text, gesture): (String, u64)| {
            let mut parts = shown.clone();
            if let Some(part) = parts.get_mut(at) {
                *part = text;
            }
            match whole(&parts) {
                Some(text) => {
                    draft.set(None);
                    set(&text, Some(gesture));
                }
                None => draft.set(Some(parts)),
            }
        })
    };
    let problem = estimate
        .and_then(|estimate| input.check_in(&props.criteria, estimate))
        .map(|problem| problem.sentence(input, &props.criteria, lang));
    let half = draft.is_some().then(|| items::low_needs_high(lang).to_owned());
    let moonshot =
        input.unit == Unit::Share && estimate.and_then(Estimate::likely).is_some_and(|value| value < 0.5);
    let [low, likely, high] = shown.clone();
    let label = input.label_in(&props.criteria, lang);
    let steps = input.scale;
    html! {
        <fieldset class="estimate">
            <legend class="estimate__label">{ label }<span class="estimate__unit">{ &props.unit }</span></legend>
            // A class is one of its steps; what is none is shown as it was typed.
            if input.unit != Unit::Class || estimate.is_some_and(|estimate| input.class_of(estimate).is_none()) {
                <div class="estimate__fields">
                    <TextField class="estimate__likely" label={fields::likely(lang)} value={likely} on_typed={on_part(1)}
                        problem={problem.clone().map(AttrValue::from)} />
                    <TextField class="estimate__end" label={fields::low(lang)} value={low} on_typed={on_part(0)} />
                    <TextField class="estimate__end" label={fields::high(lang)} value={high} on_typed={on_part(2)} />
                </div>
            }
            if !steps.is_empty() {
                <div class="estimate__steps" role="group" aria-label={format!("{label} · {}", items::scale(lang))}>
                    for step in steps.iter() {
                        <button key={step.value.to_string()} type="button" class="step"
                            aria-pressed={if estimate == Some(&Estimate::Value(step.value)) { "true" } else { "false" }}
                            onclick={{ let (set, draft) = (set.clone(), draft.clone()); Callback::from(move |_: MouseEvent| { draft.set(None); set(&input.edit_text(&Estimate::Value(step.value)), None); }) }}>
                            if input.unit != Unit::Class {
                                { input.display(step.value) }{ " " }
                            }
                            { (step.word)(lang) }
                        </button>
                    }
                </div>
            }
            <p class="field__hint">{ input.help_in(&props.criteria, lang) }</p>
            if let Some(half) = half {
                <p class="field__problem" role="status">{ half }</p>
            }
            if moonshot {
                <p class="field__hint">{ items::low_confidence(lang) }</p>
            }
        </fieldset>
    }
}

/// Low, likely and high as they are typed.
fn parts(input: &Input, estimate: Option<&Estimate>) -> [String; 3] {
    let one = |value: f64| input.edit_text(&Estimate::Value(value));
    match estimate {
        None => Default::default(),
        Some(Estimate::Range { low, likely, high }) => [one(*low), one(*likely), one(*high)],
        Some(other) => [String::new(), input.edit_text(other), String::new()],
    }
}

/// The text of an estimate from its parts; `None` while one end of the range is missing.
fn whole(parts: &[String; 3]) -> Option<String> {
    let [low, likely, high] = parts.each_ref().map(|part| part.trim());
    match (low.is_empty(), likely.is_empty(), high.is_empty()) {
        (true, _, true) => Some(likely.to_owned()),
        (false, true, false) => Some(format!("{low} / {high}")),
        (false, false, false) => Some(format!("{low} / {likely} / {high}")),
        _ => None,
    }
}

/// Properties of the parts that need the item alone.
#[derive(Properties)]
struct ItemProps {
    item: Rc<Item>,
}

impl PartialEq for ItemProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.item, &other.item)
    }
}

/// Who asked, how many they stand for, and what they said.
#[component]
fn Requesters(props: &ItemProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let item = &props.item;
    let put = {
        let (handles, id) = (handles.clone(), Rc::clone(&item.id));
        move |list: Vec<Requester>, gesture: Option<u64>| edit(&handles, &id, gesture, Edit::Requesters(list))
    };
    let part = |at: usize, write: fn(&mut Requester, String)| {
        let (list, put) = (item.requesters.clone(), put.clone());
        Callback::from(move |(text, gesture): (String, u64)| {
            let mut list = list.clone();
            if let Some(requester) = list.get_mut(at) {
                write(requester, text);
            }
            put(list, Some(gesture));
        })
    };
    let remove = |at: usize| {
        let (list, put) = (item.requesters.clone(), put.clone());
        Callback::from(move |()| {
            let mut list = list.clone();
            list.remove(at);
            put(list, None);
        })
    };
    let add = {
        let (list, put) = (item.requesters.clone(), put.clone());
        Callback::from(move |()| {
            let mut list = list.clone();
            list.push(Requester {
                date: clock::now_iso().chars().take(10).collect(),
                ..Requester::default()
            });
            put(list, None);
        })
    };
    html! {
        <section class="list" aria-label={fields::requesters(lang)}>
            <h4 class="list__title">{ fields::requesters(lang) }</h4>
            for (at, requester) in item.requesters.iter().enumerate() {
                <div key={at} class="list__row">
                    <TextField label={items::requester_name(lang)} value={requester.name.clone()} on_typed={part(at, |requester, text| requester.name = text)} />
                    <TextField label={items::requester_segment(lang)} value={requester.segment.clone()} on_typed={part(at, |requester, text| requester.segment = text)} />
                    <TextField label={items::requester_count(lang)} value={requester.count.map(|count| number::plain(count, 2)).unwrap_or_default()}
                        on_typed={part(at, |requester, text| requester.count = number::parse(&text).map(|typed| typed.value))} />
                    <TextField label={items::requester_note(lang)} value={requester.note.clone()} on_typed={part(at, |requester, text| requester.note = text)} />
                    <IconButton label={items::remove(lang)} icon={IconName::Close} on_press={remove(at)} />
                </div>
            }
            <Button label={items::add_requester(lang)} variant={Variant::Quiet} icon={IconName::Plus} on_press={add} />
        </section>
    }
}

/// Where to read more. Only web and mail addresses can be followed.
#[component]
fn Links(props: &ItemProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let item = &props.item;
    let put = {
        let (handles, id) = (handles.clone(), Rc::clone(&item.id));
        move |list: Vec<Link>, gesture: Option<u64>| edit(&handles, &id, gesture, Edit::Links(list))
    };
    let part = |at: usize, write: fn(&mut Link, String)| {
        let (list, put) = (item.links.clone(), put.clone());
        Callback::from(move |(text, gesture): (String, u64)| {
            let mut list = list.clone();
            if let Some(link) = list.get_mut(at) {
                write(link, text);
            }
            put(list, Some(gesture));
        })
    };
    let remove = |at: usize| {
        let (list, put) = (item.links.clone(), put.clone());
        Callback::from(move |()| {
            let mut list = list.clone();
            list.remove(at);
            put(list, None);
        })
    };
    let add = {
        let (list, put) = (item.links.clone(), put.clone());
        Callback::from(move |()| {
            let mut list = list.clone();
            list.push(Link::default());
            put(list, None);
        })
    };
    html! {
        <section class="list" aria-label={fields::links(lang)}>
            <h4 class="list__title">{ fields::links(lang) }</h4>
            for (at, link) in item.links.iter().enumerate() {
                <div key={at} class="list__row">
                    <TextField label={items::link_title(lang)} value={link.title.clone()} on_typed={part(at, |link, text| link.title = text)} />
                    <TextField label={items::link_url(lang)} value={link.url.clone()} on_typed={part(at, |link, text| link.url = text)} />
                    if link.is_safe() {
                        <a class="list__link" href={link.url.clone()} target="_blank" rel="noopener noreferrer">{ items::follow_link(lang) }</a>
                    }
                    <IconButton label={items::remove(lang)} icon={IconName::Close} on_press={remove(at)} />
                </div>
            }
            <Button label={items::add_link(lang)} variant={Variant::Quiet} icon={IconName::Plus} on_press={add} />
        </section>
    }
}

/// What people said, oldest first.
#[component]
fn Comments(props: &ItemProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let text = use_state_eq(String::new);
    // A posted comment gets a fresh field, which is the plainest way to empty it.
    let round = use_state_eq(|| 0usize);
    let item = &props.item;
    let post = {
        let (handles, id, text, round) = (handles.clone(), Rc::clone(&item.id), text.clone(), round.clone());
        Callback::from(move |()| {
            if text.trim().is_empty() {
                return;
            }
            let comment = Comment {
                id: new_id("c"),
                date: clock::now_iso(),
                text: text.trim().to_owned(),
                ..Comment::default()
            };
            edit(&handles, &id, None, Edit::AddComment(comment));
            text.set(String::new());
            round.set(*round + 1);
        })
    };
    let on_typed = {
        let text = text.clone();
        Callback::from(move |(typed, _): (String, u64)| text.set(typed))
    };
    let remove = |comment: &Id| {
        let (handles, id, comment) = (handles.clone(), Rc::clone(&item.id), Rc::clone(comment));
        Callback::from(move |()| edit(&handles, &id, None, Edit::RemoveComment(Rc::clone(&comment))))
    };
    html! {
        <section class="list" aria-label={fields::comments(lang)}>
            for comment in item.comments.iter() {
                <div key={comment.id.to_string()} class="comment">
                    <p class="comment__text">{ &comment.text }</p>
                    <p class="comment__meta">
                        if !comment.author.is_empty() {
                            { &comment.author }{ " · " }
                        }
                        { date::display(&comment.date, lang) }
                    </p>
                    <IconButton label={items::remove(lang)} icon={IconName::Close} on_press={remove(&comment.id)} />
                </div>
            }
            <TextField key={*round} label={items::comment_text(lang)} value="" multiline=true {on_typed} />
            <Button label={items::add_comment(lang)} on_press={post} />
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample;
    use crate::ui::rendered::rendered_in;

    #[test]
    fn an_item_is_asked_about_against_those_beside_it() {
        for (lang, above, below) in [
            (Lang::En, "Why below “A &amp; B”?", "Why above “Other”?"),
            (Lang::Zh, "为什么排在“A &amp; B”之后？", "为什么排在“Other”之前？"),
        ] {
            let mut plan = sample::plan(lang, "p".into(), "2026-11-22T09:00:00Z");
            for (slot, title) in plan.items.iter_mut().zip(["A & B", "Other"]) {
                let item = Rc::make_mut(slot);
                (item.title, item.title_alt) = (title.to_owned(), None);
            }
            let [first, second, item] = [0, 1, 2].map(|at| Rc::clone(&plan.items[at].id));
            let html = |above: Option<&Id>, below: Option<&Id>| {
                let beside = Beside { above: above.cloned(), below: below.cloned() };
                rendered_in(lang, whys(&Handles::default(), &plan, &item, &beside, lang))
            };
            let both = html(Some(&first), Some(&second));
            assert_eq!(both.matches("<button").count(), 2, "{both}");
            assert!(both.contains(above) && both.contains(below), "{both}");
            let last = html(Some(&first), None);
            assert!(last.contains(above) && !last.contains(below));
            assert!(!html(None, None).contains("<button"), "what stands alone has no order");
        }
    }

    #[test]
    fn a_range_waits_until_both_ends_are_there() {
        let parts =
            |low: &str, likely: &str, high: &str| [low.to_owned(), likely.to_owned(), high.to_owned()];
        for (given, text) in [
            (parts("", "5", ""), Some("5")),
            (parts("", "", ""), Some("")),
            (parts("1", "", "4"), Some("1 / 4")),
            (parts("1", "2", "4"), Some("1 / 2 / 4")),
            (parts("1", "2", ""), None),
            (parts("", "", "4"), None),
        ] {
            assert_eq!(whole(&given).as_deref(), text, "{given:?}");
        }
    }
}
