//! Words of scenarios, how they compare, and which items are in every good plan.

use super::super::number::group;
use super::{Lang, common, phrases, plural, words};

words! {
    title: "Scenarios", "方案";
    lead: "A scenario keeps the roadmap as it is now, so that you can try another and come back.", "方案会保存当前路线图，方便尝试其他排法并随时回来。";
    empty: "Save the roadmap as it stands, then draft another one and compare the two side by side.", "先保存当前路线图，再排另一份，两者可并排比较。";
    empty_plan: "Nothing is placed on the roadmap yet. Draft it or place items first; then you can save it as a scenario.", "路线图上还没有需求。请先自动排期或手动安排，然后即可保存为方案。";
    go_to_roadmap: "Go to the roadmap", "前往路线图";
    go_to_setup: "Set up teams and periods", "设置团队与周期";
    balanced: "Balanced", "兼顾两侧";
    needs_first: "Needs first", "需求优先";
    goals_first: "Goals first", "目标优先";

    name_of_new: "Name of the scenario", "方案名称";
    save_current: "Save the current plan", "保存当前计划";
    name: "Name", "名称";
    note: "Note", "备注";
    note_hint: "What it is for, in a line", "用一句话说明用途";
    untitled: "Untitled scenario", "未命名方案";
    current: "Current plan", "当前计划";
    adopt: "Adopt", "采用";
    is_current: "This is the plan already", "当前计划已是如此";
    saved_scenarios: "Saved scenarios", "已保存的方案";
    full: "No more scenarios can be saved. Remove one first.", "方案数量已达上限，请先删除一个。";

    compare: "Compare two", "比较两个方案";
    left: "From", "从";
    right: "To", "到";
    swap: "Swap", "互换";
    measure: "Measure", "指标";
    difference_column: "Difference", "差值";
    plan_column: "Plan", "方案";
    items: "Items", "需求数";
    need_served: "User need served", "满足的用户需求";
    goal_served: "Business goal served", "满足的业务目标";
    value: "Value", "价值";
    effort: "Effort", "工作量";
    totals_help: "Need and goal served are shares of all items that can be planned; an item counts less in a later period. What is shipped or cannot be planned adds to the number of items only.", "“满足”是占所有可排期需求的比例；周期越晚计入越少。已上线或无法排期的需求只计入需求数。";
    nothing: "Nothing", "无";
    added: "added", "新增";
    removed: "removed", "去掉";
    same_short: "same", "相同";
    same_plan: "The same plan.", "方案相同。";
    legend: "Marks: + only in the second, − only in the first, ⇄ in another period.", "标记：+ 仅在第二个，− 仅在第一个，⇄ 周期不同。";
    lost_item: "an item that is gone for good", "一个已彻底删除的需求";

    every_good_plan: "In every good plan", "始终入选的需求";
    every_lead: "Estimates are guesses. This drafts the roadmap many times with other numbers from your ranges, and counts how often each item makes the cut.", "估计总有误差。这里按您给的区间反复取值并重新排期，统计每个需求入选的次数。";
    run: "Draw 100 plans", "模拟 100 份计划";
    run_again: "Draw again", "重新模拟";
    stale: "The plan has changed since; these figures are of the plan before.", "计划此后有改动，以下数字基于改动前的计划。";
    running: "Drafting", "正在排期";
    class_always: "In every good plan", "始终入选";
    class_usually: "Usually in", "多数入选";
    class_hangs: "Hangs on a number", "取决于数字";
    class_never: "Never in", "从不入选";
    column_item: "Item", "需求";
    column_share: "Makes the cut", "入选比例";
    column_when: "Mostly in", "多在";
    column_why: "Hangs most on", "最取决于";
    column_scenarios: "In scenarios", "所在方案";
    others: "the numbers of other items", "其他需求的数字";
    no_ranges: "All numbers are single values, so every draw gives the same plan. Give estimates as low / likely / high, or assume ranges.", "所有数字都是单一的值，每次模拟都得到同一份计划。请把估计写成“低 / 可能 / 高”，或采用假定区间。";
    go_to_ranges: "Assume ranges", "采用假定区间";
    cancel_draws: "Cancel", "取消";
}

