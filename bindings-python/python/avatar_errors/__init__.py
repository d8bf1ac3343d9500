"""One error for every failure of a realtime avatar, the same in every language.

``classify`` turns the raw facts of a failure into an ``AvatarError`` to raise::

    raise classify(phase="websocket_connect", http_status=401, body=response_body)

``AvatarError.from_exception``, ``AvatarError.from_response`` and ``translate`` read the facts
off what a popular library raised or returned.
"""

from ._native import classify
from .errors import AvatarError, SessionTokenError

# The names that the service's public Python SDKs use; AvatarSDKErrorCode is one more.
AvatarSDKError = AvatarError

__all__ = [
    "Attempt",
    "AvatarError",
    "AvatarSDKError",
    "AvatarSDKErrorCode",
    "ErrorCode",
    "Phase",
    "Recovery",
    "RecurrenceEvent",
    "RecurrenceMonitor",
    "RetryBudget",
    "RetryDecision",
    "RetryPolicy",
    "SessionTokenError",
    "aiohttp_trace",
    "backoff_hook",
    "classify",
    "is_retryable",
    "retrying",
    "translate",
    "wait_for",
]


TYPE_CHECKING = False
if TYPE_CHECKING:
    from .attempts import Attempt, retrying
    from .recurrence import RecurrenceEvent, RecurrenceMonitor
    from .retry import (
        RetryBudget,
        RetryDecision,
        RetryPolicy,
        backoff_hook,
        is_retryable,
        wait_for,
    )
    from .translation import aiohttp_trace, translate
    from .words import ErrorCode, Phase, Recovery

    AvatarSDKErrorCode = ErrorCode
else:
    # Loaded on first use: ``enum`` and ``dataclasses`` take longer than all of this package.
    _MODULES = {
        "attempts": "Attempt retrying",
        "recurrence": "RecurrenceEvent RecurrenceMonitor",
        "retry": "RetryBudget RetryDecision RetryPolicy backoff_hook is_retryable wait_for",
        "translation": "aiohttp_trace translate",
        "words": "ErrorCode Phase Recovery",
    }

    def __getattr__(name: str) -> object:
        listed = "ErrorCode" if name == "AvatarSDKErrorCode" else name
        for module, names in _MODULES.items():
            if listed in names.split():
                loaded = __import__(f"{__name__}.{module}", fromlist=[listed])
                globals()[name] = value = getattr(loaded, listed)
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
