//! What the name of a column says: the field it holds and the unit it counts in.

use super::mapping::{Part, Target};
use crate::domain::frameworks::{self, Basis, Framework, Input, Unit};
use crate::domain::plan::{Criterion, EffortUnit, Period};
use crate::domain::text::{Lang, Word, fields, import};

/// Names of plain fields beside their own word in every language; see [`normal`].
#[rustfmt::skip]
static FIELDS: &[(Target, &[&str])] = &[
    (Target::Title, &[
        "summary", "name", "feature", "features", "featurename", "featuretitle", "idea", "ideas", "ideaname", "item", "itemname",
        "subject", "story", "userstory", "requirement", "requirements", "requirementname", "task", "taskname", "workitem",
        "issuesummary", "headline", "topic", "initiative", "opportunity", "名称", "需求", "需求名称", "需求标题", "需求名",
        "功能", "功能名称", "功能点", "功能需求", "想法", "主题", "事项", "事项名称", "工作项", "工作项标题", "用户故事", "任务", "任务名称",
        "概要", "摘要", "项目名称", "需求概述", "需求内容",
    ]),
    (Target::TitleAlt, &[
        "titlealt", "alternativetitle", "englishtitle", "titleen", "titleenglish", "nameen", "englishname", "英文标题", "英文名称", "标题英文",
        "chinesetitle", "titlezh", "titlecn", "titlechinese", "namezh", "chinesename", "中文标题", "中文名称", "标题中文",
    ]),
    (Target::Description, &[
        "details", "detail", "notes", "note", "desc", "body", "content", "comment", "problem", "userproblem", "background",
        "需求描述", "功能描述", "详情", "详细描述", "说明", "需求说明", "备注", "内容", "背景", "需求背景", "详细说明",
    ]),
    (Target::Key, &[
        "id", "issuekey", "issueid", "itemid", "itemkey", "workitemid", "ticket", "ticketid", "ref", "reference", "identifier",
        "需求编号", "工作项编号", "编码", "需求id", "工作项id", "事项编号", "单号", "标识",
    ]),
    (Target::Area, &[
        "module", "modules", "component", "components", "productarea", "category", "product", "domain", "theme", "featurearea",
        "模块", "所属模块", "功能模块", "产品模块", "组件", "分类", "类别", "产品", "产品线", "所属产品", "业务线", "业务领域", "需求分类",
    ]),
    (Target::Tags, &["tag", "label", "labels", "keywords", "标记", "标签列表", "关键词", "关键字"]),
    (Target::Status, &["state", "stage", "phase", "workflowstate", "issuestatus", "需求状态", "阶段", "进展", "当前状态"]),
    (Target::Owner, &[
        "assignee", "assignedto", "responsible", "lead", "pm", "productmanager", "dri",
        "处理人", "经办人", "指派给", "责任人", "产品经理", "跟进人", "执行人",
    ]),
    (Target::Source, &["channel", "origin", "sourceofidea", "需求来源", "渠道", "来源渠道", "反馈渠道"]),
    (Target::Parent, &[
        "parentkey", "parentid", "parentissue", "parentitem", "parenttitle", "epic", "epiclink", "epicname", "epickey",
        "父需求", "父级", "父工作项", "父任务", "上级需求", "所属史诗", "史诗", "所属需求",
    ]),
    (Target::DependsOn, &[
        "dependson", "dependency", "dependencies", "blockedby", "isblockedby", "requires", "prerequisite", "prerequisites", "predecessor",
        "predecessors", "inwardissuelinkblocks", "依赖于", "依赖项", "依赖需求", "前置", "前置需求", "前置任务", "前置条件", "被阻塞",
    ]),
    (Target::Requester, &[
        "requesters", "requestedby", "reporter", "submitter", "submittedby", "customer", "客户", "提出者", "需求提出人", "需求方", "提交人", "报告人", "反馈人",
    ]),
    (Target::PlannedStart, &[
        "start", "startdate", "planstart", "planstartdate", "plannedstartdate", "targetstart", "begin", "begindate",
        "计划开始时间", "计划开始日期", "预计开始", "预计开始时间", "预计开始日期", "开始时间", "开始日期",
    ]),
    (Target::PlannedEnd, &[
        "due", "duedate", "deadline", "end", "enddate", "planend", "planenddate", "plannedenddate", "targetdate", "targetend",
        "计划结束时间", "计划结束日期", "计划完成", "计划完成时间", "计划完成日期", "预计结束", "预计结束时间", "预计结束日期", "预计完成时间", "预计上线时间",
        "截止", "截止时间", "截止日期", "结束时间", "结束日期",
    ]),
    (Target::ActualStart, &["actualstartdate", "startedat", "startedon", "实际开始时间", "实际开始日期"]),
    (Target::ActualEnd, &[
        "actualenddate", "completedat", "completedon", "closedat", "shippedon", "releasedon", "deliveredon",
        "实际结束时间", "实际结束日期", "实际完成", "实际完成时间", "实际完成日期", "实际上线时间", "完成时间", "完成日期", "上线时间", "上线日期",
    ]),
    (Target::Url, &["url", "link", "links", "weburl", "webpage", "网址", "链接地址", "相关链接"]),
    (Target::Blocks, &["isblocking", "blocking", "outwardissuelinkblocks", "阻塞了", "后置", "后置需求", "后置任务"]),
    (Target::Outcome, &["closedreason", "closereason", "关闭原因", "解决结果", "处理结果"]),
    (Target::LinkId, &["linkid"]),
    (Target::Kano, &["kanocategory", "kanoclass", "kanotype", "kanomodel", "kano类别", "kano分类", "kano类型", "kano属性", "kano模型"]),
];

