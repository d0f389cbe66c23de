//! Camps: people who differ from the others in the same way, on one thing after the other.
//!
//! **How.** People are alike as far as they put things into the same order (Kendall's tau-b).
//! They are parted in two so that those of one side are more alike, and those of different
//! sides less, than two people of the room are on average. A side of which the same is clearly
//! true is parted again.
//!
//! **Whether that is more than chance.** Any people can be parted somehow. So for each thing
//! the numbers that people gave it are dealt to the people anew, and the best parting is looked
//! for again: dealing keeps what the room thinks of each thing and how much it disagrees about
//! it, and takes away only that the same people disagree every time. Camps are told where
//! fewer than one of twenty dealings parts as well.
//!
//! **From how many on.** From [`FEWEST_PEOPLE`] people, for a camp has at least three (two alike
//! are found in nearly every room, and one of two is no longer anonymous), and from
//! [`FEWEST_THINGS`] things: three can be put into six orders only, so that many agree by chance.

use super::concordance::mean_ranks;
use super::grid::Grid;
use super::{Chance, SIGNIFICANT};
use crate::domain::places::{sort, sort_places};

/// People of the smallest camp that is told.
pub const SMALLEST_CAMP: usize = 3;

/// People below which camps are not looked for.
pub const FEWEST_PEOPLE: usize = 2 * SMALLEST_CAMP;

/// Things below which camps are not looked for.
pub const FEWEST_THINGS: usize = 4;

/// Camps that are told at most.
pub const MOST_CAMPS: usize = 4;

/// The p value below which a camp is parted again: a third camp has to be clear.
const CLEAR: f64 = 0.01;

/// How often numbers are dealt anew.
const DEALINGS: u32 = 199;

/// After so many dealings that part as well it is clear that there are no camps, and the p value
/// is their share so far (Besag and Clifford 1991, Biometrika 78:301).
const ENOUGH: u32 = 20;

/// Things that are looked at, at most; those about which the room disagrees most.
const MOST_THINGS: usize = 64;

/// People who are alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Camp {
    /// Their places, the first first.
    pub people: Vec<usize>,
    /// For each thing the median of the numbers they gave it; `None` where they gave none.
    pub medians: Vec<Option<f64>>,
}

/// How much something divides the camps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Divided {
    /// The place of the thing.
    pub thing: usize,
    /// Cliff's delta of the two camps that differ most about it, in 0..=1: how much more often
    /// somebody of one camp ranks it higher than somebody of the other, than the other way
    /// round. 1 where the camps do not overlap.
    pub by: f64,
    /// The camp that ranks it higher, by place.
    pub above: usize,
    /// The camp that ranks it lower, by place.
    pub below: usize,
}

/// Whether there are camps, and which.
#[derive(Clone, Debug, PartialEq)]
pub enum Camps {
    /// Too few people or things to tell.
    TooFew {
        /// People who put things into an order.
        people: usize,
        /// Things.
        things: usize,
    },
    /// No parting is better than chance would bring.
    None {
        /// How often chance parts as well, in 0..=1.
        p: f64,
    },
    /// Camps, the largest first; of equal ones the one with the first person.
    Found {
        /// The camps.
        camps: Vec<Camp>,
        /// What divides them, most first; things about which they do not differ are left out.
        divided: Vec<Divided>,
        /// People who put all things equal, or too few, and belong nowhere.
        outside: Vec<usize>,
        /// How often chance parts in two as well, in 0..=1.
        p: f64,
    },
}

