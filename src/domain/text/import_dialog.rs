//! Words of the import dialog.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    title: "Import items", "导入需求";
    intro: "Drop a spreadsheet (.xlsx, .xls, .ods) or a CSV file, choose one, or paste cells. Only a title is required.", "拖入电子表格（.xlsx、.xls、.ods）或 CSV 文件、选择文件，或粘贴单元格；只有标题是必需的。";
    choose_file: "Choose a file…", "选择文件…";
    paste_here: "Paste cells here", "在此粘贴单元格";
    read_pasted: "Read the pasted cells", "读取粘贴的内容";
    making: "Reading the rows…", "正在读取各行…";
    other_source: "Another file…", "换一个文件…";
    has_header: "The first row names the columns", "第一行是表头";
    delimiter: "Cells are separated by", "单元格分隔符";
    column_holds: "Column holds", "该列是";
    same_key: "Rows whose key is in the plan", "编号已在计划中的行";
    same_key_update: "Update that item", "更新该需求";
    same_key_add: "Come in as new items", "作为新需求导入";
    on_empty: "Empty cells of updated items", "更新时的空单元格";
    on_empty_keep: "Leave the field as it is", "保留原有内容";
    on_empty_clear: "Empty the field", "清空该字段";
    questions: "Please answer first", "请先回答";
    answer_first: "Answer the questions about the numbers first.", "请先回答关于数字的问题。";
    answer_statuses: "Say first what the status words mean.", "请先说明状态词的含义。";
    nothing_to_do: "There is nothing to import.", "没有可导入的内容。";
    read_as: "Read as", "读取方式";
    read_plain: "Read it as a plain table", "按普通表格读取";
    same_title: "Rows known by their title only", "仅标题相同的行";
    same_title_update: "Update that item, take over the key", "更新该需求并沿用文件中的编号";
    same_title_add: "Come in as new items", "作为新需求导入";
    statuses: "What do these status words mean?", "这些状态词是什么意思？";
    choose_status: "Choose…", "请选择…";
    leave_status: "Leave the status as it is", "保持原有状态";
    leave_others: "Leave the status of the others as it is", "其余保持原有状态";
    changes: "What will change", "导入后的改动";
    change_item: "Item", "需求";
    change_field: "Field", "字段";
    change_before: "Before", "原值";
    change_after: "After", "新值";
    empty: "empty", "空";
    preview: "Preview", "预览";
    pasted_cells: "Pasted cells", "粘贴的单元格";
    read_as_plan: "This is a plan file; it was opened as a plan.", "这是计划文件，已作为计划打开。";
}

phrases! {
    about(name: &str, rows: &str, encoding: &str): "{name} · {rows} · {encoding}", "{name} · {rows} · {encoding}";
    imported(summary: &str): "Imported: {summary}", "已导入：{summary}";
    looks_like(table: &str, known: &str, all: &str): "This looks like {table}. {known} of {all} columns are known.", "看起来是：{table}。{all} 列中识别出 {known} 列。";
    status_word(word: &str, rows: &str): "“{word}”, {rows}", "“{word}”，{rows}";
    same_titles(count: usize): "{count} new items have the same title as an item of the plan.", "{count} 个新需求与计划中的需求标题相同。";
}

/// “200 rows”
pub fn rows(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "row"),
        Lang::Zh => format!("{} 行", group(count)),
    }
}

/// “3 cells need a look; everything else comes in as it is.”
pub fn problems(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 cell needs a look; everything else comes in as it is.".to_owned(),
        (Lang::En, _) => format!("{} need a look; everything else comes in as it is.", plural(count, "cell")),
        (Lang::Zh, _) => format!("{} 个单元格需要留意，其余内容照常导入。", group(count)),
    }
}

/// “and 20 more”
pub fn more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("and {} more", group(count)),
        Lang::Zh => format!("另有 {} 处", group(count)),
    }
}

/// “Import 200 items”
pub fn import_items(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("Import {}", plural(count, "item")),
        Lang::Zh => format!("导入 {} 个需求", group(count)),
    }
}

/// “12 fields of 5 items change”
pub fn changes_of(lang: Lang, fields: usize, items: usize) -> String {
    match lang {
        Lang::En => format!(
            "{} of {} {}",
            plural(fields, "field"),
            plural(items, "item"),
            if fields == 1 { "changes" } else { "change" }
        ),
        Lang::Zh => format!("{} 个需求的 {} 个字段将改变", group(items), group(fields)),
    }
}

/// “3 new items”
pub fn new_items(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "new item"),
        Lang::Zh => format!("新增 {} 个需求", group(count)),
    }
}

/// “5 items of the plan are not in this table; they stay as they are.”
pub fn missing(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 item of the plan is not in this table; it stays as it is".to_owned(),
        (Lang::En, _) => {
            format!("{} of the plan are not in this table; they stay as they are", plural(count, "item"))
        }
        (Lang::Zh, _) => format!("计划中有 {} 个需求不在此表中，将保持不变", group(count)),
    }
}

/// “2 items were found by their title; they take over the key of the table.”
pub fn adopted(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 item was found by its title; a key of the table becomes its key.".to_owned(),
        (Lang::En, _) => {
            format!(
                "{} were found by their titles; keys of the table become their keys.",
                plural(count, "item")
            )
        }
        (Lang::Zh, _) => format!("按标题匹配到 {} 个需求，将沿用表中的编号。", group(count)),
    }
}
