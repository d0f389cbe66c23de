//! Words of live workshops: connection, presence, what became of a vote.

use super::super::workshop::live::link::AddressProblem;
use super::super::workshop::live::mqtt::Lost;
use super::super::workshop::live::room::Presence;
use super::super::workshop::live::seat::Fate;
use super::{Lang, phrases, plural, words};

words! {
    connecting: "Connecting…", "正在连接…";
    connected: "Connected", "已连接";
    retry: "Try now", "立即重试";
    entering: "Entering the room…", "正在进入房间…";
    welcome: "You are in.", "您已进入房间。";
    over: "This workshop is over. Thank you for taking part.", "本次工作坊已结束，感谢参与。";
    dismissed: "The facilitator has closed this seat.", "主持人已关闭此席位。";
    nothing_shown: "The facilitator has not started yet. This page follows by itself.", "主持人尚未开始，页面会自动更新。";

    name: "Your name", "您的姓名";
    name_hint: "Leave it empty to take part without a name.", "留空即为匿名参与。";
    no_name: "No name", "未署名";

    here: "Here", "在线";
    quiet: "Quiet", "无响应";
    gone: "Gone", "已离开";

    sending: "Sending your vote…", "正在提交选票…";
    counted: "Your vote is in.", "选票已收到。";
    too_late: "Voting had closed before your vote arrived. It does not count.", "选票送达时投票已结束，未计入。";
    too_late_earlier: "Your change arrived after voting had closed. Your earlier vote counts.", "修改送达时投票已结束，以您之前的选票为准。";
    not_asked: "The room does not ask this any more.", "该轮次已不在进行中。";
    vote_dismissed: "Your vote does not count: the facilitator has closed this seat.", "主持人已关闭此席位，选票未计入。";

    lost_closed: "No connection to the broker.", "无法连接消息服务器。";
    lost_silent: "The broker does not answer.", "消息服务器没有响应。";
    lost_malformed: "What answers at this address is not an MQTT broker.", "该地址返回的不是 MQTT 协议，请检查地址。";
    lost_too_long: "The broker sent more than this program takes.", "消息服务器发来的内容过大。";
    lost_login: "The broker asks for another user or password.", "消息服务器拒绝了用户名或密码。";
    lost_topics: "The broker does not let this user into the topics steelyard/#.", "该用户没有 steelyard/# 主题的权限。";
    lost_refused: "The broker does not take this connection now.", "消息服务器暂时拒绝连接。";

    wire_missing: "This browser has no WebSockets.", "此浏览器不支持 WebSocket。";
    wire_address: "The browser does not take this address.", "浏览器不接受此地址。";
    wire_blocked: "The browser forbids this connection. A page that came over https reaches a broker by wss:// only, and live workshops run in the page live.html.", "浏览器禁止了此连接：https 页面只能通过 wss:// 访问消息服务器，且实时工作坊须在 live.html 页面中进行。";
    wire_stuck: "The network does not keep up.", "网络拥堵，无法发送。";
    no_channel: "This browser, or its private mode, has no channel between windows.", "此浏览器（或其隐私模式）不支持窗口间通信。";
    no_crypto: "Live voting needs encryption, and browsers offer it only to pages that came over https or from this computer.", "实时投票需要加密功能，浏览器仅对 https 页面或本机页面提供。";

    address: "Address of the broker", "消息服务器地址";
    address_none: "An address begins with wss://, such as wss://broker.example/mqtt.", "地址须以 wss:// 开头，例如 wss://broker.example/mqtt。";
    address_plain: "ws:// is for a broker on this computer. Any other needs wss://.", "ws:// 仅用于本机的消息服务器，其他地址须使用 wss://。";
    broker_learns: "Names and votes are encrypted before they leave the browser. The broker sees how many take part, when, and from which addresses.", "姓名和选票在离开浏览器前已加密。消息服务器只能看到参与人数、时间和网络地址。";
}

phrases! {
    retry_in(seconds: usize): "Trying again in {seconds} s.", "{seconds} 秒后重试。";
    answered(answered: usize, of: usize): "{answered} of {of} have voted", "{of} 人中 {answered} 人已投票";
}

/// How many messages were not taken: `1 message not taken`.
pub fn refused(lang: Lang, count: usize) -> String {
    match lang {
        Lang::En => format!("{} not taken", plural(count, "message")),
        Lang::Zh => format!("{count} 条消息未被采纳"),
    }
}

/// How many are here: `1 person here`.
pub fn people_here(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 person here".to_string(),
        (Lang::En, _) => format!("{count} people here"),
        (Lang::Zh, _) => format!("{count} 人在线"),
    }
}

/// Why there is no connection.
pub fn lost(lang: Lang, lost: Lost) -> &'static str {
    match lost {
        Lost::Closed => lost_closed(lang),
        Lost::Silent => lost_silent(lang),
        Lost::Malformed => lost_malformed(lang),
        Lost::TooLong => lost_too_long(lang),
        Lost::Login => lost_login(lang),
        Lost::Topics => lost_topics(lang),
        Lost::Refused => lost_refused(lang),
    }
}

/// What is wrong with an address.
pub fn address_problem(lang: Lang, problem: AddressProblem) -> &'static str {
    match problem {
        AddressProblem::NoAddress => address_none(lang),
        AddressProblem::NotEncrypted => address_plain(lang),
    }
}

/// What became of a vote.
pub fn fate(lang: Lang, fate: Fate) -> &'static str {
    match fate {
        Fate::Sending => sending(lang),
        Fate::Counted => counted(lang),
        Fate::TooLate { earlier: false } => too_late(lang),
        Fate::TooLate { earlier: true } => too_late_earlier(lang),
        Fate::NotAsked => not_asked(lang),
        Fate::Dismissed => vote_dismissed(lang),
    }
}

/// Whether a participant is here.
pub fn presence(lang: Lang, presence: Presence) -> &'static str {
    match presence {
        Presence::Here => here(lang),
        Presence::Quiet => quiet(lang),
        Presence::Gone => gone(lang),
    }
}
