use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use avatar_errors_core::{Failure, classify_to_json};

const BUFFER: usize = 1 << 17;

/// Classifies the lines of all files, in order.
pub(crate) fn run(files: &[PathBuf]) -> io::Result<ExitCode> {
    let mut output = Output { written: Vec::with_capacity(2 * BUFFER), malformed: false };
    if files.is_empty() {
        output.lines("<stdin>", io::stdin().lock())?;
    }
    for file in files {
        if file == Path::new("-") {
            output.lines("<stdin>", io::stdin().lock())?;
            continue;
        }
        match File::open(file) {
            Ok(opened) => output.lines(file.display(), opened)?,
            Err(error) => output.complain(&file.display(), &error),
        }
    }
    output.flush()?;
    Ok(if output.malformed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

struct Output {
    written: Vec<u8>,
    malformed: bool,
}

impl Output {
    fn lines(&mut self, name: impl Display, input: impl Read) -> io::Result<()> {
        let mut input = BufReader::with_capacity(BUFFER, input);
        let mut line = Vec::new();
        for number in 1_u64.. {
            if input.buffer().is_empty() || self.written.len() >= BUFFER {
                self.flush()?; // whoever waits for an answer has it before the next question
            }
            line.clear();
            match input.read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    self.complain(&name, &error);
                    break;
                }
            }
            if let Err(reason) = self.line(&line) {
                self.complain(&format_args!("{name}:{number}"), &reason);
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &[u8]) -> Result<(), String> {
        let text = std::str::from_utf8(line).map_err(|_| "not UTF-8".to_owned())?;
        if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').is_empty() {
            return Ok(());
        }
        let failure = Failure::from_json(text).map_err(|error| error.to_string())?;
        classify_to_json(&failure, &mut self.written);
        self.written.push(b'\n');
        Ok(())
    }

    fn complain(&mut self, place: &dyn Display, reason: &dyn Display) {
        self.malformed = true;
        // A closed standard error is no reason to lose the lines that are left.
        let _ = writeln!(io::stderr(), "avatar-errors: {place}: {reason}");
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(&self.written)?;
        self.written.clear();
        stdout.flush()
    }
}
