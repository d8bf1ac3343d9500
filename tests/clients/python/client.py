"""`client.py --http LIBRARY --websocket LIBRARY ADDRESSES SCENARIOS`: a client in the style of an
ordinary SDK, run against the stand-in service. One line of JSON for each scenario, in order."""

import argparse
import asyncio
import importlib
import json
import logging
from pathlib import Path

from avatar_errors import AvatarError
from session import Session

HTTP = ("httpx", "requests", "aiohttp", "urllib")
WEBSOCKET = ("websockets", "websockets-sync", "aiohttp")


async def fail(scenario: dict, options: argparse.Namespace, shared: dict) -> str:
    console, ingress = (
        f"{options.addresses[scenario.get(key, 'plain')]}/s/{scenario['name']}"
        for key in ("console", "ingress")
    )
    session = Session(
        console,
        ingress,
        shared | scenario.get("client", {}),
        importlib.import_module(f"http_{options.http}"),
        importlib.import_module(f"websocket_{options.websocket.replace('-', '_')}"),
    )
    try:
        await session.run()
    except AvatarError as error:
        return error.to_json()


async def main() -> None:
    logging.disable()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--http", choices=HTTP, required=True)
    parser.add_argument("--websocket", choices=WEBSOCKET, required=True)
    parser.add_argument("addresses", type=json.loads)
    parser.add_argument("scenarios", type=Path)
    options = parser.parse_args()
    scenarios = json.loads(options.scenarios.read_text(encoding="utf-8"))
    for scenario in scenarios["scenarios"]:
        run = fail(scenario, options, scenarios["client"])
        (outcome,) = await asyncio.gather(run, return_exceptions=True)
        report = {"error": outcome} if isinstance(outcome, str) else {"problem": repr(outcome)}
        print(json.dumps({"scenario": scenario["name"]} | report), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
