//! Words of the share screen and of links to plans.

use super::{phrases, words};

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
