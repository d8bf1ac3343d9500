//! A line as the command line reads it: an error, or a reason why it is none.

#![no_main]

use avatar_errors_core::{Failure, classify, classify_to_json};
use avatar_errors_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|line: &str| {
    let Ok(failure) = Failure::from_json(line) else {
        return;
    };
    let error = classify(&failure);
    check(&error);
    let mut json = Vec::new();
    classify_to_json(&failure, &mut json);
    assert_eq!(json, error.to_json().into_bytes());
});
