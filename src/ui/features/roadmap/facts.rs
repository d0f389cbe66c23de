//! What the views of the plan show of each item, worked out once for each plan.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use yew::AttrValue;

use crate::domain::frameworks::Framework;
use crate::domain::number::display_score;
use crate::domain::places;
use crate::domain::plan::{EffortUnit, Id, Item, KanoCategory, Plan, Status};
use crate::domain::roadmap::brief::{self, Brief};
use crate::domain::roadmap::effort::effort;
use crate::domain::roadmap::family::rolled;
use crate::domain::roadmap::load::{Load, loads};
use crate::domain::roadmap::why::{Why, Whys};
use crate::domain::roadmap::{GroupKind, Timing};
use crate::domain::text::{Lang, fields, fold, roadmap_board as words};
use crate::domain::tradeoff::value::{Weighing, Worth};

/// What is shown of one item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fact {
    /// The item's place in the plan.
    pub place: usize,
    /// The item.
    pub id: Id,
    /// Its key.
    pub key: AttrValue,
    /// Its title.
    pub title: AttrValue,
    /// Its area.
    pub area: AttrValue,
    /// Where it stands on its way.
    pub status: Status,
    /// Its Kano category.
    pub kano: Option<KanoCategory>,
    /// The place of its period; `None` for not planned.
    pub slot: Option<usize>,
    /// The place of the team that does most of it.
    pub team: usize,
    /// Whether it is planned by its parts, and takes nothing by itself.
    pub is_whole: bool,
    /// What it takes of each team, by the team's place.
    pub efforts: Vec<(usize, f64)>,
    /// Its value on the policy's basis.
    pub value: Option<f64>,
    /// What it is worth to users and to the business.
    pub worth: Option<Worth>,
    /// Whether it stays where it is when the plan is drafted again.
    pub locked: bool,
    /// Whether drafts leave it out.
    pub excluded: bool,
    /// Whether every draft has to have it.
    pub must: bool,
    /// The places of the items that it depends on and that are not done yet.
    pub needs: Vec<usize>,
    /// What it depends on, and which rules it breaks, in words.
    pub notes: Vec<Note>,
    /// Why it is where it is, in a sentence.
    pub why: Option<Rc<str>>,
    /// Whether the reason is shown at rest: what keeps it from being somewhere else.
    pub is_held: bool,
    /// Everything about it, for the ear.
    pub about: AttrValue,
    /// What it takes, in few letters.
    pub effort_text: AttrValue,
    /// Its value, in few letters.
    pub value_text: AttrValue,
}

/// Something to know about an item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Note {
    /// The words, as the end of a sentence about the item.
    pub text: String,
    /// Whether a rule is broken.
    pub broken: bool,
}

impl Fact {
    /// The sum of what it takes; `None` where nobody has said.
    pub fn effort(&self) -> Option<f64> {
        (!self.efforts.is_empty()).then(|| self.efforts.iter().map(|(_, amount)| amount).sum())
    }

    /// What it takes of a team.
    pub fn effort_of(&self, team: usize) -> f64 {
        self.efforts.iter().find(|(at, _)| *at == team).map_or(0.0, |(_, amount)| *amount)
    }

    /// Whether it breaks a rule where it stands.
    pub fn is_broken(&self) -> bool {
        self.notes.iter().any(|note| note.broken)
    }
}

/// A period or a team, as views name it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: AttrValue,
    /// First and last day in words; empty where it has none.
    pub dates: AttrValue,
    /// Its last day, ISO 8601; empty where it has none.
    pub end: String,
}

/// Everything that the views show.
#[derive(Debug)]
pub(super) struct Facts {
    /// The plan.
    pub plan: Rc<Plan>,
    /// The language of the words.
    pub lang: Lang,
    /// The items that are planned or can be, the most valuable first.
    pub all: Vec<Rc<Fact>>,
    /// By the item's place in the plan, its place in `all`.
    at: Vec<Option<u32>>,
    /// What teams have to do and can, by period and team.
    pub loads: Vec<Vec<Load>>,
    /// The periods.
    pub periods: Vec<Named>,
    /// The teams.
    pub teams: Vec<Named>,
    /// The unit of effort.
    pub unit: EffortUnit,
    /// What the value of an item rests on.
    pub basis: &'static Framework,
}

impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.plan, &other.plan) && self.lang == other.lang
    }
}

