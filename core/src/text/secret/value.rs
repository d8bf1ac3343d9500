//! What stands behind a name, and whether it is a secret.

pub(crate) mod bare;
pub(crate) mod bracket;
pub(crate) mod enclosure;
pub(crate) mod expect;
pub(crate) mod judge;
pub(crate) mod quote;
pub(crate) mod quoted;
pub(crate) mod unit;
