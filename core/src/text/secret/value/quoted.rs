use std::ops::Range;

use crate::text::secret::found::{Found, Place};
use crate::text::secret::token::Token;
use crate::text::secret::value::judge::{Judge, Verdict};
use crate::text::secret::value::quote::Quote;
use crate::text::secret::value::unit::Unit;

/// A value in quotes.
#[derive(Debug)]
pub(crate) struct Quoted {
    place: Place,
    quote: Quote,
    judge: Judge,
    verdict: Verdict,
    unit: Unit,
    start: usize,
    value_end: usize,
    /// Only looked at: whether it is a secret is told by what follows.
    is_held: bool,
    /// Where the closing quote ended; the same quote right behind it goes on (`'it''s'`, `"""`).
    closed: Option<usize>,
}

impl Quoted {
    pub(crate) fn open(quote: Quote, start: usize, judge: Judge, found: &mut Found) -> Self {
        Self {
            place: found.keep_place(start),
            quote,
            judge: judge.quoted(),
            verdict: Verdict::Open,
            unit: Unit::new(),
            start,
            value_end: start,
            is_held: false,
            closed: None,
        }
    }

    pub(crate) fn held(self) -> Self {
        Self { is_held: true, ..self }
    }

    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// Whether nothing inside can be of interest to anybody else.
    pub(crate) fn hides(&self) -> bool {
        self.verdict == Verdict::Secret && self.closed.is_none() && !self.is_held
    }

    /// Reads on; whether the value goes on.
    pub(crate) fn read(&mut self, token: &Token, text: &str, found: &mut Found) -> bool {
        if let Some(end) = self.closed {
            let again = Quote::opened_by(token) == Some(self.quote) && token.start == end;
            self.closed = None;
            return again;
        }
        if let Some(end) = self.quote.closed_by(token) {
            self.end(end, found);
            self.closed = Some(token.end);
            return self.verdict != Verdict::Plain;
        }
        if token.kind.is_end() {
            self.end(token.end, found);
            return false;
        }
        if self.verdict == Verdict::Open {
            if token.is_gap() {
                self.hear();
            } else {
                self.unit.read(token, text);
            }
        }
        self.verdict != Verdict::Plain
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.is_some()
    }

    /// Where it stands, if it has ended and would be a secret.
    pub(crate) fn range(&self) -> Option<Range<usize>> {
        (self.verdict == Verdict::Secret).then_some(self.start..self.value_end)
    }

    fn hear(&mut self) {
        if !self.unit.is_empty() {
            self.verdict = self.judge.hear(&self.unit);
            self.unit = Unit::new();
        }
    }

    fn end(&mut self, end: usize, found: &mut Found) {
        if self.verdict == Verdict::Open {
            self.hear();
        }
        let is_empty = self.start == end;
        if self.verdict == Verdict::Open && !is_empty {
            self.verdict = self.judge.end();
        }
        self.value_end = end;
        if self.verdict == Verdict::Secret && !self.is_held {
            found.fill(self.place, self.start..end);
        }
    }
}
