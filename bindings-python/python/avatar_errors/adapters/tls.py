"""TLS: ``ssl``."""

from __future__ import annotations

from .facts import BROKEN
from .library import is_a

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .facts import Facts


def read(exc: BaseException) -> Facts | None:
    if not is_a(exc, "ssl", "SSLError"):
        return None
    # A connection that ends inside TLS says nothing about the certificate or the handshake.
    if is_a(exc, "ssl", "SSLEOFError", "SSLZeroReturnError", "SSLSyscallError"):
        return BROKEN
    return {"transport": "tls"}
