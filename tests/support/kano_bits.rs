//! The analysis of one study, whose results have to be equal to the last bit wherever it is done.

use std::fmt::Write as _;

use steelyard::domain::kano::compare::compare_features;
use steelyard::domain::kano::table::Table;
use steelyard::domain::kano::{FeatureAnalysis, Options, Study, analyse};

/// The fingerprint of the transfers (`reppl.rs`) by all ways of looking.
///
/// If it changes, the same answers say something else than before; or a field has another name.
pub const FINGERPRINT: u64 = 6_692_655_922_711_585_461;

/// The fingerprint of all that is found out about a study.
pub fn fingerprint(study: &Study) -> u64 {
    let analysis = analyse(study, &Options::default());
    let of_feature = |feature: &FeatureAnalysis| {
        let chances = (feature.mode_probability(), feature.share_intervals(), feature.smallest_gap());
        let tests = (feature.sign_test(), feature.fong(), feature.more_answers());
        let compared: Vec<_> = analysis
            .features
            .iter()
            .map(|other| compare_features(study, &feature.item, &other.item, Table::Berger, None))
            .collect();
        format!("{chances:?} {tests:?} {compared:?}")
    };
    // A number is written with as many digits as tell it from every other one.
    let mut text = format!("{analysis:?}");
    for feature in &analysis.features {
        let _ = write!(text, "\n{}", of_feature(feature));
    }
    // FNV-1a.
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
