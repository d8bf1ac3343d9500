"""`worker.py SDK ADDRESSES SCENARIOS`: takes one public SDK through every scenario, many at a time.
One line of JSON for each, when it is done."""

import asyncio
import gc
import importlib
import json
import logging
import sys
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from reading import read

# The SDKs have time limits of 10 s, and the longest of the list is 5 s.
LIMIT_S = 18
CLOSING_S = 12
AT_A_TIME = 24


class Play:
    """One scenario: the first error that the SDK raises or reports."""

    def __init__(self, driver: ModuleType, scenario: dict, options: dict, addresses: dict) -> None:
        console, ingress = (
            f"{addresses[scenario.get(key, 'plain')]}/s/{scenario['name']}"
            for key in ("console", "ingress")
        )
        self.options = options
        self.step = "session_token"
        self.error: Exception | None = None
        self.failed = asyncio.Event()
        self.closed = False
        self.session = driver.session(console, ingress, options, self.on_error, self.on_close)

    def on_error(self, error: Exception) -> None:
        if self.error is None:
            self.error = error
        self.failed.set()

    def on_close(self) -> None:
        self.closed = True

    async def run(self) -> None:
        try:
            await self.session.init()
            self.step = "websocket_connect"
            await self.session.start()
            self.step = "websocket_send"
            for _ in range(self.options["audio_frames"]):
                if self.error is None:
                    await self.session.send_audio(bytes(self.options["audio_bytes"]))
            self.step = "websocket_runtime"
            await self.failed.wait()
        except Exception as error:
            self.on_error(error)

    def report(self) -> dict:
        if self.error is None:
            return {"closed": self.closed}
        return read(self.error, self.step)


async def play(driver: ModuleType, scenario: dict, options: dict, addresses: dict) -> None:
    name = scenario["name"]
    if name in driver.INEXPRESSIBLE:
        say({"scenario": name, "inexpressible": driver.INEXPRESSIBLE[name]})
        return
    run = Play(driver, scenario, options, addresses)
    # Neither may hang, even if the SDK does.
    task = asyncio.create_task(run.run())
    await asyncio.wait({task}, timeout=LIMIT_S)
    say({"scenario": name} | run.report())
    task.cancel()
    closing = asyncio.create_task(run.session.close())
    await asyncio.wait({task, closing}, timeout=CLOSING_S)
    if closing.done() and not closing.cancelled() and closing.exception() is not None:
        say({"background": f"{name}: close() raised {closing.exception()!r}"})


def say(report: dict) -> None:
    print(json.dumps(report), flush=True)


def unheard(_: asyncio.AbstractEventLoop, context: dict) -> None:
    say({"background": f"{context['message']}: {context.get('exception')!r}"})


async def main(sdk: str, addresses: dict, file: dict) -> None:
    driver = importlib.import_module(f"driver_{sdk}")
    driver.prepare()
    asyncio.get_running_loop().set_exception_handler(unheard)
    # Those that take much time or memory come one after the other.
    turns = {False: asyncio.Semaphore(AT_A_TIME), True: asyncio.Semaphore(1)}

    async def one(scenario: dict) -> None:
        async with turns[scenario.get("hostile", False)]:
            await play(driver, scenario, file["client"] | scenario.get("client", {}), addresses)

    say({"version": version(sdk)})
    await asyncio.gather(*map(one, file["scenarios"]))
    # A task that failed unheard says so when it is collected.
    gc.collect()
    await asyncio.sleep(0)


if __name__ == "__main__":
    logging.disable()
    text = Path(sys.argv[3]).read_text(encoding="utf-8")
    asyncio.run(main(sys.argv[1], json.loads(sys.argv[2]), json.loads(text)))
