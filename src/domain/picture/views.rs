//! What the charts of items show: which numbers stand on the axes, what size and colour
//! mean, where the cut is, and what is not in the picture.

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use super::items::{Axis, Chart, Dot, Key, Level};
use super::scale::{Scale, Span, Written};
use super::{Ink, TONES};
use crate::domain::frameworks::{self, Basis, Bounds, Framework, Input, Scorer, Unit, effort_input};
use crate::domain::number::display;
use crate::domain::places::sort;
use crate::domain::plan::{Id, Item, KanoCategory, Plan, Settings, Status, title_in};
use crate::domain::text::{Lang, Word, chart as words, common};
use crate::domain::tradeoff::beam::takes_part;
use crate::domain::tradeoff::opportunity::{self, THRESHOLDS};
use crate::domain::tradeoff::pareto;
use crate::domain::tradeoff::value::{Weighing, Worth};

/// What stands on the two axes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// User need against business goal.
    #[default]
    NeedGoal,
    /// Value against effort.
    ValueEffort,
    /// Importance against satisfaction, of the user needs.
    Importance,
    /// Kano's Better against Worse.
    Kano,
    /// Any two numbers of items.
    Fields,
}

impl View {
    /// All of them, in the order in which a chooser lists them.
    pub const ALL: [View; 5] =
        [View::NeedGoal, View::ValueEffort, View::Importance, View::Kano, View::Fields];

    /// What people call it.
    pub fn word(self) -> Word {
        match self {
            View::NeedGoal => words::view_need_goal,
            View::ValueEffort => words::view_value_effort,
            View::Importance => words::view_importance,
            View::Kano => words::view_kano,
            View::Fields => words::view_fields,
        }
    }

    /// Whether its dots are items; else they are user needs.
    pub fn of_items(self) -> bool {
        self != View::Importance
    }
}

/// A number that items have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What it is worth to users, 0..=1.
    Need,
    /// What it is worth to the business, 0..=1.
    Goal,
    /// Both at the need share, 0..=1.
    Value,
    /// The work of the framework in use, or of the default one where that asks for none.
    Effort,
    /// The score under a framework, by its id.
    Score(&'static str),
    /// An estimate: the sheet and the input, by their keys.
    Input(&'static str, &'static str),
    /// Kano's Better, 0..=1.
    Better,
    /// Kano's Worse, -1..=0.
    Worse,
    /// Kano's Worse without its sign, 0..=1.
    WorseSize,
    /// How much it serves one user need, -1..=3, by the need's place in the plan.
    ToNeed(usize),
    /// How much it serves one business goal, -1..=3, by the goal's place in the plan.
    ToGoal(usize),
}

impl Field {
    /// Those that a person can choose from in a plan, in the order of the chooser: of estimates
    /// over criteria only what the plan asks for.
    pub fn all(plan: &Plan) -> Vec<Field> {
        let criteria = &plan.settings.criteria;
        let mut all = vec![Field::Need, Field::Goal, Field::Value];
        // What rests on needs and goals is among the fields by itself.
        let scores = frameworks::ALL
            .iter()
            .filter(|framework| framework.basis != Basis::Worth && !framework.needs_criteria(criteria));
        all.extend(scores.map(|framework| Field::Score(framework.id)));
        for framework in frameworks::sheets() {
            let inputs = framework.inputs_in(criteria);
            all.extend(inputs.map(|input| Field::Input(framework.sheet, input.key)));
        }
        all.extend([Field::Better, Field::Worse]);
        all.extend((0..plan.needs.len()).map(Field::ToNeed));
        all.extend((0..plan.goals.len()).map(Field::ToGoal));
        all
    }

    /// All of them with what people call them, so that no two fields of a plan are called the same.
    pub fn named(plan: &Plan, lang: Lang) -> Vec<(Field, String)> {
        let all = Field::all(plan);
        let plain: Vec<String> = all.iter().map(|field| field.plain(plan, lang)).collect();
        let is_one_of_many = |name: &String| plain.iter().filter(|other| *other == name).count() > 1;
        let name = |(field, plain): (Field, &String)| match is_one_of_many(plain) {
            true => (field, field.told_apart(plain, plan, lang)),
            false => (field, plain.clone()),
        };
        all.into_iter().zip(&plain).map(name).collect()
    }

    /// What people call it in a plan: see [`Field::named`].
    pub fn label(self, plan: &Plan, lang: Lang) -> String {
        let named = Field::named(plan, lang).into_iter().find(|(field, _)| *field == self);
        named.map_or_else(|| self.plain(plan, lang), |(_, name)| name)
    }

    /// Its name with what tells it from others that are called the same.
    fn told_apart(self, plain: &str, plan: &Plan, lang: Lang) -> String {
        match self {
            Field::Input(sheet, key) => match input_of(sheet, key) {
                // Its title is the plan's; what tells it apart is which of the criteria it is.
                Some((_, input)) if input.criterion(&plan.settings.criteria).is_some() => {
                    words::with_unit(lang, plain, (input.label)(lang))
                }
                Some((framework, _)) => words::field_of(lang, (framework.name)(lang), plain),
                None => plain.to_owned(),
            },
            Field::ToNeed(at) => words::with_unit(lang, plain, &words::nth_need(lang, at + 1)),
            Field::ToGoal(at) => words::with_unit(lang, plain, &words::nth_goal(lang, at + 1)),
            _ => plain.to_owned(),
        }
    }

