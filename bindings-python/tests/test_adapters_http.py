"""What HTTP libraries really raise and return, against a server that fails."""

from __future__ import annotations

import asyncio
import http.client
import urllib.request
from collections.abc import Callable
from contextlib import AsyncExitStack, ExitStack, closing
from typing import Any

import aiohttp
import httpx
import pytest
import requests
import urllib3
import websockets.exceptions
import websockets.sync.client

import loopback
from avatar_errors import AvatarError, SessionTokenError, translate
from loopback import response, sends

# Libraries leave it to the garbage collector to close what failed.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.usefixtures("collected"),
]

PHASE = "session_token"
REJECTED = response(401, b'{"message":"no such key"}', "Retry-After: soon", "Retry-After: 3")


def with_urllib(url: str, timeout: float) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with ExitStack() as open_, translate(phase=PHASE) as step:
        answer = open_.enter_context(opener.open(url, b"{}", timeout=timeout))
        step.response = answer
        answer.read()


def with_http_client(url: str, timeout: float) -> None:
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
    with closing(kind(host, timeout=timeout)) as connection, translate(phase=PHASE) as step:
        connection.request("POST", f"/{path}", b"{}")
        answer = connection.getresponse()
        step.response = answer
        if answer.status != 200:
            raise AvatarError.from_response(answer, phase=PHASE)
        answer.read()


def with_requests(url: str, timeout: float) -> None:
    with requests.Session() as session, ExitStack() as open_, translate(phase=PHASE) as step:
        session.trust_env = False
        answer = open_.enter_context(session.post(url, b"{}", timeout=timeout, stream=True))
        step.response = answer
        answer.raise_for_status()
        assert answer.content is not None


def with_urllib3(url: str, timeout: float) -> None:
    pool = urllib3.PoolManager(retries=False)
    with pool, ExitStack() as open_, translate(phase=PHASE) as step:
        answer = pool.request("POST", url, body=b"{}", timeout=timeout, preload_content=False)
        open_.callback(answer.close)
        step.response = answer
        if answer.status >= 300:
            raise AvatarError.from_response(answer, phase=PHASE)
        answer.read()


def with_httpx(url: str, timeout: float) -> None:
    client = httpx.Client(timeout=timeout, trust_env=False)
    with client, ExitStack() as open_, translate(phase=PHASE) as step:
        answer = client.send(client.build_request("POST", url, content=b"{}"), stream=True)
        open_.callback(answer.close)
        step.response = answer
        answer.raise_for_status()
        answer.read()


def with_httpx_async(url: str, timeout: float) -> None:
    async def run() -> None:
        client = httpx.AsyncClient(timeout=timeout, trust_env=False)
        async with client, AsyncExitStack() as open_, translate(phase=PHASE) as step:
            request = client.build_request("POST", url, content=b"{}")
            answer = await client.send(request, stream=True)
            open_.push_async_callback(answer.aclose)
            step.response = answer
            answer.raise_for_status()
            await answer.aread()

    asyncio.run(run())


def with_aiohttp(url: str, timeout: float) -> None:
    async def run() -> None:
        limit = aiohttp.ClientTimeout(total=timeout)
        async with aiohttp.ClientSession(timeout=limit) as session, translate(phase=PHASE) as step:
            answer = await session.post(url, data=b"{}")
            step.response = answer
            if not answer.ok:
                raise await AvatarError.from_response_async(answer, phase=PHASE)
            await answer.read()

    asyncio.run(run())


Ask = Callable[[str, float], None]
CLIENTS: list[Ask] = [
    with_urllib,
    with_http_client,
    with_requests,
    with_urllib3,
    with_httpx,
    with_httpx_async,
    with_aiohttp,
]


@pytest.fixture(params=CLIENTS, ids=lambda client: client.__name__[5:])
def ask(request: pytest.FixtureRequest) -> Ask:
    client: Ask = request.param
    return client


def failure(ask: Ask, url: str, timeout: float = 60) -> AvatarError:
    with pytest.raises(SessionTokenError) as caught:
        ask(url, timeout)
    return caught.value


def test_a_closed_port(ask: Ask) -> None:
    error = failure(ask, f"http://127.0.0.1:{loopback.closed_port()}/")
    assert error.rule == "transport.session_token.refused"
    assert error.__cause__ is not None


def test_a_name_that_nobody_has(ask: Ask) -> None:
    assert failure(ask, "http://avatar.invalid/").rule == "transport.session_token.dns"


