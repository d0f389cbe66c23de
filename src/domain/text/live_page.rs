//! Words of live voting on the screens: the facilitator's dialog, and a participant's page.

use super::{Lang, plural, words};

words! {
    live: "Live voting", "实时投票";
    what: "Votes arrive by themselves, encrypted, over your team's message broker. Nobody has to pass on codes.", "选票加密后经团队的消息服务器自动送达，无需传递代码。";
    other_page: "This page reaches no other host, and that stays so. Live voting runs in a second page with the same plans.", "本页面不会连接任何其他主机，也不会改变。实时投票在另一个页面中运行，计划相同。";
    to_live_page: "Open the live page", "打开实时页面";
    room_elsewhere: "The room of this workshop is on a broker, which this page does not reach. Go on with it in the live page.", "此工作坊的房间在消息服务器上，本页面无法连接。请在实时页面中继续。";
    near: "Without a broker: windows of this browser", "无需消息服务器：本浏览器的其他窗口";
    near_hint: "Everybody at this computer votes in a window of their own. Nothing leaves the browser; phones cannot take part this way.", "大家在这台电脑上各用一个窗口投票。数据不会离开浏览器，手机无法以此方式参与。";
    start_near: "Start in this browser", "在本浏览器中开始";
    near_ways: "Open a window for each person. It follows every round by itself.", "为每位参与者打开一个窗口，各轮内容会自动更新。";
    open_seat: "Open a ballot window", "打开投票窗口";
    stop_near_hint: "Stopping closes the room for every window. Votes that have arrived stay.", "停止后会关闭所有窗口的房间。已送达的选票会保留。";
    broker_user: "User (optional)", "用户名（可选）";
    broker_password: "Password (optional)", "密码（可选）";
    login_hint: "Everybody with the link gets this login, so it should open nothing else. It is remembered in this browser only.", "持有链接的人都会得到此登录信息，因此它不应有其他权限。仅保存在此浏览器中。";
    start: "Start live voting", "开始实时投票";
    stop: "Stop", "停止";
    stop_hint: "Stopping closes the room for everybody and takes it off the broker. Votes that have arrived stay.", "停止后会关闭房间，并从消息服务器上清除。已送达的选票会保留。";
    making: "Making the room's keys…", "正在生成房间密钥…";
    elsewhere: "This room is open in another tab of this browser. It comes here when that tab is closed.", "此房间已在该浏览器的另一个标签页中打开。关闭那个标签页后，会转到这里。";
    ending: "Closing the room…", "正在关闭房间…";
    use_codes: "Votes can come as codes all the same.", "仍可使用选票代码。";
    not_kept: "This browser does not keep the room, so a reload would lose it. Votes still go into the plan.", "此浏览器无法保存房间，刷新后会丢失。选票仍会写入计划。";
    too_long: "This round is too long to be sent live. Split it, or use the ballot's link.", "此轮内容过长，无法实时发送。请拆分，或使用选票链接。";
    copy_room: "Copy the room's link", "复制房间链接";
    qr_of_room: "QR code of the room", "房间二维码";
    qr_too_long: "This link is too long for a QR code. Copy it.", "链接过长，无法生成二维码，请复制。";
    one_for_all: "One code for the whole workshop: people scan it once and stay.", "整场工作坊只需扫这一个码，扫一次即可全程参与。";
    without_live: "Without a connection: the ballot of this round, with codes", "没有网络时：本轮选票与代码";
    people: "Who has come", "参与者";
    send_away_hint: "Whoever is sent away cannot vote any more, and their votes are taken out of every round.", "被请出的人无法再投票，其选票会从所有轮次中移除。";
    sent_away: "Sent away", "已请出";
    broker_down: "Until it is back, votes wait on the phones and are sent by themselves. Codes work all the same.", "恢复之前，选票保存在手机上，之后会自动提交。也可以使用代码。";

    page_title: "Live ballot", "实时选票";
    cannot_open: "This room cannot be opened", "无法打开此房间";
    link_other: "This link leads into no room. Ask whoever sent it for another one.", "此链接不指向任何房间。请向发送者重新索取。";
    link_cut: "The end of this link is missing. Copy it whole, or scan the code again.", "链接末尾缺失。请完整复制，或重新扫码。";
    link_changed: "Something in this link was changed on its way. Ask for it again, or scan the code.", "链接在途中被改动。请重新索取，或直接扫码。";
    link_newer: "A newer version of Steelyard made this link. Reload the page to get it.", "此链接由更新版本的杆秤生成。请刷新页面。";
    seat_page: "This page reaches no broker. The room opens in the live page.", "本页面不会连接消息服务器。请在实时页面中打开房间。";
    seat_elsewhere: "You are in this room in another tab of this browser. Go there, or close it to go on here.", "您已在该浏览器的另一个标签页中进入此房间。请前往那里，或关闭它后在此继续。";
    ask_for_ballot: "Ask the facilitator for the ballot's link and vote with a code.", "请向主持人索取选票链接，用代码投票。";
    enter: "Enter", "进入";
    wait: "The facilitator has not opened a vote yet. Keep this page open; it follows by itself.", "主持人尚未开始投票。请保持页面打开，内容会自动更新。";
    closed_unsent: "The vote was closed before you sent yours.", "您提交之前，投票已结束。";
    closed_counted: "The vote is closed. Yours counts.", "投票已结束，您的选票已计入。";
    closed_sending: "The vote was closed while yours was on its way. It is not known yet whether it arrived in time.", "投票结束时，您的选票仍在途中，尚不确定是否及时送达。";
    may_change: "You may change it until the vote is closed.", "投票结束前可以修改。";
    code_instead: "Your vote waits here and is sent by itself when the connection is back. The code below counts as well, once.", "选票保存在这里，恢复连接后会自动提交。也可使用下面的代码，两者只计一次。";
    results: "Results", "结果";
}

/// “Live: 5 people here” on the button of the console.
pub fn live_with(lang: Lang, here: usize) -> String {
    match lang {
        Lang::En if here == 1 => "Live voting: 1 person here".to_owned(),
        Lang::En => format!("Live voting: {here} people here"),
        Lang::Zh => format!("实时投票：{here} 人在线"),
    }
}

/// “Send away: 小明”, on the button beside a name.
pub fn send_away_whom(lang: Lang, name: &str) -> String {
    match lang {
        Lang::En => format!("Send away: {name}"),
        Lang::Zh => format!("请出：{name}"),
    }
}

/// “5 people have come so far”: whether they are still here or not.
pub fn came(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En if count == 1 => "1 person has come so far".to_owned(),
        Lang::En => format!("{count} people have come so far"),
        Lang::Zh => format!("累计 {count} 人进入"),
    }
}

/// Messages that were not taken, where there are any.
pub fn refused(lang: Lang, count: u32) -> String {
    match lang {
        Lang::En => format!("{} could not be read and did not count.", plural(count as usize, "message")),
        Lang::Zh => format!("有 {count} 条消息无法读取，未计入。"),
    }
}
