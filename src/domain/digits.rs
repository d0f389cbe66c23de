//! Short texts that notice when they are mistyped: 59 signs, numbers of mixed radix, check signs.
//!
//! A prime number of signs makes them a field, in which the check signs of a Reed-Solomon
//! code can be reckoned. That is worth more than the few bits that 64 signs would save.

/// Letters and digits without `O`, `I` and `l`, which are read as `0`, `1` and `1`.
///
/// All of them may stand in a link, none is eaten by a chat as markup, and a double click
/// selects all of a word made of them.
const SIGNS: &[u8; 59] = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// How many signs there are.
pub const BASE: u8 = 59;

/// The check signs at the end of a text.
pub const CHECKS: usize = 5;

/// Texts up to this length can be searched for the place of a wrong sign.
const PERIOD: usize = 58;

/// The polynomial whose roots are the first to fifth power of 2, without its leading 1.
const GENERATOR: [u8; CHECKS] = [56, 1, 51, 2, 36];

/// The sign for a value below [`BASE`].
pub fn sign(value: u8) -> char {
    SIGNS.get(usize::from(value)).map_or('0', |sign| char::from(*sign))
}

/// The value of a sign; look-alikes count as what they look like.
pub fn value(sign: char) -> Option<u8> {
    let plain = match sign {
        'O' => '0',
        'I' | 'l' => '1',
        other => other,
    };
    SIGNS.iter().position(|other| char::from(*other) == plain).and_then(|at| u8::try_from(at).ok())
}

/// A text of values.
pub fn text(values: &[u8]) -> String {
    values.iter().map(|value| sign(*value)).collect()
}

/// Puts the check signs behind a text.
///
/// Any change of up to five neighbouring signs is noticed, thus every wrong sign and every
/// swap of neighbours; up to 58 signs, any five wrong ones anywhere. Of texts put together
/// at random, one in 59⁵ (2⁻²⁹) passes.
pub fn seal(values: &mut Vec<u8>) {
    let checks = remainder(values).map(|rest| minus(0, rest));
    values.extend(checks);
}

/// Whether a text ends in the check signs that belong to it.
pub fn is_whole(values: &[u8]) -> bool {
    values.len() > CHECKS
        && values.split_last_chunk::<CHECKS>().is_some_and(|(text, checks)| {
            remainder(text).iter().zip(checks).all(|(rest, check)| plus(*rest, *check) == 0)
        })
}

/// Where the one wrong sign stands, if a single one explains all that does not fit.
pub fn wrong_sign(values: &[u8]) -> Option<usize> {
    if values.len() > PERIOD {
        return None;
    }
    // A wrong sign k places before the end adds e·2^k, e·4^k, … to the values at the five roots.
    let mut root = 1;
    let sums: [u8; CHECKS] = std::array::from_fn(|_| {
        root = times(root, 2);
        values.iter().fold(0, |sum, value| plus(times(sum, root), *value))
    });
    let [first, second, ..] = sums;
    let in_ratio = sums.windows(2).all(|pair| match pair {
        [this, next] => *this != 0 && times(*next, first) == times(*this, second),
        _ => false,
    });
    let mut shifted = first;
    let from_end = (0..values.len()).find(|_| {
        let found = shifted == second;
        shifted = times(shifted, 2);
        found
    });
    from_end.filter(|_| in_ratio).map(|from_end| values.len() - 1 - from_end)
}

/// What is left of a text, with five zeros behind it, after division by the generator.
fn remainder(values: &[u8]) -> [u8; CHECKS] {
    values.iter().fold([0; CHECKS], |[lead, a, b, c, d], value| {
        let lead = plus(lead, *value);
        let [g4, g3, g2, g1, g0] = GENERATOR.map(|factor| times(lead, factor));
        [minus(a, g4), minus(b, g3), minus(c, g2), minus(d, g1), minus(0, g0)]
    })
}

fn plus(a: u8, b: u8) -> u8 {
    (a + b) % BASE
}

fn minus(a: u8, b: u8) -> u8 {
    (a + BASE - b) % BASE
}

fn times(a: u8, b: u8) -> u8 {
    (u16::from(a) * u16::from(b) % u16::from(BASE)) as u8
}

/// A number of any size, built from values of different radices.
///
/// The last value pushed is the first to be popped.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Number {
    /// Digits of base 59, the least first.
    digits: Vec<u8>,
}

impl Number {
    /// The number that those digits are, the greatest first.
    pub fn from_digits(digits: &[u8]) -> Number {
        Number { digits: digits.iter().rev().copied().collect() }
    }

    /// The digits, the greatest first; with zeros before them if there are fewer.
    pub fn to_digits(&self, width: usize) -> Vec<u8> {
        let zeros = std::iter::repeat_n(0, width.saturating_sub(self.digits.len()));
        zeros.chain(self.digits.iter().rev().copied()).collect()
    }

