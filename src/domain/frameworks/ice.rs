//! ICE: impact, confidence and ease, each 1 to 10.
//!
//! Two forms are in print and can disagree, so both are offered by name:
//! the product, and the average of the three.

use super::{Basis, Bounds, Example, First, Framework, Input, Shape, Unit};
use crate::domain::text::{fields, words};

static INPUTS: [Input; 3] = [
    Input {
        key: "impact",
        label: fields::impact,
        help: word::impact_help,
        unit: Unit::Plain,
        bounds: Bounds::Between(0.0, 10.0),
        scale: &[],
        decimals: 1,
    },
    Input {
        key: "confidence",
        label: fields::confidence,
        help: word::confidence_help,
        unit: Unit::Plain,
        bounds: Bounds::Between(0.0, 10.0),
        scale: &[],
        decimals: 1,
    },
    Input {
        key: "ease",
        label: word::ease,
        help: word::ease_help,
        unit: Unit::Plain,
        bounds: Bounds::Between(0.0, 10.0),
        scale: &[],
        decimals: 1,
    },
];

/// ICE as a product.
pub static PRODUCT: Framework = Framework {
    id: "ice",
    basis: Basis::Inputs,
    sheet: "ice",
    name: word::product_name,
    formula: word::product_formula,
    about: word::about,
    inputs: &INPUTS,
    combine: |values| values.iter().product(),
    shape: Shape::Product(&[1.0, 1.0, 1.0]),
    tie_breaks: &[("ease", First::Highest), ("confidence", First::Highest)],
    plain_headers: false,
    examples: &[
        // Both are published with the confidence as a share, which is the same formula.
        Example {
            source: "ekenor, crackgrowth, nomadia: 10 × 100% × 8",
            values: &[10.0, 1.0, 8.0],
            score: 80.0,
        },
        Example {
            source: "ekenor, crackgrowth, nomadia: 4 × 50% × 5",
            values: &[4.0, 0.5, 5.0],
            score: 10.0,
        },
        Example { source: "computed, not published: (10,10,1)", values: &[10.0, 10.0, 1.0], score: 100.0 },
        Example { source: "computed, not published: (6,6,6)", values: &[6.0, 6.0, 6.0], score: 216.0 },
    ],
};

/// ICE as an average.
pub static AVERAGE: Framework = Framework {
    id: "ice-average",
    basis: Basis::Inputs,
    sheet: "ice",
    name: word::average_name,
    formula: word::average_formula,
    about: word::about,
    inputs: &INPUTS,
    combine: |values| values.iter().sum::<f64>() / values.len().max(1) as f64,
    shape: Shape::Sum(&[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0]),
    tie_breaks: &[("ease", First::Highest), ("confidence", First::Highest)],
    plain_headers: false,
    examples: &[
        Example { source: "essaiapp, (8,7,6)", values: &[8.0, 7.0, 6.0], score: 7.0 },
        Example { source: "computed, not published: (10,10,1)", values: &[10.0, 10.0, 1.0], score: 7.0 },
        Example { source: "computed, not published: (6,6,6)", values: &[6.0, 6.0, 6.0], score: 6.0 },
    ],
};

mod word {
    use super::words;
    words! {
        product_name: "ICE (product)", "ICE（乘积）";
        average_name: "ICE (average)", "ICE（平均）";
        product_formula: "Impact × Confidence × Ease", "影响 × 信心 × 容易度";
        average_formula: "(Impact + Confidence + Ease) ÷ 3", "（影响 + 信心 + 容易度）÷ 3";
        about: "A quick pass over many ideas, each judged from 1 to 10. The two forms can disagree.", "快速筛选大量想法，每项 1 到 10 分。两种算法的结果可能不同。";
        ease: "Ease", "容易度";
        impact_help: "How much it would move what you want to move, 1 to 10.", "对目标的推动程度，1 到 10。";
        confidence_help: "How sure you are that it works, 1 to 10.", "对其有效的把握，1 到 10。";
        ease_help: "How easy it is to do: 10 is a matter of hours.", "实现的容易程度：10 表示几小时即可完成。";
    }
}
