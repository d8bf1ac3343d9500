"""The table of clients, from what a run of the demo left."""


def table(demo: dict) -> str:
    count = demo["scenarios"]
    lines = ["| client | identical | not seen |", "|---|---|---|"]
    # Clients share what their libraries hide: each reason is written once.
    numbers: dict[tuple[str, tuple[str, ...]], int] = {}
    for client in demo["clients"]:
        groups: dict[str, list[str]] = {}
        for name, reason in client["unseen"].items():
            groups.setdefault(reason, []).append(name)
        notes = [
            numbers.setdefault((reason, tuple(names)), len(numbers) + 1)
            for reason, names in groups.items()
        ]
        hidden = f"{len(client['unseen'])} ({', '.join(map(str, sorted(notes)))})"
        lines.append(
            f"| {client['name']} | {client['identical']} of {count} "
            f"| {hidden if notes else 'none'} |"
        )
    lines += [""] if numbers else []
    for (reason, names), number in numbers.items():
        lines.append(f"{number}. {reason}: {', '.join(grouped(names))}")
    return "\n".join(lines) + "\n"


def grouped(names: tuple[str, ...]) -> list[str]:
    """Names with the same first word as one, its rest in braces."""
    rests: dict[str, list[str]] = {}
    for name in names:
        word, _, rest = name.partition("-")
        rests.setdefault(word, []).append(rest)
    return [
        f"`{word}-{{{', '.join(rest)}}}`" if len(rest) > 1 else f"`{word}-{rest[0]}`"
        for word, rest in rests.items()
    ]
