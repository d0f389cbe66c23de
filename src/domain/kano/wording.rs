//! Wording sets: the five answers as respondents read them, and the default questions.
//!
//! Wording changes results, so a study keeps to one set, and its id is stored with the
//! answers. Which labels were published and which are this project's translation is said
//! at each of them.
//!
//! Sources: C. Berger et al., "Kano's methods for understanding customer-defined quality",
//! 1993, pp. 25-27 (the English sets `berger`, `pouliot`, `bbn`); A. Reppel, "Doing research
//! online: the Kano model", 2022 (`enjoy`, and the anchors of importance). The Chinese labels
//! are those of questionnaires in use.

use super::study::Reply;
use crate::domain::text::Lang;

/// Every wording set, in the order in which a chooser lists them.
pub const ALL: &[&Wording] = &[&POULIOT, &BERGER, &BBN, &ENJOY, &SATISFIED, &ANCHORED, &TRADITIONAL];

/// The five answers of a questionnaire in both languages.
#[derive(Debug)]
pub struct Wording {
    /// The name in files and links.
    pub id: &'static str,
    /// What a chooser calls it, English.
    pub name_en: &'static str,
    /// What a chooser calls it, Chinese.
    pub name_zh: &'static str,
    /// The answers in English.
    pub en: Labels,
    /// The answers in Chinese.
    pub zh: Labels,
    /// In which characters the Chinese half is written.
    pub script: Script,
}

/// The answers in one language, from like to dislike.
#[derive(Debug)]
pub struct Labels {
    /// What stands on the buttons.
    pub texts: [&'static str; 5],
    /// A line below each, where the set has them.
    pub notes: Option<[&'static str; 5]>,
    /// Whether these labels were published; else they are our translation.
    pub published: bool,
}

/// How Chinese is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// 简体中文
    Simplified,
    /// 繁體中文
    Traditional,
}

/// Two sets are the same if their ids are.
impl PartialEq for Wording {
    fn eq(&self, other: &Wording) -> bool {
        self.id == other.id
    }
}

const fn published(texts: [&'static str; 5]) -> Labels {
    Labels { texts, notes: None, published: true }
}

const fn translated(texts: [&'static str; 5]) -> Labels {
    Labels { texts, notes: None, published: false }
}

/// Pouliot's answers, the set in widest use.
pub static POULIOT: Wording = Wording {
    id: "pouliot",
    name_en: "Like, expect, neutral, tolerate (Pouliot)",
    name_zh: "喜欢 / 理所当然（Pouliot）",
    en: published(["I like it", "I expect it", "I'm neutral", "I can tolerate it", "I dislike it"]),
    zh: translated(["我喜欢", "我觉得理所当然", "我无所谓", "我可以忍受", "我不喜欢"]),
    script: Script::Simplified,
};

/// The original translation from the Japanese, with the labels of most Chinese questionnaires.
pub static BERGER: Wording = Wording {
    id: "berger",
    name_en: "Original translation (Berger)",
    name_zh: "很喜欢 / 理应如此（原译，Berger）",
    en: published([
        "I like it that way",
        "It must be that way",
        "I am neutral",
        "I can live with it that way",
        "I dislike it that way",
    ]),
    zh: published(["我很喜欢", "理应如此", "无所谓", "勉强接受", "我很不喜欢"]),
    script: Script::Simplified,
};

/// The answers of BBN's study of the RS/1 software.
pub static BBN: Wording = Wording {
    id: "bbn",
    name_en: "Help and inconvenience (BBN, RS/1)",
    name_zh: "有帮助 / 不便（BBN RS/1）",
    en: published([
        "This would be very helpful to me",
        "This is a basic requirement for me",
        "This would not affect me",
        "This would be a minor inconvenience",
        "This would be a major problem for me",
    ]),
    zh: translated([
        "这对我很有帮助",
        "这是我的基本要求",
        "这对我没有影响",
        "这会带来一点不便",
        "这对我是个大问题",
    ]),
    script: Script::Simplified,
};

/// Longer answers that leave less room for doubt.
pub static ENJOY: Wording = Wording {
    id: "enjoy",
    name_en: "Enjoy, necessity (longer answers)",
    name_zh: "享受 / 基本需要（较长的选项）",
    en: published([
        "I enjoy it that way",
        "It is a basic necessity or I expect it that way",
        "I am neutral",
        "I dislike it, but I can live with it that way",
        "I dislike it, and I can't accept it",
    ]),
    zh: translated([
        "我很享受这样",
        "这是基本需要，或者我期望如此",
        "我持中立态度",
        "我不喜欢，但可以接受",
        "我不喜欢，而且无法接受",
    ]),
    script: Script::Simplified,
};

/// Satisfied and dissatisfied, the second common set of Chinese questionnaires.
pub static SATISFIED: Wording = Wording {
    id: "zh-satisfied",
    name_en: "Satisfied, dissatisfied (Chinese set)",
    name_zh: "感到满意 / 感到不满",
    en: translated([
        "I am satisfied",
        "It should be so",
        "I don't mind either way",
        "I can put up with it",
        "I am dissatisfied",
    ]),
    zh: published(["感到满意", "理应如此", "无所谓", "能忍受", "感到不满"]),
    script: Script::Simplified,
};

/// A Chinese set that explains each answer in a line.
pub static ANCHORED: Wording = Wording {
    id: "zh-anchored",
    name_en: "With a line of explanation (Chinese set)",
    name_zh: "非常喜欢 / 很不喜欢（附说明）",
    en: Labels {
        texts: [
            "I like it very much",
            "It should be so",
            "I don't mind",
            "I can just accept it",
            "I strongly dislike it",
        ],
        notes: Some([
            "You are satisfied, glad, pleasantly surprised.",
            "You take it for granted; it has to be that way.",
            "You neither like nor dislike it; both are fine.",
            "You don't like it and would rather not; you could make do.",
            "You are unhappy, even upset; you cannot accept it.",
        ]),
        published: false,
    },
    zh: Labels {
        texts: ["非常喜欢", "理应如此", "无所谓", "勉强接受", "很不喜欢"],
        notes: Some([
            "让你感到满意、开心、惊喜。",
            "你觉得是应该的、必备的功能/服务。",
            "无所谓喜不喜欢，都可以接受。",
            "你不喜欢，最好是没有，有的话就勉强凑合。",
            "让你感到不开心、甚至沮丧，无法接受",
        ]),
        published: true,
    },
    script: Script::Simplified,
};

/// Traditional Chinese; its default questions are in these characters, too.
pub static TRADITIONAL: Wording = Wording {
    id: "zh-hant",
    name_en: "Traditional Chinese set",
    name_zh: "喜歡 / 應該的（繁體）",
    en: translated(["I like it", "It should be so", "I don't mind", "I can bear it", "I dislike it"]),
    zh: published(["喜歡", "應該的", "無所謂", "能忍受", "不喜歡"]),
    script: Script::Traditional,
};

/// The set with that id; names that other programs use are understood.
pub fn by_id(id: &str) -> Option<&'static Wording> {
    let id = match id {
        "original-translation" | "zh-hans-1" => "berger",
        "bbn-rs1" => "bbn",
        "zh-hans-2" => "zh-satisfied",
        "zh-hans-3" => "zh-anchored",
        other => other,
    };
    ALL.iter().copied().find(|wording| wording.id == id)
}

impl Wording {
    /// What a chooser calls it.
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.name_en,
            Lang::Zh => self.name_zh,
        }
    }

