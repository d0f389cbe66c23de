//! The app: it holds the state, and hands it down.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, KeyboardEvent};
use yew::prelude::*;

use super::actions::{self, Scene};
use super::features::shell::{Header, Navigation, NoticeLine, Trouble};
use super::features::start::Start;
use super::features::workshop::PRESENTS;
use super::handover;
use super::home::Home;
use super::keeper::{KeeperHandle, KeeperMsg, Kept, use_keeper};
use super::parts::{self, Part, later};
use super::preferences::Preferences;
use super::session::{Dialog, KanoPage, Raw, Screen, Session, SessionMsg};
use super::store::{Channels, Handles, Store, StoreMsg};
use crate::domain::kano::link;
use crate::domain::plan::Plan;
use crate::domain::share;
use crate::domain::text::{Lang, shell};
use crate::domain::workshop::live::link as room;
use crate::domain::workshop::{paper, stage};
use crate::platform::{dom, element, route, storage};

/// Properties of [`App`]: what a test may start with. The page starts with none.
#[derive(Properties, PartialEq, Default)]
pub struct AppProps {
    /// Shown instead of what the browser keeps.
    #[prop_or_default]
    pub plan: Option<Rc<Plan>>,
    /// Preferred instead of what the browser remembers.
    #[prop_or_default]
    pub preferences: Option<Preferences>,
}

/// The app.
#[component]
pub fn App(props: &AppProps) -> Html {
    let store = use_reducer(|| match &props.plan {
        Some(plan) => Store {
            editor: Rc::new(crate::domain::editor::Editor::new(Plan::clone(plan))),
            open: true,
            ..Store::default()
        },
        None => Store::default(),
    });
    let session = use_reducer(|| Session {
        screen: Screen::from_hash(&route::hash()),
        presents: storage::of_tab(PRESENTS).is_some(),
        ..Session::default()
    });
    let given = props.preferences.clone();
    let KeeperHandle { kept, messages, preferences } = use_keeper(&store, &session, given);
    let lang = preferences.lang(&dom::languages());

    let to_store = use_sender(store.dispatcher());
    let to_session = use_sender(session.dispatcher());
    let to_preferences = use_sender(preferences.dispatcher());
    let handles = use_channels(Channels {
        store: to_store,
        session: to_session,
        preferences: to_preferences,
        keeper: messages,
    });
    let scene = Scene {
        handles: handles.clone(),
        store: Rc::new((*store).clone()),
        session: Rc::new((*session).clone()),
        preferences: Rc::new((*preferences).clone()),
        lang,
    };
    let home = Home::given(&preferences.home);
    // The latest scene, for listeners that were set up once.
    let latest = use_mut_ref(|| scene.clone());
    latest.replace(scene.clone());

    use_effect_with((lang, preferences.theme), |(lang, theme)| {
        dom::set_language(lang.tag());
        dom::set_theme(theme.name());
    });
    use_effect_with((session.screen, lang, store.editor.plan().title.clone()), {
        move |(screen, lang, title)| {
            dom::set_title(&format!("{title} · {} · Steelyard 杆秤", screen.word()(*lang)));
        }
    });
    use_effect_with((), {
        let handles = handles.clone();
        move |()| {
            let listener = dom::window_target().map(|window| {
                EventListener::new(&window, "hashchange", move |_| {
                    arrive(&handles);
                })
            });
            move || drop(listener)
        }
    });
    // Opening a plan closes dialogs, so what the address asks for waits for the plan.
    use_effect_with(store.open, {
        let handles = handles.clone();
        move |open| {
            if *open {
                arrive(&handles);
            }
        }
    });
    use_effect_with((), |()| parts::fetch_when_idle());
    // Shortcuts, wherever the focus is.
    use_effect_with((), {
        let latest = latest.clone();
        move |()| {
            let listener = element::document().map(|document| {
                let options = EventListenerOptions { passive: false, ..EventListenerOptions::default() };
                EventListener::new_with_options(&document, "keydown", options, move |event| {
                    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                    if element::is_composing(event) || event.default_prevented() {
                        return;
                    }
                    let scene = latest.borrow().clone();
                    // A dialog may hold answers that another one would throw away.
                    let in_dialog = scene.session.dialog.is_some();
                    if let Some(action) = actions::for_key(event)
                        && !in_dialog
                    {
                        event.prevent_default();
                        if (action.possible)(&scene) {
                            (action.run)(&scene);
                        }
                    }
                })
            });
            move || drop(listener)
        }
    });

    html! {
        <ContextProvider<Handles> context={handles.clone()}>
            <ContextProvider<Lang> context={lang}>
                <ContextProvider<Home> context={home}>
                    <Page {scene} kept={kept.clone()} />
                </ContextProvider<Home>>
            </ContextProvider<Lang>>
        </ContextProvider<Handles>>
    }
}

