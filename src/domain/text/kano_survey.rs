//! Words of Kano surveys: what respondents read, and the screens that collect their answers.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    // What a respondent reads.
    survey: "Survey", "问卷";
    welcome: "A few questions about features", "几个关于功能的问题";
    how_it_works: "Each feature comes twice: how would you feel with it, and how without it? There are no right answers.", "每个功能会问两次：有它时您感受如何？没有它时呢？答案没有对错。";
    private: "Your answers stay on this device. At the end you get a short code to pass on; nothing is sent by itself.", "您的回答只保存在本设备上。最后会得到一个简短的答案码，由您转交；系统不会自动发送任何内容。";
    start: "Start", "开始";
    back: "Back", "上一题";
    next: "Next", "下一题";
    skip: "Skip this one", "跳过此题";
    finish: "Finish", "完成";
    with_it: "With it", "有此功能";
    without_it: "Without it", "没有此功能";
    how_important: "How important is this to you?", "这对您有多重要？";
    importance_scale: "1 is not at all important, 9 is extremely important.", "1 表示完全不重要，9 表示极其重要。";
    choose_segment: "Which group do you belong to?", "您属于哪个群体？";
    no_segment: "I'd rather not say", "不便透露";
    answer_missing: "Please answer both questions, or skip this one.", "请回答这两个问题，或跳过此题。";
    done: "Done. Thank you!", "完成，谢谢！";
    your_code: "Your answer code", "您的答案码";
    pass_code_on: "Send this code to the person who asked you. It holds your answers and nothing about you.", "请把答案码发给邀请您的人。其中只有您的回答，没有您的个人信息。";
    nothing_was_sent: "Nothing was sent. Your answers count once the code arrives.", "尚未发送任何内容；对方收到答案码后，您的回答才会计入。";
    copy_code: "Copy the code", "复制答案码";
    code_copied: "The code was copied.", "答案码已复制。";
    share_code: "Share…", "分享…";
    code_as_link: "Copy as a link", "以链接形式复制";
    show_qr: "Show as a QR code", "显示二维码";
    qr_of_code: "QR code of your answers", "您的答案二维码";
    change_answers: "Change my answers", "修改我的回答";
    start_again: "Start again", "重新开始";
    start_again_sure: "Start again? Your answers so far will be forgotten.", "要重新开始吗？目前的回答将被清除。";
    resumed: "Welcome back. Your earlier answers are still here.", "欢迎回来，您之前的回答还在。";
    language: "Language", "语言";

    // Making a survey.
    preview: "Preview", "预览";
    preview_note: "This is what a respondent sees. Answers given here do not count.", "这是受访者看到的样子；在此作答不计入结果。";
    survey_link: "Survey link", "问卷链接";
    copy_link: "Copy the link", "复制链接";
    link_copied: "The link was copied.", "链接已复制。";
    link_note: "The whole survey is in the link, behind the #, so no server sees it. Scores and other items are not in it.", "整份问卷都在链接的 # 之后，任何服务器都看不到；其中不含评分和其他需求。";
    link_for_segment: "Link for one segment", "指定用户群的链接";
    link_for_everyone: "Link for everyone", "通用链接";
    wording_set: "Wording of the answers", "选项措辞";
    wording_note: "Wording changes results, so a study keeps to one set.", "措辞会影响结果，因此一项调研只使用一套选项。";
    labels_published: "Published wording", "已发表的措辞";
    labels_translated: "Our translation", "本应用的翻译";
    ask_importance: "Ask how important each feature is (1 to 9)", "询问每个功能的重要性（1 到 9）";
    segments: "Segments to choose from", "可选的用户群";
    intro: "Introduction", "开场说明";
    own_question: "Own wording; empty for the usual one", "自定义问题；留空则使用默认问法";
    changed_since: "Codes of links that were sent before no longer fit: features, their order or the wording have changed.", "功能、顺序或选项措辞已更改，此前发出的链接所产生的答案码将不再适用。";
    nothing_to_ask: "There is nothing to ask about yet. Add at least one item with a title to the study.", "还没有可以询问的内容。请先在调研中加入至少一个有标题的需求。";

    // Links that do not open.
    link_no_survey: "There is no survey in this link. Ask for the link again.", "此链接中没有问卷。请重新索取链接。";
    link_cut: "The end of this link is missing, perhaps cut off by a chat or a mail. Ask for the whole link.", "链接不完整，末尾可能被聊天或邮件软件截断。请索取完整的链接。";
    link_changed: "Something in this link was changed on the way, so the survey was not opened. Ask for the link again.", "链接在传送中被改动，因此没有打开问卷。请重新索取链接。";
    link_newer: "This survey was made with a newer version of the app. Reload the page and open the link again.", "此问卷由更新版本的应用创建。请刷新页面后重新打开链接。";

    // Collecting answers.
    collect: "Collect answers", "收集回答";
    paste_codes: "Paste answer codes", "粘贴答案码";
    paste_codes_help: "Paste as many as you like at once, with the chat around them. Only codes are read.", "可以一次粘贴多个，连同聊天内容也可以；只会读取其中的答案码。";
    no_answers_yet: "No answers yet. Send the link, then paste the codes that come back.", "还没有回答。请发出链接，再粘贴收到的答案码。";
    same_respondent: "Respondents who answered before", "之前已作答的受访者";
    same_replace: "Take the new answers", "采用新的回答";
    same_keep: "Keep the earlier answers", "保留之前的回答";
    in_room: "Answer on this device", "在本设备上作答";
    pass_laptop: "Pass the laptop: each person answers, then it asks for the next one. Nobody sees earlier answers.", "传递电脑：每人作答后自动轮到下一位，看不到他人的回答。";
    next_person: "Next person", "下一位";
    in_room_saved: "Your answers are in the study. Please pass the device on.", "您的回答已计入调研，请把设备交给下一位。";
    end_in_room: "End the session", "结束作答";
    enter_by_hand: "Enter answers by hand", "手工录入回答";

    // Codes that cannot be used.
    code_no_beginning: "The beginning of this code is missing. Ask for the whole code; it starts with K1.", "答案码缺少开头。请索取完整的答案码，它以 K1 开头。";
    code_mistyped: "There is a typing error in this code. Compare it with the original, or ask for it again.", "答案码有误。请与原文核对，或重新索取。";
    code_doubled: "The same code stands further above; it counts once.", "上文已有相同的答案码，只计一次。";
    code_newer: "This code was made with a newer version of the app. Reload the page, then paste it again.", "此答案码由更新版本的应用生成。请刷新页面后重新粘贴。";
    code_is_link: "This is the link to the survey, not an answer code. Open it to answer.", "这是问卷链接，不是答案码。打开链接即可作答。";

    // Files with answers.
    answers_csv: "Kano answers as CSV", "Kano 回答（CSV）";
    respondent: "Respondent", "受访者";
    segment: "Segment", "用户群";
    functional: "With the feature (+)", "具备时（+）";
    dysfunctional: "Without the feature (-)", "不具备时（-）";
    importance: "Importance (!)", "重要性（!）";
    import_answers: "Import answers", "导入回答";
    import_help: "One row for each respondent, two columns for each feature: with it, then without it. Numbers 1 to 5 or the answers in words.", "每行一位受访者，每个功能两列：先是具备时，再是不具备时。可用数字 1 到 5，也可用选项文字。";
    scale: "Numbers mean", "数字的含义";
    like_is_one: "1 = like … 5 = dislike", "1 = 喜欢 … 5 = 不喜欢";
    like_is_five: "5 = like … 1 = dislike", "5 = 喜欢 … 1 = 不喜欢";
    scale_hint_words: "Some cells have a number with its words, and there 5 means like. Are all numbers meant so?", "有些单元格同时写有数字和文字，其中 5 表示喜欢。所有数字都是这个含义吗？";
    target_new: "New item", "新需求";
    target_skip: "Leave out", "不导入";

    refused_no_columns: "No column with answers was chosen. Each feature needs a column with it and one without it.", "没有选择含有回答的列。每个功能需要两列：具备时和不具备时。";
    problem_no_reply: "This is no answer: use 1 to 5 or the words of a known wording set. The cell was left out.", "无法识别该回答：请使用 1 到 5，或已知措辞中的文字。该单元格已略去。";
    problem_no_importance: "This is no importance: use a whole number from 1 to 9. The cell was left out.", "重要性无效：请使用 1 到 9 的整数。该单元格已略去。";
    problem_half_pair: "One answer of the pair is missing. The other is kept, but does not count until both are there.", "这一对回答缺少一个；另一个会保留，但两个都有才计入。";
    problem_no_respondent: "This row has no respondent id, so it got a random one.", "这一行没有受访者标识，已分配随机标识。";
    problem_same_respondent: "An earlier row has the same respondent id; both speak for one person.", "前面的行有相同的受访者标识，两行视为同一人。";
    problem_half_feature: "For this feature only one of the two answers has a column, so no pair of it can count.", "该功能只有一列回答，无法组成有效的一对。";
    problem_same_feature: "Another group of columns holds the same feature, so this one was left out.", "另一组列已对应同一功能，这一组已略去。";
}

