"""A backend that opens avatar sessions for its own clients: `uvicorn backend:app`."""

import logging
import os
import time

import httpx
from fastapi import FastAPI
from prometheus_client import make_asgi_app
from websockets.asyncio.client import ClientConnection, connect

import avatar_errors.starlette
from avatar_errors import AvatarError, RecurrenceMonitor, classify, retrying, translate
from avatar_errors.metrics import PrometheusCounter

CONSOLE, INGRESS = os.environ["AVATAR_CONSOLE"], os.environ["AVATAR_INGRESS"]
CONFIGURE, CONFIRMED = b"\x08\x01\x12\x00", b"\x08\x02"
logger, monitor, counter = logging.getLogger("backend"), RecurrenceMonitor(), PrometheusCounter()
app = FastAPI()
app.mount("/metrics", make_asgi_app())
avatar_errors.starlette.install(app)  # surface: a problem document, nothing of what is behind


@translate(phase="session_token")
async def new_token() -> str:
    async with httpx.AsyncClient() as http:
        headers = {"X-Api-Key": os.environ["AVATAR_API_KEY"]}
        wish = {"expireAt": int(time.time()) + 600}
        answer = await http.post(f"{CONSOLE}/session-tokens", headers=headers, json=wish)
        return answer.raise_for_status().json()["sessionToken"]


async def open_session(avatar_id: str) -> ClientConnection:
    async with translate(phase="websocket_connect") as step:
        headers = {"X-App-ID": os.environ["AVATAR_APP_ID"], "X-Session-Key": await new_token()}
        socket = await connect(f"{INGRESS}/websocket?id={avatar_id}", additional_headers=headers)
        step.phase = "websocket_handshake"
        await socket.send(CONFIGURE)
        frame = await socket.recv(decode=False)
        if not frame.startswith(CONFIRMED):
            raise classify(phase=step.phase, frame=frame)
        return socket


def report(error: AvatarError, decision=None) -> None:
    logger.log(error.log_level, "%s", error, extra=error.log_fields())
    counter.count_retry(error) if decision else counter.count(error)
    for event in monitor.record(error):
        logger.critical("%s: %s", event.event, "/".join(event.fingerprint))


@app.post("/sessions/{avatar_id}")
async def begin(avatar_id: str) -> dict:
    try:
        async for attempt in retrying(on_retry=report):
            with attempt:
                socket = await open_session(avatar_id)
    except AvatarError as error:
        report(error)
        raise
    await socket.close()
    return {"avatar": avatar_id, "attempts": attempt.number}
