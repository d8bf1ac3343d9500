"""How late an event loop is that takes 1,000 failures a second through classification, log, counter
and monitor, and one that gets the largest frames, beside an idle one. A line of JSON each."""

from __future__ import annotations

import asyncio
import json
import logging
import statistics
import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry

import hostile
from avatar_errors import RecurrenceMonitor, classify
from avatar_errors.metrics import PrometheusCounter

SECONDS = 10
PER_SECOND = 1000
# How often the loop is asked how late it is.
TICK_S = 0.001
FINGERPRINTS = 256
MOST_US = 100_000


class Handler:
    """What a service does with every failure."""

    def __init__(self) -> None:
        self.monitor = RecurrenceMonitor(100)
        self.counter = PrometheusCounter(CollectorRegistry())
        self.logger = logging.getLogger("avatar")
        self.logger.addHandler(logging.NullHandler())
        self.logger.propagate = False
        self.handled = 0

    def handle(self) -> None:
        number = self.handled % FINGERPRINTS
        error = classify(
            phase="websocket_runtime",
            close_code=4503,
            server_code=f"upstream_{number}",
            connection_id=f"c-{number}",
        )
        self.logger.log(error.log_level, "%s", error, extra=error.log_fields())
        self.counter.count(error)
        self.monitor.record(error)
        self.handled += 1


async def lag(work: Callable[[int], None]) -> dict[str, float]:
    """How late a timer is, in microseconds, while `work` does what is due at each tick."""
    late = []
    begun = time.perf_counter()
    while (now := time.perf_counter()) - begun < SECONDS:
        work(int((now - begun) * PER_SECOND))
        late.append(await tick())
    return told(late)


async def lag_of_frames() -> tuple[int, dict[str, float]]:
    """How late it is while it gets frames, and how many they were."""
    late = []
    for frame in hostile.frames():
        asyncio.get_running_loop().call_soon(receive, frame)
        late.append(await tick())
    return len(late), told(late)


def receive(frame: bytes) -> None:
    error = classify(phase="websocket_runtime", frame=frame)
    assert error.code != "unknown", "the frame is none of the service"


async def tick() -> float:
    due = time.perf_counter() + TICK_S
    await asyncio.sleep(TICK_S)
    return (time.perf_counter() - due) * 1e6


def told(late: list[float]) -> dict[str, float]:
    late.sort()
    median, p99 = statistics.median(late), late[len(late) * 99 // 100]
    return {"median": round(median), "p99": round(p99), "max": round(late[-1])}


async def main() -> None:
    handler = Handler()

    def work(due: int) -> None:
        while handler.handled < due:
            handler.handle()

    idle = await lag(lambda due: None)
    busy = await lag(work)
    assert handler.handled >= SECONDS * PER_SECOND * 0.9
    print(json.dumps({"name": "python/event_loop", "lag_us": busy, "idle_us": idle}))
    count, received = await lag_of_frames()
    name = f"python/event_loop, 1 MB frames of {count} hostile patterns"
    print(json.dumps({"name": name, "lag_us": received, "idle_us": idle, "most_us": MOST_US}))


if __name__ == "__main__":
    asyncio.run(main())
