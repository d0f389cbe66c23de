//! Words of the Items screen: grid, filters, panel, bin.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    grid: "Items", "需求池";
    grid_help: "Arrow keys move, Enter edits, Space selects the row. Escape and then Tab leaves the grid.", "方向键移动，回车编辑，空格选择整行；按 Esc 再按 Tab 离开表格。";
    toolbar: "Items toolbar", "需求工具栏";
    framework: "Scoring framework", "评分框架";
    search_items: "Search items", "搜索需求";
    filter: "Filter", "筛选";
    filter_area: "Area", "领域";
    filter_tag: "Tag", "标签";
    filter_status: "Status", "状态";
    no_area: "No area", "无领域";
    no_tag: "No tag", "无标签";
    clear_filters: "Clear filters", "清除筛选";
    no_match: "No item matches the filters.", "没有符合筛选条件的需求。";
    select_all: "Select all items", "全选";
    sort_again: "Sort again", "重新排序";
    order_changed: "Scores changed; rows hold their place while you edit.", "得分已变化；编辑时各行保持原位。";
    sort_rank: "By score", "按得分";
    sort_reversed: "Reverse the order", "反转排序";
    now_by_hand: "The order is now by hand. Move the item again to change it.", "现在按手动排序；再次移动即可调整顺序。";
    inputs_stay_together: "The columns of a framework stay together, in its order. Drag any of them elsewhere to move them all.", "评分框架的各列保持在一起，内部顺序不变。拖动其中任意一列即可整体移动。";
    bin_emptied: "Removed for good.", "已彻底删除。";
    sort_manual: "By hand", "手动排序";
    order: "Order", "排序";
    unscored_group: "Not scored yet", "尚未评分";
    bulk: "Selection", "所选需求";
    bulk_edit: "Edit…", "批量编辑…";
    to_kano_study: "Kano study…", "Kano 调研…";
    to_kano_study_help: "Ask about the selected items in the Kano study.", "在 Kano 调研中询问所选需求。";
    why_order: "Why this order?", "为什么这样排？";
    bulk_field: "Field", "字段";
    bulk_value: "New value", "新值";
    bulk_add_tag: "Add a tag", "添加标签";
    bulk_remove_tag: "Remove a tag", "移除标签";
    duplicate: "Duplicate", "复制";
    clear_selection: "Clear selection", "取消选择";
    open_panel: "Open item", "打开需求";
    close_panel: "Close item", "关闭需求";
    move_up: "Move up", "上移";
    move_down: "Move down", "下移";
    move_top: "Move to the top", "移到最前";
    drag_handle: "Drag to move", "拖动排序";
    details: "Details", "详情";
    estimates: "Estimates", "估计";
    discussion: "Discussion", "讨论";
    evidence_hint: "What do these numbers rest on?", "这些数字依据什么？";
    one_time_hint: "Counted once, whatever the period", "只计一次，与周期无关";
    add_requester: "Add a requester", "添加提出人";
    follow_link: "Open link", "打开链接";
    requester_name: "Name", "姓名";
    requester_segment: "Segment", "用户群";
    requester_count: "People", "人数";
    requester_note: "Note", "备注";
    remove: "Remove", "移除";
    add_comment: "Add a comment", "添加评论";
    comment_text: "Comment", "评论";
    add_link: "Add a link", "添加链接";
    link_title: "Link text", "链接文字";
    link_url: "Address", "网址";
    bin_empty: "The recycle bin is empty.", "回收站是空的。";
    bin_help: "Deleted items wait here. Restoring brings them back with everything they had.", "已删除的需求保存在这里，恢复后内容完整。";
    empty_bin: "Remove all for good", "全部彻底删除";
    columns_help: "Choose the columns and their order. The grid’s headers can be dragged too.", "选择要显示的列及其顺序；也可以直接拖动表头。";
    move_left: "Move left", "左移";
    move_right: "Move right", "右移";
    reset_columns: "Reset columns", "恢复默认列";
    low_needs_high: "Give both ends of the range.", "请填写区间的两端。";
    scale: "Scale", "量表";
    new_item_title: "New item", "新需求";
    copied_cells: "Copied.", "已复制。";
    tags_hint: "Separate tags with commas", "用逗号分隔多个标签";
    no_kano: "Not classified", "未分类";
    footer_help: "Enter edits, arrows move, paste from a spreadsheet", "回车编辑，方向键移动，可从表格粘贴";
    low_confidence: "Below 50%: a moonshot.", "低于 50%：大胆设想。";
    paste_nothing: "Nothing of that could be pasted here.", "没有可以粘贴到此处的内容。";
}

phrases! {
    refused(column: &str): "That is not one of the values of {column}. Choose from the list, or press Escape.", "这不是“{column}”的可选值。请从列表中选择，或按 Esc 放弃。";
    deleted_toast(what: &str): "Deleted {what}. It waits in the recycle bin.", "已删除{what}，可在回收站找回。";
    why_below(title: &str): "Why below “{title}”?", "为什么排在“{title}”之后？";
    why_above(title: &str): "Why above “{title}”?", "为什么排在“{title}”之前？";
    missing(names: &str): "needs {names}", "缺少{names}";
    sorted_by(name: &str): "sorted by {name}", "按{name}排序";
    scored_on(date: &str): "Scored {date}", "评分于 {date}";
    filter_with(name: &str, chosen: &str): "{name}: {chosen}", "{name}：{chosen}";
    row_of(title: &str): "Select “{title}”", "选择“{title}”";
    bulk_title(items: &str): "Edit {items}", "编辑 {items}";
    cell_label(column: &str, title: &str, value: &str): "{column}, {title}: {value}", "{column}，{title}：{value}";
    range_of(low: &str, high: &str): "90% range {low} to {high}", "90% 区间 {low} 至 {high}";
}

/// “12 selected”
pub fn selected(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} selected", group(count)),
        Lang::Zh => format!("已选 {} 个", group(count)),
    }
}

/// “Pasted 12 cells.”
pub fn pasted(lang: Lang, cells: usize) -> String {
    match lang {
        Lang::En => format!("Pasted {}.", plural(cells, "cell")),
        Lang::Zh => format!("已粘贴 {} 个单元格。", group(cells)),
    }
}

/// “86 of 200 items”
pub fn shown_of(lang: Lang, shown: usize, all: usize) -> String {
    match lang {
        Lang::En => format!("{} of {}", group(shown), plural(all, "item")),
        Lang::Zh => format!("{} / {} 个需求", group(shown), group(all)),
    }
}

/// “12 without a score”
pub fn unscored(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} without a score", group(count)),
        Lang::Zh => format!("{} 个未评分", group(count)),
    }
}
