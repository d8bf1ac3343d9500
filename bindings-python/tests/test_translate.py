"""``translate`` around blocks and functions."""

from __future__ import annotations

import asyncio
import errno
import inspect
import threading
from collections.abc import AsyncIterator, Generator, Iterator
from typing import Any

import httpx
import pytest

import avatar_errors
import loopback
from avatar_errors import AvatarError, SessionTokenError, classify, translate

REFUSED = ConnectionRefusedError(errno.ECONNREFUSED, "refused")


def test_a_block() -> None:
    with pytest.raises(SessionTokenError) as caught, translate(phase="session_token", req_id="r"):
        raise REFUSED
    assert caught.value.native is REFUSED
    assert caught.value.__suppress_context__
    assert (caught.value.code, caught.value.req_id) == ("connectionFailed", "r")


def test_a_block_that_changes_what_is_known() -> None:
    response = httpx.Response(503, text="busy", request=httpx.Request("GET", "http://x/"))
    step = translate()
    assert step.phase == "unknown"

    def fail() -> None:
        with step as same:
            assert same is step
            step.phase = "websocket_runtime"
            step.connection_id = "c"
            step.req_id = "r"
            step.response = response
            raise REFUSED

    with pytest.raises(AvatarError) as caught:
        fail()
    error = caught.value
    assert (error.phase, error.connection_id, error.req_id) == ("websocket_runtime", "c", "r")
    assert (error.http_status, error.server_detail) == (503, "busy")


def test_a_block_that_does_not_fail() -> None:
    with translate(phase="session_token"):
        pass

    async def run() -> str:
        async with translate(phase="session_token"):
            await asyncio.sleep(0)
        return "done"

    assert asyncio.run(run()) == "done"


@pytest.mark.parametrize(
    "exc",
    [
        classify(close_code=4001),
        KeyboardInterrupt(),
        SystemExit(1),
        GeneratorExit(),
        asyncio.CancelledError(),
        StopIteration(5),
        StopAsyncIteration(),
    ],
)
def test_what_passes_unchanged(exc: BaseException) -> None:
    with pytest.raises(type(exc)) as caught, translate(phase="session_token"):
        raise exc
    assert caught.value is exc

    async def run() -> None:
        async with translate(phase="session_token"):
            raise exc

    coroutine: Any = run()
    if isinstance(exc, StopIteration):
        with pytest.raises(RuntimeError):
            coroutine.send(None)
        return
    with pytest.raises(type(exc)) as caught:
        coroutine.send(None)
    assert caught.value is exc


def test_blocks_in_blocks() -> None:
    with (
        pytest.raises(AvatarError) as caught,
        translate(phase="session_token"),
        translate(phase="websocket_connect"),
    ):
        raise REFUSED
    assert caught.value.phase == "websocket_connect"


def test_a_task_that_is_cancelled() -> None:
    async def step(entered: asyncio.Event) -> None:
        async with translate(phase="websocket_runtime"):
            entered.set()
            await asyncio.sleep(60)

    @translate(phase="websocket_runtime")
    async def decorated(entered: asyncio.Event) -> None:
        entered.set()
        await asyncio.sleep(60)

    async def run() -> None:
        for coroutine in (step, decorated):
            entered = asyncio.Event()
            task = asyncio.create_task(coroutine(entered))
            await entered.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert task.cancelled()

    asyncio.run(run())


def test_a_task_that_is_cancelled_while_a_body_is_read() -> None:
    async def run(url: str) -> None:
        async with (
            httpx.AsyncClient(trust_env=False) as client,
            client.stream("GET", url) as answer,
            translate(phase="session_token"),
        ):
            answer.raise_for_status()

    async def main(url: str) -> None:
        task = asyncio.create_task(run(url))
        await asyncio.sleep(0.5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    stalled = loopback.stalls(loopback.response(503, b"half", length=100))
    with loopback.server(stalled) as port:
        asyncio.run(main(f"http://127.0.0.1:{port}/"))


def test_a_limit_outside_and_inside() -> None:
    async def outside() -> None:
        async def late() -> None:
            async with translate(phase="websocket_connect"):
                await asyncio.sleep(60)

        await asyncio.wait_for(late(), 0.05)

    async def inside() -> None:
        async with translate(phase="websocket_connect"):
            await asyncio.wait_for(asyncio.sleep(60), 0.05)

    with pytest.raises(asyncio.TimeoutError):
        asyncio.run(outside())
    with pytest.raises(AvatarError) as caught:
        asyncio.run(inside())
    assert caught.value.rule == "transport.websocket_connect.timeout"


def test_a_function() -> None:
    @translate(phase="session_token")
    def request(url: str, *, times: int = 1) -> str:
        """Ask."""
        if not url:
            raise REFUSED
        return url * times

    assert request("a", times=2) == "aa"
    assert (request.__name__, request.__doc__) == ("request", "Ask.")
    with pytest.raises(SessionTokenError) as caught:
        request("")
    assert caught.value.native is REFUSED


def test_a_coroutine_function_and_a_method() -> None:
    class Client:
        @translate(phase="websocket_send", connection_id="c")
        async def send(self, data: bytes) -> int:
            await asyncio.sleep(0)
            if not data:
                raise REFUSED
            return len(data)

    assert inspect.iscoroutinefunction(Client.send)
    assert asyncio.run(Client().send(b"abc")) == 3
    with pytest.raises(AvatarError) as caught:
        asyncio.run(Client().send(b""))
    assert (caught.value.code, caught.value.connection_id) == ("connectionClosed", "c")


def test_calls_at_the_same_time_do_not_mix() -> None:
    barrier = threading.Barrier(8, timeout=10)
    phases: list[str] = []

    @translate(phase="websocket_runtime")
    def fail() -> None:
        barrier.wait()
        raise REFUSED

    def run() -> None:
        try:
            fail()
        except AvatarError as error:
            phases.append(error.phase)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert phases == ["websocket_runtime"] * 8


def test_generators_are_refused() -> None:
    def generator() -> Iterator[int]:
        yield 1

    async def async_generator() -> AsyncIterator[int]:
        yield 1

    for function in (generator, async_generator):
        with pytest.raises(TypeError, match="no generators"):
            translate(phase="session_token")(function)


def test_a_block_in_a_generator() -> None:
    def frames() -> Generator[int, None, None]:
        with translate(phase="websocket_runtime"):
            yield 1
            raise REFUSED

    generator = frames()
    assert next(generator) == 1
    with pytest.raises(AvatarError):
        next(generator)
    left = frames()
    assert next(left) == 1
    left.close()


def test_the_names_are_found_when_asked_for() -> None:
    assert translate.__module__ == "avatar_errors"
    assert {"translate", "aiohttp_trace"} <= set(avatar_errors.__all__)
