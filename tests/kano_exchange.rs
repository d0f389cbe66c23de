//! A Kano study out to respondents, and their answers back: links, codes, tables.

// Helpers of tests may fail loudly.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::rc::Rc;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use steelyard::domain::kano::arrivals::{SameRespondent, Tally, merge};
use steelyard::domain::kano::code::{SegmentMark, Sheet, grouped, write as write_code};
use steelyard::domain::kano::collect::{
    Collected, LONGEST_PASTE, MOST_PROBLEMS, TooLong, WrongCode, collect,
};
use steelyard::domain::kano::entry::Entry;
use steelyard::domain::kano::link::{self, LONGEST_LINK, LinkProblem};
use steelyard::domain::kano::survey::Survey;
use steelyard::domain::kano::{Answer, Feature, Question, Reply, Study, wording};
use steelyard::domain::plan::{Id, Item};
use steelyard::domain::text::Lang;

const PLAN: &str = "p_7f3k2m";
const TODAY: &str = "2026-11-22";

fn study(features: usize) -> Study {
    let feature = |number: usize| Feature { item: format!("i{number:02}").into(), ..Feature::default() };
    Study {
        importance: true,
        segments: vec!["new users".into(), "老用户".into()],
        features: (0..features).map(feature).collect(),
        ..Study::default()
    }
}

fn items(features: usize) -> Vec<Rc<Item>> {
    let item = |number: usize| {
        let mut item =
            Item::new(format!("i{number:02}").into(), "", format!("Guest checkout, part {number}"));
        item.title_alt = Some(format!("游客结算（{number}）"));
        Rc::new(item)
    };
    (0..features).map(item).collect()
}

fn survey(study: &Study) -> Survey {
    Survey::new(study, PLAN, &items(study.features.len())).expect("it can be asked")
}

/// Answers that differ from feature to feature and from respondent to respondent.
fn sheet(study: &Study, respondent: &str, salt: usize) -> Sheet {
    let answer = |at: usize| Answer {
        functional: Some(Reply::ALL[(at + salt) % 5]),
        dysfunctional: Some(Reply::ALL[(at * 3 + salt) % 5]),
        importance: Some(((at * 7 + salt) % 9 + 1) as u8),
    };
    Sheet {
        respondent: respondent.into(),
        segment: SegmentMark::of(&study.segments, salt % 2),
        answers: (0..study.features.len()).map(answer).collect(),
    }
}

fn code(study: &Study, respondent: &str, salt: usize) -> String {
    write_code(&survey(study), &sheet(study, respondent, salt)).expect("it fits")
}

fn read(study: &Study, text: &str) -> Collected {
    collect(text, study, survey(study).fingerprint, TODAY).expect("it is not too long")
}

fn wrongs(collected: &Collected) -> Vec<WrongCode> {
    collected.problems.iter().map(|problem| problem.wrong.clone()).collect()
}

// Links

#[test]
fn a_link_carries_the_whole_survey_and_nothing_else_of_the_plan() {
    let mut study = study(20);
    study.intro_en = "Five minutes, please.\nThank you!".into();
    study.intro_zh = "只需五分钟。🙏".into();
    study.language = "zh-CN".into();
    study.features[3].question.functional_en = "How about paying as a guest?".into();
    let mut items = items(20);
    let secret = Rc::make_mut(&mut items[0]);
    (secret.description, secret.owner, secret.key) = ("secret".into(), "李雷".into(), "SY-1".into());
    let survey = Survey::new(&study, PLAN, &items).unwrap().for_segment(1);
    let link = link::write(&survey).unwrap();
    assert_eq!(link::read(&link), Ok(survey.clone()));
    assert_eq!(link::read(&format!("https://example.org/steelyard/{link}")), Ok(survey.clone()));
    let said = format!("{:?}", link::read(&link));
    for kept_back in ["secret", "李雷", "SY-1", "i00", PLAN] {
        assert!(!said.contains(kept_back), "{kept_back}");
    }
    assert!(link.starts_with("#s=1") && link.is_ascii());
    // Made again from the same study, it is the same: two links can be compared.
    assert_eq!(link::write(&survey), Ok(link));
}

