use std::fmt::Display;
use std::io::{self, Write as _};

/// Says on standard error what went wrong where. One that is closed or full is no reason to stop.
pub(crate) fn complain(place: &dyn Display, reason: &dyn Display) {
    let _ = writeln!(io::stderr(), "avatar-errors: {place}: {reason}");
}
