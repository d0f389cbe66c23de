//! A plan behind a passphrase.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::blocks::heading;
use crate::domain::format::Warning;
use crate::domain::plan::Plan;
use crate::domain::share::{Beside, LinkProblem, Locked, link};
use crate::domain::text::{Lang, reader as words};
use crate::platform::crypto::{self, CryptoError};
use crate::platform::element;
use crate::ui::components::{Button, Variant};
use crate::ui::store::use_lang;

/// A plan that was locked, what had to be mended in it, and what its link says beside it.
pub type Unlocked = (Plan, Vec<Warning>, Beside);

/// Properties of [`Unlock`].
#[derive(Properties)]
pub struct UnlockProps {
    /// What is locked.
    pub locked: Rc<Locked>,
    /// Called with the plan.
    pub on_unlocked: Callback<Unlocked>,
    /// The level of the heading: 1 on a page of its own.
    #[prop_or(1)]
    pub level: u8,
}

impl PartialEq for UnlockProps {
    fn eq(&self, other: &Self) -> bool {
        // Comparing the bytes is cheaper than asking for the passphrase anew.
        self.locked == other.locked && self.on_unlocked == other.on_unlocked && self.level == other.level
    }
}

/// Why a locked plan stays locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shut {
    Wrong,
    NoCrypto,
    Broken(LinkProblem),
}

impl Shut {
    fn sentence(self, lang: Lang) -> String {
        match self {
            Shut::Wrong => words::wrong_passphrase(lang).to_owned(),
            Shut::NoCrypto => words::no_crypto(lang).to_owned(),
            Shut::Broken(problem) => problem.sentence(lang),
        }
    }
}

/// Where the unlocking stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Asking,
    Working,
    Shut(Shut),
}

/// Asks for the passphrase.
#[component]
pub fn Unlock(props: &UnlockProps) -> Html {
    let lang = use_lang();
    let field = use_node_ref();
    let stage = use_state_eq(Stage::default);
    // The attribute counts for pages whose address has no end behind a `#`.
    use_effect_with((), {
        let field = field.clone();
        move |()| element::focus(&field)
    });
    let on_open = {
        let (field, stage) = (field.clone(), stage.clone());
        let (locked, on_unlocked) = (props.locked.clone(), props.on_unlocked.clone());
        Callback::from(move |()| {
            let passphrase = field.cast::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            if passphrase.is_empty() || *stage == Stage::Working {
                return;
            }
            stage.set(Stage::Working);
            let (stage, field) = (stage.clone(), field.clone());
            let (locked, on_unlocked) = (locked.clone(), on_unlocked.clone());
            wasm_bindgen_futures::spawn_local(async move {
                match unlock(&passphrase, &locked).await {
                    Ok(plan) => on_unlocked.emit(plan),
                    Err(shut) => {
                        stage.set(Stage::Shut(shut));
                        if let Some(field) = field.cast::<HtmlInputElement>() {
                            let _ = field.focus();
                            field.select();
                        }
                    }
                }
            });
        })
    };
    let onsubmit = {
        let on_open = on_open.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_open.emit(());
        })
    };
    let problem = match *stage {
        Stage::Shut(shut) => Some(shut.sentence(lang)),
        _ => None,
    };
    let label = if *stage == Stage::Working { words::unlocking(lang) } else { words::unlock(lang) };
    html! {
        <form class="reading__page" {onsubmit}>
            { heading(props.level, if props.level == 1 { "reading__title" } else { "merge__heading" }, None, words::locked(lang)) }
            <p>{ words::locked_about(lang) }</p>
            <div class="field">
                <label class="field__label" for="unlock-passphrase">{ words::passphrase(lang) }</label>
                <input ref={field} id="unlock-passphrase" class="field__input" type="password" autocomplete="off"
                    aria-invalid={problem.as_ref().map(|_| "true")} aria-describedby="unlock-problem" />
                <span class="field__problem" id="unlock-problem" role="alert">{ problem.unwrap_or_default() }</span>
            </div>
            <div class="reading__acts">
                <Button {label} variant={Variant::Primary} on_press={on_open} />
            </div>
        </form>
    }
}

async fn unlock(passphrase: &str, locked: &Locked) -> Result<Unlocked, Shut> {
    let bytes = crypto::unlock(passphrase, locked).await.map_err(|error| match error {
        CryptoError::Wrong => Shut::Wrong,
        CryptoError::Missing => Shut::NoCrypto,
    })?;
    link::unpack_with(&bytes).map_err(Shut::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_stay_shut_says_what_to_do() {
        for lang in Lang::ALL {
            for shut in [Shut::Wrong, Shut::NoCrypto] {
                assert!(shut.sentence(lang).chars().count() > 10, "{shut:?}");
            }
        }
    }
}
