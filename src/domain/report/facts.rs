//! What several sections of a report rest on, worked out once.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::Asked;
use crate::domain::frameworks::Basis;
use crate::domain::plan::{Item, Plan, Status};
use crate::domain::ranking::{Ranking, rank};
use crate::domain::roadmap::compare::places;
use crate::domain::sensitivity::By;
use crate::domain::text::{Lang, one_line};
use crate::domain::tradeoff::beam::{Beam, Order};
use crate::domain::tradeoff::strip::Strip;
use crate::domain::tradeoff::value::Weighing;
use crate::domain::tradeoff::verdict::{self, Lack, TOP};

/// What several sections rest on.
pub(super) struct Facts<'a> {
    pub plan: &'a Plan,
    pub asked: &'a Asked,
    pub lang: Lang,
    pub ranking: Ranking,
    /// The place of each item's period.
    pub places: HashMap<&'a str, usize>,
    weighed: OnceCell<Option<Weighed>>,
}

/// The items between user need and business goal.
pub(super) struct Weighed {
    pub weighing: Weighing,
    pub beam: Beam,
    pub order: Order,
    /// What the order is worth, in sentences.
    pub said: Vec<String>,
}

impl<'a> Facts<'a> {
    pub fn of(plan: &'a Plan, asked: &'a Asked) -> Facts<'a> {
        Facts {
            plan,
            asked,
            lang: asked.lang,
            ranking: rank(plan, asked.framework),
            places: places(plan, &plan.roadmap.placements),
            weighed: OnceCell::new(),
        }
    }

    /// What the order of the report goes by.
    pub fn by(&self) -> By {
        match self.asked.framework.basis {
            // The parts of such a score are needs and goals, and the reasons name them.
            Basis::Worth => By::Value,
            Basis::Inputs | Basis::Criteria => By::Score(self.asked.framework),
        }
    }

    /// The items with a score, best first, by their places in the plan.
    pub fn scored(&self) -> impl Iterator<Item = (u32, &'a Item)> + '_ {
        let order = self.ranking.order.iter().take(self.ranking.scored_count);
        order.filter_map(|at| Some((*at, &**self.plan.items.get(*at as usize)?)))
    }

    /// The same without what is shipped or rejected: that is decided.
    pub fn open(&self) -> impl Iterator<Item = (u32, &'a Item)> + '_ {
        self.scored().filter(|(_, item)| is_open(item))
    }

    /// How many items have a period.
    pub fn planned(&self) -> usize {
        self.plan.items.iter().filter(|item| self.places.contains_key(&*item.id)).count()
    }

    /// The title of the period that an item stands in, or nothing.
    pub fn period_of(&self, item: &Item) -> String {
        let period = self.places.get(&*item.id).and_then(|at| self.plan.roadmap.periods.get(*at));
        period.map(|period| one_line(period.title_in(self.lang))).unwrap_or_default()
    }

    /// The items between need and goal; `None` where something is missing for it.
    pub fn weighed(&self) -> Option<&Weighed> {
        let make = || {
            let plan = self.plan;
            let weighing = Weighing::of(plan);
            let beam = Beam::of(plan, &weighing);
            if Lack::of(plan, &weighing, &beam).is_some() {
                return None;
            }
            let strip = Strip::of(&beam, TOP);
            let order = beam.order(plan.settings.need_share, &[]);
            let title = |entry: u32| {
                let item = beam.entry(entry).and_then(|entry| plan.items.get(entry.at as usize));
                item.map(|item| name(item, self.lang)).unwrap_or_default()
            };
            let said = verdict::sentences(&beam, &strip, &order, &title, self.lang);
            Some(Weighed { weighing, beam, order, said })
        };
        self.weighed.get_or_init(make).as_ref()
    }
}

/// Whether an item is still to be decided about.
pub(super) fn is_open(item: &Item) -> bool {
    !matches!(item.status, Status::Shipped | Status::Rejected)
}

/// What people call an item: its title in that language, or else its key.
pub(super) fn name(item: &Item, lang: Lang) -> String {
    let title = one_line(item.title_in(lang));
    if title.is_empty() { one_line(&item.key) } else { title }
}

/// A rank as it is read: `1`, and `2=` where several items share it.
pub(super) fn written_rank(rank: u32, is_shared: bool) -> String {
    if is_shared { format!("{rank}=") } else { rank.to_string() }
}

/// The one of two titles that is not shown; `None` where there is none, or both are the same.
pub(super) fn other(title: &str, alternative: Option<&str>, shown: &str) -> Option<String> {
    let titles = [Some(title), alternative].into_iter().flatten().map(one_line);
    let shown = one_line(shown);
    titles.into_iter().find(|title| !title.is_empty() && *title != shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_title_is_the_one_that_is_not_shown() {
        for (title, alternative, shown, expected) in [
            ("Guest", Some("游客"), "Guest", Some("游客")),
            ("Guest", Some("游客"), "游客", Some("Guest")),
            ("Guest", None, "Guest", None),
            ("Guest", Some("Guest"), "Guest", None),
            ("Guest", Some(" \n"), "Guest", None),
        ] {
            assert_eq!(other(title, alternative, shown).as_deref(), expected);
        }
    }
}
