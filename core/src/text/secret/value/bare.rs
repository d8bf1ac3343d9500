mod line;
mod word;

use crate::text::secret::format::basic;
use crate::text::secret::format::pem::Pem;
use crate::text::secret::found::{Found, Place};
use crate::text::secret::token::{Kind, Token};
use crate::text::secret::value::judge::{Form, Judge, Verdict};
use crate::text::secret::value::quote::Quote;
use crate::text::secret::value::unit::{Look, Unit};

/// A value without quotes or brackets.
#[derive(Debug)]
pub(crate) struct Bare {
    place: Place,
    start: usize,
    /// Behind the last character of it, and of its first unit.
    end: usize,
    first_end: usize,
    scope: Scope,
    context: Context,
    judge: Judge,
    verdict: Verdict,
    unit: Unit,
    units: usize,
    pause: Pause,
    /// As it was before an `&`.
    unit_before: Unit,
    follows_word: bool,
}

/// How far it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Word,
    /// A scheme and the word behind it.
    TwoWords,
    /// To the end of the line.
    Line,
    /// Over all lines that are indented.
    Block,
}

/// What is known of the place where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context {
    pub(crate) level: u8,
    pub(crate) is_query: bool,
    /// Control characters around the delimiter end the value too.
    pub(crate) has_control: bool,
    pub(crate) indent: usize,
    pub(crate) enclosed_by: Option<Quote>,
}

/// What the next token decides.
#[derive(Clone, Copy, Debug)]
enum Pause {
    None,
    /// An `&` that ends the value if a name and `=` follow, and whether letters have come.
    Ampersand(usize, bool),
    /// An apostrophe that ends it if no word follows.
    Apostrophe(usize),
    /// The enclosing quote, that ends it if an end follows.
    Quote(usize),
    /// A line end that ends it if the next line is not indented more.
    Line(usize),
    /// `Some(`, which a quote makes a wrapper.
    Opened(Token),
    /// `string(12`, behind which a value in quotes may stand, and whether it has closed.
    Length(bool),
}

/// What has become of it.
pub(crate) enum Progress {
    GoesOn,
    Ends,
    /// It was only what stands before a quote: `b"x"`.
    Quote,
    /// Likewise, before a bracket, which may have been read: `Some("x")`.
    Wrapped(usize, Token),
}

impl Bare {
    pub(crate) fn open(
        start: usize,
        scope: Scope,
        judge: Judge,
        context: Context,
        found: &mut Found,
    ) -> Self {
        Self {
            place: found.keep_place(start),
            start,
            end: start,
            first_end: start,
            scope,
            context,
            judge,
            verdict: Verdict::Open,
            unit: Unit::new(),
            units: 0,
            pause: Pause::None,
            unit_before: Unit::new(),
            follows_word: false,
        }
    }

    pub(crate) fn judge(&self) -> Judge {
        self.judge
    }

    pub(crate) fn lead_with_colon(&mut self) {
        self.unit.lead_with(b':');
    }

    /// Whether nothing inside can be of interest to anybody else.
    pub(crate) fn hides(&self) -> bool {
        self.verdict == Verdict::Secret
            && matches!(self.scope, Scope::Line | Scope::Block)
            && !matches!(self.pause, Pause::Line(_))
    }

    /// Whether a scheme inside is its own: `authorization=Bearer x`.
    pub(crate) fn takes_scheme(&self) -> bool {
        self.scope != Scope::Word
    }

    /// Another value begins inside: this one ends there, or has that inside too.
    pub(crate) fn cut(&mut self, at: usize, found: &mut Found, text: &str) -> Progress {
        if matches!(self.scope, Scope::Line | Scope::Block) {
            self.verdict = self.judge.end();
            return if self.verdict == Verdict::Secret { Progress::GoesOn } else { Progress::Ends };
        }
        if self.units > 0 {
            self.unit = Unit::new();
        } else {
            self.end = at;
            // In `a:b:c` no sentence has begun.
            self.judge = Judge::new(self.judge.name(), Form::Assigned);
        }
        self.finish(found, text)
    }

