"""``from_exception`` and ``from_response`` beyond single libraries: chains, hostile objects."""

from __future__ import annotations

import asyncio
import concurrent.futures
import copy
import errno
import itertools
import pickle
import socket
import ssl
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import aiohttp
import httpx
import pytest
import requests
import urllib3
import websockets.exceptions
from google.protobuf.message import DecodeError

from avatar_errors import AvatarError, SessionTokenError, adapters, classify
from avatar_errors.adapters import aiohttp as of_aiohttp
from avatar_errors.adapters.known import ADAPTERS
from test_hostile import HOSTILE, MappingTrap, Trap

REFUSED = ConnectionRefusedError(errno.ECONNREFUSED, "refused")


def error(exc: Any, **options: Any) -> AvatarError:
    return AvatarError.from_exception(exc, **{"phase": "websocket_runtime", **options})


def test_every_adapter_is_asked() -> None:
    names = [adapter.__name__.rpartition(".")[2] for adapter in ADAPTERS]
    others = "__init__ body case evidence known library observation response tunnel walk".split()
    files = {path.stem for path in Path(adapters.__file__).parent.glob("*.py")}
    assert files == {*names, *others}
    first, last = "cancellation sdks payload".split(), "tls sockets".split()
    libraries = "websockets aiohttp httpx requests urllib3 urllib".split()
    assert names == [*first, *libraries, *last]


@pytest.mark.parametrize(
    ("exc", "word"),
    [
        (REFUSED, "refused"),
        (ConnectionRefusedError(), "refused"),
        (OSError(errno.EHOSTUNREACH, "x"), "unreachable"),
        (OSError(errno.ENETUNREACH, "x"), "unreachable"),
        (OSError(errno.EADDRNOTAVAIL, "x"), "unreachable"),
        (ConnectionResetError(errno.ECONNRESET, "x"), "reset"),
        (BrokenPipeError(errno.EPIPE, "x"), "reset"),
        (OSError(errno.ENOTCONN, "x"), "reset"),
        (ConnectionResetError("made by a library"), "other"),
        (OSError(errno.ETIMEDOUT, "x"), "timeout"),
        (TimeoutError(), "timeout"),
        (asyncio.TimeoutError(), "timeout"),
        (concurrent.futures.TimeoutError(), "timeout"),
        (socket.gaierror(socket.EAI_NONAME, "x"), "dns"),
        (ssl.SSLError(1, "x"), "tls"),
        (ssl.SSLCertVerificationError(1, "x"), "tls"),
        (ssl.SSLEOFError(8, "x"), "other"),
        (ssl.SSLZeroReturnError(6, "x"), "other"),
        (OSError(errno.EPROTO, "x"), "other"),
        (OSError("x"), "other"),
        (OSError("Multiple exceptions: [Errno 7] a, [Errno 111] b, [Errno 110] c"), "refused"),
        (OSError("Multiple exceptions: [Errno x] a, [Errno "), "other"),
    ],
)
def test_the_standard_library(exc: OSError, word: str) -> None:
    if "Errno 111" in str(exc) and errno.ECONNREFUSED != 111:
        exc = OSError(f"Multiple exceptions: [Errno {errno.ECONNREFUSED}] b")
    assert error(exc).rule == f"transport.websocket_runtime.{word}"
    assert error(exc, phase="session_token").code == "connectionFailed"


@pytest.mark.parametrize(
    "exc",
    [
        KeyError("x"),
        FileNotFoundError(errno.ENOENT, "x"),
        PermissionError(errno.EACCES, "x"),
        requests.exceptions.InvalidJSONError("x"),
        httpx.CookieConflict("x"),
        aiohttp.ClientError("x"),
        urllib3.exceptions.HTTPError("x"),
        websockets.exceptions.InvalidState("x"),
    ],
)
def test_what_says_nothing_is_unknown(exc: Exception) -> None:
    found = error(exc)
    assert (found.code, found.rule) == ("unknown", "fallback.unknown")
    assert found.message.startswith(str(exc))
    assert found.native is exc


def test_a_message_of_protobuf_that_does_not_decode() -> None:
    assert error(DecodeError("Error parsing message")).rule == "protocol.undecodable"


def test_an_answer_that_is_no_json() -> None:
    response = httpx.Response(200, text="<html>", request=httpx.Request("POST", "https://h"))
    with pytest.raises(ValueError, match="Expecting value") as raised:
        response.json()
    assert error(raised.value).rule == "protocol.undecodable"
    of_requests = requests.exceptions.JSONDecodeError("Expecting value", "<html>", 0)
    assert error(of_requests).rule == "protocol.undecodable"


