"""The fields to log, in the loggers that they are for."""

import json
import logging

import pytest
import structlog

from avatar_errors import AvatarError, Recovery, classify

SECRET = "eyJhbGciOiJub25lIn0.eyJub3QiOiJyZWFsIn0.c2lnbmF0dXJl"


@pytest.fixture
def error() -> AvatarError:
    return classify(
        phase="websocket_connect",
        http_status=401,
        body=f'{{"message":"Session token expired, token={SECRET}"}}',
        connection_id="c-1",
    )


def test_logging_takes_them(error: AvatarError, caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("avatar")
    logger.log(error.log_level, "%s", error, extra=error.log_fields())
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert record.code == "sessionTokenExpired"
    assert vars(record)["error.type"] == "sessionTokenExpired"
    assert vars(record)["http.response.status_code"] == 401
    assert SECRET not in json.dumps(vars(record), default=str)


def test_structlog_takes_them(error: AvatarError) -> None:
    with structlog.testing.capture_logs() as logs:
        structlog.get_logger().warning("session failed", **error.log_fields())
    assert logs[0]["connection_id"] == "c-1"
    assert logs[0]["event"] == "session failed"


def test_the_level_follows_the_recovery() -> None:
    levels = {}
    for failure in (
        {"phase": "websocket_runtime", "transport": "reset"},
        {"phase": "websocket_connect", "http_status": 401},
        {"phase": "websocket_connect", "http_status": 402},
        {"phase": "unknown"},
    ):
        error = classify(failure)
        levels[error.recovery] = error.log_level
    assert levels == {
        Recovery.retry: logging.WARNING,
        Recovery.renewToken: logging.WARNING,
        Recovery.surface: logging.ERROR,
        Recovery.report: logging.ERROR,
    }


def test_neither_raw_body_nor_message_is_among_them(error: AvatarError) -> None:
    assert error.raw_body
    assert not {"raw_body", "message"} & error.log_fields().keys()
