//! What it means to move a dot: a new likely value of the estimate that its axis shows.

use std::rc::Rc;

use super::scale::Scale;
use super::views::{ChartChoice, Field, View, input_of};
use crate::domain::editor::{Command, Edit};
use crate::domain::frameworks::{Bounds, Framework, Input, effort_input};
use crate::domain::number::{LARGEST, display};
use crate::domain::plan::{Estimate, Id, Item, Plan, title_in};
use crate::domain::text::{Lang, chart as words};

/// A number that a dot can be moved along.
#[derive(Clone, Debug)]
pub struct Rail {
    moves: Moves,
    bounds: Bounds,
    /// Where the number has steps, these, in no particular order.
    steps: Vec<f64>,
}

/// Whose number it is.
#[derive(Clone, Debug)]
enum Moves {
    /// An estimate of an item: the sheet and the input.
    Estimate(&'static str, &'static Input),
    /// What an item contributes to a user need.
    ToNeed(Id),
    /// What an item contributes to a business goal.
    ToGoal(Id),
    /// How important users say that a need is.
    Importance,
    /// How satisfied users are with what there is for a need.
    Satisfaction,
}

/// What a contribution can be.
const MARKS: [f64; 5] = [-1.0, 0.0, 1.0, 2.0, 3.0];

/// The numbers of a chart's axes, to the right and upwards, that its dots can be moved along;
/// `None` where the number follows from others.
pub fn rails(plan: &Plan, choice: &ChartChoice, framework: &'static Framework) -> [Option<Rail>; 2] {
    let ten = |moves| Some(Rail { moves, bounds: Bounds::Between(0.0, 10.0), steps: Vec::new() });
    match choice.fields() {
        // The same number on both axes cannot be two at once.
        Some((x, y)) if x == y => [rail(x, plan, framework), None],
        Some((x, y)) => [rail(x, plan, framework), rail(y, plan, framework)],
        None if choice.view == View::Importance => [ten(Moves::Importance), ten(Moves::Satisfaction)],
        None => [None, None],
    }
}

fn rail(field: Field, plan: &Plan, framework: &'static Framework) -> Option<Rail> {
    let mark = |moves| {
        let [least, .., most] = MARKS;
        Rail { moves, bounds: Bounds::Between(least, most), steps: MARKS.to_vec() }
    };
    let (sheet, input) = match field {
        Field::Effort => effort_input(framework)?,
        Field::Input(sheet, key) => {
            let (framework, input) = input_of(sheet, key)?;
            (framework.sheet, input)
        }
        Field::ToNeed(at) => return plan.needs.get(at).map(|need| mark(Moves::ToNeed(Rc::clone(&need.id)))),
        Field::ToGoal(at) => return plan.goals.get(at).map(|goal| mark(Moves::ToGoal(Rc::clone(&goal.id)))),
        _ => return None,
    };
    Some(Rail {
        moves: Moves::Estimate(sheet, input),
        bounds: input.bounds_in(&plan.settings.criteria),
        steps: input.scale.iter().map(|step| step.value).collect(),
    })
}

/// A change of the plan by moving a dot, with what is told of it.
pub struct Rescored {
    /// The change.
    pub command: Command,
    /// One sentence for each number that is another one now.
    pub told: Vec<String>,
}

/// What it means that the dot at a place of the plan's items, or of its needs where these are
/// the dots, has other numbers on its axes; `None` where that changes nothing.
pub fn rescored(
    plan: &Plan,
    rails: &[Option<Rail>; 2],
    place: usize,
    values: [Option<f64>; 2],
    lang: Lang,
) -> Option<Rescored> {
    let moved = rails.iter().zip(values).filter_map(|(rail, value)| Some((rail.as_ref()?, value?)));
    let mut told = Vec::new();
    let mut edits = Vec::new();
    let mut needs = None;
    for (rail, value) in moved {
        let (is_new, title) = if rail.is_of_needs() {
            let needs = needs.get_or_insert_with(|| (*plan.needs).clone());
            let need = needs.get_mut(place)?;
            let slot = if matches!(rail.moves, Moves::Importance) {
                &mut need.importance
            } else {
                &mut need.satisfaction
            };
            (
                slot.replace(value) != Some(value),
                title_in(&need.title, need.title_alt.as_deref(), lang).to_owned(),
            )
        } else {
            let item = plan.items.get(place)?;
            let is_new = rail.value(item) != Some(value);
            if is_new {
                edits.extend(rail.edit(item, value).map(|edit| (Rc::clone(&item.id), edit)));
            }
            (is_new, item.title_in(lang).to_owned())
        };
        if is_new {
            told.push(words::changed(lang, &rail.label(plan, lang), &title, &rail.display(value)));
        }
    }
    let command = needs.map_or(Command::EditItems(edits), Command::SetNeeds);
    (!told.is_empty()).then_some(Rescored { command, told })
}

