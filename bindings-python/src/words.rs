//! The words of an error as members of the Python enums.

use avatar_errors::{ErrorCode, Phase, Recovery};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

use crate::yaml;

/// An enum of Python, imported when its first member is asked for: most of the time that an
/// import of this package would take is that of `enum`.
struct Enum {
    name: &'static str,
    class: PyOnceLock<Py<PyAny>>,
    members: PyOnceLock<Vec<Py<PyAny>>>,
}

impl Enum {
    const fn new(name: &'static str) -> Self {
        Self { name, class: PyOnceLock::new(), members: PyOnceLock::new() }
    }

    fn member<'py, T: PartialEq>(
        &self,
        py: Python<'py>,
        listed: &[T],
        word: &T,
        spelled: fn(&T) -> &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let class = self.class.import(py, "avatar_errors.words", self.name)?;
        yaml::tell(py)?;
        let member = |word| class.call1((spelled(word),));
        let members = self.members.get_or_try_init(py, || {
            listed.iter().map(|word| member(word).map(Bound::unbind)).collect::<PyResult<_>>()
        })?;
        let place = listed.iter().position(|listed| listed == word);
        match place.and_then(|place| members.get(place)) {
            Some(known) => Ok(known.bind(py).clone()),
            None => member(word),
        }
    }
}

/// The member of a code.
pub fn code<'py>(py: Python<'py>, code: &ErrorCode) -> PyResult<Bound<'py, PyAny>> {
    static ENUM: Enum = Enum::new("ErrorCode");
    ENUM.member(py, ErrorCode::ALL, code, ErrorCode::as_str)
}

/// The member of a phase.
pub fn phase<'py>(py: Python<'py>, phase: &Phase) -> PyResult<Bound<'py, PyAny>> {
    static ENUM: Enum = Enum::new("Phase");
    ENUM.member(py, Phase::ALL, phase, Phase::as_str)
}

/// The member of a recovery.
pub fn recovery<'py>(py: Python<'py>, recovery: &Recovery) -> PyResult<Bound<'py, PyAny>> {
    static ENUM: Enum = Enum::new("Recovery");
    ENUM.member(py, Recovery::ALL, recovery, Recovery::as_str)
}
