//! Canonical JSON from anybody: what is taken is an error, and reading it again changes nothing.

#![no_main]

use avatar_errors_core::AvatarError;
use avatar_errors_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &str| {
    match AvatarError::from_json(json) {
        Ok(error) => check(&error),
        Err(refused) => assert!(refused.to_string().len() < 200),
    }
});
