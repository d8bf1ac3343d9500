use std::error::Error;

use super::chain::cast;
use super::silent;
use crate::Failure;

pub(super) fn read(link: &(dyn Error + 'static)) -> Option<Failure<'static>> {
    cast::<::native_tls::Error>(link)?;
    Some(silent().transport("tls"))
}
