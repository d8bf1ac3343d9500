"""The facts that adapters find: keywords of ``classify``.

Two keys are for this package alone: ``response``, an object to read status, headers and
body of, and ``pieces``, which gives an iterator over a body that is not read yet.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    Facts: TypeAlias = dict[str, Any]

# A broken connection of which nothing more is known; a cause may know more.
BROKEN: Facts = {"transport": "other"}
TIMEOUT: Facts = {"transport": "timeout"}
VIOLATION: Facts = {"protocol": "other"}
BAD_URL: Facts = {"invalid_argument": "url"}
# Of a known type, and says nothing.
NOTHING: Facts = {}
# The caller closed the connection, which is no failure.
OWN_CLOSE: Facts = {"own_close": True}
