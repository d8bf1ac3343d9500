"""A server on loopback that answers each connection as it is told."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Answer = Callable[[socket.socket, bytes], None]

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


@contextmanager
def server(answer: Answer) -> Iterator[int]:
    """Gives the port; `answer` gets a connection and the head of its request."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def handle(peer: socket.socket) -> None:
        with peer, suppress(OSError):
            peer.settimeout(60)
            head = b""
            while b"\r\n\r\n" not in head and (more := peer.recv(65536)):
                head += more
                # TLS, which nobody speaks here.
                if head[:1] == b"\x16":
                    break
            # What is not read would make a reset of an end.
            head, _, body = head.partition(b"\r\n\r\n")
            length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
            while length and len(body) < int(length[1]) and (more := peer.recv(65536)):
                body += more
            answer(peer, head)

    def accept() -> None:
        while not done.is_set():
            with suppress(OSError):
                threading.Thread(target=handle, args=(listener.accept()[0],), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        done.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def sends(data: bytes) -> Answer:
    return lambda peer, head: peer.sendall(data)


def response(status: int, body: bytes = b"", *headers: str, length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status} X", "Connection: close", *headers]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def reset(peer: socket.socket, head: bytes = b"") -> None:
    # Closing with no patience makes it a reset.
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def stalls(data: bytes) -> Answer:
    def answer(peer: socket.socket, head: bytes) -> None:
        peer.sendall(data)
        peer.recv(1)

    return answer


def upgrade(head: bytes) -> bytes:
    lines = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    key = next(value for name, value in lines.items() if name.lower() == b"sec-websocket-key")
    accept = base64.b64encode(hashlib.sha1(key.strip() + GUID).digest())
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    )


def websocket(*frames: bytes, then: Answer = lambda peer, head: None) -> Answer:
    """Upgrades, waits for a frame of the client, and sends frames."""

    def answer(peer: socket.socket, head: bytes) -> None:
        peer.sendall(upgrade(head))
        peer.recv(1024)
        for frame in frames:
            peer.sendall(frame)
        then(peer, head)

    return answer


def until_closed(peer: socket.socket, head: bytes) -> None:
    """Reads what the client still sends, so that no reset is in its way."""
    while (frame := peer.recv(65536)) and frame[0] != 0x88:
        pass


def close_frame(code: int | None = None, reason: str = "") -> bytes:
    payload = b"" if code is None else struct.pack("!H", code) + reason.encode()
    return bytes([0x88, len(payload)]) + payload
