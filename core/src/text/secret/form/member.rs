use crate::text::secret::found::Found;
use crate::text::secret::key::keys::Keys;
use crate::text::secret::key::lexicon::{Use, Uses};
use crate::text::secret::key::name::{Name, UNNAMED};
use crate::text::secret::token::{Kind, Token};
use crate::text::secret::value::judge::{Form, Judge};
use crate::text::secret::value::quote::Quote;
use crate::text::secret::value::quoted::Quoted;

/// Objects that say a name and its value apart: `{"name":"token","value":"x"}`.
#[derive(Debug, Default)]
pub(crate) struct Member {
    wait: Wait,
    /// How many brackets have opened since.
    depth: usize,
    named: Option<&'static Name>,
    /// A value that came before its name.
    held: Option<Quoted>,
    is_held: bool,
}

/// What is awaited of the value being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wait {
    #[default]
    None,
    Name,
    /// In a name that began there, with the quote around it.
    InName(usize, Option<Quote>),
    Value,
}

impl Member {
    /// A key has ended in a delimiter; the name whose value follows, where that is known.
    pub(crate) fn key(&mut self, uses: Uses) -> Option<&'static Name> {
        if uses.has(Use::NAMING) {
            self.wait = Wait::Name;
            if self.named.take().is_some() {
                self.held = None;
            }
            return None;
        }
        if !uses.has(Use::VALUING) {
            return None;
        }
        if self.named.is_none() {
            self.wait = Wait::Value;
        }
        self.named
    }

    pub(crate) fn named(&self) -> Option<&'static Name> {
        self.named
    }

    /// Whether a value waits for its name.
    pub(crate) fn holds(&self) -> bool {
        self.held.is_some()
    }

    #[inline]
    pub(crate) fn is_quiet(&self) -> bool {
        !self.is_held && self.wait == Wait::None && self.named.is_none() && self.held.is_none()
    }

    #[inline]
    pub(crate) fn read(&mut self, token: &Token, keys: &Keys, text: &str, found: &mut Found) {
        if self.is_held || self.wait != Wait::None || token.mark().is_some() {
            self.step(token, keys, text, found);
        }
    }

    fn step(&mut self, token: &Token, keys: &Keys, text: &str, found: &mut Found) {
        if self.is_held
            && let Some(held) = &mut self.held
            && !held.read(token, text, found)
        {
            self.is_held = false;
        }
        match self.wait {
            Wait::None => self.bracket(token),
            Wait::InName(start, quote) => self.in_name(start, quote, token, keys, text, found),
            Wait::Name | Wait::Value => self.begin(token, found),
        }
    }

    /// Reads the token that begins the value, or white space before it.
    pub(crate) fn begin(&mut self, token: &Token, found: &mut Found) {
        match self.wait {
            Wait::Name => self.await_name(token),
            Wait::Value if !token.is_gap() => {
                self.wait = Wait::None;
                if let Some(quote) = Quote::opened_by(token) {
                    let judge = Judge::new(&UNNAMED, Form::Told);
                    self.held = Some(Quoted::open(quote, token.end, judge, found).held());
                    self.is_held = true;
                }
            }
            _ => {}
        }
    }

    fn await_name(&mut self, token: &Token) {
        self.wait = match token.kind {
            _ if token.is_gap() => Wait::Name,
            Kind::Word(_) => Wait::InName(token.start, None),
            _ => match Quote::opened_by(token) {
                Some(quote) => Wait::InName(token.end, Some(quote)),
                None => Wait::None,
            },
        };
        if self.wait == Wait::None {
            self.bracket(token);
        }
    }

    fn in_name(
        &mut self,
        start: usize,
        quote: Option<Quote>,
        token: &Token,
        keys: &Keys,
        text: &str,
        found: &mut Found,
    ) {
        let ends = match quote {
            Some(quote) => quote.closed_by(token).is_some(),
            None => !matches!(token.kind, Kind::Word(_) | Kind::Mark(b'_' | b'-' | b'.')),
        };
        if !ends {
            return;
        }
        self.wait = Wait::None;
        self.bracket(token);
        let key = keys.key(text);
        self.named = key.name().filter(|_| key.phrase == start || key.start == start);
        if self.named.is_none() {
            self.held = None;
            return;
        }
        self.depth = 0;
        if let Some(held) = self.held.take()
            && let Some(range) = held.range()
        {
            found.fill(held.place(), range);
        }
    }

    fn bracket(&mut self, token: &Token) {
        match token.kind {
            Kind::Mark(b'{' | b'[' | b'(') => self.depth += 1,
            Kind::Mark(b'}' | b']' | b')') => match self.depth.checked_sub(1) {
                Some(depth) => self.depth = depth,
                None => {
                    self.named = None;
                    self.held = None;
                }
            },
            _ => {}
        }
    }
}
