//! The keys of a failure as a mapping and keyword arguments hold them.

use avatar_errors::{Failure, Phase};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::headers::{self, Pair};
use crate::value::{bytes, code, integer, lenient, text};

/// Calls another macro with every key of a failure, in the order of the contract.
macro_rules! with_keys {
    ($then:ident!) => {
        $then! {
            phase, http_status, headers, body, body_base64, server_code, server_title,
            server_detail, frame, frame_base64, close_code, close_reason, transport, protocol,
            invalid_argument, message, connection_id, req_id, now_ms,
        }
    };
}
pub(crate) use with_keys;

macro_rules! define_facts {
    ($($key:ident),+ $(,)?) => {
        /// A value of any Python type for each key.
        pub struct Facts<'py> {
            $(pub $key: Option<Bound<'py, PyAny>>,)+
        }

        impl<'py> Facts<'py> {
            fn place(&mut self, key: &str) -> Option<&mut Option<Bound<'py, PyAny>>> {
                match key {
                    $(stringify!($key) => Some(&mut self.$key),)+
                    _ => None,
                }
            }
        }
    };
}
with_keys!(define_facts!);

macro_rules! set {
    ($failure:ident, $facts:ident: $($key:ident = $read:ident,)+) => {
        $(if let Some(value) = $facts.$key.as_ref().and_then($read) {
            $failure = $failure.$key(value);
        })+
    };
}

impl<'py> Facts<'py> {
    /// Adds the keys of a mapping that no keyword argument gave.
    pub fn fill(&mut self, mapping: &Bound<'py, PyAny>) -> PyResult<()> {
        if let Ok(mapping) = mapping.cast::<PyDict>() {
            mapping.iter().for_each(|(key, value)| self.add(&key, value));
            return Ok(());
        }
        let mut pairs = Vec::new();
        let items = mapping.call_method0(intern!(mapping.py(), "items"));
        lenient(mapping.py(), items.and_then(|items| headers::read(&items, &mut pairs)))?;
        pairs.into_iter().for_each(|(key, value)| self.add(&key, value));
        Ok(())
    }

    fn add(&mut self, key: &Bound<'py, PyAny>, value: Bound<'py, PyAny>) {
        let place = text(key).and_then(|key| self.place(&key));
        if let Some(place) = place.filter(|place| place.is_none() && !value.is_none()) {
            *place = Some(value);
        }
    }

    /// The phase; `unknown` for anything that is none.
    pub fn phase(&self) -> Phase {
        let name = self.phase.as_ref().and_then(text);
        name.map_or(Phase::Unknown, |name| Phase::from_name(&name))
    }

    /// The failure, its texts borrowed from the Python values.
    pub fn failure<'a>(&'a self, headers: &'a [Pair<'py>]) -> PyResult<Failure<'a>> {
        let mut failure = headers::add(Failure::new(self.phase()), headers);
        set! { failure, self:
            http_status = integer, server_code = code, server_title = text, server_detail = text,
            close_code = integer, close_reason = text, invalid_argument = text, message = text,
            connection_id = text, req_id = text, now_ms = integer,
        }
        if let Some(word) = self.transport.as_ref().and_then(text) {
            failure = failure.transport(&word);
        }
        if let Some(word) = self.protocol.as_ref().and_then(text) {
            failure = failure.protocol(&word);
        }
        self.add_frame(self.add_body(failure)?)
    }

    fn add_body<'a>(&'a self, mut failure: Failure<'a>) -> PyResult<Failure<'a>> {
        if let Some(body) = &self.body {
            if let Some(text) = text(body) {
                failure = failure.body(text);
            } else if let Some(bytes) = bytes(body)? {
                failure = failure.body(bytes);
            }
        }
        Ok(match self.body_base64.as_ref().and_then(text) {
            Some(body) => failure.body_base64(&body),
            None => failure,
        })
    }

    fn add_frame<'a>(&'a self, failure: Failure<'a>) -> PyResult<Failure<'a>> {
        if let Some(frame) = &self.frame
            && let Some(bytes) = bytes(frame)?
        {
            return Ok(failure.frame(bytes));
        }
        Ok(match self.frame_base64.as_ref().and_then(text) {
            Some(frame) => failure.frame_base64(&frame),
            None => failure,
        })
    }
}
