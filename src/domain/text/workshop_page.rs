//! Words of the workshop screen, the console, and the audience's window.

use super::{Lang, phrases, plural, words};
use crate::domain::number::{display, group};

words! {
    comma: ", ", "、";
    all_workshops: "All workshops", "全部工作坊";
    pages: "Parts of the workshop", "工作坊的各部分";
    agenda: "Agenda", "议程";
    run: "Console", "主持台";
    minutes: "Minutes", "纪要";
    empty: "A workshop settles what one person cannot: everybody votes in secret, then you talk only about what you disagree on.", "工作坊解决一个人定不了的事：先各自匿名投票，再只讨论有分歧的部分。";
    new: "Begin with", "从模板开始";
    removed: "Workshop removed.", "已删除工作坊。";
    remove_it: "Remove", "删除";
    remove_sure: "Its votes and outcomes go with it. What went into items and decisions stays.", "其中的投票与结果会一并删除。已写入需求与决策的内容保留。";
    title: "Title", "标题";
    naming: "Votes", "投票方式";
    anonymous: "Without names", "不记名";
    named: "With names", "记名";
    naming_hint: "Fixed by the first vote, and said to everybody before they vote.", "首次投票后不能更改，并会在投票前告知每个人。";
    fixed: "Fixed since the first vote.", "已有投票，不能更改。";
    roles: "Roles", "角色";
    roles_hint: "Separated by commas. A round can be for some roles only.", "用逗号分隔。可限定某轮只由部分角色投票。";
    roles_placeholder: "Product, Engineering", "产品，研发";
    begin: "Begin", "开始";
    go_on: "Go on", "继续";
    details: "Details", "详情";
    agenda_first: "Put something on the agenda first", "请先添加议程项";
    add_entry: "Add to the agenda", "添加议程项";
    new_entry: "New entry", "新议程项";
    no_minutes: "Minutes from 0 to 600", "请输入 0 到 600 分钟";
    min: "min", "分钟";
    what_happens: "What happens", "内容";
    talk: "Talk", "讨论";
    voted_already: "People have voted in this round, so it stays as it is.", "此轮已有投票，不能修改。";
    script: "What you say", "主持词";
    script_hint: "Only you see it.", "仅您可见。";
    choose_items: "Choose items", "选择需求";
    take_items: "Take these", "确定";
    find_items: "Find items", "查找需求";
    no_items: "None", "清空";
    something_else: "Something else", "其他";
    deck: "Cards", "卡牌";
    own_cards: "Own cards", "自定义";
    cards: "Values of the cards", "卡牌数值";
    cards_hint: "For example 1, 2, 3, 5, 8 or S=1, M=3, L=8", "例如 1, 2, 3, 5, 8 或 S=1, M=3, L=8";
    too_few_cards: "Two cards at least", "至少两张卡牌";
    dots_each: "Dots for each person", "每人票数";
    dots_most: "At most on one item", "单项最多";
    ideas_each: "Ideas from each person", "每人想法数";
    who_votes: "Who votes", "谁可以投票";
    say: "Say:", "主持词：";
    before: "Ready when you are", "准备就绪";
    before_hint: "Open the audience window, drag it to the projector, and go to the first entry of the agenda.", "打开观众窗口并拖到投影上，然后进入第一个议程项。";
    all_skipped: "Nothing is left on the agenda: every entry is skipped. Take one in again, or put another one on the agenda.", "议程中没有可进行的内容：所有议程项都已跳过。请恢复其中一项，或添加新的议程项。";
    after: "The workshop is over", "工作坊已结束";
    after_hint: "Everything is in the minutes. What was agreed is in the items and decisions.", "全部内容见纪要。已达成的共识写入了需求与决策。";
    end: "End the workshop", "结束工作坊";
    tools: "Tools", "工具";
    present: "Open the audience window", "打开观众窗口";
    window_blocked: "The browser did not open a window. Allow pop-ups for this page and press again.", "浏览器未能打开窗口。请允许此页面弹出窗口后重试。";
    sound: "Sound at the end of a time box", "时间到时响铃";
    keys: "Keys: N next, S skip the next, V open the vote or vote again, R reveal, ← → item on the audience window, U undo, P audience window", "快捷键：N 下一项，S 跳过下一项，V 开始或重新投票，R 揭晓，← → 切换观众窗口中的需求，U 撤销，P 观众窗口";
    to_console: "Back to the console", "返回主持台";
    on_the_screen: "On the audience window", "观众窗口";
    all_at_once: "All items", "全部需求";
    step_back: "Previous item", "上一项需求";
    step_on: "Next item", "下一项需求";
    parking: "Parking lot", "暂存区";
    park: "Park a point", "暂存一个议题";
    not_opened: "Nobody can vote yet.", "尚未开始投票。";
    open_vote: "Open the vote", "开始投票";
    no_items_yet: "Choose items for this round first", "请先为此轮选择需求";
    people: "Who has voted", "投票情况";
    has_voted: "has voted", "已投票";
    not_yet: "not yet", "未投票";
    only_here: "Only you see this list.", "仅您可见此列表。";
    state_open: "The vote is open.", "正在投票。";
    state_closed: "The vote is closed; nobody has seen it.", "投票已结束，结果尚未公开。";
    state_hidden_again: "The results are hidden again. People have seen them, so this vote stays closed; vote again to start a second one.", "结果已重新隐藏。由于大家已看过结果，本次投票不再开放；可重新投票开始第二次。";
    state_revealed: "Everybody can see it.", "结果已公开。";
    qr_of_ballot: "QR code of the ballot", "选票二维码";
    qr_too_long: "This ballot is too long for a QR code. Copy the link into the chat, or vote live: then one short link is enough for every round.", "选票过长，无法生成二维码。请复制链接发到群聊，或使用实时投票：一个短链接即可用于每一轮。";
    qr_dense: "This code is dense, and is not read from afar. Copy the link into the chat as well, or vote live.", "二维码较密，远处难以识别。请同时复制链接发到群聊，或使用实时投票。";
    too_large: "This ballot is larger than a link can be. Vote live or on this laptop, or split the round.", "选票超出链接的容量。请使用实时投票或在本机投票，或拆分此轮。";
    stage_no_qr: "This ballot does not fit a QR code. The facilitator hands it out in another way.", "选票内容过多，无法生成二维码。主持人会以其他方式发放。";
    stage_dense: "Not read? Come closer, or ask the facilitator for the link.", "扫不出来？请靠近一些，或向主持人索取链接。";
    how_to_join: "Everybody scans the code or opens the link, votes, and sends back the short code they get.", "每个人扫码或打开链接投票，并发回得到的短代码。";
    copy_link: "Copy the link", "复制链接";
    link_copied: "Link copied.", "链接已复制。";
    not_copied: "The browser did not allow copying.", "浏览器不允许复制。";
    paste_codes: "Take in codes", "录入代码";
    vote_here: "Vote on this laptop", "在本机投票";
    hand_on: "Pass the laptop to whoever votes next. Nothing of the votes before is shown.", "请把电脑交给下一位投票者。之前的投票不会显示。";
    begin_voting: "Begin my ballot", "开始填写";
    vote_taken: "Taken in. Pass the laptop on.", "已收到，请把电脑交给下一位。";
    vote_too_late: "The vote is closed, so this one does not count.", "投票已结束，此票不计。";
    wrong_role: "This role does not vote in this round.", "该角色不参与本轮投票。";
    reveal: "Reveal", "揭晓";
    nobody_voted: "Nobody has voted yet", "还没有人投票";
    close_vote: "Close the vote", "结束投票";
    vote_again: "Vote again", "重新投票";
    results: "Results", "结果";
    talk_about: "Talk about these first", "优先讨论";
    talk_about_hint: "In the order of how much settling them could change.", "按消除分歧可能带来的变化排序。";
    talk_about_value_hint: "In the order of how much settling them could change the order by value at the plan's need share.", "按消除分歧对价值排序（计划的需求侧权重下）的影响排序。";
    talk_about_working: "In the order of disagreement. How much settling them could change is being worked out.", "按分歧大小排序。消除分歧可能带来的变化正在计算。";
    talk_about_unknown: "In the order of disagreement: settling them cannot change the order yet, as these items have no score or no value there.", "按分歧大小排序：这些需求还没有得分或价值，消除分歧尚不影响排序。";
    consensus_means: "Consensus runs from 0%, half of the votes at either end, to 100%, all on one card (Tastle and Wierman).", "共识度从 0%（两端各半）到 100%（全部同一张牌），按 Tastle 与 Wierman 的方法计算。";
    take_order_anew: "Take the order over anew", "重新采用此排序";
    how_many: "How many", "多少项";
    tie_at_edge: "Here the votes end in a tie: some that are left out share the last place. Take more or fewer, or say in the reason what decided.", "此处并列：有名次相同的需求未被纳入。请多取或少取几项，或在原因中说明取舍。";
    tag: "Tag in the plan", "计划中的标签";
    tag_hint: "Marks these items and no others, so that you can filter by it. Empty for none.", "仅标记这些需求，便于筛选。留空则不标记。";
    level_hint: "-1 harms it, 0 not at all, 1 a little, 2 well, 3 very much.", "-1 有损害，0 没有帮助，1 略有帮助，2 帮助较大，3 帮助很大。";
    fingers_hint: "A number from 0 to 5.", "0 到 5 的数。";
    ideas_hint: "What you take into the plan gets the status “Idea”: filter the items by it to look through them.", "加入计划的想法状态为“想法”，可在需求列表中按此状态筛选查看。";
    follow_ups: "Follow-ups", "后续事项";
    follow_up_what: "What is to be done", "要做什么";
    follow_up_who: "Who", "谁";
    follow_up_until: "Until", "截止";
    follow_up_add: "Write it down", "记录";
    follow_up_first: "Say what is to be done first", "请先填写要做什么";
    nothing_to_vote: "This plan has no user needs or business goals yet, so this workshop would have nothing to judge items by.", "此计划还没有用户需求或业务目标，这个工作坊将没有可评估的内容。";
    write_needs: "Write them down first", "先去填写";
    show_on_stage: "Show alone", "单独展示";
    who_said_what: "Who said what", "谁选了什么";
    in_plan: "in the plan", "已在计划中";
    take_idea: "Take into the plan", "加入计划";
    kano_hint: "One respondent for each ballot. The study says what each item is, and how sure that is.", "每张选票计为一位受访者。类别与把握程度见 Kano 调研。";
    to_analysis: "To the analysis", "查看分析";
    agreed_as: "Agreed", "共识";
    agreed_hint: "One number, or low / likely / high.", "一个数值，或 低 / 可能 / 高。";
    reason: "Why, in a line", "原因（一行）";
    dissent: "Against it", "不同意见";
    dissent_hint: "What those said who would not have it so. It is kept.", "记录持不同意见者的看法，会予以保留。";
    put_into_plan: "Put into the plan", "写入计划";
    not_now: "Not now", "暂不";
    say_a_value: "Say a value first", "请先填写数值";
    agreed_told: "Agreed, and put into the plan.", "已达成共识并写入计划。";
    over: "over", "已超时";
    left: "left", "剩余";
    codes: "Ballot codes", "选票代码";
    codes_hint: "Paste the whole chat: codes are found in it.", "可直接粘贴整段聊天记录，系统会找出其中的代码。";
    paste_first: "Paste codes first", "请先粘贴代码";
    stage_waiting: "Waiting for the console. Keep this window open.", "正在等待主持台，请保持此窗口打开。";
    thanks: "Thank you", "谢谢大家";
    named_told: "The facilitator sees your name with your vote.", "主持人能看到您的姓名与投票。";
    anonymous_told: "Nobody sees who voted what.", "没有人能看到谁投了什么。";
    closed_told: "The vote is closed.", "投票已结束。";
    save_html: "Save as a page", "保存为网页";
    save_markdown: "Save as Markdown", "保存为 Markdown";
    copy_minutes: "Copy", "复制";
    minutes_copied: "Minutes copied.", "纪要已复制。";
    minutes_file: "minutes", "纪要";
}

