//! The classification on the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    avatar_errors_cli::run(std::env::args_os(), !stdout::was_closed()).into()
}

/// Rust opens the null device in the place of a closed standard output before `main`.
#[cfg(unix)]
mod stdout {
    use std::sync::atomic::{AtomicBool, Ordering};

    static CLOSED: AtomicBool = AtomicBool::new(false);

    pub fn was_closed() -> bool {
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

#[cfg(not(unix))]
mod stdout {
    pub fn was_closed() -> bool {
        false
    }
}
