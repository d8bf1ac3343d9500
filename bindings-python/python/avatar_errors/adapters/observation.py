"""What adapters say of one link of a chain: keys of a failure, and nothing of other links.

``no_failure`` and ``classified`` are the two that are no facts. Two more are for this package
alone: ``unread``, a response and what gives an iterator over its body, which is not there yet;
and ``exception``, what a response or a WebSocket ended with.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    Observation: TypeAlias = dict[str, Any]

# A broken connection of which nothing more is known; a link beneath may know more.
BROKEN: Observation = {"transport": "other"}
TIMEOUT: Observation = {"transport": "timeout"}
VIOLATION: Observation = {"protocol": "other"}
BAD_URL: Observation = {"invalid_argument": "url"}
# Of a known type, and says nothing.
NOTHING: Observation = {}
# A cancellation, or a connection that the caller closed.
NO_FAILURE: Observation = {"no_failure": True}
CLASSIFIED: Observation = {"classified": True}
