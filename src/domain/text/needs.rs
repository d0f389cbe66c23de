//! Words of user needs, business goals and contributions.

use super::super::number::{display, group};
use super::super::tradeoff::best_worst::{self, Outcome as BestWorst};
use super::super::tradeoff::coverage::Gap;
use super::super::tradeoff::opportunity::{Class, Service, THRESHOLDS};
use super::super::tradeoff::pairwise::{ACCEPTED, Outcome as Pairwise, Triple};
use super::super::tradeoff::weights::Side;
use super::{Lang, common, phrases, plural, words};

words! {
    needs: "User needs", "用户需求";
    goals: "Business goals", "业务目标";
    no_needs: "A user need is what people want to get done, in their words: “Pay without typing it all again”. Items are then judged by how much they serve it.", "用户需求是用户想完成的事，用他们的话来写，例如“不必重复填写就能付款”。之后再判断每个需求对它的贡献。";
    no_goals: "A business goal is what the business wants to reach: “Checkout conversion up 2 points”. Items are then judged by how much they serve it.", "业务目标是业务想达到的结果，例如“结算转化率提升 2 个百分点”。之后再判断每个需求对它的贡献。";
    add_need: "Add a user need", "添加用户需求";
    add_goal: "Add a business goal", "添加业务目标";
    add: "Add", "添加";
    add_needs_help: "Enter adds it. Several pasted lines become several needs; cells are read as title, weight, importance, satisfaction.", "按回车添加。粘贴多行即添加多个；粘贴表格时依次读作标题、权重、重要度、满意度。";
    add_goals_help: "Enter adds it. Several pasted lines become several goals; cells are read as title, weight.", "按回车添加。粘贴多行即添加多个；粘贴表格时依次读作标题、权重。";
    weight: "Weight", "权重";
    share: "Share", "占比";
    importance: "Importance", "重要度";
    satisfaction: "Satisfaction", "满意度";
    importance_short: "Imp.", "重要度";
    satisfaction_short: "Sat.", "满意度";
    opportunity: "Opportunity", "机会分";
    no_needs_count: "All weights of the user needs are 0, so no need counts. Give at least one of them a weight above 0.", "所有用户需求的权重都是 0，因此都不计入。请至少给一个大于 0 的权重。";
    no_goals_count: "All weights of the business goals are 0, so no goal counts. Give at least one of them a weight above 0.", "所有业务目标的权重都是 0，因此都不计入。请至少给一个大于 0 的权重。";
    weight_problem: "A weight is a number of 0 or more, such as 5 or 2.5. What you typed is kept here, and is not counted until it is mended.", "权重应为不小于 0 的数字，例如 5 或 2.5。您输入的内容保留在此，改正后才会计入。";
    rating_problem: "This is a number from 0 to 10, or a share such as 80%. What you typed is kept here, and is not counted until it is mended.", "应为 0 到 10 的数字，或 80% 这样的占比。您输入的内容保留在此，改正后才会计入。";
    title_alt_short: "中/EN", "中/EN";
    keys_help: "Alt+↑ and Alt+↓ move a line.", "Alt+↑ 和 Alt+↓ 可移动所在行。";
    about_opportunity: "How importance and satisfaction are measured", "重要度与满意度如何测量";
    about_opportunity_1: "Ask users on a scale of 1 to 5 how important a need is to them, and how satisfied they are today. Importance and satisfaction are ten times the share of those who answer 4 or 5, within one group of users. Taking the means instead is the most common error: a need that half the users badly want and half do not looks middling.", "请用户用 1 到 5 分评价某项需求有多重要、目前有多满意。重要度和满意度是回答 4 或 5 的人所占比例乘以 10，并且只在同一用户群内计算。最常见的错误是改用平均分：一半人非常想要、一半人不要的需求会显得不高不低。";
    about_opportunity_2: "The opportunity score is I + max(I − S, 0), from 0 to 20 (Ulwick). Publications draw the lines differently; here they are 10, 12 and 15.", "机会分为 I + max(I − S, 0)，范围 0 到 20（Ulwick）。各出版物的分界线不同，这里采用 10、12、15。";
    class_served: "Served", "已满足";
    class_moderate: "Moderate", "中等";
    class_high: "High", "高";
    class_extreme: "Extreme", "极高";
    over_served: "Over-served", "过度满足";
    under_served_help: "Under-served: it is important and not met.", "服务不足：重要但未被满足。";
    over_served_help: "Over-served: users are more satisfied with it than it is important to them.", "过度满足：用户的满意度高于其重要度。";

    from_kano: "Take importance from the Kano study", "从 Kano 调研取重要度";
    from_kano_none: "The Kano study has no stated importance of an item that serves a need with 2 or 3.", "Kano 调研中没有对某用户需求贡献为 2 或 3 的需求的自述重要度。";
    from_kano_help: "Respondents stated on 1 to 9 how important each feature is to them. A need takes the mean over the features whose items serve it with 2 or 3, stretched so that 1 becomes 0 and 9 becomes 10. That is a mean, not the share of high answers that the opportunity score is made for: take it as a first guess.", "受访者用 1 到 9 说明每项功能对自己有多重要。用户需求取贡献为 2 或 3 的需求所对应功能的平均值，并拉伸到 0 到 10（1 变为 0，9 变为 10）。这是平均分，而不是机会分所要求的高分占比，只宜作为初步估计。";
    now: "Now", "当前";
    would_be: "Would be", "将设为";
    comes_from: "From", "来自";

    compare: "Find weights by comparison", "通过比较得出权重";
    compare_needs: "Weights of the user needs by comparison", "通过比较得出用户需求的权重";
    compare_goals: "Weights of the business goals by comparison", "通过比较得出业务目标的权重";
    compare_needs_two: "It takes two to compare.", "至少要有两个才能比较。";
    compare_kept: "Your answers stay here until you leave this page and are not saved in the plan; the weights are.", "您的回答在离开本页前保留，不会存入计划；得出的权重会存入。";
    way: "Way to compare", "比较方式";
    pairwise: "In pairs", "两两比较";
    best_worst: "Best and worst", "最优与最差";
    pairwise_help: "Say of each pair which is more important, and how much (Saaty's scale). Pairs may be left open as long as the answers connect all of them.", "逐对说明哪个更重要、重要多少（Saaty 标度）。只要回答能把全部连起来，部分配对可以留空。";
    best_worst_help: "Name the most and the least important one, then compare the others with these two (Rezaei's best-worst method, linear model).", "先选出最重要和最不重要的，再将其余的与这两个比较（Rezaei 最优最差法，线性模型）。";
    most_important: "Most important", "最重要";
    least_important: "Least important", "最不重要";
    not_answered: "– not answered –", "– 未回答 –";
    equal: "= equally important", "= 同样重要";
    scale_1: "equally", "同样";
    scale_3: "moderately more", "稍微重要";
    scale_5: "strongly more", "明显重要";
    scale_7: "very strongly more", "强烈重要";
    scale_9: "extremely more", "极端重要";
    by_comparison: "By comparison", "比较结果";
    use_weights: "Use these weights", "采用这些权重";
    weights_used: "The weights are taken over as percent.", "已采用这些权重（百分数）。";
    answer_more: "Answer more pairs, until all of them are connected.", "请继续回答，直到全部连接起来。";
    answer_all: "Answer all questions to see the weights.", "回答完所有问题后显示权重。";
    same_best_worst: "The most and the least important one cannot be the same.", "最重要与最不重要的不能是同一个。";
    two_cannot_contradict: "Two of them cannot contradict each other.", "只有两个时不会自相矛盾。";
    nothing_contradicts: "Nothing in these answers contradicts itself.", "这些回答没有自相矛盾之处。";

    matrix: "Contributions", "贡献";
    matrix_help: "Arrow keys move. 0, 1, 2, 3 mark a cell, − or M marks a harm, Delete clears it. Shift with arrows takes several cells; a key then marks all of them.", "方向键移动。0、1、2、3 为单元格打分，− 或 M 表示损害，Delete 清除。按住 Shift 加方向键可选多个单元格，再按键即全部打分。";
    no_columns: "Contributions say how much each item serves each user need and business goal. Write down the needs and goals first.", "贡献表示每个需求对各用户需求和业务目标的作用大小。请先写下用户需求和业务目标。";
    to_needs: "Write needs and goals", "填写用户需求与业务目标";
    no_items: "There is no item to judge yet. Bring in the ideas that the team has, then say what each of them serves.", "还没有可判断的需求。请先录入团队已有的想法，再说明每个想法服务于什么。";
    to_items: "Go to the items", "前往需求池";
    no_match: "No item matches.", "没有符合条件的需求。";
    show_all: "Show all items", "显示全部";
    not_judged_yet: "Not judged yet", "尚未判断";
    after_key: "After a key, go", "打分后移动";
    go_right: "Right", "向右";
    go_down: "Down", "向下";
    need_total: "Need", "需求值";
    goal_total: "Goal", "目标值";
    need_total_help: "User need value: the weighted mean of the contributions, 0 to 1.", "用户需求值：贡献的加权平均，0 到 1。";
    goal_total_help: "Business goal value: the weighted mean of the contributions, 0 to 1.", "业务目标值：贡献的加权平均，0 到 1。";
    levels: "Mark the chosen cells", "为所选单元格打分";
    level_harms: "harms", "损害";
    level_0: "no effect", "无作用";
    level_1: "helps a little", "略有帮助";
    level_2: "helps", "有帮助";
    level_3: "helps a lot", "帮助很大";
    level_none: "not judged", "未判断";
    clear: "Clear", "清除";
    outweighed: "harms outweigh", "弊大于利";
    gaps: "To look at", "值得留意";
    show: "Show", "查看";
    show_next: "Show the next", "查看下一个";
    untitled: "Untitled", "未命名";
}

