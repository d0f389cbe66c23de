//! Words of answering a survey, and of the Kano category that an item got from it.

use super::{Lang, phrases, words};

words! {
    preview: "As on a phone", "手机上的样子";
    preview_done: "Here respondents get their answer code. This was a preview: nothing of it is kept.", "受访者会在此处得到答案码。这只是预览，不会保留任何内容。";
    preview_again: "From the beginning", "从头再来";
    importance_missing: "Please also say how important it is, or skip this.", "请同时选择重要程度，或跳过此题。";
    go_on: "Go on", "继续";
    nothing_answered: "You have not answered anything yet, so there is no code to pass on.", "您还没有作答，因此没有可转交的答案码。";
    not_copied: "The browser does not allow copying. Select the code above and copy it by hand.", "浏览器不允许复制，请手动选中上方的答案码并复制。";
    link_copied: "The link was copied.", "链接已复制。";
    hide_qr: "Hide the QR code", "隐藏二维码";
    qr_too_long: "The code is too long for a QR code. Copy it instead.", "答案码过长，无法生成二维码，请改为复制。";
    not_kept: "This browser keeps nothing, so reloading the page would lose your answers.", "此浏览器无法保存内容，刷新页面会丢失您的回答。";
    cannot_open: "This survey cannot be opened", "无法打开此问卷";

    by_hand: "chosen by hand", "手动选择";
    by_study: "from the Kano study", "来自 Kano 调研";
}

phrases! {
    some_answered(answered: usize, count: usize): "You answered {answered} of {count}. The others were skipped.", "您回答了 {count} 个中的 {answered} 个，其余已跳过。";
    resumed_at(step: usize): "Welcome back. You go on with number {step}; your earlier answers are still here.", "欢迎回来，将从第 {step} 个继续；之前的回答仍在。";
    by_program(name: &str): "from {name}", "来自 {name}";
    probability(chance: &str): "probability {chance}", "概率 {chance}";
    better_worse(better: &str, worse: &str): "Better {better}, Worse {worse}", "Better {better}，Worse {worse}";
    mark(category: &str, facts: &str): "{category}: {facts}.", "{category}：{facts}。";
}

/// What stands between two facts about a mark.
pub fn between_facts(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ", ",
        Lang::Zh => "，",
    }
}
