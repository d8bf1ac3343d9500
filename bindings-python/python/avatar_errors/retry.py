"""Which failures to try again, and when: decided by the core."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, NamedTuple

from . import _native
from ._native import RetryPolicy as NativePolicy
from .errors import AvatarError

if TYPE_CHECKING:
    from concurrent.futures import Future
    from typing import Any, Protocol

    class _RetryState(Protocol):
        """What wait_for reads of tenacity's."""

        attempt_number: int
        outcome: Future[Any] | None


CAPACITY = 500


class RetryDecision(NamedTuple):
    """What to do after a failed try."""

    retry: bool
    """Whether to try again."""
    wait_ms: int
    """How long to wait before, in milliseconds."""
    new_token: bool
    """Whether the next try needs a new session token: tokens are single-use."""
    new_session: bool
    """Whether it needs a new session: the old one is gone with its state."""
    cost: int
    """What it takes from the ``RetryBudget``."""
    reason: str
    """Why, such as ``transient``, ``throttled`` or ``budget_exhausted``."""

    @property
    def wait(self) -> float:
        """How long to wait before, in seconds."""
        return self.wait_ms / 1000

    def to_json(self) -> str:
        """One line of JSON, byte for byte the same in every language."""
        return json.dumps(self._asdict(), separators=(",", ":"))


@dataclass(frozen=True, kw_only=True)
class RetryPolicy:
    """How often and how long to try again. Raises ValueError where a value cannot be."""

    attempts: int = 3
    """How often to try in all, the first time included."""
    base_ms: int = 500
    """The longest wait before the second try."""
    factor: float = 2.0
    """What the longest wait grows by with every try."""
    cap_ms: int = 20_000
    """The longest wait of all; ``Retry-After`` may ask for more."""
    max_retry_after_ms: int = 60_000
    """As much of a ``Retry-After`` as is waited."""
    max_elapsed_ms: int = 120_000
    """When the last try may begin, after the first."""

    _native: NativePolicy = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        values = [getattr(self, field.name) for field in fields(self) if field.init]
        object.__setattr__(self, "_native", NativePolicy(*values))

    def decide(
        self,
        error: AvatarError,
        *,
        attempt: float = 1,
        elapsed_ms: float = 0,
        renewals: float = 0,
        random: float = 1.0,
        budget: float = CAPACITY,
    ) -> RetryDecision:
        """What to do after the try number ``attempt`` failed. Pure: the same inputs give the
        same decision, to the millisecond, in every language.

        ``random`` from 0 to 1 spreads the waits; ``renewals`` counts the tries that were made
        because of ``renewToken``; ``budget`` is what is left of it. Takes any number: one out of
        range counts as the nearest::

            decision = RetryPolicy().decide(error, attempt=1, random=random.random())
        """
        decided = self._native.decide(error, attempt, elapsed_ms, renewals, random, budget)
        return RetryDecision(*decided)


class RetryBudget:
    """Stops retry storms: failing tries empty it, successes fill it, and where it is empty nothing
    is tried again. Never holds up a first try. May be shared by threads.

    The figures are those of the AWS SDKs: it holds 500, a retry takes 14, of what the service
    throttles 5; a success gives back what its last retry took, one at the first try 1.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._native = _native.RetryBudget(capacity)

    @property
    def left(self) -> int:
        """What is left of it."""
        return self._native.left

    def take(self, cost: int) -> bool:
        """Take the cost of a retry; false, and nothing is taken, where less is left."""
        return self._native.take(cost)

    def refund(self, cost: int) -> None:
        """Give back after a success what its last retry took, 0 where there was none."""
        self._native.refund(cost)


SHARED_BUDGET = RetryBudget()
"""Of the whole process, for everyone who brings none: that of one operation would stop no storm."""


# The tools that ask count and stop by themselves.
_ENDLESS = RetryPolicy(attempts=2**32 - 1)


def is_retryable(exc: BaseException) -> bool:
    """Whether an exception is worth another try, with a new token where it says ``renewToken``.

    For tenacity's ``retry_if_exception`` and whatever takes a predicate.
    """
    decision = _decide(exc, 1, 0.0)
    return decision is not None and decision.retry


def wait_for(retry_state: _RetryState) -> float:
    """How long to wait in seconds, as the ``wait`` of tenacity::

    @tenacity.retry(retry=retry_if_exception(is_retryable), wait=wait_for,
                    stop=stop_after_attempt(3), reraise=True)
    """
    exc = retry_state.outcome.exception() if retry_state.outcome else None
    decision = _decide(exc, retry_state.attempt_number)
    return 0.0 if decision is None else decision.wait


def backoff_hook(exc: BaseException) -> bool | float:
    """Whether to try again, or how long to wait before, in seconds: the ``on`` of stamina."""
    decision = _decide(exc, 1)
    if decision is None or not decision.retry:
        return False
    # Of what is merely transient stamina's own backoff takes care.
    return True if decision.reason == "transient" else decision.wait


def _decide(exc: object, attempt: int, spread: float | None = None) -> RetryDecision | None:
    """None for what is no AvatarError."""
    if not isinstance(exc, AvatarError):
        return None
    from random import random

    return _ENDLESS.decide(exc, attempt=attempt, random=random() if spread is None else spread)
