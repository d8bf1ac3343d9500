"""What a proxy answered when it was asked for a tunnel.

The service has said nothing then: only that the proxy wants its own credentials counts as an
answer, any other is a broken transport.
"""

from __future__ import annotations

from .observation import BROKEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .observation import Observation

WANTS_CREDENTIALS = 407


def refused(status: object) -> Observation:
    return {"http_status": status} if status == WANTS_CREDENTIALS else BROKEN


def told(text: str) -> Observation:
    """The same where the status is the first word of a text."""
    number = text.partition(" ")[0]
    return refused(int(number) if number.isdecimal() and number.isascii() else None)
