"""Writes the alert rules from the catalogue of codes; with `--check` fails where they differ.

The options are for rules of one's own: another window or threshold, to another file.
"""

import argparse
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOG = ROOT / "tests" / "catalog.json"
REFERENCE = ROOT / "core" / "src" / "reference.rs"
SHIPPED = Path(__file__).with_name("avatar-errors.rules.yml")

HEAD = """\
# Written by generate.py from the catalogue of codes; do not edit.
#
# fleet:avatar_errors:recent and fleet:avatar_errors_retries:recent say how many failures and
# retries there were in the last {window}, over all backends. increase() alone would not do: it
# leaves out a counter's first value, and these counters appear with their first failure; and it
# extrapolates, so that four may look like five. Instead, for each counter, the first of these:
#
# - it restarted within the window: increase(), whose business that is, rounded down;
# - its last value, less the last one known before the window;
# - no earlier value, or a higher one from before a restart: its value alone is what is new. Not so
#   where this Prometheus itself was not yet scraping when the window began: then nothing tells what
#   is new from what it missed.
#
# After a restart right before the window at most as many failures are missed as were known before.
groups:
  - name: avatar-errors
    rules:
"""

RECENT = """\
sum by (code, phase, recovery, alert) (
    floor(increase({metric}[{window}]))
      and resets({metric}[{window}]) > 0
  or
    last_over_time({metric}[{window}])
      - last_over_time({metric}[1h] offset {window}) >= 0
  or
    last_over_time({metric}[{window}])
      unless on () (count(up) unless count(up offset {window}))
)
"""

FAILURES = "fleet:avatar_errors:recent"
RETRIES = "fleet:avatar_errors_retries:recent"

# A storm: so many retries, more of them than operations that failed in the end, and not so many
# more that most of them helped.
STORM_RETRIES = 50
STORM_RATIO = 1
HELPFUL_RATIO = 10
STORM_FOR = "2m"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--window", default="5m", help="how long a failure counts as recent")
    parser.add_argument("--threshold", type=int, default=5, help="how many of a code recur")
    parser.add_argument("--output", type=Path, default=SHIPPED)
    options = parser.parse_args()
    text = rules(options.window, options.threshold)
    if not options.check:
        options.output.write_text(text, encoding="utf-8")
        return 0
    if options.output.read_text(encoding="utf-8") != text:
        print(f"{options.output.name} is not what generate.py writes: run it", file=sys.stderr)
        return 1
    print(f"{options.output.name}: {text.count('- alert:')} alerts, as the catalogue says")
    return 0


def rules(window: str, threshold: int) -> str:
    codes = json.loads(CATALOG.read_text(encoding="utf-8"))["codes"]
    parts = [HEAD.format(window=window)]
    parts += [record(FAILURES, "avatar_errors_total", window)]
    parts += [record(RETRIES, "avatar_errors_retries_total", window)]
    parts += [recurring(code, window, threshold) for code in codes if code["alert"]]
    parts += [operator(code, window) for code in codes if "surface" in recoveries(code)]
    parts += [storm(code, window) for code in codes if recoveries(code) & {"retry", "renewToken"}]
    return "".join(parts)


def recoveries(code: dict) -> set[str]:
    return {code["recovery"], *(exception["recovery"] for exception in code["exceptions"])}


def record(name: str, metric: str, window: str) -> str:
    expression = indent(RECENT.format(metric=metric, window=window))
    return f"      - record: {name}\n        expr: |\n{expression}"


def recurring(code: dict, window: str, threshold: int) -> str:
    name = code["code"]
    return alert(
        "AvatarErrorsRecurring",
        code,
        f'sum({FAILURES}{{code="{name}",alert="true"}}) >= {threshold}\n',
        severity="warning",
        summary=f"{name} recurs",
        seen=f"{{{{ $value }}}} times in the last {window}, over all backends.",
    )


def operator(code: dict, window: str) -> str:
    # Where a backend answers its own clients with a 4xx, it may be what one of them asked for.
    severity = "critical" if code["problem_status"] >= 500 else "warning"
    name = code["code"]
    why = "".join(
        f"Here for {exception['condition']}: {exception['why']}. "
        for exception in code["exceptions"]
        if exception["recovery"] == "surface"
    )
    return alert(
        "AvatarErrorsOperatorMustAct",
        code,
        f'sum({FAILURES}{{code="{name}",recovery="surface"}}) >= 1\n',
        severity=severity,
        summary=f"{name}: an operator must act, trying again does not help",
        seen=f"{why}{{{{ $value }}}} times in the last {window}, over all backends.",
    )


def storm(code: dict, window: str) -> str:
    failures, retries = (
        f'sum({metric}{{code="{code["code"]}"}})' for metric in (FAILURES, RETRIES)
    )
    return alert(
        "AvatarErrorsRetryStorm",
        code,
        f"(\n    {retries}\n  / {failures} > {STORM_RATIO}\n) <= {HELPFUL_RATIO}\n"
        f"  and {retries} >= {STORM_RETRIES}\n",
        hold=STORM_FOR,
        severity="warning",
        summary=f"Retries after {code['code']} do not help and load the service",
        seen=f'{{{{ $value | printf "%.1f" }}}} retries for each failure in the last {window}, '
        "over all backends.",
    )


def alert(
    name: str,
    code: dict,
    expression: str,
    *,
    severity: str,
    summary: str,
    seen: str,
    hold: str = "",
) -> str:
    description = f"{code['meaning']}. {seen} What to do: {code['action']}."
    lines = [f"      - alert: {name}", "        expr: |", indent(expression).rstrip("\n")]
    if hold:
        lines.append(f"        for: {hold}")
    lines += [
        "        labels:",
        f"          code: {code['code']}",
        f"          severity: {severity}",
        "        annotations:",
        f"          summary: {quoted(summary)}",
        f"          description: {quoted(description)}",
        f"          runbook_url: {quoted(doc_url(code['code']))}",
    ]
    return "\n".join(lines) + "\n"


def doc_url(code: str) -> str:
    """As the core says it."""
    source = REFERENCE.read_text(encoding="utf-8")
    page = re.search(r'const PAGE: &str = "(.+)";', source)
    if page is None:
        raise SystemExit(f"{REFERENCE}: no address of the page")
    return f"{page[1]}#{code.lower()}"


def indent(text: str) -> str:
    return "".join(f"          {line}\n" for line in text.splitlines())


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
