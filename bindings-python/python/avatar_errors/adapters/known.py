"""The adapters: the first that knows a type reads it; the last ones know the most general types.

An adapter is a file, and a line here. It has ``read``, what one exception says or None where its
type is not known; and where there is such a thing ``causes``, what the library keeps as the reason
of an exception, and ``head``, what a response or a WebSocket says.
"""

# ruff: noqa: F401, I001

from __future__ import annotations

from . import cancellation
from . import sdks
from . import payload
from . import websockets
from . import aiohttp
from . import httpx
from . import requests
from . import urllib3
from . import urllib
from . import tls
from . import sockets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ADAPTERS: list[Any] = [known for known in list(globals().values()) if hasattr(known, "read")]
READ = [adapter.read for adapter in ADAPTERS]
CAUSES = [adapter.causes for adapter in ADAPTERS if hasattr(adapter, "causes")]
HEAD = [adapter.head for adapter in ADAPTERS if hasattr(adapter, "head")]
