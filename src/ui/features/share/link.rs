//! A plan as a link: what goes in, and behind which passphrase.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::outcome::LinkOutcome;
use crate::domain::frameworks::{self, Framework};
use crate::domain::plan::Plan;
use crate::domain::share::{Beside, Choice, Counts, Items, LinkProblem, link};
use crate::domain::text::{Word, share as words};
use crate::platform::crypto;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{self, SelectField, TextField};
use crate::ui::keeper::KeeperMsg;
use crate::ui::store::{use_handles, use_lang};

/// The link is made when nothing was changed for so long, in milliseconds.
const PAUSE_MS: u32 = 300;

/// Passphrases with fewer characters are found by trying.
const SHORT: usize = 12;

/// Where the making of a link stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Made {
    /// It is being made.
    #[default]
    Waiting,
    /// The end of the address, from `#p=` on.
    Ready(AttrValue),
    /// There is none.
    Failed(LinkProblem),
    /// The browser locks nothing.
    NoCrypto,
}

/// Properties of [`LinkCard`].
#[derive(Properties)]
pub(super) struct LinkCardProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The id of the framework that ranks: readers see the same order.
    pub framework: &'static str,
}

impl PartialEq for LinkCardProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.framework == other.framework
    }
}

/// A part of the plan that may stay out: its words, where it is in a choice, and whether it
/// tells of people, so that it goes with them only.
type Part = (Word, Word, fn(&mut Choice) -> &mut bool, bool);

const PARTS: [Part; 8] = [
    (words::screen_descriptions, words::screen_descriptions_about, |choice| &mut choice.descriptions, false),
    (words::screen_decisions, words::screen_decisions_about, |choice| &mut choice.decisions, false),
    (words::screen_scenarios, words::screen_scenarios_about, |choice| &mut choice.scenarios, false),
    (words::screen_people, words::screen_people_about, |choice| &mut choice.people, false),
    (words::screen_workshops, words::screen_workshops_about, |choice| &mut choice.workshops, true),
    (words::screen_answers, words::screen_answers_about, |choice| &mut choice.answers, false),
    (words::screen_other_titles, words::screen_other_titles_about, |choice| &mut choice.other_titles, false),
    (words::screen_bin, words::screen_bin_about, |choice| &mut choice.bin, false),
];

fn word(items: Items) -> Word {
    match items {
        Items::All => words::screen_items_all,
        Items::Top => words::screen_items_top,
        Items::Planned => words::screen_items_planned,
    }
}

