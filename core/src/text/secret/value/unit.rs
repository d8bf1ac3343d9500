mod look;
mod marks;

use crate::text::secret::key::lexicon::{self, Use, Uses};
use crate::text::secret::token::letters::{NO_LETTERS, hash};
use crate::text::secret::token::{Kind, Token, Word};

pub(crate) use look::Look;
use marks::Marks;

/// What stands between two white spaces of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    words: u32,
    digits: u32,
    letters: u32,
    first: u32,
    last: u32,
    uses: Uses,
    is_plain: bool,
    is_number: bool,
    is_small: bool,
    lead: u8,
    inner: Marks,
    pending: Marks,
    hyphens: u32,
    slashes: u32,
    others: u32,
    symbols: u32,
    stars: u32,
    after_equals: bool,
    /// Whether it begins with the same mark twice.
    is_doubled: bool,
    has_redacted: bool,
}

impl Unit {
    pub(crate) fn new() -> Self {
        Self {
            words: 0,
            digits: 0,
            letters: 0,
            first: NO_LETTERS,
            last: NO_LETTERS,
            uses: Uses::default(),
            is_plain: true,
            is_number: true,
            is_small: true,
            lead: 0,
            inner: Marks::default(),
            pending: Marks::default(),
            hyphens: 0,
            slashes: 0,
            others: 0,
            symbols: 0,
            stars: 0,
            after_equals: false,
            is_doubled: false,
            has_redacted: false,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words == 0 && self.others == 0 && self.symbols == 0
    }

    pub(crate) fn read(&mut self, token: &Token, text: &str) {
        match &token.kind {
            Kind::Word(word) => self.word(token, word, text),
            Kind::Mark(mark) => self.mark(*mark),
            Kind::Other => self.others += 1,
            Kind::Redacted => {
                self.has_redacted = true;
                self.symbols += 1;
            }
            _ => {}
        }
    }

    fn word(&mut self, token: &Token, word: &Word, text: &str) {
        let hash = token.hash(text);
        if self.words == 0 {
            self.first = hash;
        } else {
            self.inner.0 |= self.pending.0;
            self.after_equals |= self.pending.has(Marks::EQUALS);
        }
        self.pending = Marks::default();
        self.last = hash;
        self.words += 1;
        self.letters = self.letters.saturating_add(small(word.letters));
        self.digits = self.digits.saturating_add(small(word.digits));
        let uses = lexicon::uses(hash);
        self.uses.add(uses);
        if ends_like_diagnosis(token, word, text) {
            self.uses.add(Uses::one(Use::BY_END));
        }
        let first = text.as_bytes().get(token.start).copied().unwrap_or_default();
        self.is_plain &= word.is_plain() || uses.has(Use::LITERAL);
        self.is_number &= word.is_number(first);
        self.is_small &= word.capitals == 0;
    }

    fn mark(&mut self, mark: u8) {
        if self.words == 0 && self.symbols == 0 {
            self.lead = mark;
        }
        self.is_doubled |= self.words == 0 && self.symbols == 1 && self.lead == mark;
        self.symbols += 1;
        self.stars += u32::from(matches!(mark, b'*' | b'.' | b'-' | b'_'));
        self.hyphens += u32::from(mark == b'-');
        self.slashes += u32::from(mark == b'/' || mark == b'\\');
        self.pending.0 |= Marks::of(mark).0;
    }

    pub(crate) fn first_uses(&self) -> Uses {
        lexicon::uses(self.first)
    }

    pub(crate) fn uses(&self) -> Uses {
        self.uses
    }

    /// One word and nothing but perhaps punctuation behind it.
    pub(crate) fn is_one_word(&self) -> bool {
        self.words == 1 && self.lead == 0 && self.others == 0
    }

    /// `user:` in "token: user: not known".
    pub(crate) fn ends_in_colon(&self) -> bool {
        self.pending.has(Marks::COLON)
    }

    /// `realm=` before a quote.
    pub(crate) fn ends_in_equals(&self) -> bool {
        self.pending.has(Marks::EQUALS) && self.is_plain
    }

    /// `sha256:…`
    pub(crate) fn has_colon(&self) -> bool {
        self.inner.has(Marks::COLON)
    }

    /// Few words for its length, as nobody writes them.
    pub(crate) fn is_compact(&self) -> bool {
        self.words * 8 <= self.letters
    }

    pub(crate) fn letters(&self) -> u32 {
        self.letters
    }

    pub(crate) fn has_both(&self) -> bool {
        self.digits > 0 && self.digits < self.letters
    }

    /// Whether it begins with that quote.
    pub(crate) fn leads_with(&self, mark: u8) -> bool {
        self.lead == mark
    }

    pub(crate) fn lead_with(&mut self, mark: u8) {
        self.mark(mark);
    }

    /// `b`, `@`: what stands before a string in some languages.
    pub(crate) fn is_quote_prefix(&self) -> bool {
        let word = self.is_one_word() && self.symbols == 0 && PREFIXES.contains(&self.first);
        let mark = self.words == 0 && self.others == 0 && self.symbols == 1;
        word || mark && matches!(self.lead, b'@' | b'$' | b'&')
    }

    /// `Some` in `Some("x")`.
    pub(crate) fn is_wrapper(&self) -> bool {
        self.is_one_word() && self.is_plain && self.symbols == 0
    }

    /// Likewise, as types are written: with a capital.
    pub(crate) fn is_type(&self) -> bool {
        self.is_wrapper() && !self.is_small
    }

    /// `|` or `>-` before the lines of a YAML scalar.
    pub(crate) fn is_block_indicator(&self) -> bool {
        matches!(self.lead, b'|' | b'>')
            && self.others == 0
            && self.symbols <= 2
            && self.letters <= 1
            && self.digits == self.letters
    }

    pub(crate) fn is_scheme_of_two(&self) -> bool {
        SCHEMES.contains(&self.first)
    }
}

/// What stands before a string in Python, Rust, C and others.
const PREFIXES: [u32; 8] =
    [hash("b"), hash("u"), hash("r"), hash("f"), hash("l"), hash("n"), hash("br"), hash("rb")];

/// Schemes whose word belongs to the value that they begin.
const SCHEMES: [u32; 1] = [hash("bearer")];

/// Words that end in "-ed", "-ing", "-able" and the like tell of something.
fn ends_like_diagnosis(token: &Token, word: &Word, text: &str) -> bool {
    const ENDS: [&[u8]; 6] = [b"ed", b"ing", b"able", b"ible", b"tion", b"ly"];
    let word_text = text.as_bytes().get(token.start..token.end).unwrap_or_default();
    let ends_in = |end: &&[u8]| {
        let start = word_text.len().saturating_sub(end.len());
        word_text.get(start..).is_some_and(|last| last.eq_ignore_ascii_case(end))
    };
    word.letters >= 6 && word.digits == 0 && ENDS.iter().any(ends_in)
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
