use std::ops::Range;

use super::quote::{Quote, begins};
use super::trigger::Trigger;

/// Finds where secrets stand, from the places where they may begin, taken in order.
///
/// What was measured once is remembered, so that thousands of names in one long
/// run of characters cost one walk over it and not one each.
pub(super) struct Finder<'t> {
    text: &'t str,
    bytes: &'t [u8],
    space: fn(char) -> bool,
    runs: [Range<usize>; 2],
    line: Range<usize>,
    brackets: [usize; 4],
    base64url_end: usize,
    done: bool,
}

struct Delimiter {
    len: usize,
    colon: bool,
}

const DELIMITERS: &[&str] = &[":=", "=>", ":", "=", "%3a", "%3d"];
const BRACKETS: [(u8, u8); 4] = [(b'[', b']'), (b'{', b'}'), (b'(', b')'), (b'<', b'>')];

impl<'t> Finder<'t> {
    pub(super) fn new(text: &'t str, space: fn(char) -> bool) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            space,
            runs: [0..0, 0..0],
            line: 0..0,
            brackets: [0; 4],
            base64url_end: 0,
            done: false,
        }
    }

    /// The secret after a trigger that ends at `end`, if there is one.
    pub(super) fn find(&mut self, trigger: Trigger, end: usize) -> Option<Range<usize>> {
        if self.done {
            return None; // the last one went to the end of the text
        }
        let found = match trigger {
            Trigger::Bearer => self.word_after_space(end)?,
            Trigger::Jwt => self.jwt(end.saturating_sub(3))?,
            Trigger::Authority => self.user_info(end)?,
            Trigger::Name | Trigger::Cookie | Trigger::Authorization => self.value(trigger, end)?,
        };
        self.done = found.end == self.bytes.len();
        (!found.is_empty()).then_some(found)
    }

    fn value(&mut self, trigger: Trigger, name_end: usize) -> Option<Range<usize>> {
        let quote = Quote::at_start(self.rest(name_end)).map_or(0, |quote| quote.len());
        let at = self.skip_space(name_end + quote);
        let delimiter = delimiter(self.rest(at))?;
        let start = self.skip_space(at + delimiter.len);
        if let Some(quote) = Quote::at_start(self.rest(start)) {
            return Some(quote.value(self.bytes, start + quote.len()));
        }
        if let Some(kind) = BRACKETS.iter().position(|(open, _)| self.byte(start) == Some(*open)) {
            return self.bracketed(kind, start);
        }
        let whole_line = delimiter.colon
            && (trigger != Trigger::Name || quote == 0 && self.key_begins_line(name_end));
        let end = if whole_line { self.line_end(start) } else { self.words_end(trigger, start) };
        Some(start..end)
    }

    /// The end of a bare value: one word, and the word after a scheme.
    fn words_end(&mut self, trigger: Trigger, start: usize) -> usize {
        let end = self.bare_end(start);
        let first = self.bytes.get(start..end).unwrap_or_default();
        if first.is_empty() {
            end
        } else if trigger == Trigger::Authorization || first.eq_ignore_ascii_case(b"bearer") {
            self.word_after_space(end).map_or(end, |second| second.end.max(end))
        } else {
            end
        }
    }

    fn word_after_space(&mut self, end: usize) -> Option<Range<usize>> {
        let start = self.skip_space(end);
        (start > end).then(|| start..self.bare_end(start)).filter(|word| !word.is_empty())
    }

    fn bracketed(&mut self, kind: usize, start: usize) -> Option<Range<usize>> {
        let (open, close) = *BRACKETS.get(kind)?;
        let measured = self.brackets.get_mut(kind)?;
        if start < *measured {
            return None; // inside a value of the same bracket, found already
        }
        let mut depth = 0_usize;
        let inside = self.bytes.get(start..).unwrap_or_default();
        let partner = inside.iter().position(|byte| {
            depth += usize::from(*byte == open);
            depth -= usize::from(*byte == close);
            depth == 0
        });
        let end = partner.map_or(self.bytes.len(), |at| start + at + 1);
        *measured = end;
        let is_empty = partner == Some(1) || end == start + 1;
        (!is_empty).then_some(start..end)
    }

    fn jwt(&mut self, start: usize) -> Option<Range<usize>> {
        if start < self.base64url_end || !self.rest(start).starts_with(b"eyJ") {
            return None;
        }
        let run = |dots: bool| {
            let part = |byte: &u8| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || dots && *byte == b'.'
            };
            start + self.rest(start).iter().take_while(|byte| part(byte)).count()
        };
        let header_end = run(false);
        let end = if self.byte(header_end) == Some(b'.') { run(true) } else { header_end };
        self.base64url_end = end;
        (end > header_end).then_some(start..end)
    }

    fn user_info(&self, start: usize) -> Option<Range<usize>> {
        let rest = self.text.get(start..)?;
        let stop = |c: char| matches!(c, '/' | '?' | '#' | '"' | '\'') || (self.space)(c);
        let authority = rest.get(..rest.find(stop).unwrap_or(rest.len()))?;
        let user_info = authority.get(..authority.rfind('@')?)?;
        user_info.contains(':').then_some(start..start + user_info.len())
    }

    /// Whether the key that ends in this name stands at the start of the text or of a line.
    fn key_begins_line(&self, name_end: usize) -> bool {
        let before = self.bytes.get(..name_end).unwrap_or_default();
        let key = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
        matches!(before.iter().rev().find(|byte| !key(byte)), None | Some(b'\n' | b'\r'))
    }

    fn bare_end(&mut self, start: usize) -> usize {
        if let Some(run) = self.runs.iter().find(|run| run.contains(&start)) {
            return run.end;
        }
        let stop = |c: char| {
            matches!(
                c,
                ',' | ';'
                    | '&'
                    | '#'
                    | '"'
                    | '\''
                    | '<'
                    | '>'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '{'
                    | '}'
                    | '|'
                    | '\\'
            ) || (self.space)(c)
        };
        let rest = self.text.get(start..).unwrap_or_default();
        let end = start + rest.find(stop).unwrap_or(rest.len());
        self.runs.swap(0, 1);
        if let Some(oldest) = self.runs.first_mut() {
            *oldest = start..end;
        }
        end
    }

    fn line_end(&mut self, start: usize) -> usize {
        if !self.line.contains(&start) {
            let rest = self.rest(start);
            let line = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            self.line = start..start + line.unwrap_or(rest.len());
        }
        self.line.end
    }

    fn skip_space(&self, from: usize) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        from + (rest.len() - rest.trim_start_matches(self.space).len())
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn rest(&self, from: usize) -> &'t [u8] {
        self.bytes.get(from..).unwrap_or_default()
    }
}

fn delimiter(bytes: &[u8]) -> Option<Delimiter> {
    let found = DELIMITERS.iter().find(|delimiter| begins(bytes, delimiter))?;
    Some(Delimiter { len: found.len(), colon: *found == ":" })
}
