"""Problem documents from a real application of aiohttp."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

import sdk
from avatar_errors.aiohttp_web import problem_middleware


async def fail(request: web.Request) -> web.Response:
    raise sdk.SDKError.classify(
        phase="websocket_connect",
        http_status=503,
        headers={"Retry-After": "2"},
        server_detail="internal host 10.0.0.7",
    )


async def other(request: web.Request) -> web.Response:
    raise web.HTTPGone


async def well(request: web.Request) -> web.Response:
    return web.Response(text="well")


async def ask() -> list[Any]:
    app = web.Application(middlewares=[problem_middleware])
    app.add_routes([web.get("/fail", fail), web.get("/other", other), web.get("/well", well)])
    async with TestClient(TestServer(app)) as client:
        answers = []
        for path in ("/fail", "/other", "/well"):
            answer = await client.get(path)
            answers.append((answer.status, answer.headers, await answer.text()))
        return answers


def test_an_error_becomes_a_problem_document() -> None:
    (status, headers, text), other, well = asyncio.run(ask())
    assert status == 502
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["Retry-After"] == "2"
    assert '"type":"https://docs.sdk.example/errors#' in text
    assert "10.0.0.7" not in text
    assert (other[0], well[0], well[2]) == (410, 200, "well")
