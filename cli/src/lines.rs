use std::io::{self, BufRead, BufReader, Read};

const BUFFER: usize = 1 << 17;

/// The lines of an input, each at most so long; the memory is that of the longest.
pub(crate) struct Lines<R> {
    input: BufReader<R>,
    line: Vec<u8>,
    most: usize,
}

/// A line with its end, where it has one.
pub(crate) enum Line<'a> {
    Whole(&'a [u8]),
    /// It was skipped.
    TooLong,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(input: R, most: usize) -> Self {
        Self { input: BufReader::with_capacity(BUFFER, input), line: Vec::new(), most }
    }

    /// Whether the next line may have to be waited for.
    pub(crate) fn may_wait(&self) -> bool {
        self.input.buffer().is_empty()
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let most = u64::try_from(self.most).unwrap_or(u64::MAX).saturating_add(1);
        if self.input.by_ref().take(most).read_until(b'\n', &mut self.line)? == 0 {
            return Ok(None);
        }
        if self.line.len() > self.most && !self.line.ends_with(b"\n") {
            self.input.skip_until(b'\n')?;
            return Ok(Some(Line::TooLong));
        }
        Ok(Some(Line::Whole(&self.line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, most: usize) -> Vec<Option<String>> {
        let mut lines = Lines::new(text.as_bytes(), most);
        let mut read = Vec::new();
        while let Ok(Some(line)) = lines.next() {
            read.push(match line {
                Line::Whole(line) => Some(String::from_utf8_lossy(line).into_owned()),
                Line::TooLong => None,
            });
        }
        read
    }

    #[test]
    fn a_line_may_be_as_long_as_allowed_and_the_next_one_counts() {
        let whole = |line: &str| Some(line.to_owned());
        assert_eq!(read("", 3), []);
        assert_eq!(read("abc\nabcd\n\nabc", 3), [whole("abc\n"), None, whole("\n"), whole("abc")]);
        assert_eq!(read("abcd", 3), [None]);
        assert_eq!(read("a\n\n", 0), [None, whole("\n")]);
    }
}
