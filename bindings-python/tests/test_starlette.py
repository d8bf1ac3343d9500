"""Problem documents from real applications of Starlette and FastAPI."""

import json

import pytest
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

import avatar_errors.starlette
from avatar_errors import classify


def fail(request=None):
    raise classify(
        phase="session_token",
        http_status=429,
        headers={"Retry-After": "1.5, 3"},
        server_detail="internal host 10.0.0.7",
    )


def wait(request=None):
    raise classify(phase="websocket_connect", http_status=503, headers={"Retry-After": "2"})


def other(request=None):
    raise ZeroDivisionError


def fastapi() -> FastAPI:
    app = FastAPI()
    app.get("/fail")(lambda: fail())
    app.get("/wait")(lambda: wait())
    app.get("/other")(lambda: other())
    return app


def starlette() -> Starlette:
    return Starlette(routes=[Route("/fail", fail), Route("/wait", wait), Route("/other", other)])


@pytest.mark.parametrize("make", [fastapi, starlette])
def test_an_error_becomes_a_problem_document(make) -> None:
    app = make()
    avatar_errors.starlette.install(app)
    with TestClient(app) as client:
        answer = client.get("/fail")
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert "retry-after" not in answer.headers, "it is not retryable"
        problem = json.loads(answer.content)
        assert problem["code"] == "concurrencyLimit"
        assert problem["type"].endswith("#concurrencylimit")
        assert "10.0.0.7" not in answer.text
        answer = client.get("/wait")
        assert answer.headers["retry-after"] == "2"
        assert answer.json()["retry_after"] == 2
        with pytest.raises(ZeroDivisionError):
            client.get("/other")