/// Names of inputs beside their label, by label, so that no framework is named here.
#[rustfmt::skip]
static INPUTS: &[(Word, &[&str])] = &[
    (fields::reach, &[
        "users", "usersreached", "usercount", "numberofusers", "ofusers", "affectedusers", "usersaffected", "customersaffected", "activeusers",
        "people", "peoplereached", "audience", "触达人数", "触达用户", "触达用户数", "触达数", "触达量", "触达率", "覆盖", "覆盖人数", "覆盖用户", "覆盖用户数",
        "覆盖面", "影响人数", "影响用户", "影响用户数", "影响范围", "用户数", "用户量", "用户数量", "活跃用户数", "受众", "受影响用户数", "覆盖范围",
    ]),
    (fields::impact, &["impactscore", "impactperuser", "impactlevel", "影响力", "影响程度", "影响度", "影响分", "影响系数", "影响大小"]),
    (fields::confidence, &[
        "confidencelevel", "confidencescore", "conf", "certainty", "sureness",
        "置信度", "把握", "把握度", "信心指数", "信心度", "信心值", "信心程度", "确定性", "确信度", "自信度", "可信度",
    ]),
    (fields::effort, &[
        "estimate", "estimation", "effortestimate", "estimatedeffort", "storypoints", "storypoint", "storypointestimate", "points", "sp",
        "cost", "workload", "size", "persondays", "personday", "mandays", "manday", "days", "personweeks", "manweeks", "weeks", "personmonths",
        "personmonth", "manmonths", "manmonth", "months", "hours", "personhours", "manhours", "pd", "人天", "人日", "人周", "人月", "人时",
        "工时", "预估工时", "预计工时", "估算工时", "估算", "预估", "工作量估算", "预估工作量", "开发工作量", "开发成本", "成本", "投入",
        "故事点", "故事点数", "点数", "研发工作量", "开发工时", "耗时", "工作量评估", "精力", "努力",
    ]),
];

/// Pieces of a header that name a unit and nothing else.
#[rustfmt::skip]
static UNIT_PIECES: &[&str] = &[
    "monthly", "months", "month", "quarterly", "quarters", "quarter", "weekly", "weeks", "week", "yearly", "years", "year", "annually",
    "annual", "daily", "days", "day", "hours", "hour", "persons", "person", "people", "man", "story", "points", "point", "half",
    "per", "each", "in", "of", "by", "mo", "qtr", "pd", "pm",
    "每个", "每", "按", "月度", "月", "季度", "季", "周", "半年", "年度", "年", "天", "日", "人", "小时", "时", "工", "故事", "点", "单位", "度", "个", "均",
];

