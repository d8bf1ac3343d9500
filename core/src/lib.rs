#![doc = include_str!("../README.md")]
#![deny(missing_docs, missing_debug_implementations)]
#![cfg_attr(not(feature = "uniffi"), forbid(unsafe_code))]
#![cfg_attr(feature = "uniffi", deny(unsafe_code))]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod adapters;
mod body;
pub mod catalog;
mod classify;
mod code;
mod error;
#[cfg(feature = "uniffi")]
#[allow(unsafe_code, reason = "what UniFFI generates")]
mod export;
mod facts;
mod failure;
mod frame;
mod html;
mod http_date;
mod json;
mod log;
mod message;
mod normalize;
mod open_enum;
#[cfg(feature = "uniffi")]
mod packed;
mod phase;
pub mod plain;
mod problem;
mod recovery;
mod recurrence;
pub mod reference;
mod retry;
mod retry_after;
mod rules;
mod scan;
mod secret;
mod text;

pub use classify::{classify, classify_to_json};
pub use code::ErrorCode;
pub use error::AvatarError;
#[cfg(feature = "uniffi")]
use export::UniFfiTag;
pub use failure::{Failure, Payload};
pub use json::InvalidJson;
pub use log::{LogFields, Severity};
pub use open_enum::Unlisted;
pub use phase::Phase;
pub use problem::Problem;
pub use recovery::Recovery;
pub use recurrence::{
    InvalidRecurrence, RecurrenceEvent, RecurrenceEventKind, RecurrenceMonitor, RecurrencePolicy,
};
pub use retry::{
    Attempts, InvalidPolicy, RetryBudget, RetryDecision, RetryPolicy, RetryReason, RetryState,
};

/// The examples of the project's README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct ProjectReadme;
