use super::once;

#[track_caller]
fn assert_redacted(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(once(text), *expected, "from {text:?}");
    }
}

#[test]
fn bare_values_end_at_space_or_punctuation() {
    assert_redacted(&[
        ("a token=abc def", "a token=[redacted] def"),
        ("a access_token => abc, def", "a access_token => [redacted], def"),
        ("x?sessionKey=abc&b=c", "x?sessionKey=[redacted]&b=c"),
        ("x X-API-KEY := abc;d", "x X-API-KEY := [redacted];d"),
        ("x api_secret_key%3Dabc|d", "x api_secret_key%3D[redacted]|d"),
        ("the token is expired", "the token is expired"),
        ("tokens: 5", "tokens: 5"),
        ("a token=, b", "a token=, b"),
    ]);
}

#[test]
fn quotes_bound_a_value_and_stay() {
    assert_redacted(&[
        (r#"{"token":"a b\"c","x":1}"#, r#"{"token":"[redacted]","x":1}"#),
        (r#"{\"token\":\"a b\",\"x\":1}"#, r#"{\"token\":\"[redacted]\",\"x\":1}"#),
        ("a token='x y' z", "a token='[redacted]' z"),
        ("a token%22%3A%22x y%22 z", "a token%22%3A%22[redacted]%22 z"),
        ("a &quot;token&quot;: &quot;x&quot; z", "a &quot;token&quot;: &quot;[redacted]&quot; z"),
        ("a token=\"\" z", "a token=\"\" z"),
        ("a token=\"x z", "a token=\"[redacted]"),
    ]);
}

#[test]
fn brackets_bound_a_value_and_go() {
    assert_redacted(&[
        ("a token=[x [y] z] b", "a token=[redacted] b"),
        ("a secret={x b", "a secret=[redacted]"),
        ("a token=[] b", "a token=[] b"),
    ]);
}

#[test]
fn lines_and_schemes() {
    assert_redacted(&[
        ("token: a b\nc", "token: [redacted]\nc"),
        ("my token: a b\nc", "my token: [redacted] b\nc"),
        ("x Cookie: a=b; c=d\ne", "x Cookie: [redacted]\ne"),
        ("x authorization=Basic abc def", "x authorization=[redacted] def"),
        ("x token=bearer abc def", "x token=[redacted] def"),
        ("x Bearer abc, d", "x Bearer [redacted], d"),
    ]);
}

#[test]
fn tokens_and_urls_anywhere() {
    assert_redacted(&[
        ("x eyJmYWtl.ZmFrZQ.ZmFrZQ y", "x [redacted] y"),
        ("x eyJmYWtl y", "x eyJmYWtl y"),
        ("wss:\u{2f}/user:pass@host/path@x", "wss://[redacted]@host/path@x"),
        ("wss://user@host/path", "wss://[redacted]@host/path"),
        ("//host/a:b@c", "//host/a:b@c"),
    ]);
}

#[test]
fn a_name_in_a_value_does_not_hide_the_next() {
    assert_redacted(&[
        ("x secret: password: abc", "x secret: password: [redacted]"),
        ("x token=a=token=b", "x token=[redacted]"),
    ]);
}

#[test]
fn redacting_twice_changes_nothing() {
    for text in ["x token=abc", "Cookie: a b", "x token=\"abc\"", "x Bearer abc", "//a:b@c"] {
        let redacted = once(text);
        assert_ne!(redacted, text);
        assert_eq!(once(&redacted), redacted);
    }
}

/// Each of these would take minutes if every name walked the rest of the text by itself.
#[test]
fn inputs_made_to_hurt_stay_linear() {
    let hurting = [
        "eyJ",
        "token:",
        "token:[",
        "token=\"",
        "token=\\\"",
        "Bearer ",
        "//a:",
        "authorization=",
        "authorization: ",
        "token: token=",
        "token=\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\"",
        "token={[",
        "cookie:",
        "token%22:%22",
        "token (",
        "[",
        "eyJ.",
        "token\n: ",
    ];
    for part in hurting {
        let text = part.repeat(1_000_000 / part.len());
        assert!(once(&text).len() <= text.len() * 4);
    }
}
