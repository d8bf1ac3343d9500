use crate::normalize::is_blank;

/// The words for a broken transport.
pub(crate) const TRANSPORTS: &[&str] =
    &["dns", "refused", "unreachable", "reset", "tls", "timeout", OTHER];

const OTHER: &str = "other";

/// The listed word, `other` for one that is not, `None` for a blank one.
pub(super) fn listed(
    mut words: impl Iterator<Item = &'static str>,
    given: &str,
) -> Option<&'static str> {
    (!is_blank(given)).then(|| words.find(|word| *word == given).unwrap_or(OTHER))
}
