//! The output: one error, made by classification or by a caller who has decided.

mod avatar_error;
mod classify;
mod fields;
mod given;
mod ids;
mod message;
mod newer;
mod read_back;
mod reclassified;
mod text;
mod word;

pub use avatar_error::AvatarError;
pub use classify::{classify, classify_to_json};
pub use fields::Fields;
