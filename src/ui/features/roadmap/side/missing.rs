//! What cannot be planned and why, and what is in the way of any plan at all.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::number;
use crate::domain::plan::{Id, Plan};
use crate::domain::roadmap::brief::{Blocked, Brief, Reason};
use crate::domain::roadmap::draft::Draft;
use crate::domain::roadmap::wishes::{self, Way};
use crate::domain::text::{Lang, Word, roadmap_draft as words};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::Button;
use crate::ui::features::roadmap::ItemLink;
use crate::ui::session::{RoadmapPage, Screen, TradeoffPage};
use crate::ui::store::{use_handles, use_lang};

/// So many items are named under one reason.
const MOST_NAMED: usize = 20;

/// Reasons of one kind: what they are called, and where one can do something about them.
#[derive(Clone, Copy)]
struct Kind {
    name: Word,
    way: Option<(Word, Screen)>,
}

/// The kind of a reason, by its place in [`KINDS`]; `None` for those that are as they should be:
/// delivered, decided against, or planned by its parts.
fn kind(reason: &Reason) -> Option<usize> {
    match reason {
        Reason::Shipped | Reason::Rejected | Reason::RolledUp => None,
        Reason::NoEffort => Some(0),
        Reason::NoValue => Some(1),
        Reason::TooLarge { .. } => Some(2),
        Reason::DependsOnRejected(_) => Some(3),
        Reason::DependsOnDeleted(_) => Some(4),
        Reason::DependsOnUnplannable(_) => Some(5),
        Reason::TogetherWith(_) => Some(6),
        Reason::InsteadOf(_) => Some(7),
        Reason::RejectedWith(_) => Some(8),
        Reason::Excluded | Reason::ExcludedWith(_) => Some(9),
    }
}

/// All kinds, in the order in which they are listed: first what somebody forgot, last what
/// somebody wanted.
const KINDS: [Kind; 10] = [
    Kind { name: words::out_no_effort, way: Some((words::to_items, Screen::Items)) },
    Kind {
        name: words::out_no_value,
        way: Some((words::to_contributions, Screen::Tradeoff(TradeoffPage::Contributions))),
    },
    Kind { name: words::out_too_large, way: Some((words::to_setup, Screen::Roadmap(RoadmapPage::Setup))) },
    Kind { name: words::out_rejected, way: None },
    Kind { name: words::out_deleted, way: None },
    Kind { name: words::out_unplannable, way: None },
    Kind { name: words::out_together, way: Some((words::to_setup, Screen::Roadmap(RoadmapPage::Setup))) },
    Kind { name: words::out_instead, way: Some((words::to_setup, Screen::Roadmap(RoadmapPage::Setup))) },
    Kind { name: words::out_rejected_with, way: None },
    Kind { name: words::out_excluded, way: Some((words::to_setup, Screen::Roadmap(RoadmapPage::Setup))) },
];

/// The team or the other item that a reason is about, as it is called.
fn about(plan: &Plan, reason: &Reason, lang: Lang) -> Option<String> {
    match reason {
        Reason::TooLarge { team } => {
            let team = plan.roadmap.teams.iter().find(|each| each.id == *team)?;
            Some(team.title_in(lang).to_owned())
        }
        Reason::DependsOnRejected(id)
        | Reason::DependsOnDeleted(id)
        | Reason::DependsOnUnplannable(id)
        | Reason::TogetherWith(id)
        | Reason::InsteadOf(id)
        | Reason::ExcludedWith(id)
        | Reason::RejectedWith(id) => {
            let item = plan.item(id).or_else(|| plan.bin.iter().find(|item| item.id == *id))?;
            Some(item.title_in(lang).to_owned())
        }
        _ => None,
    }
}

/// Properties of [`Missing`].
#[derive(Properties, Clone)]
pub(super) struct MissingProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The plan as numbers.
    pub brief: ByPointer<Brief>,
}

impl PartialEq for MissingProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.brief == other.brief
    }
}

/// Why nothing can be planned, or what cannot, by reason, each with the way to mend it.
#[component]
pub(super) fn Missing(props: &MissingProps) -> Html {
    let lang = use_lang();
    let MissingProps { plan, brief } = props;
    let brief = &*brief.0;
    let groups = grouped(&brief.left_out);
    if let Some(blocked) = brief.blocked() {
        // Where each item has a reason of its own, these are what has to be known.
        let named = if blocked == Blocked::NoJobs { groups } else { Vec::new() };
        let ways = named.iter().any(|(kind, _)| kind.way.is_some());
        let (word, screen) = way_of(blocked);
        return html! {
            <div class="missing missing--all">
                <p>{ brief.blocked_sentence(lang) }</p>
                for (kind, items) in named {
                    { group(plan, kind, &items, lang) }
                }
                if !ways {
                    <a class="button" href={format!("#/{}", screen.path())}>{ word(lang) }</a>
                }
            </div>
        };
    }
    let count: usize = groups.iter().map(|(_, items)| items.len()).sum();
    let notes: Vec<String> = brief.notes.iter().map(|note| note.sentence(plan, lang)).collect();
    html! {
        <>
            if count > 0 {
                <details class="missing side__details">
                    <summary>{ words::cannot_be_planned(lang, count) }</summary>
                    for (kind, items) in groups {
                        { group(plan, kind, &items, lang) }
                    }
                </details>
            }
            if !notes.is_empty() {
                <details class="missing side__details">
                    <summary>{ words::notes_count(lang, notes.len()) }</summary>
                    <ul class="missing__notes">
                        for (at, note) in notes.into_iter().enumerate() {
                            <li key={at}>{ note }</li>
                        }
                    </ul>
                </details>
            }
        </>
    }
}

