//! The rank ranges beside the scores: simulated by the engine, and waited for by nobody.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::domain::frameworks::Framework;
use crate::domain::number::group;
use crate::domain::plan::Plan;
use crate::domain::text::{Lang, certainty as words};
use crate::domain::uncertainty::{NoRanges, RankRange, RankRanges, rank_ranges};
use crate::engine::{self, News, Problem};
use crate::ui::by_pointer::ByPointer;
use crate::ui::engine::{Job, ask};

/// How long a plan rests before its order is simulated: who types goes on typing.
const REST_MS: u32 = 400;

/// With more scored items than this nothing is simulated while people edit: to send them to the
/// engine and to read what comes back is work of the page itself, which grows with them.
const MOST_ITEMS: usize = 2_000;

/// What can be said about the ranks of the items.
#[derive(Clone, Debug, Default)]
pub enum Ranges {
    /// Nothing yet.
    #[default]
    Coming,
    /// The ranges.
    Known(Rc<RankRanges>),
    /// There are none.
    None(NoRanges),
    /// More items than are simulated while people edit.
    TooMany,
    /// The engine could not do it.
    Failed(Problem),
}

impl PartialEq for Ranges {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Ranges::Known(one), Ranges::Known(other)) => Rc::ptr_eq(one, other),
            (Ranges::None(one), Ranges::None(other)) => one == other,
            (Ranges::Failed(one), Ranges::Failed(other)) => one == other,
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        }
    }
}

impl Ranges {
    /// The ranges, if there are any.
    pub fn known(&self) -> Option<&RankRanges> {
        match self {
            Ranges::Known(ranges) => Some(ranges),
            _ => None,
        }
    }

    /// What the cell of a scored item shows.
    pub fn short(&self, id: &str) -> String {
        match self {
            Ranges::Coming => "…".to_owned(),
            Ranges::Known(ranges) => ranges.of_item(id).map_or_else(|| "…".to_owned(), |range| range.short()),
            Ranges::None(_) | Ranges::TooMany | Ranges::Failed(_) => "–".to_owned(),
        }
    }

    /// What stands behind it, in sentences.
    pub fn sentence(&self, id: &str, lang: Lang) -> String {
        match self {
            Ranges::Coming => words::working(lang).to_owned(),
            Ranges::Known(ranges) => {
                let sentence = |range: RankRange| range.sentence(ranges.draws, lang);
                ranges.of_item(id).map_or_else(|| words::working(lang).to_owned(), sentence)
            }
            Ranges::None(why) => why.sentence(lang),
            Ranges::TooMany => words::too_many_for_ranges(lang, &group(MOST_ITEMS)),
            Ranges::Failed(problem) => problem.sentence(lang).to_owned(),
        }
    }
}

/// The rank ranges as they stand.
pub struct Standing {
    /// What is known.
    pub ranges: Ranges,
    /// Whether that was of the plan as it was a moment ago.
    pub is_old: bool,
}

/// What was found out last.
#[derive(Clone, PartialEq)]
struct Found {
    /// Of which plan.
    plan: ByPointer<Plan>,
    /// Under which framework.
    framework: &'static str,
    ranges: Ranges,
}

/// The simulation that was made last, and what came of it.
type Simulated = Rc<RefCell<Option<(Rc<engine::Request>, Ranges)>>>;

