"""Whoever prints an error prints its causes, and no secret of theirs."""

from __future__ import annotations

import asyncio
import copy
import gc
import io
import logging
import pickle
import subprocess
import sys
import threading
import traceback
import weakref
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
import uvicorn

import planted
from avatar_errors import AvatarError, RetryPolicy, classify, retrying, translate
from avatar_errors.cause import LIMIT, MOST_TYPES, Cause, _classes, stand_in
from chains import ExceptionGroup, beside, caused, raised
from planted import GATHERED, PLAIN, SECRET

TESTS = Path(__file__).parent


def error() -> Any:
    return raised(planted.fail)


def of(exc: BaseException, **known: str) -> Any:
    return AvatarError.from_exception(exc, phase=known.pop("phase", "unknown"), **known)


def by_traceback(error: AvatarError) -> str:
    return "".join(traceback.format_exception(error))


def by_logging(error: AvatarError) -> str:
    stream = io.StringIO()
    logger = logging.Logger("printed")
    logger.addHandler(logging.StreamHandler(stream))
    try:
        raise error
    except AvatarError:
        logger.exception("lost")
    return stream.getvalue()


def by_structlog(*processors: Any) -> Callable[[AvatarError], str]:
    def printed(error: AvatarError) -> str:
        stream = io.StringIO()
        logger = structlog.wrap_logger(structlog.PrintLogger(stream), processors=[*processors])
        logger.error("lost", exc_info=error)
        return stream.getvalue()

    return printed


def by_asyncio(error: AvatarError) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger("asyncio").addHandler(handler)
    loop = asyncio.new_event_loop()
    loop.call_exception_handler({"message": "lost", "exception": error})
    loop.close()
    logging.getLogger("asyncio").removeHandler(handler)
    return stream.getvalue()


PLAIN_TRACEBACKS = structlog.dev.ConsoleRenderer(
    colors=False, exception_formatter=structlog.dev.plain_traceback
)
JSON = structlog.processors.JSONRenderer()
WITHOUT_LOCALS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)
PRINTERS: dict[str, Callable[[AvatarError], str]] = {
    "traceback": by_traceback,
    "logging": by_logging,
    "structlog": by_structlog(structlog.processors.format_exc_info, JSON),
    "structlog's console": by_structlog(PLAIN_TRACEBACKS),
    "asyncio": by_asyncio,
}


@pytest.mark.parametrize("name", PRINTERS)
def test_a_printer_prints_the_whole_chain_and_no_secret(name: str) -> None:
    shown = PRINTERS[name](error())
    assert SECRET not in shown
    wanted = PLAIN + GATHERED if sys.version_info >= (3, 11) else PLAIN
    assert [words for words in wanted if words not in shown] == []
    assert ("noted beneath" in shown) == (sys.version_info >= (3, 11))
    assert "[redacted]" in shown


def test_structlogs_dictionaries_have_no_secret() -> None:
    shown = by_structlog(WITHOUT_LOCALS, JSON)(error())
    assert SECRET not in shown
    for words in ("ConnectError", "beneath failed", "ValueError", "member failed", "planted.py"):
        assert words in shown


SCRIPT = "import planted, threading\n{}"


@pytest.mark.parametrize(
    "run",
    [
        "planted.fail()",
        "threading.Thread(target=planted.fail).start()",
        "import asyncio\nasync def main(): planted.fail()\nasyncio.run(main())",
    ],
)
def test_what_nobody_catches_is_printed_without_secrets(run: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(run)], cwd=TESTS, capture_output=True, text=True
    )
    wanted = PLAIN + GATHERED if sys.version_info >= (3, 11) else PLAIN
    assert [words for words in wanted if words not in done.stderr] == []
    assert SECRET not in done.stderr


def test_uvicorns_error_log_has_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        planted.fail()

    config = uvicorn.Config(app, port=0, lifespan="off", log_config=None, ws="none")
    server = uvicorn.Server(config)

    async def ask() -> int:
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.get(f"http://127.0.0.1:{port}/")
        server.should_exit = True
        await serving
        return answer.status_code

    assert asyncio.run(ask()) == 500
    assert "Exception in ASGI application" in caplog.text
    assert SECRET not in caplog.text
    assert [words for words in PLAIN if words not in caplog.text] == []


def test_what_crosses_processes_has_no_secret() -> None:
    with ProcessPoolExecutor(1) as pool, pytest.raises(AvatarError) as caught:
        pool.submit(planted.fail).result()
    shown = by_traceback(caught.value)
    assert "OSError: beneath failed" in shown
    assert SECRET not in shown
    assert caught.value.native is None


