"""A session as an SDK runs it: token, upgrade, configure, confirm, audio, frames.

What the libraries raise and return is read by the adapters alone; `classify` is called only for
what no library raises."""

import asyncio
import json
import time
from types import ModuleType

import envelope
from avatar_errors import AvatarError, classify, translate


class Session:
    def __init__(
        self, console: str, ingress: str, options: dict, http: ModuleType, websocket: ModuleType
    ) -> None:
        self.console = console
        self.ingress = ingress
        self.options = options
        self.http = http
        self.websocket = websocket
        self.step = translate()

    async def run(self, until: int | None = None) -> None:
        """Runs until it fails, or until a message of that type comes."""
        async with self.step as step:
            step.phase = "session_token"
            token = await self.token()
            step.response = None
            step.phase = "websocket_connect"
            socket = await self.connect(token)
            try:
                step.phase = "websocket_handshake"
                await self.handshake(socket)
                step.phase = "websocket_send"
                await self.send_audio(socket)
                step.phase = "websocket_runtime"
                await self.receive(socket, until)
            finally:
                await socket.abort()

    def limit(self) -> float:
        options = self.options
        return options["timeouts_ms"].get(self.step.phase, options["timeout_ms"]) / 1000

    def failed(self, **facts: object) -> AvatarError:
        return classify(facts, phase=self.step.phase, connection_id=self.step.connection_id)

    async def token(self) -> str:
        if not self.options["api_key"]:
            raise self.failed(invalid_argument="api_key")
        async with self.http.Client(self.limit()) as client:
            return await asyncio.wait_for(self.ask(client), self.limit())

    async def ask(self, client) -> str:
        url = f"{self.console}/session-tokens"
        headers = {"X-Api-Key": self.options["api_key"], "Content-Type": "application/json"}
        body = json.dumps({"expireAt": int(time.time()) + 600}).encode()
        response = await client.post(url, headers, body)
        # What is known of it counts also where its body breaks off.
        self.step.response = response
        status, headers = client.head(response)
        if not 200 <= status < 300:
            raise await AvatarError.from_response_async(response, phase=self.step.phase)
        body = await client.body(response)
        try:
            answer = json.loads(body)
        except ValueError:
            answer = {}
        token = answer.get("sessionToken") or answer.get("session_token")
        if token:
            return token
        missing = {} if "errors" in answer else {"protocol": "missing_token"}
        raise self.failed(http_status=status, headers=headers, body=body, **missing)

    async def connect(self, token: str):
        app_id, avatar_id = self.options["app_id"], self.options["avatar_id"]
        if not avatar_id:
            raise self.failed(invalid_argument="avatar_id")
        url = f"{self.ingress.replace('http', 'ws', 1)}/websocket?id={avatar_id}"
        headers = {}
        if self.options["credentials"] == "query":
            url += f"&appId={app_id}&sessionKey={token}"
        else:
            headers = {"X-App-ID": app_id, "X-Session-Key": token}
        socket = self.websocket.Socket(self.step)
        try:
            await asyncio.wait_for(socket.connect(url, headers, self.limit()), self.limit())
        except BaseException:
            await socket.abort()
            raise
        return socket

    async def handshake(self, socket) -> None:
        await socket.send(envelope.configure_session(), self.limit())
        frame = await self.frame(socket)
        connection_id = envelope.connection_id(frame)
        if not connection_id:
            raise self.failed(frame=frame)
        self.step.connection_id = connection_id

    async def send_audio(self, socket) -> None:
        # Samples have two bytes.
        if self.options["audio_bytes"] % 2:
            raise self.failed(invalid_argument="audio")
        for _ in range(self.options["audio_frames"]):
            audio = bytes(self.options["audio_bytes"])
            await socket.send(envelope.audio_input(audio), self.limit())

    async def receive(self, socket, until: int | None) -> None:
        kind = -1
        while kind != until:
            frame = await self.frame(socket)
            kind = envelope.kind(frame)
            if kind in (None, envelope.SERVER_ERROR):
                raise self.failed(frame=frame)

    async def frame(self, socket) -> bytes:
        """The next binary frame."""
        message = await socket.receive(self.limit())
        if isinstance(message, str):
            raise self.failed(protocol="text_frame")
        return message
