"""The judge of what a hostile service costs: nothing that is too much passes."""

import pytest
from hostile import Cost, complain
from runs import Run
from unseen import Client


def run(megabytes: int = 40, cpu_s: float = 1.0, problem: str = "") -> Run:
    problems = {"it": problem} if problem else {}
    client = Client("Rust", "a client", "a", [])
    return Run(client, {}, problems, peak_kb=megabytes * 1024, cpu_s=cpu_s)


def test_what_is_bounded_passes() -> None:
    assert complain(Cost(run(), run(80, 1.9), None)) == []
    assert complain(Cost(run(), run(), run(400, 9.0))) == []


@pytest.mark.parametrize(
    ("bounded", "unbounded", "complaint"),
    [
        (run(140), None, "takes 100 MB more"),
        (run(cpu_s=4.0), None, "works 4.0 s"),
        (run(problem="no report"), None, "it: no report"),
        (run(), run(problem="no report", megabytes=400), "it: no report"),
        (run(), run(60), "bounds its memory after all"),
    ],
)
def test_what_is_not_is_told(bounded: Run, unbounded: Run | None, complaint: str) -> None:
    found = complain(Cost(run(), bounded, unbounded))
    assert len(found) == 1
    assert complaint in found[0]