def test_an_error_of_a_public_sdk(monkeypatch: pytest.MonkeyPatch) -> None:
    class AvatarSDKError(Exception):
        http_status: Any = None
        server_detail: Any = "read by the SDK"
        raw_body: Any = None
        close_code: Any = None
        connection_id = "c"
        req_id = "r"

    module = ModuleType("spatius.errors")
    vars(module)["AvatarSDKError"] = AvatarSDKError
    monkeypatch.setitem(sys.modules, "spatius.errors", module)
    exc = AvatarSDKError("x")
    exc.http_status, exc.raw_body = 401, '{"message":"App ID mismatch"}'
    found = error(exc, phase="session_token", req_id="mine")
    assert (found.code, found.http_status, found.server_detail) == (
        "appIDMismatch",
        401,
        "App ID mismatch",
    )
    assert (found.connection_id, found.req_id) == ("c", "mine")
    assert error(AvatarSDKError("x")).server_detail == "read by the SDK"
    # Its own reading counts only where the library's exception is not there.
    exc.__cause__ = REFUSED
    assert error(exc).rule.endswith("refused")
    assert error(exc).connection_id == "c"


def chained(*links: BaseException) -> BaseException:
    for outer, cause in itertools.pairwise(links):
        outer.__cause__ = cause
    return links[0]


def test_the_text_is_that_of_the_outermost() -> None:
    assert error(chained(KeyError("outer"), REFUSED)).message.startswith("'outer' (")
    assert error(TimeoutError()).message.startswith("TimeoutError (")
    assert error(TimeoutError(" \n")).message.startswith("TimeoutError (")


def test_cycles_and_long_chains_end() -> None:
    first, second = KeyError("a"), KeyError("b")
    chained(first, second, first)
    assert error(first).rule == "fallback.unknown"
    chained(first, first)
    assert error(first).rule == "fallback.unknown"
    links = [KeyError(str(at)) for at in range(100_000)]
    assert error(chained(*links, REFUSED)).rule == "fallback.unknown"
    assert error(chained(*links[:31], REFUSED)).rule.endswith("refused")
    for link in reversed(links):
        link.__cause__ = None


def test_an_avatar_error_is_returned_as_it_is() -> None:
    own = classify(phase="websocket_runtime", close_code=4001)
    assert error(own, phase="session_token", connection_id="c") is own
    assert own.__cause__ is None


def test_the_type_is_that_of_the_phase() -> None:
    class OwnError(AvatarError):
        pass

    assert type(AvatarError.from_exception(REFUSED, phase="session_token")) is SessionTokenError
    assert type(OwnError.from_exception(REFUSED, phase="session_token")) is OwnError
    assert type(OwnError.from_exception(REFUSED, phase="websocket_send")) is OwnError
    assert type(error(REFUSED, phase="nonsense")) is AvatarError


def test_ids_are_those_of_the_caller() -> None:
    found = error(REFUSED, connection_id="c-1", req_id="r-1")
    assert (found.connection_id, found.req_id) == ("c-1", "r-1")


class CancelledOfFutures(concurrent.futures.CancelledError):
    pass


@pytest.mark.parametrize(
    "exc",
    [
        asyncio.CancelledError("x"),
        KeyboardInterrupt(),
        SystemExit(3),
        GeneratorExit(),
        concurrent.futures.CancelledError(),
        CancelledOfFutures(),
    ],
)
def test_a_cancellation_is_raised_again(exc: BaseException) -> None:
    with pytest.raises(type(exc)) as caught:
        error(exc)
    assert caught.value is exc
    assert (exc.__cause__, exc.__context__) == (None, None)


def test_a_cancellation_further_down_is_not() -> None:
    assert error(chained(TimeoutError(), asyncio.CancelledError())).rule.endswith("timeout")


def test_secrets_stay_out() -> None:
    url = "wss://x/websocket?sessionKey=hunter2&api_key=hunter2"
    request = httpx.Request("GET", url)
    response = httpx.Response(401, text="token: hunter2", request=request)
    for exc in (
        websockets.exceptions.InvalidURI(url, "no"),
        httpx.HTTPStatusError(f"for {url}", request=request, response=response),
        OSError(f"cannot reach {url}"),
        requests.exceptions.InvalidURL(url),
    ):
        found = error(exc, connection_id="token=hunter2")
        assert "hunter2" not in f"{found} {found!r} {found.args} {found.to_json()} {found.raw_body}"
        assert "hunter2" not in repr(found.fingerprint)
        assert "[redacted]" in found.message


def test_it_can_be_pickled_and_copied() -> None:
    found = error(chained(KeyError("x"), REFUSED), connection_id="c")
    for copied in (pickle.loads(pickle.dumps(found)), copy.copy(found), copy.deepcopy(found)):
        assert copied.to_json() == found.to_json()


