//! The Items screen as a whole: what is shown follows from plan, session and preferences.

use std::rc::Rc;

use yew::prelude::*;

use super::columns::{self, Column};
use super::grid::Grid;
use super::panel::PanelProps;
use super::ranges::{Ranges, Standing, use_ranges};
use super::row::Ranks;
use super::toolbar::Toolbar;
use super::view::{Question, View};
use crate::domain::plan::{Criterion, Plan};
use crate::domain::ranking::Ranking;
use crate::domain::text::{common, criteria as criteria_words, items};
use crate::domain::uncertainty;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::Button;
use crate::ui::parts::{self, later};
use crate::ui::preferences::{Preferences, PreferencesMsg};
use crate::ui::session::{Dialog, Filter, Session, SessionMsg, Sort, SortKey};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`ItemsScreen`].
#[derive(Properties)]
pub struct ItemsScreenProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// This visit.
    pub session: Rc<Session>,
    /// This browser.
    pub preferences: Rc<Preferences>,
}

impl PartialEq for ItemsScreenProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.session == other.session
            && self.preferences == other.preferences
    }
}

/// The Items screen.
#[component]
pub fn ItemsScreen(props: &ItemsScreenProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let framework = props.preferences.framework();
    let criteria = &props.plan.settings.criteria;
    // What was ranked last: most of it is the same after one edit.
    let ranked = use_mut_ref(|| (Rc::<Plan>::default(), Rc::<Ranking>::default()));
    let ranking = use_memo((ByPointer(props.plan.clone()), framework.id), move |(plan, _)| {
        let mut ranked = ranked.borrow_mut();
        let (before, ranking) = &*ranked;
        let next = Rc::new(ranking.after(&before.items, &plan.0, framework));
        *ranked = (Rc::clone(&plan.0), Rc::clone(&next));
        next
    });
    let ranking = Rc::clone(&*ranking);
    let has_ranges = *use_memo((ByPointer(props.plan.clone()), framework.id), move |(plan, _)| {
        uncertainty::has_ranges(&plan.0, framework)
    });
    let columns = use_memo(
        (
            (props.preferences.columns.clone(), props.preferences.hidden.clone()),
            framework.id,
            criteria.clone(),
            has_ranges,
        ),
        move |((order, hidden), _, criteria, has_ranges)| {
            columns::shown(order, hidden, framework, criteria, *has_ranges)
        },
    );
    let sorts_by_range = props.session.sort.by == SortKey::Column(Column::RankRange);
    let are_ranges_wanted = sorts_by_range || columns.contains(&Column::RankRange);
    let Standing { ranges, is_old } =
        use_ranges(&props.plan, framework, ranking.scored_count, are_ranges_wanted);
    let question = Question {
        filter: Rc::clone(&props.session.filter),
        sort: props.session.sort.clone(),
        framework: framework.id,
        lang,
        again: props.session.sorted,
        plan: Rc::clone(&props.plan.id),
    };
    let held = use_mut_ref(Rc::<View>::default);
    let view = use_memo((ByPointer(props.plan.clone()), question, sorts_by_range.then(|| ranges.clone())), {
        let ranking = ranking.clone();
        move |(plan, question, ranges)| {
            let known = ranges.as_ref().and_then(Ranges::known);
            let next = Rc::new(held.borrow().next(question, &plan.0, &ranking, framework, known));
            held.replace(Rc::clone(&next));
            next
        }
    });
    let on_columns = {
        let (handles, preferences) = (handles.clone(), props.preferences.clone());
        use_callback(
            (preferences, has_ranges, lang),
            move |way: (Column, Column), (preferences, has_ranges, lang)| {
                if columns::is_within_block(way) {
                    handles.tell(items::inputs_stay_together(*lang).to_owned());
                    return;
                }
                let (order, hidden) =
                    columns::moved(&preferences.columns, &preferences.hidden, *has_ranges, way);
                handles.prefer(PreferencesMsg::Columns(order, hidden));
            },
        )
    };
    let sort_again = {
        let handles = handles.clone();
        Callback::from(move |()| handles.session(SessionMsg::SortAgain))
    };
    let clear_filters = {
        let handles = handles.clone();
        Callback::from(move |()| handles.session(SessionMsg::Filtered(Filter::default())))
    };
    let set_up = {
        let handles = handles.clone();
        Callback::from(move |()| handles.open(Dialog::Settings))
    };
    let unscored = props.plan.items.len() - ranking.scored_count;
    let wished = props.session.focus_grid.and(props.session.active.clone());
    let active = props.session.active.as_deref().filter(|_| props.session.panel);
    let active = active.and_then(|id| props.plan.item(id)).cloned();
    html! {
        <div class="items" data-panel={props.session.panel.then_some("open")}>
            <div class="items__main">
                <Toolbar plan={props.plan.clone()} session={props.session.clone()} preferences={props.preferences.clone()} />
                if framework.needs_criteria(criteria) {
                    <p class="items__ask">
                        <span>{ criteria_words::ask(lang) }</span>
                        <Button label={criteria_words::set_up(lang)} on_press={set_up} />
                    </p>
                }
                if view.shown == 0 {
                    <div class="items__nothing">
                        <p>{ items::no_match(lang) }</p>
                        <Button label={items::clear_filters(lang)} on_press={clear_filters} />
                    </div>
                } else {
                    <ContextProvider<Ranks> context={Ranks(Rc::clone(&ranking))}>
                    <ContextProvider<Ranges> context={ranges.clone()}>
                    <Grid plan={props.plan.clone()} ranking={ranking.clone()} view={Rc::clone(&*view)} {framework}
                        columns={(*columns).clone()} {ranges} ranges_are_old={is_old} selected={props.session.selected.clone()} sort={props.session.sort.clone()}
                        {lang} focus={props.session.focus_grid} active={wished} {on_columns} />
                    </ContextProvider<Ranges>>
                    </ContextProvider<Ranks>>
                }
                <footer class="items__foot">
                    <span>
                        { if view.shown == props.plan.items.len() {
                            common::items(lang, view.shown)
                        } else {
                            items::shown_of(lang, view.shown, props.plan.items.len())
                        } }
                        if unscored > 0 {
                            { " · " }{ items::unscored(lang, unscored) }
                        }
                        { " · " }{ sort_words(&props.session.sort, framework, criteria, lang) }
                    </span>
                    if view.stale {
                        <span class="items__stale" role="status">
                            { items::order_changed(lang) }
                            <Button label={items::sort_again(lang)} on_press={sort_again} variant={crate::ui::components::Variant::Quiet} />
                        </span>
                    } else {
                        <span class="items__help">{ items::footer_help(lang) }</span>
                    }
                </footer>
            </div>
            if props.session.panel {
                if let Some(item) = active {
                    { later(&parts::PANEL, &PanelProps {
                        plan: props.plan.clone(), beside: ranking.beside(&props.plan.items, &item.id), item, framework, focus: props.session.focus_panel,
                    }) }
                }
            }
        </div>
    }
}

fn sort_words(
    sort: &Sort,
    framework: &'static crate::domain::frameworks::Framework,
    criteria: &[Criterion],
    lang: crate::domain::text::Lang,
) -> String {
    match sort.by {
        SortKey::Score => items::sorted_by(lang, (framework.name)(lang)),
        SortKey::Manual => items::sort_manual(lang).to_owned(),
        SortKey::Column(column) => items::sorted_by(lang, &column.heading(framework, criteria, lang)),
    }
}
