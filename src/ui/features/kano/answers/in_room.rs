//! “Pass the laptop”: one person after the other answers on this device.

use std::rc::Rc;

use yew::prelude::*;

use super::today;
use crate::domain::editor::{Command, Known, StudyEdit};
use crate::domain::kano::code::ID_PREFIX;
use crate::domain::kano::entry::Entry;
use crate::domain::kano::study::IMPORTANCE;
use crate::domain::kano::survey::Survey;
use crate::domain::kano::{Answer, Reply, Respondent};
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, kano_study as words, kano_survey};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Choice, SelectField, Variant};
use crate::ui::store::{new_id, use_handles, use_lang};

/// Properties of [`InRoom`].
#[derive(Properties)]
pub struct InRoomProps {
    /// The plan with its study.
    pub plan: Rc<Plan>,
    /// Called when nobody else is to answer.
    pub on_done: Callback<()>,
}

impl PartialEq for InRoomProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// One person's turn: what they are asked, whatever happens to the study meanwhile.
#[derive(Clone, PartialEq)]
struct Turn {
    survey: ByPointer<Survey>,
    items: ByPointer<Vec<Id>>,
    entry: Entry,
}

impl Turn {
    fn start(plan: &Plan) -> Option<Turn> {
        let survey = Survey::new(&plan.kano, &plan.id, &plan.items).ok()?;
        let items = plan.kano.features.iter().map(|feature| Rc::clone(&feature.item)).collect();
        let entry = Entry::new(&survey, new_id(ID_PREFIX));
        Some(Turn { survey: ByPointer(Rc::new(survey)), items: ByPointer(Rc::new(items)), entry })
    }

    /// Who has answered on that day; nobody where everything was skipped, as that says nothing.
    fn respondent(&self, date: &str) -> Option<Respondent> {
        let respondent = self.entry.respondent(&self.survey.0, &self.items.0, date);
        (!respondent.answers.is_empty()).then_some(respondent)
    }
}

/// How many have answered, and who is at it.
#[component]
pub fn InRoom(props: &InRoomProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let turn = use_state_eq(|| None::<Turn>);
    let saved = use_state_eq(|| 0_usize);
    let problem = Survey::new(&props.plan.kano, &props.plan.id, &props.plan.items)
        .err()
        .map(|problem| problem.sentence(lang));
    let start = {
        let (turn, plan) = (turn.clone(), props.plan.clone());
        Callback::from(move |()| turn.set(Turn::start(&plan)))
    };
    let on_turn = {
        let (turn, saved, handles) = (turn.clone(), saved.clone(), handles.clone());
        Callback::from(move |next: Option<Turn>| {
            if let Some(next) = &next
                && next.entry.feature().is_none()
            {
                if let Some(respondent) = next.respondent(&today()) {
                    let respondents = vec![Rc::new(respondent)];
                    let edit = StudyEdit::AddRespondents { respondents, known: Known::Keep };
                    handles.edit(Command::study(vec![edit]));
                    saved.set(*saved + 1);
                }
                turn.set(None);
            } else {
                turn.set(next);
            }
        })
    };
    html! {
        <section class="kano-card in-room" aria-labelledby="in-room">
            <header class="kano-card__head">
                <h2 id="in-room" class="kano-card__title">{ kano_survey::in_room(lang) }</h2>
            </header>
            if let Some(turn) = &*turn {
                <Asking key={turn.entry.respondent.to_string()} turn={turn.clone()} {on_turn} />
            } else {
                <p>{ kano_survey::pass_laptop(lang) }</p>
                <p role="status">
                    if *saved > 0 {
                        <strong>{ kano_survey::in_room_saved(lang) }</strong>{ " " }{ kano_survey::respondents(lang, *saved) }
                    }
                </p>
                if let Some(problem) = &problem {
                    <p class="study__problem" role="alert">{ problem }</p>
                }
                <div class="study__actions">
                    <Button label={if *saved > 0 { kano_survey::next_person(lang) } else { words::in_room_start(lang) }} variant={Variant::Primary}
                        disabled={problem.clone().map(AttrValue::from)} on_press={start} />
                    <Button label={kano_survey::end_in_room(lang)} on_press={props.on_done.clone()} />
                </div>
            }
        </section>
    }
}

/// Properties of [`Asking`].
#[derive(Properties, PartialEq)]
struct AskingProps {
    turn: Turn,
    /// Called with the next state of the turn; `None` leaves it.
    on_turn: Callback<Option<Turn>>,
}