    pub(crate) fn read(&mut self, token: &Token, found: &mut Found, text: &str) -> Progress {
        if let Some(progress) = self.resume(token, found, text) {
            return progress;
        }
        if token.is_mark(b'-') && Pem::begins_at(text, token.start) {
            return self.finish(found, text);
        }
        let progress = match self.scope {
            Scope::Line | Scope::Block => self.line(token, found, text),
            Scope::Word | Scope::TwoWords => self.word(token, found, text),
        };
        self.follows_word = token.word().is_some();
        progress
    }

    /// Decides what was left to this token; `None` where the value goes on with it.
    fn resume(&mut self, token: &Token, found: &mut Found, text: &str) -> Option<Progress> {
        match std::mem::replace(&mut self.pause, Pause::None) {
            Pause::None => None,
            Pause::Ampersand(at, has_word) => match token.kind {
                Kind::Word(_) => {
                    self.pause = Pause::Ampersand(at, true);
                    None
                }
                Kind::Mark(b'_' | b'-' | b'.' | b'[' | b']') if has_word => {
                    self.pause = Pause::Ampersand(at, true);
                    self.end = token.end;
                    Some(Progress::GoesOn)
                }
                Kind::Mark(b'=') if has_word => {
                    self.end = at;
                    self.unit = self.unit_before;
                    Some(self.finish(found, text))
                }
                _ => None,
            },
            Pause::Apostrophe(_) if matches!(token.kind, Kind::Word(_)) => None,
            Pause::Apostrophe(at) => {
                self.end = at;
                Some(self.finish(found, text))
            }
            Pause::Quote(at) => {
                let ends = token.is_gap()
                    || matches!(
                        token.kind,
                        Kind::End | Kind::Mark(b',' | b'}' | b']' | b')' | b'>')
                    );
                if !ends {
                    return None;
                }
                self.end = at;
                Some(self.finish(found, text))
            }
            Pause::Line(indent) => self.after_line(indent, token, found, text),
            Pause::Opened(_) if token.word().is_some_and(|word| word.digits == word.letters) => {
                self.pause = Pause::Length(false);
                Some(Progress::GoesOn)
            }
            Pause::Length(false) if token.is_mark(b')') => {
                self.pause = Pause::Length(true);
                Some(Progress::GoesOn)
            }
            Pause::Length(true) if token.is_gap() => {
                self.pause = Pause::Length(true);
                Some(Progress::GoesOn)
            }
            Pause::Length(true) if Quote::opened_by(token).is_some() => Some(Progress::Quote),
            Pause::Length(_) => Some(self.finish(found, text)),
            Pause::Opened(bracket) => {
                if Quote::opened_by(token).is_some() {
                    return Some(Progress::Wrapped(self.start, bracket));
                }
                Some(self.finish(found, text))
            }
        }
    }

    fn hear(&mut self, text: &str) {
        if self.unit.is_empty() {
            return;
        }
        if self.units == 0 {
            self.first_end = self.end;
            let is_assigned = self.judge.form() == Form::Assigned;
            if is_assigned && self.scope == Scope::Word && self.unit.is_scheme_of_two() {
                self.scope = Scope::TwoWords;
            } else if self.scope == Scope::TwoWords && self.unit.look() == Look::Strong {
                self.scope = Scope::Word;
            }
        }
        self.units += 1;
        if self.verdict == Verdict::Open {
            self.verdict = self.judge.hear(&self.unit);
            if self.judge.has_scheme() && self.scope == Scope::Word {
                self.scope = Scope::TwoWords;
            }
        }
        if self.judge.form() == Form::Basic && self.verdict == Verdict::Secret {
            let value = text.get(self.start..self.first_end).unwrap_or_default();
            if !basic::is_credential(value) {
                self.verdict = Verdict::Plain;
            }
        }
        self.unit = Unit::new();
    }

    /// The value ends at `end`: keeps it where it is a secret.
    fn finish(&mut self, found: &mut Found, text: &str) -> Progress {
        let is_second = self.scope == Scope::TwoWords && self.units == 1 && !self.unit.is_empty();
        let end = self.end;
        self.hear(text);
        if is_second {
            self.first_end = end;
        }
        if self.verdict == Verdict::Open && self.units > 0 {
            self.verdict = self.judge.end();
        }
        if self.verdict == Verdict::Secret {
            let end = match self.scope {
                Scope::Word | Scope::TwoWords => self.first_end,
                Scope::Line | Scope::Block => self.end,
            };
            found.fill(self.place, self.start..end);
        }
        Progress::Ends
    }
}
