"""Nine failures on loopback through an SDK that subclasses our error and decides on codes by hand:
whoever acts on them does what the contract says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple

import pytest

import loopback
import sdk
from avatar_errors import (
    AvatarError,
    RecurrenceMonitor,
    RetryDecision,
    RetryPolicy,
    is_retryable,
    retrying,
    translate,
)

Act = Callable[[str], object]


class Failure(NamedTuple):
    act: Act
    answer: loopback.Answer | None
    given: str
    # By the contract.
    code: str
    recovery: str
    problem: int


def run(url: str) -> object:
    return sdk.receive(sdk.connect(url))


def with_aiohttp(url: str) -> object:
    return asyncio.run(sdk.connect_with_aiohttp(url))


def rejects(status: int, body: bytes = b"", *headers: str) -> loopback.Answer:
    return loopback.sends(loopback.response(status, body, *headers))


FAILURES = {
    "no server for the token": Failure(
        sdk.token, None, "invalidRequest", "connectionFailed", "retry", 503
    ),
    "a token request that is not paid": Failure(
        sdk.token, rejects(402, b"{}"), "invalidRequest", "billingRequired", "surface", 503
    ),
    "a token request that times out": Failure(
        sdk.token, loopback.stalls(b""), "invalidRequest", "connectionFailed", "retry", 503
    ),
    "an expired token": Failure(
        run,
        rejects(401, b'{"message":"Session token expired"}'),
        "sessionTokenInvalid",
        "sessionTokenExpired",
        "renewToken",
        502,
    ),
    "a busy service": Failure(
        run,
        rejects(429, b"", "Retry-After: 2"),
        "sessionTokenInvalid",
        "concurrencyLimit",
        "retry",
        503,
    ),
    "no server for the upgrade": Failure(
        with_aiohttp, None, "serverError", "connectionFailed", "retry", 503
    ),
    "no credits": Failure(
        run,
        loopback.websocket(loopback.close_frame(4001, "credits"), then=loopback.until_closed),
        "connectionClosed",
        "creditsExhausted",
        "surface",
        503,
    ),
    "a limit of sessions": Failure(
        run,
        loopback.websocket(loopback.close_frame(4003), then=loopback.until_closed),
        "connectionClosed",
        "concurrencyLimit",
        "surface",
        503,
    ),
    "a broken message": Failure(
        run,
        loopback.websocket(b"\xff\x00", then=loopback.until_closed),
        "connectionClosed",
        "protocolError",
        "report",
        502,
    ),
}


@pytest.fixture(params=FAILURES.values(), ids=FAILURES)
def failure(request: pytest.FixtureRequest) -> Failure:
    return request.param  # type: ignore[no-any-return]


def fails(failure: Failure) -> sdk.SDKError:
    with pytest.raises(sdk.SDKError) as caught:
        within(failure, failure.act)
    return caught.value


def within(failure: Failure, act: Act) -> None:
    scheme = "ws" if failure.act is run else "http"
    if failure.answer is None:
        act(f"{scheme}://127.0.0.1:{loopback.closed_port()}/")
    else:
        with loopback.server(failure.answer) as port:
            act(f"{scheme}://127.0.0.1:{port}/")


def test_the_sdk_is_wrong_each_time(failure: Failure) -> None:
    error = fails(failure)
    assert (error.code, error.rule) == (failure.given, "given")
    assert failure.given != failure.code


def test_from_exception(failure: Failure) -> None:
    error = fails(failure)
    found = sdk.SDKError.from_exception(error)
    assert (found.code, found.recovery) == (failure.code, failure.recovery)
    assert type(found) is type(error)
    assert found.phase == error.phase
    said = found.server_detail or found.close_reason or error.message.partition(" (")[0]
    assert found.message.startswith(said)
    assert error.reclassified().to_json() == found.to_json()
    assert AvatarError.from_exception(error).to_json() == found.to_json()


def test_translate(failure: Failure) -> None:
    with pytest.raises(sdk.SDKError) as caught, translate(error=sdk.SDKError):
        within(failure, failure.act)
    assert caught.value.code == failure.code


def test_retrying(failure: Failure) -> None:
    told: list[RetryDecision] = []
    policy = RetryPolicy(attempts=2, base_ms=1, max_retry_after_ms=1)

    def twice() -> None:
        for attempt in retrying(policy, on_retry=lambda error, decision: told.append(decision)):
            with attempt:
                within(failure, failure.act)

    with pytest.raises(sdk.SDKError) as caught:
        twice()
    again = failure.recovery in ("retry", "renewToken")
    assert caught.value.attempts == (2 if again else 1)
    assert [decision.retry for decision in told] == [True] * again
    assert is_retryable(caught.value) is again


def test_problem_documents(failure: Failure) -> None:
    problem = fails(failure).problem()
    assert (problem["code"], problem["status"]) == (failure.code, failure.problem)
    assert problem["type"] == f"https://docs.sdk.example/errors#{failure.code}"


def test_the_monitor_counts_what_is_to_be_counted(failure: Failure) -> None:
    events = RecurrenceMonitor(1).record(fails(failure))
    counted = failure.code in ("upstreamError", "serverError", "protocolError")
    assert [event.fingerprint[0] for event in events] == [failure.code] * counted


def test_there_are_nine() -> None:
    assert len(FAILURES) == 9