phrases! {
    progress(step: usize, count: usize): "{step} of {count}", "第 {step} 个，共 {count} 个";
    too_many_features(most: &str): "A study can ask about at most {most} features. Remove some of them.", "一项调研最多询问 {most} 个功能。请移除一些。";
    too_many_segments(most: &str): "A survey can offer at most {most} segments. Remove some of them.", "一份问卷最多提供 {most} 个用户群。请移除一些。";
    unknown_wording(id: &str): "This version of the app does not know the wording set “{id}”. Choose another one, or reload the page to get the newest app.", "此版本的应用没有名为“{id}”的选项措辞。请选择其他措辞，或刷新页面以获取最新版本。";
    link_too_large(most: &str): "This survey is too large for a link of {most} characters. Shorten the introduction or the questions, or ask about fewer features.", "问卷内容过多，超出链接 {most} 个字符的上限。请缩短开场说明或问题，或减少功能。";
    link_length(count: &str): "{count} characters", "{count} 个字符";

    paste_too_long(most: &str): "This text has more than {most} characters. Paste it in parts.", "文字超过 {most} 个字符，请分几次粘贴。";
    code_problem(line: &str, text: &str, sentence: &str): "Line {line}, “{text}”: {sentence}", "第 {line} 行，“{text}”：{sentence}";
    code_other_study(name: &str): "This code belongs to another study ({name}), or features, order or wording were changed after its link was sent.", "此答案码属于另一项调研（{name}），或在发出链接之后功能、顺序或措辞有改动。";
    code_cut(whole: usize): "Part of this code is missing; the whole one has {whole} characters. Ask for it again.", "答案码不完整；完整的有 {whole} 个字符。请重新索取。";
    code_mistyped_at(place: usize): "Character {place} of this code is wrong. Compare it with the original, or ask for it again.", "答案码的第 {place} 个字符有误。请与原文核对，或重新索取。";

    scale_hint(reverse: &str, forward: &str): "Read as 1 = like, {reverse} pairs of answers would prefer the product without the feature and only {forward} with it. Are the numbers the other way round, 5 = like?", "按 1 = 喜欢读取时，有 {reverse} 对回答更希望没有该功能，仅 {forward} 对希望有。数字是否相反，即 5 = 喜欢？";
    new_feature(number: usize): "Feature {number}", "功能 {number}";
    no_such_feature(title: &str): "No feature or item is called “{title}”, so it comes in as a new item.", "没有名为“{title}”的功能或需求，将作为新需求导入。";
    refused_too_many(most: &str): "A study can have at most {most} respondents. Split the table.", "一项调研最多 {most} 位受访者。请拆分表格。";
    refused_too_many_features(most: &str): "This table has answers about more than {most} features. Leave some of them out.", "表格涉及的功能超过 {most} 个。请略去一些。";
}

