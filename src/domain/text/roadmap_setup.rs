//! Words of setting up teams, periods, capacity and wishes.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    title: "Set-up of the roadmap", "路线图设置";
    places: "Parts of this page", "本页各部分";
    periods: "Periods", "周期";
    teams: "Teams", "团队";
    capacity: "Capacity", "产能";
    rules: "Rules of drafting", "排期规则";
    wishes: "Wishes", "排期要求";
    dependencies: "Dependencies", "依赖";
    hierarchy: "Items with parts", "上下级需求";
    item: "Item", "需求";
    search_items: "Search by title or key", "按标题或编号搜索";
    no_item_found: "No item matches.", "没有匹配的需求。";
    deleted_item: "Deleted item", "已删除的需求";

    // To begin.
    begin: "Set up the roadmap", "设置路线图";
    begin_help: "A roadmap needs periods, teams, and what each team can do in a period. All of it can be changed later.", "路线图需要周期、团队，以及各团队在每个周期的产能。之后都可以修改。";
    set_up: "Set up", "完成设置";
    which_periods: "Periods", "周期";
    which_teams: "Teams", "团队";
    quarters: "Quarters", "季度";
    quarters_help: "Begins with the quarter of the first day", "从首日所在的季度开始";
    months: "Months", "月份";
    months_help: "Begins with the month of the first day", "从首日所在的月份开始";
    sprints: "Sprints", "迭代";
    sprints_help: "Two weeks each, from the first day on", "每个两周，从首日开始";
    open: "Now / Next / Later", "现在 / 接下来 / 以后";
    open_help: "Without dates", "不设日期";
    how_many: "How many", "数量";
    from_day: "First day", "首日";
    team_per_area: "One team per area", "每个领域一个团队";
    one_team: "One team", "一个团队";
    one_team_help: "It does everything", "承担全部工作";
    one_team_title: "Team", "团队";
    start_problem: "Choose the first day.", "请选择首日。";
    amount_problem: "This must be a number of 0 or more.", "请填写不小于 0 的数字。";

    // Periods.
    periods_help: "In order of time. A period that is added goes on where the last one ends, with the same length and capacity.", "按时间排列。新增的周期紧接最后一个周期，时长与产能相同。";
    add_period: "Add another period", "添加下一个周期";
    ends_before_it_starts: "The last day comes before the first day.", "末日早于首日。";
    overlaps: "It begins before the period above has ended.", "上一个周期尚未结束，本周期已经开始。";

    // Teams.
    teams_help: "An item is the work of the team that owns its area, as long as it does not say otherwise.", "需求默认由负责其领域的团队完成，除非需求另有指定。";
    add_team: "Add a team", "添加团队";
    add_area: "Add an area", "添加领域";
    no_teams: "There are no teams yet, so effort cannot be split.", "尚无团队，无法拆分工作量。";
    to_setup: "Set up the roadmap", "设置路线图";

    // Capacity.
    capacity_needs_both: "Capacity can be given once there are periods and teams.", "有了周期和团队后即可填写产能。";
    sum: "Sum", "合计";
    same_for_all: "Same for all", "各周期相同";

    // Rules.
    value_basis: "What counts as value", "价值依据";
    value_basis_help: "A draft makes the sum of these values as large as it can.", "自动排期会使这一价值之和尽可能大。";
    need_and_goal: "Need × goal", "用户需求 × 业务目标";
    dependency_timing: "What an item depends on is", "被依赖的需求";
    dependency_timing_help: "A single dependency may say otherwise, below.", "可在下方为单个依赖另行指定。";
    discount: "Discount per period, %", "每晚一个周期的折减（%）";
    no_discount: "An item counts the same however late it comes.", "早做晚做，价值相同。";
    spare: "Spare capacity, %", "预留产能（%）";
    spare_help: "Drafts leave this share of every capacity free for what nobody foresees.", "自动排期为意外工作预留的产能比例。";
    share_problem: "This must be between 0 and 90 percent.", "请填写 0 到 90 之间的百分比。";
    must_be_floor: "Must-be floor", "必备优先";
    must_be_floor_help: "No attractive item comes before the must-be items of its area. One that waits for others, too, needs them: name them under Dependencies; “The same period will do” is enough.", "同一领域的必备需求完成之前，不做魅力需求。若还要等待其他必备需求，请在“依赖”中指明，可设为允许同一周期完成。";

    // Wishes.
    wishes_help: "A draft keeps to these. If they cannot all hold, it says which ones are in each other’s way.", "自动排期会遵守这些要求；若无法同时满足，会指出哪些要求相互冲突。";
    add_wish: "Add an item", "添加需求";
    earliest: "Not before", "不早于";
    latest: "Not after", "不晚于";
    locked_in: "Locked in", "锁定于";
    must: "Must be in", "必须排入";
    kept_out: "Kept out", "不排入";
    any: "Any period", "任意周期";
    not_locked: "Not locked", "未锁定";
    earliest_after_latest: "“Not before” comes after “not after”, so no period is left.", "“不早于”晚于“不晚于”，没有可用的周期。";
    locked_outside: "It is locked in a period that its other wishes rule out.", "锁定的周期与其他要求冲突。";
    must_and_out: "It must be in and is kept out.", "既必须排入，又不参与自动排期。";
    groups: "Items that belong together, apart, or exclude each other", "同进同出、错开或择一的需求";
    groups_help: "Choose what is wished and find two items; more can be added later.", "选择要求并找到两个需求，之后还可以添加。";
    new_group: "New group", "新建组合";
    group_first: "First item", "第一个需求";
    kind_of_group: "What is wished of these items", "对这些需求的要求";
    items_of_group: "Items of this group", "组合中的需求";
    add_to_group: "Add an item to this group", "向组合添加需求";
    remove_group: "Remove this group", "移除此组合";

    // Dependencies.
    dependencies_help: "An item can be done only after what it needs. What is shipped counts as done.", "需求须在其依赖完成之后才能做；已上线的视为已完成。";
    needs: "needs", "依赖";
    needed: "Needs", "依赖于";
    add_dependency: "Add dependency", "添加依赖";
    pick_both: "Choose both items first.", "请先选择两个需求。";
    needs_deleted: "What it needs was deleted, so it cannot be planned. Restore that item, or remove the dependency.", "其依赖的需求已删除，因此无法排期。请恢复该需求，或移除依赖。";
    needs_rejected: "What it needs was rejected, so it cannot be planned. Change that item’s status, or remove the dependency.", "其依赖的需求已拒绝，因此无法排期。请更改其状态，或移除依赖。";
    needs_shipped: "What it needs is shipped, so nothing waits for it.", "其依赖的需求已上线，无需等待。";

    // Items with parts.
    no_families: "No item has parts. The panel of an item says what it is part of.", "还没有上下级需求。可在需求面板中指定上级。";
    hierarchy_help: "What the parts come to, over all levels. An item whose parts have efforts is planned by them: an effort of its own does not count, and what is wished of it holds for each part.", "各级下级需求的合计。下级填有工作量的需求按其下级排期：自身的工作量不计，对它的要求对每个下级都有效。";
    parts: "Parts", "下级数";
    share_placed: "Placed", "已排期";

    // The panel of an item.
    delivery: "Delivery", "交付";
    effort_help: "One number, or low / likely / high. A field that is empty says nothing of that team.", "填写一个数值，或“低 / 可能 / 高”；留空表示未指定。";
    effort_problem: "This must be a number of 0 or more, or a range such as 2 / 3 / 5.", "请填写不小于 0 的数字，或 2 / 3 / 5 这样的区间。";
    range_problem: "A range must rise from low to likely to high, from 0 on.", "区间须从低到可能到高递增，且不小于 0。";
    effort_unknown: "Nobody has said yet what it takes, so it cannot be planned.", "尚未填写工作量，因此无法排期。";
    planned_start: "Planned start", "计划开始";
    planned_end: "Planned end", "计划结束";
    actual_start: "Actual start", "实际开始";
    actual_end: "Actual end", "实际结束";
}

