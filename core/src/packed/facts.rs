use super::{take, take_array, take_length};
use crate::{Failure, Phase};

/// Reads packed facts; total.
pub(crate) fn read(mut facts: &[u8]) -> Failure<'_> {
    let mut failure = Failure::new(Phase::Unknown);
    let mut body_base64 = None;
    while let Some((key, value)) = take_field(&mut facts) {
        let text = || String::from_utf8_lossy(value);
        failure = match key {
            1 => {
                failure.phase = Phase::from_name(&text());
                failure
            }
            2 => set_integer(failure, value, Failure::http_status),
            3 => set_header(failure, value),
            4 => failure.body(value),
            5 => failure.body(text()),
            6 => failure.server_code(text()),
            7 => failure.server_title(text()),
            8 => failure.server_detail(text()),
            9 => failure.frame(value),
            10 => failure.frame_base64(&text()),
            11 => set_integer(failure, value, Failure::close_code),
            12 => failure.close_reason(text()),
            13 => failure.transport(&text()),
            14 => failure.protocol(&text()),
            15 => failure.invalid_argument(text()),
            16 => failure.message(text()),
            17 => failure.connection_id(text()),
            18 => failure.req_id(text()),
            19 => set_integer(failure, value, Failure::now_ms),
            20 => {
                body_base64 = Some(text());
                failure
            }
            _ => failure,
        };
    }
    match body_base64 {
        Some(body) => failure.body_base64(&body),
        None => failure,
    }
}

fn take_field<'a>(facts: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    let [key] = take_array(facts)?;
    let length = take_length(facts)?;
    Some((key, take(facts, length)?))
}

fn set_integer<'a>(
    failure: Failure<'a>,
    value: &[u8],
    set: fn(Failure<'a>, i64) -> Failure<'a>,
) -> Failure<'a> {
    match value.try_into() {
        Ok(bytes) => set(failure, i64::from_be_bytes(bytes)),
        Err(_) => failure,
    }
}

fn set_header<'a>(failure: Failure<'a>, mut value: &'a [u8]) -> Failure<'a> {
    match take_length(&mut value).and_then(|length| take(&mut value, length)) {
        Some(name) => {
            failure.header(&String::from_utf8_lossy(name), String::from_utf8_lossy(value))
        }
        None => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(key: u8, value: &[u8]) -> Vec<u8> {
        let length = u32::try_from(value.len()).unwrap_or_default();
        [&[key][..], &length.to_be_bytes(), value].concat()
    }

    #[test]
    fn facts_cut_anywhere_are_still_read() {
        let facts = [
            field(1, b"websocket_connect"),
            field(2, &503_i64.to_be_bytes()),
            field(3, b"\0\0\0\x0bRetry-After7"),
            field(99, b"a key of a newer version"),
            field(20, b"eyJkZXRhaWwiOiJidXN5In0="),
        ]
        .concat();
        for end in 0..facts.len() {
            let cut = read(facts.get(..end).unwrap_or_default());
            assert!(!crate::classify(&cut).message().is_empty());
        }
        let error = crate::classify(&read(&facts));
        assert_eq!(error.message(), "busy (websocket_connect, HTTP 503)");
        assert_eq!(error.retry_after_ms(), Some(7000));
    }

    #[test]
    fn lengths_that_lie_end_the_reading() {
        for facts in
            [&[2, 0xff, 0xff, 0xff, 0xff, 1][..], &[3, 0, 0, 0, 4, 0, 0, 0, 9], &[2, 0, 0, 0, 1, 9]]
        {
            let error = crate::classify(&read(facts));
            assert_eq!((error.code().as_str(), error.http_status()), ("unknown", None));
        }
    }
}
