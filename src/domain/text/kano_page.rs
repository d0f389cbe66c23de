//! Words of the page that shows a Kano analysis: controls, table, card and pictures.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    controls: "How to read the answers", "分析方式";
    segment: "Segment", "用户群";
    everyone: "Everyone", "所有人";
    no_segment: "Without a segment", "未分群";
    table: "Evaluation table", "评价表";
    rule: "Rule", "判定规则";
    near_tie_points: "Near tie, points", "近似并列阈值（百分点）";
    near_tie_problem: "Use a number from 0 to 100. The rule still uses the old one.", "请输入 0 到 100 的数字。规则仍使用原来的值。";
    cut: "Cut of the plot", "象限分界";

    nothing_asked: "This study asks about nothing yet. Choose the features first.", "本调研还没有功能。请先选择要调研的功能。";
    go_to_study: "Set up the study", "设置调研";
    nobody: "Nobody has answered yet, so there is nothing to analyse.", "还没有人作答，暂时无法分析。";
    nobody_in_segment: "Nobody in this segment has answered both questions about any feature.", "该用户群中还没有人完整回答任何一项功能的正反两问。";
    go_to_answers: "Collect answers", "收集回答";

    results: "Results", "结果";
    caption: "What each feature is, how sure that is, and what to look at. Intervals are 95%.", "各功能的类别、把握程度和注意事项。区间均为 95%。";
    feature: "Feature", "功能";
    verdict: "Category", "类别";
    answers: "Answers", "回答";
    means: "With / without it", "正向 / 反向均值";
    importance: "Importance", "重要度";
    remarks: "To look at", "注意";
    counting: "Counting the answers…", "正在统计回答…";
    choose_feature: "Choose a feature to see its counts, tests, segments and curve.", "选择一项功能，查看其计数、检验、用户群和曲线。";
    bar_hint: "Point at a bar, or go along the bars with the arrow keys, to read its numbers.", "指向某个条形，或用方向键在条形间移动，即可读取数值。";
    all_counts: "Counts, shares and probabilities of all features", "所有功能的计数、占比与概率";
    all_counts_help: "How many answers are of each category and their share; below, the probability that it would be the most frequent if everybody could be asked (Jeffreys' prior).", "每个类别的回答数与占比；下方为若能询问所有用户，该类别数量最多的概率（Jeffreys 先验）。";
    deleted_feature: "deleted item", "需求已删除";
    deleted_feature_help: "The item of this feature was deleted. Its answers are still analysed; its category cannot be written back.", "该功能对应的需求已删除。其回答仍参与分析，但类别无法写回。";
    deleted_for_good: "Deleted item", "已删除的需求";
    untitled: "Untitled", "无标题";

    sure_near_tie: "The near-tie rule decided here: it picks one of two close categories, so there is no probability.", "此处由近似并列规则决定：它在两个接近的类别中取其一，因此没有概率。";
    no_means: "Undefined: no answer is left once the questionable ones are taken out.", "无定义：去除可疑回答后没有剩余回答。";
    no_importance: "Nobody stated an importance.", "没有人给出重要度。";

    remark_very_few: "Very few answers", "回答很少";
    remark_few: "Few answers", "回答较少";
    remark_disagree: "Rules disagree", "规则不一致";
    remark_no_coefficients: "No Better/Worse", "无 Better/Worse";
    remark_no_answers: "No answers", "没有回答";

    views: "What each rule says", "各规则的结论";
    views_agree: "All rules and plots say the same.", "各规则与图形结论一致。";
    chosen_rule: "chosen", "已选";
    counts: "Counts and shares", "计数与占比";
    category: "Category", "类别";
    count: "Count", "数量";
    share: "Share", "占比";
    interval: "95% interval", "95% 区间";
    mode_probability: "Most frequent among everybody", "为全体众数的概率";
    sample: "What this sample can tell", "样本能说明什么";
    fong: "Fong's test, to compare with other tools", "Fong 检验（与其他工具对照）";
    segments: "Segments compared", "用户群比较";
    no_segments: "The answers have no two segments to compare.", "回答中没有可供比较的两个用户群。";
    compare: "Compare with", "与其他功能比较";
    compare_none: "No other feature", "不比较";
    compare_undefined: "Better and Worse of one of the two are undefined, so they cannot be compared.", "其中一项的 Better 和 Worse 无定义，无法比较。";
    close_card: "Close", "关闭";
    curve: "Satisfaction curve", "满意度曲线";
    no_curve: "There is no curve for a reverse or questionable feature.", "反向或可疑的功能没有满意度曲线。";

    better_worse: "Better and Worse", "Better 与 Worse";
    better_worse_help: "To the right: how much people miss it. Upwards: how much it pleases. The ellipses hold both true values in 95 of 100 studies; crosses are the two intervals where an ellipse collapses. Discs that would cover each other stand apart; ellipses and crosses stay at the values.", "越靠右，缺少它越不满；越靠上，具备它越满意。椭圆在 100 次调研中有 95 次同时包含两个真实值；椭圆退化时以十字表示两个区间。会互相遮挡的圆点略微错开，椭圆和十字仍在数值所在处。";
    continuous: "Continuous analysis", "连续分析";
    continuous_help: "Mean answers as numbers, -2 to 4 (DuMouchel), cut at 2. The bars are 95% intervals: 1.96 standard errors each way. With a single answer there is no bar. Discs that would cover each other stand apart; the bars cross at the means.", "把回答换算为 -2 到 4 的数值后求均值（DuMouchel），以 2 为界。线段为 95% 区间（上下各 1.96 个标准误）；只有一个回答时没有线段。会互相遮挡的圆点略微错开，线段仍在均值处相交。";
    bars: "Answers by category", "各类别回答";
    axis_better: "Better: how much it pleases", "Better：带来满意的程度";
    axis_worse: "|Worse|: how much it is missed", "|Worse|：缺少时不满的程度";
    axis_functional: "With it: mean", "具备时：均值";
    axis_dysfunctional: "Without it: mean", "不具备时：均值";
    axis_fulfilment: "How well it is done", "完成程度";
    axis_satisfaction: "Satisfaction", "满意度";
    absent: "absent", "没有";
    complete: "complete", "完全具备";
    at_mean: "mean", "均值";
    point_hint: "Point at a feature, or move with the arrow keys, to read its numbers. The table above has them all.", "指向某项功能，或用方向键移动，即可读取数值。上方表格列有全部数值。";
    point_hint_press: "Point at a feature, or move with the arrow keys, to read its numbers; press it for its details. The table above has them all.", "指向某项功能，或用方向键移动，即可读取数值；点按或按回车可查看其详情。上方表格列有全部数值。";
    nothing_to_draw: "No feature has values to draw here.", "没有可绘制的数值。";

    write_back: "Write the categories to the items", "将类别写回需求";
    write_back_help: "Each item gets its category with Better, Worse, the number of answers and today's date. One undo takes it all back.", "每个需求会记录类别、Better、Worse、回答数和今天的日期。一次撤销即可全部还原。";
    keep_by_hand: "Keep the categories that were chosen by hand:", "保留手动选择的类别：";
    write_back_segment: "You are looking at one segment. Choose “Everyone” first: an item's category is everybody's.", "当前只查看一个用户群。请先选择“所有人”：需求的类别以全体为准。";
    write_back_nothing: "No feature has both a category and an item to write it to.", "没有既有类别又有对应需求的功能。";
    write_back_same: "The items already have these categories.", "需求中已是这些类别。";
    results_csv: "Results as CSV", "结果 CSV";
    answers_csv: "Answers as CSV", "回答 CSV";
    file_results: "Kano results", "Kano 结果";
    file_answers: "Kano answers", "Kano 回答";
}