fn group(plan: &Plan, kind: Kind, items: &[(&Id, &Reason)], lang: Lang) -> Html {
    let more = items.len().saturating_sub(MOST_NAMED);
    html! {
        <section key={(kind.name)(lang)} class="missing__group">
            <h3 class="missing__kind">{ (kind.name)(lang) }{ " " }<span class="hint">{ number::group(items.len()) }</span></h3>
            <ul>
                for (id, reason) in items.iter().take(MOST_NAMED) {
                    <li key={id.to_string()}>
                        <ItemLink item={Id::clone(id)} label={plan.item(id).map(|item| item.title_in(lang).to_owned()).unwrap_or_default()} />
                        if let Some(about) = about(plan, reason, lang) {
                            <span class="hint">{ " · " }{ about }</span>
                        }
                    </li>
                }
                if more > 0 {
                    <li key="more" class="hint">{ words::and_more(lang, &number::group(more)) }</li>
                }
            </ul>
            if let Some((word, screen)) = kind.way {
                <a class="missing__way" href={format!("#/{}", screen.path())}>{ word(lang) }</a>
            }
        </section>
    }
}

/// Items that cannot be planned, by kind of reason, in the order of the kinds.
fn grouped(left_out: &[(Id, Reason)]) -> Vec<(Kind, Vec<(&Id, &Reason)>)> {
    let of = |at: usize| -> Vec<(&Id, &Reason)> {
        let fits = |(_, reason): &&(Id, Reason)| kind(reason) == Some(at);
        left_out.iter().filter(fits).map(|(id, reason)| (id, reason)).collect()
    };
    KINDS
        .iter()
        .enumerate()
        .map(|(at, kind)| (*kind, of(at)))
        .filter(|(_, items)| !items.is_empty())
        .collect()
}

/// Where something can be done when nothing can be planned.
fn way_of(blocked: Blocked) -> (Word, Screen) {
    match blocked {
        Blocked::NoTeams | Blocked::NoPeriods | Blocked::NoCapacity => {
            (words::to_setup, Screen::Roadmap(RoadmapPage::Setup))
        }
        Blocked::NoItems | Blocked::NoJobs => (words::to_items, Screen::Items),
    }
}

/// Properties of [`Stuck`].
#[derive(Properties, Clone)]
pub(super) struct StuckProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The plan as numbers, as it was asked about.
    pub asked: ByPointer<Brief>,
    /// The answer: wishes that cannot all hold.
    pub draft: ByPointer<Draft>,
}

impl PartialEq for StuckProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.asked == other.asked && self.draft == other.draft
    }
}

/// The wishes that cannot all hold, each with the ways to give it up.
#[component]
pub(super) fn Stuck(props: &StuckProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let plan = &props.plan;
    let held = wishes::held(plan, &props.asked.0, &props.draft.0.conflict);
    if held.is_empty() {
        return html! { <p class="hint">{ words::no_plan_way(lang) }</p> };
    }
    let way = |way: &Way| {
        let label = way.label(plan, lang);
        match (way.command(plan), way) {
            (Some(command), _) => {
                let (handles, done) = (handles.clone(), words::given_up(lang, &label));
                let on_press = Callback::from(move |()| {
                    handles.edit(command.clone());
                    handles.tell_undoable(done.clone());
                });
                html! { <Button {label} {on_press} /> }
            }
            (None, Way::OpenItem(id)) => html! { <ItemLink item={id.clone()} {label} /> },
            (None, _) => {
                html! { <a class="button" href={format!("#/{}", RoadmapPage::Setup.path())}>{ label }</a> }
            }
        }
    };
    html! {
        <div class="stuck">
            <p>{ if props.draft.0.is_smallest { words::cannot_all_hold(lang) } else { words::some_cannot_hold(lang) } }</p>
            <ul>
                for (at, held) in held.iter().enumerate() {
                    <li key={at}>
                        <span>{ held.sentence(plan, lang) }</span>
                        for (at, each) in held.ways.iter().enumerate() {
                            <span key={at} class="stuck__way">{ way(each) }</span>
                        }
                    </li>
                }
            </ul>
            <p class="hint">{ words::give_one_up(lang) }</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_grouped_and_what_is_as_it_should_be_is_not_named() {
        let out: Vec<(Id, Reason)> = vec![
            ("a".into(), Reason::Shipped),
            ("b".into(), Reason::Excluded),
            ("c".into(), Reason::NoEffort),
            ("d".into(), Reason::Rejected),
            ("e".into(), Reason::DependsOnRejected("d".into())),
            ("f".into(), Reason::NoEffort),
            ("g".into(), Reason::RolledUp),
        ];
        let found: Vec<(&str, String)> = grouped(&out)
            .iter()
            .map(|(kind, items)| {
                let items = items.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>().join(" ");
                ((kind.name)(Lang::En), items)
            })
            .collect();
        assert_eq!(
            found,
            [
                (words::out_no_effort(Lang::En), "c f".to_owned()),
                (words::out_rejected(Lang::En), "e".to_owned()),
                (words::out_excluded(Lang::En), "b".to_owned()),
            ]
        );
    }
}
