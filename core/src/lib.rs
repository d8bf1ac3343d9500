#![doc = include_str!("../README.md")]
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod body;
pub mod catalog;
mod classify;
mod code;
mod error;
mod facts;
mod failure;
mod frame;
mod html;
mod http_date;
mod json;
mod message;
mod normalize;
mod open_enum;
mod phase;
mod recovery;
mod retry_after;
mod rules;
mod scan;
mod secret;
mod text;

pub use classify::classify;
pub use code::ErrorCode;
pub use error::AvatarError;
pub use failure::{Failure, Payload};
pub use json::InvalidJson;
pub use open_enum::Unlisted;
pub use phase::Phase;
pub use recovery::Recovery;