class TrapError(Exception):
    """Raises whatever is asked of it."""

    def _spring(self, *args: object) -> Any:
        raise RuntimeError("sprung")

    __getattribute__ = __str__ = __repr__ = __eq__ = __hash__ = __len__ = _spring


class TextError(Exception):
    def __str__(self) -> str:
        return 5  # type: ignore[return-value]


def nested_traps() -> list[Any]:
    class CausesError(Exception):
        __cause__ = property(lambda self: 1 / 0)
        exceptions = property(lambda self: self)
        reason = "no exception"

    class EndlessError(Exception):
        exceptions = property(lambda self: [EndlessError()] * 10**6)

    class NumberError(OSError):
        errno = property(lambda self: [])

    request = httpx.Request("GET", "http://x/")
    closed = websockets.exceptions.ConnectionClosedError(None, None)
    closed.rcvd = Trap()  # type: ignore[assignment]
    status = httpx.HTTPStatusError("x", request=request, response=Trap())  # type: ignore[arg-type]
    refused = aiohttp.ClientResponseError(Trap(), (), status="nonsense", headers=Trap())  # type: ignore[arg-type]
    answer = requests.Response()
    answer.status_code, answer.raw = Trap(), Trap()  # type: ignore[assignment]
    nonsense = requests.Response()
    nonsense.status_code, nonsense._content = -5, b"x"
    return [
        TrapError("x"),
        TextError(),
        CausesError(),
        EndlessError(),
        NumberError(5, "x"),
        closed,
        status,
        refused,
        requests.HTTPError("x", response=answer),
        requests.HTTPError("x", response=nonsense),
        requests.HTTPError(),
        websockets.exceptions.InvalidStatus(Trap()),  # type: ignore[arg-type]
        urllib3.exceptions.ProtocolError(Trap(), Trap),
        Exception(*HOSTILE),
        Exception(MappingTrap(MemoryError())),
    ]


def test_no_exception_makes_it_raise(report: dict[str, str]) -> None:
    exceptions = nested_traps()
    for exc in [*exceptions, *HOSTILE]:
        found = error(exc)
        assert isinstance(found, AvatarError)
        assert found.message
        assert found.native is (exc if issubclass(type(exc), BaseException) else None)
    report["hostile exceptions"] = f"{len(exceptions)} and {len(HOSTILE)} other values"


@pytest.mark.parametrize("name", ["phase", "connection_id", "req_id", "response"])
def test_no_argument_makes_it_raise(name: str) -> None:
    for value in HOSTILE:
        assert isinstance(error(REFUSED, **{name: value}), AvatarError)
        if name != "response":
            options = {"phase": "unknown", name: value}
            assert isinstance(AvatarError.from_response(None, **options), AvatarError)


def test_no_response_makes_it_raise() -> None:
    broken = requests.Response()
    broken.raw = Trap()
    odd = httpx.Response(200, stream=Trap())  # type: ignore[arg-type]
    message = aiohttp.WSMessage(aiohttp.WSMsgType.CLOSE, "nonsense", Trap())  # type: ignore[arg-type]
    empty = aiohttp.WSMessage(aiohttp.WSMsgType.ERROR, None, None)
    for response in (*HOSTILE, broken, odd, message, empty, *nested_traps()):
        found = AvatarError.from_response(response, phase="session_token")
        again = asyncio.run(AvatarError.from_response_async(response, phase="session_token"))
        assert (found.phase, again.to_json()) == ("session_token", found.to_json())


def test_an_interrupt_is_none_of_its_business() -> None:
    class InterruptingError(Exception):
        def __str__(self) -> str:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        error(InterruptingError())


def test_what_is_kept_for_aiohttp_is_bounded() -> None:
    assert len(of_aiohttp.kept) <= of_aiohttp.MOST_KEPT


def loaded(program: str) -> set[str]:
    program = f"import sys; before = set(sys.modules); {program}\n"
    program += "print(*sorted(set(sys.modules) - before), sep='\\n')"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return set(run.stdout.decode().split())


LIBRARIES = {"aiohttp", "httpx", "requests", "urllib3", "websockets", "google", "ssl", "asyncio"}


@pytest.mark.parametrize("raised", ["ValueError()", "ConnectionResetError(104, 'x')"])
def test_no_library_is_imported(raised: str) -> None:
    modules = loaded(f"import avatar_errors as a; a.AvatarError.from_exception({raised}, phase='')")
    assert "avatar_errors.adapters.httpx" in modules
    assert not modules & LIBRARIES
    ours = {name for name in modules if name.startswith("avatar_errors")}
    assert modules - ours <= {"__future__", "errno"}
