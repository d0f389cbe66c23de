//! Reports made by hand: a small one with every kind of block, and one as a plan would give it.

use std::collections::HashSet;

use steelyard::domain::frameworks;
use steelyard::domain::picture::items::{Lines, Viewport, lay_out};
use steelyard::domain::picture::views::{self, ChartChoice, View};
use steelyard::domain::picture::{Hold, Ink, Look, Mark, Picture, at};
use steelyard::domain::plan::KanoCategory;
use steelyard::domain::report::{
    Block, Column, Decided, Figure, Kind, PeriodItem, PeriodList, Ranked, Report, Section, Table,
};
use steelyard::domain::sample;
use steelyard::domain::text::Lang;

/// The text in the language.
fn say(lang: Lang, en: &str, zh: &str) -> String {
    match lang {
        Lang::En => en.to_owned(),
        Lang::Zh => zh.to_owned(),
    }
}

fn section(lang: Lang, kind: Kind, blocks: Vec<Block>) -> Section {
    Section { kind, title: kind.word()(lang).to_owned(), blocks }
}

/// A report with every kind of block and of mark.
pub fn small(lang: Lang) -> Report {
    let say = |en: &str, zh: &str| say(lang, en, zh);
    let summary = vec![
        Block::Text(say("Two items, one quarter.", "两个需求，一个季度。")),
        Block::Figures(vec![
            Figure { label: say("Items", "需求"), value: "2".into() },
            Figure { label: say("Reach a quarter", "每季度触达"), value: "1,200".into() },
        ]),
        Block::List(vec![say("Guest checkout comes first.", "游客结算排第一。"), "R&D <soon>".into()]),
        Block::Note(say("Scores are RICE.", "得分为 RICE。")),
    ];
    let ranked = Ranked {
        rank: "1=".into(),
        key: "SY-1".into(),
        title: say("Guest checkout", "游客结算"),
        other_title: Some(say("游客结算", "Guest checkout")),
        score: "540".into(),
        kano: Some(KanoCategory::MustBe),
        area: say("Checkout", "结算"),
        period: "2027 Q1".into(),
        reason: say("It reaches more people than “Wallet”.", "它触达的人数多于“数字钱包”。"),
    };
    let last = Ranked {
        rank: "1=".into(),
        key: "SY-2".into(),
        title: say("Wallet", "数字钱包"),
        other_title: None,
        score: String::new(),
        kano: None,
        area: String::new(),
        period: String::new(),
        reason: String::new(),
    };
    let table = Table {
        caption: say("All items", "全部需求"),
        columns: vec![
            Column { label: say("Item", "需求"), is_number: false },
            Column { label: say("Score", "得分"), is_number: true },
        ],
        rows: vec![
            vec![say("Guest checkout", "游客结算"), "540".into()],
            vec![say("Wallet", "数字钱包"), String::new()],
        ],
    };
    let periods = vec![
        PeriodList {
            title: "2027 Q1".into(),
            dates: say("Jan 1 to Mar 31, 2027", "2027年1月1日至3月31日"),
            loads: vec![say("Web 3.5 of 4 pm", "Web 3.5 / 4 人月")],
            items: vec![PeriodItem {
                key: "SY-1".into(),
                title: say("Guest checkout", "游客结算"),
                status: say("Planned", "已规划"),
                why: say("Nothing else fits as well.", "没有更合适的安排。"),
            }],
        },
        PeriodList { title: "2027 Q2".into(), dates: String::new(), loads: vec![], items: vec![] },
    ];
    let decided = Decided {
        day: say("Nov 20, 2026", "2026年11月20日"),
        title: say("Web goes first", "网页优先"),
        lines: vec![say("The app waits for Q2.", "应用推迟到二季度。")],
        by: say("the product team", "产品组"),
    };
    Report {
        lang,
        title: say("Checkout 2027 H1", "结算 2027 上半年"),
        other_title: Some(say("结算 2027 上半年", "Checkout 2027 H1")),
        day: say("November 22, 2026", "2026年11月22日"),
        sections: vec![
            section(lang, Kind::Summary, summary),
            section(lang, Kind::Ranking, vec![Block::Ranked(vec![ranked, last]), Block::Table(table)]),
            section(lang, Kind::Tradeoff, vec![Block::Picture(marks(lang))]),
            section(lang, Kind::Roadmap, vec![Block::Periods(periods)]),
            section(lang, Kind::Decisions, vec![Block::Decided(vec![decided])]),
        ],
    }
}

