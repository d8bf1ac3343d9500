"""Payloads that do not decode: ``google.protobuf`` and JSON."""

from __future__ import annotations

from .library import is_a

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .observation import Observation


def read(exc: BaseException) -> Observation | None:
    # That of requests is one too.
    for module, name in (
        ("google.protobuf.message", "DecodeError"),
        ("json.decoder", "JSONDecodeError"),
    ):
        if is_a(exc, module, name):
            return {"protocol": "undecodable"}
    return None
