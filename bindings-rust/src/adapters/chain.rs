use std::error::Error;
use std::fmt::{self, Write as _};
use std::{io, iter, sync::Arc};

/// More than a sound error has; a chain without an end would not let go.
const LINKS: usize = 32;

/// As much of an error's text as is taken; the core reports far less.
const TEXT_BYTES: usize = 64 * 1024;

type Link<'e> = &'e (dyn Error + 'static);

/// The error and its causes, outermost first.
pub(super) fn links(error: Link<'_>) -> impl Iterator<Item = Link<'_>> {
    iter::successors(Some(error), |link| cause(*link)).take(LINKS)
}

fn cause(link: Link<'_>) -> Option<Link<'_>> {
    // What an `io::Error` wraps, and what is shared, is not its source but has it.
    let wrapped = cast::<io::Error>(link).and_then(io::Error::get_ref);
    let shared = link.downcast_ref::<Arc<dyn Error + Send + Sync>>();
    match wrapped.or(shared.map(AsRef::as_ref)) {
        Some(inner) => Some(inner),
        None => link.source(),
    }
}

/// The error as that type, where it is one; other errors keep a large one in a box.
pub(super) fn cast<E: Error + 'static>(link: Link<'_>) -> Option<&E> {
    link.downcast_ref()
        .or_else(|| link.downcast_ref::<Box<E>>().map(AsRef::as_ref))
        .or_else(|| link.downcast_ref::<Arc<E>>().map(AsRef::as_ref))
}

/// The error's own text, as far as it gets.
pub(super) fn text(link: Link<'_>) -> Option<String> {
    let mut text = Bounded(String::new());
    // `to_string` would panic where a `Display` fails.
    let _ = write!(text, "{link}");
    Some(text.0).filter(|text| !text.trim().is_empty())
}

struct Bounded(String);

impl fmt::Write for Bounded {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        for character in part.chars() {
            if self.0.len() >= TEXT_BYTES {
                return Err(fmt::Error);
            }
            self.0.push(character);
        }
        Ok(())
    }
}
