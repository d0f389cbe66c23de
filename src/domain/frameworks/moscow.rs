//! MoSCoW: must have, should have, could have, won't have this time.
//!
//! Source: DSDM handbook, chapter 10. Of the effort of a time box at most 60 % should be
//! musts, and about 20 % coulds that can be dropped; the shares are of effort, not of the
//! number of items.

use super::{Basis, Bounds, Example, First, Framework, Input, Shape, Step, Unit};
use crate::domain::plan::Item;
use crate::domain::text::words;

/// MoSCoW.
pub static MOSCOW: Framework = Framework {
    id: "moscow",
    basis: Basis::Inputs,
    sheet: "moscow",
    name: word::name,
    formula: word::formula,
    about: word::about,
    inputs: &[Input {
        key: "class",
        label: word::class,
        help: word::class_help,
        unit: Unit::Class,
        bounds: Bounds::Between(1.0, 4.0),
        scale: &[
            Step {
                value: 4.0,
                word: word::must,
                aliases: &["m", "must have", "must-have", "musthave", "必须", "必须做", "必做"],
            },
            Step {
                value: 3.0,
                word: word::should,
                aliases: &["s", "should have", "should-have", "应该", "应该有", "应做", "应当有"],
            },
            Step {
                value: 2.0,
                word: word::could,
                aliases: &["c", "could have", "could-have", "可以", "可以有", "可做"],
            },
            Step {
                value: 1.0,
                word: word::wont,
                aliases: &[
                    "w",
                    "wont",
                    "won't",
                    "won’t",
                    "won't this time",
                    "won't have",
                    "won’t have",
                    "won't have this time",
                    "will not",
                    "不做",
                    "本次不做",
                    "暂不做",
                    "这次不会有",
                ],
            },
        ],
        decimals: 1,
    }],
    combine: |values| values.first().copied().unwrap_or_default(),
    shape: Shape::Sum(&[1.0]),
    tie_breaks: &[("effort", First::Lowest)],
    plain_headers: false,
    examples: &[
        Example { source: "DSDM handbook, must have", values: &[4.0], score: 4.0 },
        Example { source: "DSDM handbook, won't have this time", values: &[1.0], score: 1.0 },
    ],
};

/// A class of MoSCoW.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Without it the delivery makes no sense.
    Must,
    /// Painful to leave out.
    Should,
    /// The first to drop.
    Could,
    /// Agreed to be left out.
    Wont,
}

/// The class of an item; `None` for one that is in none.
pub fn class(item: &Item) -> Option<Class> {
    let value = item.estimate(MOSCOW.sheet, "class")?.likely()?;
    let classes = [(4.0, Class::Must), (3.0, Class::Should), (2.0, Class::Could), (1.0, Class::Wont)];
    classes.into_iter().find(|(step, _)| *step == value).map(|(_, class)| class)
}

mod word {
    use super::words;
    words! {
        name: "MoSCoW", "MoSCoW";
        formula: "Must, then Should, Could, Won’t this time; in each class the smaller effort first", "必须有、应该有、可以有、这次没有依次排列；同级中工作量小者在前";
        about: "Four classes for one delivery. Musts should not take more than 60% of the effort.", "为一次交付划分四个等级；“必须有”不宜超过总工作量的 60%。";
        class: "MoSCoW class", "MoSCoW 等级";
        class_help: "Must: without it the delivery makes no sense. Should: painful to leave out. Could: the first to drop. Won’t this time: agreed to be left out.", "必须有：缺少它交付就没有意义。应该有：舍弃会有明显代价。可以有：最先舍弃。这次没有：已商定本次不做。";
        must: "Must", "必须有";
        should: "Should", "应该有";
        could: "Could", "可以有";
        wont: "Won’t this time", "这次没有";
    }
}