impl Facts {
    /// Works everything out.
    pub fn of(plan: &Rc<Plan>, lang: Lang) -> Facts {
        let roadmap = &plan.roadmap;
        let basis = brief::basis(plan);
        let scorer = basis.scorer(plan);
        let weighing = Weighing::of(plan);
        let index = Index::of(plan);
        let brief = Brief::of(plan);
        let slots = brief.slots(&roadmap.placements);
        let whys = Whys::new(&brief, &slots);
        let whys: HashMap<&str, Why> = whys.all().map(|(id, why)| (&**id, why)).collect();
        let mut all: Vec<Fact> = Vec::new();
        for (place, item) in plan.items.iter().enumerate() {
            let slot = index.slot(item);
            let is_open = !matches!(item.status, Status::Shipped | Status::Rejected);
            if slot.is_none() && !is_open {
                continue;
            }
            let placement = index.placement(item);
            let why = whys.get(&*item.id);
            let limit = roadmap.limits.iter().find(|limit| limit.item == item.id);
            let by_team = effort(plan, item).by_team;
            let place_of = |id: &Id| roadmap.teams.iter().position(|team| team.id == *id);
            let is_whole = index.rolled.contains(&*item.id);
            let own: Vec<(usize, f64)> =
                by_team.iter().filter_map(|(id, amount)| Some((place_of(id)?, *amount))).collect();
            let team = main_team(plan, item, &own);
            // Its parts have efforts, and nothing is counted twice.
            let efforts = if is_whole { Vec::new() } else { own };
            all.push(Fact {
                place,
                id: Rc::clone(&item.id),
                key: item.key.clone().into(),
                title: item.title_in(lang).to_owned().into(),
                area: item.area.clone().into(),
                status: item.status,
                kano: item.kano.as_ref().map(|mark| mark.category),
                slot,
                team,
                is_whole,
                efforts,
                value: scorer.score(item).value(),
                worth: weighing.worth(item),
                locked: placement,
                excluded: limit.is_some_and(|limit| limit.excluded),
                must: limit.is_some_and(|limit| limit.must),
                needs: index.needs(item),
                notes: notes(plan, &index, item, slot, why.and_then(Why::needed), lang),
                why: why.map(|why| why.sentence(plan, lang).into()),
                is_held: slot.is_some() && why.is_some_and(Why::holds_back),
                about: AttrValue::default(),
                effort_text: AttrValue::default(),
                value_text: AttrValue::default(),
            });
        }
        places::sort(&mut all, &|a, b| by_value(a, b));
        let mut at = vec![None; plan.items.len()];
        for (nth, fact) in all.iter().enumerate() {
            if let Some(slot) = at.get_mut(fact.place) {
                *slot = Some(nth as u32);
            }
        }
        let named = |id: &Id, title: &str, dates: String, end: &str| Named {
            id: Rc::clone(id),
            title: title.to_owned().into(),
            dates: dates.into(),
            end: end.to_owned(),
        };
        let mut facts = Facts {
            lang,
            all: Vec::new(),
            at,
            loads: loads(plan),
            periods: roadmap
                .periods
                .iter()
                .map(|each| {
                    let dates = dates(&each.start, &each.end, lang);
                    named(&each.id, each.title_in(lang), dates, &each.end)
                })
                .collect(),
            teams: roadmap
                .teams
                .iter()
                .map(|each| named(&each.id, each.title_in(lang), String::new(), ""))
                .collect(),
            unit: plan.settings.effort_unit,
            basis,
            plan: Rc::clone(plan),
        };
        facts.all = all.into_iter().map(|fact| Rc::new(facts.worded(fact))).collect();
        facts
    }

    fn worded(&self, mut fact: Fact) -> Fact {
        let lang = self.lang;
        fact.about = self.about(&fact).into();
        fact.effort_text = match fact.effort() {
            Some(effort) => {
                format!("{} {}", words::number(effort), words::short_unit(lang, self.unit)).into()
            }
            None => self.without_effort(&fact).into(),
        };
        fact.value_text = match fact.value {
            Some(value) => display_score(value).into(),
            None => words::no_value(lang).into(),
        };
        fact
    }

