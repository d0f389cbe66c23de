//! A plan to look around in: the checkout of an online shop, in each language.

mod study;

use std::rc::Rc;

use super::format;
use super::plan::{Id, Plan};
use super::text::Lang;

/// The sample plan in a language, with the id and the moment given from outside.
///
/// An empty plan with the right id in the case that cannot happen: a sample that
/// does not read (tested below).
pub fn plan(lang: Lang, id: Id, now: &str) -> Plan {
    match format::read(text(lang)) {
        Ok((mut plan, _)) => {
            let respondents = study::respondents(&plan.kano);
            Rc::make_mut(&mut plan.kano).respondents = respondents;
            Plan { id, created: now.to_owned(), updated: now.to_owned(), ..plan }
        }
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
    use crate::domain::kano::Answer;
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
            assert!(format::write(&plan).len() < 20_000, "small enough to be part of the app");
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

    /// How many respondents of a feature are M, O, A, I, R and Q by the table of Kano and Berger.
    fn counts(plan: &Plan, item: &str, segment: Option<usize>) -> [usize; 6] {
        const TABLE: [&str; 5] = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"];
        let segment = segment.map(|at| &plan.kano.segments[at]);
        let mut counts = [0; 6];
        for one in plan.kano.respondents.iter().filter(|one| segment.is_none_or(|name| *name == one.segment))
        {
            let Some((with, without)) = one.answer(item).and_then(Answer::pair) else { continue };
            let row = TABLE[usize::from(with.number()) - 1].as_bytes();
            let category = char::from(row[usize::from(without.number()) - 1]);
            counts["MOAIRQ".find(category).unwrap()] += 1;
        }
        counts
    }

    #[test]
    fn the_study_shows_what_studies_show() {
        every(|_, plan| {
            let study = &plan.kano;
            assert_eq!((study.features.len(), study.respondents.len(), study.segments.len()), (12, 40, 2));
            assert!(study.features.iter().all(|feature| plan.item(&feature.item).is_some()));
            assert!(study.respondents.iter().all(|one| study.segments.contains(&one.segment)));
            assert_eq!(violations(plan), Vec::<String>::new());
            for (item, expected) in [
                ("i5", [27, 6, 1, 5, 0, 1]),   // must-be
                ("i3", [10, 22, 4, 4, 0, 0]),  // one-dimensional
                ("i8", [1, 6, 25, 7, 1, 0]),   // attractive
                ("i16", [1, 1, 6, 23, 8, 1]),  // indifferent, and a fifth would rather not have it
                ("i10", [3, 13, 14, 9, 1, 0]), // a near tie of A and O
                ("i4", [2, 11, 10, 15, 1, 1]), // I by mode, but A, O and M together outnumber the rest
                ("i17", [0, 2, 13, 21, 3, 0]), // one skipped it
            ] {
                assert_eq!(counts(plan, item, None), expected, "{item}");
            }
            assert_eq!(counts(plan, "i1", Some(0)), [13, 4, 1, 2, 0, 0], "a must-be for new customers");
            assert_eq!(counts(plan, "i1", Some(1)), [3, 3, 2, 12, 0, 0], "and indifferent to the others");
        });
    }

    #[test]
    fn the_samples_tell_the_same_story() {
        let (en, zh) = (plan(Lang::En, "p".into(), NOW), plan(Lang::Zh, "p".into(), NOW));
        let answers =
            |plan: &Plan| plan.kano.respondents.iter().map(|one| one.answers.clone()).collect::<Vec<_>>();
        assert_eq!((&en.kano.features, answers(&en)), (&zh.kano.features, answers(&zh)));
        let roadmap = |plan: &Plan| {
            let periods: Vec<_> = plan.roadmap.periods.iter().map(|period| period.capacity.clone()).collect();
            (plan.roadmap.placements.clone(), periods)
        };
        assert_eq!(roadmap(&en), roadmap(&zh));
        for (en, zh) in en.items.iter().zip(&zh.items) {
            assert_eq!(
                (&en.effort_by_team, &en.planned, &en.actual),
                (&zh.effort_by_team, &zh.planned, &zh.actual)
            );
            assert_eq!(
                (&en.id, &en.depends_on, &en.needs, &en.goals),
                (&zh.id, &zh.depends_on, &zh.needs, &zh.goals)
            );
            assert_eq!(en.title_alt.as_deref(), Some(zh.title.as_str()));
            assert_eq!(en.title_in(Lang::Zh), zh.title_in(Lang::Zh));
        }
    }
}
