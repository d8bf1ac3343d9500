"""What is said of an error after a defect of the core: the least, as who asks handles a failure."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .errors import AvatarError

SURFACE = {"user_message": "Something went wrong.", "operator_hint": "", "doc_url": ""}


def log_line(error: AvatarError) -> str:
    names = ("code", "phase", "recovery", "retryable", "alert", "rule")
    fields = {name: known(error, name) for name in names}
    fields |= {"severity": "ERROR", "error.type": fields["code"]}
    return json.dumps(fields | {"exception.message": known(error, "message")}, default=str)


def problem(error: AvatarError) -> str:
    nothing = {"type": "about:blank", "title": "Internal Server Error", "status": 500}
    return json.dumps(nothing | {"detail": SURFACE["user_message"], "code": known(error, "code")})


def known(error: AvatarError, name: str) -> object:
    try:
        return getattr(error, name)
    except Exception:
        return "unknown"
