"""Chains of real exceptions give the answers of the vectors, in which the same chains are written
out by hand: other texts, the same facts."""

from __future__ import annotations

import asyncio
import concurrent.futures
import itertools
import json
import socket
import ssl
import sys
import urllib.request
from collections.abc import Callable
from types import ModuleType
from typing import Any

import aiohttp
import httpx
import pytest
import requests
import urllib3
import websockets.asyncio.client
import websockets.exceptions
import websockets.sync.client
from google.protobuf.message import DecodeError

import loopback
import vectors
from avatar_errors import AvatarError, _native, classify
from avatar_errors.adapters.walk import LIMIT, walk
from chains import (
    beside,
    caused,
    closed,
    dropped,
    group,
    instead,
    own_close,
    raised,
    refused,
    reset,
    silent,
    status,
    wrapper,
)

VECTORS = {vector["name"]: vector for vector in vectors.read()}

OUT_OF_CREDITS = '{"message":"credits exhausted"}'


def timeout() -> Exception:
    return TimeoutError("timed out")


def no_name() -> Exception:
    return socket.gaierror(socket.EAI_NONAME, "no such name")


def certificate() -> Exception:
    return ssl.SSLCertVerificationError(1, "certificate verify failed")


def undecodable() -> Exception:
    return DecodeError("Error parsing message")


def violation() -> Exception:
    return websockets.exceptions.ProtocolError("invalid opcode")


def deep(at: int) -> Any:
    """A cause so many links down."""
    return caused(*(silent(str(number)) for number in range(at)), reset())


def cycle() -> Any:
    first, second, third = silent("a"), silent("b"), refused()
    first.__cause__, second.__cause__, third.__cause__ = second, third, first
    return first


def cycle_of_bystanders() -> Any:
    first, second = silent("a"), reset()
    first.__context__, second.__context__ = second, first
    return first


def cycle_in_a_group() -> Any:
    member = silent("member")
    several = group(member, refused())
    member.__cause__ = several
    return several


def of_requests() -> Any:
    return raised(lambda: requests.get(f"http://127.0.0.1:{loopback.closed_port()}/", timeout=60))


def of_urllib3() -> Any:
    url = f"http://127.0.0.1:{loopback.closed_port()}/"
    return raised(lambda: urllib3.PoolManager(retries=1).request("GET", url))


def of_urllib() -> Any:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    return raised(lambda: opener.open(f"http://127.0.0.1:{loopback.closed_port()}/"))


def of_httpx() -> Any:
    url = f"http://127.0.0.1:{loopback.closed_port()}/"
    return raised(lambda: httpx.get(url, trust_env=False))


def of_aiohttp() -> Any:
    async def connect() -> None:
        async with aiohttp.ClientSession() as session:
            await session.ws_connect(f"http://127.0.0.1:{loopback.closed_port()}/")

    return raised(lambda: asyncio.run(connect()))


def of_aiohttp_tls() -> Any:
    async def connect(port: int) -> None:
        async with aiohttp.ClientSession() as session:
            await session.get(f"https://127.0.0.1:{port}/")

    with loopback.server(loopback.sends(loopback.response(400))) as port:
        return raised(lambda: asyncio.run(connect(port)))


def of_requests_tls() -> Any:
    with loopback.server(loopback.sends(loopback.response(400))) as port:
        return raised(lambda: requests.get(f"https://127.0.0.1:{port}/", timeout=60))


def of_websockets() -> Any:
    with loopback.server(loopback.sends(loopback.response(401))) as port:
        url = f"ws://127.0.0.1:{port}/"
        return raised(lambda: websockets.sync.client.connect(url, proxy=None))


def of_websockets_dropped() -> Any:
    async def receive(port: int) -> None:
        connect = websockets.asyncio.client.connect
        async with connect(f"ws://127.0.0.1:{port}/", proxy=None) as connection:
            await connection.send(b"x")
            await connection.recv()

    with loopback.server(loopback.websocket(then=loopback.reset)) as port:
        return raised(lambda: asyncio.run(receive(port)))


def of_websockets_closed() -> Any:
    frame = loopback.close_frame(4002)

    def receive(port: int) -> None:
        with websockets.sync.client.connect(f"ws://127.0.0.1:{port}/", proxy=None) as connection:
            connection.send(b"x")
            connection.recv()

    with loopback.server(loopback.websocket(frame, then=loopback.until_closed)) as port:
        return raised(lambda: receive(port))


def of_a_timeout() -> Any:
    return raised(lambda: asyncio.run(asyncio.wait_for(asyncio.sleep(60), 0.01)))


