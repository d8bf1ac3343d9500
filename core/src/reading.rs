//! A failure with its frame, its body and its headers read: what the rules look at.

mod body;
mod frame;
mod html;
mod http_date;
#[allow(clippy::module_inception, reason = "the noun of its floor")]
mod reading;
mod retry_after;

pub(crate) use reading::Reading;
