//! The frame around every screen: header, navigation, messages.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::date;
use crate::domain::editor::Command;
use crate::domain::text::{Lang, common, keeping, shell};
use crate::keeping::StoreError;
use crate::ui::actions::{self, Action, Scene};
use crate::ui::components::{Button, Icon, IconButton, IconName, Popover, TextField, Variant};
use crate::ui::keeper::{KeeperMsg, Kept, SaveState};
use crate::ui::preferences::{PreferencesMsg, Theme};
use crate::ui::session::{
    Dialog, KanoPage, Notice, RoadmapPage, Screen, SessionMsg, SharePage, TradeoffPage,
};
use crate::ui::store::{use_handles, use_lang};

/// Properties of [`Header`].
#[derive(Properties)]
pub struct HeaderProps {
    /// What the actions need to know.
    pub scene: Scene,
    /// How the plan is kept.
    pub kept: Rc<Kept>,
}

impl PartialEq for HeaderProps {
    fn eq(&self, other: &Self) -> bool {
        self.scene.store == other.scene.store
            && self.kept == other.kept
            && self.scene.lang == other.scene.lang
            && self.scene.session.screen == other.scene.session.screen
            && self.scene.preferences == other.scene.preferences
    }
}

/// The header.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let scene = &props.scene;
    let plan = scene.store.editor.plan();
    let on_title = {
        // The title that is shown is the one that is edited.
        let (handles, main) = (handles.clone(), plan.title_in(lang) == plan.title);
        Callback::from(move |(title, gesture): (String, u64)| {
            let command = if main { Command::Rename(title) } else { Command::RenameAlt(title) };
            handles.edit_in(gesture, command);
        })
    };
    let run = |id: &'static str| {
        let scene = scene.clone();
        Callback::from(move |()| {
            if let Some(action) = actions::by_id(id).filter(|action| (action.possible)(&scene)) {
                (action.run)(&scene);
            }
        })
    };
    let undo = scene.store.editor.undoes().map(|did| shell::undo_what(lang, &did.words(lang)));
    let redo = scene.store.editor.redoes().map(|did| shell::redo_what(lang, &did.words(lang)));
    let mut counts = vec![common::items(lang, plan.items.len())];
    if !plan.needs.is_empty() || !plan.goals.is_empty() {
        counts.push(shell::needs_goals(lang, plan.needs.len(), plan.goals.len()));
    }
    html! {
        <header class="header">
            <div class="header__brand"><Icon name={IconName::Beam} /><span>{ common::app_name(lang) }</span></div>
            <div class="header__plan">
                <TextField class="header__title" label={shell::plan_title(lang)} bare=true value={plan.title_in(lang).to_owned()} on_typed={on_title} />
                <span class="header__counts">{ counts.join(" · ") }</span>
            </div>
            <SaveLine kept={props.kept.clone()} />
            <div class="header__actions">
                <IconButton label={undo.clone().unwrap_or_else(|| shell::undo_nothing(lang).to_owned())} icon={IconName::Undo} disabled={undo.is_none()} on_press={run("undo")} />
                <IconButton label={redo.clone().unwrap_or_else(|| shell::redo_nothing(lang).to_owned())} icon={IconName::Redo} disabled={redo.is_none()} on_press={run("redo")} />
                <button type="button" class="button header__language" lang={lang.other().tag()} onclick={run("language").reform(|_: MouseEvent| ())}>
                    { shell::switch_language(lang) }
                </button>
                <Popover label={shell::theme(lang)} align_end=true menu=true>
                    for theme in Theme::ALL {
                        <button key={theme.name()} type="button" class="menu__item" role="menuitemradio"
                            aria-checked={if scene.preferences.theme == theme { "true" } else { "false" }}
                            onclick={{ let handles = handles.clone(); Callback::from(move |_: MouseEvent| handles.prefer(PreferencesMsg::Theme(theme))) }}>
                            { (theme.word())(lang) }
                        </button>
                    }
                </Popover>
                <Popover label={shell::menu(lang)} icon={IconName::Menu} align_end=true menu=true>
                    for id in MENU.iter().copied() {
                        { menu_item(scene, id, lang) }
                    }
                </Popover>
            </div>
        </header>
    }
}

