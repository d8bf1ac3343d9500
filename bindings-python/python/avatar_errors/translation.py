"""``translate``: whatever leaves a block or a function is an AvatarError; and its helper."""

from __future__ import annotations

from .errors import AvatarError, said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any, Literal, ParamSpec, TypeVar

    import aiohttp as library
    from typing_extensions import Self

    from .words import Phase

    _P = ParamSpec("_P")
    _R = TypeVar("_R")


# How an iterator says that it has ended.
STOPS = (StopIteration, StopAsyncIteration)


class translate:  # noqa: N801 -- used like a function
    """Turns what leaves a block or a function into an ``AvatarError``, which has it as ``native``.

    A context manager for ``with`` and ``async with``, and a decorator for functions and
    coroutine functions.

    >>> with translate(phase="websocket_connect") as step:
    ...     step.phase, step.connection_id = "websocket_handshake", "c-42"
    ...     raise TimeoutError
    Traceback (most recent call last):
    avatar_errors.AvatarError: connectionFailed: TimeoutError (websocket_handshake, timeout)

    ``phase``, ``connection_id``, ``req_id`` and ``response`` (see
    ``AvatarError.from_exception``) may be set at any time in the block. An ``AvatarError``
    passes unchanged; so do a cancellation, a close that the caller began, and
    ``StopIteration`` and ``StopAsyncIteration``, which are no failures.
    """

    __module__ = "avatar_errors"

    phase: Phase | str
    connection_id: str | None
    req_id: str | None
    message: str | None
    fallback: Literal["transport", "protocol"] | None
    error: type[AvatarError]
    response: object

    def __init__(
        self,
        *,
        phase: Phase | str = "unknown",
        connection_id: str | None = None,
        req_id: str | None = None,
        message: str | None = None,
        fallback: Literal["transport", "protocol"] | None = None,
        error: type[AvatarError] = AvatarError,
    ) -> None:
        self.phase = phase
        self.connection_id = connection_id
        self.req_id = req_id
        self.message = message
        self.fallback = fallback
        self.error = error
        self.response = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, at: TracebackType | None
    ) -> None:
        if exc is not None and not issubclass(type(exc), STOPS):
            from . import adapters

            found = adapters.from_exception(exc, self._said(), self.response, self.error)
            error = other(exc, found)
            # Some tools print the local variables of every frame.
            del exc
            if error is not None:
                raise error

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, at: TracebackType | None
    ) -> None:
        if exc is not None and not issubclass(type(exc), STOPS):
            from . import adapters

            found = await adapters.from_exception_async(
                exc, self._said(), self.response, self.error
            )
            error = other(exc, found)
            del exc
            if error is not None:
                raise error

    def __call__(self, function: Callable[_P, _R], /) -> Callable[_P, _R]:
        """Decorate a function; each call starts with the values set here."""
        import functools
        import inspect

        if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
            raise TypeError("translate decorates no generators: use `with translate(...)` in it")
        made: Any = function
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def call_async(*args: Any, **kwargs: Any) -> Any:
                async with self._copy():
                    return await made(*args, **kwargs)

            decorated: Any = call_async
        else:

            @functools.wraps(function)
            def call(*args: Any, **kwargs: Any) -> Any:
                with self._copy():
                    return made(*args, **kwargs)

            decorated = call
        wrapped: Callable[_P, _R] = decorated
        return wrapped

    def _copy(self) -> translate:
        copy = translate()
        vars(copy).update(vars(self))
        return copy

    def _said(self) -> dict[str, Any]:
        return said(self.phase, self.connection_id, self.req_id, self.message, self.fallback)


def other(exc: BaseException, error: AvatarError | None) -> AvatarError | None:
    return None if error is exc else error


def aiohttp_trace() -> library.TraceConfig:
    """Let an aiohttp session keep what the service says when it rejects an upgrade.

    ``ws_connect`` raises without the body, which often alone says what is wrong.

    >>> import asyncio, aiohttp
    >>> async def main():
    ...     async with aiohttp.ClientSession(trace_configs=[aiohttp_trace()]) as session:
    ...         ...  # session.ws_connect(url)
    >>> asyncio.run(main())
    """
    from .adapters import aiohttp

    config: library.TraceConfig = aiohttp.trace()
    return config
