"""What an SDK's reports are worth: its code beside the expected one, and what its error lost."""

import json
from collections.abc import Iterator
from typing import NamedTuple

SAME = "the same code"
DIFFERENT = "a different code"
NONE = "no error reported"
NO_CODE = "an error without a code"
INEXPRESSIBLE = "not expressible"
KINDS = (SAME, DIFFERENT, NONE, NO_CODE, INEXPRESSIBLE)

# Rules on what a client alone sees.
LOCAL = ("transport.", "protocol.", "invalid_argument.")
RETRY_AFTER = "Retry-After"
# What the facts are called that fields hold.
NAMES = {
    "http_status": "status",
    "raw_body": "body",
    "server_code": "server code",
    "server_detail": "server detail",
    "close_code": "close code",
    "close_reason": "close reason",
    "retry_after_ms": RETRY_AFTER,
}
# What the steps of the service say.
STEPS = {
    "server_error": {"code": "server code", "message": "server detail"},
    "close": {"code": "close code", "reason": "close reason"},
}
# How the stand-in answers a client that asks wrongly.
ASKED_WRONGLY = 418


class Verdict(NamedTuple):
    kind: str
    # The SDK's code, or what stands for it.
    theirs: str
    # Our error, made of theirs.
    ours: dict
    held: list[str]
    lost: list[str]
    # A secret is in the text of its error.
    leaks: bool
    complaints: list[str]


def judge(scenario: dict, report: dict, secrets: list[str]) -> Verdict:
    if "inexpressible" in report:
        return Verdict(INEXPRESSIBLE, report["inexpressible"], {}, [], [], False, [])
    if "type" not in report:
        theirs = "no error, on_close" if report["closed"] else "no error"
        return Verdict(NONE, theirs, {}, [], [], False, [])
    code, ours, facts = report["code"], json.loads(report.get("ours", "{}")), sent(scenario)
    known = facts & held(report, ours)
    lost = facts - known
    same = code == scenario["expect"]["code"]
    return Verdict(
        (SAME if same else DIFFERENT) if code else NO_CODE,
        code or f"{report['type']}, no code",
        ours,
        sorted(known),
        sorted(lost),
        any(secret in report["text"] for secret in secrets),
        list(complaints(scenario["expect"], report, ours, lost, secrets)),
    )


def complaints(
    expect: dict, report: dict, ours: dict, lost: set[str], secrets: list[str]
) -> Iterator[str]:
    if not ours:
        yield f"from_exception raised {report['raised']}"
        return
    if any(secret in report["ours"] for secret in secrets):
        yield f"a secret is in {report['ours']}"
    if report["fields"].get("http_status") == ASKED_WRONGLY:
        yield f"the service was asked wrongly: {report['text']}"
    if lost <= {RETRY_AFTER} and ours["code"] != expect["code"]:
        yield f"our code is {ours['code']}, expected {expect['code']}, and nothing was lost"
    if not lost and ours["recovery"] != expect["recovery"]:
        yield f"our recovery is {ours['recovery']}, expected {expect['recovery']}"


def sent(scenario: dict) -> set[str]:
    """What there is to know of a failure; `cause` where only the client sees it."""
    key = {"session_token": "token", "websocket_connect": "upgrade"}.get(scenario["phase"])
    answer = scenario.get(key) or {}
    if "status" in answer or answer.get("raw", "").startswith("HTTP/1.1 5"):
        facts = {"status"}
        whole = "content_length" not in answer and "endless" not in answer
        if whole and (answer.get("body") or answer.get("body_base64")):
            facts.add("body")
        if RETRY_AFTER in answer.get("headers", {}):
            facts.add(RETRY_AFTER)
        return facts
    for step in scenario.get(scenario["phase"].removeprefix("websocket_"), []):
        for kind, names in STEPS.items():
            if kind in step:
                return {name for key, name in names.items() if step[kind].get(key)}
    return {"cause"}


def held(report: dict, ours: dict) -> set[str]:
    facts = {NAMES[field] for field in report["fields"].keys() | ours.keys() if field in NAMES}
    if report.get("body"):
        facts.add("body")
    if ours.get("rule", "").startswith(LOCAL):
        facts.add("cause")
    return facts
