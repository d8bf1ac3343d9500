//! One name in the spellings of the languages.

/// `server_code` as `serverCode`; `SessionToken` as `sessionToken`.
pub(crate) fn lower_camel(name: &str) -> String {
    let mut camel = String::new();
    let mut after_joint = false;
    for (at, c) in name.chars().enumerate() {
        match c {
            '_' => after_joint = true,
            _ if after_joint => {
                camel.extend(c.to_uppercase());
                after_joint = false;
            }
            _ if at == 0 => camel.extend(c.to_lowercase()),
            _ => camel.push(c),
        }
    }
    camel
}

/// `SessionTokenExpired` as `SESSION_TOKEN_EXPIRED`.
pub(crate) fn upper_snake(name: &str) -> String {
    let mut snake = String::new();
    for (at, c) in name.chars().enumerate() {
        if at > 0 && c.is_uppercase() {
            snake.push('_');
        }
        snake.extend(c.to_uppercase());
    }
    snake
}