/// A dot is moved by no finer step than this part of the axis.
const FINEST: f64 = 1.0 / 200.0;

/// One press of a key moves a dot by this part of the axis, where the input has no steps.
const STEP: f64 = 1.0 / 40.0;

impl Rail {
    /// The value that is meant by a place near it: a step of the input's scale, or a number
    /// with as few digits as the axis can show.
    pub fn snapped(&self, value: f64, scale: &Scale) -> f64 {
        let nearest = self.steps.iter().copied().min_by(|a, b| {
            let away = |step: f64| (scale.part(step) - scale.part(value)).abs();
            away(*a).total_cmp(&away(*b))
        });
        let round = || {
            let part = scale.part(value);
            let finest =
                (scale.value((part + FINEST).min(1.0)) - scale.value((part - FINEST).max(0.0))).abs();
            self.held(rounded(value, finest), finest)
        };
        nearest.unwrap_or_else(round)
    }

    /// The next value up or down.
    pub fn stepped(&self, value: f64, up: bool, scale: &Scale) -> f64 {
        if !self.steps.is_empty() {
            let steps = self.steps.iter().copied();
            let next = if up {
                steps.filter(|step| *step > value).min_by(f64::total_cmp)
            } else {
                steps.filter(|step| *step < value).max_by(f64::total_cmp)
            };
            return next.unwrap_or(value);
        }
        let part = scale.part(value);
        let step = if up { STEP } else { -STEP };
        let moved = scale.value(part + step);
        let length = (moved - value).abs();
        // At the end of the axis the value goes on: the axis follows.
        let held = self.held(rounded(moved, length), length);
        // Next to a bound there may be no room for a whole step; never the other way.
        if up { held.max(value) } else { held.min(value) }
    }

    /// Within the input's bounds; where it has to be above 0, no nearer to it than `least`.
    fn held(&self, value: f64, least: f64) -> f64 {
        match self.bounds {
            Bounds::Between(low, high) if low <= high => value.clamp(low, high),
            Bounds::Positive => value.clamp(least.clamp(f64::MIN_POSITIVE, 1.0), LARGEST),
            _ => value.clamp(0.0, LARGEST),
        }
    }

    fn is_of_needs(&self) -> bool {
        matches!(self.moves, Moves::Importance | Moves::Satisfaction)
    }

    /// The likely value of an item.
    fn value(&self, item: &Item) -> Option<f64> {
        match &self.moves {
            Moves::Estimate(sheet, input) => item.estimate(sheet, input.key)?.likely(),
            Moves::ToNeed(id) => item.needs.get(id).map(|mark| f64::from(*mark)),
            Moves::ToGoal(id) => item.goals.get(id).map(|mark| f64::from(*mark)),
            Moves::Importance | Moves::Satisfaction => None,
        }
    }

    /// The edit that makes a value the likely one; a range stays one, and holds it, as long as
    /// it is above 0, where ranges are.
    fn edit(&self, item: &Item, value: f64) -> Option<Edit> {
        Some(match &self.moves {
            Moves::Estimate(sheet, input) => {
                let estimate = match item.estimate(sheet, input.key) {
                    Some(Estimate::Range { low, high, .. }) if value > 0.0 => {
                        Estimate::Range { low: low.min(value), likely: value, high: high.max(value) }
                    }
                    _ => Estimate::Value(value),
                };
                Edit::Estimate { sheet, input: input.key, value: Some(estimate) }
            }
            Moves::ToNeed(id) => Edit::Need(Rc::clone(id), Some(value as i8)),
            Moves::ToGoal(id) => Edit::Goal(Rc::clone(id), Some(value as i8)),
            Moves::Importance | Moves::Satisfaction => return None,
        })
    }

    /// What people call the number in a plan.
    fn label(&self, plan: &Plan, lang: Lang) -> String {
        match &self.moves {
            Moves::Estimate(_, input) => input.label_in(&plan.settings.criteria, lang).to_owned(),
            Moves::ToNeed(id) => {
                let at = place(plan.needs.iter().map(|need| &need.id), id);
                Field::ToNeed(at).label(plan, lang)
            }
            Moves::ToGoal(id) => {
                let at = place(plan.goals.iter().map(|goal| &goal.id), id);
                Field::ToGoal(at).label(plan, lang)
            }
            Moves::Importance => words::importance(lang).to_owned(),
            Moves::Satisfaction => words::satisfaction(lang).to_owned(),
        }
    }

