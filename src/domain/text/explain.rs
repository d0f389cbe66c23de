//! Words that say why one item stands above another, and what would change it.

use super::super::number::display;
use super::{Lang, phrases, words};

words! {
    title: "Why this order", "为什么这样排";
    parts: "What makes the difference", "差距从何而来";
    factor: "Number", "数字";
    effect: "Effect", "作用";
    by_ratio_help: "Scores are products, so the effects multiply: ×2 alone would make the score twice as high.", "得分是各项的乘积，因此各项作用相乘：单独一个 ×2 会使得分变为两倍。";
    by_difference_help: "The effects add up to the difference of the two scores.", "各项作用相加，即为两者得分之差。";
    by_value_help: "Each effect is the weight times the difference of the contributions; they add up to the difference of the two values.", "每项作用为权重乘以贡献之差；相加即为两者价值之差。";
    no_more_harm: "Harm beyond 0 does not count", "价值低于 0 按 0 计";
    value: "Value", "价值";
    swaps: "What would swap them", "怎样会换位";
    no_swap: "No change of a single number within its bounds would swap the two.", "在各自的取值范围内，只改一个数字不会使两者换位。";
    gone: "One of the two items is no longer in the plan.", "其中一个需求已不在计划中。";

    tornado: "What moves this item", "什么会移动它的名次";
    tornado_help: "One number at a time goes to the ends of its 90% range; all others stay at their likely values.", "每次只让一个数字取其 90% 区间的两端，其余保持可能值。";
    without_confidence: "As ranges are assumed, confidence decides how wide they are and is left out of the scores here.", "采用假定区间时，信心只决定区间宽度，不计入这里的得分。";
    at_low: "At the low end", "取低值";
    at_high: "At the high end", "取高值";
    tornado_empty: "No number of this item has a range. Type one such as 1 / 2 / 4 to see what it moves.", "该需求的数字都没有区间。输入如 1 / 2 / 4 的区间，就能看到它的作用。";
    tornado_unscored: "This item has no score yet.", "该需求还没有得分。";

    knowing: "Most worth finding out", "最值得查清的数字";
    knowing_help: "The gain is what the choice of the best items would bring on average if that one number were known before, in units of the score (the partial expected value of perfect information, EVPPI).", "收益是指：若事先查清这一个数字，所选需求的总得分平均可以提高多少（部分完全信息期望值，EVPPI）。";
    knowing_empty: "No estimate has a range yet. Type one such as 1 / 2 / 4 to see which number is worth finding out.", "还没有带区间的估计。输入如 1 / 2 / 4 的区间，就能看到哪个数字最值得查清。";
    go_to_items: "Go to items", "前往需求";
    under_1: "under 1%", "不到 1%";
    over_99: "over 99%", "99% 以上";
    a_comma: ", ", "、";
    two_causes: " and ", "，且";
    two_names: " and ", "和";
    between_sentences: " ", "";
}

