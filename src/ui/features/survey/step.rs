//! One feature: with it, without it, and how important it is.

use yew::prelude::*;

use crate::domain::kano::entry::Entry;
use crate::domain::kano::study::{IMPORTANCE, Reply};
use crate::domain::kano::survey::Survey;
use crate::domain::kano::wording::{Script, Wording};
use crate::domain::text::{Lang, kano_respond, kano_survey as words};
use crate::platform::{dom, element};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Variant};
use crate::ui::store::use_lang;

/// Properties of [`Step`].
#[derive(Properties, PartialEq)]
pub struct StepProps {
    /// What is asked.
    pub survey: ByPointer<Survey>,
    /// The answers so far, and the place.
    pub entry: Entry,
    /// A sentence that comes before all else, read out where there is one.
    #[prop_or_default]
    pub note: Option<AttrValue>,
    /// Called with every answer.
    pub on_answered: Callback<Entry>,
    /// Called when the respondent goes on.
    pub on_next: Callback<()>,
    /// Called when the respondent goes back.
    pub on_back: Callback<()>,
}

/// The questions about the feature where a respondent is.
///
/// It wants a key that differs from step to step: a new one takes the focus to its heading.
#[component]
pub fn Step(props: &StepProps) -> Html {
    let lang = use_lang();
    let refused = use_state_eq(|| false);
    let heading = use_node_ref();
    use_effect_with((), {
        let heading = heading.clone();
        move |()| {
            element::focus(&heading);
            dom::scroll_to_top();
        }
    });
    let survey = &*props.survey.0;
    let Some((place, questions)) =
        props.entry.feature().and_then(|place| Some((place, survey.questions(place, lang)?)))
    else {
        return Html::default();
    };
    let answer = props.entry.answer();
    let missing = Missing::of(survey, &props.entry);
    let answered = |change: fn(Entry, u8) -> Entry| {
        let (on_answered, entry) = (props.on_answered.clone(), props.entry.clone());
        Callback::from(move |number: u8| on_answered.emit(change(entry.clone(), number)))
    };
    let go = {
        let (on_next, refused) = (props.on_next.clone(), refused.clone());
        Callback::from(move |()| match missing {
            None => on_next.emit(()),
            Some(missing) => {
                refused.set(true);
                dom::focus(&choice_id(missing.group(), place, 1));
            }
        })
    };
    // Without a mouse one goes on from the answer, as in a form.
    let onkeydown = {
        let go = go.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && element::is_typing(&event) {
                event.prevent_default();
                go.emit(());
            }
        })
    };
    let (at, count) = (props.entry.step + 1, props.entry.order.len());
    let progress = words::progress(lang, at, count);
    let title = if questions.title.is_empty() { progress.clone() } else { questions.title.clone() };
    html! {
        <div class="survey__step" {onkeydown}>
            if let Some(note) = &props.note {
                <p class="survey__note" role="status">{ note }</p>
            }
            <div class="survey__progress">
                <span aria-hidden="true">{ &progress }</span>
                <progress class="survey__bar" value={at.to_string()} max={count.to_string()} aria-label={progress.clone()} aria-valuetext={progress.clone()}></progress>
            </div>
            <h1 class="phone__title" ref={heading} tabindex="-1" lang={written_in(survey, lang)}>{ title }</h1>
            <Replies {place} group={Group::With} {lang} wording={survey.wording} question={questions.functional}
                chosen={answer.functional} on_chosen={answered(|entry, number| entry.with_functional(Reply::from_number(number)))} />
            <Replies {place} group={Group::Without} {lang} wording={survey.wording} question={questions.dysfunctional}
                chosen={answer.dysfunctional} on_chosen={answered(|entry, number| entry.with_dysfunctional(Reply::from_number(number)))} />
            if survey.importance {
                <Importance {place} {lang} wording={survey.wording} question={questions.importance}
                    chosen={answer.importance} on_chosen={answered(|entry, number| entry.with_importance(Some(number)))} />
            }
            <p class="survey__problem" role="alert">
                if let Some(missing) = missing.filter(|_| *refused) {
                    { missing.sentence(lang) }
                }
            </p>
            <div class="survey__ways">
                <Button label={words::back(lang)} on_press={props.on_back.clone()} />
                <span class="survey__gap"></span>
                <Button label={words::skip(lang)} variant={Variant::Quiet} on_press={props.on_next.clone()} />
                <Button label={if at == count { words::finish(lang) } else { words::next(lang) }} variant={Variant::Primary} on_press={go} />
            </div>
        </div>
    }
}

