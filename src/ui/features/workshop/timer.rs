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
    let left = left(&props.since, props.minutes, *now);
    let before = use_mut_ref(|| None);
    use_effect_with(left, {
        let sound = props.sound;
        move |left| {
            if is_end(before.replace(*left), *left) && sound {
                sound::tone();
            }
        }
    });
    let Some(left) = left else { return Html::default() };
    let (is_over, shown) = (left < 0, spelled(left));
    html! {
        <span class={classes!("timer", is_over.then_some("timer--over"))} role="timer">
            <span class="timer__time">{ shown }</span>
            <span class="timer__word">{ if is_over { words::over(lang) } else { words::left(lang) } }</span>
        </span>
    }
}

/// Whole seconds that are left of a time box, below 0 once it takes too long; `now` are seconds of
/// the Unix epoch. Nothing where there is no box or nobody knows since when.
fn left(since: &str, minutes: f64, now: i64) -> Option<i64> {
    let began = date::unix_ms_from_iso(since)?.div_euclid(1000);
    (minutes > 0.0).then(|| began + (minutes * 60.0) as i64 - now)
}

/// Whether the end was just passed. Not where a page opens behind it, which has seen nothing before;
/// but where it was passed unseen, as a window in the background ticks seldom.
fn is_end(before: Option<i64>, left: Option<i64>) -> bool {
    before.is_some_and(|before| before >= 0) && left.is_some_and(|left| left < 0)
}

/// Minutes and seconds, such as `4:05`.
fn spelled(left: i64) -> String {
    format!("{}:{:02}", left.abs() / 60, left.abs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-22T09:00:00Z.
    const BEGAN: i64 = 1_795_338_000;

    #[test]
    fn a_time_box_counts_down_and_then_up() {
        for (minutes, after, expected) in [
            (5.0, 0, Some((300, "5:00"))),
            (5.0, 61, Some((239, "3:59"))),
            (0.5, 25, Some((5, "0:05"))),
            (5.0, 300, Some((0, "0:00"))),
            (5.0, 301, Some((-1, "0:01"))),
            (1.0, 725, Some((-665, "11:05"))),
            (0.0, 10, None),
        ] {
            let left = left("2026-11-22T09:00:00Z", minutes, BEGAN + after);
            let expected = expected.map(|(left, shown)| (left, shown.to_owned()));
            assert_eq!(left.map(|left| (left, spelled(left))), expected, "{minutes} min, {after} s");
        }
        assert_eq!(left("", 5.0, BEGAN), None);
    }

    #[test]
    fn the_end_is_told_once_and_only_to_whoever_was_there_before() {
        for (before, now, expected) in [
            (Some(1), Some(0), false),
            (Some(0), Some(-1), true),
            // A window in the background that was not woken for a minute.
            (Some(20), Some(-40), true),
            (Some(-1), Some(-2), false),
            // A page that is opened behind the end, and an entry without a time box.
            (None, Some(-1), false),
            (Some(5), None, false),
            // The entry is begun anew.
            (Some(-9), Some(300), false),
        ] {
            assert_eq!(is_end(before, now), expected, "{before:?} {now:?}");
        }
    }
}
