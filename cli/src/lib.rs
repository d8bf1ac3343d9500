//! The classification on the command line, for the program and for the packages that bring it along.

mod arguments;
mod bytes;
mod classify;
mod codes;
mod complaint;
mod explain;
mod lines;
mod shown;
mod stdout;

use std::ffi::OsString;
use std::io::{self, Write as _};

use avatar_errors_core::{catalog, reference};

use arguments::{Command, Form};
use stdout::Stdout;

const SUCCESS: u8 = 0;
const FAILURE: u8 = 1;
const MISUSE: u8 = 2;

/// Does what the arguments say, the first of which names the program, and returns the exit status.
///
/// It reads and writes the process's own standard streams. Whether there was a standard output when
/// the process began, its caller knows: some runtimes open the null device in the place of a closed one.
pub fn run(arguments: impl IntoIterator<Item = OsString>, has_stdout: bool) -> u8 {
    let command = match arguments::read(arguments) {
        Ok(command) => command,
        Err(error) => return refuse(&error),
    };
    let version = concat!("avatar-errors ", env!("CARGO_PKG_VERSION"), "\n");
    let outcome = Stdout::open(has_stdout).and_then(|stdout| match command {
        Command::Classify { files, max_line } => classify::run(stdout, &files, max_line),
        Command::Codes(Form::Json) => stdout.print(&format!("{}\n", catalog::to_json())),
        Command::Codes(Form::Markdown) => stdout.print(&reference::to_markdown()),
        Command::Codes(Form::Table) => stdout.print(&codes::table()),
        Command::Explain { code } => explain::run(stdout, &code),
        Command::Help => stdout.print(arguments::HELP),
        Command::Version => stdout.print(version),
    });
    outcome.unwrap_or_else(|error| {
        complaint::complain(&"standard output", &error);
        FAILURE
    })
}

/// What is wrong with the arguments, which are repeated in it.
fn refuse(error: &lexopt::Error) -> u8 {
    let told = shown::shown(&error.to_string());
    let _ = writeln!(io::stderr(), "avatar-errors: {told}; --help says what there is");
    MISUSE
}
