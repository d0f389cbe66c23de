//! Dot votes: so many dots for each person, at most so many of them on one thing.

use super::aggregate::Tiers;
use crate::domain::places::sort_places;

/// What a person may do with dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How many dots a person has.
    pub dots: u32,
    /// How many of them may be on one thing.
    pub most: u32,
}

/// The dots of one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dots {
    /// All dots on it.
    pub dots: u32,
    /// How many people put any on it.
    pub people: u32,
    /// Its share of all dots that were put, in 0..=1; 0 where none were.
    pub share: f64,
    /// Its rank, 1 for the most dots; ties share one (1, 2, 2, 4).
    pub rank: u32,
}

/// Dot votes, counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// Each thing.
    pub things: Vec<Dots>,
    /// How many ballots count; one without a dot does, for that is an answer.
    pub ballots: u32,
    /// Ballots that break the rules. They do not count, not even in part, for nobody can know
    /// which of their dots are meant.
    pub refused: u32,
    /// All dots that were put.
    pub dots: u32,
    /// Dots that were left: people may keep some.
    pub kept: u32,
    /// The order, most dots first. What has equally many is equal: how many people gave them is
    /// shown beside, and decides nothing.
    pub tiers: Tiers,
}

/// Counts dot votes over so many things. A ballot is a list of things with dots.
pub fn tally(count: usize, rules: Rules, ballots: &[Vec<(usize, u32)>]) -> Tally {
    let mut things = vec![Dots::default(); count];
    let (mut counted, mut dots) = (0, 0);
    for ballot in ballots {
        let Some(put) = put(count, rules, ballot) else { continue };
        counted += 1;
        for (thing, here) in things.iter_mut().zip(put) {
            thing.dots += here;
            thing.people += u32::from(here > 0);
            dots += here;
        }
    }
    let on = |at: u32| things.get(at as usize).map_or(0, |thing| thing.dots);
    let mut order: Vec<u32> = (0..count as u32).collect();
    sort_places(&mut order, &|a, b| on(b).cmp(&on(a)));
    let mut tiers: Tiers = Vec::new();
    let mut last = None;
    for at in &order {
        match tiers.last_mut().filter(|_| last == Some(on(*at))) {
            Some(tier) => tier.push(*at as usize),
            None => tiers.push(vec![*at as usize]),
        }
        last = Some(on(*at));
    }
    let mut rank = 1;
    for tier in &tiers {
        for at in tier {
            if let Some(thing) = things.get_mut(*at) {
                thing.rank = rank;
                thing.share = if dots > 0 { f64::from(thing.dots) / f64::from(dots) } else { 0.0 };
            }
        }
        rank += tier.len() as u32;
    }
    let kept = counted * rules.dots - dots;
    Tally { things, ballots: counted, refused: ballots.len() as u32 - counted, dots, kept, tiers }
}

/// The dots of one ballot on each thing; `None` where it breaks the rules.
fn put(count: usize, rules: Rules, ballot: &[(usize, u32)]) -> Option<Vec<u32>> {
    let mut put = vec![0_u32; count];
    let mut sum = 0_u32;
    for (at, dots) in ballot {
        let slot = put.get_mut(*at)?;
        *slot = slot.checked_add(*dots).filter(|dots| *dots <= rules.most)?;
        sum = sum.checked_add(*dots).filter(|sum| *sum <= rules.dots)?;
    }
    Some(put)
}

impl Tally {
    /// The first `count` things, and those that share the last of these places but go beyond it:
    /// the places that the dots leave open.
    pub fn first(&self, count: usize) -> (Vec<usize>, Vec<usize>) {
        let mut chosen = Vec::new();
        for tier in &self.tiers {
            if chosen.len() + tier.len() <= count {
                chosen.extend(tier);
            } else {
                let open = if chosen.len() < count { tier.clone() } else { Vec::new() };
                return (chosen, open);
            }
        }
        (chosen, Vec::new())
    }
}
