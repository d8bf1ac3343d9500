//! A failure with its frame, its body and its headers read: what the rules look at.

mod body;
mod frame;
mod html;
mod http_date;
mod retry_after;
mod whole;

pub(crate) use whole::Reading;
