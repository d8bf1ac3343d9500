//! The input: what happened, as whoever saw it says it.

mod builder;
mod evidence;
mod headers;
mod json;
mod payload;
mod tree;

pub use builder::Failure;
pub(crate) use builder::FrameBytes;
pub use evidence::{Observation, Weighed};
pub(crate) use headers::Headers;
pub use payload::Payload;
