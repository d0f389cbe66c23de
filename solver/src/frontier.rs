//! The plans that no other plan beats on two goods at once.

use serde::{Deserialize, Serialize};

use crate::problem::{Floor, Problem, Slots};
use crate::search::{Search, Verdict};

/// A plan on the frontier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// The plan.
    pub slots: Slots,
    /// Its sum of the first good, weighted by periods.
    pub first: f64,
    /// Its sum of the second good.
    pub second: f64,
    /// A share of the first good at which it is the best plan that was found; `None` for a plan
    /// that lies between two such plans and is best at no share.
    pub share: Option<f64>,
    /// Whether it is proven that no plan beats it.
    pub proven: bool,
}

/// How many units a sketch of a share takes.
const SKETCH: u32 = 3;

/// How many units the searches at shares may take; what they leave goes to what lies between.
const AT_SHARES: u32 = 3_800;

/// How many units the searches for plans between others may take, at least.
const BETWEEN: u32 = 1_000;

/// How many units one of these may take, at least, as long as there are any.
const ONE_BETWEEN: u32 = 40;

/// To what the largest sum of a good is scaled for floors, whose own measure of equal is 1e-9.
const SCALE: f64 = 1_000.0;

/// By which share of the largest sum a plan between two others has to be better than each.
const STEP: f64 = 1e-6;

/// Sums that differ by less than this share of the largest sum are the same.
const SAME: f64 = 1e-8;

/// A search for the frontier of two goods, done in small steps.
///
/// It goes through the shares first, the ends and the middle before what lies between them.
/// Then it looks into the gaps between neighbours, the widest first: within a gap the plan
/// that is best at the share at which both neighbours are equal, and beats each of them in one
/// good, is a new point with gaps on both sides; without such a plan the gap is empty.
#[derive(Clone, Debug)]
pub struct Frontier {
    problem: Problem,
    goods: [Good; 2],
    /// The shares that have no sketch yet, the next one last.
    unsketched: Vec<f64>,
    /// The shares that are not searched yet, the next one last.
    waiting: Vec<f64>,
    /// The shares whose best points carry them.
    shares: Vec<f64>,
    /// How many searches of the first part are still to come: shares, and mends of their ends.
    to_come: u32,
    /// How many searches the first part has.
    in_all: u32,
    /// The units that this part of the work may still take, and those it had at its beginning.
    left: u32,
    budget: u32,
    work: Option<Work>,
    /// Shares and the proven value of the best plan there.
    solved: Vec<(f64, f64)>,
    /// The sums of neighbours between which has been searched.
    closed: Vec<([f64; 2], [f64; 2])>,
    /// The sketches of shares that are not searched yet.
    sketches: Vec<(f64, Point)>,
    /// The points that searches have ended with.
    settled: Vec<Point>,
    /// All of those, and the best plan so far of the search that is under way.
    points: Vec<Point>,
    between: bool,
    done: bool,
}

/// What there is of one good.
#[derive(Clone, Debug)]
struct Good {
    amounts: Vec<f64>,
    /// More than any plan has.
    most: f64,
}

/// A search that is under way.
#[derive(Clone, Debug)]
struct Work {
    task: Task,
    search: Search,
    left: u32,
    budget: u32,
    seen: Option<Slots>,
}

#[derive(Clone, Copy, Debug)]
enum Task {
    /// A good plan at a share, for a beginning.
    Sketch(f64),
    /// The best plan at a share.
    Share(f64),
    /// Of the best plans at an end the one that has most of the other good.
    Mend { proven: bool },
    /// A plan between two neighbours, which are equal at a share.
    Between(f64),
}

impl Frontier {
    /// Gets ready to find the best plans at so many shares from 0 to 1, 2 at least, and those
    /// between them. The value of each job is `share · first + (1 - share) · second`; its own is
    /// not looked at.
    pub fn new(problem: Problem, first: Vec<f64>, second: Vec<f64>, shares: usize) -> Frontier {
        let shares = spread(shares.max(2));
        let waiting: Vec<f64> = shares.iter().rev().copied().collect();
        let in_all = waiting.len() as u32 + 2;
        Frontier {
            problem,
            goods: [Good::new(first), Good::new(second)],
            unsketched: waiting.clone(),
            waiting,
            shares,
            to_come: in_all,
            in_all,
            left: AT_SHARES,
            budget: AT_SHARES,
            work: None,
            solved: Vec::new(),
            closed: Vec::new(),
            sketches: Vec::new(),
            settled: Vec::new(),
            points: Vec::new(),
            between: false,
            done: false,
        }
    }

