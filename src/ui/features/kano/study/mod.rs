//! What is asked about, how, and the link under which it can be answered.

mod features;
mod link;
mod picker;
mod settings;

use yew::prelude::*;

use super::KanoProps;
use crate::domain::editor::{Command, StudyEdit};
use crate::domain::kano::survey::Fingerprint;
use crate::domain::plan::{Id, Plan};
use crate::domain::text::{Lang, kano_study, kano_survey};
use crate::ui::store::{Handles, use_lang};

/// What is asked about, and how.
#[component]
pub fn StudyPage(props: &KanoProps) -> Html {
    let lang = use_lang();
    let plan = &props.plan;
    let study = &plan.kano;
    // What the study was when the page was opened: links may have been sent since before then.
    let print = Fingerprint::of(study, &plan.id);
    let before = use_state_eq(|| (Id::clone(&plan.id), print));
    let changed = before.0 == plan.id && before.1 != print;
    html! {
        <div class="kano-page study">
            if !study.respondents.is_empty() {
                <p class="study__warning" role="status">
                    { if changed { kano_survey::changed_since(lang) } else { kano_study::caution(lang) } }
                </p>
            }
            <div class="study__parts">
                <features::Features ..props.clone() />
                <div class="study__side">
                    <link::SurveyLink ..props.clone() />
                    <settings::Settings ..props.clone() />
                </div>
            </div>
        </div>
    }
}

/// Changes the study in one step.
pub(super) fn edit(handles: &Handles, edit: StudyEdit) {
    handles.edit(Command::study(vec![edit]));
}

/// What a feature is called: the title of its item, also of one in the bin.
pub(super) fn title(plan: &Plan, item: &str, lang: Lang) -> String {
    let deleted = || plan.bin.iter().find(|deleted| &*deleted.id == item);
    match plan.item(item).or_else(deleted).map(|item| item.title_in(lang).trim()) {
        None | Some("") => kano_study::deleted_item(lang).to_owned(),
        Some(title) => title.to_owned(),
    }
}
