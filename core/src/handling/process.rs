use std::process;
use std::sync::{Mutex, OnceLock, PoisonError};

/// What a process remembers, and a forked child does not: the child begins anew, with a lock of its
/// own, as the one that it inherited may be held by a thread that it has not.
#[derive(Debug)]
pub(super) struct PerProcess<T> {
    process: u32,
    state: Mutex<T>,
    child: OnceLock<Box<Self>>,
}

impl<T> PerProcess<T> {
    pub(super) fn new(state: T) -> Self {
        Self { process: current(), state: Mutex::new(state), child: OnceLock::new() }
    }

    /// Works on this process's state; `begin` makes that of a forked child.
    pub(super) fn with<R>(&self, begin: impl Fn() -> T, work: impl FnOnce(&mut T) -> R) -> R {
        let process = current();
        let mut here = self;
        while here.process != process {
            here = match here.child.get() {
                Some(child) => child,
                None => {
                    // Made before, so that hardly a moment is left in which a fork could catch it.
                    let child = Box::new(Self::new(begin()));
                    here.child.get_or_init(|| child)
                }
            };
        }
        work(&mut here.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Nothing forks in WebAssembly, where asking for the process panics.
fn current() -> u32 {
    if cfg!(target_family = "wasm") { 0 } else { process::id() }
}
