//! Words of bringing two copies of a plan together.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    title: "Merge a copy", "合并副本";
    lead: "Colleagues send their edited copies back; here each one is compared with what both of you started from, and nothing comes in unseen.", "同事把改过的副本发回来后，可在这里与双方共同的起点逐项比较，任何改动都会列明。";
    choose: "Choose a copy…", "选择副本…";
    drop_hint: "or drop a plan file here", "或把计划文件拖到这里";
    link: "Or paste a link to a copy", "或粘贴副本的链接";
    link_hint: "A link that starts with http and holds a plan", "以 http 开头、内含计划的链接";
    open_link: "Read the link", "读取链接";
    reading: "Reading the copy…", "正在读取副本…";
    one_at_a_time: "One copy is being decided already, so this file was not read. Merge that copy or put it away first.", "正在处理一份副本，因此未读取此文件。请先合并或放弃该副本。";
    another: "Choose another copy…", "选择其他副本…";
    give_up: "Put this copy away", "放弃此副本";

    other_plan: "This is another plan, not a copy of the one that is open.", "这是另一个计划，不是当前计划的副本。";
    other_plan_why: "It has another id, and nothing that both came from is known. Merging would put two plans into one.", "它的标识不同，也找不到共同的来源。合并会把两个计划混在一起。";
    open_own: "Open it as a plan of its own", "作为独立的计划打开";
    merge_anyway: "Merge it all the same", "仍然合并";

    base_looking: "Looking for what both copies came from…", "正在查找双方的共同起点…";
    base_none: "Nothing that both copies came from is kept in this browser.", "此浏览器中没有保存双方的共同起点。";
    base_none_help: "Choose the file that you sent out, if you still have it. Without it nobody can tell who changed what: every difference is a question then, and nothing is removed.", "如果还留有当初发出的文件，请选择它。否则无法判断是谁改的：每处不同都要由您决定，且不会删除任何内容。";
    base_choose: "Choose the file that was sent out…", "选择当初发出的文件…";
    base_without: "Go on without it", "不用起点，继续";
    base_is_ours: "The copy was made from the plan as it is now.", "副本由当前计划生成。";
    base_is_theirs: "The copy has nothing new: it is what your plan came from.", "副本没有新内容：您的计划正是由它而来。";
    base_without_note: "Compared without a common ancestor: every difference is a question, and nothing is removed.", "未使用共同起点进行比较：每处不同都需决定，且不会删除任何内容。";
    base_change: "Choose another ancestor…", "另选起点…";

    nothing_new: "This copy has nothing that is not in the plan already.", "此副本没有当前计划之外的新内容。";
    conflicts: "What both of you changed", "双方都改过的内容";
    conflicts_help: "Choose which one stays. Both are shown as they are.", "请选择保留哪一个，两边内容均如实显示。";
    changes: "What comes in by itself", "自动合入的内容";
    changes_help: "Only the copy changed these.", "这些内容只有副本改过。";
    notes: "Good to know", "请注意";
    ours: "Yours", "您的";
    theirs: "Theirs", "对方的";
    all_ours: "All mine", "全部用我的";
    all_theirs: "All theirs", "全部用对方的";
    rest_ours: "Mine for the rest", "其余用我的";
    rest_theirs: "Theirs for the rest", "其余用对方的";
    merge: "Merge", "合并";
    undecided: "Decide each of them first", "请先逐项决定";
    read_warnings: "Mended while reading the copy", "读取副本时的修正";

    nothing: "nothing", "无";
    yes: "yes", "是";
    no: "no", "否";
    locked_there: "locked", "已锁定";
    kept: "stays", "保留";
    removed: "removed", "删除";
    kept_and_used: "stays, for it is in use", "保留，因为仍在使用";
    change_added: "New", "新增";
    change_removed: "Removed", "删除";
    change_binned: "Removed; it goes to the recycle bin", "删除，移入回收站";
    change_restored: "Taken out of the recycle bin", "从回收站恢复";
    change_moved: "Moved in its list", "调整了顺序";

    tally_new: "new", "新增";
    tally_removed: "removed", "删除";
    tally_restored: "restored", "恢复";
    tally_moved: "moved", "调整顺序";

    kind_plan: "Plan", "计划";
    kind_settings: "Settings", "设置";
    kind_item: "Item", "需求";
    kind_need: "User need", "用户需求";
    kind_goal: "Business goal", "业务目标";
    kind_study: "Kano study", "Kano 调研";
    kind_feature: "Question of the study", "调研问题";
    kind_respondent: "Respondent", "受访者";
    kind_rules: "Drafting rules", "排期规则";
    kind_team: "Team", "团队";
    kind_period: "Period", "周期";
    kind_placement: "Roadmap", "路线图";
    kind_limit: "Wishes for the roadmap", "对排期的要求";
    kind_group: "Group of items", "需求组合";
    kind_scenario: "Scenario", "方案";
    kind_decision: "Decision", "决策";
    kind_workshop: "Workshop", "工作坊";
    workshop_naming: "Whether votes have names", "是否记名";
    workshop_votes: "Votes", "投票";
    workshop_outcomes: "What was agreed", "共识";
    workshop_state: "Where it stands", "进行状态";
    workshop_other: "Something of a newer version", "新版本的内容";

    field_existence: "Whether it stays", "是否保留";
    field_placement: "Period on the roadmap", "所在周期";
    weight: "Weight", "权重";
    importance: "Importance", "重要度";
    satisfaction: "Satisfaction", "满意度";
    need_share: "Need share", "需求侧权重";
    reach_period: "Reach is counted per", "触达的统计周期";
    effort_unit: "Effort is counted in", "工作量的单位";
    kano_table: "Kano table", "Kano 评价表";
    kano_rule: "Kano rule", "Kano 判定规则";
    kano_near_tie: "Near tie", "近似并列";
    criterion: "Criterion", "评分标准";
    assumed_ranges: "Assumed ranges", "假定区间";
    seed: "Seed of simulations", "模拟的随机种子";
    wording: "Wording of the answers", "回答的措辞";
    survey_language: "Language of the survey", "问卷语言";
    asks_importance: "Asks for importance", "询问重要度";
    segment: "Segment", "用户群";
    segments: "Segments", "用户群";
    intro_en: "Introduction in English", "英文开场说明";
    intro_zh: "Introduction in Chinese", "中文开场说明";
    functional_en: "With it, in English", "具备时（英文）";
    dysfunctional_en: "Without it, in English", "不具备时（英文）";
    functional_zh: "With it, in Chinese", "具备时（中文）";
    dysfunctional_zh: "Without it, in Chinese", "不具备时（中文）";
    answers: "Answers", "回答";
    date: "Date", "日期";
    start: "First day", "开始日期";
    end: "Last day", "结束日期";
    actual_start: "Actual start", "实际开始";
    actual_end: "Actual end", "实际结束";
    actual_effort: "Actual effort", "实际工作量";
    actual_reach: "Actual reach", "实际触达";
    areas: "Areas", "领域";
    earliest: "Not before", "不早于";
    latest: "Not after", "不晚于";
    excluded: "Left out of drafts", "不参与排期";
    must: "Has to be in", "必须入选";
    timing: "Order of what it depends on", "与依赖项的先后";
    group_kind: "What is wished", "要求";
    group_items: "Items of the group", "组内需求";
    basis: "Value is measured by", "价值依据";
    discount: "Cost of a period’s delay", "每推迟一个周期的折扣";
    spare: "Kept free", "预留产能";
    must_be_floor: "Must-be items come first", "必备需求优先";
    note: "Note", "备注";
    created: "Made", "创建时间";
    placements: "Placements", "安排";
    decided: "What was decided", "决定内容";
    reason: "Why", "原因";
    by: "By", "决策人";
    about_item: "Item", "相关需求";
    effect_before: "Value before", "之前的价值";
    effect_after: "Value after", "之后的价值";
    price: "Price", "代价";
    of_the_study: "from the study", "来自调研";
}

