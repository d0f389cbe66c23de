//! Words of the report: what a plan says to people who did not make it.

use super::super::number::group;
use super::{Lang, common, phrases, plural, words};

words! {
    summary: "Summary", "概要";
    ranking: "Order and reasons", "排序与理由";
    tradeoff: "User need and business goal", "用户需求与业务目标";
    kano: "Kano", "Kano";
    roadmap: "Roadmap", "路线图";
    decisions: "Decisions", "决策";

    nothing_yet: "This plan has no items yet. Once it has, this page says which come first and why, what is done when, and what was decided.", "这份计划还没有需求。有了需求之后，这里会说明哪些优先、为什么、何时做，以及作过哪些决策。";
    nothing_scored: "No item has a score yet, so there is no order to show.", "还没有需求有得分，因此没有排序可看。";
    nothing_planned: "No item has a period yet.", "还没有需求排入周期。";
    only_one: "It is the only one with a score, so there is no order yet.", "只有它有得分，还谈不上排序。";

    figure_items: "Items", "需求";
    figure_scored: "With a score", "有得分";
    figure_planned: "Planned", "已排期";
    figure_used: "Capacity used", "已用产能";

    all_ranked: "All items with a score", "全部有得分的需求";
    decided_apart: "Shipped and rejected items keep their rank and stand in the table only.", "已上线和已拒绝的需求保留名次，只列在表中。";
    by_hand: "These categories were chosen by hand; no survey stands behind them.", "这些类别为手动选择，没有问卷数据支持。";
    by_hand_here: "These categories were chosen by hand. This copy of the plan holds no answers of the survey.", "这些类别为手动选择。此计划副本中不含问卷回答。";
    categories: "Kano categories of the items", "需求的 Kano 类别";
    mode_probability_help: "P(mode) is the probability that the category with the most of these answers is also the most frequent among everybody (Jeffreys' prior).", "P(众数) 是指在这些回答中最多的类别，在全体用户中也最多的概率（Jeffreys 先验）。";
    unknown: "–", "–";

    markdown: "Markdown", "Markdown";
    markdown_about: "Summary, order with reasons, roadmap and decisions as text, for a wiki, an issue or a pull request.", "以文本呈现概要、排序与理由、路线图和决策，适合维基、工单或合并请求。";
    plain: "Text for a chat", "聊天文本";
    plain_about: "The first ten with their reasons and the roadmap by period, without any markup.", "前十名及其理由，以及各周期的路线图，不含任何标记。";
    calendar: "Dates for a calendar (iCalendar)", "日历日期（iCalendar）";
    calendar_about: "One all-day event for each period and each planned item that has dates.", "每个有日期的周期和已排期需求各为一个全天日程。";
    full_stop: ".", "。";
}

phrases! {
    first_alone(title: &str, score: &str): "First is “{title}” with a score of {score}.", "居首的是“{title}”，得分 {score}。";
    first_and(title: &str, score: &str, next: &str): "First is “{title}” with a score of {score}, then “{next}”.", "居首的是“{title}”，得分 {score}，其次是“{next}”。";
    first_and_two(title: &str, score: &str, next: &str, third: &str): "First is “{title}” with a score of {score}, then “{next}” and “{third}”.", "居首的是“{title}”，得分 {score}，其次是“{next}”和“{third}”。";
    weighed_at(need: &str, goal: &str, said: &str): "By user need and business goal instead ({need} : {goal}): {said}", "若改按用户需求与业务目标（{need} : {goal}）权衡：{said}";
    not_before(period: &str): "not before {period}", "不早于 {period}";
    by_formula(name: &str, formula: &str): "{name}: {formula}.", "{name}：{formula}。";
    planned(head: &str, periods: &str): "{head}: {periods}.", "{head}：{periods}。";
    in_period(items: &str, period: &str): "{items} in {period}", "{period} {items}";
    in_period_full(items: &str, period: &str, full: &str): "{items} in {period} ({full} full)", "{period} {items}（产能已用 {full}）";
    open(what: &str): "Still to settle: {what}", "待解决：{what}";
    unit_is(short: &str, long: &str): "{short} = {long}", "{short} = {long}";
    at_the_right(what: &str): "Number at the right: {what}", "右侧数字：{what}";
    roadmap_part(from: &str, to: &str): "Roadmap, {from} – {to}", "路线图，{from} 至 {to}";
    roadmap_period(period: &str): "Roadmap, {period}", "路线图，{period}";
    made(day: &str): "As of {day}", "截至 {day}";
    with_key(key: &str, title: &str): "{key} {title}", "{key} {title}";
    in_brackets(text: &str): " ({text})", "（{text}）";
    labelled(label: &str, text: &str): "{label}: {text}", "{label}：{text}";
    by(name: &str): "By {name}", "决策人：{name}";
    score_of(name: &str): "{name} score", "{name} 得分";
}