phrases! {
    weight_of(title: &str): "Weight of “{title}”", "“{title}”的权重";
    title_of(at: usize): "Title of line {at}", "第 {at} 行的标题";
    title_alt_of(title: &str): "中/EN: “{title}” in the other language", "中/EN：“{title}”的另一种语言";
    importance_of(title: &str): "Importance of “{title}”, 0 to 10", "“{title}”的重要度，0 到 10";
    satisfaction_of(title: &str): "Satisfaction with “{title}”, 0 to 10", "对“{title}”的满意度，0 到 10";
    move_up(title: &str): "Move “{title}” up", "上移“{title}”";
    move_down(title: &str): "Move “{title}” down", "下移“{title}”";
    delete(title: &str): "Delete “{title}”", "删除“{title}”";
    share_of(percent: &str): "{percent}% of all weight", "占全部权重的 {percent}%";
    deleted_unmarked(title: &str): "“{title}” is deleted.", "已删除“{title}”。";
    against(one: &str, other: &str): "“{one}” against “{other}”", "“{one}”与“{other}”相比";
    best_over(best: &str, other: &str): "“{best}” over “{other}”", "“{best}”相对于“{other}”";
    cell(item: &str, column: &str, level: &str): "{item}, {column}: {level}", "{item}，{column}：{level}";
    consistent(ratio: &str): "These answers are consistent enough (CR {ratio}).", "这些回答足够一致（CR {ratio}）。";
    consistent_with(ratio: &str, detail: &str): "These answers are consistent enough (CR {ratio}). The widest gap: {detail}", "这些回答足够一致（CR {ratio}）。差距最大的一处：{detail}";
    contradict(detail: &str): "These answers contradict each other: {detail}", "这些回答相互矛盾：{detail}";
    equally_important(one: &str, other: &str): "“{one}” is as important as “{other}”", "“{one}”与“{other}”同样重要";
    times_as_important(one: &str, times: &str, other: &str): "“{one}” is {times} times as important as “{other}”", "“{one}”的重要性是“{other}”的 {times} 倍";
    step_to_left(size: u8, word: &str): "← {size} {word}", "← {size} {word}";
    step_to_right(size: u8, word: &str): "{size} {word} →", "{size} {word} →";
    too_many_pairs(most: usize): "Comparing in pairs is offered for up to {most} of them, for the questions grow with the square. Use best and worst instead.", "两两比较最多支持 {most} 个，因为问题数量随个数的平方增长。请改用最优与最差。";
    left_out_cells(count: &str): " Numbers left out because they cannot be used: {count}.", "有 {count} 个数字无法使用，已略过。";
    column_total(count: &str, sum: &str): "{count} · Σ\u{a0}{sum}", "{count} · Σ\u{a0}{sum}";
}

