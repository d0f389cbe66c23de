//! Everything that a roadmap needs to begin, made by one press.

use std::rc::Rc;

use yew::prelude::*;

use super::super::RoadmapProps;
use super::{edit, listed, teams};
use crate::domain::date::Date;
use crate::domain::editor::RoadmapEdit;
use crate::domain::number::{self, LARGEST};
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::calendar::{Rhythm, with_capacity};
use crate::domain::roadmap::{MOST_PERIODS, MOST_TEAMS, Period, Team};
use crate::domain::text::{Lang, roadmap_setup as words};
use crate::platform::clock;
use crate::ui::components::{Button, DateField, TextField, Variant};
use crate::ui::store::{new_id, use_handles, use_lang};

/// What is chosen so far; what nobody has touched follows from the rest.
#[derive(Clone, Debug, PartialEq)]
struct Chosen {
    rhythm: Rhythm,
    count: Option<String>,
    start: Option<String>,
    by_area: bool,
    amount: String,
}

impl Default for Chosen {
    fn default() -> Self {
        Chosen { rhythm: Rhythm::Quarters, count: None, start: None, by_area: true, amount: "4".into() }
    }
}

/// Why nothing can be made of what is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Count,
    Start,
    Amount,
}

impl Problem {
    fn sentence(self, lang: Lang) -> String {
        match self {
            Problem::Count => words::count_problem(lang, MOST_PERIODS),
            Problem::Start => words::start_problem(lang).to_owned(),
            Problem::Amount => words::amount_problem(lang).to_owned(),
        }
    }
}

impl Chosen {
    fn start_text(&self, today: Option<Date>) -> String {
        match &self.start {
            Some(start) => start.clone(),
            None => today.map(|today| self.rhythm.next_start(today).iso()).unwrap_or_default(),
        }
    }

    fn count_text(&self) -> String {
        self.count.clone().unwrap_or_else(|| self.rhythm.usual().to_string())
    }

    /// The periods, without ids.
    fn periods(&self, today: Option<Date>, lang: Lang) -> Result<Vec<Period>, Problem> {
        let count = number::parse(&self.count_text()).map(|typed| typed.value);
        let fits = |count: &f64| (1.0..=MOST_PERIODS as f64).contains(count) && count.fract() == 0.0;
        let count = count.filter(fits).ok_or(Problem::Count)? as usize;
        // What has no dates begins on no day.
        let open = Date { year: 1970, month: 1, day: 1 };
        let start = match self.rhythm {
            Rhythm::Open => Some(open),
            _ => Date::parse(&self.start_text(today)),
        };
        Ok(self.rhythm.series(start.ok_or(Problem::Start)?, count, lang))
    }

    fn amount(&self) -> Result<f64, Problem> {
        let amount = number::parse(&self.amount).map(|typed| typed.value);
        amount.filter(|amount| (0.0..=LARGEST).contains(amount)).ok_or(Problem::Amount)
    }

    /// The teams, without ids.
    fn teams(&self, plan: &Plan, lang: Lang) -> Vec<Team> {
        let areas = teams::areas(plan);
        let of_area =
            |(area, _): (String, usize)| Team { title: area.clone(), areas: vec![area], ..Team::default() };
        if self.by_area && !areas.is_empty() {
            return areas.into_iter().take(MOST_TEAMS).map(of_area).collect();
        }
        vec![Team {
            title: words::one_team_title(lang).to_owned(),
            title_alt: Some(words::one_team_title(lang.other()).to_owned()),
            areas: areas.into_iter().map(|(area, _)| area).collect(),
            ..Team::default()
        }]
    }
}

/// The edits that set up what a plan lacks: teams, periods or both.
fn edits(
    plan: &Plan,
    chosen: &Chosen,
    today: Option<Date>,
    lang: Lang,
    ids: &mut dyn FnMut(&str) -> Id,
) -> Result<Vec<RoadmapEdit>, Problem> {
    let roadmap = &plan.roadmap;
    let amount = chosen.amount()?;
    let teams = match roadmap.teams.is_empty() {
        true => chosen.teams(plan, lang).into_iter().map(|team| Team { id: ids("tm"), ..team }).collect(),
        false => roadmap.teams.clone(),
    };
    let team_ids: Vec<Id> = teams.iter().map(|team| Rc::clone(&team.id)).collect();
    let periods = match roadmap.periods.is_empty() {
        true => with_capacity(chosen.periods(today, lang)?, &team_ids, amount, &mut || ids("pd")),
        false => {
            let mut periods = roadmap.periods.clone();
            for period in &mut periods {
                period.capacity.extend(team_ids.iter().map(|team| (Rc::clone(team), amount)));
            }
            periods
        }
    };
    Ok(vec![RoadmapEdit::Teams(teams), RoadmapEdit::Periods(periods)])
}

