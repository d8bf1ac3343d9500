"""Problem documents (RFC 9457) for Starlette and FastAPI::

    app = FastAPI()
    avatar_errors.starlette.install(app)

An ``AvatarError`` that leaves an endpoint becomes ``application/problem+json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

from .answer import answer
from .errors import AvatarError

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request

__all__ = ["install", "problem_response"]


def problem_response(request: Request, exc: Exception) -> Response:
    """The response to an ``AvatarError``; raises anything else again."""
    if not isinstance(exc, AvatarError):
        raise exc
    status, text, headers = answer(exc)
    return Response(text, status, headers)


def install(app: Starlette) -> None:
    """Answer every ``AvatarError`` that leaves an endpoint with its problem document."""
    app.add_exception_handler(AvatarError, problem_response)
