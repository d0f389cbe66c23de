//! The analysis of a study: every feature, by every rule, with what is not sure.

use super::Study;
use super::classify::{self, Leaders, NEAR_TIE_POINTS, Rule};
use super::coefficients::{Coefficients, Cut, CutAt};
use super::continuous::{Continuous, Contradictions, Mean};
use super::proportion::{Interval, sison_glaz};
use super::statistics::{self, Fong, MoreAnswers, SignTest};
use super::table::Table;
use super::tally::{Cells, Counts, FeatureTally, Tally, count};
use super::uncertainty::{grouped_probabilities, mode_probabilities};
use super::warning::{Warning, warnings};
use crate::domain::plan::{Id, KanoCategory, Settings};

/// Analyses a study in one go. [`counting`](super::tally::counting) and [`analyse_tally`] do it in slices.
pub fn analyse(study: &Study, options: &Options) -> Analysis {
    analyse_tally(&count(study), options)
}

/// Analyses what has been counted.
pub fn analyse_tally(tally: &Tally, options: &Options) -> Analysis {
    let group = tally.group(options.segment);
    let coefficients: Vec<Option<Coefficients>> =
        group.features.iter().map(|feature| Coefficients::of(&feature.cells.counts(options.table))).collect();
    let defined: Vec<Coefficients> = coefficients.iter().copied().flatten().collect();
    let cut = options.cut_at.cut(&defined);
    let features = tally
        .features()
        .iter()
        .zip(&group.features)
        .zip(coefficients)
        .map(|((item, feature), coefficients)| {
            let quadrant = coefficients.map(|coefficients| coefficients.quadrant(cut));
            analyse_feature(item, feature, coefficients, quadrant, options)
        })
        .collect();
    Analysis { rule: options.rule, cut, respondents: group.respondents, features }
}

/// How to analyse.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The evaluation table.
    pub table: Table,
    /// The rule that gives the verdict; the others are shown beside it.
    pub rule: Rule,
    /// Below this difference two categories are near, in percentage points of all answers.
    pub near_tie_points: f64,
    /// Where the plot of Better and Worse is cut.
    pub cut_at: CutAt,
    /// Whether questionable pairs count in the continuous means.
    pub contradictions: Contradictions,
    /// One segment only; an empty text for those without one, `None` for everybody.
    pub segment: Option<&'a str>,
}

impl Options<'_> {
    /// As a plan's settings say.
    pub fn of(settings: &Settings) -> Options<'static> {
        Options {
            table: settings.kano_table,
            rule: settings.kano_rule,
            near_tie_points: settings.kano_near_tie * 100.0,
            ..Options::default()
        }
    }
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            table: Table::Berger,
            rule: Rule::Mode,
            near_tie_points: NEAR_TIE_POINTS,
            cut_at: CutAt::default(),
            contradictions: Contradictions::default(),
            segment: None,
        }
    }
}

/// What came out of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The rule behind the verdicts.
    pub rule: Rule,
    /// Where the plot of Better and Worse is cut.
    pub cut: Cut,
    /// Respondents with at least one whole pair.
    pub respondents: u32,
    /// By feature, in the study's order.
    pub features: Vec<FeatureAnalysis>,
}

/// What came out for one feature. What is undefined is `None`, never 0.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureAnalysis {
    /// The feature's item.
    pub item: Id,
    /// Respondents by pair of answers.
    pub cells: Cells,
    /// Answers by category; their sum is n.
    pub counts: Counts,
    /// Pairs that were dropped because one half is missing.
    pub half_pairs: u32,
    /// The stated importance, 1 to 9.
    pub importance: Option<Mean>,
    /// The two most frequent categories.
    pub leaders: Option<Leaders>,
    /// The category, by the rule of the analysis.
    pub verdict: Option<KanoCategory>,
    /// What every rule and plot says.
    pub views: Views,
    /// The two largest of M, O, A, I, R, if they are near each other.
    pub close_pair: Option<(KanoCategory, KanoCategory)>,
    /// The largest share less the second, of M, O, A, I, R.
    pub category_strength: Option<f64>,
    /// The share of A, O and M.
    pub total_strength: Option<f64>,
    /// Probability of M, O, A, I, R, Q to be the most frequent category among everybody.
    pub mode_probabilities: Option<[f64; 6]>,
    /// Probability that the rule would give the same verdict if everybody could be asked;
    /// `None` where the near-tie rule has decided: it picks, it does not estimate.
    pub sureness: Option<f64>,
    /// Better and Worse.
    pub coefficients: Option<Coefficients>,
    /// The means of the continuous analysis.
    pub continuous: Option<Continuous>,
    /// What to look at before believing the verdict.
    pub warnings: Vec<Warning>,
}

impl FeatureAnalysis {
    /// Whole pairs of answers, R and Q among them.
    pub fn n(&self) -> u32 {
        self.counts.total()
    }

    /// The probability that the mode is right: that it is the most frequent among everybody.
    pub fn mode_probability(&self) -> Option<f64> {
        self.views.mode.and_then(|mode| pick(self.mode_probabilities, mode))
    }

    /// Simultaneous 95 % intervals of the six shares, computed when asked for.
    pub fn share_intervals(&self) -> Option<[Interval; 6]> {
        sison_glaz(&self.counts)
    }

    /// Whether the two most frequent categories differ.
    pub fn sign_test(&self) -> Option<SignTest> {
        self.leaders.and_then(|leaders| statistics::sign_test(leaders.first_count, leaders.second_count))
    }

