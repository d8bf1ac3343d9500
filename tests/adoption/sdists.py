"""The SDKs as they are published, at pinned versions, with their tests."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

WANTED = Path(__file__).with_name("requirements.txt")
LINE = re.compile(r"^(\w+)==(\S+) --hash=sha256:(\w+)$", re.MULTILINE)


def unpacked(folder: Path, copies: tuple[str, ...]) -> dict[str, dict[str, Path]]:
    """Each SDK several times; what is not there yet is downloaded."""
    wanted = LINE.findall(WANTED.read_text(encoding="utf-8"))
    archives = {name: folder / f"{name}-{version}.tar.gz" for name, version, _ in wanted}
    hashes = {name: digest for name, _, digest in wanted}
    if any(digest(archives[name]) != hashes[name] for name in archives):
        download(folder, list(archives))
    found: dict[str, dict[str, Path]] = {}
    for name, archive in archives.items():
        if digest(archive) != hashes[name]:
            raise SystemExit(f"{archive.name} was not downloaded, or is another one")
        shutil.rmtree(folder / name, ignore_errors=True)
        for copy in copies:
            shutil.unpack_archive(archive, folder / name / copy, filter="data")
        top = archive.name.removesuffix(".tar.gz")
        found[name] = {copy: folder / name / copy / top for copy in copies}
    return found


def digest(archive: Path) -> str:
    return hashlib.sha256(archive.read_bytes()).hexdigest() if archive.exists() else ""


def download(folder: Path, names: list[str]) -> None:
    pip = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"]
    pinned = ["--no-deps", "--no-binary", ",".join(names), "--require-hashes", "-r", str(WANTED)]
    subprocess.run([*pip, *pinned, "-d", str(folder)], check=True)
