//! Texts: brought into one form, searched, freed of secrets, cut.

mod normalize;
mod report;
mod scan;
mod secret;

pub(crate) use normalize::{cut_scalars, is_blank};
pub use report::redacted;
pub(crate) use report::{Limit, Text, report, report_body, settled};
pub(crate) use scan::Hits;
pub(crate) use secret::REDACTED;
