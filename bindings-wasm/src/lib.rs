//! The core for WebAssembly without imports: functions over bytes, for any host. `README.md` is its
//! contract.

mod classify;
mod handling;
mod line;
mod memory;
mod objects;
mod retry;
