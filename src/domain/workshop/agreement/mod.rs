//! What votes say together: how far people agree, where camps stand, and what is worth talking about.
//!
//! | question | module |
//! |---|---|
//! | Where do the votes of one question lie, and how far do they agree? | [`consensus`] |
//! | Do several people put things into the same order? | [`concordance`] |
//! | Do the same people differ in the same way, time and again? | [`camps`] |
//! | Which order do many orders make together? | [`aggregate`], [`pairs`], [`dots`] |
//! | Which value and which range do the votes make? | [`range`] |
//! | What is worth talking about next? | [`talk`], with [`edge`] for the roadmap |
//! | What is all that in one sentence? | [`verdict`] |
//!
//! Voters are places in a list, 0 for the first: no name comes in here, and none goes out.
//! Nothing depends on the order of the voters, and nothing on chance: tests that draw
//! use the counter-based generator of the simulations with a fixed seed.

pub mod aggregate;
pub mod camps;
pub mod concordance;
pub mod consensus;
pub mod dots;
pub mod edge;
mod grid;
pub mod pairs;
pub mod range;
pub mod talk;
pub mod verdict;

/// Below this number of votes nothing is concluded: three people who agree may be chance,
/// and of three who do not, any two are a camp. Our choice.
pub const FEW_VOTES: u32 = 4;

/// A p value below this is called more than chance.
pub const SIGNIFICANT: f64 = 0.05;

/// The seed of every test that draws. Equal votes have equal results everywhere.
const SEED: u64 = 0x5354_4545_4c59_4152;

/// What one person answered to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// A vote.
    Vote(T),
    /// “I don't know”.
    Unknown,
    /// Would not say.
    Abstained,
}

/// Answers that are no votes. They are counted beside the votes, and never as a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Silent {
    /// “I don't know”.
    pub unknown: u32,
    /// Would not say.
    pub abstained: u32,
}

impl Silent {
    /// How many there are.
    pub fn count(self) -> u32 {
        self.unknown + self.abstained
    }

    /// Takes the votes out of some answers, and counts the others.
    pub fn split<T>(answers: impl IntoIterator<Item = Answer<T>>) -> (Vec<T>, Silent) {
        let mut silent = Silent::default();
        let mut votes = Vec::new();
        for answer in answers {
            match answer {
                Answer::Vote(vote) => votes.push(vote),
                Answer::Unknown => silent.unknown += 1,
                Answer::Abstained => silent.abstained += 1,
            }
        }
        (votes, silent)
    }
}

/// Random numbers for tests: even, independent, and the same on every machine.
struct Chance {
    stream: u64,
    block: u32,
    left: Vec<u16>,
}

impl Chance {
    /// The numbers for one purpose.
    fn of(purpose: &str) -> Chance {
        Chance { stream: draws::stream("workshop", purpose), block: 0, left: Vec::new() }
    }

    /// The next sixteen bits.
    fn bits(&mut self) -> u16 {
        if self.left.is_empty() {
            self.left.extend(draws::lanes(SEED, self.stream, self.block));
            self.block = self.block.wrapping_add(1);
        }
        self.left.pop().unwrap_or_default()
    }

    /// A number in 0..1.
    fn uniform(&mut self) -> f64 {
        draws::uniform(self.bits())
    }

    /// Puts a list into an order of chance (Fisher and Yates).
    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = (u32::from(self.bits()) as usize * (last + 1)) >> 16;
            list.swap(last, other);
        }
    }
}