/// The heading of a list.
pub fn list(lang: Lang, side: Side) -> &'static str {
    match side {
        Side::Need => needs(lang),
        Side::Goal => goals(lang),
    }
}

/// The word for a class of opportunity.
pub fn class(lang: Lang, class: Class) -> &'static str {
    match class {
        Class::Served => class_served(lang),
        Class::Moderate => class_moderate(lang),
        Class::High => class_high(lang),
        Class::Extreme => class_extreme(lang),
    }
}

/// What the class of an opportunity means, with its threshold.
pub fn class_help(lang: Lang, class: Class, service: Option<Service>) -> String {
    let number = |value: f64| display(value, 1);
    let line = match (lang, class) {
        (Lang::En, Class::Served) => format!("Score below {}.", number(THRESHOLDS.moderate)),
        (Lang::Zh, Class::Served) => format!("得分低于 {}。", number(THRESHOLDS.moderate)),
        (lang, class) => {
            let from = number(match class {
                Class::Extreme => THRESHOLDS.extreme,
                Class::High => THRESHOLDS.high,
                _ => THRESHOLDS.moderate,
            });
            match lang {
                Lang::En => format!("Score of {from} or more."),
                Lang::Zh => format!("得分不低于 {from}。"),
            }
        }
    };
    let service = match service {
        Some(Service::Under) => under_served_help(lang),
        Some(Service::Over) => over_served_help(lang),
        _ => return line,
    };
    match lang {
        Lang::En => format!("{line} {service}"),
        Lang::Zh => format!("{line}{service}"),
    }
}

