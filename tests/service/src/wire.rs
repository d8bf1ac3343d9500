//! The protobuf messages of the service.

#![allow(clippy::all, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/avatar.rs"));
