//! Words of a ballot: what somebody reads who votes in a workshop, mostly on a phone.

use super::{Lang, phrases, plural, words};
use crate::domain::number::group;

words! {
    ballot: "Ballot", "选票";
    cannot_open: "This ballot cannot be opened", "无法打开此选票";
    named: "Your name is shown to the facilitator with your vote.", "主持人会看到您的姓名和投票内容。";
    anonymous: "Nobody sees who voted what.", "没有人会看到谁投了什么。";
    hidden: "Votes stay hidden until the facilitator reveals them.", "主持人揭晓之前，所有投票均不公开。";
    by_code: "At the end you get a short code for the facilitator. Nothing is sent by itself.", "最后会得到一个简短的代码，由您交给主持人；系统不会自动发送任何内容。";
    your_name: "Your name", "您的姓名";
    name_missing: "Please enter your name: votes have names here.", "请填写姓名：这里是记名投票。";
    your_role: "You vote as", "您的角色";
    role_missing: "Please choose your role.", "请选择您的角色。";
    no_role: "None of these", "以上都不是";
    start: "Start", "开始";
    go_on: "Go on", "继续";
    resumed: "Welcome back. Your answers are still here.", "欢迎回来，您的回答还在。";
    not_kept: "This browser keeps nothing, so reloading the page would lose your answers. Vote in one go, or open the link in another browser.", "此浏览器无法保存内容，刷新页面会丢失您的回答。请一次投完，或换一个浏览器打开链接。";

    /// What stands between two parts of an answer.
    between: " · ", " · ";
    back: "Back", "上一步";
    next: "Next", "下一步";
    skip: "Skip", "跳过";
    overview: "All answers", "全部回答";
    finish: "Finish", "完成";
    send: "Send my vote", "提交投票";
    hand_in: "Cast my vote", "投出选票";
    unknown: "I don't know", "不清楚";
    abstain: "Abstain", "弃权";
    what_it_means: "What does this mean?", "这是什么意思？";
    with_it: "With it", "有它时";
    without_it: "Without it", "没有它时";
    most: "Most", "最重要";
    least: "Least", "最不重要";
    item: "Item", "需求";
    half: "Both parts need an answer. Or choose “I don't know”.", "两个部分都需要回答，也可以选择“不清楚”。";
    check_answers: "Your answers", "您的回答";
    no_answer: "No answer yet", "尚未回答";
    to_first_open: "Go to the first one without an answer", "前往第一个未回答的问题";
    code_too_long: "This is too much text for one code. Shorten it a little.", "文字过多，无法放入一个代码。请适当缩短。";

    your_order: "Your order", "您的排序";
    not_ranked: "Not ranked yet", "尚未排序";
    tap_first: "Tap the most important one first, then the next. You need not rank all of them.", "先点最重要的，再依次往下点；不必全部排完。";
    all_ranked: "All of them are ranked.", "已全部排序。";
    drag: "Drag, or use the arrow keys", "拖动，或使用方向键";

    ideas_help: "One idea on each line. They go to the facilitator as you write them.", "每行一条想法，将原样交给主持人。";
    another_idea: "Another idea", "再加一条";

    done: "Thank you!", "谢谢！";
    your_code: "Your ballot code", "您的选票代码";
    pass_on: "Give this code to the facilitator: paste it into the chat, read it out, or show the QR code to their camera.", "请把代码交给主持人：粘贴到群聊、读出来，或让对方扫描二维码。";
    not_sent: "Your vote counts once the facilitator has this code.", "主持人收到此代码后，您的投票才会计入。";
    arrived: "Your vote has arrived.", "您的投票已送达。";
    code_all_the_same: "The code, in case it is needed", "备用代码";
    next_person: "Next person", "换人投票";
    copy: "Copy the code", "复制代码";
    copied: "The code was copied.", "代码已复制。";
    not_copied: "This browser does not allow copying. Press and hold the code to copy it, or show the QR code.", "此浏览器不允许复制。请长按代码手动复制，或出示二维码。";
    share: "Share…", "分享…";
    show_qr: "Show as a QR code", "显示二维码";
    hide_qr: "Hide the QR code", "隐藏二维码";
    qr_of_code: "QR code of your ballot", "您的选票二维码";
    qr_too_long: "This code is too long for a QR code. Copy it instead.", "代码过长，无法生成二维码，请改为复制。";
    change: "Change my answers", "修改我的回答";
    changed_note: "You then get a new code; it takes the place of this one.", "修改后会得到新代码，并取代现在的代码。";
    someone_else: "Somebody else votes on this phone", "换人在此手机上投票";
    someone_else_sure: "Has the facilitator got your code? It will be forgotten here, and the next person starts with an empty ballot.", "主持人收到您的代码了吗？此处将不再保留，下一位将从空白选票开始。";
}