phrases! {
    tally(count: &str, what: &str): "{count} {what}", "{what} {count} 处";
    base_with(value: &str): "Before: {value}", "原先：{value}";
    copy_of(title: &str): "Copy: {title}", "副本：{title}";
    copy_changed(when: &str): "last changed {when}", "最后修改于 {when}";
    base_found(when: &str): "Both come from the plan as it was handed out or taken in on {when}.", "双方都来自 {when} 发出或收到的计划。";
    base_file(title: &str): "Compared with “{title}”, the file that you chose.", "已与您选择的文件“{title}”比较。";
    not_the_base(title: &str): "“{title}” is another plan, so it cannot be what both came from.", "“{title}”是另一个计划，不可能是双方的共同起点。";
    contribution_to(title: &str): "Contribution to {title}", "对“{title}”的贡献";
    effort_of(team: &str): "Effort of {team}", "{team}的工作量";
    capacity_of(team: &str): "Capacity of {team}", "{team}的产能";
    of_sheet(sheet: &str, field: &str): "{sheet} · {field}", "{sheet} · {field}";
    unknown_field(name: &str): "Field “{name}”", "字段“{name}”";
    respondent(id: &str): "Respondent {id}", "受访者 {id}";
    added(value: &str): "{value} added", "增加 {value}";
    taken_away(value: &str): "{value} taken away", "去掉 {value}";
    from_to(before: &str, after: &str): "{before} → {after}", "{before} → {after}";
    from_to_below(before: &str, after: &str): "{before}\n→ {after}", "{before}\n→ {after}";
    workshop_with(sum: &str, parts: &str): "{sum} · changed: {parts}", "{sum} · 有修改：{parts}";
    workshop_titled(title: &str, sum: &str): "“{title}” · {sum}", "“{title}” · {sum}";
    kept_with(fields: &str): "stays, with changes: {fields}", "保留，且有修改：{fields}";
    note_key(title: &str, old: &str, new: &str): "“{title}” had the key {old}, which another item has here. It becomes {new}.", "“{title}”的编号 {old} 已被其他需求使用，合并后改为 {new}。";
    note_reach(ours: &str, theirs: &str): "Reach is counted per {ours} here and per {theirs} in the copy. Numbers come in as they are; check them.", "触达在此按每{ours}统计，在副本中按每{theirs}统计。数字按原样合入，请核对。";
    note_effort(ours: &str, theirs: &str): "Effort is counted in {ours} here and in {theirs} in the copy. Numbers come in as they are; check them.", "工作量在此以{ours}计，在副本中以{theirs}计。数字按原样合入，请核对。";
    note_link(from: &str, to: &str): "“{from}” cannot also wait for or belong to “{to}”: that would lead in a circle. This link is left out.", "“{from}”不能再依赖或隶属于“{to}”，否则会形成循环。此关联不合入。";
    note_order(names: &str): "Both of you moved these; they stay where you put them: {names}", "以下内容双方都调整过顺序，保留您的顺序：{names}";
    note_lost(kind: &str, name: &str): "{kind}: “{name}” has no place after the merge, for what it belongs to is gone or full.", "{kind}：“{name}”所属的内容已不存在或已满，合并后不再保留。";
}