phrases! {
    sprint(number: usize): "Sprint {number}", "迭代 {number}";
    numbered_period(number: usize): "Period {number}", "周期 {number}";
    numbered_team(number: usize): "Team {number}", "团队 {number}";
    count_problem(most: usize): "This must be a whole number from 1 to {most}.", "请填写 1 到 {most} 之间的整数。";
    capacity_each(unit: &str): "Capacity of each team per period, {unit}", "每个团队每周期的产能（{unit}）";
    preview(periods: &str, teams: &str): "Periods: {periods}. Teams: {teams}.", "周期：{periods}。团队：{teams}。";
    preview_teams(teams: &str): "Teams: {teams}.", "团队：{teams}。";
    period_title(at: usize): "Title of period {at}", "第 {at} 个周期的名称";
    first_day_of(title: &str): "First day of {title}", "“{title}”的首日";
    last_day_of(title: &str): "Last day of {title}", "“{title}”的末日";
    remove(title: &str): "Remove {title}", "移除“{title}”";
    most_periods(most: usize): "A roadmap can have {most} periods.", "路线图最多有 {most} 个周期。";
    most_teams(most: usize): "A roadmap can have {most} teams.", "路线图最多有 {most} 个团队。";
    team_title(at: usize): "Title of team {at}", "第 {at} 个团队的名称";
    team_removed(title: &str): "{title} is removed, with its capacity and the efforts that were given for it.", "已移除“{title}”及其产能和为其填写的工作量。";
    move_up(title: &str): "Move {title} up", "上移“{title}”";
    move_down(title: &str): "Move {title} down", "下移“{title}”";
    areas_of(title: &str): "Areas of {title}", "“{title}”负责的领域";
    drop_area(area: &str): "Take away the area {area}", "移除领域“{area}”";
    area_from(area: &str, team: &str): "{area} (from {team})", "{area}（现属{team}）";
    orphans(team: &str): "These areas belong to no team. Their items count for the first team, {team}.", "以下领域没有负责团队，其需求计入第一个团队“{team}”。";
    team_of_area(area: &str): "Choose the team for {area}", "选择负责“{area}”的团队";
    capacity_help(unit: &str): "In {unit}. Arrows and Enter go from cell to cell, Ctrl+R fills to the right, and a block of cells can be pasted.", "单位：{unit}。用方向键和回车切换单元格，Ctrl+R 向右填充，也可以粘贴一块单元格。";
    capacity_caption(unit: &str): "Capacity by team and period, in {unit}", "各团队各周期的产能（{unit}）";
    capacity_of(team: &str, period: &str): "Capacity of {team} in {period}", "{team}在{period}的产能";
    same_for_all_of(team: &str): "Same for all periods of {team} as in the first", "各周期相同：{team}沿用首个周期的产能";
    discount_help(percent: &str): "An item that comes one period later counts {percent}% less.", "每晚一个周期，需求的价值少计 {percent}%。";
    discount_until(percent: &str, last: &str, left: &str): "An item that comes one period later counts {percent}% less; in “{last}” it counts {left}%.", "每晚一个周期，需求的价值少计 {percent}%；在“{last}”完成时计 {left}%。";
    earliest_of(item: &str): "{item}: not before", "{item}：不早于";
    latest_of(item: &str): "{item}: not after", "{item}：不晚于";
    locked_of(item: &str): "{item}: locked in", "{item}：锁定于";
    must_of(item: &str): "{item} must be in", "{item}必须排入";
    kept_out_of(item: &str): "{item} is kept out", "{item}不参与自动排期";
    remove_wishes(item: &str): "Remove all wishes about {item}", "移除对“{item}”的所有要求";
    show_all(count: &str): "Show all {count}", "显示全部 {count} 项";
    group_second(item: &str): "And with {item}", "与“{item}”一起的需求";
    group_waits(item: &str): "{item} waits for a second item.", "“{item}”还需要再选一个需求。";
    drop_item(item: &str): "Take away {item}", "移除“{item}”";
    as_usual(rule: &str): "As the rule says: {rule}", "按规则：{rule}";
    timing_of(item: &str, on: &str): "When {item} can follow {on}", "“{item}”何时可排在“{on}”之后";
    remove_dependency(item: &str, on: &str): "{item} no longer needs {on}", "移除“{item}”对“{on}”的依赖";
    already_needs(item: &str, on: &str): "{item} needs {on} already.", "“{item}”已依赖“{on}”。";
    parts_effort(unit: &str): "Effort of the parts, {unit}", "下级工作量（{unit}）";
    own_effort(unit: &str): "Own effort, {unit}", "自身工作量（{unit}）";
    in_bin(title: &str): "{title} (deleted)", "{title}（已删除）";
    actual_effort(unit: &str): "Actual effort, {unit}", "实际工作量（{unit}）";
    actual_reach(period: &str): "Actual reach per {period}", "每{period}实际触达";
}

