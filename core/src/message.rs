use std::borrow::Cow;
use std::fmt::Write as _;

use crate::ErrorCode;
use crate::facts::Facts;
use crate::normalize::cut_scalars;
use crate::text::{Limit, report};

const LONGEST: usize = 1024;

/// Where it happened, in parentheses: phase, status, close code, and the words that the caller gave.
pub(crate) fn place(facts: &mut Facts<'_>) -> String {
    let mut place = String::with_capacity(64);
    let _ = write!(place, " ({}", facts.phase);
    if let Some(status) = facts.http_status {
        let _ = write!(place, ", HTTP {status}");
    }
    if let Some(code) = facts.close_code {
        let _ = write!(place, ", close {code}");
    }
    for word in [facts.transport, facts.protocol].into_iter().flatten() {
        let _ = write!(place, ", {word}");
    }
    if let Some(name) = facts.invalid_argument.take().and_then(|name| report(name, Limit::ID)) {
        let _ = write!(place, ", argument {name}");
    }
    place.push(')');
    place
}

/// One sentence: the server's words, else the native text, else what the code means, and the place.
pub(crate) fn compose(words: Option<Cow<'_, str>>, code: &ErrorCode, place: &str) -> String {
    let words = words.unwrap_or_else(|| {
        let info = code.info().or_else(|| ErrorCode::Unknown.info());
        info.map_or("", |info| info.meaning).into()
    });
    let room = LONGEST.saturating_sub(place.chars().count());
    let mut message = String::with_capacity(words.len() + place.len());
    if words.len() > room {
        message.push_str(&cut_scalars(words.into_owned(), room));
    } else {
        message.push_str(&words);
    }
    message.push_str(place);
    message
}
