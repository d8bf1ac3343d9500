//! `avatar-errors-soak COUNT`: makes errors and drops them, and says at every step how much memory the
//! process has; `../README.md` says what is printed.

mod busy;
mod memory;
mod work;

use std::process::ExitCode;

const STEPS: u64 = 20;

fn main() -> ExitCode {
    let argument = std::env::args().nth(1).unwrap_or_default();
    if argument == busy::ARGUMENT {
        println!("working");
        busy::forever();
    }
    let Ok(count) = argument.parse::<u64>() else {
        eprintln!("usage: avatar-errors-soak COUNT");
        return ExitCode::from(2);
    };
    let work = work::Work::new();
    let mut done = 0;
    for step in 1..=STEPS {
        while done < count * step / STEPS {
            work.classify(done);
            if done % 10 == 0 {
                work.handle(done);
            }
            done += 1;
        }
        println!("{{\"done\": {done}, \"rss_kb\": {}}}", memory::resident_kb());
    }
    busy::threads(count / 100);
    if let Err(error) = busy::killed() {
        eprintln!("a process that is killed: {error}");
        return ExitCode::FAILURE;
    }
    busy::leave_running();
    println!("{{\"ok\": true}}");
    ExitCode::SUCCESS // while threads are busy
}
