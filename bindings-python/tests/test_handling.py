"""Every vector of what follows an error, byte for byte."""

import json

import pytest

from avatar_errors import AvatarError, RecurrenceMonitor, RetryPolicy
from handling import vectors


def test_every_decision() -> None:
    for vector in vectors("retry.json", 60):
        policy = RetryPolicy(**vector.get("policy", {}))
        error = AvatarError.from_json(vector["error"])
        decision = policy.decide(error, **vector.get("state", {}))
        assert decision.to_json() == vector["decision"], vector["name"]


def test_every_log_line() -> None:
    for vector in vectors("log.json", 20):
        error = AvatarError.from_json(vector["error"])
        assert error.log_line() == vector["fields"], vector["name"]
        fields = json.dumps(error.log_fields(), separators=(",", ":"), ensure_ascii=False)
        assert fields == vector["fields"], vector["name"]
        assert error.severity == json.loads(vector["fields"])["severity"], vector["name"]


def test_every_problem_document() -> None:
    for vector in vectors("problem.json", 25):
        error = AvatarError.from_json(vector["error"])
        assert error.problem_json() == vector["problem"], vector["name"]
        assert error.problem() == json.loads(vector["problem"]), vector["name"]
        surface = {
            "user_message": error.user_message,
            "operator_hint": error.operator_hint,
            "doc_url": error.doc_url,
        }
        text = json.dumps(surface, separators=(",", ":"), ensure_ascii=False)
        assert text == vector["surface"], vector["name"]


def test_every_history() -> None:
    for vector in vectors("recurrence.json", 15):
        clock = iter([entry["at_ms"] for entry in vector["history"]])
        monitor = RecurrenceMonitor(**vector.get("policy", {}), clock=clock.__next__)
        assert len(vector["history"]) == len(vector["events"]), vector["name"]
        for entry, expected in zip(vector["history"], vector["events"], strict=True):
            if "error" in entry:
                events = monitor.record(AvatarError.from_json(entry["error"]))
            else:
                events = monitor.check()
            text = f"[{','.join(event.to_json() for event in events)}]"
            assert text == expected, f"{vector['name']} at {entry['at_ms']}"


def test_every_policy_that_cannot_be() -> None:
    for vector in vectors("invalid.json", 8):
        made, policy = RetryPolicy, vector.get("policy")
        if policy is None:
            made, policy = RecurrenceMonitor, vector["recurrence"]
        if isinstance(policy, list):
            continue  # only JSON can say it
        # A key that is none is a TypeError, like every keyword that is none.
        with pytest.raises((ValueError, TypeError)) as raised:
            made(**policy)
        if not vector["refused"].startswith("not a "):
            assert vector["refused"] in str(raised.value)
