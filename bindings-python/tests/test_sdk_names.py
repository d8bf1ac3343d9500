"""An SDK can take its error classes from here without its users noticing.

The names, the constructors and the enum members are those of the public Python SDKs
of the service; what follows is how such an SDK raises and how its users catch.
"""

from __future__ import annotations

import inspect

import pytest

from avatar_errors import AvatarSDKError, AvatarSDKErrorCode, SessionTokenError

MEMBERS = """sessionTokenExpired sessionTokenInvalid appIDUnrecognized appIDMismatch avatarNotFound
billingRequired creditsExhausted sessionDurationExceeded unsupportedSampleRate invalidEgressConfig
egressUnavailable idleTimeout upstreamError protocolError connectionFailed connectionClosed
serverError invalidRequest unknown concurrencyLimit""".split()

FIELDS = """phase http_status server_code server_title server_detail connection_id req_id raw_body
close_code close_reason""".split()


def test_the_enum_has_the_members_of_the_sdks() -> None:
    known = list(AvatarSDKErrorCode)[: len(MEMBERS)]
    assert [code.name for code in known] == MEMBERS
    assert [code.value for code in known] == MEMBERS
    assert issubclass(AvatarSDKErrorCode, str)
    assert AvatarSDKErrorCode("appIDMismatch") is AvatarSDKErrorCode.appIDMismatch


def test_the_constructors_take_the_arguments_of_the_sdks() -> None:
    base = inspect.signature(AvatarSDKError).parameters
    token = inspect.signature(SessionTokenError).parameters
    assert list(base)[:2] == ["code", "message"]
    assert list(token)[:1] == ["message"]
    assert set(base) == {"code", "message", *FIELDS} == set(token)
    for parameters in (base, token):
        assert all(parameters[name].kind is inspect.Parameter.KEYWORD_ONLY for name in FIELDS)
    assert base["phase"].default == "unknown"
    assert token["phase"].default == "session_token"
    assert token["code"].default == "invalidRequest"


def test_an_sdk_raises_and_its_user_handles() -> None:
    with pytest.raises(AvatarSDKError) as caught:
        raise AvatarSDKError(
            AvatarSDKErrorCode.connectionClosed,
            "server closed the connection",
            phase="websocket_runtime",
            http_status=None,
            server_code="7",
            server_title="Gone",
            server_detail="going away",
            connection_id="c-1",
            req_id="r-1",
            raw_body="oops",
            close_code=1001,
            close_reason="away",
        )
    error = caught.value
    assert error.code == AvatarSDKErrorCode.connectionClosed
    assert error.code is AvatarSDKErrorCode.connectionClosed
    assert error.code.value == "connectionClosed"
    assert error.message == "server closed the connection"
    assert error.args == ("server closed the connection",)
    assert str(error).startswith("connectionClosed: server closed the connection")
    assert error.phase == "websocket_runtime"
    assert f"{error.phase}" == "websocket_runtime"
    assert error.http_status is None
    assert (error.server_code, error.server_title, error.server_detail) == (
        "7",
        "Gone",
        "going away",
    )
    assert (error.connection_id, error.req_id, error.raw_body) == ("c-1", "r-1", "oops")
    assert (error.close_code, error.close_reason) == (1001, "away")
    assert error.retryable is True


def test_a_token_error_is_caught_before_the_others() -> None:
    def create_session() -> str:
        try:
            raise SessionTokenError(
                "token request refused",
                code=AvatarSDKErrorCode.sessionTokenInvalid,
                http_status=401,
            )
        except SessionTokenError as error:
            return f"{error.code.value} {error.phase} {error.http_status}"
        except AvatarSDKError:
            return "too late"

    assert create_session() == "sessionTokenInvalid session_token 401"


def test_a_bare_token_error_has_the_defaults_of_the_sdks() -> None:
    error = SessionTokenError("no")
    assert (error.code, error.phase, error.message) == ("invalidRequest", "session_token", "no")
    assert [getattr(error, name) for name in FIELDS[1:]] == [None] * 9


@pytest.mark.parametrize("code", MEMBERS)
def test_every_code_can_be_given(code: str) -> None:
    error = AvatarSDKError(code, "m", phase="websocket_handshake")
    assert error.code is AvatarSDKErrorCode(code)
    assert error.retryable == (error.recovery == "retry")
    assert error.rule == "given"


def test_a_constructor_takes_what_an_sdk_passes_in_its_distress() -> None:
    error = AvatarSDKError("newCode", "", phase="websocket_resume", http_status=0)
    assert (error.code, error.phase, error.http_status) == ("newCode", "websocket_resume", None)
    assert error.message
    odd = AvatarSDKError(None, 5, phase=7, http_status="x", close_code=[])  # type: ignore[arg-type]
    assert (odd.code, odd.phase, odd.http_status, odd.close_code) == (
        "unknown",
        "unknown",
        None,
        None,
    )


def test_recovery_follows_the_facts() -> None:
    closed = AvatarSDKError("connectionClosed", "m", phase="websocket_runtime", close_code=1000)
    assert closed.recovery == "report"
    assert AvatarSDKError("appIDMismatch", "m", close_code=1000).recovery == "surface"
