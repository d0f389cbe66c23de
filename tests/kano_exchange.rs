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
use steelyard::domain::export::kano_answers as export;
use steelyard::domain::import::kano_answers::{
    FeatureColumns, FeatureTarget, KanoMapping, KanoPreview, KanoRefusal, Scale, ScaleHint, Use, WrongAnswer,
    preview,
};
use steelyard::domain::import::{Delimiter, Refusal, Table, decode, read as read_table};
use steelyard::domain::kano::arrivals::{SameRespondent, Tally, merge};
use steelyard::domain::kano::code::{SegmentMark, Sheet, grouped, write as write_code};
use steelyard::domain::kano::collect::{
    Collected, LONGEST_PASTE, MOST_PROBLEMS, TooLong, WrongCode, collect,
};
use steelyard::domain::kano::entry::Entry;
use steelyard::domain::kano::link::{self, LONGEST_LINK, LinkProblem};
use steelyard::domain::kano::survey::{Fingerprint, Survey};
use steelyard::domain::kano::{Answer, Feature, Question, Reply, Respondent, Study, wording};
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
    collect(text, study, Fingerprint::of(study, PLAN), TODAY).expect("it is not too long")
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
    const TITLES: [(&str, &str); 20] = [
        ("Guest checkout", "游客结算"),
        ("Save cards securely", "安全保存银行卡"),
        ("One-tap reorder", "一键再次购买"),
        ("Delivery slots", "选择配送时段"),
        ("Live order tracking", "实时订单跟踪"),
        ("Dark mode", "深色模式"),
        ("Gift wrapping", "礼品包装"),
        ("Split payment", "分摊付款"),
        ("Voice search", "语音搜索"),
        ("Compare products", "商品对比"),
        ("Price drop alerts", "降价提醒"),
        ("Wish lists to share", "可分享的心愿单"),
        ("Reviews with photos", "带图评价"),
        ("Chat with support", "在线客服"),
        ("Offline catalogue", "离线浏览目录"),
        ("Loyalty points", "会员积分"),
        ("Returns without a label", "免贴单退货"),
        ("Size advisor", "尺码推荐"),
        ("Invoices by mail", "电子发票"),
        ("Carbon footprint", "碳足迹"),
    ];
    let study = study(20);
    let items: Vec<Rc<Item>> = (0..)
        .zip(TITLES)
        .map(|(number, (en, zh))| {
            let mut item = Item::new(format!("i{number:02}").into(), "", en);
            item.title_alt = Some(zh.to_owned());
            Rc::new(item)
        })
        .collect();
    let link = link::write(&Survey::new(&study, PLAN, &items).unwrap()).unwrap();
    // A QR code of version 25, level M, holds 997 bytes: room for the address, too.
    assert!(link.len() < 900, "{} characters", link.len());
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

// Tables

fn titled(id: &str, title: &str) -> Rc<Item> {
    Rc::new(Item::new(id.into(), format!("KEY-{id}"), title))
}

fn asking(ids: &[&str]) -> Study {
    let feature = |id: &&str| Feature { item: (*id).into(), ..Feature::default() };
    Study { features: ids.iter().map(feature).collect(), ..Study::default() }
}

fn table(text: &str) -> Table {
    let decoded = decode(text.as_bytes(), &|_| None).expect("it is text");
    read_table(&decoded.text, None).expect("it is a table")
}

/// Ids that count up: `r_new1`, `i_new2`.
fn counting() -> impl FnMut(&str) -> Id {
    let mut number = 0;
    move |prefix| {
        number += 1;
        format!("{prefix}_new{number}").into()
    }
}

fn take(text: &str, study: &Study, items: &[Rc<Item>]) -> (KanoMapping, KanoPreview) {
    let table = table(text);
    let mapping = KanoMapping::guess(&table, study, items, Lang::En);
    let taken = preview(&table, &mapping, TODAY, &mut counting()).expect("it has answers");
    (mapping, taken)
}

