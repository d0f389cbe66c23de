//! The page behind a link to a plan: nothing of this browser is read, and nothing is kept.

use std::rc::Rc;

use yew::prelude::*;

use super::ReaderProps;
use super::locked::{Unlock, Unlocked};
use super::options::PrintOptions;
use super::problem::Problem;
use super::sheet::{Paper, Sheet};
use super::view::{ReaderView, TITLE_ID};
use crate::domain::format::Warning;
use crate::domain::frameworks::{self, Framework};
use crate::domain::number::group;
use crate::domain::plan::Plan;
use crate::domain::report::{Asked, Kind, Report};
use crate::domain::share::{Beside, Opened, link};
use crate::domain::text::{Lang, common, reader as words, shell};
use crate::platform::{clock, dom, print};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, Icon, IconName, Popover, Variant, pressed};
use crate::ui::features::shell::NoticeLine;
use crate::ui::handover;
use crate::ui::session::{Notice, SessionMsg};
use crate::ui::store::{Channels, Handles, use_lang};

/// So many items get their reason.
const TOP: usize = 10;

/// A plan that was taken out of a link.
type Taken = (Rc<Plan>, Option<String>, Beside);

/// The page of a link: the plan, the question for its passphrase, or why it does not open.
#[component]
pub(super) fn LinkPage(props: &ReaderProps) -> Html {
    let browser = use_lang();
    let read = use_memo(props.link.clone(), |link| link::read_with(link));
    let unlocked = use_state(|| None::<Taken>);
    let chosen = use_state_eq(|| None::<Lang>);
    let lang = chosen.unwrap_or(browser);
    let opened = use_memo((props.link.clone(), lang), |(_, lang)| match &*read {
        Ok((Opened::Plan(plan, warnings), beside)) => Some(taken(plan, warnings, beside, *lang)),
        _ => None,
    });
    let on_lang = use_callback((), {
        let chosen = chosen.setter();
        move |lang: Lang, ()| chosen.set(Some(lang))
    });
    let on_unlocked = use_callback(lang, {
        let unlocked = unlocked.setter();
        move |(plan, warnings, beside): Unlocked, lang| {
            unlocked.set(Some(taken(&plan, &warnings, &beside, *lang)));
        }
    });
    // A plan that was locked goes on without its lock.
    let on_mine = {
        let unlocked = (*unlocked).as_ref().map(|(plan, ..)| ByPointer(Rc::clone(plan)));
        use_callback((props.link.clone(), unlocked), |(): (), (link, unlocked)| match unlocked {
            Some(plan) => link::write(&plan.0).is_ok_and(|open| handover::give(&open)),
            None => handover::give(link),
        })
    };
    use_effect_with(lang, |lang| dom::set_language(lang.tag()));
    let title = match (&*read, &*opened, &*unlocked) {
        (_, Some((plan, ..)), _) | (_, _, Some((plan, ..))) => plan.title_in(lang).to_owned(),
        (Ok(_), ..) => words::locked(lang).to_owned(),
        (Err(_), ..) => words::cannot_open(lang).to_owned(),
    };
    use_effect_with((title, lang), |(title, lang)| dom::set_title(&words::page_title(*lang, title)));
    html! {
        <ContextProvider<Lang> context={lang}>
            { match (&*read, &*opened, &*unlocked) {
                (Ok(_), Some((plan, unwell, beside)), _) => html! {
                    <ReadPlan plan={plan.clone()} unwell={unwell.clone()} beside={beside.clone()} {on_lang} {on_mine} />
                },
                (Ok((Opened::Locked(_), _)), None, Some((plan, unwell, beside))) => html! {
                    <ReadPlan plan={plan.clone()} unwell={unwell.clone()} beside={beside.clone()} {on_lang} was_locked=true {on_mine} />
                },
                (Ok((Opened::Locked(locked), _)), None, None) => html! {
                    <Frame {on_lang}><Unlock locked={Rc::new(locked.clone())} {on_unlocked} /></Frame>
                },
                (Ok((Opened::Plan(..), _)), None, _) => Html::default(),
                (Err(problem), ..) => html! { <Frame {on_lang}><Problem problem={*problem} /></Frame> },
            } }
        </ContextProvider<Lang>>
    }
}