/// What one person is asked now.
#[component]
fn Asking(props: &AskingProps) -> Html {
    let heading = use_node_ref();
    let entry = &props.turn.entry;
    let survey = &*props.turn.survey.0;
    // The survey's language, or that of whoever looks at the screen.
    let reader = use_lang();
    let lang = survey.language.unwrap_or(reader);
    use_effect_with(entry.step, {
        let heading = heading.clone();
        move |_| crate::platform::element::focus(&heading)
    });
    let go = |step: fn(Entry) -> Entry| {
        let (turn, on_turn) = (props.turn.clone(), props.on_turn.clone());
        Callback::from(move |()| {
            let entry = step(turn.entry.clone());
            on_turn.emit(Some(Turn { entry, ..turn.clone() }));
        })
    };
    let change = {
        let (turn, on_turn) = (props.turn.clone(), props.on_turn.clone());
        Callback::from(move |entry: Entry| on_turn.emit(Some(Turn { entry, ..turn.clone() })))
    };
    let Some((place, asked)) =
        entry.feature().and_then(|place| Some((place, survey.questions(place, lang)?)))
    else {
        return Html::default();
    };
    let answer = entry.answer();
    let half = answer.functional.is_some() != answer.dysfunctional.is_some();
    let last = entry.step + 1 >= entry.order.len();
    let next = match (answer == Answer::default(), last) {
        (_, true) => kano_survey::finish(lang),
        (true, false) => kano_survey::skip(lang),
        (false, false) => kano_survey::next(lang),
    };
    let with = {
        let entry = entry.clone();
        change.reform(move |reply: Reply| entry.clone().with_functional(Some(reply)))
    };
    let without = {
        let entry = entry.clone();
        change.reform(move |reply: Reply| entry.clone().with_dysfunctional(Some(reply)))
    };
    html! {
        <div class="in-room__asked" lang={lang.tag()}>
            if entry.step == 0 {
                { first(survey, entry, lang, &change) }
            }
            <p class="hint">{ kano_survey::progress(lang, entry.step + 1, entry.order.len()) }</p>
            <h3 class="in-room__feature" tabindex="-1" ref={heading}>{ &asked.title }</h3>
            { pair(&asked.functional, format!("with-{place}"), answer.functional, survey, lang, with) }
            { pair(&asked.dysfunctional, format!("without-{place}"), answer.dysfunctional, survey, lang, without) }
            if survey.importance {
                { importance(&asked.importance, answer.importance, survey, entry, lang, &change) }
            }
            if half {
                <p class="hint" role="status">{ kano_survey::answer_missing(lang) }</p>
            }
            <div class="study__actions">
                if entry.step > 0 {
                    <Button label={kano_survey::back(lang)} on_press={go(Entry::back)} />
                }
                <Button label={next} variant={Variant::Primary} disabled={half.then(|| AttrValue::from(kano_survey::answer_missing(lang)))} on_press={go(Entry::next)} />
                <Button label={words::leave_person(lang)} variant={Variant::Quiet} on_press={props.on_turn.reform(|()| None)} />
            </div>
        </div>
    }
}

/// What comes before the first feature: the introduction and the segment.
fn first(survey: &Survey, entry: &Entry, lang: Lang, change: &Callback<Entry>) -> Html {
    let mut segments = vec![Choice::new("", kano_survey::no_segment(lang))];
    segments.extend(
        survey.segments.iter().enumerate().map(|(at, name)| Choice::new(at.to_string(), name.clone())),
    );
    let on_chosen = {
        let entry = entry.clone();
        change.reform(move |value: String| Entry { segment: value.parse().ok(), ..entry.clone() })
    };
    let intro = survey.intro(lang);
    html! {
        <>
            if !intro.is_empty() {
                <p class="in-room__intro">{ intro }</p>
            }
            if segments.len() > 1 {
                <SelectField label={kano_survey::choose_segment(lang)} value={entry.segment.map(|at| at.to_string()).unwrap_or_default()} choices={segments} {on_chosen} />
            }
        </>
    }
}

