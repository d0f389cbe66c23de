//! What the Kano study says, and how much its answers can tell; without a study, the categories
//! that items have been given.

use super::facts::{Facts, name};
use super::{Block, Column, Table};
use crate::domain::kano::analysis::{Analysis, FeatureAnalysis, Options, analyse};
use crate::domain::kano::coefficients::CutAt;
use crate::domain::kano::statistics::SIGNIFICANT;
use crate::domain::kano::warning::{FEW_ANSWERS, VERY_FEW_ANSWERS};
use crate::domain::kano::{mark, plots, verdict};
use crate::domain::number::{display, group};
use crate::domain::picture::fixed;
use crate::domain::plan::{Id, Item, KanoCategory};
use crate::domain::text::{
    certainty, fields, kano_analysis, kano_page as words, kano_survey, one_line, report, tradeoff,
};

/// The width of the picture in pixels.
const WIDTH: f64 = 960.0;

/// Rows of a table.
const MOST_ROWS: usize = 200;

/// The plot, the table and what the sample can tell; nothing without answers and categories.
pub(super) fn blocks(facts: &Facts) -> Vec<Block> {
    let plan = facts.plan;
    let study = || analyse(&plan.kano, &Options::of(&plan.settings));
    let analysis = (!plan.kano.respondents.is_empty()).then(study);
    match analysis.filter(|analysis| analysis.respondents > 0) {
        Some(analysis) => of_study(facts, &analysis),
        None => of_marks(facts),
    }
}

fn of_study(facts: &Facts, analysis: &Analysis) -> Vec<Block> {
    let lang = facts.lang;
    let mut blocks = vec![Block::Text(sample(facts, analysis))];
    if analysis.features.iter().any(|feature| feature.coefficients.is_some()) {
        let title = |id: &Id| title(facts, id);
        let picture = plots::better_worse(analysis, CutAt::default(), &title, WIDTH, lang);
        blocks.push(Block::Picture(picture));
        let how = [words::better_worse_help(lang), verdict::cut(CutAt::default(), lang)];
        blocks.push(Block::Note(how.join(kano_analysis::between_sentences(lang))));
    }
    blocks.push(Block::Table(results(facts, analysis)));
    blocks.extend(first_rows(facts, analysis.features.len()));
    let rule = report::by_formula(lang, words::rule(lang), analysis.rule.label(lang));
    blocks.push(Block::Note(
        [rule.as_str(), report::mode_probability_help(lang)].join(tradeoff::between_sentences(lang)),
    ));
    blocks
}

/// How many answered, and what so many answers can tell and what they cannot.
fn sample(facts: &Facts, analysis: &Analysis) -> String {
    let lang = facts.lang;
    let (features, n) = (&analysis.features, analysis.respondents);
    let mut parts =
        vec![format!("{}{}", kano_survey::respondents(lang, n as usize), report::full_stop(lang))];
    if n < VERY_FEW_ANSWERS {
        parts.push(kano_analysis::very_few_answers(lang, &kano_analysis::answers(lang, n)));
    } else if n < FEW_ANSWERS {
        parts.push(kano_analysis::few_answers(lang, FEW_ANSWERS));
    }
    let gaps = || features.iter().filter_map(FeatureAnalysis::smallest_gap);
    let points = |gap: f64| display(libm::ceil(gap * 100.0).min(100.0), 0);
    let (low, high) = (points(gaps().fold(1.0, f64::min)), points(gaps().fold(0.0, f64::max)));
    if gaps().next().is_some() {
        parts.push(if low == high { words::one_gap(lang, &low) } else { words::gap(lang, &low, &high) });
    }
    let separated =
        features.iter().filter_map(FeatureAnalysis::sign_test).filter(|test| test.p < SIGNIFICANT);
    parts.push(words::separated(lang, separated.count(), features.len()));
    parts.join(kano_analysis::between_sentences(lang))
}

