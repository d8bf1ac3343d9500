"""What a backend answers with a problem document (RFC 9457)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .errors import AvatarError


class Answer(NamedTuple):
    status: int
    text: str
    headers: dict[str, str]


def answer(error: AvatarError) -> Answer:
    problem = error.problem()
    headers = {"Content-Type": "application/problem+json"}
    if "retry_after" in problem:
        headers["Retry-After"] = str(problem["retry_after"])
    return Answer(problem["status"], error.problem_json(), headers)