    fn plain(self, plan: &Plan, lang: Lang) -> String {
        let word = match self {
            Field::Need => words::need,
            Field::Goal => words::goal,
            Field::Value => words::value,
            Field::Effort => words::effort,
            Field::Better => words::better,
            Field::Worse => words::worse,
            Field::WorseSize => words::worse_size,
            Field::Score(id) => {
                let name = frameworks::by_id(id).map_or("", |framework| (framework.name)(lang));
                return words::score_of(lang, name);
            }
            Field::Input(sheet, key) => {
                let label = |(_, input): (_, &'static Input)| input.label_in(&plan.settings.criteria, lang);
                return input_of(sheet, key).map_or(key, label).to_owned();
            }
            Field::ToNeed(at) => {
                let title =
                    plan.needs.get(at).map(|need| title_in(&need.title, need.title_alt.as_deref(), lang));
                return words::serves(lang, title.unwrap_or_default());
            }
            Field::ToGoal(at) => {
                let title =
                    plan.goals.get(at).map(|goal| title_in(&goal.title, goal.title_alt.as_deref(), lang));
                return words::serves(lang, title.unwrap_or_default());
            }
        };
        word(lang).to_owned()
    }

    /// What an item without it lacks.
    fn lacking(self, plan: &Plan, lang: Lang) -> String {
        match self {
            Field::Need | Field::Goal | Field::Value => words::contributions(lang).to_owned(),
            Field::Better | Field::Worse | Field::WorseSize => words::coefficients(lang).to_owned(),
            other => other.label(plan, lang),
        }
    }

    /// Whether no value of it is below 0: areas of dots stand for amounts.
    pub fn is_amount(self, plan: &Plan) -> bool {
        match self {
            Field::Worse | Field::ToNeed(_) | Field::ToGoal(_) => false,
            Field::Input(sheet, key) => input_of(sheet, key).is_none_or(|(_, input)| {
                !matches!(input.bounds_in(&plan.settings.criteria), Bounds::Between(low, _) if low < 0.0)
            }),
            _ => true,
        }
    }

    fn ink(self) -> Ink {
        match self {
            Field::Need | Field::ToNeed(_) => Ink::Need,
            Field::Goal | Field::ToGoal(_) => Ink::Goal,
            Field::Value => Ink::Brass,
            _ => Ink::Text,
        }
    }
}

pub(super) fn input_of(sheet: &str, key: &str) -> Option<(&'static Framework, &'static Input)> {
    let framework = frameworks::sheet_named(sheet)?;
    Some((framework, framework.input(key)?))
}

/// What colours and letters of dots mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// The Kano category.
    #[default]
    Kano,
    /// The area.
    Area,
    /// The status.
    Status,
    /// Nothing.
    None,
}

impl Colour {
    /// All of them, in the order in which a chooser lists them.
    pub const ALL: [Colour; 4] = [Colour::Kano, Colour::Area, Colour::Status, Colour::None];

    /// What people call it.
    pub fn word(self) -> Word {
        match self {
            Colour::Kano => words::colour_kano,
            Colour::Area => words::colour_area,
            Colour::Status => words::colour_status,
            Colour::None => common::none,
        }
    }
}

/// Where the line stands that divides low from high. What stands on it is high.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CutBy {
    /// In the middle of the scale.
    #[default]
    Middle,
    /// At the median of what is in the picture.
    Median,
}

impl CutBy {
    /// Both.
    pub const ALL: [CutBy; 2] = [CutBy::Middle, CutBy::Median];

    /// What people call it.
    pub fn word(self) -> Word {
        match self {
            CutBy::Middle => words::cut_middle,
            CutBy::Median => words::cut_median,
        }
    }

    /// What it means, where all axes have scales of their own or some follow the values.
    fn help(self, are_fixed: bool) -> Word {
        match self {
            CutBy::Middle if are_fixed => words::cut_middle_help,
            CutBy::Middle => words::cut_middle_of_axis_help,
            CutBy::Median => words::cut_median_help,
        }
    }
}

/// What a person chose to see.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartChoice {
    /// What stands on the axes.
    pub view: View,
    /// The number to the right, of any two.
    pub x: Field,
    /// The number upwards, of any two.
    pub y: Field,
    /// What value is, against effort: [`Field::Value`], or a score.
    pub value: Field,
    /// What areas of dots stand for; `None` for nothing.
    pub size: Option<Field>,
    /// What colours stand for.
    pub colour: Colour,
    /// Where the cut is.
    pub cut: CutBy,
}

impl Default for ChartChoice {
    fn default() -> Self {
        ChartChoice {
            view: View::default(),
            x: Field::Goal,
            y: Field::Need,
            value: Field::Value,
            size: Some(Field::Effort),
            colour: Colour::default(),
            cut: CutBy::default(),
        }
    }
}

impl ChartChoice {
    /// The two numbers of items that stand on the axes, to the right and upwards; `None` where
    /// the dots are no items.
    pub fn fields(&self) -> Option<(Field, Field)> {
        match self.view {
            View::NeedGoal => Some((Field::Goal, Field::Need)),
            View::ValueEffort => Some((Field::Effort, self.value)),
            View::Importance => None,
            View::Kano => Some((Field::WorseSize, Field::Better)),
            View::Fields => Some((self.x, self.y)),
        }
    }

    /// The same choice with nothing in it that the plan does not have any more.
    pub fn within(&self, plan: &Plan) -> ChartChoice {
        let all = Field::all(plan);
        let standard = ChartChoice::default();
        let has = |field: Field| field == Field::Effort || all.contains(&field);
        ChartChoice {
            x: if has(self.x) { self.x } else { standard.x },
            y: if has(self.y) { self.y } else { standard.y },
            size: self.size.filter(|size| has(*size)).or(self.size.and(standard.size)),
            ..self.clone()
        }
    }

    /// Whether the chart itself, and not the lines in it alone, is another one at another need
    /// share.
    pub fn rests_on_share(&self) -> bool {
        let rests = |field: Field| match field {
            Field::Value => true,
            Field::Score(id) => {
                frameworks::by_id(id).is_some_and(|framework| framework.basis == Basis::Worth)
            }
            _ => false,
        };
        self.fields().is_some_and(|(x, y)| [Some(x), Some(y), self.size].into_iter().flatten().any(rests))
    }
}

/// Whether two plans make the same chart at the same need share: they differ in nothing that is
/// drawn, and in the need share at most.
pub fn draw_alike(one: &Plan, other: &Plan) -> bool {
    let still = |plan: &Plan| Settings { need_share: 0.0, ..plan.settings.clone() };
    one.items.len() == other.items.len()
        && one.items.iter().zip(&other.items).all(|(one, other)| Rc::ptr_eq(one, other))
        && Rc::ptr_eq(&one.needs, &other.needs)
        && Rc::ptr_eq(&one.goals, &other.goals)
        && (&one.title, &one.title_alt) == (&other.title, &other.title_alt)
        && still(one) == still(other)
}

/// What a chart is made from.
pub struct Asked<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What a person chose to see.
    pub choice: &'a ChartChoice,
    /// The framework in use.
    pub framework: &'static Framework,
    /// The need share λ, 0..=1.
    pub need_share: f64,
    /// Selected items.
    pub selected: &'a HashSet<Id>,
    /// The language.
    pub lang: Lang,
}

/// A chart with what is to be said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The chart.
    pub chart: Chart,
    /// Sentences about cut, size and what is faint.
    pub notes: Vec<String>,
    /// Sentences about what is not in the picture, and why.
    pub missing: Vec<String>,
    /// What the cut means.
    pub cut: &'static str,
    /// What sizes stand for and how they are written.
    pub size: Option<(String, Written)>,
}

