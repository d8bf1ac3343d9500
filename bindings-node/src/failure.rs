use avatar_errors::{Failure, Phase};

macro_rules! set {
    ($failure:ident: $($name:ident),+) => {
        $(let $failure = if $name.is_empty() { $failure } else { $failure.$name($name) };)+
    };
}

/// Reads the texts, in this order, an empty one for what was not given; the body may be bytes instead.
///
/// The first character separates them; `None` where one of them holds it.
pub(crate) fn read<'a>(texts: &'a str, body_bytes: Option<&'a [u8]>) -> Option<Failure<'a>> {
    let separator = texts.chars().next()?;
    let mut texts = texts.split(separator).skip(1);
    let phase = texts.next()?;
    let server_code = texts.next()?;
    let server_title = texts.next()?;
    let server_detail = texts.next()?;
    let close_reason = texts.next()?;
    let transport = texts.next()?;
    let protocol = texts.next()?;
    let invalid_argument = texts.next()?;
    let message = texts.next()?;
    let connection_id = texts.next()?;
    let req_id = texts.next()?;
    let body = texts.next()?;
    if texts.next().is_some() {
        return None;
    }
    let failure = Failure::new(Phase::from_name(phase));
    set! { failure: server_code, server_title, server_detail, close_reason, transport, protocol,
    invalid_argument, message, connection_id, req_id, body }
    Some(match body_bytes {
        Some(bytes) => failure.body(bytes),
        None => failure,
    })
}

/// Sets the numbers; what is no integer was not given.
pub(crate) fn numbers(failure: Failure<'_>, status: f64, close: f64, now: f64) -> Failure<'_> {
    let failure = match integer(status) {
        Some(status) => failure.http_status(status),
        None => failure,
    };
    let failure = match integer(close) {
        Some(close) => failure.close_code(close),
        None => failure,
    };
    match integer(now) {
        Some(now) => failure.now_ms(now),
        None => failure,
    }
}

/// Sets the frame, and the headers as names and values in turn.
pub(crate) fn received<'a>(
    mut failure: Failure<'a>,
    frame: Option<&'a [u8]>,
    headers: Option<&'a [String]>,
) -> Failure<'a> {
    if let Some(frame) = frame {
        failure = failure.frame(frame);
    }
    let (pairs, _) = headers.unwrap_or_default().as_chunks();
    for [name, value] in pairs {
        failure = failure.header(name, value);
    }
    failure
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a cast of a float saturates, and such a number is out of every range"
)]
fn integer(number: f64) -> Option<i64> {
    (number.fract() == 0.0).then_some(number as i64)
}
