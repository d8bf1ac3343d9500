use std::ops::Range;

/// The spellings of a quote: plain, in a URL, in HTML.
const SPELLINGS: &[&str] = &["\"", "'", "%22", "%27", "&quot;", "&#34;", "&#39;"];

/// More backslashes than any nesting of JSON in JSON has: such a value has no end.
const MOST_BACKSLASHES: usize = 31;

/// A quote with the backslashes before it, which tell how deep in JSON in JSON it stands.
pub(super) struct Quote {
    spelling: &'static str,
    backslashes: usize,
}

impl Quote {
    /// The quote that begins at the start of the bytes.
    pub(super) fn at_start(bytes: &[u8]) -> Option<Self> {
        let backslashes = bytes.iter().take_while(|byte| **byte == b'\\').count();
        let rest = bytes.get(backslashes..)?;
        let spelling = SPELLINGS.iter().find(|spelling| begins(rest, spelling))?;
        Some(Self { spelling, backslashes })
    }

    /// Its length in bytes.
    pub(super) fn len(&self) -> usize {
        self.backslashes + self.spelling.len()
    }

    /// Where the value that this quote opens stands: up to the same quote unescaped, or the end.
    pub(super) fn value(&self, bytes: &[u8], from: usize) -> Range<usize> {
        let first = self.spelling.as_bytes().first();
        let mut backslashes = 0;
        let rest = bytes.get(from..).unwrap_or_default();
        for (at, byte) in rest.iter().enumerate() {
            if *byte == b'\\' {
                backslashes += 1;
                continue;
            }
            if Some(byte) == first && self.is_closed_after(backslashes) {
                let here = rest.get(at..).unwrap_or_default();
                if begins(here, self.spelling) {
                    return from..from + at - self.backslashes;
                }
            }
            backslashes = 0;
        }
        from..bytes.len()
    }

    /// Each literal backslash of a value stands as `2 * (n + 1)` at a depth whose quotes have `n`.
    fn is_closed_after(&self, backslashes: usize) -> bool {
        self.backslashes <= MOST_BACKSLASHES
            && backslashes
                .checked_sub(self.backslashes)
                .is_some_and(|more| more % (2 * (self.backslashes + 1)) == 0)
    }
}

/// Whether the bytes begin with that ASCII text, in any case.
pub(super) fn begins(bytes: &[u8], text: &str) -> bool {
    bytes.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text.as_bytes()))
}