/// A calendar quarter, 1 to 4: `2027 Q1`, `2027 年第一季度`.
pub fn quarter(lang: Lang, year: i32, quarter: u32) -> String {
    let ordinal = match quarter {
        1 => "一",
        2 => "二",
        3 => "三",
        _ => "四",
    };
    match lang {
        Lang::En => format!("{year} Q{quarter}"),
        Lang::Zh => format!("{year} 年第{ordinal}季度"),
    }
}

/// A calendar month, 1 to 12: `Jan 2027`, `2027 年 1 月`.
pub fn month(lang: Lang, year: i32, month: u32) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    match lang {
        Lang::En => {
            format!("{} {year}", MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or("?"))
        }
        Lang::Zh => format!("{year} 年 {month} 月"),
    }
}

/// An amount with its unit: `1 person-month`, `2.5 person-months`.
pub fn measured(lang: Lang, amount: &str, unit: &str) -> String {
    match lang {
        Lang::En if amount == "1" => format!("{amount} {}", unit.strip_suffix('s').unwrap_or(unit)),
        _ => format!("{amount} {unit}"),
    }
}

/// How many areas the items have: `3 areas in the backlog`.
pub fn areas_of_backlog(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} in the backlog", plural(count, "area")),
        Lang::Zh => format!("需求池中有 {} 个领域", group(count)),
    }
}

