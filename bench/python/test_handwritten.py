"""The peer does the same job: it finds the same code, phase and recovery."""

from __future__ import annotations

import pytest

from avatar_errors import classify
from cases import CASES
from handwritten import HandwrittenError, raise_classified


@pytest.mark.parametrize("name", CASES)
def test_agrees(name: str) -> None:
    ours = classify(CASES[name])
    with pytest.raises(HandwrittenError) as caught:
        raise_classified(**CASES[name])
    peer = caught.value
    fields = (
        "code phase message http_status server_code server_title server_detail connection_id "
        "req_id close_code close_reason recovery retry_after raw_body"
    ).split()
    assert {field: getattr(peer, field) for field in fields} == {
        field: getattr(ours, field) for field in fields
    }


def test_there_are_five_cases() -> None:
    assert len(CASES) == 5
    assert len(CASES["html_2kb"]["body"]) == 2048