/// The rank ranges of a plan, as long as they are wanted.
///
/// A change is simulated when the plan has rested for a moment, and gives up what was under way.
/// Until then the ranges of before stay.
#[hook]
pub fn use_ranges(
    plan: &Rc<Plan>,
    framework: &'static Framework,
    scored_count: usize,
    is_wanted: bool,
) -> Standing {
    let found = use_state_eq(|| None::<Found>);
    let simulated: Simulated = use_mut_ref(|| None);
    let is_asked = is_wanted && scored_count <= MOST_ITEMS;
    use_effect_with(is_asked.then(|| (ByPointer(Rc::clone(plan)), framework.id)), {
        let found = found.setter();
        move |asked| {
            let job = Rc::new(RefCell::new(None::<Job>));
            let rest = asked.as_ref().map(|(plan, _)| {
                let (plan, job) = (plan.clone(), Rc::clone(&job));
                Timeout::new(REST_MS, move || {
                    let of = plan.clone();
                    let tell = move |ranges| {
                        found.set(Some(Found { plan: of.clone(), framework: framework.id, ranges }));
                    };
                    job.replace(begin(&plan.0, framework, &simulated, tell));
                })
            });
            move || drop((rest, job))
        }
    });
    if !is_wanted {
        return Standing { ranges: Ranges::Coming, is_old: false };
    }
    if !is_asked {
        return Standing { ranges: Ranges::TooMany, is_old: false };
    }
    match &*found {
        Some(known) if known.framework == framework.id && known.plan.0.id == plan.id => {
            Standing { ranges: known.ranges.clone(), is_old: !Rc::ptr_eq(&known.plan.0, plan) }
        }
        _ => Standing { ranges: Ranges::Coming, is_old: false },
    }
}