/// What keeps a respondent from going on without skipping.
#[derive(Clone, Copy, PartialEq)]
enum Missing {
    Functional,
    Dysfunctional,
    Importance,
}

impl Missing {
    fn of(survey: &Survey, entry: &Entry) -> Option<Missing> {
        let answer = entry.answer();
        match (answer.functional, answer.dysfunctional, answer.importance) {
            (None, _, _) => Some(Missing::Functional),
            (_, None, _) => Some(Missing::Dysfunctional),
            (_, _, None) if survey.importance => Some(Missing::Importance),
            _ => None,
        }
    }

    fn group(self) -> Group {
        match self {
            Missing::Functional => Group::With,
            Missing::Dysfunctional => Group::Without,
            Missing::Importance => Group::Importance,
        }
    }

    fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Missing::Functional | Missing::Dysfunctional => words::answer_missing(lang),
            Missing::Importance => kano_respond::importance_missing(lang),
        }
    }
}

/// The questions of a step.
#[derive(Clone, Copy, PartialEq)]
enum Group {
    With,
    Without,
    Importance,
}

impl Group {
    fn name(self, place: usize) -> String {
        let group = match self {
            Group::With => "with",
            Group::Without => "without",
            Group::Importance => "importance",
        };
        format!("{group}-{place}")
    }
}

fn choice_id(group: Group, place: usize, number: u8) -> String {
    format!("{}-{number}", group.name(place))
}

/// The tag of what is written in other characters than the rest of the page.
fn written_in(survey: &Survey, lang: Lang) -> Option<&'static str> {
    script_of(survey.wording, lang)
}

fn script_of(wording: &Wording, lang: Lang) -> Option<&'static str> {
    (lang == Lang::Zh && wording.script == Script::Traditional).then_some("zh-Hant")
}

/// Properties of [`Replies`].
#[derive(Properties, PartialEq)]
struct RepliesProps {
    place: usize,
    group: Group,
    lang: Lang,
    wording: &'static Wording,
    question: AttrValue,
    chosen: Option<Reply>,
    on_chosen: Callback<u8>,
}

/// A question with its five answers.
#[component]
fn Replies(props: &RepliesProps) -> Html {
    let (lang, group, place) = (props.lang, props.group, props.place);
    let tag = if group == Group::With { words::with_it(lang) } else { words::without_it(lang) };
    html! {
        <fieldset class="replies" data-group={if group == Group::With { "with" } else { "without" }} lang={script_of(props.wording, lang)}>
            <legend class="replies__question"><span class="replies__tag" lang={lang.tag()}>{ tag }</span>{ " " }{ &props.question }</legend>
            for reply in Reply::ALL {
                <label key={reply.number()} class="reply">
                    <input type="radio" class="reply__radio" id={choice_id(group, place, reply.number())} name={group.name(place)} value={reply.number().to_string()}
                        checked={props.chosen == Some(reply)} onchange={props.on_chosen.reform(move |_: Event| reply.number())} />
                    <span class="reply__text">
                        { props.wording.label(reply, lang) }
                        if let Some(note) = props.wording.note(reply, lang) {
                            <span class="reply__note">{ note }</span>
                        }
                    </span>
                </label>
            }
        </fieldset>
    }
}

/// Properties of [`Importance`].
#[derive(Properties, PartialEq)]
struct ImportanceProps {
    place: usize,
    lang: Lang,
    wording: &'static Wording,
    question: AttrValue,
    chosen: Option<u8>,
    on_chosen: Callback<u8>,
}

/// How important the feature is, on a scale of 1 to 9 on which every other number has a name.
#[component]
fn Importance(props: &ImportanceProps) -> Html {
    let (lang, place) = (props.lang, props.place);
    let anchors = props.wording.anchors(lang);
    let anchor = |number: u8| anchors.iter().find(|(named, _)| *named == number).map(|(_, text)| *text);
    html! {
        <fieldset class="replies" data-group="importance" lang={script_of(props.wording, lang)}>
            <legend class="replies__question">{ &props.question }</legend>
            <div class="importance">
                for number in IMPORTANCE {
                    <label key={number} class="reply reply--number">
                        <input type="radio" class="reply__radio" id={choice_id(Group::Importance, place, number)} name={Group::Importance.name(place)} value={number.to_string()}
                            checked={props.chosen == Some(number)} onchange={props.on_chosen.reform(move |_: Event| number)} />
                        <span class="reply__text">
                            { number }
                            if let Some(anchor) = anchor(number) {
                                <span class="reply__note">{ " " }{ anchor }</span>
                            }
                        </span>
                    </label>
                }
            </div>
        </fieldset>
    }
}