/// “1 respondent”, “358 respondents” / “358 位受访者”
pub fn respondents(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "respondent"),
        Lang::Zh => format!("{} 位受访者", group(count)),
    }
}

/// “2 added, 1 replaced, 3 kept, 1 unchanged” / “新增 2 位，替换 1 位，保留 3 位，1 位无变化”
pub fn tally(
    lang: Lang,
    added: usize,
    replaced: usize,
    kept: usize,
    unchanged: usize,
    no_room: usize,
) -> String {
    let none = added + replaced + kept + unchanged + no_room == 0;
    let parts = [added, replaced, kept, unchanged, no_room];
    let said = parts.iter().enumerate().filter(|(at, count)| **count > 0 || (none && *at == 0));
    let words: Vec<String> = said
        .map(|(at, count)| {
            let count = group(*count);
            match (lang, at) {
                (Lang::En, 0) => format!("{count} added"),
                (Lang::En, 1) => format!("{count} replaced"),
                (Lang::En, 2) => format!("{count} kept as before"),
                (Lang::En, 3) => format!("{count} unchanged"),
                (Lang::En, _) => format!("{count} left out, as the study is full"),
                (Lang::Zh, 0) => format!("新增 {count} 位"),
                (Lang::Zh, 1) => format!("替换 {count} 位"),
                (Lang::Zh, 2) => format!("保留原回答 {count} 位"),
                (Lang::Zh, 3) => format!("{count} 位无变化"),
                (Lang::Zh, _) => format!("调研已满，略去 {count} 位"),
            }
        })
        .collect();
    words.join(match lang {
        Lang::En => ", ",
        Lang::Zh => "，",
    })
}

