//! The page around what a link opens on a phone: brand, language, and one column.

use yew::prelude::*;

use super::components::{Icon, IconName};
use super::store::use_lang;
use crate::domain::text::{Lang, common, shell};
use crate::platform::dom;

/// The page of a link, as far as it is the same for all of them.
pub struct Phone {
    /// The language: what the phone speaks, or the link, until the phone's owner chooses another.
    pub lang: Lang,
    switch: Callback<MouseEvent>,
}

/// The page of a link that may ask for a language, and what it is called.
#[hook]
pub fn use_phone(asked: Option<Lang>, name: fn(Lang) -> &'static str) -> Phone {
    let browser = use_lang();
    let chosen = use_state_eq(|| None::<Lang>);
    let lang = chosen.or(asked).unwrap_or(browser);
    use_effect_with((lang, name(lang)), |(lang, name)| {
        dom::set_language(lang.tag());
        dom::set_title(&format!("{name} · Steelyard 杆秤"));
    });
    let switch = Callback::from(move |_: MouseEvent| chosen.set(Some(lang.other())));
    Phone { lang, switch }
}

impl Phone {
    /// The whole page, with what the link holds or with [`unopened`].
    pub fn page(&self, content: Html) -> Html {
        let lang = self.lang;
        html! {
            <ContextProvider<Lang> context={lang}>
                <div class="phone">
                    <header class="phone__head">
                        <span class="phone__brand"><Icon name={IconName::Beam} /><span>{ common::app_name(lang) }</span></span>
                        <button type="button" class="button" lang={lang.other().tag()} onclick={self.switch.clone()}>{ shell::switch_language(lang) }</button>
                    </header>
                    <main class="phone__main">{ content }</main>
                </div>
            </ContextProvider<Lang>>
        }
    }
}

/// Says that a link does not open, and why.
pub fn unopened(title: &str, reason: &str) -> Html {
    html! {
        <div class="phone__page">
            <h1 class="phone__title">{ title }</h1>
            <p role="alert">{ reason }</p>
        </div>
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::ui::rendered::rendered;

    #[derive(Properties, PartialEq)]
    struct PageProps {
        asked: Option<Lang>,
    }

    #[component]
    fn Page(props: &PageProps) -> Html {
        let phone = use_phone(props.asked, common::app_name);
        phone.page(unopened(phone.lang.tag(), "because"))
    }

    #[test]
    fn a_page_has_the_brand_the_way_to_the_other_language_and_what_the_link_holds() {
        for (asked, lang, brand, other) in [
            (None, "en", "Steelyard", "切换到中文</button>"),
            (Some(Lang::Zh), "zh-CN", "杆秤", "Switch to English</button>"),
        ] {
            let html = rendered::<Page>(PageProps { asked });
            let (head, main) = html.split_once("<main").unwrap();
            assert!(head.contains("<header") && head.contains(brand) && head.contains(other), "{head}");
            assert!(main.contains(&format!(">{lang}</h1><p role=\"alert\">because</p>")), "{main}");
        }
    }
}
