"""The exceptions."""

from __future__ import annotations

from . import _native
from .fields import Fields, TokenFields

# typing is not imported at run time: it would be most of this package's import time.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from typing_extensions import Self

    from .words import Phase

    _E = TypeVar("_E", bound="AvatarError")

# Where the public names are found; pickles and tracebacks name them so.
_PACKAGE = "avatar_errors"


class _Unknown:
    """The native error where a subclass did not call the constructor."""

    def __get__(self, error: object, owner: object) -> _native.NativeError:
        return _native.given("unknown", None)


class AvatarError(Fields):
    """What happened and what to do about it.

    ``classify`` makes it from raw facts. The constructor is for a caller who has
    decided on the code already. All texts are free of secrets.

    As with every exception, two are equal only where they are the same object;
    compare ``to_json()`` for the same content and ``fingerprint`` for the same failure.
    """

    __module__ = _PACKAGE

    # In the instance's dict, not in a slot: a subclass may also be an OSError.
    if not TYPE_CHECKING:
        _native = _Unknown()

    # In a closure, so that no one who prints the attributes prints the library's own exception.
    _held: Callable[[], BaseException] | None = None

    # How often it was tried; set by ``retrying`` where it gives up.
    attempts: int | None = None

    @property
    def native(self) -> BaseException | None:
        """The library's own exception, which ``from_exception`` was given; it holds what the
        library put there, credentials too. Neither printed nor pickled nor copied."""
        return None if self._held is None else self._held()

    @property
    def retry_after(self) -> float | None:
        """How long the server asks to wait, in seconds."""
        wait = self._native.retry_after_ms
        return None if wait is None else wait / 1000

    @property
    def fingerprint(self) -> tuple[str, str, str]:
        """What groups the same failure: code, phase and a detail without IDs or free text."""
        return self._native.fingerprint

    @property
    def raw_body(self) -> str | None:
        """The response body, redacted and cut; in no JSON, no ``str()`` and no ``repr()``."""
        return self._native.raw_body

    @property
    def severity(self) -> str:
        """How loud to log it: ``WARN`` where it heals by itself, else ``ERROR``."""
        return self._native.severity

    @property
    def log_level(self) -> int:
        """The same as a level of ``logging``."""
        return 30 if self._native.severity == "WARN" else 40

    @property
    def user_message(self) -> str:
        """What to tell an end user: plain words, nothing of what is behind."""
        return self._native.user_message

    @property
    def operator_hint(self) -> str:
        """What an operator should check."""
        return self._native.operator_hint

    @property
    def doc_url(self) -> str:
        """Where the code is documented."""
        return self._native.doc_url

    def log_fields(self) -> dict[str, Any]:
        """What to log: the documented names, then OpenTelemetry's. No secret, no raw body, and no
        ``message``, which loggers keep for themselves::

            logger.log(error.log_level, str(error), extra=error.log_fields())
        """
        return self._native.log_fields()

    def log_line(self) -> str:
        """The same as one line of JSON, byte for byte the same in every language."""
        return self._native.log_line()

    def problem(self) -> dict[str, Any]:
        """What a backend tells its own clients: a problem document (RFC 9457), its ``status`` to
        answer with. It says nothing of the service behind."""
        return self._native.problem()

    def problem_json(self) -> str:
        """The same as JSON, for ``application/problem+json``."""
        return self._native.problem_json()

    def to_dict(self) -> dict[str, Any]:
        """The canonical fields that are set, as plain values in the canonical order."""
        return self._native.to_dict()

    def to_json(self) -> str:
        """The canonical JSON, byte for byte the same in every language."""
        return self._native.to_json()

    @classmethod
    def from_json(cls, json: str | bytes | bytearray) -> Self:
        """Read canonical JSON back. Raises ValueError where it is none."""
        native = _native.read(json)
        made: Any = cls
        if cls is AvatarError and native.phase == "session_token":
            made = SessionTokenError
        error: Self = made.__new__(made, native.message)
        error._native = native
        error.__suppress_context__ = True
        return error

    @classmethod
    def from_exception(
        cls,
        exc: BaseException,
        *,
        phase: Phase | str,
        response: object = None,
        connection_id: str | None = None,
        req_id: str | None = None,
    ) -> AvatarError:
        """Classify what a library raised::

            except Exception as exc:
                raise AvatarError.from_exception(exc, phase="session_token")

        Raise it without ``from exc``: its ``__cause__`` stands for the exception already, with the
        type's name, the frames and the text without secrets, all the way down the chain. So a
        traceback prints no secret; ``from exc`` would print the exception in its own words. The
        exception itself is ``native``.

        Known are websockets, aiohttp, httpx, requests, urllib3, the standard library's
        clients, sockets and TLS, and protobuf, wherever in the chain of causes they stand.
        ``response`` is a response that came before, of one of these libraries: its status
        and headers count, and its body if it can be read (at most 64 KB and 2 seconds).

        >>> import urllib.request
        >>> try:
        ...     urllib.request.urlopen("http://127.0.0.1:1/session-tokens", b"{}")
        ... except Exception as exc:
        ...     error = AvatarError.from_exception(exc, phase="session_token")
        >>> print(error.code, error.recovery, error.rule)
        connectionFailed retry transport.session_token.refused

        An ``AvatarError`` is returned as it is. What is no failure is raised again, the very
        same object: a cancellation, another exception that is no ``Exception``, and a close
        that the caller began. Nothing else is ever raised.
        """
        from . import adapters

        known = {"phase": phase, "connection_id": connection_id, "req_id": req_id}
        error = adapters.from_exception(exc, known, response)
        if error is None:
            raise exc
        return error

    @classmethod
    def from_response(
        cls,
        response: object,
        *,
        phase: Phase | str,
        connection_id: str | None = None,
        req_id: str | None = None,
    ) -> AvatarError:
        """Classify a response of httpx, requests, urllib3, urllib or aiohttp, whatever its status.

        A body that is not there yet is read, at most 64 KB and 2 seconds; that of an
        asyncio library only by ``from_response_async``.

        >>> import httpx
        >>> response = httpx.Response(429, headers={"Retry-After": "3"}, text="Slow down")
        >>> print(AvatarError.from_response(response, phase="session_token"))
        concurrencyLimit: Slow down (session_token, HTTP 429); retry after 3000 ms

        Also takes how a WebSocket ended where no exception says it: aiohttp's last message
        (rather than its WebSocket, which knows no reason and reports 1000 for an end without
        a close frame), and a connection of websockets after its last message. Never raises.
        """
        from . import adapters

        known = {"phase": phase, "connection_id": connection_id, "req_id": req_id}
        return adapters.from_response(response, known)

    @classmethod
    async def from_response_async(
        cls,
        response: object,
        *,
        phase: Phase | str,
        connection_id: str | None = None,
        req_id: str | None = None,
    ) -> AvatarError:
        """The same for asyncio: waits for a body of aiohttp or of an asynchronous httpx.

        >>> import asyncio, httpx
        >>> response = httpx.Response(402, text="Payment required")
        >>> error = AvatarError.from_response_async(response, phase="session_token")
        >>> print(asyncio.run(error).code)
        billingRequired
        """
        from . import adapters

        known = {"phase": phase, "connection_id": connection_id, "req_id": req_id}
        return await adapters.from_response_async(response, known)

    def __str__(self) -> str:
        return str(self._native)

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self.to_dict().items())
        return f"{type(self).__name__}({fields})"

    def __dir__(self) -> list[str]:
        # Whoever shows all that an object has shows nothing of the library's own exception.
        return [name for name in super().__dir__() if name != "native"]

    def __reduce__(self) -> tuple[Any, ...]:
        # The constructor of a subclass may take anything, so that it has no part in this.
        own = ("_native", "_held")
        extras = {name: value for name, value in self.__dict__.items() if name not in own}
        return _restore, (type(self), self.args, self.to_json(), self.raw_body), extras


class SessionTokenError(TokenFields, AvatarError):
    """A failure to get a session token: phase ``session_token``."""

    __module__ = _PACKAGE


def _restore(
    cls: type[_E], args: tuple[Any, ...], json: str | bytes, raw_body: str | None = None
) -> _E:
    """Make an error of its JSON; the name and the arguments are part of every pickle."""
    error = cls.__new__(cls, *args)
    error.args, error._native = args, _native.read(json, raw_body)
    error.__suppress_context__ = True
    return error
