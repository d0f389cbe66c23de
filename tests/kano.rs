//! The Kano analysis: published figures, properties, and studies that are hardly any.

// Helpers of tests may fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "support/kano_bits.rs"]
mod kano_bits;
#[path = "support/reppl.rs"]
mod reppl;

use std::rc::Rc;

use proptest::prelude::*;
use steelyard::domain::export::kano_results_csv;
use steelyard::domain::import::kano_answers::{KanoMapping, preview};
use steelyard::domain::import::{decode, read as read_table};
use steelyard::domain::kano::analysis::{Views, analyse_tally};
use steelyard::domain::kano::arrivals::{SameRespondent, merge};
use steelyard::domain::kano::classify::{Rule, mode};
use steelyard::domain::kano::coefficients::{Coefficients, CutAt};
use steelyard::domain::kano::compare::compare_features;
use steelyard::domain::kano::continuous::Contradictions;
use steelyard::domain::kano::plots;
use steelyard::domain::kano::segments::{differences, segments};
use steelyard::domain::kano::statistics::SIGNIFICANT;
use steelyard::domain::kano::table::{Table, category};
use steelyard::domain::kano::tally::Counts;
use steelyard::domain::kano::uncertainty::mode_probabilities;
use steelyard::domain::kano::warning::Warning;
use steelyard::domain::kano::{
    Analysis, Answer, Feature, FeatureAnalysis, Options, Reply, Respondent, Study, Tally, analyse, verdict,
};
use steelyard::domain::picture::labels::Frame;
use steelyard::domain::picture::{DOT_RADIUS, Hold, Mark, Picture, Point, text_width};
use steelyard::domain::plan::{Id, KanoCategory};
use steelyard::domain::sample;
use steelyard::domain::text::Lang;

use reppl::FACTS;

#[track_caller]
fn near(found: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((found - expected).abs() <= tolerance, "{what}: {found}, not {expected}");
}

fn letter(category: Option<KanoCategory>) -> &'static str {
    category.map_or("-", KanoCategory::file_name)
}

/// Features `a`, `b`, ...; each respondent answers with pairs of digits, `0` for no answer.
fn study(respondents: &[&str]) -> Study {
    let ids = ["a", "b", "c"];
    let respondent = |text: &&str| {
        let reply = |c: Option<char>| Reply::from_number(c?.to_digit(10)? as u8);
        let answers = ids.iter().zip(text.split(' ')).map(|(&id, pair)| {
            let mut digits = pair.chars();
            let answer = Answer {
                functional: reply(digits.next()),
                dysfunctional: reply(digits.next()),
                importance: digits.next().and_then(|c| Some(c.to_digit(10)? as u8)),
            };
            (Id::from(id), answer)
        });
        Rc::new(Respondent { answers: answers.collect(), ..Respondent::default() })
    };
    let asked = respondents.first().map_or(1, |text| text.split(' ').count());
    Study {
        features: ids[..asked].iter().map(|&id| Feature { item: id.into(), ..Feature::default() }).collect(),
        respondents: respondents.iter().map(respondent).collect(),
        ..Study::default()
    }
}

fn one(respondents: &[&str], options: &Options) -> FeatureAnalysis {
    analyse(&study(respondents), options).features.remove(0)
}

/// A study of what an import makes of a file: read, mapped, looked through and taken in.
fn imported(file: &[u8]) -> Study {
    let decoded = decode(file, &|_| None).expect("it is UTF-8");
    let table = read_table(&decoded.text, None).expect("it is a table");
    let mapping = KanoMapping::guess(&table, &Study::default(), &[], Lang::En);
    let mut number = 0;
    let mut ids = |prefix: &str| {
        number += 1;
        Id::from(format!("{prefix}_{number}"))
    };
    let taken = preview(&table, &mapping, "2026-11-24", &mut ids).expect("it has answers");
    assert_eq!((taken.problem_count, taken.scale_hint), (0, None));
    let titles: Vec<&str> = taken.new_items.iter().map(|(_, title)| title.as_str()).collect();
    assert_eq!(titles, FACTS.each_ref().map(|facts| facts.item));
    let features = taken.items.iter().map(|item| Feature { item: item.clone(), ..Feature::default() });
    let features = features.collect();
    let (respondents, _) = merge(&[], taken.respondents, &taken.items, SameRespondent::Replace);
    Study { features, respondents, ..Study::default() }
}

#[test]
fn every_published_figure_of_the_transfers_is_met() {
    meets_published_figures(&reppl::study());
}

