//! Words of the share screen and of links to plans.

use super::super::number::group;
use super::{Lang, phrases, plural, words};

words! {
    screen_title: "Hand the plan out", "分享计划";
    screen_lead: "A link is read at once, on any phone or computer. A file is kept, printed or worked on in another program.", "链接可在任何手机或电脑上立即阅读；文件可以保存、打印，或在其他程序中继续处理。";
    screen_empty: "There is nothing to hand out yet. Add the first items, and come back with them.", "还没有可以分享的内容。请先添加需求，再回到这里。";
    screen_empty_act: "Go to the items", "前往需求池";

    way_link: "As a link", "链接";
    way_link_about: "The plan itself is inside the link, behind the #, which no server ever sees. Whoever has the link can read it; a later change needs a new link.", "计划本身就在链接里，位于 # 之后，任何服务器都看不到。持有链接的人都能阅读；之后的改动需要新的链接。";
    screen_what: "What goes in", "包含内容";
    screen_always: "Titles, numbers, needs, goals and the roadmap always go in.", "标题、数值、用户需求、业务目标和路线图始终包含在内。";
    screen_descriptions: "Descriptions", "描述";
    screen_descriptions_about: "with comments, sources and links of items", "以及需求的评论、来源和链接";
    screen_other_titles: "Other titles", "另一种语言的标题";
    screen_other_titles_about: "in the other language, where there are any", "已填写的另一种语言的标题";
    screen_items: "Items", "需求";
    screen_items_all: "All items", "全部需求";
    screen_items_top: "The first ten in rank", "排名前十的需求";
    screen_items_planned: "What is on the roadmap", "路线图上的需求";
    screen_people: "People", "人员";
    screen_people_about: "owners, requesters, who commented and who decided", "负责人、提出人、评论者和决策人";
    screen_answers: "Survey answers", "问卷回答";
    screen_answers_about: "what each person answered in the Kano study; categories and how many answered what go in either way", "Kano 调研中每个人的回答；类别和汇总计数无论如何都会包含";
    screen_scenarios: "Saved scenarios", "已存方案";
    screen_scenarios_about: "of the roadmap", "路线图的备选方案";
    screen_decisions: "Decisions", "决策";
    screen_decisions_about: "with their reasons", "以及决策理由";
    screen_workshops: "Workshops", "工作坊";
    screen_workshops_about: "with everybody’s votes; only together with people", "含每个人的投票；仅可与人员一同包含";
    screen_bin: "Deleted items", "已删除的需求";
    screen_bin_about: "what is in the recycle bin", "回收站中的内容";
    screen_passphrase: "Passphrase, if you want one", "口令（可选）";
    screen_passphrase_hint: "Send it by another way than the link. Without it nobody opens the plan, not even you.", "请通过其他途径告知对方。没有口令，任何人都打不开计划，包括您自己。";
    screen_passphrase_weak: "Short passphrases can be guessed by trying. Four words make a good one.", "过短的口令可能被试出来，建议使用四个词。";
    screen_link: "Link to the plan", "计划链接";
    screen_making: "Making the link…", "正在生成链接…";
    screen_link_ready: "The link is ready.", "链接已生成。";
    screen_copy: "Copy the link", "复制链接";
    screen_copied: "The link was copied.", "链接已复制。";
    screen_copy_failed: "The browser did not allow copying. Select the link and copy it yourself.", "浏览器不允许复制。请选中链接后自行复制。";
    screen_send: "Send…", "发送…";
    screen_preview: "Read it as others do", "以读者身份打开";
    screen_show_qr: "Show a QR code", "显示二维码";
    screen_hide_qr: "Hide the QR code", "隐藏二维码";
    screen_qr: "QR code of the link", "链接的二维码";
    screen_save_qr: "Save the QR code as SVG", "将二维码保存为 SVG";
    screen_qr_file: "QR code", "二维码";
    screen_qr_too_long: "The link is too long for a QR code. Leave something out above, or hand out a file.", "链接过长，无法生成二维码。请在上方减少内容，或改用文件。";
    screen_where: "Where the link survives", "链接可用之处";
    screen_to_files: "See the files", "查看文件方式";
    screen_no_crypto: "This browser locks nothing here. Use another browser, over https, or leave the passphrase empty.", "此浏览器无法在此加密。请通过 https 使用其他浏览器，或将口令留空。";
    screen_over: "As a link this plan is too long for most ways. Leave something out above, or hand out a file: one HTML file opens by a double click, everywhere.", "以链接形式，这份计划对大多数途径来说过长。请在上方减少内容，或改用文件：单个 HTML 文件双击即可在任何地方打开。";

    home_file: "The app runs from a file on this computer, so a link from here opens nowhere else. Type the address where your team opens the app, and links will begin with it; or hand out a file.", "应用从本机文件打开，由此生成的链接在其他地方无法打开。请填写您的团队打开此应用的地址，链接将以该地址开头；或改为发送文件。";
    home_machine: "This page’s address leads to this computer only, so nobody else can open a link from here. Type the address where your team opens the app, and links will begin with it.", "此页面的地址仅指向本机，其他人无法打开由此生成的链接。请填写您的团队打开此应用的地址，链接将以该地址开头。";
    home_field: "Address of the app", "应用的地址";
    home_hint: "Kept in this browser. Links begin with it.", "保存在此浏览器中，链接以它开头。";
    home_problem: "This is no address of a page. It begins with https://.", "这不是网页地址。网页地址以 https:// 开头。";
    home_room: "This page’s address leads to this computer only: other phones and computers cannot come in.", "此页面的地址仅指向本机：其他手机和电脑无法加入。";

    way_files: "As a file", "文件";
    screen_language: "Language of the files", "文件语言";
    screen_language_about: "Titles that exist in both languages are written in this one.", "有两种语言的标题将以此语言写入。";
    screen_group_plan: "To go on working", "继续编辑";
    screen_plan_file: "Plan file", "计划文件";
    screen_plan_file_about: "The whole plan, nothing left out. It opens here again, and a colleague’s copy is merged by it.", "完整的计划，毫无遗漏。可在此重新打开，也用于合并同事的副本。";
    screen_no_backup: "This plan was not saved to a file yet.", "此计划尚未保存为文件。";
    screen_group_documents: "To be read", "供阅读";
    screen_group_tables: "To be calculated with", "供计算";
    screen_group_trackers: "For a tracker", "导入跟踪工具";
    screen_save: "Save", "保存";
    screen_saving: "Making…", "正在生成…";
    screen_not_made: "This file cannot be made of the plan as it is.", "当前计划无法生成此文件。";
    screen_group_other: "On paper and as pictures", "纸质与图片";
    way_print: "Print and PDF", "打印与 PDF";
    way_print_about: "A4 or Letter, with page numbers, from the reader view. “Save as PDF” is a printer of the browser.", "在阅读视图中打印 A4 或 Letter 纸，带页码。浏览器的打印窗口可“另存为 PDF”。";
    way_print_act: "Open the reader view", "打开阅读视图";
    way_pictures: "Pictures", "图片";
    way_pictures_about: "Every chart saves as SVG or PNG, or goes to the clipboard, where it stands.", "每张图都可在原处保存为 SVG 或 PNG，或复制到剪贴板。";
    way_pictures_act: "Go to the pictures", "前往图片";
}

