//! Words of drafting, the frontier and the price of a wish.

use super::common::items;
use super::{Lang, phrases, plural, words};
use crate::domain::number::{display, group};

words! {
    panel: "Draft and frontier", "自动排期与前沿";
    draft: "Draft", "自动排期";
    draft_again: "Draft again", "重新排期";
    use_best: "Use the best so far", "采用目前最好的";
    progress: "Progress of the draft", "排期进度";
    need_share: "Need share", "需求侧权重";
    need_share_hint: "Each draft is for this weight: user need against business goal.", "每次排期都以此权重衡量用户需求与业务目标。";
    nothing_yet: "No plan found yet", "尚未找到可行的安排";
    optimal: "Optimal: no plan is worth more.", "已证明最优：没有价值更高的安排。";
    unknown_gap: "Best found; how much better a plan could be is not known.", "目前找到的最好安排；离最优还有多远尚不清楚。";
    no_plan: "No plan was found that keeps to all wishes.", "没有找到满足所有要求的安排。";
    no_plan_way: "Release a lock or a wish, or add capacity, and draft again.", "请解除锁定或放宽要求，或增加产能，然后重新排期。";
    cannot_all_hold: "These cannot all hold:", "以下要求无法同时满足：";
    /// Where it is not proven that none of them can be left out of the list.
    some_cannot_hold: "Among these are wishes that cannot all hold:", "以下要求中有些无法同时满足：";
    give_one_up: "Give one of them up, then draft again.", "请放弃其中一项，然后重新排期。";
    price_none: "No plan keeps this and all other wishes.", "没有安排能同时满足这一改动和其他所有要求。";
    unchanged: "The draft is the plan as it is: nothing changes.", "排期结果与现有计划相同，无需改动。";
    changed_since: "Changed since the draft.", "排期之后有改动。";
    optimal_dot: "The plan is a dot of the frontier: no plan is worth more at its need share.", "当前计划就是前沿上的一点：在其需求侧权重下，没有价值更高的安排。";
    outdated: "This draft is for the plan before your change.", "此排期基于您改动之前的计划。";
    use_it: "Use it", "采用";
    out_no_effort: "No effort yet", "尚未填写工作量";
    out_no_value: "No value yet on what the draft goes by", "按所选依据尚无价值";
    out_too_large: "Larger than a team can do in any period", "超出团队任一周期的产能";
    out_rejected: "Depends on an item that was rejected", "依赖已拒绝的需求";
    out_deleted: "Depends on an item that was deleted", "依赖已删除的需求";
    out_unplannable: "Depends on an item that cannot be planned", "依赖无法排期的需求";
    out_together: "Goes together with an item that cannot be planned", "须与无法排期的需求同进同出";
    out_instead: "Another one of its group is shipped", "同组中另一需求已上线";
    out_rejected_with: "Part of an item that was rejected", "所属的需求已拒绝";
    out_excluded: "Kept out by you", "由您设为不参与自动排期";
    to_setup: "Open set-up", "打开设置";
    to_items: "Open the items", "打开需求池";
    to_contributions: "Mark what items serve", "标注需求的贡献";
    /// Heading of the chart.
    frontier: "Frontier of possible plans", "可行计划的前沿";
    frontier_hint: "Each dot is the best plan under the same capacity. No plan beats the line on both.", "每个点都是同样产能下的最好安排；没有安排能在两方面同时超过这条线。";
    frontier_teach: "See what more user need would cost in business goal, and the other way round.", "看看多满足一分用户需求要放弃多少业务目标，反之亦然。";
    show_frontier: "Show the frontier", "显示前沿";
    update_frontier: "Update the frontier", "更新前沿";
    frontier_old: "The wishes have changed since: the dots are for the plan before.", "要求已有变动：图中各点基于之前的计划。";
    frontier_partial: "Stopped early: there may be more plans.", "提前停止：可能还有其他安排。";
    look_again: "Look again", "重新寻找";
    frontier_none: "No plan was found under these wishes.", "在这些要求下没有找到可行的安排。";
    frontier_one: "One plan is best at every need share: user need and business goal pull the same way.", "在任何需求侧权重下，最好的安排都是同一个：用户需求与业务目标方向一致。";
    frontier_unmarked: "The frontier weighs user need against business goal, and no item that can be planned serves either yet.", "前沿衡量用户需求与业务目标，而目前可排期的需求都还没有标注贡献。";
    stop: "Stop", "停止";
    need_served: "User need served", "满足的用户需求";
    goal_served: "Business goal served", "满足的业务目标";
    current_plan: "current plan", "当前计划";
    current_on_line: "Your plan is on the frontier.", "您的计划就在前沿上。";
    current_above: "Your plan lies beyond the frontier: it breaks a rule or takes more than the capacity.", "您的计划超出了前沿：它违反了某项要求，或超出了产能。";
    current_between: "No plan found beats yours on both.", "没有找到在两方面都超过您计划的安排。";
    current_hair: "Your plan lies less than a tenth of a point below the frontier.", "您的计划与前沿相差不到 0.1 个百分点。";
    axes_cut: "The axes do not begin at 0.", "坐标轴不从 0 开始。";
    served_how: "Shares of what all items that can be planned would serve if done at once; later periods count less.", "以所有可排期需求立即完成时的总和为 100%；越晚的周期计得越少。";
    table: "As a table", "以表格显示";
    table_proven: "Proven", "已证明";
    table_use: "Use", "采用";
    is_current: "Current", "当前";
    yes: "yes", "是";
    no: "no", "否";
    not_proven: "not proven", "未证明";
    between: "between two shares", "介于两个权重之间";
    is_proven: "proven", "已证明";
    /// Short enough for a phone.
    frontier_short: "Frontier", "前沿";
    numbers: "The plan in numbers", "计划的数字";
    proven_optimal: "Proven optimal", "已证明最优";
    not_known: "not known", "尚不清楚";
    floor_on: "Must-be floor on: no attractive item comes before the must-be items of its area.", "必备优先已开启：同领域的必备需求完成之前，不做魅力需求。";
    moves: "Your moves", "您的改动";
    move_why: "Why?", "为什么？";
    move_why_hint: "One line, kept in Decisions", "一句话，记入决策";
    keep: "Keep", "记录";
    dismiss: "Dismiss", "忽略";
    kept: "Kept in Decisions.", "已记入决策。";
    out_of_plan: "out of the plan", "移出计划";
    no_change_now: "Nothing else changes for now.", "目前其他都没有变化。";
}

