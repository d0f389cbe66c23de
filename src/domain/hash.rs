//! Numbers that stand for texts: the same on every machine, and in every later version.

/// A number that depends on every byte of some texts and on where each ends (FNV-1a, mixed).
pub fn hash<'a>(texts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for text in texts {
        // No UTF-8 has this byte, so no two lists of texts are the same bytes.
        for byte in text.bytes().chain([0xff]) {
            sum = (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    mix(sum)
}

/// Spreads a number over all bits (the finish of SplitMix64).
pub fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