/// The actions of the header's menu; a dash is a line between groups.
const MENU: &[&str] = &[
    "language",
    "-",
    "plans",
    "new-plan",
    "open-file",
    "save-file",
    "save-file-as",
    "-",
    "import",
    "export-csv",
    "-",
    "settings",
    "columns",
    "items",
    "bin",
    "-",
    "theme-light",
    "theme-dark",
    "theme-system",
    "-",
    "palette",
    "shortcuts",
];

fn menu_item(scene: &Scene, id: &'static str, lang: Lang) -> Html {
    if id == "-" {
        return html! { <hr class="menu__line" /> };
    }
    let Some(action) = actions::by_id(id) else { return Html::default() };
    let onclick = {
        let scene = scene.clone();
        Callback::from(move |_: MouseEvent| {
            if (action.possible)(&scene) {
                (action.run)(&scene);
            }
        })
    };
    html! {
        <button key={id} type="button" class="menu__item" role="menuitem" {onclick}
            aria-disabled={(!(action.possible)(scene)).then_some("true")}>
            <span>{ (action.word)(lang) }</span>
            { keys(action) }
        </button>
    }
}

fn keys(action: &'static Action) -> Html {
    match action.keys.first() {
        Some(keys) => {
            html! { <kbd class="keys">{ actions::spelled(keys, crate::platform::dom::is_mac()) }</kbd> }
        }
        None => Html::default(),
    }
}

/// Properties of [`SaveLine`].
#[derive(Properties, PartialEq)]
struct SaveLineProps {
    kept: Rc<Kept>,
}

/// Whether everything is kept, and when the last file backup was.
#[component]
fn SaveLine(props: &SaveLineProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let kept = &props.kept;
    let (state, words) = match kept.state {
        SaveState::Saved => ("saved", keeping::kept_here(lang)),
        SaveState::Unsaved(_) | SaveState::Waiting => ("unsaved", keeping::unsaved(lang)),
    };
    let backup = match &kept.backup {
        Some(moment) => shell::backed_up(lang, &date::display(moment, lang)),
        None => shell::never_backed_up(lang).to_owned(),
    };
    let save = {
        let handles = handles.clone();
        Callback::from(move |_: MouseEvent| handles.keeper.emit(KeeperMsg::SaveFile))
    };
    html! {
        <button type="button" class="save-line" data-state={state} onclick={save} title={format!("{words} · {backup} · {}", shell::save_file(lang))}>
            <span class="save-line__dot" aria-hidden="true"></span>
            <span class="save-line__state">{ words }</span>
            <span class="save-line__backup">{ " · " }{ backup }</span>
        </button>
    }
}

/// Properties of [`Navigation`].
#[derive(Properties, PartialEq)]
pub struct NavigationProps {
    /// The screen that is shown.
    pub screen: Screen,
    /// Items in the plan.
    pub items: usize,
    /// Respondents of the Kano study.
    pub answers: usize,
    /// How many decisions are recorded.
    pub decisions: usize,
    /// Items in the bin.
    pub bin: usize,
}

/// The screens, as links.
#[component]
pub fn Navigation(props: &NavigationProps) -> Html {
    let lang = use_lang();
    let link = |screen: Screen, name: &'static str, count: Option<usize>| {
        // A screen with several pages is current whichever of them is shown.
        let current = std::mem::discriminant(&screen) == std::mem::discriminant(&props.screen);
        html! {
            <a key={screen.path()} class="navigation__link" href={format!("#/{}", screen.path())} aria-current={current.then_some("page")}>
                <span>{ name }</span>
                if let Some(count) = count {
                    <span class="navigation__count">{ crate::domain::number::group(count) }</span>
                }
            </a>
        }
    };
    html! {
        <nav class="navigation" aria-label={shell::main_navigation(lang)}>
            <p class="navigation__group">{ shell::collect(lang) }</p>
            { link(Screen::Items, shell::items(lang), Some(props.items)) }
            { link(Screen::Bin, shell::bin(lang), Some(props.bin)) }
            <p class="navigation__group">{ shell::weigh(lang) }</p>
            { link(Screen::Kano(KanoPage::Study), shell::kano(lang), Some(props.answers)) }
            { link(Screen::Tradeoff(TradeoffPage::Weigh), shell::tradeoff(lang), None) }
            { link(Screen::Roadmap(RoadmapPage::Timeline), shell::roadmap(lang), None) }
            <p class="navigation__group">{ shell::together(lang) }</p>
            { link(Screen::Workshop, shell::workshop(lang), None) }
            { link(Screen::Decisions, shell::decisions(lang), Some(props.decisions)) }
            { link(Screen::Share(SharePage::Ways), shell::share(lang), None) }
        </nav>
    }
}

