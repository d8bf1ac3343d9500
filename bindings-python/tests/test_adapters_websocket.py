"""What WebSocket libraries really raise and return, against a server that fails."""

from __future__ import annotations

import asyncio
import socket
import warnings
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
import websockets
import websockets.asyncio.client
import websockets.sync.client

import loopback
from avatar_errors import AvatarError, aiohttp_trace, translate
from loopback import close_frame, response, sends, websocket

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import websockets.legacy.client

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.usefixtures("collected"),
]

LIMIT = 1024


def with_asyncio(url: str, **options: Any) -> None:
    async def run() -> None:
        async with translate(phase="websocket_connect") as step:
            connection = await websockets.asyncio.client.connect(
                url, max_size=LIMIT, proxy=None, **options
            )
            step.phase = "websocket_runtime"
            try:
                await connection.send(b"x")
                await asyncio.wait_for(connection.recv(), 60)
            finally:
                connection.transport.abort()

    asyncio.run(run())


def with_sync(url: str, **options: Any) -> None:
    step = translate(phase="websocket_connect")
    with step, websockets.sync.client.connect(url, max_size=LIMIT, proxy=None, **options) as socket:
        step.phase = "websocket_runtime"
        socket.send(b"x")
        socket.recv(60)


def with_legacy(url: str, **options: Any) -> None:
    async def run() -> None:
        async with translate(phase="websocket_connect") as step:
            connection = await websockets.legacy.client.connect(url, max_size=LIMIT, **options)
            step.phase = "websocket_runtime"
            try:
                await connection.send(b"x")
                await asyncio.wait_for(connection.recv(), 60)
            finally:
                connection.transport.abort()

    asyncio.run(run())


def with_aiohttp(url: str, **options: Any) -> None:
    async def run() -> None:
        session = aiohttp.ClientSession(trace_configs=[aiohttp_trace()])
        async with session, translate(phase="websocket_connect") as step:
            connection = await session.ws_connect(url, max_msg_size=LIMIT, autoclose=False)
            step.phase = "websocket_runtime"
            await connection.send_bytes(b"x")
            message = await asyncio.wait_for(connection.receive(), 60)
            raise AvatarError.from_response(message, phase=step.phase)

    asyncio.run(run())


Connect = Callable[..., None]
WEBSOCKETS: list[Connect] = [with_asyncio, with_sync, with_legacy]
CLIENTS: list[Connect] = [*WEBSOCKETS, with_aiohttp]


@pytest.fixture(params=CLIENTS, ids=lambda client: client.__name__[5:])
def connect(request: pytest.FixtureRequest) -> Connect:
    client: Connect = request.param
    return client


def failure(connect: Connect, answer: loopback.Answer, **options: Any) -> AvatarError:
    with loopback.server(answer) as port, pytest.raises(AvatarError) as caught:
        connect(f"ws://127.0.0.1:{port}/?sessionKey=fake", **options)
    assert "fake" not in f"{caught.value}{caught.value!r}"
    return caught.value


def test_a_closed_port(connect: Connect) -> None:
    with pytest.raises(AvatarError) as caught:
        connect(f"ws://127.0.0.1:{loopback.closed_port()}/")
    assert caught.value.rule == "transport.websocket_connect.refused"


def test_a_closed_port_of_several_addresses(connect: Connect) -> None:
    # On most machines this name has an address of each kind.
    with pytest.raises(AvatarError) as caught:
        connect(f"ws://localhost:{loopback.closed_port()}/")
    assert caught.value.rule == "transport.websocket_connect.refused"


def test_a_name_that_nobody_has(connect: Connect) -> None:
    with pytest.raises(AvatarError) as caught:
        connect("ws://avatar.invalid/")
    assert caught.value.rule == "transport.websocket_connect.dns"


def test_tls_that_is_not_spoken(connect: Connect) -> None:
    with loopback.server(sends(response(400))) as port, pytest.raises(AvatarError) as caught:
        connect(f"wss://127.0.0.1:{port}/")
    assert caught.value.rule == "transport.websocket_connect.tls"


