use std::borrow::Cow;

/// The headers that a classification reads, in the order received.
#[derive(Clone, Default)]
pub(crate) struct Headers<'a> {
    pub(crate) retry_after: Vec<Cow<'a, str>>,
    pub(crate) date: Vec<Cow<'a, str>>,
}

impl<'a> Headers<'a> {
    /// The values of that header, where it is one of them.
    pub(super) fn values(&mut self, name: &str) -> Option<&mut Vec<Cow<'a, str>>> {
        if name.eq_ignore_ascii_case("retry-after") {
            Some(&mut self.retry_after)
        } else if name.eq_ignore_ascii_case("date") {
            Some(&mut self.date)
        } else {
            None
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.retry_after.is_empty() && self.date.is_empty()
    }
}
