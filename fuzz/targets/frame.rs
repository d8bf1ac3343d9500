//! A binary frame, and one around a close.

#![no_main]

use avatar_errors_core::{Failure, classify};
use avatar_errors_fuzz::{check, phase};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, u16, &[u8])| {
    let (at, close, frame) = input;
    check(&classify(&Failure::new(phase(at)).frame(frame)));
    let reason = String::from_utf8_lossy(frame);
    let failure =
        Failure::new(phase(at)).frame(frame).close_code(close.into()).close_reason(reason);
    check(&classify(&failure));
});
