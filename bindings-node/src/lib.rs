//! Native half of the npm package `avatar-errors`: the core's functions over plain values, and its
//! objects.
//!
//! Reading a property across the boundary costs more than classifying, and an object of ours held by
//! every error costs as much again when it is collected. So both cross as [texts](avatar_errors_texts).

pub mod classify;
pub mod command_line;
pub mod given;
mod guard;
pub mod handling;
pub mod recurrence;
pub mod retry;
