"""TLS: ``ssl``."""

from __future__ import annotations

from .library import is_a
from .observation import BROKEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .observation import Observation


def read(exc: BaseException) -> Observation | None:
    if not is_a(exc, "ssl", "SSLError"):
        return None
    # A connection that ends inside TLS says nothing about the certificate or the handshake.
    if is_a(exc, "ssl", "SSLEOFError", "SSLZeroReturnError", "SSLSyscallError"):
        return BROKEN
    return {"transport": "tls"}