/// Chooses periods, teams and capacity, and makes them in one step.
#[component]
pub fn Begin(props: &RoadmapProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let chosen = use_state_eq(Chosen::default);
    let day = use_state_eq(|| None::<Date>);
    // The clock is no part of what is drawn, so it is read when the page stands.
    use_effect_with((), {
        let day = day.clone();
        move |()| day.set(Some(clock::today()))
    });
    let plan = &props.plan;
    let (asks_teams, asks_periods) = (plan.roadmap.teams.is_empty(), plan.roadmap.periods.is_empty());
    let set = |change: fn(&mut Chosen, String)| {
        let chosen = chosen.clone();
        Callback::from(move |text: String| {
            let mut next = Chosen::clone(&chosen);
            change(&mut next, text);
            chosen.set(next);
        })
    };
    let typed = |change: fn(&mut Chosen, String)| set(change).reform(|(text, _): (String, u64)| text);
    let choose = |rhythm: Rhythm| {
        let chosen = chosen.clone();
        Callback::from(move |_: Event| {
            // Another rhythm begins on another day, and another number of periods is usual.
            chosen.set(Chosen { rhythm, count: None, start: None, ..Chosen::clone(&chosen) });
        })
    };
    let staff = |by_area: bool| {
        let chosen = chosen.clone();
        Callback::from(move |_: Event| chosen.set(Chosen { by_area, ..Chosen::clone(&chosen) }))
    };
    let periods = chosen.periods(*day, lang);
    let teams = chosen.teams(plan, lang);
    let areas = teams::areas(plan);
    let problem = |which: Problem, found: Option<Problem>| {
        (found == Some(which)).then(|| AttrValue::from(which.sentence(lang)))
    };
    let wrong = periods.as_ref().err().copied().filter(|_| asks_periods);
    let wrong_amount = chosen.amount().err();
    let unit = plan.settings.effort_unit.label(lang);
    let on_make = {
        let (handles, plan, chosen) = (handles.clone(), plan.clone(), chosen.clone());
        Callback::from(move |()| {
            // Ids and the day belong to the press, not to the drawing.
            match edits(&plan, &chosen, Some(clock::today()), lang, &mut |prefix| new_id(prefix)) {
                Ok(edits) => edit(&handles, edits),
                Err(problem) => handles.warn(problem.sentence(lang)),
            }
        })
    };
    let names: Vec<String> = match (&periods, asks_periods) {
        (Ok(periods), true) => periods.iter().map(|period| period.title_in(lang).to_owned()).collect(),
        _ => plan.roadmap.periods.iter().map(|period| period.title_in(lang).to_owned()).collect(),
    };
    let team_names: Vec<String> = if asks_teams { &teams } else { &plan.roadmap.teams }
        .iter()
        .map(|team| team.title_in(lang).to_owned())
        .collect();
    html! {
        <section class="setup__card begin" aria-labelledby="setup-begin">
            <h2 class="setup__heading" id="setup-begin">{ words::begin(lang) }</h2>
            <p class="begin__teach">{ words::begin_help(lang) }</p>
            if asks_periods {
                <fieldset class="begin__part">
                    <legend class="begin__legend">{ words::which_periods(lang) }</legend>
                    <div class="begin__choices">
                        for rhythm in Rhythm::ALL {
                            <label key={(rhythm.word())(Lang::En)} class="begin__choice">
                                <input type="radio" name="rhythm" checked={chosen.rhythm == rhythm} onchange={choose(rhythm)} />
                                <span><span class="begin__name">{ (rhythm.word())(lang) }</span><span class="hint">{ (rhythm.help())(lang) }</span></span>
                            </label>
                        }
                    </div>
                    <div class="begin__numbers">
                        <TextField label={words::how_many(lang)} value={chosen.count_text()} at_once=true problem={problem(Problem::Count, wrong)}
                            on_typed={typed(|chosen, text| chosen.count = Some(text))} />
                        if chosen.rhythm != Rhythm::Open {
                            <DateField label={words::from_day(lang)} value={chosen.start_text(*day)} problem={problem(Problem::Start, wrong.filter(|_| day.is_some()))}
                                on_day={typed(|chosen, text| chosen.start = Some(text))} />
                        }
                    </div>
                </fieldset>
            }
            if asks_teams {
                <fieldset class="begin__part">
                    <legend class="begin__legend">{ words::which_teams(lang) }</legend>
                    <div class="begin__choices">
                        if !areas.is_empty() {
                            <label class="begin__choice">
                                <input type="radio" name="staff" checked={chosen.by_area} onchange={staff(true)} />
                                <span><span class="begin__name">{ words::team_per_area(lang) }</span><span class="hint">{ words::areas_of_backlog(lang, areas.len()) }</span></span>
                            </label>
                        }
                        <label class="begin__choice">
                            <input type="radio" name="staff" checked={!chosen.by_area || areas.is_empty()} onchange={staff(false)} />
                            <span><span class="begin__name">{ words::one_team(lang) }</span><span class="hint">{ words::one_team_help(lang) }</span></span>
                        </label>
                    </div>
                </fieldset>
            }
            <div class="begin__numbers">
                <TextField label={words::capacity_each(lang, unit)} value={chosen.amount.clone()} at_once=true problem={problem(Problem::Amount, wrong_amount)}
                    on_typed={typed(|chosen, text| chosen.amount = text)} />
            </div>
            <p class="begin__preview" role="status">
                if names.is_empty() {
                    { words::preview_teams(lang, &listed(&team_names, lang)) }
                } else {
                    { words::preview(lang, &listed(&names, lang), &listed(&team_names, lang)) }
                }
            </p>
            <div><Button label={words::set_up(lang)} variant={Variant::Primary} on_press={on_make}
                disabled={wrong.filter(|_| day.is_some()).or(wrong_amount).map(|problem| AttrValue::from(problem.sentence(lang)))} /></div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::editor::{Command, Editor};
    use crate::domain::plan::Item;

    const NOW: &str = "2026-11-23T09:00:00Z";

    fn plan(areas: &[&str]) -> Plan {
        let mut plan = Plan::default();
        for (at, area) in areas.iter().enumerate() {
            let mut item = Item::new(format!("i{at}").into(), format!("SY-{at}"), "A");
            item.area = (*area).to_owned();
            plan.items.push(Rc::new(item));
        }
        plan
    }

    fn made(plan: &Plan, chosen: &Chosen) -> Result<Rc<Plan>, Problem> {
        let mut next = 0;
        let mut ids = |prefix: &str| {
            next += 1;
            Id::from(format!("{prefix}{next}"))
        };
        let edits = edits(plan, chosen, Date::parse(NOW), Lang::En, &mut ids)?;
        let editor = Editor::new(plan.clone()).apply(&Command::roadmap(edits), NOW, None).unwrap();
        Ok(Rc::clone(editor.plan()))
    }

    #[test]
    fn one_press_makes_a_roadmap_that_is_ready() {
        let plan = plan(&["Web", "", "Payments", "Web"]);
        let done = made(&plan, &Chosen::default()).unwrap();
        let titles: Vec<&str> = done.roadmap.teams.iter().map(|team| &*team.title).collect();
        assert_eq!(titles, ["Web", "Payments"]);
        let periods: Vec<&str> = done.roadmap.periods.iter().map(|period| &*period.title).collect();
        assert_eq!(periods, ["2027 Q1", "2027 Q2", "2027 Q3", "2027 Q4"]);
        assert!(done.roadmap.is_ready());
        for period in &done.roadmap.periods {
            for team in &done.roadmap.teams {
                assert_eq!(period.capacity_of(&team.id), 4.0);
            }
        }
    }

    #[test]
    fn one_team_has_all_areas() {
        let chosen =
            Chosen {
                by_area: false, rhythm: Rhythm::Open, amount: "１２，５".into(), ..Chosen::default()
            };
        let done = made(&plan(&["Web", "Payments"]), &chosen).unwrap();
        assert_eq!(done.roadmap.teams.len(), 1);
        assert_eq!(done.roadmap.teams[0].areas, ["Web", "Payments"]);
        assert_eq!(done.roadmap.periods[0].capacity_of(&done.roadmap.teams[0].id), 12.5);
        assert!(made(&plan(&[]), &Chosen::default()).unwrap().roadmap.is_ready());
    }

    #[test]
    fn what_is_there_already_is_kept() {
        let mut before = plan(&["Web"]);
        let team = Team { id: "t".into(), title: "All".into(), ..Team::default() };
        Rc::make_mut(&mut before.roadmap).teams = vec![team.clone()];
        let done = made(&before, &Chosen::default()).unwrap();
        assert_eq!(done.roadmap.teams, [team]);
        assert_eq!(done.roadmap.periods.len(), 4);
    }

    #[test]
    fn nothing_is_made_of_nonsense() {
        #[track_caller]
        fn check(count: &str, start: &str, amount: &str, problem: Option<Problem>) {
            let chosen = Chosen {
                count: Some(count.into()),
                start: Some(start.into()),
                amount: amount.into(),
                ..Chosen::default()
            };
            assert_eq!(made(&plan(&[]), &chosen).err(), problem);
        }
        check("4", "2027-01-01", "0", None);
        check("0", "2027-01-01", "4", Some(Problem::Count));
        check("1.5", "2027-01-01", "4", Some(Problem::Count));
        check("61", "2027-01-01", "4", Some(Problem::Count));
        check("4", "2027-02-30", "4", Some(Problem::Start));
        check("4", "", "4", Some(Problem::Start));
        check("4", "2027-01-01", "-1", Some(Problem::Amount));
        check("4", "2027-01-01", "a lot", Some(Problem::Amount));
    }
}
