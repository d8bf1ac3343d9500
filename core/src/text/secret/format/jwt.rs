use crate::text::secret::format::vendor::begins_dashes;
use crate::text::secret::found::{Found, Place};
use crate::text::secret::token::{Kind, Token};

/// A JSON Web Token: parts of base64url with dots between, the first of them a JSON object.
#[derive(Debug, Default)]
pub(crate) struct Jwt {
    place: Option<Place>,
    start: usize,
    /// Where the header ends, once a dot has come.
    header_end: usize,
    end: usize,
    dots: usize,
}

/// How much of a header is decoded to see whether it is one.
const DECODED: usize = 24;

/// From how many characters a header is taken for one undecoded, and a second part.
const LONG_HEADER: usize = 16;
const LONG_PART: usize = 10;

impl Jwt {
    #[inline]
    pub(crate) fn is_quiet(&self) -> bool {
        self.place.is_none()
    }

    #[inline]
    pub(crate) fn read(&mut self, token: &Token, text: &str, found: &mut Found) {
        if self.place.is_some() || token.word().is_some_and(|word| word.jwt.is_some()) {
            self.step(token, text, found);
        }
    }

    fn step(&mut self, token: &Token, text: &str, found: &mut Found) {
        if let Some(place) = self.place {
            match &token.kind {
                Kind::Word(_) | Kind::Mark(b'_') => self.end = token.end,
                Kind::Mark(b'-') if !begins_dashes(text, token.start) => self.end = token.end,
                Kind::Mark(b'.') => {
                    if self.dots == 0 {
                        self.header_end = token.start;
                    }
                    self.dots += 1;
                    self.end = token.end;
                }
                _ => {
                    if self.is_token(text) {
                        found.fill(place, self.start..self.end);
                    }
                    self.place = None;
                }
            }
            return;
        }
        if let Some(start) = token.word().and_then(|word| word.jwt) {
            let place = Some(found.keep_place(start));
            *self = Self { place, start, header_end: 0, end: token.end, dots: 0 };
        }
    }

    fn is_token(&self, text: &str) -> bool {
        if self.dots == 0 {
            return false;
        }
        let header = text.get(self.start..self.header_end).unwrap_or_default();
        let begins_word = self.start == 0
            || text
                .get(..self.start)
                .is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric()));
        let is_long = header.len() >= LONG_HEADER && self.end - self.header_end > LONG_PART;
        if !header.starts_with("eyJ") {
            return is_long && self.dots > 1 && is_json(header);
        }
        is_json(header) || begins_word && is_long
    }
}

/// Whether what the base64url decodes to begins as JSON does: in printable ASCII.
fn is_json(header: &str) -> bool {
    let mut bits = 0_u32;
    let mut kept = 0;
    for byte in header.bytes().take(DECODED) {
        let Some(six) = six_bits(byte) else {
            return false;
        };
        bits = bits << 6 | six;
        kept += 6;
        if kept >= 8 {
            kept -= 8;
            let byte = bits >> kept & 0xFF;
            if !matches!(byte, 0x20..=0x7E | 0x09 | 0x0A | 0x0D) {
                return false;
            }
        }
    }
    true
}

/// What a character of base64 or base64url stands for.
pub(crate) fn six_bits(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'-' | b'+' => 62,
        b'_' | b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}