/// A header with case, spaces, punctuation and full-width forms taken away.
pub(in crate::domain) fn normal(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            c => c,
        })
        .filter(|c| c.is_alphanumeric())
        .map(crate::domain::text::fold_char)
        .collect()
}

/// The field that a column with this header holds, if its name says so.
pub(super) fn recognise(header: &str) -> Option<Target> {
    let name = normal(header);
    if name.is_empty() {
        return None;
    }
    recognise_normal(&name).or_else(|| {
        // “标题（必填）”, “Impact [0.25 to 3]”: what stands in brackets may be only a remark.
        let bare = normal(&without_brackets(header));
        if bare == name || bare.is_empty() { None } else { recognise_normal(&bare) }
    })
}

/// The field that a column with this header holds in a plan with these criteria: what the
/// app knows by name first, then a criterion by its title, alone or after the sheet's name.
pub(super) fn recognise_in(criteria: &[Criterion], header: &str) -> Option<Target> {
    recognise(header).or_else(|| {
        let name = normal(header);
        let sheet = frameworks::sheets().find(|framework| framework.basis == Basis::Criteria)?;
        let bare = name.strip_prefix(normal(sheet.sheet).as_str());
        sheet.inputs_in(criteria).find_map(|input| {
            let criterion = input.criterion(criteria)?;
            let target = |part| Target::Estimate { sheet: sheet.sheet, input: input.key, part };
            let titles = criterion.title_alt.iter().chain([&criterion.title]);
            titles.filter(|title| !normal(title).is_empty()).find_map(|title| {
                let is = |text: &str| {
                    let text = normal(text);
                    text == name || bare == Some(text.as_str())
                };
                let range =
                    |part: fn(Lang, &str) -> String| Lang::ALL.iter().any(|&lang| is(&part(lang, title)));
                match () {
                    () if is(title) => Some(target(Part::Value)),
                    () if range(import::range_low) => Some(target(Part::Low)),
                    () if range(import::range_high) => Some(target(Part::High)),
                    () => None,
                }
            })
        })
    })
}

/// Whether the title of a criterion is the name of one column only: its own.
pub(super) fn is_own_name(title: &str, criteria: &[Criterion]) -> bool {
    let name = normal(title);
    let called = |criterion: &&Criterion| {
        criterion.title_alt.iter().chain([&criterion.title]).any(|title| normal(title) == name)
    };
    !name.is_empty() && recognise(title).is_none() && criteria.iter().filter(called).count() == 1
}

fn recognise_normal(name: &str) -> Option<Target> {
    FIELDS
        .iter()
        .find(|(target, names)| names.contains(&name) || is_word(name, target.word()))
        .map(|(target, _)| *target)
        .or_else(|| estimate(name))
}

/// An input of the frameworks whose columns have plain names, or of another one after
/// its sheet's name, such as “ABC impact”; without it where no other input is called so.
fn estimate(name: &str) -> Option<Target> {
    let plain = || frameworks::sheets().filter(|framework| framework.plain_headers);
    let other = || frameworks::sheets().filter(|framework| !framework.plain_headers);
    let named = |framework: &'static Framework| {
        let rest = name.strip_prefix(normal(framework.sheet).as_str())?;
        // A sheet with one input is called like that.
        if let ([input], "") = (framework.inputs, rest) {
            return Some(Target::Estimate { sheet: framework.sheet, input: input.key, part: Part::Value });
        }
        input_with_part(framework, rest, true)
    };
    plain()
        .find_map(|framework| input_with_part(framework, name, true))
        .or_else(|| frameworks::sheets().find_map(named))
        .or_else(|| {
            let mut found = other().filter_map(|framework| input_with_part(framework, name, false));
            let first = found.next()?;
            found.next().is_none().then_some(first)
        })
}