/// A picture with every kind of mark.
fn marks(lang: Lang) -> Picture {
    let text = |x, y, text: String, hold, turned| Mark::Text {
        at: at(x, y),
        text,
        hold,
        ink: Ink::Text,
        bold: turned,
        turned,
    };
    let dot = |x, look, letter: &str| Mark::Dot {
        at: at(x, 60.0),
        radius: 9.0,
        ink: Ink::Kano(KanoCategory::MustBe),
        letter: letter.into(),
        look,
        about: say(lang, "Guest checkout: need 0.8", "游客结算：用户需求 0.8"),
    };
    let points = vec![at(40.0, 100.0), at(120.0, 40.5), at(200.0, 80.0)];
    Picture {
        title: say(lang, "Every mark", "每种图形"),
        width: 240.0,
        height: 120.0,
        marks: vec![
            Mark::Block { corner: at(30.0, 10.0), width: 200.0, height: 20.0, ink: Ink::Line },
            Mark::Line { from: at(30.0, 110.0), to: at(230.0, 110.0), ink: Ink::Rule, dashed: false },
            Mark::Line { from: at(30.0, 110.0), to: at(230.0, 10.0), ink: Ink::Brass, dashed: true },
            Mark::Curve { points: points.clone(), ink: Ink::Need, closed: true },
            Mark::Curve { points, ink: Ink::Goal, closed: false },
            dot(80.0, Look::Full, "M"),
            dot(120.0, Look::Soft, "M"),
            dot(160.0, Look::Faint, ""),
            Mark::Ring { at: at(80.0, 60.0), radius: 12.0, ink: Ink::Brass },
            text(90.0, 64.0, say(lang, "Guest checkout", "游客结算"), Hold::Start, false),
            text(230.0, 24.0, "100 %".into(), Hold::End, false),
            text(16.0, 60.0, say(lang, "User need", "用户需求"), Hold::Middle, true),
        ],
    }
}

/// Changes every text of a report.
pub fn every_text(report: &mut Report, mut change: impl FnMut(&mut String)) {
    [&mut report.title, &mut report.day].into_iter().for_each(&mut change);
    report.other_title.iter_mut().for_each(&mut change);
    for section in &mut report.sections {
        change(&mut section.title);
        for block in &mut section.blocks {
            match block {
                Block::Text(text) | Block::Note(text) => change(text),
                Block::List(points) => points.iter_mut().for_each(&mut change),
                Block::Figures(figures) => {
                    figures.iter_mut().for_each(|figure| {
                        [&mut figure.label, &mut figure.value].into_iter().for_each(&mut change)
                    });
                }
                Block::Ranked(ranked) => ranked.iter_mut().for_each(|item| {
                    let Ranked { rank, key, title, score, area, period, reason, .. } = item;
                    [rank, key, title, score, area, period, reason].into_iter().for_each(&mut change);
                    item.other_title.iter_mut().for_each(&mut change);
                }),
                Block::Table(table) => {
                    change(&mut table.caption);
                    table.columns.iter_mut().for_each(|column| change(&mut column.label));
                    table.rows.iter_mut().flatten().for_each(&mut change);
                }
                Block::Picture(picture) => {
                    change(&mut picture.title);
                    picture.marks.iter_mut().for_each(|mark| match mark {
                        Mark::Text { text, .. } => change(text),
                        Mark::Dot { letter, about, .. } => [letter, about].into_iter().for_each(&mut change),
                        Mark::Line { .. } | Mark::Curve { .. } | Mark::Block { .. } | Mark::Ring { .. } => {}
                    });
                }
                Block::Periods(periods) => periods.iter_mut().for_each(|period| {
                    [&mut period.title, &mut period.dates].into_iter().for_each(&mut change);
                    period.loads.iter_mut().for_each(&mut change);
                    period.items.iter_mut().for_each(|item| {
                        let PeriodItem { key, title, status, why } = item;
                        [key, title, status, why].into_iter().for_each(&mut change);
                    });
                }),
                Block::Decided(decided) => decided.iter_mut().for_each(|decided| {
                    [&mut decided.day, &mut decided.title, &mut decided.by].into_iter().for_each(&mut change);
                    decided.lines.iter_mut().for_each(&mut change);
                }),
            }
        }
    }
}

