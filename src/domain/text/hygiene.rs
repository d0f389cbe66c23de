//! Words of the check of how the scores were made.

use super::super::hygiene::Kind;
use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    title: "Check the scores", "检查评分";
    wrong: "Put right first", "请先修正";
    doubtful: "Look at again", "建议复核";
    note: "Good to know", "供参考";
    select_these: "Select in the grid", "在列表中选中";
    dismiss: "Dismiss", "忽略";
    show_dismissed: "Show them again", "重新显示";
    ranked_by: "Ranked by", "排序依据";
    age: "Estimates are stale after", "估计过期时限";
    none_yet: "Nothing is scored yet, so there is nothing to check.", "尚无评分，暂无可检查的内容。";
    to_items: "Go to the items", "前往需求池";
    all_well: "Nothing stands out in these scores. That does not make them right, only plausible.", "评分中未发现明显问题；这不代表数值正确，只说明没有可疑之处。";
    why_unusable: "Such a number is kept as it was typed, and its item has no score.", "这些数字按原样保留，相应需求没有得分。";
    why_same_share: "One value for all says nothing about any of them, and the order does not change without it.", "全部相同等于没有区分，去掉它排序也不会变。";
    why_all_equal: "An input that is the same everywhere does not help to choose.", "处处相同的数值对取舍没有帮助。";
    why_same_contributions: "If everything serves everything alike, needs and goals do not tell items apart.", "如果每项贡献都一样，用户需求与业务目标就无法区分优先级。";
    why_mixed_units: "Some were probably typed in days and others in months: the order is then off by about 20 times.", "可能有的按人天、有的按人月填写，得分会因此相差约 20 倍。";
    why_stale: "The product and its users have moved on. Look at the numbers again, or confirm them.", "产品和用户都在变化，请重新核对或确认这些数字。";
    why_outlier: "Scores multiply this number, so it decides the order alone. Is it counted like the others?", "得分与该数值成正比，它会单独决定排序。统计口径与其他需求一致吗？";
    why_must_be: "People do not ask for what they take for granted, so a score by reach underrates it. Consider a place by decision.", "用户视为理所当然的功能往往不会被提出，按触达计分会低估它。可考虑直接决定其位置。";
    why_moonshot: "Below 50% an idea is a bold guess. Find out more before it is built.", "信心低于 50% 属于大胆设想，动工前请先验证。";
    why_false_precision: "Inputs of one digit cannot tell these apart. Treat them as equal, or decide by something else.", "输入只有一位有效数字，分不出这些需求的先后。请视为并列，或另找依据。";
    why_narrow: "A 90% range should surprise in one of ten cases only. Most people draw it too narrow.", "90% 区间意味着十次中只应有一次落在区间外；人们通常估得过窄。";
    why_symmetric: "Work and demand run over more often than under, so the upper end usually lies further away.", "工作量和需求量更容易超出预期，上限通常离可能值更远。";
    why_once: "Over a longer period what happens once weighs less. The order holds for this period only.", "周期越长，一次性的触达分量越小；当前排序只适用于这个周期。";
    why_top_class: "Above 60% there is too little left to drop when work runs over (DSDM).", "超过 60% 时，一旦超期就没有足够的内容可以舍弃（DSDM）。";
    why_droppable: "About 20% of the effort should be work that can be dropped (DSDM).", "约 20% 的工作量应当是可以舍弃的内容（DSDM）。";
    why_no_effort: "Without effort a large item looks as cheap as a small one.", "没有工作量，大需求和小需求看起来代价一样。";
    why_small_scale: "A scale from 1 to 5 loses how many times more one is than the other.", "用 1 到 5 打分会丢失数量上的倍数差异。";
}

phrases! {
    counts_people(period: &str): "people or events a {period}", "每{period}的人数或次数";
    goes_up_to(high: &str): "a scale up to {high}", "最高为 {high} 的量程";
    days(count: &str): "{count} days", "{count} 天";
    more_items(count: &str): "and {count} more", "另有 {count} 个";
    checked(items: &str, framework: &str): "{items} checked under {framework}.", "已按“{framework}”检查 {items}。";
}

/// “2 findings dismissed for now.”
pub fn dismissed(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} dismissed for this visit.", plural(count, "finding")),
        Lang::Zh => format!("本次访问已忽略 {} 条。", group(count)),
    }
}

/// “1 item has”, “2 items have”
fn have(count: usize) -> String {
    format!("{} {}", plural(count, "item"), if count == 1 { "has" } else { "have" })
}

/// What was found, in a sentence.
pub fn sentence(lang: Lang, kind: &Kind, count: usize) -> String {
    match lang {
        Lang::En => english(kind, count),
        Lang::Zh => chinese(kind, count),
    }
}

