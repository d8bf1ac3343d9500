mod keys;
mod values;

use std::borrow::Cow;

use crate::text::secret::form::element::Element;
use crate::text::secret::form::member::Member;
use crate::text::secret::format::authority::Authority;
use crate::text::secret::format::jwt::Jwt;
use crate::text::secret::format::pem::Pem;
use crate::text::secret::format::run::Run;
use crate::text::secret::format::scheme::Scheme;
use crate::text::secret::format::vendor::Vendor;
use crate::text::secret::found::Found;
use crate::text::secret::key::delimiter::Delimiter;
use crate::text::secret::key::head::Heads;
use crate::text::secret::key::keys::Keys;
use crate::text::secret::key::name::UNNAMED;
use crate::text::secret::token::tokenizer::Tokenizer;
use crate::text::secret::token::{Kind, Token};
use crate::text::secret::value::bare::{Bare, Context, Scope};
use crate::text::secret::value::bracket::Bracket;
use crate::text::secret::value::enclosure::Enclosure;
use crate::text::secret::value::expect::Expect;
use crate::text::secret::value::judge::Judge;
use crate::text::secret::value::quoted::Quoted;

/// Reads a text once, token by token, and keeps where secrets stand.
///
/// Each part of it reads every token and knows one kind of place where a secret stands;
/// none goes back, and none remembers more than a few numbers.
pub(crate) struct Machine<'t> {
    text: &'t str,
    keys: Keys,
    heads: Heads,
    delimiter: Delimiter,
    is_quiet: bool,
    expect: Option<Expect>,
    /// Where `[]` ended and a type may follow.
    typed: Option<(usize, Judge)>,
    bare: Option<Bare>,
    quoted: Option<Quoted>,
    bracket: Option<Bracket>,
    scheme: Scheme,
    member: Member,
    element: Element,
    enclosure: Enclosure,
    authority: Authority,
    run: Run,
    jwt: Jwt,
    vendor: Vendor,
    pem: Pem,
    found: Found,
}

impl<'t> Machine<'t> {
    /// The text without secrets, and whether a value at its end waits for what comes.
    pub(crate) fn redact(text: &'t str) -> (Cow<'t, str>, bool) {
        let mut machine = Self {
            text,
            keys: Keys::new(),
            heads: Heads::new(),
            delimiter: Delimiter::default(),
            is_quiet: true,
            expect: None,
            typed: None,
            bare: None,
            quoted: None,
            bracket: None,
            scheme: Scheme::default(),
            member: Member::default(),
            element: Element::default(),
            enclosure: Enclosure::default(),
            authority: Authority::default(),
            run: Run::default(),
            jwt: Jwt::default(),
            vendor: Vendor::default(),
            pem: Pem::default(),
            found: Found::default(),
        };
        let mut tokens = Tokenizer::new(text);
        loop {
            let token = tokens.next();
            let waits = token.kind.is_end() && machine.waits();
            machine.read(&token);
            if token.kind.is_end() {
                return (machine.found.replace(text), waits);
            }
        }
    }

    fn waits(&self) -> bool {
        self.member.holds() || self.element.holds() || !self.authority.is_quiet()
    }

    #[inline(always)]
    fn read(&mut self, token: &Token) {
        if self.is_quiet && !self.begins(token) {
            self.read_quietly(token);
        } else {
            self.read_aloud(token);
            self.is_quiet = self.is_quiet();
        }
    }

    /// Whether the token may begin what only some places have.
    #[inline(always)]
    fn begins(&self, token: &Token) -> bool {
        match &token.kind {
            Kind::Word(word) => {
                word.jwt.is_some()
                    || word.capitals + word.digits > 0 && Vendor::may_begin(word)
                    || Scheme::may_begin(token, word, self.text)
            }
            Kind::Mark(mark) => matches!(mark, b'-' | b'/' | b'<'),
            Kind::Space => self.heads.may_be_flag(token.start),
            Kind::Redacted | Kind::End => true,
            _ => false,
        }
    }