#[test]
fn a_link_of_twenty_features_fits_into_a_qr_code() {
    let link = link::write(&survey(&study(20))).unwrap();
    assert!(link.len() < 700, "{} characters", link.len());
}

#[test]
fn a_link_survives_what_chats_put_around_it() {
    let survey = survey(&study(3));
    let link = link::write(&survey).unwrap();
    for text in [
        format!("Please answer: https://example.org/{link}. Thanks!"),
        format!("(https://example.org/{link})"),
        format!("请填写 https://example.org/{link}，谢谢"),
        format!("https://example.org/{link}&utm_source=chat"),
        format!("{link}Thanks"),
        format!("\u{feff}{link}\r\n"),
    ] {
        assert_eq!(link::read(&text), Ok(survey.clone()), "{text}");
    }
}

#[test]
fn a_link_that_was_cut_anywhere_says_so() {
    let link = link::write(&survey(&study(5))).unwrap();
    for length in 3..link.len() {
        assert_eq!(link::read(&link[..length]), Err(LinkProblem::Cut), "cut at {length}");
    }
}

#[test]
fn a_link_with_any_changed_character_does_not_open() {
    let link = link::write(&survey(&study(2))).unwrap();
    for at in 3..link.len() {
        for other in ['A', 'b', '7', '-', '_', ' ', 'é'] {
            let mut changed = link[..at].to_owned();
            changed.push(other);
            changed.push_str(&link[at + 1..]);
            assert!(changed == link || link::read(&changed).is_err(), "{other:?} at {at}");
        }
    }
}

#[test]
fn a_survey_too_large_for_a_link_is_refused_when_it_is_made() {
    let mut study = study(100);
    let noise = |seed: usize| -> String {
        let mut state = seed as u32;
        let random = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4e00 + (state >> 8) % 0x5000).unwrap_or('x')
        });
        random.take(2_000).collect()
    };
    for (at, feature) in study.features.iter_mut().enumerate() {
        feature.question = Question { functional_zh: noise(at + 1), ..Question::default() };
    }
    assert_eq!(link::write(&survey(&study)), Err(LinkProblem::TooLarge));
    study.features.truncate(20);
    let link = link::write(&survey(&study)).unwrap();
    assert!(link.len() > 50_000 && link.len() <= LONGEST_LINK);
    assert!(link::read(&link).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn texts_in_any_script_survive_a_link(
        titles in vec("\\PC{0,12}", 1..6),
        segments in vec("\\PC{0,8}", 0..4),
        intro in "[\\PC\n\t]{0,40}",
        own in "\\PC{0,20}",
        importance in any::<bool>(),
        set in select(wording::ALL.to_vec()),
        language in select(vec!["", "en", "zh-CN"]),
    ) {
        let mut study = study(titles.len());
        (study.segments, study.intro_zh, study.importance) = (segments, intro, importance);
        (study.wording, study.language) = (set.id.to_owned(), language.to_owned());
        study.features[0].question.dysfunctional_zh = own;
        let item = |(number, title): (usize, &String)| {
            Rc::new(Item::new(format!("i{number:02}").into(), "", title.clone()))
        };
        let items: Vec<Rc<Item>> = titles.iter().enumerate().map(item).collect();
        if let Ok(survey) = Survey::new(&study, PLAN, &items) {
            let link = link::write(&survey).expect("it is small");
            prop_assert_eq!(link::read(&link), Ok(survey));
        }
    }

    #[test]
    fn nothing_that_looks_like_a_link_stops_the_program(
        rest in "[A-Za-z0-9_-]{0,200}",
        bytes in vec(any::<u8>(), 0..200),
    ) {
        for text in [format!("#s={rest}"), format!("#s=1{rest}"), String::from_utf8_lossy(&bytes).into_owned()] {
            prop_assert!(link::read(&text).is_err());
        }
    }
}

// Codes

#[test]
fn a_code_gives_back_the_respondent() {
    let study = study(20);
    let code = code(&study, "r_7f3k2m9q", 1);
    assert_eq!(code.len(), 53);
    let collected = read(&study, &code);
    assert_eq!(collected.problem_count, 0);
    let [respondent] = collected.respondents.as_slice() else { panic!("one respondent") };
    assert_eq!(
        (&*respondent.id, respondent.segment.as_str(), respondent.date.as_str()),
        ("r_7f3k2m9q", "老用户", TODAY)
    );
    let answers: Vec<Answer> =
        study.features.iter().map(|feature| *respondent.answer(&feature.item).unwrap()).collect();
    assert_eq!(answers, sheet(&study, "r_7f3k2m9q", 1).answers);
}

