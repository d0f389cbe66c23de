//! Words of the charts of items.

use super::super::number::group;
use super::{Lang, common, phrases, plural, words};

words! {
    chart: "Chart", "图表";
    tools: "What the chart shows", "图表内容";
    views: "View", "视图";
    view_need_goal: "Need × Goal", "需求 × 目标";
    view_value_effort: "Value × Effort", "价值 × 工作量";
    view_importance: "Importance × Satisfaction", "重要度 × 满意度";
    view_kano: "Better × Worse", "Better × Worse";
    view_fields: "Two fields", "任选两项";
    field_x: "To the right", "横轴";
    field_y: "Upwards", "纵轴";

    need: "User need", "用户需求";
    goal: "Business goal", "业务目标";
    value: "Value", "价值";
    effort: "Effort", "工作量";
    better: "Better", "Better";
    worse: "Worse", "Worse";
    worse_size: "|Worse|", "|Worse|";
    importance: "Importance", "重要度";
    satisfaction: "Satisfaction", "满意度";
    contributions: "contributions to needs and goals", "对需求和目标的贡献";
    coefficients: "Better and Worse", "Better 和 Worse";

    value_by: "Value is", "价值取自";
    value_by_share: "Need and goal, weighed", "需求与目标的加权";

    size: "Size", "大小";
    colour: "Colour", "颜色";
    cut: "Cut", "分界";
    cut_middle: "Midpoint", "中点";
    cut_median: "Median", "中位数";
    cut_middle_help: "The middle of the scale: it stays where it is, whatever the items are.", "量表的中点：不随需求的增减而移动。";
    cut_middle_of_axis_help: "The middle of each axis: where an axis has no scale of its own, such as effort or a score, it moves with the largest value.", "各轴的中点：没有固定量程的轴（如工作量、得分）会随最大值移动。";
    cut_median_help: "Half of the items lie on each side: it moves when items are added.", "两侧各有一半需求：增加需求时会移动。";
    colour_kano: "Kano", "Kano";
    colour_area: "Area", "领域";
    colour_status: "Status", "状态";
    no_kano: "No Kano category", "无 Kano 类别";
    no_area: "No area", "无领域";
    other_areas: "Other areas", "其他领域";

    love: "Users love, business neutral", "用户喜爱，业务一般";
    first: "Do first", "优先做";
    question: "Question it", "先质疑";
    bet: "Business bet", "业务押注";
    quick_win: "Quick win", "速赢";
    big_bet: "Big bet", "大投入";
    fill_in: "Fill-in", "顺手做";
    think_twice: "Think twice", "三思";
    overserved: "More than needed", "过度满足";
    keep_up: "Keep it up", "继续保持";
    leave: "Leave it", "可不理会";
    underserved: "Underserved", "未被满足";

    how_to_read: "How to read this picture", "如何看这张图";
    opportunity_help: "Opportunity = importance + max(importance − satisfaction, 0), 0 to 20 (Ulwick). Published thresholds differ; 10, 12 and 15 are drawn.", "机会分 = 重要度 + max(重要度 − 满意度, 0)，范围 0 至 20（Ulwick）。各家阈值不一，图中画出 10、12、15。";
    opportunity_column: "Opportunity", "机会分";
    frontier_help: "The brass line is the frontier: no item beats these on both need and goal. All others are faint.", "铜色线为前沿：没有需求在用户需求与业务目标上同时胜过这些项，其余以浅色显示。";

    zoom: "Zoom", "缩放";
    zoom_in: "Zoom in", "放大";
    zoom_out: "Zoom out", "缩小";
    fit: "Show all", "显示全部";
    mode_select: "Select", "框选";
    mode_lasso: "Lasso", "套索";
    mode_move: "Move", "移动";
    mode: "What dragging does", "拖动方式";
    save_picture: "Save picture", "保存图片";
    picture_language: "Language of the picture", "图片语言";
    save_svg: "Save as SVG", "保存为 SVG";
    copy_picture: "Copy as PNG", "复制为 PNG";
    picture_copied: "The picture is on the clipboard.", "图片已复制到剪贴板。";
    picture_not_copied: "This browser does not copy pictures here. Save it as PNG instead.", "此浏览器无法在此复制图片，请改为保存 PNG。";
    file_saved: "The file was handed to your downloads.", "文件已交给浏览器下载。";
    file_failed: "The file could not be saved. Check whether the browser allows downloads, then try again.", "无法保存文件。请检查浏览器是否允许下载，然后重试。";
    as_table: "Table", "表格";
    as_picture: "Picture", "图";
    form: "Form", "形式";
    clear_selection: "Clear the selection", "取消选择";
    show_in_items: "Show in items", "在需求池中查看";
    item_column: "Item", "需求";
    need_column: "Need", "用户需求";
    unknown: "–", "–";

    hint: "Point at a dot or move with the arrow keys to read its numbers. Enter opens it, Space selects it; drag over the chart to select several, with Alt held to draw a line around them.", "指向圆点或用方向键移动即可读取数值。回车键打开，空格键选中；在图上拖动可框选多个，按住 Alt 拖动可沿任意形状圈选。";
    hint_needs: "Point at a dot or move with the arrow keys to read its numbers. Enter opens the list of needs.", "指向圆点或用方向键移动即可读取数值。回车键打开用户需求列表。";
    hint_effort: "Drag a dot sideways, or press Alt and an arrow key, to change its effort.", "左右拖动圆点，或按 Alt 加方向键，可修改工作量。";
    hint_inputs: "Drag a dot, or press Alt and an arrow key, to change its numbers.", "拖动圆点，或按 Alt 加方向键，可修改数值。";
    hint_needs_move: "Drag a dot, or press Alt and an arrow key, to change its importance and satisfaction.", "拖动圆点，或按 Alt 加方向键，可修改重要度和满意度。";
    hint_derived: "Dots cannot be dragged here: both numbers follow from others.", "此处不能拖动圆点：两个数值均由其他数值得出。";
    hint_worth: "Dots cannot be dragged here: need and goal follow from contributions.", "此处不能拖动圆点：需求值与目标值由贡献得出。";

    empty_need_goal: "Say what each item contributes to your users' needs and your business goals, and each gets its place here.", "标出每个需求对用户需求和业务目标的贡献，它就会出现在图中。";
    empty_need_goal_act: "Set contributions", "设置贡献";
    empty_value_effort: "Items appear here as soon as they have a value and an effort.", "需求有了价值和工作量，就会出现在图中。";
    empty_items_act: "Estimate items", "估计需求";
    empty_importance: "Say how important each user need is and how satisfied users are today, and the needs with the largest opportunity stand out.", "填写每个用户需求的重要度和当前满意度，机会最大的需求便一目了然。";
    empty_importance_act: "Set needs", "设置用户需求";
    empty_kano: "Run a Kano study and write its categories to the items to see them by Better and Worse.", "完成 Kano 调研并将类别写回需求，即可按 Better 与 Worse 查看。";
    empty_kano_act: "Go to the Kano study", "前往 Kano 调研";
    empty_fields: "No item has both of these numbers yet.", "还没有需求同时具备这两项数值。";
}

