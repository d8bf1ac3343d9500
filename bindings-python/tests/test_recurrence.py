"""``RecurrenceMonitor``: threads, forks, clocks, numbers; the vectors pin its events."""

from __future__ import annotations

import decimal
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from avatar_errors import RecurrenceEvent, RecurrenceMonitor, RetryBudget, RetryPolicy, classify

ERROR = classify(phase="websocket_runtime", close_code=4503)

# Any number: out of range, too large for a float, or none at all.
NUMBERS: list[Any] = [
    *(0, -1, 0.5, -0.5, 2**53, 2**64, -(2**64), 10**400, -(10**400), 1e300, -1e300),
    *(float("nan"), float("inf"), float("-inf"), True, decimal.Decimal("1.5")),
]


def test_threads_count_together() -> None:
    monitor = RecurrenceMonitor(threshold=100, clock=lambda: 1000)
    fired: list[RecurrenceEvent] = []

    def record() -> None:
        for _ in range(50):
            fired.extend(monitor.record(ERROR))

    threads = [threading.Thread(target=record) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (event,) = fired
    assert (event.event, event.count) == ("fired", 100)
    assert event.fingerprint == ERROR.fingerprint


def test_the_clock_is_unix_time() -> None:
    monitor = RecurrenceMonitor(1, window_ms=1)
    (event,) = monitor.record(ERROR)
    assert event.at_ms > 1_700_000_000_000


def test_a_clock_that_somebody_sets_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monitor = RecurrenceMonitor(2)
    monitor.record(ERROR)
    for name in ("time", "time_ns", "monotonic", "monotonic_ns"):
        monkeypatch.setattr(time, name, lambda: 10**18)
    (event,) = monitor.record(ERROR)
    assert 1_700_000_000_000 < event.at_ms < 10**14


def test_a_broken_clock_is_the_callers() -> None:
    with pytest.raises(ZeroDivisionError):
        RecurrenceMonitor(clock=lambda: 1 // 0).check()


@pytest.mark.parametrize("number", NUMBERS)
def test_a_monitor_takes_any_time(number: Any) -> None:
    times = iter([5000, number, 5000, number])
    monitor = RecurrenceMonitor(2, clock=lambda: next(times))
    first, second = monitor.record(ERROR), monitor.record(ERROR)
    assert first == []
    assert all(event.at_ms >= 5000 for event in second)
    for event in (*monitor.record(ERROR), *monitor.check()):
        assert event.at_ms >= 5000


@pytest.mark.parametrize("number", NUMBERS)
def test_a_decision_and_a_budget_take_any_number(number: Any) -> None:
    error = classify(phase="websocket_runtime", transport="reset")
    for name in ("attempt", "elapsed_ms", "renewals", "random", "budget"):
        decision = RetryPolicy().decide(error, **{name: number})
        assert 0 <= decision.wait_ms <= 20_000
        assert isinstance(decision.retry, bool)
    budget = RetryBudget(number)
    assert budget.left >= 0
    taken = budget.take(number)
    budget.refund(number)
    assert isinstance(taken, bool)


@pytest.mark.parametrize(
    "number", [float("nan"), float("inf"), -1, 0.5, 10**400, None, "3", [], True]
)
def test_a_policy_takes_only_what_can_be(number: Any) -> None:
    for name in ("attempts", "base_ms", "cap_ms", "max_retry_after_ms", "max_elapsed_ms"):
        with pytest.raises(ValueError, match=name):
            RetryPolicy(**{name: number})
    for name in ("threshold", "window_ms", "cool_down_ms"):
        with pytest.raises(ValueError, match="must be"):
            RecurrenceMonitor(**{name: number})


def forked(work: Callable[[], bool]) -> int:
    """The exit status of a child that does the work, or the signal that ends it where it hangs."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(60)
        good = False
        try:
            good = work()
        finally:
            os._exit(0 if good else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if hasattr(os, "fork"):

    @pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
    def test_a_forked_child_begins_with_nothing_while_threads_record() -> None:
        monitor, budget = RecurrenceMonitor(100), RetryBudget(100)
        errors = [classify(phase="websocket_runtime", close_code=4500 + at) for at in range(256)]
        done = threading.Event()

        def record() -> None:
            while not done.is_set():
                for error in errors:
                    monitor.record(error)
                    budget.take(1)
                    budget.refund(1)

        def work() -> bool:
            # 99 of them do not fire, whatever the parent has seen.
            early = [event for _ in range(99) for event in monitor.record(ERROR)]
            (event,) = monitor.record(ERROR)
            return early == [] and event.count == 100 and budget.take(100)

        threads = [threading.Thread(target=record, daemon=True) for _ in range(4)]
        for thread in threads:
            thread.start()
        try:
            statuses = [forked(work) for _ in range(20)]
        finally:
            done.set()
            for thread in threads:
                thread.join()
        assert statuses == [0] * 20