/// “4 user needs” / “4 个用户需求”
pub fn count(lang: Lang, side: Side, count: usize) -> String {
    match (lang, side) {
        (Lang::En, Side::Need) => plural(count, "user need"),
        (Lang::En, Side::Goal) => plural(count, "business goal"),
        (Lang::Zh, Side::Need) => format!("{} 个用户需求", group(count)),
        (Lang::Zh, Side::Goal) => format!("{} 个业务目标", group(count)),
    }
}

/// What is told when a need or goal was deleted for which items were marked.
pub fn deleted(lang: Lang, title: &str, marked: usize) -> String {
    match (lang, marked) {
        (lang, 0) => deleted_unmarked(lang, title),
        (Lang::En, 1) => "1 item was marked for it; its mark goes with it. Undo brings both back.".to_owned(),
        (Lang::En, marked) => {
            format!(
                "{} were marked for it; their marks go with it. Undo brings both back.",
                plural(marked, "item")
            )
        }
        (Lang::Zh, marked) => {
            format!("有 {}对它打过分，这些分数一并删除。撤销可全部恢复。", common::items(Lang::Zh, marked))
        }
    }
}

/// What is told when several lines were pasted.
pub fn pasted(lang: Lang, side: Side, added: usize, unusable: usize) -> String {
    let added = match lang {
        Lang::En => format!("Added {}.", count(lang, side, added)),
        Lang::Zh => format!("已添加 {}。", count(lang, side, added)),
    };
    match unusable {
        0 => added,
        unusable => added + &left_out_cells(lang, &group(unusable)),
    }
}

/// “2 features, 30 answers” / “2 项功能，30 个回答”
pub fn stated_from(lang: Lang, features: usize, answers: usize) -> String {
    match lang {
        Lang::En => format!("{}, {}", plural(features, "feature"), plural(answers, "answer")),
        Lang::Zh => format!("{} 项功能，{} 个回答", group(features), group(answers)),
    }
}

/// “Set the importance of 3 needs” / “设置 3 个用户需求的重要度”
pub fn set_importance(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("Set the importance of {}", plural(count, "need")),
        Lang::Zh => format!("设置 {} 个用户需求的重要度", group(count)),
    }
}