/// Functional, dysfunctional and importance of each answer as digits, `0` for none.
fn digits(respondent: &Respondent) -> String {
    let number = |reply: Option<Reply>| reply.map_or(0, Reply::number);
    let one = |(item, answer): &(Id, Answer)| {
        let importance = answer.importance.unwrap_or(0);
        format!("{item}:{}{}{importance}", number(answer.functional), number(answer.dysfunctional))
    };
    respondent.answers.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let items = [titled("i1", "Guest checkout"), titled("i2", "深色模式"), titled("i3", "Elsewhere")];
    let (_, taken) = take(text, &asking(&["i1", "i2"]), &items);
    let rows: Vec<String> = taken
        .respondents
        .iter()
        .map(|respondent| format!("{}/{}/{}", respondent.id, respondent.segment, digits(respondent)))
        .collect();
    assert_eq!(rows, expected, "{text}");
    assert_eq!(taken.problem_count, 0, "{:?}", taken.problems);
}

#[test]
fn answers_are_found_in_every_common_shape() {
    let rows = ["a/new/i1:150 i2:230", "b/old/i1:420"];
    check(
        "Respondent,Segment,Guest checkout +,Guest checkout -,深色模式 +,深色模式 -\na,new,1,5,2,3\nb,old,4,2,,\n",
        &rows,
    );
    check(
        "受访者;用户群;Guest checkout +;Guest checkout -;深色模式 +;深色模式 -\na;new;1;5;2;3\nb;old;4;2;;\n",
        &rows,
    );
    check(
        "id\tgender\tGuest checkout_f\tGuest checkout_d\t深色模式_f\t深色模式_d\na\tnew\t1\t5\t2\t3\nb\told\t4\t2\tNA\tNA\n",
        &rows,
    );
    // Columns by key, in another order than the study's, and a column that nobody needs.
    check(
        "KEY-i2_d,KEY-i2_f,KEY-i1_d,KEY-i1_f,Comment,Group,User ID\n3,2,5,1,fine,new,a\n,,2,4,,old,b\n",
        &rows,
    );
    // Pairs by position under the questions, as survey services head their columns.
    check(
        "Response ID,User type,\"If the product has “Guest checkout”, how do you feel?\",\"If the product does not have “Guest checkout”, how do you feel?\",如果产品具备“深色模式”，您的感受是？,如果产品不具备“深色模式”，您的感受是？\n\
         a,new,I like it,I dislike it,I expect it,I'm neutral\nb,old,I can tolerate it,I expect it,,\n",
        &rows,
    );
    // Words of any set in either language, with and without numbers.
    check(
        "Respondent,Segment,Guest checkout +,Guest checkout -,深色模式 +,深色模式 -\n\
         a,new,我很喜欢,我很不喜欢,It must be that way,無所謂\nb,old,4 - I can live with it that way,2. 理应如此,,\n",
        &rows,
    );
    // No header at all.
    check("a,new,1,5,2,3\nb,old,4,2,,\nc,new,1,1,1,1\n", &[rows[0], rows[1], "c/new/i1:110 i2:110"]);
    check("1,5,2,3\n4,2,,\n", &["r_new1//i1:150 i2:230", "r_new2//i1:420"]);
}

#[test]
fn importance_comes_with_its_feature() {
    check(
        "Respondent,Guest checkout +,Guest checkout -,Guest checkout !,深色模式 +,深色模式 -,深色模式 !\na,1,5,9,2,3,\nb,,,4,1,1,1\n",
        &["a//i1:159 i2:230", "b//i1:004 i2:111"],
    );
    check("id,f1,d1,imp1,f2,d2,imp2\na,1,5,9,2,3,Very important\n", &["a//i_new1:159 i_new2:237"]);
    // By position: a column with numbers beyond 5 belongs to the pair before it.
    check(
        "id,Guest checkout,without,weight,深色模式,without,weight\na,1,5,9,2,3,6\nb,1,5,3,2,3,2\n",
        &["a//i1:159 i2:236", "b//i1:153 i2:232"],
    );
}

