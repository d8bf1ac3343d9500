"""`spatialreal`: what decides on a code is in two files. Its close codes stay."""

from __future__ import annotations

from pathlib import Path

from patching import Patch, lines
from shared import CLASSES, CLASSIFIED, without_adapter

OWN = """
ANSWERED = ("http_status", "server_code", "server_detail", "raw_body")
CONNECTED = ("connection_id", "req_id", "close_code", "close_reason")


def own(error):
    code = AvatarSDKErrorCode(error.code)
    fields = {name: getattr(error, name) for name in ANSWERED}
    if error.phase == "session_token":
        return SessionTokenError(error.message, code=code, **fields)
    fields.update((name, getattr(error, name)) for name in CONNECTED)
    return AvatarSDKError(code, error.message, phase=str(error.phase), **fields)
"""

RAISED = """
raise classified.from_exception(
    e, phase="{}", message="{}", fallback="transport"{}
) from e
"""
ANSWER = """
accepted = status == 200 and isinstance(data, dict) and not data.get("errors")
if not accepted or not data.get("session_token"):
    raise classified.classify(
        phase="session_token",
        http_status=status,
        headers=response.headers,
        body=body,
        prefix="Session token request failed",
    )
"""
TEXT = 'raise classified.classify(phase="websocket_handshake", protocol="text_frame")'
FRAME = 'raise classified.classify(phase="websocket_handshake", frame=bytes(raw))'
ENDED = """
error = classified.try_from(
    e,
    phase="websocket_runtime",
    message="{}",
    fallback="transport",
    connection_id=self._connection_id,
)
if error is not None:
    self._notify_error(error)
"""
MESSAGE = """
self._notify_error(
    classified.classify(
        phase="websocket_runtime", frame=payload, connection_id=self._connection_id
    )
)
"""


def raised(phase: str, message: str, more: str = "") -> str:
    return RAISED.format(phase, message, more)


def source(folder: Path) -> Path:
    return folder / "spatialreal"


def first(folder: Path) -> tuple[int, int]:
    """Classification; gives the lines of error code before and after."""
    before = lines(source(folder) / "errors.py")
    errors = Patch(source(folder) / "errors.py")
    errors.replace("", "_CLOSE_CODE_TO_ERROR =", "")
    errors.delete("error_code_for_close_code")
    errors.write()

    session = Patch(source(folder) / "session.py")
    session.imports(".errors", "from . import classified")
    function = "AvatarSession.init"
    sentence = "Failed to create session token"
    session.replace(
        function,
        "raise SessionTokenError(\n                    f",
        raised("session_token", sentence),
    )
    session.replace(function, "if status != 200", ANSWER)
    session.replace(function, "if not isinstance(data", "")
    rejected = raised("websocket_connect", "WebSocket connection failed")
    session.replace("AvatarSession.start", "raise _ws_connect_error", rejected)
    broken = "raise _transport_error"
    for phase, function, sentence in (
        ("websocket_handshake", "_send_configure_session", "Failed to send session configuration"),
        ("websocket_handshake", "_await_confirm_session", "Failed to receive handshake response"),
    ):
        session.replace(f"AvatarSession.{function}", broken, raised(phase, sentence))
    ids = ", connection_id=self._connection_id, req_id=req_id"
    for function, sentence in (
        ("send_audio", "Failed to send audio"),
        ("interrupt", "Failed to send interrupt"),
        ("_send_playback_control", "Failed to send playback control"),
    ):
        session.replace(
            f"AvatarSession.{function}", broken, raised("websocket_send", sentence, ids)
        )
    function = "AvatarSession._await_confirm_session"
    session.replace(function, "raise AvatarSDKError", TEXT, FRAME, FRAME, FRAME)
    session.replace(function, "raise _server_error", FRAME)
    function = "AvatarSession._read_loop"
    for starts in ("close_code =", "close_reason ="):
        session.replace(function, starts, "")
    closed, ended = ENDED.format("WebSocket connection closed"), ENDED.format("Read loop error")
    session.replace(function, "self._notify_error", closed, ended)
    session.replace("AvatarSession._handle_binary_message", "self._notify_error", MESSAGE, MESSAGE)
    session.delete("_session_token_error", "_ws_connect_error", "_transport_error", "_server_error")
    session.write()
    adapter = source(folder) / "classified.py"
    adapter.write_text(CLASSIFIED + OWN, encoding="utf-8")
    return before + session.removed, lines(source(folder) / "errors.py", adapter) + session.added


def second(folder: Path) -> int:
    """Re-export; gives by how many lines of error code it is fewer."""
    before = lines(source(folder) / "errors.py", source(folder) / "classified.py")
    errors = Patch(source(folder) / "errors.py")
    errors.imports(
        "enum",
        "from enum import IntEnum\n\nimport avatar_errors\n"
        "from avatar_errors import AvatarSDKErrorCode as AvatarSDKErrorCode",
    )
    errors.replace("", "_RETRYABLE_CLOSE_CODES =", "")
    errors.delete("AvatarSDKErrorCode", "AvatarSDKError", "SessionTokenError")
    errors.write()
    with (source(folder) / "errors.py").open("a", encoding="utf-8") as file:
        file.write(CLASSES)
    without_adapter(source(folder), "session.py", calls=17, causes=7)
    return before - lines(source(folder) / "errors.py")