phrases! {
    progress(at: usize, count: usize): "{at} of {count}", "第 {at} 个，共 {count} 个";
    nameless(place: usize): "Item {place}", "需求 {place}";
    vote_again(number: u32): "Vote number {number} on this question. Your earlier vote is not lost.", "这是该问题的第 {number} 次投票，之前的投票不会丢失。";
    role_waits(roles: &str): "This round is for {roles}. There is nothing for you to do; the next round may be yours.", "本轮由{roles}投票，您暂时无需操作，请等待后续轮次。";
    dots_left(left: u32, budget: u32): "{left} of {budget} dots left", "还剩 {left} 票，共 {budget} 票";
    more_dots(title: &str): "One more for “{title}”", "给“{title}”加一票";
    fewer_dots(title: &str): "One fewer for “{title}”", "给“{title}”减一票";
    move_up(title: &str): "Move up: {title}", "上移：{title}";
    move_down(title: &str): "Move down: {title}", "下移：{title}";
    take_out(title: &str): "Take out of the order: {title}", "移出排序：{title}";
    ranked_now(title: &str, rank: usize): "{title} is number {rank}.", "“{title}”现在是第 {rank} 位。";
    taken_out(title: &str): "{title} has no rank.", "“{title}”已移出排序。";
    most_of(title: &str): "Most: {title}", "最重要：{title}";
    least_of(title: &str): "Least: {title}", "最不重要：{title}";
    idea(place: usize): "Idea {place}", "想法 {place}";
    versus(one: &str, other: &str): "{one} or {other}?", "{one} 还是 {other}？";
}

/// “12 of 15 answered” / “已回答 12 个，共 15 个”
pub fn answered(lang: Lang, given: usize, count: usize) -> String {
    match lang {
        Lang::En => format!("{} of {} answered", group(given), group(count)),
        Lang::Zh => format!("已回答 {} 个，共 {} 个", group(given), group(count)),
    }
}

/// “Three have no answer. You can send without them.”
pub fn open_left(lang: Lang, open: usize) -> String {
    match lang {
        Lang::En if open == 1 => "1 has no answer. You can finish without it.".to_owned(),
        Lang::En => format!("{} have no answer. You can finish without them.", group(open)),
        Lang::Zh => format!("还有 {} 个未回答，也可以直接完成。", group(open)),
    }
}

/// “About 3 minutes” / “大约 3 分钟”; under a minute is said so.
pub fn takes(lang: Lang, seconds: usize) -> String {
    let minutes = seconds.div_ceil(60);
    match lang {
        Lang::En if seconds < 60 => "less than a minute".to_owned(),
        Lang::En => format!("about {}", plural(minutes, "minute")),
        Lang::Zh if seconds < 60 => "不到一分钟".to_owned(),
        Lang::Zh => format!("大约 {} 分钟", group(minutes)),
    }
}

/// “21 pairs” / “21 组两两比较”
pub fn pairs(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "pair"),
        Lang::Zh => format!("{} 组两两比较", group(count)),
    }
}

/// “9 short lists” / “9 组短列表”
pub fn lists(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "short list"),
        Lang::Zh => format!("{} 组短列表", group(count)),
    }
}

/// “1 question” / “1 个问题”
pub fn questions(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "question"),
        Lang::Zh => format!("{} 个问题", group(count)),
    }
}

/// “2 dots” / “2 票”
pub fn dots(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "dot"),
        Lang::Zh => format!("{} 票", group(count)),
    }
}

/// How sure somebody is, by fingers of one hand.
pub fn fist(lang: Lang, fingers: u8) -> &'static str {
    match (lang, fingers) {
        (Lang::En, 0) => "Not at all",
        (Lang::En, 1) => "Hardly",
        (Lang::En, 2) => "A little",
        (Lang::En, 3) => "Fairly",
        (Lang::En, 4) => "Very",
        (Lang::En, _) => "Completely",
        (Lang::Zh, 0) => "毫无信心",
        (Lang::Zh, 1) => "信心很小",
        (Lang::Zh, 2) => "信心不足",
        (Lang::Zh, 3) => "比较有信心",
        (Lang::Zh, 4) => "很有信心",
        (Lang::Zh, _) => "完全有信心",
    }
}

/// What stands between names, and before the last of them.
pub fn and(lang: Lang, names: &[&str]) -> String {
    match (lang, names) {
        (_, []) => String::new(),
        (_, [one]) => (*one).to_owned(),
        (Lang::En, [first @ .., last]) => format!("{} and {last}", first.join(", ")),
        (Lang::Zh, [first @ .., last]) => format!("{}和{last}", first.join("、")),
    }
}

/// What stands between two sentences, or two facts of which the first is none.
pub fn then(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ". ",
        Lang::Zh => "。",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_people_list_them() {
        for (names, en, zh) in [
            (vec![], "", ""),
            (vec!["QA"], "QA", "QA"),
            (vec!["QA", "Ops"], "QA and Ops", "QA和Ops"),
            (vec!["QA", "Ops", "PM"], "QA, Ops and PM", "QA、Ops和PM"),
        ] {
            assert_eq!((and(Lang::En, &names), and(Lang::Zh, &names)), (en.to_owned(), zh.to_owned()));
        }
    }

    #[test]
    fn a_short_ballot_takes_less_than_a_minute() {
        for (seconds, en, zh) in [
            (5, "less than a minute", "不到一分钟"),
            (60, "about 1 minute", "大约 1 分钟"),
            (61, "about 2 minutes", "大约 2 分钟"),
        ] {
            assert_eq!((takes(Lang::En, seconds), takes(Lang::Zh, seconds)), (en.to_owned(), zh.to_owned()));
        }
    }

    #[test]
    fn one_without_an_answer_is_one() {
        assert_eq!(open_left(Lang::En, 1), "1 has no answer. You can finish without it.");
        assert_eq!(open_left(Lang::En, 3), "3 have no answer. You can finish without them.");
    }
}
