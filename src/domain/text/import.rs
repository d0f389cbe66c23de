//! Words about import and export of tables.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    not_used: "Not used", "不使用";
    requester: "Requester", "提出人";
    rank_low: "Rank low", "名次下限";
    rank_high: "Rank high", "名次上限";
    period: "Period", "周期";
    planned_start: "Planned start", "计划开始";
    planned_end: "Planned end", "计划结束";
    actual_start: "Actual start", "实际开始";
    actual_end: "Actual end", "实际结束";
    url: "Web address", "链接";
    blocks: "Blocks", "阻塞";
    outcome: "Resolution", "处理结果";
    link_id: "Id for links in the table", "表内关联用的 ID";
    items_csv: "Items as CSV", "需求表（CSV）";
    items_csv_about: "All items with their numbers, for any spreadsheet; comes back without loss.", "全部需求及其数值，可用任何电子表格打开，也能原样导回。";

    encoding_western: "Western (Windows-1252)", "西文（Windows-1252）";
    encoding_utf16_le: "UTF-16 LE", "UTF-16 LE";
    encoding_utf16_be: "UTF-16 BE", "UTF-16 BE";
    encoding_gb18030: "GB18030 (GBK)", "GB18030（GBK）";
    encoding_utf8: "UTF-8", "UTF-8";

    delimiter_comma: "Comma", "逗号";
    delimiter_semicolon: "Semicolon", "分号";
    delimiter_tab: "Tab", "制表符";
    delimiter_none: "One column only", "只有一列";

    day: "day", "天";
    hours: "hours", "工时";
    seconds: "seconds", "秒";

    refused_empty: "There is nothing in here to import.", "这里没有可以导入的内容。";
    refused_workbook: "This looks like an Excel workbook. Save it as CSV first (File, Save as, CSV UTF-8), then import that file.", "这看起来是 Excel 工作簿。请先另存为 CSV（文件 → 另存为 → CSV UTF-8），再导入该文件。";
    refused_old_office: "This looks like an old Office file, such as .xls. Save it as CSV first, then import that file.", "这看起来是旧版 Office 文件（例如 .xls）。请先另存为 CSV，再导入该文件。";
    refused_document: "This looks like a Word or other office document, not a table. Copy the table out of it and paste it here.", "这看起来是 Word 等办公文档，而不是表格。请复制其中的表格并粘贴到这里。";
    refused_archive: "This looks like a compressed archive. Unpack it first, then import the table inside.", "这看起来是压缩包。请先解压，再导入其中的表格。";
    refused_pdf: "This looks like a PDF. Ask for the table as CSV, or copy it and paste it here.", "这看起来是 PDF。请索取 CSV 格式的表格，或复制后粘贴到这里。";
    refused_image: "This looks like an image, not a table.", "这看起来是图片，而不是表格。";
    refused_web_page: "This looks like a web page or XML file; some tools call it .xls. Open it in a spreadsheet, save it as CSV, then import that file.", "这看起来是网页或 XML 文件（有些工具会把它命名为 .xls）。请用电子表格打开并另存为 CSV，再导入该文件。";
    refused_json: "This looks like a JSON file, not a table. If it is a plan, open it as a plan.", "这看起来是 JSON 文件，而不是表格。如果是计划文件，请用“打开计划”。";
    refused_binary: "This is not a text file, so it cannot be read as a table. Save the table as CSV and import that file.", "这不是文本文件，无法作为表格读取。请把表格另存为 CSV 再导入。";
    refused_no_title_column: "Choose the column that holds the titles; that is the only one an import needs.", "请选择标题所在的列；导入只需要这一列。";
    damaged: "Some characters of this file were damaged and could not be read; they are shown as �.", "文件中有些字符已损坏，无法读取，显示为 �。";
    header_only: "The table has a header and no rows under it.", "表格只有表头，没有数据行。";

    problem_no_title: "This row has no title, so it was left out.", "这一行没有标题，已跳过。";
    problem_status: "No known status has this name, so the status stays as it was.", "没有这个名称的状态，状态保持不变。";
    problem_kano: "This is no Kano category. Use M, O, A, I, R, Q or their names.", "这不是 Kano 类别。请使用 M、O、A、I、R、Q 或其名称。";
    problem_same_key: "An earlier row has the same key, so this one comes in as a new item with a key of its own.", "前面的行已使用相同编号，因此这一行作为新需求导入并获得新编号。";
    problem_half_range: "A range needs a low and a high end, both numbers, and a value or none between them. The value alone was taken.", "区间需要低值和高值两端，且都必须是数字。只采用了中间的值。";
    problem_ambiguous: "Several items have this title, so the link was left out. Use the key.", "有多个需求使用这个标题，因此未建立关联。请改用编号。";
    problem_itself: "An item cannot point to itself; the link was left out.", "需求不能指向自己，未建立关联。";
    problem_date: "This is no date that can be read. Write it as 2027-03-31.", "无法识别为日期。请写成 2027-03-31 这样的形式。";
    problem_url: "This is no web address, so it was left out.", "这不是网址，已忽略。";
    problem_lone_quote: "A quotation mark opens here and is never closed. The cell is kept as it stands.", "这里的引号没有闭合，单元格按原样保留。";

    keep_numbers: "Keep the numbers as they are", "保持数字不变";
    keep_shares: "Keep: numbers above 1 are percent (80 means 80%), others are shares (0.8 means 80%)", "保持：大于 1 的数字为百分比（80 表示 80%），其余为比例（0.8 表示 80%）";
    leave_out: "They are points on a scale: leave this column out", "这是打分：不导入这一列";
    all_percent: "All numbers without a sign are percent: 0.8 means 0.8%", "不带百分号的数字都是百分比：0.8 表示 0.8%";
    ask_mixed_shares: "Some numbers look like percent (80) and some like shares (0.8 or 1). How are they meant?", "有些数字像百分比（80），有些像比例（0.8 或 1）。应如何理解？";
}

