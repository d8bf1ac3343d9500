"""The WebSocket with aiohttp, which returns the end of a connection as a message."""

import asyncio

import aiohttp

from avatar_errors import AvatarError, aiohttp_trace, translate
from envelope import MAX_MESSAGE


class Socket:
    def __init__(self, step: translate) -> None:
        self.step = step
        self.client = aiohttp.ClientSession(trace_configs=[aiohttp_trace()])
        self.socket = None

    async def connect(self, url: str, headers: dict, _: float) -> None:
        self.socket = await self.client.ws_connect(
            url, headers=headers, max_msg_size=MAX_MESSAGE, autoclose=False
        )

    async def send(self, message: bytes, limit: float) -> None:
        await asyncio.wait_for(self.socket.send_bytes(message), limit)

    async def receive(self, limit: float) -> bytes | str:
        message = await asyncio.wait_for(self.socket.receive(), limit)
        if message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT):
            return message.data
        raise AvatarError.from_response(
            message, phase=self.step.phase, connection_id=self.step.connection_id
        )

    async def abort(self) -> None:
        await self.client.close()
