"""Drills: what an SDK that tries again makes of failures that come in turn."""

import asyncio
import time
import uuid
from types import ModuleType

import envelope
from avatar_errors import AvatarError, RetryBudget, retrying
from session import Session


async def run(
    drill: dict, address: str, options: dict, http: ModuleType, websocket: ModuleType
) -> dict:
    """Runs a drill and tells what came of it."""
    word = uuid.uuid4().hex
    base = f"{address}/d/{drill['name']}/{word}"
    report = {"drill": drill["name"], "run": word, "outcome": "up", "tries": 0}
    report |= {"attempts": None, "error": None}
    tried = asyncio.Event()

    async def sessions() -> None:
        async for attempt in retrying(budget=RetryBudget()):
            with attempt:
                report["tries"] = attempt.number
                session = Session(base, base, options, http, websocket)
                try:
                    await session.run(until=envelope.SERVER_RESPONSE_ANIMATION)
                finally:
                    tried.set()

    task = asyncio.ensure_future(sessions())
    cancelled = None
    if "cancel_after_ms" in drill:
        await tried.wait()
        await asyncio.wait([task], timeout=drill["cancel_after_ms"] / 1000)
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
