use std::ops::Range;

use crate::text::secret::format::mixture::Mixture;
use crate::text::secret::found::Found;
use crate::text::secret::key::lexicon::{self, Use};
use crate::text::secret::token::letters::{hash, hash_of};
use crate::text::secret::token::{Kind, Token};

/// From how many characters a run is looked at: behind a name without a delimiter.
const LONG_AFTER_NAME: usize = 20;

/// How much text before a run is looked at.
const BEFORE: usize = 48;

/// How many characters there may be between a name and a run.
const BETWEEN: usize = 6;

/// More joints in a row end a run: `-----BEGIN`.
const MOST_JOINTS: usize = 3;

/// A run of characters as tokens have them, without a name or a format of their own.
#[derive(Debug, Default)]
pub(crate) struct Run {
    start: usize,
    end: usize,
}

impl Run {
    #[inline(always)]
    pub(crate) fn read(&mut self, token: &Token, text: &str, found: &mut Found) {
        match &token.kind {
            Kind::Word(_) => {
                if self.end == 0 {
                    self.start = token.start;
                }
                self.end = token.end;
            }
            Kind::Mark(b'-' | b'_' | b'~' | b'/' | b'+') if token.end - self.end <= MOST_JOINTS => {
            }
            _ => {
                if self.end - self.start >= LONG_AFTER_NAME {
                    self.finish(text, found);
                }
                self.forget();
            }
        }
    }

    /// What is hidden by somebody else is no run.
    #[inline]
    pub(crate) fn forget(&mut self) {
        self.start = 0;
        self.end = 0;
    }

    /// Looks at a run once, when it has ended.
    #[inline(never)]
    fn finish(&self, text: &str, found: &mut Found) {
        let run = text.get(self.start..self.end).unwrap_or_default();
        let mixture = Mixture::of(run);
        let before = Before::of(text, self.start);
        if mixture.is_secret() {
            if !before.is_identifier(text, found) {
                found.add(self.start..self.end);
            }
        } else if mixture.may_have_secret_part() && !before.is_identifier(text, found) {
            let mut start = self.start;
            for part in run.split(['/', '+']) {
                if Mixture::of(part).is_secret() {
                    found.add(start..start + part.len());
                }
                start += part.len() + 1;
            }
        } else if mixture.is_secret_after_name() && before.leads(text) {
            found.add(self.start..self.end);
        }
    }
}

/// What stands before a run: a word, the one before it, and what is between it and the run.
struct Before<'t> {
    word: Range<usize>,
    earlier: Range<usize>,
    between: &'t str,
}

impl<'t> Before<'t> {
    fn of(text: &'t str, start: usize) -> Self {
        let word = last_word(text, start);
        let between = text.get(word.end..start).unwrap_or_default();
        Self { earlier: last_word(text, word.start), word, between }
    }

    /// Whether a name whose value is no secret stands right before the run.
    fn is_identifier(&self, text: &str, found: &Found) -> bool {
        let word = text.get(self.word.clone()).unwrap_or_default();
        if self.between.is_empty() || self.between.len() > BETWEEN || word.is_empty() {
            return false;
        }
        if found.holds(self.word.start) {
            return false;
        }
        let uses = lexicon::uses(hash_of(text, self.word.start, self.word.end));
        if uses.has(Use::IDENTIFIER) || word.ends_with("Id") || word.ends_with("ID") {
            let is_near = |c| matches!(c, ' ' | ':' | '=' | '"' | '\'' | '#' | '(' | '[' | '\\');
            return self.between.chars().all(is_near);
        }
        let tied = self.between.contains([':', '=']) && !word.eq_ignore_ascii_case("invalid");
        tied && ["id", "ray", "trace"].iter().any(|end| ends_with(word, end))
    }

    /// Whether a name stands before the run, one space between.
    fn leads(&self, text: &str) -> bool {
        if self.between != " " {
            return false;
        }
        let hash_at = |word: &Range<usize>| hash_of(text, word.start, word.end);
        let word = hash_at(&self.word);
        let is_key = word == hash("key") && lexicon::uses(hash_at(&self.earlier)).has(Use::OF_KEY);
        is_key || lexicon::uses(word).has(Use::LEADS)
    }
}

/// The last word that ends before `end`, or nothing there.
fn last_word(text: &str, end: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let near = bytes.get(end.saturating_sub(BEFORE)..end).unwrap_or_default();
    let gap = near.iter().rev().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
    let word = near.iter().rev().skip(gap).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    end - gap - word..end - gap
}

fn ends_with(word: &str, end: &str) -> bool {
    let start = word.len().checked_sub(end.len());
    start.and_then(|start| word.get(start..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
}