phrases! {
    open(title: &str): "Open “{title}”", "打开“{title}”";
    remove(title: &str): "Remove “{title}”", "删除“{title}”";
    move_up(title: &str): "Move “{title}” up", "上移“{title}”";
    move_down(title: &str): "Move “{title}” down", "下移“{title}”";
    skip(title: &str): "Skip “{title}”", "跳过“{title}”";
    unskip(title: &str): "Take “{title}” in again", "恢复“{title}”";
    of(title: &str): " of “{title}”", "：{title}";
    entry_title(place: usize): "Title of entry {place}", "第 {place} 项的标题";
    minutes_of(title: &str): "Minutes for “{title}”", "“{title}”的分钟数";
    framework_input(framework: &str, input: &str): "Estimate · {framework} · {input}", "估计 · {framework} · {input}";
    serves_need(title: &str): "Serves the need · {title}", "对用户需求的帮助 · {title}";
    serves_goal(title: &str): "Serves the goal · {title}", "对业务目标的帮助 · {title}";
    number_from_one(most: u32): "A number from 1 to {most}", "请输入 1 到 {most}";
    first_items(count: usize): "The first {count}", "前 {count} 项";
    presenting(title: &str): "Presenting “{title}”", "正在主持“{title}”";
    skipped(title: &str): "Skipped: {title}", "已跳过：{title}";
    step_of(place: usize, count: usize): "{place} of {count}", "{place} / {count}";
    next(title: &str): "Next: {title}", "下一项：{title}";
    vote_number(number: u32): "Vote {number}", "第 {number} 次投票";
    still_missing(names: &str): "Still missing: {names}", "尚未投票：{names}";
    agree_as(title: &str, value: &str): "Agree on “{title}”: {value}", "就“{title}”达成共识：{value}";
    agree_on(title: &str): "Agree on “{title}”", "就“{title}”达成共识";
    agree_anew(title: &str): "Agree anew on “{title}”", "重新商定“{title}”";
    agreed_value(value: &str): "Agreed: {value}", "共识：{value}";
    agreed_range(value: &str, low: &str, high: &str): "Agreed: {value} ({low} to {high})", "共识：{value}（{low} 至 {high}）";
    talk_about_failed(problem: &str): "In the order of disagreement. How much settling them could change could not be worked out: {problem}", "按分歧大小排序。未能计算消除分歧可能带来的变化：{problem}";
    agreed_order(order: &str): "Agreed order: {order}", "商定的排序：{order}";
    take_order(count: usize): "Take over the first {count}", "采用前 {count} 项";
    top_tag(count: usize): "Top {count}", "前 {count} 项";
    how_many_problem(most: usize): "A whole number from 1 to {most}", "请输入 1 到 {most} 的整数";
    split_hint(what: &str): "The middle of these votes is nobody's, so nothing stands here: say what you agreed on. {what}", "投票的中间值不代表任何人，因此此处留空：请填写你们商定的结果。{what}";
    agreed_hint_range(low: &str, high: &str): "One number, or {low} / likely / {high} to keep the range of the votes.", "一个数值；或填 {low} / 可能 / {high} 以保留投票的范围。";
    place_of(place: usize, count: usize): "{place} of {count}", "第 {place} / {count} 项";
}

