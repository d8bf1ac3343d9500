"""What is asked of an error that has been classified: statements, and what each may cost."""

from __future__ import annotations

import itertools
from typing import Any

from avatar_errors import RecurrenceMonitor, RetryPolicy, _native, classify
from cases import CASES

FINGERPRINTS = 256
THRESHOLD = 100

# The floor: a call into the native half that does nothing.
FLOOR = "empty()"

READ_NS = 500
WORK_NS = 3000

READS = {
    "code": "error.code",
    "message": "error.message",
    "http_status": "error.http_status",
    "retryable": "error.retryable",
    "severity": "error.severity",
    "user_message": "error.user_message",
    "operator_hint": "error.operator_hint",
    "doc_url": "error.doc_url",
    "str": "str(error)",
}
WORK = {
    "log_fields": "error.log_fields()",
    "problem": "error.problem()",
    "decide": "policy.decide(error, attempt=1, random=0.5)",
    "record": "monitor.record(next(errors))",
}
BOUNDS = {name: (READS[name], READ_NS) for name in READS} | {
    name: (WORK[name], WORK_NS) for name in WORK
}


def names() -> dict[str, Any]:
    """What the statements speak of; the monitor has all that it can remember."""
    alerting = [
        classify(phase="websocket_runtime", close_code=4503, server_code=f"upstream_{number}")
        for number in range(FINGERPRINTS)
    ]
    monitor = RecurrenceMonitor(THRESHOLD, window_ms=3_600_000)
    for error in alerting * THRESHOLD:
        monitor.record(error)
    return {
        "empty": _native._empty,
        "error": classify(CASES["structured"]),
        "errors": itertools.cycle(alerting),
        "monitor": monitor,
        "policy": RetryPolicy(),
    }
