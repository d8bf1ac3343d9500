mod heads;

use std::ops::Range;

use crate::text::secret::format::prefix::{INFIXES, Of, Prefix};
use crate::text::secret::found::{Found, Place};
use crate::text::secret::token::{Kind, Token, Word};
use heads::{bot, glued, infix, joined};

/// A token that its vendor's prefix tells.
#[derive(Debug, Default)]
pub(crate) struct Vendor {
    current: Option<Current>,
    /// Where the number of a bot begins, right before the colon that has been read.
    bot: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Current {
    prefix: &'static Prefix,
    place: Place,
    start: usize,
    end: usize,
}

impl Vendor {
    #[inline]
    pub(crate) fn is_quiet(&self) -> bool {
        self.current.is_none() && self.bot.is_none()
    }

    /// Whether a word may begin with a prefix.
    #[inline]
    pub(crate) fn may_begin(word: &Word) -> bool {
        word.letters > 2
    }

    /// Whether the head of a prefix, or the number of a bot, stands before that mark.
    pub(crate) fn begins_at(
        &mut self,
        mark: u8,
        before: Range<usize>,
        text: &str,
        found: &mut Found,
    ) -> bool {
        self.mark(mark, before, text, found);
        !self.is_quiet()
    }

    /// Reads on; `before` is the word right before the token.
    pub(crate) fn read(
        &mut self,
        token: &Token,
        before: Option<Range<usize>>,
        text: &str,
        found: &mut Found,
    ) {
        self.step(token, before, text, found);
    }

    fn step(&mut self, token: &Token, before: Option<Range<usize>>, text: &str, found: &mut Found) {
        if let Some(current) = &mut self.current {
            match token.kind {
                Kind::Word(_) => {
                    current.end = token.end;
                    return;
                }
                Kind::Mark(mark)
                    if current.takes(mark, token.start) && !begins_dashes(text, token.start) =>
                {
                    return;
                }
                _ => {}
            }
            current.finish(text, found);
            self.current = None;
        }
        let bot = self.bot.take();
        match (&token.kind, before) {
            (Kind::Word(word), _) => match bot {
                Some(start)
                    if text.get(token.start..).is_some_and(|rest| rest.starts_with("AA")) =>
                {
                    self.current = Some(Current::open(&INFIXES.bot, start, token.end, found));
                }
                _ => self.word(token, word, text, found),
            },
            (Kind::Mark(mark), Some(before)) => self.mark(*mark, before, text, found),
            _ => {}
        }
    }

    fn word(&mut self, token: &Token, word: &Word, text: &str, found: &mut Found) {
        if Self::may_begin(word) && word.capitals + word.digits > 0 {
            let rest = text.get(token.start..).unwrap_or_default();
            self.current = glued(rest, token, found);
        }
    }

    fn mark(&mut self, mark: u8, before: Range<usize>, text: &str, found: &mut Found) {
        match mark {
            b'_' | b'-' | b'.' | b'~' | b'$' => {
                let word = before.clone();
                let infix = infix(mark, before, text)
                    .map(|(prefix, start)| Current::open(prefix, start, word.end, found));
                self.current = infix.or_else(|| joined(word, text, found));
            }
            b':' => self.bot = bot(&before, text),
            _ => {}
        }
    }
}

impl Current {
    fn open(prefix: &'static Prefix, start: usize, end: usize, found: &mut Found) -> Self {
        Self { prefix, place: found.keep_place(start), start, end }
    }

    fn takes(&self, mark: u8, at: usize) -> bool {
        at < self.start + self.prefix.text.len() || self.prefix.marks.contains(&mark)
    }

    fn finish(&self, text: &str, found: &mut Found) {
        let body = text.get(self.start + self.prefix.text.len()..self.end).unwrap_or_default();
        let fits = match self.prefix.of {
            Of::Letters => {
                body.bytes().any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
            }
            Of::Mixed => body.bytes().any(|byte| byte.is_ascii_digit()),
            Of::Hex => body.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'),
            Of::Region => is_region(body),
            Of::Parts => is_parts(body),
        };
        if body.len() >= self.prefix.body && fits {
            found.fill(self.place, self.start..self.end);
        }
    }
}

/// More dashes than a token has: `-----BEGIN`.
pub(crate) fn begins_dashes(text: &str, at: usize) -> bool {
    text.as_bytes().get(at..at + 3) == Some(b"---")
}

/// `-us12` behind 32 characters.
fn is_region(body: &str) -> bool {
    let region = body.get(32..).and_then(|rest| rest.strip_prefix("-us"));
    region.is_some_and(|number| {
        (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn is_parts(body: &str) -> bool {
    let mut parts = body.trim_end_matches('.').split('.').map(str::len);
    let lengths = [parts.next(), parts.next(), parts.next(), parts.next()];
    matches!(lengths, [Some(23..=28), Some(6..=7), Some(27..=45), None])
}
