use crate::text::secret::key::Key;
use crate::text::secret::key::keys::Keys;
use crate::text::secret::token::{Kind, Token};
use crate::text::secret::value::quote::Quote;

/// What stands before a key.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Head {
    /// Only white space and list marks stand before it on its line, so much of it.
    pub(crate) is_line_start: bool,
    pub(crate) indent: usize,
    /// The quote right before it.
    pub(crate) quote: Option<Quote>,
    /// A `?` or `&` right before it.
    pub(crate) is_query: bool,
    /// Whether the quote begins an element of a list or an argument of a call.
    pub(crate) begins_element: bool,
}

/// Remembers the last marks and line starts, as far as a head needs them.
#[derive(Debug, Default)]
pub(crate) struct Heads {
    /// The last mark and where it ended.
    mark: u8,
    mark_end: usize,
    /// Where the last `?` or `&` ended, and the last two dashes.
    query_end: usize,
    flag_end: usize,
    /// The last two quotes, the last one first.
    quotes: [Opened; 2],
    /// Where the first word of the line stands, and how far it is indented.
    line: usize,
    indent: usize,
    is_line_start: bool,
}

/// A quote that may have opened.
#[derive(Clone, Copy, Debug, Default)]
struct Opened {
    quote: Option<Quote>,
    end: usize,
    begins_element: bool,
}

/// A flag is no longer than this.
const LONGEST_FLAG: usize = 64;

impl Heads {
    pub(crate) fn new() -> Self {
        Self { is_line_start: true, ..Self::default() }
    }

    /// What stands before that key.
    pub(crate) fn head(&self, key: &Key) -> Head {
        let before = self.quotes.iter().find(|opened| opened.end == key.start && key.start > 0);
        let before = before.copied().unwrap_or_default();
        Head {
            is_line_start: self.line == key.start && !self.is_line_start,
            indent: self.indent,
            quote: before.quote,
            is_query: self.query_end == key.start && key.start > 0,
            begins_element: before.begins_element,
        }
    }

    /// Whether a key that begins there is a flag: `--token`.
    pub(crate) fn is_flag(&self, key_start: usize) -> bool {
        self.flag_end == key_start && key_start > 0
    }

    /// Whether what ends there may be one.
    #[inline]
    pub(crate) fn may_be_flag(&self, end: usize) -> bool {
        self.flag_end > 0 && end - self.flag_end <= LONGEST_FLAG
    }

    #[inline(always)]
    pub(crate) fn read(&mut self, token: &Token, keys: &Keys) {
        match token.kind {
            Kind::Mark(mark) => {
                if matches!(mark, b'"' | b'\'' | b'`' | b'?' | b'&' | b'-') {
                    self.special(mark, token, keys);
                } else {
                    self.is_line_start = false;
                }
                self.mark = mark;
                self.mark_end = token.end;
            }
            Kind::Word(_) | Kind::Space if !self.is_line_start => {}
            _ => self.line(token),
        }
    }

    fn special(&mut self, mark: u8, token: &Token, keys: &Keys) {
        let is_second_dash = mark == b'-' && self.mark == b'-' && self.mark_end == token.start;
        self.is_line_start &= mark == b'-' && !is_second_dash;
        match mark {
            b'?' | b'&' => self.query_end = token.end,
            b'-' if is_second_dash && self.flag_end == token.start => self.flag_end = 0,
            b'-' if is_second_dash => self.flag_end = token.end,
            b'-' => {}
            _ => {
                let [last, _] = self.quotes;
                let quote = Quote::opened_by(token);
                let begins_element = self.begins_element(token, keys);
                self.quotes = [Opened { quote, end: token.end, begins_element }, last];
            }
        }
    }

    /// Whether what is read now stands behind a bracket or a comma, but perhaps for a
    /// letter as in `b"x"`.
    fn begins_element(&self, token: &Token, keys: &Keys) -> bool {
        let word = keys.word();
        let is_prefix = word.end == token.start && word.len() == 1 && word.start == self.mark_end;
        (is_prefix || word.end <= self.mark_end) && matches!(self.mark, b'(' | b'[' | b'{' | b',')
    }

    fn line(&mut self, token: &Token) {
        match token.kind {
            Kind::Line => {
                self.is_line_start = true;
                self.indent = 0;
            }
            Kind::Space => self.indent += token.end - token.start,
            Kind::Word(_) => {
                self.line = token.start;
                self.is_line_start = false;
            }
            _ => self.is_line_start = false,
        }
    }
}