/// Makes the chart of a plan.
pub fn draw(asked: &Asked) -> Drawn {
    match asked.choice.fields() {
        Some((x, y)) => draw_items(asked, x, y),
        None => draw_needs(asked),
    }
}

/// Names of this many items are told of those that are not in the picture.
const MOST_TOLD: usize = 5;

/// Ranks whose lines of equal value are drawn.
const LEVELS: [usize; 3] = [1, 5, 10];

/// Reads numbers of items.
struct Reader<'a> {
    plan: &'a Plan,
    effort: Option<(&'static str, &'static Input)>,
    weighing: Weighing,
    /// Of the scores that are shown.
    scorers: Vec<Scorer>,
    need_share: f64,
    lang: Lang,
}

impl Reader<'_> {
    fn value(&self, field: Field, item: &Item, worth: Option<&Worth>) -> Option<f64> {
        let kano = item.kano.as_ref();
        let value = match field {
            Field::Need => worth?.need,
            Field::Goal => worth?.goal,
            Field::Value => worth?.at(self.need_share),
            Field::Effort => {
                let (sheet, input) = self.effort?;
                self.estimate(item, sheet, input)?
            }
            Field::Score(id) => {
                let scorer = self.scorers.iter().find(|scorer| scorer.framework().id == id)?;
                scorer.score(item).value()?
            }
            Field::Input(sheet, key) => self.estimate(item, sheet, input_of(sheet, key)?.1)?,
            Field::Better => kano?.better?,
            Field::Worse => kano?.worse?,
            Field::WorseSize => kano?.worse?.abs(),
            Field::ToNeed(at) => f64::from(*item.needs.get(&self.plan.needs.get(at)?.id)?),
            Field::ToGoal(at) => f64::from(*item.goals.get(&self.plan.goals.get(at)?.id)?),
        };
        value.is_finite().then_some(value)
    }

    fn estimate(&self, item: &Item, sheet: &str, input: &Input) -> Option<f64> {
        let estimate = item.estimate(sheet, input.key)?;
        input.check_in(&self.plan.settings.criteria, estimate).is_none().then(|| estimate.likely())?
    }

    fn input(&self, field: Field) -> Option<&'static Input> {
        match field {
            Field::Effort => self.effort.map(|(_, input)| input),
            Field::Input(sheet, key) => input_of(sheet, key).map(|(_, input)| input),
            _ => None,
        }
    }

    fn span(&self, field: Field) -> Span {
        let bounds = |input: &Input| (input.unit, input.bounds_in(&self.plan.settings.criteria));
        match (field, self.input(field).map(bounds)) {
            (_, Some((_, Bounds::Between(low, high)))) if low < high => Span::Fixed(low, high),
            (_, Some((Unit::Share, _))) => Span::Fixed(0.0, 1.0),
            (_, Some(_)) | (Field::Score(_) | Field::Effort | Field::Input(..), _) => Span::Data,
            (Field::Worse, _) => Span::Fixed(-1.0, 0.0),
            (Field::ToNeed(_) | Field::ToGoal(_), _) => Span::Fixed(-1.0, 3.0),
            _ => Span::Fixed(0.0, 1.0),
        }
    }

    fn written(&self, field: Field) -> Written {
        match (field, self.input(field)) {
            (_, Some(input)) if input.unit == Unit::Share => Written::Share,
            (_, Some(input)) => Written::Number(input.decimals),
            (Field::Score(_), _) => Written::Score,
            _ => Written::Number(2),
        }
    }

    /// What stands beside the axis: the field with its unit.
    fn title(&self, field: Field) -> String {
        let lang = self.lang;
        if field == Field::Value {
            let percent = |share: f64| display(share * 100.0, 0);
            return words::value_at(lang, &percent(self.need_share), &percent(1.0 - self.need_share));
        }
        let settings = &self.plan.settings;
        let label = match (field, self.input(field)) {
            // The framework in use may call its work otherwise.
            (Field::Effort, Some(input)) => (input.label)(lang).to_owned(),
            _ => field.label(self.plan, lang),
        };
        match self.input(field).map(|input| input.unit) {
            Some(Unit::Effort) => words::with_unit(lang, &label, settings.effort_unit.label(lang)),
            Some(Unit::PerPeriod) => {
                let per = words::per(lang, settings.reach_period.label(lang));
                words::with_unit(lang, &label, &per)
            }
            _ => label,
        }
    }
}

