"""Checks Grafana's dashboard: Prometheus can read every query, and its metrics and labels exist.

Run with promtool on the PATH.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

LABELS = {"code", "phase", "recovery", "alert", "instance", "job"}
METRICS = {
    "avatar_errors_total": LABELS,
    "avatar_errors_retries_total": LABELS,
    "fleet:avatar_errors:recent": LABELS - {"instance", "job"},
    "fleet:avatar_errors_retries:recent": LABELS - {"instance", "job"},
    "ALERTS": {"alertname", "alertstate", "code", "severity"},
}
WORDS = {"sum", "topk", "rate", "by"}
VARIABLES = {"$code": ".*", "$phase": ".*", "$__rate_interval": "1m"}


def queries(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Each panel's title and query, with Grafana's variables filled in."""
    text = (root / "ops" / "grafana" / "avatar-errors.json").read_text(encoding="utf-8")
    for panel in json.loads(text)["panels"]:
        for target in panel["targets"]:
            query = target["expr"]
            for name, value in VARIABLES.items():
                query = query.replace(name, value)
            yield panel["title"], query


def check(title: str, query: str) -> list[str]:
    """What is wrong with a query, as far as words tell."""
    problems = [f"{title}: variable {name}" for name in re.findall(r"\$\w+", query)]
    selectors = re.findall(r"([a-zA-Z_:]+)\{(.*?)\}", query)
    used = {label for _, labels in selectors for label in re.findall(r"(\w+)=?[~=!]", labels)}
    used |= {
        label for labels in re.findall(r"by \(([^)]*)\)", query) for label in labels.split(", ")
    }
    bare = re.sub(r'\{.*?\}|by \([^)]*\)|\[[^]]*\]|"[^"]*"', " ", query)
    metrics = set(re.findall(r"[a-zA-Z_:]\w*(?::\w+)*", bare)) - WORDS
    if not metrics:
        problems.append(f"{title}: no metric in {query}")
    for metric in metrics:
        if metric not in METRICS:
            problems.append(f"{title}: no metric {metric}")
        for label in used - METRICS.get(metric, used):
            problems.append(f"{title}: {metric} has no label {label}")
    return problems


def main() -> int:
    found = list(queries())
    problems = [problem for title, query in found for problem in check(title, query)]
    # As rules, whose expressions promtool reads.
    rules = [{"record": f"panel_{n}", "expr": query} for n, (_, query) in enumerate(found)]
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
        json.dump({"groups": [{"name": "dashboard", "rules": rules}]}, file)
        file.flush()
        command = ["promtool", "check", "rules", file.name]
        run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        problems.append(run.stdout + run.stderr)
    for problem in problems:
        print(problem)
    print(f"dashboard: {len(found)} queries, {len(problems)} problems")
    return 1 if problems or not found else 0


if __name__ == "__main__":
    sys.exit(main())
