"""The token request with httpx."""

import httpx


class Client:
    def __init__(self, limit: float) -> None:
        self.client = httpx.AsyncClient(timeout=limit, trust_env=False)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.aclose()

    async def post(self, url: str, headers: dict, body: bytes) -> httpx.Response:
        request = self.client.build_request("POST", url, headers=headers, content=body)
        return await self.client.send(request, stream=True)

    def head(self, response: httpx.Response) -> tuple[int, object]:
        return response.status_code, response.headers

    async def body(self, response: httpx.Response) -> bytes:
        return await response.aread()