/// What removing a period did.
pub fn period_removed(lang: Lang, title: &str, placed: usize) -> String {
    match (lang, placed) {
        (Lang::En, 0) => format!("{title} is removed."),
        (Lang::En, 1) => format!("{title} is removed. 1 item that stood in it is no longer planned."),
        (Lang::En, _) => {
            format!("{title} is removed. {} items that stood in it are no longer planned.", group(placed))
        }
        (Lang::Zh, 0) => format!("已移除“{title}”。"),
        (Lang::Zh, _) => format!("已移除“{title}”，其中 {} 个需求变为未排期。", group(placed)),
    }
}

/// What is the work of a team: `3 items · 5.5 person-months`.
pub fn falls_to(lang: Lang, items: usize, effort: &str, unit: &str) -> String {
    let effort = measured(lang, effort, unit);
    match lang {
        Lang::En => format!("{} · {effort}", plural(items, "item")),
        Lang::Zh => format!("{} 个需求 · {effort}", group(items)),
    }
}

/// An area and how many open items it has.
pub fn area_with_items(lang: Lang, area: &str, items: usize) -> String {
    match lang {
        Lang::En => format!("{area} · {}", plural(items, "item")),
        Lang::Zh => format!("{area} · {} 个需求", group(items)),
    }
}

/// Items without an area, which count for the first team.
pub fn without_area(lang: Lang, items: usize, team: &str) -> String {
    match (lang, items) {
        (Lang::En, 1) => format!("1 item has no area and counts for the first team, {team}."),
        (Lang::En, _) => format!("{} items have no area and count for the first team, {team}.", group(items)),
        (Lang::Zh, _) => format!("{} 个需求没有领域，计入第一个团队“{team}”。", group(items)),
    }
}

/// Items whose effort nobody has said.
pub fn without_effort(lang: Lang, items: usize) -> String {
    match (lang, items) {
        (Lang::En, 1) => "1 item has no effort yet, so it cannot be planned.".to_owned(),
        (Lang::En, _) => format!("{} items have no effort yet, so they cannot be planned.", group(items)),
        (Lang::Zh, _) => format!("{} 个需求尚无工作量，无法排期。", group(items)),
    }
}

/// Parts whose effort nobody has said.
pub fn parts_without_effort(lang: Lang, items: usize) -> String {
    match (lang, items) {
        (Lang::En, 1) => "1 part has no effort yet.".to_owned(),
        (Lang::En, _) => format!("{} parts have no effort yet.", group(items)),
        (Lang::Zh, _) => format!("{} 个下级需求尚无工作量。", group(items)),
    }
}

/// What a paste did.
pub fn pasted(lang: Lang, cells: usize, unusable: usize) -> String {
    let done = match lang {
        Lang::En => format!("Pasted {}.", plural(cells, "cell")),
        Lang::Zh => format!("已粘贴 {} 个单元格。", group(cells)),
    };
    match (lang, unusable) {
        (_, 0) => done,
        (Lang::En, 1) => format!("{done} 1 cell is no number of 0 or more, or lies beyond the grid."),
        (Lang::En, _) => {
            format!("{done} {} cells are no numbers of 0 or more, or lie beyond the grid.", group(unusable))
        }
        (Lang::Zh, _) => format!("{done}{} 个单元格不是不小于 0 的数字，或超出了表格。", group(unusable)),
    }
}

