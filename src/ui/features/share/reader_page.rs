//! The plan as its readers see it, inside the app: to look at, to present, to print.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::frameworks;
use crate::domain::plan::Plan;
use crate::domain::report::{Asked, Kind, Report};
use crate::domain::text::{Lang, reader as words};
use crate::platform::{clock, dom, print};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Variant, pressed};
use crate::ui::features::reader::{Paper, PrintOptions, ReaderView, Sheet};
use crate::ui::store::{use_handles, use_lang};

/// So many items get their reason.
const TOP: usize = 10;

/// Properties of [`ReaderPage`].
#[derive(Properties)]
pub(super) struct ReaderPageProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The id of the framework that ranks.
    pub framework: &'static str,
}

impl PartialEq for ReaderPageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.framework == other.framework
    }
}

/// What is printed, and how it looks.
#[component]
pub(super) fn ReaderPage(props: &ReaderPageProps) -> Html {
    let handles = use_handles();
    let shown = use_lang();
    let chosen = use_state_eq(|| None::<Lang>);
    let lang = chosen.unwrap_or(shown);
    let kinds = use_state_eq(|| Kind::ALL.to_vec());
    let sheet = use_state_eq(|| Sheet { paper: Paper::usual(&dom::languages()), ..Sheet::default() });
    let presented = use_state_eq(|| false);
    let today = use_memo((), |()| clock::today());
    // All sections are made once; which of them are shown is no reason to make them anew.
    let whole =
        use_memo((ByPointer(props.plan.clone()), lang, props.framework), |(plan, lang, framework)| {
            let framework = frameworks::by_id(framework).unwrap_or_else(frameworks::default);
            let asked = Asked { lang: *lang, framework, today: *today, top: TOP, kinds: Kind::ALL.to_vec() };
            Rc::new(Report::of(&plan.0, &asked))
        });
    let report = use_memo((ByPointer((*whole).clone()), (*kinds).clone()), |(whole, kinds)| {
        let mut report = Report::clone(&whole.0);
        report.sections.retain(|section| kinds.contains(&section.kind));
        Rc::new(report)
    });
    let tiles = use_memo((ByPointer(props.plan.clone()), lang, *sheet), |(plan, lang, sheet)| {
        Rc::new(sheet.tiles(&plan.0, *lang))
    });
    let on_sheet = use_callback((), {
        let sheet = sheet.setter();
        move |next: Sheet, ()| sheet.set(next)
    });
    let toggle = |kind: Kind| {
        let kinds = kinds.clone();
        Callback::from(move |_: Event| {
            let is_on = |each: &Kind| kinds.contains(each) != (*each == kind);
            kinds.set(Kind::ALL.into_iter().filter(is_on).collect());
        })
    };
    let on_print = Callback::from(move |()| {
        if !print::print() {
            handles.warn(words::print_failed(shown).to_owned());
        }
    });
    let present = |is_on: bool| {
        let presented = presented.setter();
        Callback::from(move |()| presented.set(is_on))
    };
    let choose = |to: Lang| {
        let chosen = chosen.clone();
        html! {
            <button key={to.tag()} type="button" class="segment" lang={to.tag()} aria-pressed={pressed(to == lang)}
                onclick={Callback::from(move |_: MouseEvent| chosen.set(Some(to)))}>{ to.own_name() }</button>
        }
    };
    let there: Vec<Kind> = whole.sections.iter().map(|section| section.kind).collect();
    html! {
        <div class="share-reader">
            <section class="share-reader__options" aria-label={words::print_options(shown)}>
                <div class="share-reader__row">
                    <PrintOptions sheet={*sheet} {on_sheet} />
                    <div class="paper__choice">
                        <span class="field__label" aria-hidden="true">{ words::language(shown) }</span>
                        <div class="segments" role="group" aria-label={words::language(shown)}>
                            { Lang::ALL.map(choose).into_iter().collect::<Html>() }
                        </div>
                    </div>
                    <div class="share-reader__acts">
                        <Button label={words::present(shown)} on_press={present(true)} />
                        <Button label={words::print_or_pdf(shown)} variant={Variant::Primary} on_press={on_print} />
                    </div>
                </div>
                if there.len() > 1 {
                    <fieldset class="share-reader__sections">
                        <legend class="field__label">{ words::sections(shown) }</legend>
                        for kind in there.iter().copied() {
                            <label key={kind.id()} class="check">
                                <input type="checkbox" class="checkbox" checked={kinds.contains(&kind)} onchange={toggle(kind)} />
                                <span>{ kind.word()(shown) }</span>
                            </label>
                        }
                    </fieldset>
                }
            </section>
            if report.sections.is_empty() && !there.is_empty() {
                <p class="share-reader__none" role="status">{ words::nothing_chosen(shown) }</p>
            } else {
                <div class="share-reader__paper">
                    <ReaderView report={(*report).clone()} sheet={*sheet} tiles={Rc::clone(&*tiles)} level=2 is_presented={*presented} on_leave={present(false)} />
                </div>
            }
        </div>
    }
}
