use crate::text::secret::found::{Found, Place};
use crate::text::secret::key::name::Name;
use crate::text::secret::token::{Kind, Token};
use crate::text::secret::value::judge::{Form, Judge, Verdict};
use crate::text::secret::value::unit::Unit;

/// The text of an element whose name is one.
#[derive(Debug)]
pub(crate) struct Content {
    place: Place,
    start: usize,
    end: usize,
    /// The last word of the element.
    pub(crate) word: u32,
    pub(crate) judge: Judge,
    verdict: Verdict,
    unit: Unit,
    units: usize,
    pub(crate) is_blank: bool,
    /// In `<![CDATA[`, and the brackets that may close it.
    pub(crate) brackets: Option<usize>,
}

impl Content {
    pub(crate) fn open(start: usize, word: u32, name: &'static Name, found: &mut Found) -> Self {
        Self {
            place: found.keep_place(start),
            start,
            end: start,
            word,
            judge: Judge::new(name, Form::Told).quoted(),
            verdict: Verdict::Open,
            unit: Unit::new(),
            units: 0,
            is_blank: true,
            brackets: None,
        }
    }

    pub(crate) fn begin_section(&mut self, start: usize, found: &mut Found) {
        self.place = found.keep_place(start);
        self.start = start;
        self.end = start;
        self.brackets = Some(0);
    }

    pub(crate) fn read(&mut self, token: &Token, text: &str) {
        if token.is_gap() {
            self.hear();
            return;
        }
        self.is_blank = false;
        self.end = token.end;
        self.unit.read(token, text);
    }

    /// Reads in a CDATA section; whether it has ended.
    pub(crate) fn section(&mut self, token: &Token, text: &str, found: &mut Found) -> bool {
        let brackets = self.brackets.unwrap_or_default();
        match token.kind {
            Kind::Mark(b'>') if brackets > 1 => {
                self.settle(found);
                return true;
            }
            Kind::End => {
                self.settle(found);
                return true;
            }
            Kind::Mark(b']') => self.brackets = Some(brackets + 1),
            _ => {
                self.brackets = Some(0);
                self.read(token, text);
            }
        }
        false
    }

    pub(crate) fn hear(&mut self) {
        if !self.unit.is_empty() {
            self.units += 1;
            if self.verdict == Verdict::Open {
                self.verdict = self.judge.hear(&self.unit);
            }
        }
        self.unit = Unit::new();
    }

    pub(crate) fn settle(&mut self, found: &mut Found) {
        self.hear();
        if self.verdict == Verdict::Open && !self.is_blank {
            self.verdict = self.judge.end();
        }
        if self.verdict == Verdict::Secret {
            found.fill(self.place, self.start..self.end);
        }
    }

    pub(crate) fn close(mut self, found: &mut Found) {
        self.settle(found);
    }

    /// The text ends before the element does: only what looks like a secret is one.
    pub(crate) fn cut(mut self, found: &mut Found) {
        self.hear();
        if self.verdict == Verdict::Secret && self.units == 1 {
            found.fill(self.place, self.start..self.end);
        }
    }
}
