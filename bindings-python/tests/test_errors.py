"""Errors are raised, caught, logged, pickled, copied and written like any exception."""

from __future__ import annotations

import builtins
import copy
import json
import logging
import pickle
import sys
import traceback
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from avatar_errors import AvatarError, ErrorCode, Phase, Recovery, SessionTokenError, classify

FULL: dict[str, Any] = {
    "phase": "websocket_connect",
    "http_status": 429,
    "headers": {"retry-after": "2"},
    "body": b'{"code":"busy","title":"Slow down","detail":"too many sessions"}',
    "close_code": 1013,
    "close_reason": "try later",
    "connection_id": "c-1",
    "req_id": "r-1",
}

SECRET = "sk-live-0123456789"
LEAKY: dict[str, Any] = {
    "phase": "session_token",
    "http_status": 401,
    "body": f'{{"detail":"bad token={SECRET}"}}',
    "message": f"refused: Bearer {SECRET}",
    "close_reason": f"api_key: {SECRET}",
}


class RenamedError(AvatarError):
    """What an application makes of it: other arguments, attributes of its own."""

    def __init__(self, *, session: str) -> None:
        super().__init__(
            ErrorCode.idleTimeout, f"session {session} was idle", phase="websocket_send"
        )
        self.session = session


class CarelessError(AvatarError):
    def __init__(self, session: str) -> None:
        self.session = session


class LostError(AvatarError, ConnectionError):
    pass


def test_every_field_has_its_documented_name() -> None:
    error = classify(FULL)
    assert error.code is ErrorCode.concurrencyLimit
    assert error.phase is Phase.websocket_connect
    assert error.recovery is Recovery.retry
    assert error.message == "too many sessions (websocket_connect, HTTP 429, close 1013)"
    assert (error.http_status, error.close_code, error.close_reason) == (429, 1013, "try later")
    assert (error.server_code, error.server_title) == ("busy", "Slow down")
    assert error.server_detail == "too many sessions"
    assert (error.connection_id, error.req_id) == ("c-1", "r-1")
    assert error.retryable is True
    assert error.alert is False
    assert error.retry_after == 2.0
    assert type(error.retry_after) is float
    assert error.retry_after_ms == 2000
    assert error.rule == "http.websocket_connect.429"
    assert error.fingerprint == ("concurrencyLimit", "websocket_connect", "busy")
    assert error.raw_body == FULL["body"].decode()
    assert error.args == (error.message,)


def test_absent_fields_are_none() -> None:
    error = classify()
    absent = """http_status server_code server_title server_detail connection_id req_id close_code
    close_reason retry_after retry_after_ms raw_body""".split()
    assert [getattr(error, name) for name in absent] == [None] * len(absent)
    assert (error.code, error.phase) == (ErrorCode.unknown, Phase.unknown)


def test_the_base_class_catches_and_the_subclass_is_for_tokens() -> None:
    with pytest.raises(SessionTokenError) as token:
        raise classify(phase="session_token", http_status=500)
    assert isinstance(token.value, AvatarError)
    assert isinstance(token.value, Exception)
    with pytest.raises(AvatarError) as other:
        raise classify(phase="websocket_connect", http_status=500)
    assert type(other.value) is AvatarError
    assert not isinstance(other.value, SessionTokenError)


def test_keywords_replace_what_the_mapping_says() -> None:
    failure = {"phase": "session_token", "http_status": 401, "req_id": "old"}
    error = classify(failure, phase="websocket_connect", req_id=None)
    assert error.code == "sessionTokenExpired"
    assert error.req_id == "old"
    assert failure == {"phase": "session_token", "http_status": 401, "req_id": "old"}


def test_an_unknown_keyword_is_a_type_error_and_an_unknown_key_is_ignored() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        classify(colour="red")  # type: ignore[call-arg]
    assert classify({"colour": "red"}).code == "unknown"


def lose_the_connection() -> None:
    try:
        raise ConnectionResetError(104, "reset by peer")
    except ConnectionResetError as native:
        raise classify(
            phase="websocket_runtime", transport="reset", message=str(native)
        ) from native


def test_the_cause_is_kept() -> None:
    with pytest.raises(AvatarError) as caught:
        lose_the_connection()
    assert isinstance(caught.value.__cause__, ConnectionResetError)
    report = "".join(traceback.format_exception(caught.value))
    assert "ConnectionResetError: [Errno 104] reset by peer" in report
    last = f"avatar_errors.AvatarError: {caught.value}\n"
    assert report.endswith(last)


def test_str_is_one_line_for_a_log(caplog: pytest.LogCaptureFixture) -> None:
    error = classify(FULL)
    line = "concurrencyLimit: too many sessions (websocket_connect, HTTP 429, close 1013)"
    assert str(error) == f"{error}" == line
    assert error.describe() == f"{line}; retry after 2000 ms [connection_id=c-1, req_id=r-1]"
    logging.getLogger("app").error("lost: %s", error, exc_info=error)
    assert caplog.messages == [f"lost: {line}"]
    assert f"avatar_errors.AvatarError: {line}" in caplog.text


