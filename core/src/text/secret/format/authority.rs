use crate::text::secret::found::{Found, Place};
use crate::text::secret::key::lexicon::{self, Use};
use crate::text::secret::token::letters::hash;
use crate::text::secret::token::{Kind, Token};

/// The user and the password between the `//` and the `@` of a URL.
#[derive(Debug, Default)]
pub(crate) struct Authority {
    state: State,
    start: usize,
    level: u8,
    colon: usize,
    port: Port,
    place: Option<Place>,
    at: usize,
    quote: Option<usize>,
    strength: Strength,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    None,
    Slash,
    User,
    Password,
    /// Behind an `@`: a host, unless another follows.
    Host,
}

/// What follows the colon, as far as it could be a port.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Port {
    #[default]
    Nothing,
    Digits(usize),
    None,
}

/// Whether what follows the colon looks chosen to be a secret, where no `@` tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Strength {
    #[default]
    Nothing,
    /// `//host:port`
    Placeholder,
    Word,
    Strong,
}

const LONGEST_PORT: usize = 5;

impl Authority {
    #[inline]
    pub(crate) fn is_quiet(&self) -> bool {
        self.state == State::None
    }

    #[inline]
    pub(crate) fn read(&mut self, token: &Token, text: &str, found: &mut Found) {
        if self.state != State::None {
            self.step(token, text, found);
        } else if token.is_mark(b'/') {
            self.slash(token);
        }
    }

    fn step(&mut self, token: &Token, text: &str, found: &mut Found) {
        match self.state {
            State::None => {}
            State::Slash
                if token.is_mark(b'/')
                    && token.start == self.start
                    && token.level() == self.level =>
            {
                self.state = State::User;
                self.start = token.end;
            }
            State::Slash => self.restart(token),
            State::User => self.user(token),
            State::Password => self.password(token, text, found),
            State::Host => self.host(token, found),
        }
    }

    fn slash(&mut self, token: &Token) {
        *self =
            Self { state: State::Slash, start: token.end, level: token.level(), ..Self::default() };
    }

    fn restart(&mut self, token: &Token) {
        self.state = State::None;
        if token.is_mark(b'/') {
            self.slash(token);
        }
    }

    fn user(&mut self, token: &Token) {
        if token.level() > self.level {
            return;
        }
        match token.kind {
            Kind::Mark(b'/') if token.start == self.start => self.start = token.end,
            Kind::Mark(b'@') if token.start > self.start => {
                self.at = token.start;
                self.state = State::Host;
            }
            Kind::Mark(b':') => {
                self.colon = token.end;
                self.state = State::Password;
            }
            Kind::Mark(
                b'/' | b'?' | b'#' | b'"' | b'\'' | b'`' | b'<' | b'>' | b'@' | b'{' | b'}',
            ) => {
                self.restart(token);
            }
            Kind::Mark(b'[') if token.start == self.start => self.restart(token),
            Kind::Redacted | Kind::End => self.restart(token),
            _ if token.is_gap() => self.restart(token),
            _ => {}
        }
    }

    fn password(&mut self, token: &Token, text: &str, found: &mut Found) {
        if let Some(at) = self.quote.take() {
            let ends = token.is_gap()
                || matches!(
                    token.kind,
                    Kind::End | Kind::Mark(b',' | b':' | b'}' | b']' | b')' | b'>' | b';')
                );
            if ends {
                self.cut(at, token, found);
                return;
            }
        }
        if token.level() > self.level {
            return;
        }
        match token.kind {
            Kind::Mark(b'/' | b'?' | b'#' | b'"' | b'\'' | b'`') if self.is_port() => {
                self.restart(token)
            }
            Kind::Mark(b'@') => {
                self.at = token.start;
                self.state = State::Host;
                return;
            }
            Kind::Mark(b'"' | b'\'' | b'`') => self.quote = Some(token.start),
            Kind::Mark(b'<' | b'>') => self.restart(token),
            Kind::Redacted => self.restart(token),
            Kind::End => {
                self.cut(token.start, token, found);
                return;
            }
            _ if token.is_gap() => {
                self.cut(token.start, token, found);
                return;
            }
            _ => {}
        }
        self.learn(token, text, found);
    }

    fn learn(&mut self, token: &Token, text: &str, found: &mut Found) {
        if self.state != State::Password {
            return;
        }
        if self.place.is_none() {
            self.place = Some(found.keep_place(self.start));
        }
        let word = token.word();
        self.port = match (self.port, word) {
            (Port::Nothing, Some(word)) if word.digits == word.letters => Port::Digits(word.digits),
            _ => Port::None,
        };
        self.strength = match (self.strength, word) {
            (Strength::Nothing, Some(_)) if is_placeholder(token.hash(text)) => {
                Strength::Placeholder
            }
            (_, Some(word)) if word.has_both() => Strength::Strong,
            (Strength::Strong, _) => Strength::Strong,
            (Strength::Nothing, None) => Strength::Nothing,
            _ => Strength::Word,
        };
    }

    fn host(&mut self, token: &Token, found: &mut Found) {
        if token.level() > self.level {
            return;
        }
        match token.kind {
            Kind::Mark(b'@') => self.at = token.start,
            Kind::Mark(b'/' | b'?' | b'#' | b'"' | b'\'' | b'`' | b'<' | b'>' | b'\\')
            | Kind::End => {
                self.finish(token, found);
            }
            _ if token.is_gap() => self.finish(token, found),
            _ => {}
        }
    }

    fn finish(&mut self, token: &Token, found: &mut Found) {
        self.keep(found);
        self.restart(token);
    }

    fn keep(&self, found: &mut Found) {
        let secret = self.start..self.at;
        match self.place {
            Some(place) => found.fill(place, secret),
            None => found.add(secret),
        }
    }

    /// A secret begins, behind which no host can go on.
    pub(crate) fn break_off(&mut self, found: &mut Found) {
        if self.state == State::Host {
            self.keep(found);
        }
        self.state = State::None;
    }

    /// No `@` has come: what follows the colon is a port, or the URL was cut inside its password.
    fn cut(&mut self, end: usize, token: &Token, found: &mut Found) {
        let is_secret = match self.strength {
            Strength::Nothing | Strength::Placeholder => false,
            Strength::Word => token.kind.is_end(),
            Strength::Strong => true,
        };
        if let (true, Port::None, Some(place)) = (is_secret, self.port, self.place) {
            found.fill(place, self.start..end);
        }
        self.restart(token);
    }

    fn is_port(&self) -> bool {
        match self.port {
            // `//C:/a@b` is a drive, and `//u:/p@h` a password.
            Port::Nothing => self.colon <= self.start + 2,
            Port::Digits(digits) => digits <= LONGEST_PORT,
            Port::None => false,
        }
    }
}

fn is_placeholder(word: u32) -> bool {
    word == hash("port") || lexicon::uses(word).has(Use::PLACE)
}