def test_tls_that_is_not_spoken(ask: Ask) -> None:
    with loopback.server(sends(response(400))) as port:
        error = failure(ask, f"https://127.0.0.1:{port}/")
    assert error.rule == "transport.session_token.tls"
    assert error.recovery == "surface"


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (loopback.reset, "reset"),
        (sends(b""), "other"),
        (sends(b"SSH-2.0-OpenSSH_9.6\r\n"), "other"),
        (sends(b"HTTP/1.1 200 X\r\nX: " + b"x" * 300_000 + b"\r\n\r\n"), "other"),
        (loopback.stalls(b""), "timeout"),
    ],
    ids=["reset", "end", "no HTTP", "long header", "silence"],
)
def test_a_broken_connection(ask: Ask, answer: loopback.Answer, word: str) -> None:
    with loopback.server(answer) as port:
        error = failure(ask, f"http://127.0.0.1:{port}/", 0.4 if word == "timeout" else 60)
    assert error.rule == f"transport.session_token.{word}"
    assert error.http_status is None


def test_a_response_that_refuses(ask: Ask) -> None:
    with loopback.server(sends(REJECTED)) as port:
        error = failure(ask, f"http://127.0.0.1:{port}/")
    assert (error.http_status, error.server_detail) == (401, "no such key")
    # The first of the two is nonsense.
    assert error.retry_after == 3
    assert error.rule == "http.session_token.401"


@pytest.mark.parametrize("status", [200, 503])
def test_a_body_that_breaks_off_is_dropped(ask: Ask, status: int) -> None:
    with loopback.server(sends(response(status, b"half an ans", length=100))) as port:
        error = failure(ask, f"http://127.0.0.1:{port}/")
    assert (error.http_status, error.server_detail, error.raw_body) == (status, None, None)
    assert error.message.endswith(f"(session_token, HTTP {status}, other)")


def test_a_body_that_does_not_end(ask: Ask) -> None:
    with loopback.server(loopback.stalls(response(503, b"half", length=100))) as port:
        error = failure(ask, f"http://127.0.0.1:{port}/", 3600)
    assert error.message.endswith("(session_token, HTTP 503, timeout)")


def test_a_long_body_is_cut(ask: Ask) -> None:
    page = b"<html><title>Busy</title>" + b"x" * 10_000_000
    with loopback.server(sends(response(502, page))) as port:
        error = failure(ask, f"http://127.0.0.1:{port}/")
    assert (error.server_title, error.rule) == ("Busy", "http.session_token.502")


@pytest.mark.parametrize("ask", [with_urllib, with_requests, with_aiohttp])
def test_redirects_without_end(ask: Ask) -> None:
    with loopback.server(sends(response(307, b"", "Location: /"))) as port:
        error = failure(ask, f"http://127.0.0.1:{port}/")
    # For urllib it is an answer like others.
    expected = "http.session_token.below_400" if ask is with_urllib else "protocol.other"
    assert error.rule == expected


def test_redirects_without_end_of_httpx() -> None:
    with loopback.server(sends(response(307, b"", "Location: /"))) as port:
        client = httpx.Client(follow_redirects=True, trust_env=False)
        with client, pytest.raises(AvatarError) as caught, translate(phase=PHASE):
            client.get(f"http://127.0.0.1:{port}/")
    assert caught.value.rule == "protocol.other"


def test_a_request_that_cannot_be_written() -> None:
    with loopback.server(sends(b"")) as port:
        url = f"http://127.0.0.1:{port}/"
        with pytest.raises(AvatarError) as caught, translate(phase=PHASE):
            httpx.get(url, headers={"a": "b\nc"}, trust_env=False)
    assert caught.value.message.endswith("(session_token, argument request)")


def addresses() -> list[tuple[Callable[[], Any], str]]:
    return [
        (lambda: httpx.get("http://x:port/"), "url"),
        (lambda: httpx.get("ftp://x/"), "url"),
        (lambda: requests.get("no-scheme"), "url"),
        (lambda: requests.get("ftp://x/"), "url"),
        (lambda: requests.get("http://x/", headers={"a": "b\nc"}), "headers"),
        (lambda: urllib3.request("GET", "http://[/"), "url"),
        (lambda: http.client.HTTPConnection("x", port=1).request("GET", "/ \n"), "url"),
    ]


@pytest.mark.parametrize(("call", "argument"), addresses())
def test_an_argument_that_the_library_refuses(call: Callable[[], Any], argument: str) -> None:
    with pytest.raises(AvatarError) as caught, translate(phase=PHASE):
        call()
    assert caught.value.rule == "invalid_argument"
    assert caught.value.message.endswith(f"(session_token, argument {argument})")