#[test]
fn what_no_feature_is_called_comes_in_as_a_new_item() {
    let items = [titled("i1", "Guest checkout"), titled("i3", "Elsewhere")];
    let study = asking(&["i1"]);
    let (mapping, taken) = take("id,Elsewhere_f,Elsewhere_d,F6_f,F6_d\na,1,5,2,3\n", &study, &items);
    let targets: Vec<&FeatureTarget> = mapping.features.iter().map(|feature| &feature.target).collect();
    assert_eq!(targets, [&FeatureTarget::Item("i3".into()), &FeatureTarget::New("F6".into())]);
    assert_eq!(taken.new_items, [(Id::from("i_new1"), "F6".to_owned())]);
    assert_eq!(taken.new_features(&study).cloned().collect::<Vec<_>>(), [Id::from("i3"), "i_new1".into()]);
}

#[test]
fn a_mapping_is_corrected_column_by_column() {
    let text = "who,plan,x,y,z\na,pro,1,5,9\nb,free,2,3,6\n";
    let table = table(text);
    let study = asking(&["i1"]);
    let mut mapping = KanoMapping::guess(&table, &study, &[titled("i1", "Guest checkout")], Lang::En);
    assert_eq!(mapping.respondent, Some(0), "every id differs");
    mapping.assign(1, Use::Segment);
    mapping.features = vec![FeatureColumns {
        functional: Some(2),
        dysfunctional: None,
        importance: None,
        target: FeatureTarget::Item("i1".into()),
    }];
    mapping.assign(2, Use::Dysfunctional(0));
    mapping.assign(3, Use::Functional(0));
    mapping.assign(4, Use::Importance(0));
    mapping.assign(9, Use::Importance(7));
    assert_eq!(mapping.used_for(2), Use::Dysfunctional(0));
    let taken = preview(&table, &mapping, TODAY, &mut counting()).unwrap();
    assert_eq!(taken.respondents.iter().map(digits).collect::<Vec<_>>(), ["i1:519", "i1:326"]);
    assert_eq!(taken.respondents[1].segment, "free");
    mapping.assign(3, Use::Unused);
    mapping.features[0].target = FeatureTarget::Skip;
    assert_eq!(preview(&table, &mapping, TODAY, &mut counting()), Err(KanoRefusal::NoColumns));
}

#[test]
fn every_broken_cell_is_told_with_its_place_and_costs_itself_only() {
    let text = "Respondent,Guest checkout +,Guest checkout -,Guest checkout !\n\
                a,6,5,9\n\
                ,1,5,10\n\
                a,1,,3\n\
                b,love it,1.5,x\n\
                c,,,\n";
    let (_, taken) = take(text, &asking(&["i1"]), &[titled("i1", "Guest checkout")]);
    let told: Vec<(u32, Option<usize>, &str, WrongAnswer)> = taken
        .problems
        .iter()
        .map(|problem| (problem.line, problem.column, problem.text.as_str(), problem.wrong))
        .collect();
    use WrongAnswer::*;
    assert_eq!(
        told,
        [
            (2, Some(1), "6", NoReply),
            (3, Some(0), "", NoRespondent),
            (3, Some(3), "10", NoImportance),
            (4, Some(0), "a", SameRespondent),
            (4, Some(2), "", HalfPair),
            (5, Some(1), "love it", NoReply),
            (5, Some(2), "1.5", NoReply),
            (5, Some(3), "x", NoImportance),
        ]
    );
    let rows: Vec<String> =
        taken.respondents.iter().map(|row| format!("{} {}", row.id, digits(row))).collect();
    assert_eq!(rows, ["a i1:059", "r_new1 i1:150", "a i1:103", "b ", "c "]);
    assert_eq!(
        taken.problems[0].line_of_text(Lang::En),
        "Line 2, Guest checkout +, “6”: This is no answer: use 1 to 5 or the words of a known wording set. The cell was left out."
    );
    for problem in &taken.problems {
        assert!(Lang::ALL.iter().all(|lang| !problem.line_of_text(*lang).is_empty()));
    }
}

