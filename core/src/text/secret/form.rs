//! Forms that say a name and its value apart.

pub(crate) mod content;
pub(crate) mod element;
pub(crate) mod member;
