"""What programs do with errors all day: match, pickle across processes, report, serialize."""

from __future__ import annotations

import copy
import json
import multiprocessing
import pickle
import subprocess
import sys
from typing import Any

import msgpack
import pytest
import yaml
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

import sdk
from avatar_errors import AvatarError, ErrorCode, Phase, Recovery, SessionTokenError


def error() -> sdk.SDKError:
    return sdk.SDKError.classify(phase="websocket_runtime", close_code=4001, connection_id="c-1")


def words(error: AvatarError) -> dict[str, Any]:
    return {"code": error.code, "phase": error.phase, "recovery": error.recovery}


PLAIN = {"code": "creditsExhausted", "phase": "websocket_runtime", "recovery": "surface"}


def test_it_is_caught_and_matched() -> None:
    with pytest.raises(sdk.SDKError) as caught:
        raise error()
    match caught.value.code:
        case ErrorCode.idleTimeout | ErrorCode.unknown:
            pytest.fail("another code")
        case ErrorCode.creditsExhausted:
            pass
        case _:
            pytest.fail("no code")
    match caught.value:
        case AvatarError(code="creditsExhausted", recovery=Recovery.surface):
            pass
        case _:
            pytest.fail("no error")
    assert caught.value.code is ErrorCode.creditsExhausted
    assert caught.value.code.value == "creditsExhausted"
    assert isinstance(caught.value.code, ErrorCode)
    assert caught.value.phase is Phase.websocket_runtime
    assert isinstance(sdk.SDKError.classify(phase="session_token"), SessionTokenError)


@pytest.mark.parametrize(
    ("write", "read"),
    [
        (json.dumps, json.loads),
        (yaml.safe_dump, yaml.safe_load),
        (yaml.dump, yaml.safe_load),
        (msgpack.packb, msgpack.unpackb),
        (pickle.dumps, pickle.loads),
    ],
)
def test_words_and_fields_are_strings_to_serializers(write: Any, read: Any) -> None:
    known = error()
    for value, plain in (
        (words(known), PLAIN),
        ({known.code: known.phase}, {"creditsExhausted": "websocket_runtime"}),
        (known.to_dict(), known.to_dict()),
        (known.log_fields(), known.log_fields()),
        (known.problem(), known.problem()),
        (ErrorCode("ofNextYear"), "ofNextYear"),
        (dict(vars(known)), {}),
    ):
        assert read(write(value)) == plain
    for plain in (known.to_dict(), known.log_fields(), known.problem()):
        assert {type(value) for value in plain.values()} <= {str, int, bool}


@pytest.mark.parametrize("dumper", ["SafeDumper", "CSafeDumper", "Dumper", "Own"])
def test_yaml_may_be_imported_at_any_time(dumper: str) -> None:
    program = f"""
import sys
import avatar_errors
code = avatar_errors.ErrorCode.idleTimeout
assert "yaml" not in sys.modules
import yaml
class Own(yaml.SafeDumper): ...
Own.add_multi_representer(complex, None)
yaml.Own = Own
error = avatar_errors.classify(phase="websocket_send")
print(yaml.dump([error.phase, error.code, code], Dumper=yaml.{dumper}), end="")
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout == "- websocket_send\n- unknown\n- idleTimeout\n", run.stderr


def pickled(data: bytes) -> tuple[Any, ...]:
    found = pickle.loads(data)
    return type(found).__name__, found.to_json(), found.session, found


def test_it_crosses_processes() -> None:
    known = error()
    known.session = "s"  # type: ignore[attr-defined]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        name, text, session, back = pool.apply(pickled, (pickle.dumps(known),))
    assert (name, text, session) == ("SDKError", known.to_json(), "s")
    assert type(back) is sdk.SDKError
    assert (back.to_json(), back.session) == (known.to_json(), "s")


def test_it_is_copied() -> None:
    known = error()
    known.notes = ["n"]  # type: ignore[attr-defined]
    for twin in (copy.copy(known), copy.deepcopy(known)):
        assert (type(twin), twin.to_json(), vars(twin)) == (
            sdk.SDKError, known.to_json(), {"notes": ["n"]},
        )  # fmt: skip
        twin.connection_id = "c-2"
    assert known.connection_id == "c-1"


def test_opentelemetry_reports_the_class_of_the_sdk() -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    known = error()
    with provider.get_tracer("test").start_as_current_span("session") as span:
        span.record_exception(known)
        for name, word in words(known).items():
            span.set_attribute(f"avatar.{name}", word)
        span.set_attributes(known.log_fields())
    (done,) = exporter.get_finished_spans()
    attributes = done.events[0].attributes
    assert attributes is not None
    assert attributes["exception.type"] == "sdk.SDKError"
    assert attributes["exception.message"] == str(known)
    assert done.attributes is not None
    assert {name: done.attributes[f"avatar.{name}"] for name in PLAIN} == PLAIN
    assert json.loads(done.to_json())["attributes"]["avatar.phase"] == "websocket_runtime"
