"""``RecurrenceMonitor``: says when an alerting failure recurs."""

from __future__ import annotations

import json
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
    in bounded memory. May be shared by threads; in a forked child it begins with nothing::

        monitor = RecurrenceMonitor()
        for event in monitor.record(error):
            page(event.event, event.fingerprint, event.count)

    Raises ValueError where a value cannot be. Its clock is Unix time that nobody can set back or
    forth; another ``clock`` gives milliseconds, any number: what is no time, or an earlier one,
    counts as the latest known.
    """

    __module__ = "avatar_errors"

    def __init__(
        self,
        threshold: int = 5,
        *,
        window_ms: int = 300_000,
        cool_down_ms: int = 900_000,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self._native = _native.RecurrenceMonitor(threshold, window_ms, cool_down_ms)
        self._clock = clock

    def record(self, error: AvatarError) -> list[RecurrenceEvent]:
        """Count a failure; what there is to tell, of other failures too."""
        now_ms = None if self._clock is None else self._clock()
        return [RecurrenceEvent(*event) for event in self._native.record(error, now_ms)]

    def check(self) -> list[RecurrenceEvent]:
        """What there is to tell now. Call it every now and then: nothing else notices that a
        failure has stopped."""
        now_ms = None if self._clock is None else self._clock()
        return [RecurrenceEvent(*event) for event in self._native.check(now_ms)]