    /// Does so many units of work, each of some milliseconds at most.
    pub fn step(&mut self, units: u32) {
        for _ in 0..units {
            if self.done {
                return;
            }
            self.unit();
        }
    }

    /// How much is done, 0..=1.
    pub fn progress(&self) -> f64 {
        /// The part of the bar that belongs to the shares.
        const SHARES: f64 = 0.7;
        if self.done {
            1.0
        } else if self.between {
            SHARES + (1.0 - SHARES) * (1.0 - f64::from(self.left) / f64::from(self.budget.max(1)))
        } else {
            let open = match &self.work {
                Some(work) if !matches!(work.task, Task::Sketch(_)) => {
                    f64::from(work.left) / f64::from(work.budget)
                }
                _ => 0.0,
            };
            let over = f64::from(self.in_all - self.to_come) - open;
            SHARES * over / f64::from(self.in_all)
        }
    }

    /// The points so far, none beaten by another, by rising sum of the first good.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    fn unit(&mut self) {
        let Some(mut work) = self.work.take() else {
            self.begin();
            return;
        };
        work.search.step(1);
        work.left -= 1;
        if !matches!(work.task, Task::Sketch(_)) {
            self.left = self.left.saturating_sub(1);
        }
        let over = work.left == 0 || work.search.verdict() != Verdict::Searching;
        if work.search.best() != work.seen.as_ref() {
            work.seen = work.search.best().cloned();
            self.look(&work);
        }
        if over {
            self.settle(work);
        } else {
            self.work = Some(work);
        }
    }

    /// Begins with the next search.
    fn begin(&mut self) {
        if let Some(share) = self.unsketched.pop() {
            self.search(Task::Sketch(share), self.valued(share), self.best_at(share));
            return;
        }
        if let Some(share) = self.waiting.pop() {
            self.to_come -= 1;
            if self.is_clear(share) {
                self.drop_sketch(share);
            } else {
                let start = self.best_at(share);
                self.search(Task::Share(share), self.valued(share), start);
            }
            return;
        }
        if !self.between {
            self.between = true;
            self.sketches.clear();
            self.left += BETWEEN;
            self.budget = self.left;
        }
        self.begin_between();
    }

    fn search(&mut self, task: Task, problem: Problem, start: Option<Slots>) {
        let budget = match task {
            Task::Sketch(_) => SKETCH,
            // What a search leaves goes to those after it.
            Task::Share(_) => self.left / (self.to_come + 1),
            // It begins with a plan that only ties can better.
            Task::Mend { .. } => self.left / (self.to_come + 1) / 3,
            Task::Between(_) => (self.left / 4).max(ONE_BETWEEN).min(self.left),
        };
        let budget = budget.max(1);
        self.work =
            Some(Work { task, search: Search::new(problem, start), left: budget, budget, seen: None });
    }

    /// The problem with the values of a share.
    fn valued(&self, share: f64) -> Problem {
        let mut problem = self.problem.clone();
        let [first, second] = &self.goods;
        for ((job, first), second) in problem.jobs.iter_mut().zip(&first.amounts).zip(&second.amounts) {
            job.value = share * first + (1.0 - share) * second;
        }
        problem
    }

    fn point(&self, slots: &Slots, proven: bool) -> Point {
        let [first, second] = &self.goods;
        let sum = |good: &Good| self.problem.sum(slots, |job| good.amounts[job]);
        Point { slots: slots.clone(), first: sum(first), second: sum(second), share: None, proven }
    }

    /// The plan so far that is best at a share.
    fn best_at(&self, share: f64) -> Option<Slots> {
        let better = |one: &&Point, other: &&Point| one.at(share).total_cmp(&other.at(share));
        let sketches = self.sketches.iter().map(|(_, point)| point);
        self.settled.iter().chain(sketches).max_by(better).map(|point| point.slots.clone())
    }

    /// Whether a plan that is there is proven to be the best at a share, too: what a best plan
    /// is worth bends upwards from share to share, so it lies below the line between two.
    fn is_clear(&mut self, share: f64) -> bool {
        let below =
            self.solved.iter().filter(|(at, _)| *at <= share).max_by(|one, two| one.0.total_cmp(&two.0));
        let above =
            self.solved.iter().filter(|(at, _)| *at >= share).min_by(|one, two| one.0.total_cmp(&two.0));
        let (Some((low, at_low)), Some((high, at_high))) = (below, above) else { return false };
        let part = if high > low { (share - low) / (high - low) } else { 0.0 };
        let most = at_low + part * (at_high - at_low);
        let best = self.settled.iter().map(|point| point.at(share)).fold(0.0, f64::max);
        let clear = best >= most - 1e-9 * most;
        if clear {
            self.solved.push((share, best));
        }
        clear
    }

    /// Shows the plan that a search has come to, and keeps it if it beats what other searches
    /// have ended with.
    fn look(&mut self, work: &Work) {
        let Some(slots) = &work.seen else { return };
        let point = self.point(slots, false);
        if self.settled.iter().any(|other| point.beats(other, self.same())) {
            self.keep(point.clone());
        }
        self.show(Some(point));
    }

    /// Brings all points together, and says at which share each is best: at the first of those
    /// that have been looked at. That is told only now, as the search at one share may come
    /// upon a better plan for another one.
    fn show(&mut self, current: Option<Point>) {
        let mut points = self.settled.clone();
        for point in self.sketches.iter().map(|(_, point)| point.clone()).chain(current) {
            insert(&mut points, point, self.same());
        }
        for share in &self.shares {
            let most = points.iter().map(|point| point.at(*share)).fold(0.0, f64::max);
            let best = points.iter_mut().filter(|point| point.at(*share) >= most - 1e-9 * most);
            best.for_each(|point| point.share = point.share.or(Some(*share)));
        }
        self.points = points;
    }

    /// What a search has ended with.
    fn settle(&mut self, work: Work) {
        let Work { task, search, .. } = work;
        let optimal = search.verdict() == Verdict::Optimal;
        let is_end = |share: f64| share <= 0.0 || share >= 1.0;
        match (task, search.best().cloned()) {
            (Task::Sketch(share), Some(slots)) if !optimal || is_end(share) => {
                self.sketches.push((share, self.point(&slots, false)));
            }
            (Task::Sketch(share) | Task::Share(share), Some(slots)) => {
                let point = self.point(&slots, optimal && !is_end(share));
                if optimal {
                    self.solved.push((share, point.at(share)));
                }
                self.keep(point);
                self.drop_sketch(share);
                if is_end(share) {
                    self.mend(share, optimal, slots);
                }
            }
            (Task::Mend { proven }, Some(slots)) => self.keep(self.point(&slots, proven && optimal)),
            (Task::Between(share), Some(slots)) => {
                self.shares.push(share);
                self.keep(self.point(&slots, optimal));
            }
            // Where nothing keeps to the rules, no share and no gap will have a plan either.
            (Task::Sketch(_) | Task::Share(_), None) if search.verdict() == Verdict::Infeasible => {
                self.done = true;
            }
            (_, None) => {}
        }
        self.show(None);
    }

    /// The search at a share has taken the place of its sketch.
    fn drop_sketch(&mut self, share: f64) {
        self.sketches.retain(|(at, _)| *at != share);
    }

    /// At an end one good counts for nothing, so of the best plans there the one with most of it
    /// is still to be found.
    fn mend(&mut self, share: f64, proven: bool, slots: Slots) {
        self.to_come -= 1;
        let [first, second] = &self.goods;
        let (given, other) = if share > 0.5 { (first, second) } else { (second, first) };
        let mut problem = self.problem.clone();
        for (job, amount) in problem.jobs.iter_mut().zip(&other.amounts) {
            job.value = *amount;
        }
        problem.floors.push(given.floor(&self.problem, &slots, 0.0));
        self.search(Task::Mend { proven }, problem, Some(slots));
    }

    /// Begins with the widest gap in which has not been searched.
    fn begin_between(&mut self) {
        let [first, second] = self.goods.each_ref().map(|good| good.most);
        let wide = |pair: &[Point]| {
            ((pair[1].first - pair[0].first) / first, (pair[0].second - pair[1].second) / second)
        };
        let mut widest: Option<(f64, [&Point; 2])> = None;
        for pair in self.settled.windows(2) {
            let (wide, high) = wide(pair);
            let known = self.closed.contains(&(pair[0].sums(), pair[1].sums()));
            let area = wide * high;
            if !known && wide.min(high) > 2.0 * STEP && widest.as_ref().is_none_or(|(most, _)| area > *most) {
                widest = Some((area, [&pair[0], &pair[1]]));
            }
        }
        let Some((_, [low, high])) = widest.filter(|_| self.left > 0) else {
            self.done = true;
            return;
        };
        let (rise, fall) = (high.first - low.first, low.second - high.second);
        let share = fall / (fall + rise);
        // A good that hardly counts could be lost among rounded numbers.
        let weight = share * first / (share * first + (1.0 - share) * second);
        let kept = weight.clamp(1e-4, 1.0 - 1e-4);
        let used =
            if kept == weight { share } else { kept * second / (kept * second + (1.0 - kept) * first) };
        let mut problem = self.valued(used);
        problem.floors.push(self.goods[0].floor(&self.problem, &low.slots, STEP));
        problem.floors.push(self.goods[1].floor(&self.problem, &high.slots, STEP));
        let start = low.slots.clone();
        self.closed.push((low.sums(), high.sums()));
        self.search(Task::Between(share), problem, Some(start));
    }

    /// Below what sums of each good are the same.
    fn same(&self) -> [f64; 2] {
        self.goods.each_ref().map(|good| good.most * SAME)
    }

    /// Puts a point among those that searches have ended with.
    fn keep(&mut self, point: Point) {
        let same = self.same();
        insert(&mut self.settled, point, same);
    }
}

