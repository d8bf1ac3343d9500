//! Secrets that need no name: what they look like tells.

pub(crate) mod authority;
pub(crate) mod basic;
pub(crate) mod jwt;
pub(crate) mod mixture;
pub(crate) mod pem;
pub(crate) mod prefix;
pub(crate) mod run;
pub(crate) mod scheme;
pub(crate) mod vendor;
