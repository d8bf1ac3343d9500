use std::hint::black_box;
use std::time::Instant;

use avatar_errors::redacted;

use crate::patterns::{Pattern, Patterns};

const SIZES: [usize; 2] = [64 * 1024, 1024 * 1024];

/// The fastest of so many counts: what else runs only ever adds.
const ROUNDS: usize = 5;

const BOUND: f64 = 50.0;

/// Prints one row: the worst hostile pattern beside the worst ordinary text, in nanoseconds a byte.
/// With `AVATAR_ERRORS_EACH` every pattern on standard error.
pub(crate) fn print() -> serde_json::Result<()> {
    let patterns = Patterns::read()?;
    let ordinary = worst(&patterns.ordinary);
    let hostile = worst(&patterns.hostile);
    let [small, large] = hostile;
    let [small_ordinary, large_ordinary] = ordinary;
    let ratio = (small / small_ordinary).max(large / large_ordinary);
    let row = serde_json::json!({
        "name": format!("redaction, worst of {} hostile patterns at 64 KB and 1 MB", patterns.hostile.len()),
        "ours": format!("{small:.0} and {large:.0} ns a byte"),
        "beside": format!("worst ordinary {small_ordinary:.0} and {large_ordinary:.0}"),
        "ratio": format!("{ratio:.1}"),
        "target": format!("at most {BOUND:.0} ns a byte, 2.0"),
        "reached": small.max(large) <= BOUND && ratio <= 2.0,
    });
    println!("{row}");
    Ok(())
}

fn worst(patterns: &[Pattern]) -> [f64; 2] {
    let each = std::env::var_os("AVATAR_ERRORS_EACH").is_some();
    patterns.iter().fold([0.0, 0.0], |worst, pattern| {
        let costs = SIZES.map(|size| cost(&pattern.filled(size)));
        if each {
            let [small, large] = costs;
            eprintln!("{small:7.1} {large:7.1}  {pattern:?}");
        }
        std::array::from_fn(|size| f64::max(at(worst, size), at(costs, size)))
    })
}

fn at(costs: [f64; 2], size: usize) -> f64 {
    costs.get(size).copied().unwrap_or_default()
}

fn cost(text: &str) -> f64 {
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        drop(black_box(redacted(black_box(text))));
        start.elapsed().as_secs_f64()
    });
    rounds.fold(f64::MAX, f64::min) * 1e9 / text.len() as f64
}
