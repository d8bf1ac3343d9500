"""`spatius`: all that decides on a code is in one file, and is asked in twenty places."""

from __future__ import annotations

from pathlib import Path

from patching import Patch, lines
from shared import CLASSES, CLASSIFIED, IMPORTS, without_adapter

OWN = """
FIELDS = (
    *("http_status", "server_code", "server_title", "server_detail", "connection_id", "req_id"),
    *("raw_body", "close_code", "close_reason"),
)


def own(error):
    kind = SessionTokenError if error.phase == "session_token" else AvatarSDKError
    fields = {name: getattr(error, name) for name in FIELDS}
    code = AvatarSDKErrorCode(error.code)
    return kind(code=code, message=error.message, phase=str(error.phase), **fields)
"""

TRANSPORT = """
raise classified.from_exception(
    e,
    phase="session_token",
    message="Failed to create session token",
    fallback="transport",
) from e
"""
# What its tests use for a response has no headers.
ANSWER = """
accepted = response.status == 200 and isinstance(response_data, dict)
session_token = None
if accepted and not response_data.get("errors"):
    session_token = response_data.get("sessionToken")
if not session_token:
    raise classified.classify(
        phase="session_token",
        http_status=response.status,
        headers=getattr(response, "headers", None),
        body=response_text,
        prefix=f"Failed to create session token (HTTP {response.status})",
    )
"""
UPGRADE = """
status = getattr(getattr(e, "response", None), "status_code", None)
raise classified.from_exception(
    e,
    phase="websocket_connect",
    message=f"WebSocket connection rejected (HTTP {status})"
    if status
    else "Failed to connect to websocket",
    fallback="transport",
) from e
"""
HANDSHAKE = """
raise classified.from_exception(
    e,
    phase="websocket_handshake",
    message="Failed to {}",
    fallback="transport",
) from e
"""
TIME_OUT = """
raise classified.from_exception(
    e,
    phase="websocket_handshake",
    message=f"Handshake timed out after {HANDSHAKE_TIMEOUT_S}s",
    fallback="transport",
) from e
"""
TEXT = 'raise classified.classify(phase="websocket_handshake", protocol="text_frame")'
FRAME = 'raise classified.classify(phase="websocket_handshake", frame=bytes(raw))'
SEND = """
error = classified.from_exception(
    e,
    phase="websocket_send",
    message="Failed to {}",
    fallback="transport",
    connection_id=self._connection_id,
    req_id=req_id,
)
"""
CLOSE = """
error = classified.try_from(
    e,
    phase="websocket_runtime",
    message="WebSocket connection closed unexpectedly",
    connection_id=self._connection_id,
)
if error is not None:
    self._notify_error(error)
"""
READ = """
error = classified.try_from(
    e,
    phase="websocket_runtime",
    message="Read loop error",
    fallback="transport",
    connection_id=self._connection_id,
)
if error is not None:
    self._notify_error(error)
"""
MESSAGE = """
classified.classify(
    phase="websocket_runtime",
    frame=payload,
    connection_id=self._connection_id,
)
"""

DELETED = (
    *("_extract_error_details", "_compose_error_message", "_format_server_error_message"),
    *("_normalize_error_text", "_classify_error_code", "_map_http_status_to_error_code"),
    *("_build_session_token_error", "_build_websocket_connect_error", "_build_transport_error"),
    *("_extract_http_status", "_extract_http_body", "_build_connection_closed_error"),
    *("_coerce_avatar_error", "_coerce_int", "_stringify"),
)


def source(folder: Path) -> Path:
    return folder / "src" / "spatius"


def first(folder: Path) -> tuple[int, int]:
    """Classification; gives the lines of error code before and after."""
    errors = source(folder) / "errors.py"
    before = lines(errors)
    code = Patch(errors)
    name = "concurrencyLimit"
    code.replace("AvatarSDKErrorCode", "unknown =", f'{name} = "{name}"\nunknown = "unknown"')
    code.write()

    session = Patch(source(folder) / "avatar_session.py")
    session.imports(".errors", "from . import classified")
    function = "fetch_session_token"
    session.replace(function, "raise SessionTokenError(\n                f", TRANSPORT)
    session.replace(function, 'raise SessionTokenError(\n                "Timed', TRANSPORT)
    for starts in ("if response.status != 200", "if not isinstance", "errors =", "if errors"):
        session.replace(function, starts, "")
    session.replace(function, "session_token =", ANSWER)
    session.replace(function, "if not session_token", "")
    built = "raise self._build"
    session.replace("AvatarSession._start_internal", built, UPGRADE)
    sending = HANDSHAKE.format("send session configuration")
    session.replace("AvatarSession._send_client_configure_session", built, sending)
    function = "AvatarSession._await_server_confirm_session"
    session.replace(function, built, HANDSHAKE.format("receive handshake response"))
    session.replace(function, "raise AvatarSDKError", TIME_OUT, TEXT, FRAME, FRAME, FRAME, FRAME)
    for starts in ("err =", "server_code =", "server_detail ="):
        session.replace(function, starts, "")
    for function, action in (("send_audio", "send audio"), ("interrupt", "send interrupt")):
        session.replace(f"AvatarSession.{function}", "error = self._build", SEND.format(action))
    session.replace("AvatarSession._read_loop", "self._notify_error", CLOSE, READ)
    function = "AvatarSession._handle_binary_message"
    undecodable = f"self._notify_error({MESSAGE.strip()})"
    session.replace(function, "self._notify_error(\n", undecodable)
    session.replace(function, "request_error =", f"request_error = {MESSAGE.strip()}")
    for starts in ("server_code =", "server_detail ="):
        session.replace(function, starts, "")
    session.delete(*(f"AvatarSession.{name}" for name in DELETED))
    session.write()
    adapter = source(folder) / "classified.py"
    adapter.write_text(CLASSIFIED + OWN, encoding="utf-8")
    return before + session.removed, lines(errors) + lines(adapter) + session.added


def second(folder: Path) -> int:
    """Re-export; gives by how many lines of error code it is fewer."""
    before = lines(source(folder) / "errors.py") + lines(source(folder) / "classified.py")
    (source(folder) / "errors.py").write_text(IMPORTS + CLASSES, encoding="utf-8")
    without_adapter(source(folder), "avatar_session.py", calls=18, causes=8)
    return before - lines(source(folder) / "errors.py")
