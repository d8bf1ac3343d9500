"""A small SDK whose errors are this package's, and which decides on codes by hand: it asks for a
token over HTTP and talks over a WebSocket."""

from __future__ import annotations

from typing import Any

import aiohttp
import httpx
import websockets.exceptions
import websockets.sync.client

import avatar_errors
from avatar_errors import ErrorCode


class SDKError(avatar_errors.AvatarError):
    doc_page = "https://docs.sdk.example/errors"


class SDKTokenError(SDKError, avatar_errors.SessionTokenError):
    pass


SDKError.token_error = SDKTokenError


def token(url: str) -> str:
    """What went wrong is `invalidRequest`, whatever it was."""
    try:
        answer = httpx.post(url, timeout=0.5, trust_env=False)
    except httpx.HTTPError as exc:
        raise SDKTokenError(f"Failed to create session token: {exc}") from exc
    if answer.status_code != 200:
        raise SDKTokenError(
            f"Failed to create session token (HTTP {answer.status_code})",
            http_status=answer.status_code,
            raw_body=answer.text,
        )
    return answer.text


def connect(url: str) -> Any:
    """A rejected upgrade is `sessionTokenInvalid` where it says 4xx, else `connectionFailed`."""
    try:
        return websockets.sync.client.connect(url, proxy=None).__enter__()
    except websockets.exceptions.InvalidStatus as exc:
        status = exc.response.status_code
        raise SDKError(
            ErrorCode.sessionTokenInvalid if status < 500 else ErrorCode.connectionFailed,
            f"WebSocket connection rejected (HTTP {status})",
            phase="websocket_connect",
            http_status=status,
            raw_body=(exc.response.body or b"").decode(),
        ) from exc
    except Exception as exc:
        raise SDKError("unknown", f"Failed to connect: {exc}", phase="websocket_connect") from exc


def receive(connection: Any) -> Any:
    """A close is `connectionClosed`, whatever its code says."""
    try:
        connection.send(b"audio")
        return connection.recv(timeout=5)
    except websockets.exceptions.ConnectionClosed as exc:
        frame = exc.rcvd or exc.sent
        raise SDKError(
            ErrorCode.connectionClosed,
            "WebSocket connection closed unexpectedly",
            phase="websocket_runtime",
            close_code=frame.code if frame else None,
            close_reason=frame.reason if frame else None,
        ) from exc


async def connect_with_aiohttp(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        try:
            async with session.ws_connect(url):
                pass
        except aiohttp.ClientError as exc:
            raise SDKError("serverError", "Failed to connect", phase="websocket_connect") from exc
