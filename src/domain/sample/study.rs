//! What the respondents of the sample study said, as a table of digits.
//!
//! Invented, so that it shows what studies show: must-bes (i5, i14) and one that is a
//! must-be for new customers alone (i1); one-dimensional features (i3, i12, i2);
//! attractive ones (i6, i8); indifferent ones (i17, and i16, which a fifth would rather
//! not have); a near tie of A and O (i10); and one that is most often I although A, O
//! and M together outnumber the rest, so that the rules disagree (i4).

use std::rc::Rc;

use crate::domain::kano::{Answer, Reply, Respondent, Study};
use crate::domain::plan::Id;

/// The segment of each respondent, by its place in the study.
const SEGMENTS: &str = "0011101001010111011101101000011010000011";

/// Item, usual importance, and the two replies of each respondent; 00 where they skipped it.
#[rustfmt::skip]
const ANSWERS: [(&str, u8, &str); 12] = [
    ("i5", 8, "35154525352525353525354533152555253325353535254335353545243535153535151514251544"),
    ("i14", 8, "15154515252535453515152515453525353535151515351315331535453315351522223415353533"),
    ("i1", 7, "33353434331315353324451535233533153334341545132524153545253433451225351525353515"),
    ("i3", 8, "35351524341515151515133515353515131315151335151515253335151515151515151525152435"),
    ("i12", 7, "25151515153535152515251514232535133515151325152334221515153512151515231525253515"),
    ("i2", 6, "15132335331523151215332515131215141524131513152415141515131315151515332514331315"),
    ("i10", 6, "23143512151515151544131512153333342513231314153514331513142213331314151315531515"),
    ("i4", 5, "31332445331355152415223315154312121513152415153323244513151323131533153313133412"),
    ("i6", 5, "13531500131514131323155233121514141413532413333312134312154324131213331514242343"),
    ("i8", 6, "12131513131315132413141533151341131213141514342314131314351412133413131534131234"),
    ("i16", 3, "23443324415234132234343433332524221253133434245523121522132341415314242253344134"),
    ("i17", 4, "13344112141423342344344412533313153334134422231415522413242313142400231213222423"),
];

/// Those who answered, in the order of arrival.
pub(super) fn respondents(study: &Study) -> Vec<Rc<Respondent>> {
    let respondent = |(at, segment): (usize, u8)| {
        let mut one = Respondent {
            id: format!("r{}", at + 1).into(),
            segment: study.segments.get(usize::from(segment)).cloned().unwrap_or_default(),
            date: format!("2026-10-{}", 12 + at / 8),
            ..Respondent::default()
        };
        for (nth, (item, importance, replies)) in ANSWERS.into_iter().enumerate() {
            let reply = |at: usize| digits(replies).nth(at).and_then(Reply::from_number);
            let functional = reply(2 * at);
            // People differ: the same feature is more important to one than to the next.
            let more = [0, 1, -1, 2, 0, -2, 1, 0, -1].into_iter().cycle().nth(7 * at + 4 * nth).unwrap_or(0);
            let importance = importance.saturating_add_signed(more).clamp(1, 9);
            let answer = Answer {
                functional,
                dysfunctional: reply(2 * at + 1),
                importance: functional.map(|_| importance),
            };
            one.set_answer(&Id::from(item), Some(answer));
        }
        Rc::new(one)
    };
    digits(SEGMENTS).enumerate().map(respondent).collect()
}

fn digits(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().map(|digit| digit.wrapping_sub(b'0'))
}