phrases! {
    points(number: &str): "{number} pts", "{number} 个百分点";
    saved_on(date: &str): "Saved {date}", "保存于 {date}";
    at_share(share: &str): "drafted at need share {share}", "排期时需求侧权重 {share}";
    versus(title: &str, difference: &str): "vs {title}: {difference}", "对比{title}：{difference}";
    saved(title: &str): "Saved as “{title}”.", "已保存为“{title}”。";
    adopted(title: &str): "“{title}” is now the plan.", "已采用“{title}”。";
    removed_scenario(title: &str): "“{title}” is removed.", "已删除“{title}”。";
    name_of(title: &str): "Name of {title}", "“{title}”的名称";
    note_of(title: &str): "Note of {title}", "“{title}”的备注";
    adopt_of(title: &str): "Adopt {title}", "采用“{title}”";
    remove_of(title: &str): "Remove {title}", "删除“{title}”";
    compare_of(title: &str): "Compare {title} with the current plan", "与当前计划比较“{title}”";
    caption_totals(left: &str, right: &str): "Totals of {left} and {right}", "{left}与{right}的合计";
    caption_periods(left: &str, right: &str): "{left} and {right}, period by period", "{left}与{right}逐周期对照";
    to_period(period: &str): "to {period}", "移到 {period}";
    from_period(period: &str): "from {period}", "来自 {period}";
    in_bin(title: &str): "{title} (in the bin)", "{title}（在回收站）";
    period_gone(title: &str): "{title} (its period is gone)", "{title}（原周期已不存在）";
    draws_note(draws: &str, points: &str): "{draws} draws; each drafted quickly, not proven. The standard error of a share is at most {points} points.", "共 {draws} 次取值；每次快速排期，未证明最优。比例的标准误最多 {points} 个百分点。";
    in_so_far(done: &str, all: &str): "{done} of {all} drafts", "已完成 {done} / {all} 次排期";
    assumed(number: &str): "{number} (assumed)", "{number}（假定）";
    hangs_on(input: &str, range: &str): "{input} {range}", "{input} {range}";
    range(low: &str, high: &str): "{low} to {high}", "{low} 至 {high}";
    team_effort(team: &str): "Effort of {team}", "{team}的工作量";
}

/// “+2 items, −3, 2 moved.”
pub fn difference(lang: Lang, added: usize, removed: usize, moved: usize) -> String {
    if added + removed + moved == 0 {
        return same_plan(lang).to_owned();
    }
    let mut parts: Vec<String> = Vec::new();
    let signs = [("+", "新增", added), ("−", "去掉", removed)];
    for (sign, verb, count) in signs.into_iter().filter(|(_, _, count)| *count > 0) {
        // The noun is said once.
        parts.push(match (lang, parts.is_empty()) {
            (Lang::En, true) => format!("{sign}{}", plural(count, "item")),
            (Lang::En, false) => format!("{sign}{}", group(count)),
            (Lang::Zh, true) => format!("{verb} {} 个需求", group(count)),
            (Lang::Zh, false) => format!("{verb} {} 个", group(count)),
        });
    }
    if moved > 0 {
        parts.push(match (lang, parts.is_empty()) {
            (Lang::En, true) => format!("{} moved", plural(moved, "item")),
            (Lang::En, false) => format!("{} moved", group(moved)),
            (Lang::Zh, true) => format!("移动 {} 个需求", group(moved)),
            (Lang::Zh, false) => format!("移动 {} 个", group(moved)),
        });
    }
    match lang {
        Lang::En => format!("{}.", parts.join(", ")),
        Lang::Zh => format!("{}。", parts.join("，")),
    }
}

/// “+2 −3 ⇄2”
pub fn short_difference(lang: Lang, added: usize, removed: usize, moved: usize) -> String {
    let parts = [("+", added), ("−", removed), ("⇄", moved)];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(sign, count)| format!("{sign}{}", group(count)))
        .collect();
    if parts.is_empty() { same_short(lang).to_owned() } else { parts.join(" ") }
}

