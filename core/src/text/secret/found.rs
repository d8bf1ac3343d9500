use std::borrow::Cow;
use std::ops::Range;

use crate::text::secret::REDACTED;

/// The secrets found so far, nearly in the order of their starts.
#[derive(Default)]
pub(crate) struct Found {
    ranges: Vec<Range<usize>>,
}

/// A place kept for a secret whose end, or whether it is one, is not known yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place(usize);

/// How many of those found last are looked at.
const LAST: usize = 4;

impl Found {
    pub(crate) fn keep_place(&mut self, start: usize) -> Place {
        self.ranges.push(start..start);
        Place(self.ranges.len() - 1)
    }

    pub(crate) fn fill(&mut self, place: Place, secret: Range<usize>) {
        if let Some(range) = self.ranges.get_mut(place.0) {
            *range = secret;
        }
    }

    /// Whether one of those found last holds that byte.
    pub(crate) fn holds(&self, at: usize) -> bool {
        self.ranges.iter().rev().take(LAST).any(|range| range.contains(&at))
    }

    pub(crate) fn add(&mut self, secret: Range<usize>) {
        self.ranges.push(secret);
    }

    /// The text with every secret replaced; what overlaps or touches is one.
    pub(crate) fn replace(mut self, text: &str) -> Cow<'_, str> {
        self.ranges.retain(|range| !range.is_empty() && text.get(range.clone()) != Some(REDACTED));
        if self.ranges.is_empty() {
            return Cow::Borrowed(text);
        }
        self.sort();
        let mut redacted = String::with_capacity(text.len());
        let mut written = 0;
        for secret in &self.ranges {
            if secret.end <= written {
                continue;
            }
            if secret.start > written || written == 0 {
                redacted.push_str(text.get(written..secret.start).unwrap_or_default());
                redacted.push_str(REDACTED);
            }
            written = secret.end;
        }
        redacted.push_str(text.get(written..).unwrap_or_default());
        Cow::Owned(redacted)
    }

    /// By insertion: a secret is out of order by no more than those found while it went on,
    /// and those that go on for long have kept their place.
    fn sort(&mut self) {
        for index in 1..self.ranges.len() {
            let mut at = index;
            while at > 0 && self.start(at - 1) > self.start(at) {
                self.ranges.swap(at - 1, at);
                at -= 1;
            }
        }
    }

    fn start(&self, index: usize) -> usize {
        self.ranges.get(index).map_or(0, |range| range.start)
    }
}
