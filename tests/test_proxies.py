"""The judge of the proxies: what is left out, wrong or secret is a complaint."""

import json

import pytest
from proxies import complaints_of, told
from runs import Run
from unseen import Client

EXPECT = {"code": "connectionFailed", "recovery": "surface", "rule": "http.session_token.407"}
SCENARIO = {"name": "it", "expect": EXPECT}


def run(error: dict | None, unseen: bool = False) -> Run:
    client = Client("Rust", "a client", "a", [], unseen={"it": "hidden"} if unseen else {})
    if error is None:
        return Run(client, {}, {"it": "no report"})
    return Run(client, {"it": json.dumps(error)}, {})


@pytest.mark.parametrize(
    ("of", "complaint"),
    [
        (run(EXPECT), None),
        (run(None), "no report"),
        (run(None, unseen=True), "no report"),
        (run(EXPECT | {"recovery": "retry"}), "recovery is retry, expected surface"),
        (run(EXPECT | {"rule": "fallback.unknown"}), "rule is fallback.unknown"),
        (run(EXPECT | {"code": "unknown"}, unseen=True), None),
        (run(EXPECT, unseen=True), "is said not to see it, but does"),
        (run(EXPECT | {"message": "reader:fake-password"}), "a secret is in"),
    ],
)
def test_what_is_wrong_is_a_complaint(of: Run, complaint: str | None) -> None:
    found = list(complaints_of(SCENARIO, of, ["fake-password"]))
    assert len(found) == (complaint is not None)
    assert complaint is None or complaint in found[0]


def test_nothing_that_ran_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert told([([SCENARIO], [run(EXPECT)])], []) == 0
    assert told([([SCENARIO], [run(EXPECT), run(None)])], []) == 1
    assert told([([SCENARIO], [])], []) == 1
    assert "1 cases" in capsys.readouterr().out
