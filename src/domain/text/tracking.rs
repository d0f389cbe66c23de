//! Words of tracking: what was planned and what became of it.

use super::super::number::group;
use super::{Lang, common, phrases, plural, words};

words! {
    title: "Tracking", "跟踪";
    empty: "Place items on the roadmap, or give them planned dates; then this page shows what slipped and how estimates came true.", "把需求排进路线图或填写计划日期后，这里会显示延期情况和估计的准确程度。";
    go_to_roadmap: "Go to the roadmap", "前往路线图";
    no_dates: "The periods have no dates, so nothing can be late. Give them dates in the set-up, or give items planned dates of their own.", "周期没有日期，因此无法判断延期。可在设置中为周期填写日期，或为需求单独填写计划日期。";
    go_to_setup: "Set up periods", "设置周期";

    slipped: "Slipped", "延期";
    none_slipped: "Nothing has slipped.", "没有延期的需求。";
    item: "Item", "需求";
    period: "Period", "周期";
    planned_end: "Planned end", "计划完成";
    planned_dates: "Planned", "计划日期";
    actual_dates: "Actual", "实际日期";
    delay: "Delay", "延期";
    status: "Status", "状态";
    actions: "What to do", "操作";
    ship: "Shipped today", "今天已上线";
    slipped_caption: "Items that have slipped", "延期的需求";

    all_items: "All tracked items", "全部跟踪的需求";
    open_end: "no date", "无日期";
    state_open: "Open", "未完成";
    state_in_time: "Shipped on time", "按时上线";
    state_shipped: "Shipped, a date is missing", "已上线，缺少日期";

    outcomes: "Plan against actual", "计划与实际";
    planned: "Planned", "计划";
    in_time: "On time", "按时";
    late: "Late", "逾期上线";
    undated: "No date", "无日期";
    open: "Open", "未完成";
    overdue: "of these overdue", "其中已逾期";
    effort_planned: "Effort planned", "计划工作量";
    effort_took: "Took / estimated", "实际 / 估计";
    took_help: "Took / estimated counts shipped items for which the actual effort is noted.", "“实际 / 估计”只计已上线且记录了实际工作量的需求。";

    progress: "Progress by team", "各团队进度";
    team: "Team", "团队";
    shipped: "Shipped", "已上线";
    in_progress: "In progress", "进行中";
    not_started: "Open", "未开始";
    share_shipped: "Share shipped", "已上线占比";

    heat: "Capacity", "产能";
    heat_help: "What is still to be done as a share of what the team can do. What is shipped takes nothing any more.", "尚待完成的工作量占团队产能的比例；已上线的不再占用产能。";
    over: "over", "超";
    no_capacity: "no capacity", "无产能";

    calibration: "How estimates came true", "估计的准确程度";
    calibration_help: "Shipped items of a single team, with actual effort noted. The ratio is actual / estimated; its mean is the geometric one.", "统计单一团队负责、已上线且记录了实际工作量的需求。比值为实际 / 估计，取几何平均。";
    calibration_empty: "Note the actual effort of shipped items in their panel; then estimates can be compared with what the work took.", "在已上线需求的面板中记录实际工作量，即可与估计比较。";
    no_measure: "no shipped item tells yet", "还没有可用的已上线需求";
    widen: "Widen the ranges", "放宽区间";
    reach_note: "Reach is not changed: the next estimates of it can take this into account.", "不会改动触达；下次估计时可以参考。";
}

phrases! {
    today(date: &str): "Today is {date}.", "今天是 {date}。";
    ship_of(title: &str): "{title} shipped today", "“{title}”今天已上线";
    to_period(period: &str): "Move to {period}", "移到 {period}";
    move_of(title: &str, period: &str): "Move to {period}: {title}", "移到 {period}：{title}";
    shipped_notice(title: &str): "“{title}” is shipped.", "“{title}”已上线。";
    moved_notice(title: &str, period: &str): "“{title}” is moved to {period} and locked there.", "“{title}”已移到 {period} 并锁定。";
    from_to(start: &str, end: &str): "{start} – {end}", "{start} – {end}";
    effort(amount: &str, unit: &str): "{amount} {unit}", "{amount} {unit}";
    took(took: &str, estimated: &str): "{took} / {estimated}", "{took} / {estimated}";
    load(used: &str, capacity: &str): "{used} of {capacity}", "{used} / {capacity}";
    range(low: &str, high: &str): "from {low}× to {high}×", "{low} 至 {high} 倍";
    unit_note(unit: &str): "Efforts in {unit}.", "工作量单位：{unit}。";
}

