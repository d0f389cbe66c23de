//! An analysis in sentences, in every language.

use super::analysis::{FeatureAnalysis, View};
use super::classify::Rule;
use super::coefficients::CutAt;
use super::compare::Comparison;
use super::proportion::wilson;
use super::segments::SegmentDifference;
use super::statistics::{Fong, MoreAnswers, SIGNIFICANT};
use super::study::MOST_RESPONDENTS;
use super::warning::{FEW_ANSWERS, VERY_FEW_ANSWERS, Warning};
use crate::domain::number::{display, group, percent};
use crate::domain::plan::KanoCategory;
use crate::domain::text::{Lang, kano_analysis as words};

/// What the feature is, how many say so, what that means, and how sure it is.
pub fn sentence(feature: &FeatureAnalysis, rule: Rule, lang: Lang) -> String {
    let n = feature.n();
    let (Some(category), Some(leaders)) = (feature.verdict, feature.leaders) else {
        return words::no_answers(lang).to_owned();
    };
    let share = percent(feature.counts.share(category).unwrap_or(0.0), 0);
    let mut parts = vec![words::verdict(
        lang,
        category.label(lang),
        &share,
        &words::answers(lang, n),
        meaning(category, lang),
    )];
    if category != leaders.first {
        let most = percent(feature.counts.share(leaders.first).unwrap_or(0.0), 0);
        parts.push(words::by_rule(lang, rule.label(lang), leaders.first.label(lang), &most));
    }
    parts.extend(feature.sureness.map(|sureness| words::sure(lang, &chance(sureness, lang))));
    if n < VERY_FEW_ANSWERS {
        parts.push(words::very_few_answers(lang, &words::answers(lang, n)));
    } else if n < FEW_ANSWERS {
        parts.push(words::few_answers(lang, FEW_ANSWERS));
    }
    join(lang, &parts)
}

/// What a category means for people.
pub fn meaning(category: KanoCategory, lang: Lang) -> &'static str {
    match category {
        KanoCategory::MustBe => words::meaning_must_be(lang),
        KanoCategory::OneDimensional => words::meaning_one_dimensional(lang),
        KanoCategory::Attractive => words::meaning_attractive(lang),
        KanoCategory::Indifferent => words::meaning_indifferent(lang),
        KanoCategory::Reverse => words::meaning_reverse(lang),
        KanoCategory::Questionable => words::meaning_questionable(lang),
    }
}

/// What this sample can tell and what it cannot; empty without answers.
pub fn sample(feature: &FeatureAnalysis, lang: Lang) -> String {
    let Some(leaders) = feature.leaders else { return String::new() };
    let mut parts = Vec::new();
    if let (Some(interval), Some(gap)) = (wilson(leaders.first_count, leaders.n), feature.smallest_gap()) {
        parts.push(words::can_tell(
            lang,
            &words::answers(lang, leaders.n),
            leaders.first.label(lang),
            &percent(interval.low, 0),
            &percent(interval.high, 0),
            &display(libm::ceil(gap * 100.0), 0),
        ));
    }
    let (first, second) = (leaders.first.label(lang), leaders.second.label(lang));
    parts.push(match feature.more_answers() {
        None => words::exact_tie(lang, first, second),
        Some(MoreAnswers { for_even_chance: 0, .. }) => words::separated(lang, first, second),
        Some(more) if more.for_even_chance > MOST_RESPONDENTS as u64 => {
            words::never_separated(lang, first, second)
        }
        Some(more) => words::more_answers(
            lang,
            first,
            second,
            &group(about(more.for_even_chance)),
            &group(about(more.for_four_in_five)),
        ),
    });
    join(lang, &parts)
}

/// What the sign test says about the two leading categories.
pub fn sign_test(feature: &FeatureAnalysis, lang: Lang) -> Option<String> {
    let (leaders, test) = (feature.leaders?, feature.sign_test()?);
    let (first, second) = (leaders.first.label(lang), leaders.second.label(lang));
    let (first_count, second_count) =
        (group(leaders.first_count as usize), group(leaders.second_count as usize));
    let p = p_value(test.p);
    Some(if test.p < SIGNIFICANT {
        words::sign_test_differs(lang, first, &first_count, second, &second_count, &p)
    } else {
        words::sign_test_does_not(lang, first, &first_count, second, &second_count, &p)
    })
}

