"""The token request with requests."""

import requests


class Client:
    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.client = requests.Session()
        self.client.trust_env = False

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_: object) -> None:
        self.client.close()

    async def post(self, url: str, headers: dict, body: bytes) -> requests.Response:
        return self.client.post(
            url, body, headers=headers, timeout=self.limit, allow_redirects=False, stream=True
        )

    def head(self, response: requests.Response) -> tuple[int, object]:
        return response.status_code, response.headers

    async def body(self, response: requests.Response) -> bytes:
        return response.content
