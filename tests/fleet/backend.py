"""`backend.py prometheus|opentelemetry SERVICE`: a small backend, which opens sessions.

Prints its port, then serves `POST /session/SCENARIO`, which answers with the code of the failure,
and `GET /metrics`.
"""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.sdk.metrics import MeterProvider
from prometheus_client import generate_latest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from avatar_errors import AvatarError, classify
from avatar_errors.metrics import OpenTelemetryCounter, PrometheusCounter

KIND, SERVICE = sys.argv[1:]

if KIND == "prometheus":
    counter: PrometheusCounter | OpenTelemetryCounter = PrometheusCounter()
else:
    provider = MeterProvider([PrometheusMetricReader()])
    counter = OpenTelemetryCounter(provider.get_meter("backend"))


def open_session(scenario: str) -> None:
    at = f"{SERVICE}/s/{scenario}"
    answer = httpx.post(
        f"{at}/session-tokens", headers={"X-Api-Key": "not-a-key"}, json={}, trust_env=False
    )
    if answer.status_code != 200:
        raise classify(
            phase="session_token",
            http_status=answer.status_code,
            headers=answer.headers,
            body=answer.content,
        )
    headers = {"X-App-ID": "app", "X-Session-Key": answer.json()["sessionToken"]}
    try:
        connect(f"ws{at[4:]}/websocket", additional_headers=headers, proxy=None).close()
    except InvalidStatus as exc:
        rejection = exc.response
        raise classify(
            phase="websocket_connect",
            http_status=rejection.status_code,
            headers=rejection.headers.raw_items(),
            body=rejection.body,
        ) from None


def session(scenario: str, tries: int = 2) -> str:
    try:
        open_session(scenario)
    except AvatarError as error:
        if error.retryable and tries > 1:
            counter.count_retry(error)
            return session(scenario, tries - 1)
        counter.count(error)
        return str(error.code)
    return "opened"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.answer(generate_latest())

    def do_POST(self) -> None:
        self.answer(session(self.path.split("/")[-1]).encode())

    def answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