#[test]
fn forty_codes_are_read_out_of_a_chat() {
    let study = study(12);
    let codes: Vec<String> = (0..40).map(|n| code(&study, &format!("r_000000{n:02}"), n)).collect();
    let mut chat = String::from("Kim: here is my answer: ");
    for (at, code) in codes.iter().enumerate() {
        match at % 8 {
            0 => chat.push_str(&format!("{code}\n")),
            1 => chat.push_str(&format!("Alex 10:{at}\n> {code}\n")),
            2 => chat.push_str(&format!("答案码是{code}，谢谢\n")),
            3 => chat.push_str(&format!("https://example.org/steelyard/#a={code} ok?\n")),
            4 => chat.push_str(&format!("*{code}* _{code}_ no\n").replacen(&format!(" _{code}_"), "", 1)),
            5 => chat.push_str(&format!("{}\n{}\n", &code[..20], &code[20..])),
            6 => chat.push_str(&format!("{}; ", grouped(code))),
            _ => {
                let wide = code.chars().map(|c| char::from_u32(c as u32 + 0xfee0).unwrap());
                chat.push_str(&format!("{}。\n", wide.collect::<String>()));
            }
        }
    }
    let collected = read(&study, &chat);
    assert_eq!(wrongs(&collected), []);
    let ids: Vec<String> = collected.respondents.iter().map(|respondent| respondent.id.to_string()).collect();
    assert_eq!(ids, (0..40).map(|n| format!("r_000000{n:02}")).collect::<Vec<_>>());
}

#[test]
fn look_alikes_are_read_as_what_they_look_like() {
    let study = study(20);
    let codes: Vec<String> = (0..9).map(|n| code(&study, &format!("r_0000000{n}"), n)).collect();
    let text = codes.join("\n");
    let twins = text.replace('0', "O").replace('1', "l");
    assert_ne!(text, twins);
    assert_eq!(read(&study, &twins), read(&study, &text));
}

#[test]
fn every_cut_code_is_named_a_cut_one() {
    for features in [1, 3, 20, 100] {
        let study = study(features);
        let code = code(&study, "r_7f3k2m9q", 3);
        for length in 0..code.len() {
            let collected = read(&study, &format!("my answer: {} thanks", &code[..length]));
            assert_eq!(collected.respondents, []);
            let expected = if length < 4 { vec![] } else { vec![WrongCode::Cut(code.len())] };
            assert_eq!(wrongs(&collected), expected, "cut at {length} of {features} features");
        }
        let rest = read(&study, &code[code.len() / 3..]);
        assert_eq!(rest.respondents, []);
        if code.len() > 30 {
            assert_eq!(wrongs(&rest), [WrongCode::NoBeginning]);
        }
    }
}

#[test]
fn every_wrong_character_is_noticed_and_in_a_usual_code_found() {
    for features in [2, 20, 60] {
        let study = study(features);
        let code = code(&study, "r_7f3k2m9q", 5);
        for at in 0..code.len() {
            for wrong in "023456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz1".chars() {
                let mut mistyped = code.clone();
                mistyped.replace_range(at..=at, &wrong.to_string());
                if mistyped == code {
                    continue;
                }
                let collected = read(&study, &mistyped);
                assert_eq!(collected.respondents, [], "{wrong} at {at}");
                if code.len() <= 58 {
                    assert_eq!(wrongs(&collected), [WrongCode::Mistyped(Some(at + 1))], "{wrong} at {at}");
                } else if at >= 2 {
                    // A longer code whose shape is wrong may look cut or without a beginning.
                    assert_eq!(collected.problem_count, 1, "{wrong} at {at}");
                }
            }
        }
    }
}

