//! One fixed simulation, whose results have to be equal to the last bit wherever it runs.

use steelyard::domain::uncertainty::{Asked, Entry, Formula, Quantity, Request};

/// The fingerprints of the simulations over estimates, over the need share, and over both.
///
/// If they change, people with the same plan see other figures than before.
pub const FINGERPRINTS: [u64; 3] =
    [2_407_118_668_779_199_075, 14_519_745_674_952_849_458, 11_489_278_132_202_801_016];

/// A simulation of 40 items over ranges of all kinds.
pub fn over_estimates() -> Request {
    let inputs =
        [("reach", 1e12), ("impact", 1e12), ("confidence", 1.0), ("effort", 1e12)].map(|(key, most)| Asked {
            key: key.to_owned(),
            sheet: "rice".to_owned(),
            least: f64::MIN_POSITIVE,
            most,
        });
    let item = |at: u32| {
        let likely = 1_000.0 / f64::from(at + 1);
        let range = |low: f64, likely: f64, high: f64| Quantity { low, likely, high, assumed: false };
        let inputs = vec![
            range(likely / f64::from(1 + at % 4), likely, likely * 1.3),
            Quantity::single(f64::from(1 + at % 3)),
            range(0.3, 0.8, 1.0),
            range(1.0, 2.0, 2.0 + f64::from(at % 5)),
        ];
        entry(at, inputs)
    };
    let formula = Formula::Framework("rice".to_owned());
    Request {
        seed: 1,
        draws: 2_003,
        formula,
        inputs: inputs.to_vec(),
        items: (0..40).map(item).collect(),
        unscored: 0,
    }
}

/// A simulation of 12 items over the need share.
pub fn over_need_share() -> Request {
    let inputs = ["need", "goal"].map(|key| Asked {
        key: key.to_owned(),
        sheet: String::new(),
        least: 0.0,
        most: 1.0,
    });
    let item = |at: u32| {
        let worth = [f64::from(at * 7 % 12) / 12.0, f64::from(at * 5 % 12) / 12.0];
        entry(at, worth.map(Quantity::single).to_vec())
    };
    let formula = Formula::NeedShare { low: 0.2, plain: 0.5, high: 0.9 };
    Request {
        seed: 7,
        draws: 2_003,
        formula,
        inputs: inputs.to_vec(),
        items: (0..12).map(item).collect(),
        unscored: 0,
    }
}

/// A simulation of 12 items over the need share and the ranges of their work.
pub fn over_both() -> Request {
    let mut request = over_need_share();
    let work =
        Asked { key: "effort".to_owned(), sheet: "rice".to_owned(), least: f64::MIN_POSITIVE, most: 1e12 };
    request.inputs.push(work);
    for (at, item) in (0_u32..).zip(&mut request.items) {
        let likely = f64::from(1 + at % 5);
        item.inputs.push(Quantity { low: likely / 2.0, likely, high: likely * 1.7, assumed: false });
    }
    request
}

fn entry(at: u32, inputs: Vec<Quantity>) -> Entry {
    Entry { id: format!("i{at}"), rank: at + 1, usual: at + 1, inputs }
}