/// Looks for camps among people who gave things numbers, a higher one for the better; `None` is
/// no number. Turned round, as ranks are, the camps are the same, and `above` means the higher
/// number all the same.
///
/// At most 200 partings, each a comparison of all pairs of people by bits: with thirty people and
/// forty things 435 comparisons of 13 words. Where there are no camps it ends after fewer.
pub fn camps(people: &[Vec<Option<f64>>]) -> Camps {
    let things = people.iter().map(Vec::len).max().unwrap_or_default();
    let looked = most_disputed(people, things);
    let has_order = |person: &&Person| {
        let signs = &person.signs;
        let prefers = signs.above.iter().zip(&signs.below).any(|(above, below)| above | below != 0);
        person.given >= FEWEST_THINGS && prefers
    };
    let all: Vec<Person> = (0..people.len()).map(|at| Person::of(people, at, &looked)).collect();
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for (at, person) in all.iter().enumerate() {
        if has_order(&person) { inside.push(at) } else { outside.push(at) }
    }
    if inside.len() < FEWEST_PEOPLE || things < FEWEST_THINGS {
        return Camps::TooFew { people: inside.len(), things };
    }
    let (sides, p) = part(people, &inside, &looked);
    if p >= SIGNIFICANT {
        return Camps::None { p };
    }
    let mut found = Vec::new();
    let mut open = vec![sides.1, sides.0];
    while let Some(side) = open.pop() {
        let has_room = found.len() + open.len() + 2 <= MOST_CAMPS;
        if has_room && side.len() >= FEWEST_PEOPLE {
            let (sides, p) = part(people, &side, &looked);
            if p <= CLEAR {
                open.extend([sides.1, sides.0]);
                continue;
            }
        }
        found.push(side);
    }
    sort(&mut found, &|a: &Vec<usize>, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    let camps: Vec<Camp> = found
        .into_iter()
        .map(|people_of| {
            let median = |thing: usize| {
                let mut given: Vec<f64> =
                    people_of.iter().filter_map(|at| given(people, *at, thing)).collect();
                sort(&mut given, &f64::total_cmp);
                super::range::quantile(&given, 0.5)
            };
            Camp { medians: (0..things).map(median).collect(), people: people_of }
        })
        .collect();
    let divided = divided(people, things, &camps);
    Camps::Found { camps, divided, outside, p }
}

fn given(people: &[Vec<Option<f64>>], person: usize, thing: usize) -> Option<f64> {
    people.get(person)?.get(thing).copied().flatten().filter(|number| !number.is_nan())
}

/// Which things divide the camps, most first.
fn divided(people: &[Vec<Option<f64>>], things: usize, camps: &[Camp]) -> Vec<Divided> {
    // Everybody's own ranks: somebody who gives high numbers everywhere prefers nothing by that.
    let ranks: Vec<Vec<Option<f64>>> = people.iter().map(|person| own_ranks(person)).collect();
    let mut divided: Vec<Divided> = (0..things)
        .filter_map(|thing| {
            let of = |camp: &Camp| -> Vec<f64> {
                camp.people.iter().filter_map(|person| given(&ranks, *person, thing)).collect()
            };
            let given: Vec<Vec<f64>> = camps.iter().map(of).collect();
            let mut most: Option<Divided> = None;
            for (above, ours) in given.iter().enumerate() {
                for (below, theirs) in given.iter().enumerate() {
                    let by = delta(ours, theirs);
                    if by > most.map_or(0.0, |most| most.by) {
                        most = Some(Divided { thing, by, above, below });
                    }
                }
            }
            most
        })
        .collect();
    sort(&mut divided, &|a, b| b.by.total_cmp(&a.by));
    divided
}

/// The ranks of a person's numbers as shares in 0..=1, so that people who gave fewer numbers
/// can be compared.
fn own_ranks(person: &[Option<f64>]) -> Vec<Option<f64>> {
    let numbers: Vec<f64> = person.iter().flatten().copied().filter(|number| !number.is_nan()).collect();
    let count = numbers.len() as f64;
    let mut ranks = mean_ranks(&numbers).into_iter();
    let share = |rank: f64| (rank - 0.5) / count;
    let own = person.iter().map(|number| number.filter(|number| !number.is_nan()).and_then(|_| ranks.next()));
    own.map(|rank| rank.map(share)).collect()
}

/// Cliff's delta: P(one is above another) - P(below).
fn delta(ours: &[f64], theirs: &[f64]) -> f64 {
    let mut balance = 0_i64;
    for one in ours {
        for other in theirs {
            balance += i64::from(one > other) - i64::from(one < other);
        }
    }
    let pairs = ours.len() * theirs.len();
    if pairs > 0 { balance as f64 / pairs as f64 } else { 0.0 }
}

/// The things about which people's own ranks differ most, for with many things every pair of
/// them would take long.
fn most_disputed(people: &[Vec<Option<f64>>], things: usize) -> Vec<usize> {
    let ranks: Vec<Vec<Option<f64>>> = people.iter().map(|person| own_ranks(person)).collect();
    let variance = |thing: usize| {
        let given: Vec<f64> = (0..people.len()).filter_map(|person| given(&ranks, person, thing)).collect();
        let count = given.len().max(1) as f64;
        let mean = given.iter().sum::<f64>() / count;
        given.iter().map(|rank| (rank - mean) * (rank - mean)).sum::<f64>() / count
    };
    let variances: Vec<f64> = (0..things).map(variance).collect();
    let of = |at: u32| variances.get(at as usize).copied().unwrap_or_default();
    let mut order: Vec<u32> = (0..things as u32).collect();
    sort_places(&mut order, &|a, b| of(b).total_cmp(&of(a)));
    order.truncate(MOST_THINGS);
    sort(&mut order, &u32::cmp);
    order.into_iter().map(|at| at as usize).collect()
}

/// Which of two things a person has above the other, one bit for each pair.
#[derive(Clone, Debug, Default)]
struct Signs {
    above: Vec<u64>,
    below: Vec<u64>,
}

/// A person, ready to be compared.
struct Person {
    signs: Signs,
    given: usize,
}

impl Person {
    fn of(people: &[Vec<Option<f64>>], at: usize, things: &[usize]) -> Person {
        let numbers: Vec<Option<f64>> = things.iter().map(|thing| given(people, at, *thing)).collect();
        Person { signs: Signs::of(&numbers), given: numbers.iter().flatten().count() }
    }
}

impl Signs {
    fn of(numbers: &[Option<f64>]) -> Signs {
        let mut signs = Signs::default();
        let (mut above, mut below, mut bit) = (0_u64, 0_u64, 0);
        for (at, one) in numbers.iter().enumerate() {
            for other in numbers.iter().skip(at + 1) {
                if let (Some(one), Some(other)) = (one, other) {
                    above |= u64::from(one > other) << bit;
                    below |= u64::from(one < other) << bit;
                }
                bit += 1;
                if bit == 64 {
                    signs.above.push(above);
                    signs.below.push(below);
                    (above, below, bit) = (0, 0, 0);
                }
            }
        }
        signs.above.push(above);
        signs.below.push(below);
        signs
    }

    /// Tau-b over the pairs that both have an opinion about; those that one has tied, or not
    /// given, count as far as the other has an opinion. 0 where it is undefined.
    fn tau(&self, other: &Signs) -> f64 {
        let (mut balance, mut ours, mut theirs) = (0_i64, 0_i64, 0_i64);
        let pairs = self.above.iter().zip(&self.below).zip(other.above.iter().zip(&other.below));
        for ((a, b), (c, d)) in pairs {
            balance += i64::from(((a & c) | (b & d)).count_ones());
            balance -= i64::from(((a & d) | (b & c)).count_ones());
            ours += i64::from((a | b).count_ones());
            theirs += i64::from((c | d).count_ones());
        }
        if ours > 0 && theirs > 0 { balance as f64 / libm::sqrt(ours as f64 * theirs as f64) } else { 0.0 }
    }
}

/// The best parting of some people in two, and how often chance parts as well.
fn part(people: &[Vec<Option<f64>>], who: &[usize], things: &[usize]) -> ((Vec<usize>, Vec<usize>), f64) {
    // Column by column, for a column is what is dealt.
    let mut columns: Vec<Vec<Option<f64>>> = things
        .iter()
        .map(|thing| who.iter().map(|person| given(people, *person, *thing)).collect())
        .collect();
    let (sides, worth) = best(&columns, who.len());
    // The same people in any order are dealt alike.
    for column in &mut columns {
        sort(column, &|a, b| {
            a.is_some().cmp(&b.is_some()).then_with(|| match (a, b) {
                (Some(a), Some(b)) => a.total_cmp(b),
                _ => std::cmp::Ordering::Equal,
            })
        });
    }
    let mut chance = Chance::of("camps");
    let mut reached = 0;
    let mut p = None;
    for dealing in 1..=DEALINGS {
        columns.iter_mut().for_each(|column| chance.shuffle(column));
        reached += u32::from(best(&columns, who.len()).1 >= worth - 1e-9);
        if reached == ENOUGH {
            p = Some(f64::from(reached) / f64::from(dealing));
            break;
        }
    }
    let p = p.unwrap_or(f64::from(reached + 1) / f64::from(DEALINGS + 1));
    let side = |is_first: bool| -> Vec<usize> {
        who.iter().zip(&sides).filter(|(_, side)| **side == is_first).map(|(person, _)| *person).collect()
    };
    ((side(true), side(false)), p)
}

/// The best parting of people whose numbers stand in columns: who is on the side of the first
/// person, and what it is worth.
fn best(columns: &[Vec<Option<f64>>], count: usize) -> (Vec<bool>, f64) {
    let row = |at: usize| -> Vec<Option<f64>> {
        columns.iter().map(|column| column.get(at).copied().flatten()).collect()
    };
    let signs: Vec<Signs> = (0..count).map(|at| Signs::of(&row(at))).collect();
    let mut alike = Grid::new(count, 0.0);
    let mut sum = 0.0;
    for (at, one) in signs.iter().enumerate() {
        for (other_at, other) in signs.iter().enumerate().skip(at + 1) {
            let tau = one.tau(other);
            alike.set(at, other_at, tau);
            alike.set(other_at, at, tau);
            sum += tau;
        }
    }
    // How much more alike two people are than two people are on average.
    let mean = sum / (count * (count - 1) / 2).max(1) as f64;
    for one in 0..count {
        (0..count).filter(|other| *other != one).for_each(|other| alike.add(one, other, -mean));
    }
    let mut found: Option<(Vec<bool>, f64)> = None;
    for seed in 0..count {
        let mut sides: Vec<bool> = alike.row(seed).iter().map(|alike| *alike >= 0.0).collect();
        let worth = improve(&alike, &mut sides);
        if let Some(worth) = worth
            && found.as_ref().is_none_or(|(_, best)| worth > best + 1e-9)
        {
            found = Some((sides, worth));
        }
    }
    let (mut sides, worth) = found.unwrap_or_else(|| (vec![true; count], f64::NEG_INFINITY));
    if sides.first() == Some(&false) {
        sides.iter_mut().for_each(|side| *side = !*side);
    }
    (sides, worth)
}

/// Moves one person at a time to the other side for as long as that is worth anything, then says
/// what the parting is worth: the sum, over all pairs of one side, of how much more alike they
/// are than on average, and less for pairs of different sides. `None` where a side stays too
/// small.
fn improve(alike: &Grid, sides: &mut [bool]) -> Option<f64> {
    let count = sides.len();
    let sign = |side: bool| if side { 1.0 } else { -1.0 };
    // How much everybody is drawn to the first side.
    let pull = |at: usize, sides: &[bool]| -> f64 {
        alike.row(at).iter().zip(sides).map(|(alike, side)| alike * sign(*side)).sum()
    };
    let mut pulls: Vec<f64> = (0..count).map(|at| pull(at, sides)).collect();
    // Each move makes the parting better, so that none comes twice; this is only to be sure.
    for _ in 0..10 * count {
        let first = sides.iter().filter(|side| **side).count();
        let size = |side: bool| if side { first } else { count - first };
        // Too small a side takes whoever is nearest to it; from a side of the least size nobody goes.
        let short = [true, false].into_iter().find(|side| size(*side) < SMALLEST_CAMP);
        let mut next: Option<(f64, usize)> = None;
        for (at, (side, pull)) in sides.iter().zip(&pulls).enumerate() {
            let gain = -sign(*side) * pull;
            let may_go = match short {
                Some(short) => *side != short,
                None => size(*side) > SMALLEST_CAMP && gain > 1e-9,
            };
            if may_go && next.is_none_or(|(best, _)| gain > best) {
                next = Some((gain, at));
            }
        }
        let Some((_, at)) = next else { break };
        let Some(side) = sides.get_mut(at) else { break };
        *side = !*side;
        let now = sign(*side);
        for (pull, alike) in pulls.iter_mut().zip(alike.row(at)) {
            *pull += 2.0 * now * alike;
        }
    }
    let first = sides.iter().filter(|side| **side).count();
    let is_fine = first >= SMALLEST_CAMP && count - first >= SMALLEST_CAMP;
    is_fine.then(|| {
        (0..count).map(|at| pull(at, sides) * sign(sides.get(at).copied().unwrap_or_default())).sum::<f64>()
            / 2.0
    })
}