/// Says what is known of a plan already, or has it simulated.
fn begin(
    plan: &Plan,
    framework: &'static Framework,
    simulated: &Simulated,
    tell: impl Fn(Ranges) + 'static,
) -> Option<Job> {
    let request = match rank_ranges(plan, framework) {
        Ok(request) => Rc::new(engine::Request::Simulate(request)),
        Err(why) => {
            tell(Ranges::None(why));
            return None;
        }
    };
    // Another title is no other order.
    let same = simulated
        .borrow()
        .as_ref()
        .filter(|(before, _)| *before == request)
        .map(|(_, ranges)| ranges.clone());
    if let Some(ranges) = same {
        tell(ranges);
        return None;
    }
    let simulated = Rc::clone(simulated);
    Some(ask(Rc::clone(&request), move |news| match news {
        News::SoFar(..) => {}
        News::Done(answer) => {
            if let Some(ranges) = engine::rank_ranges(&request, &answer) {
                let ranges = Ranges::Known(Rc::new(ranges));
                simulated.replace(Some((Rc::clone(&request), ranges.clone())));
                tell(ranges);
            }
        }
        News::Failed(problem) => tell(Ranges::Failed(problem)),
    }))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::frameworks;
    use crate::domain::plan::{Estimate, Item};
    use crate::domain::ranking::rank;
    use crate::domain::sample;
    use crate::domain::uncertainty::Simulation;
    use crate::ui::features::items::columns::{Column, Context};
    use crate::ui::features::items::gestures::{Cells, copied};
    use crate::ui::features::items::row::Row;
    use crate::ui::rendered::rendered;

    const NOW: &str = "2026-11-22T09:00:00Z";

    fn simulated(plan: &Plan) -> Ranges {
        let request = match rank_ranges(plan, frameworks::default()) {
            Ok(request) => request,
            Err(why) => return Ranges::None(why),
        };
        let mut simulation = Simulation::new(&request);
        simulation.step(request.draws);
        Ranges::Known(Rc::new(RankRanges::of(&request, &simulation.results())))
    }

    #[derive(Properties, PartialEq)]
    struct RowsProps {
        plan: ByPointer<Plan>,
        ranges: Ranges,
        lang: Lang,
    }

    /// A cell of rank ranges for each item.
    #[component]
    fn Rows(props: &RowsProps) -> Html {
        let plan = &props.plan.0;
        let ranking = rank(plan, frameworks::default());
        html! {
            <ContextProvider<Ranges> context={props.ranges.clone()}>
                for (place, (item, scored)) in plan.items.iter().zip(ranking.scored).enumerate() {
                    <Row key={place} line={place} item={Rc::clone(item)} {place} {scored} share={0.0}
                        columns={Rc::<[Column]>::from([Column::RankRange])} framework={frameworks::default()}
                        criteria={plan.settings.criteria.clone()} lang={props.lang} depends="" selected={false}
                        active={None::<usize>} range={None::<(usize, usize)>} manual={false} />
                }
            </ContextProvider<Ranges>>
        }
    }

    /// What each cell shows and tells; nothing for one that is empty.
    fn cells(plan: &Plan, ranges: Ranges, lang: Lang) -> Vec<(String, String)> {
        let html = rendered::<Rows>(RowsProps { plan: ByPointer(Rc::new(plan.clone())), ranges, lang });
        let cell = |cell: &str| {
            let (_, rest) = cell.split_once("title=\"")?;
            let (title, rest) = rest.split_once('"')?;
            let (_, rest) = rest.split_once('>')?;
            Some((rest.split_once('<')?.0.to_owned(), title.to_owned()))
        };
        html.split("role=\"gridcell\"").skip(1).map(|found| cell(found).unwrap_or_default()).collect()
    }

    #[test]
    fn every_scored_item_has_its_range_and_what_it_rests_on() {
        for (lang, counted) in
            [(Lang::En, "90% of 10,000 simulated orders"), (Lang::Zh, "10,000 次模拟中有 90%")]
        {
            let plan = sample::plan(lang, "p".into(), NOW);
            let scored = rank(&plan, frameworks::default()).scored;
            let cells = cells(&plan, simulated(&plan), lang);
            assert_eq!(cells.len(), scored.len());
            for ((short, about), scored) in cells.iter().zip(&scored) {
                assert_eq!(!short.is_empty(), scored.value().is_some());
                assert!(short.is_empty() || about.contains(counted), "{short}: {about}");
                assert!(!short.contains('≈'), "nobody assumed anything");
            }
            assert!(cells.iter().any(|(short, _)| short.contains('–')));
        }
    }

    #[test]
    fn assumed_ranges_are_marked() {
        let mut plan = sample::plan(Lang::En, "p".into(), NOW);
        plan.settings.assumed_ranges.on = true;
        let cells = cells(&plan, simulated(&plan), Lang::En);
        assert!(
            cells.iter().any(|(short, about)| short.starts_with('≈') && about.contains("assumed ranges"))
        );
    }

    #[test]
    fn where_nothing_is_known_a_cell_says_why() {
        let mut plan = sample::plan(Lang::En, "p".into(), NOW);
        for slot in &mut plan.items {
            for score in &mut Rc::make_mut(slot).scores {
                for (_, estimate) in &mut score.values {
                    *estimate = Estimate::Value(estimate.likely().unwrap_or(1.0));
                }
            }
        }
        for (ranges, short, about) in [
            (simulated(&plan), "–", "looks surer than it is"),
            (Ranges::None(NoRanges::Worth), "–", "rests on needs and goals"),
            (Ranges::TooMany, "–", "more than 2,000 scored items"),
            (Ranges::Failed(Problem::Stopped), "–", Problem::Stopped.sentence(Lang::En)),
            (Ranges::Coming, "…", "Simulating"),
        ] {
            let first = cells(&plan, ranges.clone(), Lang::En).remove(0);
            assert!(first.0 == short && first.1.contains(about), "{ranges:?}: {first:?}");
        }
    }

    #[test]
    fn a_range_is_copied_in_words_which_no_spreadsheet_takes_for_a_date() {
        let mut plan = sample::plan(Lang::En, "p".into(), NOW);
        let ranges = simulated(&plan);
        let scored: Item = Item::clone(&plan.items[0]);
        Rc::make_mut(&mut plan.items[1]).scores.clear();
        let context =
            Context { plan: &plan, framework: frameworks::default(), lang: Lang::En, ranges: ranges.known() };
        let ids = [scored.id.clone(), plan.items[1].id.clone()];
        let text = copied(&ids, Cells::between((0, 0), (1, 0)), &[Column::RankRange], context);
        let range = ranges.known().and_then(|known| known.of_item(&scored.id)).unwrap();
        assert_eq!(text, format!("{}\n\"\"", range.words(Lang::En)), "what has lost its score has no rank");
    }
}