fn draw_items(asked: &Asked, x: Field, y: Field) -> Drawn {
    let Asked { plan, choice, framework, need_share, selected, lang } = *asked;
    let scorer = |field: Field| match field {
        Field::Score(id) => Some(frameworks::by_id(id)?.scorer(plan)),
        _ => None,
    };
    let reader = Reader {
        plan,
        effort: effort_input(framework),
        weighing: Weighing::of(plan),
        scorers: [Some(x), Some(y), choice.size].into_iter().flatten().filter_map(scorer).collect(),
        need_share,
        lang,
    };
    let groups = Groups::of(choice.colour, plan, lang);
    let size = choice.size.filter(|size| size.is_amount(plan));
    let lacks = [x, y].map(|field| field.lacking(plan, lang));
    let (x_title, y_title) = (reader.title(x), reader.title(y));
    let size_title = size.map(|size| (reader.title(size), reader.written(size)));
    let mut dots = Vec::new();
    let mut lacking = Lacking::default();
    let mut is_used = vec![false; groups.keys.len()];
    let needs_worth = [Some(x), Some(y), size]
        .into_iter()
        .flatten()
        .any(|field| matches!(field, Field::Need | Field::Goal | Field::Value));
    for (place, item) in plan.items.iter().enumerate().filter(|(_, item)| takes_part(item)) {
        let worth = if needs_worth { reader.weighing.worth(item) } else { None };
        let value = |field| reader.value(field, item, worth.as_ref());
        let title = item.title_in(lang);
        let (at_x, at_y) = match (value(x), value(y)) {
            (Some(x), Some(y)) => (x, y),
            (at_x, at_y) => {
                let names = lacks.iter().zip([at_x, at_y]).filter(|(_, at)| at.is_none());
                lacking.add(names.map(|(name, _)| name.as_str()).collect(), title, lang);
                continue;
            }
        };
        let size_value = size.and_then(value);
        let group = groups.of_item(item);
        if let Some(used) = group.and_then(|group| is_used.get_mut(group)) {
            *used = true;
        }
        let key = group.and_then(|group| groups.keys.get(group));
        let mut numbers = vec![
            format!("{x_title} {}", reader.written(x).value(at_x)),
            format!("{y_title} {}", reader.written(y).value(at_y)),
        ];
        if let (Some((title, written)), Some(size)) = (&size_title, size_value)
            && choice.size != Some(x)
            && choice.size != Some(y)
        {
            numbers.push(format!("{title} {}", written.value(size)));
        }
        numbers.extend(key.map(|key| key.name.clone()));
        dots.push(Dot {
            place,
            id: item.id.clone(),
            title: title.to_owned(),
            x: at_x,
            y: at_y,
            size: size_value.map(f64::abs),
            ink: key.map_or(Ink::Brass, |key| key.ink),
            letter: key.map_or(String::new(), |key| key.letter.clone()),
            weight: 0.0,
            is_dimmed: false,
            is_frontier: false,
            is_selected: selected.contains(&item.id),
            about: words::about(lang, title, &numbers.join(" · ")),
        });
    }
    let axis = |field, title, of: fn(&Dot) -> f64| {
        let span = reader.span(field);
        let written = reader.written(field);
        // The middle is that of the whole scale, whatever part of it is drawn.
        let whole = Scale::fit(span, dots.iter().map(of));
        let cut = cut(choice.cut, &whole, written, dots.iter().map(of), lang);
        let scale = match near(field, span, dots.iter().map(of)) {
            Some(span) => Scale::fit(span, dots.iter().map(of)),
            None => whole,
        };
        Axis { title, ink: field.ink(), scale, written, cut }
    };
    let (x_axis, y_axis) = (axis(x, x_title, |dot| dot.x), axis(y, y_title, |dot| dot.y));
    for dot in &mut dots {
        let (x, y) = (x_axis.scale.part(dot.x), y_axis.scale.part(dot.y));
        // Little effort for much value, else much of both.
        dot.weight = if choice.view == View::ValueEffort { y - 0.5 * x } else { x + y };
    }
    let mut notes = Vec::new();
    let mut frontier = Vec::new();
    if choice.view == View::NeedGoal {
        let worths: Vec<(f64, f64)> = dots.iter().map(|dot| (dot.y, dot.x)).collect();
        frontier = pareto::frontier(&worths).line.iter().map(|nth| *nth as usize).collect::<Vec<_>>();
        for nth in &frontier {
            if let Some(dot) = dots.get_mut(*nth) {
                dot.is_frontier = true;
            }
        }
        for dot in &mut dots {
            dot.is_dimmed = !dot.is_frontier;
        }
        if frontier.len() > 1 {
            notes.push(words::frontier_help(lang).to_owned());
        }
    }
    if let Some((title, _)) = &size_title {
        let unsized_dots = dots.iter().filter(|dot| dot.size.is_none()).count();
        if unsized_dots > 0 && unsized_dots < dots.len() {
            notes.push(words::no_size(lang, unsized_dots, false, title));
        }
    }
    let keys = groups.keys.into_iter().zip(is_used).filter(|(_, is_used)| *is_used);
    Drawn {
        chart: Chart {
            title: title(choice.view, &reader, (x, y), lang),
            quadrants: quadrants(choice.view, lang),
            legend: keys.map(|(key, _)| key).collect(),
            frontier,
            dots,
            x: x_axis,
            y: y_axis,
        },
        notes,
        missing: lacking.sentences(false, lang),
        cut: choice.cut.help([x, y].iter().all(|field| reader.span(*field) != Span::Data))(lang),
        size: size_title,
    }
}

fn title(view: View, reader: &Reader, (x, y): (Field, Field), lang: Lang) -> String {
    match view {
        View::Fields => words::two(lang, &reader.title(y), &reader.title(x)),
        view => view.word()(lang).to_owned(),
    }
}

fn quadrants(view: View, lang: Lang) -> Option<[String; 4]> {
    let kano = |category: KanoCategory| format!("{} {}", category.file_name(), category.label(lang));
    let named = |names: [Word; 4]| names.map(|name| name(lang).to_owned());
    match view {
        View::NeedGoal => Some(named([words::love, words::first, words::question, words::bet])),
        View::ValueEffort => {
            Some(named([words::quick_win, words::big_bet, words::fill_in, words::think_twice]))
        }
        View::Importance => {
            Some(named([words::overserved, words::keep_up, words::leave, words::underserved]))
        }
        View::Kano => Some(
            [
                KanoCategory::Attractive,
                KanoCategory::OneDimensional,
                KanoCategory::Indifferent,
                KanoCategory::MustBe,
            ]
            .map(kano),
        ),
        View::Fields => None,
    }
}

