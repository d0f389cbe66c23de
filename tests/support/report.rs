//! A report that was written by hand, with every kind of block.

use std::collections::HashSet;

use steelyard::domain::frameworks;
use steelyard::domain::picture::items::{Viewport, lay_out};
use steelyard::domain::picture::views::{Asked, ChartChoice, draw};
use steelyard::domain::picture::{Hold, Ink, Mark, Picture, at, line, text};
use steelyard::domain::plan::{KanoCategory, Plan};
use steelyard::domain::report::{
    Block, Column, Decided, Figure, Kind, PeriodItem, PeriodList, Ranked, Report, Section, Table,
};
use steelyard::domain::sample;
use steelyard::domain::text::Lang;

const NOW: &str = "2026-11-22T09:00:00Z";

/// Picks the words of a language.
fn say(lang: Lang, en: &str, zh: &str) -> String {
    match lang {
        Lang::En => en.to_owned(),
        Lang::Zh => zh.to_owned(),
    }
}

/// The report, on the items of the sample plan.
pub fn report(lang: Lang) -> Report {
    let plan = sample::plan(lang, "p".into(), NOW);
    let blocks = |kind: Kind| match kind {
        Kind::Summary => summary(&plan, lang),
        Kind::Ranking => ranking(&plan, lang),
        Kind::Tradeoff => tradeoff(&plan, lang),
        Kind::Kano => vec![Block::List(vec![
            say(
                lang,
                "Guest checkout is must-be: without it, people leave.",
                "游客结算属于必备：缺少它，用户会离开。",
            ),
            say(lang, "Gift cards delight whoever notices them.", "礼品卡会让注意到它的人惊喜。"),
        ])],
        Kind::Roadmap => roadmap(&plan, lang),
        Kind::Decisions => decisions(lang),
    };
    let sections = Kind::ALL
        .into_iter()
        .map(|kind| Section { kind, title: kind.word()(lang).to_owned(), blocks: blocks(kind) })
        .collect();
    Report {
        lang,
        title: say(lang, "Checkout 2027 H1", "结算 2027 上半年"),
        other_title: Some(say(lang, "结算 2027 上半年", "Checkout 2027 H1")),
        day: say(lang, "22 Nov 2026", "2026年11月22日"),
        sections,
    }
}

fn summary(plan: &Plan, lang: Lang) -> Vec<Block> {
    let figure = |label: String, value: &str| Figure { label, value: value.to_owned() };
    vec![
        Block::Text(say(
            lang,
            "This plan ranks the checkout ideas of the first half of 2027 by RICE. The first three are planned for the first quarter; the order of the first two is not sure, as their scores lie within each other’s range.",
            "本计划按 RICE 对 2027 年上半年的结算类需求排序。前三项安排在第一季度；由于得分区间相互重叠，前两项的先后并不确定。",
        )),
        Block::Figures(vec![
            figure(say(lang, "Items", "需求"), &plan.items.len().to_string()),
            figure(say(lang, "Estimated", "已估计"), "18"),
            figure(say(lang, "Planned", "已安排"), "9"),
            figure(say(lang, "Need : goal", "需求 : 目标"), "50 : 50"),
        ]),
        Block::Note(say(
            lang,
            "Scores are made of guesses. Ranges hold the rank in 90% of simulated orders.",
            "得分由估计得出。名次区间涵盖 90% 的模拟排序。",
        )),
    ]
}

fn ranking(plan: &Plan, lang: Lang) -> Vec<Block> {
    let kanos = [KanoCategory::MustBe, KanoCategory::OneDimensional, KanoCategory::Attractive];
    let ranked = plan.items.iter().take(10).enumerate().map(|(place, item)| Ranked {
        rank: if place == 1 || place == 2 { "2=".to_owned() } else { (place + 1).to_string() },
        key: item.key.clone(),
        title: item.title_in(lang).to_owned(),
        other_title: Some(item.title_in(lang.other()).to_owned()).filter(|other| other != item.title_in(lang)),
        score: ["1,350", "920", "920", "640", "512", "480", "333", "210", "96", "48"][place].to_owned(),
        kano: kanos.get(place).copied(),
        area: item.area.clone(),
        period: say(lang, "2027 Q1", "2027 一季度"),
        reason: say(
            lang,
            "Above the next one because it reaches three times as many people for half the work; it would take twice the effort for the two to swap.",
            "排在下一项之前，因为触达人数是其三倍而工作量仅一半；工作量翻倍时两者才会互换。",
        ),
    });
    let columns = [
        ("#", "名次", true),
        ("Key", "编号", false),
        ("Title", "标题", false),
        ("Reach", "触达", true),
        ("Impact", "影响", true),
        ("Confidence", "信心", true),
        ("Effort", "工作量", true),
        ("RICE", "RICE", true),
    ];
    let rows = plan.items.iter().cycle().take(48).enumerate().map(|(place, item)| {
        let mut row = vec![(place + 1).to_string(), item.key.clone(), item.title_in(lang).to_owned()];
        row.extend(["1,200", "2", "80%", "1.5", "1,280"].map(str::to_owned));
        row
    });
    vec![
        Block::Ranked(ranked.collect()),
        Block::Table(Table {
            caption: say(lang, "All items in their order", "全部需求排序"),
            columns: columns
                .into_iter()
                .map(|(en, zh, is_number)| Column { label: say(lang, en, zh), is_number })
                .collect(),
            rows: rows.collect(),
        }),
    ]
}

