use std::time::{SystemTime, UNIX_EPOCH};

use super::http_date;
use crate::failure::Headers;

/// The largest integer that every language holds exactly.
const LONGEST_MS: u64 = (1 << 53) - 1;

/// How long to wait, from the first valid `Retry-After`.
pub(crate) fn read(headers: &Headers<'_>, now_ms: Option<i64>) -> Option<u64> {
    if headers.retry_after.is_empty() {
        return None;
    }
    let values = headers.retry_after.iter().map(|value| value.trim());
    values.into_iter().find_map(|value| seconds(value).or_else(|| until(value, headers, now_ms)))
}

fn seconds(value: &str) -> Option<u64> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let ms = digits.then(|| value.parse::<u64>().map_or(LONGEST_MS, |s| s.saturating_mul(1000)))?;
    Some(ms.min(LONGEST_MS))
}

fn until(value: &str, headers: &Headers<'_>, now_ms: Option<i64>) -> Option<u64> {
    let now = now_ms.unwrap_or_else(system_clock);
    let then = http_date::parse(value, now)?;
    let date = headers.date.iter().find_map(|date| http_date::parse(date.trim(), now));
    let wait = then.saturating_sub(date.unwrap_or(now));
    Some(u64::try_from(wait).unwrap_or(0).min(LONGEST_MS))
}

fn system_clock() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.ok().and_then(|time| i64::try_from(time.as_millis()).ok()).unwrap_or(0)
}
