use fastrand::Rng;

/// A private character that stands for a lone surrogate until the line is spelled.
const SURROGATE: char = '\u{E000}';

/// What the service says, and words that decide.
const PHRASES: &[&str] = &[
    "Credits exhausted",
    "session time limit reached",
    "session denied",
    "no credit left",
    "Invalid session token",
    "token is expired",
    "app id mismatch",
    "appIDUnrecognized",
    "avatar not found",
    "unsupported sample rate",
    "LiveKit silence timeout",
    "unauthorized",
    "egress client is not configured on server",
    "failed to create egress connection",
    "driven server request failed",
    "livekit_egress",
    "unexpected message type",
    "app_id",
    "agora",
];

/// Pieces of secrets: names, delimiters, quotes, values, and what ends them.
const SECRETS: &[&str] = &[
    "sessionKey",
    "X-Session-Key",
    "api_key",
    "apiKey",
    "api_secret_key",
    "access_token",
    "secret",
    "authorization",
    "Authorization: Basic",
    "password",
    "Set-Cookie",
    "Bearer ",
    "bearer  ",
    "eyJ",
    "eyJmYWtl.ZmFrZQ.ZmFrZQ",
    "//",
    "https://user:not-a-password@host/",
    "wss://user@host",
    ":",
    "=",
    " = ",
    "=>",
    ":=",
    "%3A",
    "%3d",
    "\"",
    "'",
    "\\\"",
    "\\\\\"",
    "%22",
    "%27",
    "&quot;",
    "&#34;",
    "&#39;",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "<",
    ">",
    ",",
    ";",
    "&",
    "|",
    "`",
    "\\",
    "not-a-real-token",
    "[redacted]",
    ".",
    "..",
    "@",
    "#",
    "?",
    "token=token=",
    "token: ",
];

/// Characters that normalizing, cutting or an encoding may stumble over.
const ODD: &[&str] = &[
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\u{0}",
    "\u{1B}[31m",
    "\u{7F}",
    "\u{85}",
    "\u{A0}",
    "\u{2028}",
    "\u{3000}",
    "\u{202E}",
    "\u{2066}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{FFFD}",
    "é",
    "ß",
    "İ",
    "头像",
    "😀",
    "👩\u{200D}🚀",
    "\u{E000}",
    "\u{10FFFF}",
    "…",
    "/",
    "\u{8}",
    "\u{C}",
];

const WORDS: &[&str] =
    &["the", "session", "request", "was", "closed", "by", "server", "42", "node-7", "x", "Failed"];

/// Any text: what the service says, secrets, odd characters, sometimes very long.
pub(crate) fn any(rng: &mut Rng) -> String {
    let pieces = match rng.u8(..) {
        0..=3 => 0,
        4..=199 => rng.usize(1..6),
        200..=249 => rng.usize(6..30),
        _ => rng.usize(300..900),
    };
    let glue = if rng.bool() { " " } else { "" };
    let pieces: Vec<_> = (0..pieces).map(|_| piece(rng)).collect();
    pieces.join(glue)
}

fn piece(rng: &mut Rng) -> &'static str {
    let list = match rng.u8(..10) {
        0..=2 => PHRASES,
        3..=5 => SECRETS,
        6..=7 => ODD,
        _ => WORDS,
    };
    pick(rng, list)
}

/// One of a list.
pub(crate) fn pick(rng: &mut Rng, list: &[&'static str]) -> &'static str {
    rng.choice(list).copied().unwrap_or_default()
}

/// Spells the stand-ins as escapes of lone surrogates.
pub(crate) fn spell_surrogates(line: &str) -> String {
    line.replace(SURROGATE, "\\ud83d")
}
