/// The words for what broke below HTTP and WebSocket, each with what it stands for.
pub(crate) const TRANSPORTS: &[(&str, &str)] = &[
    ("dns", "The name of the host did not resolve."),
    ("refused", "Nothing listens there."),
    ("unreachable", "No way leads there."),
    ("reset", "The connection broke."),
    ("tls", "TLS failed: a certificate, a version."),
    ("timeout", "It took too long."),
    ("other", "Something else, or nothing more is known."),
];
