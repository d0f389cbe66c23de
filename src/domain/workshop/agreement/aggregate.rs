//! One order out of many: rules of social choice, each with every winner that it has.
//!
//! No rule is right for all purposes, and they disagree where opinions go in circles, so a
//! result always names its rule ([`Rule`]), and [`Election::note`] says where Borda and Schulze
//! part.
//!
//! | rule | what it does | source |
//! |---|---|---|
//! | Borda | n - 1 points for the first place .. 0 for the last | Borda 1784 |
//! | Copeland | wins less losses against each other one | Copeland 1951 |
//! | Condorcet | the one that beats each other one, if there is one | Condorcet 1785 |
//! | Schulze | strongest path of majorities, by winning votes | Schulze 2011, Social Choice and Welfare 36:267 |
//! | ranked pairs | majorities, largest first, unless they close a circle | Tideman 1987, ibid. 4:185 |
//! | Kemeny | the order that agrees with most pairs of all ballots | Kemeny 1959, Daedalus 88:577 |
//!
//! Things are called by their places, 0 for the first.

use std::cmp::Ordering;

use super::grid::Grid;
use crate::domain::places::sort;

/// Numbers of votes that differ by no more than this share are equal: weights are decimals.
const TOLERANCE: f64 = 1e-9;

/// Things up to which [`Election::kemeny`] looks for the best order: 4,096 sets of them.
pub const MOST_FOR_KEMENY: usize = 12;

/// Orders that [`Kemeny::orders`] lists at most.
pub const MOST_ORDERS: usize = 24;

/// One person's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// How much it counts; 1 where all count the same. A ballot whose weight is not finite and
    /// above 0 does not count.
    pub weight: f64,
    /// Groups of equals, best first. Something named again, and something that is not there,
    /// is passed over.
    pub groups: Vec<Vec<usize>>,
}

impl Ranked {
    /// An order without ties that counts once.
    pub fn strict(order: &[usize]) -> Ranked {
        Ranked { weight: 1.0, groups: order.iter().map(|at| vec![*at]).collect() }
    }

    /// The order of ratings, that counts once; equal ratings tie, `None` is not ranked.
    pub fn by_rating(ratings: &[Option<f64>]) -> Ranked {
        let rated = ratings.iter().enumerate();
        let mut rated: Vec<(usize, f64)> =
            rated.filter_map(|(at, rating)| Some((at, rating.filter(|rating| !rating.is_nan())?))).collect();
        sort(&mut rated, &|(_, a), (_, b)| b.total_cmp(a));
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut last = None;
        for (at, rating) in rated {
            match groups.last_mut().filter(|_| last == Some(rating)) {
                Some(group) => group.push(at),
                None => groups.push(vec![at]),
            }
            last = Some(rating);
        }
        Ranked { weight: 1.0, groups }
    }

    /// The places of things on this ballot, 0 for the best, equals with the same; `None` for
    /// what it does not rank.
    fn places(&self, count: usize) -> Vec<Option<usize>> {
        let mut places = vec![None; count];
        for (place, group) in self.groups.iter().enumerate() {
            for at in group {
                if let Some(slot) = places.get_mut(*at)
                    && slot.is_none()
                {
                    *slot = Some(place);
                }
            }
        }
        places
    }
}

/// What it means that a ballot does not rank something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unranked {
    /// It stands behind all that is ranked, tied with what else is not: so it is where people
    /// were asked for their best ones.
    #[default]
    TiedLast,
    /// Nothing: the ballot has no say in pairs with it. So it is where people saw some only.
    Absent,
}

/// A rule that makes one order of many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Points by place.
    Borda,
    /// Wins less losses.
    Copeland,
    /// Beats each other one.
    Condorcet,
    /// Strongest paths.
    Schulze,
    /// Largest majorities first.
    RankedPairs,
    /// Most pairs agreed with.
    Kemeny,
}

/// An order of tiers, best first; those of one tier are equal by the rule.
pub type Tiers = Vec<Vec<usize>>;

/// Points and the order they make.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    /// The points of each.
    pub points: Vec<f64>,
    /// The order; its first tier are the winners.
    pub tiers: Tiers,
}

