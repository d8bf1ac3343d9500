use crate::text::secret::key::lexicon::{Use, Uses};
use crate::text::secret::token::letters::hash;
use crate::text::secret::token::{Kind, Token, Word};
use crate::text::secret::value::judge::Form;

/// The scheme of a credential without a name: `Bearer x`.
#[derive(Debug, Default)]
pub(crate) struct Scheme {
    state: State,
    digest: Digest,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    None,
    Word(Form),
    /// Behind the white space that follows it.
    Space(Form),
}

/// Whether the parameters of Digest are being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Digest {
    #[default]
    None,
    Read,
    /// At a line end, behind which they go on only if it is folded.
    Line,
}

impl Scheme {
    #[inline]
    pub(crate) fn is_quiet(&self) -> bool {
        self.state == State::None && self.digest == Digest::None
    }

    /// Reads on; the form of the credential that this token begins.
    #[inline]
    pub(crate) fn read(&mut self, token: &Token, text: &str) -> Option<Form> {
        let begins = token.word().is_some_and(|word| Self::may_begin(token, word, text));
        if self.is_quiet() && !begins { None } else { self.step(token, text) }
    }

    /// Whether the word may be a scheme, by its length and its last letter.
    #[inline]
    pub(crate) fn may_begin(token: &Token, word: &Word, text: &str) -> bool {
        let last = text.as_bytes().get(token.end.saturating_sub(1)).copied().unwrap_or_default();
        word.letters > 4 && matches!(last | 0x20, b'r' | b'c' | b't')
    }

    fn step(&mut self, token: &Token, text: &str) -> Option<Form> {
        self.follow_digest(token);
        match self.state {
            State::Word(form) if token.is_gap() || form == Form::Bearer && token.is_mark(b'+') => {
                self.state = State::Space(form);
                return None;
            }
            State::Space(_) if token.is_gap() => return None,
            _ => {}
        }
        let before = std::mem::take(&mut self.state);
        if token.word().is_some() {
            self.state = scheme(token, text).map_or(State::None, State::Word);
        }
        let State::Space(form) = before else {
            return None;
        };
        if form == Form::Digest {
            self.digest = Digest::Read;
        }
        matches!(token.kind, Kind::Word(_) | Kind::Mark(_) | Kind::Other).then_some(form)
    }

    fn follow_digest(&mut self, token: &Token) {
        self.digest = match (self.digest, &token.kind) {
            (Digest::Read, Kind::Line) => Digest::Line,
            (Digest::Line, Kind::Space) => Digest::Read,
            (Digest::Line, Kind::Line) => Digest::Line,
            (Digest::Line, _) => Digest::None,
            (digest, _) => digest,
        };
    }

    pub(crate) fn is_digest_parameter(&self, uses: Uses) -> bool {
        self.digest == Digest::Read && uses.has(Use::DIGEST)
    }

    pub(crate) fn break_off(&mut self) {
        self.state = State::None;
    }
}

fn scheme(token: &Token, text: &str) -> Option<Form> {
    let word = token.hash(text);
    if word == hash("basic") {
        Some(Form::Basic)
    } else if word == hash("digest") {
        Some(Form::Digest)
    } else if ends_in_bearer(token, text) {
        Some(Form::Bearer)
    } else {
        None
    }
}

fn ends_in_bearer(token: &Token, text: &str) -> bool {
    let start = token.end.saturating_sub(b"bearer".len());
    let last = text.as_bytes().get(start..token.end);
    last.is_some_and(|last| last.eq_ignore_ascii_case(b"bearer"))
}
