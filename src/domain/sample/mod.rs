//! A plan to look around in: the checkout of an online shop, in each language.

use super::format;
use super::plan::{Id, Plan};
use super::text::Lang;

/// The sample plan in a language, with the id and the moment given from outside.
///
/// An empty plan with the right id in the case that cannot happen: a sample that
/// does not read (tested below).
pub fn plan(lang: Lang, id: Id, now: &str) -> Plan {
    match format::read(text(lang)) {
        Ok((plan, _)) => Plan { id, created: now.to_owned(), updated: now.to_owned(), ..plan },
        Err(_) => Plan::new(id, super::text::files::untitled(lang), now),
    }
}

fn text(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("en.steelyard.json"),
        Lang::Zh => include_str!("zh.steelyard.json"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::frameworks;
    use crate::domain::plan::{Estimate, Item};
    use crate::domain::ranking::rank;
    use crate::domain::{date, invariants::violations};

    const NOW: &str = "2026-11-22T09:00:00Z";

    fn every(check: impl Fn(Lang, &Plan)) {
        for lang in Lang::ALL {
            check(lang, &plan(lang, "p_1".into(), NOW));
        }
    }

    #[test]
    fn every_sample_reads_without_a_warning() {
        for lang in Lang::ALL {
            let (plan, warnings) = format::read(text(lang)).unwrap();
            assert_eq!(warnings, []);
            assert_eq!(violations(&plan), Vec::<String>::new());
            assert!(format::write(&plan).len() < 14_500, "small enough to be part of the app");
        }
    }

    #[test]
    fn the_sample_is_a_plan_of_its_own() {
        every(|_, plan| {
            assert_eq!((&*plan.id, &*plan.created, &*plan.updated), ("p_1", NOW, NOW));
            assert_eq!((plan.items.len(), plan.needs.len(), plan.goals.len()), (24, 4, 3));
        });
    }

    #[test]
    fn the_scores_are_spread_and_not_all_there() {
        every(|_, plan| {
            let ranking = rank(plan, frameworks::default());
            assert_eq!(ranking.scored_count, 21);
            let lowest = ranking.scored.iter().filter_map(|scored| scored.value()).fold(f64::MAX, f64::min);
            assert!((100.0..1000.0).contains(&lowest) && (3000.0..9000.0).contains(&ranking.highest));
            for framework in frameworks::sheets() {
                assert!(rank(plan, framework).scored_count >= 5, "{}", framework.id);
            }
        });
    }

    #[test]
    fn the_sample_shows_what_a_plan_can_hold() {
        every(|_, plan| {
            let count = |test: fn(&Item) -> bool| plan.items.iter().filter(|item| test(item)).count();
            let ranges = |item: &Item| {
                item.scores
                    .iter()
                    .flat_map(|score| &score.values)
                    .any(|(_, it)| matches!(it, Estimate::Range { .. }))
            };
            assert!(count(ranges) >= 5);
            assert!(count(|item| item.kano.is_some()) >= 11);
            assert!(count(|item| !item.depends_on.is_empty()) >= 5);
            assert!(count(|item| item.scores.iter().any(|score| !score.evidence.is_empty())) >= 1);
            assert_eq!(count(|item| item.requesters.is_empty() || item.description.is_empty()), 0);
            let dates = plan.items.iter().flat_map(|item| &item.requesters).map(|one| &one.date);
            assert!(dates.filter(|date| !date.is_empty()).all(|date| date::Date::parse(date).is_some()));
        });
    }

    #[test]
    fn the_samples_tell_the_same_story() {
        let (en, zh) = (plan(Lang::En, "p".into(), NOW), plan(Lang::Zh, "p".into(), NOW));
        for (en, zh) in en.items.iter().zip(&zh.items) {
            assert_eq!(
                (&en.id, &en.depends_on, &en.needs, &en.goals),
                (&zh.id, &zh.depends_on, &zh.needs, &zh.goals)
            );
            assert_eq!(en.title_alt.as_deref(), Some(zh.title.as_str()));
            assert_eq!(en.title_in(Lang::Zh), zh.title_in(Lang::Zh));
        }
    }
}