phrases! {
    range_low(label: &str): "{label} low", "{label} 低";
    range_high(label: &str): "{label} high", "{label} 高";
    sheet_input(sheet: &str, label: &str): "{sheet} {label}", "{sheet} {label}";

    refused_too_large(megabytes: usize, most: usize): "This file has {megabytes} MiB; the limit is {most} MiB. Split it and import the parts one after another.", "文件大小为 {megabytes} MiB，上限为 {most} MiB。请拆分后分次导入。";
    refused_too_many_rows(most: &str): "This table has more than {most} rows. Split it and import the parts one after another.", "表格超过 {most} 行。请拆分后分次导入。";
    refused_too_many_items(most: &str): "With this import the plan would have more than {most} items. Import fewer rows, or start a new plan.", "导入后计划将超过 {most} 个需求。请减少导入的行数，或新建计划。";
    refused_too_many_columns(line: &str, count: &str, most: &str): "Line {line} has {count} columns; the limit is {most}. Delete the columns that are not needed, then import again.", "第 {line} 行有 {count} 列，上限为 {most} 列。请删除不需要的列后再导入。";
    refused_too_many_cells(most: &str): "This table has more than {most} cells. Delete the columns that are not needed, then import again.", "表格超过 {most} 个单元格。请删除不需要的列后再导入。";

    column_letter(letters: &str): "Column {letters}", "{letters} 列";
    place(line: &str, column: &str): "Line {line}, {column}", "第 {line} 行，{column}";
    place_line(line: &str): "Line {line}", "第 {line} 行";
    problem(place: &str, sentence: &str): "{place}: {sentence}", "{place}：{sentence}";
    problem_with_text(place: &str, text: &str, sentence: &str): "{place}, “{text}”: {sentence}", "{place}，“{text}”：{sentence}";
    problem_unknown_link(text: &str): "No item has the key or title “{text}”, so that link was left out.", "没有编号或标题为“{text}”的需求，未建立关联。";
    problem_same_header(used: &str, unused: &str): "More than one column has this name: {used} is used, {unused} is not.", "有多列同名：使用 {used}，不使用 {unused}。";
    problem_circle(names: &str): "These items would wait for each other in a circle: {names}. This link was left out.", "这些需求会循环依赖：{names}。未建立这一关联。";
    problem_circle_of_parents(names: &str): "These items would be part of each other in a circle: {names}. This link was left out.", "这些需求会循环隶属：{names}。未建立这一关联。";
    problem_too_long(most: &str): "This text has more than {most} characters and was cut there.", "文本超过 {most} 个字符，已截断。";

    ask_scale(label: &str, low: &str, high: &str): "The {label} column holds numbers from {low} to {high}, which is not the usual scale. What do they mean?", "“{label}”一列的数字在 {low} 到 {high} 之间，与通常的刻度不同。它们代表什么？";
    ask_unit(label: &str, theirs: &str, ours: &str): "The table counts {label} in {theirs}, the plan in {ours}. Convert the numbers?", "表格中的{label}以{theirs}计，计划以{ours}计。要换算吗？";
    ask_period(label: &str, theirs: &str, ours: &str): "The table counts {label} per {theirs}, the plan per {ours}. Convert the numbers?", "表格中的{label}按{theirs}统计，计划按{ours}统计。要换算吗？";
    ask_points_per(label: &str, low: &str, high: &str, ours: &str): "The {label} column holds only whole numbers from {low} to {high}, like points on a scale; the plan counts {label} per {ours}. What do they mean?", "“{label}”一列只有 {low} 到 {high} 的整数，像是打分；计划按{ours}统计{label}。它们代表什么？";
    ask_points_in(label: &str, low: &str, high: &str, ours: &str): "The {label} column holds only whole numbers from {low} to {high}, like points on a scale; the plan counts {label} in {ours}. What do they mean?", "“{label}”一列只有 {low} 到 {high} 的整数，像是打分；计划以{ours}计{label}。它们代表什么？";
    ask_dates(example: &str): "Some dates can be read in more than one way, such as {example}. Which number comes first?", "有些日期有不止一种读法，例如 {example}。哪个数字在前？";
    month_first(example: &str, day: &str): "The month: {example} is {day}", "月份在前：{example} 是{day}";
    day_first(example: &str, day: &str): "The day: {example} is {day}", "日期在前：{example} 是{day}";
    year_first(example: &str, day: &str): "The year: {example} is {day}", "年份在前：{example} 是{day}";
    as_steps(top: u32, mapping: &str): "A scale of 1 to {top}, put on the steps: {mapping}", "1 到 {top} 的刻度，对应为：{mapping}";
    as_linear(top: u32, mapping: &str): "A scale up to {top}, in proportion: {mapping}", "最高为 {top} 的刻度，按比例换算：{mapping}";
    convert_numbers(factor: &str): "Convert every number (× {factor})", "逐个换算（× {factor}）";
}

