use crate::text::secret::token::glyph::{self, Means};

/// A character of a key, however it is written.
#[derive(Clone, Copy)]
pub(crate) struct Letter {
    /// In small letters.
    pub(crate) byte: u8,
    pub(crate) case: Case,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// No letter and no digit.
    None,
    Small,
    Capital,
    Digit,
    /// As if it were not there.
    Nothing,
}

impl Letter {
    #[inline]
    fn plain(byte: u8, start: usize, end: usize) -> Self {
        let case = match byte {
            b'a'..=b'z' => Case::Small,
            b'A'..=b'Z' => Case::Capital,
            b'0'..=b'9' => Case::Digit,
            _ => Case::None,
        };
        Self { byte: byte.to_ascii_lowercase(), case, start, end }
    }

    /// Whether it joins the words of one key.
    pub(crate) fn is_joint(&self) -> bool {
        matches!(self.byte, b'_' | b'-' | b'.')
    }
}

/// The character that stands there.
#[inline]
pub(crate) fn read(text: &str, at: usize) -> Option<Letter> {
    let byte = *text.as_bytes().get(at)?;
    if matches!(byte, b'%' | b'&' | b'\\' | 0x80..) {
        return coded(text, at);
    }
    Some(Letter::plain(byte, at, at + 1))
}

#[cold]
fn coded(text: &str, at: usize) -> Option<Letter> {
    let Some(glyph) = glyph::read(text, at) else {
        return Some(Letter::plain(b' ', at, at + 1));
    };
    Some(match glyph.means {
        Means::Ascii(byte) => Letter::plain(byte, at, glyph.end),
        Means::Nothing => Letter { byte: b' ', case: Case::Nothing, start: at, end: glyph.end },
        _ => Letter::plain(b' ', at, glyph.end),
    })
}

/// The hash of a word of a text, as if it were in small letters.
pub(crate) fn hash_of(text: &str, start: usize, end: usize) -> u32 {
    let word = text.as_bytes().get(start..end).unwrap_or_default();
    let mut hash = NO_LETTERS;
    for byte in word {
        if !byte.is_ascii_alphanumeric() {
            return decoded_hash(text, start, end);
        }
        hash = hashed(hash, byte.to_ascii_lowercase());
    }
    hash
}

#[cold]
fn decoded_hash(text: &str, start: usize, end: usize) -> u32 {
    let mut hash = NO_LETTERS;
    let mut at = start;
    while at < end
        && let Some(letter) = read(text, at)
    {
        if !matches!(letter.case, Case::None | Case::Nothing) {
            hash = hashed(hash, letter.byte);
        }
        at = letter.end;
    }
    hash
}

pub(crate) const NO_LETTERS: u32 = 2_166_136_261;

/// The hash of a word, letter by letter.
pub(crate) const fn hashed(hash: u32, letter: u8) -> u32 {
    (hash ^ letter as u32).wrapping_mul(16_777_619)
}

/// The hash of a whole word in small letters.
pub(crate) const fn hash(word: &str) -> u32 {
    let mut rest = word.as_bytes();
    let mut hash = NO_LETTERS;
    while let [letter, more @ ..] = rest {
        hash = hashed(hash, *letter);
        rest = more;
    }
    hash
}
