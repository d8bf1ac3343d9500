use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::handling::number::{MOST, clamped, within};

/// Unix time that only ever runs on: read once from the system's clock, which somebody may set, and
/// counted from then on.
#[derive(Debug)]
pub(super) struct Clock {
    begun: Instant,
    begun_ms: u64,
}

impl Clock {
    pub(super) fn start() -> Self {
        let unix = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { begun: Instant::now(), begun_ms: milliseconds(unix.as_millis()) }
    }

    pub(super) fn now_ms(&self) -> u64 {
        self.begun_ms.saturating_add(milliseconds(self.begun.elapsed().as_millis()))
    }
}

fn milliseconds(count: u128) -> u64 {
    u64::try_from(count).unwrap_or(MOST).min(MOST)
}

/// A time that a caller gave; `None` for what is none.
pub(super) fn given_ms(now_ms: f64) -> Option<u64> {
    within(now_ms).then(|| clamped(now_ms)).flatten()
}
