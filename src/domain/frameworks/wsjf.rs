//! WSJF: weighted shortest job first, as SAFe publishes it.
//!
//! Cost of delay is the sum of three relative values; job size stands for
//! duration. The scale is the modified Fibonacci 1, 2, 3, 5, 8, 13, 20.

use super::{Basis, Bounds, Example, First, Framework, Input, Shape, Unit};
use crate::domain::text::words;

const fn relative(key: &'static str, label: super::Word, help: super::Word, bounds: Bounds) -> Input {
    Input { key, label, help, unit: Unit::Plain, bounds, scale: &[], decimals: 1 }
}

/// WSJF.
pub static WSJF: Framework = Framework {
    id: "wsjf",
    basis: Basis::Inputs,
    sheet: "wsjf",
    name: word::name,
    formula: word::formula,
    about: word::about,
    inputs: &[
        relative("business_value", word::business_value, word::business_value_help, Bounds::NotNegative),
        relative(
            "time_criticality",
            word::time_criticality,
            word::time_criticality_help,
            Bounds::NotNegative,
        ),
        relative(
            "risk_opportunity",
            word::risk_opportunity,
            word::risk_opportunity_help,
            Bounds::NotNegative,
        ),
        relative("job_size", word::job_size, word::job_size_help, Bounds::Positive),
    ],
    combine: |values| match *values {
        [value, urgency, risk, size] => (value + urgency + risk) / size.max(1e-12),
        _ => 0.0,
    },
    shape: Shape::SumOverLast,
    tie_breaks: &[("job_size", First::Lowest)],
    plain_headers: false,
    examples: &[
        Example { source: "beginpm, task A", values: &[100.0, 50.0, 20.0, 10.0], score: 17.0 },
        Example { source: "beginpm, task B", values: &[80.0, 30.0, 10.0, 5.0], score: 24.0 },
        Example { source: "(8+5+3)/5", values: &[8.0, 5.0, 3.0, 5.0], score: 3.2 },
        Example { source: "(8+9+7)/2", values: &[8.0, 9.0, 7.0, 2.0], score: 12.0 },
        Example { source: "(8+6+5)/3", values: &[8.0, 6.0, 5.0, 3.0], score: 6.33 },
        Example { source: "(8+6+4)/1", values: &[8.0, 6.0, 4.0, 1.0], score: 18.0 },
    ],
};

mod word {
    use super::words;
    words! {
        name: "WSJF", "WSJF";
        formula: "(Business value + Time criticality + Risk / opportunity) ÷ Job size", "（业务价值 + 时间紧迫性 + 风险／机会）÷ 工作规模";
        about: "Weighted shortest job first: what delay costs, for each unit of work.", "加权最短作业优先：每单位工作量的延迟成本。";
        business_value: "Business value", "业务价值";
        time_criticality: "Time criticality", "时间紧迫性";
        risk_opportunity: "Risk / opportunity", "风险／机会";
        job_size: "Job size", "工作规模";
        business_value_help: "Value to users and business, relative to the other items: 1, 2, 3, 5, 8, 13, 20. The smallest in the column is 1.", "相对于其他需求，对用户与业务的价值：1、2、3、5、8、13、20，本列最小者为 1。";
        time_criticality_help: "How fast the value decays with waiting, on the same relative scale.", "等待使价值衰减的速度，使用同样的相对尺度。";
        risk_opportunity_help: "Risk it takes away or opportunity it opens, on the same relative scale.", "降低的风险或打开的机会，使用同样的相对尺度。";
        job_size_help: "Relative size of the work, standing for its duration. Larger means later.", "工作的相对规模，代表所需时间；越大越靠后。";
    }
}
