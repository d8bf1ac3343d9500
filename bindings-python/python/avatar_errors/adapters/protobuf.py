"""Protocol Buffers: ``google.protobuf``."""

from __future__ import annotations

from .library import is_a

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .facts import Facts


def read(exc: BaseException) -> Facts | None:
    if is_a(exc, "google.protobuf.message", "DecodeError"):
        return {"protocol": "undecodable"}
    return None