/// Where the cut stands and what it is called; none where there is nothing to divide.
fn cut(
    by: CutBy,
    scale: &Scale,
    written: Written,
    values: impl Iterator<Item = f64>,
    lang: Lang,
) -> Option<(f64, String)> {
    match by {
        CutBy::Middle => {
            let middle = scale.value(0.5);
            Some((middle, words::cut_at_middle(lang, &written.value(middle))))
        }
        CutBy::Median => {
            let median = median(values.collect())?;
            Some((median, words::cut_at_median(lang, &written.value(median))))
        }
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    sort(&mut values, &f64::total_cmp);
    let (half, is_even) = (values.len() / 2, values.len().is_multiple_of(2));
    let upper = *values.get(half)?;
    let lower = if is_even { *values.get(half.checked_sub(1)?)? } else { upper };
    Some(lower / 2.0 + upper / 2.0)
}

/// The lower part of a scale, where nothing lies in the upper: a worth near 1 takes an item
/// that serves everything, and most plans have none. The middle stays in the picture.
fn near(field: Field, span: Span, values: impl Iterator<Item = f64>) -> Option<Span> {
    let is_worth = matches!(field, Field::Need | Field::Goal | Field::Value);
    let most = values.fold(0.0, f64::max);
    (is_worth && span == Span::Fixed(0.0, 1.0) && most <= 0.55).then_some(Span::Fixed(0.0, 0.6))
}

/// The lines of equal value that a view has at a need share: through all places that are worth
/// as much as the items of some ranks, or that have as much of an opportunity as is in print.
///
/// They are apart from the chart, which stays as it is while the weight moves.
pub fn levels(chart: &Chart, view: View, need_share: f64, lang: Lang) -> Vec<Level> {
    match view {
        View::NeedGoal => equal_values(&chart.dots, need_share, lang),
        // Below 10 satisfaction is below importance on these lines: 2 · importance - satisfaction.
        View::Importance if !chart.dots.is_empty() => OPPORTUNITIES
            .map(|value| Level {
                x_weight: 2.0,
                y_weight: -1.0,
                value,
                name: words::opportunity(lang, &display(value, 0)),
            })
            .to_vec(),
        View::Importance | View::ValueEffort | View::Kano | View::Fields => Vec::new(),
    }
}

fn equal_values(dots: &[Dot], need_share: f64, lang: Lang) -> Vec<Level> {
    // The first few alone are looked for: this happens at every step of the weight.
    let most = LEVELS.into_iter().max().unwrap_or_default();
    let mut best: Vec<f64> = Vec::with_capacity(most + 1);
    for dot in dots {
        let value = need_share * dot.y + (1.0 - need_share) * dot.x;
        if best.len() < most || best.last().is_some_and(|last| value > *last) {
            best.insert(best.partition_point(|better| *better >= value), value);
            best.truncate(most);
        }
    }
    let mut levels: Vec<Level> = Vec::new();
    for rank in LEVELS {
        let Some(value) = best.get(rank - 1) else { break };
        if levels.last().is_none_or(|level| level.value - value > 0.005) {
            let name = words::rank_line(lang, rank, &display(*value, 2));
            levels.push(Level { x_weight: 1.0 - need_share, y_weight: need_share, value: *value, name });
        }
    }
    levels
}

/// What items lack, with their names.
#[derive(Default)]
struct Lacking {
    groups: Vec<(String, usize, Vec<String>)>,
}

impl Lacking {
    fn add(&mut self, mut names: Vec<&str>, title: &str, lang: Lang) {
        names.dedup();
        self.add_named(words::and_more(lang, &names, 0), title);
    }

    fn add_named(&mut self, what: String, title: &str) {
        let at = self.groups.iter().position(|(other, ..)| *other == what).unwrap_or_else(|| {
            self.groups.push((what, 0, Vec::new()));
            self.groups.len() - 1
        });
        if let Some((_, count, titles)) = self.groups.get_mut(at) {
            *count += 1;
            if titles.len() < MOST_TOLD {
                titles.push(title.to_owned());
            }
        }
    }

    fn sentences(self, of_needs: bool, lang: Lang) -> Vec<String> {
        let sentence = |(what, count, titles): (String, usize, Vec<String>)| {
            let names: Vec<&str> = titles.iter().map(String::as_str).collect();
            let names = words::and_more(lang, &names, count - names.len());
            words::missing(lang, count, of_needs, &what, &names)
        };
        self.groups.into_iter().map(sentence).collect()
    }
}

/// What colours stand for in a plan.
struct Groups {
    by: Colour,
    keys: Vec<Key>,
    areas: BTreeMap<String, usize>,
}

impl Groups {
    fn of(by: Colour, plan: &Plan, lang: Lang) -> Groups {
        let mut areas = BTreeMap::new();
        let key =
            |letter: &str, name: &str, ink| Key { letter: letter.to_owned(), name: name.to_owned(), ink };
        let mut keys = Vec::new();
        match by {
            Colour::Kano => {
                keys.extend(
                    KanoCategory::ALL
                        .iter()
                        .map(|kano| key(kano.file_name(), kano.label(lang), Ink::Kano(*kano))),
                );
                keys.push(key("–", words::no_kano(lang), Ink::Muted));
            }
            Colour::Area => {
                let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
                for item in plan.items.iter().filter(|item| !item.area.trim().is_empty()) {
                    *counts.entry(item.area.trim()).or_default() += 1;
                }
                let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
                // The largest get a colour of their own.
                sort(&mut counts, &|a: &(&str, usize), b: &(&str, usize)| b.1.cmp(&a.1));
                for ((area, _), (tone, letter)) in counts.into_iter().zip((0..TONES).zip('A'..)) {
                    areas.insert(area.to_owned(), keys.len());
                    keys.push(key(&letter.to_string(), area, Ink::Tone(tone)));
                }
                keys.push(key("+", words::other_areas(lang), Ink::Muted));
                keys.push(key("–", words::no_area(lang), Ink::Muted));
            }
            Colour::Status => {
                for (status, tone) in Status::ALL.iter().zip(0..TONES) {
                    keys.push(key(&(tone + 1).to_string(), status.label(lang), Ink::Tone(tone)));
                }
            }
            Colour::None => {}
        }
        Groups { by, keys, areas }
    }

    /// Which of the keys an item has.
    fn of_item(&self, item: &Item) -> Option<usize> {
        let none = self.keys.len().checked_sub(1)?;
        match self.by {
            Colour::Kano => {
                let category = item.kano.as_ref().map(|mark| mark.category);
                Some(KanoCategory::ALL.iter().position(|kano| Some(*kano) == category).unwrap_or(none))
            }
            Colour::Area => {
                let area = item.area.trim();
                let other = none.saturating_sub(1);
                Some(if area.is_empty() { none } else { self.areas.get(area).copied().unwrap_or(other) })
            }
            Colour::Status => Status::ALL.iter().position(|status| *status == item.status),
            Colour::None => None,
        }
    }
}

/// Thresholds of opportunity that are in print; sources differ, so all are drawn.
const OPPORTUNITIES: [f64; 3] = [THRESHOLDS.moderate, THRESHOLDS.high, THRESHOLDS.extreme];

fn draw_needs(asked: &Asked) -> Drawn {
    let Asked { plan, choice, lang, .. } = *asked;
    let mut dots = Vec::new();
    let mut lacking = Lacking::default();
    let written = Written::Number(1);
    for (place, need) in plan.needs.iter().enumerate() {
        let title = title_in(&need.title, need.title_alt.as_deref(), lang);
        let usable = |value: Option<f64>| value.filter(|value| (0.0..=10.0).contains(value));
        let (importance, satisfaction) = match (usable(need.importance), usable(need.satisfaction)) {
            (Some(importance), Some(satisfaction)) => (importance, satisfaction),
            (importance, satisfaction) => {
                let names =
                    [(importance, words::importance(lang)), (satisfaction, words::satisfaction(lang))];
                let names: Vec<&str> =
                    names.iter().filter(|(value, _)| value.is_none()).map(|(_, name)| *name).collect();
                lacking.add_named(words::and_more(lang, &names, 0), title);
                continue;
            }
        };
        let opportunity = opportunity::score(Some(importance), Some(satisfaction)).unwrap_or_default();
        let numbers = [
            format!("{} {}", words::importance(lang), written.value(importance)),
            format!("{} {}", words::satisfaction(lang), written.value(satisfaction)),
            words::opportunity(lang, &written.value(opportunity)),
        ];
        dots.push(Dot {
            place,
            id: need.id.clone(),
            title: title.to_owned(),
            x: importance,
            y: satisfaction,
            size: Some(opportunity),
            ink: Ink::Need,
            letter: String::new(),
            weight: opportunity,
            is_dimmed: false,
            is_frontier: false,
            is_selected: false,
            about: words::about(lang, title, &numbers.join(" · ")),
        });
    }
    let axis = |title: Word, of: fn(&Dot) -> f64| {
        let scale = Scale::fit(Span::Fixed(0.0, 10.0), dots.iter().map(of));
        let cut = cut(choice.cut, &scale, written, dots.iter().map(of), lang);
        Axis { title: title(lang).to_owned(), ink: Ink::Text, scale, written, cut }
    };
    Drawn {
        chart: Chart {
            title: View::Importance.word()(lang).to_owned(),
            x: axis(words::importance, |dot| dot.x),
            y: axis(words::satisfaction, |dot| dot.y),
            quadrants: quadrants(View::Importance, lang),
            frontier: Vec::new(),
            legend: Vec::new(),
            dots,
        },
        notes: vec![words::opportunity_help(lang).to_owned()],
        missing: lacking.sentences(true, lang),
        cut: choice.cut.help(true)(lang),
        size: Some((words::opportunity_column(lang).to_owned(), written)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::picture::items::{Viewport, lay_out};
    use crate::domain::plan::{Criterion, Estimate, Goal, KanoMark, Need};
    use crate::domain::sample;

    fn plan(items: &[(&str, i8, i8, f64)]) -> Plan {
        let mut plan = Plan::new("p".into(), "Test", "2026-11-22T00:00:00Z");
        plan.needs = Rc::new(vec![Need { id: "n".into(), weight: 1.0, ..Need::default() }]);
        plan.goals = Rc::new(vec![Goal { id: "g".into(), weight: 1.0, ..Goal::default() }]);
        let (sheet, effort) = effort_input(frameworks::default()).unwrap();
        for (title, need, goal, work) in items {
            let mut item = Item::new((*title).into(), *title, *title);
            if *need > -2 {
                item.needs.insert("n".into(), *need);
                item.goals.insert("g".into(), *goal);
            }
            if work.is_finite() {
                item.set_estimate(sheet, effort.key, Some(Estimate::Value(*work)));
            }
            plan.items.push(Rc::new(item));
        }
        plan
    }

    fn drawn(plan: &Plan, choice: &ChartChoice, need_share: f64, lang: Lang) -> Drawn {
        let framework = frameworks::default();
        draw(&Asked { plan, choice, framework, need_share, selected: &HashSet::new(), lang })
    }

    fn choice(view: View) -> ChartChoice {
        ChartChoice { view, ..ChartChoice::default() }
    }

    const GAP: f64 = f64::NAN;

    #[test]
    fn need_stands_upwards_and_goal_to_the_right() {
        let plan = plan(&[("a", 3, 0, 2.0), ("b", 0, 3, 1.0)]);
        let chart = drawn(&plan, &choice(View::NeedGoal), 0.5, Lang::En).chart;
        assert_eq!((chart.dots[0].x, chart.dots[0].y, chart.dots[0].size), (0.0, 1.0, Some(2.0)));
        assert_eq!((chart.x.title.as_str(), chart.x.ink), ("Business goal", Ink::Goal));
        assert_eq!((chart.y.title.as_str(), chart.y.ink), ("User need", Ink::Need));
        assert_eq!(chart.x.cut, Some((0.5, "Midpoint 0.5".to_owned())));
    }

    #[test]
    fn the_frontier_is_what_nothing_beats_on_both() {
        let items =
            [("a", 3, 0, 1.0), ("b", 2, 2, 1.0), ("c", 1, 2, 1.0), ("d", 0, 3, 1.0), ("e", 2, 2, 1.0)];
        let chart = drawn(&plan(&items), &choice(View::NeedGoal), 0.5, Lang::En).chart;
        let frontier: Vec<&str> = chart.frontier.iter().map(|nth| chart.dots[*nth].title.as_str()).collect();
        assert_eq!(frontier, ["a", "b", "e", "d"]);
        assert!(chart.dots.iter().all(|dot| dot.is_frontier != (dot.title == "c")));
    }

    #[test]
    fn lines_of_equal_value_go_through_the_first_of_the_order() {
        let items = [("a", 3, 0, 1.0), ("b", 0, 3, 1.0), ("c", 3, 3, GAP)];
        for (share, value) in [(0.0, 1.0), (0.62, 1.0), (1.0, 1.0)] {
            let chart = drawn(&plan(&items), &choice(View::NeedGoal), share, Lang::En).chart;
            let levels = levels(&chart, View::NeedGoal, share, Lang::En);
            assert_eq!(levels.len(), 1);
            assert_eq!((levels[0].value, levels[0].y_weight), (value, share));
            assert_eq!(levels[0].name, "No. 1: 1");
        }
    }

    #[test]
    fn lines_of_equal_value_stand_where_the_ranks_stand() {
        // Worth 12/12 down to 1/12 on both sides, in some order.
        let items: Vec<(String, f64)> =
            (0..12).map(|nth| (format!("i{nth}"), f64::from(nth * 5 % 12 + 1) / 12.0)).collect();
        let plan = plan(&items.iter().map(|(title, _)| (title.as_str(), 1, 1, 1.0)).collect::<Vec<_>>());
        let mut chart = drawn(&plan, &choice(View::NeedGoal), 0.5, Lang::En).chart;
        for (dot, (_, worth)) in chart.dots.iter_mut().zip(&items) {
            (dot.x, dot.y) = (*worth, *worth);
        }
        let values: Vec<f64> =
            levels(&chart, View::NeedGoal, 0.3, Lang::En).iter().map(|level| level.value * 12.0).collect();
        for (value, rank) in values.iter().zip(LEVELS) {
            assert!((value - (13 - rank) as f64).abs() < 1e-9, "{values:?}");
        }
        assert_eq!(values.len(), 3);
        for view in [View::ValueEffort, View::Kano, View::Fields] {
            assert_eq!(levels(&chart, view, 0.3, Lang::En), []);
        }
    }

    #[test]
    fn the_chart_stays_the_same_while_the_weight_moves_unless_value_is_among_its_numbers() {
        let plan = sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z");
        let fields = |x, y, size| ChartChoice { x, y, size, ..choice(View::Fields) };
        let worth = frameworks::ALL.iter().find(|framework| framework.basis == Basis::Worth).unwrap();
        for (choice, rests) in [
            (choice(View::NeedGoal), false),
            (choice(View::Importance), false),
            (choice(View::Kano), false),
            (choice(View::ValueEffort), true),
            (ChartChoice { value: Field::Score("rice"), ..choice(View::ValueEffort) }, false),
            (ChartChoice { value: Field::Score(worth.id), ..choice(View::ValueEffort) }, true),
            (fields(Field::Need, Field::Effort, None), false),
            (fields(Field::Value, Field::Effort, None), true),
            (fields(Field::Need, Field::Effort, Some(Field::Value)), true),
        ] {
            assert_eq!(choice.rests_on_share(), rests, "{choice:?}");
            let at = |share: f64| {
                let mut plan = plan.clone();
                plan.settings.need_share = share;
                drawn(&plan, &choice, share, Lang::En)
            };
            assert_eq!(at(0.2) != at(0.9), rests, "{choice:?}");
        }
    }

    #[test]
    fn plans_draw_alike_until_something_changes_that_is_drawn() {
        let plan = sample::plan(Lang::En, "p".into(), "2026-11-22T09:00:00Z");
        type Change = fn(&mut Plan);
        let changes: [(Change, bool); 8] = [
            (|_| {}, true),
            (|plan| plan.settings.need_share = 0.01, true),
            (|plan| plan.updated = "later".to_owned(), true),
            (|plan| plan.settings.effort_unit = crate::domain::plan::EffortUnit::StoryPoint, false),
            (|plan| plan.title = "Another".to_owned(), false),
            (|plan| plan.needs = Rc::default(), false),
            (|plan| plan.goals = Rc::default(), false),
            (|plan| Rc::make_mut(&mut plan.items[3]).title = "Another".to_owned(), false),
        ];
        for (nth, (change, expected)) in changes.into_iter().enumerate() {
            let mut other = plan.clone();
            change(&mut other);
            assert_eq!(draw_alike(&plan, &other), expected, "change {nth}");
        }
    }

    #[test]
    fn what_is_not_in_the_picture_is_counted_and_named() {
        let items =
            [("a", 3, 0, GAP), ("b", -2, 0, 2.0), ("c", -2, 0, GAP), ("d", 1, 1, 1.0), ("e", 1, 1, GAP)];
        let plan = plan(&items);
        let effort = drawn(&plan, &choice(View::ValueEffort), 0.5, Lang::En);
        assert_eq!(effort.chart.dots.len(), 1);
        assert_eq!(
            effort.missing,
            [
                "2 items are not in the picture, without Effort: a, e.",
                "1 item is not in the picture, without contributions to needs and goals: b.",
                "1 item is not in the picture, without Effort, contributions to needs and goals: c.",
            ]
        );
        let worth = drawn(&plan, &choice(View::NeedGoal), 0.5, Lang::Zh);
        assert_eq!(worth.missing, ["2 个需求因缺少对需求和目标的贡献而不在图中：b、c。"]);
        assert_eq!(worth.notes.last().unwrap(), "2 个需求缺少工作量（人月），以最小的圆点表示。");
    }

    #[test]
    fn a_midpoint_is_said_to_stay_only_where_it_does() {
        let plan = plan(&[("a", 3, 0, 2.0), ("b", 0, 3, 1.0)]);
        for lang in Lang::ALL {
            let cut = |view, cut| drawn(&plan, &ChartChoice { cut, ..choice(view) }, 0.5, lang).cut;
            for view in [View::NeedGoal, View::Importance, View::Kano] {
                assert_eq!(cut(view, CutBy::Middle), words::cut_middle_help(lang), "{view:?}");
            }
            assert_eq!(cut(View::ValueEffort, CutBy::Middle), words::cut_middle_of_axis_help(lang));
            assert_eq!(cut(View::ValueEffort, CutBy::Median), words::cut_median_help(lang));
        }
    }

    #[test]
    fn many_missing_items_are_named_in_part() {
        let items: Vec<(String, i8, i8, f64)> = (0..9).map(|nth| (format!("i{nth}"), -2, 0, 1.0)).collect();
        let items: Vec<(&str, i8, i8, f64)> =
            items.iter().map(|(title, need, goal, work)| (title.as_str(), *need, *goal, *work)).collect();
        let missing = |lang| drawn(&plan(&items), &choice(View::NeedGoal), 0.5, lang).missing.remove(0);
        assert!(missing(Lang::En).ends_with("goals: i0, i1, i2, i3, i4 and 4 more."));
        assert!(missing(Lang::Zh).ends_with("：i0、i1、i2、i3、i4等 9 项。"));
    }

    #[test]
    fn value_follows_the_need_share_and_effort_its_unit() {
        let plan = plan(&[("a", 3, 0, 2.0)]);
        let chart = drawn(&plan, &choice(View::ValueEffort), 0.62, Lang::En).chart;
        assert!((chart.dots[0].y - 0.62).abs() < 1e-12);
        assert_eq!(
            (chart.x.title.as_str(), chart.y.title.as_str()),
            ("Effort (person-months)", "Value at 62 : 38")
        );
        assert_eq!(
            chart.dots[0].about,
            "a: Effort (person-months) 2 · Value at 62 : 38 0.62 · No Kano category"
        );
    }

    #[test]
    fn the_median_has_half_of_the_items_on_each_side() {
        for (values, expected) in [
            (vec![], None),
            (vec![3.0], Some(3.0)),
            (vec![3.0, 1.0], Some(2.0)),
            (vec![9.0, 1.0, 2.0], Some(2.0)),
            (vec![1.0, 1.0, 5.0, 7.0], Some(3.0)),
        ] {
            assert_eq!(median(values.clone()), expected, "{values:?}");
        }
        let by_median = ChartChoice { cut: CutBy::Median, ..choice(View::NeedGoal) };
        let chart = drawn(&plan(&[("a", 3, 0, 1.0)]), &by_median, 0.5, Lang::Zh).chart;
        assert_eq!(chart.y.cut, Some((1.0, "中位数 1".to_owned())));
    }

    #[test]
    fn every_colour_has_a_letter_and_the_legend_says_what_it_means() {
        let mut plan = plan(&[("a", 1, 1, 1.0), ("b", 1, 2, 1.0), ("c", 2, 1, 1.0)]);
        let change = |plan: &mut Plan, nth: usize, area: &str, kano| {
            let item = Rc::make_mut(&mut plan.items[nth]);
            item.area = area.to_owned();
            item.kano = kano;
        };
        change(&mut plan, 0, "Checkout", Some(KanoMark::manual(KanoCategory::MustBe)));
        change(&mut plan, 1, "Search", None);
        for (colour, expected) in [
            (Colour::Kano, "M Must-be, – No Kano category"),
            (Colour::Area, "A Checkout, B Search, – No area"),
            (Colour::Status, "2 Candidate"),
            (Colour::None, ""),
        ] {
            let choice = ChartChoice { colour, ..ChartChoice::default() };
            let chart = drawn(&plan, &choice, 0.5, Lang::En).chart;
            let legend: Vec<String> =
                chart.legend.iter().map(|key| format!("{} {}", key.letter, key.name)).collect();
            assert_eq!(legend.join(", "), expected);
            for dot in &chart.dots {
                assert!(chart.legend.is_empty() || chart.legend.iter().any(|key| key.letter == dot.letter));
            }
        }
    }

    #[test]
    fn any_two_fields_make_a_chart_in_both_languages() {
        for lang in Lang::ALL {
            let mut plan = sample::plan(lang, "p".into(), "2026-11-22T09:00:00Z");
            // Called as others are: each of them has a name of its own all the same.
            let reach = (frameworks::default().inputs[0].label)(lang);
            plan.settings.criteria = Rc::new(["c1", "c4"].map(|id| Criterion::new(id, reach)).to_vec());
            let twice = Rc::make_mut(&mut plan.needs);
            (twice[0].title, twice[0].title_alt) = (twice[1].title.clone(), twice[1].title_alt.clone());
            for (nth, item) in plan.items.iter_mut().enumerate() {
                let item = Rc::make_mut(item);
                let mark = item.kano.get_or_insert(KanoMark::manual(KanoCategory::Attractive));
                mark.better = Some(nth as f64 / 100.0);
                mark.worse = Some(nth as f64 / -100.0);
            }
            let all = Field::all(&plan);
            assert!(all.len() > 8);
            for x in &all {
                let label = x.label(&plan, lang);
                assert!(all.iter().filter(|other| other.label(&plan, lang) == label).count() == 1, "{label}");
                let y = Field::Better;
                let choice = ChartChoice { x: *x, y, size: Some(*x), ..choice(View::Fields) };
                let drawn = drawn(&plan, &choice, 0.5, lang);
                let named = drawn.chart.dots.len() + drawn.missing.len();
                assert!(named > 0, "{label}");
                let laid = lay_out(&drawn.chart, 600.0, 400.0, Viewport::default());
                assert_eq!(laid.placed.len(), drawn.chart.dots.len());
            }
        }
    }

    #[test]
    fn numbers_over_criteria_stand_on_their_own_scales() {
        let mut plan = plan(&[("a", 3, 0, 1.0), ("b", 1, 1, 1.0), ("c", 1, 1, 1.0)]);
        let criterion = |id| Criterion { low: -5.0, high: 5.0, ..Criterion::new(id, "Risk") };
        plan.settings.criteria = Rc::new(vec![criterion("c2")]);
        for (item, risk) in plan.items.iter_mut().zip([-5.0, 2.5, 6.0]) {
            Rc::make_mut(item).set_estimate("weighted", "c2", Some(Estimate::Value(risk)));
        }
        let risk = Field::Input("weighted", "c2");
        let asked =
            ChartChoice { x: risk, y: Field::Score("weighted"), size: Some(risk), ..choice(View::Fields) };
        let found = drawn(&plan, &asked, 0.5, Lang::En);
        let places: Vec<(f64, f64)> = found.chart.dots.iter().map(|dot| (dot.x, dot.y)).collect();
        assert_eq!(places, [(-5.0, 0.0), (2.5, 75.0)], "6 is no number of this criterion");
        let x = &found.chart.x;
        assert_eq!((x.title.as_str(), x.scale.low(), x.scale.high()), ("Risk", -5.0, 5.0));
        assert_eq!(x.cut, Some((0.0, "Midpoint 0".to_owned())));
        assert_eq!(found.size, None, "areas do not stand for what can be below 0");
        assert_eq!(found.missing, ["1 item is not in the picture, without Risk, Weighted score: c."]);
        // A criterion that is gone takes its axis along.
        plan.settings.criteria = Rc::default();
        let within = asked.within(&plan);
        let standard = ChartChoice::default();
        assert_eq!((within.x, within.y, within.size), (standard.x, standard.y, standard.size));
        assert!(!Field::all(&plan).contains(&risk));
    }

    #[test]
    fn what_an_item_contributes_to_one_need_is_a_field() {
        let plan = plan(&[("a", 3, -1, 1.0), ("b", -2, 0, 1.0)]);
        let asked = ChartChoice { x: Field::ToGoal(0), y: Field::ToNeed(0), ..choice(View::Fields) };
        let chart = drawn(&plan, &asked, 0.5, Lang::En).chart;
        let places: Vec<(f64, f64)> = chart.dots.iter().map(|dot| (dot.x, dot.y)).collect();
        assert_eq!(places, [(-1.0, 3.0)]);
        assert_eq!((chart.x.scale.low(), chart.x.scale.high()), (-1.0, 3.0));
        let mut fewer = plan.clone();
        fewer.needs = Rc::default();
        assert_eq!(asked.within(&fewer).y, ChartChoice::default().y);
    }

    #[test]
    fn the_effort_of_a_framework_that_asks_for_none_is_the_default_ones() {
        for framework in frameworks::ALL {
            let (sheet, input) = effort_input(framework).unwrap();
            assert_eq!(input.unit, Unit::Effort);
            let is_own = framework.inputs.iter().any(|input| input.unit == Unit::Effort);
            assert_eq!(sheet == framework.sheet, is_own || framework.sheet == frameworks::default().sheet);
        }
    }

    #[test]
    fn an_empty_plan_makes_an_empty_chart() {
        for view in View::ALL {
            let drawn = drawn(&Plan::default(), &choice(view), 0.5, Lang::En);
            assert!(drawn.chart.dots.is_empty() && drawn.missing.is_empty());
            lay_out(&drawn.chart, 330.0, 300.0, Viewport::default());
        }
    }
}
