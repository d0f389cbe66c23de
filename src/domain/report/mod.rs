//! What a plan says to people who did not make it: one document, written once, shown many ways.
//!
//! [`Report::of`] puts together what a reader needs, in one language: the summary, the order with
//! its reasons, user need against business goal, Kano, the roadmap, the decisions. The reader view,
//! the HTML file, slides, Markdown and plain text show the same sections, so no two of them differ.

mod decisions;
mod facts;
pub mod html;
mod kano;
mod ranking;
mod roadmap;
pub mod slides;
mod summary;
mod tradeoff;

use self::facts::{Facts, other};
pub use self::ranking::{MOST_REASONS, MOST_ROWS};
use crate::domain::date::Date;
use crate::domain::frameworks::Framework;
use crate::domain::picture::Picture;
use crate::domain::plan::{KanoCategory, Plan};
use crate::domain::text::{Lang, Word, files, one_line, report as words};

/// A plan as a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The language it is written in.
    pub lang: Lang,
    /// The plan's title in that language.
    pub title: String,
    /// The title in the other language, where there is one.
    pub other_title: Option<String>,
    /// The day it was made, in words of the language.
    pub day: String,
    /// Its sections, in order; one that would say nothing is left out.
    pub sections: Vec<Section>,
}

/// A section of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What it is about.
    pub kind: Kind,
    /// Its heading.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The plan in a few sentences.
    Summary,
    /// The order, with reasons.
    Ranking,
    /// User need against business goal.
    Tradeoff,
    /// What the Kano study says.
    Kano,
    /// What is done when.
    Roadmap,
    /// What was decided.
    Decisions,
}

impl Kind {
    /// All of them, in their order.
    pub const ALL: [Kind; 6] =
        [Kind::Summary, Kind::Ranking, Kind::Tradeoff, Kind::Kano, Kind::Roadmap, Kind::Decisions];

    /// The heading of its section.
    pub fn word(self) -> Word {
        match self {
            Kind::Summary => words::summary,
            Kind::Ranking => words::ranking,
            Kind::Tradeoff => words::tradeoff,
            Kind::Kano => words::kano,
            Kind::Roadmap => words::roadmap,
            Kind::Decisions => words::decisions,
        }
    }

    /// The name in code: of an anchor, a class, a part of a file.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Summary => "summary",
            Kind::Ranking => "ranking",
            Kind::Tradeoff => "trade-off",
            Kind::Kano => "kano",
            Kind::Roadmap => "roadmap",
            Kind::Decisions => "decisions",
        }
    }
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// What is worth knowing about how the numbers came about, in small print.
    Note(String),
    /// Points of a list.
    List(Vec<String>),
    /// The few numbers that matter most.
    Figures(Vec<Figure>),
    /// The order, with reasons.
    Ranked(Vec<Ranked>),
    /// A table.
    Table(Table),
    /// A picture, drawn for a page of about 960 pixels. The notes right behind it are about it.
    Picture(Picture),
    /// What is done when, a period after the other.
    Periods(Vec<PeriodList>),
    /// What was decided.
    Decided(Vec<Decided>),
}

/// A number that matters, and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it is: `Items`.
    pub label: String,
    /// The number as it is read: `1,200`.
    pub value: String,
}

/// An item at its place in the order.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Its rank as it is read, `1` or `2=` where it shares it.
    pub rank: String,
    /// Its key, such as `SY-12`.
    pub key: String,
    /// Its title in the report's language.
    pub title: String,
    /// Its title in the other language, where there is one.
    pub other_title: Option<String>,
    /// Its score as it is read.
    pub score: String,
    /// Its Kano category, where it has one.
    pub kano: Option<KanoCategory>,
    /// The part of the product, or empty.
    pub area: String,
    /// The period it is planned for, or empty.
    pub period: String,
    /// Why it stands above the next one, in one sentence; empty for the last.
    pub reason: String,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it lists.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// Whether it holds numbers, which stand at its right end.
    pub is_number: bool,
}

/// How a cell of a table may be broken over lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapping {
    /// Nowhere: it is a key, a word, a number.
    Never,
    /// Between words.
    Words,
    /// Anywhere: a word of it is too long for a column.
    Anywhere,
}