/// “1 code could not be used” / “3 个答案码无法使用”
pub fn code_problems(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} could not be used", plural(count, "code")),
        Lang::Zh => format!("{} 个答案码无法使用", group(count)),
    }
}

/// “1 code names a segment that is no longer in the list; its answers count without one.”
pub fn lost_segments(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => {
            "1 code names a segment that is no longer in the list; its answers count without one.".to_owned()
        }
        (Lang::En, _) => format!(
            "{} name segments that are no longer in the list; their answers count without one.",
            plural(count, "code")
        ),
        (Lang::Zh, _) => {
            format!("{} 个答案码所属的用户群已不在列表中；其回答计入但不归入用户群。", group(count))
        }
    }
}

/// “About 3 minutes” / “大约需要 3 分钟”
pub fn minutes(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("About {}", plural(count, "minute")),
        Lang::Zh => format!("大约需要 {} 分钟", group(count)),
    }
}

/// “Import the answers of 358 respondents”
pub fn import_respondents(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "Import the answers of 1 respondent".to_owned(),
        (Lang::En, _) => format!("Import the answers of {}", plural(count, "respondent")),
        (Lang::Zh, _) => format!("导入 {} 位受访者的回答", group(count)),
    }
}

/// “6 features come in as new items” / “6 个功能将作为新需求导入”
pub fn new_items(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 feature comes in as a new item".to_owned(),
        (Lang::En, _) => format!("{} come in as new items", plural(count, "feature")),
        (Lang::Zh, _) => format!("{} 个功能将作为新需求导入", group(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_says_what_happened_and_nothing_else() {
        for (counts, en, zh) in [
            ([0, 0, 0, 0, 0], "0 added", "新增 0 位"),
            ([38, 0, 0, 0, 0], "38 added", "新增 38 位"),
            ([0, 1, 0, 2, 0], "1 replaced, 2 unchanged", "替换 1 位，2 位无变化"),
            (
                [1200, 0, 3, 0, 4],
                "1,200 added, 3 kept as before, 4 left out, as the study is full",
                "新增 1,200 位，保留原回答 3 位，调研已满，略去 4 位",
            ),
        ] {
            let [added, replaced, kept, unchanged, no_room] = counts;
            assert_eq!(tally(Lang::En, added, replaced, kept, unchanged, no_room), en);
            assert_eq!(tally(Lang::Zh, added, replaced, kept, unchanged, no_room), zh);
        }
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(respondents(Lang::En, 1), "1 respondent");
        assert_eq!(code_problems(Lang::En, 2), "2 codes could not be used");
        assert_eq!(new_items(Lang::En, 1), "1 feature comes in as a new item");
        assert_eq!(minutes(Lang::En, 1), "About 1 minute");
        assert_eq!(import_respondents(Lang::Zh, 358), "导入 358 位受访者的回答");
    }
}
