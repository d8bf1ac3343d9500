pub(crate) mod delimiter;
pub(crate) mod head;
pub(crate) mod keys;
pub(crate) mod lexicon;
pub(crate) mod name;

use crate::text::secret::key::lexicon::{Use, Uses};
use crate::text::secret::key::name::{Class, Name, Suffix};
use crate::text::secret::token::letters::{self, Case, NO_LETTERS, hashed};

/// How many of the last letters are known; a name has at most `KEPT` of them.
const LETTERS: usize = 64;
const KEPT: usize = 24;

/// No name is shorter.
const SHORTEST: usize = 3;

/// In how many bytes those letters are looked for.
const BYTES: usize = 256;

/// How many words back a name may stand in a longer key.
const MOST_WORDS: usize = 8;

/// Words as the key of a value.
///
/// `secret_access-key`, `secretAccessKey`, `secret access key` and `secretaccesskey` are
/// the same letters; where a word begins is known beside them.
#[derive(Debug)]
pub(crate) struct Key {
    letters: [u8; LETTERS],
    len: usize,
    /// A bit for each letter that begins a word.
    begins: u64,
    /// Which letter begins the words that no white space parts, and where it stands.
    joined: usize,
    pub(crate) start: usize,
    /// Where all the words begin.
    pub(crate) phrase: usize,
    /// The last of the words that no white space parts, and the word before them.
    last: u32,
    before: u32,
}

impl Key {
    /// Reads the words that stand there.
    pub(crate) fn read(text: &str, start: usize, end: usize) -> Self {
        let mut key = Self {
            letters: [0; LETTERS],
            len: 0,
            begins: 0,
            joined: 0,
            start,
            phrase: start,
            last: NO_LETTERS,
            before: NO_LETTERS,
        };
        let mut last = Case::None;
        let mut capitals = 0;
        let mut has_space = false;
        let mut at = nearest(text, start, end);
        while at < end
            && let Some(letter) = letters::read(text, at)
        {
            let case = letter.case;
            at = letter.end;
            if case == Case::Nothing {
                continue;
            }
            if case == Case::None {
                has_space |= !letter.is_joint();
            } else {
                if last == Case::None {
                    key.begin_word(letter.start, has_space);
                    has_space = false;
                }
                if case == Case::Small && last == Case::Capital {
                    key.begins |= u64::from(capitals > 1) << key.len.saturating_sub(1);
                }
                let begins = case != last && !(case == Case::Small && last == Case::Capital);
                key.push(letter.byte, begins);
            }
            capitals = if case == Case::Capital { capitals + 1 } else { 0 };
            last = case;
        }
        key
    }

    /// A word begins behind a joint or, if `has_space`, behind white space.
    #[inline]
    fn begin_word(&mut self, at: usize, has_space: bool) {
        if has_space {
            self.before = self.last;
            self.joined = self.len;
            self.start = at;
        }
        self.last = NO_LETTERS;
    }

    #[inline]
    fn push(&mut self, letter: u8, begins: bool) {
        if self.len == LETTERS {
            self.forget();
        }
        if let Some(place) = self.letters.get_mut(self.len) {
            *place = letter;
        }
        self.begins |= u64::from(begins) << self.len;
        self.len += 1;
        self.last = hashed(self.last, letter);
    }

    #[cold]
    fn forget(&mut self) {
        let gone = LETTERS - KEPT;
        self.letters.copy_within(gone.., 0);
        self.begins >>= gone;
        self.joined = self.joined.saturating_sub(gone);
        self.len = KEPT;
    }

    /// The name that this key is or holds, where its value is a secret.
    pub(crate) fn name(&self) -> Option<&'static Name> {
        let mut end = self.len;
        for _ in 0..MOST_WORDS {
            let letters = self.letters.get(..end)?;
            if let Some(name) = name::at_end(letters, self.begins, self.joined) {
                return self.suffix_allows(end, name).then_some(name);
            }
            end = self.word_start(end)?;
            if end <= self.joined {
                return None;
            }
        }
        None
    }

    /// The name in `API key provided: x`, with words between that only lead to a value.
    pub(crate) fn filled_name(&self) -> Option<&'static Name> {
        let mut end = self.len;
        for _ in 0..3 {
            let start = self.word_start(end)?;
            if !lexicon::uses(self.hash_of(start, end)).has(Use::FILLER) {
                return None;
            }
            end = start;
            if let Some(name) = name::at_end(self.letters.get(..end)?, self.begins, self.joined) {
                return Some(name);
            }
        }
        None
    }

    fn hash_of(&self, start: usize, end: usize) -> u32 {
        let letters = self.letters.get(start..end).unwrap_or_default();
        letters.iter().fold(NO_LETTERS, |hash, letter| hashed(hash, *letter))
    }

    fn suffix_allows(&self, name_end: usize, name: &Name) -> bool {
        let mut end = self.len;
        while end > name_end {
            let Some(start) = self.word_start(end) else {
                return false;
            };
            let word = self.letters.get(start..end).unwrap_or_default();
            let uses = lexicon::uses(self.hash_of(start, end));
            let number = word.iter().all(u8::is_ascii_digit);
            let allowed = match name.suffix {
                Suffix::Any => !uses.has(Use::ABOUT),
                Suffix::Value => number || uses.has(Use::VALUE),
            };
            if !allowed {
                return false;
            }
            end = start;
        }
        true
    }

    /// Where the word that ends there begins.
    fn word_start(&self, end: usize) -> Option<usize> {
        let below = self.begins
            & 1_u64.checked_shl(u32::try_from(end).ok()?).map_or(u64::MAX, |bit| bit - 1);
        (below != 0).then(|| (63 - below.leading_zeros()) as usize)
    }

    /// Whether a token of a grammar is meant: "unexpected token: x".
    pub(crate) fn is_of_grammar(&self, name: &Name) -> bool {
        name.class == Class::Token && lexicon::uses(self.before).has(Use::GRAMMAR)
    }

    /// The name that stands for every parameter of a signed URL: `X-Amz-Date`.
    pub(crate) fn signed_parameter(&self) -> Option<&'static Name> {
        let letters = self.letters.get(self.joined..self.len)?;
        let signed = letters.starts_with(b"xamz") || letters.starts_with(b"xgoog");
        (signed && !letters.ends_with(b"id")).then_some(&name::SIGNED)
    }

    /// What the whole key, if it is one word, is used for.
    pub(crate) fn uses(&self) -> Uses {
        if self.is_one_word() { lexicon::uses(self.last) } else { Uses::default() }
    }

    /// Whether no name can be in it.
    pub(crate) fn is_short(&self) -> bool {
        self.len < SHORTEST
    }

    fn is_one_word(&self) -> bool {
        self.len > self.joined && self.word_start(self.len) == Some(self.joined)
    }
}

/// From where those letters are read, at a character.
fn nearest(text: &str, start: usize, end: usize) -> usize {
    let mut from = start.max(end.saturating_sub(BYTES));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from
}
