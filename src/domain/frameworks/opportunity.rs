//! The opportunity score: importance, and as much again as satisfaction falls behind it.
//!
//! Source: A. Ulwick, "Turn customer input into innovation", Harvard Business Review 2002.
//! Importance and satisfaction are 10 × the share of people who answer 4 or 5 on a scale
//! from 1 to 5, so 0 to 10 each and 0 to 20 in total. Means instead of these shares are a
//! common mistake.

use super::{Basis, Bounds, Example, First, Framework, Input, Shape, Unit};
use crate::domain::text::words;

const fn ten(key: &'static str, label: super::Word, help: super::Word) -> Input {
    Input { key, label, help, unit: Unit::Plain, bounds: Bounds::Between(0.0, 10.0), scale: &[], decimals: 1 }
}

/// The opportunity score.
pub static OPPORTUNITY: Framework = Framework {
    id: "opportunity",
    basis: Basis::Inputs,
    sheet: "opportunity",
    name: word::name,
    formula: word::formula,
    about: word::about,
    inputs: &[
        ten("importance", word::importance, word::importance_help),
        ten("satisfaction", word::satisfaction, word::satisfaction_help),
    ],
    combine: |values| match *values {
        [importance, satisfaction] => importance + (importance - satisfaction).max(0.0),
        _ => 0.0,
    },
    shape: Shape::Other,
    tie_breaks: &[("importance", First::Highest), ("effort", First::Lowest)],
    plain_headers: false,
    examples: &[
        Example { source: "decikit, underserved", values: &[9.0, 3.0], score: 15.0 },
        Example { source: "decikit, served", values: &[9.0, 9.0], score: 9.0 },
        Example { source: "satisfied beyond importance", values: &[4.0, 9.0], score: 4.0 },
    ],
};

mod word {
    use super::words;
    words! {
        name: "Opportunity score", "机会得分";
        formula: "Importance + max(Importance − Satisfaction, 0)", "重要度 + max（重要度 − 满意度，0）";
        about: "Finds what matters to people and is badly served today. Takes survey shares, 0 to 10.", "找出对用户重要却未被满足的需求，取自问卷比例，0 到 10 分。";
        importance: "Importance", "重要度";
        satisfaction: "Satisfaction", "满意度";
        importance_help: "10 × the share of people who say that it is important (4 or 5 of 5), within one segment. Not the mean.", "10 × 认为重要的人数比例（5 分制中选 4 或 5），限同一用户群；不是平均分。";
        satisfaction_help: "10 × the share of people who are satisfied today (4 or 5 of 5), within the same segment.", "10 × 目前感到满意的人数比例（5 分制中选 4 或 5），限同一用户群。";
    }
}
