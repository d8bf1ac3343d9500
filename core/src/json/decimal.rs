//! Decimals as whole numbers. The standard library reads doubles with tables of 10 KB, which is too much
//! for WebAssembly, and `serde_json` may be a unit in the last place off.

use std::cmp::Ordering;

/// Where doubles no longer tell integers apart.
const MOST: u64 = 1 << 53;
/// How many digits it has.
const DIGITS: i64 = 16;

/// The integer that the nearest double equals, up to 2^53; the number is one of JSON.
pub(super) fn integer(number: &str) -> Option<i64> {
    let (sign, number) = number.strip_prefix('-').map_or((1, number), |rest| (-1, rest));
    Some(sign * i64::try_from(Decimal::read(number).map_or(Some(0), Decimal::nearest)?).ok()?)
}

/// A number greater than zero.
struct Decimal<'a> {
    whole: &'a [u8],
    fraction: &'a [u8],
    /// Where the point is, counted in digits from the first one.
    point: i64,
    /// Where the first and the last digits are that are not zero.
    first: i64,
    last: i64,
}

impl<'a> Decimal<'a> {
    /// `None` for zero.
    fn read(number: &'a str) -> Option<Self> {
        let (digits, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let (whole, fraction) = (whole.as_bytes(), fraction.as_bytes());
        let counted = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
        let is_some = |digit: &u8| *digit != b'0';
        let first = whole.iter().chain(fraction).position(is_some)?;
        let behind = fraction.iter().rev().chain(whole.iter().rev()).position(is_some)?;
        let last = whole.len() + fraction.len() - 1 - behind;
        let beyond = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
        let exponent = exponent.parse().unwrap_or(beyond);
        let point = counted(whole.len()).saturating_add(exponent);
        Some(Self { whole, fraction, point, first: counted(first), last: counted(last) })
    }

    /// The digit so many places behind the point.
    fn digit(&self, place: i64) -> u64 {
        let digit = usize::try_from(self.point.saturating_add(place)).ok().and_then(|at| {
            at.checked_sub(self.whole.len()).map_or(self.whole.get(at), |at| self.fraction.get(at))
        });
        u64::from(digit.map_or(0, |digit| digit - b'0'))
    }

    fn has_fraction(&self) -> bool {
        self.last >= self.point
    }

    fn nearest(self) -> Option<u64> {
        if self.point.saturating_sub(self.first) > DIGITS {
            return None;
        }
        let whole = (-DIGITS..0).fold(0, |whole, place| whole * 10 + self.digit(place));
        match whole {
            0 => self.nearest_to_zero(),
            // From here on doubles are two apart.
            MOST => Some(MOST),
            _ if whole > MOST => (whole == MOST + 1 && !self.has_fraction()).then_some(MOST),
            _ => {
                // Half of what lies between two doubles, as a power of two.
                let half = whole.leading_zeros() - 10;
                match (self.compare(half, false), self.compare(half, true)) {
                    (Ordering::Less, _) => Some(whole),
                    (Ordering::Equal, _) if half > 1 || whole % 2 == 0 => Some(whole),
                    (_, Ordering::Greater | Ordering::Equal) => Some(whole + 1),
                    _ => None,
                }
            }
        }
    }

    /// The least double is 2^-1074, and what is not more than half of it is zero.
    fn nearest_to_zero(&self) -> Option<u64> {
        const LEAST: i64 = 323;
        const HALF: u64 = 24_703_282_292_062_327;
        let zeros = self.first.saturating_sub(self.point);
        let leading =
            (0..17).fold(0, |found, at| found * 10 + self.digit(zeros.saturating_add(at)));
        if zeros > LEAST || zeros == LEAST && leading <= HALF {
            return Some(0);
        }
        (self.compare(54, true) != Ordering::Less).then_some(1)
    }

    /// The fraction beside 2^-`power`, or beside what that lacks to one.
    fn compare(&self, power: u32, lacking: bool) -> Ordering {
        let mut rest: u64 = 1;
        for place in 0..i64::from(power) {
            rest *= 10;
            let mut digit = rest >> power;
            rest &= (1 << power) - 1;
            if lacking {
                digit = if rest == 0 { 10 } else { 9 } - digit;
            }
            let found = self.digit(place).cmp(&digit);
            if found != Ordering::Equal {
                return found;
            }
        }
        let more = self.last >= self.point.saturating_add(i64::from(power));
        if more { Ordering::Greater } else { Ordering::Equal }
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that fails")]
mod tests {
    use super::integer;

    fn by_double(number: &str) -> Option<i64> {
        let double: f64 = number.parse().expect("a number");
        #[expect(clippy::cast_possible_truncation, reason = "integral and in range")]
        (double.fract() == 0.0 && double.abs() <= 9_007_199_254_740_992.0).then_some(double as i64)
    }

    #[test]
    fn as_doubles_have_it() {
        for number in [
            "0",
            "0.0",
            "-0.0",
            "0e5",
            "1.0",
            "-7.00e1",
            "4.001e3",
            "4001e-3",
            "0.5",
            "0.1e1",
            "1e-1",
            "7898063569304588.0",
            "1874863043184527.0",
            "943685535489000000e-6",
            "9007199254740991.0",
            "9007199254740991.5",
            "9007199254740992.5",
            "9007199254740993.0",
            "9007199254740993.01",
            "9007199254740994.0",
            "4503599627370495.5",
            "4503599627370496.5",
            "4503599627370497.5",
            "4503599627370495.25",
            "4503599627370495.75",
            "0.99999999999999994448884876874217",
            "0.9999999999999999444888487687421760603063",
            "0.99999999999999994448",
            "1e-323",
            "1e-324",
            "2.47e-324",
            "2.48e-324",
            "1e999",
            "1e-999",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "0e99999999999999999999",
            "1e15",
            "1e16",
            "123456789e-5",
            "1.0000000000000001",
            "1.0000000000000002",
            "2.0000000000000002",
            "2.0000000000000003",
        ] {
            assert_eq!(integer(number), by_double(number), "{number}");
        }
    }

    #[test]
    fn whatever_it_is() {
        let mut state: u64 = 1;
        let mut random = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut whole = 0;
        for _ in 0..300_000 {
            let digits = |random: &mut dyn FnMut(u64) -> u64, most| -> String {
                let kind = random(4);
                (0..random(most))
                    .map(|_| char::from(b'0' + [random(10), 0, 9, 5][kind as usize] as u8))
                    .collect()
            };
            let before = format!("{}{}", 1 + random(9), digits(&mut random, 18));
            let behind = format!("{}{}", digits(&mut random, 18), digits(&mut random, 12));
            let point = if behind.is_empty() { "" } else { "." };
            let exponent = ["", "e-3", "e2", "E+5", "e-17", "e-20"][random(6) as usize];
            let number = format!("{before}{point}{behind}{exponent}");
            assert_eq!(integer(&number), by_double(&number), "{number}");
            whole += u32::from(by_double(&number).is_some());
        }
        assert!(whole > 10_000, "{whole}");
    }
}