/// A chart of the sample plan.
fn chart(lang: Lang, view: View) -> Picture {
    let plan = sample::plan(lang, "p1".into(), "2026-11-22T09:00:00Z");
    let choice = ChartChoice { view, ..ChartChoice::default() };
    let drawn = views::draw(&views::Asked {
        plan: &plan,
        choice: &choice,
        framework: frameworks::default(),
        need_share: plan.settings.need_share,
        selected: &HashSet::new(),
        lang,
    });
    lay_out(&drawn.chart, 960.0, 560.0, Viewport::default()).with(Lines::default())
}

/// A report as the sample plan would give it, with texts as long as people write them.
pub fn full(lang: Lang) -> Report {
    let plan = sample::plan(lang, "p1".into(), "2026-11-22T09:00:00Z");
    let say = |en: &str, zh: &str| say(lang, en, zh);
    let reasons = [
        say(
            "Above the next one because it reaches 4,200 people a quarter instead of 1,300; that outweighs its effort of 5 person-months.",
            "排在下一项之前：每季度触达 4,200 人，而下一项为 1,300 人；这足以抵消其 5 人月的工作量。",
        ),
        say(
            "It needs a third of the effort for nearly the same impact.",
            "影响几乎相同，工作量却只有三分之一。",
        ),
        say("The team is surer of it: 90% against 50%.", "团队对它更有把握：信心 90%，下一项 50%。"),
    ];
    let kano = [
        KanoCategory::MustBe,
        KanoCategory::OneDimensional,
        KanoCategory::Attractive,
        KanoCategory::Indifferent,
    ];
    let ranked: Vec<Ranked> = plan
        .items
        .iter()
        .take(10)
        .enumerate()
        .map(|(at, item)| Ranked {
            rank: (at + 1).to_string(),
            key: item.key.clone(),
            title: item.title.clone(),
            other_title: item.title_alt.clone(),
            score: format!("{}", 4180 - 397 * at),
            kano: (at % 5 != 4).then(|| kano[at % 4]),
            area: item.area.clone(),
            period: format!("2027 Q{}", at % 3 + 1),
            reason: if at < 9 { reasons[at % 3].clone() } else { String::new() },
        })
        .collect();
    let table = Table {
        caption: say("All items in their order", "全部需求，按排序"),
        columns: [
            (say("Rank", "名次"), true),
            (say("Key", "编号"), false),
            (say("Item", "需求"), false),
            (say("Area", "领域"), false),
            (say("Reach", "触达"), true),
            (say("Effort", "工作量"), true),
            (say("RICE", "RICE"), true),
        ]
        .map(|(label, is_number)| Column { label, is_number })
        .to_vec(),
        rows: plan
            .items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                vec![
                    (at + 1).to_string(),
                    item.key.clone(),
                    item.title.clone(),
                    item.area.clone(),
                    format!("{}", 4200 / (at + 1)),
                    format!("{}", at % 5 + 1),
                    format!("{}", 4180 / (at + 1)),
                ]
            })
            .collect(),
    };
    let kano_table = Table {
        caption: say("What the answers say", "问卷结果"),
        columns: [
            (say("Feature", "功能"), false),
            ("N".to_owned(), true),
            (say("Category", "类别"), false),
            ("Better".to_owned(), true),
            ("Worse".to_owned(), true),
        ]
        .map(|(label, is_number)| Column { label, is_number })
        .to_vec(),
        rows: plan
            .items
            .iter()
            .take(8)
            .enumerate()
            .map(|(at, item)| {
                vec![
                    item.title.clone(),
                    "42".into(),
                    kano[at % 4].label(lang).to_owned(),
                    format!("0.{}", 82 - at * 7),
                    format!("-0.{}", 21 + at * 6),
                ]
            })
            .collect(),
    };
    let periods: Vec<PeriodList> = (0..3)
        .map(|quarter| PeriodList {
            title: format!("2027 Q{}", quarter + 1),
            dates: say(
                ["Jan 1 to Mar 31, 2027", "Apr 1 to Jun 30, 2027", "Jul 1 to Sep 30, 2027"][quarter],
                ["2027年1月1日至3月31日", "2027年4月1日至6月30日", "2027年7月1日至9月30日"][quarter],
            ),
            loads: vec![
                say("Web 3.5 of 4 pm", "网页组 3.5 / 4 人月"),
                say("App 2 of 3 pm", "应用组 2 / 3 人月"),
            ],
            items: plan
                .items
                .iter()
                .skip(quarter)
                .step_by(3)
                .take(6 - quarter)
                .map(|item| PeriodItem {
                    key: item.key.clone(),
                    title: item.title.clone(),
                    status: item.status.label(lang).to_owned(),
                    why: reasons[quarter].clone(),
                })
                .collect(),
        })
        .collect();
    let decided: Vec<Decided> = (0..4)
        .map(|at| Decided {
            day: say(
                ["Nov 2, 2026", "Nov 9, 2026", "Nov 16, 2026", "Nov 20, 2026"][at],
                ["2026年11月2日", "2026年11月9日", "2026年11月16日", "2026年11月20日"][at],
            ),
            title: plan.items[at].title.clone(),
            lines: vec![
                say(
                    "Stays in the first quarter although it costs 4% of the plan’s value.",
                    "保留在第一季度，尽管会损失计划价值的 4%。",
                ),
                say(
                    "The contract with the payment provider ends in March.",
                    "与支付服务商的合同将于三月到期。",
                ),
            ],
            by: say("the product team", "产品组"),
        })
        .collect();
    Report {
        lang,
        title: plan.title.clone(),
        other_title: plan
            .title_alt
            .clone()
            .or(Some(say("网店结算 2027 上半年", "Web shop checkout, first half of 2027"))),
        day: say("November 22, 2026", "2026年11月22日"),
        sections: vec![
            section(
                lang,
                Kind::Summary,
                vec![
                    Block::Figures(vec![
                        Figure { label: say("Items", "需求"), value: plan.items.len().to_string() },
                        Figure { label: say("User needs", "用户需求"), value: "4".into() },
                        Figure { label: say("Business goals", "业务目标"), value: "3".into() },
                        Figure { label: say("Planned for 2027", "列入 2027 年"), value: "15".into() },
                        Figure { label: say("Kano respondents", "Kano 受访者"), value: "42".into() },
                    ]),
                    Block::Text(say(
                        "The plan weighs what users of the checkout need against what the business wants from it, 60 to 40. Three items lead at almost every weight; the fourth place depends on how sure the team is of its reach.",
                        "本计划以 60 比 40 权衡结算用户的需求与业务目标。前三项在几乎所有权重下都领先；第四名取决于团队对触达估计的把握。",
                    )),
                    Block::List(vec![
                        say(
                            "Guest checkout comes first, whatever the weight.",
                            "无论权重如何，游客结算都排第一。",
                        ),
                        say(
                            "The first quarter is full; the web team has half a person-month left in the second.",
                            "第一季度已排满；网页组第二季度还剩半个人月。",
                        ),
                        say("Two must-be items are not planned yet.", "有两个必备型需求尚未排期。"),
                    ]),
                    Block::Note(say(
                        "Scores are RICE: reach × impact × confidence ÷ effort. Reach is counted per quarter, effort in person-months.",
                        "得分采用 RICE：触达 × 影响 × 信心 ÷ 工作量。触达按季度统计，工作量以人月计。",
                    )),
                ],
            ),
            section(lang, Kind::Ranking, vec![Block::Ranked(ranked), Block::Table(table)]),
            section(
                lang,
                Kind::Tradeoff,
                vec![
                    Block::Text(say(
                        "Further up serves users better, further right serves the business better. The line joins what no other item beats on both.",
                        "越靠上越满足用户需求，越靠右越符合业务目标。折线连接在两方面都未被超越的需求。",
                    )),
                    Block::Picture(chart(lang, View::NeedGoal)),
                    Block::Note(say(
                        "The first place flips at 47% need.",
                        "用户需求侧权重为 47% 时第一名易位。",
                    )),
                ],
            ),
            section(
                lang,
                Kind::Kano,
                vec![
                    Block::Text(say(
                        "42 people answered. With so few, neighbouring categories can swap.",
                        "共 42 人作答。样本较小，相邻类别可能互换。",
                    )),
                    Block::Picture(chart(lang, View::ValueEffort)),
                    Block::Table(kano_table),
                ],
            ),
            section(
                lang,
                Kind::Roadmap,
                vec![
                    Block::Text(say("Drafted under the capacity of two teams.", "按两个团队的产能排期。")),
                    Block::Periods(periods),
                ],
            ),
            section(lang, Kind::Decisions, vec![Block::Decided(decided)]),
        ],
    }
}
