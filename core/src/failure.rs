//! The input: what happened, as whoever saw it says it.

mod evidence;
#[allow(clippy::module_inception, reason = "the noun of its floor")]
mod failure;
mod headers;
mod json;
mod payload;
mod tree;

pub use evidence::{Observation, Weighed};
pub use failure::Failure;
pub(crate) use failure::FrameBytes;
pub(crate) use headers::Headers;
pub use payload::Payload;
