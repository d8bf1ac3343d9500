//! The fields of an error as Python values.

use avatar_errors::{ErrorCode, Phase, Recovery};
use pyo3::IntoPyObjectExt as _;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::words;

/// A field's value, of whatever kind.
pub trait Field<'py>: Sized {
    /// As JSON has it; `None` where there is none.
    fn bare(self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>>;

    /// As an attribute has it: a word is a member of its enum.
    fn value(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.bare(py)?.unwrap_or_else(|| py.None().into_bound(py)))
    }
}

macro_rules! words {
    ($($word:ty => $member:ident,)+) => {
        $(impl<'py> Field<'py> for &$word {
            fn bare(self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
                self.as_str().bare(py)
            }

            fn value(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                words::$member(py, self)
            }
        })+
    };
}
words! { ErrorCode => code, Phase => phase, Recovery => recovery, }

impl<'py> Field<'py> for &str {
    fn bare(self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        Ok(Some(PyString::new(py, self).into_any()))
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl<'py> Field<'py> for $number {
            fn bare(self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
                self.into_bound_py_any(py).map(Some)
            }
        })+
    };
}
numbers! { bool, u16, u64 }

impl<'py, T: Field<'py>> Field<'py> for Option<T> {
    fn bare(self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.map_or(Ok(None), |value| value.bare(py))
    }
}
