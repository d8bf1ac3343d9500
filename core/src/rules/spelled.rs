use std::sync::LazyLock;

use super::RuleInfo;
use super::Verdict;
use crate::reading::Reading;
use crate::words::ErrorCode;

/// The names that the mobile and web client SDKs use for four of the codes.
const OTHER_NAMES: &[(&str, ErrorCode)] = &[
    ("insufficientBalance", ErrorCode::CreditsExhausted),
    ("sessionTimeout", ErrorCode::SessionDurationExceeded),
    ("concurrentLimitExceeded", ErrorCode::ConcurrencyLimit),
    ("avatarIDUnrecognized", ErrorCode::AvatarNotFound),
];

struct Spelling {
    folded: String,
    code: ErrorCode,
    rule: String,
}

static SPELLINGS: LazyLock<Vec<Spelling>> = LazyLock::new(|| {
    let own = ErrorCode::ALL.iter().filter(|code| **code != ErrorCode::Unknown);
    let own = own.map(|code| (code.as_str(), code));
    let other = OTHER_NAMES.iter().map(|(name, code)| (*name, code));
    own.chain(other)
        .map(|(name, code)| Spelling {
            folded: fold(name).collect(),
            code: code.clone(),
            rule: format!("server_code.{}", snake_case(code.as_str())),
        })
        .collect()
});

/// 4: the server's code spells one of the codes.
pub(super) fn decide(reading: &Reading<'_>) -> Option<Verdict> {
    let word = reading.server_word()?;
    let spelling = SPELLINGS.iter().find(|spelling| spelling.folded.chars().eq(fold(word)))?;
    Some(Verdict { code: spelling.code.clone(), rule: &spelling.rule })
}

pub(super) fn list() -> Vec<RuleInfo> {
    let own = SPELLINGS.iter().take(SPELLINGS.len().saturating_sub(OTHER_NAMES.len()));
    let why = "the server names the code itself";
    own.map(|spelling| RuleInfo { name: &spelling.rule, code: spelling.code.clone(), why })
        .collect()
}

/// Case, `_`, `-` and spaces set aside.
fn fold(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).map(|c| c.to_ascii_lowercase())
}

fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut letters = name.chars().peekable();
    let mut after_lower = false;
    let mut after_upper = false;
    while let Some(letter) = letters.next() {
        let starts_word = after_upper && letters.peek().is_some_and(char::is_ascii_lowercase);
        if letter.is_ascii_uppercase() && (after_lower || starts_word) {
            snake.push('_');
        }
        after_lower = letter.is_ascii_lowercase();
        after_upper = letter.is_ascii_uppercase();
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}
