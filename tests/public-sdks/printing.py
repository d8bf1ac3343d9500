"""The differences of an SDK, and the counts."""

from collections import Counter

from judging import DIFFERENT, INEXPRESSIBLE, KINDS, SAME, Verdict


def print_differences(sdk: str, verdicts: dict[str, Verdict], scenarios: dict) -> None:
    rows = [("scenario", "its code", "our code", "our rule, of its error", "it holds", "it lost")]
    for name, verdict in verdicts.items():
        if verdict.kind in (SAME, INEXPRESSIBLE):
            continue
        expected = scenarios[name]["expect"]["code"]
        code, rule = verdict.ours.get("code", expected), verdict.ours.get("rule", "")
        rule = rule if code == expected else f"{code}: {rule}"
        facts = ", ".join(verdict.held), ", ".join(verdict.lost)
        rows.append((name, verdict.theirs, expected, rule, *facts))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    print(f"\n{sdk}, where it differs")
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print("  ".join(cells).rstrip())


def print_summary(
    sdk: str, verdicts: dict[str, Verdict], reports: dict[str, dict], scenarios: dict
) -> None:
    print(f"\n{sdk}, {len(verdicts)} scenarios")
    for kind in KINDS:
        words = Counter(verdict.theirs for verdict in verdicts.values() if verdict.kind == kind)
        print(f"{words.total():>5}  {kind}")
        if kind not in (SAME, DIFFERENT):
            for word, count in words.items():
                print(f"         {count:>3}  {word}")
    errors = {name: verdict for name, verdict in verdicts.items() if verdict.ours}
    wrong = [
        name
        for name, verdict in errors.items()
        if verdict.ours["code"] != scenarios[name]["expect"]["code"]
    ]
    phases = sum(reports[name]["phase"] != scenarios[name]["expect"]["phase"] for name in errors)
    leaks = sum(verdict.leaks for verdict in errors.values())
    print(f"  of its {len(errors)} errors")
    print(f"{len(errors) - len(wrong):>5}  give our code through from_exception")
    print(f"{len(wrong):>5}  do not: what names it is lost")
    print(f"{phases:>5}  name another phase")
    print(f"{leaks:>5}  have a live token or key in their text")


def print_agreement(verdicts: dict[str, dict[str, Verdict]]) -> None:
    one, other = verdicts.values()
    pairs = [
        (one[name].theirs, other[name].theirs)
        for name in one.keys() & other.keys()
        if {one[name].kind, other[name].kind} <= {SAME, DIFFERENT}
    ]
    same = sum(a == b for a, b in pairs)
    print(f"\nboth have a code in {len(pairs)} scenarios: the same one in {same}, ", end="")
    print(f"different ones in {len(pairs) - same}")
