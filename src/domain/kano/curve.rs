//! Satisfaction curves (Atlason and Giacalone 2018).
//!
//! Only the two ends are data: Worse where the feature is missing, Better where it is
//! there in full. The shape between them is what the category's name assumes.

use super::coefficients::Coefficients;
use crate::domain::plan::KanoCategory;

/// The satisfaction at a degree of fulfilment, 0 to 1.
///
/// O and I are straight, A rises late (as e^x), M rises early (as -e^-x). R and Q have no
/// curve: their answers are not in the coefficients.
pub fn satisfaction(category: KanoCategory, coefficients: &Coefficients, fulfilment: f64) -> Option<f64> {
    let part = match category {
        KanoCategory::OneDimensional | KanoCategory::Indifferent => fulfilment,
        KanoCategory::Attractive => libm::expm1(fulfilment) / libm::expm1(1.0),
        KanoCategory::MustBe => libm::expm1(-fulfilment) / libm::expm1(-1.0),
        KanoCategory::Reverse | KanoCategory::Questionable => return None,
    };
    Some(coefficients.worse + (coefficients.better - coefficients.worse) * part)
}

/// The curve in equal steps, as fulfilment and satisfaction; `None` for R and Q.
pub fn curve(category: KanoCategory, coefficients: &Coefficients, steps: u32) -> Option<Vec<(f64, f64)>> {
    let steps = steps.max(1);
    (0..=steps)
        .map(|step| {
            let fulfilment = f64::from(step) / f64::from(steps);
            Some((fulfilment, satisfaction(category, coefficients, fulfilment)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tally::Counts;
    use super::*;

    #[test]
    fn every_curve_leads_from_worse_to_better() {
        let coefficients = Coefficients::of(&Counts([32, 90, 88, 114, 15, 19])).unwrap();
        for &category in KanoCategory::ALL {
            let Some(points) = curve(category, &coefficients, 20) else {
                assert!(category >= KanoCategory::Reverse);
                continue;
            };
            let (first, last) = (points[0], points[20]);
            assert_eq!((first.0, last.0), (0.0, 1.0));
            assert!((first.1 - coefficients.worse).abs() < 1e-15, "{category:?}");
            assert!((last.1 - coefficients.better).abs() < 1e-15, "{category:?}");
            assert!(points.windows(2).all(|pair| pair[0].1 < pair[1].1));
        }
    }

    #[test]
    fn a_must_be_rises_early_and_an_attractive_late() {
        let coefficients = Coefficients::of(&Counts([1, 1, 1, 1, 0, 0])).unwrap();
        let middle = |category| satisfaction(category, &coefficients, 0.5).unwrap();
        assert!(middle(KanoCategory::MustBe) > middle(KanoCategory::OneDimensional));
        assert!(middle(KanoCategory::OneDimensional) > middle(KanoCategory::Attractive));
        assert_eq!(middle(KanoCategory::OneDimensional), 0.0);
    }
}