/// “4 of 6 pairs are answered.” and what became of the others.
pub fn pairs_answered(lang: Lang, answered: usize, all: usize, completed: bool) -> String {
    let open = all - answered;
    match (lang, completed && open > 0) {
        (Lang::En, false) if all == 1 => format!("{answered} of 1 pair is answered."),
        (Lang::En, false) => format!("{answered} of {all} pairs are answered."),
        (Lang::En, true) => {
            let others = if open == 1 { "the other one was" } else { "the others were" };
            format!(
                "{answered} of {all} pairs are answered; {others} filled in so that the answers contradict each other least."
            )
        }
        (Lang::Zh, false) => format!("已回答 {answered} / {all} 对。"),
        (Lang::Zh, true) => format!("已回答 {answered} / {all} 对；其余 {open} 对按矛盾最小的原则补齐。"),
    }
}

/// The words for a step of the scale of 1 to 9; the even ones lie between.
pub fn scale(lang: Lang, step: u8) -> &'static str {
    match step {
        1 => scale_1(lang),
        3 => scale_3(lang),
        5 => scale_5(lang),
        7 => scale_7(lang),
        9 => scale_9(lang),
        _ => "",
    }
}

/// How many times as important one is as another, said from the more important one.
pub fn ratio(lang: Lang, one: &str, ratio: f64, other: &str) -> String {
    let (one, ratio, other) = if ratio < 1.0 { (other, 1.0 / ratio, one) } else { (one, ratio, other) };
    match display(ratio, 1) {
        times if times == "1" => equally_important(lang, one, other),
        times => times_as_important(lang, one, &times, other),
    }
}

/// Three answers that do not fit, in one sentence.
fn triple(lang: Lang, triple: &Triple, title: &dyn Fn(usize) -> String) -> String {
    let (one, two, three) = triple.entries;
    let (one, two, three) = (title(one), title(two), title(three));
    let upper = ratio(lang, &one, triple.upper, &two);
    let lower = ratio(lang, &two, triple.lower, &three);
    let implied = ratio(lang, &one, triple.implied(), &three);
    let direct = ratio(lang, &one, triple.direct, &three);
    match lang {
        Lang::En => format!("{upper} and {lower}, so that {implied}; but the answer is that {direct}."),
        Lang::Zh => format!("{upper}，{lower}，由此{implied}；但回答是{direct}。"),
    }
}

/// Whether answers about pairs may be used, and which of them fit the least.
pub fn pairwise_verdict(lang: Lang, outcome: &Pairwise, title: &dyn Fn(usize) -> String) -> String {
    if outcome.weights.len() < 3 {
        return two_cannot_contradict(lang).to_owned();
    }
    let cr = display(outcome.ratio, 2);
    let detail = outcome.worst.as_ref().map(|worst| triple(lang, worst, title));
    match (outcome.is_accepted(), detail) {
        (true, None) => consistent(lang, &cr),
        (true, Some(detail)) => consistent_with(lang, &cr, &detail),
        (false, detail) => contradict(lang, &detail.unwrap_or_default()),
    }
}

/// The figures behind the verdict on answers about pairs.
pub fn pairwise_figures(lang: Lang, outcome: &Pairwise) -> String {
    let (ratio, index) = (display(outcome.ratio, 3), display(outcome.index, 4));
    let accepted = display(ACCEPTED, 2);
    let mut text = match lang {
        Lang::En => format!(
            "Consistency ratio {ratio} of at most {accepted}; index {index} over the random index of Saaty (2005)."
        ),
        Lang::Zh => format!(
            "一致性比率 CR = {ratio}（上限 {accepted}）；一致性指标 CI = {index}，随机指标取自 Saaty（2005）。"
        ),
    };
    if let Some(geometric) = outcome.geometric_index {
        let geometric = display(geometric, 4);
        text += &match lang {
            Lang::En => format!(" Geometric consistency index {geometric}."),
            Lang::Zh => format!("几何一致性指标 GCI = {geometric}。"),
        };
    }
    text
}

/// Whether answers about best and worst may be used, and which of them fit the least.
pub fn best_worst_verdict(lang: Lang, outcome: &BestWorst, title: &dyn Fn(usize) -> String) -> String {
    let Some(furthest) = &outcome.furthest else { return nothing_contradicts(lang).to_owned() };
    let detail = triple(lang, furthest, title);
    match outcome.is_accepted() {
        true => consistent_with(lang, &display(outcome.ratio, 2), &detail),
        false => contradict(lang, &detail),
    }
}

