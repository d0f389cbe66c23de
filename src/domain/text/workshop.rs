//! Words of workshops: what is asked, what came in, what was done.

use super::{Lang, phrases, plural, words};
use crate::domain::number::group;
use crate::domain::plan::Period;
use crate::domain::workshop::Question;

words! {
    deck_scale: "Own scale", "自有刻度";
    deck_fibonacci: "Fibonacci", "斐波那契";
    deck_shirts: "T-shirt sizes", "T 恤尺码";
    deck_ten: "0 to 10", "0 到 10";
    deck_magnitudes: "Orders of magnitude", "数量级";
    link_no_ballot: "This link holds no ballot. Ask whoever sent it for another one.", "链接中没有选票。请向发送者重新索取。";
    link_cut: "The end of this link is missing. Copy it whole, or scan the code again.", "链接末尾缺失。请完整复制，或重新扫码。";
    link_changed: "Something in this link was changed on its way. Ask for it again, or scan the code.", "链接在途中被改动。请重新索取，或直接扫码。";
    link_newer: "A newer version of Steelyard made this ballot. Reload the page to get it.", "此选票由更新版本的杆秤生成。请刷新页面。";
    link_too_large: "This ballot is larger than a link can be. Split the round into smaller ones.", "选票超出链接的容量，请拆成几轮。";
    same_rank: "Two items have the same rank.", "有两项需求名次相同。";
    nothing_answered: "There is no answer on this ballot.", "选票上没有任何回答。";
    code_elsewhere: "This code belongs to another round or workshop.", "此代码属于其他轮次或工作坊。";
    code_cut: "The end of this code is missing.", "代码末尾缺失。";
    code_mistyped: "Something in this code is mistyped.", "代码中有输入错误。";
    code_newer: "A newer version of Steelyard made this code. Reload the page to read it.", "此代码由更新版本的杆秤生成，请刷新页面后再读取。";
    code_is_link: "This is the link to the ballot. What is needed is the code that a ballot ends with.", "这是选票链接。需要的是填完选票后得到的代码。";
    no_code: "No ballot code was found in this text.", "文本中没有找到选票代码。";
    paste_too_long: "This text is too long to be searched. Paste it in parts.", "文本过长，请分段粘贴。";
    did_create: "create a workshop", "新建工作坊";
    did_remove: "remove a workshop", "删除工作坊";
    did_title: "rename the workshop", "重命名工作坊";
    did_naming: "change whether votes have names", "修改是否记名";
    did_roles: "change the roles", "修改角色";
    did_agenda: "change the agenda", "修改议程";
    did_on: "go to an entry of the agenda", "切换议程项";
    did_skip: "skip an entry of the agenda", "跳过议程项";
    did_open: "open a round", "开始投票";
    did_revote: "vote again", "重新投票";
    did_close: "close a round", "结束投票";
    did_send_away: "take out the votes of somebody who was sent away", "移除被请出者的选票";
    did_reveal: "reveal the votes", "揭晓结果";
    did_park: "park a point", "暂存议题";
    did_unpark: "remove a parked point", "移除暂存议题";
    did_follow_up: "write down a follow-up", "记录后续事项";
    did_drop_follow_up: "remove a follow-up", "删除后续事项";
    did_agree: "record what was agreed", "记录共识";
    did_disagree: "take back what was agreed", "撤销共识";
    did_end: "end the workshop", "结束工作坊";
    did_take_ideas: "take ideas into the plan", "将想法加入计划";
    ask_ranking: "Put the items in order, the most important first", "请按重要性排序，最重要的在前";
    ask_pairwise: "Which of the two matters more?", "两者中哪个更重要？";
    ask_best_worst: "Which of these matters most, which least?", "以下哪个最重要，哪个最不重要？";
    ask_kano: "How would you feel with it, and without it?", "有它时感受如何，没有它时呢？";
    ask_confidence: "How sure are you of this plan? 0 fingers: not at all, 5: completely", "对这份计划有多大信心？0 指毫无信心，5 指完全有信心";
    ask_other: "A newer version of Steelyard asks this.", "此问题来自更新版本的杆秤。";
    versus: " or ", " 还是 ";
    neither: "Neither", "不分高下";
    unknown: "I don't know", "不知道";
    abstain: "No vote", "弃权";
    rule_dots: "By dots", "按得票";
    rule_ranking: "By Borda points: an item gets a point for every item below it on a ballot", "按波达计分：选票上每排在一项之前得一分";
    rule_pairs: "By Borda points over the pairs that were asked", "按所问配对的波达计分";
    rule_best_worst: "By how often best, less how often worst, of all times shown", "按最佳次数减最差次数占出现次数之比";
}