/// The handles, made once: the channels behind them never change.
#[hook]
fn use_channels(channels: Channels) -> Handles {
    (*use_memo((), |()| Handles::from(channels))).clone()
}

/// A callback that never changes, so that handing it down renders nobody.
#[hook]
fn use_sender<T: Reducible + 'static>(dispatcher: UseReducerDispatcher<T>) -> Callback<T::Action> {
    use_callback((), move |msg: T::Action, ()| dispatcher.dispatch(msg))
}

/// Elements that had the focus lately, to find one that is still there.
const REMEMBERED: usize = 6;

/// Gives the focus back when the element that had it leaves the page: a pressed
/// button may go with what it did, and a keyboard must not be left nowhere.
#[hook]
fn use_kept_focus() {
    let trail = use_mut_ref(Vec::<web_sys::HtmlElement>::new);
    use_effect_with((), {
        let trail = trail.clone();
        move |()| {
            let listener = element::document().map(|document| {
                EventListener::new(&document, "focusin", move |_| {
                    if let Some(focused) = element::focused() {
                        let mut trail = trail.borrow_mut();
                        if trail.last() != Some(&focused) {
                            if trail.len() >= REMEMBERED {
                                trail.remove(0);
                            }
                            trail.push(focused);
                        }
                    }
                })
            });
            move || drop(listener)
        }
    });
    use_effect(move || {
        let lost = element::is_focus_lost() && trail.borrow().last().is_some_and(|last| !last.is_connected());
        if lost {
            let back = trail.borrow().iter().rev().find(|element| element.is_connected()).cloned();
            let grid = || dom::by_id("grid-field").and_then(|field| field.dyn_into().ok());
            let main = || dom::by_id("main").and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(element) = back.or_else(grid).or_else(main) {
                let _ = element.focus();
            }
        }
    });
}

/// Properties of [`Page`], and what every dialog is made from.
#[derive(Properties)]
pub struct PageProps {
    /// The state, and how to change it.
    pub scene: Scene,
    /// How things are kept.
    pub kept: Rc<Kept>,
}

impl PartialEq for PageProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// Everything that is on the page.
#[component]
fn Page(props: &PageProps) -> Html {
    let Scene { handles, store, session, lang, .. } = props.scene.clone();
    let plan = store.editor.plan().clone();
    let part = part_of(session.screen);
    let dropping = use_state_eq(|| false);
    use_kept_focus();
    let on_undo = {
        let handles = handles.clone();
        Callback::from(move |()| handles.store.emit(StoreMsg::Undone))
    };
    let ondragover = {
        let dropping = dropping.clone();
        Callback::from(move |event: DragEvent| {
            if carries_files(&event) {
                event.prevent_default();
                dropping.set(true);
            }
        })
    };
    let ondragleave = {
        let dropping = dropping.clone();
        Callback::from(move |event: DragEvent| {
            if event.related_target().is_none() {
                dropping.set(false);
            }
        })
    };
    let ondrop = {
        let (dropping, handles) = (dropping.clone(), handles.clone());
        let (screen, dialog) = (session.screen, session.dialog.clone());
        Callback::from(move |event: DragEvent| {
            dropping.set(false);
            // A screen that takes files by itself says so.
            if event.default_prevented() {
                return;
            }
            if let Some(file) =
                event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0))
            {
                event.prevent_default();
                take_file(&handles, file, screen, dialog.as_ref());
            }
        })
    };
    let skip = Callback::from(|event: MouseEvent| {
        // The end of the address says which screen this is, so the link must not change it.
        event.prevent_default();
        dom::focus("main");
    });
    html! {
        <div class="app" {ondragover} {ondragleave} {ondrop}>
            <a class="skip button" href="#main" onclick={skip}>{ shell::skip_to_content(lang) }</a>
            <Header scene={props.scene.clone()} kept={props.kept.clone()} />
            <Trouble kept={props.kept.clone()} />
            <Navigation screen={session.screen} items={plan.items.len()} answers={plan.kano.respondents.len()} decisions={plan.decisions.len()} bin={plan.bin.len()} />
            <main class="main" id="main" tabindex="-1">
                // Outside of what a panel may cover, so that every screen has its heading.
                <h1 class="visually-hidden">{ session.screen.word()(lang) }</h1>
                if store.open {
                    // A workshop goes on while other screens are looked at.
                    if session.presents || part.is_none() || parts::WORKSHOP.is_here() {
                        { later(&parts::WORKSHOP, props) }
                    }
                    if session.screen == Screen::Items && plan.items.is_empty() {
                        <Start has_bin={!plan.bin.is_empty()} />
                    } else if let Some(part) = part {
                        { later(part, props) }
                    }
                }
            </main>
            if session.dialog.is_some() {
                { later(&parts::DIALOG, props) }
            }
            <NoticeLine notice={session.notice.clone()} {on_undo} />
            if *dropping {
                <div class="drop"><p class="drop__box">{ shell::drop_here(lang) }</p></div>
            }
        </div>
    }
}

