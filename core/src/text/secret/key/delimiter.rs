use std::ops::Range;

use crate::text::secret::key::Key;
use crate::text::secret::key::keys::Keys;
use crate::text::secret::token::{Kind, Token};
use crate::text::secret::value::judge::Form;
use crate::text::secret::value::quote::Quote;

/// Reads what stands between a key and its value.
#[derive(Debug, Default)]
pub(crate) struct Delimiter {
    state: State,
    /// Whether the key is closed by a quote, and by a bracket.
    is_quoted: bool,
    is_indexed: bool,
    has_index: bool,
    level: u8,
    second_colon: usize,
    /// The key before a bracket.
    indexed: Range<usize>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// No key that a delimiter could follow.
    #[default]
    None,
    /// Right behind the key, its quote or its bracket.
    Key,
    /// In `[]` behind it, with so many words.
    Index(u8),
    Spaced,
    Colon,
    Colons,
    Equals,
    /// Behind a `?` or `+`.
    Operator,
    /// Behind the `(` of what may be `Token("x")`.
    Call,
}

/// An index has at most so many words.
const MOST_IN_INDEX: u8 = 8;

/// A delimiter that is read, and what is known of its key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Delimited {
    pub(crate) form: Form,
    pub(crate) is_quoted: bool,
    pub(crate) level: u8,
    /// A plain colon, without which no line is a header.
    pub(crate) is_colon: bool,
    /// Whether the delimiter goes on with this token, so that the value begins behind it.
    pub(crate) is_last: bool,
    /// Where the second of two colons stands, which begins the value.
    pub(crate) colon: Option<usize>,
}

impl Delimiter {
    #[inline(always)]
    pub(crate) fn read(&mut self, token: &Token, keys: &Keys) -> Option<Delimited> {
        match (&token.kind, self.state) {
            (Kind::Word(_), State::None | State::Key | State::Spaced) => {
                self.is_quoted = false;
                self.is_indexed = false;
                self.has_index = false;
                self.state = State::Key;
                None
            }
            (Kind::Space, State::Key | State::Spaced) => {
                self.state = State::Spaced;
                None
            }
            (_, State::None) => None,
            _ => self.step(token, keys),
        }
    }

    #[inline(never)]
    fn step(&mut self, token: &Token, keys: &Keys) -> Option<Delimited> {
        let before = std::mem::take(&mut self.state);
        let found = self.delimited(before, token);
        match found {
            Some(Delimited { is_last: true, .. }) => {}
            // The token that begins the value may be a key itself.
            Some(_) => self.follow(State::None, token, keys),
            None if self.state == State::Colons => {}
            None => self.follow(before, token, keys),
        }
        found
    }

    /// What this token makes of the delimiter that has begun.
    fn delimited(&mut self, before: State, token: &Token) -> Option<Delimited> {
        match (before, token.mark()) {
            (State::Colon | State::Colons, Some(b'=')) | (State::Equals, Some(b'>')) => {
                Some(self.found(Form::Assigned, false, true))
            }
            (State::Operator, Some(b'=')) => {
                self.level = token.level();
                Some(self.found(Form::Assigned, false, true))
            }
            (State::Colon, Some(b':')) => {
                self.second_colon = token.start;
                self.state = State::Colons;
                None
            }
            (State::Colon, _) => Some(self.found(Form::Told, true, false)),
            (State::Colons, _) => Some(Delimited {
                colon: Some(self.second_colon),
                ..self.found(Form::Told, false, false)
            }),
            (State::Equals, _) => Some(self.found(Form::Assigned, false, false)),
            (State::Call | State::Spaced, _) if Quote::opened_by(token).is_some() => {
                Some(self.found(Form::Near, false, false))
            }
            _ => None,
        }
    }

    fn follow(&mut self, before: State, token: &Token, keys: &Keys) {
        match token.kind {
            Kind::Word(_) => match before {
                State::Index(words) if words < MOST_IN_INDEX => {
                    self.state = State::Index(words + 1)
                }
                State::Index(_) => {}
                _ => {
                    self.is_quoted = false;
                    self.is_indexed = false;
                    self.has_index = false;
                    self.state = State::Key;
                }
            },
            Kind::Mark(mark) => self.mark(mark, token, before, keys),
            _ if token.is_gap() && matches!(before, State::Key | State::Spaced) => {
                self.state = State::Spaced
            }
            _ => {}
        }
    }

    fn mark(&mut self, mark: u8, token: &Token, mut before: State, keys: &Keys) {
        if matches!(before, State::Index(1..)) && matches!(mark, b':' | b'=' | b'?' | b'+') {
            // The bracket has not closed: what stands in it is the key.
            self.is_indexed = false;
            self.has_index = false;
            before = State::Key;
        }
        match (before, mark) {
            (State::Key | State::Spaced, b':') if !self.is_indexed => {
                self.level = token.level();
                self.state = State::Colon;
            }
            (State::Key | State::Spaced, b'=') => {
                self.level = token.level();
                self.state = State::Equals;
            }
            (State::Key | State::Spaced, b'?' | b'+') => self.state = State::Operator,
            (State::Key, b'[') => {
                self.is_indexed = true;
                self.has_index = true;
                self.indexed = keys.place();
                self.state = State::Index(0);
            }
            (State::Index(_) | State::Key, b']') => {
                self.is_indexed = true;
                self.state = State::Key;
            }
            (State::Index(words), b'_' | b'-' | b'.' | b'"' | b'\'') => {
                self.state = State::Index(words)
            }
            (State::Key, b'(') => self.state = State::Call,
            (State::Key, b'*') => self.state = State::Key,
            (State::Key, b')') if self.is_quoted => self.state = State::Key,
            (State::Key, _) if Quote::opened_by(token).is_some() => {
                self.is_quoted = true;
                self.state = State::Key;
            }
            _ => {}
        }
    }

    fn found(&self, form: Form, is_colon: bool, is_last: bool) -> Delimited {
        let is_colon = is_colon && self.level == 0;
        Delimited {
            form,
            is_quoted: self.is_quoted,
            level: self.level,
            is_colon,
            is_last,
            colon: None,
        }
    }

    /// The key that the delimiter follows.
    pub(crate) fn key(&self, keys: &Keys, text: &str) -> Key {
        let place = if self.has_index { self.indexed.clone() } else { keys.place() };
        Key::read(text, place.start, place.end)
    }

    /// Whether brackets with words inside follow the key.
    pub(crate) fn has_index(&self) -> bool {
        self.has_index
    }

    /// Whether the key has just been closed by a quote.
    pub(crate) fn has_quoted_key(&self) -> bool {
        self.state == State::Key && self.is_quoted
    }

    pub(crate) fn break_off(&mut self) {
        self.state = State::None;
    }
}