    /// Reads where no place has begun and this token begins none: only keys can be here.
    #[inline(always)]
    fn read_quietly(&mut self, token: &Token) {
        self.run.read(token, self.text, &mut self.found);
        if let Kind::Mark(mark) = token.kind {
            if let Some(before) = self.keys.word_before(token.start)
                && self.vendor.begins_at(mark, before, self.text, &mut self.found)
            {
                self.is_quiet = false;
            }
            if mark == b',' {
                self.read_pair();
                self.is_quiet &= self.expect.is_none();
            }
        }
        if let Some(delimited) = self.delimiter.read(token, &self.keys) {
            self.read_delimiter(&delimited, token);
            self.is_quiet = self.is_quiet();
        }
        self.note(token);
    }

    /// Whether nothing has begun that more than keys would have to be read for.
    fn is_quiet(&self) -> bool {
        self.quoted.is_none()
            && self.bracket.is_none()
            && self.bare.is_none()
            && self.expect.is_none()
            && self.typed.is_none()
            && self.pem.is_quiet()
            && self.authority.is_quiet()
            && self.element.is_quiet()
            && self.member.is_quiet()
            && self.scheme.is_quiet()
            && self.jwt.is_quiet()
            && self.vendor.is_quiet()
    }

    #[inline(never)]
    fn read_aloud(&mut self, token: &Token) {
        self.read_values(token);
        if self.is_hidden() {
            return self.skip(token);
        }
        self.pem.read(token, self.text, &mut self.found);
        self.read_formats(token);
        self.element.read(token, &mut self.keys, self.text, self.member.named(), &mut self.found);
        self.member.read(token, &self.keys, self.text, &mut self.found);
        self.open_value(token);
        if let Some(delimited) = self.read_key(token) {
            self.read_delimiter(&delimited, token);
        }
        self.read_scheme(token);
        self.note(token);
    }

    fn is_hidden(&self) -> bool {
        self.quoted.as_ref().is_some_and(Quoted::hides)
            || self.bracket.as_ref().is_some_and(Bracket::hides)
            || self.bare.as_ref().is_some_and(Bare::hides)
    }

    /// Inside a secret nothing else begins.
    fn skip(&mut self, token: &Token) {
        self.run.forget();
        self.jwt = Jwt::default();
        self.vendor = Vendor::default();
        self.authority.break_off(&mut self.found);
        self.expect = None;
        self.delimiter.break_off();
        self.scheme.break_off();
        self.keys.break_off();
        self.heads.read(token, &self.keys);
    }

    fn read_formats(&mut self, token: &Token) {
        self.authority.read(token, self.text, &mut self.found);
        if self.pem.is_public_body() {
            self.run.forget();
        } else {
            self.run.read(token, self.text, &mut self.found);
        }
        self.jwt.read(token, self.text, &mut self.found);
        self.vendor.read(token, self.keys.word_before(token.start), self.text, &mut self.found);
    }

    fn read_scheme(&mut self, token: &Token) {
        if let Some(form) = self.scheme.read(token, self.text) {
            let taken = self.bare.as_ref().is_some_and(Bare::takes_scheme);
            if !taken && !matches!(token.kind, Kind::End | Kind::Redacted) {
                let context = Context { level: token.level(), ..Context::default() };
                let expect = Expect::new(Judge::new(&UNNAMED, form), Scope::Word, context);
                self.open_bare(&expect, token);
            }
        }
        if matches!(token.kind, Kind::Space)
            && self.heads.may_be_flag(token.start)
            && self.keys.word_before(token.start).is_some()
        {
            self.read_flag();
        }
    }

    #[inline(always)]
    fn note(&mut self, token: &Token) {
        if matches!(token.kind, Kind::Mark(b'"' | b'\'' | b'`')) {
            self.enclosure.read(token, self.keys.word_before(token.start).is_some());
        }
        self.heads.read(token, &self.keys);
        self.keys.read(token);
    }
}