/// “14 changes come in by themselves, 3 need you.”
pub fn summary(lang: Lang, automatic: usize, conflicts: usize) -> String {
    match (lang, automatic, conflicts) {
        (_, 0, 0) => nothing_new(lang).to_owned(),
        (Lang::En, 0, _) => format!("{} you; nothing comes in by itself.", needs(conflicts)),
        (Lang::En, 1, 0) => "1 change comes in by itself, nothing needs you.".to_owned(),
        (Lang::En, _, 0) => {
            format!("{} come in by themselves, nothing needs you.", plural(automatic, "change"))
        }
        (Lang::En, 1, _) => format!("1 change comes in by itself, {} you.", needs(conflicts)),
        (Lang::En, _, _) => {
            format!("{} come in by themselves, {} you.", plural(automatic, "change"), needs(conflicts))
        }
        (Lang::Zh, 0, _) => format!("{} 处需要您决定，没有可自动合入的修改。", group(conflicts)),
        (Lang::Zh, _, 0) => format!("{} 处修改自动合入，没有需要您决定的。", group(automatic)),
        (Lang::Zh, _, _) => {
            format!("{} 处修改自动合入，{} 处需要您决定。", group(automatic), group(conflicts))
        }
    }
}

fn needs(count: usize) -> String {
    if count == 1 { "1 needs".to_owned() } else { format!("{} need", group(count)) }
}

/// “2 of 3 decided”
pub fn decided_of(lang: Lang, count: usize, all: usize) -> String {
    match lang {
        Lang::En => format!("{} of {} decided", group(count), group(all)),
        Lang::Zh => format!("已决定 {} / {}", group(count), group(all)),
    }
}

/// “5 changes”
pub fn changes_of(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "change"),
        Lang::Zh => format!("{} 处修改", group(count)),
    }
}

/// “Merged: 12 changes came in.”
pub fn merged(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En if count == 1 => "Merged: 1 change came in.".to_owned(),
        Lang::En => format!("Merged: {} came in.", plural(count, "change")),
        Lang::Zh => format!("已合并，合入 {} 处修改。", group(count)),
    }
}

/// “12 answers”
pub fn answers_of(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "answer"),
        Lang::Zh => format!("{} 个回答", group(count)),
    }
}

/// “5 entries, 12 votes, 3 agreed” / “5 项议程，12 票，3 项共识”
pub fn workshop_sum(lang: Lang, entries: usize, votes: usize, agreed: usize) -> String {
    match lang {
        Lang::En => {
            let entries =
                if entries == 1 { "1 entry".to_owned() } else { format!("{} entries", group(entries)) };
            format!("{entries}, {}, {} agreed", plural(votes, "vote"), group(agreed))
        }
        Lang::Zh => format!("{} 项议程，{} 票，{} 项共识", group(entries), group(votes), group(agreed)),
    }
}

/// “3 placements”
pub fn placements_of(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => plural(count, "placement"),
        Lang::Zh => format!("{} 项安排", group(count)),
    }
}

/// “Show 50 more of 1,234”
pub fn show_more(lang: Lang, next: usize, left: usize) -> String {
    match lang {
        Lang::En if next == left => format!("Show {} more", group(left)),
        Lang::En => format!("Show {} more of {}", group(next), group(left)),
        Lang::Zh if next == left => format!("再显示 {} 处", group(left)),
        Lang::Zh => format!("再显示 {} 处，还有 {} 处", group(next), group(left)),
    }
}

/// “2 things are left out with these choices”
pub fn losses(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En if count == 1 => "1 thing is left out with these choices".to_owned(),
        Lang::En => format!("{} are left out with these choices", plural(count, "thing")),
        Lang::Zh => format!("按目前的选择，有 {} 处内容不会合入", group(count)),
    }
}

/// “and 3 more”
pub fn and_more(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("and {} more", group(count)),
        Lang::Zh => format!("另有 {} 处", group(count)),
    }
}
