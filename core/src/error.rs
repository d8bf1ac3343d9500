//! The output: one error, made by classification or by a caller who has decided.

mod classify;
#[allow(clippy::module_inception, reason = "the noun of its floor")]
mod error;
mod fields;
mod given;
mod message;
mod text;

pub use classify::{classify, classify_to_json};
pub use error::AvatarError;
pub(crate) use fields::Fields;