def test_repr_lists_the_fields_that_are_set() -> None:
    error = classify(phase="websocket_runtime", server_code=4001)
    assert repr(error) == (
        "AvatarError(code='creditsExhausted', phase='websocket_runtime', message='Runtime or "
        "connect-time credits are exhausted (websocket_runtime)', server_code='4001', "
        "recovery='surface', retryable=False, alert=False, rule='server_code.4001')"
    )


def test_no_text_has_a_secret() -> None:
    error = classify(LEAKY)
    built = SessionTokenError(
        f"token={SECRET}", server_detail=f"token={SECRET}", raw_body=f"token={SECRET}"
    )
    for each in (error, built):
        texts = [str(each), repr(each), each.to_json(), str(each.args), str(each.raw_body)]
        texts += [*map(str, each.to_dict().values()), *traceback.format_exception(each)]
        texts += [repr(vars(each)), repr(pickle.dumps(each))]
        assert len(texts) > 10
        assert not [text for text in texts if SECRET in text]
        assert "[redacted]" in str(each.raw_body)


def test_json_both_ways() -> None:
    error = classify(FULL)
    canonical = error.to_json()
    assert json.loads(canonical) == error.to_dict()
    assert list(json.loads(canonical)) == list(error.to_dict())
    for form in (canonical, canonical.encode(), bytearray(canonical.encode())):
        assert AvatarError.from_json(form).to_json() == canonical
    assert type(AvatarError.from_json(canonical)) is AvatarError
    assert "raw_body" not in error.to_dict()


def test_from_json_makes_the_class_of_the_phase() -> None:
    token = classify(phase="session_token").to_json()
    assert type(AvatarError.from_json(token)) is SessionTokenError
    assert type(CarelessError.from_json(token)) is CarelessError


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", "[]", "{}", "null", '{"code":1}', '{"code":"unknown"', b"\xff", "\udc80"],
)
def test_from_json_says_what_is_wrong(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"^not the JSON of an AvatarError: .+"):
        AvatarError.from_json(text)


def test_from_json_refuses_what_is_no_text() -> None:
    with pytest.raises(TypeError, match="must be str, bytes or bytearray"):
        AvatarError.from_json(5)  # type: ignore[arg-type]


ERRORS = [
    classify(FULL),
    classify(LEAKY),
    classify(),
    AvatarError("connectionClosed", "gone", phase="websocket_runtime", close_code=1001),
    SessionTokenError("no", http_status=500, raw_body="oops"),
    RenamedError(session="s-1"),
    CarelessError("s-2"),
    LostError("connectionClosed", "gone", req_id="r-1"),
    AvatarError.from_json(classify(FULL).to_json()),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: f"{type(error).__name__}")
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_errors_pickle_and_copy(error: AvatarError, protocol: int) -> None:
    for twin in (
        pickle.loads(pickle.dumps(error, protocol)),
        copy.copy(error),
        copy.deepcopy(error),
    ):
        assert twin is not error
        assert type(twin) is type(error)
        assert twin.to_json() == error.to_json()
        assert twin.raw_body == error.raw_body
        assert twin.args == error.args
        assert str(twin) == str(error)
        assert getattr(twin, "session", None) == getattr(error, "session", None)


def test_pickles_keep_attributes_and_notes() -> None:
    error = classify(FULL)
    error.attempt = 3  # type: ignore[attr-defined]
    if sys.version_info >= (3, 11):
        error.add_note("during the demo")
    twin = pickle.loads(pickle.dumps(error))
    assert twin.attempt == 3
    assert getattr(twin, "__notes__", None) == getattr(error, "__notes__", None)


def fail(phase: str) -> None:
    raise classify(phase=phase, http_status=503, body="busy")


def test_errors_cross_processes() -> None:
    with ProcessPoolExecutor(1) as pool, pytest.raises(SessionTokenError) as caught:
        pool.submit(fail, "session_token").result()
    assert caught.value.raw_body == "busy"


def test_errors_equal_only_themselves() -> None:
    error = classify(FULL)
    assert error == error
    assert error != classify(FULL)
    assert len({error, error, classify(FULL)}) == 2


def test_a_subclass_may_be_another_exception_too() -> None:
    with pytest.raises(OSError, match="connectionClosed: gone"):
        raise LostError("connectionClosed", "gone")


def test_a_subclass_that_does_not_call_the_constructor_has_every_field() -> None:
    error = CarelessError("s-3")
    assert (error.code, error.phase, error.args) == ("unknown", "unknown", ("s-3",))
    assert str(error).startswith("unknown: ")
    assert CarelessError.__new__(CarelessError, "s").retryable is False


if sys.version_info >= (3, 11):

    def test_errors_work_in_groups() -> None:
        group = builtins.ExceptionGroup(
            "both", [classify(phase="session_token"), classify(), OSError()]
        )
        tokens, others = group.split(SessionTokenError)
        assert tokens is not None
        assert others is not None
        assert [type(error) for error in tokens.exceptions] == [SessionTokenError]
        report = "".join(traceback.format_exception(group))
        assert "avatar_errors.SessionTokenError: unknown: " in report


def test_what_is_decided_is_assigned_to_this_one_alone() -> None:
    error = classify(FULL)
    error.code = "idleTimeout"
    assert (error.code, error.rule) == (ErrorCode.idleTimeout, "given")
    assert classify(FULL).code == "concurrencyLimit"
