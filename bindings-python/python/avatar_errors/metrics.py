"""Counters for a whole fleet, through Prometheus's client or OpenTelemetry's API.

``avatar_errors_total`` counts failures and ``avatar_errors_retries_total`` the tries that were made
again, both by ``code``, ``phase``, ``recovery`` and ``alert``: listed words alone, never an ID or
free text. Rules and a dashboard for them are in the project's folder ``ops``.
"""

from __future__ import annotations

from .errors import AvatarError
from .words import ErrorCode, Phase, Recovery

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from opentelemetry.metrics import Meter
    from prometheus_client import CollectorRegistry

    _Add = Callable[[dict[str, str]], None]

__all__ = ["OpenTelemetryCounter", "PrometheusCounter"]

# Both ways lead to the same names: each appends ``_total``.
_FAILURES = ("avatar_errors", "Failures of the avatar service.")
_RETRIES = ("avatar_errors_retries", "Tries made again after a failure of the avatar service.")

_CODES = frozenset[str](ErrorCode)
_PHASES = frozenset[str](Phase)
_RECOVERIES = frozenset[str](Recovery)


class _Counter:
    def __init__(self, failures: _Add, retries: _Add) -> None:
        self._failures = failures
        self._retries = retries

    def count(self, error: object) -> None:
        """Count a failure, once, where no further try follows; anything but an ``AvatarError`` is
        left out. Never raises."""
        _count(self._failures, error)

    def count_retry(self, error: object, decision: object = None) -> None:
        """Count a try that is made again after this error; fits ``on_retry``. Never raises."""
        _count(self._retries, error)


class PrometheusCounter(_Counter):
    """Counts with ``prometheus_client``, once for each registry; without one in the default."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        from prometheus_client import REGISTRY, Counter

        registry = REGISTRY if registry is None else registry

        def make(name: str, about: str) -> _Add:
            labels = ("code", "phase", "recovery", "alert")
            counter = Counter(name, about, labels, registry=registry)
            return lambda values: counter.labels(**values).inc()

        super().__init__(make(*_FAILURES), make(*_RETRIES))


class OpenTelemetryCounter(_Counter):
    """Counts with OpenTelemetry's API; without a meter with one of the global provider."""

    def __init__(self, meter: Meter | None = None) -> None:
        from opentelemetry.metrics import get_meter

        known = get_meter("avatar_errors") if meter is None else meter

        def make(name: str, about: str) -> _Add:
            counter = known.create_counter(name, description=about)
            return lambda values: counter.add(1, values)

        super().__init__(make(*_FAILURES), make(*_RETRIES))


def _count(add: _Add, error: object) -> None:
    # Who counts is in the middle of handling a failure.
    try:
        if isinstance(error, AvatarError):
            add(_labels(error))
    except Exception:
        return


def _labels(error: AvatarError) -> dict[str, str]:
    return {
        "code": _listed(error.code, _CODES),
        "phase": _listed(error.phase, _PHASES),
        "recovery": _listed(error.recovery, _RECOVERIES),
        "alert": "true" if error.alert else "false",
    }


def _listed(word: str, words: frozenset[str]) -> str:
    return str(word) if word in words else "other"
