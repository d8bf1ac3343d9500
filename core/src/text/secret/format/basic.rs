use crate::text::secret::format::jwt::six_bits;

/// How much is decoded to find the colon.
const DECODED: usize = 64;

/// From how many characters it is taken for one undecoded.
const LONG: usize = 16;

/// Whether what stands behind "Basic" is the base64 of a user and a password.
pub(crate) fn is_credential(value: &str) -> bool {
    decodes_to_pair(value) || is_mixed(value)
}

fn decodes_to_pair(value: &str) -> bool {
    let mut bits = 0_u32;
    let mut kept = 0;
    let mut has_colon = false;
    for byte in value.bytes().take(DECODED) {
        let Some(six) = six_bits(byte) else {
            return has_colon && (byte == b'=' || byte == b'%');
        };
        bits = bits << 6 | six;
        kept += 6;
        if kept >= 8 {
            kept -= 8;
            let byte = bits >> kept & 0xFF;
            if byte < 0x20 {
                return false;
            }
            has_colon |= byte == u32::from(b':');
        }
    }
    has_colon
}

fn is_mixed(value: &str) -> bool {
    let has = |is: fn(&u8) -> bool| value.as_bytes().iter().take(DECODED).any(is);
    value.len() >= LONG
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
}
