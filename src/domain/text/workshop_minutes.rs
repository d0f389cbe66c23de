//! Words of the minutes of a workshop.

use super::{Lang, phrases, plural, words};
use crate::domain::number::{display, group};

words! {
    comma: ", ", "、";
    anonymous: "Votes had no names.", "投票不记名。";
    not_revealed: "The votes were not revealed.", "投票结果未揭晓。";
    no_votes: "Nobody voted.", "无人投票。";
    nothing_held: "Nothing on the agenda was held.", "议程中没有进行任何内容。";
    follow_ups: "Follow-ups", "后续事项";
    nobody_yet: "nobody yet", "待定";
    parked: "Parked", "暂存议题";
    kano: "The answers are in the Kano study.", "回答已进入 Kano 调研。";
}

phrases! {
    vote_number(number: u32): "Vote {number}", "第 {number} 次投票";
    title(workshop: &str): "Minutes: {workshop}", "会议纪要：{workshop}";
    plan(title: &str): "Plan: {title}", "计划：{title}";
    day(day: &str): "Date: {day}", "日期：{day}";
    names(names: &str): "With: {names}", "参与者：{names}";
    rule(rule: &str): "{rule}.", "{rule}。";
    place(place: usize, title: &str, got: &str): "{place}. {title}: {got}", "{place}. {title}：{got}";
    found(title: &str, sentence: &str): "{title}: {sentence}", "{title}：{sentence}";
    agreed(value: &str): " Agreed: {value}.", "共识：{value}。";
    agreed_range(value: &str, low: &str, high: &str): " Agreed: {value} ({low} to {high}).", "共识：{value}（{low} 至 {high}）。";
    taken_over(order: &str): "Agreed order: {order}.", "商定的排序：{order}。";
    follow_up(text: &str, who: &str): "{text}: {who}", "{text}：{who}";
    follow_up_until(text: &str, who: &str, day: &str): "{text}: {who}, until {day}", "{text}：{who}，截至 {day}";
    sentences(one: &str, other: &str): "{one} {other}", "{one}{other}";
    figure(sentence: &str, figure: &str): "{sentence} {figure}.", "{sentence}{figure}。";
    because(reason: &str): " Why: {reason}", "原因：{reason}";
    dissent(dissent: &str): " Against it: {dissent}", "不同意见：{dissent}";
}

/// “5 people voted.” / “5 人参与投票。”
pub fn people(lang: Lang, people: usize) -> String {
    match lang {
        Lang::En if people == 0 => "Nobody voted.".to_owned(),
        Lang::Zh if people == 0 => "没有人投票。".to_owned(),
        Lang::En if people == 1 => "1 person voted.".to_owned(),
        Lang::En => format!("{} people voted.", group(people)),
        Lang::Zh => format!("{} 人参与投票。", group(people)),
    }
}

/// “Score: Reach (10 min)” / “打分：触达（10 分钟）”
pub fn entry(lang: Lang, title: &str, minutes: f64) -> String {
    match lang {
        _ if minutes <= 0.0 => title.to_owned(),
        Lang::En => format!("{title} ({} min)", display(minutes, 0)),
        Lang::Zh => format!("{title}（{} 分钟）", display(minutes, 0)),
    }
}

/// What was asked, and how many voted.
pub fn asked(lang: Lang, question: &str, ballots: usize) -> String {
    match lang {
        Lang::En => format!("{question} · {}", plural(ballots, "ballot")),
        Lang::Zh => format!("{question} · {} 张选票", group(ballots)),
    }
}
