use crate::text::secret::REDACTED;
use crate::text::secret::token::glyph::{self, Means};
use crate::text::secret::token::{Kind, Spelling, Token, Word};

/// Reads a text token by token; its position only moves forward.
pub(crate) struct Tokenizer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Small,
    Capital,
    Digit,
    Mark,
    Space,
    Line,
    Control,
    /// May begin a character that is written in another way.
    Coded,
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Mark; 256];
    let mut rest: &mut [Class] = &mut classes;
    let mut byte = 0_u8;
    while let [class, more @ ..] = rest {
        *class = class_of(byte);
        byte = byte.wrapping_add(1);
        rest = more;
    }
    classes
};

const fn class_of(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' => Class::Small,
        b'A'..=b'Z' => Class::Capital,
        b'0'..=b'9' => Class::Digit,
        b' ' | b'\t' | 0x0B | 0x0C => Class::Space,
        b'\n' | b'\r' => Class::Line,
        b'%' | b'&' | b'\\' | 0x80.. => Class::Coded,
        0..=0x1F | 0x7F => Class::Control,
        _ => Class::Mark,
    }
}

#[inline]
fn class(byte: u8) -> Class {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(Class::Coded)
}

impl<'t> Tokenizer<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, bytes: text.as_bytes(), at: 0 }
    }

    pub(crate) fn next(&mut self) -> Token {
        loop {
            let start = self.at;
            let Some(&byte) = self.bytes.get(start) else {
                return Token { kind: Kind::End, start, end: start, spelling: Spelling::default() };
            };
            match class(byte) {
                Class::Small | Class::Capital | Class::Digit => return self.word(),
                Class::Mark => return self.mark(byte),
                Class::Line => return self.plain(Kind::Line),
                Class::Control => return self.plain(Kind::Control),
                Class::Space => return self.space(),
                Class::Coded if byte == 0xE2 && self.redacted().is_some() => {
                    return self.of(Kind::Redacted, "…".len());
                }
                Class::Coded => {
                    let Some(glyph) = glyph::read(self.text, start) else {
                        return self.unread(byte);
                    };
                    let kind = match glyph.means {
                        Means::Ascii(byte) if byte.is_ascii_alphanumeric() => return self.word(),
                        Means::Ascii(byte) => Kind::Mark(byte),
                        Means::Space => Kind::Space,
                        Means::Line => Kind::Line,
                        Means::Control => Kind::Control,
                        Means::Other => Kind::Other,
                        Means::Nothing => {
                            self.at = glyph.end;
                            continue;
                        }
                    };
                    self.at = glyph.end;
                    return Token { kind, start, end: self.at, spelling: glyph.spelling };
                }
            }
        }
    }

    fn plain(&mut self, kind: Kind) -> Token {
        self.of(kind, 1)
    }

    fn of(&mut self, kind: Kind, length: usize) -> Token {
        let start = self.at;
        self.at += length;
        Token { kind, start, end: self.at, spelling: Spelling::default() }
    }

    fn mark(&mut self, byte: u8) -> Token {
        if byte == b'['
            && let Some(length) = self.redacted()
        {
            return self.of(Kind::Redacted, length);
        }
        self.plain(Kind::Mark(byte))
    }

    /// How long what redaction itself has put there is, where it is: whole, or as far as a cut left
    /// it before its `…`.
    fn redacted(&self) -> Option<usize> {
        let rest = self.bytes.get(self.at..)?;
        let same = rest.iter().zip(REDACTED.as_bytes()).take_while(|(one, other)| one == other);
        let same = same.count();
        if same == REDACTED.len() {
            return Some(same);
        }
        let cut = rest.get(same..)?.strip_prefix("…".as_bytes())?;
        let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
        let ends = !cut.first().is_some_and(goes_on);
        ends.then_some(same + "…".len())
    }

    fn space(&mut self) -> Token {
        let start = self.at;
        let rest = self.bytes.get(start..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| class(**byte) == Class::Space).count();
        Token { kind: Kind::Space, start, end: self.at, spelling: Spelling::default() }
    }

    /// A `%`, `&` or run of backslashes that begins nothing.
    fn unread(&mut self, byte: u8) -> Token {
        let start = self.at;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let run = rest.iter().take_while(|other| **other == b'\\').count();
        self.at += run.max(1);
        let spelling = Spelling { backslashes: run, ..Spelling::default() };
        Token { kind: Kind::Mark(byte), start, end: self.at, spelling }
    }

    fn word(&mut self) -> Token {
        let start = self.at;
        let mut word = Word::default();
        let mut coded = 0;
        loop {
            let at = self.at;
            let mut length = 0;
            let mut stop = Class::Mark;
            for &byte in self.bytes.get(at..).unwrap_or_default() {
                if byte.is_ascii_lowercase() {
                    length += 1;
                    continue;
                }
                match class(byte) {
                    Class::Capital => {
                        word.capitals += 1;
                        if byte == b'J' && word.jwt.is_none() && self.follows(at + length, b"ey") {
                            word.jwt = Some(at + length - 2);
                        }
                    }
                    Class::Digit => word.digits += 1,
                    class => {
                        stop = class;
                        break;
                    }
                }
                length += 1;
            }
            self.at += length;
            if stop != Class::Coded {
                break;
            }
            match self.coded_letter(&mut word) {
                Some(extra) => coded += extra,
                None => break,
            }
        }
        word.letters = self.at - start - coded;
        if word.capitals + word.digits > 0 && word.jwt.is_none() && self.begins_spaced(start) {
            word.jwt = Some(start);
        }
        Token { kind: Kind::Word(word), start, end: self.at, spelling: Spelling::default() }
    }

    /// Reads a letter that is written in another way, or a character that is as if it were
    /// not there; how many bytes it has that are no letter.
    #[cold]
    fn coded_letter(&mut self, word: &mut Word) -> Option<usize> {
        let glyph = glyph::read(self.text, self.at)?;
        let length = glyph.end - self.at;
        let extra = match glyph.means {
            Means::Nothing => length,
            Means::Ascii(byte) if byte.is_ascii_alphanumeric() => {
                word.capitals += usize::from(byte.is_ascii_uppercase());
                word.digits += usize::from(byte.is_ascii_digit());
                length - 1
            }
            _ => return None,
        };
        self.at = glyph.end;
        Some(extra)
    }

    fn follows(&self, at: usize, letters: &[u8]) -> bool {
        self.bytes.get(at.saturating_sub(letters.len())..at) == Some(letters)
    }

    /// Whether a JSON object begins there in base64, with white space behind its brace.
    fn begins_spaced(&self, at: usize) -> bool {
        let start = self.bytes.get(at..at + 3);
        matches!(start, Some(b"eyA" | b"eyB" | b"ewo" | b"ew0" | b"ewk"))
    }
}
