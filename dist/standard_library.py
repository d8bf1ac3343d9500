"""What Rust links besides crates: its standard library, and musl into programs."""

import html
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from texts import Text, tidy

UNWINDER = """Copyright (c) the LLVM Project

Apache License 2.0 with LLVM Exceptions: https://llvm.org/LICENSE.txt
The exception lets a compiler embed it without the licence's text."""

Part = tuple[str, str, str, list[Text]]


def parts(target: str, programs: bool) -> Iterator[Part]:
    rustc = os.environ.get("RUSTC", "rustc")
    told = re.search(r"^release: (\S+)$", run(rustc, "-vV"), re.MULTILINE)
    if not told:
        raise SystemExit(f"{rustc} does not tell its version")
    sysroot = Path(run(rustc, "--print", "sysroot").strip())
    yield "rust-std", told[1], "MIT OR Apache-2.0", [Text(notices(sysroot))]
    if "-linux-" in target:
        # zig links its own of LLVM's.
        script = Path(__file__).with_name("toolchain.sh").read_text(encoding="utf-8")
        [zig] = re.findall(r"ziglang==([\d.]+)", script)
        yield "ziglang-libunwind", zig, "Apache-2.0 WITH LLVM-exception", [Text(UNWINDER)]
    if "-musl" in target and programs:
        yield "musl", "", "MIT", [Text("", "2005-2025 Rich Felker, et al.")]


def notices(sysroot: Path) -> str:
    """As the toolchain has it: rustup's page, or the file of Debian's package."""
    page = sysroot / "share" / "doc" / "rust" / "COPYRIGHT-library.html"
    if page.exists():
        return plain(page.read_text(encoding="utf-8"))
    for package in ("libstd-rust-dev", "rustc"):
        debian = sysroot / "share" / "doc" / package / "copyright"
        if debian.exists():
            return tidy(debian.read_text(encoding="utf-8"))
    raise SystemExit(f"the notices of Rust's standard library are not below {sysroot}/share/doc")


def plain(page: str) -> str:
    """The page as text, under MIT: without what else a crate of it offers."""
    page = page[page.index("<body>") :]
    page = re.sub(r"<ul>.*?</ul>", "", page, count=1, flags=re.DOTALL)
    page = re.sub(r"<details>.*?</details>", chosen, page, flags=re.DOTALL)
    page = html.unescape(re.sub(r"<[^>]+>", "", page))
    return tidy(re.sub(r"\n\s*\n", "\n\n", page))


def chosen(notice: re.Match[str]) -> str:
    offered = re.search(r"<code>[^<]*(apache)[^<]*</code>", notice[0], re.IGNORECASE)
    return "" if offered else notice[0]


def run(*command: str) -> str:
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
