"""The token request with the standard library; a status that is no success is raised."""

from http.client import HTTPResponse
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener


class NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Client:
    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.client = build_opener(ProxyHandler({}), NoRedirects())

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_: object) -> None:
        self.client.close()

    async def post(self, url: str, headers: dict, body: bytes) -> HTTPResponse:
        return self.client.open(Request(url, body, headers), timeout=self.limit)

    def head(self, response: HTTPResponse) -> tuple[int, object]:
        return response.status, response.headers

    async def body(self, response: HTTPResponse) -> bytes:
        return response.read()