/// “22 Nov 2026 · 7 entries · 35 min · 5 people voted”
pub fn facts(lang: Lang, day: &str, entries: usize, minutes: f64, voters: usize) -> String {
    let minutes = display(minutes, 0);
    let entries = match lang {
        Lang::En if entries == 1 => "1 entry".to_owned(),
        Lang::En => format!("{} entries", group(entries)),
        Lang::Zh => format!("{} 项议程", group(entries)),
    };
    match lang {
        Lang::En if voters == 0 => format!("{day} · {entries} · {minutes} min"),
        Lang::En if voters == 1 => format!("{day} · {entries} · {minutes} min · 1 person voted"),
        Lang::En => format!("{day} · {entries} · {minutes} min · {} people voted", group(voters)),
        Lang::Zh if voters == 0 => format!("{day} · {entries} · {minutes} 分钟"),
        Lang::Zh => format!("{day} · {entries} · {minutes} 分钟 · {} 人投票", group(voters)),
    }
}

/// “35 min in all” / “共 35 分钟”
pub fn minutes_in_all(lang: Lang, minutes: f64) -> String {
    match lang {
        Lang::En => format!("{} min in all", display(minutes, 0)),
        Lang::Zh => format!("共 {} 分钟", display(minutes, 0)),
    }
}

