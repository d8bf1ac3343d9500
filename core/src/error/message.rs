use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::reading::Reading;
use crate::text::{Limit, cut_scalars, report};
use crate::words::{ErrorCode, Phase};

const LONGEST: usize = 1024;

/// Room for the longest place without an argument.
const PLACE: usize = 80;

/// Where it happened, in parentheses: phase, status, close code, and the words that the caller gave.
pub(crate) struct Place {
    phase: Phase,
    http_status: Option<u16>,
    close_code: Option<u16>,
    words: [Option<&'static str>; 2],
    argument: Option<String>,
}

impl Place {
    pub(crate) fn of(reading: &mut Reading<'_>) -> Self {
        Self {
            phase: reading.phase.clone(),
            http_status: reading.http_status,
            close_code: reading.close_code,
            words: [reading.transport, reading.protocol],
            argument: reading.invalid_argument.take().and_then(|name| report(name, Limit::WORD)),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        f.write_str(self.phase.as_str())?;
        if let Some(status) = self.http_status {
            write!(f, ", HTTP {status}")?;
        }
        if let Some(code) = self.close_code {
            write!(f, ", close {code}")?;
        }
        for word in self.words.into_iter().flatten() {
            write!(f, ", {word}")?;
        }
        if let Some(argument) = &self.argument {
            write!(f, ", argument {argument}")?;
        }
        f.write_str(")")
    }
}

/// One sentence: the server's words, else the native text, else what the code means, and the place.
pub(crate) fn compose(words: Option<Cow<'_, str>>, code: &ErrorCode, place: &Place) -> String {
    let words = words.unwrap_or_else(|| {
        let info = code.info().or_else(|| ErrorCode::Unknown.info());
        info.map_or("", |info| info.meaning).into()
    });
    let argument = place.argument.as_ref().map_or(0, String::len);
    let mut message = String::with_capacity(words.len() + PLACE + argument);
    message.push_str(&words);
    // Writing into memory cannot fail.
    let _ = write!(message, " {place}");
    if message.len() > LONGEST && message.chars().count() > LONGEST {
        let place = place.to_string();
        let room = LONGEST.saturating_sub(place.chars().count() + 1);
        message = format!("{} {place}", cut_scalars(words.into_owned(), room));
    }
    message
}
