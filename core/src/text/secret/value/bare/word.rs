use super::{Bare, Pause, Progress, Scope};
use crate::text::secret::found::Found;
use crate::text::secret::key::name::Class;
use crate::text::secret::token::{Kind, Token};
use crate::text::secret::value::judge::{Form, Verdict};
use crate::text::secret::value::unit::Look;

/// Values that white space or a mark ends.
impl Bare {
    pub(super) fn word(&mut self, token: &Token, found: &mut Found, text: &str) -> Progress {
        if token.level() <= self.context.level {
            let is_control = matches!(token.kind, Kind::Control) && !self.context.has_control;
            if token.kind.is_end() || token.is_gap() && !is_control {
                return self.gap(token, found, text);
            }
            if let Some(progress) =
                token.mark().and_then(|mark| self.stop(mark, token, found, text))
            {
                return progress;
            }
            if matches!(token.kind, Kind::Redacted) {
                self.unit.read(token, text);
                return self.finish(found, text);
            }
        }
        self.unit.read(token, text);
        self.end = token.end;
        Progress::GoesOn
    }

    /// What a mark does that may end the value.
    fn stop(&mut self, mark: u8, token: &Token, found: &mut Found, text: &str) -> Option<Progress> {
        let is_connection = self.judge.name().class == Class::Connection;
        match mark {
            b'"' | b'\'' if self.is_quote_prefix(token) => Some(Progress::Quote),
            b'"' | b'\'' if self.awaits_credential() => Some(Progress::Quote),
            b'"' | b'\'' if self.judge.is_scheme() && self.unit.ends_in_equals() => {
                Some(Progress::Ends)
            }
            b'\'' if self.is_prose() && self.follows_word => {
                self.pause = Pause::Apostrophe(token.start);
                Some(Progress::GoesOn)
            }
            b'(' | b'[' | b'{' if self.units == 0 && self.unit.is_type() => {
                Some(Progress::Wrapped(self.start, *token))
            }
            b'(' | b'{' if self.units == 0 && self.unit.is_wrapper() => {
                self.pause = Pause::Opened(*token);
                Some(Progress::GoesOn)
            }
            b'"' | b'\'' if self.is_quoted_word(mark) => None,
            b'&' if self.context.is_query || self.unit.is_empty() => Some(self.finish(found, text)),
            b'&' => {
                self.pause = Pause::Ampersand(self.end, false);
                self.unit_before = self.unit;
                self.unit.read(token, text);
                self.end = token.end;
                Some(Progress::GoesOn)
            }
            b'#' if self.context.is_query => Some(self.finish(found, text)),
            b';' | b',' if is_connection && !self.unit.is_empty() => None,
            b',' | b';' | b'"' | b'\'' | b'<' | b'>' | b'(' | b')' | b'[' | b']' | b'{' | b'}'
            | b'|' => Some(self.finish(found, text)),
            _ => None,
        }
    }

    /// `authorization=Bearer "x"`
    fn awaits_credential(&self) -> bool {
        self.judge.has_scheme() && self.units == 1 && self.unit.is_empty()
    }

    /// A word of a sentence in quotes: `token: secret "x" not found`.
    fn is_quoted_word(&self, mark: u8) -> bool {
        let is_inside = self.unit.is_empty() || self.unit.leads_with(mark);
        self.judge.form() == Form::Told && self.units > 0 && is_inside
    }

    fn is_prose(&self) -> bool {
        self.judge.form() == Form::Told && self.unit.look() != Look::Strong
    }

    fn is_quote_prefix(&self, token: &Token) -> bool {
        self.units == 0 && token.start == self.end && self.unit.is_quote_prefix()
    }

    fn gap(&mut self, token: &Token, found: &mut Found, text: &str) -> Progress {
        if token.kind.is_end() {
            return self.finish(found, text);
        }
        if self.unit.is_empty() {
            return Progress::GoesOn;
        }
        if self.scope == Scope::TwoWords && self.units == 1 {
            return self.finish(found, text);
        }
        self.hear(text);
        match self.verdict {
            Verdict::Plain => Progress::Ends,
            Verdict::Secret if self.scope == Scope::TwoWords => Progress::GoesOn,
            Verdict::Secret => self.finish(found, text),
            Verdict::Open => Progress::GoesOn,
        }
    }
}