#[test]
fn every_published_figure_of_the_transfers_comes_out_of_a_file_of_raw_answers() {
    let study = imported(reppl::csv().as_bytes());
    meets_published_figures(&study);
    meets_computed_figures(&study);
}

/// The raw answers as they were published, where they are at hand.
#[test]
fn every_published_figure_of_the_transfers_comes_out_of_the_published_answers() {
    const PATH: &str =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/cases/kano-reppl-transfers-respondents.csv");
    let Ok(file) = std::fs::read(PATH) else { return };
    let study = imported(&file);
    meets_published_figures(&study);
    meets_computed_figures(&study);
}

#[track_caller]
fn meets_published_figures(study: &Study) {
    let options = Options { table: Table::Pouliot, rule: Rule::Grouped, ..Options::default() };
    let analysis = analyse(study, &options);
    assert_eq!((analysis.respondents, analysis.features.len()), (358, FACTS.len()));
    for (found, facts) in analysis.features.iter().zip(&FACTS) {
        let published = &facts.published;
        assert_eq!((found.n(), found.counts), (358, Counts(published.counts)), "{}", facts.title);
        assert_eq!(letter(found.verdict), published.class, "{}", facts.title);
        let coefficients = found.coefficients.unwrap();
        near(found.importance.unwrap().mean, published.importance, 5e-7, facts.title);
        near(coefficients.better, published.satisfaction, 5e-8, facts.title);
        near(coefficients.worse, published.dissatisfaction, 5e-8, facts.title);
    }
}

#[test]
fn every_computed_figure_of_the_transfers_is_met() {
    meets_computed_figures(&reppl::study());
}

#[track_caller]
fn meets_computed_figures(study: &Study) {
    for at in 0..2 {
        let options = Options {
            table: FACTS[0].by_table[at].table,
            contradictions: Contradictions::Counted,
            ..Options::default()
        };
        let analysis = analyse(study, &options);
        for (found, facts) in analysis.features.iter().zip(&FACTS) {
            let computed = &facts.by_table[at];
            let what = facts.title;
            assert_eq!(found.counts, Counts(computed.counts), "{what}");
            assert_eq!(letter(found.views.mode), computed.mode, "{what}");
            assert_eq!(letter(found.views.grouped), computed.grouped, "{what}");
            assert_eq!(letter(found.views.continuous), facts.quadrant, "{what}");
            let coefficients = found.coefficients.unwrap();
            let test = found.sign_test().unwrap();
            let continuous = found.continuous.unwrap();
            let (with, without) = (continuous.functional, continuous.dysfunctional);
            let [with_mean, with_deviation, with_error, without_mean, without_deviation, without_error] =
                facts.continuous;
            let [z, p] = computed.sign_test;
            for (found, expected) in [
                (found.category_strength.unwrap(), computed.category_strength),
                (found.total_strength.unwrap(), computed.total_strength),
                (coefficients.better, computed.better[0]),
                (coefficients.better_interval.low, computed.better[1]),
                (coefficients.better_interval.high, computed.better[2]),
                (coefficients.worse, computed.worse[0]),
                (coefficients.worse_interval.low, computed.worse[1]),
                (coefficients.worse_interval.high, computed.worse[2]),
                (coefficients.covariance, computed.covariance),
                (found.fong().unwrap().bound, computed.fong_bound),
                (test.z, z),
                (test.p, p),
                (with.mean, with_mean),
                (with.deviation.unwrap(), with_deviation),
                (with.error.unwrap(), with_error),
                (without.mean, without_mean),
                (without.deviation.unwrap(), without_deviation),
                (without.error.unwrap(), without_error),
                (found.importance.unwrap().deviation.unwrap(), facts.importance_deviation),
            ] {
                near(found, expected, 1e-9, what);
            }
            assert_eq!(found.fong().unwrap().is_significant(), computed.fong_is_significant, "{what}");
            for (interval, [low, high]) in found.share_intervals().unwrap().iter().zip(computed.sison_glaz) {
                near(interval.low, low, 1e-9, what);
                near(interval.high, high, 1e-9, what);
            }
            // Drawn 400,000 times and printed to four decimals.
            near(found.mode_probability().unwrap(), computed.mode_probability, 2e-3, what);
        }
    }
}

