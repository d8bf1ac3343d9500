use std::error::Error;

use super::chain::cast;
use super::silent;
use crate::Failure;

pub(super) fn read(link: &(dyn Error + 'static)) -> Option<Failure<'static>> {
    cast::<::prost::DecodeError>(link)?;
    Some(silent().protocol("undecodable"))
}
