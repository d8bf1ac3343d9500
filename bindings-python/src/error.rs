//! The core's error, which an exception holds; a field becomes a Python value when it is asked for.

use std::borrow::Cow;

use avatar_errors::{AvatarError, Failure, Phase, with_fields};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict};
use pythonize::pythonize;

use crate::evidence;
use crate::field::Field as _;
use crate::guard::{guard, of};
use crate::value::text;

/// What an exception knows.
#[pyclass(frozen, module = "avatar_errors._native")]
pub struct NativeError(pub AvatarError);

macro_rules! define {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        #[pymethods]
        impl NativeError {
            $(
                $(#[$doc])+
                #[getter]
                fn $name<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                    of(&self.0, &|error| error.$name().value(py))
                }
            )+

            /// The response body, redacted and cut.
            #[getter]
            fn raw_body<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                of(&self.0, &|error| error.raw_body().value(py))
            }

            /// What groups the same failure.
            #[getter]
            fn fingerprint(&self) -> PyResult<(String, String, String)> {
                of(&self.0, &|error| Ok(error.fingerprint().into()))
            }

            /// How loud to log it.
            #[getter]
            fn severity<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                of(&self.0, &|error| error.severity().as_str().value(py))
            }

            /// What to tell an end user.
            #[getter]
            fn user_message<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                of(&self.0, &|error| error.user_message().value(py))
            }

            /// What an operator should check.
            #[getter]
            fn operator_hint<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                of(&self.0, &|error| error.operator_hint().value(py))
            }

            /// Where the code is documented: in the SDK's own page, where it has one.
            #[pyo3(signature = (page = None, /))]
            fn doc_url(&self, page: Option<&Bound<'_, PyAny>>) -> PyResult<String> {
                of(&self.0, &|error| Ok(error.doc_url_at(&page.and_then(text).unwrap_or_default())))
            }

            /// Code, message and place.
            fn __str__(&self) -> PyResult<String> {
                of(&self.0, &|error| Ok(error.to_string()))
            }

            /// One line for an operator.
            fn describe(&self) -> PyResult<String> {
                of(&self.0, &|error| Ok(error.describe()))
            }

            fn __repr__(&self) -> PyResult<String> {
                of(&self.0, &|error| Ok(format!("NativeError({})", error.to_json())))
            }

            fn to_json(&self) -> PyResult<String> {
                of(&self.0, &|error| Ok(error.to_json()))
            }

            /// The members of the canonical JSON, in its order.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
                of(&self.0, &|error| {
                    let dict = PyDict::new(py);
                    $(if let Some(value) = error.$name().bare(py)? {
                        dict.set_item(intern!(py, stringify!($name)), value)?;
                    })+
                    Ok(dict)
                })
            }

            /// What to log.
            fn log_fields<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                of(&self.0, &|error| Ok(pythonize(py, &error.log_fields())?))
            }

            fn log_line(&self) -> PyResult<String> {
                of(&self.0, &|error| Ok(error.log_fields().to_json()))
            }

            /// What a backend tells its own clients.
            #[pyo3(signature = (page = None, /))]
            fn problem<'py>(
                &self,
                py: Python<'py>,
                page: Option<&Bound<'py, PyAny>>,
            ) -> PyResult<Bound<'py, PyAny>> {
                let page = page.and_then(text).unwrap_or_default();
                of(&self.0, &|error| Ok(pythonize(py, &error.problem_at(&page))?))
            }

            #[pyo3(signature = (page = None, /))]
            fn problem_json(&self, page: Option<&Bound<'_, PyAny>>) -> PyResult<String> {
                let page = page.and_then(text).unwrap_or_default();
                of(&self.0, &|error| Ok(error.problem_at(&page).to_json()))
            }

            /// What the facts say of a code that was given, those of the evidence first; the very same
            /// where they agree.
            #[pyo3(signature = (evidence = None, /))]
            fn reclassified<'py>(
                slf: &Bound<'py, Self>,
                evidence: Option<&Bound<'py, PyAny>>,
            ) -> PyResult<Bound<'py, Self>> {
                let known = &slf.get().0;
                let links = evidence.map_or(Ok(Vec::new()), evidence::read)?;
                let anew = of(known, &|error| {
                    let facts = evidence::add(Failure::new(Phase::Unknown), &links)?;
                    Ok(error.reclassified_with(&facts))
                })?;
                if anew == *known { Ok(slf.clone()) } else { Bound::new(slf.py(), Self(anew)) }
            }

            /// The same with IDs that became known later; what is None stays.
            #[pyo3(signature = (connection_id = None, req_id = None, /))]
            fn with_ids(
                &self,
                connection_id: Option<&Bound<'_, PyAny>>,
                req_id: Option<&Bound<'_, PyAny>>,
            ) -> PyResult<Self> {
                let (connection, req) = (connection_id.and_then(text), req_id.and_then(text));
                of(&self.0, &|error| {
                    Ok(Self(error.clone().with_ids(connection.as_deref(), req.as_deref())))
                })
            }

            /// The same with this ID, or without one.
            #[pyo3(signature = (connection_id = None, /))]
            fn with_connection_id(&self, connection_id: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
                let id = connection_id.and_then(text);
                of(&self.0, &|error| Ok(Self(error.clone().with_connection_id(id.as_deref()))))
            }

            /// The same with this ID, or without one.
            #[pyo3(signature = (req_id = None, /))]
            fn with_req_id(&self, req_id: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
                let id = req_id.and_then(text);
                of(&self.0, &|error| Ok(Self(error.clone().with_req_id(id.as_deref()))))
            }
        }
    };
}
with_fields!(define);

/// Read canonical JSON, as text or UTF-8 bytes.
#[pyfunction]
#[pyo3(signature = (json, raw_body = None, /))]
pub fn read(json: &Bound<'_, PyAny>, raw_body: Option<&Bound<'_, PyAny>>) -> PyResult<NativeError> {
    guard(|| {
        let json = json_text(json)?;
        let error = AvatarError::from_json(&json).map_err(|reason| {
            PyValueError::new_err(format!("not the JSON of an AvatarError: {reason}"))
        })?;
        Ok(NativeError(match raw_body.and_then(text) {
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
