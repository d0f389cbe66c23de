//! Words of setting up a Kano study and of taking its answers in.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    // What is asked about.
    features: "Features", "功能";
    features_help: "Answer codes follow this order. Each respondent meets the features in an order of their own.", "答案码按此顺序排列；每位受访者看到的功能顺序各不相同。";
    no_features: "Nothing is asked about yet. Add items of the plan, or a feature of its own.", "还没有要询问的功能。请添加计划中的需求，或新建功能。";
    add_items: "Add items", "添加需求";
    search_items: "Search by title or key", "按标题或编号搜索";
    no_item_left: "Every item of the plan is in the study.", "计划中的需求都已在调研中。";
    no_item_found: "No item matches.", "没有匹配的需求。";
    new_feature: "New feature", "新功能";
    new_feature_hint: "It becomes an item of the plan.", "将成为计划中的一个需求。";
    add: "Add", "添加";
    questions: "Questions", "问题";
    own_wording: "own wording", "自定义问法";
    usual_wording: "Back to the usual wording", "恢复默认问法";
    deleted_item: "Deleted item", "已删除的需求";
    deleted_item_help: "This item was deleted, so it is not asked about. Its answers are kept. Restore the item from the recycle bin, or remove the feature.", "该需求已删除，因此不再询问，已有回答仍保留。可从回收站恢复该需求，或移除此功能。";
    with_en: "With it, in English", "具备时（英文）";
    without_en: "Without it, in English", "不具备时（英文）";
    with_zh: "With it, in Chinese", "具备时（中文）";
    without_zh: "Without it, in Chinese", "不具备时（中文）";

    // How it is asked.
    survey_language: "Language of the survey", "问卷语言";
    reader_language: "The reader’s own", "跟随读者";
    segments_hint: "Separate them with commas. Where there are none, nobody is asked.", "用逗号分隔；留空则不询问。";
    intro_en: "Introduction in English", "英文开场说明";
    intro_zh: "Introduction in Chinese", "中文开场说明";
    unknown_set: "Unknown wording", "未知措辞";

    // The link.
    link_for: "Link for", "链接对象";
    everyone: "Everyone", "所有人";
    preview_here: "Preview as on a phone", "预览手机效果";
    open_preview: "Preview in a new tab", "在新标签页预览";
    copy_failed: "The browser did not allow copying. Select the link and copy it yourself.", "浏览器不允许复制。请选中链接后自行复制。";
    caution: "Answers have come in. If features, their order or the wording change now, codes from links that were sent before no longer fit.", "已有回答。如果现在更改功能、顺序或选项措辞，此前发出的链接所产生的答案码将不再适用。";

    // Who answered.
    respondents_table: "Respondents, the latest first", "受访者（最新的在前）";
    no_respondents: "Nobody has answered yet", "还没有人作答";
    date: "Date", "日期";
    answered: "Answered", "已答";
    no_segment: "No segment", "未分群";
    edit_answers: "Edit", "编辑";
    remove: "Remove", "移除";
    removed: "The respondent was removed.", "已移除该受访者。";

    // By hand and in the room.
    save_answers: "Save the answers", "保存回答";
    save_and_next: "Save and enter the next one", "保存并录入下一位";
    saved_by_hand: "The answers are in the study.", "回答已计入调研。";
    nothing_answered: "There is no answer to save yet.", "还没有可保存的回答。";
    no_reply: "No answer", "未作答";
    feature: "Feature", "功能";
    in_room_start: "Start with the first person", "从第一位开始";
    leave_person: "Leave without saving", "不保存并离开";

    // The dialog.
    dialog_intro: "Paste answer codes with the chat around them, or the cells of a table with one row for each respondent. Or choose a file: CSV, Excel or OpenDocument.", "可粘贴答案码（连同聊天内容），或每行一位受访者的表格单元格；也可选择 CSV、Excel 或 OpenDocument 文件。";
    codes_or_table: "Answer codes or table", "答案码或表格";
    read_text: "Read", "读取";
    reading: "Reading the answers…", "正在读取回答…";
    neither: "There is no answer code in this text, and it is no table with answers.", "这段文字中没有答案码，也不是含有回答的表格。";
    taking_in: "Taking the answers in…", "正在计入回答…";
    take_in: "Take the answers in", "计入回答";
    nothing_new: "There is nothing new in it.", "没有新的内容。";
    other_text: "Something else…", "换一个…";
    column_with: "Column with it", "“具备时”所在列";
    column_without: "Column without it", "“不具备时”所在列";
    column_importance: "Column of importance", "“重要性”所在列";
    no_column: "None", "无";
    respondent_column: "Respondent is in", "受访者所在列";
    segment_column: "Segment is in", "用户群所在列";
    random_ids: "Nowhere: random ids", "无：使用随机标识";
    change_columns: "Columns", "列";
    one_more_feature: "One more feature", "再加一个功能";
    title_of_new: "Title of the new item", "新需求的标题";
    features_of_table: "Features of the table", "表格中的功能";
    first_row: "First row", "首行";
}

