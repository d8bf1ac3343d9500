#![doc = include_str!("../README.md")]
#![deny(missing_docs, missing_debug_implementations)]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod adapters;

#[cfg(feature = "tungstenite")]
pub use adapters::ReadClose;
#[cfg(feature = "reqwest")]
pub use adapters::ReadResponse;
pub use adapters::{FromError, ReadError};
#[doc(inline)]
pub use avatar_errors_core::*;

/// Everything that a program needs which turns failures into errors: one `use`.
pub mod prelude {
    #[cfg(feature = "tungstenite")]
    pub use crate::ReadClose;
    #[cfg(feature = "reqwest")]
    pub use crate::ReadResponse;
    pub use crate::{
        AvatarError, ErrorCode, Failure, FromError, Phase, ReadError, Recovery, classify,
    };
}

/// The examples of the project's README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct ProjectReadme;

/// The examples of how errors are handled.
#[cfg(doctest)]
#[doc = include_str!("../../docs/handling.md")]
struct HandlingPage;
