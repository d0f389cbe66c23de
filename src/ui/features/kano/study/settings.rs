//! How the study asks: answers, language, importance, segments, introduction.

use yew::prelude::*;

use super::super::KanoProps;
use super::edit;
use crate::domain::editor::{Command, StudyEdit};
use crate::domain::kano::wording::{self, Labels, Wording};
use crate::domain::text::{Lang, kano_study as words, kano_survey};
use crate::ui::components::{Choice, SelectField, TextField};
use crate::ui::store::{use_handles, use_lang};

/// The settings of the survey.
#[component]
pub fn Settings(props: &KanoProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let study = &props.plan.kano;
    let set = wording::by_id(&study.wording);
    let mut sets: Vec<Choice> = wording::ALL.iter().map(|set| Choice::new(set.id, set.name(lang))).collect();
    if set.is_none() {
        sets.insert(0, Choice::new(study.wording.clone(), words::unknown_set(lang)));
    }
    let languages: Vec<Choice> = [Choice::new("", words::reader_language(lang))]
        .into_iter()
        .chain(Lang::ALL.iter().map(|lang| Choice::new(lang.tag(), lang.own_name())))
        .collect();
    let chosen = |make: fn(String) -> StudyEdit| {
        let handles = handles.clone();
        Callback::from(move |value: String| edit(&handles, make(value)))
    };
    let typed = |make: fn(String) -> StudyEdit| {
        let handles = handles.clone();
        Callback::from(move |(text, gesture): (String, u64)| {
            handles.edit_in(gesture, Command::study(vec![make(text)]));
        })
    };
    let on_importance = {
        let (handles, asked) = (handles.clone(), !study.importance);
        Callback::from(move |_: Event| edit(&handles, StudyEdit::Importance(asked)))
    };
    html! {
        <section class="kano-card" aria-labelledby="study-survey">
            <header class="kano-card__head"><h2 id="study-survey" class="kano-card__title">{ kano_survey::survey(lang) }</h2></header>
            <div class="form">
                <SelectField label={kano_survey::wording_set(lang)} value={set.map_or(study.wording.as_str(), |set| set.id).to_owned()}
                    choices={sets} on_chosen={chosen(StudyEdit::Wording)} />
                if let Some(set) = set {
                    { answers(set, lang) }
                } else {
                    <p class="field__problem">{ kano_survey::unknown_wording(lang, &study.wording) }</p>
                }
                <p class="hint">{ kano_survey::wording_note(lang) }</p>
                <SelectField label={words::survey_language(lang)} value={Lang::from_tag(&study.language).map_or("", Lang::tag)}
                    choices={languages} on_chosen={chosen(StudyEdit::Language)} />
                <label class="check">
                    <input type="checkbox" class="checkbox" checked={study.importance} onchange={on_importance} />
                    <span>{ kano_survey::ask_importance(lang) }</span>
                </label>
                <TextField label={kano_survey::segments(lang)} value={study.segments.join(list_comma(lang))} hint={words::segments_hint(lang)}
                    on_typed={typed(|text| StudyEdit::Segments(split(&text)))} />
                <TextField label={words::intro_en(lang)} value={study.intro_en.clone()} multiline=true
                    on_typed={typed(|text| StudyEdit::Intro { lang: Lang::En, text })} />
                <TextField label={words::intro_zh(lang)} value={study.intro_zh.clone()} multiline=true
                    on_typed={typed(|text| StudyEdit::Intro { lang: Lang::Zh, text })} />
            </div>
        </section>
    }
}

/// The five answers as respondents read them, in both languages.
fn answers(set: &'static Wording, lang: Lang) -> Html {
    html! {
        <div class="study__answers">
            for of in Lang::ALL {
                { labels(set.labels(of), of, lang) }
            }
        </div>
    }
}

fn labels(labels: &'static Labels, of: Lang, lang: Lang) -> Html {
    let origin = if labels.published {
        kano_survey::labels_published(lang)
    } else {
        kano_survey::labels_translated(lang)
    };
    html! {
        <div key={of.tag()} class="study__labels">
            <h3 class="hint">{ words::labels_in(lang, of.own_name(), origin) }</h3>
            <ol lang={of.tag()}>
                for (at, label) in labels.texts.into_iter().enumerate() {
                    <li key={at}>
                        { label }
                        if let Some(note) = labels.notes.as_ref().and_then(|notes| notes.get(at)) {
                            <span class="hint">{ *note }</span>
                        }
                    </li>
                }
            </ol>
        </div>
    }
}

/// What stands between the segments of a list.
fn list_comma(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ", ",
        Lang::Zh => "，",
    }
}

/// Segments as people list them; the editor drops empty and doubled ones.
fn split(text: &str) -> Vec<String> {
    text.split([',', '，', ';', '；', '、', '\n']).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_split_at_the_commas_of_both_languages() {
        assert_eq!(split("new users, 老用户，企业;x"), ["new users", " 老用户", "企业", "x"]);
    }
}
