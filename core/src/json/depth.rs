/// The deepest nesting that is still read as JSON.
pub(super) const DEEPEST: usize = 128;

/// Counts `{` and `[`, in or out of strings, in pieces that the compiler turns into vectors.
fn opening_brackets(text: &str) -> usize {
    let opens = |byte: &u8| u8::from(byte | 0x20 == b'{'); // the two differ in that bit
    let pieces = text.as_bytes().chunks(usize::from(u8::MAX));
    pieces.map(|piece| usize::from(piece.iter().map(opens).sum::<u8>())).sum()
}

/// Whether brackets outside strings nest too deep; for valid JSON only.
pub(super) fn is_too_deep(text: &str) -> bool {
    if opening_brackets(text) <= DEEPEST {
        return false;
    }
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}
