use super::dice::Dice;
use super::forms::FORMS;
use crate::text::{redacted, report_body};

/// What the rules look at, in pieces that fall together in any order.
const PIECES: &[&str] = &[
    "token",
    "password",
    "Authorization",
    "Cookie",
    "apiKey",
    "name",
    "value",
    "key",
    "=",
    ":",
    ": ",
    " ",
    "\n",
    "\n  ",
    "\r\n ",
    "\"",
    "'",
    "`",
    "\\\"",
    "\\\\\\\"",
    "\\",
    "(",
    ")",
    "[",
    "]",
    "[]",
    "{",
    "}",
    "<",
    ">",
    "</",
    "/>",
    "<![CDATA[",
    "]]>",
    ",",
    ";",
    "&",
    "?",
    "#",
    "@",
    "//",
    "/",
    "%",
    "%22",
    "%3D",
    "%2522",
    "&quot;",
    "&#34;",
    "&lt;",
    "+",
    "-",
    "--",
    "-----BEGIN \u{50}RIVATE KEY-----",
    "-----END \u{50}RIVATE KEY-----",
    "Bearer ",
    "Basic ",
    "Digest ",
    "eyJhbGciOiJub25lIn0",
    ".",
    "eyJ",
    "[redacted]",
    "[redac",
    "ted]",
    "abc",
    "aB3dE6gH9jK2",
    "Zm9vOmJhcg==",
    "12345678",
    "user",
    "https:",
    "expired",
    "is",
    "not",
    "null",
    "Some",
    "b",
    "|",
    ">-",
    "…",
    "\u{200B}",
    "\u{0}",
    "é",
    "ｔｏｋｅｎ",
    "ghp_",
    "aB3dE6gH9jK2mN5pQ8sT\u{31}vW4yZ7bC0dF3gH6jK9mN2",
    "id",
    "X-Amz-",
    "X-Amz-Date",
    "12345678:AA",
    "-us12",
    "*",
    "$",
    "%s",
];

fn composed(dice: &mut Dice) -> String {
    let count = 1 + dice.below(14);
    (0..count).map(|_| dice.one_of(PIECES)).collect()
}

/// In a release build it is worth while to ask for more: `AVATAR_ERRORS_TEXTS=5000000`.
fn count() -> u64 {
    std::env::var("AVATAR_ERRORS_TEXTS").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000)
}

#[test]
fn redacting_twice_changes_nothing() {
    assert!(FORMS.len() > 50);
    for seed in 0..count() {
        let text = composed(&mut Dice::new(seed));
        let told = redacted(&text);
        assert_eq!(redacted(&told), told, "seed {seed}, from {text:?}");
        let body = report_body(&text);
        assert_eq!(body.as_deref().and_then(report_body), body, "seed {seed}, a body of {text:?}");
    }
}
