//! Where an item's category comes from, in one sentence.

use super::verdict;
use crate::domain::date;
use crate::domain::number::display;
use crate::domain::plan::KanoMark;
use crate::domain::text::{Lang, kano_analysis, kano_respond as words};

/// “Must-be: from the Kano study, 40 answers, probability 87%, 22 Nov 2026.”
///
/// What the mark does not know is not in it; a category that a person chose says so.
pub fn sentence(mark: &KanoMark, lang: Lang) -> String {
    let mut facts = vec![match mark.source.as_str() {
        _ if mark.is_manual() => words::by_hand(lang).to_owned(),
        KanoMark::STUDY => words::by_study(lang).to_owned(),
        other => words::by_program(lang, other),
    }];
    facts.extend(mark.n.map(|n| kano_analysis::answers(lang, n)));
    facts.extend(mark.p.map(|p| words::probability(lang, &verdict::chance(p, lang))));
    if let (Some(better), Some(worse)) = (mark.better, mark.worse) {
        facts.push(words::better_worse(lang, &display(better, 2), &display(worse, 2)));
    }
    facts.extend(mark.date.as_deref().map(|iso| date::display(iso, lang)));
    words::mark(lang, mark.category.label(lang), &facts.join(words::between_facts(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::KanoCategory;

    #[test]
    fn a_mark_says_what_it_knows_and_nothing_else() {
        let whole = KanoMark {
            better: Some(0.452),
            worse: Some(-0.617),
            n: Some(1240),
            p: Some(0.87),
            date: Some("2026-11-22T09:00:00Z".into()),
            ..KanoMark::new(KanoCategory::MustBe, KanoMark::STUDY)
        };
        let sparse = KanoMark { p: Some(1.0), ..KanoMark::new(KanoCategory::Attractive, "Surveyor") };
        for (mark, en, zh) in [
            (
                &whole,
                "Must-be: from the Kano study, 1,240 answers, probability 87%, Better 0.45, Worse -0.62, 22 Nov 2026.",
                "必备：来自 Kano 调研，1,240 份回答，概率 87%，Better 0.45，Worse -0.62，2026年11月22日。",
            ),
            (
                &sparse,
                "Attractive: from Surveyor, probability over 99%.",
                "魅力：来自 Surveyor，概率 99% 以上。",
            ),
            (&KanoMark::manual(KanoCategory::Reverse), "Reverse: chosen by hand.", "反向：手动选择。"),
        ] {
            assert_eq!(sentence(mark, Lang::En), en);
            assert_eq!(sentence(mark, Lang::Zh), zh);
        }
    }
}
