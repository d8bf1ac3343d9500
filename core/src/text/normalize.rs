//! Bringing texts into the form in which they are compared and reported.

use std::borrow::Cow;

/// White space, control and bidirectional control characters: what folds to one space.
pub(crate) fn is_blank_char(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text normalizes to nothing.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_blank_char)
}

/// Folds every run of blank characters to one space and trims; borrows where nothing changes.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for word in text.split(is_blank_char).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    Cow::Owned(folded)
}

fn is_folded(text: &str) -> bool {
    let mut after_space = true;
    for &byte in text.as_bytes() {
        match byte {
            b' ' if after_space => return false,
            b' ' => after_space = true,
            b'!'..=b'~' => after_space = false,
            0x80.. => return is_folded_unicode(text),
            _ => return false,
        }
    }
    !after_space || text.is_empty()
}

fn is_folded_unicode(text: &str) -> bool {
    let mut after_space = true;
    for c in text.chars() {
        if is_blank_char(c) && (c != ' ' || after_space) {
            return false;
        }
        after_space = c == ' ';
    }
    !after_space
}

/// Cuts to that many Unicode scalar values, the `…` at the cut included.
pub(crate) fn cut_scalars(mut text: String, limit: usize) -> String {
    if text.len() <= limit || text.chars().nth(limit).is_none() {
        return text;
    }
    let end = text.char_indices().nth(limit.saturating_sub(1)).map_or(0, |(at, _)| at);
    text.truncate(end);
    text.push('…');
    text
}

/// Cuts to that many bytes at a character boundary, the `…` at the cut included.
pub(crate) fn cut_bytes(mut text: String, limit: usize) -> String {
    if text.len() > limit {
        truncate(&mut text, limit.saturating_sub('…'.len_utf8()));
        text.push('…');
    }
    text
}

/// Truncates to at most that many bytes at a character boundary.
pub(crate) fn truncate(text: &mut String, limit: usize) {
    text.truncate(floor_boundary(text, limit));
}

/// The last character boundary at or before `limit`.
pub(crate) fn floor_boundary(text: &str, limit: usize) -> usize {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    end
}