phrases! {
    save_picture_of(what: &str): "Save picture: {what}", "保存图片：{what}";
    save_png(scale: u8): "Save as PNG, {scale}×", "保存为 PNG，{scale} 倍";
    field_of(framework: &str, input: &str): "{framework}: {input}", "{framework}：{input}";
    serves(title: &str): "Contribution to “{title}”", "对“{title}”的贡献";
    nth_need(number: usize): "need {number}", "用户需求 {number}";
    nth_goal(number: usize): "goal {number}", "业务目标 {number}";
    score_of(framework: &str): "{framework} score", "{framework} 得分";
    with_unit(title: &str, unit: &str): "{title} ({unit})", "{title}（{unit}）";
    per(period: &str): "per {period}", "每{period}";
    value_at(need: &str, goal: &str): "Value at {need} : {goal}", "{need} : {goal} 下的价值";
    two(y: &str, x: &str): "{y} × {x}", "{y} × {x}";
    cut_at_middle(value: &str): "Midpoint {value}", "中点 {value}";
    cut_at_median(value: &str): "Median {value}", "中位数 {value}";
    rank_line(rank: usize, value: &str): "No. {rank}: {value}", "第 {rank} 名：{value}";
    opportunity(value: &str): "Opportunity {value}", "机会分 {value}";
    about(title: &str, numbers: &str): "{title}: {numbers}", "{title}：{numbers}";
    size_by(what: &str): "Size: {what}", "大小：{what}";
    colour_by(what: &str): "Colour: {what}", "颜色：{what}";
    cut_by(what: &str): "Cut: {what}", "分界：{what}";
    points_of(picture: &str): "{picture}: chart. Arrow keys go from dot to dot.", "{picture}：图表。方向键在圆点间移动。";
    table_of(picture: &str): "{picture}: the same numbers", "{picture}：相同的数值";
    changed(field: &str, title: &str, value: &str): "{field} of “{title}” is now {value}.", "“{title}”的{field}已改为 {value}。";
}

/// Which items are not in the picture, and what they lack.
pub fn missing(lang: Lang, count: usize, of_needs: bool, what: &str, names: &str) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    let things = things(lang, count, of_needs);
    match lang {
        Lang::En => format!("{things} {verb} not in the picture, without {what}: {names}."),
        Lang::Zh => format!("{things}因缺少{what}而不在图中：{names}。"),
    }
}

/// So many dots have no size.
pub fn no_size(lang: Lang, count: usize, of_needs: bool, what: &str) -> String {
    let things = things(lang, count, of_needs);
    match lang {
        Lang::En if count == 1 => format!("{things} without {what} is drawn smallest."),
        Lang::En => format!("{things} without {what} are drawn smallest."),
        Lang::Zh => format!("{things}缺少{what}，以最小的圆点表示。"),
    }
}

fn things(lang: Lang, count: usize, of_needs: bool) -> String {
    match (lang, of_needs) {
        (_, false) => common::items(lang, count),
        (Lang::En, true) => plural(count, "need"),
        (Lang::Zh, true) => format!("{} 个用户需求", group(count)),
    }
}

/// A list of names of which some are left out.
pub fn and_more(lang: Lang, names: &[&str], more: usize) -> String {
    match (lang, more) {
        (Lang::En, 0) => names.join(", "),
        (Lang::En, more) => format!("{} and {} more", names.join(", "), group(more)),
        (Lang::Zh, 0) => names.join("、"),
        (Lang::Zh, more) => format!("{}等 {} 项", names.join("、"), group(names.len() + more)),
    }
}

/// How many items are selected.
pub fn selected(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} selected", common::items(lang, count)),
        Lang::Zh => format!("已选 {}", common::items(lang, count)),
    }
}
