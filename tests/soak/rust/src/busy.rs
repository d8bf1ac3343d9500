//! Threads at work, and processes that end while they are.

use std::io::{self, Read as _};
use std::process::{Command, Stdio};
use std::thread;

use crate::work::Work;

/// What makes this program work until it is killed.
pub(crate) const ARGUMENT: &str = "busy";

const THREADS: u64 = 16;

/// Sixteen threads, each with so many errors, which share monitor and budget.
pub(crate) fn threads(count: u64) {
    let work = Work::new();
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let work = &work;
            scope.spawn(move || {
                for at in 0..count {
                    work.classify(thread + at);
                    work.handle(thread + at);
                }
            });
        }
    });
}

/// Threads that nobody waits for.
pub(crate) fn leave_running() {
    for _ in 0..THREADS {
        thread::spawn(forever);
    }
}

pub(crate) fn forever() -> ! {
    let work = Work::new();
    for at in 0_u64.. {
        work.classify(at);
        work.handle(at);
    }
    std::process::exit(1)
}

/// A process that is killed in the middle of a call.
pub(crate) fn killed() -> io::Result<()> {
    let mut child =
        Command::new(std::env::current_exe()?).arg(ARGUMENT).stdout(Stdio::piped()).spawn()?;
    let mut working = [0; 7];
    if let Some(stdout) = &mut child.stdout {
        stdout.read_exact(&mut working)?;
    }
    child.kill()?;
    if child.wait()?.success() { Err(io::Error::other("it ended by itself")) } else { Ok(()) }
}
