//! Native half of the npm package `avatar-errors`: the core's functions over plain values, and its
//! objects.
//!
//! Reading a property across the boundary costs more than classifying, and an object of ours held by
//! every error costs as much again when it is collected. So facts come as one text, an error leaves
//! as one, and what is asked of it later hands that text back.

pub mod classify;
pub mod command_line;
mod error;
mod failure;
pub mod given;
mod guard;
pub mod handling;
#[cfg(feature = "test-panic")]
mod panic;
pub mod recurrence;
pub mod retry;
mod texts;
