"""What both SDKs get."""

from __future__ import annotations

from pathlib import Path

from patching import Patch

# In the first step.
CLASSIFIED = '''"""The codes come from avatar_errors; the errors are still this package's own."""

from avatar_errors import AvatarError

from .errors import AvatarSDKError, AvatarSDKErrorCode, SessionTokenError


def from_exception(exc, **facts):
    return own(AvatarError.from_exception(exc, **facts))


def try_from(exc, **facts):
    error = AvatarError.try_from(exc, **facts)
    return None if error is None else own(error)


def classify(**facts):
    return own(AvatarError.classify(**facts))

'''

# In the second.
IMPORTS = '''"""The errors, which are those of avatar_errors."""

import avatar_errors
from avatar_errors import AvatarSDKErrorCode as AvatarSDKErrorCode
'''
CLASSES = '''

class AvatarSDKError(avatar_errors.AvatarError):
    """Every failure that this package reports."""


class SessionTokenError(AvatarSDKError, avatar_errors.SessionTokenError):
    """A failure to get a session token."""


AvatarSDKError.token_error = SessionTokenError
'''


def without_adapter(source: Path, name: str, *, calls: int, causes: int) -> None:
    """What the first step put between: the session calls the SDK's own class, so often."""
    (source / "classified.py").unlink()
    session = Patch(source / name)
    session.substitute("from . import classified", "from .errors import AvatarSDKError", 1)
    session.substitute("classified.", "AvatarSDKError.", calls)
    # The cause is there already, without secrets.
    session.substitute(" from e\n", "\n", causes)
    session.write()