/// One of the two questions with its five answers.
fn pair(
    question: &str,
    name: String,
    chosen: Option<Reply>,
    survey: &Survey,
    lang: Lang,
    on_reply: Callback<Reply>,
) -> Html {
    html! {
        <fieldset key={name.clone()} class="in-room__question">
            <legend>{ question }</legend>
            for reply in Reply::ALL {
                <label key={reply.number()} class="in-room__reply">
                    <input type="radio" class="checkbox" name={name.clone()} checked={chosen == Some(reply)} onchange={on_reply.reform(move |_: Event| reply)} />
                    <span>
                        { survey.wording.label(reply, lang) }
                        if let Some(note) = survey.wording.note(reply, lang) {
                            <span class="hint">{ note }</span>
                        }
                    </span>
                </label>
            }
        </fieldset>
    }
}

fn importance(
    question: &str,
    chosen: Option<u8>,
    survey: &Survey,
    entry: &Entry,
    lang: Lang,
    change: &Callback<Entry>,
) -> Html {
    let anchors = survey.wording.anchors(lang);
    let anchor = |number: u8| anchors.iter().find(|(anchor, _)| *anchor == number).map(|(_, text)| *text);
    html! {
        <fieldset key={format!("importance-{}", entry.step)} class="in-room__question">
            <legend>{ question }</legend>
            <div class="in-room__scale">
                for number in IMPORTANCE {
                    <label key={number} class="in-room__number">
                        <input type="radio" class="checkbox" name="importance" checked={chosen == Some(number)} aria-label={anchor(number).map(|text| format!("{number} {text}"))}
                            onchange={{
                                let entry = entry.clone();
                                change.reform(move |_: Event| entry.clone().with_importance(Some(number)))
                            }} />
                        <span>{ number }</span>
                    </label>
                }
            </div>
            <p class="hint">{ kano_survey::importance_scale(lang) }</p>
        </fieldset>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::sample;
    use crate::ui::rendered::rendered;

    const NOW: &str = "2026-11-22T09:00:00Z";

    fn turn(lang: Lang) -> Turn {
        let plan = sample::plan(lang, "p".into(), NOW);
        let survey = Survey::new(&plan.kano, &plan.id, &plan.items).unwrap();
        let items = plan.kano.features.iter().map(|feature| Rc::clone(&feature.item)).collect();
        let entry = Entry::new(&survey, "r_00000001".into());
        Turn { survey: ByPointer(Rc::new(survey)), items: ByPointer(Rc::new(items)), entry }
    }

    fn asking(turn: Turn) -> String {
        rendered::<Asking>(AskingProps { turn, on_turn: Callback::noop() })
    }

    #[test]
    fn a_feature_is_asked_about_with_both_questions_and_no_earlier_answers() {
        let start = turn(Lang::En);
        let html = asking(start.clone());
        // Five answers for each question, nine numbers, and nothing chosen.
        assert_eq!(html.matches("type=\"radio\"").count(), 5 + 5 + 9);
        assert!(!html.contains("checked"));
        assert!(html.contains("1 of 12") && html.contains("Skip this one") && !html.contains(">Back<"));
        assert!(html.contains("Which group do you belong to?"));

        let half = start.entry.clone().with_functional(Some(Reply::Like));
        let html = asking(Turn { entry: half, ..start.clone() });
        assert!(html.contains("Please answer both questions, or skip this one."));

        let second = start.entry.clone().next();
        let html = asking(Turn { entry: second, ..start });
        assert!(html.contains("2 of 12") && html.contains(">Back<") && !html.contains("Which group"));
    }

    #[test]
    fn whoever_skips_everything_is_no_respondent() {
        let start = turn(Lang::En);
        let end = |entry: Entry| {
            let all = start.items.0.len();
            let entry = (0..all).fold(entry, |entry, _| entry.next());
            assert_eq!(entry.feature(), None);
            Turn { entry, ..start.clone() }.respondent("2026-11-24")
        };
        assert_eq!(end(start.entry.clone()), None);
        let said = start.entry.clone();
        let said = said.with_functional(Some(Reply::Like)).with_dysfunctional(Some(Reply::Dislike));
        let respondent = end(said).unwrap();
        assert_eq!((respondent.answers.len(), respondent.date.as_str()), (1, "2026-11-24"));
    }

    #[test]
    fn a_study_without_features_is_not_asked() {
        let plan = Rc::new(Plan::new("p".into(), "Plan", NOW));
        let html = rendered::<InRoom>(InRoomProps { plan, on_done: Callback::noop() });
        assert!(html.contains("There is nothing to ask about yet."));
    }
}
