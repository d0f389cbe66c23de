//! Another copy of the plan, brought together with the open one.
//!
//! [`MergePage`] gets a copy and what both came from; [`Compared`] shows what a merge would do, lets
//! the person decide, and gives the one command.

mod compared;
mod portion;

use std::rc::Rc;

use web_sys::File;
use yew::prelude::*;

use self::compared::Compared;
use crate::domain::date;
use crate::domain::format::{self, Warning};
use crate::domain::merge::{fingerprint, shared};
use crate::domain::plan::Plan;
use crate::domain::share::{Locked, Opened, link};
use crate::domain::text::{Lang, merging as words, shell};
use crate::keeping::Remembered;
use crate::platform::{dom, files};
use crate::ui::by_pointer::ByPointer;
use crate::ui::components::{Button, TextField, Variant};
use crate::ui::features::reader::{Unlock, Unlocked};
use crate::ui::keeper::KeeperMsg;
use crate::ui::parts;
use crate::ui::store::{Handles, use_handles, use_lang};

/// Properties of [`MergePage`].
#[derive(Properties)]
pub struct MergePageProps {
    /// The plan that is open.
    pub plan: Rc<Plan>,
}

impl PartialEq for MergePageProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan)
    }
}

/// What the page is about.
#[derive(Clone, Default, PartialEq)]
enum Stage {
    /// No copy yet.
    #[default]
    Empty,
    /// One is being read.
    Reading,
    /// One lies behind a passphrase.
    Locked(Rc<Locked>),
    /// One is here.
    Copy(Copy),
}

impl Stage {
    /// The step of the way that the person is at: with another one the focus moves.
    fn step(&self) -> u8 {
        match self {
            Stage::Empty => 0,
            Stage::Reading => 1,
            Stage::Locked(_) => 2,
            Stage::Copy(Copy { origin: Origin::Looking | Origin::Unknown | Origin::Stranger, .. }) => 3,
            Stage::Copy(_) => 4,
        }
    }
}

/// Another copy of the plan.
#[derive(Clone, PartialEq)]
struct Copy {
    plan: ByPointer<Plan>,
    warnings: Rc<[Warning]>,
    origin: Origin,
}

/// What both copies came from.
#[derive(Clone, PartialEq)]
enum Origin {
    /// It is looked for.
    Looking,
    /// It was remembered at that moment, ISO 8601.
    Found(ByPointer<Plan>, AttrValue),
    /// It is the open plan as it was when the copy came.
    Ours(ByPointer<Plan>),
    /// It is the copy: the open plan came from it.
    Theirs,
    /// The person chose a file.
    Chosen(ByPointer<Plan>),
    /// Nobody knows it, though it is a copy of this plan.
    Unknown,
    /// It is another plan.
    Stranger,
    /// Nobody knows it, and the person goes on.
    Without,
}

