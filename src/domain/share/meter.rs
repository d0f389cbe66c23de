//! Where a link of a length survives.
//!
//! Two lengths per way: up to the first a link arrives, above the second it does not. Where a
//! vendor says its limits they are the vendor's: Slack asks for at most 4,000 characters and
//! cuts messages at 40,000; Firefox opens addresses of up to 1,048,576; a QR code of the
//! largest size holds 2,953 bytes (ISO/IEC 18004, version 40-L), and phones read up to about
//! 1,200 from a projector. Old mail programs cut links behind 2,083 characters, and plain mails
//! break lines (RFC 5322). What WeChat and its like take is not published: the numbers are
//! careful.

use super::link::LONGEST_LINK;
use crate::domain::number::group;
use crate::domain::text::{Lang, share as words};

/// A way that a link takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A QR code that a phone reads from a screen.
    Qr,
    /// WeChat, DingTalk, Feishu.
    WeChat,
    /// A mail.
    Mail,
    /// A chat such as Slack or Teams.
    Chat,
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

/// Bytes of the largest QR code.
pub const MOST_IN_QR: usize = 2_953;

impl Channel {
    /// All of them, the narrowest first.
    pub const ALL: [Channel; 5] =
        [Channel::Qr, Channel::WeChat, Channel::Mail, Channel::Chat, Channel::Browser];

    /// Characters that surely arrive, and characters above which a link surely does not.
    fn limits(self) -> (usize, usize) {
        match self {
            Channel::Qr => (1_200, MOST_IN_QR),
            Channel::WeChat => (2_000, 10_000),
            Channel::Mail => (2_000, 60_000),
            Channel::Chat => (4_000, 40_000),
            Channel::Browser => (80_000, LONGEST_LINK),
        }
    }

    /// How a link of so many characters, address included, fares.
    pub fn fit(self, characters: usize) -> Fit {
        let (sure, most) = self.limits();
        match characters {
            _ if characters <= sure => Fit::Fits,
            _ if characters <= most => Fit::Risky,
            _ => Fit::TooLong,
        }
    }

    /// What people call it.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Channel::Qr => words::channel_qr(lang),
            Channel::WeChat => words::channel_wechat(lang),
            Channel::Mail => words::channel_mail(lang),
            Channel::Chat => words::channel_chat(lang),
            Channel::Browser => words::channel_browser(lang),
        }
    }

    /// What is to know about it at this length, in one sentence.
    pub fn advice(self, fit: Fit, lang: Lang) -> String {
        let (sure, most) = self.limits();
        match (self, fit) {
            (_, Fit::Fits) => words::advice_fits(lang).to_owned(),
            (_, Fit::TooLong) => words::advice_too_long(lang, &group(most)),
            (Channel::Qr, Fit::Risky) => words::advice_qr(lang).to_owned(),
            (Channel::Mail, Fit::Risky) => words::advice_mail(lang, &group(sure)),
            (Channel::Browser, Fit::Risky) => words::advice_browser(lang).to_owned(),
            (_, Fit::Risky) => words::advice_chat(lang, &group(sure)),
        }
    }
}

/// How a link of so many characters, address included, fares on every way.
pub fn meter(characters: usize) -> [(Channel, Fit); 5] {
    Channel::ALL.map(|channel| (channel, channel.fit(characters)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_link_never_fares_better() {
        let worse = |fit| match fit {
            Fit::Fits => 0,
            Fit::Risky => 1,
            Fit::TooLong => 2,
        };
        for channel in Channel::ALL {
            let fits: Vec<_> = (0..=210).map(|step| worse(channel.fit(step * 5_000))).collect();
            assert!(fits.is_sorted(), "{channel:?}");
            assert_eq!((fits[0], fits[210]), (0, 2), "{channel:?}");
        }
    }

    #[test]
    fn every_fit_of_every_way_has_its_sentence() {
        for lang in Lang::ALL {
            for channel in Channel::ALL {
                assert!(!channel.name(lang).is_empty());
                for fit in [Fit::Fits, Fit::Risky, Fit::TooLong] {
                    assert!(!channel.advice(fit, lang).is_empty());
                }
            }
        }
        assert_eq!(
            Channel::Chat.advice(Channel::Chat.fit(50_000), Lang::En),
            "Too long: at most 40,000 characters. Send a file instead."
        );
    }
}