#[test]
fn transparent_transfers_are_three_things_by_three_ways_of_looking() {
    let analysis = analyse(&reppl::study(), &Options::default());
    let transparent = &analysis.features[5];
    let said: String = transparent.views.iter().map(|(_, category)| category.file_name()).collect();
    // Mode, near-tie, grouped, Better and Worse, continuous.
    assert_eq!(said, "IIOAA");
    assert!(transparent.warnings.contains(&Warning::RulesDisagree));
    near(transparent.mode_probability().unwrap(), 0.93, 5e-3, "P(I is the mode)");
    assert!(transparent.fong().unwrap().is_significant());
    assert!(transparent.sign_test().unwrap().p > SIGNIFICANT);
    // A stricter table brings I and O within six points, and then O comes first.
    let pouliot = Options { table: Table::Pouliot, ..Options::default() };
    assert_eq!(letter(analyse(&reppl::study(), &pouliot).features[5].views.near_tie), "O");
}

#[test]
fn reverse_answers_alarm_where_a_tenth_gives_them() {
    let analysis = analyse(&reppl::study(), &Options::default());
    let alarmed: Vec<&str> = analysis
        .features
        .iter()
        .filter(|feature| feature.warnings.iter().any(|warning| matches!(warning, Warning::Reverse(_))))
        .map(|feature| &*feature.item)
        .collect();
    assert_eq!(alarmed, ["F6"]);
    let questionable = |feature: &FeatureAnalysis| {
        feature.warnings.iter().any(|warning| matches!(warning, Warning::Questionable(_)))
    };
    assert!(!analysis.features.iter().any(questionable));
    assert!(questionable(&one(&["11", "55", "15", "15"], &Options::default())));
    assert!(!questionable(&one(&["11", "15", "15", "15"], &Options::default())), "one person is no pattern");
}

#[test]
fn women_and_men_agree_on_the_transfers() {
    let study = reppl::study();
    let mut tally = Tally::new(&study.features);
    for respondent in &study.respondents {
        tally.add(respondent);
    }
    assert_eq!(segments(&tally), [("female", 207), ("male", 150)]);
    // 400,000 permutations with numpy give these p values.
    let permuted = [0.3574, 0.6027, 0.1170, 0.4203, 0.2810, 0.3866];
    let found = differences(&tally, Table::Berger);
    for (difference, permuted) in found.iter().zip(permuted) {
        near(difference.p.unwrap(), permuted, 3e-3, &difference.item);
        assert!(!difference.is_carried());
        assert!(difference.adjusted_p.unwrap() >= difference.p.unwrap());
    }
    let letters = |segment| {
        let options = Options { segment: Some(segment), ..Options::default() };
        let analysis = analyse_tally(&tally, &options);
        (analysis.respondents, analysis.features.iter().map(|one| letter(one.verdict)).collect::<String>())
    };
    assert_eq!(letters("female"), (207, "IOOAOI".to_owned()));
    assert_eq!(letters("male"), (150, "IOOAOI".to_owned()));
    assert_eq!(letters("nobody"), (0, "------".to_owned()));
}

#[test]
fn a_difference_between_segments_is_flagged_when_the_data_carry_it() {
    let mut study = study(&["15 33", "13 35"].repeat(40));
    for (at, respondent) in study.respondents.iter_mut().enumerate() {
        let mut changed = (**respondent).clone();
        // About `a` the segments answer differently, about `b` alike.
        changed.segment = if at % 2 == 0 { "new" } else { "old" }.into();
        changed.answers[1].1.dysfunctional = Some(if at % 4 < 2 { Reply::Dislike } else { Reply::Neutral });
        *respondent = Rc::new(changed);
    }
    let mut tally = Tally::new(&study.features);
    study.respondents.iter().for_each(|respondent| tally.add(respondent));
    let carried: Vec<bool> =
        differences(&tally, Table::Berger).iter().map(|difference| difference.is_carried()).collect();
    assert_eq!(carried, [true, false]);
}

#[test]
fn more_people_want_responsive_than_anonymous_transfers() {
    let found = compare_features(&reppl::study(), "F9", "F6", Table::Berger, None).unwrap();
    near(found.better.value, 0.6676737160120846 - 0.3716216216216216, 1e-12, "Better");
    assert!(found.better.is_larger.unwrap() > 0.999);
    let same = compare_features(&reppl::study(), "F9", "F9", Table::Berger, None).unwrap();
    assert_eq!((same.better.value, same.better.is_larger), (0.0, None));
    assert_eq!(compare_features(&reppl::study(), "F9", "gone", Table::Berger, None), None);
}