fn results(facts: &Facts, analysis: &Analysis) -> Table {
    let lang = facts.lang;
    // The mode has a column of its own where the rule says something else.
    let differs = analysis.features.iter().any(|feature| feature.verdict != feature.views.mode);
    let columns = [
        (true, words::feature(lang), false),
        (true, words::verdict(lang), false),
        (true, words::answers(lang), true),
        (differs, kano_analysis::column_mode(lang), false),
        (true, kano_analysis::column_mode_probability(lang), true),
        (true, kano_analysis::column_better(lang), true),
        (true, kano_analysis::column_worse(lang), true),
    ];
    let unknown = || report::unknown(lang).to_owned();
    let category = |found: Option<KanoCategory>| {
        found.map_or_else(unknown, |kano| format!("{} {}", kano.file_name(), kano.label(lang)))
    };
    let row = |feature: &FeatureAnalysis| {
        let probability = feature.mode_probability().map(|chance| verdict::chance(chance, lang));
        let cells = [
            title(facts, &feature.item),
            category(feature.verdict),
            group(feature.n() as usize),
            category(feature.views.mode),
            probability.unwrap_or_else(unknown),
            feature.coefficients.map_or_else(unknown, |found| fixed(found.better)),
            feature.coefficients.map_or_else(unknown, |found| fixed(found.worse)),
        ];
        let kept = columns.iter().zip(cells).filter(|((is_shown, ..), _)| *is_shown);
        kept.map(|(_, cell)| cell).collect()
    };
    Table {
        caption: words::results(lang).to_owned(),
        rows: analysis.features.iter().take(MOST_ROWS).map(row).collect(),
        columns: columns
            .iter()
            .filter(|(is_shown, ..)| *is_shown)
            .map(|(_, label, is_number)| Column { label: (*label).to_owned(), is_number: *is_number })
            .collect(),
    }
}

/// What a feature is called; its item may be gone.
fn title(facts: &Facts, id: &Id) -> String {
    let mut items = facts.plan.items.iter().chain(&facts.plan.bin);
    let item = items.find(|item| item.id == *id);
    item.map_or_else(|| words::deleted_for_good(facts.lang).to_owned(), |item| name(item, facts.lang))
}

/// The categories of items, in the order of the categories and of the plan.
fn of_marks(facts: &Facts) -> Vec<Block> {
    let (plan, lang) = (facts.plan, facts.lang);
    let of = |category: KanoCategory| {
        let is_it = move |item: &&Item| item.kano.as_ref().is_some_and(|mark| mark.category == category);
        plan.items.iter().map(|item| &**item).filter(is_it)
    };
    let marked: Vec<&Item> = KanoCategory::ALL.iter().flat_map(|category| of(*category)).collect();
    if marked.is_empty() {
        return Vec::new();
    }
    let marks = || marked.iter().filter_map(|item| item.kano.as_ref());
    let all_by_hand = marks().all(|mark| mark.is_manual());
    let row = |item: &&Item| {
        let about = item.kano.as_ref();
        let kano = about.map(|mark| format!("{} {}", mark.category.file_name(), mark.category.label(lang)));
        let mut cells = vec![one_line(&item.key), name(item, lang), kano.unwrap_or_default()];
        if !all_by_hand {
            cells.push(about.map(|found| one_line(&mark::sentence(found, lang))).unwrap_or_default());
        }
        cells
    };
    let mut labels = vec![fields::key(lang), certainty::column_item(lang), words::verdict(lang)];
    if !all_by_hand {
        labels.push(fields::source(lang));
    }
    let table = Table {
        caption: report::categories(lang).to_owned(),
        columns: labels
            .into_iter()
            .map(|label| Column { label: label.to_owned(), is_number: false })
            .collect(),
        rows: marked.iter().take(MOST_ROWS).map(row).collect(),
    };
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(first_rows(facts, marked.len()));
    if all_by_hand {
        // Where a survey asks about items, its answers may be in another copy.
        let sentence = if plan.kano.features.is_empty() { report::by_hand } else { report::by_hand_here };
        blocks.push(Block::Note(sentence(lang).to_owned()));
    }
    blocks
}

fn first_rows(facts: &Facts, count: usize) -> Option<Block> {
    (count > MOST_ROWS).then(|| Block::Note(tradeoff::first_rows(facts.lang, MOST_ROWS, count)))
}