phrases! {
    screen_backup(when: &str): "Last saved to a file: {when}.", "上次保存为文件：{when}。";
    screen_save_what(what: &str): "Save: {what}", "保存：{what}";
    screen_saving_what(what: &str): "Making… {what}", "正在生成… {what}";
    screen_saved(what: &str): "{what} was handed to your downloads.", "{what} 已交给浏览器下载。";
}

/// “1,234 characters” / “1,234 个字符”
pub fn screen_length(lang: Lang, characters: usize) -> String {
    match lang {
        Lang::En => plural(characters, "character"),
        Lang::Zh => format!("{} 个字符", group(characters)),
    }
}

// Links to plans.

words! {
    link_no_plan: "There is no plan in this link. Ask for the link again.", "此链接中没有计划。请重新索取链接。";
    link_cut: "The end of this link is missing, perhaps cut off by a chat or a mail. Ask for the whole link, or for the plan as a file.", "链接不完整，末尾可能被聊天或邮件软件截断。请索取完整的链接，或改用文件。";
    link_changed: "Something in this link was changed on the way, so the plan was not opened. Ask for the link again, or for the plan as a file.", "链接在传送中被改动，因此没有打开计划。请重新索取链接，或改用文件。";
    link_newer: "This link was made with a newer version of the app. Reload the page and open the link again.", "此链接由更新版本的应用创建。请刷新页面后重新打开链接。";
    channel_qr: "QR code", "二维码";
    channel_wechat: "WeChat, DingTalk, Feishu", "微信、钉钉、飞书";
    channel_mail: "Mail", "邮件";
    channel_chat: "Slack, Teams", "Slack、Teams";
    channel_browser: "Browser", "浏览器";
    advice_fits: "Arrives whole.", "可完整送达。";
    advice_qr: "Dense: phones read it from a print or a sharp screen, hardly from a projector.", "图案较密：打印件或清晰屏幕可以扫描，投影上很难识别。";
    advice_browser: "Opens in most browsers; some show or copy only a part of it.", "多数浏览器可以打开；部分浏览器只显示或复制其中一段。";
}

phrases! {
    link_too_large(most: &str): "This plan is too large for a link of {most} characters. Leave descriptions or answers out, or send a file.", "计划过大，超出链接 {most} 个字符的上限。请去掉描述或回答，或改为发送文件。";
    advice_too_long(most: &str): "Too long: at most {most} characters. Send a file instead.", "过长：最多 {most} 个字符。请改为发送文件。";
    advice_mail(sure: &str): "Some mail programs cut links behind {sure} characters: attach a file to be sure.", "部分邮件软件会截断超过 {sure} 个字符的链接：稳妥起见请附上文件。";
    advice_chat(sure: &str): "May be cut or not be clickable above {sure} characters: try it, or send a file.", "超过 {sure} 个字符时可能被截断或无法点击：请先试发，或发送文件。";
}
