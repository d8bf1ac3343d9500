"""The service's public SDKs: the facts on an error of theirs, not their reading of these."""

from __future__ import annotations

from .facts import NOTHING
from .library import get, is_a

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .facts import Facts

MODULES = ("spatius.errors", "spatialreal.errors")
NAMES = ("http_status", "close_code", "close_reason")
# What an SDK took from the body, where it did not keep that.
READ = ("server_code", "server_title", "server_detail")


def read(exc: BaseException) -> Facts | None:
    if not is_ours(exc):
        return None
    # What the library raised says more, and none of it from a frame that was only sent.
    if exc.__cause__ is not None:
        return NOTHING
    facts = {name: get(exc, name) for name in NAMES} | {"body": get(exc, "raw_body")}
    if not facts["body"]:
        facts |= {name: get(exc, name) for name in READ}
    return {name: fact for name, fact in facts.items() if fact is not None}


def ids(exc: BaseException) -> Facts:
    names = ("connection_id", "req_id")
    return {name: get(exc, name) for name in names} if is_ours(exc) else NOTHING


def is_ours(exc: BaseException) -> bool:
    return any(is_a(exc, module, "AvatarSDKError") for module in MODULES)