/// The page on which copies are brought together.
#[component]
pub fn MergePage(props: &MergePageProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let stage = use_state_eq(Stage::default);
    let problem = use_state_eq(|| None::<AttrValue>);
    let pasted = use_state(String::new);
    // The plan may have changed while a file was read.
    let plan = use_mut_ref(|| Rc::clone(&props.plan));
    plan.replace(Rc::clone(&props.plan));
    // A copy that is here stays until another one is read: a file that is none costs no choices.
    let is_here = use_mut_ref(|| false);
    is_here.replace(matches!(&*stage, Stage::Copy(_)));
    let rounds = use_mut_ref(Rounds::default);
    use_focus_at(stage.step());

    let on_copy = {
        let (handles, stage, problem) = (handles.clone(), stage.setter(), problem.setter());
        let (plan, rounds) = (Rc::clone(&plan), Rc::clone(&rounds));
        use_callback((), move |(copy, warnings): (Plan, Vec<Warning>), ()| {
            problem.set(None);
            let (ours, theirs) = (plan.borrow().clone(), Rc::new(copy));
            let warnings: Rc<[Warning]> = warnings.into();
            let now = rounds.borrow_mut().next_copy();
            let show = {
                let (stage, theirs, rounds) = (stage.clone(), Rc::clone(&theirs), Rc::clone(&rounds));
                move |origin: Origin| {
                    if rounds.borrow().copy == now {
                        let plan = ByPointer(Rc::clone(&theirs));
                        stage.set(Stage::Copy(Copy { plan, warnings: Rc::clone(&warnings), origin }));
                    }
                }
            };
            show(Origin::Looking);
            find_origin(&handles, &ours, &theirs, show);
        })
    };
    let on_file = {
        let (stage, problem) = (stage.setter(), problem.setter());
        let (rounds, is_here, on_copy) = (Rc::clone(&rounds), Rc::clone(&is_here), on_copy.clone());
        use_callback(lang, move |file: File, lang| {
            let lang = *lang;
            let (stage, problem, on_copy) = (stage.clone(), problem.clone(), on_copy.clone());
            let (rounds, is_here) = (Rc::clone(&rounds), Rc::clone(&is_here));
            let now = rounds.borrow_mut().next_read();
            problem.set(None);
            if !*is_here.borrow() {
                stage.set(Stage::Reading);
            }
            wasm_bindgen_futures::spawn_local(async move {
                let copy = read(file, lang).await;
                // Another file was chosen meanwhile, or the person gave up.
                if rounds.borrow().read != now {
                    return;
                }
                match copy {
                    Ok(copy) => on_copy.emit(copy),
                    Err(sentence) => {
                        problem.set(Some(sentence.into()));
                        if !*is_here.borrow() {
                            stage.set(Stage::Empty);
                        }
                    }
                }
            });
        })
    };
    let on_choose = {
        let (on_file, problem) = (on_file.clone(), problem.setter());
        use_callback((lang, on_file), move |(), (lang, on_file)| {
            let on_file = on_file.clone();
            if files::pick(ACCEPT, move |file| on_file.emit(file)).is_err() {
                problem.set(Some(shell::could_not_read(*lang).into()));
            }
        })
    };
    let on_link = {
        let (stage, problem) = (stage.setter(), problem.setter());
        let (rounds, on_copy) = (Rc::clone(&rounds), on_copy.clone());
        use_callback(lang, move |text: String, lang| {
            if text.trim().is_empty() {
                return;
            }
            // A file that is still being read would come too late.
            rounds.borrow_mut().next_read();
            match link::read(&text) {
                Ok(Opened::Plan(plan, warnings)) => on_copy.emit((*plan, warnings)),
                Ok(Opened::Locked(locked)) => {
                    problem.set(None);
                    stage.set(Stage::Locked(Rc::new(locked)));
                }
                Err(trouble) => problem.set(Some(trouble.sentence(*lang).into())),
            }
        })
    };
    let on_unlocked = {
        let (rounds, on_copy) = (Rc::clone(&rounds), on_copy.clone());
        let now = rounds.borrow().read;
        use_callback(now, move |copy: (Plan, Vec<Warning>), now| {
            if rounds.borrow().read == *now {
                on_copy.emit(copy);
            }
        })
    };
    let on_typed = {
        let (pasted, problem) = (pasted.setter(), problem.setter());
        use_callback((), move |(text, _): (String, u64), ()| {
            pasted.set(text);
            problem.set(None);
        })
    };
    let on_away = {
        let (stage, problem, pasted) = (stage.setter(), problem.setter(), pasted.setter());
        let rounds = Rc::clone(&rounds);
        use_callback((), move |(), ()| {
            let mut rounds = rounds.borrow_mut();
            rounds.next_read();
            rounds.next_copy();
            problem.set(None);
            pasted.set(String::new());
            stage.set(Stage::Empty);
        })
    };
    let on_origin = {
        let (stage, rounds) = (stage.clone(), Rc::clone(&rounds));
        let now = rounds.borrow().copy;
        use_callback((*stage).clone(), move |origin: Origin, current| {
            // The ancestor that was chosen belongs to the copy of then.
            if let (Stage::Copy(copy), true) = (current, rounds.borrow().copy == now) {
                stage.set(Stage::Copy(Copy { origin, ..copy.clone() }));
            }
        })
    };
    let ondragover = use_callback((), |event: DragEvent, ()| event.prevent_default());
    let ondrop = {
        let (handles, is_here) = (handles.clone(), Rc::clone(&is_here));
        use_callback((lang, on_file), move |event: DragEvent, (lang, on_file)| {
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                event.prevent_default();
                // A hand that slips must not cost what was decided.
                if *is_here.borrow() {
                    handles.warn(words::one_at_a_time(*lang).to_owned());
                } else {
                    on_file.emit(file);
                }
            }
        })
    };
    html! {
        <div class="merge" {ondragover} {ondrop}>
            <header class="merge__head">
                <h2 class="merge__title" id={TITLE_ID} tabindex="-1">{ words::title(lang) }</h2>
                if matches!(&*stage, Stage::Copy(_) | Stage::Locked(_)) {
                    <div class="merge__acts">
                        <Button label={words::another(lang)} on_press={on_choose.clone()} />
                        <Button label={words::give_up(lang)} variant={Variant::Quiet} on_press={on_away.clone()} />
                    </div>
                }
            </header>
            if let Some(problem) = &*problem {
                <p class="merge__problem" role="alert">{ problem }</p>
            }
            { match &*stage {
                Stage::Empty => html! {
                    <Chooser {on_choose} {on_link} {on_typed} pasted={(*pasted).clone()} />
                },
                Stage::Reading => html! { <p class="hint" role="status">{ words::reading(lang) }</p> },
                Stage::Locked(locked) => html! {
                    <div class="merge__locked"><Unlock locked={Rc::clone(locked)} level={3} on_unlocked={on_unlocked.reform(|(plan, warnings, _): Unlocked| (plan, warnings))} /></div>
                },
                Stage::Copy(copy) => html! {
                    <CopyView plan={ByPointer(Rc::clone(&props.plan))} copy={copy.clone()} {on_away} {on_origin} />
                },
            } }
        </div>
    }
}