phrases! {
    by_framework(name: &str): "by {name}", "按{name}";
    by_share(need: &str, goal: &str): "at {need} user need and {goal} business goal", "用户需求 {need}，业务目标 {goal}";
    open_item(item: &str): "Open “{item}”", "打开“{item}”";

    because(above: &str, below: &str, causes: &str): "“{above}” is above “{below}” because {causes}.", "“{above}”排在“{below}”之前，因为{causes}。";
    mainly(above: &str, below: &str, causes: &str): "“{above}” is above “{below}” mainly because {causes}.", "“{above}”排在“{below}”之前，主要因为{causes}。";
    mainly_offset(above: &str, below: &str, causes: &str, offsets: &str): "“{above}” is above “{below}” mainly because {causes}, partly offset by {offsets}.", "“{above}”排在“{below}”之前，主要因为{causes}，{offsets}抵消了一部分。";
    plainly(above: &str, below: &str, high: &str, low: &str): "“{above}” is above “{below}”: {high} against {low}.", "“{above}”排在“{below}”之前：{high} 比 {low}。";
    its(label: &str, how: &str): "its {label} is {how}", "{label}{how}";
    rather(label: &str, above: &str, below: &str): "its {label} is {above} rather than {below}", "{label}为 {above}（对方为 {below}）";
    zero_of(below: &str, labels: &str): "the {labels} of “{below}” is 0", "“{below}”的{labels}为 0";
    more_for_need(title: &str, above: &str, below: &str): "it does more for the need “{title}” ({above} rather than {below})", "对用户需求“{title}”的贡献更大（{above} 比 {below}）";
    more_for_goal(title: &str, above: &str, below: &str): "it does more for the goal “{title}” ({above} rather than {below})", "对业务目标“{title}”的贡献更大（{above} 比 {below}）";
    less_for_need(title: &str, above: &str, below: &str): "doing less for the need “{title}” ({above} rather than {below})", "对用户需求“{title}”的贡献较小（{above} 比 {below}）";
    less_for_goal(title: &str, above: &str, below: &str): "doing less for the goal “{title}” ({above} rather than {below})", "对业务目标“{title}”的贡献较小（{above} 比 {below}）";
    lower(label: &str): "lower {label}", "{label}较低";
    higher(label: &str): "higher {label}", "{label}较高";
    smaller_work(label: &str): "lower {label}", "{label}较小";
    larger_work(label: &str): "higher {label}", "{label}较大";

    tie(above: &str, below: &str): "“{above}” and “{below}” tie.", "“{above}”与“{below}”并列。";
    tie_lower(above: &str, below: &str, label: &str): "“{above}” and “{below}” tie; “{above}” stands first because its {label} is lower (the second order).", "“{above}”与“{below}”并列；“{above}”在前，因为{label}更低（第二排序）。";
    tie_higher(above: &str, below: &str, label: &str): "“{above}” and “{below}” tie; “{above}” stands first because its {label} is higher (the second order).", "“{above}”与“{below}”并列；“{above}”在前，因为{label}更高（第二排序）。";
    tie_title(above: &str, below: &str): "“{above}” and “{below}” tie; “{above}” stands first by its title.", "“{above}”与“{below}”并列；按标题排列，“{above}”在前。";
    no_score(item: &str): "“{item}” has no score yet.", "“{item}”还没有得分。";
    not_judged(item: &str): "Nobody has judged yet what “{item}” does for needs and goals.", "还没有人判断“{item}”对用户需求和业务目标的贡献。";
    unusable(item: &str, label: &str): "“{item}” has no score: its {label} cannot be used.", "“{item}”没有得分：{label}不可用。";
    stands_above(above: &str, below: &str): "“{above}” is above “{below}”.", "“{above}”排在“{below}”之前。";

    share_above(item: &str, other: &str, share: &str): "“{item}” overtakes “{other}” if the need share rises above {share}.", "需求侧权重升到 {share} 以上时，“{item}”会超过“{other}”。";
    share_below(item: &str, other: &str, share: &str): "“{item}” overtakes “{other}” if the need share falls below {share}.", "需求侧权重降到 {share} 以下时，“{item}”会超过“{other}”。";
    share_never(item: &str, other: &str): "No need share puts “{item}” above “{other}”.", "无论需求侧权重是多少，“{item}”都不会超过“{other}”。";

    the_criterion(title: &str): "the criterion “{title}”", "评分标准“{title}”";
    the_need(title: &str): "the need “{title}” among the needs", "用户需求“{title}”在全部用户需求中";
    the_goal(title: &str): "the goal “{title}” among the goals", "业务目标“{title}”在全部业务目标中";
    weight_above(item: &str, other: &str, what: &str, from: &str, to: &str): "“{item}” overtakes “{other}” if the weight of {what} grows from {from} to more than {to}.", "若{what}的权重从 {from} 增加到 {to} 以上，“{item}”就会超过“{other}”。";
    weight_below(item: &str, other: &str, what: &str, from: &str, to: &str): "“{item}” overtakes “{other}” if the weight of {what} drops from {from} to less than {to}.", "若{what}的权重从 {from} 降到 {to} 以下，“{item}”就会超过“{other}”。";
    what_moves(item: &str): "What moves “{item}”", "什么会移动“{item}”的名次";
    falls_growing(item: &str, other: &str, label: &str, from: &str, to: &str, change: &str): "“{item}” falls behind “{other}” if its {label} grows from {from} to more than {to}{change}.", "若“{item}”的{label}从{from}增加到{to}以上{change}，就会落到“{other}”之后。";
    falls_dropping(item: &str, other: &str, label: &str, from: &str, to: &str, change: &str): "“{item}” falls behind “{other}” if its {label} drops from {from} to less than {to}{change}.", "若“{item}”的{label}从{from}降到{to}以下{change}，就会落到“{other}”之后。";
    overtakes_growing(item: &str, other: &str, label: &str, from: &str, to: &str, change: &str): "“{item}” overtakes “{other}” if its {label} grows from {from} to more than {to}{change}.", "若“{item}”的{label}从{from}增加到{to}以上{change}，就会超过“{other}”。";
    overtakes_dropping(item: &str, other: &str, label: &str, from: &str, to: &str, change: &str): "“{item}” overtakes “{other}” if its {label} drops from {from} to less than {to}{change}.", "若“{item}”的{label}从{from}降到{to}以下{change}，就会超过“{other}”。";
    change(percent: &str): " ({percent})", "（{percent}）";
    per_period(number: &str, period: &str): "{number} a {period}", "每{period} {number}";
    of_work(number: &str, unit: &str): "{number} {unit}", "{number} {unit}";

    range(low: &str, high: &str): "{low} to {high}", "{low} 至 {high}";
    with_assumed(range: &str): "{range}, assumed", "{range}（假定）";
    end(score: &str, rank: u32): "{score} · rank {rank}", "{score} · 第 {rank} 名";
    tornado_of(title: &str): "What moves “{title}”", "什么会移动“{title}”的名次";
    tornado_now(score: &str, rank: u32, of: usize): "Likely: {score}, rank {rank} of {of}", "可能值：{score}，第 {rank} 名（共 {of} 个）";

    known_first(item: &str, label: &str, chance: &str, gain: &str): "Finding out the {label} of “{item}” would change the first place with a chance of {chance}, and is worth {gain} in score on average.", "查清“{item}”的{label}，有 {chance} 的可能改变第一名，平均可使得分提高 {gain}。";
    known_top(top: usize, item: &str, label: &str, chance: &str, gain: &str): "Finding out the {label} of “{item}” would change the top {top} with a chance of {chance}, and is worth {gain} in score on average.", "查清“{item}”的{label}，有 {chance} 的可能改变前 {top} 名，平均可使总得分提高 {gain}。";
    settled_top(top: usize): "No single number would change the top {top}: as far as these ranges go, it is settled.", "查清任何单个数字都不会改变前 {top} 名：就这些区间而言，已成定局。";
    no_choice(top: usize): "No more items have a score than the {top} to choose.", "有得分的需求不超过 {top} 个，无需取舍。";
}

