"""Runs every conformance vector, as a mapping and as keywords, and compares bytes."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import pytest

import vectors
from avatar_errors import AvatarError, SessionTokenError, classify

WAYS: dict[str, Callable[[dict[str, Any]], AvatarError]] = {
    "dict": lambda failure: classify(failure),
    "mapping": lambda failure: classify(MappingProxyType(failure)),
    "keywords": lambda failure: classify(**vectors.keywords(failure)),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_vector_gives_its_bytes(way: str, report: dict[str, str]) -> None:
    run, wrong = 0, []
    for vector in vectors.read():
        error = WAYS[way](vectors.failure(vector))
        wrong += [f"{vector['name']}: {line}" for line in differences(vector, error)]
        run += 1
    there_are = vectors.there_are()
    report[f"vectors as {way}"] = f"{run} run of {there_are}"
    assert not wrong, f"{len(wrong)} differences:\n" + "\n".join(wrong)
    assert run == there_are
    assert run >= 500


def differences(vector: dict[str, Any], error: AvatarError) -> list[str]:
    found = {
        "json": (error.to_json(), vector["error"]),
        "class": (type(error), _class_of(error)),
        "read back": (AvatarError.from_json(vector["error"]).to_json(), vector["error"]),
    }
    if "fingerprint" in vector:
        found["fingerprint"] = (list(error.fingerprint), vector["fingerprint"])
    if "raw_body" in vector:
        found["raw body"] = (error.raw_body, vector["raw_body"])
    return [
        f"{what}\n  {ours!r}\n  {theirs!r}"
        for what, (ours, theirs) in found.items()
        if ours != theirs
    ]


def _class_of(error: AvatarError) -> type[AvatarError]:
    return SessionTokenError if error.phase == "session_token" else AvatarError
