//! The teams, the areas they own, and what falls to them.

use std::collections::HashMap;
use std::rc::Rc;

use yew::prelude::*;

use super::super::RoadmapProps;
use super::{card, edit, edit_in, retitle};
use crate::domain::editor::RoadmapEdit;
use crate::domain::number;
use crate::domain::plan::{Id, Item, Plan, Status};
use crate::domain::roadmap::effort::{Source, effort};
use crate::domain::roadmap::{MOST_TEAMS, Team};
use crate::domain::text::{Lang, roadmap_setup as words};
use crate::platform::element;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Icon, IconButton, IconName, Popover, TextField};
use crate::ui::store::{Handles, new_id, use_handles, use_lang};

/// Whether an item is still to be done.
fn is_open(item: &Item) -> bool {
    !matches!(item.status, Status::Rejected | Status::Shipped)
}

/// The areas of the plan in the order in which they first come, with how many open items are
/// in each.
pub fn areas(plan: &Plan) -> Vec<(String, usize)> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut areas: Vec<(String, usize)> = Vec::new();
    for item in plan.items.iter().filter(|item| !item.area.is_empty()) {
        let at = *places.entry(&item.area).or_insert(areas.len());
        if at == areas.len() {
            areas.push((item.area.clone(), 0));
        }
        if let Some((_, count)) = areas.get_mut(at).filter(|_| is_open(item)) {
            *count += 1;
        }
    }
    areas
}

/// What falls to teams.
#[derive(Clone, Debug, Default, PartialEq)]
struct Share {
    /// Open items and their effort, by team.
    by_team: Vec<(usize, f64)>,
    /// Areas that belong to no team, with their open items.
    orphans: Vec<(String, usize)>,
    /// Open items that count for the first team because they have no area.
    homeless: usize,
    /// Open items whose effort nobody has said.
    unknown: usize,
}

fn share(plan: &Plan) -> Share {
    let teams = &plan.roadmap.teams;
    let owned = |area: &String| teams.iter().any(|team| team.areas.contains(area));
    let mut share = Share {
        by_team: vec![(0, 0.0); teams.len()],
        orphans: areas(plan).into_iter().filter(|(area, count)| *count > 0 && !owned(area)).collect(),
        ..Share::default()
    };
    for item in plan.items.iter().filter(|item| is_open(item)) {
        let takes = effort(plan, item);
        share.unknown += usize::from(takes.source == Source::Unknown);
        share.homeless += usize::from(takes.source == Source::FirstTeam && item.area.is_empty());
        for (team, (items, total)) in teams.iter().zip(&mut share.by_team) {
            let amount = takes.of(&team.id);
            *items += usize::from(amount > 0.0);
            *total += amount;
        }
    }
    share
}

/// The teams with an area given to one of them, and taken from whoever had it.
fn given(teams: &[Team], area: &str, to: &str) -> Vec<Team> {
    let mut teams = teams.to_vec();
    for team in &mut teams {
        team.areas.retain(|each| each != area);
        if &*team.id == to {
            team.areas.push(area.to_owned());
        }
    }
    teams
}

/// The teams with one moved a place up or down.
fn moved(teams: &[Team], at: usize, down: bool) -> Vec<Team> {
    let mut teams = teams.to_vec();
    let to = if down { at + 1 } else { at.wrapping_sub(1) };
    if at < teams.len() && to < teams.len() {
        teams.swap(at, to);
    }
    teams
}

/// The teams in their order.
#[component]
pub fn Teams(props: &RoadmapProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let plan = &props.plan;
    let teams = &plan.roadmap.teams;
    let share = use_memo(ByPointer(plan.clone()), |plan| share(&plan.0));
    let list = use_node_ref();
    // Where the focus goes after a move: the place, and which of the two buttons.
    let focus = use_mut_ref(|| None::<(usize, usize)>);
    use_effect({
        let (list, focus) = (list.clone(), focus.clone());
        move || {
            // The browser drops the focus of what is put elsewhere, so it is given back.
            if let Some((place, button)) = focus.take() {
                let button =
                    format!("li:nth-child({}) > .setup__moves > button:nth-child({button})", place + 1);
                element::move_focus(&list, &button, 0);
            }
        }
    });
    let on_move = {
        let (handles, plan, focus) = (handles.clone(), plan.clone(), focus.clone());
        Callback::from(move |(at, down): (usize, bool)| {
            focus.replace(Some((if down { at + 1 } else { at.saturating_sub(1) }, 1 + usize::from(down))));
            edit(&handles, vec![RoadmapEdit::Teams(moved(&plan.roadmap.teams, at, down))]);
        })
    };
    let on_add = {
        let (handles, plan) = (handles.clone(), plan.clone());
        Callback::from(move |()| {
            let mut teams = plan.roadmap.teams.clone();
            let number = teams.len() + 1;
            teams.push(Team {
                id: new_id("tm"),
                title: words::numbered_team(lang, number),
                title_alt: Some(words::numbered_team(lang.other(), number)),
                ..Team::default()
            });
            edit(&handles, vec![RoadmapEdit::Teams(teams)]);
        })
    };
    let full = (teams.len() >= MOST_TEAMS).then(|| AttrValue::from(words::most_teams(lang, MOST_TEAMS)));
    let content = html! {
        <>
            <p class="hint">{ words::teams_help(lang) }</p>
            <ol class="setup__rows" ref={list}>
                for (at, team) in teams.iter().enumerate() {
                    { row(props, &handles, (at, team), share.by_team.get(at).copied().unwrap_or_default(), &on_move, lang) }
                }
            </ol>
            <div><Button label={words::add_team(lang)} icon={IconName::Plus} disabled={full} on_press={on_add} /></div>
            { orphans(props, &handles, &share, lang) }
        </>
    };
    card("teams", lang, content)
}