    /// What is said of an item that takes nothing by itself.
    fn without_effort(&self, fact: &Fact) -> &'static str {
        if fact.is_whole { words::in_parts(self.lang) } else { words::no_effort(self.lang) }
    }

    /// What is shown of the item at a place of the plan.
    pub fn fact(&self, place: usize) -> Option<&Rc<Fact>> {
        self.all.get((*self.at.get(place)?)? as usize)
    }

    /// What is shown of an item.
    pub fn find(&self, id: &Id) -> Option<&Rc<Fact>> {
        self.all.iter().find(|fact| fact.id == *id)
    }

    /// What a team has to do and can in a period.
    pub fn load(&self, period: usize, team: usize) -> Load {
        self.loads.get(period).and_then(|teams| teams.get(team)).copied().unwrap_or_default()
    }

    /// What all teams have to do and can in a period.
    pub fn sum(&self, period: usize) -> Load {
        let teams = self.loads.get(period).map(Vec::as_slice).unwrap_or_default();
        teams.iter().fold(Load::default(), |sum, load| sum.plus(*load))
    }

    /// What a team can do in each period, where that is always the same and above 0.
    pub fn even_capacity(&self, team: usize) -> Option<f64> {
        let first = self.load(0, team).capacity;
        let is_even = (0..self.periods.len()).all(|period| self.load(period, team).capacity == first);
        (is_even && first > 0.0).then_some(first)
    }

    /// Whether an item may not be in the same period as one that it needs.
    pub fn is_strict(&self, fact: &Fact, needed: &Fact) -> bool {
        let item = self.plan.items.get(fact.place);
        item.is_some_and(|item| self.plan.timing(item, &needed.id) == Timing::Before)
    }

    /// The load that a team would have in a period if an item were moved there.
    pub fn load_with(&self, fact: &Fact, period: usize, team: usize) -> Load {
        let mut load = self.load(period, team);
        // What is done takes nothing any more, and what was decided against never will.
        let is_open = !matches!(fact.status, Status::Shipped | Status::Rejected);
        if fact.slot != Some(period) && is_open {
            load.used += fact.effort_of(team);
        }
        load
    }

    /// What a move of an item means, in a sentence.
    pub fn consequence(&self, fact: &Fact, to: Option<usize>) -> String {
        let lang = self.lang;
        let Some((to, period)) = to.and_then(|to| Some((to, self.periods.get(to)?))) else {
            return words::full_sentence(lang, &words::taken_out(lang, &fact.title));
        };
        let mut parts = vec![words::moved_to(lang, &fact.title, &period.title)];
        for (team, named) in self.teams.iter().enumerate() {
            let load = self.load_with(fact, to, team);
            if load.is_over() && fact.effort_of(team) > 0.0 {
                let over = words::amount(lang, load.used - load.capacity, self.unit);
                parts.push(words::team_over(lang, &named.title, &over));
            }
        }
        words::full_sentence(lang, &parts.join(words::semicolon(lang)))
    }

    /// A load in words: “11.8 / 12 person-months”, and how much it is over.
    pub fn load_words(&self, load: Load) -> String {
        self.load_in(load, self.unit.label(self.lang))
    }

    /// A load in words, with a unit in full or in few letters.
    pub fn load_in(&self, load: Load, unit: &str) -> String {
        let text =
            words::of_capacity(self.lang, &words::number(load.used), &words::number(load.capacity), unit);
        match load.is_over() {
            true => {
                let over = words::over(self.lang, &words::number(load.used - load.capacity));
                format!("{text}{}{over}", words::comma(self.lang))
            }
            false => text,
        }
    }

    /// Everything about an item, for the ear; its title comes first.
    fn about(&self, fact: &Fact) -> String {
        let lang = self.lang;
        let mut parts: Vec<String> = vec![fact.title.to_string()];
        parts.push(match fact.effort() {
            Some(effort) => words::amount(lang, effort, self.unit),
            None => self.without_effort(fact).to_owned(),
        });
        for (team, amount) in fact.efforts.iter().filter(|(team, _)| *team != fact.team) {
            if let Some(named) = self.teams.get(*team) {
                parts.push(words::also(lang, &named.title, &words::number(*amount)));
            }
        }
        if let Some(kano) = fact.kano {
            parts.push(kano.label(lang).to_owned());
        }
        parts.push(match fact.value {
            Some(value) => words::value_is(lang, &display_score(value)),
            None => words::no_value(lang).to_owned(),
        });
        match fact.status {
            Status::InProgress => parts.push(fields::status_in_progress(lang).to_owned()),
            Status::Shipped => parts.push(fields::status_shipped(lang).to_owned()),
            _ => {}
        }
        for (is, word) in [
            (fact.locked, words::locked(lang)),
            (fact.excluded, words::left_out(lang)),
            (fact.must, words::must_mark(lang)),
        ] {
            if is {
                parts.push(word.to_owned());
            }
        }
        parts.extend(fact.notes.iter().map(|note| note.text.clone()));
        if let Some(why) = &fact.why {
            // What the reason says need not be heard twice.
            let said = fold(why);
            let title = parts.remove(0);
            parts.retain(|part| !said.contains(&fold(part)));
            parts.insert(0, title);
            parts.push(why.to_string());
        }
        parts.join(words::comma(lang))
    }
}

