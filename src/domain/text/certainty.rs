//! Words about how sure the order is: ranges, simulation, rank ranges.

use super::super::number::group;
use super::{Lang, common, phrases, plural, words};

words! {
    title: "How sure is the order?", "这个排序有多大把握？";
    order_by: "Order by", "排序依据";
    by_value: "Need and goal", "需求与目标";

    by_value_per_work: "Value ÷ effort", "价值 ÷ 工作量";
    per_work_help: "The value is divided by the effort, and the ranges of the effort vary together with the need share.", "价值除以工作量，工作量的区间与需求侧权重同时变动。";
    no_work: "No item has both a value and an effort yet.", "还没有需求同时具备价值和工作量。";
    assumed_work: "How wide an assumed range is follows from the confidence in the item, where it has one.", "假定区间的宽度取决于该需求的信心（如有）。";
    stop: "Stop", "停止";
    go_on: "Go on", "继续";
    stopped_at_once: "Stopped before there was anything to show.", "已停止，尚无结果。";
    stopped_before: "Stopped. These figures are those of the plan as it was before.", "已停止。以下数字是修改之前的结果。";
    acceptability: "How often each rank", "各名次的比例";
    acceptability_help: "The share of the draws in which an item has exactly that rank (its rank acceptability). All in one column is a sure place; what is spread over several is open. 40% under 1 means: in 40 of 100 such orders it would be first.", "该需求恰好获得此名次的模拟比例（名次可接受度）。集中在一列说明名次稳固，分散在多列说明尚无定论。第 1 名下的 40% 表示：100 个这样的排序中有 40 个由它居首。";
    acceptability_of_shares: "Read it as people, too: of all who put the need share somewhere between the two ends, so many would give it that rank.", "也可以理解为人数：在把需求侧权重定在两端之间的所有人中，有这么多人会给它这个名次。";
    later_column: "Later", "更后";
    nothing_scored: "Nothing is scored yet. With estimates for two or more items, this page shows how sure their order is.", "还没有得分。为至少两个需求填写估计后，这里会显示它们的排序有多大把握。";
    one_scored: "Only one item has a score, and an order takes two.", "只有一个需求有得分，至少两个才有排序。";
    go_to_items: "Go to the items", "前往需求池";
    nothing_to_weigh: "There is no user need and no business goal with a weight yet, so no item has a value.", "还没有带权重的用户需求或业务目标，因此需求没有价值可比。";
    go_to_needs: "Add needs and goals", "添加需求与目标";
    nothing_contributes: "Nobody has judged yet what items do for needs and goals.", "还没有判断各需求对用户需求和业务目标的贡献。";
    go_to_contributions: "Judge contributions", "填写贡献";

    all_single: "All numbers are single values, so the order looks surer than it is.", "所有数字都是单一的值，排序看上去比实际更有把握。";
    all_single_way: "Give an estimate as low / likely / high, such as 2 / 4 / 7, or assume a range for every number.", "可把估计写成“低 / 可能 / 高”，例如 2 / 4 / 7，或者为每个数字采用假定区间。";
    assume: "Assume ranges", "采用假定区间";
    assume_help: "for numbers given without one", "用于没有区间的数字";
    ratios: "How wide", "区间宽度";
    ratios_help: "90% of the time a number lies between likely ÷ ratio and likely × ratio; its median stays.", "90% 的情况下，数字介于“可能 ÷ 倍数”与“可能 × 倍数”之间，中位数不变。";
    ratio_high: "High confidence, 90% or more", "信心高：90% 及以上";
    ratio_medium: "Medium, 65% or more", "信心中：65% 及以上";
    ratio_low: "Low confidence", "信心低";
    ratio_problem: "Use a number from 1 to 100. The old one is still in use.", "请输入 1 到 100 的数字。仍在使用原来的值。";
    confidence_once: "Confidence decides how wide the assumed ranges are and is left out of the score here, because using it for both would count it twice. So the order below is the one without it.", "信心在这里决定假定区间的宽度，不再计入得分，否则会被计算两次。因此下面是不含信心的排序。";
    without_confidence: "This score does not ask for confidence, so every assumed range has the medium width.", "此得分不含信心，因此假定区间一律采用中等宽度。";

    share_from: "Need share from", "需求侧权重从";
    share_to: "to", "到";
    share_help: "Every share between the two is equally likely, and it is the same for all items of a draw.", "两者之间的每个权重机会相等，每次模拟中所有需求使用同一权重。";
    share_single: "The need share has no room, so there is one order only. Widen it to see which places hold.", "需求侧权重没有变动空间，因此只有一种排序。放宽后可看出哪些名次不变。";

    top: "First places", "前几名";
    caption: "Items in the plain order, with where they stand when their numbers vary", "按原排序列出的需求，以及数字变动时的名次";
    column_rank: "Rank", "名次";
    column_item: "Item", "需求";
    column_range: "Rank range", "名次区间";
    column_next: "Above the next", "高于下一项";
    column_open: "Ranges", "区间";
    column_central: "First at", "居首时的权重";
    range_heading_help: "The ranks that hold 90% of the simulated orders. ≈ marks items with assumed ranges.", "包含 90% 模拟排序的名次。≈ 表示需求带有假定区间。";
    own_single: "Its own numbers are single values: it moves because others do.", "它的数字都是单一的值，名次随其他需求变动。";
    own_given: "Its ranges were given.", "它的区间是填写的。";
    own_assumed: "It has assumed ranges.", "它带有假定区间。";
    no_ranges_of_worth: "This score rests on needs and goals, which have no ranges. The page “How sure” shows which places hold when their weight moves.", "此得分取决于需求与目标，它们没有区间。权重变动时哪些名次不变，请看“把握”页。";
    ranges_not_made: "CSV file saved without rank ranges, which could not be simulated.", "CSV 文件已保存，但名次区间未能模拟，相应的列为空。";
    range_help: "The ranks that hold 90% of the simulated orders; the line is the median, the dot the plain rank.", "包含 90% 模拟排序的名次；竖线为中位名次，圆点为原名次。";
    next_help: "How often it stands above the item behind it; ties count half.", "高于后一项的比例；并列各计一半。";
    central_help: "The mean need share of the draws in which it was first.", "它居首的各次模拟中需求侧权重的均值。";
    assumed: "assumed", "假定";
    single: "single values", "单一的值";
    never_first: "never first", "从未居首";
    working: "Simulating", "正在模拟";
    updating: "Updating", "正在更新";
    results: "Results", "结果";

    pair_title: "Compare two items", "比较两个需求";
    pair_first: "Is this item", "这个需求";
    pair_second: "above this one", "是否高于";
    pair_same: "Choose two different items.", "请选择两个不同的需求。";

    notes: "How this is counted", "计算方法";
    note_ties: "Equal scores share the better rank. Half of a tie counts as being above.", "得分相同则并列较好的名次；比较高低时并列计一半。";
    note_independent: "The numbers of an item vary independently of each other and of other items. If two estimates rest on the same guess, the ranges are narrower in truth than here.", "各数字相互独立变动，不同需求之间也独立。若两个估计依据同一个猜测，名次的实际变动会比这里小。";
    note_shape: "A range is read as its 5th percentile, median and 95th percentile, lognormal on each side of the median.", "区间依次为第 5 百分位、中位数、第 95 百分位，中位数两侧各为对数正态分布。";
}

