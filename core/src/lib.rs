#![doc = include_str!("../README.md")]
#![deny(missing_docs, missing_debug_implementations)]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

// The floors, from the ground up; each imports from those before it in this list only.

mod words; // the tables: codes, phases, recoveries, phrases, fields

mod text; // brought into one form, searched, freed of secrets

mod json; // read strictly

mod failure; // the input, and the evidence for it

mod reading; // frames, bodies and dates read

mod rules; // the code and the recovery

mod error; // the output

mod handling; // log, try again, tell, alert

pub mod catalog;

pub use catalog::reference;
pub use error::{AvatarError, Fields, classify, classify_to_json};
pub use failure::{Failure, Observation, Payload, Weighed};
pub use handling::{
    Attempts, InvalidPolicy, InvalidRecurrence, LogFields, LogValue, Problem, RecurrenceEvent,
    RecurrenceEventKind, RecurrenceMonitor, RecurrencePolicy, RetryBudget, RetryDecision,
    RetryPolicy, RetryReason, RetryState, Tries,
};
pub use json::InvalidJson;
pub use text::redacted;
pub use words::{ErrorCode, Link, Phase, Recovery, Severity, Unlisted};
