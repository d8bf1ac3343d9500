use std::sync::Arc;

use avatar_errors as core;

use super::error::NativeError;
use crate::guard::guard;
use crate::handling::recurrence::RecurrenceMonitor;

/// What a monitor tells, mostly nothing. One that is not there says nothing.
#[derive(uniffi::Object)]
pub struct NativeEvents(Vec<core::RecurrenceEvent>);

#[uniffi::export]
impl NativeEvents {
    /// How many there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// What it is.
    pub fn event(&self, at: u32) -> String {
        self.ask(at, |event| event.event.to_string())
    }

    /// A part of the fingerprint: code, phase, detail.
    pub fn fingerprint(&self, at: u32, part: u32) -> String {
        let part = usize::try_from(part).unwrap_or(usize::MAX);
        self.ask(at, |event| event.fingerprint.get(part).cloned().unwrap_or_default())
    }

    /// How often it was seen.
    pub fn seen(&self, at: u32) -> i64 {
        self.ask(at, |event| i64::try_from(event.count).unwrap_or(i64::MAX))
    }

    /// When, in milliseconds.
    pub fn at_ms(&self, at: u32) -> i64 {
        self.ask(at, |event| i64::try_from(event.at_ms).unwrap_or(i64::MAX))
    }

    /// One line of JSON.
    pub fn to_json(&self, at: u32) -> String {
        self.ask(at, core::RecurrenceEvent::to_json)
    }
}

impl NativeEvents {
    fn ask<T: Default>(&self, at: u32, question: impl FnOnce(&core::RecurrenceEvent) -> T) -> T {
        let event = usize::try_from(at).ok().and_then(|at| self.0.get(at));
        event.and_then(|event| guard(|| question(event))).unwrap_or_default()
    }
}

#[uniffi::export]
impl RecurrenceMonitor {
    /// Counts a failure; gives what there is to tell, of others too.
    pub fn recorded(&self, error: &NativeError) -> Arc<NativeEvents> {
        Arc::new(NativeEvents(error.ask(|error| self.0.record(error))))
    }

    /// The same by a clock of the caller's, in milliseconds; takes any number.
    pub fn recorded_at(&self, error: &NativeError, now_ms: f64) -> Arc<NativeEvents> {
        Arc::new(NativeEvents(error.ask(|error| self.0.record_at(error, now_ms))))
    }

    /// What there is to tell now.
    pub fn checked(&self) -> Arc<NativeEvents> {
        Arc::new(NativeEvents(guard(|| self.0.check()).unwrap_or_default()))
    }

    /// The same by a clock of the caller's.
    pub fn checked_at(&self, now_ms: f64) -> Arc<NativeEvents> {
        Arc::new(NativeEvents(guard(|| self.0.check_at(now_ms)).unwrap_or_default()))
    }
}
