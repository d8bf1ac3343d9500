//! A failure as JavaScript hands it over: names and values in turn as one text, the first character
//! of which stands before each; bytes beside it. What stands behind a `link` is what that link says.

use avatar_errors::{Failure, Link, Observation, Phase, with_facts};

use crate::texts;

/// Reads it; `None` where one of its `count` names and values holds the separator. Where it gives no
/// time, `now_ms` counts, and without that the system's.
#[must_use]
pub fn read<'a>(
    texts: &'a str,
    count: u32,
    bytes: &[&'a [u8]],
    now_ms: Option<i64>,
) -> Option<Failure<'a>> {
    let Some(separator) = texts.chars().next() else { return Some(of_phase("")) };
    let mut texts = texts.split(separator).skip(1);
    let mut given = Given::default();
    let mut links = Vec::new();
    let mut left = count;
    while let Some(name) = texts.next() {
        let value = texts.next()?;
        left = left.checked_sub(2)?;
        match (name, links.last_mut()) {
            ("link", _) => links.push((value, Given::default())),
            (_, Some((_, link))) => link.take(name, value, bytes),
            (_, None) => given.take(name, value, bytes),
        }
    }
    if left > 0 {
        return None;
    }
    let mut failure = given.failure();
    if let Some(now_ms) = now_ms {
        failure = failure.or_now_ms(now_ms);
    }
    let mut depth = None;
    for (place, given) in links {
        failure = failure.observation(given.observation(place, &mut depth));
    }
    Some(failure)
}

/// Its phase: that comes first.
#[must_use]
pub fn phase(texts: &str) -> &str {
    let mut texts = texts::apart(texts);
    if texts.next() == Some("phase") { texts.next().unwrap_or_default() } else { "" }
}

/// Of which only the phase is known.
#[must_use]
pub fn of_phase<'a>(phase: &str) -> Failure<'a> {
    Failure::new(Phase::from_name(phase))
}

macro_rules! given {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        /// What was given of a failure, or of one link.
        #[derive(Default)]
        struct Given<'a> {
            phase: &'a str,
            $($name: Option<&'a str>,)+
            header: Vec<(&'a str, &'a str)>,
            body_bytes: Option<&'a [u8]>,
            frame_bytes: Option<&'a [u8]>,
            no_failure: bool,
            classified: bool,
        }

        impl<'a> Given<'a> {
            fn take(&mut self, name: &'a str, value: &'a str, bytes: &[&'a [u8]]) {
                let bytes = || bytes.get(value.parse::<usize>().ok()?).copied();
                match name {
                    "phase" => self.phase = value,
                    $(stringify!($name) => self.$name = Some(value),)+
                    "body_bytes" => self.body_bytes = bytes(),
                    "frame_bytes" => self.frame_bytes = bytes(),
                    "no_failure" => self.no_failure = true,
                    "classified" => self.classified = true,
                    // A header has its own name, behind a colon.
                    _ => self.header.extend(name.strip_prefix(':').map(|name| (name, value))),
                }
            }

            fn failure(self) -> Failure<'a> {
                let failure = of_phase(self.phase);
                $(let failure = set!(failure, $kind $name, self.$name);)+
                let failure = set!(failure, bytes body, self.body_bytes);
                let failure = set!(failure, bytes frame, self.frame_bytes);
                let header = |failure: Failure<'a>, (name, value)| failure.header(name, value);
                self.header.into_iter().fold(failure, header)
            }
        }
    };
}

macro_rules! set {
    ($failure:ident, headers $name:ident, $value:expr) => {
        $failure
    };
    ($failure:ident, integer $name:ident, $value:expr) => {
        match $value.and_then(integer) {
            Some(number) => $failure.$name(number),
            None => $failure,
        }
    };
    ($failure:ident, $kind:ident $name:ident, $value:expr) => {
        match $value {
            Some(value) => $failure.$name(value),
            None => $failure,
        }
    };
}

with_facts!(given);

impl<'a> Given<'a> {
    /// The observation of a depth and a kind of link. Without a depth it stands beneath the one
    /// before it, without a kind it is a bystander, but for the first: that is the error itself.
    fn observation(self, place: &str, before: &mut Option<u32>) -> Observation<'a> {
        let (depth, kind) = place.split_once(' ').unwrap_or_default();
        let given = integer(depth).and_then(|depth| u16::try_from(depth).ok());
        let next = before.map_or(0, |before| before.saturating_add(1));
        let depth = given.map_or(next, u32::from);
        let link = match (kind.trim(), *before) {
            ("", None) => Link::Cause,
            _ => Link::from_name(kind),
        };
        *before = Some(depth);
        let (no_failure, classified) = (self.no_failure, self.classified);
        let observation = Observation::new(link, depth).facts(self.failure());
        match (no_failure, classified) {
            (true, _) => observation.no_failure(),
            (false, true) => observation.classified(),
            (false, false) => observation,
        }
    }
}

/// What is no integer was not given. JavaScript writes those from 10^21 on with an exponent.
fn integer(number: &str) -> Option<i64> {
    let (digits, farthest) = match number.strip_prefix('-') {
        Some(digits) => (digits, i64::MIN),
        None => (number, i64::MAX),
    };
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_huge = digits.contains("e+");
    (is_whole || is_huge).then(|| number.parse().unwrap_or(farthest))
}
