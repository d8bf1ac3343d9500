"""What a program with strict types does with the package; read by mypy, never run."""

from __future__ import annotations

import http.client
from typing import Any

import aiohttp
from typing_extensions import assert_type

from avatar_errors import (
    AvatarError,
    AvatarSDKError,
    AvatarSDKErrorCode,
    ErrorCode,
    Phase,
    Recovery,
    SessionTokenError,
    aiohttp_trace,
    classify,
    translate,
)


class OwnError(AvatarError):
    doc_page = "https://docs.example.com/errors"

    def __init__(self, code: str) -> None:
        super().__init__(code, "m")
        self.code = code


class OwnTokenError(OwnError, SessionTokenError):
    pass


OwnError.token_error = OwnTokenError


def connect(frame: bytes, body: bytearray, headers: dict[str, str]) -> str:
    try:
        raise classify(
            {"close_code": 4001},
            phase=Phase.websocket_runtime,
            http_status=401,
            headers=headers,
            body=body,
            frame=memoryview(frame),
            server_code=4001,
            now_ms=0,
        )
    except SessionTokenError as error:
        assert_type(error.code, ErrorCode)
    except AvatarSDKError as error:
        assert_type(error, AvatarError)
        assert_type(error.code.value, str)
        assert_type(error.phase, Phase)
        assert_type(error.recovery, Recovery)
        assert_type(error.http_status, int | None)
        assert_type(error.server_code, str | None)
        assert_type(error.retry_after, float | None)
        assert_type(error.fingerprint, tuple[str, str, str])
        assert_type(error.to_dict(), dict[str, Any])
        assert_type(error.to_json(), str)
        assert_type(error.native, BaseException | None)
        match error.code:
            case ErrorCode.idleTimeout:
                return "idle"
            case _:
                return "other"
    return "token"


def headers_of_every_shape() -> list[AvatarError]:
    return [
        classify(headers={"a": "b"}),
        classify(headers={"a": ["b", "c"]}),
        classify(headers=[("a", "b")]),
        classify(headers=[(b"a", b"b")]),
        classify(headers=http.client.HTTPMessage()),
    ]


def construct() -> AvatarError:
    error = AvatarError(AvatarSDKErrorCode.unknown, "m", phase="websocket_send", close_code=1000)
    error.code = ErrorCode.unknown
    error.code = "unknown"
    error.connection_id = error.req_id = None
    error.http_status = "500"  # type: ignore[assignment]
    error.rule = "r"  # type: ignore[misc]
    classify(colour="red")  # type: ignore[call-arg]
    classify(frame="text")  # type: ignore[arg-type]
    AvatarError("m")  # type: ignore[call-arg]
    return SessionTokenError("m", code="unknown", http_status=500)


def adapt(exc: Exception, response: object) -> None:
    assert_type(AvatarError.from_exception(exc, phase="session_token"), AvatarError)
    assert_type(OwnError.from_exception(exc, phase=Phase.unknown, response=response), OwnError)
    assert_type(OwnError.try_from(exc, fallback="transport"), OwnError | None)
    assert_type(OwnError.from_response(response, message="m"), OwnError)
    assert_type(OwnError.classify({"close_code": 1}, http_status=401, frame=b""), OwnError)
    assert_type(OwnError.classify().with_ids(req_id="r"), OwnError)
    assert_type(OwnError.classify().reclassified(), OwnError)
    assert_type(AvatarError.from_response(response, phase="session_token", req_id="r"), AvatarError)
    AvatarError.from_exception(exc, fallback="mist")  # type: ignore[arg-type]
    AvatarError.classify(colour="red")  # type: ignore[call-arg]
    AvatarError.from_response(response, phase=5)  # type: ignore[arg-type]


async def adapt_async(response: object) -> None:
    error = await AvatarError.from_response_async(response, phase="session_token")
    assert_type(error, AvatarError)
    async with translate(phase="websocket_connect", error=OwnError) as step:
        assert_type(step, translate)
        step.phase = Phase.websocket_handshake
        step.connection_id = "c"
        step.response = response
    assert_type(aiohttp_trace(), aiohttp.TraceConfig)


@translate(phase="session_token")
def decorated(url: str, *, times: int = 1) -> list[str]:
    return [url] * times


@translate(phase="websocket_send")
async def decorated_async(data: bytes) -> int:
    return len(data)


async def call_decorated() -> None:
    assert_type(decorated("x", times=2), list[str])
    assert_type(await decorated_async(b""), int)
    decorated(5)  # type: ignore[arg-type]


assert_type(OwnError.from_json("{}"), OwnError)
assert_type(AvatarError.from_json(b"{}"), AvatarError)
assert_type(ErrorCode("new").name, str)
