//! The function that turns facts into an exception.

use avatar_errors::Failure;
use pyo3::prelude::*;

use crate::answer::Answer;
use crate::exception;
use crate::facts::{Facts, with_keys};
use crate::guard::{caught, guard};
use crate::headers;

macro_rules! define_functions {
    ($($key:ident),+ $(,)?) => {
        /// Turn what happened into an `AvatarError`, ready to be raised.
        ///
        /// The facts come as keywords, as a mapping with the same keys, or both: a
        /// keyword that is not None replaces the mapping's value. A value of the
        /// wrong type counts as not given; no value makes this function fail.
        #[pyfunction]
        #[pyo3(signature = (failure = None, /, *, $($key = None),+))]
        #[expect(clippy::too_many_arguments, reason = "one for each key of the contract")]
        pub fn classify<'py>(
            py: Python<'py>,
            failure: Option<Bound<'py, PyAny>>,
            $($key: Option<Bound<'py, PyAny>>),+
        ) -> PyResult<Bound<'py, PyAny>> {
            let mut facts = Facts { $($key),+ };
            let answer = match caught(|| answer(failure.as_ref(), &mut facts)) {
                Some(answer) => answer?,
                None => guard(|| Ok(unknown(&facts)))?,
            };
            guard(|| exception::new(py, answer))
        }

        /// Take the arguments of `classify` and do nothing: the floor of its benchmark.
        #[pyfunction]
        #[pyo3(signature = (failure = None, /, *, $($key = None),+))]
        #[expect(clippy::too_many_arguments, reason = "one for each key of the contract")]
        pub fn _empty<'py>(
            failure: Option<Bound<'py, PyAny>>,
            $($key: Option<Bound<'py, PyAny>>),+
        ) {
            let _ = (failure, Facts { $($key),+ });
        }
    };
}
with_keys!(define_functions!);

fn answer<'py>(failure: Option<&Bound<'py, PyAny>>, facts: &mut Facts<'py>) -> PyResult<Answer> {
    if let Some(mapping) = failure {
        facts.fill(mapping)?;
    }
    let headers = facts.headers.as_ref().map_or(Ok(Vec::new()), headers::pairs)?;
    Ok(Answer(avatar_errors::classify(&facts.failure(&headers)?)))
}

/// What is left to say after a defect of ours.
fn unknown(facts: &Facts<'_>) -> Answer {
    Answer(avatar_errors::classify(&Failure::new(facts.phase())))
}