    /// Appends a value below a radix of at most 2⁴⁰.
    pub fn push(&mut self, value: u64, radix: u64) {
        let mut carry = value;
        for digit in &mut self.digits {
            carry += u64::from(*digit) * radix;
            *digit = (carry % u64::from(BASE)) as u8;
            carry /= u64::from(BASE);
        }
        while carry > 0 {
            self.digits.push((carry % u64::from(BASE)) as u8);
            carry /= u64::from(BASE);
        }
    }

    /// Takes the value of a radix back out.
    pub fn pop(&mut self, radix: u64) -> u64 {
        let mut rest = 0;
        for digit in self.digits.iter_mut().rev() {
            rest = rest * u64::from(BASE) + u64::from(*digit);
            *digit = (rest / radix) as u8;
            rest %= radix;
        }
        while self.digits.pop_if(|greatest| *greatest == 0).is_some() {}
        rest
    }

    /// Whether nothing is left in it.
    pub fn is_zero(&self) -> bool {
        self.digits.iter().all(|digit| *digit == 0)
    }

    /// How many digits the largest number of those radices has.
    #[cfg(test)]
    pub fn width(radices: &[u64]) -> usize {
        let mut largest = Number::default();
        radices.iter().for_each(|radix| largest.push(radix.saturating_sub(1), *radix));
        largest.digits.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(length: usize, seed: u32) -> Vec<u8> {
        let mut state = seed;
        let mut values: Vec<u8> = (0..length)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                ((state >> 16) % u32::from(BASE)) as u8
            })
            .collect();
        seal(&mut values);
        values
    }

    #[test]
    fn every_sign_has_its_own_value_and_may_stand_in_a_link() {
        for at in 0..BASE {
            assert_eq!(value(sign(at)), Some(at));
            assert!(sign(at).is_ascii_alphanumeric());
        }
        for (twin, plain) in [('O', '0'), ('I', '1'), ('l', '1')] {
            assert_eq!(value(twin), value(plain));
        }
        for other in ['-', '_', ' ', 'é', '结', '\0'] {
            assert_eq!(value(other), None);
        }
    }

    #[test]
    fn the_generator_has_the_five_roots() {
        let mut root = 1;
        for _ in 0..CHECKS {
            root = times(root, 2);
            let at_root = GENERATOR.iter().fold(1, |sum, factor| plus(times(sum, root), *factor));
            assert_eq!(at_root, 0);
        }
    }

    #[test]
    fn every_wrong_sign_and_every_swap_is_noticed_and_the_wrong_sign_is_found() {
        for length in [1, 8, 48, 53, 150] {
            let good = sealed(length, length as u32);
            assert!(is_whole(&good));
            for at in 0..good.len() {
                for wrong in (0..BASE).filter(|wrong| *wrong != good[at]) {
                    let mut bad = good.clone();
                    bad[at] = wrong;
                    assert!(!is_whole(&bad));
                    assert_eq!(wrong_sign(&bad), (bad.len() <= PERIOD).then_some(at));
                }
                if at + 1 < good.len() && good[at] != good[at + 1] {
                    let mut swapped = good.clone();
                    swapped.swap(at, at + 1);
                    assert!(!is_whole(&swapped));
                    assert_eq!(wrong_sign(&swapped), None);
                }
            }
        }
    }

    #[test]
    fn up_to_five_wrong_signs_anywhere_are_noticed() {
        let good = sealed(53, 7);
        let mut state = 1_u32;
        for _ in 0..20_000 {
            let mut bad = good.clone();
            for _ in 0..5 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                bad[(state >> 8) as usize % good.len()] = ((state >> 20) % u32::from(BASE)) as u8;
            }
            assert!(bad == good || !is_whole(&bad));
        }
    }

    #[test]
    fn values_come_back_in_reverse_from_as_few_digits_as_can_be() {
        let radices = [1 << 40, 1 << 18, 36, 10, 1, 36, 10];
        let width = Number::width(&radices);
        for pick in [0_u64, 1, 3, 9, 35, u64::MAX] {
            let values: Vec<u64> = radices.iter().map(|radix| pick.min(radix - 1)).collect();
            let mut number = Number::default();
            for (value, radix) in values.iter().zip(&radices) {
                number.push(*value, *radix);
            }
            let digits = number.to_digits(width);
            assert_eq!(digits.len(), width);
            let mut back = Number::from_digits(&digits);
            for (value, radix) in values.iter().zip(&radices).rev() {
                assert_eq!(back.pop(*radix), *value);
            }
            assert!(back.is_zero());
        }
        assert_eq!(Number::width(&[59]), 1);
        assert_eq!(Number::width(&[60]), 2);
    }
}