/// “3 new items, 2 updated, 1 unchanged” / “3 个新需求，更新 2 个，1 个不变”
pub fn summary(lang: Lang, new: usize, updated: usize, unchanged: usize) -> String {
    match lang {
        Lang::En => {
            let new = (new > 0 || updated + unchanged == 0).then(|| plural(new, "new item"));
            let updated = (updated > 0).then(|| format!("{} updated", group(updated)));
            let unchanged = (unchanged > 0).then(|| format!("{} unchanged", group(unchanged)));
            [new, updated, unchanged].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Lang::Zh => {
            let new = (new > 0 || updated + unchanged == 0).then(|| format!("{} 个新需求", group(new)));
            let updated = (updated > 0).then(|| format!("更新 {} 个", group(updated)));
            let unchanged = (unchanged > 0).then(|| format!("{} 个不变", group(unchanged)));
            [new, updated, unchanged].into_iter().flatten().collect::<Vec<_>>().join("，")
        }
    }
}

/// “3 cells need a look” / “3 个单元格需要查看”
pub fn problem_count(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 cell needs a look".to_owned(),
        (Lang::En, _) => format!("{} cells need a look", group(count)),
        (Lang::Zh, _) => format!("{} 个单元格需要查看", group(count)),
    }
}

/// “2 rows have the title of an item that is there already” / “2 行与已有需求同名”
pub fn same_titles(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 row has the title of an item that is there already.".to_owned(),
        (Lang::En, _) => format!("{} rows have the title of an item that is there already.", group(count)),
        (Lang::Zh, _) => format!("{} 行与已有需求同名。", group(count)),
    }
}
