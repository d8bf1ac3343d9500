//! What the links of a chain of exceptions say: a list of mappings.

use avatar_errors::{Failure, Link, Observation};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyList, PyTuple};

use crate::headers::MOST;
use crate::keys::Keys;
use crate::value::{integer, text};

/// The links; an element that is no mapping is none.
pub fn read<'py>(evidence: &Bound<'py, PyAny>) -> PyResult<Vec<Box<Keys<'py>>>> {
    let links: Vec<_> = match (evidence.cast::<PyList>(), evidence.cast::<PyTuple>()) {
        (Ok(list), _) => list.iter().take(MOST).collect(),
        (_, Ok(tuple)) => tuple.iter().take(MOST).collect(),
        _ => Vec::new(),
    };
    links.iter().filter(|link| is_mapping(link)).map(Keys::of).collect()
}

fn is_mapping(link: &Bound<'_, PyAny>) -> bool {
    link.is_instance_of::<PyDict>() || link.hasattr("items").unwrap_or(false)
}

/// The failure with what its links say; one whose depth is not given stands beneath the one before.
pub fn add<'a>(mut failure: Failure<'a>, links: &'a [Box<Keys<'_>>]) -> PyResult<Failure<'a>> {
    let mut depth = None;
    for keys in links {
        let name = keys.link.as_ref().and_then(text).filter(|name| !name.trim().is_empty());
        let link = match (name, depth) {
            (Some(name), _) => Link::from_name(&name),
            (None, None) => Link::Cause,
            (None, Some(_)) => Link::Bystander,
        };
        let given = keys.depth.as_ref().and_then(integer).and_then(|it| u16::try_from(it).ok());
        let next = depth.map_or(0, |before: u32| before.saturating_add(1));
        let mut observation = Observation::new(link, *depth.insert(given.map_or(next, u32::from)))
            .facts(keys.failure()?);
        if is_true(keys.classified.as_ref()) {
            observation = observation.classified();
        }
        if is_true(keys.no_failure.as_ref()) {
            observation = observation.no_failure();
        }
        failure = failure.observation(observation);
    }
    Ok(failure)
}

fn is_true(flag: Option<&Bound<'_, PyAny>>) -> bool {
    flag.and_then(|flag| flag.cast::<PyBool>().ok()).is_some_and(|flag| flag.is_true())
}
