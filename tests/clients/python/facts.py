"""What the libraries' exceptions say, as facts."""

import errno
import socket
import ssl

from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidMessage,
    InvalidStatus,
)


class Failed(Exception):
    """A session is over; the facts are the keywords of `classify`."""

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts


def transport(exc: BaseException | None) -> str:
    """The word for a broken transport, by types and errno in the chain of causes."""
    while exc is not None:
        match exc:
            case socket.gaierror():
                return "dns"
            case ssl.SSLError():
                return "tls"
            case ConnectionRefusedError():
                return "refused"
            case ConnectionResetError() | ConnectionAbortedError() | BrokenPipeError():
                return "reset"
            case TimeoutError():
                return "timeout"
            case OSError(errno=errno.EHOSTUNREACH | errno.ENETUNREACH):
                return "unreachable"
        exc = exc.__cause__ or exc.__context__
    return "other"


def upgrade(exc: Exception, lost: Exception | None) -> dict:
    """An upgrade that failed; `lost` is what broke the connection, which `exc` does not tell."""
    match exc:
        case InvalidStatus(response=response):
            return response_head(response.status_code, response.headers.raw_items()) | {
                "body": bytes(response.body or b"")
            }
        # No HTTP at all, or an end where something had to follow, is a broken transport.
        case InvalidMessage():
            return {"transport": transport(lost or exc)}
        case InvalidHandshake():
            return {"protocol": "other"}
    return {"transport": transport(exc)}


def response_head(status: int, headers) -> dict:
    """The head of a response; a header that comes twice has a list."""
    values: dict[str, list[str]] = {}
    for name, value in headers:
        values.setdefault(name.lower(), []).append(value)
    return {"http_status": status, "headers": values}


def closed(exc: ConnectionClosed) -> dict:
    """A WebSocket that is no longer open."""
    # The library closes by itself only what breaks the protocol.
    if exc.sent is not None and not exc.rcvd_then_sent:
        return {"protocol": "other"}
    if exc.rcvd is not None:
        return {"close_code": exc.rcvd.code, "close_reason": exc.rcvd.reason}
    return {"transport": transport(exc)}
