//! A report for a room: large type, one section at a time.

use std::rc::Rc;

use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::blocks::{Way, heading, section};
use crate::domain::report::Report;
use crate::domain::text::reader as words;
use crate::platform::element;
use crate::ui::components::{Dialog, IconButton, IconName};

/// Properties of [`Presenter`].
#[derive(Properties, Clone)]
pub struct PresenterProps {
    /// What is presented.
    pub report: Rc<Report>,
    /// Called when it is left.
    pub on_leave: Callback<()>,
    /// The step that it starts with; 0 is the title.
    #[prop_or_default]
    pub start: usize,
}

impl PartialEq for PresenterProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.report, &other.report)
            && self.on_leave == other.on_leave
            && self.start == other.start
    }
}

/// Where a key leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    On,
    Back,
    First,
    Last,
}

impl Step {
    /// What a key means; `rest` says whether there is more to see below, and above, and
    /// `is_taken` whether what has the focus goes by arrows itself.
    fn of(key: &str, rest: (bool, bool), is_taken: bool) -> Option<Step> {
        match key {
            // Remote controls send these; what does not fit on the screen comes first.
            "PageDown" if !rest.0 => Some(Step::On),
            "PageUp" if !rest.1 => Some(Step::Back),
            _ if is_taken => None,
            "ArrowRight" => Some(Step::On),
            "ArrowLeft" => Some(Step::Back),
            "Home" => Some(Step::First),
            "End" => Some(Step::Last),
            _ => None,
        }
    }

    fn from(self, at: usize, last: usize) -> usize {
        match self {
            Step::On => (at + 1).min(last),
            Step::Back => at.saturating_sub(1),
            Step::First => 0,
            Step::Last => last,
        }
    }
}

/// The report over everything else: the title first, then a section for each step.
#[component]
pub fn Presenter(props: &PresenterProps) -> Html {
    let stage = use_node_ref();
    let report = &props.report;
    let lang = report.lang;
    let last = report.sections.len();
    let at = use_state_eq(|| props.start);
    let now = (*at).min(last);
    use_effect_with(now, {
        let stage = stage.clone();
        move |_| {
            if let Some(element) = stage.cast::<Element>() {
                element.set_scroll_top(0);
            }
            // Read out, and from here Page Down scrolls.
            element::focus(&stage);
        }
    });
    let go = |step: Step| {
        let at = at.clone();
        Callback::from(move |()| at.set(step.from(now, last)))
    };
    let onkeydown = {
        let (at, stage) = (at.clone(), stage.clone());
        Callback::from(move |event: KeyboardEvent| {
            // With these the arrows are the browser's: back in its history, for one.
            if event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            let rest = stage.cast::<Element>().map_or((false, false), |element| rest(&element));
            let is_taken = event.target_dyn_into::<Element>().is_some_and(|element| goes_by_arrows(&element));
            if let Some(step) = Step::of(&event.key(), rest, is_taken) {
                event.prevent_default();
                at.set(step.from(now, last));
            }
        })
    };
    let way = Way {
        lang,
        title: report.title.clone().into(),
        level: 2,
        prefix: "stage",
        tiles: Rc::default(),
        is_stage: true,
    };
    let shown = now.checked_sub(1).and_then(|place| report.sections.get(place));
    html! {
        <Dialog title={words::presenting(lang)} close_label={words::leave(lang)} on_close={props.on_leave.clone()} class="dialog--presenter" bare=true>
            <div class="presenter" lang={lang.tag()} {onkeydown}>
                <div class="presenter__stage" ref={stage} role="group" tabindex="0" aria-label={report.title.clone()}>
                    if let Some(shown) = shown {
                        { section(shown, &way) }
                    } else {
                        <div class="presenter__title">
                            { heading(2, "reader__title", None, &report.title) }
                            if let Some(other) = &report.other_title {
                                <p class="reader__other" lang={lang.other().tag()}>{ other }</p>
                            }
                            if !report.day.is_empty() {
                                <p class="reader__day">{ words::as_of(lang, &report.day) }</p>
                            }
                            <p class="presenter__keys">{ words::present_keys(lang) }</p>
                        </div>
                    }
                </div>
                <div class="presenter__foot">
                    <span class="presenter__name">{ &report.title }</span>
                    <IconButton label={words::back(lang)} icon={IconName::Left} on_press={go(Step::Back)} disabled={now == 0} />
                    <span class="presenter__place" role="status">{ words::section_of(lang, now + 1, last + 1) }</span>
                    <IconButton label={words::next(lang)} icon={IconName::Right} on_press={go(Step::On)} disabled={now == last} />
                    <IconButton label={words::leave(lang)} icon={IconName::Close} on_press={props.on_leave.clone()} />
                </div>
            </div>
        </Dialog>
    }
}

/// Whether there is more of an element below, and above.
fn rest(element: &Element) -> (bool, bool) {
    // Fractions of a pixel are nothing to scroll to.
    let below = element.scroll_height() - element.client_height() - element.scroll_top();
    (below > 4, element.scroll_top() > 4)
}

/// Whether arrow keys move something in an element: a field, or what is wider than its place.
fn goes_by_arrows(element: &Element) -> bool {
    let within = |selector: &str| element.closest(selector).ok().flatten();
    let is_wide = |found: Element| found.scroll_width() > found.client_width() + 4;
    within(FIELDS).is_some() || within(SCROLLED).is_some_and(is_wide)
}

/// Elements that arrow keys mean something to.
const FIELDS: &str = "input, select, textarea, [role='slider'], [role='menu']";

/// Parts of a section that scroll by themselves.
const SCROLLED: &str = ".reader-table, .reader-picture__box";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_on_and_stop_at_the_ends() {
        for (key, rest, at, expected) in [
            ("ArrowRight", (true, true), 0, Some(1)),
            ("ArrowRight", (false, false), 3, Some(3)),
            ("ArrowLeft", (false, false), 0, Some(0)),
            ("PageDown", (false, true), 1, Some(2)),
            ("PageUp", (true, false), 1, Some(0)),
            ("Home", (false, false), 2, Some(0)),
            ("End", (false, false), 0, Some(3)),
            ("x", (false, false), 0, None),
        ] {
            assert_eq!(Step::of(key, rest, false).map(|step| step.from(at, 3)), expected, "{key}");
        }
    }

    #[test]
    fn a_page_key_scrolls_a_long_section_before_it_leaves_it() {
        assert_eq!(Step::of("PageDown", (true, false), false), None);
        assert_eq!(Step::of("PageUp", (false, true), false), None);
    }

    #[test]
    fn arrows_are_left_to_a_table_that_scrolls_by_them() {
        for key in ["ArrowLeft", "ArrowRight", "Home", "End"] {
            assert_eq!(Step::of(key, (false, false), true), None, "{key}");
        }
        assert_eq!(Step::of("PageDown", (false, false), true), Some(Step::On));
    }
}
