//! Words of the frame around every screen, its menus and dialogs.

use super::{phrases, words};

words! {
    part_missing: "This part of the app could not be fetched. Check the connection and try again; if the app was updated meanwhile, reload the page. Your plan is saved.", "无法获取应用的这一部分。请检查网络后重试；如果应用刚刚更新，请刷新页面。您的计划已保存。";
    part_coming: "One moment…", "请稍候…";
    main_navigation: "Main", "主导航";
    collect: "Collect", "收集";
    items: "Items", "需求池";
    bin: "Recycle bin", "回收站";
    weigh: "Weigh", "评估";
    kano: "Kano", "Kano";
    kano_go: "Kano study", "Kano 调研";
    kano_take_answers: "Take in Kano answers…", "录入 Kano 回答…";
    kano_study: "Study", "调研";
    kano_answers: "Answers", "回答";
    kano_analysis: "Analysis", "分析";
    tradeoff: "Trade-off", "权衡";
    tradeoff_go: "Trade-off", "权衡";
    tradeoff_weigh: "Picture", "图景";
    tradeoff_needs: "Needs and goals", "需求与目标";
    tradeoff_contributions: "Contributions", "贡献";
    tradeoff_certainty: "How sure", "把握";
    tradeoff_check: "Check", "检查";
    roadmap: "Roadmap", "路线图";
    roadmap_go: "Roadmap", "路线图";
    roadmap_timeline: "Timeline", "时间线";
    roadmap_board: "Now / Next / Later", "现在 / 接下来 / 以后";
    roadmap_list: "List", "列表";
    roadmap_scenarios: "Scenarios", "方案";
    roadmap_tracking: "Tracking", "跟踪";
    roadmap_setup: "Set-up", "设置";
    workshop: "Workshop", "工作坊";
    workshop_go: "Workshop", "工作坊";
    decisions: "Decisions", "决策";
    decisions_go: "Decisions", "决策";
    together: "Together", "协作";
    share: "Share", "分享";
    share_go: "Share", "分享";
    share_ways: "Ways", "方式";
    share_reader: "Reader view", "阅读视图";
    share_merge: "Merge a copy", "合并副本";
    skip_to_content: "Skip to the content", "跳到主要内容";
    plan_title: "Plan title", "计划标题";
    menu: "Menu", "菜单";
    commands: "Commands", "命令";
    language: "Language", "语言";
    switch_language: "切换到中文", "Switch to English";
    theme: "Appearance", "外观";
    theme_system: "Follow the system", "跟随系统";
    theme_light: "Light", "浅色";
    theme_dark: "Dark", "深色";
    plans: "Plans", "计划";
    new_plan: "New plan", "新建计划";
    untitled_plan: "Untitled plan", "未命名计划";
    open_file: "Open a plan file…", "打开计划文件…";
    save_file: "Save a plan file", "保存计划文件";
    save_file_as: "Save as a new file…", "另存为新文件…";
    export_csv: "Export items as CSV", "导出需求 CSV";
    import: "Import", "导入";
    import_items: "Import items…", "导入需求…";
    plan_settings: "Plan settings…", "计划设置…";
    shortcuts: "Keyboard shortcuts", "键盘快捷键";
    dismiss: "Dismiss", "关闭提示";
    sample: "Try with sample data", "用示例数据试试";
    new_item: "New item", "新建需求";
    start_sentence: "Bring in the ideas your team already has, and rank them with honest numbers.", "导入团队已有的想法，用诚实的数字排出先后。";
    start_private: "You can also drop a CSV or a plan file anywhere on the page. Everything stays in this browser: no account, no server.", "也可以把 CSV 或计划文件拖到页面任意位置。一切都留在本浏览器中：无需账号，没有服务器。";
    drop_here: "Drop the file to open or import it", "松开以打开或导入文件";
    open_plan: "Open", "打开";
    delete_plan: "Delete the plan", "删除计划";
    delete_plan_sure: "Delete for good", "确认删除";
    current_plan: "Open now", "当前打开";
    palette_prompt: "Type a command in English or Chinese", "输入命令，中英文皆可";
    palette_nothing: "No command matches.", "没有匹配的命令。";
    palette_list: "Matching commands", "匹配的命令";
    settings_reach: "Reach is counted per", "触达的统计周期";
    settings_effort: "Effort is counted in", "工作量的单位";
    convert: "Convert the numbers", "换算数字";
    keep_numbers: "Keep the numbers as they are", "保留数字不变";
    story_points_no_time: "Story points are no time, so the numbers stay as they are.", "故事点不是时间，数字保持不变。";
    once_not_converted: "What is marked as happening once is not converted.", "标记为一次性的触达不换算。";
    columns: "Columns", "列";
    undo_nothing: "Nothing to undo", "没有可撤销的操作";
    redo_nothing: "Nothing to redo", "没有可重做的操作";
    could_not_read: "The file could not be read. Try again, or choose another one.", "无法读取该文件，请重试或选择其他文件。";
    could_not_write: "The file could not be written. Try again, or save it elsewhere.", "无法写入文件，请重试或保存到其他位置。";
    saved_file: "Plan file saved.", "计划文件已保存。";
    exported: "CSV file saved.", "CSV 文件已保存。";
    storage_notice: "Storage", "存储";
    where_data_lives: "This browser’s storage is a cache that can be cleared. Save a plan file now and then.", "浏览器存储是可能被清除的缓存，请不时保存计划文件。";
    never_backed_up: "no file backup yet", "尚无文件备份";
}

