//! What was planned against what became of it: what has slipped, how each period went, how far
//! each team is, and how its estimates compare with what the work took.
//!
//! Nothing here looks at a clock: the day comes in.

use std::collections::HashSet;
use std::rc::Rc;

use super::effort::{Effort, Source, effort};
use super::family::rolled;
use super::{Period, Span};
use crate::domain::date::Date;
use crate::domain::editor::Edit;
use crate::domain::frameworks::{self, Unit};
use crate::domain::places::sort;
use crate::domain::plan::{Estimate, Id, Item, Plan, Status};

/// Shipped items that it takes until anything is said about estimates.
pub const FEWEST: usize = 3;

/// An item on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Tracked {
    /// The item, by its place in the plan.
    pub at: usize,
    /// The item's id.
    pub item: Id,
    /// The place of its period; `None` for one that has only dates of its own.
    pub period: Option<usize>,
    /// The first day that is planned.
    pub start: Option<Date>,
    /// The last day that is planned.
    pub end: Option<Date>,
    /// Whether the planned last day is the item's own, and not its period's.
    pub own_end: bool,
    /// When work began.
    pub began: Option<Date>,
    /// When it was delivered.
    pub delivered: Option<Date>,
    /// What came of it so far.
    pub state: State,
}

/// What came of an item so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is not shipped, and there is time, or nobody has said until when.
    Open,
    /// It is not shipped, and its planned end lies so many days back.
    Overdue(i64),
    /// It was shipped on its planned last day or before.
    InTime,
    /// It was shipped so many days after its planned last day.
    Late(i64),
    /// It was shipped, and one of the two days is not known.
    Shipped,
}

impl State {
    /// By how many days it has slipped; `None` where it has not.
    pub fn days_late(self) -> Option<i64> {
        match self {
            State::Overdue(days) | State::Late(days) => Some(days),
            _ => None,
        }
    }

    /// Whether it was shipped.
    pub fn is_shipped(self) -> bool {
        matches!(self, State::InTime | State::Late(_) | State::Shipped)
    }
}

/// Everything that is tracked: items with a place on the roadmap or planned dates of their own,
/// but for those that were rejected, in the plan's order.
///
/// What an item plans for itself comes before what its period says. It has slipped when its
/// planned last day is over and it is not shipped, or when it was shipped after that day.
pub fn tracked(plan: &Plan, today: Date) -> Vec<Tracked> {
    let places = super::compare::places(plan, &plan.roadmap.placements);
    let items = plan.items.iter().enumerate().filter(|(_, item)| item.status != Status::Rejected);
    items
        .filter_map(|(at, item)| {
            let place = places.get(&*item.id).copied();
            let period = place.and_then(|place| plan.roadmap.periods.get(place));
            let own = (Date::parse(&item.planned.start), Date::parse(&item.planned.end));
            if place.is_none() && own == (None, None) {
                return None;
            }
            let of = |day: fn(&Period) -> &str| period.and_then(|period| Date::parse(day(period)));
            let end = own.1.or_else(|| of(|period| &period.end));
            let delivered = Date::parse(&item.actual.end);
            Some(Tracked {
                at,
                item: Rc::clone(&item.id),
                period: place,
                start: own.0.or_else(|| of(|period| &period.start)),
                end,
                own_end: own.1.is_some(),
                began: Date::parse(&item.actual.start),
                delivered,
                state: state(item.status == Status::Shipped, end, delivered, today),
            })
        })
        .collect()
}

fn state(is_shipped: bool, end: Option<Date>, delivered: Option<Date>, today: Date) -> State {
    let late = |end: Date, day: Date| day.to_days() - end.to_days();
    match (is_shipped, end, delivered) {
        (true, Some(end), Some(day)) if day > end => State::Late(late(end, day)),
        (true, Some(_), Some(_)) => State::InTime,
        (true, _, _) => State::Shipped,
        (false, Some(end), _) if today > end => State::Overdue(late(end, today)),
        (false, _, _) => State::Open,
    }
}

