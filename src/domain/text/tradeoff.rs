//! Words of the trade-off between user need and business goal.

use super::super::number::group;
use super::{Lang, common, phrases, plural, words};

words! {
    need_share: "Need share", "需求侧权重";
    need_share_percent: "Need share in percent", "需求侧权重（%）";
    need_share_hint: "Drag the weight, use the arrow keys, or type a percentage.", "拖动秤砣、按方向键，或输入百分比。";
    need_share_unreadable: "Type a percentage from 0 to 100.", "请输入 0 到 100 之间的百分比。";

    who_leads: "Who is first, second and third at each need share", "各需求侧权重下的前三名";
    who_leads_hint: "Who is first, second and third at each need share. Press to hang the weight there.", "各需求侧权重下的前三名；点击即可把秤砣挂到那里。";
    first: "1st", "第 1";
    second: "2nd", "第 2";
    third: "3rd", "第 3";
    as_table: "As a table", "以表格显示";
    column_from: "Need share from", "需求侧权重从";
    column_to: "to", "至";

    value: "Value", "值";
    show_less: "Show fewer", "收起";
    not_judged: "Not judged yet", "尚未判断";
    judge: "Judge what they serve", "去判断贡献";
    go_to_needs: "Set needs and goals", "设定需求与目标";
    go_to_items: "Go to the items", "前往需求池";

    how_made: "How the values are made", "值是如何算出的";
    how_value: "value = λ · need + (1 − λ) · goal, where λ is the need share", "值 = λ · 需求值 + (1 − λ) · 目标值，其中 λ 是需求侧权重";
    how_worth: "need = Σ weight · contribution / 3 over all user needs, divided by the sum of the weights, and not below 0; goal is the same over the business goals", "需求值 = 所有用户需求的 Σ 权重 · 贡献 / 3，再除以权重之和，不低于 0；目标值按业务目标同样计算";
    how_scale: "Contributions run from −1 (harms) over 0 to 3. All values are between 0 and 1 and depend on the item alone, so adding an item changes no other value.", "贡献从 −1（有害）、0 到 3。所有值都在 0 到 1 之间，只取决于需求本身；增加一个需求不会改变其他需求的值。";
    how_part: "Rejected and shipped items do not take part. Items with equal values share a rank and stand by title.", "已拒绝和已上线的需求不参与。值相等的需求名次相同，按标题排列。";
    how_flip: "Two items a and b swap at λ* = (goal b − goal a) / ((need a − goal a) − (need b − goal b)).", "需求 a 与 b 在 λ* = (目标值 b − 目标值 a) / ((需求值 a − 目标值 a) − (需求值 b − 目标值 b)) 处互换。";

    no_sides: "Say what your users need and what the business wants; then each item can be weighed by both.", "先写下用户需要什么、业务想要什么，每个需求才能在两者之间权衡。";
    no_weights: "All needs and goals have the weight 0, so nothing can be weighed. Give at least one of them a weight.", "所有用户需求和业务目标的权重都是 0，无法权衡。请至少给其中一个设定权重。";
    no_items: "There is nothing to weigh yet. Add items first.", "还没有可权衡的内容，请先添加需求。";
    all_decided: "All items are rejected or shipped, so there is nothing left to weigh.", "所有需求都已拒绝或已上线，没有可权衡的了。";
    nothing_judged: "Nobody has judged yet what the items serve. Mark how much each one contributes to needs and goals.", "还没有人判断各需求的贡献。请标出每个需求对用户需求和业务目标的贡献。";
    no_needs: "No user need has a weight, so every need value is 0.", "没有带权重的用户需求，因此所有需求值都是 0。";
    no_goals: "No business goal has a weight, so every goal value is 0.", "没有带权重的业务目标，因此所有目标值都是 0。";
    one_item: "Only one item is judged, so there is no order to change.", "只有一个需求已判断，谈不上顺序变化。";
    never_anything: "The order is the same wherever the weight hangs.", "无论秤砣挂在哪里，顺序都不变。";
    never_below: "Towards the business goal nothing changes any more.", "再偏向业务目标，顺序不再变化。";
    never_above: "Towards user need nothing changes any more.", "再偏向用户需求，顺序不再变化。";
    top_three_always: "The top three are the same wherever the weight hangs.", "无论秤砣挂在哪里，前三名都是这三个。";
    pause: ". ", "。";
    between_sentences: " ", "";
}