    /// The answers in a language.
    pub fn labels(&self, lang: Lang) -> &Labels {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// What stands on the button of an answer.
    pub fn label(&self, reply: Reply, lang: Lang) -> &'static str {
        nth(&self.labels(lang).texts, reply)
    }

    /// The line below it, if the set has one.
    pub fn note(&self, reply: Reply, lang: Lang) -> Option<&'static str> {
        self.labels(lang).notes.as_ref().map(|notes| nth(notes, reply))
    }

    /// The question about a feature that is there, made from its title.
    pub fn functional(&self, title: &str, lang: Lang) -> String {
        match (lang, self.script) {
            (Lang::En, _) => format!("If the product has “{title}”, how do you feel?"),
            (Lang::Zh, Script::Simplified) => format!("如果产品具备“{title}”，您的感受是？"),
            (Lang::Zh, Script::Traditional) => format!("如果產品具備「{title}」，您的感受是？"),
        }
    }

    /// The question about a feature that is not there.
    pub fn dysfunctional(&self, title: &str, lang: Lang) -> String {
        match (lang, self.script) {
            (Lang::En, _) => format!("If the product does not have “{title}”, how do you feel?"),
            (Lang::Zh, Script::Simplified) => format!("如果产品不具备“{title}”，您的感受是？"),
            (Lang::Zh, Script::Traditional) => format!("如果產品不具備「{title}」，您的感受是？"),
        }
    }

    /// The question how important a feature is.
    pub fn importance(&self, title: &str, lang: Lang) -> String {
        match (lang, self.script) {
            (Lang::En, _) => format!("How important is “{title}” to you?"),
            (Lang::Zh, Script::Simplified) => format!("“{title}”对您有多重要？"),
            (Lang::Zh, Script::Traditional) => format!("「{title}」對您有多重要？"),
        }
    }

    /// What 1, 3, 5, 7 and 9 mean on the scale of importance; the numbers between have no name.
    ///
    /// The English anchors are published, the Chinese ones our translation.
    pub fn anchors(&self, lang: Lang) -> [(u8, &'static str); 5] {
        let texts = match (lang, self.script) {
            (Lang::En, _) => &IMPORTANCE_EN,
            (Lang::Zh, Script::Simplified) => &IMPORTANCE_ZH,
            (Lang::Zh, Script::Traditional) => &IMPORTANCE_HANT,
        };
        let mut number = 0;
        texts.map(|text| {
            number += if number == 0 { 1 } else { 2 };
            (number, text)
        })
    }
}

