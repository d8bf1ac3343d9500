"""The exceptions."""

from __future__ import annotations

from . import _native
from ._native import acting, known
from .fields import Fields, TokenFields

# typing is not imported at run time: it would be most of this package's import time.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from builtins import property as derived
    from collections.abc import Mapping
    from typing import Any, ClassVar, Literal, TypeVar

    from typing_extensions import Self, Unpack

    from ._native import Facts
    from .words import Phase

    _E = TypeVar("_E", bound="AvatarError")
else:
    from .fields import derived

# Where the public names are found; pickles and tracebacks name them so.
_PACKAGE = "avatar_errors"


class AvatarError(Fields):
    """What happened and what to do about it.

    ``classify`` makes it from raw facts. The constructor is for a caller who has
    decided on the code already. All texts are free of secrets.

    A subclass is first-class: ``classify``, ``from_exception``, ``from_response`` and
    ``from_json`` give the class that they are called on, without its constructor. An SDK says
    here which class its session token's failures have, and where it documents the codes::

        class AvatarSDKError(AvatarError):
            doc_page = "https://docs.example.com/errors"

        class SessionTokenError(AvatarSDKError, avatar_errors.SessionTokenError): ...

        AvatarSDKError.token_error = SessionTokenError

    As with every exception, two are equal only where they are the same object;
    compare ``to_json()`` for the same content and ``fingerprint`` for the same failure.
    """

    __module__ = _PACKAGE

    token_error: ClassVar[type[AvatarError]]
    """What it is in the phase ``session_token``, where that is a subclass of the class at hand."""

    doc_page: ClassVar[str] = ""
    """The page that documents the codes, each under its name; else this package's own."""

    # How often it was tried; set by ``retrying`` where it gives up.
    attempts: int | None = None

    @derived
    def native(self) -> BaseException | None:
        """The library's own exception, which ``from_exception`` was given; it holds what the
        library put there, credentials too. Neither printed nor pickled nor copied."""
        held = getattr(self.__dict__, "held", None)
        return None if held is None else held()

    @derived
    def retry_after(self) -> float | None:
        """How long the server asks to wait, in seconds."""
        wait = known(self).retry_after_ms
        return None if wait is None else wait / 1000

    @derived
    def fingerprint(self) -> tuple[str, str, str]:
        """What groups the same failure: code, phase and a detail without IDs or free text."""
        return known(self).fingerprint

    @derived
    def severity(self) -> str:
        """How loud to log it: ``WARN`` where it heals by itself, else ``ERROR``."""
        return known(self).severity

    @derived
    def log_level(self) -> int:
        """The same as a level of ``logging``."""
        return 30 if known(self).severity == "WARN" else 40

    @derived
    def user_message(self) -> str:
        """What to tell an end user: plain words, nothing of what is behind."""
        return known(self).user_message

    @derived
    def operator_hint(self) -> str:
        """What an operator should check."""
        return known(self).operator_hint

    @derived
    def doc_url(self) -> str:
        """Where the code is documented."""
        return known(self).doc_url(self.doc_page)

    def log_fields(self) -> dict[str, Any]:
        """What to log: the documented names, then OpenTelemetry's. No secret, no raw body, and no
        ``message``, which loggers keep for themselves::

            logger.log(error.log_level, str(error), extra=error.log_fields())
        """
        return known(self).log_fields()

    def log_line(self) -> str:
        """The same as one line of JSON, byte for byte the same in every language."""
        return known(self).log_line()

    def problem(self) -> dict[str, Any]:
        """What a backend tells its own clients: a problem document (RFC 9457), its ``status`` to
        answer with. It says nothing of the service behind."""
        return acting(self).problem(self.doc_page)

    def problem_json(self) -> str:
        """The same as JSON, for ``application/problem+json``."""
        return acting(self).problem_json(self.doc_page)

    def to_dict(self) -> dict[str, Any]:
        """The canonical fields that are set, as plain values in the canonical order."""
        return known(self).to_dict()

    def to_json(self) -> str:
        """The canonical JSON, byte for byte the same in every language."""
        return known(self).to_json()

    def describe(self) -> str:
        """One line for an operator: ``str()``, then what to do about it and the IDs."""
        return known(self).describe()

    def with_ids(self, *, connection_id: str | None = None, req_id: str | None = None) -> Self:
        """Set IDs that became known later, as assigning them does, and return the error::

        raise error.with_ids(connection_id=session.connection_id)
        """
        _native.hold(self, known(self).with_ids(connection_id, req_id))
        return self

    def reclassified(self) -> Self:
        """What the facts say, of an error whose code was decided elsewhere (its rule is
        ``given``): the same class, attributes, message, cause and traceback. The very same object
        where nothing changes. Retries, the recurrence monitor and problem documents do so by
        themselves."""
        native = acting(self)
        if native is known(self):
            return self
        from .again import again

        return again(type(self), self, native)

    @classmethod
    def classify(cls, failure: Mapping[str, Any] | None = None, /, **facts: Unpack[Facts]) -> Self:
        """The same as the function ``classify``, for a class of one's own.

        >>> class OwnError(AvatarError): ...
        >>> OwnError.classify(phase="websocket_runtime", close_code=4001)
        OwnError(code='creditsExhausted', phase='websocket_runtime', ...)
        """
        from .again import as_class

        return as_class(cls, _native.classify(failure, **facts))

    @classmethod
    def from_json(cls, json: str | bytes | bytearray) -> Self:
        """Read canonical JSON back. Raises ValueError where it is none."""
        from .again import bare, fitting

        native = _native.read(json)
        return bare(fitting(cls, native), native, native.message)

    @classmethod
    def from_exception(
        cls,
        exc: BaseException,
        *,
        phase: Phase | str = "unknown",
        response: object = None,
        connection_id: str | None = None,
        req_id: str | None = None,
        message: str | None = None,
        fallback: Literal["transport", "protocol"] | None = None,
    ) -> Self:
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
        ``message`` says what the caller was doing and stands before what the exception says;
        ``fallback`` is what it counts as where nothing is known of it. The phase of an error of
        the service's public SDKs counts where none is given.

        >>> import urllib.request
        >>> try:
        ...     urllib.request.urlopen("http://127.0.0.1:1/session-tokens", b"{}")
        ... except Exception as exc:
        ...     error = AvatarError.from_exception(exc, phase="session_token")
        >>> print(error.code, error.recovery, error.rule)
        connectionFailed retry transport.session_token.refused

        An ``AvatarError`` is returned as it is, or ``reclassified()`` where its code was decided
        elsewhere; where it is of another class, as one of this. What is no failure is raised
        again, the very same object: a cancellation, another exception that is no ``Exception``,
        and a close that the caller began. Nothing else is ever raised.
        """
        from . import adapters

        facts = said(phase, connection_id, req_id, message, fallback)
        error = adapters.from_exception(exc, facts, response, cls)
        if error is None:
            raise exc
        return error

    @classmethod
    def try_from(
        cls,
        exc: BaseException,
        *,
        phase: Phase | str = "unknown",
        response: object = None,
        connection_id: str | None = None,
        req_id: str | None = None,
        message: str | None = None,
        fallback: Literal["transport", "protocol"] | None = None,
    ) -> Self | None:
        """The same as ``from_exception``, but None for what is no failure. Never raises: for
        callbacks and ``finally`` blocks, where nobody waits for a cancellation."""
        from . import adapters

        facts = said(phase, connection_id, req_id, message, fallback)
        return adapters.from_exception(exc, facts, response, cls)

    @classmethod
    def from_response(
        cls,
        response: object,
        *,
        phase: Phase | str = "unknown",
        connection_id: str | None = None,
        req_id: str | None = None,
        message: str | None = None,
        fallback: Literal["transport", "protocol"] | None = None,
    ) -> Self:
        """Classify a response of httpx, requests, urllib3, urllib or aiohttp, whatever its status.

        A body that is not there yet is read, at most 64 KB and 2 seconds; that of an
        asyncio library only by ``from_response_async``.

        >>> import httpx
        >>> response = httpx.Response(429, headers={"Retry-After": "3"}, text="Slow down")
        >>> print(AvatarError.from_response(response, phase="session_token"))
        concurrencyLimit: Slow down (session_token, HTTP 429)

        Also takes how a WebSocket ended where no exception says it: aiohttp's last message
        (rather than its WebSocket, which knows no reason and reports 1000 for an end without
        a close frame), and a connection of websockets after its last message. Never raises.
        """
        from . import adapters

        facts = said(phase, connection_id, req_id, message, fallback)
        return adapters.from_response(response, facts, cls)

    @classmethod
    async def from_response_async(
        cls,
        response: object,
        *,
        phase: Phase | str = "unknown",
        connection_id: str | None = None,
        req_id: str | None = None,
        message: str | None = None,
        fallback: Literal["transport", "protocol"] | None = None,
    ) -> Self:
        """The same for asyncio: waits for a body of aiohttp or of an asynchronous httpx.

        >>> import asyncio, httpx
        >>> response = httpx.Response(402, text="Payment required")
        >>> error = AvatarError.from_response_async(response, phase="session_token")
        >>> print(asyncio.run(error).code)
        billingRequired
        """
        from . import adapters

        facts = said(phase, connection_id, req_id, message, fallback)
        return await adapters.from_response_async(response, facts, cls)

    def __str__(self) -> str:
        return str(known(self))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in known(self).to_dict().items())
        return f"{type(self).__name__}({fields})"

    def __dir__(self) -> list[str]:
        # Whoever shows all that an object has shows nothing of the library's own exception.
        return [name for name in super().__dir__() if name != "native"]

    def __reduce__(self) -> tuple[Any, ...]:
        # The constructor of a subclass may take anything, so that it has no part in this.
        native = known(self)
        parts = (type(self), self.args, native.to_json(), native.raw_body)
        return _restore, parts, dict(self.__dict__)


class SessionTokenError(TokenFields, AvatarError):
    """A failure to get a session token: phase ``session_token``."""

    __module__ = _PACKAGE


AvatarError.token_error = SessionTokenError


def said(
    phase: object, connection_id: object, req_id: object, message: object, fallback: object
) -> dict[str, Any]:
    """The keys of a failure that a caller says."""
    return {
        "phase": phase,
        "connection_id": connection_id,
        "req_id": req_id,
        "prefix": message,
        "fallback": fallback,
    }


def _restore(
    cls: type[_E], args: tuple[Any, ...], json: str | bytes, raw_body: str | None = None
) -> _E:
    """Make an error of its JSON; the name and the arguments are part of every pickle."""
    from .again import bare

    return bare(cls, _native.read(json, raw_body), *args)