impl Good {
    fn new(amounts: Vec<f64>) -> Good {
        Good { most: amounts.iter().sum(), amounts }
    }

    /// That a plan has as much of the good as this one, and a step more.
    fn floor(&self, problem: &Problem, slots: &Slots, step: f64) -> Floor {
        let scale = if self.most > 0.0 { SCALE / self.most } else { 0.0 };
        let amounts: Vec<f64> = self.amounts.iter().map(|amount| amount * scale).collect();
        let least = problem.sum(slots, |job| amounts[job]) + SCALE * step;
        Floor { amounts, least }
    }
}

impl Point {
    fn sums(&self) -> [f64; 2] {
        [self.first, self.second]
    }

    /// What the plan is worth at a share.
    fn at(&self, share: f64) -> f64 {
        share * self.first + (1.0 - share) * self.second
    }

    /// Whether it has as much of each good as another one, and more of one.
    fn beats(&self, other: &Point, same: [f64; 2]) -> bool {
        let more = [self.first - other.first, self.second - other.second];
        more[0] >= -same[0] && more[1] >= -same[1] && (more[0] > same[0] || more[1] > same[1])
    }
}

/// Puts a point into its place, unless another one beats it or is its like, and takes out those
/// that it beats.
fn insert(points: &mut Vec<Point>, point: Point, same: [f64; 2]) {
    let like = |other: &Point| {
        (other.first - point.first).abs() <= same[0] && (other.second - point.second).abs() <= same[1]
    };
    if let Some(other) = points.iter_mut().find(|other| like(other) || other.beats(&point, same)) {
        other.proven |= point.proven && like(other);
        return;
    }
    points.retain(|other| !point.beats(other, same));
    let place = points.partition_point(|other| other.first < point.first);
    points.insert(place, point);
}

