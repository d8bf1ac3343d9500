use crate::text::secret::token::{Kind, Token};
use crate::text::secret::value::bare::{Context, Scope};
use crate::text::secret::value::judge::{Form, Judge};

/// A value that a key has announced and that has not begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expect {
    pub(crate) judge: Judge,
    pub(crate) scope: Scope,
    pub(crate) context: Context,
    /// Where a second colon stands that belongs to the value.
    pub(crate) colon: Option<usize>,
    lines: usize,
    is_line_start: bool,
}

/// A value begins at most so many line ends behind its delimiter.
const MOST_LINES: usize = 4;

impl Expect {
    pub(crate) fn new(judge: Judge, scope: Scope, context: Context) -> Self {
        Self { judge, scope, context, colon: None, lines: 0, is_line_start: false }
    }

    /// Whether the value may still come behind this token.
    pub(crate) fn waits(&mut self, token: &Token) -> bool {
        match token.kind {
            Kind::Line => {
                self.lines += 1;
                self.is_line_start = true;
                self.lines <= MOST_LINES
            }
            Kind::Space => {
                self.is_line_start = false;
                true
            }
            Kind::Control => {
                self.context.has_control = true;
                true
            }
            _ => false,
        }
    }

    /// Whether this token tells that there is no value.
    pub(crate) fn is_off(&self, token: &Token) -> bool {
        match self.judge.form() {
            // `A=` and the next line.
            Form::Assigned => self.is_line_start,
            Form::Flag => token.is_mark(b'-'),
            Form::Pair => !matches!(token.kind, Kind::Mark(b'"' | b'\'') | Kind::Word(_)),
            _ => false,
        }
    }

    pub(crate) fn takes_quotes(&self) -> bool {
        !matches!(self.judge.form(), Form::Bearer | Form::Basic | Form::Digest)
    }

    pub(crate) fn takes_brackets(&self) -> bool {
        matches!(self.judge.form(), Form::Assigned | Form::Told)
    }

    /// Where the value begins, if this token begins it.
    pub(crate) fn start(&self, token: &Token) -> usize {
        self.colon.unwrap_or(token.start)
    }
}