phrases! {
    code_of_workshop(title: &str): "This code belongs to the workshop “{title}”. Take it in there.", "此代码属于工作坊“{title}”，请在该工作坊中录入。";
    code_mistyped_at(place: usize): "Sign {place} of this code is mistyped.", "代码的第 {place} 个字符有误。";
    step_and_value(step: &str, value: &str): "{step} · {value}", "{step} · {value}";
    ask_estimate(label: &str): "{label}: how much?", "{label}：多少？";
    ask_estimate_in(label: &str, unit: &str): "{label}, in {unit}?", "{label}（{unit}）是多少？";
    ask_need(title: &str): "How much does it serve the user need “{title}”?", "它对用户需求“{title}”有多大帮助？";
    ask_goal(title: &str): "How much does it serve the business goal “{title}”?", "它对业务目标“{title}”有多大帮助？";
}

phrases! {
    consensus(share: &str): "Consensus {share}", "共识度 {share}";
    vote_before(number: u32, said: &str): "Vote {number}: {said}", "第 {number} 次投票：{said}";
    agreed_order(round: &str, order: &str): "{round}: {order}", "{round}：{order}";
    points(points: &str): "{points} points", "{points} 分";
    best_worst_score(score: &str): "{score} of 1", "{score}（满分 1）";
}

/// “Reach of “Guest checkout”: 300” / “游客结账的触达：300”
pub fn agreed(lang: Lang, what: &str, title: &str, value: Option<&str>) -> String {
    match (lang, value) {
        (Lang::En, Some(value)) => format!("{what} of “{title}”: {value}"),
        (Lang::En, None) => format!("{what} of “{title}”: not agreed"),
        (Lang::Zh, Some(value)) => format!("“{title}”的{what}：{value}"),
        (Lang::Zh, None) => format!("“{title}”的{what}：未达成一致"),
    }
}

/// “Fist of five: 4” / “五指信心：4”
pub fn agreed_whole(lang: Lang, what: &str, value: &str) -> String {
    match lang {
        Lang::En => format!("{what}: {value}"),
        Lang::Zh => format!("{what}：{value}"),
    }
}

/// The reason, and what the votes ran over.
pub fn reason_and_votes(lang: Lang, reason: &str, low: &str, high: &str) -> String {
    let votes = match (lang, low == high) {
        (Lang::En, true) => format!("All votes: {low}."),
        (Lang::En, false) => format!("Votes from {low} to {high}."),
        (Lang::Zh, true) => format!("所有投票：{low}。"),
        (Lang::Zh, false) => format!("投票从{low}到{high}。"),
    };
    match lang {
        _ if reason.is_empty() => votes,
        Lang::En => format!("{reason} {votes}"),
        Lang::Zh => format!("{reason} {votes}"),
    }
}

/// The reason, and what others said.
pub fn reason_and_dissent(lang: Lang, reason: &str, dissent: &str) -> String {
    match lang {
        Lang::En if reason.is_empty() => format!("Against it: {dissent}"),
        Lang::En => format!("{reason} Against it: {dissent}"),
        Lang::Zh if reason.is_empty() => format!("不同意见：{dissent}"),
        Lang::Zh => format!("{reason} 不同意见：{dissent}"),
    }
}

/// What kind of question it is.
pub fn kind(lang: Lang, question: &Question) -> &'static str {
    match (lang, question) {
        (Lang::En, Question::Estimate { .. }) => "Estimate",
        (Lang::En, Question::Dots { .. }) => "Dots",
        (Lang::En, Question::Ranking) => "Ranking",
        (Lang::En, Question::Pairwise) => "Pairs",
        (Lang::En, Question::BestWorst) => "Best and worst",
        (Lang::En, Question::Need { .. }) => "User need",
        (Lang::En, Question::Goal { .. }) => "Business goal",
        (Lang::En, Question::Ideas { .. }) => "Ideas",
        (Lang::En, Question::Kano) => "Kano",
        (Lang::En, Question::Confidence) => "Fist of five",
        (Lang::En, Question::Other(_)) => "Unknown",
        (Lang::Zh, Question::Estimate { .. }) => "估计",
        (Lang::Zh, Question::Dots { .. }) => "点投",
        (Lang::Zh, Question::Ranking) => "排序",
        (Lang::Zh, Question::Pairwise) => "两两比较",
        (Lang::Zh, Question::BestWorst) => "最佳与最差",
        (Lang::Zh, Question::Need { .. }) => "用户需求",
        (Lang::Zh, Question::Goal { .. }) => "业务目标",
        (Lang::Zh, Question::Ideas { .. }) => "想法",
        (Lang::Zh, Question::Kano) => "Kano",
        (Lang::Zh, Question::Confidence) => "五指信心",
        (Lang::Zh, Question::Other(_)) => "未知",
    }
}