fn tradeoff(plan: &Plan, lang: Lang) -> Vec<Block> {
    let asked = Asked {
        plan,
        choice: &ChartChoice::default(),
        framework: frameworks::default(),
        need_share: 0.5,
        selected: &HashSet::new(),
        lang,
    };
    let laid = lay_out(&draw(&asked).chart, 960.0, 540.0, Viewport::default());
    vec![
        Block::Text(say(
            lang,
            "Four items lie on the frontier: nothing beats them on both.",
            "四个需求位于前沿：没有其他项在两方面同时胜过它们。",
        )),
        Block::Picture(laid.picture),
    ]
}

fn roadmap(plan: &Plan, lang: Lang) -> Vec<Block> {
    let mut marks: Vec<Mark> = Vec::new();
    for column in 0..4 {
        let x = 100.0 + 215.0 * f64::from(column);
        marks.push(line(at(x, 10.0), at(x, 330.0), Ink::Line));
        marks.push(text(at(x + 8.0, 24.0), format!("2027 Q{}", column + 1), Hold::Start, Ink::Muted));
        for row in 0..4 {
            let y = 40.0 + 72.0 * f64::from(row);
            marks.push(Mark::Block {
                corner: at(x + 8.0, y),
                width: 190.0,
                height: 44.0,
                ink: Ink::BrassLine,
            });
            let item = &plan.items[(column * 4 + row) as usize % plan.items.len()];
            marks.push(text(at(x + 16.0, y + 26.0), item.key.clone(), Hold::Start, Ink::Text));
        }
    }
    let title = say(lang, "Roadmap by team", "按团队的路线图");
    let picture = Picture { title, width: 960.0, height: 340.0, marks };
    let periods = [("2027 Q1", "2027 一季度"), ("2027 Q2", "2027 二季度"), ("Later", "以后")];
    let lists = periods.into_iter().enumerate().map(|(place, (en, zh))| PeriodList {
        title: say(lang, en, zh),
        dates: say(lang, "1 Jan – 31 Mar 2027", "2027年1月1日至3月31日"),
        loads: vec![
            say(lang, "Web: 3.5 of 4 person-months", "Web：4 人月中的 3.5"),
            say(lang, "App: 2 of 2 person-months", "App：2 人月中的 2"),
        ],
        items: plan
            .items
            .iter()
            .skip(place * 3)
            .take(3)
            .map(|item| PeriodItem {
                key: item.key.clone(),
                title: item.title_in(lang).to_owned(),
                status: item.status.label(lang).to_owned(),
                why: say(lang, "Has to be done before Gift cards.", "须先于“礼品卡”完成。"),
            })
            .collect(),
    });
    vec![Block::Picture(picture), Block::Periods(lists.collect())]
}

fn decisions(lang: Lang) -> Vec<Block> {
    let decided = |day: &str, en: &str, zh: &str| Decided {
        day: day.to_owned(),
        title: say(lang, en, zh),
        lines: vec![say(
            lang,
            "The audit in June needs it, so it comes before ideas with a higher score. It costs 4% of the value of the first half.",
            "六月审计需要，因此排在得分更高的需求之前，代价是上半年价值的 4%。",
        )],
        by: say(lang, "Product council", "产品委员会"),
    };
    vec![Block::Decided(vec![
        decided("2026-11-20", "Fraud rules move to the first quarter", "反欺诈规则提前到一季度"),
        decided("2026-11-12", "Gift cards wait", "礼品卡推后"),
    ])]
}
