use crate::text::secret::token::Token;
use crate::text::secret::value::quote::Quote;

/// The quotes that are open around the place being read, as far as they can be told:
/// one opens where no word stands before it.
#[derive(Debug, Default)]
pub(crate) struct Enclosure {
    outer: Option<Quote>,
    inner: Option<Quote>,
}

impl Enclosure {
    #[inline]
    pub(crate) fn read(&mut self, token: &Token, follows_word: bool) {
        let Some(quote) = Quote::opened_by(token) else {
            return;
        };
        let opens = !follows_word;
        match (self.outer, self.inner) {
            (Some(outer), _) if outer.closed_by(token).is_some() => *self = Self::default(),
            (Some(_), Some(inner)) if inner.closed_by(token).is_some() => self.inner = None,
            (Some(outer), None) if opens && quote.is_deeper_than(&outer) => {
                self.inner = Some(quote)
            }
            (None, _) if opens => self.outer = Some(quote),
            _ => {}
        }
    }

    /// The quote that ends what stands here.
    pub(crate) fn innermost(&self) -> Option<Quote> {
        self.inner.or(self.outer)
    }
}
