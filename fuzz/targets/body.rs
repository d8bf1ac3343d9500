//! A response's body behind a phase and a status.

#![no_main]

use avatar_errors_core::{Failure, classify};
use avatar_errors_fuzz::{check, phase};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, u16, &[u8])| {
    let (at, status, body) = input;
    check(&classify(&Failure::new(phase(at)).http_status(i64::from(status % 700)).body(body)));
});
