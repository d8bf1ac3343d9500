/// A word as codes and phases are spelled.
pub(super) fn word(word: &str) -> Option<&str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    ((1..=64).contains(&word.len()) && word.bytes().all(plain)).then_some(word)
}
