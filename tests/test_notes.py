"""The notes of a release are what the changelog says of it, and nothing else."""

import notes
import pytest

CHANGELOG = """# Changelog

Versions follow semantic versioning.

## Unreleased

## 0.2.0 (2026-12-01)

- One thing,
  in two lines.
- Another. ### No heading.

## 0.2.0-rc.1 (2026-11-30)

- Its candidate.

## 0.1.0 (2026-11-28)
"""


def test_a_version_has_its_own_section():
    assert notes.of(CHANGELOG, "0.2.0") == (
        "- One thing, in two lines.\n- Another. ### No heading."
    )
    assert notes.of(CHANGELOG, "0.2.0-rc.1") == "- Its candidate."


@pytest.mark.parametrize("version", ["0.1.0", "0.2", "0.3.0", "Unreleased"])
def test_a_version_without_changes_is_refused(version):
    with pytest.raises(SystemExit, match=f"CHANGELOG.md says nothing of {version}"):
        notes.of(CHANGELOG, version)


def test_the_newest_comes_first():
    assert notes.first(CHANGELOG) == ("## Unreleased", "")
    assert notes.first("# Changelog\n") == ("", "")