#[test]
fn half_features_and_features_named_twice_are_told() {
    let study = asking(&["i1"]);
    let items = [titled("i1", "Guest checkout"), titled("i2", "Search")];
    let text = "id,Guest checkout_f,Guest checkout_d,Search_f\na,1,5,1\n";
    let (mut mapping, taken) = take(text, &study, &items);
    assert_eq!(taken.problems[0].wrong, WrongAnswer::HalfFeature);
    mapping.features[1].target = FeatureTarget::Item("i1".into());
    let taken = preview(&table(text), &mapping, TODAY, &mut counting()).unwrap();
    assert_eq!(taken.problems[0].wrong, WrongAnswer::SameFeature);
    assert_eq!(digits(&taken.respondents[0]), "i1:150");
}

#[test]
fn a_scale_that_runs_the_other_way_is_asked_about_and_never_guessed() {
    let study = asking(&["i1"]);
    let items = [titled("i1", "Guest checkout")];
    let header = "id,Guest checkout_f,Guest checkout_d\n";
    let hint = |rows: &str| {
        let (mapping, taken) = take(&format!("{header}{rows}"), &study, &items);
        assert_eq!(mapping.scale, Scale::LikeIsOne);
        (taken.scale_hint, taken)
    };
    let forward: String = (0..20).map(|n| format!("r{n},1,5\n")).collect();
    let backward: String = (0..20).map(|n| format!("r{n},5,1\n")).collect();
    assert_eq!(hint(&forward).0, None);
    let (found, taken) = hint(&backward);
    assert_eq!(found, Some(ScaleHint::Pairs { reverse: 20, forward: 0 }));
    assert_eq!(digits(&taken.respondents[0]), "i1:510", "asked, not changed");
    assert_eq!(hint(&backward[..30]).0, None, "a few pairs say nothing");
    // Words say what they mean, whatever their numbers are.
    let (found, taken) = hint("a,5 - I like it,1 - I dislike it\n");
    assert_eq!((found, digits(&taken.respondents[0])), (Some(ScaleHint::Words(2)), "i1:150".to_owned()));
    assert_eq!(hint("a,1 - I like it,5 - I dislike it\n").0, None);

    let table = table(&format!("{header}{backward}"));
    let mut mapping = KanoMapping::guess(&table, &study, &items, Lang::En);
    mapping.scale = Scale::LikeIsFive;
    let taken = preview(&table, &mapping, TODAY, &mut counting()).unwrap();
    assert_eq!((taken.scale_hint, digits(&taken.respondents[0])), (None, "i1:150".to_owned()));
    for hint in [ScaleHint::Words(1), ScaleHint::Pairs { reverse: 20, forward: 1 }] {
        assert!(Lang::ALL.iter().all(|lang| !hint.sentence(*lang).is_empty()));
    }
}

#[test]
fn twenty_thousand_rows_are_read_and_one_more_is_refused() {
    let rows = |count: usize| -> String {
        (0..count).map(|n| format!("r{n},{},{}\n", n % 5 + 1, n % 7 % 5 + 1)).collect()
    };
    let header = "id,Guest checkout_f,Guest checkout_d\n";
    let study = asking(&["i1"]);
    let (_, taken) = take(&format!("{header}{}", rows(20_000)), &study, &[titled("i1", "Guest checkout")]);
    assert_eq!((taken.respondents.len(), taken.problem_count), (20_000, 0));
    assert_eq!(read_table(&format!("{header}{}", rows(20_001)), None), Err(Refusal::TooManyRows));
    let table = table(&rows(20_001));
    let mapping = KanoMapping::guess(&table, &study, &[], Lang::En);
    assert!(!mapping.has_header);
    assert_eq!(preview(&table, &mapping, TODAY, &mut counting()), Err(KanoRefusal::TooManyRespondents));
    for refusal in [KanoRefusal::NoColumns, KanoRefusal::TooManyRespondents, KanoRefusal::TooManyFeatures] {
        assert!(Lang::ALL.iter().all(|lang| !refusal.sentence(*lang).is_empty()));
    }
}

