use std::ops::Range;

use crate::text::secret::key::Key;
use crate::text::secret::token::{Kind, Token};

/// Where the words stand that were read last and could be a key.
#[derive(Debug)]
pub(crate) struct Keys {
    start: usize,
    /// The last word.
    word: usize,
    end: usize,
    gap: Gap,
    /// Where the last dash ended: two of them are no joint.
    joint: usize,
}

/// What stands between the last word and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// Nothing, or a `_`, `-` or `.`.
    Joint,
    Space,
    Break,
}

impl Keys {
    pub(crate) fn new() -> Self {
        Self { start: 0, word: 0, end: 0, gap: Gap::Break, joint: 0 }
    }

    #[inline(always)]
    pub(crate) fn read(&mut self, token: &Token) {
        self.gap = match token.kind {
            Kind::Word(_) => {
                if self.gap == Gap::Break {
                    self.start = token.start;
                }
                self.word = token.start;
                self.end = token.end;
                Gap::Joint
            }
            Kind::Mark(b'-') if self.gap == Gap::Joint && self.joint == token.start => Gap::Break,
            Kind::Mark(mark @ (b'_' | b'-' | b'.')) if self.gap == Gap::Joint => {
                if mark == b'-' {
                    self.joint = token.end;
                }
                Gap::Joint
            }
            Kind::Space | Kind::Line | Kind::Control if self.gap != Gap::Break => Gap::Space,
            _ => Gap::Break,
        };
    }

    /// The next word begins another key.
    pub(crate) fn break_off(&mut self) {
        self.gap = Gap::Break;
    }

    /// The word that has been read last, if it ended there.
    #[inline]
    pub(crate) fn word_before(&self, at: usize) -> Option<Range<usize>> {
        (self.end == at && at > 0).then_some(self.word..self.end)
    }

    /// The word that has been read last.
    pub(crate) fn word(&self) -> Range<usize> {
        self.word..self.end
    }

    /// Where the key stands that has been read last.
    pub(crate) fn place(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The words as a key. What stands before them was looked at before, if at all,
    /// so that all keys together cost one more look at the text.
    pub(crate) fn key(&self, text: &str) -> Key {
        Key::read(text, self.start, self.end)
    }
}
