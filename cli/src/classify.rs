use std::fmt::Display;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use avatar_errors_core::{Failure, classify_to_json};

use crate::complaint::complain;
use crate::lines::{Line, Lines};
use crate::shown;
use crate::stdout::Stdout;
use crate::{FAILURE, SUCCESS};

const BUFFER: usize = 1 << 17;

const STDIN: &str = "<stdin>";

/// Classifies the lines of all files, in order; one longer than `most` is malformed.
pub(crate) fn run(stdout: Stdout, files: &[PathBuf], most: usize) -> io::Result<u8> {
    let mut answers = Answers::new(stdout);
    let read = answers.files(files, most).and_then(|()| answers.flush());
    if let Err(error) = read {
        let lines = answers.written;
        let were = if lines == 1 { "line was" } else { "lines were" };
        complain(&"standard output", &format_args!("{error}; {lines} {were} answered"));
        return Ok(FAILURE);
    }
    Ok(if answers.malformed { FAILURE } else { SUCCESS })
}

/// What is answered, and how much of it has been written.
struct Answers<W> {
    output: W,
    waiting: Vec<u8>,
    written: u64,
    malformed: bool,
}

impl<W: Write> Answers<W> {
    fn new(output: W) -> Self {
        Self { output, waiting: Vec::with_capacity(2 * BUFFER), written: 0, malformed: false }
    }

    fn files(&mut self, files: &[PathBuf], most: usize) -> io::Result<()> {
        if files.is_empty() {
            return self.lines(STDIN, &mut io::stdin().lock(), most);
        }
        for file in files {
            if file == Path::new("-") {
                self.lines(STDIN, &mut io::stdin().lock(), most)?;
                continue;
            }
            let name = shown::name(file.as_os_str());
            match File::open(file) {
                Ok(mut opened) => self.lines(&name, &mut opened, most)?,
                Err(error) => self.malformed(&name, &error),
            }
        }
        Ok(())
    }

    /// Fails where nothing more can be written.
    fn lines(&mut self, name: &str, input: &mut dyn Read, most: usize) -> io::Result<()> {
        let mut lines = Lines::new(input, most);
        for number in 1_u64.. {
            if lines.may_wait() || self.waiting.len() >= BUFFER {
                self.flush()?; // whoever waits for an answer has it before the next question
            }
            let answered = match lines.next() {
                Ok(Some(Line::Whole(line))) => self.line(line),
                Ok(Some(Line::TooLong)) => Err(format!("longer than {most} bytes")),
                Ok(None) => break,
                Err(error) => {
                    self.malformed(&name, &error);
                    break;
                }
            };
            if let Err(reason) = answered {
                self.malformed(&format_args!("{name}:{number}"), &reason);
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
        classify_to_json(&failure, &mut self.waiting);
        self.waiting.push(b'\n');
        Ok(())
    }

    fn malformed(&mut self, place: &dyn Display, reason: &dyn Display) {
        self.malformed = true;
        complain(place, reason);
    }

    /// Writes what waits, and counts the lines that went out whole.
    fn flush(&mut self) -> io::Result<()> {
        let mut rest = self.waiting.as_slice();
        while !rest.is_empty() {
            let length = match self.output.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let (gone, left) = rest.split_at(length);
            self.written += gone.iter().map(|&byte| u64::from(byte == b'\n')).sum::<u64>();
            rest = left;
        }
        self.waiting.clear();
        self.output.flush()
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    /// Takes so many bytes, a few at a time.
    struct Disk(usize);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(self.0).min(7);
            self.0 -= taken;
            if taken == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(taken) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn only_lines_that_went_out_whole_are_answered() {
        let mut sizes = Answers::new(Vec::new());
        sizes.lines(STDIN, &mut &b"{}\n"[..], 100).expect("memory takes all");
        sizes.flush().expect("memory takes all");
        let answer = sizes.output.len();
        for (room, answered) in [(0, 0), (answer - 1, 0), (answer, 1), (3 * answer - 1, 2)] {
            let mut answers = Answers::new(Disk(room));
            let read = answers.lines(STDIN, &mut &b"{}\n{}\n{}\n"[..], 100);
            read.and_then(|()| answers.flush()).expect_err("the disk is full");
            assert_eq!(answers.written, answered, "room for {room} bytes");
        }
    }
}