/// The heading of the page, where the focus goes with each step.
const TITLE_ID: &str = "merge-title";

/// The field for a passphrase, which the focus may go to at once.
const PASSPHRASE_ID: &str = "unlock-passphrase";

/// What comes late is told from what is waited for: how many files were read, how many copies came.
#[derive(Default)]
struct Rounds {
    read: u32,
    copy: u32,
}

impl Rounds {
    fn next_read(&mut self) -> u32 {
        self.read += 1;
        self.read
    }

    fn next_copy(&mut self) -> u32 {
        self.copy += 1;
        self.copy
    }
}

/// Moves the focus with each step, for what had it is gone.
#[hook]
fn use_focus_at(step: u8) {
    let before = use_mut_ref(|| step);
    use_effect_with(step, move |step| {
        if before.replace(*step) != *step {
            let is_locked = dom::focus(PASSPHRASE_ID);
            if !is_locked {
                dom::focus(TITLE_ID);
            }
        }
    });
}

/// The files that hold plans.
const ACCEPT: &str = ".json,.html,.htm,application/json,text/html";

/// Reads a copy out of a file; a sentence where it is none.
async fn read(file: File, lang: Lang) -> Result<(Plan, Vec<Warning>), String> {
    if file.size() > format::MOST_BYTES as f64 {
        return Err(format::ReadError::TooLarge { bytes: file.size() as usize }.sentence(lang));
    }
    let bytes = files::read(&file).await.map_err(|_| shell::could_not_read(lang).to_owned())?;
    match parts::read_plan(bytes).await {
        Some(read) => read.map_err(|error| error.sentence(lang)),
        None => Err(shell::part_missing(lang).to_owned()),
    }
}

