"""The project's Markdown: its files, its examples, and what it points to."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)")
PART = r"(<!-- {0}:[^\n]*-->\n).*?(<!-- /{0} -->)"


def files() -> list[Path]:
    """All of the repository's, but what Git ignores."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = [ROOT / line for line in listed.splitlines()]
    return [path for path in found if path.is_file()]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(text: str) -> list[tuple[str, str]]:
    """The fenced examples, each with its language."""
    return BLOCK.findall(text)


def block(path: Path, language: str, holding: str = "") -> str:
    """The file's one example in that language, of those that hold a text."""
    found = [text for word, text in blocks(read(path)) if word == language and holding in text]
    if len(found) != 1:
        raise SystemExit(f"{path.name} has {len(found)} examples in {language}, expected one")
    return found[0]


def replaced(path: Path, part: str, text: str) -> str:
    """The file with another text between the marks of a generated part."""
    found = re.compile(PART.format(part), re.DOTALL)
    written = read(path)
    if not found.search(written):
        raise SystemExit(f"{path.name} has no part {part}")
    return found.sub(lambda match: match[1] + text + match[2], written)


def broken_links(path: Path) -> list[str]:
    """Links within the repository that lead nowhere."""
    broken = []
    for link in LINK.findall(BLOCK.sub("", read(path))):
        if re.match(r"[a-z]+:", link):
            continue
        place, _, anchor = link.partition("#")
        file = (path.parent / place).resolve() if place else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(link)
    return broken


def anchors(path: Path) -> set[str]:
    """As GitHub makes them of headings."""
    texts = [heading.replace("`", "") for heading in HEADING.findall(BLOCK.sub("", read(path)))]
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in texts}


def missing_paths(path: Path) -> list[str]:
    """Paths from the root, in code and in what to type, that are not there."""
    folders = {entry.name for entry in ROOT.iterdir() if entry.is_dir()} - {"target"}
    words = [word for code in spoken(path) for word in code.split()]
    paths = [word for word in words if "/" in word and word.split("/")[0] in folders]
    # What has a placeholder is a pattern of paths.
    return [word for word in paths if "<" not in word and not any(ROOT.glob(word.rstrip("/")))]


def missing_targets(path: Path) -> list[str]:
    """What it says `make` of, that the Makefile has not."""
    known = set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))
    return sorted(set(TARGET.findall("\n".join(spoken(path)))) - known)


def spoken(path: Path) -> list[str]:
    """Code within the text, and what to type."""
    text = read(path)
    typed = [example for word, example in blocks(text) if word in ("sh", "console")]
    return typed + CODE.findall(BLOCK.sub("", text))
