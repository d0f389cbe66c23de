//! From the votes on an estimate to the value and the range that are agreed on.
//!
//! The plan's ranges are 5th percentile, median and 95th percentile of what a number may be
//! ([`Quantity`](crate::domain::uncertainty::Quantity)), and so are these, taken from the votes: what people in a
//! room say is the best picture there is of what the number may be.
//!
//! **Votes that are single numbers** are a sample; a percentile is the sample's in the
//! median-unbiased form (Hyndman and Fan 1996, The American Statistician 50:361, type 8), which is
//! never beyond the votes. Up to 13 votes the 5th and 95th percentiles are the lowest and the
//! highest vote: three votes make a range from the lowest to the highest.
//!
//! **Votes that are ranges** are mixed, each with the same weight (linear opinion pool, Stone 1961): the
//! percentiles are those of a number that is drawn from the range of somebody who is drawn.
//! So people who are sure of different numbers make a wide range, as they should.
//!
//! Votes tell what people think, not what will be: a room that agrees and is wrong has a
//! narrow range. [`Agreed::covers`] says how many of further votes would fall inside.

use std::cmp::Ordering;

use super::{Answer, Silent};
use crate::domain::frameworks::Bounds;
use crate::domain::kano::statistics::normal;
use crate::domain::number::LARGEST;
use crate::domain::places::sort;
use crate::domain::plan::Estimate;

/// The normal deviate of the 95th percentile.
const Z_95: f64 = 1.644_853_626_951_472_2;

/// A vote on an estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Guess {
    /// One number.
    Value(f64),
    /// A range with `0 < low <= likely <= high`: 5th percentile, median, 95th percentile.
    Range {
        /// 5th percentile.
        low: f64,
        /// Median.
        likely: f64,
        /// 95th percentile.
        high: f64,
    },
}

impl Guess {
    /// 5th percentile, median and 95th percentile.
    fn numbers(&self) -> [f64; 3] {
        match *self {
            Guess::Value(value) => [value; 3],
            Guess::Range { low, likely, high } => [low, likely, high],
        }
    }
}

/// What the votes on an estimate make.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreed {
    /// The estimate: a range with `0 < low <= likely <= high`, or one value where all votes are
    /// equal, or where the median is 0.
    pub estimate: Estimate,
    /// How many votes it is made of.
    pub votes: u32,
    /// Votes that cannot be used: no numbers, out of bounds, or ranges in the wrong order.
    pub refused: u32,
    /// Answers that are no votes.
    pub silent: Silent,
    /// The lowest number in any vote.
    pub lowest: f64,
    /// The highest number in any vote.
    pub highest: f64,
    /// The share of further votes of such people that would fall between the lowest and the
    /// highest vote on average, (n - 1) / (n + 1): 0 with one vote, a half with three, nine tenths
    /// with nineteen.
    pub covers: f64,
    /// Votes of 0. A range cannot start at 0; the smallest number above 0 stands for them.
    pub zeros: u32,
}

impl Agreed {
    /// The median; what the plain score is made of.
    pub fn likely(&self) -> f64 {
        self.estimate.likely().unwrap_or_default()
    }

    /// The two ends of the range; twice the value where there is none.
    pub fn ends(&self) -> (f64, f64) {
        match self.estimate {
            Estimate::Range { low, high, .. } => (low, high),
            _ => (self.likely(), self.likely()),
        }
    }
}

