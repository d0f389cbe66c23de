//! Weighted scoring by criteria of one's own.
//!
//! ```text
//! score = 100 · Σ w v / Σ w        v = (x − low) / (high − low), or 1 − v where less is better
//! ```
//!
//! Each v is in 0..=1 by the fixed ends of its criterion's scale, so the score is in
//! 0..=100. The ends are never those of the items at hand, because then adding an item
//! would change the order of others (rank reversal; Belton and Gear 1983, Omega 11(3)).

use super::{Basis, Bounds, First, Framework, Input, Shape, Unit};
use crate::domain::number::LARGEST;
use crate::domain::text::words;

const fn slot(key: &'static str, label: super::Word) -> Input {
    Input {
        key,
        label,
        help: word::help,
        unit: Unit::Plain,
        // The ends are the criterion's.
        bounds: Bounds::Between(-LARGEST, LARGEST),
        scale: &[],
        decimals: 2,
    }
}

/// The weighted score.
pub static WEIGHTED: Framework = Framework {
    id: "weighted",
    basis: Basis::Criteria,
    sheet: "weighted",
    name: word::name,
    formula: word::formula,
    about: word::about,
    inputs: &[
        slot("c1", word::c1),
        slot("c2", word::c2),
        slot("c3", word::c3),
        slot("c4", word::c4),
        slot("c5", word::c5),
        slot("c6", word::c6),
        slot("c7", word::c7),
        slot("c8", word::c8),
    ],
    // Without weights all count the same; the plan's own come by way of the scorer.
    combine: |values| values.iter().sum::<f64>() / values.len().max(1) as f64,
    shape: Shape::Other,
    tie_breaks: &[("effort", First::Lowest)],
    plain_headers: false,
    examples: &[],
};

mod word {
    use super::words;
    words! {
        name: "Weighted", "加权评分";
        formula: "100 × Σ(weight × value) ÷ Σ weight, each value 0 to 1 on its own scale", "100 × Σ（权重 × 归一值）÷ Σ 权重，各项按自身量程折算为 0 到 1";
        about: "Criteria of your own, each with a weight, a direction and a fixed scale.", "自定义评分标准，各有权重、方向和固定量程。";
        help: "A criterion of the plan; its scale stands in the plan’s settings.", "计划自定义的评分标准，量程见计划设置。";
        c1: "Criterion 1", "标准 1";
        c2: "Criterion 2", "标准 2";
        c3: "Criterion 3", "标准 3";
        c4: "Criterion 4", "标准 4";
        c5: "Criterion 5", "标准 5";
        c6: "Criterion 6", "标准 6";
        c7: "Criterion 7", "标准 7";
        c8: "Criterion 8", "标准 8";
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::{Problem, Scored};
    use super::WEIGHTED;
    use crate::domain::plan::{Criterion, Direction, Estimate, Item, Plan};

    fn plan(criteria: &[(&'static str, f64, Direction, f64, f64)]) -> Plan {
        let criterion = |&(id, weight, direction, low, high): &(_, _, _, _, _)| Criterion {
            weight,
            direction,
            low,
            high,
            ..Criterion::new(id, id)
        };
        let mut plan = Plan::default();
        plan.settings.criteria = Rc::new(criteria.iter().map(criterion).collect());
        plan
    }

    fn item(values: &[(&'static str, f64)]) -> Item {
        let mut item = Item::new("i1".into(), "SY-1", "A");
        for (key, value) in values {
            item.set_estimate("weighted", key, Some(Estimate::Value(*value)));
        }
        item
    }

    #[test]
    fn the_score_is_the_weighted_mean_on_fixed_scales() {
        use Direction::{Less, More};
        use Scored::{Invalid, Missing, Score};
        for (criteria, values, expected) in [
            (&[][..], &[("c1", 5.0)][..], Missing(vec![])),
            (&[("c1", 0.0, More, 0.0, 10.0)], &[("c1", 5.0)], Missing(vec![])),
            (&[("c1", 2.0, More, 0.0, 10.0)], &[("c1", 5.0)], Score(50.0)),
            (&[("c1", 2.0, Less, 0.0, 10.0)], &[("c1", 2.5)], Score(75.0)),
            (&[("c1", 2.0, More, 1.0, 5.0)], &[("c1", 1.0)], Score(0.0)),
            (&[("c1", 2.0, More, -5.0, 5.0)], &[("c1", -2.5)], Score(25.0)),
            (
                &[("c1", 3.0, More, 0.0, 10.0), ("c2", 1.0, Less, 0.0, 100.0)],
                &[("c1", 10.0), ("c2", 100.0)],
                Score(75.0),
            ),
            (
                &[("c2", 1.0, More, 0.0, 1.0), ("c1", 1.0, More, 0.0, 10.0), ("c5", 0.0, More, 0.0, 1.0)],
                &[("c1", 5.0), ("c2", 1.0), ("c4", 9.0)],
                Score(75.0),
            ),
            (
                &[("c1", 1.0, More, 0.0, 10.0), ("c2", 1.0, More, 0.0, 10.0)],
                &[("c2", 5.0)],
                Missing(vec!["c1"]),
            ),
            (&[("c1", 1.0, More, 0.0, 10.0)], &[("c1", 11.0)], Invalid("c1", Problem::OutOfRange(0.0, 10.0))),
        ] {
            let scored = WEIGHTED.scorer(&plan(criteria)).score(&item(values));
            assert_eq!(scored, expected, "{criteria:?} {values:?}");
        }
    }

    #[test]
    fn huge_weights_stay_finite() {
        let criteria = ["c1", "c2"].map(|id| (id, 1e300, Direction::More, 0.0, 10.0));
        let mut plan = plan(&criteria);
        let score = |plan: &Plan| WEIGHTED.scorer(plan).score(&item(&[("c1", 10.0), ("c2", 0.0)]));
        // Such weights are refused by the editor and by the reader.
        assert_eq!(score(&plan), Scored::Missing(vec![]));
        for criterion in Rc::make_mut(&mut plan.settings.criteria) {
            criterion.weight = 1e12;
        }
        assert_eq!(score(&plan), Scored::Score(50.0));
    }

    #[test]
    fn only_the_criteria_of_the_plan_are_asked_for() {
        let plan = plan(&[("c3", 1.0, Direction::More, 0.0, 10.0), ("c1", 0.0, Direction::More, 0.0, 10.0)]);
        assert_eq!(WEIGHTED.places(&plan.settings.criteria), [2, 0]);
        let counting: Vec<&str> = WEIGHTED.scorer(&plan).inputs().map(|input| input.key).collect();
        assert_eq!(counting, ["c3"], "what weighs nothing is not needed for a score");
        assert!(WEIGHTED.needs_criteria(&[]));
    }
}