/// The most valuable first, then the order of the plan; unvalued ones last.
fn by_value(a: &Fact, b: &Fact) -> Ordering {
    let value = |fact: &Fact| fact.value.unwrap_or(f64::NEG_INFINITY);
    value(b).total_cmp(&value(a)).then(a.place.cmp(&b.place))
}

/// The team with the largest effort; else the one that the area belongs to; else the first.
fn main_team(plan: &Plan, item: &Item, efforts: &[(usize, f64)]) -> usize {
    let largest = efforts.iter().fold(None::<(usize, f64)>, |best, each| match best {
        Some(best) if best.1 >= each.1 => Some(best),
        _ => Some(*each),
    });
    let owner = || {
        let is_owner = |areas: &[String]| !item.area.is_empty() && areas.contains(&item.area);
        plan.roadmap.teams.iter().position(|team| is_owner(&team.areas))
    };
    largest.map(|(team, _)| team).or_else(owner).unwrap_or_default()
}

fn dates(start: &str, end: &str, lang: Lang) -> String {
    match (start.is_empty(), end.is_empty()) {
        (false, false) => words::span(lang, start, end),
        _ => String::new(),
    }
}

/// Where items and placements are, so that nobody searches lists for each item.
struct Index<'a> {
    plan: &'a Plan,
    items: HashMap<&'a str, usize>,
    placed: HashMap<&'a str, (usize, bool)>,
    /// The items that are planned by their parts.
    rolled: HashSet<&'a str>,
}

