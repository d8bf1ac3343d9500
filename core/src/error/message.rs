use std::borrow::Cow;
use std::fmt::{self, Write as _};

use super::Fields;
use crate::reading::Reading;
use crate::text::{self, Limit, REDACTED, cut_scalars, report};
use crate::words::{ErrorCode, Phase, TRANSPORTS, VIOLATIONS};

const LONGEST: usize = 1024;

/// Room for the longest place without an argument.
const PLACE: usize = 80;

/// As often a message is searched for its place.
const LOOKS: usize = 8;

/// A message does not settle in more.
const ROUNDS: usize = 8;

/// Where it happened, in parentheses: phase, status, close code, and the words that the caller gave.
#[derive(Clone)]
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

    /// What the fields of an error say of it.
    pub(super) fn known(fields: &Fields) -> Self {
        Self {
            phase: fields.phase.clone(),
            http_status: fields.http_status,
            close_code: fields.close_code,
            words: [None; 2],
            argument: None,
        }
    }

    /// Takes a message apart into its words and the place, of which the beginning is known.
    fn apart<'m>(message: &'m str, known: &Self) -> Option<(&'m str, Self)> {
        let begin = format!(" {known}");
        let begin = begin.strip_suffix(')')?;
        // An argument may look like a place, but not often.
        message.rmatch_indices(begin).take(LOOKS).find_map(|(at, _)| {
            let (words, place) = message.split_at_checked(at)?;
            Some((words, known.ending(place.get(begin.len()..)?)?))
        })
    }

    /// The place with what stands in it behind what is known.
    fn ending(&self, rest: &str) -> Option<Self> {
        let mut rest = rest.strip_suffix(')')?;
        let transport = word(&mut rest, TRANSPORTS.iter().map(|(word, _)| *word));
        let protocol = word(&mut rest, VIOLATIONS.iter().map(|violation| violation.word));
        let argument = match rest.strip_prefix(", argument ") {
            Some(argument) => Some(report(Cow::Borrowed(argument), Limit::WORD)?),
            None if rest.is_empty() => None,
            None => return None,
        };
        Some(Self { words: [transport, protocol], argument, ..self.clone() })
    }
}

/// Takes the first of these words that the rest of a place begins with.
fn word(rest: &mut &str, mut words: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let begin = rest.strip_prefix(", ")?;
    let (word, behind) = words.find_map(|word| {
        let behind = begin.strip_prefix(word)?;
        (behind.is_empty() || behind.starts_with(',')).then_some((word, behind))
    })?;
    *rest = behind;
    Some(word)
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

/// One sentence: what the caller was doing, the server's words, else the native text, else what the
/// code means, and the place.
pub(crate) fn compose(
    prefix: Option<String>,
    words: Option<Cow<'_, str>>,
    code: &ErrorCode,
    place: &Place,
) -> String {
    let words = words.unwrap_or_else(|| {
        let info = code.info().or_else(|| ErrorCode::Unknown.info());
        info.map_or("", |info| info.meaning).into()
    });
    let known = || Place { words: [None; 2], argument: None, ..place.clone() };
    let Some(prefix) = prefix else {
        let (message, is_cut) = join(words, place);
        let settle = || settled(&message, &known());
        return is_cut.then(settle).flatten().unwrap_or(message);
    };
    let message = join(format!("{prefix}: {words}").into(), place).0;
    match settled(&message, &known()) {
        Some(settled) if settled == message => settled,
        // Behind a colon the words would count as the value of a name: "… token: Expired".
        _ => {
            let message = join(format!("{prefix} – {words}").into(), place).0;
            settled(&message, &known()).unwrap_or(message)
        }
    }
}

/// The words and the place, and whether the words were cut for it.
fn join(words: Cow<'_, str>, place: &Place) -> (String, bool) {
    let argument = place.argument.as_ref().map_or(0, String::len);
    let mut message = String::with_capacity(words.len() + PLACE + argument);
    message.push_str(&words);
    // Writing into memory cannot fail.
    let _ = write!(message, " {place}");
    if message.len() <= LONGEST || message.chars().count() <= LONGEST {
        return (message, false);
    }
    let place = place.to_string();
    let room = LONGEST.saturating_sub(place.chars().count() + 1);
    (format!("{} {place}", cut_scalars(words.into_owned(), room)), true)
}

/// A message as it is reported, and stays when it is reported again; a blank one is none. The place
/// that the library itself wrote behind the words is no value of theirs.
pub(super) fn settled(message: &str, place: &Place) -> Option<String> {
    let look = |message: &str| once(message, place).unwrap_or_default();
    let settled = text::settled(once(message, place)?, ROUNDS, look);
    Some(settled.unwrap_or_else(|| join(REDACTED.into(), place).0))
}

/// Settles the message of fields whose place has changed.
pub(super) fn settle(fields: &mut Fields) {
    if let Some(message) = settled(&fields.message, &Place::known(fields)) {
        fields.message = message.into();
    }
}

fn once(message: &str, place: &Place) -> Option<String> {
    let apart = Place::apart(message, place).and_then(|(words, place)| {
        let words = report(Cow::Borrowed(words), Limit::TEXT)?;
        Some(join(words.into(), &place).0)
    });
    apart.or_else(|| report(Cow::Borrowed(message), Limit::TEXT))
}
