"""Cancellations, which are no failures: those of ``asyncio`` and ``concurrent.futures``."""

from __future__ import annotations

from .library import is_a
from .observation import NO_FAILURE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .observation import Observation


def read(exc: BaseException) -> Observation | None:
    if is_a(exc, "asyncio.exceptions", "CancelledError") or is_a(
        exc, "concurrent.futures._base", "CancelledError"
    ):
        return NO_FAILURE
    return None
