"""A subclass is first-class: what is called on it gives it, its attributes are its own."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
import traceback
from typing import Any

import httpx
import pytest

import sdk
from avatar_errors import AvatarError, ErrorCode, SessionTokenError, classify, retrying, translate

REFUSED = ConnectionRefusedError(111, "refused")
ANSWER = httpx.Response(402, text="Payment required")


class OwnError(AvatarError):
    """Its constructor takes what no way in knows."""

    def __init__(self, session: object, /) -> None:
        super().__init__("idleTimeout", f"session {session}")
        self.session = session


class LostError(AvatarError, ConnectionError):
    pass


class ChosenError(AvatarError):
    def __new__(cls, *args: object) -> Any:
        raise AssertionError("no way in calls it")


class OtherNamesError(AvatarError):
    """It has attributes and a property by names of ours."""

    severity = "mine"  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__("idleTimeout", "m")
        self.native = self.rule = self._native = self.held = 5  # type: ignore
        self.fingerprint = ("a",)  # type: ignore
        self.retryable = "perhaps"  # type: ignore

    @property
    def attempts(self) -> int:  # type: ignore[override]
        return 7


def raised(error: Any) -> Any:
    with pytest.raises(AvatarError) as caught, translate(error=error):
        raise REFUSED
    return caught.value


def decorated(error: Any) -> Any:
    @translate(phase="websocket_send", error=error)
    async def send() -> None:
        raise REFUSED

    with pytest.raises(AvatarError) as caught:
        asyncio.run(send())
    return caught.value


def retried(error: Any) -> Any:
    @retrying()
    def fail() -> None:
        raise error.classify(phase="websocket_connect", http_status=402)

    with pytest.raises(AvatarError) as caught:
        fail()
    return caught.value


WAYS = {
    "classify": lambda kind: kind.classify({"phase": "websocket_send"}, http_status=402),
    "from_exception": lambda kind: kind.from_exception(REFUSED),
    "try_from": lambda kind: kind.try_from(REFUSED),
    "from_response": lambda kind: kind.from_response(ANSWER),
    "from_response_async": lambda kind: asyncio.run(kind.from_response_async(ANSWER)),
    "from_json": lambda kind: kind.from_json(classify().to_json()),
    "from another": lambda kind: kind.from_exception(classify(close_code=4001)),
    "from a chain": lambda kind: kind.from_exception(caused(classify(close_code=4001))),
    "translate": raised,
    "translate a coroutine": decorated,
    "retrying": retried,
}


def caused(cause: BaseException) -> Exception:
    exc = RuntimeError("around")
    exc.__cause__ = cause
    return exc


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("kind", [AvatarError, OwnError, LostError, ChosenError, SessionTokenError])
def test_every_way_in_gives_the_class(kind: Any, way: Any) -> None:
    error = way(kind)
    assert type(error) is kind
    assert repr(error).startswith(f"{kind.__name__}(code=")
    module = "avatar_errors" if kind in (AvatarError, SessionTokenError) else __name__
    last = traceback.format_exception_only(type(error), error)[-1]
    assert last == f"{module}.{kind.__name__}: {error}\n"
    assert error.args == (error.message,)
    assert error.__suppress_context__


@pytest.mark.parametrize(
    "make",
    [
        lambda kind, phase: kind.classify(phase=phase),
        lambda kind, phase: kind.from_exception(REFUSED, phase=phase),
        lambda kind, phase: kind.from_response(ANSWER, phase=phase),
        lambda kind, phase: kind.from_json(classify(phase=phase).to_json()),
        lambda kind, phase: kind.from_exception(classify(phase=phase)),
    ],
)
def test_a_token_error_is_of_the_class_that_the_sdk_names(make: Any) -> None:
    assert type(make(AvatarError, "session_token")) is SessionTokenError
    assert type(make(OwnError, "session_token")) is OwnError
    assert type(make(sdk.SDKError, "session_token")) is sdk.SDKTokenError
    assert type(make(sdk.SDKError, "websocket_connect")) is sdk.SDKError
    assert type(make(sdk.SDKTokenError, "session_token")) is sdk.SDKTokenError


def test_an_error_of_the_class_passes_as_it_is() -> None:
    error = OwnError.classify(close_code=4001)
    assert OwnError.from_exception(error) is error
    assert AvatarError.from_exception(error) is error
    other = classify(close_code=4001, connection_id="c")
    other.__cause__ = KeyError()
    own = OwnError.from_exception(other)
    assert (own.to_json(), own.__cause__) == (other.to_json(), other.__cause__)
    assert type(own) is OwnError


def test_attributes_are_the_subclass_s_own() -> None:
    error = OtherNamesError()
    assert (error.severity, error.native, error.rule, error.attempts) == ("mine", 5, 5, 7)
    assert (error.fingerprint, error.retryable) == (("a",), "perhaps")
    assert str(error) == "idleTimeout: m"
    assert json.loads(error.to_json())["rule"] == "given"
    assert error.log_level in (30, 40)
    twin = pickle.loads(pickle.dumps(error))
    assert (twin.native, twin.rule, twin.to_json()) == (5, 5, error.to_json())
    assert is_given_up(OtherNamesError)


def is_given_up(error: Any) -> bool:
    @retrying()
    def fail() -> None:
        raise error()

    with pytest.raises(error):
        fail()
    return True


def test_what_is_assigned_is_said() -> None:
    class AssigningError(AvatarError):
        """As the constructors of SDKs do."""

        def __init__(self, code: Any, message: str, **known: Any) -> None:
            Exception.__init__(self, message)
            self.code = code
            self.message = message
            for name, value in known.items():
                setattr(self, name, value)

    known = {
        "phase": "websocket_runtime",
        "http_status": 402,
        "server_code": "4001",
        "server_title": "t",
        "server_detail": "d",
        "connection_id": "c",
        "req_id": "r",
        "close_code": 4001,
        "close_reason": "why",
    }
    error = AssigningError("creditsExhausted", "gone", raw_body="oops", **known)
    told = AvatarError("creditsExhausted", "gone", raw_body="oops", **known)  # type: ignore[arg-type]
    assert error.to_json() == told.to_json()
    assert error.raw_body == "oops"
    assert error.code is ErrorCode.creditsExhausted
    error.code, error.server_code = None, None
    assert (error.code, error.server_code, error.retryable) == ("unknown", None, False)
    assert vars(error) == {}


def test_a_code_that_is_assigned_is_given_and_the_wait_is_kept() -> None:
    error = classify(phase="session_token", http_status=503, headers={"retry-after": "3"})
    assert error.rule != "given"
    error.code = ErrorCode.idleTimeout
    assert (error.code, error.rule, error.retry_after) == ("idleTimeout", "given", 3.0)
    assert error.reclassified().code == "serverError"


def test_an_assigned_text_has_no_secret() -> None:
    error = classify()
    error.message = "failed with token=hunter2hunter2"
    error.connection_id = "bearer eyJhbGciOiJub25lIn0.eyJub3QiOiJyZWFsIn0.c2lnbmF0dXJl"
    error.raw_body = "api_key: hunter2hunter2"
    for text in (repr(error), error.to_json(), str(error.raw_body), repr(vars(error))):
        assert "hunter2" not in text
        assert "eyJub3" not in text


def test_ids_that_become_known_later() -> None:
    error = OwnError.classify(close_code=4001, req_id="r-1")
    rule = error.rule
    assert error.with_ids(connection_id="c-9") is error
    assert (error.connection_id, error.req_id, error.rule) == ("c-9", "r-1", rule)
    error.req_id = "r-2"
    fields = json.loads(error.to_json())
    assert (fields["connection_id"], fields["req_id"]) == ("c-9", "r-2")
    assert "[connection_id=c-9, req_id=r-2]" in error.describe()
    assert error.log_fields()["req_id"] == "r-2"
    error.connection_id = None
    assert "connection_id" not in error.to_dict()
    assert error.with_ids().req_id == "r-2"
    odd: Any = error
    odd.with_ids(connection_id=5, req_id=b"x")
    assert (error.connection_id, error.req_id) == (None, "r-2")


def test_ids_of_an_error_whose_constructor_was_not_called() -> None:
    class CarelessError(AvatarError):
        def __init__(self, session: str) -> None:
            self.session = session

    error = CarelessError("s").with_ids(req_id="r")
    assert (error.req_id, error.code, vars(error)) == ("r", "unknown", {"session": "s"})


def test_attributes_are_plain_data() -> None:
    errors = [
        classify(close_code=4001),
        AvatarError.from_exception(REFUSED),
        OwnError.from_exception(REFUSED),
        LostError("idleTimeout", "m"),
        OwnError(5),
    ]
    assert [vars(error) for error in errors] == [{}, {}, {}, {}, {"session": 5}]
    assert errors[1].native is REFUSED
    own = errors[4]
    own.__dict__["more"] = 6
    own.__dict__.update(less=4)
    assert (own.more, own.less) == (6, 4)  # type: ignore[attr-defined]
    assert json.dumps(vars(own)) == '{"session": 5, "more": 6, "less": 4}'
    for plain in (copy.copy(vars(own)), copy.deepcopy(vars(own)), vars(own).copy()):
        assert type(plain) is dict
    assert (own.code, type(pickle.loads(pickle.dumps(vars(own))))) == ("idleTimeout", dict)


def test_reclassified() -> None:
    error = sdk.SDKError(
        "connectionClosed", "it ended", phase="websocket_runtime", close_code=4001, req_id="r"
    )
    error.session = 5  # type: ignore[attr-defined]
    error.__cause__ = KeyError("k")
    try:
        raise error
    except sdk.SDKError as caught:
        anew = caught.reclassified()
    assert anew is not error
    assert type(anew) is sdk.SDKError
    assert (anew.code, anew.recovery, anew.req_id) == ("creditsExhausted", "surface", "r")
    assert anew.message.startswith("it ended")
    assert vars(anew) == {"session": 5}
    assert anew.__cause__ is error.__cause__
    assert anew.__traceback__ is error.__traceback__
    assert anew.reclassified() is anew
    assert error.rule == "given", "it is as it was"


def test_what_the_facts_do_not_decide_stays() -> None:
    error = sdk.SDKError("avatarNotFound", "no such avatar", phase="websocket_connect")
    assert error.reclassified() is error
    assert sdk.SDKError.from_exception(error) is error
    with pytest.raises(sdk.SDKError) as caught, translate():
        raise error
    assert caught.value is error
    answer = sdk.SDKError("idleTimeout", "m", http_status=402)
    answer.__cause__ = json.JSONDecodeError("no JSON", "", 0)
    assert answer.reclassified().code == "billingRequired", "HTTP is known"


def test_the_raw_cause_of_a_given_error_is_not_printed() -> None:
    secret = "hunter" + "-9f8e7d6c"
    error = sdk.SDKError("unknown", "m", phase="websocket_connect")
    error.__cause__ = ConnectionRefusedError(111, f"refused, token={secret}")
    found = sdk.SDKError.from_exception(error)
    assert found.code == "connectionFailed"
    assert found.native is error.__cause__
    assert secret not in "".join(traceback.format_exception(found))


def test_a_documentation_of_one_s_own() -> None:
    own, ours = sdk.SDKError.classify(close_code=4001), classify(close_code=4001)
    assert own.doc_url == "https://docs.sdk.example/errors#creditsExhausted"
    assert own.problem()["type"] == own.doc_url
    assert json.loads(own.problem_json()) == own.problem()
    assert ours.doc_url.endswith("#creditsexhausted")
    assert "sdk.example" not in ours.doc_url


def test_a_prefix_and_a_fallback() -> None:
    error = OwnError.from_exception(
        REFUSED, phase="websocket_connect", message="connecting, token=hunter2hunter2"
    )
    assert error.message.startswith("connecting, token=[redacted]: ")
    assert "refused" in error.message
    for fallback, code in (
        ("transport", "connectionFailed"), ("protocol", "protocolError"), (None, "unknown"),
        ("nonsense", "unknown"),
    ):  # fmt: skip
        word: Any = fallback
        error = OwnError.from_exception(KeyError("k"), phase="websocket_connect", fallback=word)
        assert error.code == code
        step = translate(phase="websocket_connect", error=OwnError)
        with pytest.raises(OwnError) as caught, step:  # noqa: PT012
            step.fallback, step.message = word, "reading"
            raise KeyError("k")
        assert (caught.value.code, caught.value.message[:9]) == (code, "reading: ")
    found = OwnError.from_response(ANSWER, message="asking for a token")
    assert found.message.startswith("asking for a token: Payment required")
    known = OwnError.from_exception(REFUSED, phase="websocket_connect", fallback="protocol")
    assert known.code == "connectionFailed"


def test_try_from_gives_nothing_for_what_is_no_failure() -> None:
    assert AvatarError.try_from(asyncio.CancelledError()) is None
    assert AvatarError.try_from(KeyboardInterrupt()) is None
    assert AvatarError.try_from(caused(asyncio.CancelledError())) is None
    own_close = __import__("chains").own_close()
    assert AvatarError.try_from(own_close) is None
    given = sdk.SDKError("connectionClosed", "m")
    given.__cause__ = own_close
    assert sdk.SDKError.try_from(given) is None
    error = OwnError.try_from(REFUSED, phase="websocket_send", req_id="r")
    assert error is not None
    assert (error.code, error.req_id) == ("connectionClosed", "r")


def test_the_phase_of_an_error_beneath_counts() -> None:
    class Outer(httpx.ConnectError):
        pass

    outer = Outer("refused")
    outer.__cause__ = REFUSED
    given = sdk.SDKError("unknown", "m", phase="websocket_connect", connection_id="c")
    given.__cause__ = outer
    error = AvatarError.from_exception(given)
    assert (error.phase, error.connection_id) == ("websocket_connect", "c")
    assert error.rule == "transport.websocket_connect.refused"
