//! Words of the Kano analysis: rules, verdicts, warnings, and how sure they are.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {

    rule_mode_help: "The category with the most answers. Ties go to must-be, then one-dimensional, attractive, indifferent; reverse and questionable come last, which is our choice.", "回答最多的类别。并列时依次取必备、期望、魅力、无差异；反向和可疑排在最后，这是本工具的约定。";
    rule_near_tie_help: "As the most frequent, but when the two largest are close, the earlier of must-be, one-dimensional, attractive, indifferent wins.", "同众数；但当最大的两类很接近时，按必备、期望、魅力、无差异的顺序取靠前的一类。";
    rule_grouped_help: "If must-be, one-dimensional and attractive together outnumber indifferent, reverse and questionable, the largest of the first three wins, otherwise the largest of the others.", "若必备、期望、魅力之和多于无差异、反向、可疑之和，取前三类中最大者，否则取后三类中最大者。";
    view_better_worse: "Better / Worse plot", "Better / Worse 象限图";
    view_continuous: "Continuous analysis", "连续分析";
    cut_half: "Cut at 0.5: a feature's quadrant depends on its own answers alone.", "以 0.5 为界：每项功能的象限只取决于自身的回答。";
    cut_mean: "Cut at the mean of these features: a quadrant can change when a feature is added.", "以各功能的均值为界：增加一项功能，其他功能的象限也可能变化。";
    cut_at_half: "0.5", "0.5";
    cut_at_mean: "Mean", "均值";
    contradictions_left_out: "Questionable answers are left out of these means.", "这些均值不含可疑回答。";

    meaning_must_be: "without it people are unhappy, with it they take it for granted", "没有会不满，有了也被视为理所当然";
    meaning_one_dimensional: "the better it is, the happier people are, and the worse, the unhappier", "做得越好越满意，做得越差越不满";
    meaning_attractive: "it delights people, and is not missed where it is not there", "有了会惊喜，没有也不会不满";
    meaning_indifferent: "it makes little difference to people", "有没有都影响不大";
    meaning_reverse: "people would rather not have it", "用户更希望没有它";
    meaning_questionable: "the answers contradict themselves, so look at the wording of the question", "回答自相矛盾，请检查问题的表述";

    better: "Better", "Better";
    worse_size: "|Worse|", "|Worse|";
    sure_help: "The probability that the same rule would give the same category if everybody could be asked, seeing these answers (Jeffreys' prior).", "在这些回答的基础上，若能询问所有用户，同一规则得出同一类别的概率（Jeffreys 先验）。";
    over_99: "over 99%", "99% 以上";
    under_1: "under 1%", "不到 1%";

    no_answers: "Nobody has answered both questions about it yet.", "还没有人同时回答这项功能的正反两问。";
    no_coefficients: "Better and Worse are undefined: every answer is reverse or questionable.", "Better 和 Worse 无定义：所有回答都是反向或可疑。";
    curve_help: "Only the two ends are data: Worse and Better. The shape between them is assumed from the category.", "只有两端（Worse 与 Better）来自数据，中间的形状由类别假定。";
    fong_weakness: "Fong's test treats the two counts as independent samples and is too easily significant: of 100 true ties it calls 14 to 20 different, where it promises 10. It is shown to compare with other tools; rely on the sign test.", "Fong 检验把两类计数当作独立样本，过于容易显著：100 次真正的并列中会有 14 至 20 次被判为不同，而它声称只有 10 次。此处仅供与其他工具对照，请以符号检验为准。";
    shares_help: "95% intervals that hold for all six shares at once (Sison and Glaz).", "对六个占比同时成立的 95% 区间（Sison–Glaz）。";
    segments_unknown: "Too few answers to compare the segments.", "回答太少，无法比较用户群。";
    segments_help: "Pearson's X² among all ways to deal the same answers to the segments, adjusted for the number of features (Holm).", "在把相同回答随机分给各用户群的所有方式中判断 Pearson X²，并按功能数校正（Holm）。";

    column_feature: "Feature", "功能";
    column_mode: "Mode", "众数";
    column_grouped: "Grouped", "分组规则";
    column_mode_probability: "P(mode)", "P(众数)";
    column_better: "Better", "Better";
    column_better_low: "Better low", "Better 下限";
    column_better_high: "Better high", "Better 上限";
    column_worse: "Worse", "Worse";
    column_worse_low: "Worse low", "Worse 下限";
    column_worse_high: "Worse high", "Worse 上限";
    column_category_strength: "Category strength", "类别强度";
    column_total_strength: "Total strength", "总强度";
    column_mean_functional: "Mean functional", "正向均值";
    column_mean_dysfunctional: "Mean dysfunctional", "反向均值";
    column_mean_importance: "Mean importance", "重要度均值";

    between_sentences: " ", "";
    full_stop: ". ", "。";
    comma: ", ", "、";
    semicolon: "; ", "；";
}

