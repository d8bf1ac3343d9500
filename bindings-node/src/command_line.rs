//! The command line, which comes with the package.

use std::ffi::OsString;

use napi_derive::napi;

use crate::guard::guarded;

/// Does what the arguments say with the process's own standard streams, and returns the exit status.
#[napi]
pub fn command_line(arguments: Vec<String>) -> u8 {
    // Node opens the null device in the place of a closed standard output.
    let run = || avatar_errors_cli::run(arguments.iter().map(OsString::from), true);
    guarded(run, || 1)
}