/// “3 of 12 items have slipped; 5 are shipped.”
pub fn summary(lang: Lang, all: usize, slipped: usize, shipped: usize) -> String {
    match lang {
        Lang::En => format!(
            "{} of {} {} slipped; {} {} shipped.",
            group(slipped),
            common::items(lang, all),
            // The verb follows the smaller number, and a single one in any case.
            if slipped == 1 || all == 1 { "has" } else { "have" },
            group(shipped),
            if shipped == 1 { "is" } else { "are" }
        ),
        Lang::Zh => {
            format!(
                "共 {}：{} 个延期，{} 个已上线。",
                common::items(lang, all),
                group(slipped),
                group(shipped)
            )
        }
    }
}

/// “12 days late”, of what is shipped; “12 days over”, of what is not.
pub fn delay_of(lang: Lang, days: i64, is_shipped: bool) -> String {
    let count = usize::try_from(days).unwrap_or_default();
    match (lang, is_shipped) {
        (Lang::En, true) => format!("{} late", plural(count, "day")),
        (Lang::En, false) => format!("{} over", plural(count, "day")),
        (Lang::Zh, true) => format!("晚 {} 天", group(count)),
        (Lang::Zh, false) => format!("已逾期 {} 天", group(count)),
    }
}

/// “Web's effort runs at 1.6× its estimate (5 items).”
pub fn runs_at(lang: Lang, team: &str, ratio: &str, items: usize) -> String {
    match lang {
        Lang::En => {
            format!("The effort of {team} runs at {ratio}× its estimate ({}).", common::items(lang, items))
        }
        Lang::Zh => format!("{team}的实际工作量是估计的 {ratio} 倍（{}）。", common::items(lang, items)),
    }
}

/// That there are too few items to say anything.
pub fn too_few(lang: Lang, team: &str, items: usize, fewest: usize) -> String {
    match lang {
        Lang::En => format!(
            "{team}: {} {} too few to tell; it takes {}.",
            common::items(lang, items),
            if items == 1 { "is" } else { "are" },
            group(fewest)
        ),
        Lang::Zh => {
            format!("{team}：{}太少，至少需要 {} 个才能判断。", common::items(lang, items), group(fewest))
        }
    }
}

/// What reach came to, beside its estimates.
pub fn reach_at(lang: Lang, ratio: &str, items: usize) -> String {
    match lang {
        Lang::En => format!("Reach came to {ratio}× its estimate ({}).", common::items(lang, items)),
        Lang::Zh => format!("触达是估计的 {ratio} 倍（{}）。", common::items(lang, items)),
    }
}

/// What widening would do.
pub fn widen_preview(lang: Lang, items: usize, low: &str, likely: &str, high: &str) -> String {
    match (lang, items) {
        (Lang::En, 0) => "No open item of this team has an effort without a range.".to_owned(),
        (Lang::En, _) => format!(
            "{} without a range would get one: effort × {low} / {likely} / {high} (lowest, median, highest ratio).",
            plural(items, "open item")
        ),
        (Lang::Zh, 0) => "该团队未完成的需求都已有区间。".to_owned(),
        (Lang::Zh, _) => format!(
            "将为 {} 个没有区间的未完成需求填上区间：工作量 × {low} / {likely} / {high}（最低、中位、最高比值）。",
            group(items)
        ),
    }
}

/// That ranges are widened.
pub fn widened(lang: Lang, items: usize) -> String {
    match (lang, items) {
        (Lang::En, 1) => "1 item has a range now.".to_owned(),
        (Lang::En, _) => format!("{} have a range now.", common::items(lang, items)),
        (Lang::Zh, _) => format!("已为 {}填上区间。", common::items(lang, items)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: &str, expected: &str) {
        assert_eq!(found, expected);
    }

    #[test]
    fn counts_have_their_grammar() {
        check(&summary(Lang::En, 12, 1, 5), "1 of 12 items has slipped; 5 are shipped.");
        check(&summary(Lang::En, 1, 0, 1), "0 of 1 item has slipped; 1 is shipped.");
        check(&summary(Lang::Zh, 12, 1, 5), "共 12 个需求：1 个延期，5 个已上线。");
        check(&delay_of(Lang::En, 1, true), "1 day late");
        check(&delay_of(Lang::En, 12, false), "12 days over");
        check(&runs_at(Lang::En, "Web", "1.6", 5), "The effort of Web runs at 1.6× its estimate (5 items).");
        check(&too_few(Lang::En, "Web", 1, 3), "Web: 1 item is too few to tell; it takes 3.");
        check(&widened(Lang::En, 2), "2 items have a range now.");
    }

    #[test]
    fn the_preview_counts_open_items() {
        let preview = |count| widen_preview(Lang::En, count, "0.5", "1.5", "4");
        assert!(preview(1).starts_with("1 open item without a range would get one"), "{}", preview(1));
        assert!(preview(3).starts_with("3 open items without a range would get one"), "{}", preview(3));
    }
}
