"""What an SDK's error says and holds, and what it is to us."""

from avatar_errors import AvatarError

# Documented of the SDKs' errors.
FIELDS = (
    "http_status",
    "server_code",
    "server_title",
    "server_detail",
    "close_code",
    "close_reason",
    "connection_id",
    "req_id",
    "raw_body",
)


def read(error: Exception, step: str) -> dict:
    """`step` is where the SDK was, for an error that does not say it."""
    phase = str(getattr(error, "phase", step))
    fields = {name: getattr(error, name, None) for name in FIELDS}
    report = {
        "type": type(error).__name__,
        "code": getattr(getattr(error, "code", None), "value", None),
        "phase": phase,
        "text": str(error),
        "fields": {name: value for name, value in fields.items() if value is not None},
    }
    try:
        ours = AvatarError.from_exception(error, phase=phase)
    except Exception as raised:
        return report | {"raised": repr(raised)}
    return report | {"ours": ours.to_json(), "body": ours.raw_body is not None}
