//! Any Python value as a number; the core takes every number there is.

use std::convert::Infallible;

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyInt};

/// What is no number is NaN, and what is too large for a float is infinite.
pub struct Number(pub f64);

impl FromPyObject<'_, '_> for Number {
    type Error = Infallible;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> Result<Self, Infallible> {
        if let Ok(float) = value.cast::<PyFloat>() {
            return Ok(Self(float.value()));
        }
        let number = match (value.extract(), value.is_instance_of::<PyInt>()) {
            _ if value.is_instance_of::<PyBool>() => f64::NAN,
            (Ok(number), _) => number,
            (Err(_), true) if value.lt(0).unwrap_or(false) => f64::NEG_INFINITY,
            (Err(_), true) => f64::INFINITY,
            (Err(_), false) => f64::NAN,
        };
        Ok(Self(number))
    }
}

impl Number {
    /// The nearest number of tokens.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    pub fn tokens(&self) -> u32 {
        self.0 as u32
    }
}
