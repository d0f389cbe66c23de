//! Words of the plan as a file for readers: the HTML page and the slides.

use super::super::number::group;
use super::{Lang, phrases, words};

words! {
    html: "One HTML page", "单个网页文件（HTML）";
    html_about: "The plan as a page that any browser opens, also offline and on a phone. The whole plan is inside, with people, answers, votes and deleted items: Steelyard opens it again without loss.", "任何浏览器都能打开的计划页面，离线和手机上也可以。其中包含完整的计划，连同人员、回答、投票和已删除的需求：杆秤可无损地重新打开它。";
    pptx: "Slides", "幻灯片（PPTX）";
    pptx_about: "A deck for PowerPoint, Keynote or LibreOffice whose texts, tables and pictures can be edited.", "可用 PowerPoint、Keynote、WPS 或 LibreOffice 打开，文字、表格和图形均可编辑。";

    product: "Steelyard 杆秤", "杆秤 Steelyard";
    language: "Language", "语言";
    contents: "Contents", "目录";
    made_with: "Made with Steelyard 杆秤, which weighs user need against business goal.", "由杆秤 Steelyard 生成：在用户需求与业务目标之间权衡。";
    how_to_open: "This page holds the plan itself as well. To work on it, start Steelyard, choose “Open a plan file…” and pick this page.", "本页也包含计划本身。要继续编辑，请启动杆秤，选择“打开计划文件…”，然后选中本页。";
    key: "Key", "编号";
    item: "Item", "需求";
    score: "Score", "得分";
    kano: "Kano", "Kano";
    why_here: "Why it stands here", "为何排在这里";
    day: "Day", "日期";
    decision: "Decision", "决策";
    decided_by: "Decided by", "决策人";
    nothing_planned: "Nothing is planned here.", "此处暂无安排。";
}

phrases! {
    score_of(score: &str): "Score {score}", "得分 {score}";
    by(name: &str): "Decided by {name}", "决策人：{name}";
    part(title: &str, number: usize, count: usize): "{title} ({number} of {count})", "{title}（{number}/{count}）";
}

/// “and 3 more” / “另有 3 项”
pub fn and_more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("and {} more", group(count)),
        Lang::Zh => format!("另有 {} 项", group(count)),
    }
}