fn taken(plan: &Plan, warnings: &[Warning], beside: &Beside, lang: Lang) -> Taken {
    (Rc::new(plan.clone()), warnings.first().map(|warning| warning.sentence(lang)), beside.clone())
}

/// Properties of [`Frame`].
#[derive(Properties, PartialEq)]
struct FrameProps {
    on_lang: Callback<Lang>,
    children: Children,
}

/// A page with little on it.
#[component]
fn Frame(props: &FrameProps) -> Html {
    html! {
        <div class="reading">
            <header class="reading__bar">
                <Brand />
                <LanguageSwitch on_lang={props.on_lang.clone()} />
            </header>
            <main class="reading__main reading__main--narrow">{ props.children.clone() }</main>
        </div>
    }
}

#[component]
fn Brand() -> Html {
    let lang = use_lang();
    html! { <span class="reading__brand"><Icon name={IconName::Beam} /><span>{ common::app_name(lang) }</span></span> }
}

/// Properties of [`LanguageSwitch`].
#[derive(Properties, PartialEq)]
struct LanguageSwitchProps {
    on_lang: Callback<Lang>,
}

#[component]
fn LanguageSwitch(props: &LanguageSwitchProps) -> Html {
    let lang = use_lang();
    let one = |to: Lang| {
        let onclick = props.on_lang.reform(move |_: MouseEvent| to);
        html! {
            <button key={to.tag()} type="button" class="segment" lang={to.tag()} aria-pressed={pressed(to == lang)} {onclick}>{ to.own_name() }</button>
        }
    };
    html! {
        <div class="segments reading__language" role="group" aria-label={words::language(lang)}>
            { Lang::ALL.map(one).into_iter().collect::<Html>() }
        </div>
    }
}

/// Properties of [`ReadPlan`].
#[derive(Properties)]
pub struct ReadPlanProps {
    /// The plan.
    pub plan: Rc<Plan>,
    /// What of it could not be read, where something could not.
    #[prop_or_default]
    pub unwell: Option<String>,
    /// What its link says beside it.
    #[prop_or_default]
    pub beside: Beside,
    /// Called with another language.
    pub on_lang: Callback<Lang>,
    /// Whether it lay behind a passphrase.
    #[prop_or_default]
    pub was_locked: bool,
    /// Called to keep the plan; `false` where that does not go.
    pub on_mine: Callback<(), bool>,
}

impl PartialEq for ReadPlanProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
            && self.unwell == other.unwell
            && self.beside == other.beside
            && self.on_lang == other.on_lang
            && self.on_mine == other.on_mine
    }
}