fn row(
    props: &RoadmapProps,
    handles: &Handles,
    (at, team): (usize, &Team),
    (items, total): (usize, f64),
    on_move: &Callback<(usize, bool)>,
    lang: Lang,
) -> Html {
    let plan = &props.plan;
    let teams = &plan.roadmap.teams;
    let title = team.title_in(lang);
    let on_title = {
        let (handles, plan, id) = (handles.clone(), plan.clone(), Rc::clone(&team.id));
        Callback::from(move |(text, gesture): (String, u64)| {
            let mut teams = plan.roadmap.teams.clone();
            if let Some(team) = teams.iter_mut().find(|team| team.id == id) {
                retitle(&mut team.title, &mut team.title_alt, lang, &text);
            }
            edit_in(&handles, gesture, RoadmapEdit::Teams(teams));
        })
    };
    let on_remove = {
        let (handles, plan, id, title) =
            (handles.clone(), plan.clone(), Rc::clone(&team.id), title.to_owned());
        Callback::from(move |()| {
            let teams = plan.roadmap.teams.iter().filter(|team| team.id != id).cloned().collect();
            edit(&handles, vec![RoadmapEdit::Teams(teams)]);
            handles.tell_undoable(words::team_removed(lang, &title));
        })
    };
    let drop_area = |area: &String| {
        let (handles, plan, area) = (handles.clone(), plan.clone(), area.clone());
        Callback::from(move |_: MouseEvent| {
            edit(&handles, vec![RoadmapEdit::Teams(given(&plan.roadmap.teams, &area, ""))]);
        })
    };
    let go = |down: bool| on_move.reform(move |()| (at, down));
    let unit = plan.settings.effort_unit.label(lang);
    html! {
        <li key={team.id.to_string()} class="setup__row setup__row--team">
            <span class="setup__moves">
                <IconButton label={words::move_up(lang, title)} icon={IconName::Up} disabled={at == 0} on_press={go(false)} />
                <IconButton label={words::move_down(lang, title)} icon={IconName::Down} disabled={at + 1 == teams.len()} on_press={go(true)} />
            </span>
            <TextField label={words::team_title(lang, at + 1)} bare=true value={title.to_owned()} on_typed={on_title} />
            <div class="setup__areas" role="group" aria-label={words::areas_of(lang, title)}>
                for area in &team.areas {
                    <button key={area.clone()} type="button" class="chip" title={words::drop_area(lang, area)} aria-label={words::drop_area(lang, area)} onclick={drop_area(area)}>
                        <span>{ area }</span><Icon name={IconName::Close} />
                    </button>
                }
                { give(props, handles, team, lang) }
            </div>
            <span class="setup__sum">{ words::falls_to(lang, items, &number::display(total, 1), unit) }</span>
            <IconButton label={words::remove(lang, title)} icon={IconName::Close} on_press={on_remove} />
        </li>
    }
}

/// A menu of the areas that a team has not.
fn give(props: &RoadmapProps, handles: &Handles, team: &Team, lang: Lang) -> Html {
    let plan = &props.plan;
    let owner = |area: &String| plan.roadmap.teams.iter().find(|team| team.areas.contains(area));
    let open: Vec<String> =
        areas(plan).into_iter().map(|(area, _)| area).filter(|area| !team.areas.contains(area)).collect();
    if open.is_empty() {
        return Html::default();
    }
    let choices = open.into_iter().map(|area| {
        let label = match owner(&area) {
            Some(other) => words::area_from(lang, &area, other.title_in(lang)),
            None => area.clone(),
        };
        (area, Rc::clone(&team.id), label)
    });
    html! {
        <Popover key="give" label={words::add_area(lang)} look="chip" menu=true>{ menu(plan, handles, choices) }</Popover>
    }
}

