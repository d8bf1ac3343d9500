use std::time::{Duration, Instant};

const ROUNDS: usize = 101;
const ROUND: Duration = Duration::from_millis(2);

/// The median time of one call of each, in nanoseconds, measured in turns so that noise meets all alike.
pub(crate) fn medians<const N: usize>(work: [&dyn Fn(); N]) -> [f64; N] {
    let calls = work.map(calls_in_a_round);
    let mut times: [Vec<f64>; N] = std::array::from_fn(|_| Vec::with_capacity(ROUNDS));
    for _ in 0..ROUNDS {
        for ((work, calls), times) in work.iter().zip(calls).zip(&mut times) {
            times.push(time(*work, calls).as_secs_f64() * 1e9 / f64::from(calls));
        }
    }
    times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times.get(ROUNDS / 2).copied().unwrap_or(f64::NAN)
    })
}

fn calls_in_a_round(work: &dyn Fn()) -> u32 {
    work(); // the first call builds the tables
    let mut calls = 1;
    while time(work, calls) < ROUND {
        calls *= 2;
    }
    calls
}

fn time(work: &dyn Fn(), calls: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..calls {
        work();
    }
    start.elapsed()
}
