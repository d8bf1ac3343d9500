"""`client.py ADDRESSES SCENARIOS`: a client in the style of an ordinary SDK, run against the
stand-in service. One line of JSON for each scenario, in order."""

import asyncio
import json
import sys
from pathlib import Path

import httpx
from avatar_errors import classify

from facts import Failed
from session import Session


async def fail(scenario: dict, client: dict, addresses: dict, http: httpx.AsyncClient) -> str:
    console, ingress = (
        f"{addresses[scenario.get(key, 'plain')]}/s/{scenario['name']}"
        for key in ("console", "ingress")
    )
    try:
        await Session(console, ingress, client | scenario.get("client", {}), http).run()
    except Failed as exc:
        return classify(**exc.facts).to_json()


async def main() -> None:
    addresses, path = sys.argv[1:]
    scenarios = json.loads(Path(path).read_text(encoding="utf-8"))
    async with httpx.AsyncClient(timeout=None, trust_env=False) as http:
        for scenario in scenarios["scenarios"]:
            run = fail(scenario, scenarios["client"], json.loads(addresses), http)
            (outcome,) = await asyncio.gather(run, return_exceptions=True)
            report = {"error": outcome} if isinstance(outcome, str) else {"problem": repr(outcome)}
            print(json.dumps({"scenario": scenario["name"]} | report), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