#[test]
fn a_study_without_answers_has_no_numbers() {
    for respondents in [&[][..], &["00"], &["10", "05"], &["0"]] {
        let found = one(respondents, &Options::default());
        assert_eq!(found.n(), 0, "{respondents:?}");
        assert_eq!((found.verdict, found.views), (None, Views::default()));
        assert_eq!((found.leaders, found.coefficients, found.continuous), (None, None, None));
        assert_eq!((found.category_strength, found.total_strength), (None, None));
        assert_eq!((found.mode_probabilities, found.sureness, found.importance), (None, None, None));
        assert!(found.share_intervals().is_none() && found.sign_test().is_none() && found.fong().is_none());
        assert!(found.more_answers().is_none() && found.smallest_gap().is_none());
        assert_eq!(found.warnings[0], Warning::NoAnswers);
    }
    let nothing = Study::default();
    assert_eq!(analyse(&nothing, &Options::default()).features, []);
    let halves = one(&["10", "05"], &Options::default());
    assert_eq!(halves.warnings, [Warning::NoAnswers, Warning::HalfPairs(2)]);
}

#[test]
fn where_all_are_reverse_or_contradict_themselves_coefficients_are_undefined() {
    for (answers, class) in [("51", "R"), ("11", "Q")] {
        for &rule in Rule::ALL {
            let found = one(&[answers; 40], &Options { rule, ..Options::default() });
            assert_eq!(letter(found.verdict), class, "{rule:?}");
            assert_eq!(found.coefficients, None);
            assert_eq!(found.views.better_worse, None);
            assert!(found.warnings.contains(&Warning::NoCoefficients));
            assert!(found.sureness.unwrap() > 0.99);
        }
    }
    assert_eq!(one(&["11"; 40], &Options::default()).continuous, None, "contradictions are left out first");
    assert!(one(&["51"; 40], &Options::default()).continuous.is_some());
}

#[test]
fn an_exact_tie_is_named_and_no_number_of_answers_ends_it() {
    let found = one(&["13", "33"].repeat(30), &Options::default());
    assert_eq!(letter(found.verdict), "A");
    let tied = vec![KanoCategory::Attractive, KanoCategory::Indifferent];
    assert!(found.warnings.contains(&Warning::Tie(tied)));
    assert_eq!(found.more_answers(), None);
    assert_eq!(found.sign_test().unwrap().p, 1.0);
    near(found.mode_probability().unwrap(), 0.5, 1e-6, "a coin");
}

#[test]
fn one_respondent_is_a_hint() {
    let found = one(&["159"], &Options::default());
    assert_eq!(letter(found.verdict), "O");
    assert!(found.warnings.contains(&Warning::VeryFewAnswers));
    near(found.mode_probability().unwrap(), 0.505_394, 1e-6, "P(mode) of one answer");
    let interval = found.coefficients.unwrap().better_interval;
    assert!(interval.low < 0.3 && interval.high == 1.0);
    assert_eq!(found.continuous.unwrap().functional.error, None);
    assert_eq!(found.sign_test().unwrap().p, 1.0);
}

#[test]
fn the_analysis_gives_the_same_results_to_the_last_bit_as_in_a_browser() {
    assert_eq!(kano_bits::fingerprint(&reppl::study()), kano_bits::FINGERPRINT);
}

#[test]
fn twenty_thousand_respondents_are_counted_in_chunks() {
    let study = reppl::study();
    let mut tally = Tally::new(&study.features);
    for chunk in 0..56 {
        study.respondents.iter().for_each(|respondent| tally.add(respondent));
        let group = tally.group(None);
        assert_eq!(group.respondents, (chunk + 1) * 358);
    }
    let analysis = analyse_tally(&tally, &Options::default());
    for (found, facts) in analysis.features.iter().zip(&FACTS) {
        assert_eq!(found.n(), 56 * 358);
        assert_eq!(letter(found.views.mode), facts.by_table[0].mode);
        assert!(found.mode_probability().unwrap() > 0.9999);
        assert!(found.share_intervals().is_some());
    }
}

#[test]
fn the_mean_cut_moves_with_the_features_and_says_where_it_is() {
    let analysis = analyse(&reppl::study(), &Options { cut_at: CutAt::Mean, ..Options::default() });
    let better: f64 = FACTS.iter().map(|facts| facts.by_table[0].better[0]).sum::<f64>() / 6.0;
    near(analysis.cut.better, better, 1e-12, "mean Better");
    // Attractive by its own answers, indifferent among its neighbours.
    assert_eq!(letter(analysis.features[5].views.better_worse), "I");
    let empty = analyse(&study(&["51"]), &Options { cut_at: CutAt::Mean, ..Options::default() });
    assert_eq!(empty.cut.better, 0.5);
}

