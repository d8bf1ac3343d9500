"""`forward.py LIBRARY ADDRESSES LIST`: asks through a proxy, as a client within a company does. One
line of JSON for each scenario of the list, in order."""

import argparse
import asyncio
import json
import ssl
from pathlib import Path

import aiohttp
import httpx
import requests
import websockets

from avatar_errors import AvatarError

LIMIT_S = 10
TRUSTING = ssl._create_unverified_context()


async def by_httpx(url: str, headers: dict, proxy: str) -> None:
    async with httpx.AsyncClient(timeout=LIMIT_S, proxy=proxy, verify=TRUSTING) as client:
        response = await client.post(url, headers=headers, content=b"{}")
        raise await AvatarError.from_response_async(response, phase="session_token")


async def by_aiohttp(url: str, headers: dict, proxy: str) -> None:
    async with aiohttp.ClientSession() as session:
        request = session.post(url, headers=headers, data=b"{}", proxy=proxy, ssl=TRUSTING)
        async with request as response:
            raise await AvatarError.from_response_async(response, phase="session_token")


async def by_requests(url: str, headers: dict, proxy: str) -> None:
    proxies = {"http": proxy, "https": proxy}
    response = requests.post(
        url, headers=headers, data=b"{}", proxies=proxies, timeout=LIMIT_S, verify=False
    )
    raise AvatarError.from_response(response, phase="session_token")


async def by_websockets(url: str, headers: dict, proxy: str) -> None:
    async with websockets.connect(url, additional_headers=headers, proxy=proxy):
        raise AssertionError("the upgrade was accepted")


async def by_aiohttp_websocket(url: str, headers: dict, proxy: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(url, headers=headers, proxy=proxy, ssl=TRUSTING),
    ):
        raise AssertionError("the upgrade was accepted")


LIBRARIES = {
    "httpx": (by_httpx, by_websockets),
    "aiohttp": (by_aiohttp, by_aiohttp_websocket),
    "requests": (by_requests, by_websockets),
}


async def fail(scenario: dict, options: dict, known: argparse.Namespace) -> str:
    phase = scenario["phase"]
    post, connect = LIBRARIES[known.library]
    key = "console" if phase == "session_token" else "ingress"
    base = f"{known.addresses[scenario[key]]}/s/{scenario['name']}"
    proxy = known.addresses[scenario["client"]["proxy"]]
    try:
        if phase == "session_token":
            await post(f"{base}/session-tokens", {"X-Api-Key": options["api_key"]}, proxy)
        headers = {"X-App-ID": options["app_id"], "X-Session-Key": "fake-session-token-0000"}
        await connect(f"{base.replace('http', 'ws', 1)}/websocket?id=a", headers, proxy)
    except Exception as error:
        return AvatarError.from_exception(error, phase=phase).to_json()
    return ""


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", choices=LIBRARIES)
    parser.add_argument("addresses", type=json.loads)
    parser.add_argument("list", type=Path)
    known = parser.parse_args()
    listed = json.loads(known.list.read_text(encoding="utf-8"))
    for scenario in listed["scenarios"]:
        error = await fail(scenario, listed["client"], known)
        print(json.dumps({"scenario": scenario["name"], "error": error}), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
