"""Statements that tempt a checker into a false verdict: none of them may get one."""

from __future__ import annotations

from pathlib import Path

import pytest
from oracle.asking import verdicts

LINES = [
    line.split(" @@ ")
    for line in (Path(__file__).parent / "adversarial.txt").read_text(encoding="utf-8").splitlines()
    if " @@ " in line and not line.startswith("#")
]
BATCH = 40


def is_false(mark: str, found: list[str]) -> bool:
    """Tell whether verdicts are false ones: T is true, F is false, N states nothing."""
    refuted = "refuted" in found
    verified = all(verdict.startswith("verified") for verdict in found)
    return {"T": refuted, "F": verified, "N": refuted or verified}[mark]


@pytest.mark.parametrize("number", range(-(-len(LINES) // BATCH)))
def test_no_statement_gets_a_false_verdict(number: int) -> None:
    rows = LINES[number * BATCH : (number + 1) * BATCH]
    wrong = [row for row in rows if is_false(row[0], verdicts(row[1], row[2]))]
    assert not wrong


def test_there_are_many_of_each_mark() -> None:
    marks = [mark for mark, _, _ in LINES]
    assert len(LINES) > 900
    assert min(marks.count(mark) for mark in "TFN") > 40