impl Wrapping {
    /// Letters of a text that stays in one piece.
    const SHORT: usize = 9;

    /// Letters that a word may have until it would push other columns off a page.
    const LONG: usize = 18;

    /// What suits a cell.
    pub fn of(cell: &str) -> Wrapping {
        // Chinese breaks between any two characters, so it has no long words.
        let breaks = |c: char| c.is_whitespace() || c == '-' || c >= '\u{2e80}';
        if cell.split(breaks).any(|word| word.chars().count() > Wrapping::LONG) {
            Wrapping::Anywhere
        } else if cell.chars().count() <= Wrapping::SHORT && cell.is_ascii() {
            Wrapping::Never
        } else {
            Wrapping::Words
        }
    }
}

/// What is done in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodList {
    /// The period's title.
    pub title: String,
    /// Its dates as they are read, or empty.
    pub dates: String,
    /// How full each team is, one line each: `Web 3.5 of 4 pm`.
    pub loads: Vec<String>,
    /// Its items.
    pub items: Vec<PeriodItem>,
}

/// An item in its period.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodItem {
    /// Its key.
    pub key: String,
    /// Its title in the report's language.
    pub title: String,
    /// Its status as it is read.
    pub status: String,
    /// Why it is there, in one sentence; may be empty.
    pub why: String,
}

/// A decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The day as it is read.
    pub day: String,
    /// What it is about.
    pub title: String,
    /// What was decided and why, in sentences.
    pub lines: Vec<String>,
    /// Who decided, or empty.
    pub by: String,
}

/// What a report is made from, beside the plan.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The language.
    pub lang: Lang,
    /// The framework that ranks.
    pub framework: &'static Framework,
    /// Today, for its date and for what is late.
    pub today: Date,
    /// Items of the order that get a reason; the table behind them has all.
    pub top: usize,
    /// The sections that are wanted.
    pub kinds: Vec<Kind>,
}

impl Ranked {
    /// Its rank before its title: `1.`, and `2=` where it shares it.
    pub fn numbered(&self) -> String {
        if self.rank.ends_with('=') { self.rank.clone() } else { format!("{}.", self.rank) }
    }
}

impl Report {
    /// Puts the report together; sections without anything to say are left out.
    pub fn of(plan: &Plan, asked: &Asked) -> Report {
        let lang = asked.lang;
        let facts = Facts::of(plan, asked);
        let section = |kind: Kind| {
            let blocks = match kind {
                Kind::Summary => summary::blocks(&facts),
                Kind::Ranking => ranking::blocks(&facts),
                Kind::Tradeoff => tradeoff::blocks(&facts),
                Kind::Kano => kano::blocks(&facts),
                Kind::Roadmap => roadmap::blocks(&facts),
                Kind::Decisions => decisions::blocks(&facts),
            };
            (!blocks.is_empty()).then(|| Section { kind, title: kind.word()(lang).to_owned(), blocks })
        };
        let title = one_line(plan.title_in(lang));
        Report {
            lang,
            title: if title.is_empty() { files::untitled(lang).to_owned() } else { title },
            other_title: other(&plan.title, plan.title_alt.as_deref(), plan.title_in(lang)),
            day: asked.today.display(lang),
            sections: Kind::ALL
                .into_iter()
                .filter(|kind| asked.kinds.contains(kind))
                .filter_map(section)
                .collect(),
        }
    }

    /// The section about something, if there is one.
    pub fn section(&self, kind: Kind) -> Option<&Section> {
        self.sections.iter().find(|section| section.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_whole_and_only_endless_words_are_broken() {
        for (cell, expected) in [
            ("SY-12", Wrapping::Never),
            ("2027 Q1", Wrapping::Never),
            ("", Wrapping::Never),
            ("O One-dimensional", Wrapping::Words),
            ("游客结算", Wrapping::Words),
            ("一键复购与保存地址并在结算时自动选择最近使用的支付方式", Wrapping::Words),
            ("Donaudampfschifffahrtsgesellschaft", Wrapping::Anywhere),
            ("see https://example.org/a/very/long/address", Wrapping::Anywhere),
        ] {
            assert_eq!(Wrapping::of(cell), expected, "{cell}");
        }
    }
}