/// A plan with what its reader can do: print it, present it, keep it.
#[component]
pub fn ReadPlan(props: &ReadPlanProps) -> Html {
    let lang = use_lang();
    let notice = use_state_eq(|| None::<Rc<Notice>>);
    // The app is not there, so what it would tell is told here.
    let handles = use_memo((), |()| {
        let notice = notice.setter();
        let session = Callback::from(move |msg: SessionMsg| {
            if let SessionMsg::Noticed(told) = msg {
                notice.set(told.map(Rc::new));
            }
        });
        Handles::from(Channels { session, ..Channels::default() })
    });
    let sheet = use_state_eq(|| Sheet { paper: Paper::usual(&dom::languages()), ..Sheet::default() });
    let presented = use_state_eq(|| false);
    let today = use_memo((), |()| clock::today());
    let framework = props.beside.ranked_by.unwrap_or_else(|| framework_of(&props.plan));
    let deps = (ByPointer(props.plan.clone()), lang, props.beside.clone());
    let report = use_memo(deps, |(plan, lang, beside)| {
        let asked = Asked { lang: *lang, framework, today: *today, top: TOP, kinds: Kind::ALL.to_vec() };
        Rc::new(Report::of(&beside.shown(&plan.0), &asked))
    });
    let tiles = use_memo((ByPointer(props.plan.clone()), lang, *sheet), |(plan, lang, sheet)| {
        Rc::new(sheet.tiles(&plan.0, *lang))
    });
    // The field for the passphrase went with its page; who typed it goes on at the plan.
    use_effect_with(props.was_locked, |was_locked| {
        if *was_locked {
            dom::focus(TITLE_ID);
        }
    });
    let on_sheet = use_callback((), {
        let sheet = sheet.setter();
        move |next: Sheet, ()| sheet.set(next)
    });
    let on_print = use_callback(lang, {
        let handles = handles.clone();
        move |(), lang| {
            if !print::print() {
                handles.warn(words::print_failed(*lang).to_owned());
            }
        }
    });
    let present = |is_on: bool| {
        let presented = presented.setter();
        Callback::from(move |()| presented.set(is_on))
    };
    let on_mine = use_callback((lang, props.on_mine.clone()), {
        let handles = handles.clone();
        move |(), (lang, on_mine)| {
            if !on_mine.emit(()) {
                handles.warn(words::too_large_to_keep(*lang).to_owned());
            }
        }
    });
    let skip = Callback::from(|event: MouseEvent| {
        // The end of the address is the plan, so the link must not change it.
        event.prevent_default();
        dom::focus("reading-main");
    });
    html! {
        <ContextProvider<Handles> context={(*handles).clone()}>
            <div class="reading">
                <a class="skip button" href="#reading-main" onclick={skip}>{ shell::skip_to_content(lang) }</a>
                <header class="reading__bar">
                    <Brand />
                    <p class="reading__what">{ words::reading(lang) }</p>
                    <div class="reading__ways">
                        <LanguageSwitch on_lang={props.on_lang.clone()} />
                        <Button label={words::present(lang)} on_press={present(true)} />
                        <Popover label={words::print_options(lang)} align_end=true>
                            <div class="reading__print">
                                <PrintOptions sheet={*sheet} {on_sheet} />
                                <Button label={words::print_or_pdf(lang)} variant={Variant::Primary} on_press={on_print} />
                            </div>
                        </Popover>
                        <Button label={words::make_mine(lang)} variant={Variant::Primary} on_press={on_mine} />
                    </div>
                </header>
                <main class="reading__main" id="reading-main" tabindex="-1">
                    if let Some(sentence) = &props.unwell {
                        <p class="reading__unwell" role="status">{ words::unwell(lang) }{ " " }{ sentence }</p>
                    }
                    if let Some(all) = props.beside.items_in_plan {
                        <p class="reading__unwell">{ words::only_part(lang, &group(props.plan.items.len()), &group(all)) }</p>
                    }
                    <ReaderView report={(*report).clone()} sheet={*sheet} tiles={Rc::clone(&*tiles)} is_presented={*presented} on_leave={present(false)} />
                    <p class="reading__foot hint">{ words::make_mine_about(lang) }</p>
                </main>
                <NoticeLine notice={(*notice).clone()} on_undo={Callback::noop()} />
            </div>
        </ContextProvider<Handles>>
    }
}

/// The framework that a reader sees the order of where the link does not say it, as those of earlier
/// versions do not: it shows by the estimates that the plan has.
fn framework_of(plan: &Plan) -> &'static Framework {
    let estimated = |framework: &Framework| {
        let has = |sheet: &str| !sheet.is_empty() && sheet == framework.sheet;
        plan.items.iter().filter(|item| item.scores.iter().any(|score| has(score.sheet))).count()
    };
    let usual = frameworks::default();
    let mut best = (usual, estimated(usual));
    for framework in frameworks::ALL.iter().copied() {
        let count = estimated(framework);
        if count > best.1 {
            best = (framework, count);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::{Estimate, Item};

    #[test]
    fn a_reader_sees_the_order_that_the_estimates_are_for() {
        let usual = frameworks::default();
        let other = frameworks::sheets().find(|framework| framework.sheet != usual.sheet).unwrap();
        let item = |id: &str, framework: &Framework| {
            let mut item = Item::new(id.into(), "", id);
            item.set_estimate(framework.sheet, framework.inputs[0].key, Some(Estimate::Value(1.0)));
            Rc::new(item)
        };
        let mut plan = Plan::new("p".into(), "Plan", "2026-11-22T09:00:00Z");
        assert_eq!(framework_of(&plan).id, usual.id, "nothing is estimated");
        plan.items.push(item("a", other));
        assert_eq!(framework_of(&plan).sheet, other.sheet);
        plan.items.push(item("b", usual));
        assert_eq!(framework_of(&plan).id, usual.id, "as many as for another");
    }
}
