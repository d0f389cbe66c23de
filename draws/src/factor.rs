//! Numbers that a range leaves open, ready to be drawn from.

use crate::random::{Exp, Normals, units};

/// The normal deviate of the 95th percentile: a range is from the 5th to the 95th.
const Z_95: f64 = 1.644_853_626_951_472_2;

/// A median with the spreads of its logarithm to either side.
///
/// ```text
/// value = likely · exp(σ z),  z standard normal,
/// σ = ln(likely / low) / 1.6448536 for z < 0,  ln(high / likely) / 1.6448536 for z > 0
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    likely: f64,
    units: [f64; 2],
}

impl Spread {
    /// Of the 5th percentile, the median and the 95th percentile.
    pub fn new(low: f64, likely: f64, high: f64) -> Spread {
        // A spread that no exponential function reaches the end of is wider than any bounds.
        let most = Exp::MOST / Normals::get().furthest();
        let spread = |ratio: f64| if ratio > 1.0 { (libm::log(ratio) / Z_95).min(most) } else { 0.0 };
        Spread { likely, units: units(spread(likely / low), spread(high / likely)) }
    }
}

/// A quantity ready to be drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Drawn {
    spread: Spread,
    least: f64,
    most: f64,
}

impl Drawn {
    /// A quantity whose values beyond two bounds count as the bound.
    pub fn new(spread: Spread, least: f64, most: f64) -> Drawn {
        Drawn { spread, least, most }
    }

    /// The value that sixteen random bits stand for.
    #[inline(always)]
    pub fn value(&self, bits: u16, normals: &Normals, exp: &Exp) -> f64 {
        let Spread { likely, units } = self.spread;
        held(likely * exp.of(normals.deviate(bits, units)), self.least, self.most)
    }
}

/// The logarithm of a factor ready to be drawn from: products are sums of these, and their
/// order is that of the products, so that no power has to be raised in any draw.
#[derive(Clone, Copy, Debug)]
pub struct DrawnLog {
    likely: f64,
    units: [f64; 2],
    least: f64,
    most: f64,
    power: f64,
}

impl DrawnLog {
    /// A factor above 0 to a power, whose values beyond two bounds count as the bound.
    pub fn new(spread: Spread, least: f64, most: f64, power: f64) -> DrawnLog {
        let Spread { likely, units } = spread;
        let (least, most) = (libm::log(least), libm::log(most));
        DrawnLog { likely: libm::log(likely), units, least, most, power }
    }

    /// The logarithm that sixteen random bits stand for.
    #[inline(always)]
    pub fn value(&self, bits: u16, normals: &Normals) -> f64 {
        self.power * held(self.likely + normals.deviate(bits, self.units), self.least, self.most)
    }
}

#[inline(always)]
fn held(value: f64, least: f64, most: f64) -> f64 {
    let value = if value < least { least } else { value };
    if value > most { most } else { value }
}
