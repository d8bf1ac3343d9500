//! The classification on the command line.

mod classify;
mod codes;
mod explain;

use std::io;
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
    /// A line that is no JSON object goes to standard error with its file and line
    /// number, the others go on, and the exit status is 1 at the end.
    Classify {
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
    let outcome = match Arguments::parse().command {
        Command::Classify { files } => classify::run(&files),
        Command::Codes { json: true, .. } => codes::run(&format!("{}\n", catalog::to_json())),
        Command::Codes { markdown: true, .. } => codes::run(&reference::to_markdown()),
        Command::Codes { .. } => codes::run(&codes::table()),
        Command::Explain { code } => explain::run(&code),
    };
    match outcome {
        Ok(status) => status,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("avatar-errors: {error}");
            ExitCode::FAILURE
        }
    }
}
