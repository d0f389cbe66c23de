use std::rc::Rc;

use yew::prelude::*;

use super::effects;
use super::link::ItemLink;
use super::tornado::Tornado;
use crate::domain::frameworks;
use crate::domain::plan::{Id, Item, Plan};
use crate::domain::sensitivity::{By, Model, Outcome, Reason, explain, flips, say, weight_flips};
use crate::domain::text::{Lang, common, explain as words};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::Dialog;
use crate::ui::features::picture::{PictureMenu, draws};
use crate::ui::store::use_lang;

/// How many ways to swap two items are said.
const MOST_FLIPS: usize = 3;

/// Properties of [`ExplainDialog`].
#[derive(Properties, Clone)]
pub struct ExplainDialogProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// One item.
    pub a: Id,
    /// The other one; which of them stands first is found out.
    pub b: Id,
    /// What the order goes by.
    pub by: By,
    /// Called on Escape, on the close button, and when a link to an item is followed.
    pub on_close: Callback<()>,
}

impl PartialEq for ExplainDialogProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.a == other.a
            && self.b == other.b
            && self.by == other.by
            && self.on_close == other.on_close
    }
}

/// What a dialog says.
struct Told {
    reason: Reason,
    titles: (String, String),
    swaps: Vec<String>,
}

fn tell(plan: &Plan, by: By, a: &str, b: &str, lang: Lang) -> Option<Told> {
    let reason = explain(plan, by, a, b, lang)?;
    let (above, below) = (plan.item(&reason.above)?, plan.item(&reason.below)?);
    let swaps = match reason.outcome {
        Outcome::Differs => swaps(plan, by, above, below, lang),
        Outcome::Tied | Outcome::BelowUnscored | Outcome::BothUnscored => Vec::new(),
    };
    Some(Told { titles: (say::title(above, lang), say::title(below, lang)), reason, swaps })
}

/// What would swap two items, in sentences: numbers or the need share first, then weights.
fn swaps(plan: &Plan, by: By, above: &Item, below: &Item, lang: Lang) -> Vec<String> {
    let model = match by {
        By::Score(framework) => Model::of(plan, framework),
        // Labels alone are asked for, and needs and goals have their own.
        By::Value => Model::of(plan, frameworks::default()),
    };
    let mut swaps: Vec<String> = match by {
        By::Score(_) => {
            let possible = flips(&model, above, below).into_iter().filter(|flip| flip.is_possible);
            possible.take(MOST_FLIPS).map(|flip| say::flip(plan, &model, &flip, above, below, lang)).collect()
        }
        By::Value => say::share(plan, above, below, lang).into_iter().collect(),
    };
    let weights = weight_flips(plan, by, above, below);
    let weights = weights.iter().filter_map(|flip| say::weight(plan, &model, flip, above, below, lang));
    swaps.extend(weights.take(MOST_FLIPS));
    swaps
}

/// Why one item stands above another: a sentence, the steps from one score to the other,
/// and what would swap the two.
#[component]
pub fn ExplainDialog(props: &ExplainDialogProps) -> Html {
    let lang = use_lang();
    let asked = (ByPointer(Rc::clone(&props.plan)), props.by, props.a.clone(), props.b.clone(), lang);
    let told = use_memo(asked, |(plan, by, a, b, lang)| tell(&plan.0, *by, a, b, *lang));
    let Some(Told { reason, titles, swaps }) = &*told else {
        return html! {
            <Dialog title={words::title(lang)} close_label={common::close(lang)} on_close={props.on_close.clone()} reading=true>
                <p>{ words::gone(lang) }</p>
            </Dialog>
        };
    };
    let save = {
        let (by, a, b) = (props.by, props.a.clone(), props.b.clone());
        draws(&props.plan, move |plan, lang| {
            let Told { reason, titles, .. } = tell(plan, by, &a, &b, lang)?;
            Some(effects::picture(plan, &reason, by, (&titles.0, &titles.1), lang))
        })
    };
    let footer = html! {
        <>
            <ItemLink class="button explain__open" item={reason.above.clone()} label={words::open_item(lang, &titles.0)} on_follow={props.on_close.clone()} />
            <ItemLink class="button explain__open" item={reason.below.clone()} label={words::open_item(lang, &titles.1)} on_follow={props.on_close.clone()} />
        </>
    };
    html! {
        <Dialog class="dialog--explain" title={words::title(lang)} close_label={common::close(lang)}
            on_close={props.on_close.clone()} {footer} reading=true>
            <div class="explain">
                <p class="explain__by">{ say::by(&props.plan, props.by, lang) }</p>
                <p class="explain__sentence">{ &reason.sentence }</p>
                if !reason.parts.is_empty() {
                    { effects::table(&props.plan, reason, props.by, (&titles.0, &titles.1), lang) }
                    <div class="picture-save"><PictureMenu draw={save} of={words::parts(lang)} /></div>
                }
                if reason.outcome == Outcome::Differs {
                    <h3 class="explain__head">{ words::swaps(lang) }</h3>
                    if swaps.is_empty() {
                        <p>{ words::no_swap(lang) }</p>
                    } else {
                        <ul class="explain__swaps">
                            for (at, sentence) in swaps.iter().enumerate() {
                                <li key={at}>{ sentence }</li>
                            }
                        </ul>
                    }
                }
                if let By::Score(framework) = props.by {
                    for (item, title) in [(&reason.above, &titles.0), (&reason.below, &titles.1)] {
                        <details key={item.to_string()} class="explain__moves">
                            <summary>{ words::what_moves(lang, title) }</summary>
                            <Tornado plan={Rc::clone(&props.plan)} item={item.clone()} framework={framework.id} />
                        </details>
                    }
                }
            </div>
        </Dialog>
    }
}
