//! The plan as one HTML page for readers, in both languages, with the plan itself inside.

use super::{Context, Format, Group};
use crate::domain::format;
use crate::domain::plan::Plan;
use crate::domain::report::{Asked, Kind, Report, html};
use crate::domain::text::{Lang, slides as words};

/// Items of the order that get a reason.
pub(super) const TOP: usize = 10;

/// The plan as one HTML page.
pub static PAGE: Format = Format {
    id: "html",
    name: words::html,
    about: words::html_about,
    group: Group::Document,
    extension: html::EXTENSION,
    mime: html::MIME,
    write: |plan, lang, context| {
        let reports = [lang, lang.other()].map(|lang| report(plan, lang, context));
        Some(html::write(&reports, &format::write(plan)).into_bytes())
    },
};

/// Everything that a report can say, in a language.
pub(super) fn report(plan: &Plan, lang: Lang, context: &Context) -> Report {
    Report::of(
        plan,
        &Asked {
            lang,
            framework: context.framework,
            today: context.today,
            top: TOP,
            kinds: Kind::ALL.to_vec(),
        },
    )
}
