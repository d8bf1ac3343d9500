//! The keys of a failure, and of a link of its evidence, as mappings and keywords hold them.

use avatar_errors::{Failure, Phase, with_facts};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::headers::{self, Pair};
use crate::value::{bytes, code, integer, lenient, text};

type Given<'py> = Option<Bound<'py, PyAny>>;

macro_rules! define {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        /// A value of any Python type for each key.
        #[derive(Default)]
        pub struct Keys<'py> {
            pub phase: Given<'py>,
            pub frame: Given<'py>,
            pub evidence: Given<'py>,
            $(pub $name: Given<'py>,)+
            pub link: Given<'py>,
            pub depth: Given<'py>,
            pub no_failure: Given<'py>,
            pub classified: Given<'py>,
            pub pairs: Vec<Pair<'py>>,
        }

        impl<'py> Keys<'py> {
            fn place(&mut self, key: &str) -> Option<&mut Given<'py>> {
                match key {
                    "phase" => Some(&mut self.phase),
                    "frame" => Some(&mut self.frame),
                    "evidence" => Some(&mut self.evidence),
                    $(stringify!($name) => Some(&mut self.$name),)+
                    "link" => Some(&mut self.link),
                    "depth" => Some(&mut self.depth),
                    "no_failure" => Some(&mut self.no_failure),
                    "classified" => Some(&mut self.classified),
                    _ => None,
                }
            }

            /// What they say, their texts borrowed from the Python values.
            pub fn failure(&self) -> PyResult<Failure<'_>> {
                let mut failure = headers::add(Failure::new(self.phase()), &self.pairs);
                $(set! { $name $kind failure self })+
                Ok(failure)
            }
        }
    };
}

/// Gives a failure a value of the kind of its key.
macro_rules! set {
    (headers headers $failure:ident $keys:ident) => {};
    (body payload $failure:ident $keys:ident) => {
        if let Some(body) = &$keys.body {
            if let Some(body) = text(body) {
                $failure = $failure.body(body);
            } else if let Some(body) = bytes(body)? {
                $failure = $failure.body(body);
            }
        }
    };
    (frame_base64 base64 $failure:ident $keys:ident) => {
        match $keys.frame.as_ref().map_or(Ok(None), bytes)? {
            Some(frame) => $failure = $failure.frame(frame),
            None => set! { by_name frame_base64 $failure $keys },
        }
    };
    (transport text $failure:ident $keys:ident) => {
        set! { by_name transport $failure $keys }
    };
    (protocol text $failure:ident $keys:ident) => {
        set! { by_name protocol $failure $keys }
    };
    (fallback text $failure:ident $keys:ident) => {
        set! { by_name fallback $failure $keys }
    };
    ($name:ident base64 $failure:ident $keys:ident) => {
        set! { by_name $name $failure $keys }
    };
    (by_name $name:ident $failure:ident $keys:ident) => {
        if let Some(word) = $keys.$name.as_ref().and_then(text) {
            $failure = $failure.$name(&word);
        }
    };
    ($name:ident $kind:ident $failure:ident $keys:ident) => {
        if let Some(value) = $keys.$name.as_ref().and_then($kind) {
            $failure = $failure.$name(value);
        }
    };
}

with_facts!(define);

impl<'py> Keys<'py> {
    /// Those of a mapping; in a box, as they are many.
    #[inline(never)]
    pub fn of(mapping: &Bound<'py, PyAny>) -> PyResult<Box<Self>> {
        let mut keys = Box::<Self>::default();
        keys.fill(Some(mapping))?;
        Ok(keys)
    }

    /// Adds the keys of a mapping that no keyword gave, and reads the headers.
    pub fn fill(&mut self, mapping: Option<&Bound<'py, PyAny>>) -> PyResult<()> {
        if let Some(mapping) = mapping {
            self.add_all(mapping)?;
        }
        if let Some(headers) = &self.headers {
            self.pairs = headers::pairs(headers)?;
        }
        Ok(())
    }

    fn add_all(&mut self, mapping: &Bound<'py, PyAny>) -> PyResult<()> {
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
}
