//! The results of a Kano analysis as CSV, exactly as `formats.md` lays it down: UTF-8 with
//! a byte order mark, RFC 4180, CRLF, headers in the reader's language.
//!
//! What is undefined is an empty cell, never 0. Worse is negative. Intervals are 95 %.

use super::csv::cell;
use crate::domain::kano::{Analysis, FeatureAnalysis};
use crate::domain::number::plain;
use crate::domain::plan::{Id, KanoCategory};
use crate::domain::text::{Lang, kano_analysis as words};

/// Decimals of shares, coefficients and means: more than any sample can tell.
const DECIMALS: usize = 6;

/// Writes the results, one line per feature; `title` names a feature by its item.
pub fn kano_results_csv(analysis: &Analysis, title: &dyn Fn(&Id) -> String, lang: Lang) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    for cells in kano_results_lines(analysis, title, lang) {
        line(&mut text, &cells);
    }
    text.into_bytes()
}

/// The lines of the table of results, its header first: one per feature.
pub fn kano_results_lines(
    analysis: &Analysis,
    title: &dyn Fn(&Id) -> String,
    lang: Lang,
) -> Vec<Vec<String>> {
    let features = analysis.features.iter().map(|feature| cells(feature, title(&feature.item)));
    std::iter::once(headers(lang)).chain(features).collect()
}

fn headers(lang: Lang) -> Vec<String> {
    let counts = KanoCategory::ALL.iter().map(|category| category.file_name());
    let rest = [
        words::column_mode,
        words::column_grouped,
        words::column_mode_probability,
        words::column_better,
        words::column_better_low,
        words::column_better_high,
        words::column_worse,
        words::column_worse_low,
        words::column_worse_high,
        words::column_category_strength,
        words::column_total_strength,
        words::column_mean_functional,
        words::column_mean_dysfunctional,
        words::column_mean_importance,
    ];
    let first = [words::column_feature(lang), "N"].into_iter();
    first.chain(counts).chain(rest.map(|word| word(lang))).map(str::to_owned).collect()
}

fn cells(feature: &FeatureAnalysis, title: String) -> Vec<String> {
    let number = |value: Option<f64>| value.map(|value| plain(value, DECIMALS)).unwrap_or_default();
    let letter = |category: Option<KanoCategory>| {
        category.map(|category| category.file_name().to_owned()).unwrap_or_default()
    };
    let (coefficients, continuous) = (feature.coefficients, feature.continuous);
    let mut cells = vec![title, feature.n().to_string()];
    cells.extend(feature.counts.iter().map(|(_, count)| count.to_string()));
    cells.extend([
        letter(feature.views.mode),
        letter(feature.views.grouped),
        number(feature.mode_probability()),
        number(coefficients.map(|found| found.better)),
        number(coefficients.map(|found| found.better_interval.low)),
        number(coefficients.map(|found| found.better_interval.high)),
        number(coefficients.map(|found| found.worse)),
        number(coefficients.map(|found| found.worse_interval.low)),
        number(coefficients.map(|found| found.worse_interval.high)),
        number(feature.category_strength),
        number(feature.total_strength),
        number(continuous.map(|found| found.functional.mean)),
        number(continuous.map(|found| found.dysfunctional.mean)),
        number(feature.importance.map(|importance| importance.mean)),
    ]);
    cells
}

fn line(text: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|text| cell(text, ',')).collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}