/// What Schulze's rule makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Schulze {
    strengths: Grid,
    /// The order; its first tier are the winners.
    pub tiers: Tiers,
}

impl Schulze {
    /// The strength of the strongest path from one to another: the fewest votes of a majority on
    /// it; 0 where there is none.
    pub fn strength(&self, from: usize, to: usize) -> f64 {
        self.strengths.get(from, to)
    }
}

/// What ranked pairs make.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedPairs {
    /// Majorities that hold: winner, loser, votes; the largest first.
    pub locked: Vec<(usize, usize, f64)>,
    /// Majorities that would close a circle.
    pub skipped: Vec<(usize, usize, f64)>,
    /// The order; its first tier are the winners.
    pub tiers: Tiers,
}

/// What Kemeny's rule makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Kemeny {
    /// The pairs of all ballots that a best order agrees with.
    pub score: f64,
    /// How many orders are best.
    pub count: u64,
    /// The best orders, at most [`MOST_ORDERS`].
    pub orders: Vec<Vec<usize>>,
    /// Everything that is first in a best order, listed or not.
    pub winners: Vec<usize>,
}

/// Where Borda and Schulze part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The winners by Borda.
    pub borda: Vec<usize>,
    /// The winners by Schulze.
    pub schulze: Vec<usize>,
    /// Pairs that stand the other way round: the first is above the second by Borda, and below
    /// it by Schulze.
    pub turned: Vec<(usize, usize)>,
}

/// Ballots as pairs: how many prefer what to what.
#[derive(Clone, Debug, PartialEq)]
pub struct Election {
    support: Grid,
    points: Vec<f64>,
    /// The weight of all ballots that rank anything.
    pub weight: f64,
    /// How many ballots rank anything.
    pub ballots: u32,
}

impl Election {
    /// Counts the ballots over so many things.
    pub fn new(count: usize, ballots: &[Ranked], unranked: Unranked) -> Election {
        let mut support = Grid::new(count, 0.0);
        let (mut points, mut seen) = (vec![0.0; count], vec![0.0; count]);
        let (mut weight, mut counted) = (0.0, 0);
        for ballot in ballots.iter().filter(|ballot| ballot.weight.is_finite() && ballot.weight > 0.0) {
            let places = ballot.places(count);
            let ranked = places.iter().flatten().count();
            if ranked == 0 {
                continue;
            }
            weight += ballot.weight;
            counted += 1;
            let last = ballot.groups.len();
            let place = |at: &Option<usize>| match unranked {
                Unranked::TiedLast => Some(at.unwrap_or(last)),
                Unranked::Absent => *at,
            };
            let rivals = match unranked {
                Unranked::TiedLast => count.saturating_sub(1),
                Unranked::Absent => ranked - 1,
            };
            for (one, first) in places.iter().enumerate() {
                let Some(first) = place(first) else { continue };
                let mut beaten = 0.0;
                for (other, second) in places.iter().enumerate() {
                    match place(second).map(|second| first.cmp(&second)) {
                        Some(Ordering::Less) => {
                            support.add(one, other, ballot.weight);
                            beaten += 1.0;
                        }
                        Some(Ordering::Equal) if one != other => beaten += 0.5,
                        _ => {}
                    }
                }
                if rivals > 0
                    && let (Some(points), Some(seen)) = (points.get_mut(one), seen.get_mut(one))
                {
                    *points += ballot.weight * beaten * (count as f64 - 1.0) / rivals as f64;
                    *seen += ballot.weight;
                }
            }
        }
        // What fewer ballots rank is not worse for that: its points are those of its own ballots.
        for (points, seen) in points.iter_mut().zip(&seen) {
            if *seen > 0.0 {
                *points *= weight / seen;
            }
        }
        Election { support, points, weight, ballots: counted }
    }

