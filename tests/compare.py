"""Feeds every conformance vector and generated failures to all languages in one run, and compares
what they answer byte for byte."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from pathlib import Path

TESTS = Path(__file__).resolve().parent
VECTORS = TESTS / "vectors"
SHOWN = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--generator", required=True, help="the program that writes failures")
    parser.add_argument("--count", type=int, default=100_000, help="how many it writes")
    parser.add_argument("--seed", type=int, default=20_261_122)
    parser.add_argument(
        "languages",
        nargs="+",
        metavar="LANGUAGE=COMMAND",
        help="a command that reads failures and writes canonical errors, a line each",
    )
    options = parser.parse_args()
    languages = dict(word.split("=", 1) for word in options.languages)
    with tempfile.TemporaryDirectory() as folder:
        failures = Path(folder) / "failures.ndjson"
        expected = write_failures(failures, options)
        outputs = {language: Path(folder) / language for language in languages}

        def run(language: str) -> int:
            with failures.open("rb") as source, outputs[language].open("wb") as answers:
                command = languages[language].split()
                return subprocess.run(command, stdin=source, stdout=answers, check=False).returncode

        with ThreadPoolExecutor(2) as pool:
            statuses = dict(zip(languages, pool.map(run, languages), strict=True))
        failed = sum(status != 0 for status in statuses.values())
        for language, status in statuses.items():
            if status:
                print(f"{language}: its program ended with {status}")
        differing = list(differences(failures, expected, outputs))
    for line, text in differing[:SHOWN]:
        print(f"failure {line}: {text}")
    compared = len(expected) + options.count
    print(
        f"{len(languages)} languages ({', '.join(languages)}): {len(expected)} vectors and "
        f"{options.count} generated failures each, {len(differing)} differ"
    )
    wrong = len(differing) + failed
    print(f"{compared - len(differing)} passed, {wrong} failed")
    return 1 if wrong else 0


def write_failures(target: Path, options: argparse.Namespace) -> list[str]:
    """Writes the vectors' failures, then the generated ones; returns the vectors' errors."""
    expected = []
    with target.open("wb") as lines:
        for path in sorted(VECTORS.glob("*.json")):
            for vector in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
                line = vector.get("line") or json.dumps(vector["failure"])
                lines.write(line.encode() + b"\n")
                expected.append(vector["error"])
    if not expected:
        sys.exit(f"no vectors in {VECTORS.name}")
    with target.open("ab") as lines:
        arguments = ["--count", str(options.count), "--seed", str(options.seed)]
        subprocess.run([options.generator, *arguments], stdout=lines, check=True)
    return expected


def differences(
    failures: Path, expected: list[str], outputs: dict[str, Path]
) -> Iterator[tuple[int, str]]:
    """Each failure on which the languages differ from each other or from the vector."""
    answers = [path.open(encoding="utf-8", newline="\n") for path in outputs.values()]
    with failures.open(encoding="utf-8", newline="\n") as lines:
        for number, (line, *answered) in enumerate(zip_longest(lines, *answers), start=1):
            vector = expected[number - 1] + "\n" if number <= len(expected) else answered[0]
            if vector is not None and all(answer == vector for answer in answered):
                continue
            wrong = [
                f"{language} answers {answer!r}"
                for language, answer in zip(outputs, answered, strict=True)
                if answer != vector
            ]
            yield number, f"{line!r}: expected {vector!r}; {'; '.join(wrong)}"


if __name__ == "__main__":
    sys.exit(main())
