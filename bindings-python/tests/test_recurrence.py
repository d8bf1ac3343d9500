"""``RecurrenceMonitor``: threads, clocks and memory; its events are pinned by the vectors."""

import threading

import pytest

from avatar_errors import RecurrenceMonitor, classify


def test_threads_count_together() -> None:
    monitor = RecurrenceMonitor(threshold=100, clock=lambda: 1000)
    error = classify(phase="websocket_runtime", close_code=4503)
    fired: list = []
    threads = [
        threading.Thread(target=lambda: [fired.extend(monitor.record(error)) for _ in range(50)])
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (event,) = fired
    assert (event.event, event.count) == ("fired", 100)
    assert event.fingerprint == error.fingerprint


def test_the_clock_is_the_system_clock() -> None:
    monitor = RecurrenceMonitor(1, window_ms=1)
    (event,) = monitor.record(classify(phase="unknown", http_status=502))
    assert event.at_ms > 1_700_000_000_000


def test_a_broken_clock_is_the_callers() -> None:
    with pytest.raises(ZeroDivisionError):
        RecurrenceMonitor(clock=lambda: 1 // 0).check()
