"""The package `spatius`, through its public API."""

from collections.abc import Callable

import spatius

INEXPRESSIBLE = {
    "token-302-redirect": "it follows redirects and has no option for that",
    "connect-302-redirect": "it follows redirects and has no option for that",
    "token-portal-redirect": "it follows redirects and has no option for that",
    "connect-portal-redirect": "it follows redirects and has no option for that",
    "send-stalled": "it has no time limit for sending",
    "runtime-silence": "it has no time limit for receiving",
}


def prepare() -> None:
    # What happens here is reported to nobody.
    spatius.configure_telemetry("")


def session(
    console: str,
    ingress: str,
    options: dict,
    on_error: Callable[[Exception], None],
    on_close: Callable[[], None],
) -> spatius.AvatarSession:
    # It has time limits of 10 s for the token, the upgrade and the handshake, and no option.
    return spatius.new_avatar_session(
        api_key=options["api_key"],
        app_id=options["app_id"],
        avatar_id=options["avatar_id"],
        use_query_auth=options["credentials"] == "query",
        console_endpoint_url=console,
        ingress_endpoint_url=ingress,
        on_error=on_error,
        on_close=on_close,
    )
