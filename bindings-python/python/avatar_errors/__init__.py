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
    "AvatarError",
    "AvatarSDKError",
    "AvatarSDKErrorCode",
    "ErrorCode",
    "Phase",
    "Recovery",
    "SessionTokenError",
    "aiohttp_trace",
    "classify",
    "translate",
]


TYPE_CHECKING = False
if TYPE_CHECKING:
    from .translation import aiohttp_trace, translate
    from .words import ErrorCode, Phase, Recovery

    AvatarSDKErrorCode = ErrorCode
else:

    def __getattr__(name: str) -> object:
        # Made on first use: importing ``enum`` takes longer than all of this package.
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        names = globals()
        if name in ("aiohttp_trace", "translate"):
            from . import translation

            names[name] = getattr(translation, name)
            return names[name]
        from . import words

        names.update(ErrorCode=words.ErrorCode, Phase=words.Phase, Recovery=words.Recovery)
        names.update(AvatarSDKErrorCode=words.ErrorCode)
        return names[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
