//! Bringing texts into the form in which they are compared and reported.

mod format_char;

use std::borrow::Cow;

use super::secret::REDACTED;
pub(super) use format_char::is_format_char;

/// White space and control characters: what folds to one space.
#[inline]
fn is_blank_char(c: char) -> bool {
    if c.is_ascii() { !c.is_ascii_graphic() } else { c.is_whitespace() || c.is_control() }
}

/// Whether a text normalizes to nothing.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| is_blank_char(c) || is_format_char(c))
}

/// Drops format characters, folds every run of blank characters to one space and trims;
/// borrows where nothing changes.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    let mut rest = text;
    loop {
        // Most characters are such, and many in a row are copied at once.
        let plain = rest.bytes().take_while(u8::is_ascii_graphic).count();
        if let Some((plain, behind)) = rest.split_at_checked(plain).filter(|_| plain > 0) {
            if space {
                folded.push(' ');
                space = false;
            }
            folded.push_str(plain);
            rest = behind;
        }
        let mut chars = rest.chars();
        let Some(c) = chars.next() else {
            return Cow::Owned(folded);
        };
        rest = chars.as_str();
        if is_format_char(c) {
            continue;
        }
        if is_blank_char(c) {
            space = !folded.is_empty();
            continue;
        }
        if space {
            folded.push(' ');
            space = false;
        }
        folded.push(c);
    }
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
        if is_format_char(c) || is_blank_char(c) && (c != ' ' || after_space) {
            return false;
        }
        after_space = c == ' ';
    }
    !after_space
}

/// Folds an ID; every character but those of IDs becomes `_`. What redaction has put there stays,
/// and so does the `…` where an ID of that length has been cut.
pub(crate) fn fold_id(text: &str, limit: usize) -> Cow<'_, str> {
    let folded = fold(text);
    if folded.bytes().all(is_id_byte) {
        return folded;
    }
    let uncut = folded.strip_suffix('…').filter(|_| folded.chars().count() == limit);
    let kept = uncut.unwrap_or(&folded).split(REDACTED).map(|part| {
        part.chars()
            .map(|c| if u8::try_from(c).is_ok_and(is_id_byte) { c } else { '_' })
            .collect::<String>()
    });
    let mut kept = kept.collect::<Vec<_>>().join(REDACTED);
    if uncut.is_some() {
        kept.push('…');
    }
    Cow::Owned(kept)
}

/// The characters that an ID keeps.
fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._~:/+=@-".contains(&byte)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_characters_go_and_controls_become_spaces() {
        assert_eq!(fold("to\u{200B}k\u{AD}en\u{0}\u{202E} x\u{E0041}"), "token x");
        assert_eq!(fold(" \u{FEFF} a \u{200B} b\n"), "a b");
        assert_eq!(fold("\u{200D}"), "");
        assert!(is_blank("\u{200D} \u{2066}\0"));
    }

    #[test]
    fn a_folded_text_is_borrowed() {
        for text in ["", "a b", "é ü", "日本"] {
            assert!(matches!(fold(text), Cow::Borrowed(_)), "{text:?}");
        }
    }

    #[test]
    fn ids_keep_their_characters_only() {
        assert_eq!(
            fold_id("c-1, req_id=forged] ERROR <script>", 128),
            "c-1__req_id=forged__ERROR__script_"
        );
        assert_eq!(fold_id("a.b_c~d:e/f+g=h@i-j", 128), "a.b_c~d:e/f+g=h@i-j");
        assert!(matches!(fold_id("conn-1", 128), Cow::Borrowed(_)));
    }
}
