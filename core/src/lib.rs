#![doc = include_str!("../README.md")]
#![deny(missing_docs, missing_debug_implementations)]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

// The floors, from the ground up: each imports from those above it in this list only.
mod words;
mod text;
mod json;
mod failure;
mod reading;
mod rules;
mod error;
mod handling;
pub mod catalog;

pub use catalog::reference;
pub use error::{AvatarError, classify, classify_to_json};
pub use failure::{Failure, Observation, Payload, Weighed};
pub use handling::{
    Attempts, InvalidPolicy, InvalidRecurrence, LogFields, Problem, RecurrenceEvent,
    RecurrenceEventKind, RecurrenceMonitor, RecurrencePolicy, RetryBudget, RetryDecision,
    RetryPolicy, RetryReason, RetryState,
};
pub use json::InvalidJson;
pub use words::{ErrorCode, Link, Phase, Recovery, Severity, Unlisted};
