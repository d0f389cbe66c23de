//! Which dialog is open.

use yew::prelude::*;

use super::import::ImportDialog;
use super::items::{BulkDialog, ColumnsDialog};
use super::kano::AnswersDialog;
use super::palette::{Palette, Shortcuts};
use super::plans::PlansDialog;
use super::settings::SettingsDialog;
use super::tradeoff::explain::ExplainDialog;
use crate::domain::sensitivity::By;
use crate::domain::uncertainty;
use crate::ui::actions::Scene;
use crate::ui::app::PageProps;
use crate::ui::session::Dialog;

/// The dialog over the screen, if one is open.
pub fn dialog(page: &PageProps) -> Html {
    let Scene { handles, session, preferences, .. } = &page.scene;
    let plan = page.scene.plan();
    let on_close = {
        let handles = handles.clone();
        Callback::from(move |()| handles.close_dialog())
    };
    match &session.dialog {
        None => Html::default(),
        Some(Dialog::Import(source)) => {
            html! { <ImportDialog plan={plan.clone()} source={source.clone()} /> }
        }
        Some(Dialog::KanoAnswers(given)) => {
            html! { <AnswersDialog plan={plan.clone()} given={given.clone()} /> }
        }
        Some(Dialog::Palette) => html! { <Palette scene={page.scene.clone()} /> },
        Some(Dialog::Plans) => html! { <PlansDialog kept={page.kept.clone()} open={plan.id.to_string()} /> },
        Some(Dialog::Settings) => html! { <SettingsDialog plan={plan.clone()} /> },
        Some(Dialog::Columns) => {
            let has_ranges = uncertainty::has_ranges(plan, preferences.framework());
            html! { <ColumnsDialog preferences={preferences.clone()} criteria={plan.settings.criteria.clone()} {has_ranges} /> }
        }
        Some(Dialog::Why(a, b)) => html! {
            <ExplainDialog plan={plan.clone()} a={a.clone()} b={b.clone()} by={By::score_of(preferences.framework().id)} {on_close} />
        },
        Some(Dialog::Shortcuts) => html! { <Shortcuts {on_close} /> },
        Some(Dialog::Bulk) => html! {
            <BulkDialog plan={plan.clone()} selected={session.selected.clone()} framework={preferences.framework().id} />
        },
    }
}
