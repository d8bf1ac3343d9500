"""What stands for a caught exception, beside the classification of the same exception."""

from __future__ import annotations

from collections.abc import Callable

from avatar_errors import AvatarError
from avatar_errors.cause import stand_in


def caught() -> Exception:
    """Two links, as most clients raise them."""
    try:
        try:
            raise ConnectionResetError(104, "Connection reset by peer")
        except OSError as exc:
            raise RuntimeError("cannot connect, token=x") from exc
    except RuntimeError as exc:
        return exc


def functions() -> tuple[Callable[[], object], Callable[[], object], Callable[[], object]]:
    """To build it; to build it and ask for its texts; to classify, which builds it too."""
    exc = caught()

    def told() -> list[str]:
        texts = []
        link = stand_in(exc)
        while link is not None:
            texts.append(str(link))
            link = link.__cause__
        return texts

    def classified() -> object:
        return AvatarError.from_exception(exc, phase="websocket_connect")

    return lambda: stand_in(exc), told, classified
