//! The scores of all things in some draws.

use crate::factor::{Drawn, DrawnLog};
use crate::random::{Exp, LANES, Normals, lanes, uniform};

/// Draws of a batch: some blocks of [`LANES`], so that what is known of a thing is fetched once
/// for all of them, and the generator works on several numbers at a time.
pub const BATCH: usize = 4 * LANES;

/// Things ready to be drawn.
#[derive(Debug)]
pub struct Model {
    combine: Combine,
    ties: Ties,
    seed: u64,
    width: usize,
    rows: Vec<Row>,
    normals: Normals,
    exp: Exp,
}

/// A score of the values of a thing.
pub type Formula = Box<dyn Fn(&[f64]) -> f64>;

/// What makes a score of the values of a thing.
pub enum Combine {
    /// The product of all values, each to its power; scores are its logarithms.
    Product,
    /// A formula of the values alone.
    Values(Formula),
    /// share · first + (1 - share) · second, with one share for all things of a draw, even
    /// between two ends; divided by the third value where things have three.
    Share {
        /// The smallest share.
        low: f64,
        /// The largest share.
        high: f64,
        /// The name of the sequence that it is drawn from.
        stream: u64,
    },
}

impl std::fmt::Debug for Combine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Combine::Product => "Product",
            Combine::Values(_) => "Values",
            Combine::Share { .. } => "Share",
        })
    }
}

/// Which scores count as equal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ties {
    /// Those that differ by no more than this.
    Within(f64),
    /// Those that differ by no more than this share of the larger one.
    Relative(f64),
}

impl Ties {
    /// Whether two scores count as equal.
    #[inline(always)]
    pub fn are_tied(self, one: f64, other: f64) -> bool {
        match self {
            Ties::Within(tolerance) => (one - other).abs() <= tolerance,
            Ties::Relative(tolerance) => (one - other).abs() <= tolerance * one.abs().max(other.abs()),
        }
    }
}

/// A thing: what is constant, and what is drawn.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its values where nothing is open.
    pub likely: Vec<f64>,
    /// The values that are drawn: their places, the names of their sequences, and how.
    pub open: Vec<(usize, u64, Drawn)>,
    /// Of a product: the sum of the logarithms that are constant.
    pub base: f64,
    /// Of a product: the logarithms that are drawn, with the names of their sequences.
    pub logs: Vec<(u64, DrawnLog)>,
    /// The score, where nothing is open and the formula has no part in chance.
    pub constant: Option<f64>,
}

impl Model {
    /// Things with so many values each.
    pub fn new(seed: u64, combine: Combine, ties: Ties, width: usize, rows: Vec<Row>) -> Model {
        Model { combine, ties, seed, width, rows, normals: Normals::get(), exp: Exp::get() }
    }

    /// How many things there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Which scores count as equal.
    pub fn ties(&self) -> Ties {
        self.ties
    }

    /// Whether a share is drawn.
    pub fn weighs(&self) -> bool {
        matches!(self.combine, Combine::Share { .. })
    }

    /// The scores of all things in the draws of a batch, one draw after the other, `stride`
    /// places apart. Answers with the share of each draw, 0 where there is none. The first batch
    /// has the draws from 0 on.
    // Inside of a caller it would be compiled as that one is: to be small.
    #[inline(never)]
    pub fn draw(&self, batch: u32, stride: usize, scores: &mut [f64]) -> [f64; BATCH] {
        let shares = match self.combine {
            Combine::Product | Combine::Values(_) => [0.0; BATCH],
            Combine::Share { low, high, stream } => {
                self.bits(stream, batch).map(|bits| low + (high - low) * uniform(bits))
            }
        };
        let width = self.width.max(1);
        let mut values = vec![0.0; width * BATCH];
        for (at, row) in self.rows.iter().enumerate() {
            let mut sums = [row.constant.unwrap_or(row.base); BATCH];
            if row.constant.is_some() {
            } else if matches!(self.combine, Combine::Product) {
                for (stream, drawn) in &row.logs {
                    let bits = self.bits(*stream, batch);
                    for (sum, bits) in sums.iter_mut().zip(&bits) {
                        *sum += drawn.value(*bits, &self.normals);
                    }
                }
            } else {
                for values in values.chunks_exact_mut(width) {
                    values.iter_mut().zip(&row.likely).for_each(|(slot, likely)| *slot = *likely);
                }
                for (input, stream, drawn) in &row.open {
                    let bits = self.bits(*stream, batch);
                    for (values, bits) in values.chunks_exact_mut(width).zip(&bits) {
                        if let Some(value) = values.get_mut(*input) {
                            *value = drawn.value(*bits, &self.normals, &self.exp);
                        }
                    }
                }
                for (sum, (values, share)) in sums.iter_mut().zip(values.chunks_exact(width).zip(&shares)) {
                    *sum = match (&self.combine, values) {
                        (Combine::Values(score), values) => score(values),
                        (Combine::Share { .. }, [first, second]) => share * first + (1.0 - share) * second,
                        (Combine::Share { .. }, [first, second, by]) => {
                            (share * first + (1.0 - share) * second) / by
                        }
                        _ => 0.0,
                    };
                }
            }
            for (lane, sum) in sums.iter().enumerate() {
                if let Some(slot) = scores.get_mut(lane * stride + at) {
                    *slot = *sum;
                }
            }
        }
        shares
    }

    /// Sixteen random bits for each draw of a batch.
    #[inline(always)]
    fn bits(&self, stream: u64, batch: u32) -> [u16; BATCH] {
        let mut bits = [0; BATCH];
        let first = batch.wrapping_mul((BATCH / LANES) as u32);
        for (nth, of_block) in (0..).zip(bits.chunks_exact_mut(LANES)) {
            of_block.copy_from_slice(&lanes(self.seed, stream, first.wrapping_add(nth)));
        }
        bits
    }
}
