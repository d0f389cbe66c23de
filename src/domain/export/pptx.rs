//! The plan as slides.

use super::html::report;
use super::{Format, Group};
use crate::domain::report::slides;
use crate::domain::text::slides as words;

/// The plan as slides, in one language.
pub static SLIDES: Format = Format {
    id: "pptx",
    name: words::pptx,
    about: words::pptx_about,
    group: Group::Document,
    extension: slides::EXTENSION,
    mime: slides::MIME,
    write: |plan, lang, context| slides::write(&report(plan, lang, context)),
};
