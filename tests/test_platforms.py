"""The page of platforms is what the list says, and the list is whole."""

import platforms
import pytest
import tomllib

ROW = """[[target]]
triple = "riscv64-unknown-linux-gnu"
builds = ["python", "cli"]
wheel = "manylinux_2_39_riscv64"
builder = "ubuntu-24.04"
here = "elsewhere"
why = "nobody tried"
runs = "never"
"""


def test_the_page_is_as_the_list():
    assert platforms.told(), "`make tables` writes it"


def test_another_list_is_another_page(monkeypatch, tmp_path):
    changed = tmp_path / "targets.toml"
    changed.write_text(platforms.LIST.read_text(encoding="utf-8") + ROW, encoding="utf-8")
    text = platforms.table(changed)
    assert text != platforms.table()
    assert "`riscv64-unknown-linux-gnu` | `manylinux_2_39_riscv64` |  |  | yes |" in text
    assert "nobody tried." in text
    monkeypatch.setattr(platforms, "LIST", changed)
    monkeypatch.setattr(platforms, "table", lambda: text)
    assert not platforms.told()


def test_what_is_not_known_is_refused(tmp_path):
    changed = tmp_path / "targets.toml"
    changed.write_text(ROW.replace("never", "perhaps"), encoding="utf-8")
    with pytest.raises(KeyError, match="perhaps"):
        platforms.table(changed)


def test_each_platform_is_named_once():
    rows = tomllib.loads(platforms.LIST.read_text(encoding="utf-8"))["target"]
    for names in (
        [row["triple"] for row in rows],
        [row["wheel"] for row in rows if "wheel" in row],
        [row["npm"]["name"] for row in rows if "npm" in row],
        [row["jna"] for row in rows if "kotlin" in row["builds"]],
        [row["abi"] for row in rows if "android" in row["builds"]],
    ):
        assert names
        assert len(set(names)) == len(names)
