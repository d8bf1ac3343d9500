"""The token request with aiohttp."""

from contextlib import AsyncExitStack

import aiohttp


class Client:
    def __init__(self, limit: float) -> None:
        self.limit = aiohttp.ClientTimeout(total=limit)
        self.closing = AsyncExitStack()

    async def __aenter__(self):
        session = aiohttp.ClientSession(timeout=self.limit)
        self.client = await self.closing.enter_async_context(session)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.closing.aclose()

    async def post(self, url: str, headers: dict, body: bytes) -> aiohttp.ClientResponse:
        request = self.client.post(url, headers=headers, data=body, allow_redirects=False)
        return await self.closing.enter_async_context(request)

    def head(self, response: aiohttp.ClientResponse) -> tuple[int, object]:
        return response.status, response.headers

    async def body(self, response: aiohttp.ClientResponse) -> bytes:
        return await response.read()
