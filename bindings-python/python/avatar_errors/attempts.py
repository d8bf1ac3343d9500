"""``retrying``: tries again what is worth it."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from . import _native
from .errors import AvatarError
from .retry import SHARED_BUDGET, RetryBudget, RetryDecision, RetryPolicy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from types import TracebackType

    from typing_extensions import Self

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Attempt:
    """One try: a context manager that holds back an ``AvatarError`` which is tried again."""

    def __init__(self, operation: _Operation, decision: RetryDecision | None) -> None:
        self._operation = operation
        self.number = operation.attempts.made + 1
        """From 1."""
        self.new_token = decision is not None and decision.new_token
        """Whether this try needs a new session token."""
        self.new_session = decision is not None and decision.new_session
        """Whether it begins a new session, the old one being gone."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, at: TracebackType | None
    ) -> bool:
        if exc is None:
            self._operation.succeeded()
            return False
        return isinstance(exc, AvatarError) and self._operation.failed(exc)


class _Operation:
    """The tries of one operation, counted and paid for by the core."""

    def __init__(self, settings: retrying) -> None:
        self.attempts = _native.Attempts(settings.policy._native, settings.budget._native)
        self._on_retry = settings.on_retry
        # What is paid for and not begun yet: without it there is no next try.
        self.next: RetryDecision | None = None

    def succeeded(self) -> None:
        self.attempts.succeeded()

    def failed(self, error: AvatarError) -> bool:
        """Whether to try again."""
        decision = RetryDecision(*self.attempts.failed(error))
        if not decision.retry:
            # A subclass may have something of its own by that name.
            with suppress(Exception):
                error.attempts = self.attempts.made
            return False
        self.next = decision
        if self._on_retry is not None:
            try:
                self._on_retry(error, decision)
            except BaseException:
                self.leave()
                raise
        return True

    def begin(self) -> Attempt:
        decision, self.next = self.next, None
        return Attempt(self, decision)

    def leave(self) -> None:
        """Give back what a try would have cost that is not made: the wait for it was cancelled, or
        the loop was left."""
        if self.next is not None:
            self.next = None
            self.attempts.cancelled()


class retrying:  # noqa: N801 -- used like a function
    """Tries again what is worth it: a decorator, or a loop for ``for`` and ``async for``.

    Only an ``AvatarError``, of whatever subclass, is tried again, all else passes at once. Where it
    gives up, the last error goes on itself and says in ``attempts`` how often it was tried::

        @retrying()
        async def session():
            return await connect(await new_token())

        for attempt in retrying(RetryPolicy(attempts=5)):
            with attempt:
                if attempt.new_token:
                    token = new_token()
                connect(token)

    ``budget`` is by default one for the whole process; ``on_retry`` is called with the error and
    the ``RetryDecision`` before each wait.
    """

    __module__ = "avatar_errors"

    def __init__(
        self,
        policy: RetryPolicy | None = None,
        *,
        budget: RetryBudget | None = None,
        on_retry: Callable[[AvatarError, RetryDecision], object] | None = None,
    ) -> None:
        self.policy = RetryPolicy() if policy is None else policy
        self.budget = SHARED_BUDGET if budget is None else budget
        self.on_retry = on_retry

    def __iter__(self) -> Iterator[Attempt]:
        operation = _Operation(self)
        try:
            yield operation.begin()
            while operation.next is not None:
                time.sleep(operation.next.wait)
                yield operation.begin()
        finally:
            operation.leave()

    async def __aiter__(self) -> AsyncIterator[Attempt]:
        import asyncio

        operation = _Operation(self)
        try:
            yield operation.begin()
            while operation.next is not None:
                await asyncio.sleep(operation.next.wait)
                yield operation.begin()
        finally:
            operation.leave()

    def __call__(self, function: Callable[_P, _R], /) -> Callable[_P, _R]:
        """Decorate a function or a coroutine function."""
        import functools
        import inspect

        if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
            raise TypeError("retrying decorates no generators: use `for attempt in retrying()`")
        made: Any = function
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def call_async(*args: Any, **kwargs: Any) -> Any:
                answer = None
                async for attempt in self:
                    with attempt:
                        answer = await made(*args, **kwargs)
                return answer

            decorated: Any = call_async
        else:

            @functools.wraps(function)
            def call(*args: Any, **kwargs: Any) -> Any:
                answer = None
                for attempt in self:
                    with attempt:
                        answer = made(*args, **kwargs)
                return answer

            decorated = call
        wrapped: Callable[_P, _R] = decorated
        return wrapped
