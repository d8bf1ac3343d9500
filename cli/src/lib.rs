//! The classification on the command line, for the program and for the packages that bring it along.

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
use std::path::PathBuf;

use avatar_errors_core::{catalog, reference};
use clap::{Parser, Subcommand};

use stdout::Stdout;

const SUCCESS: u8 = 0;
const FAILURE: u8 = 1;
const MISUSE: u8 = 2;

/// One error model and one classification for the failures of a realtime-avatar service.
#[derive(Parser)]
#[command(name = "avatar-errors", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read failures, one JSON object a line, and write one canonical error a line, in order.
    ///
    /// A line that is no JSON object, or too long, goes to standard error with its file and line
    /// number, the others go on, and the exit status is 1 at the end. It is 1 at once where the
    /// answers cannot be written, and standard error says how many were.
    Classify {
        /// The longest line that is read; K and M stand for a thousand and a million bytes.
        #[arg(long, value_name = "BYTES", default_value = "16M", value_parser = bytes::read)]
        max_line: usize,
        /// Files of failures; standard input where there is none, or for `-`.
        files: Vec<PathBuf>,
    },
    /// Print the catalogue of codes.
    Codes {
        /// As JSON, with phases, recoveries and rules.
        #[arg(long, conflicts_with = "markdown")]
        json: bool,
        /// As the page to which the codes' documentation URLs point.
        #[arg(long)]
        markdown: bool,
    },
    /// Say what a code means, what to do, and which rules lead to it.
    Explain {
        /// The code, such as creditsExhausted; case does not matter.
        code: String,
    },
}

/// Does what the arguments say, the first of which names the program, and returns the exit status.
///
/// It reads and writes the process's own standard streams. Whether there was a standard output when
/// the process began, its caller knows: some runtimes open the null device in the place of a closed one.
pub fn run(arguments: impl IntoIterator<Item = OsString>, has_stdout: bool) -> u8 {
    let command = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments.command,
        Err(error) => return refuse(&error),
    };
    let outcome = Stdout::open(has_stdout).and_then(|stdout| match command {
        Command::Classify { files, max_line } => classify::run(stdout, &files, max_line),
        Command::Codes { json: true, .. } => {
            codes::run(stdout, &format!("{}\n", catalog::to_json()))
        }
        Command::Codes { markdown: true, .. } => codes::run(stdout, &reference::to_markdown()),
        Command::Codes { .. } => codes::run(stdout, &codes::table()),
        Command::Explain { code } => explain::run(stdout, &code),
    });
    outcome.unwrap_or_else(|error| {
        complaint::complain(&"standard output", &error);
        FAILURE
    })
}

/// Help, or what is wrong with the arguments, which are repeated in it.
fn refuse(error: &clap::Error) -> u8 {
    if !error.use_stderr() {
        let _ = error.print().and_then(|()| io::stdout().flush());
        return SUCCESS;
    }
    let text = error.render().to_string();
    for line in text.lines() {
        let _ = writeln!(io::stderr(), "{}", shown::shown(line));
    }
    MISUSE
}