/// “5 min” / “5 分钟”
pub fn short_minutes(lang: Lang, minutes: f64) -> String {
    match lang {
        Lang::En => format!("{} min", display(minutes, 0)),
        Lang::Zh => format!("{} 分钟", display(minutes, 0)),
    }
}

/// “10 items” / “10 个需求”
pub fn item_count(lang: Lang, count: usize) -> String {
    super::common::items(lang, count)
}

/// “Estimate · Reach, 10 items” / “估计 · 触达，10 个需求”
pub fn with_items(lang: Lang, what: &str, count: usize) -> String {
    match lang {
        Lang::En => format!("{what}, {}", item_count(lang, count)),
        Lang::Zh => format!("{what}，{}", item_count(lang, count)),
    }
}

/// How many more items there are than are listed.
pub fn more_items(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} more. Find them by words.", group(count)),
        Lang::Zh => format!("还有 {} 项，请输入关键词查找。", group(count)),
    }
}

/// How many more titles there are than are shown.
pub fn more_titles(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("and {} more", group(count)),
        Lang::Zh => format!("另有 {} 项", group(count)),
    }
}

/// How many items are not shown because nobody has voted on them.
pub fn unvoted(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En if count == 1 => "1 more has no votes.".to_owned(),
        Lang::En => format!("{} more have no votes.", group(count)),
        Lang::Zh => format!("另有 {} 项没有投票。", group(count)),
    }
}

