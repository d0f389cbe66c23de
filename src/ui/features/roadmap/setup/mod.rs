//! Teams, periods, capacity and wishes.

mod begin;
mod capacity;
mod cells;
mod dependencies;
mod hierarchy;
mod periods;
mod rules;
mod teams;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
mod wishes;

use yew::prelude::*;

use super::RoadmapProps;
use crate::domain::editor::{Command, RoadmapEdit};
use crate::domain::text::{Lang, Word, roadmap_setup as words};
use crate::platform::element;
use crate::ui::store::{Handles, use_lang};

/// The sections in their order: where each is found, and what it is called.
const SECTIONS: [(&str, Word); 7] = [
    ("periods", words::periods),
    ("teams", words::teams),
    ("capacity", words::capacity),
    ("rules", words::rules),
    ("wishes", words::wishes),
    ("dependencies", words::dependencies),
    ("hierarchy", words::hierarchy),
];

/// Teams, periods, capacity and wishes.
#[component]
pub fn SetupPage(props: &RoadmapProps) -> Html {
    let lang = use_lang();
    let root = use_node_ref();
    let roadmap = &props.plan.roadmap;
    let untouched = roadmap.teams.is_empty() && roadmap.periods.is_empty();
    let plan = || props.plan.clone();
    // Who has pressed the button that sets all up goes on with what it made.
    let was_ready = use_mut_ref(|| roadmap.is_ready());
    use_effect_with(roadmap.is_ready(), {
        let root = root.clone();
        move |ready| {
            if *ready && !was_ready.replace(*ready) {
                element::focus_in(&root, "#setup-periods");
            }
            was_ready.replace(*ready);
        }
    });
    let go = |section: &'static str| {
        let root = root.clone();
        Callback::from(move |_: MouseEvent| {
            // The address says which screen is shown, so places on it cannot be in it.
            element::focus_in(&root, &format!("#setup-{section}"));
        })
    };
    html! {
        <div class="setup" ref={root.clone()}>
            <header class="setup__head">
                <h1 class="setup__title">{ words::title(lang) }</h1>
                if !untouched {
                    <nav class="setup__places" aria-label={words::places(lang)}>
                        for (section, word) in SECTIONS {
                            <button key={section} type="button" class="chip" onclick={go(section)}><span>{ word(lang) }</span></button>
                        }
                    </nav>
                }
            </header>
            if !roadmap.is_ready() {
                <begin::Begin plan={plan()} />
            }
            if !untouched {
                <periods::Periods plan={plan()} />
                <teams::Teams plan={plan()} />
                <capacity::Capacity plan={plan()} />
                <rules::Rules plan={plan()} />
                <wishes::Wishes plan={plan()} />
                <dependencies::Dependencies plan={plan()} />
                <hierarchy::Hierarchy plan={plan()} />
            }
        </div>
    }
}

/// A section of the page with its heading, which takes the focus when it is gone to.
fn card(section: &'static str, lang: Lang, content: Html) -> Html {
    let word = SECTIONS.iter().find(|(id, _)| *id == section).map_or("", |(_, word)| word(lang));
    html! {
        <section class="setup__card" data-section={section} aria-labelledby={format!("setup-{section}")}>
            <h2 class="setup__heading" id={format!("setup-{section}")} tabindex="-1">{ word }</h2>
            { content }
        </section>
    }
}

/// Gives changes of the roadmap as one step.
fn edit(handles: &Handles, edits: Vec<RoadmapEdit>) {
    handles.edit(Command::roadmap(edits));
}

/// Gives a change of the roadmap as a part of a gesture.
fn edit_in(handles: &Handles, gesture: u64, change: RoadmapEdit) {
    handles.edit_in(gesture, Command::roadmap(vec![change]));
}

/// Writes a title where it is shown from: what stands in the other language stays.
fn retitle(title: &mut String, alt: &mut Option<String>, lang: Lang, text: &str) {
    let text = text.trim();
    let shows_alt = crate::domain::plan::title_in(title, alt.as_deref(), lang) != title.as_str();
    match shows_alt {
        true => *alt = Some(text.to_owned()).filter(|text| !text.is_empty()),
        false if text.is_empty() => {}
        false => *title = text.to_owned(),
    }
}

/// The names of a list, as a sentence has them.
fn listed(names: &[String], lang: Lang) -> String {
    names.join(match lang {
        Lang::En => ", ",
        Lang::Zh => "、",
    })
}