def test_no_address(connect: Connect) -> None:
    with pytest.raises(AvatarError) as caught:
        connect("nonsense")
    assert caught.value.rule == "invalid_argument"


def test_a_rejected_upgrade(connect: Connect) -> None:
    body = b'{"message":"App ID mismatch"}'
    error = failure(connect, sends(response(403, body, "Retry-After: 7")))
    assert (error.http_status, error.retry_after) == (403, 7)
    # The legacy API reads no body.
    expected = "sessionTokenInvalid" if connect is with_legacy else "appIDMismatch"
    assert error.code == expected


def test_a_rejected_upgrade_without_the_helper() -> None:
    async def run(url: str) -> None:
        async with aiohttp.ClientSession() as session, translate(phase="websocket_connect"):
            await session.ws_connect(url)

    answer = sends(response(403, b"App ID mismatch"))
    with loopback.server(answer) as port, pytest.raises(AvatarError) as caught:
        asyncio.run(run(f"ws://127.0.0.1:{port}/"))
    assert (caught.value.http_status, caught.value.server_detail) == (403, None)


def test_the_body_of_a_rejected_upgrade_that_breaks_off(connect: Connect) -> None:
    error = failure(connect, sends(response(403, b"App ID mism", length=100)))
    assert error.server_detail is None
    # The newer APIs lose the status too.
    assert error.http_status == (403 if connect in (with_legacy, with_aiohttp) else None)
    assert error.phase == "websocket_connect"


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "protocol.other"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "transport.websocket_connect.other"),
        (b"x" * 100_000, "transport.websocket_connect.other"),
        (b"", "transport.websocket_connect.other"),
    ],
    ids=["wrong upgrade", "no HTTP", "long line", "end"],
)
def test_an_answer_that_is_no_upgrade(connect: Connect, answer: bytes, rule: str) -> None:
    assert failure(connect, sends(answer)).rule == rule


@pytest.mark.parametrize("connect", WEBSOCKETS)
def test_an_upgrade_that_takes_too_long(connect: Connect) -> None:
    error = failure(connect, loopback.stalls(b""), open_timeout=0.3)
    assert error.rule == "transport.websocket_connect.timeout"


@pytest.mark.parametrize(
    ("frame", "code", "reason"),
    [
        (close_frame(4001, "credits exhausted"), 4001, "credits exhausted"),
        (close_frame(1000), 1000, None),
        (close_frame(1011, "boom"), 1011, "boom"),
        (close_frame(), 1005, None),
    ],
)
def test_a_close_frame(connect: Connect, frame: bytes, code: int, reason: str | None) -> None:
    error = failure(connect, websocket(frame, then=loopback.until_closed))
    assert (error.close_code, error.close_reason) == (code, reason)
    assert error.phase == "websocket_runtime"


@pytest.mark.parametrize(
    "frame",
    [b"\x83\x00", b"\x81\x02\xff\xff", b"\x82\x7e\xff\xff" + bytes(65535), b"\x88\x02\x03\xee"],
    ids=["opcode", "text that is none", "too big", "close code"],
)
def test_a_violation(connect: Connect, frame: bytes) -> None:
    error = failure(connect, websocket(frame, then=loopback.until_closed))
    assert error.rule == "protocol.other"
    assert error.close_code is None


@pytest.mark.parametrize(
    ("then", "word"), [(loopback.reset, "reset"), (lambda peer, head: None, "other")]
)
def test_an_end_without_a_frame(connect: Connect, then: loopback.Answer, word: str) -> None:
    error = failure(connect, websocket(then=then))
    # aiohttp does not tell what broke a connection.
    word = "other" if connect is with_aiohttp else word
    assert error.rule == f"transport.websocket_runtime.{word}"


@pytest.mark.parametrize("connect", WEBSOCKETS)
def test_a_peer_that_answers_no_ping(connect: Connect) -> None:
    answer = websocket(then=loopback.until_closed)
    error = failure(connect, answer, ping_interval=0.1, ping_timeout=0.1, close_timeout=0.1)
    assert error.rule == "transport.websocket_runtime.timeout"


