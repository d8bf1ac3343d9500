"""``RecurrenceMonitor``: says when an alerting failure recurs."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from . import _native

if TYPE_CHECKING:
    from collections.abc import Callable

    from .errors import AvatarError


@dataclass(frozen=True)
class RecurrenceEvent:
    """Something to tell whoever watches."""

    event: str
    """``fired``: alert; ``cleared``: not seen for a whole window."""
    fingerprint: tuple[str, str, str]
    """Code, phase and detail of the failure."""
    count: int
    """Of ``fired`` how often it was seen in the window, of ``cleared`` how often since it fired."""
    at_ms: int
    """When, on the monitor's clock."""

    def to_json(self) -> str:
        """One line of JSON, byte for byte the same in every language."""
        return json.dumps(asdict(self), separators=(",", ":"), ensure_ascii=False)


class RecurrenceMonitor:
    """Says when an alerting failure recurs: once, then quiet for a cool-down, then when it has
    cleared. Counts ``upstreamError``, ``serverError`` and ``protocolError`` by their fingerprint,
    in bounded memory. May be shared by threads::

        monitor = RecurrenceMonitor()
        for event in monitor.record(error):
            page(event.event, event.fingerprint, event.count)

    Raises ValueError where a value cannot be. ``clock`` gives milliseconds.
    """

    __module__ = __package__

    def __init__(
        self,
        threshold: int = 5,
        *,
        window_ms: int = 300_000,
        cool_down_ms: int = 900_000,
        clock: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        policy = {"threshold": threshold, "window_ms": window_ms, "cool_down_ms": cool_down_ms}
        self._state = _native.recurrence_monitor(json.dumps(policy))
        self._clock = clock
        self._lock = threading.Lock()

    def record(self, error: AvatarError) -> list[RecurrenceEvent]:
        """Count a failure; what there is to tell, of other failures too."""
        return self._recur(error)

    def check(self) -> list[RecurrenceEvent]:
        """What there is to tell now. Call it every now and then: nothing else notices that a
        failure has stopped."""
        return self._recur(None)

    def _recur(self, error: AvatarError | None) -> list[RecurrenceEvent]:
        with self._lock:
            now_ms = max(0, int(self._clock()))
            try:
                text = "" if error is None else error.to_json()
                answer = _native.recur(self._state, text, now_ms)
            except RuntimeError:
                return []  # a defect of ours: who counts is handling a failure
            # The state is last, so that it need not be read.
            events, _, state = answer.partition(',"monitor":')
            self._state = state[:-1]
        found = json.loads(events + "}")["events"]
        return [
            RecurrenceEvent(**event | {"fingerprint": tuple(event["fingerprint"])})
            for event in found
        ]
