use std::error::Error;

use super::chain::cast;
use super::silent;
use crate::Failure;

pub(super) fn read(link: &(dyn Error + 'static)) -> Option<Failure<'static>> {
    cast::<::tokio::time::error::Elapsed>(link)?;
    Some(silent().transport("timeout"))
}
