"""Problem documents (RFC 9457) for Django::

    MIDDLEWARE = [..., "avatar_errors.django.ProblemMiddleware"]

An ``AvatarError`` that leaves a view becomes ``application/problem+json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpResponse  # type: ignore[import-untyped, unused-ignore]

from .answer import answer
from .errors import AvatarError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["ProblemMiddleware", "problem_response"]


def problem_response(error: AvatarError) -> HttpResponse:
    """The response to an ``AvatarError``."""
    status, text, headers = answer(error)
    return HttpResponse(text.encode(), status=status, headers=headers)


class ProblemMiddleware:
    """Answers every ``AvatarError`` that leaves a view with its problem document."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: Any) -> Any:
        return self.get_response(request)

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        return problem_response(exception) if isinstance(exception, AvatarError) else None