#[test]
fn swapped_doubled_and_dropped_characters_are_noticed() {
    let study = study(20);
    let code = code(&study, "r_7f3k2m9q", 5);
    let chars: Vec<char> = code.chars().collect();
    for at in 0..chars.len() - 1 {
        let mut swapped = chars.clone();
        swapped.swap(at, at + 1);
        let mut dropped = chars.clone();
        dropped.remove(at);
        let mut twice = chars.clone();
        // Not the first or last one: “KK1…” is a K and a whole code, which is read.
        twice.insert(at.max(1), chars[at.max(1)]);
        for wrong in [swapped, dropped, twice] {
            let text: String = wrong.into_iter().collect();
            let collected = read(&study, &text);
            assert!(text == code || collected.respondents.is_empty(), "{text}");
            assert!(text == code || collected.problem_count == 1, "{text}");
        }
    }
}

#[test]
fn a_mistyped_code_in_groups_is_no_cut_one() {
    let study = study(20);
    let code = code(&study, "r_7f3k2m9q", 5);
    let mut two_wrong = code.clone();
    two_wrong.replace_range(20..21, if &code[20..21] == "a" { "b" } else { "a" });
    two_wrong.replace_range(30..31, if &code[30..31] == "a" { "b" } else { "a" });
    for text in
        [two_wrong.clone(), grouped(&two_wrong), format!("> {}\n> {}", &two_wrong[..30], &two_wrong[30..])]
    {
        assert_eq!(wrongs(&read(&study, &text)), [WrongCode::Mistyped(None)], "{text}");
    }
}

#[test]
fn a_code_of_another_study_is_told_from_a_broken_one() {
    let ours = study(20);
    let mut reordered = study(20);
    reordered.features.swap(0, 1);
    let mut reworded = study(20);
    reworded.wording = "bbn".into();
    for other in [study(19), reordered, reworded] {
        let code = code(&other, "r_7f3k2m9q", 1);
        assert_eq!(wrongs(&read(&ours, &code)), [WrongCode::OtherStudy(survey(&other).fingerprint)]);
    }
    let elsewhere = Survey {
        fingerprint: Survey::new(&ours, "p_other", &items(20)).unwrap().fingerprint,
        ..survey(&ours)
    };
    let code = write_code(&elsewhere, &sheet(&ours, "r_7f3k2m9q", 1)).unwrap();
    assert_eq!(wrongs(&read(&ours, &code)), [WrongCode::OtherStudy(elsewhere.fingerprint)]);
}

#[test]
fn a_doubled_code_counts_once_and_is_named() {
    let study = study(20);
    let code = code(&study, "r_7f3k2m9q", 1);
    for text in
        [format!("{code}{code}"), format!("{code}\n{code}"), format!("{code}, yes, {}", grouped(&code))]
    {
        let collected = read(&study, &text);
        assert_eq!(
            (collected.respondents.len(), wrongs(&collected)),
            (1, vec![WrongCode::Doubled]),
            "{text}"
        );
    }
}

#[test]
fn links_to_the_survey_and_addresses_are_no_codes() {
    let study = study(20);
    let link = link::write(&survey(&study)).unwrap();
    let text = format!(
        "Kim: https://example.org/{link}\nAlex: https://example.org/watch?v=dQw4w9WgXcQabcDEF123456 lol\nThe K12 school, KLM and Klassenzimmer"
    );
    assert_eq!(wrongs(&read(&study, &text)), [WrongCode::SurveyLink]);
}

#[test]
fn problems_say_where_they_are_in_both_languages() {
    let study = study(20);
    let good = code(&study, "r_7f3k2m9q", 1);
    let other = code(&self::study(3), "r_7f3k2m9q", 1);
    let text = format!("{good}\n\n{}\n{good}\n{other}\n#s=1abc\n{}", &good[..30], &good[20..]);
    let collected = read(&study, &text);
    let lines: Vec<usize> = collected.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7]);
    for problem in &collected.problems {
        for lang in Lang::ALL {
            assert!(problem.line_of_text(lang).contains(&problem.text));
        }
    }
    assert_eq!(
        collected.problems[0].line_of_text(Lang::En),
        format!(
            "Line 3, “{}…”: Part of this code is missing; the whole one has 53 characters. Ask for it again.",
            &good[..24]
        )
    );
}