/// The figures behind the verdict on answers about best and worst.
pub fn best_worst_figures(lang: Lang, outcome: &BestWorst) -> String {
    let (ratio, deviation) = (display(outcome.ratio, 3), display(outcome.deviation, 4));
    let accepted = display(best_worst::ACCEPTED, 2);
    match lang {
        Lang::En => format!(
            "Input-based consistency ratio {ratio} (Liang, Brunelli and Rezaei 2020); up to {accepted} is our choice, as published limits vary. Largest deviation ξ of the linear model: {deviation}."
        ),
        Lang::Zh => format!(
            "基于输入的一致性比率 {ratio}（Liang、Brunelli、Rezaei 2020）；上限 {accepted} 为本工具的约定，文献中的界限不一。线性模型的最大偏差 ξ = {deviation}。"
        ),
    }
}

/// The words for a level.
pub fn level(lang: Lang, level: Option<i8>) -> &'static str {
    match level {
        None => level_none(lang),
        Some(-1) => level_harms(lang),
        Some(1) => level_1(lang),
        Some(2) => level_2(lang),
        Some(3) => level_3(lang),
        Some(_) => level_0(lang),
    }
}

/// A level as it stands in a cell, with a real minus sign.
pub fn mark(level: i8) -> String {
    if level < 0 { format!("−{}", level.unsigned_abs()) } else { level.to_string() }
}

/// What a gap is, in one line; `title` names a need or goal.
pub fn gap(lang: Lang, gap: &Gap, title: &dyn Fn(&str) -> String) -> String {
    match (lang, gap) {
        (Lang::En, Gap::Uniform { level, count }) => {
            format!(
                "All {} judgements are {}, so they tell no item from another.",
                group(*count),
                mark(*level)
            )
        }
        (Lang::Zh, Gap::Uniform { level, count }) => {
            format!("全部 {} 个判断都是 {}，无法区分任何需求。", group(*count), mark(*level))
        }
        (Lang::En, Gap::Unserved { id, .. }) => format!("Nothing serves “{}”.", title(id)),
        (Lang::Zh, Gap::Unserved { id, .. }) => format!("没有需求服务于“{}”。", title(id)),
        (Lang::En, Gap::AllHighest { id, count, .. }) => {
            format!(
                "All {} judgements for “{}” are 3. What everything serves fully tells nothing apart.",
                group(*count),
                title(id)
            )
        }
        (Lang::Zh, Gap::AllHighest { id, count, .. }) => {
            format!("对“{}”的 {} 个判断都是 3。所有需求都满分，就分不出高下。", title(id), group(*count))
        }
        (Lang::En, Gap::AllSame { id, level, count, .. }) => {
            format!("All {} judgements for “{}” are {}.", group(*count), title(id), mark(*level))
        }
        (Lang::Zh, Gap::AllSame { id, level, count, .. }) => {
            format!("对“{}”的 {} 个判断都是 {}。", title(id), group(*count), mark(*level))
        }
        (Lang::En, Gap::Idle(items)) if items.len() == 1 => "1 judged item serves nothing.".to_owned(),
        (Lang::En, Gap::Idle(items)) => format!("{} judged items serve nothing.", group(items.len())),
        (Lang::Zh, Gap::Idle(items)) => {
            format!("有 {} 个已判断的需求不服务于任何用户需求或业务目标。", group(items.len()))
        }
    }
}

/// How many items serve a column, and the sum of its levels, for the ear.
pub fn column_total_spoken(lang: Lang, serving: usize, sum: &str) -> String {
    match (lang, serving) {
        (Lang::En, 1) => format!("1 item serves it, sum {sum}"),
        (Lang::En, serving) => format!("{} serve it, sum {sum}", plural(serving, "item")),
        (Lang::Zh, serving) => format!("{}服务于它，合计 {sum}", common::items(Lang::Zh, serving)),
    }
}