phrases! {
    opened_as_copy(title: &str): "A plan with this id is here already and differs, so “{title}” was opened as a copy.", "此浏览器中已有同一计划且内容不同，“{title}”已作为副本打开。";
    opened_with_warning(title: &str, warning: &str): "Opened “{title}”. {warning}", "已打开“{title}”。{warning}";
    undo_what(what: &str): "Undo: {what}", "撤销：{what}";
    redo_what(what: &str): "Redo: {what}", "重做：{what}";
    undone(what: &str): "Undone: {what}", "已撤销：{what}";
    redone(what: &str): "Redone: {what}", "已重做：{what}";
    convert_reach(factor: &str): "Convert: multiply every reach by {factor}", "换算：所有触达乘以 {factor}";
    convert_effort(factor: &str): "Convert: multiply every effort by {factor}", "换算：所有工作量乘以 {factor}";
    per_period(period: &str): "Reach per {period}", "每{period}触达";
    opened(title: &str): "Opened “{title}”.", "已打开“{title}”。";
    deleted_plan(title: &str): "Deleted the plan “{title}”.", "已删除计划“{title}”。";
    backed_up(when: &str): "last file backup {when}", "上次文件备份 {when}";
    needs_goals(needs: usize, goals: usize): "{needs} needs · {goals} goals", "{needs} 个用户需求 · {goals} 个业务目标";
}

/// The keys of the grid and what they do.
pub fn grid_keys(lang: super::Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        super::Lang::En => &[
            ("Enter", "Edit the cell"),
            ("Tab", "Next cell"),
            ("Space", "Select the row"),
            ("Shift+Arrow", "Extend the range of cells"),
            ("Ctrl+A", "Select all rows"),
            ("Ctrl+C", "Copy the cells"),
            ("Ctrl+V", "Paste cells or a whole table"),
            ("Ctrl+D", "Fill down"),
            ("Delete", "Empty the cells"),
            ("Escape", "Give up editing; then Tab leaves the grid"),
        ],
        super::Lang::Zh => &[
            ("Enter", "编辑单元格"),
            ("Tab", "下一个单元格"),
            ("Space", "选择整行"),
            ("Shift+Arrow", "扩展单元格区域"),
            ("Ctrl+A", "全选"),
            ("Ctrl+C", "复制单元格"),
            ("Ctrl+V", "粘贴单元格或整张表"),
            ("Ctrl+D", "向下填充"),
            ("Delete", "清空单元格"),
            ("Escape", "放弃编辑；再按 Tab 离开表格"),
        ],
    }
}