phrases! {
    sure(chance: &str): "Sure: {chance}", "把握：{chance}";
    with_interval(value: &str, low: &str, high: &str): "{value} [{low}, {high}]", "{value} [{low}, {high}]";
    chosen_by_hand(title: &str, before: &str, after: &str): "{title}: {before}, and {after} by this study", "{title}：{before}，本调研为{after}";
    count_share(count: &str, share: &str): "{count} ({share})", "{count}（{share}）";
    about_bar(title: &str, counts: &str): "{title}: {counts}.", "{title}：{counts}。";
    category_count(category: &str, count: &str, share: &str): "{category}: {count} ({share})", "{category}：{count}（{share}）";
    remark_near(first: &str, second: &str): "Near tie {first}/{second}", "近似并列 {first}/{second}";
    remark_tie(letters: &str): "Tie {letters}", "并列 {letters}";
    remark_questionable(share: &str): "Questionable {share}", "可疑 {share}";
    remark_reverse(share: &str): "Reverse {share}", "反向 {share}";
    gap(low: &str, high: &str): "Two leading categories have to be {low} to {high} points apart, depending on the feature, to be told apart by these answers.", "就这些回答而言，领先的两类须相差 {low} 至 {high} 个百分点（因功能而异）才能区分。";
    one_gap(gap: &str): "Two leading categories have to be {gap} points apart to be told apart by these answers.", "就这些回答而言，领先的两类须相差 {gap} 个百分点才能区分。";
    separated(count: usize, features: usize): "The leading category is told apart from the next one in {count} of {features} features.", "{features} 项功能中，有 {count} 项的领先类别已能与次位区分。";
    about_better_worse(title: &str, category: &str, better: &str, worse: &str, answers: &str): "{title}: {category}. Better {better}, Worse {worse}, {answers}.", "{title}：{category}。Better {better}，Worse {worse}，{answers}。";
    about_continuous(title: &str, category: &str, functional: &str, dysfunctional: &str, answers: &str): "{title}: {category}. With it {functional}, without it {dysfunctional}, {answers}.", "{title}：{category}。具备时 {functional}，不具备时 {dysfunctional}，{answers}。";
    about_curve(title: &str, worse: &str, better: &str): "{title}: satisfaction from {worse} where it is absent to {better} where it is complete.", "{title}：没有时满意度为 {worse}，完全具备时为 {better}。";
    points_of(picture: &str): "{picture}: features", "{picture}：各功能";
    card_of(title: &str): "Details of {title}", "{title}的详情";
    mean_cut(value: &str): "mean {value}", "均值 {value}";
    in_both(respondents: &str): "{respondents} answered about both.", "{respondents}同时回答了两项。";
    not_in_picture(titles: &str): "Not in the picture, as their values are undefined: {titles}.", "以下功能的数值无定义，未列入图中：{titles}。";
}

/// “The categories of 12 items were written.”
pub fn written(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "The category of 1 item was written.".to_owned(),
        (Lang::En, _) => format!("The categories of {} were written.", plural(count, "item")),
        (Lang::Zh, _) => format!("已写回 {} 个需求的类别。", group(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_item_has_one_category() {
        assert_eq!(written(Lang::En, 1), "The category of 1 item was written.");
        assert_eq!(written(Lang::En, 1200), "The categories of 1,200 items were written.");
        assert_eq!(written(Lang::Zh, 3), "已写回 3 个需求的类别。");
    }
}