/// Properties of [`NoticeLine`].
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// What is worth telling.
    pub notice: Option<Rc<Notice>>,
    /// Takes the last step back.
    pub on_undo: Callback<()>,
}

/// The last message: read out at once, gone after a while unless it is bad news.
#[component]
pub fn NoticeLine(props: &NoticeProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    use_effect_with(props.notice.clone(), {
        let handles = handles.clone();
        move |notice| {
            let timer = notice.as_ref().filter(|notice| !notice.bad).map(|_| {
                gloo::timers::callback::Timeout::new(8_000, move || {
                    handles.session(SessionMsg::Noticed(None))
                })
            });
            move || drop(timer)
        }
    });
    let dismiss = {
        let handles = handles.clone();
        Callback::from(move |()| handles.session(SessionMsg::Noticed(None)))
    };
    let undo = {
        let (handles, on_undo) = (handles.clone(), props.on_undo.clone());
        Callback::from(move |()| {
            handles.session(SessionMsg::Noticed(None));
            on_undo.emit(());
        })
    };
    html! {
        <div class="notices" role="status" aria-live="polite">
            if let Some(notice) = &props.notice {
                <div class="notice" data-bad={notice.bad.then_some("true")}>
                    <span class="notice__text">{ &notice.text }</span>
                    if notice.undo {
                        <Button label={common::undo(lang)} variant={Variant::Quiet} on_press={undo} />
                    }
                    <IconButton label={shell::dismiss(lang)} icon={IconName::Close} on_press={dismiss} />
                </div>
            }
        </div>
    }
}

/// Properties of [`Trouble`].
#[derive(Properties, PartialEq)]
pub struct TroubleProps {
    /// How the plan is kept.
    pub kept: Rc<Kept>,
}

/// A bar that stays while something keeps the plan from being kept, with the way out.
#[component]
pub fn Trouble(props: &TroubleProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let give = |msg: KeeperMsg| {
        let handles = handles.clone();
        Callback::from(move |()| handles.keeper.emit(msg.clone()))
    };
    let unopened = props.kept.unopened.clone();
    let sentence = match (props.kept.state, &unopened) {
        (SaveState::Unsaved(error), _) => error.sentence(lang).to_owned(),
        (SaveState::Waiting, _) => keeping::waiting(lang).to_owned(),
        (SaveState::Saved, Some((_, why))) => why.sentence(lang).to_owned(),
        (SaveState::Saved, None) => match props.kept.usage.filter(|usage| usage.share() > 0.8) {
            Some(usage) => keeping::usage(lang, (usage.share() * 100.0).ceil().min(100.0) as u32),
            None => return Html::default(),
        },
    };
    html! {
        <div class="trouble" role="alert">
            <span class="trouble__text">{ sentence }</span>
            <Button label={keeping::save_to_file(lang)} on_press={give(KeeperMsg::SaveFile)} />
            <Button label={shell::plans(lang)} variant={Variant::Quiet} on_press={{ let handles = handles.clone(); Callback::from(move |()| handles.open(Dialog::Plans)) }} />
            if let Some((id, _)) = unopened {
                <Button label={keeping::download_rescue(lang)} on_press={give(KeeperMsg::DownloadRaw(id))} />
            }
            if matches!(props.kept.state, SaveState::Unsaved(error) if error != StoreError::Blocked) {
                <Button label={keeping::retry(lang)} variant={Variant::Quiet} on_press={give(KeeperMsg::Retry)} />
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_names_actions_that_exist() {
        for id in MENU.iter().filter(|id| **id != "-") {
            assert!(actions::by_id(id).is_some(), "{id}");
        }
    }
}