#[test]
fn a_segment_that_is_gone_costs_the_segment_only() {
    let mut study = study(3);
    let code = code(&study, "r_7f3k2m9q", 1);
    study.segments = vec!["new users".into()];
    let collected = read(&study, &code);
    assert_eq!((collected.lost_segments, collected.respondents.len()), (1, 1));
    assert_eq!(collected.respondents[0].segment, "");
    study.segments = vec!["trial".into(), "老用户".into(), "new users".into()];
    assert_eq!(read(&study, &code).respondents[0].segment, "老用户");
}

#[test]
fn a_correction_replaces_or_keeps_by_choice() {
    let study = study(20);
    let asked: Vec<Id> = study.features.iter().map(|feature| feature.item.clone()).collect();
    let text = format!("{}\n{}\n", code(&study, "r_00000001", 1), code(&study, "r_00000002", 1));
    let (known, tally) = merge(&[], read(&study, &text).respondents, &asked, SameRespondent::Replace);
    assert_eq!(tally, Tally { added: 2, ..Tally::default() });
    let later = format!("{}\n{}", code(&study, "r_00000001", 2), code(&study, "r_00000002", 1));
    for (choice, expected) in [
        (SameRespondent::Replace, Tally { replaced: 1, unchanged: 1, ..Tally::default() }),
        (SameRespondent::Keep, Tally { kept: 1, unchanged: 1, ..Tally::default() }),
    ] {
        let (all, tally) = merge(&known, read(&study, &later).respondents, &asked, choice);
        assert_eq!((all.len(), tally), (2, expected));
    }
}

#[test]
fn a_text_of_any_size_is_read_or_refused() {
    let study = study(20);
    let long = "K1".repeat(LONGEST_PASTE / 2);
    assert_eq!(read(&study, &long).respondents, []);
    assert_eq!(collect(&format!("{long}!"), &study, survey(&study).fingerprint, TODAY), Err(TooLong));
    let cut = format!("{} ", &code(&study, "r_00000001", 1)[..30]).repeat(MOST_PROBLEMS + 5);
    let collected = read(&study, &cut);
    assert_eq!((collected.problems.len(), collected.problem_count), (MOST_PROBLEMS, MOST_PROBLEMS + 5));
}

fn any_sheet(features: usize) -> impl Strategy<Value = Sheet> {
    let reply = || option::of(select(Reply::ALL.to_vec()));
    let answer = (reply(), reply(), option::of(1..=9_u8))
        .prop_map(|(functional, dysfunctional, importance)| Answer { functional, dysfunctional, importance });
    let segment = select(vec![None, Some(0), Some(1)]);
    ("r_[0-9a-hjkmnp-tv-z]{8}", segment, vec(answer, features)).prop_map(|(respondent, segment, answers)| {
        Sheet {
            respondent: respondent.into(),
            segment: segment.and_then(|index| SegmentMark::of(&study(1).segments, index)),
            answers,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_sheet_comes_back_from_its_code(
        (features, sheet) in (1..=100_usize).prop_flat_map(|features| (Just(features), any_sheet(features))),
        before in "[\\PC\n]{0,10}",
        after in "[\\PC\n]{0,10}",
    ) {
        let study = study(features);
        let survey = survey(&study);
        let code = write_code(&survey, &sheet).expect("it fits");
        prop_assert!(features > 20 || code.len() <= 60);
        let entry = Entry::resume(&survey, &code).expect("it is whole");
        prop_assert_eq!(&entry.answers, &sheet.answers);
        prop_assert_eq!(entry.code(&survey), Some(code.clone()));
        let items: Vec<Id> = study.features.iter().map(|feature| feature.item.clone()).collect();
        let collected = read(&study, &format!("{before} {code} {after}"));
        prop_assert_eq!(collected.respondents, vec![entry.respondent(&survey, &items, TODAY)]);
    }

    #[test]
    fn random_text_never_stops_the_program_and_is_no_answer(
        text in "[K1a-zA-Z0-9 \n>=#-]{0,300}",
        any in "\\PC{0,100}",
    ) {
        let study = study(3);
        prop_assert!(read(&study, &text).respondents.is_empty());
        let begun = format!("K1{text}{any}");
        prop_assert!(read(&study, &begun).respondents.is_empty());
    }
}