phrases! {
    order_at(need: &str, goal: &str): "Order at {need} : {goal}", "{need} : {goal} 时的顺序";
    compared(need: &str, goal: &str): "Arrows: against {need} : {goal}", "箭头：与 {need} : {goal} 相比";
    need_side(share: &str): "User need {share}", "用户需求 {share}";
    goal_side(share: &str): "Business goal {share}", "业务目标 {share}";
    both_sides(need: &str, goal: &str): "User need {need}, business goal {goal}", "用户需求 {need}，业务目标 {goal}";
    why_above(upper: &str, lower: &str): "Why does {upper} stand above {lower}?", "为什么“{upper}”排在“{lower}”之前？";
    held(place: &str, title: &str, from: &str, to: &str): "{place}: {title}, from {from} to {to} need", "{place}：{title}，需求侧权重 {from} 至 {to}";

    first_never_changes(title: &str): "The first place never changes: it is {title}.", "第一名始终不变：“{title}”。";
    first_holds(title: &str, from: &str, to: &str): "{title} is first from {from} to {to} need.", "需求侧权重在 {from} 至 {to} 之间时，“{title}”居首。";
    first_shared(titles: &str, share: &str): "At {share} need, {titles} share the first place.", "需求侧权重为 {share} 时，{titles}并列第一。";
    edge_shared(titles: &str, share: &str): "At {share} need, {titles} are equal at the edge of the top three, so these are not settled.", "需求侧权重为 {share} 时，{titles}并列在前三名的边缘，前三名因此未定。";
    first_beside(below: &str, above: &str): "With less need {below} is first, with more {above}.", "权重再低则“{below}”居首，再高则“{above}”居首。";
    top_three_holds(from: &str, to: &str): "The top three hold from {from} to {to}.", "需求侧权重在 {from} 至 {to} 之间时，前三名都是这三个。";
    top_three_in_order(from: &str, to: &str, low: &str, high: &str): "The top three hold from {from} to {to}, in this order from {low} to {high}.", "需求侧权重在 {from} 至 {to} 之间时，前三名都是这三个；其中 {low} 至 {high} 次序也不变。";
    top_three_order(low: &str, high: &str): "The top three are the same wherever the weight hangs, in this order from {low} to {high}.", "无论秤砣挂在哪里，前三名都是这三个；其中需求侧权重 {low} 至 {high} 时次序也不变。";
    flip_below(share: &str, overtakes: &str, overtaken: &str, more: &str): "At {share} need, {overtakes} overtakes {overtaken}{more}.", "需求侧权重降到 {share} 时，“{overtakes}”超过“{overtaken}”{more}。";
    flip_above(share: &str, overtakes: &str, overtaken: &str, more: &str): "At {share} need, {overtakes} overtakes {overtaken}{more}.", "需求侧权重升到 {share} 时，“{overtakes}”超过“{overtaken}”{more}。";
    two(first: &str, second: &str): "{first} and {second}", "{first}和{second}";
    two_and_more(first: &str, second: &str, more: &str): "{first}, {second} and {more}", "{first}、{second}等共 {more} 个需求";
}

/// The name of one of the first three places; empty for any other.
pub fn place(lang: Lang, place: usize) -> &'static str {
    match place {
        0 => first(lang),
        1 => second(lang),
        2 => third(lang),
        _ => "",
    }
}

/// “and 2 other pairs swap” behind a flip; empty where it is the only one.
pub fn more_swap(lang: Lang, more: usize) -> String {
    match (lang, more) {
        (_, 0) => String::new(),
        (Lang::En, 1) => ", and 1 other pair swaps".to_owned(),
        (Lang::En, _) => format!(", and {} swap", plural(more, "other pair")),
        (Lang::Zh, _) => format!("，另有 {} 对互换", group(more)),
    }
}

/// A title whose item is worth exactly as much as others: “Guest checkout (and 2 equal items)”.
pub fn with_twins(lang: Lang, title: &str, twins: usize) -> String {
    match (lang, twins) {
        (_, 0) => title.to_owned(),
        (Lang::En, _) => format!("{title} (and {})", plural(twins, "equal item")),
        (Lang::Zh, _) => format!("{title}（另有 {} 个需求与之相等）", group(twins)),
    }
}

/// The titles of items that share a place, of which the first two are named.
pub fn shared(lang: Lang, titles: &[String]) -> String {
    let quoted = |title: &String| match lang {
        Lang::En => title.clone(),
        Lang::Zh => common::quoted(lang, title),
    };
    match titles {
        [] => String::new(),
        [one] => quoted(one),
        [one, other] => two(lang, &quoted(one), &quoted(other)),
        [one, other, more @ ..] => {
            let more = match lang {
                Lang::En => format!("{} more", group(more.len())),
                Lang::Zh => group(titles.len()),
            };
            two_and_more(lang, &quoted(one), &quoted(other), &more)
        }
    }
}

