"""What is put into a wheel is recorded in it, and a wheel that may not be shipped is none."""

import csv
import zipfile
from pathlib import Path

import pytest
import python
import wheel_files

INFO = "avatar_errors-1.dist-info/"
METADATA = "Metadata-Version: 2.4\nName: avatar-errors\nLicense-File: LICENSE\n\n# Text\n\nmore\n"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "avatar_errors-1-cp310-abi3-manylinux_2_17_x86_64.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("avatar_errors/_native.abi3.so", b"\x7fELF\x02" + bytes(99))
        archive.writestr(INFO + "METADATA", METADATA)
        archive.writestr(INFO + "RECORD", "old\n")
    return path


def put(made: Path, folder: Path) -> None:
    licenses, sbom = folder / "THIRD-PARTY-LICENSES", folder / "avatar-errors.cdx.json"
    licenses.write_text("many\n")
    sbom.write_text("{}\n")
    wheel_files.put(made, licenses, sbom)


def test_all_files_are_recorded(made: Path, tmp_path: Path) -> None:
    put(made, tmp_path)
    with zipfile.ZipFile(made) as archive:
        record = archive.read(INFO + "RECORD").decode()
        names = [row[0] for row in csv.reader(record.splitlines())]
        assert names == archive.namelist()
        assert INFO + "licenses/THIRD-PARTY-LICENSES" in names
        assert INFO + "sboms/avatar-errors.cdx.json" in names
        head, text = archive.read(INFO + "METADATA").decode().split("\n\n", 1)
    assert head.splitlines()[2:] == ["License-File: LICENSE", "License-File: THIRD-PARTY-LICENSES"]
    assert text == "# Text\n\nmore\n"


def test_the_same_files_give_the_same_wheel(made: Path, tmp_path: Path) -> None:
    before = made.read_bytes()
    put(made, tmp_path)
    once = made.read_bytes()
    made.write_bytes(before)
    put(made, tmp_path)
    assert made.read_bytes() == once != before


@pytest.mark.parametrize(
    ("library", "told"),
    [
        (None, "should have one"),
        (b"/home/someone/registry/src/lib.rs", "names folders"),
        (bytes(1_200_001), "more than"),
    ],
)
def test_what_may_not_be_shipped(library: bytes | None, told: str, made: Path) -> None:
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(INFO + "METADATA", METADATA)
        if library is not None:
            archive.writestr("avatar_errors/_native.abi3.so", library)
    with pytest.raises(SystemExit, match=told):
        python.look(made, "manylinux_2_17_x86_64", "cp314t")
    assert not made.exists()
