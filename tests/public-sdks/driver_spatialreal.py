"""The package `spatialreal`, through its public API."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import spatialreal

INEXPRESSIBLE = {
    "token-302-redirect": "it follows redirects and has no option for that",
    "connect-302-redirect": "it follows redirects and has no option for that",
    "token-portal-redirect": "it follows redirects and has no option for that",
    "connect-portal-redirect": "it follows redirects and has no option for that",
    "handshake-silence": "it has no time limit for the handshake",
    "send-stalled": "it has no time limit for sending",
    "runtime-silence": "it has no time limit for receiving",
}


def prepare() -> None:
    pass


def session(
    console: str,
    ingress: str,
    options: dict,
    on_error: Callable[[Exception], None],
    on_close: Callable[[], None],
) -> spatialreal.AvatarSession:
    limit_ms = options["timeouts_ms"].get("session_token", options["timeout_ms"])
    return spatialreal.new_avatar_session(
        api_key=options["api_key"],
        app_id=options["app_id"],
        avatar_id=options["avatar_id"],
        use_query_auth=options["credentials"] == "query",
        expire_at=datetime.now(timezone.utc) + timedelta(hours=1),
        # The path that it appends is another one: here it becomes the query.
        console_endpoint_url=f"{console}/session-tokens?",
        ingress_endpoint_url=ingress,
        token_request_timeout=limit_ms / 1000,
        on_error=on_error,
        on_close=on_close,
    )
