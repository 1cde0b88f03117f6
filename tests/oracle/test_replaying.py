"""A token of a report gives the same numbers again."""

from __future__ import annotations

from typing import Any

import pytest

from vault_runner.oracle import ask, replay

NOTE: dict[str, Any] = {
    "items": [
        {"kind": "prose", "text": r"Let $A,B\in\mathbb{R}^{n\times n}$ and $x\in\mathbb{R}^n$."},
        {"kind": "display", "text": "AB = BA"},
        {"kind": "display", "text": r"\|2x\| = 2\|x\|"},
        {"kind": "display", "text": "n^3 + n = O(n^3)"},
    ]
}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_same_numbers_come_again(number: int) -> None:
    before = next(answer for answer in ask(NOTE)["answers"] if answer["item"] == number)
    again = replay(NOTE, before["evidence"]["replay"])
    assert again == [before]


def test_a_token_of_another_note_finds_nothing() -> None:
    assert replay(NOTE, "00000000") == []
