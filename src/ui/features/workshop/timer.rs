//! How much of a time box is left.

use gloo::timers::callback::Interval;
use yew::prelude::*;

use crate::domain::date;
use crate::domain::text::workshop_page as words;
use crate::platform::{clock, sound};
use crate::ui::store::use_lang;

/// Properties of [`Timer`].
#[derive(Properties, PartialEq)]
pub struct TimerProps {
    /// Since when it runs, ISO 8601 UTC.
    pub since: AttrValue,
    /// How long it runs, in minutes.
    pub minutes: f64,
    /// Whether a tone tells that the time is over.
    #[prop_or_default]
    pub sound: bool,
}

/// Minutes and seconds that are left, or that it took too long.
#[component]
pub fn Timer(props: &TimerProps) -> Html {
    let lang = use_lang();
    let now = use_state_eq(|| clock::now_unix_ms() as i64 / 1000);
    use_effect_with((), {
        let now = now.setter();
        move |()| {
            let ticks = Interval::new(1_000, move || now.set(clock::now_unix_ms() as i64 / 1000));
            move || drop(ticks)
        }
    });
    let since = date::unix_ms_from_iso(&props.since).map(|ms| ms.div_euclid(1000));
    let left = since.map(|since| since + (props.minutes * 60.0) as i64 - *now);
    let is_over = left.is_some_and(|left| left < 0);
    use_effect_with((is_over, props.since.clone()), {
        let (sound, left) = (props.sound, left);
        move |(is_over, _)| {
            // Only at the moment itself, not when a page opens long after it.
            if *is_over && sound && left.is_some_and(|left| left > -3) {
                sound::tone();
            }
        }
    });
    let Some(left) = left.filter(|_| props.minutes > 0.0) else { return Html::default() };
    let shown = format!("{}:{:02}", left.abs() / 60, left.abs() % 60);
    html! {
        <span class={classes!("timer", is_over.then_some("timer--over"))} role="timer">
            <span class="timer__time">{ shown }</span>
            <span class="timer__word">{ if is_over { words::over(lang) } else { words::left(lang) } }</span>
        </span>
    }
}
