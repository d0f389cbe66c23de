//! Words about workbooks of spreadsheets.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    items: "Items", "需求";
    kano_answers: "Kano answers", "Kano 回答";
    kano_results: "Kano results", "Kano 结果";
    roadmap: "Roadmap", "路线图";
    needs_and_goals: "Needs & goals", "用户需求与业务目标";
    contributions: "Contributions", "贡献";

    period: "Period", "周期";
    starts: "Starts", "开始";
    ends: "Ends", "结束";
    kind: "Kind", "类型";
    weight: "Weight", "权重";
    importance: "Importance", "重要度";
    satisfaction: "Satisfaction", "满意度";

    comma: ", ", "、";
    encrypted: "This workbook is protected with a password. Open it in a spreadsheet program, save a copy without the password, then use that copy.", "此工作簿设有密码。请用电子表格程序打开，另存一份不带密码的副本，再使用该副本。";
    broken: "This workbook is damaged or incomplete, so it was not read. Open it in a spreadsheet program and save it anew, or fetch it again.", "此工作簿已损坏或不完整，未能读取。请用电子表格程序打开后重新保存，或重新获取文件。";
    not_read: "This is not a workbook that can be read here: .xlsx, .xlsm, .xls and .ods can. Open it in a spreadsheet program and save it as .xlsx.", "此文件不是这里能读取的工作簿（支持 .xlsx、.xlsm、.xls 和 .ods）。请用电子表格程序打开并另存为 .xlsx。";
    not_written: "The workbook could not be written. Try again, or export the items as CSV.", "未能写入工作簿。请重试，或将需求导出为 CSV。";
    sheet: "Sheet", "工作表";
    stopped: "This workbook asks for more than the program can do, and the work was stopped. Your plan is not affected. Save the sheet that is needed as CSV and import that.", "处理此工作簿时程序意外中止，您的计划未受影响。请将所需的工作表另存为 CSV 再导入。";
    missing: "The part of Steelyard that works on spreadsheets could not be loaded. Check the connection and try again.", "未能加载处理电子表格的程序部分。请检查网络连接后重试。";
    reading: "Reading the workbook…", "正在读取工作簿…";
    writing: "Writing the workbook…", "正在写入工作簿…";
    stop: "Cancel", "取消";
    again: "Try again", "重试";

    file: "workbook", "工作簿";
    way: "Spreadsheet", "电子表格";
    way_about: "One Excel workbook with the items, Kano answers and results, the roadmap, needs and goals. Opens in Excel, WPS, Numbers and LibreOffice; the items come back without loss.", "一个 Excel 工作簿，包含需求、Kano 回答与结果、路线图、用户需求与业务目标。可用 Excel、WPS、Numbers 和 LibreOffice 打开，其中的需求可原样导回。";
    live_formulas: "Scores as live formulas", "得分使用实时公式";
    live_formulas_help: "Whoever changes a number in the workbook sees the new score at once.", "在工作簿中修改数字后，得分立即更新。";
}

phrases! {
    team_effort(team: &str, unit: &str): "{team} ({unit})", "{team}（{unit}）";
    total_effort(unit: &str): "Effort ({unit})", "工作量（{unit}）";
    too_large_inside(most: usize): "Unpacked, this workbook has more than {most} MiB, so it was not read. Delete the sheets that are not needed, or save the one that is as CSV.", "此工作簿解压后超过 {most} MiB，未能读取。请删除不需要的工作表，或将所需的工作表另存为 CSV。";
    too_much_text(most: usize): "The cells of this sheet hold more than {most} MiB of text, so it was not read. Delete the columns that are not needed, then import again.", "此工作表中的文本超过 {most} MiB，未能读取。请删除不需要的列后再导入。";
    hidden_sheet(name: &str): "{name} (hidden)", "{name}（已隐藏）";
}

/// “3 cells hold an error (B2 #N/A, …) and are taken as empty.”
pub fn errors(lang: Lang, count: usize, first: &str) -> String {
    match (lang, count) {
        (Lang::En, 1) => format!("1 cell holds an error ({first}) and is taken as empty."),
        (Lang::En, _) => format!("{} hold an error ({first}) and are taken as empty.", plural(count, "cell")),
        (Lang::Zh, _) => format!("{} 个单元格含有错误值（{first}），按空单元格处理。", group(count)),
    }
}

/// “3 formulas have no stored result and are taken as empty. …”
pub fn unsolved(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 formula has no stored result and is taken as empty. Open the workbook in a spreadsheet program and save it once, then it has one.".to_owned(),
        (Lang::En, _) => format!("{} have no stored result and are taken as empty. Open the workbook in a spreadsheet program and save it once, then they have one.", plural(count, "formula")),
        (Lang::Zh, _) => format!("{} 个公式没有保存计算结果，按空单元格处理。请用电子表格程序打开并保存一次，即可带有结果。", group(count)),
    }
}

/// “2 hidden rows and 1 hidden column are read as well.”
pub fn hidden(lang: Lang, rows: usize, columns: usize) -> String {
    match lang {
        Lang::En => {
            let rows = (rows > 0).then(|| plural(rows, "hidden row"));
            let columns_said = (columns > 0).then(|| plural(columns, "hidden column"));
            let single = (rows.is_some() != columns_said.is_some())
                && [&rows, &columns_said].into_iter().flatten().all(|said| said.starts_with("1 "));
            let said: Vec<String> = [rows, columns_said].into_iter().flatten().collect();
            format!("{} {} read as well.", said.join(" and "), if single { "is" } else { "are" })
        }
        Lang::Zh => {
            let rows = (rows > 0).then(|| format!("{} 行", group(rows)));
            let columns = (columns > 0).then(|| format!("{} 列", group(columns)));
            let said: Vec<String> = [rows, columns].into_iter().flatten().collect();
            format!("隐藏的 {}也一并读取。", said.join("和 "))
        }
    }
}

/// “2 texts were cut: a cell holds 32,767 characters at most.”
pub fn cut(lang: Lang, count: usize, most: &str) -> String {
    match (lang, count) {
        (Lang::En, 1) => format!("1 text was cut: a cell holds {most} characters at most."),
        (Lang::En, _) => {
            format!("{} were cut: a cell holds {most} characters at most.", plural(count, "text"))
        }
        (Lang::Zh, _) => format!("{} 处文本被截断：单元格最多容纳 {most} 个字符。", group(count)),
    }
}