/// What has slipped: what is still open first, and the longest delay first.
pub fn slipped(tracked: &[Tracked]) -> Vec<Tracked> {
    let mut slipped: Vec<Tracked> =
        tracked.iter().filter(|each| each.state.days_late().is_some()).cloned().collect();
    sort(&mut slipped, &|one, other| {
        let key = |each: &Tracked| (each.state.is_shipped(), -each.state.days_late().unwrap_or_default());
        key(one).cmp(&key(other))
    });
    slipped
}

/// The period into which an item that slipped can move: the first one behind its own that is
/// not over; where no period has dates, the next.
pub fn next_period(plan: &Plan, from: usize, today: Date) -> Option<usize> {
    let behind = plan.roadmap.periods.iter().enumerate().skip(from + 1);
    behind
        .filter(|(_, period)| Date::parse(&period.end).is_none_or(|end| end >= today))
        .map(|(at, _)| at)
        .next()
}

/// The edits that say of an item that it was shipped on a day.
pub fn ship(item: &Item, today: Date) -> Vec<(Id, Edit)> {
    let mut actual = item.actual.clone();
    actual.end = today.iso();
    vec![(Rc::clone(&item.id), Edit::Status(Status::Shipped)), (Rc::clone(&item.id), Edit::Actual(actual))]
}

/// The edit that lets the period's dates hold for an item again; `None` where they do.
pub fn follow_period(item: &Item) -> Option<(Id, Edit)> {
    let span = &item.planned;
    (!span.start.is_empty() || !span.end.is_empty()).then(|| {
        let span = Span { start: String::new(), end: String::new(), extra: span.extra.clone() };
        (Rc::clone(&item.id), Edit::Planned(span))
    })
}

/// What an item takes itself; nothing where its parts are planned in its place.
fn own_effort(plan: &Plan, item: &Item, rolled: &HashSet<&str>) -> Effort {
    if rolled.contains(&*item.id) { Effort::default() } else { effort(plan, item) }
}

/// How a period went. Efforts are in the plan's effort unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Items that are planned for it.
    pub planned: usize,
    /// Shipped by their planned last day.
    pub in_time: usize,
    /// Shipped after it.
    pub late: usize,
    /// Shipped, on a day or for a day that nobody noted.
    pub undated: usize,
    /// Not shipped.
    pub open: usize,
    /// Not shipped although the planned last day is over; these are among the open ones.
    pub overdue: usize,
    /// The effort of all items that are planned for it.
    pub effort: f64,
    /// Shipped items of which it is noted what they took, and which have an estimate.
    pub measured: usize,
    /// What those took.
    pub took: f64,
    /// What those were estimated to take.
    pub estimated: f64,
}

/// Plan against actual, period by period, in the roadmap's order.
pub fn outcomes(plan: &Plan, tracked: &[Tracked]) -> Vec<Outcome> {
    let mut outcomes = vec![Outcome::default(); plan.roadmap.periods.len()];
    let rolled = rolled(plan);
    for each in tracked {
        let Some(outcome) = each.period.and_then(|at| outcomes.get_mut(at)) else { continue };
        let Some(item) = plan.items.get(each.at) else { continue };
        let effort = own_effort(plan, item, &rolled);
        outcome.planned += 1;
        outcome.effort += effort.total();
        match each.state {
            State::InTime => outcome.in_time += 1,
            State::Late(_) => outcome.late += 1,
            State::Shipped => outcome.undated += 1,
            State::Open => outcome.open += 1,
            State::Overdue(_) => {
                outcome.open += 1;
                outcome.overdue += 1;
            }
        }
        if let (true, Some(took), true) =
            (each.state.is_shipped(), item.actual.effort, effort.source != Source::Unknown)
        {
            outcome.measured += 1;
            outcome.took += took;
            outcome.estimated += effort.total();
        }
    }
    outcomes
}

/// How far a team is with what is placed, in effort of the plan's unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Of shipped items.
    pub shipped: f64,
    /// Of items that are being built.
    pub in_progress: f64,
    /// Of all others.
    pub open: f64,
}

impl Progress {
    /// All of it.
    pub fn total(&self) -> f64 {
        self.shipped + self.in_progress + self.open
    }
}

