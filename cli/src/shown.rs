//! What others named or wrote, fit for a terminal and a log.

use std::ffi::OsStr;

/// A text without control characters, escape sequences and what turns or hides letters: each is
/// written as an escape.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for piece in text.split_inclusive(['\'', '"', '\\']) {
        let plain = piece.trim_end_matches(['\'', '"', '\\']);
        shown.extend(plain.escape_debug());
        shown.push_str(piece.get(plain.len()..).unwrap_or_default());
    }
    shown
}

/// A name of the system, which need not be UTF-8.
pub(crate) fn name(name: &OsStr) -> String {
    let mut told = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        told.push_str(&shown(chunk.valid()));
        told.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stay_and_what_moves_the_cursor_does_not() {
        for plain in ["failures.ndjson", "C:\\logs\\it's \"new\"", "überall", "日志", "e\u{301}"]
        {
            assert_eq!(shown(plain), plain);
        }
        let hostile =
            "a\u{1b}[2J\r\n\u{9b}31m\u{202e}b\u{200b}\u{e0041}\u{2028}\u{feff}\0\u{7f}\u{85}";
        let shown = shown(hostile);
        assert!(shown.bytes().all(|byte| byte.is_ascii_graphic()), "{shown}");
        assert!(shown.starts_with("a\\u{1b}[2J\\r\\n"), "{shown}");
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_is_told_by_its_bytes() {
        use std::os::unix::ffi::OsStrExt as _;
        assert_eq!(name(OsStr::from_bytes(b"a\xff\x1bb")), "a\\xff\\u{1b}b");
    }
}
