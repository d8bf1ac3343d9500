"""The service's public SDKs: what an error of theirs has seen, not their reading of it."""

from __future__ import annotations

from .library import get, is_a

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .observation import Observation

MODULES = ("spatius.errors", "spatialreal.errors")
WHERE = ("phase", "connection_id", "req_id")
SEEN = ("http_status", "close_code", "close_reason")
# What an SDK took from the body, where it did not keep that.
READ = ("server_code", "server_title", "server_detail")


def read(exc: BaseException) -> Observation | None:
    if not any(is_a(exc, module, "AvatarSDKError") for module in MODULES):
        return None
    found: Observation = {name: get(exc, name) for name in WHERE}
    # What the library raised says more, and none of it from a frame that was only sent.
    if exc.__cause__ is not None:
        return found
    found |= {name: get(exc, name) for name in SEEN} | {"body": get(exc, "raw_body")}
    if not found["body"]:
        found |= {name: get(exc, name) for name in READ}
    return found