/// What the plan is: “24 items for 4 user needs and 3 business goals, ranked by RICE; 21 of them
/// have a score.”
pub fn what_it_is(
    lang: Lang,
    (items, scored): (usize, usize),
    (needs, goals): (usize, usize),
    framework: &str,
) -> String {
    let count = common::items(lang, items);
    match lang {
        Lang::En => {
            let sides = match (needs, goals) {
                (0, 0) => String::new(),
                (needs, 0) => format!(" for {}", plural(needs, "user need")),
                (0, goals) => format!(" for {}", plural(goals, "business goal")),
                (needs, goals) => {
                    format!(" for {} and {}", plural(needs, "user need"), plural(goals, "business goal"))
                }
            };
            let scored = match scored {
                scored if scored == items && items == 1 => "it has a score".to_owned(),
                scored if scored == items => "all have a score".to_owned(),
                0 => "none has a score yet".to_owned(),
                1 => "1 of them has a score".to_owned(),
                scored => format!("{} of them have a score", group(scored)),
            };
            format!("{count}{sides}, ranked by {framework}; {scored}.")
        }
        Lang::Zh => {
            let needs = (needs > 0).then(|| format!("{} 个用户需求", group(needs)));
            let goals = (goals > 0).then(|| format!("{} 个业务目标", group(goals)));
            let sides: Vec<String> = needs.into_iter().chain(goals).collect();
            let sides =
                if sides.is_empty() { String::new() } else { format!("，面向 {}", sides.join("和 ")) };
            let scored = match scored {
                scored if scored == items => "均有得分".to_owned(),
                0 => "都还没有得分".to_owned(),
                scored => format!("其中 {} 个有得分", group(scored)),
            };
            format!("共 {count}{sides}，按 {framework} 排序，{scored}。")
        }
    }
}

/// So many items of a period, as a part of a sentence.
pub fn items_there(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => common::items(lang, count),
        Lang::Zh => format!("{} 个", group(count)),
    }
}

/// The periods that a sentence does not name.
pub fn more_periods(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "more period"),
        Lang::Zh => format!("另有 {} 个周期", group(count)),
    }
}

/// “3 open items without a score”
pub fn without_score(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} without a score", plural(count, "open item")),
        Lang::Zh => format!("{} 个未完成的需求没有得分", group(count)),
    }
}

/// “Payments is over by 1.2 person-months in 2027 Q1, and 2 more overloads”
pub fn overloaded(lang: Lang, team: &str, period: &str, over: &str, more: usize) -> String {
    match (lang, more) {
        (Lang::En, 0) => format!("{team} is over by {over} in {period}"),
        (Lang::En, _) => {
            format!("{team} is over by {over} in {period}, and {}", plural(more, "more overload"))
        }
        (Lang::Zh, 0) => format!("{team} 在 {period} 超出 {over}"),
        (Lang::Zh, _) => format!("{team} 在 {period} 超出 {over}，另有 {} 处超载", group(more)),
    }
}

/// “2 items past their planned end”
pub fn overdue(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} past the planned end", common::items(lang, count)),
        Lang::Zh => format!("{} 个需求已逾期", group(count)),
    }
}

