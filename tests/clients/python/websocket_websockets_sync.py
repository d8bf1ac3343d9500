"""The WebSocket with the threading API of websockets."""

import asyncio
import socket
from contextlib import suppress

from avatar_errors import translate
from envelope import MAX_MESSAGE

OPTIONS = {"close_timeout": 1, "compression": None, "max_size": MAX_MESSAGE}
try:
    from websockets.sync.client import reconnect

    class Once(reconnect):
        def process_redirect(self, exc: Exception) -> Exception:
            return exc

    def connect(*args: object, **kwargs: object):
        return Once(*args, **kwargs).connect()

    OPTIONS |= {"ping_interval": None, "proxy": None}
except ImportError:
    from websockets.sync.client import connect


class Socket:
    def __init__(self, _: translate) -> None:
        self.socket = None

    async def connect(self, url: str, headers: dict, limit: float) -> None:
        self.socket = connect(url, additional_headers=headers, open_timeout=limit, **OPTIONS)

    async def send(self, message: bytes, limit: float) -> None:
        # It has no limit of its own.
        await asyncio.wait_for(asyncio.to_thread(self.socket.send, message), limit)

    async def receive(self, limit: float) -> bytes | str:
        return self.socket.recv(limit)

    async def abort(self) -> None:
        if self.socket:
            with suppress(OSError):
                self.socket.socket.shutdown(socket.SHUT_RDWR)
