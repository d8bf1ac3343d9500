//! The one buffer that crosses the boundary to Kotlin and Swift in each direction.
//!
//! All integers are big-endian, all texts UTF-8, all lengths in bytes.
//!
//! **Facts**, foreign side to core: any number of fields, each
//! `u8 key, u32 length, length bytes`. Unknown keys are skipped; where the buffer
//! ends too early, what was complete counts.
//!
//! | key | fact | bytes |
//! |---|---|---|
//! | 1 | phase | text |
//! | 2 | HTTP status | i64 |
//! | 3 | a header, a field for each value | u32 length of the name, name, value |
//! | 4, 5, 20 | body | as received; text; base64 text, read where neither other is given |
//! | 6, 7, 8 | server code, title, detail | text |
//! | 9, 10 | frame | as received; base64 text |
//! | 11, 12 | close code, close reason | i64; text |
//! | 13, 14, 15, 16 | transport, protocol, invalid argument, message | text |
//! | 17, 18 | connection ID, request ID | text |
//! | 19 | now, Unix time in milliseconds | i64 |
//!
//! **Error**, core to foreign side: `u8 version` (1), `u8 flags` (1 retryable, 2 alert),
//! `u16 HTTP status` (0 absent), `i32 close code` (−1 absent), `i64 retry after in
//! milliseconds` (−1 absent); then the `u32` lengths (`0xFFFF_FFFF` absent) of code,
//! phase, message, server code, server title, server detail, connection ID, request
//! ID, close reason, recovery, rule and raw body; then the texts in that order.

mod error;
mod facts;

pub(crate) use error::{read as read_error, write as write_error};
pub(crate) use facts::read as read_facts;

/// Takes that many bytes from the front.
fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (front, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(front)
}

/// Takes an integer of that width from the front.
fn take_array<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (front, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*front)
}

fn take_length(bytes: &mut &[u8]) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(take_array(bytes)?)).ok()
}