/// “5 of 7 have voted.” / “7 人中已有 5 人投票。”
pub fn turnout(lang: Lang, voted: usize, known: usize) -> String {
    match lang {
        Lang::En if known > voted => format!("{} of {} have voted.", group(voted), group(known)),
        Lang::En if voted == 0 => "Nobody has voted yet.".to_owned(),
        Lang::En if voted == 1 => "1 person has voted.".to_owned(),
        Lang::En => format!("{} people have voted.", group(voted)),
        Lang::Zh if known > voted => format!("{} 人中已有 {} 人投票。", group(known), group(voted)),
        Lang::Zh if voted == 0 => "还没有人投票。".to_owned(),
        Lang::Zh => format!("已有 {} 人投票。", group(voted)),
    }
}

/// What stands behind the number of votes: “of 7 have voted”, “have voted”.
pub fn have_voted(lang: Lang, voted: usize, known: usize) -> String {
    match lang {
        Lang::En if known > voted => format!("of {} have voted", group(known)),
        Lang::En if voted == 1 => "has voted".to_owned(),
        Lang::En => "have voted".to_owned(),
        Lang::Zh if known > voted => format!("/ {} 人已投票", group(known)),
        Lang::Zh => "人已投票".to_owned(),
    }
}

/// “3 codes found.” / “找到 3 个代码。”
pub fn codes_found(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} found.", plural(count, "code")),
        Lang::Zh => format!("找到 {} 个代码。", group(count)),
    }
}

/// “Take in 3 codes” / “录入 3 个代码”
pub fn take_codes(lang: Lang, count: usize) -> String {
    match lang {
        _ if count == 0 => paste_codes(lang).to_owned(),
        Lang::En => format!("Take in {}", plural(count, "code")),
        Lang::Zh => format!("录入 {} 个代码", group(count)),
    }
}