    /// Fong's test of the two most frequent categories; see its warning.
    pub fn fong(&self) -> Option<Fong> {
        self.leaders.and_then(|leaders| Fong::of(leaders.first_count, leaders.second_count, leaders.n))
    }

    /// About how many more answers would separate the two most frequent categories.
    pub fn more_answers(&self) -> Option<MoreAnswers> {
        self.leaders.and_then(|leaders| {
            statistics::more_answers(leaders.first_count, leaders.second_count, leaders.n)
        })
    }

    /// The smallest difference of the two leading shares that this sample can tell from chance.
    pub fn smallest_gap(&self) -> Option<f64> {
        self.leaders.and_then(|leaders| {
            statistics::smallest_gap(leaders.first_count, leaders.second_count, leaders.n)
        })
    }
}

/// A way to look at a feature that ends in a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// [`Rule::Mode`], [`Rule::NearTie`] or [`Rule::Grouped`].
    Rule(Rule),
    /// The quadrant of Better and Worse.
    BetterWorse,
    /// The quadrant of the continuous means.
    Continuous,
}

/// What every rule and plot says about one feature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Views {
    /// The most frequent category.
    pub mode: Option<KanoCategory>,
    /// The near-tie rule.
    pub near_tie: Option<KanoCategory>,
    /// The grouped rule.
    pub grouped: Option<KanoCategory>,
    /// The quadrant of Better and Worse; it cannot say R or Q.
    pub better_worse: Option<KanoCategory>,
    /// The quadrant of the continuous means; it cannot say R or Q.
    pub continuous: Option<KanoCategory>,
}

impl Views {
    /// Each view that says something, with what it says.
    pub fn iter(&self) -> impl Iterator<Item = (View, KanoCategory)> {
        [
            (View::Rule(Rule::Mode), self.mode),
            (View::Rule(Rule::NearTie), self.near_tie),
            (View::Rule(Rule::Grouped), self.grouped),
            (View::BetterWorse, self.better_worse),
            (View::Continuous, self.continuous),
        ]
        .into_iter()
        .filter_map(|(view, category)| Some((view, category?)))
    }

    /// What a rule says.
    pub fn by(&self, rule: Rule) -> Option<KanoCategory> {
        match rule {
            Rule::Mode => self.mode,
            Rule::NearTie => self.near_tie,
            Rule::Grouped => self.grouped,
        }
    }

    /// Whether all that say something say the same.
    pub fn agree(&self) -> bool {
        let mut categories = self.iter().map(|(_, category)| category);
        let first = categories.next();
        categories.all(|category| Some(category) == first)
    }
}

fn analyse_feature(
    item: &Id,
    feature: &FeatureTally,
    coefficients: Option<Coefficients>,
    quadrant: Option<KanoCategory>,
    options: &Options,
) -> FeatureAnalysis {
    let counts = feature.cells.counts(options.table);
    let continuous = Continuous::of(&feature.cells, options.table, options.contradictions);
    let views = Views {
        mode: classify::mode(&counts),
        near_tie: classify::near_tie(&counts, options.near_tie_points),
        grouped: classify::grouped(&counts),
        better_worse: quadrant,
        continuous: continuous.map(|continuous| continuous.quadrant()),
    };
    let verdict = views.by(options.rule);
    let close_pair = classify::close_pair(&counts, options.near_tie_points);
    let mode_probabilities = mode_probabilities(&counts);
    let sureness = match options.rule {
        Rule::Mode => verdict.and_then(|verdict| pick(mode_probabilities, verdict)),
        Rule::NearTie if close_pair.is_some() => None,
        Rule::NearTie => verdict.and_then(|verdict| pick(mode_probabilities, verdict)),
        Rule::Grouped => verdict.and_then(|verdict| pick(grouped_probabilities(&counts), verdict)),
    };
    let mut analysis = FeatureAnalysis {
        item: item.clone(),
        cells: feature.cells,
        counts,
        half_pairs: feature.half_pairs,
        importance: Mean::of((1..).zip(feature.importance)),
        leaders: classify::leaders(&counts),
        verdict,
        views,
        close_pair,
        category_strength: classify::category_strength(&counts),
        total_strength: classify::total_strength(&counts),
        mode_probabilities,
        sureness,
        coefficients,
        continuous,
        warnings: Vec::new(),
    };
    analysis.warnings = warnings(&analysis);
    analysis
}

fn pick(probabilities: Option<[f64; 6]>, category: KanoCategory) -> Option<f64> {
    probabilities.and_then(|all| all.get(category as usize).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_choose_the_table_and_the_rule() {
        for table in Table::ALL {
            for rule in Rule::ALL {
                let settings = Settings { kano_table: *table, kano_rule: *rule, ..Settings::default() };
                let options = Options::of(&settings);
                assert_eq!((options.table, options.rule), (*table, *rule));
            }
        }
        assert_eq!(Options::of(&Settings::default()).near_tie_points, NEAR_TIE_POINTS);
    }

    #[test]
    fn views_that_say_nothing_do_not_disagree() {
        assert!(Views::default().agree());
        let attractive = Some(KanoCategory::Attractive);
        let views = Views { mode: attractive, grouped: attractive, ..Views::default() };
        assert!(views.agree());
        assert!(!Views { continuous: Some(KanoCategory::Indifferent), ..views }.agree());
    }
}
