//! Need × goal: what an item is worth where the weight between users and business hangs.
//!
//! ```text
//! score = λ · need value + (1 − λ) · goal value        in 0..=1
//! ```
//!
//! The two values and their sources are in `domain/tradeoff/value.rs`; λ is the plan's
//! need share. There are no inputs of its own: items are judged by what they contribute.

use super::{Basis, First, Framework, Shape};
use crate::domain::text::words;

/// Need × goal.
pub static TRADEOFF: Framework = Framework {
    id: "tradeoff",
    basis: Basis::Worth,
    sheet: "",
    name: word::name,
    formula: word::formula,
    about: word::about,
    inputs: &[],
    combine: |_| 0.0,
    shape: Shape::Other,
    tie_breaks: &[("effort", First::Lowest)],
    plain_headers: false,
    examples: &[],
};

mod word {
    use super::words;
    words! {
        name: "Need × goal", "需求×目标";
        formula: "Need share × need value + (1 − need share) × goal value", "需求侧权重 × 用户需求值 +（1 − 需求侧权重）× 业务目标值";
        about: "What items contribute to user needs and business goals, where the weight hangs now.", "按当前权重，衡量各项对用户需求与业务目标的贡献。";
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::Scored;
    use super::TRADEOFF;
    use crate::domain::plan::{Goal, Item, Need, Plan};

    #[test]
    fn an_item_scores_what_it_is_worth_at_the_plans_need_share() {
        let mut plan = Plan {
            needs: Rc::new(vec![Need { id: "n".into(), weight: 1.0, ..Need::default() }]),
            goals: Rc::new(vec![Goal { id: "g".into(), weight: 2.0, ..Goal::default() }]),
            ..Plan::default()
        };
        let mut item = Item::new("i1".into(), "SY-1", "A");
        assert_eq!(TRADEOFF.scorer(&plan).score(&item), Scored::Missing(vec![]), "nobody judged it");
        item.needs.insert("n".into(), 3);
        for (share, score) in [(0.0, 0.0), (0.25, 0.25), (1.0, 1.0)] {
            plan.settings.need_share = share;
            assert_eq!(TRADEOFF.scorer(&plan).score(&item), Scored::Score(score));
        }
    }
}