/// How far each team is with what is placed in a period, in the roadmap's order.
pub fn progress(plan: &Plan, tracked: &[Tracked]) -> Vec<Progress> {
    let mut all = vec![Progress::default(); plan.roadmap.teams.len()];
    let rolled = rolled(plan);
    for each in tracked.iter().filter(|each| each.period.is_some()) {
        let Some(item) = plan.items.get(each.at) else { continue };
        let effort = own_effort(plan, item, &rolled);
        for (team, progress) in plan.roadmap.teams.iter().zip(&mut all) {
            let amount = effort.of(&team.id);
            match item.status {
                Status::Shipped => progress.shipped += amount,
                Status::InProgress => progress.in_progress += amount,
                _ => progress.open += amount,
            }
        }
    }
    all
}

/// How numbers that came true compare with their estimates: the ratio actual / estimate.
///
/// The mean is the geometric one, `exp(mean of ln ratio)`, because twice and half cancel out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Calibration {
    /// How many items it rests on.
    pub items: usize,
    /// The geometric mean of the ratios, more than 0.
    pub mean: f64,
    /// Their median; of an even number the geometric mean of the middle two.
    pub median: f64,
    /// The lowest ratio.
    pub low: f64,
    /// The highest ratio.
    pub high: f64,
}

impl Calibration {
    /// Of ratios above 0; others are left out. `None` where there are none.
    pub fn of(ratios: &[f64]) -> Option<Calibration> {
        let fits = |ratio: &f64| ratio.is_finite() && *ratio > 0.0;
        let mut ratios: Vec<f64> = ratios.iter().copied().filter(fits).collect();
        sort(&mut ratios, &f64::total_cmp);
        let items = ratios.len();
        let (low, high) = (*ratios.first()?, *ratios.last()?);
        let sum: f64 = ratios.iter().map(|ratio| libm::log(*ratio)).sum();
        let middle = |at: usize| ratios.get(at).copied().unwrap_or(low);
        // Of an odd number both are the one in the middle.
        let median = libm::sqrt(middle((items - 1) / 2) * middle(items / 2));
        // Rounding may not lead out of the range.
        let held = |value: f64| value.clamp(low, high);
        Some(Calibration {
            items,
            mean: held(libm::exp(sum / items as f64)),
            median: held(median),
            low,
            high,
        })
    }

    /// Whether it rests on too few items to say anything.
    pub fn is_thin(&self) -> bool {
        self.items < FEWEST
    }
}

/// How the efforts of each team compare with their estimates, in the roadmap's order; `None`
/// for a team without a shipped item that tells.
///
/// Only items of a single team count: of a shared one nobody knows who took longer.
pub fn calibrations(plan: &Plan) -> Vec<Option<Calibration>> {
    let mut ratios: Vec<Vec<f64>> = vec![Vec::new(); plan.roadmap.teams.len()];
    let rolled = rolled(plan);
    for item in plan.items.iter().filter(|item| item.status == Status::Shipped) {
        let Some(took) = item.actual.effort else { continue };
        if let [(team, estimated)] = own_effort(plan, item, &rolled).by_team.as_slice()
            && let Some(at) = plan.roadmap.teams.iter().position(|each| each.id == *team)
            && let Some(list) = ratios.get_mut(at)
        {
            list.push(took / estimated);
        }
    }
    ratios.iter().map(|ratios| Calibration::of(ratios)).collect()
}

/// How the reach of shipped items compares with their estimates; `None` where none tells.
pub fn reach_calibration(plan: &Plan) -> Option<Calibration> {
    let shipped = plan.items.iter().filter(|item| item.status == Status::Shipped);
    let ratios = shipped.filter_map(|item| Some(item.actual.reach? / reach(item)?));
    Calibration::of(&ratios.collect::<Vec<f64>>())
}

/// How many an item was estimated to reach, from the first sheet that tells.
fn reach(item: &Item) -> Option<f64> {
    frameworks::sheets()
        .flat_map(|framework| framework.inputs.iter().map(move |input| (framework.sheet, input)))
        .filter(|(_, input)| input.unit == Unit::PerPeriod)
        .find_map(|(sheet, input)| item.estimate(sheet, input.key)?.likely())
        .filter(|reach| *reach > 0.0)
}

