"""Flows: what an SDK that tries again makes of failures that come in turn."""

import asyncio
import time
import uuid
from types import ModuleType

import envelope
from avatar_errors import AvatarError, RetryBudget, retrying
from session import Session


async def run(
    flow: dict, address: str, options: dict, http: ModuleType, websocket: ModuleType
) -> dict:
    """Runs a flow and tells what came of it."""
    word = uuid.uuid4().hex
    base = f"{address}/f/{flow['name']}/{word}"
    report = {"flow": flow["name"], "run": word, "outcome": "up", "tries": 0}
    report |= {"attempts": None, "error": None}

    async def sessions() -> None:
        async for attempt in retrying(budget=RetryBudget()):
            with attempt:
                report["tries"] = attempt.number
                session = Session(base, base, options, http, websocket)
                await session.run(until=envelope.SERVER_RESPONSE_ANIMATION)

    task = asyncio.ensure_future(sessions())
    cancelled = None
    if "cancel_after_ms" in flow:
        await asyncio.wait([task], timeout=flow["cancel_after_ms"] / 1000)
        cancelled = time.monotonic()
        task.cancel()
    try:
        await task
    except AvatarError as error:
        report["outcome"] = error.code
        report["attempts"] = error.attempts
        report["error"] = error.to_json()
    except asyncio.CancelledError:
        report["outcome"] = "cancelled"
        report["cancel_ms"] = (time.monotonic() - cancelled) * 1000
    return report
