use super::{Bare, Pause, Progress, Scope};
use crate::text::secret::found::Found;
use crate::text::secret::key::lexicon::{self, Use};
use crate::text::secret::key::name::Class;
use crate::text::secret::token::{Kind, Token};
use crate::text::secret::value::judge::Verdict;
use crate::text::secret::value::unit::{Look, Unit};

/// Values that go to the end of their line, or over several.
impl Bare {
    pub(super) fn line(&mut self, token: &Token, found: &mut Found, text: &str) -> Progress {
        if let Some(quote) = self.context.enclosed_by
            && let Some(end) = quote.closed_by(token)
        {
            self.pause = Pause::Quote(end);
            self.unit.read(token, text);
            return Progress::GoesOn;
        }
        match token.kind {
            Kind::End => return self.finish(found, text),
            Kind::Line => return self.line_end(found, text),
            _ if token.is_gap() => {
                self.hear(text);
                return if self.verdict == Verdict::Plain {
                    Progress::Ends
                } else {
                    Progress::GoesOn
                };
            }
            // `"cookie":null}`
            Kind::Mark(b'}' | b']' | b')')
                if self.verdict == Verdict::Open
                    && matches!(self.unit.look(), Look::Literal | Look::Diagnosis) =>
            {
                return Progress::Ends;
            }
            Kind::Mark(b',' | b';') if self.verdict == Verdict::Open && !self.unit.is_empty() => {
                self.hear(text);
                if self.verdict == Verdict::Open {
                    self.verdict = self.judge.end();
                }
                if self.verdict == Verdict::Plain {
                    return Progress::Ends;
                }
            }
            _ if self.verdict == Verdict::Open => self.unit.read(token, text),
            _ => {}
        }
        if self.scope == Scope::Block && self.start == self.end {
            self.start = token.start;
        }
        self.end = token.end;
        Progress::GoesOn
    }

    fn line_end(&mut self, found: &mut Found, text: &str) -> Progress {
        if self.units == 0 && self.unit.is_block_indicator() {
            self.scope = Scope::Block;
            self.verdict = Verdict::Secret;
            self.unit = Unit::new();
            self.start = self.end;
            self.pause = Pause::Line(0);
            return Progress::GoesOn;
        }
        self.hear(text);
        if self.verdict == Verdict::Open {
            self.verdict = self.judge.end();
        }
        if self.verdict == Verdict::Plain {
            return Progress::Ends;
        }
        let folds = self.scope == Scope::Block
            || matches!(self.judge.name().class, Class::Authorization | Class::Header);
        if !folds {
            return self.finish(found, text);
        }
        self.pause = Pause::Line(0);
        Progress::GoesOn
    }

    /// Whether the next line belongs to the value: it is indented more than the key.
    pub(super) fn after_line(
        &mut self,
        indent: usize,
        token: &Token,
        found: &mut Found,
        text: &str,
    ) -> Option<Progress> {
        match &token.kind {
            Kind::Space => self.pause = Pause::Line(indent + token.end - token.start),
            Kind::Line => self.pause = Pause::Line(0),
            kind => {
                let is_frame =
                    kind.word().is_some() && lexicon::uses(token.hash(text)).has(Use::FRAME);
                if indent > self.context.indent
                    && !(is_frame && self.scope == Scope::Line)
                    && !kind.is_end()
                {
                    return None;
                }
                return Some(self.finish(found, text));
            }
        }
        Some(Progress::GoesOn)
    }
}