def test_native_is_the_very_exception_and_is_shown_by_nobody() -> None:
    exc = planted.of_httpx()
    found = of(exc)
    assert found.native is exc
    assert "native" not in dir(found)
    assert exc not in vars(found).values()
    shown = [repr(found), repr(vars(found)), str(found.args), repr(found.__cause__)]
    shown += [repr(vars(found.__cause__)), repr(pickle.dumps(found)), found.to_json()]
    shown += [repr(getattr(found, name)) for name in dir(found)]
    shown += [repr(getattr(found.__cause__, name)) for name in dir(found.__cause__)]
    assert not [each for each in shown if SECRET in each]
    for copied in (copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert (copied.native, copied.__cause__) == (None, None)
    with pytest.raises(AttributeError):
        del found.native
    assert classify().native is None


def test_native_outlives_another_cause() -> None:
    exc = OSError("x")
    for other in (None, exc):
        found = of(exc)
        found.__cause__ = other
        assert found.native is exc


def test_a_stand_in_has_the_name_the_text_and_the_frames() -> None:
    exc = raised(lambda: httpx.Response(200).raise_for_status())
    cause = of(exc).__cause__
    assert isinstance(cause, Cause)
    assert not isinstance(cause, type(exc))
    assert (type(cause).__module__, type(cause).__name__) == ("builtins", "RuntimeError")
    assert str(cause) == str(exc)
    assert repr(cause) == f"RuntimeError({str(exc)!r})"
    assert cause.__traceback__ is exc.__traceback__

    class OwnError(Exception):
        pass

    cause = of(OwnError("x")).__cause__
    assert type(cause).__qualname__ == OwnError.__qualname__
    assert type(cause).__name__ == "OwnError"


def test_what_is_not_printed_of_an_exception_is_not_printed_of_its_stand_in() -> None:
    exc = beside(OSError("outer"), KeyError("inner"))
    assert str(of(exc).__cause__.__context__) == "'inner'"
    exc.__suppress_context__ = True
    cause = of(exc).__cause__
    assert (cause.__cause__, cause.__context__) == (None, None)


def test_errors_of_one_exception_share_nothing_that_changes() -> None:
    exc = caused(planted.noted(OSError("outer"), "here"), KeyError("inner"))
    before = by_traceback(exc)
    first, second = of(exc).__cause__, of(exc).__cause__
    assert first is not second
    assert first.__cause__ is not second.__cause__
    shown = by_traceback(second)
    first.spoiled, first.__cause__, first.__traceback__ = True, None, None
    if sys.version_info >= (3, 11):
        first.add_note("more")
        assert first.__notes__ == ["noted here, password: [redacted]", "more"]
    assert by_traceback(second) == shown
    assert by_traceback(exc) == before
    assert not hasattr(second, "spoiled")
    assert not hasattr(exc, "spoiled")


def test_a_note_is_added_where_there_was_none() -> None:
    cause = of(OSError("x")).__cause__
    assert not hasattr(cause, "__notes__")
    assert not hasattr(cause, "more")
    if sys.version_info >= (3, 11):
        cause.add_note("more")
        assert by_traceback(cause).endswith("more\n")


def test_a_group_is_a_group_of_stand_ins() -> None:
    cause = of(planted.several()).__cause__
    assert isinstance(cause, ExceptionGroup)
    assert isinstance(cause, Cause)
    assert [type(member).__name__ for member in cause.exceptions] == ["TimeoutError", "ValueError"]
    assert SECRET not in f"{cause} {cause!r} {cause.message} {cause.args}"
    wide = of(ExceptionGroup("wide", [OSError(str(at)) for at in range(99)])).__cause__
    assert len(wide.exceptions) == LIMIT - 1


def test_a_chain_ends() -> None:
    first, second = KeyError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    cause = of(first).__cause__
    assert str(cause.__cause__) == "'b'"
    assert cause.__cause__.__cause__ is None
    links = [KeyError(at) for at in range(100)]
    cause = of(caused(*links)).__cause__
    length = 0
    while cause is not None:
        cause, length = cause.__cause__, length + 1
    assert length == LIMIT


def test_an_error_of_ours_beneath_is_itself() -> None:
    own = classify(phase="websocket_runtime", close_code=4001)
    found = of(caused(httpx.ConnectError("x"), ConnectionRefusedError(111, "y"), own))
    assert found is not own
    assert found.__cause__.__cause__.__cause__ is own
    assert of(caused(OSError("x"), own)) is own


def test_a_stand_in_is_classified_as_what_it_stands_for() -> None:
    exc = ConnectionRefusedError(111, "refused")
    cause = of(exc).__cause__
    for again in (of(cause), of(caused(RuntimeError("x"), cause))):
        assert again.rule.endswith("refused")
    assert of(cause).native is exc
    assert SECRET not in by_traceback(of(caused(RuntimeError("x"), error().__cause__)))


def test_a_stand_in_is_pickled_as_plain_text() -> None:
    for cause in (of(planted.of_httpx()).__cause__, of(planted.several()).__cause__):
        pickled = pickle.dumps(cause)
        assert SECRET.encode() not in pickled
        for twin in (pickle.loads(pickled), copy.copy(cause), copy.deepcopy(cause)):
            assert type(twin).__qualname__ == type(cause).__qualname__
            assert (str(twin), repr(twin)) == (str(cause), repr(cause))
            assert twin.__cause__ is None
            assert not hasattr(twin, "__notes__")
            assert of(twin).native is twin


@pytest.mark.parametrize("make", [classify, lambda: AvatarError("unknown", "x")])
def test_what_was_being_handled_is_not_printed(make: Callable[[], AvatarError]) -> None:
    for again in (
        make,
        lambda: pickle.loads(pickle.dumps(make())),
        lambda: AvatarError.from_json(make().to_json()),
    ):
        found = beside(again(), planted.chain())
        assert found.__context__ is not None
        assert SECRET not in by_traceback(found)


def test_translate_and_retrying_raise_it_so() -> None:
    def attempt() -> None:
        with translate(phase="websocket_connect"):
            raise planted.chain()

    async def attempt_async() -> None:
        async with translate(phase="websocket_connect"):
            raise planted.chain()

    policy = RetryPolicy(attempts=2, base_ms=0)
    tries = (attempt, retrying(policy)(attempt), lambda: asyncio.run(attempt_async()))
    for call in tries:
        shown = by_traceback(raised(call))
        assert SECRET not in shown
        assert "OSError: beneath failed" in shown


def test_no_frame_of_ours_has_the_exception_in_a_variable() -> None:
    exc = planted.of_httpx()

    def attempt() -> None:
        with translate(phase="websocket_connect"):
            raise exc

    async def attempt_async() -> None:
        async with translate(phase="websocket_connect"):
            raise exc

    policy = RetryPolicy(attempts=1)
    for call in (attempt, retrying(policy)(attempt), lambda: asyncio.run(attempt_async())):
        found = raised(call)
        frames = [frame for frame, _ in traceback.walk_tb(found.__traceback__)]
        ours = [frame for frame in frames if "avatar_errors" in frame.f_code.co_filename]
        assert ours
        assert not [frame for frame in ours if exc in frame.f_locals.values()]


class HostileError(Exception):
    def _spring(self, *args: object) -> Any:
        raise SystemExit("sprung")

    __getattribute__ = __str__ = __repr__ = __eq__ = __hash__ = __len__ = _spring


class NamesError(type):
    @property
    def __module__(cls) -> str:  # type: ignore[override]
        raise RuntimeError("sprung")

    def __getattribute__(cls, name: str) -> Any:
        raise RuntimeError("sprung")


class NamelessError(Exception, metaclass=NamesError):
    pass


def test_hostile_exceptions_are_printed_all_the_same() -> None:
    long = "A" * 1000
    module = f"x\n\x1b[31m token={SECRET}"
    for exc, name in (
        (HostileError(), "HostileError: <exception str() failed>"),
        (NamelessError("text"), "Exception: text"),
        (type(long, (Exception,), {})("text"), f"{'A' * 200}: text"),
        (type(f"a\x1b[31m\nb token={SECRET}", (Exception,), {})("text"), "text"),
        (type("Some", (Exception,), {"__module__": module})("text"), "Some: text"),
        (type("Some", (Exception,), {"__module__": 5})("text"), "Some: text"),
        (type("Some", (Exception,), {"__notes__": 5})("text"), "Some: text"),
        (type("Some", (Exception,), {"__cause__": 5, "__context__": 5})("text"), "Some: text"),
        (OSError('multi\nline\x1b[31m\r\n  File "x", line 1, in y'), "OSError: multi line"),
        (OSError("\udc80 " + "x" * 10_000_000), "OSError: "),
    ):
        cause = stand_in(exc)
        shown = by_traceback(cause)
        assert name in shown
        assert SECRET not in shown
        assert "\x1b" not in shown
        assert len(shown) < 2000
        assert shown.count("\n") == 1
        assert pickle.loads(pickle.dumps(cause)).args == (str(cause),)


def test_a_stand_in_that_somebody_made_is_one_of_its_text() -> None:
    made = type(of(OSError("x")).__cause__)("text")
    assert (str(made), repr(made)) == ("text", "OSError('text')")
    assert pickle.loads(pickle.dumps(made)).args == ("text",)


def test_types_are_not_remembered_for_ever() -> None:
    for at in range(2 * MOST_TYPES):
        of(type(f"Type{at}", (Exception,), {})("x"))
        assert len(_classes) <= MOST_TYPES


def test_what_nobody_holds_goes_at_once() -> None:
    class OwnError(Exception):
        pass

    gc.disable()
    try:
        exc = OwnError("x")
        gone = weakref.ref(exc)
        found = of(exc)
        del exc
        assert gone() is found.native
        del found
        assert gone() is None
    finally:
        gc.enable()


def test_threads_print_the_same() -> None:
    found = error()
    shown: list[str] = []
    threads = [threading.Thread(target=lambda: shown.append(by_traceback(found))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(shown) == 8
    assert len(set(shown)) == 1
