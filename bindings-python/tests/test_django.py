"""Problem documents from a real application of Django, in both its ways."""

from __future__ import annotations

import asyncio
from typing import Any

import django
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

import sdk

settings.configure(
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=["avatar_errors.django.ProblemMiddleware"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="of a test",
)
django.setup()

from django.test import AsyncClient, Client  # noqa: E402 -- it wants the settings


def fail(request: Any) -> HttpResponse:
    raise sdk.SDKError.classify(
        phase="websocket_connect",
        http_status=503,
        headers={"Retry-After": "2"},
        server_detail="internal host 10.0.0.7",
    )


async def fail_later(request: Any) -> HttpResponse:
    await asyncio.sleep(0)
    return fail(request)


def other(request: Any) -> HttpResponse:
    raise ZeroDivisionError


def well(request: Any) -> HttpResponse:
    return HttpResponse("well")


urlpatterns = [path(view.__name__, view) for view in (fail, fail_later, other, well)]


def check(answer: Any) -> None:
    assert answer.status_code == 502
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "2"
    assert answer.json()["type"].startswith("https://docs.sdk.example/errors#")
    assert "10.0.0.7" not in answer.content.decode()


@pytest.mark.parametrize("view", ["fail", "fail_later"])
def test_an_error_becomes_a_problem_document(view: str) -> None:
    check(Client().get(f"/{view}"))
    check(asyncio.run(AsyncClient().get(f"/{view}")))


def test_what_else_happens_is_django_s() -> None:
    for get in (Client().get, lambda url: asyncio.run(AsyncClient().get(url))):
        assert get("/well").content == b"well"
        with pytest.raises(ZeroDivisionError):
            get("/other")
