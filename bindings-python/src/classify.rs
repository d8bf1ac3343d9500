//! The function that turns facts into an exception.

use avatar_errors::{AvatarError, Failure, Phase, Weighed, with_facts};
use pyo3::prelude::*;

use crate::guard::{caught, guard, least};
use crate::keys::Keys;
use crate::{evidence, exception};

macro_rules! define {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        /// Turn what happened into an `AvatarError`, ready to be raised.
        ///
        /// The facts come as keywords, as a mapping with the same keys, or both: a
        /// keyword that is not None replaces the mapping's value. A value of the
        /// wrong type counts as not given; no value makes this function fail.
        #[pyfunction]
        #[pyo3(signature = (failure = None, /, *, phase = None, $($name = None,)+ frame = None, evidence = None))]
        #[expect(clippy::too_many_arguments, reason = "one for each key of the contract")]
        pub fn classify<'py>(
            py: Python<'py>,
            failure: Option<Bound<'py, PyAny>>,
            phase: Option<Bound<'py, PyAny>>,
            $($name: Option<Bound<'py, PyAny>>,)+
            frame: Option<Bound<'py, PyAny>>,
            evidence: Option<Bound<'py, PyAny>>,
        ) -> PyResult<Bound<'py, PyAny>> {
            let mut keys = Keys { phase, $($name,)+ frame, evidence, ..Keys::default() };
            let error = match caught(|| classified(failure.as_ref(), &mut keys)) {
                Some(error) => error?,
                None => guard(|| Ok(least(keys.phase())))?,
            };
            guard(|| exception::new(py, error))
        }

        /// Take the arguments of `classify` and do nothing: the floor of its benchmark.
        #[pyfunction]
        #[pyo3(signature = (failure = None, /, *, phase = None, $($name = None,)+ frame = None, evidence = None))]
        #[expect(clippy::too_many_arguments, reason = "one for each key of the contract")]
        pub fn _empty<'py>(
            failure: Option<Bound<'py, PyAny>>,
            phase: Option<Bound<'py, PyAny>>,
            $($name: Option<Bound<'py, PyAny>>,)+
            frame: Option<Bound<'py, PyAny>>,
            evidence: Option<Bound<'py, PyAny>>,
        ) {
            let _ = (failure, Keys { phase, $($name,)+ frame, evidence, ..Keys::default() });
        }
    };
}
with_facts!(define);

fn classified<'py>(
    mapping: Option<&Bound<'py, PyAny>>,
    keys: &mut Keys<'py>,
) -> PyResult<AvatarError> {
    keys.fill(mapping)?;
    let links = keys.evidence.as_ref().map_or(Ok(Vec::new()), evidence::read)?;
    Ok(avatar_errors::classify(&evidence::add(keys.failure()?, &links)?))
}

/// Which link of the evidence decides: what it is, and its place in the list.
#[pyfunction]
#[pyo3(signature = (evidence, /))]
pub fn weigh(evidence: &Bound<'_, PyAny>) -> PyResult<Option<(&'static str, usize)>> {
    let weighed = caught(|| -> PyResult<_> {
        let links = evidence::read(evidence)?;
        Ok(evidence::add(Failure::new(Phase::Unknown), &links)?.weigh())
    });
    Ok(match weighed.unwrap_or(Ok(Weighed::Nothing))? {
        Weighed::Facts(at) => Some(("facts", at)),
        Weighed::NoFailure(at) => Some(("no_failure", at)),
        Weighed::Classified(at) => Some(("classified", at)),
        _ => None,
    })
}
