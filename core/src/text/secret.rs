//! Finding secrets in a text and replacing them; linear in the text, whatever it holds.

mod finder;
mod quote;
pub(crate) mod trigger;

use std::borrow::Cow;
use std::ops::Range;

use super::scan;
use finder::Finder;

const REDACTED: &str = "[redacted]";

/// Replaces every secret; `space` says what counts as white space.
pub(crate) fn redact(text: &str, space: fn(char) -> bool) -> Cow<'_, str> {
    let mut finder = Finder::new(text, space);
    let mut output = Output { text, written: 0, redacted: String::new() };
    let mut pending: Option<Range<usize>> = None;
    let scanned = scan::triggers(text, |trigger, end| {
        let Some(found) = finder.find(trigger, end) else {
            return;
        };
        pending = Some(match pending.take() {
            Some(last) if found.start < last.end => {
                last.start.min(found.start)..last.end.max(found.end)
            }
            Some(last) => {
                output.replace(&last);
                found
            }
            None => found,
        });
    });
    if scanned.is_none() {
        return Cow::Borrowed(REDACTED);
    }
    if let Some(last) = pending {
        output.replace(&last);
    }
    output.finish()
}

struct Output<'t> {
    text: &'t str,
    written: usize,
    redacted: String,
}

impl<'t> Output<'t> {
    fn replace(&mut self, secret: &Range<usize>) {
        let kept = self.text.get(self.written..secret.start);
        self.redacted.push_str(kept.unwrap_or_default());
        self.redacted.push_str(REDACTED);
        self.written = secret.end;
    }

    fn finish(mut self) -> Cow<'t, str> {
        if self.written == 0 {
            return Cow::Borrowed(self.text);
        }
        self.redacted.push_str(self.text.get(self.written..).unwrap_or_default());
        Cow::Owned(self.redacted)
    }
}

#[cfg(test)]
mod tests;