def test_a_peer_of_aiohttp_that_answers_no_ping() -> None:
    async def run(url: str) -> AvatarError:
        async with aiohttp.ClientSession() as session:
            connection = await session.ws_connect(url, heartbeat=0.2)
            await connection.send_bytes(b"x")
            message = await connection.receive()
            of_message = AvatarError.from_response(message, phase="websocket_runtime")
            of_socket = AvatarError.from_response(connection, phase="websocket_runtime")
            assert of_message.to_json() == of_socket.to_json()
            return of_socket

    with loopback.server(websocket(then=loopback.until_closed)) as port:
        error = asyncio.run(run(f"ws://127.0.0.1:{port}/"))
    assert error.rule == "transport.websocket_runtime.timeout"


def test_a_close_of_ones_own_is_no_failure() -> None:
    async def run(url: str) -> websockets.exceptions.ConnectionClosed:
        connection = await websockets.asyncio.client.connect(url, proxy=None)
        await connection.send(b"x")
        await connection.close(4000, "enough")
        try:
            await connection.recv()
        except websockets.exceptions.ConnectionClosed as exc:
            return exc
        raise AssertionError

    with loopback.server(answer_close) as port:
        exc = asyncio.run(run(f"ws://127.0.0.1:{port}/"))
    with pytest.raises(websockets.exceptions.ConnectionClosed) as caught:
        AvatarError.from_exception(exc, phase="websocket_runtime")
    assert caught.value is exc
    with pytest.raises(websockets.exceptions.ConnectionClosed), translate():
        raise exc
    wrapped = RuntimeError("session is over")
    wrapped.__cause__ = exc
    with pytest.raises(RuntimeError), translate():
        raise wrapped


def answer_close(peer: socket.socket, head: bytes) -> None:
    peer.sendall(loopback.upgrade(head))
    peer.recv(1024)
    peer.recv(1024)
    peer.sendall(close_frame(4000))


def test_a_connection_whose_messages_have_ended() -> None:
    async def of_asyncio(url: str) -> object:
        async with websockets.asyncio.client.connect(url, proxy=None) as connection:
            await connection.send(b"x")
            return connection if [message async for message in connection] == [] else None

    def of_sync(url: str) -> object:
        with websockets.sync.client.connect(url, proxy=None) as connection:
            connection.send(b"x")
            return connection if list(connection) == [] else None

    async def of_legacy(url: str) -> object:
        connection = await websockets.legacy.client.connect(url)
        await connection.send(b"x")
        return connection if [message async for message in connection] == [] else None

    async def of_aiohttp(url: str) -> object:
        async with aiohttp.ClientSession() as session, session.ws_connect(url) as connection:
            await connection.send_bytes(b"x")
            return connection if [message async for message in connection] == [] else None

    ended: list[Callable[[str], Any]] = [
        lambda url: asyncio.run(of_asyncio(url)),
        of_sync,
        lambda url: asyncio.run(of_legacy(url)),
        lambda url: asyncio.run(of_aiohttp(url)),
    ]
    for end in ended:
        with loopback.server(
            websocket(close_frame(1001, "away"), then=loopback.until_closed)
        ) as port:
            connection = end(f"ws://127.0.0.1:{port}/")
        error = AvatarError.from_response(connection, phase="websocket_runtime")
        assert error.rule == "close_code.other"
        assert error.close_code == 1001


def test_redirects_without_end(connect: Connect) -> None:
    error = failure(connect, sends(response(307, b"", "Location: /")))
    # Older versions of the threading API follow none.
    assert error.rule in ("protocol.other", "http.websocket_connect.below_400")


def test_an_exception_of_aiohttp_that_was_received() -> None:
    error = AvatarError.from_exception(
        aiohttp.WebSocketError(aiohttp.WSCloseCode.PROTOCOL_ERROR, "bad frame"),
        phase="websocket_runtime",
    )
    assert error.rule == "protocol.other"