fn input_with_part(framework: &'static Framework, name: &str, aliases: bool) -> Option<Target> {
    const LOW: &[&str] =
        &["low", "lower", "min", "minimum", "lowest", "p5", "下限", "最小值", "最小", "最低", "低"];
    const HIGH: &[&str] =
        &["high", "upper", "max", "maximum", "highest", "p95", "上限", "最大值", "最大", "最高", "高"];
    const LIKELY: &[&str] = &["likely", "mostlikely", "median", "p50", "最可能", "可能", "中位数"];
    let target =
        |input: &'static Input, part| Target::Estimate { sheet: framework.sheet, input: input.key, part };
    if let Some(input) = input_named(framework, name, aliases) {
        return Some(target(input, Part::Value));
    }
    [(LOW, Part::Low), (HIGH, Part::High), (LIKELY, Part::Value)].into_iter().find_map(|(words, part)| {
        words.iter().find_map(|word| {
            let rest = name.strip_suffix(word).or_else(|| name.strip_prefix(word))?;
            Some(target(input_named(framework, rest, aliases)?, part))
        })
    })
}

fn input_named(framework: &'static Framework, name: &str, aliases: bool) -> Option<&'static Input> {
    let called = |input: &&'static Input, name: &str| {
        let label = (input.label)(Lang::En);
        is_word(name, input.label)
            || normal(input.key) == name
            || (aliases
                && INPUTS.iter().any(|(word, names)| word(Lang::En) == label && names.contains(&name)))
    };
    let exact = framework.inputs.iter().find(|input| called(input, name));
    exact.or_else(|| {
        let with_unit =
            framework.inputs.iter().filter(|input| matches!(input.unit, Unit::PerPeriod | Unit::Effort));
        with_unit.into_iter().find(|input| {
            let names = INPUTS.iter().filter(|(word, _)| word(Lang::En) == (input.label)(Lang::En));
            let own = Lang::ALL.map(|lang| normal((input.label)(lang)));
            let all =
                names.flat_map(|(_, names)| names.iter().copied()).chain(own.iter().map(String::as_str));
            all.into_iter().any(|base| {
                [name.strip_prefix(base), name.strip_suffix(base)].into_iter().flatten().any(is_only_units)
            })
        })
    })
}

fn is_word(name: &str, word: Word) -> bool {
    Lang::ALL.iter().any(|&lang| normal(word(lang)) == name)
}

fn is_only_units(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        match UNIT_PIECES.iter().find_map(|piece| rest.strip_prefix(piece)) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}

fn without_brackets(header: &str) -> String {
    let mut depth = 0u32;
    header
        .chars()
        .filter(|c| match c {
            '(' | '（' | '[' | '【' => {
                depth += 1;
                false
            }
            ')' | '）' | ']' | '】' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// The period in which a column is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CountedPer {
    Day,
    Period(Period),
}

impl CountedPer {
    pub(super) fn per_year(self) -> f64 {
        match self {
            CountedPer::Day => 365.0,
            CountedPer::Period(period) => period.per_year(),
        }
    }

    pub(super) fn label(self, lang: Lang) -> &'static str {
        match self {
            CountedPer::Day => import::day(lang),
            CountedPer::Period(period) => period.label(lang),
        }
    }
}

/// The unit of work in which a column is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CountedIn {
    Seconds,
    Hours,
    Unit(EffortUnit),
}

impl CountedIn {
    pub(super) fn days(self) -> Option<f64> {
        match self {
            // A working day has eight hours.
            CountedIn::Seconds => Some(1.0 / 28_800.0),
            CountedIn::Hours => Some(0.125),
            CountedIn::Unit(unit) => unit.days(),
        }
    }

    pub(super) fn label(self, lang: Lang) -> &'static str {
        match self {
            CountedIn::Seconds => import::seconds(lang),
            CountedIn::Hours => import::hours(lang),
            CountedIn::Unit(unit) => unit.label(lang),
        }
    }
}

/// The period that a header names.
pub(super) fn period_in(header: &str) -> Option<CountedPer> {
    const NAMES: &[(&[&str], CountedPer)] = &[
        (&["half-year", "half year", "半年"], CountedPer::Period(Period::HalfYear)),
        (&["quarter", "qtr", "季"], CountedPer::Period(Period::Quarter)),
        (&["month", "/mo", "月"], CountedPer::Period(Period::Month)),
        (&["week", "周"], CountedPer::Period(Period::Week)),
        (&["year", "annual", "年"], CountedPer::Period(Period::Year)),
        (&["daily", "per day", "/day", "a day", "每天", "每日", "日均", "/天", "/日"], CountedPer::Day),
    ];
    contained(header, NAMES)
}

