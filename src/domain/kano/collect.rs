//! Answer codes out of a chat: what of a pasted text is a code, and what is wrong with the rest.

use std::collections::HashSet;

use super::code::{self, SegmentMark, Shape};
use super::study::{Answer, Respondent, Study};
use super::survey::Fingerprint;
use crate::domain::digits;
use crate::domain::number::group;
use crate::domain::plan::Extra;
use crate::domain::slices::{Units, at_once};
use crate::domain::text::{Lang, kano_survey};

/// Characters of the longest text that is searched: 20,000 of the longest codes.
pub const LONGEST_PASTE: usize = 4_000_000;

/// Problems that are told one by one; more are only counted.
pub const MOST_PROBLEMS: usize = 1_000;

/// A shorter word that begins like a code is a word.
const SHORTEST_PIECE: usize = 4;

/// A shorter word that does not begin like a code is no part of one.
const SHORTEST_TAIL: usize = 20;

/// Characters that are searched for a unit of work.
const STRETCH: usize = 16;

/// Units of work to read a code, and to find out what is wrong with one.
const CODE_UNITS: u32 = 40;
const PROBLEM_UNITS: u32 = 400;

/// What a pasted text holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collected {
    /// The answers of whole codes of this study, in the order of the text.
    ///
    /// One respondent may be there several times with other answers; see [`super::arrivals`].
    pub respondents: Vec<Respondent>,
    /// The first codes that could not be used, in the order of the text.
    pub problems: Vec<CodeProblem>,
    /// How many there are in all.
    pub problem_count: usize,
    /// Codes whose segment the study no longer has; their answers count without one.
    pub lost_segments: usize,
}

/// A code, or what is left of one, that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeProblem {
    /// The line of the text on which it begins, from 1.
    pub line: usize,
    /// How it begins.
    pub text: String,
    /// What is wrong with it.
    pub wrong: WrongCode,
}

/// What is wrong with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongCode {
    /// It is whole and belongs to the study with that fingerprint.
    OtherStudy(Fingerprint),
    /// It is shorter than it says itself: so many signs it should have.
    Cut(usize),
    /// Its beginning is missing.
    NoBeginning,
    /// Something in it is wrong; where only one sign can be, its place from 1.
    Mistyped(Option<usize>),
    /// The same code stands further above.
    Doubled,
    /// A newer version of this program made it.
    Newer,
    /// It is a link to the survey itself.
    SurveyLink,
}

impl CodeProblem {
    /// What is wrong and what to do, in plain words.
    pub fn sentence(&self, lang: Lang) -> String {
        match &self.wrong {
            WrongCode::OtherStudy(fingerprint) => {
                kano_survey::code_other_study(lang, &fingerprint.to_string())
            }
            WrongCode::Cut(whole) => kano_survey::code_cut(lang, *whole),
            WrongCode::NoBeginning => kano_survey::code_no_beginning(lang).to_owned(),
            WrongCode::Mistyped(None) => kano_survey::code_mistyped(lang).to_owned(),
            WrongCode::Mistyped(Some(place)) => kano_survey::code_mistyped_at(lang, *place),
            WrongCode::Doubled => kano_survey::code_doubled(lang).to_owned(),
            WrongCode::Newer => kano_survey::code_newer(lang).to_owned(),
            WrongCode::SurveyLink => kano_survey::code_is_link(lang).to_owned(),
        }
    }

    /// Place, code and sentence in one line.
    pub fn line_of_text(&self, lang: Lang) -> String {
        kano_survey::code_problem(lang, &group(self.line), &self.text, &self.sentence(lang))
    }
}

/// The text is longer than [`LONGEST_PASTE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl TooLong {
    /// What to do, in plain words.
    pub fn sentence(self, lang: Lang) -> String {
        kano_survey::paste_too_long(lang, &group(LONGEST_PASTE))
    }
}

/// Finds every code in a text.
///
/// A whole code is found wherever it stands, also glued to other words, wrapped by a chat, in
/// groups, in full-width forms, or behind a link: its check signs leave no doubt. What remains
/// is looked through for pieces of codes. `date` is put on every respondent.
pub fn collect(
    text: &str,
    study: &Study,
    fingerprint: Fingerprint,
    date: &str,
) -> Result<Collected, TooLong> {
    at_once(|units| async move { collect_in(text, study, fingerprint, date, &units).await })
}

/// The same as [`collect`], saying now and then how much is done: a unit for every few characters.
pub async fn collect_in(
    text: &str,
    study: &Study,
    fingerprint: Fingerprint,
    date: &str,
    units: &Units,
) -> Result<Collected, TooLong> {
    if text.len() > LONGEST_PASTE * 4 {
        return Err(TooLong);
    }
    let mut chars = Vec::with_capacity(text.len().min(LONGEST_PASTE));
    for c in text.chars() {
        if chars.len() == LONGEST_PASTE {
            return Err(TooLong);
        }
        chars.push(narrow(c));
        if chars.len().is_multiple_of(STRETCH) {
            units.spend(1).await;
        }
    }
    let mut search = Search {
        chars: &chars,
        study,
        fingerprint,
        date,
        lines: Lines { chars: &chars, at: 0, line: 1 },
        seen: HashSet::new(),
        found: Collected::default(),
    };
    search.run(units).await;
    Ok(search.found)
}

