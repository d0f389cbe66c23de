//! The minutes on the page, and as files.

use yew::prelude::*;

use super::HeldProps;
use super::follow_ups::FollowUps;
use crate::domain::text::workshop_page as words;
use crate::domain::workshop::minutes::{self, Block};
use crate::platform::clipboard;
use crate::ui::components::{Button, Variant};
use crate::ui::features::picture::{named, save_file};
use crate::ui::store::{use_handles, use_lang};

/// What happened, to be read and taken away.
#[component]
pub fn MinutesPage(props: &HeldProps) -> Html {
    let handles = use_handles();
    let lang = use_lang();
    let blocks =
        use_memo((props.clone(), lang), |(props, lang)| minutes::blocks(&props.plan, &props.workshop, *lang));
    let name = props.workshop.title.clone();
    let save = |as_html: bool| {
        let (handles, blocks, name) = (handles.clone(), blocks.clone(), name.clone());
        Callback::from(move |()| {
            let (text, ending, mime) = match as_html {
                true => (minutes::html(&blocks, lang), "html", "text/html"),
                false => (minutes::markdown(&blocks), "md", "text/markdown"),
            };
            let file = named(&name, words::minutes_file(lang), ending);
            save_file(&handles, &file, mime, text.as_bytes(), lang);
        })
    };
    let copy = {
        let (handles, blocks) = (handles.clone(), blocks.clone());
        Callback::from(move |()| {
            let (handles, text) = (handles.clone(), minutes::markdown(&blocks));
            wasm_bindgen_futures::spawn_local(async move {
                match clipboard::write(&text).await {
                    true => handles.tell(words::minutes_copied(lang).to_owned()),
                    false => handles.warn(words::not_copied(lang).to_owned()),
                }
            });
        })
    };
    html! {
        <div class="minutes">
            <div class="minutes__ways">
                <Button label={words::save_html(lang)} variant={Variant::Primary} on_press={save(true)} />
                <Button label={words::save_markdown(lang)} on_press={save(false)} />
                <Button label={words::copy_minutes(lang)} on_press={copy} />
            </div>
            <article class="minutes__page">
                for (at, block) in blocks.iter().enumerate() {
                    { match block {
                        Block::Heading(1, title) => html! { <h3 key={at} class="minutes__title">{ title }</h3> },
                        Block::Heading(_, title) => html! { <h4 key={at} class="minutes__entry">{ title }</h4> },
                        Block::Text(text) => html! { <p key={at}>{ text }</p> },
                        Block::Points(points) => html! {
                            <ul key={at}>
                                for (at, point) in points.iter().enumerate() {
                                    <li key={at}>{ point }</li>
                                }
                            </ul>
                        },
                    } }
                }
            </article>
            <FollowUps workshop={props.workshop.clone()} />
        </div>
    }
}
