"""The counters, with the real libraries."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest

from avatar_errors import AvatarError, classify
from avatar_errors.metrics import OpenTelemetryCounter, PrometheusCounter

Counter = OpenTelemetryCounter | PrometheusCounter
Counted = dict[tuple[str, tuple[str, str, str, str]], float]
LABELS = ("code", "phase", "recovery", "alert")

UPSTREAM = classify(phase="websocket_connect", http_status=502)
UPSTREAM_LABELS = ("upstreamError", "websocket_connect", "retry", "true")


def with_prometheus() -> tuple[Counter, Callable[[], Counted]]:
    registry = CollectorRegistry()

    def read() -> Counted:
        counted: Counted = {}
        for metric in registry.collect():
            for sample in metric.samples:
                if sample.name.endswith("_total"):
                    assert set(sample.labels) == set(LABELS)
                    values = tuple(sample.labels[label] for label in LABELS)
                    counted[sample.name, values] = sample.value  # type: ignore[index]
        return counted

    return PrometheusCounter(registry), read


def with_opentelemetry() -> tuple[Counter, Callable[[], Counted]]:
    reader = InMemoryMetricReader()
    provider = MeterProvider([reader])

    def read() -> Counted:
        counted: Counted = {}
        data = reader.get_metrics_data()
        for metric in data.resource_metrics[0].scope_metrics[0].metrics if data else []:
            for point in metric.data.data_points:
                assert point.attributes is not None
                assert set(point.attributes) == set(LABELS)
                values = tuple(point.attributes[label] for label in LABELS)
                counted[metric.name + "_total", values] = point.value  # type: ignore
        return counted

    return OpenTelemetryCounter(provider.get_meter("test")), read


BOTH = pytest.mark.parametrize("make", [with_prometheus, with_opentelemetry])
Make = Callable[[], tuple[Counter, Callable[[], Counted]]]


@BOTH
def test_failures_and_retries_are_counted_apart(make: Make) -> None:
    counter, read = make()
    assert read() == {}
    for _ in range(3):
        counter.count_retry(UPSTREAM, object())
    counter.count(UPSTREAM)
    counter.count(classify(phase="session_token", http_status=402))
    assert read() == {
        ("avatar_errors_total", UPSTREAM_LABELS): 1,
        ("avatar_errors_total", ("billingRequired", "session_token", "surface", "false")): 1,
        ("avatar_errors_retries_total", UPSTREAM_LABELS): 3,
    }


@BOTH
def test_labels_hold_listed_words_alone(make: Make) -> None:
    counter, read = make()
    error = AvatarError.from_json(
        '{"code":"quotaOfNextYear","phase":"c-42","message":"m","connection_id":"c-42",'
        '"recovery":"ask-user-7","retryable":false,"alert":true,"rule":"r"}'
    )
    counter.count(error)
    counter.count(classify(phase="a phase of c-42", message="free text of c-42"))
    assert read() == {
        ("avatar_errors_total", ("other", "other", "other", "true")): 1,
        ("avatar_errors_total", ("unknown", "unknown", "report", "false")): 1,
    }


@BOTH
def test_only_an_avatar_error_is_counted(make: Make) -> None:
    counter, read = make()
    for thing in (ValueError("x"), None, "upstreamError", KeyboardInterrupt()):
        counter.count(thing)
        counter.count_retry(thing)
    assert read() == {}


class HostileError(AvatarError):
    @property
    def alert(self) -> bool:
        raise RuntimeError("no")


@BOTH
def test_counting_never_raises(make: Make) -> None:
    counter, read = make()
    counter.count(HostileError("unknown", "m"))
    assert read() == {}


def test_without_a_registry_it_is_the_default_one() -> None:
    PrometheusCounter().count(UPSTREAM)
    labels = dict(zip(LABELS, UPSTREAM_LABELS, strict=True))
    assert REGISTRY.get_sample_value("avatar_errors_total", labels) == 1
    with pytest.raises(ValueError, match="Duplicated timeseries"):
        PrometheusCounter()


def test_without_a_meter_it_is_one_of_the_global_provider() -> None:
    OpenTelemetryCounter().count(UPSTREAM)


def test_both_ways_have_the_same_names_on_the_page_that_is_scraped() -> None:
    registry = CollectorRegistry()
    PrometheusCounter(registry).count(UPSTREAM)
    assert lines(registry) == ["avatar_errors_total"]
    provider = MeterProvider([PrometheusMetricReader(registry=(registry := CollectorRegistry()))])
    OpenTelemetryCounter(provider.get_meter("test")).count(UPSTREAM)
    assert lines(registry) == ["avatar_errors_total"]
    OpenTelemetryCounter(provider.get_meter("test")).count_retry(UPSTREAM)
    assert lines(registry) == ["avatar_errors_retries_total", "avatar_errors_total"]
    provider.shutdown()


def lines(registry: CollectorRegistry) -> list[str]:
    """The names on a page whose labels are those of UPSTREAM."""
    labels = [f'{label}="{value}"' for label, value in zip(LABELS, UPSTREAM_LABELS, strict=True)]
    page = generate_latest(registry).decode().splitlines()
    found = (line for line in page if all(label in line for label in labels))
    return sorted(line.split("{")[0] for line in found if line.endswith(" 1.0"))


def test_neither_library_is_imported_before_it_is_used() -> None:
    program = (
        "import sys, avatar_errors.metrics;"
        "print([m for m in sys.modules if m.startswith(('prometheus', 'opentelemetry'))])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert run.stdout.strip() == b"[]"
