"""A session as an SDK runs it: token, upgrade, configure, confirm, audio, frames."""

import asyncio
import json
import time
from typing import NoReturn

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

import envelope
import facts
from facts import Failed

MAX_MESSAGE = 1024 * 1024


class Connection(ClientConnection):
    """Keeps what broke the connection: a failed upgrade does not tell."""

    lost: Exception | None = None

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = exc
        super().connection_lost(exc)


class Session:
    def __init__(self, console: str, ingress: str, options: dict, http: httpx.AsyncClient) -> None:
        self.console = console
        self.ingress = ingress
        self.options = options
        self.http = http
        self.phase = "session_token"
        self.connection_id = ""

    async def run(self) -> NoReturn:
        """Runs until it fails."""
        try:
            token = await self.token()
            self.phase = "websocket_connect"
            socket = await self.connect(token)
            try:
                self.phase = "websocket_handshake"
                await self.handshake(socket)
                self.phase = "websocket_send"
                await self.send_audio(socket)
                self.phase = "websocket_runtime"
                await self.receive(socket)
            finally:
                socket.transport.abort()
        except Failed as exc:
            known = {"phase": self.phase, "connection_id": self.connection_id}
            raise Failed(**known, **exc.facts) from exc

    def limit(self) -> float:
        options = self.options
        return options["timeouts_ms"].get(self.phase, options["timeout_ms"]) / 1000

    async def token(self) -> str:
        if not self.options["api_key"]:
            raise Failed(invalid_argument="api_key")
        known: dict = {}
        try:
            body = await asyncio.wait_for(self.request_token(known), self.limit())
        # A body that breaks off is lost: how much of it had come is a matter of chance.
        except (httpx.HTTPError, OSError) as exc:
            raise Failed(**known, transport=facts.transport(exc)) from exc
        known["body"] = body
        if not 200 <= known["http_status"] < 300:
            raise Failed(**known)
        try:
            answer = json.loads(body)
        except ValueError:
            answer = {}
        token = answer.get("sessionToken") or answer.get("session_token")
        if token:
            return token
        if "errors" in answer:
            raise Failed(**known)
        raise Failed(**known, protocol="missing_token")

    async def request_token(self, known: dict) -> bytes:
        async with self.http.stream(
            "POST",
            f"{self.console}/session-tokens",
            headers={"X-Api-Key": self.options["api_key"]},
            json={"expireAt": int(time.time()) + 600},
        ) as response:
            known |= facts.response_head(response.status_code, response.headers.multi_items())
            return await response.aread()

    async def connect(self, token: str) -> Connection:
        app_id, avatar_id = self.options["app_id"], self.options["avatar_id"]
        if not avatar_id:
            raise Failed(invalid_argument="avatar_id")
        url = f"{self.ingress.replace('http', 'ws', 1)}/websocket?id={avatar_id}"
        headers = {}
        if self.options["credentials"] == "query":
            url += f"&appId={app_id}&sessionKey={token}"
        else:
            headers = {"X-App-ID": app_id, "X-Session-Key": token}
        made: list[Connection] = []

        def make(*args: object, **kwargs: object) -> Connection:
            made.append(Connection(*args, **kwargs))
            return made[-1]

        opening = connect(
            url,
            additional_headers=headers,
            compression=None,
            create_connection=make,
            max_size=MAX_MESSAGE,
            open_timeout=None,
            ping_interval=None,
            proxy=None,
        )
        try:
            return await asyncio.wait_for(opening, self.limit())
        except Exception as exc:
            lost = made[-1].lost if made else None
            raise Failed(**facts.upgrade(exc, lost)) from exc

    async def handshake(self, socket: Connection) -> None:
        await self.send(socket, envelope.configure_session())
        frame = await self.frame(socket)
        connection_id = envelope.connection_id(frame)
        if not connection_id:
            raise Failed(frame=frame)
        self.connection_id = connection_id

    async def send_audio(self, socket: Connection) -> None:
        # Samples have two bytes.
        if self.options["audio_bytes"] % 2:
            raise Failed(invalid_argument="audio")
        for _ in range(self.options["audio_frames"]):
            await self.send(socket, envelope.audio_input(bytes(self.options["audio_bytes"])))

    async def receive(self, socket: Connection) -> NoReturn:
        while True:
            frame = await self.frame(socket)
            if envelope.kind(frame) in (None, envelope.SERVER_ERROR):
                raise Failed(frame=frame)

    async def send(self, socket: Connection, message: bytes) -> None:
        await self.bounded(socket.send(message))

    async def frame(self, socket: Connection) -> bytes:
        """The next binary frame."""
        message = await self.bounded(socket.recv())
        if isinstance(message, str):
            raise Failed(protocol="text_frame")
        return message

    async def bounded(self, step):
        try:
            return await asyncio.wait_for(step, self.limit())
        except ConnectionClosed as exc:
            raise Failed(**facts.closed(exc)) from exc
        except OSError as exc:
            raise Failed(transport=facts.transport(exc)) from exc
