"""Reading a body that is not there yet: so much of it, and no longer."""

from __future__ import annotations

from .library import get, is_a

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from typing import Any

    from .observation import Observation

LIMIT = 64 * 1024
PATIENCE_S = 2.0

# Where libraries keep the socket, and what is between.
INWARD = ("_sock", "raw", "_fp", "fp")
DEPTH = 6
SHUT_RDWR = 2


def cut(found: Observation) -> Observation:
    """So much of a body that is there."""
    there = found.get("body")
    if isinstance(there, (bytes, bytearray, str)) and len(there) > LIMIT:
        return found | {"body": there[:LIMIT]}
    return found


def read(pieces: Iterator[bytes], response: object) -> bytes:
    """Reads in a thread: no library has a limit for all of a body.

    Raises what the library raises, or TimeoutError.
    """
    import threading

    body = bytearray()
    ends: list[Exception | None] = []

    def collect() -> None:
        try:
            for piece in pieces:
                body.extend(piece)
                if len(body) >= LIMIT:
                    break
            ends.append(None)
        except Exception as exc:
            ends.append(exc)

    reader = threading.Thread(target=collect, name="avatar-errors-body", daemon=True)
    reader.start()
    reader.join(PATIENCE_S)
    if not ends:
        give_up(response)
        raise TimeoutError
    if ends[0] is not None:
        raise ends[0]
    return bytes(body[:LIMIT])


def give_up(response: object) -> None:
    """Ends the read, which would keep others from closing the response."""
    inner: Any = response
    try:
        if is_a(response, "httpx", "Response"):
            inner = inner.extensions["network_stream"].get_extra_info("socket")
        for _ in range(DEPTH):
            if is_a(inner, "socket", "socket"):
                inner.shutdown(SHUT_RDWR)
                return
            kept = (get(inner, name) for name in INWARD)
            inner = next(each for each in kept if each is not None)
    except Exception:
        return


async def read_async(pieces: AsyncIterator[bytes]) -> bytes:
    import asyncio

    body = bytearray()

    async def collect() -> None:
        async for piece in pieces:
            body.extend(piece)
            if len(body) >= LIMIT:
                return

    await asyncio.wait_for(collect(), PATIENCE_S)
    return bytes(body[:LIMIT])
