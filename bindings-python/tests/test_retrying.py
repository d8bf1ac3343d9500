"""``retrying`` in all its forms, and the predicates in the tools that they are for."""

import asyncio
import copy
import dataclasses
import os
import pickle
import signal
import threading
import time

import pytest
import stamina
import tenacity

from avatar_errors import (
    Attempt,
    AvatarError,
    RetryBudget,
    RetryPolicy,
    backoff_hook,
    classify,
    is_retryable,
    retrying,
    wait_for,
)

FAST = RetryPolicy(base_ms=1)


def reset() -> AvatarError:
    return classify(phase="websocket_runtime", transport="reset")


def expired() -> AvatarError:
    return classify(phase="websocket_connect", http_status=401)


class Service:
    """Fails as it is told, then answers."""

    def __init__(self, *failures: BaseException) -> None:
        self.failures = list(failures)
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        return "up"


def test_a_function_is_tried_again() -> None:
    service, seen = Service(reset(), reset()), []
    decorated = retrying(FAST, on_retry=lambda error, decision: seen.append(decision.reason))(
        lambda: service()
    )
    assert decorated() == "up"
    assert service.calls == 3
    assert seen == ["transient", "transient"]


def test_it_gives_up_with_the_last_error_and_says_how_often_it_tried() -> None:
    last = reset()
    service = Service(reset(), reset(), last)
    with pytest.raises(AvatarError) as raised:
        retrying(FAST)(service)()
    assert raised.value is last
    assert last.attempts == 3
    assert "attempts" not in last.to_json()
    assert pickle.loads(pickle.dumps(last)).attempts == 3


def test_an_error_that_nobody_retried_says_nothing() -> None:
    assert reset().attempts is None


def test_what_an_operator_must_mend_is_not_tried_again() -> None:
    service = Service(classify(phase="websocket_connect", http_status=402))
    with pytest.raises(AvatarError) as raised:
        retrying(FAST)(service)()
    assert service.calls == raised.value.attempts == 1


def test_another_exception_passes_at_once() -> None:
    service = Service(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        retrying(FAST)(service)()
    assert service.calls == 1


def test_a_token_is_renewed_once() -> None:
    service = Service(expired(), expired())
    with pytest.raises(AvatarError) as raised:
        retrying(FAST)(service)()
    assert service.calls == raised.value.attempts == 2


def test_the_loop_says_what_the_next_try_needs() -> None:
    seen = []
    service = Service(expired(), reset())
    for attempt in retrying(FAST):
        with attempt:
            seen.append((attempt.number, attempt.new_token, attempt.new_session))
            service()
    assert seen == [(1, False, False), (2, True, False), (3, True, True)]


def test_the_loop_and_the_decorator_of_coroutines() -> None:
    async def run() -> tuple[int, str]:
        service = Service(reset())
        number = 0
        async for attempt in retrying(FAST):
            with attempt:
                number = attempt.number
                service()
        other = Service(reset(), reset())

        @retrying(FAST)
        async def session() -> str:
            """Begin a session."""
            return other()

        assert session.__doc__ == "Begin a session."
        return number, await session()

    assert asyncio.run(run()) == (2, "up")


def test_a_loop_that_is_left_ends() -> None:
    tries: list[Attempt] = []
    for attempt in retrying(FAST):
        tries.append(attempt)
        break
    assert len(tries) == 1
    assert len(list(retrying(FAST))) == 1, "a try that was not entered is not repeated"


SLOW = RetryPolicy(base_ms=3_600_000, cap_ms=3_600_000, max_elapsed_ms=7_200_000)


class Asked:
    """An error that asks for a long wait, so that no random number makes it short."""

    def __init__(self) -> None:
        headers = {"Retry-After": "50"}
        self.error = classify(phase="websocket_connect", http_status=503, headers=headers)

    def __call__(self) -> str:
        raise self.error


def test_a_cancelled_wait_ends_untouched_and_gives_its_cost_back() -> None:
    budget = RetryBudget()
    waiting = asyncio.Event()

    async def run() -> None:
        waiting.clear()
        retry = retrying(SLOW, budget=budget, on_retry=lambda *_: waiting.set())
        task = asyncio.ensure_future(retry(_async(Asked()))())
        await waiting.wait()
        assert budget.left < 500
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    async def many() -> None:
        for _ in range(36):
            await run()

    asyncio.run(many())
    assert budget.left == 500


def test_a_wait_for_longer_than_its_limit_gives_its_cost_back() -> None:
    budget = RetryBudget()

    async def run() -> None:
        for _ in range(36):
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(retrying(SLOW, budget=budget)(_async(Asked()))(), 0.01)

    asyncio.run(run())
    assert budget.left == 500


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, SystemExit, ZeroDivisionError])
def test_an_interrupted_sleep_gives_its_cost_back(
    monkeypatch: pytest.MonkeyPatch, interrupt: type[BaseException]
) -> None:
    budget = RetryBudget()

    def sleep(seconds: float) -> None:
        assert budget.left < 500
        raise interrupt

    monkeypatch.setattr(time, "sleep", sleep)
    for _ in range(36):
        with pytest.raises(interrupt):
            retrying(SLOW, budget=budget)(Asked())()
    assert budget.left == 500