/// So many numbers from 0 to 1 at equal distances: the ends, the middle, and then always the
/// middles of what lies between those before.
fn spread(count: usize) -> Vec<f64> {
    let last = count - 1;
    let mut order = vec![0, last];
    let mut gaps = std::collections::VecDeque::from([(0, last)]);
    while let Some((from, to)) = gaps.pop_front() {
        if to - from > 1 {
            let middle = from.midpoint(to);
            order.push(middle);
            gaps.extend([(from, middle), (middle, to)]);
        }
    }
    order.into_iter().map(|at| at as f64 / last as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_spread_from_the_first_on() {
        assert_eq!(spread(2), [0.0, 1.0]);
        assert_eq!(spread(3), [0.0, 1.0, 0.5]);
        assert_eq!(spread(5), [0.0, 1.0, 0.5, 0.25, 0.75]);
        let mut eleven = spread(11);
        assert_eq!(eleven[..5], [0.0, 1.0, 0.5, 0.2, 0.7]);
        eleven.sort_by(f64::total_cmp);
        assert_eq!(eleven, [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]);
    }

    #[test]
    fn a_point_stands_in_its_place_and_beaten_ones_go() {
        let point =
            |first: f64, second: f64| Point { slots: Vec::new(), first, second, share: None, proven: false };
        let same = [1e-6, 1e-6];
        let mut points = Vec::new();
        for (first, second) in [(5.0, 5.0), (9.0, 1.0), (1.0, 9.0), (4.0, 5.0), (9.0, 0.5)] {
            insert(&mut points, point(first, second), same);
        }
        assert_eq!(points, [point(1.0, 9.0), point(5.0, 5.0), point(9.0, 1.0)]);
        // The like of one that is there adds nothing but its proof.
        insert(&mut points, Point { proven: true, ..point(1.0 + 1e-9, 9.0) }, same);
        assert_eq!(points[0], Point { proven: true, ..point(1.0, 9.0) });
        // One may beat two.
        insert(&mut points, point(9.5, 5.0), same);
        assert_eq!(points[1..], [point(9.5, 5.0)]);
    }
}