    /// From counted pairs: winner, loser, votes. Borda's points are then wins and half of ties
    /// as far as pairs were voted on, brought to n - 1 pairs.
    pub fn of_pairs(count: usize, pairs: &[(usize, usize, f64)], ties: &[(usize, usize, f64)]) -> Election {
        let mut support = Grid::new(count, 0.0);
        let (mut won, mut met) = (vec![0.0; count], vec![0.0; count]);
        let mut weight = 0.0;
        let is_sound = |(one, other, votes): &(usize, usize, f64)| {
            one != other && *one < count && *other < count && votes.is_finite() && *votes > 0.0
        };
        let add = |numbers: &mut Vec<f64>, at: usize, by: f64| {
            if let Some(slot) = numbers.get_mut(at) {
                *slot += by;
            }
        };
        for (share, pairs) in [(1.0, pairs), (0.5, ties)] {
            for (one, other, votes) in pairs.iter().copied().filter(is_sound) {
                if share == 1.0 {
                    support.add(one, other, votes);
                }
                add(&mut won, one, share * votes);
                add(&mut won, other, (1.0 - share) * votes);
                add(&mut met, one, votes);
                add(&mut met, other, votes);
                weight += votes;
            }
        }
        let points = won.iter().zip(&met);
        let points = points.map(|(won, met)| if *met > 0.0 { won / met * (count as f64 - 1.0) } else { 0.0 });
        Election { support, points: points.collect(), weight, ballots: 0 }
    }

    /// How many things there are.
    pub fn count(&self) -> usize {
        self.support.count()
    }

    /// The weight of ballots that prefer one to another.
    pub fn support(&self, one: usize, other: usize) -> f64 {
        self.support.get(one, other)
    }

    /// Whether more prefer one to another than the other way round.
    pub fn beats(&self, one: usize, other: usize) -> bool {
        is_more(self.support(one, other), self.support(other, one))
    }

    /// All other places.
    fn others(&self, one: usize) -> impl Iterator<Item = usize> + Clone + use<> {
        (0..self.count()).filter(move |other| *other != one)
    }

    /// Points by place: n - 1 for the first .. 0 for the last, equals share, by weight. Under
    /// [`Unranked::Absent`] a ballot of k things gives 0 to n - 1 all the same, and something's
    /// points are the mean over the ballots that rank it, for as many ballots as there are.
    pub fn borda(&self) -> Points {
        self.by_points(self.points.clone())
    }

    /// Wins less losses: -(n - 1)..=n - 1.
    pub fn copeland(&self) -> Points {
        let points = (0..self.count()).map(|one| {
            let sign = |other| f64::from(self.beats(one, other)) - f64::from(self.beats(other, one));
            self.others(one).map(sign).sum()
        });
        self.by_points(points.collect())
    }

    fn by_points(&self, points: Vec<f64>) -> Points {
        let is_above = |one: usize, other: usize| match (points.get(one), points.get(other)) {
            (Some(one), Some(other)) => is_more(*one, *other),
            _ => false,
        };
        Points { tiers: tiers(self.count(), &is_above), points }
    }

    /// The one that beats each other one; `None` where there is none, and without a ballot.
    pub fn condorcet(&self) -> Option<usize> {
        let wins = |one: &usize| self.others(*one).all(|other| self.beats(*one, other));
        (0..self.count()).find(wins).filter(|_| self.weight > 0.0)
    }

    /// Strongest paths of majorities, by winning votes (Floyd and Warshall): n³ steps.
    pub fn schulze(&self) -> Schulze {
        let count = self.count();
        let mut strengths = Grid::new(count, 0.0);
        for one in 0..count {
            for other in self.others(one).filter(|other| self.beats(one, *other)) {
                strengths.set(one, other, self.support(one, other));
            }
        }
        for by in 0..count {
            let onward = strengths.row(by).to_vec();
            for from in self.others(by) {
                let first = strengths.get(from, by);
                for (to, second) in onward.iter().enumerate().filter(|(to, _)| *to != from) {
                    let path = first.min(*second);
                    if path > strengths.get(from, to) {
                        strengths.set(from, to, path);
                    }
                }
            }
        }
        let is_above = |one, other| is_more(strengths.get(one, other), strengths.get(other, one));
        Schulze { tiers: tiers(count, &is_above), strengths }
    }