#[test]
fn a_table_without_answers_is_refused() {
    for text in ["Title,Owner\nGuest checkout,Kim\n", "a\nb\n", "Respondent,Segment\na,new\n"] {
        let table = table(text);
        let mapping =
            KanoMapping::guess(&table, &asking(&["i1"]), &[titled("i1", "Guest checkout")], Lang::En);
        assert_eq!(preview(&table, &mapping, TODAY, &mut counting()), Err(KanoRefusal::NoColumns), "{text}");
    }
}

#[test]
fn the_csv_is_written_as_the_format_says() {
    let mut study = asking(&["i1", "i2", "gone"]);
    let items = [titled("i1", "=SUM(A1), \"quoted\""), titled("i2", "深色模式")];
    let answer = |functional: u8, dysfunctional: u8| Answer {
        functional: Reply::from_number(functional),
        dysfunctional: Reply::from_number(dysfunctional),
        importance: None,
    };
    study.respondents = vec![Rc::new(Respondent {
        id: "r_7f3k2m9q".into(),
        segment: "@new".into(),
        answers: vec![("i1".into(), answer(1, 5)), ("i2".into(), answer(3, 0))],
        ..Respondent::default()
    })];
    assert_eq!(
        export::write(&study, &items, Lang::En),
        "\u{feff}Respondent,Segment,\"'=SUM(A1), \"\"quoted\"\" +\",\"'=SUM(A1), \"\"quoted\"\" -\",深色模式 +,深色模式 -,gone +,gone -\r\n\
         r_7f3k2m9q,'@new,1,5,3,,,\r\n"
    );
    study.importance = true;
    let text = export::write(&study, &items, Lang::Zh);
    assert!(text.starts_with("\u{feff}受访者,用户群,") && text.contains("深色模式 !"));
}

fn any_title() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "C++",
            "-",
            "X",
            "X +",
            "X -",
            "X !",
            "I like it",
            "Respondent",
            "Segment",
            "ID",
            "Group",
            "1",
            "5",
            "F6_f",
            "=1+1",
            "say \"hi\"",
            "a, b; c",
            "two\nlines",
            "深色模式",
            "  ",
            "",
            "重要",
            "'quoted'",
            "i0",
        ])
        .prop_map(str::to_owned),
        "[a-cA-C+!, -]{1,6}",
        "\\PC{1,8}",
    ]
}

fn any_respondent(features: usize) -> impl Strategy<Value = (String, Vec<Answer>)> {
    let reply = || option::of(select(Reply::ALL.to_vec()));
    let answer = (reply(), reply(), option::of(1..=9_u8))
        .prop_map(|(functional, dysfunctional, importance)| Answer { functional, dysfunctional, importance });
    (select(vec!["", "new users", "=1+1", "老用户, \"A\""]).prop_map(str::to_owned), vec(answer, features))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_exported_comes_back(
        (titles, answers) in vec(any_title(), 1..6).prop_flat_map(|titles| {
            let count = titles.len();
            (Just(titles), vec(any_respondent(count), 1..8))
        }),
        lang in select(Lang::ALL.to_vec()),
        importance in any::<bool>(),
    ) {
        let items: Vec<Rc<Item>> = titles.iter().enumerate().map(|(at, title)| titled(&format!("i{at}"), title)).collect();
        let ids: Vec<&str> = items.iter().map(|item| &*item.id).collect();
        let mut study = asking(&ids);
        study.importance = importance;
        let respondent = |(at, (segment, answers)): (usize, &(String, Vec<Answer>))| {
            let answers = ids.iter().map(|id| Id::from(*id)).zip(answers.iter().copied());
            Rc::new(Respondent {
                id: format!("r_{at}").into(),
                segment: segment.clone(),
                date: TODAY.to_owned(),
                answers: answers.filter(|(_, answer)| *answer != Answer::default()).collect(),
                ..Respondent::default()
            })
        };
        study.respondents = answers.iter().enumerate().map(respondent).collect();
        let text = export::write(&study, &items, lang);
        let table = read_table(&text, Some(Delimiter::Comma)).expect("it is a table");
        let mapping = KanoMapping::guess(&table, &study, &items, lang);
        let taken = preview(&table, &mapping, TODAY, &mut counting()).expect("it has answers");
        let back: Vec<Rc<Respondent>> = taken.respondents.into_iter().map(Rc::new).collect();
        prop_assert_eq!(back, study.respondents, "{}", text);
        prop_assert!(taken.problems.iter().all(|problem| problem.wrong == WrongAnswer::HalfPair));
    }

    #[test]
    fn no_table_stops_the_program(text in "[\\PC\n\r\t,\"+!_fd15-]{0,200}", scale in any::<bool>()) {
        if let Ok(table) = read_table(&text, None) {
            let study = asking(&["i1", "i2"]);
            let items = [titled("i1", "a"), titled("i2", "f")];
            let mut mapping = KanoMapping::guess(&table, &study, &items, Lang::Zh);
            if scale {
                mapping.scale = Scale::LikeIsFive;
            }
            // An id source that repeats itself is the worst there can be.
            if let Ok(taken) = preview(&table, &mapping, TODAY, &mut |prefix| prefix.into()) {
                prop_assert_eq!(taken.respondents.len(), mapping.rows(&table).len());
            }
        }
    }
}

