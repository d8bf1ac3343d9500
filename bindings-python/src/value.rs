//! Any Python value as a text, an integer or bytes; a value of another type is absent.

use std::borrow::Cow;

use pyo3::exceptions::PyException;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyByteArray, PyBytes, PyFloat, PyInt, PyMemoryView, PyString};

/// A `str`, subclasses included; each lone surrogate is one U+FFFD.
pub fn text<'a>(value: &'a Bound<'_, PyAny>) -> Option<Cow<'a, str>> {
    let text = value.cast::<PyString>().ok()?;
    match text.to_str() {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => with_surrogates(text).ok().map(Cow::Owned),
    }
}

fn with_surrogates(text: &Bound<'_, PyString>) -> PyResult<String> {
    let py = text.py();
    let encode = py.get_type::<PyString>().getattr(intern!(py, "encode"))?;
    let encoded = encode.call1((text, intern!(py, "utf-16-le"), intern!(py, "surrogatepass")))?;
    let units = encoded.cast::<PyBytes>()?.as_bytes().as_chunks().0.iter().copied();
    let chars = char::decode_utf16(units.map(u16::from_le_bytes));
    Ok(chars.map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// An `int` that is no `bool`, or a `float` with an integral value.
pub fn integer(value: &Bound<'_, PyAny>) -> Option<i64> {
    if let Ok(integer) = value.cast::<PyInt>() {
        return if value.is_instance_of::<PyBool>() { None } else { integer.extract().ok() };
    }
    let float = value.cast::<PyFloat>().ok()?.value();
    let exact = float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "integral and in range")]
    exact.then_some(float as i64)
}

/// A text, or an integer in decimal.
pub fn code<'a>(value: &'a Bound<'_, PyAny>) -> Option<Cow<'a, str>> {
    text(value).or_else(|| integer(value).map(|integer| Cow::Owned(integer.to_string())))
}

/// `bytes`, `bytearray`, `memoryview` or whatever else has a buffer.
pub fn bytes<'a>(value: &'a Bound<'_, PyAny>) -> PyResult<Option<Cow<'a, [u8]>>> {
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(Some(Cow::Borrowed(bytes.as_bytes())));
    }
    if let Ok(bytes) = value.cast::<PyByteArray>() {
        return Ok(Some(Cow::Owned(bytes.to_vec())));
    }
    let copy = PyMemoryView::from(value)
        .and_then(|view| view.call_method0(intern!(value.py(), "tobytes")))
        .and_then(|copy| Ok(copy.cast::<PyBytes>()?.as_bytes().to_vec()));
    Ok(lenient(value.py(), copy)?.map(Cow::Owned))
}

/// Takes an exception for an absent value, but lets an interrupt or a cancellation through.
pub fn lenient<T>(py: Python<'_>, result: PyResult<T>) -> PyResult<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.is_instance_of::<PyException>(py) => Ok(None),
        Err(error) => Err(error),
    }
}