/// The circle that a dependency would close; the first title comes once more at the end.
pub fn circle(lang: Lang, titles: &[String]) -> String {
    round(lang, titles, ["needs", "依赖"])
}

/// The circle that a parent would close; the first title comes once more at the end.
pub fn circle_of_parts(lang: Lang, titles: &[String]) -> String {
    round(lang, titles, ["is part of", "从属于"])
}

fn round(lang: Lang, titles: &[String], [en, zh]: [&str; 2]) -> String {
    match lang {
        Lang::En => {
            let (first, rest) =
                titles.split_first().map_or(("", titles), |(first, rest)| (first.as_str(), rest));
            format!("That would make a circle: {first} {en} {}.", rest.join(&format!(", which {en} ")))
        }
        Lang::Zh => {
            let links: Vec<String> = titles
                .iter()
                .zip(titles.iter().skip(1))
                .map(|(one, other)| format!("“{one}”{zh}“{other}”"))
                .collect();
            format!("这会形成循环：{}。", links.join("，"))
        }
    }
}

/// An effort that was given for teams.
pub fn effort_total(lang: Lang, total: &str, unit: &str) -> String {
    let total = measured(lang, total, unit);
    match lang {
        Lang::En => format!("{total} in total."),
        Lang::Zh => format!("合计 {total}。"),
    }
}

/// An effort that comes from the item's score.
pub fn effort_from_score(lang: Lang, total: &str, unit: &str, team: &str) -> String {
    let total = measured(lang, total, unit);
    match lang {
        Lang::En => format!("{total} from its score, for {team}."),
        Lang::Zh => format!("取自评分：{total}，由{team}承担。"),
    }
}

/// An effort that was given for teams and is the score's.
pub fn effort_agrees(lang: Lang, total: &str, unit: &str) -> String {
    let total = measured(lang, total, unit);
    match lang {
        Lang::En => format!("{total} in total, as in its score."),
        Lang::Zh => format!("合计 {total}，与评分一致。"),
    }
}

/// An effort that was given for teams and is more than the score's.
pub fn effort_more(lang: Lang, total: &str, unit: &str, scored: &str, by: &str) -> String {
    let total = measured(lang, total, unit);
    match lang {
        Lang::En => format!("{total} in total; its score says {scored}. That is {by} more."),
        Lang::Zh => format!("合计 {total}，评分中为 {scored}，多 {by}。"),
    }
}

/// An effort that was given for teams and is less than the score's.
pub fn effort_less(lang: Lang, total: &str, unit: &str, scored: &str, by: &str) -> String {
    let total = measured(lang, total, unit);
    match lang {
        Lang::En => format!("{total} in total; its score says {scored}. That is {by} less."),
        Lang::Zh => format!("合计 {total}，评分中为 {scored}，少 {by}。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_told_link_by_link() {
        let titles =
            ["Guest checkout", "Wallet pay", "Fraud, which we need", "Guest checkout"].map(str::to_owned);
        assert_eq!(
            circle(Lang::En, &titles),
            "That would make a circle: Guest checkout needs Wallet pay, which needs Fraud, which we need, which \
             needs Guest checkout."
        );
        let titles = ["游客结算", "钱包支付", "游客结算"].map(str::to_owned);
        assert_eq!(
            circle_of_parts(Lang::Zh, &titles),
            "这会形成循环：“游客结算”从属于“钱包支付”，“钱包支付”从属于“游客结算”。"
        );
        assert_eq!(circle(Lang::En, &["A", "A"].map(str::to_owned)), "That would make a circle: A needs A.");
    }

    #[test]
    fn counts_follow_the_grammar() {
        assert_eq!(falls_to(Lang::En, 1, "1", "person-months"), "1 item · 1 person-month");
        assert_eq!(falls_to(Lang::En, 2, "0.5", "story points"), "2 items · 0.5 story points");
        assert_eq!(falls_to(Lang::Zh, 2, "1", "人月"), "2 个需求 · 1 人月");
        assert_eq!(pasted(Lang::En, 1, 0), "Pasted 1 cell.");
        assert_eq!(
            pasted(Lang::En, 4, 2),
            "Pasted 4 cells. 2 cells are no numbers of 0 or more, or lie beyond the grid."
        );
        assert_eq!(
            period_removed(Lang::En, "Q1", 1),
            "Q1 is removed. 1 item that stood in it is no longer planned."
        );
        assert_eq!(
            without_area(Lang::En, 2, "Web"),
            "2 items have no area and count for the first team, Web."
        );
    }
}
