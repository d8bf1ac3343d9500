"""Steps that change a file of an SDK. Each says what it expects to find and fails where the file
is another one."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator
from pathlib import Path

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Patch:
    """Changes one file, and counts the lines that it took out and put in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.lines = self.text.splitlines(keepends=True)
        self.edits: list[tuple[int, int, str]] = []
        self.removed = self.added = 0

    def replace(self, function: str, starts: str, *texts: str) -> None:
        """The statements of a function, or of the file, that start so, each with its own text."""
        found = [
            node
            for node in ast.walk(self._named(function) if function else ast.parse(self.text))
            if isinstance(node, ast.stmt) and self._said(node).startswith(starts)
        ]
        found.sort(key=lambda node: node.lineno)
        if len(found) != len(texts):
            raise SystemExit(
                f"{self.path.name}: {function} has {len(found)} of `{starts}`, not {len(texts)}"
            )
        for node, text in zip(found, texts, strict=True):
            written = textwrap.indent(textwrap.dedent(text).strip() + "\n", " " * node.col_offset)
            self._edit(node.lineno, node, written if text else "")

    def delete(self, *names: str) -> None:
        """Functions and classes."""
        for name in names:
            node = self._named(name)
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            self._edit(first, node, "")

    def imports(self, module: str, text: str) -> None:
        """The one line that imports from a module."""
        found = [
            node
            for node in ast.parse(self.text).body
            if isinstance(node, ast.ImportFrom) and "." * node.level + str(node.module) == module
        ]
        if len(found) != 1:
            raise SystemExit(f"{self.path.name} imports {module} {len(found)} times")
        self._edit(found[0].lineno, found[0], text + "\n")

    def substitute(self, old: str, new: str, count: int) -> None:
        """A text wherever it stands, for a file that has no other edits."""
        text = "".join(self.lines)
        if text.count(old) != count:
            raise SystemExit(f"{self.path.name} has {text.count(old)} of `{old}`, not {count}")
        self.lines = text.replace(old, new).splitlines(keepends=True)

    def write(self) -> None:
        for first, last, text in sorted(self.edits, reverse=True):
            self.lines[first - 1 : last] = [text]
        written = "".join(self.lines)
        ast.parse(written)
        self.path.write_text(written, encoding="utf-8")

    def _edit(self, first: int, node: ast.stmt, text: str) -> None:
        last = node.end_lineno or first
        if any(first <= end and last >= start for start, end, _ in self.edits):
            raise SystemExit(f"{self.path.name}: line {first} is changed twice")
        self.edits.append((first, last, text))
        self.removed += last - first + 1
        self.added += text.count("\n")

    def _said(self, node: ast.stmt) -> str:
        return ast.get_source_segment(self.text, node) or ""

    def _named(self, name: str) -> Definition:
        found = [node for path, node in _defined(ast.parse(self.text), "") if path == name]
        if len(found) != 1:
            raise SystemExit(f"{self.path.name} has {len(found)} of {name}")
        return found[0]


def lines(*paths: Path) -> int:
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)


def _defined(node: ast.AST, within: str) -> Iterator[tuple[str, Definition]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Definition):
            yield within + child.name, child
            yield from _defined(child, f"{within}{child.name}.")
