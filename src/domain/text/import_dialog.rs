//! Words of the import dialog.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    title: "Import items", "导入需求";
    intro: "Drop a spreadsheet (.xlsx, .xls, .ods) or a CSV file, choose one, or paste cells. Only a title is required.", "拖入电子表格（.xlsx、.xls、.ods）或 CSV 文件、选择文件，或粘贴单元格；只有标题是必需的。";
    choose_file: "Choose a file…", "选择文件…";
    paste_here: "Paste cells here", "在此粘贴单元格";
    read_pasted: "Read the pasted cells", "读取粘贴的内容";
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
    nothing_to_do: "There is nothing to import.", "没有可导入的内容。";
    preview: "Preview", "预览";
    pasted_cells: "Pasted cells", "粘贴的单元格";
    read_as_plan: "This is a plan file; it was opened as a plan.", "这是计划文件，已作为计划打开。";
}

phrases! {
    about(name: &str, rows: &str, encoding: &str): "{name} · {rows} · {encoding}", "{name} · {rows} · {encoding}";
    imported(summary: &str): "Imported: {summary}", "已导入：{summary}";
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