    /// Majorities are locked, the largest first and among equals the one with the fewest votes
    /// against it, unless they close a circle with what is locked. Majorities that are equal in
    /// both are looked at together; where they make circles with each other, none of those is
    /// locked, for any choice among them would be arbitrary.
    pub fn ranked_pairs(&self) -> RankedPairs {
        let count = self.count();
        let mut pairs: Vec<(usize, usize, f64)> = Vec::new();
        for one in 0..count {
            let beaten = self.others(one).filter(|other| self.beats(one, *other));
            pairs.extend(beaten.map(|other| (one, other, self.support(one, other))));
        }
        let against = |pair: &(usize, usize, f64)| self.support(pair.1, pair.0);
        let compare = |a: &(usize, usize, f64), b: &(usize, usize, f64)| {
            by_votes(b.2, a.2).then_with(|| by_votes(against(a), against(b)))
        };
        sort(&mut pairs, &compare);
        let (mut locked, mut skipped) = (Vec::new(), Vec::new());
        let mut reach = Reach::new(count);
        let mut rest = pairs.as_slice();
        while let Some(first) = rest.first() {
            let (group, behind) =
                rest.split_at(rest.iter().take_while(|pair| compare(first, pair).is_eq()).count());
            rest = behind;
            let (open, closed): (Vec<_>, Vec<_>) =
                group.iter().copied().partition(|(winner, loser, _)| !reach.has(*loser, *winner));
            skipped.extend(closed);
            let mut all = reach.clone();
            open.iter().for_each(|(winner, loser, _)| all.add(*winner, *loser));
            let (fine, circle): (Vec<_>, Vec<_>) =
                open.into_iter().partition(|(winner, loser, _)| !all.has(*loser, *winner));
            skipped.extend(circle);
            for (winner, loser, votes) in fine {
                reach.add(winner, loser);
                locked.push((winner, loser, votes));
            }
        }
        RankedPairs { tiers: tiers(count, &|one, other| reach.has(one, other)), locked, skipped }
    }

    /// The orders that agree with most pairs of all ballots, exactly: the best order of each set
    /// of things is put together from those of smaller sets. `None` above
    /// [`MOST_FOR_KEMENY`] things, and for none.
    pub fn kemeny(&self) -> Option<Kemeny> {
        let count = self.count();
        if count == 0 || count > MOST_FOR_KEMENY {
            return None;
        }
        let all = (1_usize << count) - 1;
        // By set: the most pairs that an order of it agrees with, and in how many orders.
        let mut best = vec![(0.0, 1_u64); all + 1];
        let within = |set: usize| (0..count).filter(move |at| set >> at & 1 == 1);
        let gain = |first: usize, set: usize| {
            within(set).filter(|at| *at != first).map(|at| self.support(first, at)).sum::<f64>()
        };
        for set in 1..=all {
            let mut found = (f64::NEG_INFINITY, 0_u64);
            for first in within(set) {
                let (rest, ways) = best.get(set & !(1 << first)).copied().unwrap_or_default();
                let score = rest + gain(first, set);
                if found.1 == 0 || is_more(score, found.0) {
                    found = (score, ways);
                } else if !is_more(found.0, score) {
                    found.1 = found.1.saturating_add(ways);
                }
            }
            if let Some(slot) = best.get_mut(set) {
                *slot = found;
            }
        }
        let score_of = |set: usize| best.get(set).copied().unwrap_or_default().0;
        let firsts = |set: usize| {
            let is_best = move |first: &usize| {
                !is_more(score_of(set), score_of(set & !(1 << first)) + gain(*first, set))
            };
            within(set).filter(is_best).collect::<Vec<usize>>()
        };
        let mut orders = Vec::new();
        let mut open = vec![(Vec::new(), all)];
        while let Some((order, set)) = open.pop() {
            if set == 0 {
                orders.push(order);
                if orders.len() == MOST_ORDERS {
                    break;
                }
                continue;
            }
            for first in firsts(set).into_iter().rev() {
                let mut order: Vec<usize> = order.clone();
                order.push(first);
                open.push((order, set & !(1 << first)));
            }
        }
        let (score, count) = best.get(all).copied().unwrap_or_default();
        Some(Kemeny { score, count, orders, winners: firsts(all) })
    }