/// No weight tells the items apart.
pub fn all_level(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 2) => {
            "Both items are worth the same to users and business, so the weight decides nothing.".to_owned()
        }
        (Lang::En, _) => format!(
            "All {} are worth the same to users and business, so the weight decides nothing.",
            common::items(lang, count)
        ),
        (Lang::Zh, _) => format!("这 {} 个需求的需求值和目标值都相同，秤砣挂在哪里都一样。", group(count)),
    }
}

/// How many items stand apart because nobody has judged them.
pub fn unjudged(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 item has no contribution marked, so it has no value.".to_owned(),
        (Lang::En, _) => {
            format!("{} have no contribution marked, so they have no value.", common::items(lang, count))
        }
        (Lang::Zh, _) => format!("{}没有标出贡献，因此没有值。", common::items(lang, count)),
    }
}

/// How many items are left out because they are decided; empty where none is.
pub fn decided(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (_, 0) => String::new(),
        (Lang::En, 1) => "1 rejected or shipped item does not take part.".to_owned(),
        (Lang::En, _) => format!("{} rejected or shipped items do not take part.", group(count)),
        (Lang::Zh, _) => format!("{} 个已拒绝或已上线的需求不参与。", group(count)),
    }
}

/// The button that shows the list as far as it goes: at most so many.
pub fn show_all(lang: Lang, count: usize, most: usize) -> String {
    match (lang, count <= most) {
        (Lang::En, true) => format!("Show all {}", group(count)),
        (Lang::En, false) => format!("Show the first {}", group(most)),
        (Lang::Zh, true) => format!("显示全部 {} 个", group(count)),
        (Lang::Zh, false) => format!("显示前 {} 个", group(most)),
    }
}

/// The list ends before the items do.
pub fn first_only(lang: Lang, shown: usize, count: usize) -> String {
    match lang {
        Lang::En => format!("The first {} of {} are listed.", group(shown), common::items(lang, count)),
        Lang::Zh => format!("共 {}，这里列出前 {} 个。", common::items(lang, count), group(shown)),
    }
}

/// The table ends before its rows do.
pub fn first_rows(lang: Lang, shown: usize, count: usize) -> String {
    match lang {
        Lang::En => format!("The first {} of {} are listed.", group(shown), plural(count, "row")),
        Lang::Zh => format!("共 {} 行，这里列出前 {} 行。", group(count), group(shown)),
    }
}

/// “and 12 more” behind a few titles.
pub fn and_more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("and {} more", group(count)),
        Lang::Zh => format!("以及另外 {} 个", group(count)),
    }
}

/// How many ranks an item climbed, for the ear.
pub fn climbed(lang: Lang, ranks: i32) -> String {
    let count = ranks.unsigned_abs() as usize;
    match (lang, ranks > 0) {
        (Lang::En, true) => format!("up {}", plural(count, "rank")),
        (Lang::En, false) => format!("down {}", plural(count, "rank")),
        (Lang::Zh, true) => format!("上升 {} 名", group(count)),
        (Lang::Zh, false) => format!("下降 {} 名", group(count)),
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
        check(&unjudged(Lang::En, 1), "1 item has no contribution marked, so it has no value.");
        check(&unjudged(Lang::En, 2), "2 items have no contribution marked, so they have no value.");
        check(&unjudged(Lang::Zh, 2), "2 个需求没有标出贡献，因此没有值。");
        check(&decided(Lang::En, 0), "");
        check(&decided(Lang::En, 1), "1 rejected or shipped item does not take part.");
        check(&decided(Lang::En, 1200), "1,200 rejected or shipped items do not take part.");
        check(&more_swap(Lang::En, 0), "");
        check(&more_swap(Lang::En, 1), ", and 1 other pair swaps");
        check(&more_swap(Lang::En, 3), ", and 3 other pairs swap");
        check(&with_twins(Lang::En, "A", 1), "A (and 1 equal item)");
        check(&with_twins(Lang::Zh, "甲", 0), "甲");
        check(&climbed(Lang::En, -1), "down 1 rank");
        check(&climbed(Lang::En, 2), "up 2 ranks");
        check(&climbed(Lang::Zh, 2), "上升 2 名");
        check(
            &all_level(Lang::En, 2),
            "Both items are worth the same to users and business, so the weight decides nothing.",
        );
    }

    #[test]
    fn items_that_share_a_place_are_joined() {
        let titles: Vec<String> = ["甲", "乙", "丙", "丁"].map(str::to_owned).into();
        check(&shared(Lang::En, &[]), "");
        check(&shared(Lang::En, &titles[..1]), "甲");
        check(&shared(Lang::En, &titles[..2]), "甲 and 乙");
        check(&shared(Lang::En, &titles), "甲, 乙 and 2 more");
        check(&shared(Lang::Zh, &titles[..2]), "“甲”和“乙”");
        check(&shared(Lang::Zh, &titles), "“甲”、“乙”等共 4 个需求");
    }
}
