use crate::text::secret::found::{Found, Place};
use crate::text::secret::key::lexicon::Use;
use crate::text::secret::token::{Kind, Token};
use crate::text::secret::value::judge::{Form, Judge, Verdict};
use crate::text::secret::value::quote::Quote;
use crate::text::secret::value::unit::Unit;

/// A value in brackets, which goes with them; brackets in quotes inside do not count.
#[derive(Debug)]
pub(crate) struct Bracket {
    place: Place,
    start: usize,
    open: u8,
    close: u8,
    depth: usize,
    quote: Option<Quote>,
    judge: Judge,
    verdict: Verdict,
    unit: Unit,
    is_empty: bool,
    after_word: bool,
    has_word: bool,
}

impl Bracket {
    pub(crate) fn open(token: &Token, judge: Judge, found: &mut Found) -> Option<Self> {
        let open = token.mark()?;
        let close = match open {
            b'[' => b']',
            b'{' => b'}',
            b'(' => b')',
            b'<' => b'>',
            _ => return None,
        };
        Some(Self {
            place: found.keep_place(token.start),
            start: token.start,
            open,
            close,
            depth: 1,
            quote: None,
            judge,
            verdict: Verdict::Open,
            unit: Unit::new(),
            is_empty: true,
            after_word: false,
            has_word: false,
        })
    }

    /// `Some("x")`: the word before the bracket belongs to the value.
    pub(crate) fn begin_at(&mut self, start: usize, found: &mut Found) {
        self.start = start;
        self.place = found.keep_place(start);
        self.is_empty = false;
    }

    /// `[]` before a type, as in `[]string{"x"}`.
    pub(crate) fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// Whether nothing inside can be of interest to anybody else.
    pub(crate) fn hides(&self) -> bool {
        self.verdict == Verdict::Secret
    }

    /// Reads on; whether the value goes on.
    pub(crate) fn read(&mut self, token: &Token, text: &str, found: &mut Found) -> bool {
        let goes_on = self.step(token, text, found);
        self.is_empty &= !goes_on;
        self.after_word = matches!(token.kind, Kind::Word(_));
        goes_on && self.verdict != Verdict::Plain
    }

    fn step(&mut self, token: &Token, text: &str, found: &mut Found) -> bool {
        if token.kind.is_end() {
            if self.is_empty {
                return false;
            }
            self.finish(token.end, found);
            return false;
        }
        if let Some(quote) = self.quote {
            if quote.closed_by(token).is_some() {
                self.quote = None;
                self.settle();
            } else {
                self.hear(token, text);
            }
            return true;
        }
        match token.mark() {
            Some(b'/' | b'!') if self.is_empty && self.open == b'<' => return false,
            Some(mark) if mark == self.open => self.depth += 1,
            Some(mark) if mark == self.close => {
                self.depth -= 1;
                if self.depth == 0 {
                    if self.is_empty {
                        return false;
                    }
                    self.finish(token.end, found);
                    return false;
                }
            }
            Some(b',') => self.settle(),
            Some(_) if !self.after_word && Quote::opened_by(token).is_some() => {
                self.quote = Quote::opened_by(token);
            }
            _ => self.hear(token, text),
        }
        true
    }

    fn hear(&mut self, token: &Token, text: &str) {
        if self.verdict != Verdict::Open {
            return;
        }
        if token.is_gap() {
            self.hear_unit(false);
            return;
        }
        if token.word().is_some() && !self.has_word {
            self.has_word = true;
            if self.open == b'{'
                && crate::text::secret::key::lexicon::uses(token.hash(text)).has(Use::FAULT)
            {
                self.verdict = Verdict::Plain;
                return;
            }
        }
        if self.has_word || !matches!(token.kind, Kind::Mark(b'{' | b'[' | b'(' | b'<')) {
            self.unit.read(token, text);
        }
    }

    fn hear_unit(&mut self, is_last: bool) {
        if self.verdict == Verdict::Open && !self.unit.is_empty() {
            let is_place =
                (is_last && self.depth == 0 || self.open == b'<') && is_place(&self.unit);
            self.verdict = if is_place { Verdict::Plain } else { self.judge.hear(&self.unit) };
            self.unit = Unit::new();
        }
    }

    /// The first element has ended: if it did not tell, it is a secret.
    fn settle(&mut self) {
        self.hear_unit(false);
        if self.verdict == Verdict::Open && self.has_word {
            self.verdict = self.judge.end();
        }
    }

    fn finish(&mut self, end: usize, found: &mut Found) {
        self.hear_unit(true);
        if self.verdict == Verdict::Open {
            self.verdict = self.judge.end();
        }
        if self.verdict == Verdict::Secret {
            found.fill(self.place, self.start..end);
        }
    }
}

fn is_place(unit: &Unit) -> bool {
    unit.is_one_word() && unit.uses().has(Use::PLACE)
}

impl Bracket {
    pub(crate) fn judged(&self) -> Judge {
        self.judge
    }

    /// In brackets a sentence begins as it does after a colon.
    pub(crate) fn judge(judge: Judge) -> Judge {
        if judge.form() == Form::Assigned {
            judge
        } else {
            Judge::new(judge.name(), Form::Told).quoted()
        }
    }
}