/// What of a scenario is not there any more, by name.
pub fn lost(lang: Lang, count: usize, names: &str) -> String {
    match (lang, count) {
        (Lang::En, 1) => format!("1 placement is left out: {names}."),
        (Lang::En, _) => format!("{} are left out: {names}.", plural(count, "placement")),
        (Lang::Zh, _) => format!("{} 项安排未计入：{names}。", group(count)),
    }
}

/// “and 3 more” behind some names
pub fn and_more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("and {} more", group(count)),
        Lang::Zh => format!("另有 {} 项", group(count)),
    }
}

/// Between the names of a list.
pub fn and_then(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "; ",
        Lang::Zh => "；",
    }
}

/// “in all 3 scenarios”, “in 2 of 3”
pub fn in_scenarios(lang: Lang, count: usize, all: usize) -> String {
    match (lang, count == all) {
        (Lang::En, true) if all == 1 => "in the 1 scenario".to_owned(),
        (Lang::En, true) => format!("in all {} scenarios", group(all)),
        (Lang::En, false) => format!("in {} of {}", group(count), group(all)),
        (Lang::Zh, true) => format!("全部 {} 个方案", group(all)),
        (Lang::Zh, false) => format!("{} 个中的 {} 个", group(all), group(count)),
    }
}

/// “In all 3 scenarios:”, or that no item is.
pub fn everywhere(lang: Lang, items: usize, all: usize) -> String {
    match (lang, items) {
        (Lang::En, 0) => format!("No item is in all {} scenarios.", group(all)),
        (Lang::En, _) => format!("In all {} scenarios:", group(all)),
        (Lang::Zh, 0) => format!("没有需求出现在全部 {} 个方案中。", group(all)),
        (Lang::Zh, _) => format!("全部 {} 个方案都包含：", group(all)),
    }
}

/// “Show 40 more”
pub fn show_more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("Show {} more", group(count)),
        Lang::Zh => format!("再显示 {} 个", group(count)),
    }
}

/// “12 items are in every good plan, 5 hang on an uncertain number.”
pub fn cut_sentence(lang: Lang, always: usize, open: usize) -> String {
    match lang {
        Lang::En => {
            let are =
                |count: usize, one: &'static str, more: &'static str| if count == 1 { one } else { more };
            format!(
                "{} {} in every good plan; {} {} on uncertain numbers.",
                common::items(lang, always),
                are(always, "is", "are"),
                group(open),
                are(open, "hangs", "hang")
            )
        }
        Lang::Zh => {
            format!("{}始终入选；{} 个取决于不确定的数字。", common::items(lang, always), group(open))
        }
    }
}

/// Draws in which no plan kept to the rules.
pub fn without_plan(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => {
            "In 1 draw no plan keeps to all wishes; it counts as one without any item.".to_owned()
        }
        (Lang::En, _) => format!(
            "In {} no plan keeps to all wishes; they count as ones without any item.",
            plural(count, "draw")
        ),
        (Lang::Zh, _) => format!("有 {} 次取值找不到满足全部要求的计划，按无需求入选计。", group(count)),
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
        check(&in_scenarios(Lang::En, 3, 3), "in all 3 scenarios");
        check(&in_scenarios(Lang::En, 1, 1), "in the 1 scenario");
        check(&in_scenarios(Lang::Zh, 2, 3), "3 个中的 2 个");
        check(&cut_sentence(Lang::En, 1, 1), "1 item is in every good plan; 1 hangs on uncertain numbers.");
        check(
            &cut_sentence(Lang::En, 12, 5),
            "12 items are in every good plan; 5 hang on uncertain numbers.",
        );
        check(&lost(Lang::En, 1, "A"), "1 placement is left out: A.");
        check(&lost(Lang::Zh, 2, "甲；乙"), "2 项安排未计入：甲；乙。");
    }
}
