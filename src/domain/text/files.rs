//! Words about files: why one cannot be opened, and what was mended in one that can.

use super::{phrases, words};

words! {
    untitled: "Untitled", "未命名";

    expected_text: "text", "文本";
    expected_number: "a number", "数字";
    expected_not_negative: "a number of 0 or more", "不小于 0 的数字";
    expected_ten: "a number from 0 to 10", "0 到 10 之间的数字";
    expected_ratio: "a ratio from 1 to 100", "1 到 100 之间的倍数";
    expected_share: "a share from 0 to 1", "0 到 1 之间的比例";
    expected_whole: "a whole number of 0 or more", "不小于 0 的整数";
    expected_contribution: "one of -1, 0, 1, 2, 3", "-1、0、1、2、3 之一";
    expected_switch: "true or false", "true 或 false";
    expected_list: "a list", "列表";
    expected_object: "a group of named fields", "一组具名字段";
    expected_status: "a known status", "已知的状态";
    expected_period: "a known period", "已知的周期";
    expected_timing: "“before” or “same_period”", "“before”或“same_period”";
    expected_group: "“together”, “apart” or “either”", "“together”“apart”或“either”";
    expected_effort_unit: "a known unit of effort", "已知的工作量单位";
    expected_kano: "a Kano category (M, O, A, I, R, Q)", "Kano 类别（M、O、A、I、R、Q）";
    expected_kano_table: "a known Kano table (berger, pouliot)", "已知的 Kano 评价表（berger、pouliot）";
    expected_kano_rule: "a known Kano rule (mode, near_tie, grouped)", "已知的 Kano 判定规则（mode、near_tie、grouped）";
    expected_criterion: "one of at most eight criteria", "最多八项评分标准之一";
    expected_direction: "a known direction (more, less)", "已知的方向（more、less）";
    expected_rising: "a scale that rises from low to high", "由低到高递增的量程";
    expected_negative_share: "a number from -1 to 0", "-1 到 0 之间的数字";
    expected_reply: "a whole number from 1 (like) to 5 (dislike)", "1（喜欢）到 5（不喜欢）之间的整数";
    expected_importance: "a whole number from 1 to 9", "1 到 9 之间的整数";
    expected_answer: "an answer with and without the feature, each from 1 to 5", "“具备”与“不具备”两问的回答，各为 1 到 5";
    expected_new_feature: "the id of an item that the study does not list yet", "调研中尚未列出的需求的标识";

    expected_several: "two or more items", "两个或更多需求";

    names_item: "item", "需求";
    names_team: "team", "团队";
    names_period: "period", "周期";

    error_empty: "The file is empty. Choose another one, or a backup of it.", "文件是空的。请选择其他文件或它的备份。";
    error_not_text: "This is not a text file. A plan file ends in .steelyard.json; a spreadsheet is opened with Import.", "这不是文本文件。计划文件以 .steelyard.json 结尾；电子表格请通过“导入”打开。";
    error_too_deep: "The file is nested too deeply to be a plan, so it was not opened.", "文件的嵌套层级过深，不像计划文件，因此没有打开。";
    error_web_page: "This is a web page without a plan in it. Open the HTML file that Steelyard saved, or a plan file that ends in .steelyard.json.", "这是网页，但其中没有计划。请打开由杆秤保存的 HTML 文件，或以 .steelyard.json 结尾的计划文件。";
    error_not_a_plan: "The file is valid JSON but not a Steelyard plan: its “format” or “version” is missing or wrong.", "文件是有效的 JSON，但不是杆秤计划：“format”或“version”缺失或有误。";

    repaired: "Some numbers or characters in the file are not allowed in JSON (such as NaN, 1e400 or half a character). They are kept as text or marked �.", "文件中有 JSON 不允许的数字或字符（例如 NaN、1e400 或半个字符），已保留为文本或以 � 标出。";
}