fn english(kind: &Kind, count: usize) -> String {
    let lang = Lang::En;
    let items = plural(count, "item");
    let are = if count == 1 { "is" } else { "are" };
    match kind {
        Kind::Unusable => format!("{} a number that cannot be used.", have(count)),
        Kind::AllEqual { input, value, .. } => {
            format!("{} is {} for all {items} that have it.", input.get(lang), value.get(lang))
        }
        Kind::SameContributions { level } => {
            format!("Every contribution of all {items} is {level}.")
        }
        Kind::MixedUnits { input, small, large } => format!(
            "{} falls into two groups, around {small} and around {large}: two units may be mixed.",
            input.get(lang)
        ),
        Kind::Stale { days } => format!(
            "{items} {} last scored more than {} ago.",
            if count == 1 { "was" } else { "were" },
            plural(*days as usize, "day")
        ),
        Kind::Outlier { input, median } => {
            format!("{} of {items} {are} more than 20 times the median of {median}.", input.get(lang))
        }
        Kind::LowMustBe => format!(
            "{items} {are} must-be for users and {} in the lower half.",
            if count == 1 { "stands" } else { "stand" }
        ),
        Kind::Moonshot { input } => format!("{items} {are} below 50% in {}.", input.get(lang)),
        Kind::FalsePrecision => format!(
            "{items} {are} ranked less than 5% away from a neighbour, while every number behind the scores has one digit."
        ),
        Kind::NarrowRanges => format!("{} a range narrower than a tenth of its likely value.", have(count)),
        Kind::SymmetricRanges => {
            format!("In the ranges of {items}, the likely value lies right in the middle.")
        }
        Kind::OnceAndAgain { input } => {
            format!("{} of {items} happens once, of the others every period.", input.get(lang))
        }
        Kind::TopClass { class, percent } => format!("“{}” takes {percent} of the effort.", class.get(lang)),
        Kind::DroppableClass { class, percent } => {
            format!("Only {percent} of the effort is “{}”.", class.get(lang))
        }
        Kind::NoEffort => format!("{} no effort.", have(count)),
        Kind::SmallScale { input, meant } => {
            format!("{} looks like a scale from 1 to 5; it is meant as {}.", input.get(lang), meant.get(lang))
        }
    }
}

fn chinese(kind: &Kind, count: usize) -> String {
    let lang = Lang::Zh;
    let items = super::common::items(lang, count);
    match kind {
        Kind::Unusable => format!("{items}含有无法使用的数字。"),
        Kind::AllEqual { input, value, .. } => {
            format!("已填写的 {items}，“{}”全部为 {}。", input.get(lang), value.get(lang))
        }
        Kind::SameContributions { level } => format!("{items}的贡献全部为 {level}。"),
        Kind::MixedUnits { input, small, large } => {
            format!(
                "“{}”分成两群，一群在 {small} 左右，另一群在 {large} 左右，可能混用了两种单位。",
                input.get(lang)
            )
        }
        Kind::Stale { days } => format!("{items}上次评分已超过 {days} 天。"),
        Kind::Outlier { input, median } => {
            format!("{items}的“{}”超过中位数 {median} 的 20 倍。", input.get(lang))
        }
        Kind::LowMustBe => format!("{items}对用户属于必备，却排在后半部分。"),
        Kind::Moonshot { input } => format!("{items}的“{}”低于 50%。", input.get(lang)),
        Kind::FalsePrecision => format!("{items}得分相差不到 5%，而各项输入只有一位有效数字。"),
        Kind::NarrowRanges => format!("{items}的区间宽度不足可能值的十分之一。"),
        Kind::SymmetricRanges => format!("{items}的区间中，可能值恰好居中。"),
        Kind::OnceAndAgain { input } => format!("{items}的“{}”是一次性的，其余按周期重复。", input.get(lang)),
        Kind::TopClass { class, percent } => format!("“{}”占总工作量的 {percent}。", class.get(lang)),
        Kind::DroppableClass { class, percent } => format!("“{}”只占总工作量的 {percent}。", class.get(lang)),
        Kind::NoEffort => format!("{items}没有估计工作量。"),
        Kind::SmallScale { input, meant } => {
            format!("“{}”看起来是 1 到 5 的打分，本应是{}。", input.get(lang), meant.get(lang))
        }
    }
}

/// Why it matters and what to do, in a line.
pub fn why(lang: Lang, kind: &Kind) -> &'static str {
    let word = match kind {
        Kind::Unusable => why_unusable,
        Kind::AllEqual { share: true, .. } => why_same_share,
        Kind::AllEqual { .. } => why_all_equal,
        Kind::SameContributions { .. } => why_same_contributions,
        Kind::MixedUnits { .. } => why_mixed_units,
        Kind::Stale { .. } => why_stale,
        Kind::Outlier { .. } => why_outlier,
        Kind::LowMustBe => why_must_be,
        Kind::Moonshot { .. } => why_moonshot,
        Kind::FalsePrecision => why_false_precision,
        Kind::NarrowRanges => why_narrow,
        Kind::SymmetricRanges => why_symmetric,
        Kind::OnceAndAgain { .. } => why_once,
        Kind::TopClass { .. } => why_top_class,
        Kind::DroppableClass { .. } => why_droppable,
        Kind::NoEffort => why_no_effort,
        Kind::SmallScale { .. } => why_small_scale,
    };
    word(lang)
}
