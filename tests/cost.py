"""The tables of docs/cost.md, from what a run of the benchmarks left."""

import os
import platform

COLUMNS = ("name", "ours", "beside", "ratio", "target")


def tables(sections: list[dict]) -> str:
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
    parts = [f"From one run on {machine}.\n"]
    for section in sections:
        lines = ["| what | measured | beside | ratio | target | |", "|---|---|---|---|---|---|"]
        for row in section["rows"]:
            verdict = {None: "", True: "reached", False: "**missed**"}[row["reached"]]
            lines.append(f"| {' | '.join([*(row[column] for column in COLUMNS), verdict])} |")
        title = section["title"][:1].upper() + section["title"][1:]
        parts.append(f"## {title}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)
