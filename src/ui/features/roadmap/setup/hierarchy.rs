//! Items with parts, and what the parts come to.

use yew::prelude::*;

use super::super::RoadmapProps;
use super::card;
use crate::domain::number;
use crate::domain::roadmap::family::families;
use crate::domain::text::roadmap_setup as words;
use crate::ui::by_pointer::ByPointer;
use crate::ui::features::pick::named;
use crate::ui::store::use_lang;

/// The roll-up of each item that has parts.
#[component]
pub fn Hierarchy(props: &RoadmapProps) -> Html {
    let lang = use_lang();
    let families = use_memo(ByPointer(props.plan.clone()), |plan| families(&plan.0));
    let unit = props.plan.settings.effort_unit.label(lang);
    let content = if families.is_empty() {
        html! { <p class="hint">{ words::no_families(lang) }</p> }
    } else {
        html! {
            <>
                <p class="hint">{ words::hierarchy_help(lang) }</p>
                <div class="setup__scroll">
                    <table class="setup__table">
                        <thead>
                            <tr>
                                <th scope="col">{ words::item(lang) }</th>
                                <th scope="col" class="setup__number">{ words::parts(lang) }</th>
                                <th scope="col" class="setup__number">{ words::parts_effort(lang, unit) }</th>
                                <th scope="col" class="setup__number">{ words::own_effort(lang, unit) }</th>
                                <th scope="col" class="setup__number">{ words::share_placed(lang) }</th>
                            </tr>
                        </thead>
                        <tbody>
                            for family in families.iter() {
                                <tr key={family.parent.id.to_string()}>
                                    <th scope="row">
                                        { named(&family.parent, lang) }
                                        if family.unknown > 0 {
                                            <span class="hint setup__about">{ words::parts_without_effort(lang, family.unknown) }</span>
                                        }
                                    </th>
                                    <td class="setup__number">{ number::group(family.leaves) }</td>
                                    <td class="setup__number">{ number::display(family.effort, 1) }</td>
                                    <td class="setup__number">{ number::display(family.own, 1) }</td>
                                    <td class="setup__number">{ format!("{}%", number::display(family.share_placed() * 100.0, 0)) }</td>
                                </tr>
                            }
                        </tbody>
                    </table>
                </div>
            </>
        }
    };
    card("hierarchy", lang, content)
}