/// The transfers study (Reppel 2022), if the raw answers are at hand: 358 respondents, 6 features.
#[test]
fn the_transfers_study_is_read_as_it_was_published() {
    const PATH: &str =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/cases/kano-reppl-transfers-respondents.csv");
    let Ok(text) = std::fs::read_to_string(PATH) else { return };
    let (mapping, taken) = take(&text, &Study::default(), &[]);
    assert_eq!((taken.respondents.len(), taken.problem_count, taken.scale_hint), (358, 0, None));
    assert_eq!((mapping.respondent, mapping.segment, mapping.features.len()), (Some(0), Some(1), 6));
    assert!(taken.respondents.iter().all(|respondent| respondent.answers.len() == 6));
    let titles: Vec<&str> = taken.new_items.iter().map(|(_, title)| title.as_str()).collect();
    assert_eq!(titles, ["F6", "F7", "F8", "F9", "F10", "F11"]);
    // Published cells of F6, functional answers down, dysfunctional across.
    let mut cells = [[0; 5]; 5];
    let mut importance = 0;
    for respondent in &taken.respondents {
        let answer = respondent.answer(&taken.new_items[0].0).unwrap();
        let (functional, dysfunctional) = answer.pair().unwrap();
        cells[usize::from(functional.number()) - 1][usize::from(dysfunctional.number()) - 1] += 1;
        importance += u32::from(answer.importance.unwrap());
    }
    let published =
        [[13, 21, 32, 38, 19], [11, 10, 20, 9, 3], [9, 31, 70, 10, 4], [10, 11, 9, 7, 2], [10, 7, 1, 1, 0]];
    assert_eq!((cells, importance), (published, 1822));
}

/// The same shape in small, with answers of our own.
#[test]
fn suffixes_of_features_are_read() {
    let text = "id,gender,F6_f,F6_d,F6_imp,F7_f,F7_d,F7_imp\nA-1,female,1,3,3,1,5,9\nA-2,male,4,3,5,,4,9\nA-3,,3,3,3,1,4,\n";
    let (mapping, taken) = take(text, &Study::default(), &[]);
    assert_eq!((mapping.respondent, mapping.segment), (Some(0), Some(1)));
    let rows: Vec<String> = taken.respondents.iter().map(digits).collect();
    assert_eq!(rows, ["i_new1:133 i_new2:159", "i_new1:435 i_new2:049", "i_new1:333 i_new2:140"]);
    assert_eq!(
        taken.problems.iter().map(|problem| (problem.line, problem.wrong)).collect::<Vec<_>>(),
        [(3, WrongAnswer::HalfPair)]
    );
}
