"""Problem documents (RFC 9457) for aiohttp's server::

    app = aiohttp.web.Application(middlewares=[avatar_errors.aiohttp_web.problem_middleware])

An ``AvatarError`` that leaves a handler becomes ``application/problem+json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from .answer import answer
from .errors import AvatarError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

__all__ = ["problem_middleware", "problem_response"]


def problem_response(error: AvatarError) -> web.Response:
    """The response to an ``AvatarError``."""
    status, text, headers = answer(error)
    return web.Response(status=status, body=text.encode(), headers=headers)


@web.middleware
async def problem_middleware(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer every ``AvatarError`` that leaves a handler with its problem document."""
    try:
        return await handler(request)
    except AvatarError as error:
        return problem_response(error)
