"""The WebSocket with the asyncio API of websockets, or with its legacy API where it is older."""

import asyncio

from avatar_errors import translate
from envelope import MAX_MESSAGE

OPTIONS = {
    "close_timeout": 1,
    "compression": None,
    "max_size": MAX_MESSAGE,
    "open_timeout": None,
    "ping_interval": None,
}
try:
    from websockets.asyncio.client import connect

    class Connect(connect):
        def process_redirect(self, exc: Exception) -> Exception:
            return exc

    OPTIONS["proxy"] = None
    HEADERS = "additional_headers"
except ImportError:
    from websockets.legacy import client

    Connect = client.connect
    HEADERS = "extra_headers"


class Socket:
    def __init__(self, _: translate) -> None:
        self.socket = None

    async def connect(self, url: str, headers: dict, _: float) -> None:
        self.socket = await Connect(url, **{HEADERS: headers}, **OPTIONS)

    async def send(self, message: bytes, limit: float) -> None:
        await asyncio.wait_for(self.socket.send(message), limit)

    async def receive(self, limit: float) -> bytes | str:
        return await asyncio.wait_for(self.socket.recv(), limit)

    async def abort(self) -> None:
        if self.socket:
            self.socket.transport.abort()