# The name of a vector, and a chain that says the same.
CHAINS: list[tuple[str, Callable[[], Any]]] = [
    ("chain-one-link", reset),
    ("chain-cause-of-a-silent-root", lambda: caused(silent(), refused())),
    ("chain-deep", lambda: caused(silent(), KeyError("x"), ValueError("x"), no_name())),
    ("chain-silent", lambda: caused(silent(), silent("bang"))),
    ("chain-status-over-transport", lambda: caused(status(401), reset())),
    ("chain-status-over-body", lambda: caused(status(401), status(402, OUT_OF_CREDITS))),
    ("chain-status-over-close", lambda: caused(status(500), closed(4001))),
    ("chain-status-over-violation", lambda: caused(status(500), undecodable())),
    ("chain-reset-over-undecodable", lambda: caused(reset(), undecodable())),
    ("chain-undecodable-over-reset", lambda: caused(undecodable(), reset())),
    ("chain-timeout-over-refused", lambda: caused(timeout(), refused())),
    ("chain-timeout-over-refused", of_a_timeout),
    ("chain-tls-over-reset", lambda: caused(certificate(), reset())),
    ("chain-close-over-reset", lambda: caused(closed(1001, "going away"), reset())),
    ("wrapper-over-dns", lambda: caused(wrapper(), no_name())),
    ("wrapper-over-refused", lambda: caused(wrapper(), refused())),
    ("wrapper-over-refused", of_requests),
    ("wrapper-over-refused", of_urllib3),
    ("wrapper-over-refused", of_urllib),
    ("wrapper-over-refused", of_httpx),
    ("wrapper-over-refused", of_aiohttp),
    ("wrapper-over-tls", of_aiohttp_tls),
    ("wrapper-over-tls", of_requests_tls),
    ("wrapper-over-reset", lambda: urllib3.exceptions.ProtocolError("aborted", reset())),
    ("wrapper-over-status", lambda: caused(wrapper(), status(401))),
    ("wrapper-over-status", lambda: caused(wrapper(), of_websockets())),
    ("wrapper-over-close", lambda: caused(wrapper(), closed(4002))),
    ("wrapper-over-close", of_websockets_closed),
    ("wrapper-over-violation-other", lambda: caused(wrapper(), violation())),
    ("wrapper-over-nothing", wrapper),
    ("wrapper-over-silence", lambda: caused(wrapper(), silent(), silent())),
    ("wrapper-over-wrapper-over-tls", lambda: caused(wrapper(), wrapper(), certificate())),
    ("wrapper-beneath-a-silent-root", lambda: caused(silent(), wrapper(), reset())),
    ("wrapper-over-bystander", lambda: beside(wrapper(), reset())),
    ("wrapper-over-bystander-of-a-cause", lambda: caused(wrapper(), beside(silent(), status(401)))),
    ("group-members-in-order", lambda: group(refused(), status(401))),
    ("group-first-member-silent", lambda: group(silent(), status(401), reset())),
    ("group-cause-of-a-member", lambda: group(caused(silent(), reset()), status(401))),
    ("group-nested", lambda: group(group(silent(), group(no_name()), reset()), status(401))),
    ("group-wrapper-member-then-reset", lambda: group(wrapper(), reset())),
    ("group-wrapper-member-then-status", lambda: group(wrapper(), silent(), status(402))),
    ("group-wrapper-member-last", lambda: group(silent(), wrapper())),
    ("group-cause-before-members", lambda: caused(group(status(401)), reset())),
    (
        "bystander-beside-an-explicit-cause",
        lambda: beside(caused(silent(), refused()), status(401)),
    ),
    ("bystander-of-a-specific-root", lambda: beside(refused(), status(401, OUT_OF_CREDITS))),
    ("bystander-alone-says", lambda: beside(silent(), status(401))),
    ("bystander-before-members", lambda: beside(group(caused(silent(), status(404))), reset())),
    ("bystander-with-cause", lambda: beside(silent(), caused(silent(), reset()))),
    ("bystander-with-members", lambda: beside(silent(), group(silent(), no_name(), reset()))),
    ("bystander-wrapper-over-cause", lambda: beside(silent(), caused(wrapper(), status(401)))),
    ("bystander-of-a-bystander", lambda: beside(silent(), beside(silent(), reset()))),
    ("bystander-deep", lambda: caused(silent(), silent(), beside(silent(), status(403)))),
    ("bystander-words-do-not-colour", lambda: beside(status(401), status(402, OUT_OF_CREDITS))),
    ("chain-silent", lambda: instead(silent(), status(401))),
    ("wrapper-over-nothing", lambda: instead(wrapper(), reset())),
    ("unsent-1006-runtime", dropped),
    ("unsent-1006-over-reset", lambda: caused(dropped(), reset())),
    ("unsent-1006-over-reset", of_websockets_dropped),
    ("unsent-1006-over-violation", lambda: caused(dropped(), undecodable())),
    ("unsent-1006-beneath-a-wrapper", lambda: caused(wrapper(), dropped(), silent())),
    ("unsent-1006-member", lambda: group(dropped(), refused())),
    ("no-failure-beneath-a-status", lambda: caused(status(401), own_close())),
    ("no-failure-beneath-a-wrapper", lambda: caused(wrapper(), own_close())),
    ("no-failure-beneath-a-wrapper", lambda: caused(wrapper(), asyncio.CancelledError())),
    ("no-failure-member-second", lambda: group(reset(), own_close())),
    ("no-failure-bystander-does-not-count", lambda: beside(reset(), own_close())),
    ("chain-cause-of-a-silent-root", cycle),
    ("chain-one-link", cycle_of_bystanders),
    ("group-first-member-silent", lambda: group(silent(), status(401), cycle_in_a_group())),
    ("bound-40", lambda: deep(LIMIT - 1)),
    ("chain-silent", lambda: deep(LIMIT)),
]