static IMPORTANCE_EN: [&str; 5] =
    ["Not at all important", "Somewhat important", "Important", "Very important", "Extremely important"];
static IMPORTANCE_ZH: [&str; 5] = ["完全不重要", "有点重要", "重要", "非常重要", "极其重要"];
static IMPORTANCE_HANT: [&str; 5] = ["完全不重要", "有點重要", "重要", "非常重要", "極其重要"];

fn nth(texts: &[&'static str; 5], reply: Reply) -> &'static str {
    texts.get(usize::from(reply.number()) - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kano::Study;

    #[test]
    fn every_set_can_be_used_in_both_languages() {
        for (at, wording) in ALL.iter().enumerate() {
            assert!(ALL[..at].iter().all(|other| other.id != wording.id), "{}", wording.id);
            assert_eq!(by_id(wording.id), Some(*wording));
            assert!(wording.en.published || wording.zh.published, "{} comes from nowhere", wording.id);
            for lang in Lang::ALL {
                let labels = wording.labels(lang);
                let is_han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                for (at, text) in labels.texts.iter().enumerate() {
                    assert!(!labels.texts[..at].contains(text), "{} twice", text);
                    assert_eq!(is_han(text), lang == Lang::Zh, "{text}");
                }
                for reply in Reply::ALL {
                    assert_eq!(wording.label(reply, lang), labels.texts[usize::from(reply.number()) - 1]);
                    assert_eq!(wording.note(reply, lang).is_some(), wording.id == "zh-anchored");
                }
                for text in [
                    wording.functional("游客 checkout", lang),
                    wording.dysfunctional("游客 checkout", lang),
                    wording.importance("游客 checkout", lang),
                ] {
                    assert!(text.contains("游客 checkout") && text.ends_with(['?', '？']), "{text}");
                }
            }
        }
    }

    #[test]
    fn the_default_of_a_study_is_a_known_set() {
        assert_eq!(by_id(&Study::default().wording), Some(&POULIOT));
        assert_eq!(by_id("original-translation"), Some(&BERGER));
        assert_eq!(by_id("klingon"), None);
    }

    #[test]
    fn published_labels_stand_as_they_were_published() {
        for (wording, reply, lang, label) in [
            (&BERGER, Reply::MustBe, Lang::En, "It must be that way"),
            (&BERGER, Reply::LiveWith, Lang::Zh, "勉强接受"),
            (&POULIOT, Reply::LiveWith, Lang::En, "I can tolerate it"),
            (&BBN, Reply::Dislike, Lang::En, "This would be a major problem for me"),
            (&ENJOY, Reply::LiveWith, Lang::En, "I dislike it, but I can live with it that way"),
            (&SATISFIED, Reply::Dislike, Lang::Zh, "感到不满"),
            (&ANCHORED, Reply::Like, Lang::Zh, "非常喜欢"),
            (&TRADITIONAL, Reply::MustBe, Lang::Zh, "應該的"),
        ] {
            assert_eq!(wording.label(reply, lang), label);
            assert!(wording.labels(lang).published);
        }
    }

    #[test]
    fn importance_is_anchored_at_the_odd_numbers() {
        assert_eq!(
            POULIOT.anchors(Lang::En),
            [
                (1, "Not at all important"),
                (3, "Somewhat important"),
                (5, "Important"),
                (7, "Very important"),
                (9, "Extremely important")
            ]
        );
        assert_eq!(POULIOT.anchors(Lang::Zh).map(|(number, _)| number), [1, 3, 5, 7, 9]);
        assert_eq!(TRADITIONAL.anchors(Lang::Zh)[4], (9, "極其重要"));
    }
}
