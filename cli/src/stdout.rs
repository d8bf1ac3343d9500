//! Standard output as it is: every failure to write is told. Rust's own says that all went well where
//! there is none.

use std::io::{self, Write};

use crate::SUCCESS;

/// Standard output without a buffer.
pub(crate) struct Stdout(Option<Raw>);

#[cfg(unix)]
type Raw = std::fs::File;

#[cfg(not(unix))]
type Raw = io::Stdout;

impl Stdout {
    /// Where there is none, to write is what fails.
    pub(crate) fn open(exists: bool) -> io::Result<Self> {
        Ok(Self(if exists { Some(raw()?) } else { None }))
    }

    /// Writes a whole text, and is the end of it.
    pub(crate) fn print(mut self, text: &str) -> io::Result<u8> {
        self.write_all(text.as_bytes())?;
        Ok(SUCCESS)
    }
}

#[cfg(unix)]
fn raw() -> io::Result<Raw> {
    use std::os::fd::AsFd as _;
    Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
}

#[cfg(not(unix))]
fn raw() -> io::Result<Raw> {
    Ok(io::stdout())
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Some(stdout) => stdout.write(bytes),
            None => Err(io::Error::new(io::ErrorKind::NotConnected, "it is closed")),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.as_mut().map_or(Ok(()), Write::flush)
    }
}