/// What goes into the link, and the link.
#[component]
pub(super) fn LinkCard(props: &LinkCardProps) -> Html {
    let lang = use_lang();
    let handles = use_handles();
    let choice = use_state_eq(|| Choice::READER);
    let passphrase = use_state_eq(String::new);
    let made = use_state_eq(Made::default);
    // A link that comes late is that of an earlier choice.
    let latest = use_mut_ref(|| 0_u32);
    let deps = (ByPointer(props.plan.clone()), *choice, (*passphrase).clone(), props.framework);
    use_effect_with(deps, {
        let made = made.setter();
        move |(plan, choice, passphrase, framework)| {
            made.set(Made::Waiting);
            let turn = {
                let mut turn = latest.borrow_mut();
                *turn += 1;
                *turn
            };
            let (plan, choice, passphrase) = (plan.0.clone(), *choice, passphrase.clone());
            let framework = frameworks::by_id(framework);
            let timer = Timeout::new(PAUSE_MS, move || {
                spawn_local(async move {
                    let link = make(&plan, choice, &passphrase, framework).await;
                    if *latest.borrow() == turn {
                        made.set(link);
                    }
                });
            });
            move || drop(timer)
        }
    });
    let on_passphrase = use_callback((), {
        let passphrase = passphrase.setter();
        move |(text, _): (String, u64), ()| passphrase.set(text)
    });
    // What comes back from the link can be compared with what went out.
    let on_sent = use_callback(
        (ByPointer(props.plan.clone()), *choice, props.framework),
        move |(), (plan, choice, framework)| {
            let framework = frameworks::by_id(framework).unwrap_or_else(frameworks::default);
            handles.keeper.emit(KeeperMsg::HandedOut(Rc::new(choice.part_by(&plan.0, framework))));
        },
    );
    let on_items = {
        let choice = choice.clone();
        Callback::from(move |name: String| {
            if let Some(items) = Items::ALL.into_iter().find(|items| items.name() == name) {
                choice.set(Choice { items, ..*choice });
            }
        })
    };
    let has_places = !props.plan.roadmap.placements.is_empty();
    let items: Vec<_> = Items::ALL
        .into_iter()
        .filter(|items| *items != Items::Planned || has_places || choice.items == Items::Planned)
        .map(|items| components::Choice::new(items.name(), word(items)(lang)))
        .collect();
    let toggle = |part: fn(&mut Choice) -> &mut bool| {
        let choice = choice.clone();
        Callback::from(move |event: Event| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                let mut next = *choice;
                *part(&mut next) = field.checked();
                choice.set(next);
            }
        })
    };
    let is_on = |part: fn(&mut Choice) -> &mut bool| *part(&mut { *choice });
    let is_weak = !passphrase.is_empty() && passphrase.chars().count() < SHORT;
    let hint =
        if is_weak { words::screen_passphrase_weak(lang) } else { words::screen_passphrase_hint(lang) };
    html! {
        <section class="share-card" aria-labelledby="share-link">
            <header class="share-card__head">
                <h3 id="share-link" class="share-card__title">{ words::way_link(lang) }</h3>
                <p class="share-card__about">{ words::way_link_about(lang) }</p>
            </header>
            <fieldset class="share-choice">
                <legend class="share-card__subtitle">{ words::screen_what(lang) }</legend>
                <p class="hint share-choice__always">{ words::screen_always(lang) }</p>
                <div class="share-choice__parts">
                    for (word, about, part, of_people) in PARTS {
                        <label key={word(lang)} class="share-choice__part">
                            // What does not go in must not look as if it did.
                            <input type="checkbox" class="checkbox" checked={is_on(part) && (choice.people || !of_people)}
                                disabled={of_people && !choice.people} onchange={toggle(part)} />
                            <span>{ word(lang) }{ " " }<span class="hint">{ about(lang) }</span></span>
                        </label>
                    }
                </div>
            </fieldset>
            <SelectField label={words::screen_items(lang)} value={choice.items.name()} choices={items} on_chosen={on_items} />
            <TextField class="share-card__passphrase" label={words::screen_passphrase(lang)} {hint}
                value={(*passphrase).clone()} on_typed={on_passphrase} />
            <LinkOutcome made={(*made).clone()} plan={props.plan.clone()} {on_sent} />
        </section>
    }
}

/// The link to a part of a plan.
async fn make(plan: &Plan, choice: Choice, passphrase: &str, ranked_by: Option<&'static Framework>) -> Made {
    let part = choice.part_by(plan, ranked_by.unwrap_or_else(frameworks::default));
    // Readers see what the study found, whether its answers go along or not.
    let counts = if choice.answers { None } else { Counts::of(&plan.kano, &part.kano.features) };
    let items_in_plan = (choice.items != Items::All).then_some(plan.items.len());
    let beside = Beside { ranked_by, counts, items_in_plan };
    let link = match (passphrase, link::pack_with(&part, &beside)) {
        ("", _) => link::write_with(&part, &beside),
        (_, Err(problem)) => Err(problem),
        (passphrase, Ok(packed)) => match crypto::lock(passphrase, &packed).await {
            Ok(locked) => link::write_locked(&locked),
            Err(_) => return Made::NoCrypto,
        },
    };
    match link {
        Ok(link) => Made::Ready(link.into()),
        Err(problem) => Made::Failed(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_box_stands_for_another_part_of_the_plan() {
        let mut seen = Vec::new();
        for (_, _, part, _) in PARTS {
            let mut choice = Choice::ALL;
            *part(&mut choice) = false;
            assert!(choice != Choice::ALL && !seen.contains(&choice));
            seen.push(choice);
        }
        let none = PARTS.iter().fold(Choice::ALL, |mut choice, (_, _, part, _)| {
            *part(&mut choice) = false;
            choice
        });
        assert!(!none.descriptions && !none.people && !none.answers);
        assert!(!none.other_titles && !none.scenarios && !none.decisions && !none.bin && !none.workshops);
    }
}
