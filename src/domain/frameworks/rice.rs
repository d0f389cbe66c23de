//! RICE: reach × impact × confidence / effort, "total impact per time worked".
//!
//! Source: S. McBride, "RICE: Simple prioritization for product managers", Intercom.

use super::{Basis, Bounds, Example, First, Framework, Input, Shape, Step, Unit};
use crate::domain::text::{fields, words};

/// RICE exactly as published.
pub static RICE: Framework = Framework {
    id: "rice",
    basis: Basis::Inputs,
    sheet: "rice",
    name: word::name,
    formula: word::formula,
    about: word::about,
    inputs: &[
        Input {
            key: "reach",
            label: fields::reach,
            help: word::reach_help,
            unit: Unit::PerPeriod,
            bounds: Bounds::NotNegative,
            scale: &[],
            decimals: 2,
        },
        Input {
            key: "impact",
            label: fields::impact,
            help: word::impact_help,
            unit: Unit::Plain,
            bounds: Bounds::NotNegative,
            scale: &[
                Step { value: 3.0, word: word::massive, aliases: &["huge", "very high", "极高", "巨大"] },
                Step { value: 2.0, word: fields::step_high, aliases: &["大"] },
                Step {
                    value: 1.0, word: fields::step_medium, aliases: &["med", "normal", "中等", "一般"]
                },
                Step { value: 0.5, word: fields::step_low, aliases: &["小"] },
                Step {
                    value: 0.25,
                    word: word::minimal,
                    aliases: &["min", "very low", "tiny", "极低", "微小"],
                },
            ],
            decimals: 2,
        },
        Input {
            key: "confidence",
            label: fields::confidence,
            help: word::confidence_help,
            unit: Unit::Share,
            bounds: Bounds::Between(0.0, 1.0),
            scale: &[
                Step { value: 1.0, word: fields::step_high, aliases: &[] },
                Step { value: 0.8, word: fields::step_medium, aliases: &["med", "中等"] },
                Step { value: 0.5, word: fields::step_low, aliases: &[] },
            ],
            decimals: 1,
        },
        Input {
            key: "effort",
            label: fields::effort,
            help: word::effort_help,
            unit: Unit::Effort,
            bounds: Bounds::Positive,
            scale: &[],
            decimals: 2,
        },
    ],
    combine: |values| match *values {
        // The smallest effort that can be typed keeps the quotient finite.
        [reach, impact, confidence, effort] => reach * impact * confidence / effort.max(1e-12),
        _ => 0.0,
    },
    shape: Shape::Product(&[1.0, 1.0, 1.0, -1.0]),
    tie_breaks: &[("effort", First::Lowest), ("confidence", First::Highest)],
    plain_headers: true,
    examples: &[
        Example { source: "Intercom, project 1", values: &[450.0, 3.0, 1.0, 2.0], score: 675.0 },
        Example { source: "Intercom, project 2", values: &[2000.0, 1.0, 0.8, 4.0], score: 400.0 },
        Example { source: "Intercom, project 3", values: &[800.0, 2.0, 0.5, 1.0], score: 800.0 },
        Example {
            source: "awesome-time-tracking, feature A",
            values: &[2000.0, 2.0, 0.8, 4.0],
            score: 800.0,
        },
    ],
};

mod word {
    use super::words;
    words! {
        name: "RICE", "RICE";
        formula: "Reach × Impact × Confidence ÷ Effort", "触达 × 影响 × 信心 ÷ 工作量";
        about: "Total impact for the time worked. Best when the ideas differ in how many people they touch.", "单位工作量带来的总影响，适合触达人数差别较大的需求。";
        massive: "Massive", "极大";
        minimal: "Minimal", "极小";
        reach_help: "How many people or events it touches in one period. Take it from real figures where you can: 500 sign-ups a month × 30% × 3 months = 450 a quarter.", "一个周期内触达的人数或次数。尽量取自真实数据：每月 500 次注册 × 30% × 3 个月 = 每季度 450。";
        impact_help: "How much it helps each person reached: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal.", "对每位触达用户的帮助：3 极大，2 高，1 中，0.5 低，0.25 极小。";
        confidence_help: "How sure you are of the other numbers: 100% high, 80% medium, 50% low. Anything below 50% is a moonshot.", "对其他数字有多大把握：100% 高，80% 中，50% 低；低于 50% 属于大胆设想。";
        effort_help: "Work of the whole team: product, design and engineering together. Must be more than 0; use 0.5 for well under one unit.", "全团队的工作量：产品、设计、研发合计。必须大于 0；远不足一个单位时填 0.5。";
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Problem, Scored};
    use super::RICE;
    use crate::domain::plan::{Estimate, Item, Plan};

    fn check(texts: [&str; 4], expected: Scored) {
        let mut item = Item::new("i1".into(), "SY-1", "A");
        for (input, text) in RICE.inputs.iter().zip(texts) {
            item.set_estimate("rice", input.key, input.parse(text));
        }
        assert_eq!(RICE.scorer(&Plan::default()).score(&item), expected, "{texts:?}");
    }

    #[test]
    fn edge_cases_of_the_definition() {
        check(["450", "massive", "100%", "2"], Scored::Score(675.0));
        check(["450", "极大", "80", "2"], Scored::Score(540.0));
        check(["450", "3", "0.8", "2"], Scored::Score(540.0));
        check(["0", "3", "80%", "2"], Scored::Score(0.0));
        check(["450", "3", "80%", "0"], Scored::Invalid("effort", Problem::NotPositive));
        check(["450", "3", "80%", "-1"], Scored::Invalid("effort", Problem::NotPositive));
        check(["-1", "3", "80%", "1"], Scored::Invalid("reach", Problem::Negative));
        check(["450", "3", "120%", "1"], Scored::Invalid("confidence", Problem::OutOfRange(0.0, 1.0)));
        check(["many", "3", "80%", "1"], Scored::Invalid("reach", Problem::Unreadable));
        check(["", "3", "", "1"], Scored::Missing(vec!["reach", "confidence"]));
        check(["450", "3", "40%", "2"], Scored::Score(270.0));
        check(["450", "3", "100%", "1 / 2 / 4"], Scored::Score(675.0));
        check(["450", "3", "100%", "4 / 2 / 1"], Scored::Invalid("effort", Problem::RangeOrder));
    }

    #[test]
    fn the_score_scales_with_the_period_and_inversely_with_the_effort_unit() {
        let score = |reach: f64, effort: f64| {
            let mut item = Item::new("i1".into(), "SY-1", "A");
            for (key, value) in [("reach", reach), ("impact", 2.0), ("confidence", 0.8), ("effort", effort)] {
                item.set_estimate("rice", key, Some(Estimate::Value(value)));
            }
            RICE.scorer(&Plan::default()).score(&item).value().unwrap()
        };
        assert_eq!(score(300.0, 2.0), 3.0 * score(100.0, 2.0));
        assert_eq!(score(100.0, 4.0), score(100.0, 2.0) / 2.0);
    }
}
