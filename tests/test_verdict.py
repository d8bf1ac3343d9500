"""The judge of the demo: nothing that is wrong passes, and a client's own words do not count."""

import json

import pytest
from runs import Run
from unseen import Client
from verdict import comparable, judge

SCENARIO = {"name": "it", "expect": {"code": "connectionFailed", "server_code": None}}


def report(message: str = "boom (session_token, reset)", **more: str) -> str:
    error = {"code": "connectionFailed", "message": message} | more
    return json.dumps(error, separators=(",", ":"), ensure_ascii=False)


def client(error: str | None, unseen: bool = False) -> Run:
    one = Client("Rust", "a client", "a", [], unseen={"it": "hidden"} if unseen else {})
    if error is None:
        return Run(one, {}, {"it": "no report"})
    return Run(one, {"it": error}, {})


GOOD = client(report())


@pytest.mark.parametrize(
    ("other", "mark", "complaint"),
    [
        (client(report("bang (session_token, reset)")), "=", None),
        (client(report("bang (session_token, other)")), "≠", "differs"),
        (client(report(server_detail="words")), "≠", "differs"),
        (client(report().replace(",", ", ")), "≠", "differs"),
        (client(report(code="unknown")), "≠", "expected connectionFailed"),
        (client(None), "!", "no report"),
        (client(report(code="unknown"), unseen=True), "·", None),
        (client(report(), unseen=True), "·", "said not to see it, but does"),
        (client(None, unseen=True), "!", "no report"),
        (client(report("fake-key", code="unknown"), unseen=True), "·", "a secret is in"),
    ],
)
def test_a_client_beside_good_ones(other: Run, mark: str, complaint: str | None) -> None:
    verdict = judge(SCENARIO, [GOOD, GOOD, other], ["fake-key"])
    assert verdict.marks == "==" + mark
    assert verdict.error["code"] == "connectionFailed"
    assert [complaint in found for found in verdict.complaints] == ([True] if complaint else [])


def test_the_many_are_not_right_against_what_is_expected() -> None:
    wrong = client(report(code="unknown"))
    assert judge(SCENARIO, [wrong, wrong, GOOD], []).marks == "≠≠="


def test_somebody_has_to_see_it() -> None:
    verdict = judge(SCENARIO, [client(report(), unseen=True)], [])
    assert verdict.complaints == ["no client sees it"]


def test_where_chance_decides_it_may_be_seen_all_the_same() -> None:
    verdict = judge(SCENARIO | {"chance": True}, [GOOD, client(report(), unseen=True)], [])
    assert (verdict.marks, verdict.complaints) == ("=·", [])


def test_words_of_the_server_count() -> None:
    said = report('a "b" … c (session_token, HTTP 400)', server_detail='a "b" … c')
    assert comparable(said) == said
    assert comparable(report('a "b" … c (x)')) == comparable(report("d (x)")) != report("d (x)")
