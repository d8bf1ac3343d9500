//! Standard output as it is: every failure to write is told. Rust's own says that all went well where
//! there is none, and opens the null device in its place before `main`.

use std::io::{self, Write};

/// Standard output without a buffer.
pub(crate) struct Stdout(Option<Raw>);

#[cfg(unix)]
type Raw = std::fs::File;

#[cfg(not(unix))]
type Raw = io::Stdout;

impl Stdout {
    #[cfg(unix)]
    pub(crate) fn open() -> io::Result<Self> {
        use std::os::fd::AsFd as _;
        if unix::was_closed() {
            return Ok(Self(None));
        }
        Ok(Self(Some(io::stdout().as_fd().try_clone_to_owned()?.into())))
    }

    #[cfg(not(unix))]
    pub(crate) fn open() -> io::Result<Self> {
        Ok(Self(Some(io::stdout())))
    }
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

#[cfg(unix)]
mod unix {
    use std::sync::atomic::{AtomicBool, Ordering};

    static CLOSED: AtomicBool = AtomicBool::new(false);

    pub(super) fn was_closed() -> bool {
        CLOSED.load(Ordering::Relaxed)
    }

    extern "C" fn look() {
        // SAFETY: asks for the flags of a descriptor and changes nothing; an unknown one is an error.
        let flags = unsafe { libc::fcntl(libc::STDOUT_FILENO, libc::F_GETFD) };
        CLOSED.store(flags == -1, Ordering::Relaxed);
    }

    // SAFETY: the loader calls what stands in this section before `main`, in the only thread; the
    // function needs nothing that Rust sets up.
    #[used]
    #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func"))]
    #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".init_array"))]
    static BEFORE_MAIN: extern "C" fn() = look;
}