phrases! {
    goal_end(percent: &str): "Goal {percent}", "目标 {percent}";
    need_end(percent: &str): "Need {percent}", "需求 {percent}";
    arrived(title: &str): "The draft of “{title}” is done and waits on the roadmap.", "“{title}”的排期已完成，可在路线图中查看。";
    given_up(way: &str): "{way}: done. Draft again.", "{way}：已完成。请重新排期。";
    and_more(count: &str): "and {count} more", "另有 {count} 个";
    adopted(need: &str, goal: &str): "The plan is now the dot with need {need} and goal {goal}.", "计划已改为用户需求 {need}、业务目标 {goal} 的那个点。";
    priced(percent: u32): "Working out what this costs… {percent}%", "正在计算代价… {percent}%";
    drafting(percent: u32): "Drafting… {percent}%", "正在排期… {percent}%";
    frontier_running(percent: u32): "Looking for plans… {percent}%", "正在寻找安排… {percent}%";
    seconds(seconds: &str): "{seconds} s", "{seconds} 秒";
    worth_knowing(count: usize): "Worth knowing ({count})", "值得留意（{count}）";
    gap(percent: &str): "Best found; {percent} below the best possible.", "目前找到的最好安排，与最优相差{percent}。";
    short_gap(percent: &str): "{percent} below", "相差{percent}";
    at_most(percent: &str): "at most {percent}", "至多 {percent}";
    under(percent: &str): "less than {percent}", "不到 {percent}";
    best_value(value: &str): "value {value}", "价值 {value}";
    dot_at(need: &str, goal: &str, share: &str, proof: &str): "Need {need}, goal {goal}, at need share {share}, {proof}", "用户需求 {need}，业务目标 {goal}，需求侧权重 {share}，{proof}";
    dot_between(need: &str, goal: &str, proof: &str): "Need {need}, goal {goal}, between two need shares, {proof}", "用户需求 {need}，业务目标 {goal}，介于两个需求侧权重之间，{proof}";
    dot_current(dot: &str): "{dot}, the current plan", "{dot}，即当前计划";
    chart(count: usize): "Frontier: {count} plans by user need and business goal", "前沿：按用户需求和业务目标排列的 {count} 个安排";
    override_of(title: &str, period: &str): "Your override: {title} in {period}", "您的改动：{title} 排在 {period}";
    override_out(title: &str): "Your override: {title} out of the plan", "您的改动：{title} 移出计划";
    moved_to(title: &str, period: &str): "{title} to {period}", "{title} → {period}";
    moved_out(title: &str): "{title} out of the plan", "{title} 移出计划";
    at_once(need: &str, goal: &str, value: &str): "At once: need {need}, goal {goal}, value {value}", "眼前：用户需求 {need}，业务目标 {goal}，价值 {value}";
    reason_of(title: &str): "Why {title}?", "为什么：{title}？";
    keep_of(title: &str): "Keep as a decision: {title}", "记为决策：{title}";
    dismiss_of(title: &str): "Dismiss: {title}", "忽略：{title}";
    use_dot(dot: &str): "Use this plan: {dot}", "采用此安排：{dot}";
}