impl<'a> Index<'a> {
    fn of(plan: &'a Plan) -> Index<'a> {
        let roadmap = &plan.roadmap;
        let items = plan.items.iter().enumerate().map(|(at, item)| (&*item.id, at)).collect();
        let placed = roadmap
            .placements
            .iter()
            .filter_map(|each| Some((&*each.item, (roadmap.place_of(&each.period)?, each.locked))));
        Index { plan, items, placed: placed.collect(), rolled: rolled(plan) }
    }

    fn slot(&self, item: &Item) -> Option<usize> {
        self.placed.get(&*item.id).map(|(slot, _)| *slot)
    }

    fn placement(&self, item: &Item) -> bool {
        self.placed.get(&*item.id).is_some_and(|(_, locked)| *locked)
    }

    fn item(&self, id: &str) -> Option<(usize, &'a Rc<Item>)> {
        let at = *self.items.get(id)?;
        Some((at, self.plan.items.get(at)?))
    }

    /// An item and the wholes that it is a part of.
    fn with_wholes(&self, item: &'a Rc<Item>) -> impl Iterator<Item = &'a Rc<Item>> {
        let parent = |item: &&'a Rc<Item>| Some(self.item(item.parent.as_ref()?)?.1);
        let all = std::iter::successors(Some(item), parent).take(self.items.len());
        all.enumerate().filter(|(at, item)| *at == 0 || self.rolled.contains(&*item.id)).map(|(_, item)| item)
    }

    /// What an item depends on and has still to be done.
    fn needs(&self, item: &Item) -> Vec<usize> {
        let on = item.depends_on.iter().filter_map(|id| self.item(id));
        on.filter(|(_, other)| other.status != Status::Shipped).map(|(at, _)| at).collect()
    }
}

/// What an item depends on, but for what the reason says already, and the rules that it breaks in
/// its period.
fn notes<'a>(
    plan: &'a Plan,
    index: &Index<'a>,
    item: &'a Rc<Item>,
    slot: Option<usize>,
    said: Option<&Id>,
    lang: Lang,
) -> Vec<Note> {
    let roadmap = &plan.roadmap;
    let mut notes = Vec::new();
    // What is done breaks no rule any more.
    if item.status == Status::Shipped {
        return notes;
    }
    let mut note = |text: String, broken: bool| notes.push(Note { text, broken });
    if item.status == Status::Rejected {
        note(words::rejected(lang).to_owned(), true);
    }
    for id in &item.depends_on {
        let Some((_, other)) = index.item(id) else { continue };
        let title = other.title_in(lang);
        match (other.status, slot, index.slot(other)) {
            (Status::Shipped, ..) => {}
            (Status::Rejected, None, _) if said == Some(id) => {}
            (Status::Rejected, slot, _) => note(words::needs_rejected(lang, title), slot.is_some()),
            (_, Some(_), None) => note(words::needs_planned(lang, title), true),
            (_, Some(slot), Some(on)) => {
                let (text, holds) = match plan.timing(item, id) {
                    Timing::Before => (words::needs_first(lang, title), on < slot),
                    Timing::SamePeriod => (words::needs(lang, title), on <= slot),
                };
                if !holds || said != Some(id) {
                    note(text, !holds);
                }
            }
            (_, None, _) if said == Some(id) => {}
            (_, None, _) => note(words::needs(lang, title), false),
        }
    }
    let Some(slot) = slot else { return notes };
    // What is wished of a whole holds for its parts.
    for limit in index.with_wholes(item).filter_map(|item| roadmap.limit(&item.id)) {
        let bound = |id: &Option<Id>| {
            let at = roadmap.place_of(id.as_deref()?)?;
            Some((at, roadmap.periods.get(at)?.title_in(lang)))
        };
        if let Some((_, title)) = bound(&limit.earliest).filter(|(at, _)| slot < *at) {
            note(words::too_early(lang, title), true);
        }
        if let Some((_, title)) = bound(&limit.latest).filter(|(at, _)| slot > *at) {
            note(words::too_late(lang, title), true);
        }
    }
    // A group counts no wholes.
    let counts = |id: &Id| !index.rolled.contains(&**id);
    for group in roadmap.groups.iter().filter(|group| counts(&item.id) && group.items.contains(&item.id)) {
        let others = group.items.iter().filter(|id| **id != item.id && counts(id));
        let others = others.filter_map(|id| index.item(id));
        let slots: Vec<Option<usize>> = others.map(|(_, other)| index.slot(other)).collect();
        let (broken, text) = match group.kind {
            GroupKind::Together => {
                (slots.iter().any(|other| *other != Some(slot)), words::together_broken(lang))
            }
            GroupKind::Apart => (slots.contains(&Some(slot)), words::apart_broken(lang)),
            GroupKind::Either => (slots.iter().any(Option::is_some), words::either_broken(lang)),
        };
        if broken {
            note(text.to_owned(), true);
        }
    }
    notes
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::by_id::ById;

    use super::*;
    use crate::domain::plan::Estimate;
    use crate::domain::roadmap::{Limit, Period, Placement, Roadmap, Team};

    /// Web and Pay, three quarters of 4 each, and four items: `a` in the first one, `b` needs
    /// it and is in the second, `c` takes both teams and is nowhere, `d` has no effort.
    pub fn plan() -> Plan {
        let team = |id: &str, title: &str| Team { id: id.into(), title: title.into(), ..Team::default() };
        let capacity: ById<f64> = [("w".into(), 4.0), ("p".into(), 4.0)].into();
        let period = |id: &str, title: &str| Period {
            id: id.into(),
            title: title.into(),
            capacity: capacity.clone(),
            ..Period::default()
        };
        let place = |item: &str, period: &str, locked: bool| Placement {
            item: item.into(),
            period: period.into(),
            locked,
            ..Placement::default()
        };
        let item = |id: &str, key: &str, title: &str, efforts: &[(&str, f64)]| {
            let mut item = Item::new(id.into(), key, title);
            item.effort_by_team =
                efforts.iter().map(|(team, amount)| (Id::from(*team), Estimate::Value(*amount))).collect();
            item
        };
        let mut b = item("b", "SY-2", "Split payment", &[("p", 3.0), ("w", 0.5)]);
        b.depends_on = vec!["a".into()];
        b.area = "Payment".to_owned();
        let items = [
            item("a", "SY-1", "Guest checkout", &[("w", 3.8)]),
            b,
            item("c", "SY-3", "Express lane", &[("w", 0.6), ("p", 0.4)]),
            item("d", "SY-4", "Gift wrapping", &[]),
        ];
        let roadmap = Roadmap {
            teams: vec![team("w", "Web"), team("p", "Pay")],
            periods: vec![period("q1", "2027 Q1"), period("q2", "2027 Q2"), period("q3", "2027 Q3")],
            placements: vec![place("a", "q1", true), place("b", "q2", false)],
            ..Roadmap::default()
        };
        Plan { items: items.map(Rc::new).into(), roadmap: Rc::new(roadmap), ..Plan::default() }
    }

    pub fn facts(plan: Plan) -> Facts {
        Facts::of(&Rc::new(plan), Lang::En)
    }

    fn of<'a>(facts: &'a Facts, id: &str) -> &'a Fact {
        facts.find(&id.into()).unwrap()
    }

    #[test]
    fn an_item_belongs_to_the_team_that_does_most_of_it() {
        let facts = facts(plan());
        for (id, team, effort) in
            [("a", 0, Some(3.8)), ("b", 1, Some(3.5)), ("c", 0, Some(1.0)), ("d", 0, None)]
        {
            assert_eq!((of(&facts, id).team, of(&facts, id).effort()), (team, effort), "{id}");
        }
    }

    #[test]
    fn rejected_and_shipped_items_are_shown_only_where_they_are_placed() {
        let mut plan = plan();
        Rc::make_mut(&mut plan.items[0]).status = Status::Shipped;
        Rc::make_mut(&mut plan.items[1]).status = Status::Rejected;
        Rc::make_mut(&mut plan.items[2]).status = Status::Rejected;
        let facts = facts(plan);
        let shown: Vec<&str> = facts.all.iter().map(|fact| &*fact.id).collect();
        assert_eq!(shown, ["a", "b", "d"]);
        assert!(of(&facts, "b").is_broken());
        assert!(of(&facts, "b").needs.is_empty(), "what is shipped is done");
    }

    #[test]
    fn a_move_says_who_is_over() {
        let facts = facts(plan());
        #[track_caller]
        fn check(facts: &Facts, id: &str, to: Option<usize>, expected: &str) {
            assert_eq!(facts.consequence(of(facts, id), to), expected);
        }
        check(&facts, "c", Some(0), "Express lane moved to 2027 Q1; Web is over by 0.4 person-months.");
        check(&facts, "c", Some(1), "Express lane moved to 2027 Q2.");
        check(&facts, "a", Some(1), "Guest checkout moved to 2027 Q2; Web is over by 0.3 person-months.");
        check(&facts, "a", None, "Guest checkout taken out of the plan; drafts leave it out.");
        check(&facts, "b", Some(7), "Split payment taken out of the plan; drafts leave it out.");
    }

    #[test]
    fn a_whole_takes_nothing_by_itself_and_its_wishes_hold_for_its_parts() {
        let mut plan = plan();
        let part = Rc::make_mut(&mut plan.items[1]);
        (part.parent, part.depends_on) = (Some("c".into()), Vec::new());
        let roadmap = Rc::make_mut(&mut plan.roadmap);
        roadmap.limits = vec![Limit { item: "c".into(), latest: Some("q1".into()), ..Limit::default() }];
        roadmap.groups = vec![crate::domain::roadmap::Group {
            id: "g".into(),
            kind: GroupKind::Together,
            items: vec!["a".into(), "c".into()],
            extra: Default::default(),
        }];
        let facts = facts(plan);
        let whole = of(&facts, "c");
        assert_eq!(
            (whole.is_whole, whole.effort(), whole.effort_text.as_str()),
            (true, None, "effort in its parts")
        );
        assert_eq!(
            facts.consequence(whole, Some(0)),
            "Express lane moved to 2027 Q1.",
            "nobody is over by it"
        );
        let late = |note: &Note| note.broken && note.text == "comes after its latest period, 2027 Q1";
        assert!(of(&facts, "b").notes.iter().any(late), "{:?}", of(&facts, "b").notes);
        assert!(!of(&facts, "a").is_broken(), "a group does not count a whole");
    }

    #[test]
    fn the_load_where_an_item_stands_already_does_not_count_it_twice() {
        let facts = facts(plan());
        assert_eq!(facts.load_with(of(&facts, "a"), 0, 0).used, 3.8);
        assert_eq!(facts.load_with(of(&facts, "a"), 1, 0).used, 0.5 + 3.8);
        assert_eq!(facts.load_with(of(&facts, "a"), 1, 1).used, 3.0);
    }

    #[test]
    fn dependencies_and_wishes_that_do_not_hold_are_named() {
        #[track_caller]
        fn check(change: impl FnOnce(&mut Roadmap), id: &str, text: &str, broken: bool) {
            let mut plan = plan();
            change(Rc::make_mut(&mut plan.roadmap));
            let facts = facts(plan);
            let notes = &of(&facts, id).notes;
            assert!(notes.iter().any(|note| note.text == text && note.broken == broken), "{notes:?}");
        }
        let put = |at: usize, period: &'static str| {
            move |roadmap: &mut Roadmap| roadmap.placements[at].period = period.into()
        };
        check(|_| {}, "b", "needs Guest checkout first", false);
        check(put(0, "q2"), "b", "needs Guest checkout first", true);
        check(|roadmap| roadmap.policy.timing = Timing::SamePeriod, "b", "needs Guest checkout", false);
        check(
            |roadmap| {
                roadmap.placements.remove(0);
            },
            "b",
            "needs Guest checkout, which is not planned",
            true,
        );
        let limit = |earliest: Option<&str>, latest: Option<&str>| Limit {
            item: "b".into(),
            earliest: earliest.map(Into::into),
            latest: latest.map(Into::into),
            ..Limit::default()
        };
        let early = limit(Some("q3"), None);
        check(|roadmap| roadmap.limits = vec![early], "b", "comes before its earliest period, 2027 Q3", true);
        let late = limit(None, Some("q1"));
        check(|roadmap| roadmap.limits = vec![late], "b", "comes after its latest period, 2027 Q1", true);
        let group = |kind| crate::domain::roadmap::Group {
            id: "g".into(),
            kind,
            items: vec!["a".into(), "b".into()],
            extra: Default::default(),
        };
        let together = group(GroupKind::Together);
        check(
            |roadmap| roadmap.groups = vec![together],
            "a",
            "belongs together with items in other periods",
            true,
        );
        let either = group(GroupKind::Either);
        check(|roadmap| roadmap.groups = vec![either], "b", "is planned beside an item it excludes", true);
    }

    #[test]
    fn what_is_shipped_breaks_no_rule() {
        let mut plan = plan();
        Rc::make_mut(&mut plan.roadmap).placements.remove(0);
        assert!(of(&facts(plan.clone()), "b").is_broken());
        Rc::make_mut(&mut plan.items[1]).status = Status::Shipped;
        assert!(of(&facts(plan), "b").notes.is_empty());
    }

    #[test]
    fn what_the_reason_says_to_be_needed_is_not_noted_again() {
        for (lang, needed) in [(Lang::En, "Saved payment methods"), (Lang::Zh, "保存支付方式")] {
            let plan = crate::domain::sample::plan(lang, "p".into(), "2026-11-22T09:00:00Z");
            let facts = Facts::of(&Rc::new(plan), lang);
            let fact =
                facts.all.iter().find(|fact| fact.key == "SY-6").expect("the wallet needs a saved method");
            assert!(fact.why.as_deref().is_some_and(|why| why.contains(needed)), "{:?}", fact.why);
            assert_eq!(fact.notes, [], "{lang:?}");
        }
    }

    #[test]
    fn a_card_tells_the_ear_everything_that_it_shows() {
        let facts = facts(plan());
        #[track_caller]
        fn check(facts: &Facts, id: &str, expected: &str) {
            assert_eq!(of(facts, id).about, expected);
        }
        // What the reason says is not said twice.
        check(
            &facts,
            "b",
            "Split payment, 3.5 person-months, also Web 0.5, needs Guest checkout first, has no value on this basis",
        );
        check(&facts, "a", "Guest checkout, 3.8 person-months, no value, locked by you");
        check(&facts, "d", "Gift wrapping, no effort, no value, nobody has said what it takes");
    }

    #[test]
    fn a_load_says_how_much_it_is_over() {
        let facts = facts(plan());
        let load = |used: f64| Load { used, capacity: 0.3, usable: 0.3 };
        assert_eq!(facts.load_words(load(0.7)), "0.7 / 0.3 person-months, 0.4 over");
        assert_eq!(facts.load_words(load(0.1 + 0.2)), "0.3 / 0.3 person-months");
    }
}