phrases! {
    usual_rank(score: &str, rank: u32): "{score}: {rank}", "{score}：{rank}";
    top_column(k: u32): "In the first {k}", "进入前 {k} 名";
    rank_range(low: &str, high: &str): "{low} to {high}", "{low} 至 {high}";
    range_counted(ranks: &str, draws: &str): "{ranks} in 90% of {draws} simulated orders.", "{ranks}：{draws} 次模拟中有 90% 的名次在此区间内。";
    plain_rank(rank: &str): "Confidence makes the width of assumed ranges here and does not count in the score. Without it the rank is {rank}.", "信心在这里只决定假定区间的宽度，不计入得分；不含信心的名次为 {rank}。";
    too_many_for_ranges(most: &str): "With more than {most} scored items, rank ranges are not worked out while you edit. The page “How sure” shows them, and exported tables have them.", "得分的需求超过 {most} 个时，编辑期间不计算名次区间。请看“把握”页，导出的表格中也有。";
    more_rows(count: &str): "Show {count} more", "再显示 {count} 个";
    progress(done: &str, all: &str): "{done} of {all} draws", "已模拟 {done} / {all} 次";
    stopped(done: &str, all: &str): "Stopped after {done} of {all} draws.", "已停止，完成 {done} / {all} 次模拟。";
    rank_column(rank: u32): "No. {rank}", "第 {rank} 名";
    error(points: &str): "±{points} points", "±{points} 个百分点";
    note_draws(draws: &str, seed: u64, points: &str): "{draws} draws from seed {seed}; the same plan gives the same figures everywhere. By chance a percentage is off by less than {points} points 19 times in 20.", "共 {draws} 次模拟，种子 {seed}；同一计划在任何地方结果相同。每 20 个百分比中约有 19 个的随机误差小于 {points} 个百分点。";
    pair_sentence(first: &str, second: &str, chance: &str, error: &str): "“{first}” stands above “{second}” in {chance} of the draws ({error}).", "在 {chance} 的模拟中，“{first}”高于“{second}”（{error}）。";
    pair_many(count: &str): "The first {count} of the order can be chosen.", "可选排序中的前 {count} 个。";
}

/// Two sentences, one behind the other.
pub fn in_a_row(lang: Lang, first: &str, second: &str) -> String {
    match lang {
        Lang::En => format!("{first} {second}"),
        Lang::Zh => format!("{first}{second}"),
    }
}

/// How often the first places hold.
pub fn hold(lang: Lang, k: u32, chance: &str) -> String {
    match (lang, k) {
        (Lang::En, 1) => format!("The first place holds in {chance} of the draws."),
        (Lang::En, _) => format!("The first {k} hold in {chance} of the draws."),
        (Lang::Zh, 1) => format!("第一名在 {chance} 的模拟中不变。"),
        (Lang::Zh, _) => format!("前 {k} 名在 {chance} 的模拟中仍是这 {k} 个。"),
    }
}

/// How many items are left out.
pub fn unscored(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => {
            let verb = if count == 1 { "has" } else { "have" };
            format!("{} {verb} no score and cannot be placed.", plural(count, "item"))
        }
        Lang::Zh => format!("{}没有得分，未参与排序。", common::items(lang, count)),
    }
}

/// How many numbers are assumed to have a range.
pub fn assumed_count(lang: Lang, assumed: usize, open: usize) -> String {
    match lang {
        Lang::En => format!("{} of {} assumed.", group(assumed), plural(open, "range")),
        Lang::Zh => format!("共 {} 个区间，其中 {} 个为假定。", group(open), group(assumed)),
    }
}

/// How many items have a first rank in fewer draws than those that are listed.
pub fn more_accepted(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En if count == 1 => "One more item has one of these ranks in some draw.".to_owned(),
        Lang::En => format!("{} more items have one of these ranks in some draw.", group(count)),
        Lang::Zh => format!("另有{}在某些模拟中获得过这些名次。", common::items(lang, count)),
    }
}