/// “people per quarter” / “每季度人数”
pub fn per(lang: Lang, period: Period) -> &'static str {
    match (lang, period) {
        (Lang::En, Period::Week) => "people a week",
        (Lang::En, Period::Month) => "people a month",
        (Lang::En, Period::Quarter) => "people a quarter",
        (Lang::En, Period::HalfYear) => "people a half-year",
        (Lang::En, Period::Year) => "people a year",
        (Lang::Zh, Period::Week) => "每周人数",
        (Lang::Zh, Period::Month) => "每月人数",
        (Lang::Zh, Period::Quarter) => "每季度人数",
        (Lang::Zh, Period::HalfYear) => "每半年人数",
        (Lang::Zh, Period::Year) => "每年人数",
    }
}

/// “Spread 5 dots, at most 3 on one item” / “投出 5 票，每项最多 3 票”
pub fn ask_dots(lang: Lang, dots: u32, most: u32) -> String {
    match lang {
        Lang::En => format!("Spread {}, at most {most} on one item", plural(dots as usize, "dot")),
        Lang::Zh => format!("共 {dots} 票，每项最多 {most} 票"),
    }
}

/// “Which ideas should be looked at? Up to 3” / “有哪些想法值得考虑？最多 3 条”
pub fn ask_ideas(lang: Lang, most: u32) -> String {
    match lang {
        Lang::En => format!("Which ideas are worth a look? Up to {most}, a line each"),
        Lang::Zh => format!("有哪些想法值得考虑？最多 {most} 条，每条一行"),
    }
}

/// “6 dots are given, and there are 5.” / “投出了 6 票，但只有 5 票。”
pub fn too_many_dots(lang: Lang, given: u32, budget: u32) -> String {
    match lang {
        Lang::En => format!("{} given, and there are {budget}.", plural(given as usize, "dot")),
        Lang::Zh => format!("投出了 {given} 票，但只有 {budget} 票。"),
    }
}

/// “12 dots from 5 people.” / “5 人共投 12 票。”
pub fn dots_given(lang: Lang, dots: usize, people: usize) -> String {
    match lang {
        Lang::En if dots == 0 => "No dots.".to_owned(),
        Lang::Zh if dots == 0 => "没有得票。".to_owned(),
        Lang::En if people == 1 => format!("{} from 1 person.", plural(dots, "dot")),
        Lang::En => format!("{} from {} people.", plural(dots, "dot"), group(people)),
        Lang::Zh => format!("{} 人共投 {} 票。", group(people), group(dots)),
    }
}

/// “5 people have answered. The Kano study says what each item is.” / “5 人已作答……”
pub fn kano_answered(lang: Lang, people: usize) -> String {
    match lang {
        Lang::En if people == 1 => "1 person has answered. The Kano study says what each item is.".to_owned(),
        Lang::En => {
            format!("{} people have answered. The Kano study says what each item is.", group(people))
        }
        Lang::Zh => format!("{} 人已作答。各需求的类别见 Kano 调研。", group(people)),
    }
}

/// How much something serves a need or a goal, in a word.
pub fn level(lang: Lang, level: i8) -> &'static str {
    match (lang, level) {
        (Lang::En, -1) => "Harms it",
        (Lang::En, 0) => "Not at all",
        (Lang::En, 1) => "A little",
        (Lang::En, 2) => "Well",
        (Lang::En, _) => "Very much",
        (Lang::Zh, -1) => "有损害",
        (Lang::Zh, 0) => "没有帮助",
        (Lang::Zh, 1) => "略有帮助",
        (Lang::Zh, 2) => "帮助较大",
        (Lang::Zh, _) => "帮助很大",
    }
}
