//! The analysis of one study, whose results have to be equal to the last bit wherever it is done.

use std::fmt::Write as _;

use steelyard::domain::kano::classify::Rule;
use steelyard::domain::kano::coefficients::CutAt;
use steelyard::domain::kano::compare::compare_features;
use steelyard::domain::kano::continuous::Contradictions;
use steelyard::domain::kano::curve::curve;
use steelyard::domain::kano::segments::differences;
use steelyard::domain::kano::table::Table;
use steelyard::domain::kano::tally::count;
use steelyard::domain::kano::{FeatureAnalysis, Options, Study, analyse};

/// The fingerprint of the transfers (`reppl.rs`) by all ways of looking.
///
/// If it changes, the same answers say something else than before; or a field has another name.
pub const FINGERPRINT: u64 = 446_509_406_735_335_378;

/// The fingerprint of all that is found out about a study.
pub fn fingerprint(study: &Study) -> u64 {
    let berger = Options::default();
    let pouliot = Options { table: Table::Pouliot, rule: Rule::Grouped, ..berger };
    let ways = [
        berger,
        pouliot,
        Options { rule: Rule::NearTie, near_tie_points: 8.0, cut_at: CutAt::Mean, ..berger },
        Options { contradictions: Contradictions::Counted, segment: Some("female"), ..pouliot },
    ];
    let mut text: String = ways.iter().map(|options| of_way(study, options)).collect();
    for table in [Table::Berger, Table::Pouliot] {
        let _ = write!(text, "\n{:?}", differences(&count(study), table));
    }
    // FNV-1a.
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// All that is found out by one way of reading the answers.
fn of_way(study: &Study, options: &Options) -> String {
    let analysis = analyse(study, options);
    let of_feature = |feature: &FeatureAnalysis| {
        let chances = (feature.mode_probability(), feature.share_intervals(), feature.smallest_gap());
        let tests = (feature.sign_test(), feature.fong(), feature.more_answers());
        let compared: Vec<_> = analysis
            .features
            .iter()
            .map(|other| compare_features(study, &feature.item, &other.item, options.table, options.segment))
            .collect();
        let drawn = feature.verdict.zip(feature.coefficients).map(|(category, coefficients)| {
            (curve(category, &coefficients, 20), coefficients.ellipse().point(0.3))
        });
        format!("{chances:?} {tests:?} {compared:?} {drawn:?}")
    };
    // A number is written with as many digits as tell it from every other one.
    let mut text = format!("{analysis:?}");
    for feature in &analysis.features {
        let _ = write!(text, "\n{}", of_feature(feature));
    }
    text
}
