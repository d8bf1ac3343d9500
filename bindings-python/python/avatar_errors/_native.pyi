from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeAlias, TypedDict, final, type_check_only

from typing_extensions import Buffer

from .errors import AvatarError
from .words import ErrorCode, Phase, Recovery

__all__ = [
    "Answer",
    "_empty",
    "build",
    "catalog",
    "classify",
    "log_fields",
    "problem",
    "read",
    "recur",
    "recurrence_monitor",
    "retry_decision",
    "retry_policy",
    "surface",
    "words",
]

# A mapping, with a list of values where a header is repeated, or a library's own type.
@type_check_only
class _Items(Protocol):
    def items(self) -> Iterable[tuple[str, Any]]: ...

_Headers: TypeAlias = _Items | Iterable[tuple[str, str]] | Iterable[tuple[bytes, bytes]]

@type_check_only
class _CodeInfo(TypedDict):
    code: str
    documented: bool
    meaning: str
    action: str
    user_message: str
    problem_status: int
    recovery: str
    alert: bool
    exceptions: list[_ExceptionInfo]

@type_check_only
class _ExceptionInfo(TypedDict):
    recovery: str
    condition: str
    why: str

@final
class Answer:
    @property
    def code(self) -> ErrorCode: ...
    @property
    def phase(self) -> Phase: ...
    @property
    def message(self) -> str: ...
    @property
    def http_status(self) -> int | None: ...
    @property
    def server_code(self) -> str | None: ...
    @property
    def server_title(self) -> str | None: ...
    @property
    def server_detail(self) -> str | None: ...
    @property
    def connection_id(self) -> str | None: ...
    @property
    def req_id(self) -> str | None: ...
    @property
    def close_code(self) -> int | None: ...
    @property
    def close_reason(self) -> str | None: ...
    @property
    def recovery(self) -> Recovery: ...
    @property
    def retryable(self) -> bool: ...
    @property
    def alert(self) -> bool: ...
    @property
    def retry_after_ms(self) -> int | None: ...
    @property
    def rule(self) -> str: ...
    @property
    def raw_body(self) -> str | None: ...
    @property
    def fingerprint(self) -> tuple[str, str, str]: ...
    def to_dict(self) -> dict[str, Any]: ...
    def to_json(self) -> str: ...

def classify(
    failure: Mapping[str, Any] | None = None,
    /,
    *,
    phase: str | None = None,
    http_status: float | None = None,
    headers: _Headers | None = None,
    body: str | Buffer | None = None,
    body_base64: str | None = None,
    server_code: str | float | None = None,
    server_title: str | None = None,
    server_detail: str | None = None,
    frame: Buffer | None = None,
    frame_base64: str | None = None,
    close_code: float | None = None,
    close_reason: str | None = None,
    transport: str | None = None,
    protocol: str | None = None,
    invalid_argument: str | None = None,
    message: str | None = None,
    connection_id: str | None = None,
    req_id: str | None = None,
    now_ms: float | None = None,
) -> AvatarError: ...
def _empty(
    failure: object = None,
    /,
    *,
    phase: object = None,
    http_status: object = None,
    headers: object = None,
    body: object = None,
    body_base64: object = None,
    server_code: object = None,
    server_title: object = None,
    server_detail: object = None,
    frame: object = None,
    frame_base64: object = None,
    close_code: object = None,
    close_reason: object = None,
    transport: object = None,
    protocol: object = None,
    invalid_argument: object = None,
    message: object = None,
    connection_id: object = None,
    req_id: object = None,
    now_ms: object = None,
) -> None: ...
def build(
    code: object,
    message: object,
    /,
    *,
    phase: object = None,
    http_status: object = None,
    server_code: object = None,
    server_title: object = None,
    server_detail: object = None,
    connection_id: object = None,
    req_id: object = None,
    raw_body: object = None,
    close_code: object = None,
    close_reason: object = None,
) -> Answer: ...
def read(json: str | bytes | bytearray, raw_body: str | None = None, /) -> Answer: ...
def words() -> tuple[list[str], list[str], list[str]]: ...
def catalog() -> list[_CodeInfo]: ...
def retry_policy(policy: str, /) -> str: ...
def retry_decision(policy: str, error: str, state: str, /) -> str: ...
def log_fields(error: str, /) -> str: ...
def surface(error: str, /) -> str: ...
def problem(error: str, /) -> str: ...
def recurrence_monitor(policy: str, /) -> str: ...
def recur(monitor: str, error: str, now_ms: int, /) -> str: ...
