use std::borrow::Cow;

use super::{take, take_array};
use crate::error::Fields;
use crate::{AvatarError, ErrorCode, Phase, Recovery};

const VERSION: u8 = 1;
const RETRYABLE: u8 = 1;
const ALERT: u8 = 2;
const ABSENT: u32 = u32::MAX;
const TEXTS: usize = 12;
const HEAD: usize = 16 + 4 * TEXTS;

/// Packs an error.
pub(crate) fn write(error: &AvatarError) -> Vec<u8> {
    let texts: [Option<&str>; TEXTS] = [
        Some(error.code().as_str()),
        Some(error.phase().as_str()),
        Some(error.message()),
        error.server_code(),
        error.server_title(),
        error.server_detail(),
        error.connection_id(),
        error.req_id(),
        error.close_reason(),
        Some(error.recovery().as_str()),
        Some(error.rule()),
        error.raw_body(),
    ];
    let flags = u8::from(error.retryable()) * RETRYABLE + u8::from(error.alert()) * ALERT;
    let retry_after = error.retry_after_ms().and_then(|ms| i64::try_from(ms).ok());
    let length: usize = texts.iter().flatten().map(|text| text.len()).sum();

    let mut packed = Vec::with_capacity(HEAD + length);
    packed.extend([VERSION, flags]);
    packed.extend(error.http_status().unwrap_or(0).to_be_bytes());
    packed.extend(error.close_code().map_or(-1, i32::from).to_be_bytes());
    packed.extend(retry_after.unwrap_or(-1).to_be_bytes());
    for text in texts {
        let length = text.map_or(ABSENT, |text| u32::try_from(text.len()).unwrap_or(ABSENT));
        packed.extend(length.to_be_bytes());
    }
    for text in texts.into_iter().flatten() {
        packed.extend(text.as_bytes());
    }
    packed
}

/// Reads a packed error; `None` for bytes that no version of this library packed.
pub(crate) fn read(mut packed: &[u8]) -> Option<AvatarError> {
    let [version, flags] = take_array(&mut packed)?;
    let http_status = u16::from_be_bytes(take_array(&mut packed)?);
    let close_code = i32::from_be_bytes(take_array(&mut packed)?);
    let retry_after_ms = i64::from_be_bytes(take_array(&mut packed)?);
    let mut lengths = take(&mut packed, 4 * TEXTS)?;
    let mut text = || -> Option<Option<&str>> {
        let length = u32::from_be_bytes(take_array(&mut lengths)?);
        if length == ABSENT {
            return Some(None);
        }
        let bytes = take(&mut packed, usize::try_from(length).ok()?)?;
        Some(Some(std::str::from_utf8(bytes).ok()?))
    };
    let owned = |text: Option<&str>| text.map(str::to_owned);

    let code = ErrorCode::from(text()??);
    let phase = Phase::from(text()??);
    let message = text()??.to_owned();
    let server_code = owned(text()?);
    let server_title = owned(text()?);
    let server_detail = owned(text()?);
    let connection_id = owned(text()?);
    let req_id = owned(text()?);
    let close_reason = owned(text()?);
    let recovery = Recovery::from(text()??);
    let rule = Cow::Owned(text()??.to_owned());
    let raw_body = owned(text()?);

    let fields = Fields {
        code,
        phase,
        message,
        http_status: Some(http_status).filter(|status| *status != 0),
        server_code,
        server_title,
        server_detail,
        connection_id,
        req_id,
        close_code: u16::try_from(close_code).ok(),
        close_reason,
        recovery,
        retryable: flags & RETRYABLE != 0,
        alert: flags & ALERT != 0,
        retry_after_ms: u64::try_from(retry_after_ms).ok(),
        rule,
    };
    (version == VERSION).then_some(AvatarError { fields, raw_body })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Failure, classify};

    #[test]
    fn every_field_survives() {
        let failure = Failure::new(Phase::WebsocketConnect)
            .http_status(503)
            .header("Retry-After", "7")
            .body(r#"{"errors":[{"code":"busy","title":"Busy","detail":"Später"}]}"#)
            .close_code(0)
            .close_reason("bye")
            .connection_id("c-1")
            .req_id("r-1");
        let error = classify(&failure);
        let read = read(&write(&error));
        assert_eq!(read.as_ref(), Some(&error));
        assert_eq!(read.as_ref().and_then(AvatarError::raw_body), error.raw_body());
        assert!(error.to_json().contains("Später") && error.raw_body().is_some());
    }

    #[test]
    fn absent_fields_stay_absent_and_less_is_no_error() {
        let error = classify(&Failure::new(Phase::Unknown));
        let packed = write(&error);
        assert_eq!(read(&packed), Some(error));
        for end in 0..packed.len() {
            assert_eq!(packed.get(..end).and_then(read), None);
        }
        let other_version = [&[VERSION + 1], packed.get(1..).unwrap_or_default()].concat();
        assert_eq!(read(&other_version), None);
    }
}
