/// What occurs in every text that holds a secret; found together with the phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) enum Trigger {
    /// A part of a name: a secret follows only behind a mark, or is long.
    Name,
    /// A credential may follow without more.
    Format,
}

use Trigger::{Format, Name};

/// In small letters; the shortest part that tells.
pub(in crate::text) static TRIGGERS: &[(&str, Trigger)] = &[
    ("key", Name),
    ("secret", Name),
    ("token", Name),
    ("jwt", Name),
    ("pass", Name),
    ("pw", Name),
    ("otp", Name),
    ("credential", Name),
    ("auth", Name),
    ("cookie", Name),
    ("sig", Name),
    ("assertion", Name),
    ("certificate", Name),
    ("connection", Name),
    ("connstr", Name),
    ("conn_str", Name),
    ("conn-str", Name),
    ("conn str", Name),
    ("conn.str", Name),
    ("x-amz", Name),
    ("x-goog", Name),
    ("bearer", Format),
    ("basic", Format),
    ("digest", Format),
    ("//", Format),
    ("eyj", Format),
    ("-----", Format),
    // Amazon's keys may be capitals only.
    ("akia", Format),
    ("asia", Format),
    // Letters that are written in another way may hide a name.
    ("&#", Format),
    ("\\u00", Format),
    ("\\x", Format),
    ("%25", Format),
    ("%4", Format),
    ("%5", Format),
    ("%6", Format),
    ("%7", Format),
];

/// A quick look that tells which texts cannot hold a secret.
///
/// Most failures are such sentences; reading them word by word would cost more than classifying them.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::text) struct Sieve {
    /// What may stand between a name and its value.
    has_delimiter: bool,
    /// What lies beyond ASCII, and may mean a character of it.
    has_code: bool,
    /// As many characters in a row as the shortest token has, mixed as tokens are.
    has_long: bool,
}

/// The shortest token of a vendor, and the shortest run behind a name.
const LONG: usize = 16;

impl Sieve {
    pub(in crate::text) fn of(text: &str) -> Self {
        let mut sieve = Self::default();
        let (mut length, mut seen) = (0_usize, 0_u8);
        for &byte in text.as_bytes() {
            let class = class(byte);
            if class & WORD == 0 {
                sieve.has_long |= is_long(length, seen);
                (length, seen) = (0, 0);
            } else {
                length += 1;
                seen |= class;
            }
            sieve.has_delimiter |= class & DELIMITER != 0;
            sieve.has_code |= class & CODE != 0;
        }
        sieve.has_long |= is_long(length, seen);
        sieve
    }

    /// Whether a text with these triggers may hold a secret.
    pub(in crate::text) fn lets_pass(self, has_name: bool, has_format: bool) -> bool {
        has_format || self.has_code || self.has_long || has_name && self.has_delimiter
    }
}

/// With letters of no hexadecimal number: an ID is none.
fn is_long(length: usize, seen: u8) -> bool {
    let is_mixed = seen & DIGIT != 0 || seen & CAPITAL != 0 && seen & SMALL != 0;
    length >= LONG && seen & STRANGE != 0 && is_mixed
}

/// What tokens are made of.
const WORD: u8 = 1;
const DELIMITER: u8 = 1 << 1;
const CODE: u8 = 1 << 2;
const STRANGE: u8 = 1 << 3;
const DIGIT: u8 = 1 << 4;
const CAPITAL: u8 = 1 << 5;
const SMALL: u8 = 1 << 6;

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut rest: &mut [u8] = &mut classes;
    let mut byte = 0_u8;
    while let [class, more @ ..] = rest {
        *class = class_of(byte);
        byte = byte.wrapping_add(1);
        rest = more;
    }
    classes
};

const fn class_of(byte: u8) -> u8 {
    match byte {
        0x80.. => CODE,
        b'"' | b'\'' | b'`' | b':' | b'(' | b'[' | b'<' | b'{' | b',' | b'%' | b'&' | b'\\' => {
            DELIMITER
        }
        b'=' => WORD | DELIMITER,
        b'_' | b'-' | b'.' | b'~' | b'+' | b'/' | b'$' => WORD,
        b'0'..=b'9' => WORD | DIGIT,
        b'A'..=b'F' => WORD | CAPITAL,
        b'G'..=b'Z' => WORD | CAPITAL | STRANGE,
        b'a'..=b'f' => WORD | SMALL,
        b'g'..=b'z' => WORD | SMALL | STRANGE,
        _ => 0,
    }
}

#[inline]
fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(CODE)
}
