//! What holds for every error, whatever it was made of.

use avatar_errors_core::{AvatarError, Phase};

const TEXT: usize = 1024;
const DAY_S: u64 = 86_400;

/// Panics where an error is none that the contract knows.
pub fn check(error: &AvatarError) {
    let json = error.to_json();
    let read = AvatarError::from_json(&json).unwrap_or_else(|refused| panic!("{refused}: {json}"));
    assert_eq!(read.to_json(), json, "read back it is another");
    assert_eq!(&read, error);

    assert!((1..=TEXT).contains(&error.message().chars().count()), "{json}");
    for (text, most) in [
        (error.server_code(), 64),
        (error.server_title(), TEXT),
        (error.server_detail(), TEXT),
        (error.connection_id(), 128),
        (error.req_id(), 128),
        (error.close_reason(), 123),
    ] {
        assert!(text.is_none_or(|text| (1..=most).contains(&text.chars().count())), "{json}");
    }
    assert!(error.close_reason().is_none_or(|reason| reason.len() <= 123), "{json}");
    assert!(error.raw_body().is_none_or(|body| body.len() <= 2048), "{json}");
    assert!(error.http_status().is_none_or(|status| (100..600).contains(&status)), "{json}");
    assert!(error.retry_after_ms().is_none_or(|ms| ms < 1 << 53), "{json}");
    assert_eq!(error.retryable(), error.recovery() == "retry", "{json}");

    let told = [error.to_string(), error.log_fields().to_json(), error.problem().to_json(), json];
    for text in told {
        assert!(!text.chars().any(char::is_control), "{text:?}");
    }
    assert!(error.problem().retry_after_s.is_none_or(|seconds| seconds <= DAY_S));
    assert!(error.fingerprint().iter().all(|part| !part.is_empty()));
}

/// A phase, by a byte.
pub fn phase(byte: u8) -> Phase {
    let at = usize::from(byte) % Phase::ALL.len();
    Phase::ALL[at].clone()
}

/// The parts of an input, which a byte keeps apart that no UTF-8 has.
pub fn parts(input: &[u8]) -> impl Iterator<Item = &str> {
    input.split(|byte| *byte == 0xFF).filter_map(|part| std::str::from_utf8(part).ok())
}