words! {
    /// Nothing to find out.
    settled_first: "No single number would change the first place: as far as these ranges go, it is settled.", "查清任何单个数字都不会改变第一名：就这些区间而言，已成定局。";
}

/// The numbers that keep an item from having a score.
pub fn missing(lang: Lang, item: &str, labels: &[String]) -> String {
    let names = list(lang, labels);
    match lang {
        Lang::En => {
            let verb = if labels.len() == 1 { "is" } else { "are" };
            format!("“{item}” has no score yet: {names} {verb} missing.")
        }
        Lang::Zh => format!("“{item}”还没有得分：缺少{names}。"),
    }
}

/// “reach, impact and effort” / “触达、影响和工作量”
pub fn list(lang: Lang, names: &[String]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            [&rest.join(a_comma(lang)), two_names(lang), last.as_str()].concat()
        }
        _ => names.concat(),
    }
}

/// A label in the middle of a sentence: English ones begin small, unless they are a name
/// in capitals.
pub fn inside(lang: Lang, label: &str) -> String {
    let mut letters = label.chars();
    match (lang, letters.next(), letters.next()) {
        (Lang::En, Some(first), Some(second)) if second.is_ascii_lowercase() => {
            let mut text = first.to_ascii_lowercase().to_string();
            text.extend(label.chars().skip(1));
            text
        }
        _ => label.to_owned(),
    }
}

/// Ratios that have names: the number, and what it is called in each language.
const NAMED: &[(f64, &str, &str)] = &[
    (1.0 / 10.0, "a tenth", "十分之一"),
    (1.0 / 5.0, "a fifth", "五分之一"),
    (1.0 / 4.0, "a quarter", "四分之一"),
    (1.0 / 3.0, "a third", "三分之一"),
    (1.0 / 2.0, "half", "一半"),
    (2.0 / 3.0, "two thirds", "三分之二"),
    (2.0, "twice", "两倍"),
    (3.0, "three times", "三倍"),
    (4.0, "four times", "四倍"),
    (5.0, "five times", "五倍"),
    (6.0, "six times", "六倍"),
    (8.0, "eight times", "八倍"),
    (10.0, "ten times", "十倍"),
];

/// Within this relative distance a ratio has a name; within four of them it is about that.
const NEAR: f64 = 0.01;

