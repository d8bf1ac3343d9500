"""The texts of licences: found in a crate's folder, written into one file."""

import re
from pathlib import Path
from typing import NamedTuple, Protocol

FILES = re.compile(r"(un)?licen[cs]e|copying|copyright|notice", re.IGNORECASE)
GENERIC = "Permission is hereby granted"


class Text(NamedTuple):
    text: str
    # Without a text of its own: who holds the rights.
    holder: str = ""


class Licensed(Protocol):
    name: str
    version: str
    license: str
    texts: list[Text]


def of_crate(crate: dict) -> list[Text]:
    """Of a choice of licences MIT is taken, with every text that it may be in."""
    folder = Path(crate["manifest_path"]).parent
    files = {path for path in folder.iterdir() if path.is_file() and FILES.match(path.name)}
    if crate["license_file"]:
        files.add(folder / crate["license_file"])
    mit = {path for path in files if re.search(r"(?<![a-z])mit(?![a-z])", path.name.lower())}
    if mit and " AND " not in crate["license"]:
        files = mit
    if not files:
        return [Text("", ", ".join(crate["authors"]) or f"the authors of {crate['name']}")]
    return [Text(tidy(path.read_text(encoding="utf-8"))) for path in sorted(files)]


def tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def written(components: list[Licensed]) -> str:
    """Each text once, after the names of all that are under it."""
    generic = min(
        (text.text for each in components for text in each.texts if text.text.startswith(GENERIC)),
        default="",
    )
    under: dict[str, list[str]] = {}
    for each in components:
        for text, holder in each.texts:
            under.setdefault(text or missing(each, holder, generic), []).append(line(each))
    sections = [
        "What is linked into this package besides its own code, and the licences of it. Where one "
        "of\nseveral licences may be chosen and MIT is one of them, it is under MIT here."
    ]
    sections += ["\n".join(names) + f"\n\n{text}" for text, names in under.items()]
    return f"\n\n{'=' * 80}\n\n".join(sections) + "\n"


def line(component: Licensed) -> str:
    return " ".join(filter(None, (component.name, component.version, f"({component.license})")))


def missing(component: Licensed, holder: str, generic: str) -> str:
    """The crate has no text. MIT's is the same everywhere; MPL's source must be pointed to."""
    if component.license == "MIT" and generic:
        return f"Copyright (c) {holder}\n\n{generic}"
    if component.license == "MPL-2.0":
        return (
            f"Copyright (c) {holder}\n\n"
            "This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0: "
            "https://mozilla.org/MPL/2.0/\n"
            "It is used unchanged; its source code is the crate "
            f"{component.name} {component.version} of Rust's public registry"
        )
    raise SystemExit(f"{line(component)} has no licence text: add it to dist/texts.py")