/// What Fong's test says, with its weakness.
pub fn fong(test: &Fong, lang: Lang) -> String {
    let (difference, bound) = (group(test.difference as usize), display(test.bound, 1));
    let result = if test.is_significant() {
        words::fong_significant(lang, &difference, &bound)
    } else {
        words::fong_not_significant(lang, &difference, &bound)
    };
    join(lang, &[result, words::fong_weakness(lang).to_owned()])
}

/// A warning as a sentence.
pub fn warning(warning: &Warning, feature: &FeatureAnalysis, lang: Lang) -> String {
    match warning {
        Warning::NoAnswers => words::no_answers(lang).to_owned(),
        Warning::VeryFewAnswers => words::very_few_answers(lang, &words::answers(lang, feature.n())),
        Warning::FewAnswers => words::few_answers(lang, FEW_ANSWERS),
        Warning::Tie(categories) => words::tie(lang, &list(categories.iter().copied(), lang)),
        Warning::NearTie(first, second) => words::near_tie(lang, first.label(lang), second.label(lang)),
        Warning::RulesDisagree => words::rules_disagree(lang, &who_says_what(feature, lang)),
        Warning::Questionable(share) => words::questionable_alarm(lang, &percent(*share, 0)),
        Warning::Reverse(share) => words::reverse_alarm(lang, &percent(*share, 0)),
        Warning::NoCoefficients => words::no_coefficients(lang).to_owned(),
        Warning::HalfPairs(pairs) => words::half_pairs(lang, *pairs),
    }
}

/// The word of a rule or plot.
pub fn view(view: View, lang: Lang) -> &'static str {
    match view {
        View::Rule(rule) => rule.label(lang),
        View::BetterWorse => words::view_better_worse(lang),
        View::Continuous => words::view_continuous(lang),
    }
}

/// Where the plot is cut, in one sentence.
pub fn cut(at: CutAt, lang: Lang) -> &'static str {
    match at {
        CutAt::Half => words::cut_half(lang),
        CutAt::Mean => words::cut_mean(lang),
    }
}

/// Whether the segments differ about a feature, as far as `features` tests can tell.
pub fn segments(difference: &SegmentDifference, features: usize, lang: Lang) -> String {
    match difference.adjusted_p {
        None => words::segments_unknown(lang).to_owned(),
        Some(p) if difference.is_carried() => words::segments_differ(lang, &p_value(p), features),
        Some(p) => words::segments_alike(lang, &p_value(p), features),
    }
}

/// Which of two features has the larger Better and Worse, with the probability.
pub fn comparison(found: &Comparison, first: &str, second: &str, lang: Lang) -> String {
    let one = |is_larger: Option<f64>, coefficient: &str| match is_larger {
        None => words::never_varies(lang, coefficient),
        Some(p) if p >= 0.5 => words::is_larger(lang, coefficient, first, second, &chance(p, lang)),
        Some(p) => words::is_larger(lang, coefficient, second, first, &chance(1.0 - p, lang)),
    };
    let parts = [
        one(found.better.is_larger, words::better(lang)),
        one(found.worse.is_larger, words::worse_size(lang)),
    ];
    join(lang, &parts)
}

/// A probability in whole percent, never “0 %” or “100 %”: no sample is that sure.
pub fn chance(probability: f64, lang: Lang) -> String {
    if probability > 0.99 {
        words::over_99(lang).to_owned()
    } else if probability < 0.01 {
        words::under_1(lang).to_owned()
    } else {
        percent(probability, 0)
    }
}

fn p_value(p: f64) -> String {
    if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {p:.3}") }
}

/// Two digits that matter: what is estimated from guesses is not exact to one answer.
fn about(answers: u64) -> usize {
    let mut scale = 1;
    while answers / scale >= 100 {
        scale *= 10;
    }
    (answers.div_ceil(scale) * scale) as usize
}

fn who_says_what(feature: &FeatureAnalysis, lang: Lang) -> String {
    let one =
        |(what, category): (View, KanoCategory)| words::says(lang, view(what, lang), category.label(lang));
    feature.views.iter().map(one).collect::<Vec<_>>().join(words::semicolon(lang))
}

fn list(categories: impl Iterator<Item = KanoCategory>, lang: Lang) -> String {
    categories.map(|category| category.label(lang)).collect::<Vec<_>>().join(words::comma(lang))
}

/// Sentences in a row.
fn join(lang: Lang, sentences: &[String]) -> String {
    sentences.join(words::between_sentences(lang))
}
