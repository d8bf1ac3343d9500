use crate::text::secret::token::{Spelling, Token};

/// More backslashes than any nesting of JSON in JSON has: such a value has no end.
const MOST_BACKSLASHES: usize = 31;

/// A quote as it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    mark: u8,
    spelling: Spelling,
}

impl Quote {
    pub(crate) fn opened_by(token: &Token) -> Option<Self> {
        let mark = token.mark()?;
        matches!(mark, b'"' | b'\'' | b'`').then_some(Self { mark, spelling: token.spelling })
    }

    /// A double or a single one, and no accent.
    pub(crate) fn is_straight(&self) -> bool {
        self.mark != b'`'
    }

    /// Whether it stands deeper in JSON in JSON.
    pub(crate) fn is_deeper_than(&self, other: &Self) -> bool {
        self.mark == other.mark && self.spelling.backslashes > other.spelling.backslashes
    }

    /// Where the value ends that this quote opened, if the token closes it.
    ///
    /// Each literal backslash of a value stands as `2 * (n + 1)` at a depth whose quotes have `n`.
    pub(crate) fn closed_by(&self, token: &Token) -> Option<usize> {
        let depth = self.spelling.backslashes;
        if token.mark() != Some(self.mark)
            || token.spelling.code != self.spelling.code
            || depth > MOST_BACKSLASHES
        {
            return None;
        }
        let more = token.spelling.backslashes.checked_sub(depth)?;
        (more % (2 * (depth + 1)) == 0).then_some(token.start + more)
    }
}
