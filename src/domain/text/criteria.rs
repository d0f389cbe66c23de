//! Words of the weighted score with criteria of one's own.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    criteria: "Criteria", "评分标准";
    criterion: "Criterion", "标准";
    more: "more is better", "越高越好";
    less: "less is better", "越低越好";
    ask: "The weighted score needs criteria of your own, each with a weight and a scale.", "加权评分需要先设置评分标准，每项有权重和量程。";
    set_up: "Set up criteria", "设置评分标准";
    about: "For the weighted score. Only the proportions of the weights count; the ends of a scale are fixed, so another item changes no score.", "用于加权评分。权重只看相对比例；量程两端固定，增加需求不会改变其他得分。";
    add: "Add a criterion", "添加标准";
    no_room: "There is room for eight criteria. Remove one, or clear the numbers of one that was removed.", "最多八项标准。请移除一项，或清除已移除标准的数值。";
    bring_back: "Bring it back", "恢复该标准";
    clear_numbers: "Clear its numbers", "清除其数值";
    weight: "Weight", "权重";
    direction: "Direction", "方向";
    low: "Scale from", "量程下限";
    high: "Scale to", "量程上限";
    weight_refused: "Type a number of 0 or more.", "请输入不小于 0 的数字。";
    scale_refused: "Type two numbers, the upper end above the lower one.", "请输入两个数字，且上限大于下限。";
    needs_criteria: "needs criteria", "缺少评分标准";
    not_judged: "not judged yet", "尚未判断";
}

phrases! {
    move_up(title: &str): "Move {title} up", "上移{title}";
    move_down(title: &str): "Move {title} down", "下移{title}";
    remove(title: &str): "Remove {title}; its numbers stay with the items", "移除{title}（数值仍保留在需求中）";
    share(percent: &str): "{percent} of the weight", "占权重 {percent}";
    scale_help(low: &str, high: &str, direction: &str): "From {low} to {high}, {direction}.", "取值 {low} 到 {high}，{direction}。";
}

/// “1 item still has numbers for Criterion 2, which was removed.”
pub fn left_over(lang: Lang, count: usize, name: &str) -> String {
    match lang {
        Lang::En if count == 1 => format!("1 item still has numbers for {name}, which was removed."),
        Lang::En => format!("{} still have numbers for {name}, which was removed.", plural(count, "item")),
        Lang::Zh => format!("{} 个需求仍保留着已移除的“{name}”的数值。", group(count)),
    }
}
