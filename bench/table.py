"""`PYTHONPATH=tests table.py SECTION…`: one table of what the benchmarks left under `bench` in the
target folder, a file of JSON lines each; and the same as `bench.json`, for docs/cost.md.

A line is a row of the table as it is, with the key `ours`, or measured in nanoseconds: `ours_ns`,
and beside it `floor_ns`, what cannot be saved, and `peer_ns`, the same written by hand. Its target
is `bound_ns`, `times_floor`, `times_peer` or `above_floor_ns`. Or beside it is `classified_ns`, the
classification of the same, which it may cost as much as. Or it is how late an event loop is, busy
and idle: `lag_us` and `idle_us`; at most it may be `most_us`."""

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from aligned import aligned

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
BOUNDS = ("bound_ns", "times_floor", "times_peer", "above_floor_ns")
# What a classification may cost, for lines that do not say it.
USUAL = {
    "python": {"times_peer": 6, "above_floor_ns": 15_000_000},
    "node": {"times_peer": 1},
    "kotlin": {"times_floor": 4},
    "swift": {"bound_ns": 4000},
}


@dataclass
class Row:
    """The ratio is what the target speaks of."""

    name: str
    ours: str
    beside: str = ""
    ratio: str = ""
    target: str = ""
    reached: bool | None = None

    def cells(self) -> list[str]:
        verdict = {None: "", True: "reached", False: "MISSED"}[self.reached]
        return ["  " + self.name, self.ours, self.beside, self.ratio, self.target, verdict]


def main(names: list[str]) -> int:
    sections = {name: section(name) for name in names}
    lines = aligned([row.cells() for rows in sections.values() for row in rows])
    for name, rows in sections.items():
        print(f"\n{name.replace('-', ' ')}")
        for _ in rows:
            print(next(lines))
    missed = [row.name for rows in sections.values() for row in rows if row.reached is False]
    print(f"\n{len(missed)} targets missed" + (f": {', '.join(missed)}" if missed else ""))
    left = [
        {"title": name.replace("-", " "), "rows": [asdict(row) for row in rows]}
        for name, rows in sections.items()
    ]
    text = json.dumps(left, ensure_ascii=False, indent=2)
    (TARGET / "bench.json").write_text(text + "\n", encoding="utf-8")
    return 0


def section(name: str) -> list[Row]:
    text = (TARGET / "bench" / f"{name}.ndjson").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    return [row(line, name) for line in lines if "bytes" not in line]


def row(line: dict, language: str) -> Row:
    if "ours" in line:
        return Row(**line)
    if "lag_us" in line:
        return late(line)
    if "classified_ns" in line:
        return beside_classifying(line)
    if not any(bound in line for bound in BOUNDS):
        line = line | USUAL.get(language, {})
    ours, floor, peer = line["ours_ns"], line.get("floor_ns"), line.get("peer_ns")
    beside = [f"hand-written {duration(peer)}"] if peer else []
    beside += (
        [f"{'only parsed' if language == 'rust' else 'floor'} {duration(floor)}"] if floor else []
    )
    of = Row(line["name"], duration(ours), ", ".join(beside))
    if peer:
        times = peer / ours
        of.ratio = f"{times:.1f} x as fast"
        judge(of, line, "times_peer", "at least {} x", times, least=True)
    elif floor:
        of.ratio = f"{ours / floor:.1f} x"
        judge(of, line, "times_floor", "at most {} x", ours / floor)
        if "above_floor_ns" in line:
            of.ratio = f"+{duration(ours - floor)}"
            judge(of, line, "above_floor_ns", "at most {} above", ours - floor)
    judge(of, line, "bound_ns", "at most {}", ours)
    return of


def late(line: dict) -> Row:
    of = Row(line["name"], lag(line["lag_us"]), f"idle {lag(line['idle_us'])}")
    if "most_us" in line:
        of.target = f"at most {duration(line['most_us'] * 1000)}"
        of.reached = line["lag_us"]["max"] <= line["most_us"]
    return of


def beside_classifying(line: dict) -> Row:
    ours, classified = line["ours_ns"], line["classified_ns"]
    of = Row(line["name"], duration(ours), f"classification {duration(classified)}")
    of.ratio = f"{ours / classified:.2f} x"
    of.target, of.reached = "at most 1 x", ours <= classified
    return of


def judge(of: Row, line: dict, key: str, words: str, measured: float, least: bool = False) -> None:
    if key not in line:
        return
    bound = line[key]
    of.target = words.format(duration(bound) if key.endswith("_ns") else bound)
    of.reached = measured >= bound if least else measured <= bound


def lag(figures: dict) -> str:
    return ", ".join(f"{word} {duration(of * 1000)}" for word, of in figures.items())


def duration(nanoseconds: float) -> str:
    if nanoseconds < 10_000:
        return f"{nanoseconds:.0f} ns"
    if nanoseconds < 1_000_000:
        return f"{nanoseconds / 1000:.1f} µs"
    return f"{nanoseconds / 1_000_000:.1f} ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