    /// Every winner of every rule that has one, with the rule.
    pub fn winners(&self) -> Vec<(Rule, Vec<usize>)> {
        if self.weight <= 0.0 {
            return Vec::new();
        }
        let first = |tiers: Tiers| tiers.into_iter().next().unwrap_or_default();
        let mut winners = vec![
            (Rule::Borda, first(self.borda().tiers)),
            (Rule::Copeland, first(self.copeland().tiers)),
            (Rule::Schulze, first(self.schulze().tiers)),
            (Rule::RankedPairs, first(self.ranked_pairs().tiers)),
        ];
        winners.extend(self.condorcet().map(|winner| (Rule::Condorcet, vec![winner])));
        winners.extend(self.kemeny().map(|kemeny| (Rule::Kemeny, kemeny.winners)));
        winners
    }

    /// Where Borda and Schulze part; `None` where they have the same winners and turn no pair
    /// round.
    pub fn note(&self) -> Option<Note> {
        let (borda, schulze) = (self.borda().tiers, self.schulze().tiers);
        let (by_borda, by_schulze) = (tier_of(&borda, self.count()), tier_of(&schulze, self.count()));
        let mut turned = Vec::new();
        for (one, (first, second)) in by_borda.iter().zip(&by_schulze).enumerate() {
            for (other, (first_other, second_other)) in by_borda.iter().zip(&by_schulze).enumerate() {
                if first < first_other && second > second_other {
                    turned.push((one, other));
                }
            }
        }
        let borda = borda.into_iter().next().unwrap_or_default();
        let schulze = schulze.into_iter().next().unwrap_or_default();
        (borda != schulze || !turned.is_empty()).then_some(Note { borda, schulze, turned })
    }
}

/// Whether a number of votes is more than another.
fn is_more(one: f64, other: f64) -> bool {
    one - other > TOLERANCE * one.abs().max(other.abs())
}

fn by_votes(one: f64, other: f64) -> Ordering {
    is_more(one, other).cmp(&is_more(other, one))
}

/// The tier of each thing, 0 for the best.
fn tier_of(tiers: &Tiers, count: usize) -> Vec<usize> {
    let mut of = vec![0; count];
    for (place, tier) in tiers.iter().enumerate() {
        for at in tier {
            if let Some(slot) = of.get_mut(*at) {
                *slot = place;
            }
        }
    }
    of
}

/// Tiers of things of which some stand above others: those that none of the rest stands above,
/// time and again. Nothing may stand above itself by way of others.
fn tiers(count: usize, is_above: &dyn Fn(usize, usize) -> bool) -> Tiers {
    let mut rest: Vec<usize> = (0..count).collect();
    let mut tiers = Vec::new();
    while !rest.is_empty() {
        let is_free = |one: &usize| !rest.iter().any(|other| is_above(*other, *one));
        let (tier, behind): (Vec<usize>, Vec<usize>) = rest.iter().partition(|one| is_free(one));
        if tier.is_empty() {
            // A circle of rounding: all that is left is equal.
            tiers.push(behind);
            break;
        }
        tiers.push(tier);
        rest = behind;
    }
    tiers
}

/// What is reached from where along some arrows.
#[derive(Clone)]
struct Reach {
    grid: Grid,
}

impl Reach {
    fn new(count: usize) -> Reach {
        Reach { grid: Grid::new(count, 0.0) }
    }

    fn has(&self, from: usize, to: usize) -> bool {
        self.grid.get(from, to) > 0.0
    }

    /// Adds an arrow, with all ways that it makes.
    fn add(&mut self, from: usize, to: usize) {
        if self.has(from, to) {
            return;
        }
        let count = self.grid.count();
        let before: Vec<usize> = (0..count).filter(|at| *at == from || self.has(*at, from)).collect();
        let behind: Vec<usize> = (0..count).filter(|at| *at == to || self.has(to, *at)).collect();
        for one in before {
            behind.iter().for_each(|other| self.grid.set(one, *other, 1.0));
        }
    }
}
