//! What this browser remembers about its person: saved, and never part of a plan.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use yew::prelude::*;

use crate::domain::frameworks::{self, Framework};
use crate::domain::text::{Lang, Word, shell};

/// The preferences of this browser.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The chosen language's tag; empty while the browser's language decides.
    pub lang: String,
    /// The chosen appearance.
    pub theme: Theme,
    /// The framework that ranks.
    pub framework: String,
    /// The plan that was open last.
    pub plan: String,
    /// The columns in order; empty for the default.
    pub columns: Vec<String>,
    /// Columns that are not shown.
    pub hidden: Vec<String>,
    /// The address where others open the app, for links from a page that they cannot open; empty
    /// for none.
    pub home: String,
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them, in the order in which a chooser lists them.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The value of `data-theme` on the page.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// What people call it.
    pub fn word(self) -> Word {
        match self {
            Theme::System => shell::theme_system,
            Theme::Light => shell::theme_light,
            Theme::Dark => shell::theme_dark,
        }
    }
}

impl Preferences {
    /// Reads saved preferences; what cannot be read is forgotten.
    pub fn from_json(text: &str) -> Preferences {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The text that is saved.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The framework that ranks.
    pub fn framework(&self) -> &'static Framework {
        frameworks::by_id(&self.framework).unwrap_or_else(frameworks::default)
    }

    /// The language: the chosen one, else the first that browser and app share.
    pub fn lang(&self, browser: &[String]) -> Lang {
        Lang::from_tag(&self.lang)
            .or_else(|| browser.iter().find_map(|tag| Lang::from_tag(tag)))
            .unwrap_or_default()
    }
}

/// What was preferred.
pub enum PreferencesMsg {
    /// A language.
    Lang(Lang),
    /// An appearance.
    Theme(Theme),
    /// A framework.
    Framework(&'static str),
    /// Another plan is open.
    Plan(String),
    /// Columns in order, and which of them are hidden.
    Columns(Vec<String>, Vec<String>),
    /// The address where others open the app; empty for none.
    Home(String),
}

impl Reducible for Preferences {
    type Action = PreferencesMsg;

    fn reduce(self: Rc<Self>, msg: PreferencesMsg) -> Rc<Self> {
        let mut next = Preferences::clone(&self);
        match msg {
            PreferencesMsg::Lang(lang) => next.lang = lang.tag().to_owned(),
            PreferencesMsg::Theme(theme) => next.theme = theme,
            PreferencesMsg::Framework(id) => next.framework = id.to_owned(),
            PreferencesMsg::Plan(id) => next.plan = id,
            PreferencesMsg::Columns(columns, hidden) => (next.columns, next.hidden) = (columns, hidden),
            PreferencesMsg::Home(address) => next.home = address,
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_chooses_until_the_person_does() {
        let browser = ["de-DE".to_owned(), "zh-CN".to_owned(), "en".to_owned()];
        assert_eq!(Preferences::default().lang(&browser), Lang::Zh);
        let chosen = Preferences { lang: "en".into(), ..Preferences::default() };
        assert_eq!(chosen.lang(&browser), Lang::En);
        assert_eq!(Preferences::default().lang(&[]), Lang::En);
    }

    #[test]
    fn broken_preferences_are_forgotten_not_fatal() {
        for text in ["", "{", "[]", r#"{"theme":"purple"}"#, "null"] {
            assert_eq!(Preferences::from_json(text), Preferences::default(), "{text}");
        }
        let kept = Preferences { theme: Theme::Dark, hidden: vec!["owner".into()], ..Preferences::default() };
        assert_eq!(Preferences::from_json(&kept.to_json()), kept);
    }
}