/// The unit of work that a header names.
pub(super) fn effort_unit_in(header: &str) -> Option<CountedIn> {
    const NAMES: &[(&[&str], CountedIn)] = &[
        (&["story", "point", "故事点", "点数"], CountedIn::Unit(EffortUnit::StoryPoint)),
        (&["hour", "小时", "工时", "人时", "(h)", "（h）"], CountedIn::Hours),
        (&["month", "人月", "月"], CountedIn::Unit(EffortUnit::PersonMonth)),
        (&["week", "人周", "周"], CountedIn::Unit(EffortUnit::PersonWeek)),
        (&["day", "人天", "人日", "天", "(pd)", "（pd）"], CountedIn::Unit(EffortUnit::PersonDay)),
    ];
    if matches!(normal(header).as_str(), "sp") {
        return Some(CountedIn::Unit(EffortUnit::StoryPoint));
    }
    contained(header, NAMES)
}

fn contained<T: Copy>(header: &str, names: &[(&[&str], T)]) -> Option<T> {
    let header = crate::domain::text::fold(header);
    names.iter().find(|(names, _)| names.iter().any(|name| header.contains(name))).map(|(_, found)| *found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rice(input: &'static str, part: Part) -> Option<Target> {
        let framework =
            frameworks::sheets().find(|framework| framework.plain_headers).expect("one has plain names");
        Some(Target::Estimate { sheet: framework.sheet, input, part })
    }

    #[test]
    fn plain_fields_are_known_by_many_names() {
        for (header, target) in [
            ("Title", Target::Title),
            ("  TITLE* ", Target::Title),
            ("Summary", Target::Title),
            ("feature_name", Target::Title),
            ("需求名称", Target::Title),
            ("标题（必填）", Target::Title),
            ("\u{200b}标题", Target::Title),
            ("Ｔｉｔｌｅ", Target::Title),
            ("英文标题", Target::TitleAlt),
            ("Issue key", Target::Key),
            ("ID", Target::Key),
            ("编号", Target::Key),
            ("Labels", Target::Tags),
            ("标签", Target::Tags),
            ("Component/s", Target::Area),
            ("模块", Target::Area),
            ("负责人", Target::Owner),
            ("Assignee", Target::Owner),
            ("State", Target::Status),
            ("状态", Target::Status),
            ("Blocked by", Target::DependsOn),
            ("依赖", Target::DependsOn),
            ("Epic Link", Target::Parent),
            ("上级", Target::Parent),
            ("提出人", Target::Requester),
            ("Kano category", Target::Kano),
            ("Kano", Target::Kano),
        ] {
            assert_eq!(recognise(header), Some(target), "{header}");
        }
    }

    #[test]
    fn inputs_are_known_with_their_units_and_parts() {
        for (header, input, part) in [
            ("Reach", "reach", Part::Value),
            ("触达人数", "reach", Part::Value),
            ("Reach per month", "reach", Part::Value),
            ("Reach (per quarter)", "reach", Part::Value),
            ("Monthly active users", "reach", Part::Value),
            ("每月触达", "reach", Part::Value),
            ("月触达人数", "reach", Part::Value),
            ("Reach low", "reach", Part::Low),
            ("Reach High", "reach", Part::High),
            ("触达 低", "reach", Part::Low),
            ("触达上限", "reach", Part::High),
            ("Impact (0.25-3)", "impact", Part::Value),
            ("影响力", "impact", Part::Value),
            ("Confidence (%)", "confidence", Part::Value),
            ("置信度", "confidence", Part::Value),
            ("把握", "confidence", Part::Value),
            ("Effort (days)", "effort", Part::Value),
            ("Effort in person-months", "effort", Part::Value),
            ("工作量（人天）", "effort", Part::Value),
            ("人天", "effort", Part::Value),
            ("Story points", "effort", Part::Value),
            ("Estimate", "effort", Part::Value),
            ("最大工作量", "effort", Part::High),
        ] {
            assert_eq!(recognise(header), rice(input, part), "{header}");
        }
    }

    #[test]
    fn every_framework_is_read_by_the_names_it_is_written_with() {
        for framework in frameworks::sheets() {
            for input in framework.inputs {
                for lang in Lang::ALL {
                    let label = (input.label)(lang);
                    let sheet = framework.sheet.to_ascii_uppercase();
                    let expected =
                        |part| Some(Target::Estimate { sheet: framework.sheet, input: input.key, part });
                    let name = import::sheet_input(lang, &sheet, label);
                    assert_eq!(recognise(&name), expected(Part::Value), "{name}");
                    assert_eq!(recognise(&import::range_low(lang, &name)), expected(Part::Low), "{name}");
                    assert_eq!(recognise(&import::range_high(lang, &name)), expected(Part::High), "{name}");
                    if framework.plain_headers {
                        assert_eq!(recognise(label), expected(Part::Value));
                        assert_eq!(recognise(&import::range_low(lang, label)), expected(Part::Low));
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_computed_or_unknown_is_not_taken() {
        let computed = [
            fields::rank,
            import::rank_low,
            import::rank_high,
            fields::user_need,
            fields::business_goal,
            import::period,
            fields::score,
        ];
        for word in computed {
            for lang in Lang::ALL {
                assert_eq!(recognise(word(lang)), None, "{}", word(lang));
            }
        }
        for framework in frameworks::ALL.iter().filter(|framework| framework.inputs.len() != 1) {
            for lang in Lang::ALL {
                assert_eq!(recognise((framework.name)(lang)), None);
            }
        }
        for header in ["", "?", "Foo", "Priority", "优先级", "Created", "low", "RICE Score", "2026"] {
            assert_eq!(recognise(header), None, "{header}");
        }
    }

    #[test]
    fn a_criterion_is_read_by_its_title() {
        let criteria = [
            Criterion { title_alt: Some("战略契合".into()), ..Criterion::new("c3", "Strategic fit") },
            Criterion::new("c1", "Reach"),
            Criterion::new("c2", ""),
        ];
        let c = |input, part| Some(Target::Estimate { sheet: "weighted", input, part });
        for (header, expected) in [
            ("strategic-fit", c("c3", Part::Value)),
            ("战略契合", c("c3", Part::Value)),
            ("Strategic fit low", c("c3", Part::Low)),
            ("战略契合 高", c("c3", Part::High)),
            ("WEIGHTED Strategic fit", c("c3", Part::Value)),
            ("Reach", rice("reach", Part::Value)),
            ("WEIGHTED Reach", c("c1", Part::Value)),
            ("Other", None),
        ] {
            assert_eq!(recognise_in(&criteria, header), expected, "{header}");
        }
        for criterion in &criteria {
            let target = c(criterion.id, Part::Value).expect("a target");
            for lang in Lang::ALL {
                let label = target.label(&criteria, lang);
                assert_eq!(recognise_in(&criteria, &label), Some(target), "{label}");
            }
        }
    }

    #[test]
    fn units_are_found_in_headers() {
        for (header, period) in [
            ("Reach per month", Some(CountedPer::Period(Period::Month))),
            ("每月触达", Some(CountedPer::Period(Period::Month))),
            ("Users / quarter", Some(CountedPer::Period(Period::Quarter))),
            ("触达（半年）", Some(CountedPer::Period(Period::HalfYear))),
            ("Daily users", Some(CountedPer::Day)),
            ("Reach", None),
        ] {
            assert_eq!(period_in(header), period, "{header}");
        }
        for (header, unit) in [
            ("人天", Some(CountedIn::Unit(EffortUnit::PersonDay))),
            ("Effort (days)", Some(CountedIn::Unit(EffortUnit::PersonDay))),
            ("Effort (person-months)", Some(CountedIn::Unit(EffortUnit::PersonMonth))),
            ("Story points", Some(CountedIn::Unit(EffortUnit::StoryPoint))),
            ("预估工时", Some(CountedIn::Hours)),
            ("工作量", None),
        ] {
            assert_eq!(effort_unit_in(header), unit, "{header}");
        }
    }
}