/// The value and range that votes on an input within bounds make; `None` without a vote that
/// can be used.
pub fn agree(bounds: Bounds, answers: impl IntoIterator<Item = Answer<Guess>>) -> Option<Agreed> {
    let (guesses, silent) = Silent::split(answers);
    let all = guesses.len();
    let mut guesses: Vec<Guess> = guesses.into_iter().filter(|guess| is_sound(bounds, guess)).collect();
    // Sums of shares shall not depend on who voted first, not even by their rounding.
    sort(&mut guesses, &|a, b| {
        let (a, b) = (a.numbers(), b.numbers());
        a.iter().zip(&b).map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
    let refused = (all - guesses.len()) as u32;
    let votes = guesses.len() as u32;
    let ends = guesses.iter().flat_map(|guess| {
        let [low, _, high] = guess.numbers();
        [low, high]
    });
    let (lowest, highest) =
        ends.clone().fold((f64::INFINITY, 0.0), |(low, high), end| (end.min(low), end.max(high)));
    let singles: Option<Vec<f64>> = guesses
        .iter()
        .map(|guess| match guess {
            Guess::Value(value) => Some(*value),
            Guess::Range { .. } => None,
        })
        .collect();
    let at: Box<dyn Fn(f64) -> Option<f64>> = match singles {
        Some(mut values) => {
            sort(&mut values, &f64::total_cmp);
            Box::new(move |share| quantile(&values, share))
        }
        None => Box::new(|share| mixed(&guesses, share)),
    };
    let (low, likely, high) = (at(0.05)?, at(0.5)?, at(0.95)?);
    // Ranges may reach beyond what makes sense, and a quantile may lie between 0 and a vote.
    let (least, most) = match bounds {
        Bounds::Between(least, most) => (least, most),
        Bounds::Positive | Bounds::NotNegative => (0.0, LARGEST),
    };
    let inside = |value: f64| value.clamp(least, most);
    let smallest = ends.filter(|end| *end > 0.0).fold(f64::INFINITY, f64::min);
    let likely = inside(likely);
    let low = inside(if low > 0.0 { low } else { smallest }).min(likely);
    let high = inside(high).max(likely);
    let is_open = likely > 0.0 && low > 0.0 && low < high;
    let estimate = if is_open { Estimate::Range { low, likely, high } } else { Estimate::Value(likely) };
    let zeros = guesses.iter().filter(|guess| **guess == Guess::Value(0.0)).count() as u32;
    let covers = (f64::from(votes) - 1.0) / (f64::from(votes) + 1.0);
    Some(Agreed { estimate, votes, refused, silent, lowest, highest, covers, zeros })
}

/// The level of a need or goal that a number stands for: the nearest one, -1..=3.
pub fn level(value: f64) -> i8 {
    libm::round(value).clamp(-1.0, 3.0) as i8
}

fn is_sound(bounds: Bounds, guess: &Guess) -> bool {
    let estimate = match *guess {
        Guess::Value(value) => Estimate::Value(value),
        Guess::Range { low, likely, high } => Estimate::Range { low, likely, high },
    };
    bounds.check(&estimate).is_none()
}

/// A quantile of sorted numbers, median-unbiased (Hyndman and Fan's type 8): the k-th of n numbers
/// is the quantile (k - 1/3) / (n + 1/3), in between lines, beyond the ends the ends.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * (sorted.len() as f64 + 1.0 / 3.0) + 1.0 / 3.0 - 1.0;
    // A hair beside a whole place is that place.
    let near = libm::round(place);
    let place = if (place - near).abs() < 1e-9 { near } else { place };
    let place = place.clamp(0.0, sorted.len().checked_sub(1)? as f64);
    let below = libm::floor(place);
    let (low, high) = (sorted.get(below as usize)?, sorted.get(libm::ceil(place) as usize)?);
    Some(low + (high - low) * (place - below))
}

/// The quantile of a number that is drawn from the vote of somebody who is drawn; where the
/// share falls exactly between two numbers, the middle of them.
fn mixed(guesses: &[Guess], share: f64) -> Option<f64> {
    let count = guesses.len() as f64;
    let below = |x: f64, with: bool| guesses.iter().map(|guess| chance(guess, x, with)).sum::<f64>() / count;
    // Far enough for the tails: seven times the half width of a range by ratio.
    let far = |ratio: f64| libm::pow(ratio, 7.0);
    let reach = guesses.iter().map(|guess| match *guess {
        Guess::Value(value) => (value, value),
        Guess::Range { low, likely, high } => (likely / far(likely / low), likely * far(high / likely)),
    });
    let (least, most) =
        reach.fold((f64::INFINITY, 0.0), |(low, high): (f64, f64), ends| (low.min(ends.0), high.max(ends.1)));
    if guesses.is_empty() || !least.is_finite() || !most.is_finite() {
        return None;
    }
    // The lowest number with at least this share at or below it, and the highest with at least
    // the rest at or above it.
    let search = |is_low: &dyn Fn(f64) -> bool| {
        let (mut low, mut high) = (least, most);
        for _ in 0..200 {
            // By ratio where that is possible: numbers span many powers of ten.
            let middle = if low > 0.0 { libm::sqrt(low) * libm::sqrt(high) } else { (low + high) / 2.0 };
            if middle <= low || middle >= high {
                break;
            }
            if is_low(middle) { low = middle } else { high = middle }
        }
        (low, high)
    };
    let hair = 1e-12;
    let first = search(&|x| below(x, true) < share - hair);
    let last = search(&|x| below(x, false) <= share + hair);
    // An atom at the very start is found from below.
    let first = if below(least, true) >= share - hair { least } else { first.1 };
    let last = if below(most, false) <= share + hair { most } else { last.0 };
    Some((first + last.max(first)) / 2.0)
}

/// The probability that a number drawn from a vote is below x, or at it.
fn chance(guess: &Guess, x: f64, with: bool) -> f64 {
    let step = |value: f64| f64::from(if with { value <= x } else { value < x });
    match *guess {
        Guess::Value(value) => step(value),
        Guess::Range { low, likely, high } => {
            if x <= 0.0 {
                return 0.0;
            }
            let log = libm::log(x / likely);
            let ratio = if log < 0.0 { likely / low } else { high / likely };
            // A side without width has all of its half at the likely value.
            if log == 0.0 {
                let (is_flat_below, is_flat_above) = (low == likely, high == likely);
                return match (is_flat_below, is_flat_above) {
                    (true, true) => f64::from(with),
                    (true, false) => f64::from(with) / 2.0,
                    (false, true) => 0.5 + f64::from(with) / 2.0,
                    (false, false) => 0.5,
                };
            }
            if ratio > 1.0 { normal(log * Z_95 / libm::log(ratio)) } else { f64::from(log > 0.0) }
        }
    }
}
