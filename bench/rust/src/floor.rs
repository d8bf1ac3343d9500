use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use prost::encoding::{WireType, decode_key, decode_varint};
use serde::Deserialize;

/// The bytes of a failure in a borrowed struct, and no more.
#[derive(Deserialize)]
pub(crate) struct Case<'a> {
    pub(crate) case: &'a str,
    #[expect(dead_code, reason = "parsing it is what is measured")]
    phase: &'a str,
    #[expect(dead_code, reason = "parsing it is what is measured")]
    http_status: Option<u16>,
    #[serde(borrow)]
    body: Option<Cow<'a, str>>,
    #[expect(dead_code, reason = "parsing it is what is measured")]
    server_code: Option<Cow<'a, str>>,
    #[expect(dead_code, reason = "parsing it is what is measured")]
    server_title: Option<Cow<'a, str>>,
    #[expect(dead_code, reason = "parsing it is what is measured")]
    server_detail: Option<Cow<'a, str>>,
    frame_base64: Option<&'a str>,
    #[expect(dead_code, reason = "parsing it is what is measured")]
    close_code: Option<u16>,
    #[expect(dead_code, reason = "parsing it is what is measured")]
    close_reason: Option<Cow<'a, str>>,
    #[expect(dead_code, reason = "parsing it is what is measured")]
    connection_id: Option<&'a str>,
}

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    errors: Vec<Entry<'a>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "parsing it is what is measured")]
struct Entry<'a> {
    id: Option<Cow<'a, str>>,
    status: Option<u16>,
    code: Option<Cow<'a, str>>,
    title: Option<Cow<'a, str>>,
    #[serde(borrow)]
    detail: Option<Cow<'a, str>>,
}

/// Only parses: the line, the JSON body in it, the frame in it.
pub(crate) fn parse(line: &str) -> Option<usize> {
    let case: Case<'_> = serde_json::from_str(line).ok()?;
    let body = case.body.as_deref().filter(|body| body.starts_with('{'));
    let entries = body.and_then(|body| serde_json::from_str::<Body<'_>>(body).ok());
    let fields =
        case.frame_base64.and_then(|frame| Some(frame_fields(&STANDARD.decode(frame).ok()?)));
    Some(entries.map_or(0, |body| body.errors.len()) + fields.unwrap_or_default())
}

/// Walks over the fields of a frame and its payload without copying any.
fn frame_fields(mut bytes: &[u8]) -> usize {
    let mut fields = 0;
    while let Ok((_, wire_type)) = decode_key(&mut bytes) {
        let Ok(value) = decode_varint(&mut bytes) else { break };
        fields += 1;
        if wire_type == WireType::LengthDelimited
            && let Some((inside, rest)) =
                bytes.split_at_checked(usize::try_from(value).unwrap_or(usize::MAX))
        {
            fields += frame_fields(inside) + usize::from(std::str::from_utf8(inside).is_ok());
            bytes = rest;
        }
    }
    fields
}