/// Looks for what both copies came from.
fn find_origin(handles: &Handles, ours: &Rc<Plan>, theirs: &Rc<Plan>, show: impl Fn(Origin) + 'static) {
    let shared = shared(ours, theirs);
    let own = [fingerprint(ours), fingerprint(theirs)];
    // Newest first; what is one of the two copies is at hand, the rest is asked for.
    let at_hand = shared.iter().position(|one| own.contains(one));
    let last = match at_hand.and_then(|at| shared.get(at)) {
        Some(one) if Some(one) == own.first() => Origin::Ours(ByPointer(Rc::clone(ours))),
        Some(_) => Origin::Theirs,
        None if ours.id == theirs.id || !shared.is_empty() => Origin::Unknown,
        None => Origin::Stranger,
    };
    let wanted: Rc<[String]> = shared.into_iter().take(at_hand.unwrap_or(usize::MAX)).collect();
    if wanted.is_empty() {
        return show(last);
    }
    let found = Callback::from(move |remembered: Option<Rc<Remembered>>| {
        let read = remembered.and_then(|one| Some((format::read(&one.text).ok()?.0, one.moment.clone())));
        show(match read {
            Some((plan, moment)) => Origin::Found(ByPointer(Rc::new(plan)), moment.into()),
            None => last.clone(),
        });
    });
    handles.keeper.emit(KeeperMsg::Recall(wanted, found));
}

/// Properties of [`Chooser`].
#[derive(Properties, PartialEq)]
struct ChooserProps {
    on_choose: Callback<()>,
    on_link: Callback<String>,
    on_typed: Callback<(String, u64)>,
    pasted: String,
}

/// The way to a copy: a file or a link.
#[component]
fn Chooser(props: &ChooserProps) -> Html {
    let lang = use_lang();
    let on_read = props.on_link.reform({
        let pasted = props.pasted.clone();
        move |()| pasted.clone()
    });
    html! {
        <div class="merge__empty">
            <p class="merge__lead">{ words::lead(lang) }</p>
            <p class="merge__ways">
                <Button label={words::choose(lang)} variant={Variant::Primary} on_press={props.on_choose.clone()} />
                <span class="hint">{ words::drop_hint(lang) }</span>
            </p>
            <div class="merge__link">
                <TextField label={words::link(lang)} placeholder={words::link_hint(lang)} value={props.pasted.clone()} at_once=true
                    on_typed={props.on_typed.clone()} on_enter={props.on_link.clone()} />
                <Button label={words::open_link(lang)} on_press={on_read} />
            </div>
        </div>
    }
}

/// Properties of [`CopyView`].
#[derive(Properties, PartialEq)]
struct CopyViewProps {
    plan: ByPointer<Plan>,
    copy: Copy,
    on_origin: Callback<Origin>,
    on_away: Callback<()>,
}