/// Why the order counts on past a rank: “The rank that is missing below belongs to an item that is
/// shipped or rejected: 5 “Saved carts”.”; `named` are ranks with titles, `more` what is not named.
pub fn left_out(lang: Lang, named: &[(String, String)], more: usize) -> String {
    let each = |(rank, title): &(String, String)| format!("{rank} “{title}”");
    let named: Vec<String> = named.iter().map(each).collect();
    match lang {
        Lang::En => {
            let head = match named.len() + more {
                1 => "The rank that is missing below belongs to an item that is shipped or rejected",
                _ => "The ranks that are missing below belong to items that are shipped or rejected",
            };
            let more = if more > 0 { format!(" and {} more", group(more)) } else { String::new() };
            format!("{head}: {}{more}.", named.join(", "))
        }
        Lang::Zh => {
            let more = if more > 0 { format!("，另有 {} 项", group(more)) } else { String::new() };
            format!("下方缺少的名次属于已上线或已拒绝的需求：{}{more}。", named.join("、"))
        }
    }
}

/// How many items are still to be planned.
pub fn not_planned(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 open item has no period.".to_owned(),
        (Lang::En, _) => format!("{} have no period.", plural(count, "open item")),
        (Lang::Zh, _) => format!("{} 个未完成的需求未排期。", group(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_plan_is_has_its_grammar() {
        #[track_caller]
        fn check(counts: (usize, usize), sides: (usize, usize), en: &str, zh: &str) {
            assert_eq!(what_it_is(Lang::En, counts, sides, "RICE"), en);
            assert_eq!(what_it_is(Lang::Zh, counts, sides, "RICE"), zh);
        }
        check(
            (24, 21),
            (4, 1),
            "24 items for 4 user needs and 1 business goal, ranked by RICE; 21 of them have a score.",
            "共 24 个需求，面向 4 个用户需求和 1 个业务目标，按 RICE 排序，其中 21 个有得分。",
        );
        check(
            (2, 2),
            (0, 2),
            "2 items for 2 business goals, ranked by RICE; all have a score.",
            "共 2 个需求，面向 2 个业务目标，按 RICE 排序，均有得分。",
        );
        check(
            (1, 1),
            (0, 0),
            "1 item, ranked by RICE; it has a score.",
            "共 1 个需求，按 RICE 排序，均有得分。",
        );
        check(
            (3, 0),
            (1, 0),
            "3 items for 1 user need, ranked by RICE; none has a score yet.",
            "共 3 个需求，面向 1 个用户需求，按 RICE 排序，都还没有得分。",
        );
        check(
            (3, 1),
            (0, 0),
            "3 items, ranked by RICE; 1 of them has a score.",
            "共 3 个需求，按 RICE 排序，其中 1 个有得分。",
        );
    }

    #[test]
    fn missing_ranks_have_their_grammar() {
        let named = |count: usize| -> Vec<(String, String)> {
            (0..count).map(|at| ((at + 2).to_string(), format!("T{at}"))).collect()
        };
        assert_eq!(
            left_out(Lang::En, &named(1), 0),
            "The rank that is missing below belongs to an item that is shipped or rejected: 2 “T0”."
        );
        assert_eq!(
            left_out(Lang::En, &named(2), 3),
            "The ranks that are missing below belong to items that are shipped or rejected: 2 “T0”, 3 “T1” and 3 more."
        );
        assert_eq!(
            left_out(Lang::Zh, &named(2), 3),
            "下方缺少的名次属于已上线或已拒绝的需求：2 “T0”、3 “T1”，另有 3 项。"
        );
    }

    #[test]
    fn what_is_open_has_its_grammar() {
        assert_eq!(without_score(Lang::En, 1), "1 open item without a score");
        assert_eq!(overdue(Lang::En, 2), "2 items past the planned end");
        assert_eq!(not_planned(Lang::En, 1), "1 open item has no period.");
        assert_eq!(not_planned(Lang::Zh, 3), "3 个未完成的需求未排期。");
        assert_eq!(
            overloaded(Lang::En, "Web", "Q1", "1 person-month", 2),
            "Web is over by 1 person-month in Q1, and 2 more overloads"
        );
        assert_eq!(overloaded(Lang::Zh, "网页", "Q1", "1 人月", 0), "网页 在 Q1 超出 1 人月");
    }
}