phrases! {
    verdict(category: &str, share: &str, answers: &str, meaning: &str): "{category}: {share} of {answers}; {meaning}.", "{category}：占 {answers}的 {share}；{meaning}。";
    by_rule(rule: &str, most: &str, share: &str): "{rule}: the most frequent alone would be {most}, {share}.", "依据{rule}；单看数量，最多的是{most}（{share}）。";
    sure(chance: &str): "Sure: {chance}.", "把握：{chance}。";
    very_few_answers(answers: &str): "Only {answers}: a hint, not a finding.", "只有 {answers}：是线索，不是结论。";
    few_answers(enough: u32): "With fewer than {enough} answers a category can still change.", "回答少于 {enough} 份，类别仍可能变化。";
    tie(categories: &str): "An exact tie: {categories}. The order must-be, one-dimensional, attractive, indifferent, reverse, questionable decided.", "完全并列：{categories}。按必备、期望、魅力、无差异、反向、可疑的顺序取舍。";
    near_tie(first: &str, second: &str): "{first} and {second} are too close to choose one of them by these answers.", "{first}与{second}非常接近，这些回答不足以分出高下。";
    rules_disagree(views: &str): "The rules disagree. {views}.", "各规则结论不一。{views}。";
    says(view: &str, category: &str): "{view}: {category}", "{view}：{category}";
    questionable_alarm(share: &str): "{share} of the answers contradict themselves; the question may be hard to understand.", "{share} 的回答自相矛盾，问题可能不易理解。";
    reverse_alarm(share: &str): "{share} would rather not have it. Look at the segments, and whether the question is asked the right way round.", "{share} 的人更希望没有它。请查看各用户群，并检查正反两问是否写反。";
    can_tell(answers: &str, first: &str, low: &str, high: &str, gap: &str): "{answers}: {first} has {low} to {high} among everybody; two leading categories closer than {gap} points cannot be told apart.", "{answers}：在全体用户中，{first}占 {low} 至 {high}；领先的两类若相差不到 {gap} 个百分点，则无法区分。";
    separated(first: &str, second: &str): "{first} and {second} are told apart.", "{first}与{second}已能区分。";
    exact_tie(first: &str, second: &str): "{first} and {second} are equally frequent; from that no number of answers follows that would separate them.", "{first}与{second}数量相同，无法推算需要多少回答才能区分。";
    never_separated(first: &str, second: &str): "{first} and {second} are so close that no survey would separate them.", "{first}与{second}极为接近，再多调查也难以区分。";
    more_answers(first: &str, second: &str, even: &str, likely: &str): "If the shares stay as they are, about {even} more answers would give an even chance to tell {first} from {second}, and about {likely} more four chances in five.", "若占比保持不变，再有约 {even} 份回答，就有一半机会区分{first}与{second}；再有约 {likely} 份，则有八成机会。";
    sign_test_differs(first: &str, first_count: &str, second: &str, second_count: &str, p: &str): "{first} ({first_count}) and {second} ({second_count}) differ: {p} (sign test).", "{first}（{first_count}）与{second}（{second_count}）有差异：{p}（符号检验）。";
    sign_test_does_not(first: &str, first_count: &str, second: &str, second_count: &str, p: &str): "Chance alone could separate {first} ({first_count}) and {second} ({second_count}): {p} (sign test).", "{first}（{first_count}）与{second}（{second_count}）的差距可能只是偶然：{p}（符号检验）。";
    fong_significant(difference: &str, bound: &str): "Fong's test: a difference of {difference}, not below {bound}, is called significant.", "Fong 检验：差值 {difference}，不小于 {bound}，判为显著。";
    fong_not_significant(difference: &str, bound: &str): "Fong's test: a difference of {difference}, below {bound}, is called not significant.", "Fong 检验：差值 {difference}，小于 {bound}，判为不显著。";
    is_larger(coefficient: &str, larger: &str, smaller: &str, chance: &str): "{coefficient} of “{larger}” is larger than that of “{smaller}”: {chance}.", "“{larger}”的 {coefficient} 大于“{smaller}”：{chance}。";
    never_varies(coefficient: &str): "{coefficient}: the answers do not vary, so no probability can be given.", "{coefficient}：回答没有差异，无法给出概率。";
}

/// “1 answer”, “358 answers” / “358 份回答”
pub fn answers(lang: Lang, count: u32) -> String {
    match lang {
        Lang::En => plural(count as usize, "answer"),
        Lang::Zh => format!("{} 份回答", group(count as usize)),
    }
}

/// What was dropped because half a pair is missing.
pub fn half_pairs(lang: Lang, count: u32) -> String {
    match lang {
        Lang::En => {
            let pairs = plural(count as usize, "pair");
            let verb = if count == 1 { "is" } else { "are" };
            format!("{pairs} with one question unanswered {verb} left out.")
        }
        Lang::Zh => format!("{} 组只答了一问，未计入。", group(count as usize)),
    }
}

/// The segments differ about a feature.
pub fn segments_differ(lang: Lang, p: &str, features: usize) -> String {
    match lang {
        Lang::En => format!("The segments differ: {p}, adjusted for {}.", plural(features, "feature")),
        Lang::Zh => format!("各用户群有差异：{p}（已按 {features} 项功能校正）。"),
    }
}

/// The segments may be alike about a feature.
pub fn segments_alike(lang: Lang, p: &str, features: usize) -> String {
    match lang {
        Lang::En => format!(
            "These answers do not show that the segments differ: {p}, adjusted for {}.",
            plural(features, "feature")
        ),
        Lang::Zh => format!("这些回答不足以说明各用户群有差异：{p}（已按 {features} 项功能校正）。"),
    }
}
