/// What kind of place a secret may begin at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trigger {
    /// A name whose value is one word.
    Name,
    /// A name whose value goes to the end of the line after a colon.
    Cookie,
    /// Likewise, and otherwise a scheme and a word.
    Authorization,
    /// The scheme of a bearer token.
    Bearer,
    /// The beginning of a JSON Web Token.
    Jwt,
    /// The `//` before a URL's user and password.
    Authority,
}

/// What begins a secret, compared without regard to ASCII case.
///
/// A name counts as the end of a longer key too, so that the shortest endings
/// stand for all: `api_token` and `session_token` end in `token`, `x-api-key`
/// in `api-key`, `client_secret` in `secret`, `set-cookie` in `cookie`.
pub(crate) static TRIGGERS: &[(&str, Trigger)] = &[
    ("sessionkey", Trigger::Name),
    ("session_key", Trigger::Name),
    ("session-key", Trigger::Name),
    ("api_key", Trigger::Name),
    ("api-key", Trigger::Name),
    ("apikey", Trigger::Name),
    ("api_secret_key", Trigger::Name),
    ("secret", Trigger::Name),
    ("token", Trigger::Name),
    ("password", Trigger::Name),
    ("cookie", Trigger::Cookie),
    ("authorization", Trigger::Authorization),
    ("bearer", Trigger::Bearer),
    ("eyj", Trigger::Jwt),
    ("//", Trigger::Authority),
];
