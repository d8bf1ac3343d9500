//! An error whose code the caller has decided, as the SDKs' own constructors make it.

use avatar_errors::{AvatarError, Failure, Phase};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error::NativeError;
use crate::guard::{caught, guard, least};
use crate::keys::Keys;
use crate::value::text;

type Given<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// Make the error of that code; `known` are keys of a failure.
#[pyfunction]
#[pyo3(signature = (code, message, raw_body = None, /, **known))]
pub fn given(
    code: &Bound<'_, PyAny>,
    message: &Bound<'_, PyAny>,
    raw_body: Given<'_, '_>,
    known: Option<&Bound<'_, PyDict>>,
) -> PyResult<NativeError> {
    let error = match caught(|| made(code, message, raw_body, known)) {
        Some(error) => error?,
        None => guard(|| Ok(least(Phase::Unknown)))?,
    };
    Ok(NativeError(error))
}

fn made(
    code: &Bound<'_, PyAny>,
    message: &Bound<'_, PyAny>,
    raw_body: Given<'_, '_>,
    known: Option<&Bound<'_, PyDict>>,
) -> PyResult<AvatarError> {
    let keys = known.map_or_else(|| Ok(Box::default()), |known| Keys::of(known))?;
    let phase = keys.phase.as_ref().and_then(text).unwrap_or_default();
    let (code, message) = (text(code).unwrap_or_default(), text(message).unwrap_or_default());
    let error = AvatarError::given_in(&phase, &code, &message, &keys.failure()?);
    // Kept beside the error: nothing is read off it.
    let body = raw_body.and_then(text).map(|body| Failure::new(Phase::Unknown).body(body));
    let body = body.and_then(|body| avatar_errors::classify(&body).raw_body().map(str::to_owned));
    Ok(match body {
        Some(body) => error.with_raw_body(body),
        None => error,
    })
}
