"""`client.py --http LIBRARY --websocket LIBRARY [--drills] ADDRESSES LIST`: a client in the style
of an ordinary SDK, run against the stand-in service. One line of JSON for each scenario, or drill,
of the list, in order."""

import argparse
import asyncio
import importlib
import json
import logging
from pathlib import Path
from types import ModuleType

import drill
from avatar_errors import AvatarError
from session import Session

HTTP = ("httpx", "requests", "aiohttp", "urllib")
WEBSOCKET = ("websockets", "websockets-sync", "aiohttp")


async def fail(scenario: dict, options: argparse.Namespace, shared: dict) -> str:
    console, ingress = (
        f"{options.addresses[scenario.get(key, 'plain')]}/s/{scenario['name']}"
        for key in ("console", "ingress")
    )
    session = Session(console, ingress, shared | scenario.get("client", {}), *libraries(options))
    try:
        await session.run()
    except AvatarError as error:
        return error.to_json()


def libraries(options: argparse.Namespace) -> list[ModuleType]:
    names = (f"http_{options.http}", f"websocket_{options.websocket.replace('-', '_')}")
    return [importlib.import_module(name) for name in names]


async def main() -> None:
    logging.disable()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--http", choices=HTTP, required=True)
    parser.add_argument("--websocket", choices=WEBSOCKET, required=True)
    parser.add_argument("--drills", action="store_true")
    parser.add_argument("addresses", type=json.loads)
    parser.add_argument("list", type=Path)
    options = parser.parse_args()
    listed = json.loads(options.list.read_text(encoding="utf-8"))
    if options.drills:
        for entry in listed["drills"]:
            plain = options.addresses["plain"]
            report = await drill.run(entry, plain, listed["client"], *libraries(options))
            print(json.dumps(report), flush=True)
        return
    for scenario in listed["scenarios"]:
        run = fail(scenario, options, listed["client"])
        (outcome,) = await asyncio.gather(run, return_exceptions=True)
        report = {"error": outcome} if isinstance(outcome, str) else {"problem": repr(outcome)}
        print(json.dumps({"scenario": scenario["name"]} | report), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