/// The edits that turn the plain efforts of a team's open items into ranges, as wide as its
/// shipped items have shown:
///
/// ```text
/// low = effort · lowest ratio,  likely = effort · median ratio,  high = effort · highest ratio
/// ```
///
/// Efforts that have a range already stay as they are, so doing it twice changes nothing.
/// Empty where the calibration rests on too few items.
pub fn widen(plan: &Plan, team: &str, calibration: &Calibration) -> Vec<(Id, Edit)> {
    if calibration.is_thin() {
        return Vec::new();
    }
    let open = plan.items.iter().filter(|item| !matches!(item.status, Status::Shipped | Status::Rejected));
    open.filter_map(|item| {
        let of: Effort = effort(plan, item);
        let edit = match of.source {
            Source::Unknown => return None,
            Source::Teams => {
                let (id, given) = item.effort_by_team.get_key_value(team)?;
                Edit::TeamEffort(Rc::clone(id), Some(widened(given, calibration)?))
            }
            Source::Area | Source::FirstTeam => {
                of.by_team.iter().find(|(id, _)| &**id == team)?;
                let (sheet, input, given) = frameworks::effort_estimate(item)?;
                Edit::Estimate { sheet, input: input.key, value: Some(widened(given, calibration)?) }
            }
        };
        Some((Rc::clone(&item.id), edit))
    })
    .collect()
}