/// “7 items cannot be planned” / “7 个需求无法排期”
pub fn cannot_be_planned(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} cannot be planned", items(lang, count)),
        Lang::Zh => format!("{}无法排期", items(lang, count)),
    }
}

/// “2 notes on the draft” / “关于排期的 2 条说明”
pub fn notes_count(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} on the draft", plural(count, "note")),
        Lang::Zh => format!("关于排期的 {} 条说明", group(count)),
    }
}

/// “24 items, 0.4 s” / “24 个需求，0.4 秒”
pub fn items_in(lang: Lang, count: usize, time: &str) -> String {
    let (count, time) = (items(lang, count), seconds(lang, time));
    match lang {
        Lang::En => format!("{count}, {time}"),
        Lang::Zh => format!("{count}，{time}"),
    }
}

/// What a draft changes: “12 placed, 3 moved, 2 out.” What is 0 is not said.
pub fn changed(lang: Lang, placed: usize, moved: usize, out: usize) -> String {
    let part = |count: usize, en: &str, zh: &str| {
        (count > 0).then(|| match lang {
            Lang::En => format!("{} {en}", group(count)),
            Lang::Zh => format!("{zh} {} 项", group(count)),
        })
    };
    let parts: Vec<String> =
        [part(placed, "placed", "新排入"), part(moved, "moved", "移动"), part(out, "out", "移出")]
            .into_iter()
            .flatten()
            .collect();
    match (lang, parts.is_empty()) {
        (_, true) => unchanged(lang).to_owned(),
        (Lang::En, false) => format!("Drafted: {}.", parts.join(", ")),
        (Lang::Zh, false) => format!("排期完成：{}。", parts.join("，")),
    }
}

/// What the plan loses against one on the line, in points: “Your plan serves 3 points less need
/// and 2 points less goal than the nearest plan on the line.” `None` counts as nothing lost.
pub fn loses(lang: Lang, need: Option<f64>, goal: Option<f64>) -> String {
    let points = |value: f64| {
        let text = display(value, 1);
        match (lang, text.as_str()) {
            (Lang::En, "1") => "1 point".to_owned(),
            (Lang::En, _) => format!("{text} points"),
            (Lang::Zh, _) => format!("{text} 个百分点"),
        }
    };
    match (lang, need.map(points), goal.map(points)) {
        (_, None, None) => current_on_line(lang).to_owned(),
        (Lang::En, Some(need), Some(goal)) => {
            format!(
                "Your plan serves {need} less need and {goal} less goal than the nearest plan that beats it."
            )
        }
        (Lang::En, Some(need), None) => {
            format!(
                "Your plan serves {need} less need than the nearest plan that beats it, and as much goal."
            )
        }
        (Lang::En, None, Some(goal)) => {
            format!(
                "Your plan serves {goal} less goal than the nearest plan that beats it, and as much need."
            )
        }
        (Lang::Zh, Some(need), Some(goal)) => {
            format!("与最近的更优安排相比，您的计划少满足 {need}的用户需求和 {goal}的业务目标。")
        }
        (Lang::Zh, Some(need), None) => {
            format!("与最近的更优安排相比，您的计划少满足 {need}的用户需求，业务目标相同。")
        }
        (Lang::Zh, None, Some(goal)) => {
            format!("与最近的更优安排相比，您的计划少满足 {goal}的业务目标，用户需求相同。")
        }
    }
}

/// “3 dots so far” / “目前 3 个点”
pub fn dots_so_far(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} so far", plural(count, "dot")),
        Lang::Zh => format!("目前 {} 个点", group(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changes_is_said() {
        #[track_caller]
        fn check(counts: (usize, usize, usize), en: &str, zh: &str) {
            let (placed, moved, out) = counts;
            assert_eq!(changed(Lang::En, placed, moved, out), en);
            assert_eq!(changed(Lang::Zh, placed, moved, out), zh);
        }
        check(
            (12, 3, 2),
            "Drafted: 12 placed, 3 moved, 2 out.",
            "排期完成：新排入 12 项，移动 3 项，移出 2 项。",
        );
        check((0, 1, 0), "Drafted: 1 moved.", "排期完成：移动 1 项。");
        check((0, 0, 0), unchanged(Lang::En), unchanged(Lang::Zh));
    }

    #[test]
    fn a_single_point_is_singular() {
        let said = loses(Lang::En, Some(1.0), Some(2.04));
        assert_eq!(
            said,
            "Your plan serves 1 point less need and 2 points less goal than the nearest plan that beats it."
        );
        assert!(loses(Lang::Zh, Some(1.0), None).contains("1 个百分点的用户需求"));
        assert_eq!(loses(Lang::En, None, None), current_on_line(Lang::En));
    }
}
