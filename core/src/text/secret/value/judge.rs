use crate::text::secret::key::lexicon::Use;
use crate::text::secret::key::name::{Class, Digits, Name};
use crate::text::secret::value::unit::{Look, Unit};

/// Tells from the words of a value whether it is a secret or a sentence about one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judge {
    name: &'static Name,
    form: Form,
    is_quoted: bool,
    units: usize,
    has_scheme: bool,
    /// Whether the first unit is "not".
    is_negated: bool,
}

/// How the value is tied to its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `token=x`
    Assigned,
    /// `token: x`, which people write too.
    Told,
    /// `--token x`
    Flag,
    /// `("token", "x")`
    Pair,
    /// `API key provided: x`
    Filled,
    /// `token "x"`, `Token("x")`
    Near,
    /// `Bearer x`
    Bearer,
    /// `Basic x`
    Basic,
    /// `Digest x`
    Digest,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Open,
    Secret,
    Plain,
}

/// How many words of a sentence are read for one that tells it is a sentence.
const MOST_UNITS: usize = 8;
const MOST_OF_PASSWORD: usize = 4;

impl Judge {
    pub(crate) fn new(name: &'static Name, form: Form) -> Self {
        Self { name, form, is_quoted: false, units: 0, has_scheme: false, is_negated: false }
    }

    pub(crate) fn quoted(self) -> Self {
        Self { is_quoted: true, ..self }
    }

    pub(crate) fn name(&self) -> &'static Name {
        self.name
    }

    /// Whether the first unit is a scheme whose credential follows.
    pub(crate) fn has_scheme(&self) -> bool {
        self.has_scheme
    }

    pub(crate) fn form(&self) -> Form {
        self.form
    }

    /// What a further unit tells.
    pub(crate) fn hear(&mut self, unit: &Unit) -> Verdict {
        self.units += 1;
        match (self.units, self.has_scheme) {
            (1, _) => self.first(unit),
            (2, true) => self.credential(unit),
            _ => self.further(unit),
        }
    }

    /// What it is where the value ends and no unit has told.
    pub(crate) fn end(&self) -> Verdict {
        if self.has_scheme && self.units == 1 { Verdict::Plain } else { Verdict::Secret }
    }

    fn first(&mut self, unit: &Unit) -> Verdict {
        match unit.look() {
            Look::Empty => {
                self.units -= 1;
                Verdict::Open
            }
            Look::Redacted => Verdict::Plain,
            Look::Symbols(_) if self.form == Form::Near => Verdict::Plain,
            Look::Symbols(marks) if marks > 3 || self.is_quoted => Verdict::Secret,
            Look::Symbols(_) | Look::Mask | Look::Literal | Look::Reference | Look::Path => {
                Verdict::Plain
            }
            Look::Host if self.name.class == Class::Password => Verdict::Secret,
            Look::Host => Verdict::Plain,
            Look::Number(digits) => self.number(digits),
            Look::Numbers(_) if self.name.class != Class::Password => Verdict::Plain,
            Look::Numbers(digits) => self.number(digits),
            Look::Diagnosis => Verdict::Plain,
            Look::Verb if self.form == Form::Assigned => Verdict::Secret,
            Look::Verb => Verdict::Plain,
            Look::Foreign if matches!(self.form, Form::Told | Form::Filled) => Verdict::Plain,
            Look::Parameter if self.is_scheme() => Verdict::Plain,
            Look::Foreign | Look::Parameter => Verdict::Secret,
            Look::Plain => self.plain(unit),
            Look::Strong => self.strong(unit),
        }
    }

    pub(crate) fn is_scheme(&self) -> bool {
        matches!(self.form, Form::Bearer | Form::Basic | Form::Digest)
    }

    fn number(&self, digits: u32) -> Verdict {
        let enough = match self.name.digits {
            Digits::Never => u32::MAX,
            Digits::FromSix if self.is_quoted => 4,
            Digits::FromSix => 6,
            Digits::FromThree => 3,
        };
        let told = matches!(self.form, Form::Near | Form::Filled | Form::Basic | Form::Digest);
        if digits >= enough && !told { Verdict::Secret } else { Verdict::Plain }
    }

    fn plain(&mut self, unit: &Unit) -> Verdict {
        let uses = unit.uses();
        let first = unit.first_uses();
        match self.form {
            Form::Told if unit.ends_in_colon() && !self.is_quoted => Verdict::Plain,
            Form::Told | Form::Assigned if first.has(Use::SCHEME) && self.takes_scheme() => {
                self.has_scheme = true;
                Verdict::Open
            }
            Form::Assigned if self.is_way(unit) => Verdict::Plain,
            Form::Assigned => Verdict::Secret,
            Form::Told if self.is_way(unit) => Verdict::Plain,
            Form::Told if first.has(Use::NEGATION) && !self.is_quoted => {
                self.is_negated = true;
                Verdict::Open
            }
            Form::Told if self.tells_by_end(unit) => Verdict::Plain,
            Form::Told => Verdict::Open,
            Form::Flag | Form::Bearer if uses.has(Use::COMMON) => Verdict::Plain,
            Form::Flag | Form::Bearer => Verdict::Secret,
            Form::Pair if unit.letters() > 2 => Verdict::Plain,
            Form::Pair => Verdict::Secret,
            Form::Near | Form::Filled | Form::Basic | Form::Digest => Verdict::Plain,
        }
    }

    fn strong(&self, unit: &Unit) -> Verdict {
        let enough = match self.form {
            Form::Near => unit.letters() >= 10 && unit.has_both() && unit.is_compact(),
            Form::Filled => unit.letters() >= 12 && unit.has_both(),
            Form::Digest => unit.letters() >= 16 && unit.has_both() && !unit.has_colon(),
            _ => true,
        };
        if enough { Verdict::Secret } else { Verdict::Plain }
    }

    fn credential(&mut self, unit: &Unit) -> Verdict {
        let uses = unit.uses();
        match unit.look() {
            Look::Redacted
            | Look::Reference
            | Look::Mask
            | Look::Diagnosis
            | Look::Verb
            | Look::Literal => Verdict::Plain,
            Look::Empty => {
                self.units -= 1;
                Verdict::Open
            }
            Look::Plain if uses.has(Use::COMMON) || uses.has(Use::BY_END) => Verdict::Plain,
            _ => Verdict::Secret,
        }
    }

    fn further(&self, unit: &Unit) -> Verdict {
        let is_password = self.name.class == Class::Password;
        let says_what = self.units == 2 && self.is_negated && !unit.uses().has(Use::COMMON);
        match unit.look() {
            Look::Diagnosis => Verdict::Plain,
            Look::Plain if says_what => Verdict::Plain,
            Look::Verb if !is_password => Verdict::Plain,
            Look::Plain if self.tells_by_end(unit) => Verdict::Plain,
            _ if self.units >= if is_password { MOST_OF_PASSWORD } else { MOST_UNITS } => {
                Verdict::Secret
            }
            _ => Verdict::Open,
        }
    }

    fn tells_by_end(&self, unit: &Unit) -> bool {
        self.name.class != Class::Password && unit.uses().has(Use::BY_END)
    }

    fn is_way(&self, unit: &Unit) -> bool {
        self.name.class == Class::Authorization && unit.first_uses().has(Use::WAY)
    }

    fn takes_scheme(&self) -> bool {
        match self.form {
            Form::Assigned => self.name.class == Class::Authorization,
            _ => matches!(self.name.class, Class::Authorization | Class::Token),
        }
    }
}