/// What became of codes, a sentence for each fate that occurred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodesTaken {
    /// Votes that count.
    pub new: usize,
    /// Votes that take the place of an earlier one of the same person.
    pub changed: usize,
    /// Votes that were here before.
    pub known: usize,
    /// Votes that came after the vote was closed.
    pub late: usize,
    /// Votes of a role that does not vote in the round.
    pub wrong_role: usize,
    /// Votes for which there is no room.
    pub no_place: usize,
}

/// “3 votes taken in. 1 came too late: the vote is closed.” / “已录入 3 票。1 票来迟：投票已结束。”
pub fn codes_taken(lang: Lang, taken: CodesTaken) -> String {
    let mut parts = Vec::new();
    let mut add = |count: usize, en: String, zh: String| {
        if count > 0 {
            parts.push(if lang == Lang::En { en } else { zh });
        }
    };
    let votes = |count: usize| plural(count, "vote");
    let CodesTaken { new, changed, known, late, wrong_role, no_place } = taken;
    add(new, format!("{} taken in.", votes(new)), format!("已录入 {} 票。", group(new)));
    add(changed, format!("{} changed.", votes(changed)), format!("{} 票已更新。", group(changed)));
    add(known, format!("{} here already.", group(known)), format!("{} 票此前已录入。", group(known)));
    add(
        late,
        format!("{} came too late: the vote is closed.", group(late)),
        format!("{} 票来迟：投票已结束。", group(late)),
    );
    add(
        wrong_role,
        format!("{} from a role that does not vote in this round.", group(wrong_role)),
        format!("{} 票的角色不参与本轮投票。", group(wrong_role)),
    );
    add(
        no_place,
        format!("{} found no room: the round is full.", group(no_place)),
        format!("{} 票未能录入：本轮已满。", group(no_place)),
    );
    parts.join(if lang == Lang::En { " " } else { "" })
}

/// “Take all 3 into the plan” / “将 3 条全部加入计划”
pub fn take_ideas(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("Take all {} into the plan", group(count)),
        Lang::Zh => format!("将 {} 条全部加入计划", group(count)),
    }
}

/// “3 ideas taken into the plan, with the status “Idea”.” / “已将 3 条想法加入计划，状态为“想法”。”
pub fn ideas_taken(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} taken into the plan, with the status “Idea”.", plural(count, "idea")),
        Lang::Zh => format!("已将 {} 条想法加入计划，状态为“想法”。", group(count)),
    }
}

/// “The first 10 are taken over and tagged “Top 10”.” / “已采用前 10 项，标签为“前 10 项”。”
pub fn order_taken(lang: Lang, count: usize, tag: &str) -> String {
    match lang {
        Lang::En if tag.trim().is_empty() => format!("The first {count} are taken over."),
        Lang::En => format!("The first {count} are taken over and tagged “{tag}”."),
        Lang::Zh if tag.trim().is_empty() => format!("已采用前 {count} 项。"),
        Lang::Zh => format!("已采用前 {count} 项，标签为“{tag}”。"),
    }
}

/// “Ana, until 1 Dec 2026” / “Ana，截至 2026年12月1日”; `None` where neither is said.
pub fn who_until(lang: Lang, who: &str, day: &str) -> Option<String> {
    match (lang, who, day) {
        (_, "", "") => None,
        (_, who, "") => Some(who.to_owned()),
        (Lang::En, "", day) => Some(format!("until {day}")),
        (Lang::En, who, day) => Some(format!("{who}, until {day}")),
        (Lang::Zh, "", day) => Some(format!("截至 {day}")),
        (Lang::Zh, who, day) => Some(format!("{who}，截至 {day}")),
    }
}

/// “Take 5 ballots into the Kano study” / “将 5 张选票加入 Kano 调研”
pub fn take_answers(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("Take {} into the Kano study", plural(count, "ballot")),
        Lang::Zh => format!("将 {} 张选票加入 Kano 调研", group(count)),
    }
}

/// “5 ballots taken into the Kano study.” / “已将 5 张选票加入 Kano 调研。”
pub fn answers_taken(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} taken into the Kano study.", plural(count, "ballot")),
        Lang::Zh => format!("已将 {} 张选票加入 Kano 调研。", group(count)),
    }
}
