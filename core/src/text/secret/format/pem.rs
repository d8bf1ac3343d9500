use crate::text::secret::found::{Found, Place};
use crate::text::secret::token::letters::hash;
use crate::text::secret::token::{Kind, Token};

/// A PEM block: its body is a secret where its label names a key that is not public.
#[derive(Debug, Default)]
pub(crate) struct Pem {
    dashes: usize,
    state: State,
    is_key: bool,
    is_public: bool,
    body: usize,
    place: Option<Place>,
    /// Whether the body holds what no sentence does.
    has_run: bool,
    end: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    None,
    /// In the label behind "BEGIN".
    Label,
    Body,
    /// In the label behind "END".
    Closing,
}

const DASHES: usize = 4;
/// A body has a run of at least so many letters.
const RUN: usize = 16;
/// Letters of a line that the end of the text cuts.
const CUT_RUN: usize = 8;

impl Pem {
    #[inline]
    pub(crate) fn is_quiet(&self) -> bool {
        self.dashes == 0 && self.state == State::None
    }

    #[inline]
    pub(crate) fn read(&mut self, token: &Token, text: &str, found: &mut Found) {
        if self.dashes > 0 || self.state != State::None || token.is_mark(b'-') {
            self.step(token, text, found);
        }
    }

    fn step(&mut self, token: &Token, text: &str, found: &mut Found) {
        let dashes = self.dashes;
        match &token.kind {
            Kind::Mark(b'-') => {
                if self.dashes == 0 {
                    self.end = token.start;
                }
                self.dashes += 1;
                return;
            }
            Kind::Word(word) => {
                self.dashes = 0;
                if dashes >= DASHES {
                    self.after_dashes(token, token.hash(text), found);
                } else if self.state == State::Label {
                    self.label(token.hash(text));
                } else if self.state == State::Body {
                    self.has_run |=
                        word.letters >= RUN || word.letters >= CUT_RUN && word.has_both();
                }
                return;
            }
            // "---- BEGIN SSH2"
            Kind::Space if dashes >= DASHES && self.state != State::Label => return,
            _ => {}
        }
        if dashes >= DASHES && self.state == State::Label {
            self.begin_body(token, found);
        }
        self.dashes = 0;
        match token.kind {
            Kind::End => self.close(token.end, found),
            Kind::Line if self.state == State::Label => self.state = State::None,
            _ => {}
        }
    }

    /// Whether a block begins there.
    pub(crate) fn begins_at(text: &str, at: usize) -> bool {
        let begin = b"-----BEGIN ";
        text.as_bytes().get(at..at + begin.len()) == Some(begin)
    }

    /// Whether a certificate or another public block is being read: its lines are no secrets.
    pub(crate) fn is_public_body(&self) -> bool {
        self.state == State::Body && self.place.is_none()
    }

    fn after_dashes(&mut self, token: &Token, word: u32, found: &mut Found) {
        if self.state == State::Label {
            self.begin_body(token, found);
        }
        if word == hash("begin") {
            if self.state == State::Body {
                self.close(self.end, found);
            }
            *self = Self { state: State::Label, ..Self::default() };
        } else if word == hash("end") && self.state == State::Body {
            self.close(self.end, found);
            self.state = State::Closing;
        }
    }

    fn label(&mut self, word: u32) {
        self.is_key |= word == hash("key");
        self.is_public |= word == hash("public") || word == hash("certificate");
    }

    fn begin_body(&mut self, token: &Token, found: &mut Found) {
        self.state = State::Body;
        self.body = token.start;
        self.has_run = token.word().is_some_and(|word| word.letters >= RUN);
        if self.is_key && !self.is_public {
            self.place = Some(found.keep_place(token.start));
        }
    }

    fn close(&mut self, end: usize, found: &mut Found) {
        if let (Some(place), true) = (self.place, self.has_run) {
            found.fill(place, self.body..end);
        }
        self.state = State::None;
        self.place = None;
    }
}