phrases! {
    move_up(title: &str): "Move “{title}” up", "上移“{title}”";
    move_down(title: &str): "Move “{title}” down", "下移“{title}”";
    remove_feature(title: &str): "Remove “{title}” from the study", "从调研中移除“{title}”";
    questions_about(title: &str): "Questions about “{title}”", "“{title}”的问题";
    add_item(title: &str): "Add “{title}”", "添加“{title}”";
    labels_in(language: &str, origin: &str): "{language} · {origin}", "{language} · {origin}";
    answered_of(count: usize, all: usize): "{count} of {all}", "{count} / {all}";
    segment_of(id: &str): "Segment of {id}", "{id} 的用户群";
    edit_one(id: &str): "Edit the answers of {id}", "编辑 {id} 的回答";
    remove_one(id: &str): "Remove {id}", "移除 {id}";
    answers_by(id: &str): "Answers of {id}", "{id} 的回答";
    reply_with(title: &str): "“{title}”: with it", "“{title}”：具备时";
    reply_without(title: &str): "“{title}”: without it", "“{title}”：不具备时";
    reply_importance(title: &str): "“{title}”: importance", "“{title}”：重要性";
    taken_in(summary: &str): "Answers taken in: {summary}", "已计入回答：{summary}";
    columns_of(name: &str): "Columns of {name}", "{name} 的列";
    target_of(name: &str): "{name} holds the answers about", "{name} 是关于哪个功能的回答";
}

/// “and 120 more” / “另有 120 位”
pub fn more_respondents(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("and {} more", group(count)),
        Lang::Zh => format!("另有 {} 位", group(count)),
    }
}

/// “and 120 more items; search to find them” / “另有 120 个需求，可通过搜索查找”
pub fn more_items(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("and {}; search to find them", plural(count, "more item")),
        Lang::Zh => format!("另有 {} 个需求，可通过搜索查找", group(count)),
    }
}

/// “Add the 3 selected items” / “添加所选的 3 个需求”
pub fn add_selected(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "Add the selected item".to_owned(),
        (Lang::En, _) => format!("Add the {} selected items", group(count)),
        (Lang::Zh, _) => format!("添加所选的 {} 个需求", group(count)),
    }
}

/// “Added 3 features to the study.” / “已将 3 个功能加入调研。”
pub fn added_selected(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("Added {} to the study.", plural(count, "feature")),
        Lang::Zh => format!("已将 {} 个功能加入调研。", group(count)),
    }
}

/// “12 features” / “12 个功能”
pub fn feature_count(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "feature"),
        Lang::Zh => format!("{} 个功能", group(count)),
    }
}

/// “and 20 more” / “另有 20 处”
pub fn more_problems(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("and {} more", group(count)),
        Lang::Zh => format!("另有 {} 处", group(count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(feature_count(Lang::En, 1), "1 feature");
        assert_eq!(feature_count(Lang::Zh, 12), "12 个功能");
        assert_eq!(more_items(Lang::En, 1), "and 1 more item; search to find them");
        assert_eq!(add_selected(Lang::En, 1), "Add the selected item");
        assert_eq!(add_selected(Lang::En, 1200), "Add the 1,200 selected items");
        assert_eq!(add_selected(Lang::Zh, 3), "添加所选的 3 个需求");
        assert_eq!(added_selected(Lang::En, 1), "Added 1 feature to the study.");
        assert_eq!(more_items(Lang::En, 1200), "and 1,200 more items; search to find them");
        assert_eq!(more_respondents(Lang::Zh, 158), "另有 158 位");
    }
}
