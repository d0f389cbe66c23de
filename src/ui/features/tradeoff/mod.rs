//! The trade-off screen: what items are worth to users and to the business, where the weight
//! between the two hangs, and how sure the order is.

mod certainty;
pub mod chart;
mod check;
mod contributions;
pub mod explain;
mod kept;
mod needs;
mod weigh;

use yew::prelude::*;

use crate::domain::text::shell;
use crate::ui::app::PageProps;
use crate::ui::session::{Screen, TradeoffPage};

/// The trade-off screen, for the page.
pub fn screen(page: &PageProps) -> Html {
    let scene = &page.scene;
    let Screen::Tradeoff(shown) = scene.session.screen else { return Html::default() };
    let lang = scene.lang;
    let plan = scene.plan().clone();
    html! {
        <div class="tradeoff">
            <nav class="tabs" aria-label={shell::tradeoff(lang)}>
                for page in TradeoffPage::ALL {
                    <a key={Screen::Tradeoff(page).path()} class="tabs__link" href={format!("#/{}", Screen::Tradeoff(page).path())}
                        aria-current={(page == shown).then_some("page")}>{ page.word()(lang) }</a>
                }
            </nav>
            { match shown {
                TradeoffPage::Weigh => html! { <weigh::WeighPage {plan} selected={scene.session.selected.clone()} framework={scene.preferences.framework().id} /> },
                TradeoffPage::Needs => html! { <needs::NeedsPage {plan} /> },
                TradeoffPage::Contributions => html! { <contributions::ContributionsPage {plan} /> },
                TradeoffPage::Certainty => html! { <certainty::CertaintyPage {plan} framework={scene.preferences.framework().id} /> },
                TradeoffPage::Check => html! { <check::CheckPage {plan} framework={scene.preferences.framework().id} dismissed={scene.session.dismissed.clone()} /> },
            } }
        </div>
    }
}
