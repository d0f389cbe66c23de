//! Words of decisions.

use super::{Lang, phrases, plural, words};
use crate::domain::number::group;

words! {
    title: "Decisions", "决策";
    empty: "A decision that nobody wrote down is made again every month.", "没有记下来的决策，每个月都会重新讨论一遍。";
    empty_way: "Move an item on the roadmap and say why, or write a decision down yourself.", "在路线图上移动需求并写明原因，或者直接写下一条决策。";
    new: "New decision", "新决策";
    new_hint: "For example: We will not build gift wrapping this year", "例如：今年不做礼品包装";
    what: "What was decided", "决定了什么";
    why: "Why", "原因";
    by: "By", "决策人";
    about: "Item", "相关需求";
    no_item: "No item", "无";
    add: "Add", "添加";
    needs_words: "Say what was decided first", "请先写明决定了什么";
    filter: "Find in decisions", "查找决策";
    nothing_found: "No decision has these words.", "没有包含这些字词的决策。";
    list: "Decisions, newest first", "决策列表，最新在前";
    item_gone: "deleted item", "已删除的需求";
    need: "Need", "用户需求";
    goal: "Goal", "业务目标";
    value: "Value", "价值";
    effect: "Change of the plan", "计划的变化";
    /// Names the numbers of a decision that has a price.
    best_plans: "The best plan without it and with it", "不做此改动与做此改动时的最优计划";
    removed: "Decision removed.", "已删除决策。";
}

phrases! {
    remove(title: &str): "Remove the decision: {title}", "删除决策：{title}";
    from_to(what: &str, from: &str, to: &str, change: &str): "{what} {from} → {to} ({change})", "{what} {from} → {to}（{change}）";
}

/// “2 decisions found” / “找到 2 条决策”
pub fn found(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} found", plural(count, "decision")),
        Lang::Zh => format!("找到 {} 条决策", group(count)),
    }
}
