//! What is not planned, beside the views.

use std::rc::Rc;

use yew::prelude::*;

use super::card::Card;
use super::facts::{Fact, Facts};
use super::hands::{Stage, Target};
use crate::domain::number::group;
use crate::domain::text::{fold, roadmap, roadmap_board as words};
use crate::platform::element;
use crate::ui::components::{IconButton, IconName};

/// From this number on it can be searched, and only so many are listed at first.
pub(super) const FEW: usize = 30;

/// What is not planned, as far as it is listed.
pub(super) struct Pool {
    /// The listed items, the most valuable first.
    pub shown: Vec<Rc<Fact>>,
    /// How many there are.
    count: usize,
    /// How many match the search.
    found: usize,
    folded: bool,
    text: String,
    all: bool,
    on_fold: Callback<()>,
    on_text: Callback<InputEvent>,
    on_all: Callback<MouseEvent>,
}

/// What is not planned, with its own search.
#[hook]
pub(super) fn use_pool(facts: &Facts) -> Pool {
    let folded = use_state_eq(|| false);
    let text = use_state_eq(String::new);
    let all = use_state_eq(|| false);
    let on_fold = use_callback(*folded, {
        let folded = folded.setter();
        move |(), was| folded.set(!was)
    });
    let on_text = use_callback((), {
        let text = text.setter();
        move |event: InputEvent, ()| text.set(element::value_of(&event))
    });
    let on_all = use_callback(*all, {
        let all = all.setter();
        move |_: MouseEvent, was| all.set(!was)
    });
    let (found, count) = found(facts, &text);
    let shown = match (*folded, *all) {
        (true, _) => Vec::new(),
        (false, true) => found.clone(),
        (false, false) => found.iter().take(FEW).cloned().collect(),
    };
    Pool {
        shown,
        count,
        found: found.len(),
        folded: *folded,
        text: (*text).clone(),
        all: *all,
        on_fold,
        on_text,
        on_all,
    }
}

/// What is not planned and matches a search, and how much is not planned at all.
fn found(facts: &Facts, text: &str) -> (Vec<Rc<Fact>>, usize) {
    let text = fold(text.trim());
    let pool = || facts.all.iter().filter(|fact| fact.slot.is_none());
    let matches = |fact: &&Rc<Fact>| {
        text.is_empty() || [&fact.title, &fact.key, &fact.area].iter().any(|part| fold(part).contains(&text))
    };
    (pool().filter(matches).cloned().collect(), pool().count())
}

impl Pool {
    /// The list with its heading; what is dropped on it leaves the plan.
    pub fn view(&self, stage: &Stage, facts: &Facts) -> Html {
        let lang = facts.lang;
        let (label, icon) = match self.folded {
            true => (words::unfold(lang), IconName::Left),
            false => (words::fold(lang), IconName::Right),
        };
        html! {
            <section class="pool" data-folded={self.folded.then_some("true")} data-drop={Target::Pool.written()}
                data-over={stage.is_over(Target::Pool).then_some("true")} aria-labelledby="pool-title">
                <header class="pool__head">
                    <h2 class="pool__title" id="pool-title">
                        { roadmap::not_planned(lang) }{ " " }<span class="pool__count">{ group(self.count) }</span>
                    </h2>
                    <IconButton {label} {icon} on_press={self.on_fold.clone()} />
                </header>
                if !self.folded {
                    if self.count > FEW {
                        <input class="field__input pool__search" type="search" autocomplete="off" value={self.text.clone()}
                            aria-label={words::search_pool(lang)} placeholder={words::search_pool(lang)} oninput={&self.on_text} />
                    }
                    if self.count == 0 {
                        <p class="hint pool__hint">{ words::pool_empty(lang) }</p>
                    } else if self.found == 0 {
                        <p class="hint pool__hint">{ words::nothing_found(lang) }</p>
                    }
                    <div class="pool__scroll" data-scroller="true" tabindex="0" role="group" aria-label={roadmap::not_planned(lang)}>
                        <ul class="cards" aria-labelledby="pool-title">
                            for fact in &self.shown {
                                <li key={fact.id.to_string()}>
                                    <Card fact={fact.clone()} stop={stage.stop == Some(fact.place)}
                                        lifted={stage.drag.is_some_and(|drag| drag.place == fact.place)}
                                        team={facts.teams.get(fact.team).filter(|_| facts.teams.len() > 1 && fact.effort().is_some()).map(|team| team.title.clone())} />
                                </li>
                            }
                        </ul>
                        if self.found > FEW {
                            <button type="button" class="cards__more" aria-expanded={if self.all { "true" } else { "false" }} onclick={&self.on_all}>
                                { if self.all { words::show_fewer(lang).to_owned() } else { words::show_all(lang, self.found) } }
                            </button>
                        }
                    </div>
                }
            </section>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::tests::{facts, plan};
    use super::*;

    #[test]
    fn a_search_finds_titles_keys_and_areas_among_what_is_not_planned() {
        #[track_caller]
        fn check(text: &str, expected: &[&str]) {
            let facts = facts(plan());
            let (found, count) = found(&facts, text);
            let ids: Vec<&str> = found.iter().map(|fact| &*fact.id).collect();
            assert_eq!((ids.as_slice(), count), (expected, 2), "{text}");
        }
        check("", &["c", "d"]);
        check("  LANE ", &["c"]);
        check("sy-4", &["d"]);
        check("guest", &[]);
    }
}
