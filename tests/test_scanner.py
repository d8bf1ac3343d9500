"""No scanner finds a token in the repository; one that is planted is found."""

from pathlib import Path

import pytest
import scanner

# Put together here, so that this file has none.
PLANTED = {
    "GitHub Token": "ghp" + "_" + "aB1c" * 9,
    "AWS Access Key": "AKIA" + "Z3Q7MNP5" * 2,
    "Private Key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "JSON Web Token": ".".join(
        ["eyJhbGciOiJIUzI1" + "NiJ9", "eyJzdWIiOiI0MiJ9", "c2lnbmVkLWJ5LW5vYm9keQ"]
    ),
    "Basic Auth Credentials": "https://deploy:" + "hG7fk2Lq9z@git.invalid/x",
    "Base64 High Entropy String": '"' + "Zx8Kq1Lw" + "Rt5Yp0Ua" + "Sd3Fg7Hj" + "Vb9Nm2Qe" + '"',
}


def test_no_token_is_in_the_repository() -> None:
    paths = list(scanner.files())
    assert len(paths) > 500
    assert sorted(scanner.found(iter(paths))) == []


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_token_is_found(kind: str, tmp_path: Path) -> None:
    planted = tmp_path / "planted.txt"
    planted.write_text(f"first line\nvalue: {PLANTED[kind]}\n")
    told = list(scanner.found(iter([planted])))
    assert any(line.endswith(f"planted.txt:2: {kind}") for line in told), told
    assert all(PLANTED[kind] not in line for line in told)
