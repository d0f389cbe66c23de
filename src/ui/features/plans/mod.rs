//! The plans of this browser: open, make, delete, take back.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::date;
use crate::domain::plan::title_in;
use crate::domain::text::{Lang, common, keeping, shell};
use crate::keeping::PlanCard;
use crate::ui::components::{Button, Dialog, Variant};
use crate::ui::keeper::{KeeperMsg, Kept};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`PlansDialog`].
#[derive(Properties, PartialEq)]
pub struct PlansProps {
    /// What is kept.
    pub kept: Rc<Kept>,
    /// The id of the open plan.
    pub open: AttrValue,
}

/// The list of plans.
#[component]
pub fn PlansDialog(props: &PlansProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let sure = use_state_eq(|| None::<String>);
    let close = {
        let handles = handles.clone();
        Callback::from(move |()| handles.close_dialog())
    };
    let give = |msg: KeeperMsg| {
        let handles = handles.clone();
        Callback::from(move |()| handles.keeper.emit(msg.clone()))
    };
    html! {
        <Dialog title={shell::plans(lang)} close_label={common::close(lang)} on_close={close} footer={html! {
            <>
                <Button label={shell::open_file(lang)} on_press={give(KeeperMsg::PickFile)} />
                <Button label={shell::new_plan(lang)} variant={Variant::Primary} on_press={give(KeeperMsg::NewPlan)} />
            </>
        }}>
            <ul class="plans">
                for card in props.kept.plans.iter() {
                    <li key={card.id.clone()} class="plans__row" data-open={(card.id == props.open.as_str()).then_some("true")}>
                        <span class="plans__text">
                            <strong class="plans__title">{ title(card, lang) }</strong>
                            <span class="hint">{ about(card, lang) }</span>
                        </span>
                        if card.id == props.open.as_str() {
                            <span class="plans__now">{ shell::current_plan(lang) }</span>
                            if let Some(moment) = &props.kept.earlier {
                                <Button label={keeping::open_earlier(lang, &date::display(moment, lang))} on_press={give(KeeperMsg::OpenEarlier)} />
                            }
                        } else {
                            <Button label={shell::open_plan(lang)} on_press={give(KeeperMsg::OpenPlan(card.id.clone()))} />
                        }
                        <Button label={common::delete(lang)} variant={Variant::Quiet} on_press={give(KeeperMsg::DeletePlan(card.id.clone()))} />
                    </li>
                }
            </ul>
            if !props.kept.bin.is_empty() {
                <h3 class="panel__heading">{ keeping::bin_of_plans(lang) }</h3>
                <ul class="plans">
                    for card in props.kept.bin.iter() {
                        <li key={card.id.clone()} class="plans__row">
                            <span class="plans__text"><span class="plans__title">{ title(card, lang) }</span></span>
                            <Button label={common::restore(lang)} on_press={give(KeeperMsg::RestorePlan(card.id.clone()))} />
                            if sure.as_deref() == Some(card.id.as_str()) {
                                <Button label={shell::delete_plan_sure(lang)} variant={Variant::Danger} on_press={give(KeeperMsg::PurgePlan(card.id.clone()))} />
                            } else {
                                <Button label={common::delete(lang)} variant={Variant::Quiet}
                                    on_press={{ let (sure, id) = (sure.clone(), card.id.clone()); Callback::from(move |()| sure.set(Some(id.clone()))) }} />
                            }
                        </li>
                    }
                </ul>
            }
            <p class="hint">{ shell::where_data_lives(lang) }{ " " }
                { if props.kept.persisted { keeping::persisted(lang) } else { keeping::not_persisted(lang) } }
            </p>
            if let Some(usage) = props.kept.usage {
                <div class="meter">
                    <meter min="0" max="1" high="0.8" value={format!("{:.3}", usage.share())} aria-label={shell::storage_notice(lang)}></meter>
                    <span class="hint">{ keeping::usage(lang, (usage.share() * 100.0).ceil().min(100.0) as u32) }</span>
                </div>
            }
        </Dialog>
    }
}

fn title(card: &PlanCard, lang: Lang) -> String {
    if card.title.is_empty() {
        return shell::untitled_plan(lang).to_owned();
    }
    title_in(&card.title, card.title_alt.as_deref(), lang).to_owned()
}

fn about(card: &PlanCard, lang: Lang) -> String {
    let backup = match &card.backup {
        Some(moment) => shell::backed_up(lang, &date::display(moment, lang)),
        None => shell::never_backed_up(lang).to_owned(),
    };
    format!("{} · {} · {backup}", common::items(lang, card.items), date::display(&card.updated, lang))
}