/// Full-width forms become plain ones.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// What may stand inside a code: groups, wrapped and quoted lines, marks that are not seen.
fn is_break(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '>' | '=' | '-' | '_' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

struct Search<'a> {
    chars: &'a [char],
    study: &'a Study,
    fingerprint: Fingerprint,
    date: &'a str,
    lines: Lines<'a>,
    seen: HashSet<Vec<u8>>,
    found: Collected,
}

impl Search<'_> {
    /// Whole codes first; what lies between two of them is looked through on the way.
    async fn run(&mut self, units: &Units) {
        let (mut at, mut gap) = (0, 0);
        while at < self.chars.len() {
            match self.whole_code(at) {
                Some((values, end)) => {
                    self.look_through(gap, at, units).await;
                    self.accept(values, at);
                    units.spend(CODE_UNITS).await;
                    (at, gap) = (end, end);
                }
                None => at += 1,
            }
            if at.is_multiple_of(STRETCH) {
                units.spend(1).await;
            }
        }
        self.look_through(gap, self.chars.len(), units).await;
    }

    /// The values of signs from a place on, breaks left out, and where they end.
    fn gather(&self, from: usize, to: usize, count: usize) -> (Vec<u8>, usize) {
        let mut values = Vec::with_capacity(count);
        let mut end = from;
        for (at, c) in (from..to).zip(self.chars.iter().skip(from)) {
            if values.len() == count {
                break;
            }
            match digits::value(*c) {
                Some(value) => {
                    values.push(value);
                    end = at + 1;
                }
                None if is_break(*c) => {}
                None => break,
            }
        }
        (values, end)
    }

    fn whole_code(&self, at: usize) -> Option<(Vec<u8>, usize)> {
        if self.chars.get(at) != Some(&'K') {
            return None;
        }
        let to = self.chars.len();
        let (head, _) = self.gather(at, to, code::HEAD);
        let (values, end) = self.gather(at, to, code::shape(&head)?.signs());
        digits::is_whole(&values).then_some((values, end))
    }

    fn accept(&mut self, values: Vec<u8>, at: usize) {
        let text = digits::text(&values);
        let Some((fingerprint, sheet)) = code::open(&values) else {
            return self.report(at, &text, WrongCode::Mistyped(None));
        };
        if fingerprint != self.fingerprint || sheet.answers.len() != self.study.features.len() {
            return self.report(at, &text, WrongCode::OtherStudy(fingerprint));
        }
        if !self.seen.insert(values) {
            return self.report(at, &text, WrongCode::Doubled);
        }
        let segments = &self.study.segments;
        let segment = sheet.segment.and_then(|mark| SegmentMark::find(mark, segments));
        self.found.lost_segments += usize::from(sheet.segment.is_some() && segment.is_none());
        let items = self.study.features.iter().map(|feature| feature.item.clone());
        let given = |answer: &Answer| *answer != Answer::default();
        let mut answers: Vec<_> = items.zip(sheet.answers).filter(|(_, answer)| given(answer)).collect();
        answers.sort_by(|(a, _), (b, _)| a.cmp(b));
        answers.dedup_by(|(a, _), (b, _)| a == b);
        self.found.respondents.push(Respondent {
            id: sheet.respondent,
            segment: segment.and_then(|at| segments.get(at)).cloned().unwrap_or_default(),
            date: self.date.to_owned(),
            answers,
            extra: Extra::new(),
        });
    }

    /// Looks for what is left of codes in a stretch without a whole one.
    async fn look_through(&mut self, from: usize, to: usize, units: &Units) {
        let (mut at, mut told) = (from, from);
        while at < to {
            if at >= told + STRETCH {
                units.spend(2).await;
                told = at;
            }
            if let Some(end) = self.link_end(at, to) {
                at = end;
                continue;
            }
            let (run, problems) = (self.run_length(at, to), self.found.problems.len());
            at += if run == 0 { 1 } else { self.diagnose(at, to, run).max(run) };
            if self.found.problems.len() > problems {
                units.spend(PROBLEM_UNITS).await;
            }
        }
    }

    /// The end of an address, or of a link to a survey, a plan or a ballot, that begins here.
    ///
    /// An address ends before its `#`, since a code may stand behind that.
    fn link_end(&mut self, at: usize, to: usize) -> Option<usize> {
        let in_address = |c: &char| !c.is_whitespace() && *c != '#';
        let in_link = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let count = |kind: &dyn Fn(&char) -> bool| {
            3 + self.chars.iter().take(to).skip(at + 3).take_while(|c| kind(c)).count()
        };
        match self.chars.get(at..to)? {
            [':', '/', '/', ..] => Some(at + count(&in_address)),
            ['#', kind @ ('s' | 'p' | 'b'), '=', ..] => {
                let end = at + count(&in_link);
                if *kind == 's' {
                    self.report(at, "#s=", WrongCode::SurveyLink);
                }
                Some(end)
            }
            _ => None,
        }
    }

    fn run_length(&self, at: usize, to: usize) -> usize {
        self.chars.iter().take(to).skip(at).take_while(|c| digits::value(**c).is_some()).count()
    }

    /// Says what is wrong with a word if it was a code; gives how many characters that took.
    fn diagnose(&mut self, at: usize, to: usize, run: usize) -> usize {
        let begins = self.chars.get(at..at + 2) == Some(&['K', '1']) && run >= SHORTEST_PIECE;
        if !begins && run < SHORTEST_TAIL {
            return run;
        }
        let word: String = self.chars.iter().skip(at).take(run).collect();
        if self.found.problems.len() >= MOST_PROBLEMS {
            // What is only counted need not be understood.
            self.found.problem_count += usize::from(begins || looks_random(&word));
            return run;
        }
        let (values, _) = self.gather(at, at + run, run);
        if is_newer(&values) {
            self.report(at, &word, WrongCode::Newer);
            return run;
        }
        // One wrong sign is looked for in every length that the code can have had.
        let shape = code::shape(&values);
        let told = shape.map(Shape::signs);
        let usual = Shape::all(self.study.features.len()).map(Shape::signs);
        for length in told.into_iter().chain(usual) {
            let (values, end) = self.gather(at, to, length);
            // Where it ends inside another word, its own end is missing instead.
            let ends = end <= at + run || self.run_length(end, to) == 0;
            if values.len() == length
                && ends
                && let Some(place) = digits::wrong_sign(&values)
            {
                self.report(at, &digits::text(&values), WrongCode::Mistyped(Some(place + 1)));
                return end - at;
            }
        }
        let as_long = usual.contains(&run);
        match told {
            Some(whole) if begins => {
                // In groups it goes on behind a break, and ends with one of them.
                let end = self.group_end(at, to, run, whole);
                // With our fingerprint, another number of features can only be a typing error.
                let misshapen = self.is_ours(&values)
                    && shape.is_some_and(|shape| shape.features != self.study.features.len());
                let mistyped = end.is_some() || run > whole || misshapen;
                let wrong = if mistyped { WrongCode::Mistyped(None) } else { WrongCode::Cut(whole) };
                self.report(at, &word, wrong);
                return end.map_or(run, |end| end - at);
            }
            None if begins => self.report(at, &word, WrongCode::Mistyped(None)),
            _ if !looks_random(&word) => {}
            _ if as_long || word.starts_with(['K', 'k']) => {
                self.report(at, &word, WrongCode::Mistyped(None));
            }
            _ => self.report(at, &word, WrongCode::NoBeginning),
        }
        run
    }

    /// Where a code of that length ends, if it ends with a word and goes on like a code.
    fn group_end(&self, at: usize, to: usize, run: usize, whole: usize) -> Option<usize> {
        let (values, end) = self.gather(at, to, whole);
        let ends = values.len() == whole && self.run_length(end, to) == 0;
        let behind = self.chars.get(at + run..end)?;
        let capital_inside =
            behind.windows(2).any(|pair| matches!(pair, [a, b] if a.is_alphanumeric() && b.is_uppercase()));
        let is_code = behind.is_empty() || capital_inside || behind.iter().any(char::is_ascii_digit);
        (ends && is_code).then_some(end)
    }

    fn is_ours(&self, values: &[u8]) -> bool {
        values.get(code::HEAD - self.fingerprint.values().len()..code::HEAD)
            == Some(self.fingerprint.values().as_slice())
    }

    fn report(&mut self, at: usize, text: &str, wrong: WrongCode) {
        const EXCERPT: usize = 24;
        self.found.problem_count += 1;
        if self.found.problems.len() >= MOST_PROBLEMS {
            return;
        }
        let mut excerpt: String = text.chars().take(EXCERPT).collect();
        if excerpt.len() < text.len() {
            excerpt.push('…');
        }
        let line = self.lines.of(at);
        self.found.problems.push(CodeProblem { line, text: excerpt, wrong });
    }
}

/// A code whose check signs hold and whose version is later.
fn is_newer(values: &[u8]) -> bool {
    let kind = code::START.chars().next().and_then(digits::value);
    values.first().copied() == kind
        && values.get(1).is_some_and(|version| (2..=9).contains(version))
        && digits::is_whole(values)
}

/// Digits, capitals and small letters in one word: nobody writes so.
fn looks_random(word: &str) -> bool {
    let has = |kind: fn(&char) -> bool| word.chars().any(|c| kind(&c));
    has(char::is_ascii_digit) && has(char::is_ascii_uppercase) && has(char::is_ascii_lowercase)
}

/// Counts lines on the way through a text.
struct Lines<'a> {
    chars: &'a [char],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of a place that is not before the last one that was asked for.
    fn of(&mut self, at: usize) -> usize {
        let passed = self.chars.iter().take(at).skip(self.at);
        self.line += passed.filter(|c| **c == '\n').count();
        self.at = self.at.max(at);
        self.line
    }
}