/// A plain effort as the range that a calibration makes of it; `None` for anything else.
fn widened(given: &Estimate, calibration: &Calibration) -> Option<Estimate> {
    let Estimate::Value(value) = *given else { return None };
    let times = |ratio: f64| value * ratio;
    (value > 0.0).then(|| Estimate::Range {
        low: times(calibration.low),
        likely: times(calibration.median),
        high: times(calibration.high),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::editor::{Command, Editor};
    use crate::domain::roadmap::{Actual, Placement, Roadmap, Team};

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn period(id: &str, start: &str, end: &str) -> Period {
        Period { id: id.into(), start: start.to_owned(), end: end.to_owned(), ..Period::default() }
    }

    fn plan(items: Vec<Item>, periods: Vec<Period>, placed: &[(&str, &str)]) -> Plan {
        let team =
            |id: &str, area: &str| Team { id: id.into(), areas: vec![area.to_owned()], ..Team::default() };
        let placement = |(item, period): &(&str, &str)| Placement {
            item: (*item).into(),
            period: (*period).into(),
            ..Placement::default()
        };
        let roadmap = Roadmap {
            teams: vec![team("web", "Cart"), team("pay", "Pay")],
            periods,
            placements: placed.iter().map(placement).collect(),
            ..Roadmap::default()
        };
        Plan { items: items.into_iter().map(Rc::new).collect(), roadmap: Rc::new(roadmap), ..Plan::default() }
    }

    fn item(id: &str, status: Status) -> Item {
        let mut item = Item::new(id.into(), id, id);
        item.status = status;
        item
    }

    /// A shipped item of one team with an estimate and what it took.
    fn shipped(id: &str, area: &str, estimated: f64, took: f64) -> Item {
        let mut item = item(id, Status::Shipped);
        item.area = area.to_owned();
        item.set_estimate("rice", "effort", Some(Estimate::Value(estimated)));
        item.actual = Actual { effort: Some(took), ..Actual::default() };
        item
    }

    #[test]
    fn an_item_slips_after_its_planned_last_day() {
        #[track_caller]
        fn check(status: Status, own_end: &str, delivered: &str, today: &str, expected: State) {
            let mut one = item("a", status);
            one.planned.end = own_end.to_owned();
            one.actual.end = delivered.to_owned();
            let plan = plan(vec![one], vec![period("q4", "2026-10-01", "2026-12-31")], &[("a", "q4")]);
            let found = tracked(&plan, day(today));
            assert_eq!(found.iter().map(|each| each.state).collect::<Vec<_>>(), [expected]);
        }
        use Status::{InProgress, Planned, Shipped};
        check(Planned, "", "", "2026-12-31", State::Open);
        check(Planned, "", "", "2027-01-01", State::Overdue(1));
        check(InProgress, "2026-11-30", "", "2027-01-01", State::Overdue(32));
        check(InProgress, "2027-01-15", "", "2027-01-01", State::Open);
        check(InProgress, "someday", "", "2027-01-02", State::Overdue(2));
        check(Shipped, "", "2026-12-31", "2027-03-01", State::InTime);
        check(Shipped, "", "2027-01-01", "2027-03-01", State::Late(1));
        check(Shipped, "2027-02-28", "2027-01-01", "2027-03-01", State::InTime);
        check(Shipped, "2028-02-28", "2028-03-01", "2028-03-01", State::Late(2));
        check(Shipped, "", "", "2027-03-01", State::Shipped);
        // A day of delivery alone ships nothing: the status says so.
        check(InProgress, "", "2026-12-01", "2026-12-02", State::Open);
    }

    #[test]
    fn without_dates_nothing_is_late() {
        let items = vec![item("a", Status::Planned), item("b", Status::Shipped), item("c", Status::Idea)];
        let periods = vec![period("now", "", ""), period("next", "", "")];
        let plan = plan(items, periods, &[("a", "now"), ("b", "next")]);
        let found = tracked(&plan, day("2030-01-01"));
        let states: Vec<State> = found.iter().map(|each| each.state).collect();
        assert_eq!(states, [State::Open, State::Shipped]);
        assert!(slipped(&found).is_empty());
        assert_eq!(next_period(&plan, 0, day("2030-01-01")), Some(1));
        assert_eq!(next_period(&plan, 1, day("2030-01-01")), None);
    }

    #[test]
    fn dates_of_its_own_are_enough_to_be_tracked_and_rejected_items_are_not() {
        let mut dated = item("a", Status::Candidate);
        dated.planned.start = "2026-01-01".to_owned();
        let mut rejected = item("b", Status::Rejected);
        rejected.planned.end = "2026-01-01".to_owned();
        let plan = plan(vec![dated, rejected, item("c", Status::Planned)], Vec::new(), &[]);
        let found = tracked(&plan, day("2026-06-01"));
        assert_eq!(found.iter().map(|each| &*each.item).collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn what_slipped_is_listed_open_first_and_longest_first() {
        let mut items = Vec::new();
        for (id, status, end, delivered) in [
            ("a", Status::Shipped, "2026-01-10", "2026-03-10"),
            ("b", Status::Planned, "2026-05-01", ""),
            ("c", Status::InProgress, "2026-02-01", ""),
            ("d", Status::Shipped, "2026-01-10", "2026-01-10"),
        ] {
            let mut one = item(id, status);
            (one.planned.end, one.actual.end) = (end.to_owned(), delivered.to_owned());
            items.push(one);
        }
        let found = slipped(&tracked(&plan(items, Vec::new(), &[]), day("2026-06-01")));
        assert_eq!(found.iter().map(|each| &*each.item).collect::<Vec<_>>(), ["c", "b", "a"]);
    }

    #[test]
    fn the_next_period_is_one_that_is_not_over() {
        #[track_caller]
        fn check(from: usize, today: &str, expected: Option<usize>) {
            let periods = vec![
                period("q3", "2026-07-01", "2026-09-30"),
                period("q4", "2026-10-01", "2026-12-31"),
                period("q1", "2027-01-01", "2027-03-31"),
                period("later", "", ""),
            ];
            assert_eq!(next_period(&plan(Vec::new(), periods, &[]), from, day(today)), expected);
        }
        check(0, "2026-10-01", Some(1));
        check(0, "2026-12-31", Some(1));
        check(0, "2027-01-01", Some(2));
        check(0, "2028-01-01", Some(3));
        check(3, "2026-10-01", None);
    }

    #[test]
    fn a_period_counts_what_became_of_its_items() {
        let mut in_time = shipped("a", "Cart", 2.0, 3.0);
        in_time.actual.end = "2026-12-01".to_owned();
        let mut late = shipped("b", "Cart", 4.0, 4.0);
        late.actual.end = "2027-01-05".to_owned();
        late.actual.effort = None;
        let undated = shipped("c", "Pay", 1.0, 0.5);
        let mut open = item("d", Status::Planned);
        open.set_estimate("rice", "effort", Some(Estimate::Value(5.0)));
        let plan = plan(
            vec![in_time, late, undated, open],
            vec![period("q4", "2026-10-01", "2026-12-31"), period("q1", "2027-01-01", "2027-03-31")],
            &[("a", "q4"), ("b", "q4"), ("c", "q4"), ("d", "q4")],
        );
        let found = outcomes(&plan, &tracked(&plan, day("2027-01-10")));
        let expected = Outcome {
            planned: 4,
            in_time: 1,
            late: 1,
            undated: 1,
            open: 1,
            overdue: 1,
            effort: 12.0,
            measured: 2,
            took: 3.5,
            estimated: 3.0,
        };
        assert_eq!(found, [expected, Outcome::default()]);
    }

    #[test]
    fn progress_is_effort_by_team() {
        let mut items = vec![shipped("a", "Cart", 2.0, 2.0)];
        for (id, status, effort) in [("b", Status::InProgress, 1.5), ("c", Status::Planned, 3.0)] {
            let mut one = item(id, status);
            one.area = "Pay".to_owned();
            one.set_estimate("rice", "effort", Some(Estimate::Value(effort)));
            items.push(one);
        }
        let plan = plan(items, vec![period("p", "", "")], &[("a", "p"), ("b", "p"), ("c", "p")]);
        let found = progress(&plan, &tracked(&plan, day("2026-01-01")));
        let expected = [
            Progress { shipped: 2.0, ..Progress::default() },
            Progress { in_progress: 1.5, open: 3.0, ..Progress::default() },
        ];
        assert_eq!(found, expected);
        assert_eq!(expected.map(|each| each.total()), [2.0, 4.5]);
    }

    #[test]
    fn a_calibration_is_the_geometric_mean_of_ratios() {
        #[track_caller]
        fn check(ratios: &[f64], expected: Option<[f64; 4]>) {
            let found =
                Calibration::of(ratios).map(|found| [found.mean, found.median, found.low, found.high]);
            match (found, expected) {
                (Some(found), Some(expected)) => {
                    let close =
                        found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-12);
                    assert!(close, "{ratios:?}: {found:?}");
                }
                (found, expected) => assert_eq!(found, expected, "{ratios:?}"),
            }
        }
        check(&[], None);
        check(&[0.0, -1.0, f64::INFINITY, f64::NAN], None);
        check(&[1.6], Some([1.6, 1.6, 1.6, 1.6]));
        check(&[2.0, 0.5], Some([1.0, 1.0, 0.5, 2.0]));
        check(&[4.0, 1.0, 2.0], Some([2.0, 2.0, 1.0, 4.0]));
        check(&[8.0, 1.0, 1.0, 0.0], Some([2.0, 1.0, 1.0, 8.0]));
        assert!(Calibration::of(&[1.0, 2.0]).is_some_and(|found| found.is_thin()));
        assert!(Calibration::of(&[1.0, 2.0, 3.0]).is_some_and(|found| !found.is_thin()));
    }

    #[test]
    fn only_items_of_a_single_team_calibrate_it() {
        let mut shared = shipped("c", "Cart", 2.0, 20.0);
        shared.effort_by_team =
            [("web".into(), Estimate::Value(1.0)), ("pay".into(), Estimate::Value(1.0))].into();
        let mut unknown = shipped("d", "Cart", 2.0, 20.0);
        unknown.scores.clear();
        let mut open = shipped("e", "Cart", 2.0, 20.0);
        open.status = Status::InProgress;
        let items =
            vec![shipped("a", "Cart", 2.0, 3.0), shipped("b", "Cart", 2.0, 6.0), shared, unknown, open];
        let found = calibrations(&plan(items, Vec::new(), &[]));
        let web = found[0].unwrap();
        assert_eq!((web.items, web.low, web.high), (2, 1.5, 3.0));
        assert_eq!(found[1], None);
    }

    #[test]
    fn reach_is_compared_with_its_estimate() {
        let mut one = item("a", Status::Shipped);
        one.set_estimate("rice", "reach", Some(Estimate::Value(1000.0)));
        one.actual.reach = Some(700.0);
        let mut unknown = item("b", Status::Shipped);
        unknown.actual.reach = Some(700.0);
        let found = reach_calibration(&plan(vec![one, unknown], Vec::new(), &[])).unwrap();
        assert_eq!((found.items, found.mean), (1, 0.7));
    }

    #[test]
    fn plain_efforts_of_open_items_become_ranges_once() {
        let mut single = item("a", Status::Planned);
        single.area = "Cart".to_owned();
        single.set_estimate("rice", "effort", Some(Estimate::Value(2.0)));
        let mut by_team = item("b", Status::Idea);
        by_team.effort_by_team =
            [("web".into(), Estimate::Value(1.0)), ("pay".into(), Estimate::Value(9.0))].into();
        let mut ranged = item("c", Status::Idea);
        let range = Estimate::Range { low: 1.0, likely: 2.0, high: 3.0 };
        ranged.set_estimate("rice", "effort", Some(range));
        let done = shipped("d", "Cart", 5.0, 5.0);
        let plan = plan(vec![single, by_team, ranged, done], Vec::new(), &[]);
        let calibration = Calibration::of(&[0.5, 1.5, 4.0]).unwrap();
        let edits = widen(&plan, "web", &calibration);
        assert_eq!(edits.iter().map(|(id, _)| &**id).collect::<Vec<_>>(), ["a", "b"]);
        let after =
            Editor::new(plan).apply(&Command::EditItems(edits), "2026-11-22T09:00:00Z", None).unwrap();
        let after = after.plan();
        let range = Estimate::Range { low: 1.0, likely: 3.0, high: 8.0 };
        assert_eq!(after.items[0].estimate("rice", "effort"), Some(&range));
        let range = Estimate::Range { low: 0.5, likely: 1.5, high: 4.0 };
        assert_eq!(after.items[1].effort_by_team.get("web"), Some(&range));
        assert_eq!(after.items[1].effort_by_team.get("pay"), Some(&Estimate::Value(9.0)));
        assert!(widen(after, "web", &calibration).is_empty());
        assert!(widen(after, "pay", &Calibration::of(&[1.0, 2.0]).unwrap()).is_empty());
    }

    #[test]
    fn a_shipped_item_keeps_what_was_noted_of_it() {
        let mut one = shipped("a", "Cart", 1.0, 2.5);
        one.status = Status::InProgress;
        one.actual.start = "2026-10-02".to_owned();
        let plan = plan(vec![one], Vec::new(), &[]);
        let edits = ship(&plan.items[0], day("2026-12-31"));
        let after =
            Editor::new(plan).apply(&Command::EditItems(edits), "2026-12-31T09:00:00Z", None).unwrap();
        let after = &after.plan().items[0];
        assert_eq!(after.status, Status::Shipped);
        let expected = Actual {
            start: "2026-10-02".to_owned(),
            end: "2026-12-31".to_owned(),
            effort: Some(2.5),
            ..Actual::default()
        };
        assert_eq!(after.actual, expected);
    }

    proptest! {
        #[test]
        fn every_item_of_a_period_is_counted_once(
            days in proptest::collection::vec((0..800_i64, 0..800_i64, 0..6_usize), 0..12),
            today in 0..800_i64,
        ) {
            let from = day("2026-01-01").to_days();
            let items: Vec<Item> = days.iter().enumerate().map(|(at, (end, delivered, status))| {
                let mut one = item(&format!("i{at}"), Status::ALL[*status]);
                one.planned.end = Date::from_days(from + end).iso();
                one.actual.end = Date::from_days(from + delivered).iso();
                one
            }).collect();
            let ids: Vec<String> = (0..items.len()).map(|at| format!("i{at}")).collect();
            let placed: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "p")).collect();
            let plan = plan(items, vec![period("p", "", "")], &placed);
            let tracked = tracked(&plan, Date::from_days(from + today));
            let found = outcomes(&plan, &tracked)[0];
            prop_assert_eq!(found.planned, found.in_time + found.late + found.undated + found.open);
            prop_assert!(found.overdue <= found.open);
            prop_assert_eq!(found.late + found.overdue, slipped(&tracked).len());
            prop_assert!(slipped(&tracked).iter().all(|each| each.state.days_late() > Some(0)));
        }

        #[test]
        fn a_calibration_lies_within_its_range(ratios in proptest::collection::vec(0.01..100.0_f64, 1..20)) {
            let found = Calibration::of(&ratios).unwrap();
            prop_assert!(found.low <= found.mean && found.mean <= found.high);
            prop_assert!(found.low <= found.median && found.median <= found.high);
            prop_assert_eq!(found.items, ratios.len());
        }
    }
}
