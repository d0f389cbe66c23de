//! The features in their order, and how each is asked about.

use std::rc::Rc;

use yew::prelude::*;

use super::super::KanoProps;
use super::picker::Picker;
use super::{edit, title};
use crate::domain::editor::{Command, StudyEdit};
use crate::domain::kano::wording::{self, POULIOT};
use crate::domain::kano::{Feature, Question};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, Word, kano_study as words, kano_survey};
use crate::platform::element;
use crate::ui::components::{Button, IconButton, IconName, TextField, Variant};
use crate::ui::store::{use_handles, use_lang};

/// The features of the study with everything that can be done to them.
#[component]
pub fn Features(props: &KanoProps) -> Html {
    let lang = use_lang();
    let features = &props.plan.kano.features;
    let list = use_node_ref();
    // Where the focus goes after a move: the place, and which of the two buttons.
    let moved = use_mut_ref(|| None::<(usize, usize)>);
    use_effect({
        let (list, moved) = (list.clone(), moved.clone());
        move || {
            // The browser drops the focus of what is put elsewhere, so it is given back.
            if let Some((place, button)) = moved.take() {
                let button =
                    format!("li:nth-child({}) > .study__moves > button:nth-child({button})", place + 1);
                element::move_focus(&list, &button, 0);
            }
        }
    });
    let on_moved = {
        let moved = moved.clone();
        Callback::from(move |at: (usize, usize)| {
            moved.replace(Some(at));
        })
    };
    html! {
        <section class="kano-card study__features" aria-labelledby="study-features">
            <header class="kano-card__head">
                <h2 id="study-features" class="kano-card__title">{ words::features(lang) }</h2>
                if !features.is_empty() {
                    <span class="hint">{ words::feature_count(lang, features.len()) }</span>
                }
            </header>
            if features.is_empty() {
                <p class="study__empty">{ words::no_features(lang) }</p>
            } else {
                <p class="hint">{ words::features_help(lang) }</p>
                <ol class="study__list" ref={list}>
                    for (at, feature) in features.iter().enumerate() {
                        <One key={feature.item.to_string()} plan={props.plan.clone()} item={feature.item.to_string()} {at} on_moved={on_moved.clone()} />
                    }
                </ol>
            }
            <Picker ..props.clone() />
        </section>
    }
}

/// Properties of [`One`].
#[derive(Properties)]
struct OneProps {
    plan: Rc<Plan>,
    item: AttrValue,
    at: usize,
    on_moved: Callback<(usize, usize)>,
}

impl PartialEq for OneProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.item == other.item && self.at == other.at
    }
}

/// One feature of the list.
#[component]
fn One(props: &OneProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let open = use_state_eq(|| false);
    let OneProps { plan, item, at, on_moved } = props;
    let features = &plan.kano.features;
    let Some(feature) = features.get(*at) else { return Html::default() };
    let title = title(plan, item, lang);
    let there = plan.item(item);
    let neighbour = |at: Option<usize>| at.and_then(|at| features.get(at)).map(|one| Rc::clone(&one.item));
    // A feature moves behind the one before the last, or behind the next.
    let go = |after: Option<Id>, place: usize, button: usize| {
        let (handles, id, on_moved) = (handles.clone(), Rc::clone(&feature.item), on_moved.clone());
        Callback::from(move |()| {
            on_moved.emit((place, button));
            edit(&handles, StudyEdit::MoveFeatures { items: vec![Rc::clone(&id)], after: after.clone() });
        })
    };
    let (up, down) = (neighbour(at.checked_sub(2)), neighbour(Some(at + 1)));
    let last = at + 1 == features.len();
    let on_remove = {
        let (handles, id) = (handles.clone(), Rc::clone(&feature.item));
        Callback::from(move |()| edit(&handles, StudyEdit::RemoveFeatures(vec![Rc::clone(&id)])))
    };
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <li class="study__feature" data-gone={there.is_none().then_some("true")}>
            <span class="study__moves">
                <IconButton label={words::move_up(lang, &title)} icon={IconName::Up} disabled={*at == 0} on_press={go(up, at.saturating_sub(1), 1)} />
                <IconButton label={words::move_down(lang, &title)} icon={IconName::Down} disabled={last} on_press={go(down, at + 1, 2)} />
            </span>
            <span class="study__name">
                <span class="study__key">{ there.map(|item| item.key.clone()).unwrap_or_default() }</span>
                <span class="study__title">{ &title }</span>
                if there.is_none() {
                    <span class="study__gone hint">{ words::deleted_item_help(lang) }</span>
                }
            </span>
            if feature.question != Question::default() {
                <span class="kano-badge">{ words::own_wording(lang) }</span>
            }
            <button type="button" class="button button--quiet" aria-expanded={if *open { "true" } else { "false" }}
                aria-label={words::questions_about(lang, &title)} onclick={toggle}>{ words::questions(lang) }</button>
            <IconButton label={words::remove_feature(lang, &title)} icon={IconName::Close} on_press={on_remove} />
            if *open {
                <Questions plan={plan.clone()} feature={feature.clone()} />
            }
        </li>
    }
}

/// Properties of [`Questions`].
#[derive(Properties)]
struct QuestionsProps {
    plan: Rc<Plan>,
    feature: Feature,
}

impl PartialEq for QuestionsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.feature == other.feature
    }
}

/// One of the four texts: its name, where it stands in a question, and its language.
type Text = (Word, fn(&mut Question) -> &mut String, Lang, bool);

const TEXTS: [Text; 4] = [
    (words::with_en, |question| &mut question.functional_en, Lang::En, true),
    (words::without_en, |question| &mut question.dysfunctional_en, Lang::En, false),
    (words::with_zh, |question| &mut question.functional_zh, Lang::Zh, true),
    (words::without_zh, |question| &mut question.dysfunctional_zh, Lang::Zh, false),
];

/// The four texts of a feature; the usual wording shows where there is no own one.
#[component]
fn Questions(props: &QuestionsProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let (plan, feature) = (&props.plan, &props.feature);
    let set = wording::by_id(&plan.kano.wording).unwrap_or(&POULIOT);
    let item = plan.item(&feature.item);
    let usual = |lang: Lang, with: bool| {
        let title = item.map_or("", |item| item.title_in(lang).trim());
        match (title.is_empty(), with) {
            (true, _) => String::new(),
            (false, true) => set.functional(title, lang),
            (false, false) => set.dysfunctional(title, lang),
        }
    };
    let on_typed = |slot: fn(&mut Question) -> &mut String| {
        let (handles, feature) = (handles.clone(), feature.clone());
        Callback::from(move |(text, gesture): (String, u64)| {
            let mut question = feature.question.clone();
            *slot(&mut question) = text;
            let change = StudyEdit::Question { item: Rc::clone(&feature.item), question };
            handles.edit_in(gesture, Command::study(vec![change]));
        })
    };
    html! {
        <div class="study__questions">
            <p class="hint">{ kano_survey::own_question(lang) }</p>
            for (at, (name, slot, of, with)) in TEXTS.into_iter().enumerate() {
                <TextField key={at} label={name(lang)} value={slot(&mut feature.question.clone()).clone()} placeholder={usual(of, with)} on_typed={on_typed(slot)} />
            }
            if feature.question != Question::default() {
                <div><Button label={words::usual_wording(lang)} variant={Variant::Quiet} on_press={{
                    let (handles, id) = (handles.clone(), Rc::clone(&feature.item));
                    Callback::from(move |()| edit(&handles, StudyEdit::Question { item: Rc::clone(&id), question: Question::default() }))
                }} /></div>
            }
        </div>
    }
}
