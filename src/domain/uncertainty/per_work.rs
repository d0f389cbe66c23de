//! The order by value per work, over an uncertain need share and the ranges of the work at once.
//!
//! ```text
//! (share · need + (1 - share) · goal) / work
//! ```
//!
//! Contributions to needs and goals are marks on a scale and have no ranges; the work has. So this
//! is where what people want and what nobody knows yet meet in one order (SMAA with uncertain
//! weights and uncertain criteria at once; see the module above for its sources).

use super::range::{Quantity, assumed_ratio, bounds};
use super::request::{Asked, Entry, Formula, Question, Request, draws_for, order, request};
use crate::domain::frameworks::{Framework, effort_input, sheet_named};
use crate::domain::plan::Plan;

/// What a simulation of the order by value per work needs, over a need share anywhere between two
/// ends, each in 0..=1. The work is what the framework asks for, or the default one where it asks
/// for none; items without it have no place.
///
/// Where the plan assumes ranges, the work has one as well, as wide as under the framework that
/// asks for it: the same estimate is the same draws there and here.
pub fn value_per_work(plan: &Plan, framework: &'static Framework, low: f64, high: f64) -> Request {
    let mut asked = request(plan, framework, Question::Value { low, high });
    let Some((sheet, input)) = effort_input(framework) else { return asked };
    let by = sheet_named(sheet).unwrap_or(framework);
    let share = match asked.formula {
        Formula::NeedShare { plain, .. } => plain,
        Formula::Framework(_) | Formula::Criteria(_) => plan.settings.need_share,
    };
    let assumed = &plan.settings.assumed_ranges;
    let before = asked.items.len();
    let with_work = |mut entry: Entry| {
        let item = plan.item(&entry.id)?;
        let estimate = item.estimate(sheet, input.key).filter(|estimate| input.check(estimate).is_none())?;
        let work = Quantity::of(estimate)?;
        let work = if assumed.on { work.assuming(assumed_ratio(item, by, assumed)) } else { work };
        let [need, goal] = *entry.inputs.as_slice() else { return None };
        let plain = (share * need.likely + (1.0 - share) * goal.likely) / work.likely;
        entry.inputs.push(work);
        plain.is_finite().then_some((plain, entry))
    };
    let mut items: Vec<(f64, Entry)> =
        std::mem::take(&mut asked.items).into_iter().filter_map(with_work).collect();
    order(&mut items);
    asked.items = items.into_iter().map(|(_, entry)| Entry { usual: entry.rank, ..entry }).collect();
    asked.unscored += before.saturating_sub(asked.items.len()) as u32;
    asked.draws = draws_for(asked.items.len());
    let (least, most) = bounds(input.bounds);
    asked.inputs.push(Asked { key: input.key.to_owned(), sheet: sheet.to_owned(), least, most });
    asked
}
