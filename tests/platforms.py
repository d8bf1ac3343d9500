"""The table of docs/platforms.md, from the one list of platforms."""

from pathlib import Path

import markdown
import tomllib
from markdown import ROOT

PAGE = ROOT / "docs" / "platforms.md"
LIST = ROOT / "dist" / "targets.toml"
HEAD = [
    "Rust's name",
    "Python",
    "Node",
    "Kotlin",
    "command line",
    "builder",
    "built on Linux",
    "run",
]
RUN = {
    "native": "here",
    "qemu": "here, under QEMU",
    "musl": "here, with musl's loader",
    "qemu-musl": "here, under QEMU with musl's loader",
    "never": "**never**",
}


def table(path: Path = LIST) -> str:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["target"]
    reasons: dict[str, int] = {}
    lines = [HEAD, ["---"] * len(HEAD), *(cells(row, reasons) for row in rows)]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    notes = "\n".join(f"{number}. {reason}." for reason, number in reasons.items())
    return f"{text}\n\n{notes}\n"


def cells(row: dict, reasons: dict[str, int]) -> list[str]:
    builds = row["builds"]
    here = row["here"]
    if here == "elsewhere":
        number = reasons.setdefault(row["why"], len(reasons) + 1)
        built = f"no ({number})"
    else:
        built = {"zig": "with zig", "rust": "with Rust alone"}[here]
    return [
        f"`{row['triple']}`",
        f"`{row['wheel']}`" if "python" in builds else "",
        f"`{row['npm']['name']}`" if "node" in builds else "",
        f"`{row.get('jna') or row['abi']}`" if {"kotlin", "android"} & {*builds} else "",
        "yes" if "cli" in builds else "",
        row["builder"],
        built,
        RUN[row["runs"]],
    ]


def told() -> bool:
    return markdown.replaced(PAGE, "platforms", table()) == markdown.read(PAGE)
