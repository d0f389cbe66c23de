//! Numbers that look random and are the same everywhere.
//!
//! The generator is counter-based: a number depends on the seed, on what it is drawn for
//! and on which draw it is, and on nothing that was drawn before. So two people see the
//! same figures, a simulation can stop and go on, and an item more changes the draws of
//! no other item. Only `+ - * /`, bits and `libm` are used, so host and WASM agree to the
//! last bit.

use std::rc::Rc;

/// Draws that one call of the generator serves.
pub const LANES: usize = 8;

/// Philox4x32-10: four words for a counter and a key.
///
/// J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC 2011; tested with the known answers of its library Random123.
#[inline(always)]
pub fn philox(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let [mut a, mut b, mut c, mut d] = counter;
    let [mut first, mut second] = key;
    for _ in 0..10 {
        let left = u64::from(a) * 0xD251_1F53;
        let right = u64::from(c) * 0xCD9E_8D57;
        (a, b, c, d) =
            ((right >> 32) as u32 ^ b ^ first, right as u32, (left >> 32) as u32 ^ d ^ second, left as u32);
        first = first.wrapping_add(0x9E37_79B9);
        second = second.wrapping_add(0xBB67_AE85);
    }
    [a, b, c, d]
}

/// The name of a sequence of numbers: of whose what.
pub fn stream(owner: &str, what: &str) -> u64 {
    // FNV-1a over both texts with a byte between them that is in no text, then the
    // finaliser of MurmurHash3, because FNV leaves the high bits of short texts alike.
    let bytes = owner.bytes().chain([0xff]).chain(what.bytes());
    let sum = bytes.fold(FNV_START, fnv);
    let sum = (sum ^ (sum >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let sum = (sum ^ (sum >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    sum ^ (sum >> 33)
}

/// Where an FNV-1a hash starts.
pub const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// One byte more in an FNV-1a hash.
pub fn fnv(sum: u64, byte: u8) -> u64 {
    (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Sixteen random bits for each of the [`LANES`] draws of a block.
#[inline(always)]
pub fn lanes(seed: u64, stream: u64, block: u32) -> [u16; LANES] {
    // The last word tells these numbers from any other use of the same seed, some day.
    let counter = [block, stream as u32, (stream >> 32) as u32, 0];
    let [a, b, c, d] = philox(counter, [seed as u32, (seed >> 32) as u32]);
    let (low, high) = (|word: u32| word as u16, |word: u32| (word >> 16) as u16);
    [low(a), high(a), low(b), high(b), low(c), high(c), low(d), high(d)]
}

/// Sixteen bits as the middle of one of 65,536 equal parts of 0 to 1.
pub fn uniform(bits: u16) -> f64 {
    (f64::from(bits) + 0.5) / 65_536.0
}

/// The distances from the median of 65,536 equally probable normal deviates.
///
/// A deviate is one of these, up or down by another bit. Taking the middles of 65,536 equal
/// parts instead of all numbers moves no probability by more than 1/65,536, three hundred
/// times less than the chance error of ten thousand draws, and spares the inverse of the
/// normal distribution in every draw.
#[derive(Clone)]
pub struct Normals(Rc<[f64; DISTANCES]>);

/// One for each two of the 65,536 parts.
const DISTANCES: usize = 32_768;

impl std::fmt::Debug for Normals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Normals")
    }
}

impl Normals {
    /// The table; it is made once.
    pub fn get() -> Normals {
        thread_local!(static TABLE: Rc<[f64; DISTANCES]> = {
            let quantile = |part: u32| normal_quantile(0.5 + (f64::from(part) + 0.5) / 65_536.0);
            let table: Rc<[f64]> = (0..DISTANCES as u32).map(quantile).collect();
            // It has as many as it was made with.
            table.try_into().unwrap_or_else(|_| Rc::new([0.0; DISTANCES]))
        });
        Normals(TABLE.with(Rc::clone))
    }

    /// A deviate, in units of `above` upwards or of `below` downwards, both 0 or more; see
    /// [`units`].
    #[inline(always)]
    pub fn deviate(&self, bits: u16, units: [f64; 2]) -> f64 {
        let distance = self.0.get(usize::from(bits >> 1)).copied().unwrap_or_default();
        // A look into a table: which side it is cannot be foreseen, and a processor that waits
        // for it in every other draw is slow.
        units.get(usize::from(bits & 1)).copied().unwrap_or_default() * distance
    }

    /// The largest distance from the median.
    pub fn furthest(&self) -> f64 {
        self.0.last().copied().unwrap_or_default()
    }
}

/// What a deviate is counted in: `above` upwards of the median, `below` downwards.
pub fn units(below: f64, above: f64) -> [f64; 2] {
    [above, -below]
}

/// The standard normal deviate below which a share `p` in 0.5..1 lies.
///
/// M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution",
/// Applied Statistics 37 (1988) 477, PPND16, without its part for tails beyond 1e-11.
// The coefficients are as they were printed.
#[allow(clippy::excessive_precision)]
fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * series(
            r,
            [
                2.509_080_928_730_122_672_7e3,
                3.343_057_558_358_812_810_5e4,
                6.726_577_092_700_870_085_3e4,
                4.592_195_393_154_987_145_7e4,
                1.373_169_376_550_946_112_5e4,
                1.971_590_950_306_551_442_7e3,
                1.331_416_678_917_843_774_5e2,
                3.387_132_872_796_366_608_0,
            ],
        ) / series(
            r,
            [
                5.226_495_278_852_854_561_0e3,
                2.872_908_573_572_194_267_4e4,
                3.930_789_580_009_271_061_0e4,
                2.121_379_430_158_659_586_7e4,
                5.394_196_021_424_751_107_7e3,
                6.871_870_074_920_579_083_0e2,
                4.231_333_070_160_091_125_2e1,
                1.0,
            ],
        );
    }
    let r = libm::sqrt(-libm::log(1.0 - p)) - 1.6;
    series(
        r,
        [
            7.745_450_142_783_414_076_40e-4,
            2.272_384_498_926_918_458_33e-2,
            2.417_807_251_774_506_117_70e-1,
            1.270_458_252_452_368_382_58,
            3.647_848_324_763_204_605_04,
            5.769_497_221_460_691_405_50,
            4.630_337_846_156_545_295_90,
            1.423_437_110_749_683_577_34,
        ],
    ) / series(
        r,
        [
            1.050_750_071_644_416_843_24e-9,
            5.475_938_084_995_344_946_00e-4,
            1.519_866_656_361_645_719_66e-2,
            1.481_039_764_274_800_745_90e-1,
            6.897_673_349_851_000_045_50e-1,
            1.676_384_830_183_803_849_40,
            2.053_191_626_637_758_821_87,
            1.0,
        ],
    )
}

/// A polynomial by Horner's rule, the highest power first.
fn series(x: f64, coefficients: [f64; 8]) -> f64 {
    coefficients.into_iter().fold(0.0, |sum, next| sum * x + next)
}

/// e to the power of `x`, for `x` in -[`Exp::MOST`]..=[`Exp::MOST`]; its relative error is below 1e-13.
///
/// A simulation takes millions of these, and `libm::exp` is several times slower. 2^(k/64)
/// comes from a table, what is left is below 0.0055 and takes five terms of the series.
#[derive(Clone, Debug)]
pub struct Exp(Rc<[f64]>);

impl Exp {
    /// The function; its table is made once.
    pub fn get() -> Exp {
        thread_local!(static TABLE: Rc<[f64]> = (0..64).map(|part| libm::exp2(f64::from(part) / 64.0)).collect());
        Exp(TABLE.with(Rc::clone))
    }

    /// The largest power there is; beyond it the bits of the exponent would run over.
    pub const MOST: f64 = 700.0;

    /// e to the power of `x`.
    pub fn of(&self, x: f64) -> f64 {
        // ln 2 / 64 in two parts; the first has so few digits that k times it is exact.
        #[allow(clippy::excessive_precision)]
        const HIGH: f64 = 0.693_147_180_369_123_816_490 / 64.0;
        #[allow(clippy::excessive_precision)]
        const LOW: f64 = 1.908_214_929_270_587_700_02e-10 / 64.0;
        let k = (x * (64.0 / std::f64::consts::LN_2) + if x < 0.0 { -0.5 } else { 0.5 }) as i32;
        let rest = (x - f64::from(k) * HIGH) - f64::from(k) * LOW;
        let series = 1.0 + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0))));
        let part = self.0.get((k & 63) as usize).copied().unwrap_or(1.0);
        // The exponent stands in the bits of a number from the 52nd on.
        let power = f64::from_bits((i64::from((k >> 6) + 1_023) as u64) << 52);
        series * part * power
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_the_known_answers_of_random123() {
        for (counter, key, expected) in [
            ([0; 4], [0; 2], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
            ([u32::MAX; 4], [u32::MAX; 2], [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ] {
            assert_eq!(philox(counter, key), expected);
        }
    }

    #[test]
    fn streams_have_names_that_do_not_run_into_each_other() {
        let names = [("i1", "reach"), ("i1r", "each"), ("i1", "impact"), ("i2", "reach"), ("", "i1reach")];
        for (at, a) in names.iter().enumerate() {
            for b in &names[at + 1..] {
                let (a, b) = (stream(a.0, a.1), stream(b.0, b.1));
                assert!(a != b && lanes(1, a, 0) != lanes(1, b, 0));
            }
        }
    }

    #[test]
    fn deviates_are_even_on_both_sides_and_end_beyond_four() {
        let normals = Normals::get();
        assert_eq!(2.0 * normals.deviate(6, units(3.0, 1.0)), -normals.deviate(7, units(2.0, 5.0)));
        assert!(normals.furthest() > 4.3 && normals.furthest() < 4.4);
        assert!((normal_quantile(0.95) - 1.644_853_626_951_472_2).abs() < 1e-15);
        assert!((normal_quantile(0.999) - 3.090_232_306_167_813).abs() < 1e-14);
    }

    #[test]
    fn powers_are_close_to_those_of_libm() {
        let exp = Exp::get();
        let mut largest: f64 = 0.0;
        for step in -70_000..=70_000 {
            let x = f64::from(step) / 100.0 + f64::from(step % 7) * 1e-3;
            let x = x.clamp(-700.0, 700.0);
            largest = largest.max((exp.of(x) / libm::exp(x) - 1.0).abs());
        }
        assert!(largest < 1e-13, "{largest}");
        assert_eq!(exp.of(0.0), 1.0);
    }
}