def test_every_chain_gives_the_answer_of_its_vector(report: dict[str, str]) -> None:
    wrong = []
    for name, make in CHAINS:
        vector = VECTORS[f"evidence-{name}"]
        expected = json.loads(vector["error"])
        found = AvatarError.from_exception(make(), phase=expected["phase"]).to_dict()
        if {**found, "message": ""} != {**expected, "message": ""}:
            wrong.append(f"{name}: {found}\n  {expected}")
    assert not wrong, f"{len(wrong)} differences:\n" + "\n".join(wrong)
    assert len(CHAINS) >= 60
    report["chains of real exceptions"] = f"{len(CHAINS)} run of {len(CHAINS)}"


@pytest.mark.parametrize(
    "make",
    [
        own_close,
        lambda: concurrent.futures.CancelledError(),
        lambda: caused(silent(), own_close()),
        lambda: caused(silent(), asyncio.CancelledError()),
        lambda: caused(silent(), silent(), own_close(), reset()),
        lambda: group(own_close(), reset()),
        lambda: beside(silent(), own_close()),
    ],
)
def test_what_is_no_failure_goes_on(make: Callable[[], Any]) -> None:
    exc = make()
    with pytest.raises(type(exc)) as caught:
        AvatarError.from_exception(exc, phase="websocket_runtime")
    assert caught.value is exc


def test_what_is_classified_already_is_the_answer() -> None:
    own = classify(phase="websocket_runtime", close_code=4001)
    for exc in (
        own,
        caused(silent(), own),
        caused(wrapper(), own),
        caused(dropped(), own, reset()),
        group(silent(), own),
        group(wrapper(), own),
        beside(silent(), own),
    ):
        assert AvatarError.from_exception(exc, phase="session_token") is own
    for exc in (caused(reset(), own), beside(wrapper(), own), group(refused(), own)):
        assert AvatarError.from_exception(exc, phase="session_token") is not own


def test_ids_are_those_of_explicit_links_further_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class AvatarSDKError(Exception):
        connection_id, req_id = "c-root", "r-root"

    module = ModuleType("spatius.errors")
    vars(module)["AvatarSDKError"] = AvatarSDKError
    monkeypatch.setitem(sys.modules, "spatius.errors", module)

    def ids(exc: BaseException) -> tuple[str | None, str | None]:
        error = AvatarError.from_exception(exc, phase="websocket_connect")
        return error.connection_id, error.req_id

    sdk = AvatarSDKError("x")
    assert ids(caused(sdk, silent(), reset())) == ("c-root", "r-root")
    assert ids(caused(silent(), AvatarSDKError("x"), reset())) == ("c-root", "r-root")
    assert ids(caused(reset(), AvatarSDKError("x"))) == (None, None)
    assert ids(beside(reset(), AvatarSDKError("x"))) == (None, None)


def test_each_link_is_listed_once_with_its_kind_and_depth() -> None:
    cause, member, beyond = refused(), silent("member"), silent("beyond")
    several = group(member, cause)
    root = caused(silent("root"), several)
    member.__context__ = beyond
    beyond.__cause__ = cause
    assert walk(root) == [
        (root, "cause", 0),
        (several, "cause", 1),
        (member, "member", 2),
        (beyond, "bystander", 3),
        (cause, "member", 2),
    ]


def test_bystanders_take_no_place_of_an_explicit_link() -> None:
    links = [silent(str(number)) for number in range(LIMIT)]
    for outer, inner in itertools.pairwise(links):
        outer.__context__ = inner
    root = silent("root")
    root.__context__, root.args = links[0], (reset(),)
    kinds = [kind for _, kind, _ in walk(root)]
    assert kinds == ["cause", *["bystander"] * (LIMIT - 2), "cause"]


def test_the_core_says_what_decides() -> None:
    wrapped: list[dict[str, Any]] = [
        {"link": "cause", "depth": 0, "transport": "other"},
        {"link": "cause", "depth": 1, "transport": "reset"},
    ]
    assert _native.weigh([]) is None
    assert _native.weigh(wrapped[:1]) == ("facts", 0)
    assert _native.weigh(wrapped) == ("facts", 1)
    assert _native.weigh([wrapped[0], wrapped[1] | {"classified": True}]) == ("classified", 1)
    assert _native.weigh([{"link": "cause", "depth": 0, "no_failure": True}]) == ("no_failure", 0)
    for nonsense in (None, 5, "x", {}, [None], [[]], iter(wrapped)):
        assert _native.weigh(nonsense) is None  # type: ignore[arg-type]
