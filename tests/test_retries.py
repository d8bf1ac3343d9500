"""The judge of the drills: nothing that is wrong passes."""

import pytest
from retries import Report, unmet

EXPECT = {"outcome": "serverError", "tries": 2, "tokens": 2, "upgrades": 0, "waits_ms": [1000]}
FAILED = {"outcome": "serverError", "tries": 2, "attempts": 2, "error": '{"code":"serverError"}'}
SEEN = {"tokens": 2, "upgrades": 0, "refused_tokens": 0, "at_ms": [0, 1004]}
CANCELLED = {"outcome": "cancelled", "tries": 2, "attempts": None, "error": None, "cancel_ms": 3.5}


def judged(expect: dict, line: dict, seen: dict, **drill: int) -> list[str]:
    return unmet({"expect": expect} | drill, Report(line, seen), ["fake-key"])


def test_what_is_right_passes() -> None:
    assert judged(EXPECT, FAILED, SEEN) == []
    up = {"outcome": "up", "tries": 2, "attempts": None, "error": None}
    assert judged(EXPECT | {"outcome": "up"}, up, SEEN) == []
    assert judged(EXPECT | {"outcome": "cancelled"}, CANCELLED, SEEN, cancel_after_ms=400) == []


@pytest.mark.parametrize(
    ("line", "seen", "complaint"),
    [
        ({"outcome": "up"}, {}, "outcome is up"),
        ({"tries": 3}, {}, "tries is 3"),
        ({"attempts": None}, {}, "attempts is None"),
        ({"error": None}, {}, "its error is None"),
        ({"error": '{"code":"unknown"}'}, {}, "its error is"),
        ({"error": '{"code":"serverError","message":"fake-key"}'}, {}, "a secret is in"),
        ({}, {"tokens": 3}, "saw 3 tokens"),
        ({}, {"upgrades": 1}, "saw 1 upgrades"),
        ({}, {"refused_tokens": 1}, "saw 1 refused_tokens"),
        ({}, {"at_ms": [0, 999]}, "waited 999 ms"),
        ({}, {"at_ms": [0]}, "waited 0 times"),
    ],
)
def test_what_is_wrong_is_told(line: dict, seen: dict, complaint: str) -> None:
    found = judged(EXPECT, FAILED | line, SEEN | seen)
    assert len(found) == 1
    assert complaint in found[0]


@pytest.mark.parametrize("cancel_ms", [60_000, None])
def test_a_wait_that_no_cancellation_ended_is_told(cancel_ms: int | None) -> None:
    line = CANCELLED | {"cancel_ms": cancel_ms}
    found = judged(EXPECT | {"outcome": "cancelled"}, line, SEEN, cancel_after_ms=400)
    assert found == [f"the cancellation took {cancel_ms} ms"]


def test_a_drill_without_a_report_fails() -> None:
    assert unmet({"expect": EXPECT}, None, []) == ["no report"]
