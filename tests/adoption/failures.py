"""`failures.py SDK`: takes an SDK, as it is found, through failures on loopback, and prints as JSON
what it raised or handed to `on_error`."""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
from contextlib import ExitStack
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[2] / "bindings-python" / "tests"))

import loopback
from avatar_errors import AvatarError, ErrorCode

Answers = tuple[loopback.Answer | None, loopback.Answer | None]

PATIENCE_S = 10
PAGE = b"<html><head><title>403 Forbidden</title></head><body>Request blocked</body></html>"
TOKEN = loopback.sends(loopback.response(200, b'{"sessionToken":"t","session_token":"t"}'))


def message(payload: bytes) -> bytes:
    return bytes([0x82, len(payload)]) + payload


def server_error(code: bytes, text: bytes) -> bytes:
    inner = b"\x18" + code + b"\x22" + bytes([len(text)]) + text
    return message(b"\x08\x04\x2a" + bytes([len(inner)]) + inner)


CONFIRMED = message(b"\x08\x02\x1a\x05\x0a\x03cid")


def rejects(status: int, body: bytes = b"", *headers: str) -> loopback.Answer:
    return loopback.sends(loopback.response(status, body, *headers))


def connected(*frames: bytes) -> loopback.Answer:
    return loopback.websocket(*frames, then=loopback.until_closed)


def closes(code: int, reason: str = "") -> Answers:
    return TOKEN, connected(CONFIRMED, loopback.close_frame(code, reason))


# What answers the request for a token, and what the upgrade; nothing listens where it is None.
FAILURES: dict[str, Answers] = {
    "no server for the token": (None, None),
    "a token request that is not paid": (rejects(402, b"{}"), None),
    "a busy console": (rejects(429, b"", "Retry-After: 2"), None),
    "a firewall's page for the token": (rejects(403, PAGE, "Content-Type: text/html"), None),
    "no server for the upgrade": (TOKEN, None),
    "an expired token": (TOKEN, rejects(401, b'{"message":"Session token expired"}')),
    "a busy service": (TOKEN, rejects(429, b"", "Retry-After: 2")),
    "a firewall's page for the upgrade": (TOKEN, rejects(403, PAGE, "Content-Type: text/html")),
    "a mesh without the service": (TOKEN, rejects(503, b"no healthy upstream")),
    "a refused parameter": (TOKEN, connected(server_error(b"\x90\x03", b"bad params"))),
    "no egress": (TOKEN, connected(server_error(b"\x0e", b"try again"))),
    "no credits": closes(4001, "credits"),
    "a time limit": closes(4002),
    "a limit of sessions": closes(4003),
    "a token that expires in a session": closes(4010),
    "an upstream that is away": closes(4503),
    "a broken message": (TOKEN, connected(CONFIRMED, message(b"\xff\x00"))),
}


def main(name: str) -> None:
    sdk = importlib.import_module(name)
    if name == "spatius":
        sdk.configure_telemetry("")

    async def every() -> list[dict[str, Any]]:
        return await asyncio.gather(*(play(sdk, *answers) for answers in FAILURES.values()))

    print(json.dumps(dict(zip(FAILURES, asyncio.run(every()), strict=True))))


async def play(
    sdk: Any, token: loopback.Answer | None, upgrade: loopback.Answer | None
) -> dict[str, Any]:
    with ExitStack() as stack:

        def address(scheme: str, answer: loopback.Answer | None) -> str:
            if answer is None:
                return f"{scheme}://127.0.0.1:{loopback.closed_port()}"
            return f"{scheme}://127.0.0.1:{stack.enter_context(loopback.server(answer))}"

        error = await first_error(sdk, address("http", token), address("ws", upgrade))
    return {
        "own": isinstance(error, sdk.AvatarSDKError),
        "ours": isinstance(error, AvatarError) and sdk.AvatarSDKErrorCode is ErrorCode,
        "code": getattr(getattr(error, "code", None), "value", None),
        "recovery": getattr(getattr(error, "recovery", None), "value", None),
        "text": str(error),
    }


async def first_error(sdk: Any, console: str, ingress: str) -> Exception | None:
    told: asyncio.Queue[Exception] = asyncio.Queue()
    session = sdk.new_avatar_session(
        api_key="key",
        app_id="app",
        avatar_id="avatar",
        expire_at=datetime.now(timezone.utc) + timedelta(hours=1),
        console_endpoint_url=console,
        ingress_endpoint_url=ingress,
        on_error=told.put_nowait,
        on_close=lambda: None,
    )
    try:
        await session.init()
        await session.start()
        return await asyncio.wait_for(told.get(), PATIENCE_S)
    except Exception as error:
        return error
    finally:
        await session.close()


if __name__ == "__main__":
    main(sys.argv[1])
