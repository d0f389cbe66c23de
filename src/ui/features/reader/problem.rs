//! A link that does not open: why, and the ways out.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::domain::share::{LinkProblem, MARK, link};
use crate::domain::text::{Lang, reader as words};
use crate::platform::route;
use crate::ui::components::{Button, TextField, Variant};
use crate::ui::store::use_lang;

/// A sentence that is said again comes back after so long, in milliseconds.
const AGAIN_MS: u32 = 60;

/// Why a pasted text is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refused {
    NoLink,
    Broken(LinkProblem),
}

impl Refused {
    fn sentence(self, lang: Lang) -> String {
        match self {
            Refused::NoLink => words::no_link(lang).to_owned(),
            Refused::Broken(problem) => problem.sentence(lang),
        }
    }
}

/// The address of the plan in a pasted text, of which nothing but the link goes into it.
fn whole(pasted: &str) -> Result<String, Refused> {
    let (_, rest) = pasted.split_once(MARK).ok_or(Refused::NoLink)?;
    link::read(pasted).map_err(Refused::Broken)?;
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    Ok(format!("{MARK}{}", rest.get(..end).unwrap_or_default()))
}

/// Properties of [`Problem`].
#[derive(Properties, PartialEq)]
pub(super) struct ProblemProps {
    /// Why it does not open.
    pub problem: LinkProblem,
}

/// What is wrong with a link, a field for the whole one, and the app without it.
#[component]
pub(super) fn Problem(props: &ProblemProps) -> Html {
    let lang = use_lang();
    let pasted = use_state(String::new);
    let refused = use_state_eq(|| None::<Refused>);
    let later = use_mut_ref(|| None::<Timeout>);
    let on_typed = use_callback((), {
        let (pasted, refused, later) = (pasted.setter(), refused.setter(), later.clone());
        move |(text, _): (String, u64), ()| {
            later.replace(None);
            refused.set(None);
            pasted.set(text);
        }
    });
    let on_open = {
        let (pasted, refused, later) = (pasted.clone(), refused.setter(), later.clone());
        Callback::from(move |()| match whole(&pasted) {
            // The page listens to its address.
            Ok(hash) => route::set_hash(&hash),
            Err(why) => {
                // What is said a second time has to be new on the page to be read out.
                refused.set(None);
                let refused = refused.clone();
                later.replace(Some(Timeout::new(AGAIN_MS, move || refused.set(Some(why)))));
            }
        })
    };
    let problem = refused.map(|why| AttrValue::from(why.sentence(lang)));
    html! {
        <div class="reading__page">
            <h1 class="reading__title">{ words::cannot_open(lang) }</h1>
            <p role="alert">{ props.problem.sentence(lang) }</p>
            <TextField label={words::paste_link(lang)} hint={words::paste_link_hint(lang)} multiline=true at_once=true
                value={(*pasted).clone()} {on_typed} {problem} />
            <div class="reading__acts">
                <Button label={words::open_link(lang)} variant={Variant::Primary} on_press={on_open} />
                <a class="button" href="#/items">{ words::open_app(lang) }</a>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::Plan;

    #[test]
    fn a_pasted_link_is_opened_when_it_is_whole_and_refused_with_its_reason_otherwise() {
        let good = link::write(&Plan::new("p".into(), "Plan", "2026-11-22T09:00:00Z")).unwrap();
        let cut: String = good.chars().take(good.len() - 3).collect();
        for (pasted, expected) in [
            (good.clone(), Ok(good.clone())),
            (format!("Here: https://example.org/{good}\nsee you"), Ok(good.clone())),
            (cut.clone(), Err(Refused::Broken(LinkProblem::Cut))),
            (format!("https://example.org/{cut} "), Err(Refused::Broken(LinkProblem::Cut))),
            ("https://example.org/".to_owned(), Err(Refused::NoLink)),
            (String::new(), Err(Refused::NoLink)),
        ] {
            assert_eq!(whole(&pasted), expected, "{pasted}");
        }
    }
}
