"""``retrying``: tries again what is worth it."""

from __future__ import annotations

import time
from random import random
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

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
        self.number = operation.made + 1
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
    """Counts the tries of one operation."""

    def __init__(self, settings: retrying) -> None:
        self._settings = settings
        self._begun = time.monotonic()
        self._renewals = 0
        self._cost = 0
        self.made = 0
        # What to do before the next try; without one there is none.
        self.decision: RetryDecision | None = None

    def succeeded(self) -> None:
        self.made += 1
        self.decision = None
        self._settings.budget.refund(self._cost)

    def failed(self, error: AvatarError) -> bool:
        """Whether to try again."""
        self.made += 1
        self.decision = None
        settings = self._settings
        decision: RetryDecision | None
        try:
            decision = settings.policy.decide(
                error,
                attempt=self.made,
                elapsed_ms=int((time.monotonic() - self._begun) * 1000),
                renewals=self._renewals,
                random=random(),
                budget=settings.budget.left,
            )
        except Exception:
            decision = None  # a defect of ours must not hide the failure
        # Somebody else may have emptied the budget in the meantime.
        if not (decision and decision.retry and settings.budget.take(decision.cost)):
            error.attempts = self.made
            return False
        self._cost = decision.cost
        self._renewals += decision.reason == "renew_token"
        if settings.on_retry is not None:
            settings.on_retry(error, decision)
        self.decision = decision
        return True


class retrying:  # noqa: N801 -- used like a function
    """Tries again what is worth it: a decorator, or a loop for ``for`` and ``async for``.

    Only an ``AvatarError`` is tried again, all else passes at once. Where it gives up, the last
    error goes on itself and says in ``attempts`` how often it was tried::

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

    __module__ = __package__

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
        yield Attempt(operation, None)
        while (decision := operation.decision) is not None:
            time.sleep(decision.wait)
            operation.decision = None
            yield Attempt(operation, decision)

    async def __aiter__(self) -> AsyncIterator[Attempt]:
        import asyncio

        operation = _Operation(self)
        yield Attempt(operation, None)
        while (decision := operation.decision) is not None:
            await asyncio.sleep(decision.wait)
            operation.decision = None
            yield Attempt(operation, decision)

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
