//! Redaction: bounded, idempotent, no planted secret left, no ordinary word lost.

#![no_main]

use avatar_errors_core::{Failure, Phase, classify, redacted};
use libfuzzer_sys::fuzz_target;

/// What diagnoses are made of.
const WORDS: &str = "the token has expired invalid session server refused request by password missing for \
    avatar not found credits exhausted key is required timeout after 30 seconds connection \
    closed rate 16000 Hz unsupported sample null true HTTP 503 cookie disabled gateway and \
    signature mismatch region eu-west-1 phase websocket_connect with a";

/// Letters and digits of a token that is a different one for every input.
fn letters(seed: &[u8], length: usize) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut state =
        seed.iter().fold(7_usize, |state, byte| state * 31 % 65_521 + usize::from(*byte));
    let mut next = || {
        state = (state * 75 + 74) % 65_537;
        char::from(ALPHABET[state % ALPHABET.len()])
    };
    (0..length).map(|_| next()).collect()
}

/// Secrets that are known by their format, wherever they stand.
fn secrets(seed: &[u8]) -> [(String, String); 3] {
    let [token, user, pem] = [36, 20, 48].map(|length| letters(seed, length));
    let lines = ["-----", "PRIVATE KEY", "-----"];
    let pem_block = format!("{0}BEGIN {1}{0}\n{pem}\n{0}END {1}{0}", lines[0], lines[1],);
    [
        (format!("{}_{token}", "ghp"), token),
        (format!("https://u:{user}@example.com/"), user),
        (pem_block, pem),
    ]
}

/// What an error says of a text in any place.
fn all(text: &str) -> Vec<String> {
    let error = classify(&Failure::new(Phase::WebsocketConnect).message(text).body(text));
    let mut all = vec![redacted(text), error.to_json(), error.to_string()];
    all.extend(error.raw_body().map(str::to_owned));
    all
}

fuzz_target!(|input: (u8, &[u8])| {
    let (mode, bytes) = input;
    let text = String::from_utf8_lossy(bytes);
    match mode % 3 {
        0 => {
            let once = redacted(&text);
            assert!(once.chars().count() <= 1024);
            assert!(!once.chars().any(char::is_control), "{once:?}");
            assert_eq!(redacted(&once), once);
            assert!(all(&text).iter().all(|told| told.len() < 32_768));
        }
        1 => {
            for (planted, secret) in secrets(bytes) {
                for told in all(&format!("{planted}\n{text}")) {
                    assert!(!told.contains(&secret), "{told:?}");
                }
                for told in all(&format!("{text}\n{planted}\n")) {
                    assert!(!told.contains(&secret), "{told:?}");
                }
            }
        }
        _ => {
            let words: Vec<_> = WORDS.split(' ').collect();
            let word = |byte: &u8| words[usize::from(*byte) % words.len()];
            // No more than is reported.
            let sentence = bytes.iter().take(50).map(word).collect::<Vec<_>>().join(" ");
            assert_eq!(redacted(&sentence), sentence);
        }
    }
});
