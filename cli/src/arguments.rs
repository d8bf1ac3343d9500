//! What the command line asks for. The texts are one page for all commands.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::{Long, Short, Value, ValueExt as _};

use crate::bytes;

pub(crate) const HELP: &str = "\
One error model and one classification for the failures of a realtime-avatar service.

Usage: avatar-errors <COMMAND>

Commands:
  classify [--max-line <BYTES>] [FILE]...
          Read failures, one JSON object a line, and write one canonical error a
          line, in order. Standard input where there is no file, or for `-`.

          A line that is no JSON object, or too long, goes to standard error with
          its file and line number, the others go on, and the exit status is 1 at
          the end. It is 1 at once where the answers cannot be written, and
          standard error says how many were.

          --max-line <BYTES>  The longest line that is read; K and M stand for a
                              thousand and a million bytes [default: 16M]
  codes [--json | --markdown]
          Print the catalogue of codes.

          --json              As JSON, with phases, recoveries and rules
          --markdown          As the page to which the codes' documentation
                              URLs point
  explain <CODE>
          Say what a code means, such as creditsExhausted, what to do, and which
          rules lead to it. Case does not matter.

Options:
  -h, --help     Print help
  -V, --version  Print version
";

pub(crate) enum Command {
    Classify { max_line: usize, files: Vec<PathBuf> },
    Codes(Form),
    Explain { code: String },
    Help,
    Version,
}

pub(crate) enum Form {
    Table,
    Json,
    Markdown,
}

/// The first argument names the program.
pub(crate) fn read(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Command, lexopt::Error> {
    let mut parser = lexopt::Parser::from_iter(arguments);
    let command = match parser.next()? {
        Some(Value(command)) => command.string()?,
        Some(other) => return general(other),
        None => return Err("a command is missing".into()),
    };
    match command.as_str() {
        "classify" => classify(parser),
        "codes" => codes(parser),
        "explain" => explain(parser),
        "help" => Ok(Command::Help),
        other => Err(format!("there is no command '{other}'").into()),
    }
}

fn general(argument: lexopt::Arg<'_>) -> Result<Command, lexopt::Error> {
    match argument {
        Short('h') | Long("help") => Ok(Command::Help),
        Short('V') | Long("version") => Ok(Command::Version),
        other => Err(other.unexpected()),
    }
}

fn classify(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let (mut max_line, mut files) = (16_000_000, Vec::new());
    while let Some(argument) = parser.next()? {
        match argument {
            Long("max-line") => max_line = parser.value()?.parse_with(bytes::read)?,
            Value(file) => files.push(file.into()),
            other => return general(other),
        }
    }
    Ok(Command::Classify { max_line, files })
}

fn codes(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut form = Form::Table;
    while let Some(argument) = parser.next()? {
        form = match (argument, form) {
            (Long("json"), Form::Table | Form::Json) => Form::Json,
            (Long("markdown"), Form::Table | Form::Markdown) => Form::Markdown,
            (Long("json" | "markdown"), _) => return Err("either JSON or Markdown".into()),
            (other, _) => return general(other),
        };
    }
    Ok(Command::Codes(form))
}

fn explain(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut code = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Value(value) if code.is_none() => code = Some(value.string()?),
            other => return general(other),
        }
    }
    let code = code.ok_or("a code is missing; `avatar-errors codes` lists them")?;
    Ok(Command::Explain { code })
}