def test_a_signal_ends_the_sleep_and_gives_its_cost_back() -> None:
    budget = RetryBudget()
    ring = threading.Timer(0.05, lambda: os.kill(os.getpid(), signal.SIGINT))
    retry = retrying(SLOW, budget=budget, on_retry=lambda *_: ring.start())
    # A shell that runs the tests in the background has them ignore it, and the sleep would not end.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            retry(Asked())()
    finally:
        signal.signal(signal.SIGINT, before)
    assert budget.left == 500


def test_a_loop_that_is_left_before_the_wait_gives_its_cost_back() -> None:
    budget = RetryBudget()
    for _ in range(36):
        for attempt in retrying(SLOW, budget=budget):
            with attempt:
                raise reset()
            break
    assert budget.left == 500

    async def run() -> None:
        tries = retrying(SLOW, budget=budget).__aiter__()
        with await tries.__anext__():
            raise reset()
        assert budget.left < 500
        await tries.aclose()  # type: ignore[attr-defined]

    asyncio.run(run())
    assert budget.left == 500


def test_a_hook_that_fails_gives_the_cost_back() -> None:
    budget = RetryBudget()

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as raised:
        retrying(FAST, budget=budget, on_retry=fail)(Service(reset()))()
    assert isinstance(raised.value.__context__, AvatarError)
    assert budget.left == 500


def test_what_a_made_try_cost_is_not_given_back() -> None:
    budget = RetryBudget()
    tries = iter(retrying(FAST, budget=budget))
    with next(tries):
        raise reset()
    with next(tries), pytest.raises(ZeroDivisionError):
        raise ZeroDivisionError
    tries.close()  # type: ignore[attr-defined]
    assert budget.left == 500, "the second one succeeded"
    tries = iter(retrying(FAST, budget=budget))
    with next(tries):
        raise reset()
    next(tries)
    tries.close()  # type: ignore[attr-defined]
    assert budget.left == 486


def _async(service):
    async def call() -> str:
        return service()

    return call


def test_an_empty_budget_stops_and_a_success_fills_it() -> None:
    budget = RetryBudget(20)
    retrying(FAST, budget=budget)(Service(reset()))()
    assert budget.left == 20, "what the retry took came back"
    with pytest.raises(AvatarError) as raised:
        retrying(FAST, budget=budget)(Service(reset(), reset()))()
    assert raised.value.attempts == 2, "6 are left, a retry takes 14"
    assert budget.left == 6
    retrying(FAST, budget=budget)(Service())()
    assert budget.left == 7


def test_a_policy_is_a_value() -> None:
    policy = RetryPolicy(attempts=7, factor=1.5)
    for twin in (pickle.loads(pickle.dumps(policy)), copy.copy(policy), copy.deepcopy(policy)):
        assert twin == policy
        assert hash(twin) == hash(policy)
        assert twin.decide(reset(), attempt=6).retry
        assert not twin.decide(reset(), attempt=7).retry
    changed = dataclasses.replace(policy, attempts=8)
    assert changed.decide(reset(), attempt=7).retry
    assert repr(changed).startswith("RetryPolicy(attempts=8, base_ms=500, factor=1.5, cap_ms=20000")
    with pytest.raises(dataclasses.FrozenInstanceError):
        policy.attempts = 1


def test_generators_are_refused() -> None:
    def generator():
        yield 1

    with pytest.raises(TypeError, match="generators"):
        retrying()(generator)


def test_tenacity() -> None:
    def run(service: Service) -> str:
        return tenacity.retry(
            retry=tenacity.retry_if_exception(is_retryable),
            wait=wait_for,
            stop=tenacity.stop_after_attempt(3),
            sleep=lambda seconds: waits.append(seconds),
            reraise=True,
        )(service)()

    waits: list[float] = []
    asked = classify(phase="websocket_connect", http_status=503, headers={"Retry-After": "7"})
    assert run(Service(asked, expired())) == "up"
    assert waits == [7.0, 0.0]
    billing = Service(classify(phase="websocket_connect", http_status=402))
    with pytest.raises(AvatarError):
        run(billing)
    assert billing.calls == 1


def test_stamina() -> None:
    asked = classify(phase="websocket_connect", http_status=503, headers={"Retry-After": "7"})
    assert backoff_hook(asked) == 7.0
    assert backoff_hook(reset()) is True
    assert backoff_hook(expired()) == 0.0
    assert backoff_hook(classify(phase="websocket_connect", http_status=402)) is False
    assert backoff_hook(ZeroDivisionError()) is False
    service = Service(expired(), expired())
    assert (
        stamina.retry(on=backoff_hook, attempts=3, wait_initial=0, wait_jitter=0)(service)() == "up"
    )
    assert service.calls == 3
