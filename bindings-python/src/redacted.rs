//! A library's text as an error tells its own.

use pyo3::prelude::*;

use crate::guard::caught;
use crate::value::text;

/// Without secrets, on one line, cut; empty for what is no text.
#[pyfunction]
#[pyo3(signature = (words, /))]
pub fn redacted(words: &Bound<'_, PyAny>) -> String {
    let clean = caught(|| text(words).map(|words| avatar_errors::redacted(&words)));
    clean.flatten().unwrap_or_default()
}
