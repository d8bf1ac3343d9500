//! Response headers in the shapes in which Python's HTTP libraries keep them.

use std::borrow::Cow;

use avatar_errors::Failure;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyTuple};

use crate::value::{lenient, text};

/// More than any server sends; the bound is against iterators that never end.
pub const MOST: usize = 10_000;

/// A name and its value, or its list of values.
pub type Pair<'py> = (Bound<'py, PyAny>, Bound<'py, PyAny>);

/// The pairs of a mapping, of a library's own header type, or of an iterable of pairs.
pub fn pairs<'py>(headers: &Bound<'py, PyAny>) -> PyResult<Vec<Pair<'py>>> {
    if let Ok(headers) = headers.cast::<PyDict>() {
        return Ok(headers.iter().collect());
    }
    let mut pairs = Vec::new();
    lenient(headers.py(), items(headers).and_then(|items| read(&items, &mut pairs)))?;
    Ok(pairs)
}

/// `items()` joins or refuses repeated headers in some libraries, which then have another method.
fn items<'py>(headers: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    if headers.is_instance_of::<PyList>() || headers.is_instance_of::<PyTuple>() {
        return Ok(headers.clone());
    }
    for method in ["multi_items", "raw_items", "items"] {
        if let Some(method) = headers.getattr_opt(method)? {
            return method.call0();
        }
    }
    Ok(headers.clone())
}

/// Reads tuples of two; what came before an exception stays.
pub fn read<'py>(items: &Bound<'py, PyAny>, pairs: &mut Vec<Pair<'py>>) -> PyResult<()> {
    for item in items.try_iter()?.take(MOST) {
        // Tuples only: in JSON a list of lists is a value of the wrong type, and so it is here.
        if let Ok(pair) = item?.cast::<PyTuple>()
            && pair.len() == 2
        {
            pairs.push((pair.get_item(0)?, pair.get_item(1)?));
        }
    }
    Ok(())
}

/// Adds the headers to the failure; names and values are `str` or, as on the wire, `bytes`.
pub fn add<'a>(mut failure: Failure<'a>, headers: &'a [Pair<'_>]) -> Failure<'a> {
    for (name, value) in headers {
        let Some(name) = word(name) else { continue };
        for value in values(value) {
            failure = failure.header(&name, value);
        }
    }
    failure
}

fn values<'a>(value: &'a Bound<'_, PyAny>) -> Vec<Cow<'a, str>> {
    if let Some(one) = word(value) {
        return vec![one];
    }
    let many: Vec<_> = match (value.cast::<PyList>(), value.cast::<PyTuple>()) {
        (Ok(list), _) => list.iter().collect(),
        (_, Ok(tuple)) => tuple.iter().collect(),
        _ => Vec::new(),
    };
    many.iter().filter_map(word).map(|word| Cow::Owned(word.into_owned())).collect()
}

fn word<'a>(value: &'a Bound<'_, PyAny>) -> Option<Cow<'a, str>> {
    let bytes = value.cast::<PyBytes>();
    text(value).or_else(|| bytes.ok().map(|bytes| String::from_utf8_lossy(bytes.as_bytes())))
}
