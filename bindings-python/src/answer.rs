//! What the core answered; a field becomes a Python value only when someone asks for it.

use std::borrow::Cow;

use avatar_errors::AvatarError;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict};

use crate::guard::guard;
use crate::value::text;
use crate::words;

/// The fields of an error.
#[pyclass(frozen, module = "avatar_errors._native")]
pub struct Answer(pub AvatarError);

#[pymethods]
impl Answer {
    #[getter]
    fn code<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        guard(|| words::code(py, self.0.code()))
    }

    #[getter]
    fn phase<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        guard(|| words::phase(py, self.0.phase()))
    }

    #[getter]
    fn message(&self) -> PyResult<&str> {
        guard(|| Ok(self.0.message()))
    }

    #[getter]
    fn http_status(&self) -> PyResult<Option<u16>> {
        guard(|| Ok(self.0.http_status()))
    }

    #[getter]
    fn server_code(&self) -> PyResult<Option<&str>> {
        guard(|| Ok(self.0.server_code()))
    }

    #[getter]
    fn server_title(&self) -> PyResult<Option<&str>> {
        guard(|| Ok(self.0.server_title()))
    }

    #[getter]
    fn server_detail(&self) -> PyResult<Option<&str>> {
        guard(|| Ok(self.0.server_detail()))
    }

    #[getter]
    fn connection_id(&self) -> PyResult<Option<&str>> {
        guard(|| Ok(self.0.connection_id()))
    }

    #[getter]
    fn req_id(&self) -> PyResult<Option<&str>> {
        guard(|| Ok(self.0.req_id()))
    }

    #[getter]
    fn close_code(&self) -> PyResult<Option<u16>> {
        guard(|| Ok(self.0.close_code()))
    }

    #[getter]
    fn close_reason(&self) -> PyResult<Option<&str>> {
        guard(|| Ok(self.0.close_reason()))
    }

    #[getter]
    fn recovery<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        guard(|| words::recovery(py, self.0.recovery()))
    }

    #[getter]
    fn retryable(&self) -> PyResult<bool> {
        guard(|| Ok(self.0.retryable()))
    }

    #[getter]
    fn alert(&self) -> PyResult<bool> {
        guard(|| Ok(self.0.alert()))
    }

    #[getter]
    fn retry_after_ms(&self) -> PyResult<Option<u64>> {
        guard(|| Ok(self.0.retry_after_ms()))
    }

    #[getter]
    fn rule(&self) -> PyResult<&str> {
        guard(|| Ok(self.0.rule()))
    }

    #[getter]
    fn raw_body(&self) -> PyResult<Option<&str>> {
        guard(|| Ok(self.0.raw_body()))
    }

    #[getter]
    fn fingerprint(&self) -> PyResult<(String, String, String)> {
        guard(|| Ok(self.0.fingerprint().into()))
    }

    /// One line for a log.
    fn __str__(&self) -> PyResult<String> {
        guard(|| Ok(self.0.to_string()))
    }

    fn __repr__(&self) -> PyResult<String> {
        guard(|| Ok(format!("Answer({})", self.0.to_json())))
    }

    fn to_json(&self) -> PyResult<String> {
        guard(|| Ok(self.0.to_json()))
    }

    /// The members of the canonical JSON, in its order.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        guard(|| {
            let (error, dict) = (&self.0, PyDict::new(py));
            macro_rules! set {
                ($($field:ident),+) => { $(dict.set_item(intern!(py, stringify!($field)), error.$field())?;)+ };
            }
            macro_rules! set_given {
                ($($field:ident),+) => { $(if let Some(value) = error.$field() {
                    dict.set_item(intern!(py, stringify!($field)), value)?;
                })+ };
            }
            dict.set_item(intern!(py, "code"), error.code().as_str())?;
            dict.set_item(intern!(py, "phase"), error.phase().as_str())?;
            set!(message);
            set_given!(http_status, server_code, server_title, server_detail);
            set_given!(connection_id, req_id, close_code, close_reason);
            dict.set_item(intern!(py, "recovery"), error.recovery().as_str())?;
            set!(retryable, alert);
            set_given!(retry_after_ms);
            set!(rule);
            Ok(dict)
        })
    }
}

/// Read canonical JSON, as text or UTF-8 bytes.
#[pyfunction]
#[pyo3(signature = (json, raw_body = None, /))]
pub fn read(json: &Bound<'_, PyAny>, raw_body: Option<&Bound<'_, PyAny>>) -> PyResult<Answer> {
    guard(|| {
        let json = json_text(json)?;
        let error = AvatarError::from_json(&json).map_err(|reason| {
            PyValueError::new_err(format!("not the JSON of an AvatarError: {reason}"))
        })?;
        Ok(Answer(match raw_body.and_then(text) {
            Some(body) => error.with_raw_body(body),
            None => error,
        }))
    })
}

fn json_text<'a>(json: &'a Bound<'_, PyAny>) -> PyResult<Cow<'a, str>> {
    if let Some(json) = text(json) {
        return Ok(json);
    }
    let bytes = match (json.cast::<PyBytes>(), json.cast::<PyByteArray>()) {
        (Ok(bytes), _) => Cow::Borrowed(bytes.as_bytes()),
        (_, Ok(bytes)) => Cow::Owned(bytes.to_vec()),
        _ => return Err(PyTypeError::new_err("the JSON must be str, bytes or bytearray")),
    };
    match String::from_utf8(bytes.into_owned()) {
        Ok(json) => Ok(Cow::Owned(json)),
        Err(_) => Err(PyValueError::new_err("not the JSON of an AvatarError: not UTF-8")),
    }
}