/// Discs with what they are about, and frames with the texts in them.
type Covered<'a> = (Vec<(Point, &'a str)>, Vec<(Frame, &'a str)>);

/// What the discs of a picture cover, with their letters, and what its texts cover. A turned text is
/// the name of an axis, outside of everything.
fn covered(picture: &Picture) -> Covered<'_> {
    let mut discs = Vec::new();
    let mut texts = Vec::new();
    for mark in &picture.marks {
        match mark {
            Mark::Dot { at, about, .. } => discs.push((*at, about.as_str())),
            Mark::Text { at, text, hold, turned: false, .. } => {
                let width = text_width(text);
                let left = match hold {
                    Hold::Start => at.x,
                    Hold::Middle => at.x - width / 2.0,
                    Hold::End => at.x - width,
                };
                // The letters themselves, and nothing of the room between two lines.
                let frame = Frame { left, top: at.y - 10.0, right: left + width, bottom: at.y + 3.0 };
                texts.push((frame, text.as_str()));
            }
            _ => {}
        }
    }
    (discs, texts)
}

#[track_caller]
fn collides_nowhere(picture: &Picture, what: &str) {
    let (discs, texts) = covered(picture);
    assert!(!discs.is_empty(), "{what}");
    for (nth, (frame, text)) in texts.iter().enumerate() {
        for (other, other_text) in texts.iter().skip(nth + 1) {
            assert!(!frame.meets(other), "{what}: “{text}” on “{other_text}”");
        }
        for (centre, about) in &discs {
            let disc = Frame::around(*centre, DOT_RADIUS);
            assert!(!frame.meets(&disc), "{what}: “{text}” under the disc of {about}");
        }
    }
    for (nth, (one, about)) in discs.iter().enumerate() {
        for (other, other_about) in discs.iter().skip(nth + 1) {
            let distance = libm::hypot(one.x - other.x, one.y - other.y);
            assert!(distance > DOT_RADIUS * 1.4, "{what}: {about} and {other_about}, {distance} apart");
        }
    }
}

/// Thirty features, each leaning to another kind of answer.
fn wide_study() -> Study {
    let mut state = 20_261_124_u32;
    let mut random = move |upto: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % upto
    };
    let ids: Vec<Id> = (10..40).map(|at| Id::from(format!("feature-{at}"))).collect();
    let kinds = [(1, 5), (3, 5), (1, 3), (3, 3), (2, 4), (1, 4)];
    let respondent = |_| {
        let answers = ids.iter().enumerate().map(|(at, id)| {
            let leans = random(30) as usize > at;
            let (with, without) = if leans { kinds[at % 6] } else { (1 + random(5), 1 + random(5)) };
            let answer = Answer {
                functional: Reply::from_number(with as u8),
                dysfunctional: Reply::from_number(without as u8),
                importance: None,
            };
            (id.clone(), answer)
        });
        Rc::new(Respondent { answers: answers.collect(), ..Respondent::default() })
    };
    let respondents = (0..200).map(respondent).collect();
    let features = ids.iter().map(|id| Feature { item: id.clone(), ..Feature::default() }).collect();
    Study { features, respondents, ..Study::default() }
}

#[test]
fn nothing_in_a_picture_covers_anything() {
    let sample = |lang| sample::plan(lang, "p".into(), "2026-11-22T09:00:00Z");
    for lang in Lang::ALL {
        let plan = sample(lang);
        let studies =
            [("sample", plan.kano.as_ref().clone()), ("transfers", reppl::study()), ("wide", wide_study())];
        for (name, study) in &studies {
            let title = |id: &Id| match FACTS.iter().find(|facts| *facts.item == **id) {
                Some(facts) => facts.title.to_owned(),
                None => plan.item(id).map_or(id.to_string(), |item| item.title_in(lang).to_owned()),
            };
            for (table, cut_at) in [(Table::Berger, CutAt::Half), (Table::Pouliot, CutAt::Mean)] {
                let analysis = analyse(study, &Options { table, cut_at, ..Options::default() });
                for width in [300.0, 350.0, 640.0, 760.0] {
                    let what = format!("{name}, {lang:?}, {table:?}, {width}");
                    let plot = plots::better_worse(&analysis, cut_at, &title, width, lang);
                    collides_nowhere(&plot, &format!("{what}, Better and Worse"));
                    collides_nowhere(
                        &plots::continuous(&analysis, &title, width, lang),
                        &format!("{what}, continuous"),
                    );
                }
            }
        }
    }
}

