//! The classification on the command line.

mod bytes;
mod classify;
mod codes;
mod complaint;
mod explain;
mod lines;
mod shown;
mod stdout;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use avatar_errors_core::{catalog, reference};
use clap::{Parser, Subcommand};

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

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    let outcome = match arguments.command {
        Command::Classify { files, max_line } => classify::run(&files, max_line),
        Command::Codes { json: true, .. } => codes::run(&format!("{}\n", catalog::to_json())),
        Command::Codes { markdown: true, .. } => codes::run(&reference::to_markdown()),
        Command::Codes { .. } => codes::run(&codes::table()),
        Command::Explain { code } => explain::run(&code),
    };
    outcome.unwrap_or_else(|error| {
        complaint::complain(&"standard output", &error);
        ExitCode::FAILURE
    })
}

/// Help, or what is wrong with the arguments, which are repeated in it.
fn refuse(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        error.exit();
    }
    let text = error.render().to_string();
    for line in text.lines() {
        let _ = writeln!(io::stderr(), "{}", shown::shown(line));
    }
    ExitCode::from(2)
}
