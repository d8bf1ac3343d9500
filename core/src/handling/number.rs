//! Numbers as any language gives them.

/// Beyond 2^53 not every language has integers.
pub(super) const MOST: u64 = (1 << 53) - 1;

/// A whole number from 0 to 2^53−1; `u64::MAX`, which no policy allows, for any other.
pub(super) fn whole(number: f64) -> u64 {
    if number.fract() == 0.0 {
        clamped(number).filter(|_| within(number)).unwrap_or(u64::MAX)
    } else {
        u64::MAX
    }
}

/// The nearest number from 0 to 2^53−1, without what follows the point; `None` for what is none.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, and within 0 and 2^53 a double is exact"
)]
pub(super) fn clamped(number: f64) -> Option<u64> {
    (!number.is_nan()).then(|| (number as u64).min(MOST))
}

/// Whether it is from 0 to 2^53−1.
#[allow(clippy::cast_precision_loss, reason = "2^53 is exact")]
pub(super) fn within(number: f64) -> bool {
    (0.0..=MOST as f64).contains(&number)
}

/// The same for a smaller number.
pub(super) fn small(number: f64) -> Option<u32> {
    clamped(number).map(|number| u32::try_from(number).unwrap_or(u32::MAX))
}
