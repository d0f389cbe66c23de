//! How estimates came true, and ranges that follow from it.

use std::rc::Rc;

use yew::prelude::*;

use super::between;
use crate::domain::editor::Command;
use crate::domain::number;
use crate::domain::plan::Plan;
use crate::domain::roadmap::Team;
use crate::domain::roadmap::tracking::{Calibration, FEWEST, calibrations, reach_calibration, widen};
use crate::domain::text::tracking as words;
use crate::ui::components::Button;
use crate::ui::features::roadmap::RoadmapProps;
use crate::ui::store::{use_handles, use_lang};

/// How estimates came true, team by team.
#[component]
pub(super) fn Calibrations(props: &RoadmapProps) -> Html {
    let lang = use_lang();
    let plan = &props.plan;
    let of_teams = calibrations(plan);
    let reach = reach_calibration(plan);
    let tells = of_teams.iter().any(Option::is_some);
    html! {
        <section class="tracking__card" aria-labelledby="calibration-heading">
            <h3 id="calibration-heading" class="tracking__subtitle">{ words::calibration(lang) }</h3>
            if tells {
                <ul class="tracking__calibrations">
                    for (team, calibration) in plan.roadmap.teams.iter().zip(of_teams) {
                        if let Some(calibration) = calibration {
                            <OfTeam key={&*team.id} plan={Rc::clone(plan)} team={team.clone()} {calibration} />
                        }
                    }
                </ul>
                <p class="hint">{ words::calibration_help(lang) }</p>
            } else {
                <p class="tracking__teach">{ words::calibration_empty(lang) }</p>
            }
            if let Some(reach) = reach.filter(|reach| !reach.is_thin()) {
                <p>{ words::reach_at(lang, &ratio(reach.mean), reach.items) }{ between(lang) }{ words::reach_note(lang) }</p>
            }
        </section>
    }
}

/// A ratio with as many digits as matter.
fn ratio(ratio: f64) -> String {
    number::display(ratio, if ratio < 10.0 { 2 } else { 0 })
}

/// Properties of [`OfTeam`].
#[derive(Properties, Clone)]
struct OfTeamProps {
    plan: Rc<Plan>,
    team: Team,
    calibration: Calibration,
}

impl PartialEq for OfTeamProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.team.id == other.team.id
    }
}

/// How the estimates of a team came true.
#[component]
fn OfTeam(props: &OfTeamProps) -> Html {
    let lang = use_lang();
    let handles = use_handles();
    let OfTeamProps { plan, team, calibration } = props;
    let title = team.title_in(lang);
    if calibration.is_thin() {
        return html! { <li class="tracking__calibration">{ words::too_few(lang, title, calibration.items, FEWEST) }</li> };
    }
    let edits = widen(plan, &team.id, calibration);
    let count = edits.len();
    let preview = words::widen_preview(
        lang,
        count,
        &ratio(calibration.low),
        &ratio(calibration.median),
        &ratio(calibration.high),
    );
    let on_widen = Callback::from(move |()| {
        handles.edit(Command::EditItems(edits.clone()));
        handles.tell_undoable(words::widened(lang, count));
    });
    html! {
        <li class="tracking__calibration">
            <p>
                <strong>{ words::runs_at(lang, title, &number::display(calibration.mean, 1), calibration.items) }</strong>
                { between(lang) }
                <span class="hint">{ words::range(lang, &ratio(calibration.low), &ratio(calibration.high)) }</span>
            </p>
            <p class="tracking__widen">
                if count > 0 {
                    <Button label={words::widen(lang)} on_press={on_widen} />
                }
                <span class="hint">{ preview }</span>
            </p>
        </li>
    }
}
