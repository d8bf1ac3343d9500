use std::borrow::Cow;

use ::tungstenite::http::header::{CONTENT_LENGTH, HeaderMap, TRANSFER_ENCODING};

use super::BODY_BYTES;

/// A body as its headers frame it: tungstenite hands on what came with them, unread.
pub(super) enum Body<'e> {
    Whole(Cow<'e, [u8]>),
    /// The rest was still to come, if it came.
    Partial,
    /// It is not framed as its headers say.
    Broken,
}

impl<'e> Body<'e> {
    pub(super) fn read(headers: &HeaderMap, received: &'e [u8]) -> Self {
        let last = headers.get_all(TRANSFER_ENCODING).iter().next_back();
        if last.is_some_and(|value| ends_with_chunked(value.as_bytes())) {
            return chunked(received);
        }
        let length =
            headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        let end = length.unwrap_or(received.len()).min(BODY_BYTES);
        // Without a length a body ends with the connection, for all that can be known.
        received.get(..end).map_or(Self::Partial, |body| Self::Whole(body.into()))
    }
}

fn ends_with_chunked(value: &[u8]) -> bool {
    let last = value.rsplit(|byte| *byte == b',').next().unwrap_or_default();
    last.trim_ascii().eq_ignore_ascii_case(b"chunked")
}

fn chunked<'e>(mut rest: &'e [u8]) -> Body<'e> {
    let mut body = Vec::new();
    loop {
        if body.len() >= BODY_BYTES {
            body.truncate(BODY_BYTES);
            return Body::Whole(body.into());
        }
        let Some(end) = rest.windows(2).position(|two| two == b"\r\n") else {
            return Body::Partial;
        };
        let (line, after) = rest.split_at(end);
        let Some(size) = size(line) else { return Body::Broken };
        if size == 0 {
            return Body::Whole(body.into());
        }
        let chunk = after.get(2..).unwrap_or_default();
        body.extend_from_slice(chunk.get(..size).unwrap_or(chunk));
        rest = match chunk.get(size..).unwrap_or_default() {
            [b'\r', b'\n', next @ ..] => next,
            [] | [b'\r'] => &[],
            _ => return Body::Broken,
        };
    }
}

/// The size of a chunk; what follows a semicolon is for others.
fn size(line: &[u8]) -> Option<usize> {
    let digits = line.split(|byte| *byte == b';').next()?.trim_ascii();
    let digits = std::str::from_utf8(digits).ok().filter(|text| !text.starts_with('+'))?;
    usize::from_str_radix(digits, 16).ok()
}
