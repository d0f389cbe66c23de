//! The values of single numbers in the draws of a simulation.

use draws::{Drawn, Exp, LANES, Normals, lanes, stream};

use super::range::{Quantity, bounds};
use crate::domain::frameworks::Bounds;

/// The values that a number takes in the first so many draws.
///
/// A value depends on the seed, on whose number it is and on the number of the draw alone, so
/// it is the same one that [`Simulation`](super::Simulation) uses for the same sheet and key.
pub fn sample(
    quantity: &Quantity,
    within: Bounds,
    seed: u64,
    (owner, sheet, key): (&str, &str, &str),
    draws: u32,
) -> Vec<f64> {
    if !quantity.is_open() {
        return vec![quantity.likely; draws as usize];
    }
    let (least, most) = bounds(within);
    let drawn = Drawn::new(quantity.spread(), least, most);
    let stream = stream(owner, &format!("{sheet}.{key}"));
    let (normals, exp) = (Normals::get(), Exp::get());
    let blocks = 0..draws.div_ceil(LANES as u32);
    let bits = blocks.flat_map(|block| lanes(seed, stream, block));
    bits.map(|bits| drawn.value(bits, &normals, &exp)).take(draws as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: Quantity = Quantity { low: 2.0, likely: 4.0, high: 7.0, assumed: false };

    #[test]
    fn a_number_without_a_range_is_always_the_same() {
        let values = sample(&Quantity::single(3.0), Bounds::Positive, 1, ("a", "rice", "effort"), 5);
        assert_eq!(values, [3.0; 5]);
    }

    #[test]
    fn a_draw_depends_on_its_number_alone() {
        let values = |draws| sample(&RANGE, Bounds::Positive, 7, ("a", "rice", "effort"), draws);
        assert_eq!(values(100)[..33], values(33));
        assert_ne!(values(100), sample(&RANGE, Bounds::Positive, 7, ("b", "rice", "effort"), 100));
        assert_ne!(values(100), sample(&RANGE, Bounds::Positive, 8, ("a", "rice", "effort"), 100));
    }

    #[test]
    fn half_of_the_draws_lie_below_the_median() {
        let values = sample(&RANGE, Bounds::Positive, 1, ("a", "rice", "effort"), 4_000);
        let below = values.iter().filter(|value| **value < 4.0).count();
        assert!((1_900..2_100).contains(&below), "{below}");
        assert!(
            sample(&RANGE, Bounds::Between(0.0, 5.0), 1, ("a", "", "x"), 400)
                .iter()
                .all(|value| *value <= 5.0)
        );
    }
}