/// Entries of a menu: an area, the team that gets it, and what the entry says.
fn menu(plan: &Rc<Plan>, handles: &Handles, choices: impl Iterator<Item = (String, Id, String)>) -> Html {
    let on_chosen = |area: String, team: Id| {
        let (handles, plan) = (handles.clone(), plan.clone());
        Callback::from(move |_: MouseEvent| {
            edit(&handles, vec![RoadmapEdit::Teams(given(&plan.roadmap.teams, &area, &team))]);
        })
    };
    html! {
        for (area, team, label) in choices {
            <button key={format!("{area} {team}")} type="button" class="menu__item" role="menuitem" onclick={on_chosen(area, team)}>{ label }</button>
        }
    }
}

/// What counts for the first team because nobody owns it, with a way to change that.
fn orphans(props: &RoadmapProps, handles: &Handles, share: &Share, lang: Lang) -> Html {
    let teams = &props.plan.roadmap.teams;
    let Some(first) = teams.first() else { return Html::default() };
    let choices = |area: &String| {
        let area = area.clone();
        teams.iter().map(move |team| (area.clone(), Rc::clone(&team.id), team.title_in(lang).to_owned()))
    };
    html! {
        <>
            if !share.orphans.is_empty() {
                <div class="setup__note">
                    <p>{ words::orphans(lang, first.title_in(lang)) }</p>
                    <ul class="setup__rows">
                        for (area, count) in &share.orphans {
                            <li key={area.clone()} class="setup__orphan">
                                <span>{ words::area_with_items(lang, area, *count) }</span>
                                <Popover label={words::team_of_area(lang, area)} look="chip" align_end=true menu=true>{ menu(&props.plan, handles, choices(area)) }</Popover>
                            </li>
                        }
                    </ul>
                </div>
            }
            if share.homeless > 0 {
                <p class="hint">{ words::without_area(lang, share.homeless, first.title_in(lang)) }</p>
            }
            if share.unknown > 0 {
                <p class="hint">{ words::without_effort(lang, share.unknown) }</p>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::Estimate;

    fn team(id: &str, areas: &[&str]) -> Team {
        let areas = areas.iter().map(|area| (*area).to_owned()).collect();
        Team { id: id.into(), title: id.to_uppercase(), areas, ..Team::default() }
    }

    fn plan() -> Plan {
        let mut plan = Plan::default();
        let mut add = |area: &str, effort: Option<f64>, status: Status| {
            let mut item = Item::new(format!("i{}", plan.items.len()).into(), "SY", "A");
            item.area = area.to_owned();
            item.status = status;
            item.set_estimate("rice", "effort", effort.map(Estimate::Value));
            plan.items.push(Rc::new(item));
        };
        add("Web", Some(2.0), Status::Candidate);
        add("Pay", Some(3.0), Status::Planned);
        add("Pay", None, Status::Idea);
        add("", Some(1.0), Status::InProgress);
        add("Old", Some(9.0), Status::Shipped);
        add("Web", Some(9.0), Status::Rejected);
        plan
    }

    #[test]
    fn areas_come_in_the_order_of_the_plan() {
        let expected = [("Web", 1), ("Pay", 2), ("Old", 0)].map(|(area, count)| (area.to_owned(), count));
        assert_eq!(areas(&plan()), expected);
    }

    #[test]
    fn what_nobody_owns_falls_to_the_first_team() {
        let mut plan = plan();
        Rc::make_mut(&mut plan.roadmap).teams = vec![team("a", &["Web"]), team("b", &[])];
        let found = share(&plan);
        assert_eq!(found.by_team, [(3, 6.0), (0, 0.0)]);
        assert_eq!(found.orphans, [("Pay".to_owned(), 2)]);
        assert_eq!((found.homeless, found.unknown), (1, 1));
        let teams = given(&plan.roadmap.teams, "Pay", "b");
        Rc::make_mut(&mut plan.roadmap).teams = teams;
        let found = share(&plan);
        assert_eq!(found.by_team, [(2, 3.0), (1, 3.0)]);
        assert!(found.orphans.is_empty());
    }

    #[test]
    fn an_area_belongs_to_one_team() {
        let teams = given(&[team("a", &["Web", "Pay"]), team("b", &[])], "Pay", "b");
        assert_eq!(teams, [team("a", &["Web"]), team("b", &["Pay"])]);
        assert_eq!(given(&teams, "Pay", ""), [team("a", &["Web"]), team("b", &[])]);
    }

    #[test]
    fn a_team_moves_as_far_as_there_is_room() {
        let teams = [team("a", &[]), team("b", &[])];
        let ids = |teams: Vec<Team>| teams.iter().map(|team| team.id.to_string()).collect::<String>();
        assert_eq!(ids(moved(&teams, 0, true)), "ba");
        assert_eq!(ids(moved(&teams, 1, false)), "ba");
        assert_eq!(ids(moved(&teams, 0, false)), "ab");
        assert_eq!(ids(moved(&teams, 1, true)), "ab");
    }
}