    fn display(&self, value: f64) -> String {
        match &self.moves {
            Moves::Estimate(_, input) => input.display(value),
            _ => display(value, 1),
        }
    }
}

fn place<'a>(mut ids: impl Iterator<Item = &'a Id>, id: &Id) -> usize {
    ids.position(|other| other == id).unwrap_or_default()
}

/// The nearest multiple of the largest of 0.1, 0.2, 0.5, 1, ... that is no larger than `finest`.
fn rounded(value: f64, finest: f64) -> f64 {
    if !(finest.is_finite() && finest > 0.0) {
        return value;
    }
    let exponent = libm::floor(libm::log10(finest));
    let ten = libm::pow(10.0, exponent);
    let step = [5.0, 2.0, 1.0].into_iter().find(|step| step * ten <= finest).unwrap_or(1.0);
    let count = libm::round(value / (step * ten)) * step;
    // Dividing brings 0.7, where multiplying brings 0.7 and a bit more.
    if exponent < 0.0 { count / libm::pow(10.0, -exponent) } else { count * ten }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::frameworks;
    use crate::domain::picture::scale::Span;
    use crate::domain::plan::{Criterion, Goal, Need};

    fn effort() -> Rail {
        rail(Field::Effort, &Plan::default(), frameworks::default()).unwrap()
    }

    fn data(values: &[f64]) -> Scale {
        Scale::fit(Span::Data, values.iter().copied())
    }

    fn of_two(plan: &Plan, x: Field, y: Field) -> [Option<Rail>; 2] {
        rails(
            plan,
            &ChartChoice { view: View::Fields, x, y, ..ChartChoice::default() },
            frameworks::default(),
        )
    }

    /// A plan with a need, a goal, a criterion from -5 to 5, and an item that has marks of all.
    fn plan() -> Plan {
        let mut plan = Plan::default();
        let need = |id: &str, importance| Need {
            id: id.into(),
            title: id.to_uppercase(),
            importance,
            ..Need::default()
        };
        plan.needs = Rc::new(vec![need("n", Some(4.0)), need("m", None)]);
        plan.goals = Rc::new(vec![Goal { id: "g".into(), title: "G".to_owned(), ..Goal::default() }]);
        plan.settings.criteria =
            Rc::new(vec![Criterion { low: -5.0, high: 5.0, ..Criterion::new("c2", "Risk") }]);
        let mut item = Item::new("i".into(), "SY-1", "Pay");
        item.needs.insert("n".into(), 1);
        item.set_estimate("weighted", "c2", Some(Estimate::Value(2.0)));
        plan.items = vec![Rc::new(item)];
        plan
    }

    #[test]
    fn a_dot_is_put_on_a_round_value_or_on_a_step() {
        let scale = data(&[0.5, 8.0]);
        for (value, expected) in [(3.137, 3.15), (0.0, 0.04), (-5.0, 0.04), (7.999, 8.0)] {
            let found = effort().snapped(value, &scale);
            assert!((found - expected).abs() < 0.021, "{value} became {found}");
        }
        let stepped = frameworks::ALL
            .iter()
            .flat_map(|framework| framework.inputs.iter().map(|input| (framework.sheet, input)))
            .find(|(_, input)| !input.scale.is_empty());
        let (sheet, input) = stepped.unwrap();
        let rail = rail(Field::Input(sheet, input.key), &Plan::default(), frameworks::default()).unwrap();
        for value in [-1.0, 0.4, 0.9, 2.2, 99.0] {
            let found = rail.snapped(value, &data(&[3.0]));
            assert!(input.scale.iter().any(|step| step.value == found));
        }
    }

    #[test]
    fn keys_move_by_a_step_and_never_out_of_bounds() {
        let scale = data(&[0.5, 8.0]);
        assert_eq!(effort().stepped(3.0, true, &scale), 3.2);
        assert_eq!(effort().stepped(3.0, false, &scale), 2.8);
        assert!(effort().stepped(0.05, false, &scale) > 0.0);
        let plan = plan();
        for framework in frameworks::sheets() {
            for input in framework.inputs_in(&plan.settings.criteria) {
                let rail = rail(Field::Input(framework.sheet, input.key), &plan, framework).unwrap();
                let scale = data(&[10.0]);
                for up in [true, false] {
                    let mut value = 1.0;
                    for _ in 0..60 {
                        value = rail.stepped(value, up, &scale);
                        let problem = input.check_in(&plan.settings.criteria, &Estimate::Value(value));
                        assert_eq!(problem, None, "{}: {value}", input.key);
                    }
                }
            }
        }
    }

    #[test]
    fn a_criterion_ends_where_the_plan_says() {
        let [rail, other] = of_two(&plan(), Field::Input("weighted", "c2"), Field::Value);
        let (rail, scale) = (rail.unwrap(), Scale::fit(Span::Fixed(-5.0, 5.0), [].into_iter()));
        assert!(other.is_none());
        assert_eq!((rail.snapped(-9.0, &scale), rail.snapped(9.0, &scale)), (-5.0, 5.0));
        assert_eq!(rail.stepped(4.9, true, &scale), 5.0);
    }

    #[test]
    fn a_range_stays_a_range_and_holds_its_likely_value() {
        let rail = effort();
        let Moves::Estimate(sheet, input) = rail.moves else { panic!("no estimate") };
        let mut item = Item::new("i".into(), "SY-1", "A");
        let new = |item: &Item, value| match rail.edit(item, value) {
            Some(Edit::Estimate { value, .. }) => value,
            _ => None,
        };
        assert_eq!(new(&item, 2.0), Some(Estimate::Value(2.0)));
        item.set_estimate(sheet, input.key, Some(Estimate::Range { low: 1.0, likely: 2.0, high: 4.0 }));
        assert_eq!(new(&item, 5.0), Some(Estimate::Range { low: 1.0, likely: 5.0, high: 5.0 }));
        assert_eq!(new(&item, 3.0), Some(Estimate::Range { low: 1.0, likely: 3.0, high: 4.0 }));
        // No range starts at 0: the item would have no score any more.
        assert_eq!(new(&item, 0.0), Some(Estimate::Value(0.0)));
    }

    #[test]
    fn moving_a_dot_changes_what_its_axes_show_and_tells_it() {
        let plan = plan();
        let id = || Id::from("i");
        let change = |x, y, values| {
            let rescored = rescored(&plan, &of_two(&plan, x, y), 0, values, Lang::En)?;
            Some((rescored.command, rescored.told.join(" ")))
        };
        let risk = Field::Input("weighted", "c2");
        assert_eq!(
            change(Field::ToNeed(0), risk, [Some(3.0), Some(-1.0)]),
            Some((
                Command::EditItems(vec![
                    (id(), Edit::Need("n".into(), Some(3))),
                    (
                        id(),
                        Edit::Estimate { sheet: "weighted", input: "c2", value: Some(Estimate::Value(-1.0)) }
                    ),
                ]),
                "Contribution to “N” of “Pay” is now 3. Risk of “Pay” is now -1.".to_owned()
            ))
        );
        assert_eq!(
            change(Field::ToGoal(0), risk, [Some(-1.0), Some(2.0)]).map(|(command, _)| command),
            Some(Command::EditItems(vec![(id(), Edit::Goal("g".into(), Some(-1)))])),
            "what stays as it is is not changed"
        );
        assert_eq!(change(Field::ToNeed(0), risk, [Some(1.0), None]), None);
        assert_eq!(
            change(Field::ToNeed(0), Field::ToNeed(0), [None, Some(3.0)]),
            None,
            "one number, one axis"
        );
    }

    #[test]
    fn moving_a_need_changes_its_importance_and_satisfaction() {
        let plan = plan();
        let choice = ChartChoice { view: View::Importance, ..ChartChoice::default() };
        let rails = rails(&plan, &choice, frameworks::default());
        let found = rescored(&plan, &rails, 0, [Some(9.0), Some(2.5)], Lang::En).unwrap();
        let mut needs = (*plan.needs).clone();
        (needs[0].importance, needs[0].satisfaction) = (Some(9.0), Some(2.5));
        assert_eq!(found.command, Command::SetNeeds(needs));
        assert_eq!(found.told, ["Importance of “N” is now 9.", "Satisfaction of “N” is now 2.5."]);
        assert!(rescored(&plan, &rails, 0, [Some(4.0), None], Lang::En).is_none());
        assert!(rescored(&plan, &rails, 7, [Some(4.0), None], Lang::En).is_none());
    }

    #[test]
    fn what_follows_from_other_numbers_cannot_be_moved() {
        for field in
            [Field::Need, Field::Goal, Field::Value, Field::Better, Field::WorseSize, Field::Score("rice")]
        {
            assert!(rail(field, &plan(), frameworks::default()).is_none());
        }
    }
}
