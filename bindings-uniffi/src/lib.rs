//! What Kotlin and Swift call: an error is a record of its documented fields, what has state is an
//! object. No callbacks, nothing asynchronous.
//!
//! None of it panics: a panic in a function without a `Result` would end a Swift program. After a
//! defect the answer is that for an error of which no more is known than its phase.

mod catalog;
mod classify;
mod empty;
mod failure;
mod fields;
mod guard;
mod handling;
mod native;
mod redacted;
mod refused;
mod texts;

uniffi::setup_scaffolding!("avatar_errors");