#[test]
fn features_with_the_same_values_stand_side_by_side() {
    // Four features that everybody answered alike, in one corner of both plots.
    let ids = ["a", "b", "c", "d"];
    let answer =
        Answer { functional: Some(Reply::Like), dysfunctional: Some(Reply::Dislike), importance: None };
    let answers = ids.iter().map(|&id| (Id::from(id), answer)).collect();
    let study = Study {
        features: ids.iter().map(|&id| Feature { item: id.into(), ..Feature::default() }).collect(),
        respondents: std::iter::repeat_n(Rc::new(Respondent { answers, ..Respondent::default() }), 9)
            .collect(),
        ..Study::default()
    };
    let analysis = analyse(&study, &Options::default());
    for width in [300.0, 760.0] {
        collides_nowhere(
            &plots::better_worse(&analysis, CutAt::Half, &ToString::to_string, width, Lang::En),
            "alike",
        );
        collides_nowhere(&plots::continuous(&analysis, &ToString::to_string, width, Lang::Zh), "alike");
    }
}

fn csv(analysis: &Analysis, titles: &[&str], lang: Lang) -> Vec<String> {
    let title = |id: &Id| {
        let at = analysis.features.iter().position(|feature| feature.item == *id).unwrap();
        titles[at].to_owned()
    };
    let text = String::from_utf8(kano_results_csv(analysis, &title, lang)).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(text.ends_with("\r\n"));
    text.trim_end().split("\r\n").map(str::to_owned).collect()
}

#[test]
fn results_are_written_as_the_contract_lays_down() {
    let titles: Vec<&str> = FACTS.iter().map(|facts| facts.title).collect();
    let lines = csv(&analyse(&reppl::study(), &Options::default()), &titles, Lang::En);
    assert_eq!(
        lines[0],
        "Feature,N,M,O,A,I,R,Q,Mode,Grouped,P(mode),Better,Better low,Better high,Worse,Worse low,Worse high,\
         Category strength,Total strength,Mean functional,Mean dysfunctional,Mean importance"
    );
    assert_eq!(
        lines[6],
        "Transparent transfers,358,32,90,88,114,15,19,I,O,0.928361,0.549383,0.494942,0.602666,-0.376543,\
         -0.430457,-0.325522,0.067039,0.586592,2.569322,1.952802,6.865922"
    );
    assert_eq!(lines.len(), 7);
    let chinese = csv(&analyse(&reppl::study(), &Options::default()), &titles, Lang::Zh);
    assert!(chinese[0].starts_with("功能,N,M,O,A,I,R,Q,众数,分组规则,"));
    assert_eq!(chinese[1..], lines[1..]);
}

#[test]
fn undefined_results_are_empty_cells_and_titles_are_harmless() {
    let study = study(&["51 10 137", "51 00 000"]);
    let lines = csv(&analyse(&study, &Options::default()), &["=1+1", "say \"hi\", all", "-"], Lang::En);
    assert_eq!(lines[1], "'=1+1,2,0,0,0,0,2,0,R,R,0.736813,,,,,,,1,0,-2,-2,");
    assert_eq!(lines[2], "\"say \"\"hi\"\", all\",0,0,0,0,0,0,0,,,,,,,,,,,,,,");
    // Worse is 0, and not -0.
    assert!(lines[3].starts_with("'-,1,0,0,1,0,0,0,A,A,"), "{}", lines[3]);
    assert!(lines[3].contains(",0,-0.793451,0,"), "{}", lines[3]);
}

#[test]
fn a_verdict_is_a_sentence_in_each_language() {
    let analysis = analyse(&reppl::study(), &Options::default());
    let secure = &analysis.features[4];
    assert_eq!(
        verdict::sentence(secure, Rule::Mode, Lang::En),
        "One-dimensional: 49% of 358 answers; the better it is, the happier people are, and the worse, the \
         unhappier. Sure: over 99%."
    );
    assert_eq!(
        verdict::sentence(secure, Rule::Mode, Lang::Zh),
        "期望：占 358 份回答的 49%；做得越好越满意，做得越差越不满。把握：99% 以上。"
    );
    let grouped = analyse(&reppl::study(), &Options { rule: Rule::Grouped, ..Options::default() });
    let sentence = verdict::sentence(&grouped.features[5], Rule::Grouped, Lang::En);
    assert!(sentence.starts_with("One-dimensional: 25% of 358 answers; "), "{sentence}");
    assert!(
        sentence.contains("Grouped rule: the most frequent alone would be Indifferent, 32%."),
        "{sentence}"
    );
    let small = one(&["35"; 12], &Options::default());
    for (lang, hint) in [(Lang::En, "Only 12 answers: a hint"), (Lang::Zh, "只有 12 份回答：是线索")]
    {
        assert!(verdict::sentence(&small, Rule::Mode, lang).contains(hint));
    }
    let middle = one(&["35"; 120], &Options::default());
    assert!(
        verdict::sentence(&middle, Rule::Mode, Lang::En)
            .ends_with("fewer than 200 answers a category can still change.")
    );
    let empty = one(&[], &Options::default());
    for lang in Lang::ALL {
        assert!(!verdict::sentence(&empty, Rule::Mode, lang).is_empty());
        assert_eq!(verdict::sample(&empty, lang), "");
    }
}

