use super::{Marks, Unit};
use crate::text::secret::key::lexicon::{self, Use};

/// What a unit looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Empty,
    /// Has been redacted as far as it is a secret.
    Redacted,
    /// So many other marks.
    Symbols(u32),
    /// Stars, dots: a value that is hidden already.
    Mask,
    /// `null`, `true`, `string`.
    Literal,
    /// `$TOKEN`, `%s`, `<token>`.
    Reference,
    /// With as many digits.
    Number(u32),
    /// Several numbers: a decimal, an address, a date.
    Numbers(u32),
    Path,
    Host,
    /// A word that says what happened.
    Diagnosis,
    /// A word that begins a sentence.
    Verb,
    Plain,
    /// Letters beyond ASCII only.
    Foreign,
    /// `realm="…"`
    Parameter,
    Strong,
}

impl Unit {
    pub(crate) fn look(&self) -> Look {
        if self.has_redacted {
            return Look::Redacted;
        }
        if self.words == 0 {
            return self.without_words();
        }
        if self.is_reference() {
            return Look::Reference;
        }
        if self.others > 0 {
            return Look::Strong;
        }
        if self.after_equals && self.is_plain_until_equals() {
            return Look::Parameter;
        }
        if self.is_path() {
            return Look::Path;
        }
        let quiet = self.pending.only(&[Marks::END, Marks::DOT, Marks::COLON, Marks::JOINT])
            && self.lead_is_quiet();
        let numeric =
            [Marks::DOT, Marks::COLON, Marks::JOINT, Marks::END, Marks::SLASH, Marks::STRANGE];
        if self.is_number && self.inner.only(&numeric) && self.symbols <= self.words + 1 {
            return if self.words == 1 {
                Look::Number(self.digits)
            } else {
                Look::Numbers(self.digits)
            };
        }
        if self.is_host() {
            return Look::Host;
        }
        let calm = [Marks::JOINT, Marks::SLASH, Marks::COLON, Marks::END];
        if !quiet || !self.is_plain || !self.inner.only(&calm) {
            return Look::Strong;
        }
        if self.uses.has(Use::DIAGNOSIS) {
            return Look::Diagnosis;
        }
        if self.words == 1 && self.uses.has(Use::LITERAL) {
            return Look::Literal;
        }
        if self.uses.has(Use::VERB) {
            return Look::Verb;
        }
        if self.hyphens > 1 { Look::Strong } else { Look::Plain }
    }

    fn without_words(&self) -> Look {
        if self.others > 0 {
            return if self.symbols == 0 { Look::Foreign } else { Look::Strong };
        }
        match self.symbols {
            _ if self.lead == b'$' || self.lead == b'{' && self.is_doubled => Look::Reference,
            symbols if symbols > 0 && symbols == self.stars => Look::Mask,
            _ if self.pending.only(&[Marks::END]) => Look::Empty,
            symbols => Look::Symbols(symbols),
        }
    }

    fn lead_is_quiet(&self) -> bool {
        matches!(self.lead, 0 | b'(' | b'\'' | b'"' | b'[' | b'`' | b'-')
    }

    fn is_reference(&self) -> bool {
        match self.lead {
            b'$' => self.digits == 0 && self.is_plain,
            b'%' => self.words == 1 && self.letters == 1,
            b':' => self.is_plain && self.words == 1 && self.hyphens == 0,
            b'<' => self.first_uses().has(Use::PLACE) || self.uses.has(Use::PLACE) && self.is_plain,
            b'{' => self.is_doubled || self.uses.has(Use::PLACE) && self.is_plain,
            _ => false,
        }
    }

    fn is_plain_until_equals(&self) -> bool {
        self.lead == 0 && self.is_plain && !self.uses.has(Use::LITERAL)
    }

    fn is_path(&self) -> bool {
        let rooted = matches!(self.lead, b'/' | b'~' | b'.') && self.slashes > 0;
        let drive =
            self.inner.has(Marks::SLASH) && self.inner.has(Marks::COLON) && self.slashes > 1;
        (rooted && (self.slashes > 1 || self.words == 1) || drive)
            && !self.inner.has(Marks::STRANGE)
            && !self.inner.has(Marks::EQUALS)
            && self.letters >= self.digits * 3
    }

    fn is_host(&self) -> bool {
        self.inner.has(Marks::DOT)
            && self.is_small
            && self.inner.only(&[Marks::DOT, Marks::JOINT, Marks::COLON])
            && lexicon::uses(self.last).has(Use::HOST)
    }
}