/// A copy: which one it is, what it is compared with, and what a merge would do.
#[component]
fn CopyView(props: &CopyViewProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let problem = use_state_eq(|| None::<AttrValue>);
    let copy = &props.copy.plan.0;
    let on_base = {
        let (on_origin, problem) = (props.on_origin.clone(), problem.setter());
        let (ours, theirs) = (Rc::clone(&props.plan.0), Rc::clone(copy));
        Callback::from(move |()| {
            let (on_origin, problem) = (on_origin.clone(), problem.clone());
            let (ours, theirs) = (Rc::clone(&ours), Rc::clone(&theirs));
            let failed = problem.clone();
            let picked = files::pick(ACCEPT, move |file| {
                let (on_origin, problem) = (on_origin.clone(), problem.clone());
                let ids = [Rc::clone(&ours.id), Rc::clone(&theirs.id)];
                wasm_bindgen_futures::spawn_local(async move {
                    match read(file, lang).await {
                        Ok((base, _)) if ids.contains(&base.id) => {
                            problem.set(None);
                            on_origin.emit(Origin::Chosen(ByPointer(Rc::new(base))));
                        }
                        Ok((base, _)) => {
                            problem.set(Some(words::not_the_base(lang, base.title_in(lang)).into()));
                        }
                        Err(sentence) => problem.set(Some(sentence.into())),
                    }
                });
            });
            if picked.is_err() {
                failed.set(Some(shell::could_not_read(lang).into()));
            }
        })
    };
    let on_without = props.on_origin.reform(|()| Origin::Without);
    let on_own = {
        let (handles, copy, warnings) = (handles, Rc::clone(copy), Rc::clone(&props.copy.warnings));
        Callback::from(move |()| {
            handles.keeper.emit(KeeperMsg::TakeIn(Rc::clone(&copy), Rc::clone(&warnings)))
        })
    };
    let base = match &props.copy.origin {
        Origin::Found(plan, _) | Origin::Ours(plan) | Origin::Chosen(plan) => Some(Some(plan.clone())),
        Origin::Theirs => Some(Some(props.copy.plan.clone())),
        Origin::Without => Some(None),
        Origin::Looking | Origin::Unknown | Origin::Stranger => None,
    };
    let day = |moment: &str| date::display(moment, lang);
    html! {
        <>
            <div class="merge__copy">
                <p class="merge__name">{ words::copy_of(lang, copy.title_in(lang)) }
                    if !copy.updated.is_empty() {
                        <span class="hint">{ " · " }{ words::copy_changed(lang, &day(&copy.updated)) }</span>
                    }
                </p>
                if let Some(problem) = &*problem {
                    <p class="merge__problem" role="alert">{ problem }</p>
                }
                { match &props.copy.origin {
                    Origin::Looking => html! { <p class="hint" role="status">{ words::base_looking(lang) }</p> },
                    Origin::Found(_, moment) => html! { <p class="hint">{ words::base_found(lang, &day(moment)) }</p> },
                    Origin::Ours(_) => html! { <p class="hint">{ words::base_is_ours(lang) }</p> },
                    Origin::Theirs => html! { <p class="hint">{ words::base_is_theirs(lang) }</p> },
                    Origin::Chosen(plan) => html! { <p class="hint">{ words::base_file(lang, plan.0.title_in(lang)) }</p> },
                    Origin::Without => html! {
                        <p class="hint">{ words::base_without_note(lang) }{ " " }
                            <button type="button" class="merge__inline" onclick={on_base.reform(|_: MouseEvent| ())}>{ words::base_change(lang) }</button>
                        </p>
                    },
                    Origin::Unknown => html! {
                        <div class="merge__ask">
                            <p class="merge__strong">{ words::base_none(lang) }</p>
                            <p>{ words::base_none_help(lang) }</p>
                            <div class="merge__acts">
                                <Button label={words::base_choose(lang)} variant={Variant::Primary} on_press={on_base} />
                                <Button label={words::base_without(lang)} on_press={on_without} />
                            </div>
                        </div>
                    },
                    Origin::Stranger => html! {
                        <div class="merge__ask">
                            <p class="merge__strong">{ words::other_plan(lang) }</p>
                            <p>{ words::other_plan_why(lang) }</p>
                            <div class="merge__acts">
                                <Button label={words::open_own(lang)} variant={Variant::Primary} on_press={on_own} />
                                <Button label={words::merge_anyway(lang)} on_press={on_without} />
                            </div>
                        </div>
                    },
                } }
                if !props.copy.warnings.is_empty() {
                    <details class="merge__warnings">
                        <summary>{ words::read_warnings(lang) }</summary>
                        <ul>
                            for (at, warning) in props.copy.warnings.iter().enumerate() {
                                <li key={at}>{ warning.sentence(lang) }</li>
                            }
                        </ul>
                    </details>
                }
            </div>
            if let Some(base) = base {
                <Compared key={format!("{:p}", Rc::as_ptr(copy))} plan={props.plan.clone()} copy={props.copy.plan.clone()} {base} on_done={props.on_away.clone()} />
            }
        </>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
