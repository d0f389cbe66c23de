//! Where a link of a length survives.

use crate::domain::text::Lang;

/// A way that a link takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A QR code that a phone reads from a screen.
    Qr,
    /// A chat such as Slack or Teams.
    Chat,
    /// WeChat, DingTalk, Feishu.
    WeChat,
    /// A mail.
    Mail,
    /// The address bar of a browser.
    Browser,
}

/// How sure it is that the link arrives whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It does.
    Fits,
    /// It may be cut, or not be clickable.
    Risky,
    /// It does not.
    TooLong,
}

impl Channel {
    /// All of them, the narrowest first.
    pub const ALL: [Channel; 5] =
        [Channel::Qr, Channel::Chat, Channel::WeChat, Channel::Mail, Channel::Browser];

    /// What people call it.
    pub fn name(self, lang: Lang) -> &'static str {
        let _ = lang;
        ""
    }

    /// What is to know about it at this length, in one sentence.
    pub fn advice(self, fit: Fit, lang: Lang) -> String {
        let _ = (fit, lang);
        String::new()
    }
}

/// How a link of so many characters, address included, fares on every way.
pub fn meter(characters: usize) -> [(Channel, Fit); 5] {
    let _ = characters;
    Channel::ALL.map(|channel| (channel, Fit::Fits))
}