def test_exceptions_of_aiohttp_that_have_no_response() -> None:
    async def run(url: str, **options: Any) -> None:
        async with aiohttp.ClientSession(**options) as session, translate(phase=PHASE):
            answer = await session.get(url)
            answer.raise_for_status()
            await answer.json()

    def error(url: str, **options: Any) -> AvatarError:
        with pytest.raises(AvatarError) as caught:
            asyncio.run(run(url, **options))
        return caught.value

    with loopback.server(sends(REJECTED)) as port:
        refused = error(f"http://127.0.0.1:{port}/")
    assert (refused.http_status, refused.retry_after, refused.server_detail) == (401, 3, None)
    with loopback.server(sends(response(200, b"<html>", "Content-Type: text/html"))) as port:
        assert error(f"http://127.0.0.1:{port}/").rule == "http.session_token.below_400"
    with loopback.server(sends(response(307, b"", "Location: ftp://x/"))) as port:
        assert error(f"http://127.0.0.1:{port}/").rule == "protocol.other"
    assert error("ftp://x/").rule == "invalid_argument"
    assert error("http://").rule == "invalid_argument"
    limit = aiohttp.ClientTimeout(sock_read=0.2)
    with loopback.server(loopback.stalls(b"")) as port:
        late = error(f"http://127.0.0.1:{port}/", timeout=limit)
    assert late.rule == "transport.session_token.timeout"


def test_a_response_is_classified_whatever_its_status() -> None:
    body = b'{"errors":[{"status":403,"code":"appIDMismatch"}]}'
    with loopback.server(sends(response(200, body))) as port:
        for library in (httpx, requests):
            answer = library.get(f"http://127.0.0.1:{port}/")
            error = AvatarError.from_response(answer, phase=PHASE, connection_id="c", req_id="r")
            assert (error.code, error.http_status) == ("appIDMismatch", 403)
            assert (error.connection_id, error.req_id, error.__cause__) == ("c", "r", None)
        whole = urllib3.request("GET", f"http://127.0.0.1:{port}/")
        assert AvatarError.from_response(whole, phase=PHASE).code == "appIDMismatch"


def test_a_response_that_is_handed_over_wins() -> None:
    with loopback.server(sends(REJECTED)) as port:
        answer = requests.get(f"http://127.0.0.1:{port}/")
    other = httpx.Response(503, text="busy", request=httpx.Request("GET", "http://x/"))
    with pytest.raises(requests.HTTPError) as caught:
        answer.raise_for_status()
    own = AvatarError.from_exception(caught.value, phase=PHASE)
    given = AvatarError.from_exception(caught.value, phase=PHASE, response=other)
    assert (own.http_status, given.http_status, given.server_detail) == (401, 503, "busy")
    assert given.native is caught.value


def test_a_response_without_a_body_that_is_there_yet() -> None:
    async def run(url: str) -> AvatarError:
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return AvatarError.from_response(answer, phase=PHASE)

    with loopback.server(sends(REJECTED)) as port:
        error = asyncio.run(run(f"http://127.0.0.1:{port}/"))
    assert (error.http_status, error.server_detail) == (401, None)


def test_a_response_that_is_closed_has_no_body() -> None:
    with loopback.server(sends(REJECTED)) as port:
        url = f"http://127.0.0.1:{port}/"
        with requests.get(url, stream=True) as of_requests:
            pass
        with httpx.stream("GET", url) as of_httpx:
            pass
        of_urllib3 = urllib3.request("GET", url, preload_content=False)
        of_urllib3.close()
    for answer in (of_requests, of_httpx, of_urllib3):
        error = AvatarError.from_response(answer, phase=PHASE)
        assert error.to_dict().keys() & {"http_status", "server_detail"} == {"http_status"}
        assert error.message.endswith("(session_token, HTTP 401)")


NO_TUNNEL = (OSError, httpx.ProxyError, aiohttp.ClientError, websockets.exceptions.ProxyError)


def by_httpx(url: str, proxy: str) -> None:
    with httpx.Client(proxy=proxy) as client:
        client.post(url)


def by_requests(url: str, proxy: str) -> None:
    requests.post(url, proxies={"https": proxy}, timeout=10)


def by_urllib(url: str, proxy: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"https": proxy}))
    opener.open(url, b"{}", 10)


def by_aiohttp(url: str, proxy: str) -> None:
    async def post() -> None:
        async with aiohttp.ClientSession() as session:
            await session.post(url, proxy=proxy)

    asyncio.run(post())


def by_websockets(url: str, proxy: str) -> None:
    with websockets.sync.client.connect(url.replace("http", "ws", 1), proxy=proxy):
        pass


@pytest.mark.parametrize("ask", [by_httpx, by_requests, by_urllib, by_aiohttp, by_websockets])
@pytest.mark.parametrize(
    ("status", "told"),
    [
        (407, ("connectionFailed", "surface", "http.session_token.407")),
        # What a proxy says of the way is not the service's answer: nothing of the app or the token.
        (403, ("connectionFailed", "retry", "transport.session_token.other")),
        (503, ("connectionFailed", "retry", "transport.session_token.other")),
    ],
)
def test_a_proxy_that_gives_no_tunnel(
    ask: Callable[[str, str], None], status: int, told: tuple[str, str, str]
) -> None:
    with loopback.server(sends(response(status))) as port, pytest.raises(NO_TUNNEL) as raised:
        ask("https://service.invalid/", f"http://127.0.0.1:{port}")
    error = AvatarError.from_exception(raised.value, phase=PHASE)
    assert (error.code, error.recovery, error.rule) == told