#[test]
fn every_sentence_can_be_said_about_every_study() {
    let kinds: Vec<FeatureAnalysis> = [
        &["15"][..],
        &["51"; 40],
        &["11"; 40],
        &["13", "33"].repeat(30),
        &["13", "33", "35", "15", "51", "11"].repeat(5),
        &["10", "15"],
        &[],
    ]
    .into_iter()
    .map(|respondents| one(respondents, &Options::default()))
    .chain(analyse(&reppl::study(), &Options::default()).features)
    .collect();
    for lang in Lang::ALL {
        for feature in &kinds {
            let mut said: Vec<String> =
                feature.warnings.iter().map(|one| verdict::warning(one, feature, lang)).collect();
            said.extend(Rule::ALL.iter().map(|rule| verdict::sentence(feature, *rule, lang)));
            said.extend(verdict::sign_test(feature, lang));
            said.extend(feature.fong().map(|test| verdict::fong(&test, lang)));
            said.push(verdict::sample(feature, lang));
            for text in said.iter().filter(|text| !text.is_empty()) {
                assert!(text.ends_with(['.', '。']), "{text}");
                assert!(
                    !text.contains("NaN")
                        && !text.contains("inf")
                        && !text.contains("..")
                        && !text.contains("。。"),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn what_a_sample_can_tell_is_said_in_numbers() {
    let analysis = analyse(&reppl::study(), &Options::default());
    assert_eq!(
        verdict::sample(&analysis.features[5], Lang::En),
        "358 answers: Indifferent has 27% to 37% among everybody; two leading categories closer than 8 points \
         cannot be told apart. If the shares stay as they are, about 130 more answers would give an even chance \
         to tell Indifferent from One-dimensional, and about 640 more four chances in five."
    );
    assert!(
        verdict::sample(&analysis.features[4], Lang::En)
            .ends_with("One-dimensional and Must-be are told apart.")
    );
}

fn any_reply() -> impl Strategy<Value = Option<Reply>> {
    prop_oneof![1 => Just(None), 9 => (1_u8..=5).prop_map(Reply::from_number)]
}

fn any_study() -> impl Strategy<Value = Study> {
    let answer = (any_reply(), any_reply(), proptest::option::of(1_u8..=9))
        .prop_map(|(functional, dysfunctional, importance)| Answer { functional, dysfunctional, importance });
    let respondent = (proptest::collection::vec(answer, 3), prop_oneof![Just(""), Just("new"), Just("old")]);
    proptest::collection::vec(respondent, 0..60).prop_map(|respondents| {
        let mut study = study(&["00 00 00"]);
        study.respondents = respondents
            .into_iter()
            .map(|(answers, segment)| {
                let answers = ["a", "b", "c"].map(Id::from).into_iter().zip(answers).collect();
                Rc::new(Respondent { segment: segment.into(), answers, ..Respondent::default() })
            })
            .collect();
        study
    })
}

fn any_counts() -> impl Strategy<Value = Counts> {
    prop::array::uniform6(0_u32..80).prop_map(Counts)
}

fn any_options() -> impl Strategy<Value = Options<'static>> {
    (0_usize..2, 0_usize..3, 0.0_f64..20.0).prop_map(|(table, rule, near_tie_points)| Options {
        table: Table::ALL[table],
        rule: Rule::ALL[rule],
        near_tie_points,
        ..Options::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_empty_respondent_changes_nothing(mut study in any_study(), options in any_options(), at in any::<prop::sample::Index>()) {
        let before = analyse(&study, &options);
        let place = at.index(study.respondents.len() + 1);
        study.respondents.insert(place, Rc::new(Respondent::default()));
        prop_assert_eq!(before, analyse(&study, &options));
    }

    #[test]
    fn the_order_of_respondents_does_not_matter(mut study in any_study(), options in any_options()) {
        let before = analyse(&study, &options);
        study.respondents.reverse();
        prop_assert_eq!(before, analyse(&study, &options));
    }

    #[test]
    fn shares_and_probabilities_sum_to_one(study in any_study(), options in any_options()) {
        for feature in analyse(&study, &options).features {
            let shares: Option<f64> = KanoCategory::ALL.iter().map(|&one| feature.counts.share(one)).sum();
            prop_assert_eq!(shares.is_some(), feature.n() > 0);
            prop_assert!((shares.unwrap_or(1.0) - 1.0).abs() < 1e-12);
            let chances: f64 = feature.mode_probabilities.map_or(1.0, |all| all.iter().sum());
            prop_assert!((chances - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn segments_add_up_to_everybody(study in any_study(), options in any_options()) {
        let of = |segment| analyse(&study, &Options { segment, ..options });
        let (whole, parts) = (of(None), [of(Some("")), of(Some("new")), of(Some("old"))]);
        prop_assert_eq!(whole.respondents, parts.iter().map(|part| part.respondents).sum::<u32>());
        for (at, feature) in whole.features.iter().enumerate() {
            for (category, count) in feature.counts.iter() {
                let sum: u32 = parts.iter().map(|part| part.features[at].counts.of(category)).sum();
                prop_assert_eq!(count, sum);
            }
        }
    }

    #[test]
    fn swapping_the_two_questions_turns_wanted_into_reverse(study in any_study(), options in any_options()) {
        let mut swapped = study.clone();
        for respondent in &mut swapped.respondents {
            let mut turned = (**respondent).clone();
            for (_, answer) in &mut turned.answers {
                std::mem::swap(&mut answer.functional, &mut answer.dysfunctional);
            }
            *respondent = Rc::new(turned);
        }
        let (there, back) = (analyse(&study, &options), analyse(&swapped, &options));
        for (there, back) in there.features.iter().zip(&back.features) {
            let wanted = |feature: &FeatureAnalysis| {
                let Counts([must_be, one_dimensional, attractive, ..]) = feature.counts;
                must_be + one_dimensional + attractive
            };
            prop_assert_eq!(wanted(there), back.counts.of(KanoCategory::Reverse));
            prop_assert_eq!(there.counts.of(KanoCategory::Reverse), wanted(back));
            for same in [KanoCategory::Indifferent, KanoCategory::Questionable] {
                prop_assert_eq!(there.counts.of(same), back.counts.of(same));
            }
        }
    }

    #[test]
    fn the_mode_is_surer_with_more_answers_of_the_same_shares(counts in any_counts(), times in 2_u32..12) {
        let Some(mode) = mode(&counts) else { return Ok(()) };
        let chance = |counts: &Counts| mode_probabilities(counts).unwrap()[mode as usize];
        let scaled = Counts(counts.0.map(|count| count * times));
        let most = counts.of(mode);
        let tied = counts.iter().filter(|(_, count)| *count == most).count();
        if tied == 1 {
            // Beyond, what is left to rise is less than what the integration tells apart.
            let before = chance(&counts);
            prop_assert!(before >= 0.999 || chance(&scaled) > before, "{counts:?}");
        } else {
            prop_assert!(chance(&counts) < 1.0 / tied as f64 + 1e-7, "{counts:?}");
        }
    }

    #[test]
    fn intervals_hold_what_they_are_about(counts in any_counts()) {
        if let Some(found) = Coefficients::of(&counts) {
            let (better, worse) = (found.better_interval, found.worse_interval);
            prop_assert!(better.low <= found.better && found.better <= better.high);
            prop_assert!(worse.low <= found.worse && found.worse <= worse.high);
            prop_assert!(0.0 <= better.low && better.high <= 1.0 && -1.0 <= worse.low && worse.high <= 0.0);
            let ellipse = found.ellipse();
            prop_assert!(ellipse.major >= ellipse.minor && ellipse.minor >= 0.0);
        }
    }

    #[test]
    fn contradictions_and_reversals_are_what_the_table_says(functional in 1_u8..=5, dysfunctional in 1_u8..=5) {
        let (functional, dysfunctional) =
            (Reply::from_number(functional).unwrap(), Reply::from_number(dysfunctional).unwrap());
        for &table in Table::ALL {
            if category(table, functional, dysfunctional) == KanoCategory::Questionable {
                prop_assert_eq!(functional, dysfunctional);
            }
        }
    }
}
