//! Words of the reader view.

use super::{Lang, phrases, words};

words! {
    contents: "Contents", "目录";
    rank: "Rank", "名次";
    score: "Score", "得分";
    why: "Why", "理由";
    numbers: "The numbers as a list", "以列表查看数值";
    items_of_order: "The order", "排序";
    nothing: "There is nothing to read in this plan yet.", "这份计划还没有可供阅读的内容。";
    nothing_chosen: "No section is chosen. Choose at least one above.", "没有选择任何部分，请在上方至少选择一项。";

    print: "Print…", "打印…";
    print_or_pdf: "Print or save as PDF…", "打印或保存为 PDF…";
    print_options: "Print", "打印";
    print_failed: "The browser opened no print dialog. Its menu has one.", "浏览器没有打开打印窗口，请从浏览器菜单中打印。";
    paper: "Paper", "纸张";
    a4: "A4", "A4";
    letter: "Letter", "Letter";
    direction: "Direction", "方向";
    portrait: "Portrait", "纵向";
    landscape: "Landscape", "横向";
    roadmap_pictures: "Roadmap picture", "路线图图片";
    fitted: "Fitted to one page", "缩放到一页";
    tiled: "Tiled over pages", "分页拼接";
    sections: "Sections", "内容";
    language: "Language", "语言";

    present: "Present", "演示";
    presenting: "Presentation", "演示";
    leave: "Leave the presentation", "结束演示";
    next: "Next section", "下一部分";
    back: "Section before", "上一部分";
    present_keys: "Arrow keys or PageDown go on, Esc leaves.", "方向键或 PageDown 前进，Esc 退出。";

    reading: "Reading a plan from a link", "正在阅读链接中的计划";
    make_mine: "Make it mine", "存为我的计划";
    make_mine_about: "Keeps a copy in this browser, so that you can change it. Until then nothing is kept, and nothing is ever sent.", "在此浏览器中保存一份副本，供您修改。在此之前不会保存任何内容，也不会发送任何内容。";
    too_large_to_keep: "This plan is too large to be taken over by its link. Ask for the plan file.", "计划过大，无法通过链接接收，请索取计划文件。";
    unwell: "Some of the plan could not be read:", "计划中有部分内容无法读取：";

    cannot_open: "This plan cannot be opened", "无法打开此计划";
    paste_link: "The whole link", "完整链接";
    paste_link_hint: "Copy it from the message and paste it here.", "从消息中复制后粘贴到这里。";
    open_link: "Open the link", "打开链接";
    no_link: "There is no plan in this text.", "这段文字中没有计划。";
    open_app: "Open Steelyard without it", "直接打开杆秤";

    locked: "This plan is locked", "此计划已加密";
    locked_about: "Whoever sent the link has a passphrase for it. It opens the plan in this browser; nothing is sent.", "发送链接的人知道口令。计划只在此浏览器中解开，不会发送任何内容。";
    passphrase: "Passphrase", "口令";
    unlock: "Open the plan", "打开计划";
    unlocking: "Opening…", "正在打开…";
    wrong_passphrase: "That is not the passphrase. Small and capital letters and spaces count.", "口令不正确。请注意大小写和空格。";
    no_crypto: "This browser cannot open locked plans here. Open the link in another browser, over https.", "此浏览器无法在此打开加密的计划。请通过 https 在其他浏览器中打开链接。";
}

phrases! {
    as_of(day: &str): "As of {day}", "截至 {day}";
    section_of(at: usize, count: usize): "Slide {at} of {count}", "第 {at} 页，共 {count} 页";
    numbers_of(title: &str): "The numbers of “{title}” as a list", "以列表查看“{title}”的数值";
    tile_of(title: &str, at: usize, count: usize): "{title}, sheet {at} of {count}", "{title}，第 {at} 张，共 {count} 张";
    running_foot(title: &str, day: &str): "{title} · {day}", "{title} · {day}";
    only_part(shown: &str, all: &str): "This link holds {shown} of the plan’s {all} items.", "此链接包含计划 {all} 个需求中的 {shown} 个。";
    decided_by(who: &str): "Decided by {who}", "决策人：{who}";
}

/// The title that a browser's tab has, and a printed page's file.
pub fn page_title(lang: Lang, title: &str) -> String {
    match lang {
        Lang::En => format!("{title} · Steelyard 杆秤"),
        Lang::Zh => format!("{title} · 杆秤 Steelyard"),
    }
}