/// What is told when a block was pasted into the contributions.
pub fn pasted_cells(lang: Lang, cells: usize, unusable: usize) -> String {
    let done = match lang {
        Lang::En => format!("Pasted {}.", plural(cells, "cell")),
        Lang::Zh => format!("已粘贴 {} 个单元格。", group(cells)),
    };
    match (lang, unusable) {
        (_, 0) => done,
        (Lang::En, unusable) => {
            format!("{done} {} left out: only −1, 0, 1, 2, 3 mean something here.", plural(unusable, "cell"))
        }
        (Lang::Zh, unusable) => {
            format!("{done}另有 {} 个已略过：这里只接受 −1、0、1、2、3。", group(unusable))
        }
    }
}

/// “Copied 12 cells.” / “已复制 12 个单元格。”
pub fn copied_cells(lang: Lang, cells: usize) -> String {
    match lang {
        Lang::En => format!("Copied {}.", plural(cells, "cell")),
        Lang::Zh => format!("已复制 {} 个单元格。", group(cells)),
    }
}

/// “Show 3 more” / “再显示 3 条”
pub fn more_gaps(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("Show {} more", group(count)),
        Lang::Zh => format!("再显示 {} 条", group(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tradeoff::pairwise::{Pairs, weigh};

    #[test]
    fn one_item_was_marked_and_three_items_were() {
        assert_eq!(
            deleted(Lang::En, "Pay", 1),
            "1 item was marked for it; its mark goes with it. Undo brings both back."
        );
        assert_eq!(
            deleted(Lang::En, "Pay", 3),
            "3 items were marked for it; their marks go with it. Undo brings both back."
        );
        assert_eq!(deleted(Lang::En, "Pay", 0), "“Pay” is deleted.");
        assert_eq!(deleted(Lang::Zh, "付款", 3), "有 3 个需求对它打过分，这些分数一并删除。撤销可全部恢复。");
    }

    #[test]
    fn a_contradiction_is_told_with_the_answers_that_make_it() {
        let mut pairs = Pairs::new(3);
        for (one, other, ratio) in [(0, 1, 3.0), (1, 2, 4.0), (0, 2, 0.5)] {
            pairs.set(one, other, Some(ratio));
        }
        let title = |at: usize| ["Pay", "Know", "Trust"][at].to_owned();
        let outcome = weigh(&pairs).unwrap();
        assert_eq!(
            pairwise_verdict(Lang::En, &outcome, &title),
            "These answers contradict each other: “Pay” is 3 times as important as “Know” and “Know” is 4 times \
             as important as “Trust”, so that “Pay” is 12 times as important as “Trust”; but the answer is that \
             “Trust” is 2 times as important as “Pay”."
        );
        pairs.set(0, 2, Some(12.0));
        let outcome = weigh(&pairs).unwrap();
        assert_eq!(
            pairwise_verdict(Lang::En, &outcome, &title),
            "These answers are consistent enough (CR 0)."
        );
        assert!(pairwise_verdict(Lang::Zh, &outcome, &title).contains("足够一致"));
    }

    #[test]
    fn gaps_are_told_in_both_languages() {
        let title = |id: &str| format!("T{id}");
        let id = || "1".into();
        for (what, en, zh) in [
            (Gap::Unserved { side: Side::Need, id: id() }, "Nothing serves “T1”.", "没有需求服务于“T1”。"),
            (
                Gap::Idle(vec![id()]),
                "1 judged item serves nothing.",
                "有 1 个已判断的需求不服务于任何用户需求或业务目标。",
            ),
            (
                Gap::AllSame { side: Side::Goal, id: id(), level: 1, count: 9 },
                "All 9 judgements for “T1” are 1.",
                "对“T1”的 9 个判断都是 1。",
            ),
        ] {
            assert_eq!(gap(Lang::En, &what, &title), en);
            assert_eq!(gap(Lang::Zh, &what, &title), zh);
        }
    }

    #[test]
    fn open_pairs_are_told() {
        assert_eq!(pairs_answered(Lang::En, 1, 1, true), "1 of 1 pair is answered.");
        assert!(pairs_answered(Lang::En, 5, 6, true).contains("the other one was filled in"));
        assert_eq!(pairs_answered(Lang::En, 2, 6, false), "2 of 6 pairs are answered.");
    }
}