/// What draws a screen; none for the one of workshops, which is drawn beside the others.
fn part_of(screen: Screen) -> Option<&'static Part<PageProps>> {
    Some(match screen {
        Screen::Items => &parts::ITEMS,
        Screen::Kano(_) => &parts::KANO,
        Screen::Tradeoff(_) => &parts::TRADEOFF,
        Screen::Roadmap(_) => &parts::ROADMAP,
        Screen::Workshop => return None,
        Screen::Decisions => &parts::DECISIONS,
        Screen::Share(_) => &parts::SHARE,
        Screen::Bin => &parts::BIN,
    })
}

/// Shows what the address asks for.
fn arrive(handles: &Handles) {
    let hash = route::hash();
    if hash.starts_with(link::ANSWERS_MARK) {
        // A respondent's link back. The address bar gives it up, so that a reload does not bring it again.
        route::replace_hash("#/kano/answers");
        handles.session(SessionMsg::Went(Screen::Kano(KanoPage::Answers)));
        handles.open(Dialog::KanoAnswers(Some(Rc::new(Raw::Pasted(hash.into())))));
    } else if hash == handover::ADDRESS {
        // The reader of a link wants to keep its plan. Here, too, a reload must not bring it again.
        route::replace_hash("#/items");
        handles.session(SessionMsg::Went(Screen::Items));
        if let Some(link) = handover::take() {
            handles.keeper.emit(KeeperMsg::TakeLink(link));
        }
    } else if [link::MARK, share::MARK, handover::FORMER_MARK, paper::MARK, room::MARK, stage::MARK]
        .iter()
        .any(|mark| hash.starts_with(mark))
    {
        // A survey and the plan of a link are pages of their own, which touch no plan that is kept.
        route::reload();
    } else {
        handles.session(SessionMsg::Went(Screen::from_hash(&hash)));
    }
}

fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| {
        let types = data.types();
        (0..types.length()).any(|at| types.get(at).as_string().as_deref() == Some("Files"))
    })
}

/// Takes a file in by what it is: a plan is opened, anything else goes to the import that is meant.
fn take_file(handles: &Handles, file: web_sys::File, screen: Screen, dialog: Option<&Dialog>) {
    let name = file.name().to_ascii_lowercase();
    if [".json", ".html", ".htm"].iter().any(|ending| name.ends_with(ending)) {
        handles.keeper.emit(KeeperMsg::OpenFile(file));
        return;
    }
    let raw = Some(Rc::new(Raw::File(file)));
    handles.open(if holds_answers(screen, dialog) { Dialog::KanoAnswers(raw) } else { Dialog::Import(raw) });
}

/// Whether a table that is dropped holds answers: the dialog that is open says so, else the screen.
fn holds_answers(screen: Screen, dialog: Option<&Dialog>) -> bool {
    match dialog {
        Some(Dialog::Import(_)) => false,
        Some(Dialog::KanoAnswers(_)) => true,
        _ => matches!(screen, Screen::Kano(_)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_is_dropped_on_a_kano_page_holds_answers() {
        let (items, answers) = (Dialog::Import(None), Dialog::KanoAnswers(None));
        for page in KanoPage::ALL {
            assert!(holds_answers(Screen::Kano(page), None));
            assert!(!holds_answers(Screen::Kano(page), Some(&items)));
        }
        for screen in [Screen::Items, Screen::Workshop, Screen::Bin] {
            assert!(!holds_answers(screen, None));
            assert!(holds_answers(screen, Some(&answers)));
        }
        assert!(holds_answers(Screen::Kano(KanoPage::Study), Some(&Dialog::Palette)));
    }
}
