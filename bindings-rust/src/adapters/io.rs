use std::io::{Error, ErrorKind as Kind};

use super::chain::cast;
use super::silent;
use crate::Failure;

pub(super) fn read(link: &(dyn std::error::Error + 'static)) -> Option<Failure<'static>> {
    Some(silent().transport(word(cast(link)?)?))
}

/// The word for a broken transport; none for an error about a file or an argument.
fn word(error: &Error) -> Option<&'static str> {
    Some(match error.kind() {
        Kind::ConnectionRefused => "refused",
        Kind::HostUnreachable
        | Kind::NetworkUnreachable
        | Kind::NetworkDown
        | Kind::AddrNotAvailable => "unreachable",
        Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe | Kind::NotConnected => {
            "reset"
        }
        // A blocking socket whose time is up says on Unix that it would block.
        Kind::TimedOut | Kind::WouldBlock => "timeout",
        Kind::NotFound
        | Kind::AlreadyExists
        | Kind::IsADirectory
        | Kind::NotADirectory
        | Kind::ReadOnlyFilesystem
        | Kind::StorageFull
        | Kind::InvalidInput
        | Kind::OutOfMemory
        | Kind::Unsupported
        | Kind::Other => return None,
        kind => match error.raw_os_error() {
            Some(number) => os::word(number),
            None if kind == uncategorized() && error.get_ref().is_some() => "dns",
            None => "other",
        },
    })
}

/// The kind that has no name outside the standard library. With a text of its own and
/// no number an error of that kind comes from `getaddrinfo` alone.
fn uncategorized() -> Kind {
    Error::from_raw_os_error(i32::MAX).kind()
}

/// Numbers that have no kind.
mod os {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    const NUMBERS: &[(i32, &str)] = &[(112, "unreachable"), (108, "reset")];
    #[cfg(target_vendor = "apple")]
    const NUMBERS: &[(i32, &str)] = &[(64, "unreachable"), (58, "reset")];
    #[cfg(windows)]
    const NUMBERS: &[(i32, &str)] = &[
        (10064, "unreachable"),
        (10058, "reset"),
        (11001, "dns"),
        (11002, "dns"),
        (11003, "dns"),
        (11004, "dns"),
    ];
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple", windows)))]
    const NUMBERS: &[(i32, &str)] = &[];

    /// The host is down, the socket was shut down, and on Windows a lookup that failed.
    pub(super) fn word(number: i32) -> &'static str {
        NUMBERS.iter().find(|(known, _)| *known == number).map_or("other", |(_, word)| word)
    }
}
