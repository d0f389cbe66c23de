//! Long lists, a portion at a time.

use yew::prelude::*;

use crate::domain::merge::{Merge, Note};
use crate::domain::text::merging as words;
use crate::platform::dom;
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Variant};
use crate::ui::store::use_lang;

/// Lines of a list that are shown at first, and that come with each press.
pub(super) const SHOWN: usize = 50;

/// How many lines are shown, and what shows more of them: the focus goes to the first new one, as
/// the button may go. Lines have ids of this name, a hyphen and their place.
#[hook]
pub(super) fn use_portion(name: &str) -> (usize, Callback<()>) {
    let shown = use_state_eq(|| SHOWN);
    use_effect_with((*shown, name.to_owned()), |(shown, name)| {
        if *shown > SHOWN {
            dom::focus(&format!("{name}-{}", shown - SHOWN));
        }
    });
    let on_more = {
        let shown = shown.clone();
        use_callback(*shown, move |(), now| shown.set(now + SHOWN))
    };
    (*shown, on_more)
}

/// Properties of [`More`].
#[derive(Properties, PartialEq)]
pub(super) struct MoreProps {
    /// Lines that are not shown.
    pub left: usize,
    /// Shows the next ones.
    pub on_more: Callback<()>,
}

/// The button for the next portion, where there is one.
#[component]
pub(super) fn More(props: &MoreProps) -> Html {
    let lang = use_lang();
    if props.left == 0 {
        return Html::default();
    }
    let label = words::show_more(lang, props.left.min(SHOWN), props.left);
    html! { <p class="merge__more"><Button {label} variant={Variant::Quiet} on_press={props.on_more.clone()} /></p> }
}

/// Which sentences are listed.
#[derive(Clone, PartialEq)]
pub(super) enum LinesOf {
    /// What should be known.
    Notes,
    /// What is left out.
    Losses(ByPointer<Vec<Note>>),
}

/// Properties of [`Lines`].
#[derive(Properties, PartialEq)]
pub(super) struct LinesProps {
    /// The merge that they are about.
    pub merge: ByPointer<Merge>,
    /// Which ones.
    pub of: LinesOf,
}

/// Sentences about a merge.
#[component]
pub(super) fn Lines(props: &LinesProps) -> Html {
    let lang = use_lang();
    let merge = &props.merge.0;
    let (prefix, notes) = match &props.of {
        LinesOf::Notes => ("note", &merge.notes),
        LinesOf::Losses(losses) => ("loss", &*losses.0),
    };
    let (shown, on_more) = use_portion(prefix);
    html! {
        <>
            <ul class="merge__list">
                for (at, note) in notes.iter().take(shown).enumerate() {
                    <li key={at} id={format!("{prefix}-{at}")} tabindex="-1">{ merge.note(note, lang) }</li>
                }
            </ul>
            <More left={notes.len().saturating_sub(shown)} {on_more} />
        </>
    }
}
