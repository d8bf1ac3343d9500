"""What a step says: its line, and the end of what was printed where it failed."""

from pathlib import Path

import checks
import pytest
import steps

MAKEFILE = """
good: ## Do well
\t@echo vectors: 3 run of 3
check-good: good
bad: ## Go wrong
\t@for line in $$(seq 100); do echo line $$line; done; false
check-bad: bad
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "Makefile").write_text(MAKEFILE)
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "LOGS", tmp_path / "logs")
    monkeypatch.delenv("MAKEFLAGS", raising=False)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def ran(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["steps.py", *words])
    return steps.main()


def test_each_step_has_a_line_and_a_log(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(monkeypatch, "good+check-good") == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("Do well  ") for line in lines)
    assert [line.rpartition(", ")[2] for line in lines[:2]] == ["1 left", "none left"]
    assert (folder / "logs" / "good.log").read_text() == "vectors: 3 run of 3\n"


def test_one_of_two_at_a_time_that_fails_is_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ran(monkeypatch, "good+bad", "good") == 1
    assert ran(monkeypatch, "good+good", "good") == 0


def test_what_is_asked_for_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(monkeypatch, "check-good", "--show", "good") == 0
    assert capsys.readouterr().out.count("vectors: 3 run of 3") == 1


def test_a_failure_shows_the_end_of_its_log_and_is_the_last_step(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(monkeypatch, "bad", "good") == 1
    printed = capsys.readouterr().out
    assert "FAILED after" in printed.splitlines()[0]
    assert "line 99\n" in printed
    assert "line 10\n" not in printed
    assert "Do well" not in printed


def test_all_checks_run_and_what_failed_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(checks, "ALWAYS", ("make",))
    assert checks.main(["bad", "good"]) == 1
    printed = capsys.readouterr().out
    assert "vectors: 3 run of 3, none left" in printed
    assert "FAILED: make check-bad after" in printed
    assert "checks: 1 passed, 1 failed, 0 skipped" in printed


@pytest.mark.parametrize(("ci", "passed", "came"), [("", 0, "1 skipped"), ("true", 1, "1 failed")])
def test_a_tool_that_is_missing(
    ci: str,
    passed: int,
    came: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(checks, "ALWAYS", ("no-such-tool",))
    monkeypatch.setenv("CI", ci)
    assert checks.main(["bad"]) == passed
    assert came in capsys.readouterr().out
