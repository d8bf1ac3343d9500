//! What a host writes before it calls, and reads afterwards.

use std::borrow::Cow;
use std::cell::RefCell;

/// There is no answer.
pub(crate) const NONE: i32 = -1;
/// What was given is refused: this, less the length of the reason.
const REFUSED: i32 = -2;

/// The length of a part that is not there.
const ABSENT: u32 = u32::MAX;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for so many bytes; it stays until the next call of `input`.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: u32) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        // A host that once classified something long need not keep as much forever.
        if input.len() > 1 << 16 {
            *input = Vec::new();
        }
        input.clear();
        input.resize(length as usize, 0);
        input.as_mut_ptr()
    })
}

/// Where the last answer begins; it stays until the next question.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(|output| output.as_ptr())
}

/// Asks about the first part, a text.
pub(crate) fn whole<T>(question: impl FnOnce(&str) -> T) -> T {
    parts(|mut parts| question(&parts.text()))
}

/// Asks about the parts of the input.
pub(crate) fn parts<T>(question: impl FnOnce(Parts<'_>) -> T) -> T {
    INPUT.with_borrow(|input| question(Parts(input)))
}

/// Each is its length, as 32 bits, the lowest first, and so many bytes.
pub(crate) struct Parts<'a>(&'a [u8]);

impl<'a> Parts<'a> {
    /// The next as text; an empty one where there is none.
    pub(crate) fn text(&mut self) -> Cow<'a, str> {
        self.maybe_text().unwrap_or_default()
    }

    pub(crate) fn maybe_text(&mut self) -> Option<Cow<'a, str>> {
        self.next().flatten().map(String::from_utf8_lossy)
    }

    /// All that are left, as bytes.
    pub(crate) fn bytes(self) -> Vec<&'a [u8]> {
        self.map(Option::unwrap_or_default).collect()
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Option<&'a [u8]>;

    fn next(&mut self) -> Option<Self::Item> {
        let (length, rest) = self.0.split_first_chunk()?;
        let length = match u32::from_le_bytes(*length) {
            ABSENT => {
                self.0 = rest;
                return Some(None);
            }
            length => length as usize,
        };
        let (part, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some(Some(part))
    }
}

/// Answers with a text: its length.
pub(crate) fn answer(text: impl Into<Vec<u8>>) -> i32 {
    let text = text.into();
    let length = i32::try_from(text.len()).unwrap_or(NONE);
    OUTPUT.set(text);
    length
}

pub(crate) fn maybe(text: Option<String>) -> i32 {
    text.map_or(NONE, answer)
}

pub(crate) fn refused(reason: impl ToString) -> i32 {
    REFUSED.saturating_sub(answer(reason.to_string()))
}