phrases! {
    error_too_large(size_mib: &str, most_mib: &str): "The file has {size_mib} MiB; a plan can have at most {most_mib} MiB.", "文件大小为 {size_mib} MiB；计划文件最大为 {most_mib} MiB。";
    error_cut_short(line: usize, column: usize): "The file ends too early, at line {line}, column {column}: part of it is missing. Fetch it again, or open a backup.", "文件在第 {line} 行第 {column} 列处提前结束，内容不完整。请重新获取文件，或打开备份。";
    error_not_json(line: usize, column: usize): "The file cannot be read from line {line}, column {column} on: it is not valid JSON there.", "文件从第 {line} 行第 {column} 列起无法读取：该处不是有效的 JSON。";
    error_too_new(file: u64, app: u64): "The file has format version {file}, and this app knows versions up to {app}. Reload the page to get the newest app; the file was not changed.", "文件的格式版本为 {file}，而此应用只支持到版本 {app}。请刷新页面以获取最新版本；文件未被改动。";
    error_too_many_items(count: &str, most: &str): "The file has {count} items; a plan can have at most {most}.", "文件中有 {count} 个需求；一个计划最多 {most} 个。";
    error_too_many_respondents(count: &str, most: &str): "The file has {count} Kano respondents; a plan can have at most {most}.", "文件中有 {count} 位 Kano 受访者；一个计划最多 {most} 位。";

    left_out(place: &str, expected: &str, found: &str): "{place} should be {expected} but is {found}; it was left out.", "{place} 应为{expected}，实际为 {found}，已略去。";
    kept_as_text(place: &str, found: &str): "{place} is no number: {found}. It is kept as text, so that you can correct it.", "{place} 不是数字：{found}。已按文本保留，供您修正。";
    no_date(place: &str, found: &str): "{place} is no date: {found}. It is kept as it is.", "{place} 不是日期：{found}，已原样保留。";
    repeated_id(place: &str, id: &str, new: &str): "{place}: the id “{id}” was used before, so this one is now “{new}”.", "{place}：标识“{id}”已被使用，此处改为“{new}”。";
    missing_id(place: &str, new: &str): "{place} has no id; it is now “{new}”.", "{place} 没有标识，现为“{new}”。";
    missing_title(place: &str): "{place} has no title; it is called “Untitled” until you name it.", "{place} 没有标题，在您命名之前显示为“未命名”。";
    links_cut(place: &str, from: &str, to: &str): "{place}: “{from}” pointed at {to}, which does not exist or leads back to it in a circle; the link was cut.", "{place}：“{from}”指向{to}，目标不存在或形成循环，已断开该关联。";
    names_missing(place: &str, what: &str, id: &str): "{place} names the {what} “{id}”, which is not in the plan; it was left out.", "{place} 所指的{what}“{id}”不在计划中，已略去。";
    names_missing_stays(place: &str, what: &str, id: &str): "{place} names the {what} “{id}”, which is not in the plan; it is kept, and counts for nothing until there is one.", "{place} 所指的{what}“{id}”不在计划中；该处已保留，但暂不起作用。";
    twice(place: &str, id: &str): "{place} is about “{id}” once more; the first one counts, and this one was left out.", "{place} 再次涉及“{id}”；以第一处为准，此处已略去。";
    bin_cut(count: &str, most: &str): "The bin holds more than {most} items; the {count} oldest were left out.", "回收站超过 {most} 个需求，最早的 {count} 个已略去。";
    list_cut(count: &str, most: &str): "There are more than {most} of them; the last {count} were left out.", "数量超过 {most} 个，最后 {count} 个已略去。";
    features_cut(count: &str, most: &str): "The Kano study asks about more than {most} features; the last {count} were left out. Answers about them are kept.", "Kano 调研的功能超过 {most} 个，最后 {count} 个已略去，相关回答仍予保留。";
    more_warnings(count: &str): "{count} more places were mended in the same ways.", "另有 {count} 处以同样方式修正。";
}