/// How one number compares with another that it is `ratio` times as large as, both more
/// than 0: “a third as high”, “20% higher” / “只有其三分之一”, “高 20%”.
pub fn how_high(lang: Lang, ratio: f64) -> String {
    let away = |named: f64| (ratio / named - 1.0).abs();
    let named = NAMED.iter().find(|(named, ..)| away(*named) <= 4.0 * NEAR);
    if let Some((named, en, zh)) = named {
        let is_exact = away(*named) <= NEAR;
        return match lang {
            Lang::En => format!("{}{en} as high", if is_exact { "" } else { "about " }),
            Lang::Zh if !is_exact => format!("约为其{zh}"),
            Lang::Zh => format!("{}其{zh}", if ratio < 1.0 { "只有" } else { "是" }),
        };
    }
    let percent = (ratio - 1.0).abs() * 100.0;
    let shown = display(percent.min(99.0), 0);
    match lang {
        Lang::En if ratio < NEAR => "less than a hundredth as high".to_owned(),
        Lang::Zh if ratio < NEAR => "不到其百分之一".to_owned(),
        Lang::En if percent < 0.5 => format!("slightly {}", if ratio < 1.0 { "lower" } else { "higher" }),
        Lang::Zh if percent < 0.5 => (if ratio < 1.0 { "略低" } else { "略高" }).to_owned(),
        Lang::En if ratio < 1.0 => format!("{shown}% lower"),
        Lang::Zh if ratio < 1.0 => format!("低 {shown}%"),
        Lang::En if ratio < 1.9 => format!("{shown}% higher"),
        Lang::Zh if ratio < 1.9 => format!("高 {shown}%"),
        Lang::En => format!("about {} times as high", times(ratio)),
        Lang::Zh => format!("约为其 {} 倍", times(ratio)),
    }
}

fn times(ratio: f64) -> String {
    display(ratio, if ratio < 20.0 { 1 } else { 0 })
}

/// An amount of work in its unit: “1 person-month”, “2.4 person-months” / “2.4 人月”
pub fn work(lang: Lang, number: &str, units: &str) -> String {
    let unit = if lang == Lang::En && number == "1" { units.trim_end_matches('s') } else { units };
    of_work(lang, number, unit)
}

/// A number in the middle of a sentence: Chinese puts a space between a digit and a
/// character, and none between two characters.
pub fn spaced(lang: Lang, number: &str) -> String {
    let space = |letter: Option<char>| match (lang, letter) {
        (Lang::Zh, Some(letter)) if letter.is_ascii() => " ",
        _ => "",
    };
    [space(number.chars().next()), number, space(number.chars().last())].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_said_as_people_say_them() {
        for (ratio, en, zh) in [
            (0.001, "less than a hundredth as high", "不到其百分之一"),
            (0.02, "98% lower", "低 98%"),
            (0.1, "a tenth as high", "只有其十分之一"),
            (0.25, "a quarter as high", "只有其四分之一"),
            (1.0 / 3.0, "a third as high", "只有其三分之一"),
            (0.34, "about a third as high", "约为其三分之一"),
            (0.5, "half as high", "只有其一半"),
            (0.63, "37% lower", "低 37%"),
            (0.8, "20% lower", "低 20%"),
            (0.999, "slightly lower", "略低"),
            (1.001, "slightly higher", "略高"),
            (1.2, "20% higher", "高 20%"),
            (1.88, "88% higher", "高 88%"),
            (1.95, "about twice as high", "约为其两倍"),
            (2.0, "twice as high", "是其两倍"),
            (2.5, "about 2.5 times as high", "约为其 2.5 倍"),
            (3.0, "three times as high", "是其三倍"),
            (7.0, "about 7 times as high", "约为其 7 倍"),
            (1234.0, "about 1,234 times as high", "约为其 1,234 倍"),
        ] {
            assert_eq!(how_high(Lang::En, ratio), en);
            assert_eq!(how_high(Lang::Zh, ratio), zh);
        }
    }

    #[test]
    fn names_are_listed_and_labels_begin_small_inside_a_sentence() {
        let names =
            |count: usize| ["a", "b", "c"].map(String::from).into_iter().take(count).collect::<Vec<_>>();
        for (count, en, zh) in
            [(0, "", ""), (1, "a", "a"), (2, "a and b", "a和b"), (3, "a, b and c", "a、b和c")]
        {
            assert_eq!(list(Lang::En, &names(count)), en);
            assert_eq!(list(Lang::Zh, &names(count)), zh);
        }
        for (label, small) in [("Reach", "reach"), ("NPS gain", "NPS gain"), ("触达", "触达"), ("", "")] {
            assert_eq!(inside(Lang::En, label), small);
        }
        assert_eq!(work(Lang::En, "1", "person-months"), "1 person-month");
        assert_eq!(work(Lang::En, "2", "person-months"), "2 person-months");
        assert_eq!(work(Lang::Zh, "1", "人月"), "1 人月");
    }
}
