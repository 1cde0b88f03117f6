"""What statements showed, copied in small."""

from __future__ import annotations

import dataclasses
from collections import Counter

import numpy as np
import pytest

from vault_runner.worker.printed import Copies, value_text
from vault_runner.worker.statements import compile_block


def copied(source: str, texts: dict[int, str], values: dict[int, object] | None = None) -> list[dict[str, object]]:
    """Return what is kept of a block whose statements write `texts`, by their line."""
    copies = Copies()
    copies.begin()
    for statement in compile_block(source, "note.md", ()):
        copies.write(texts.get(statement.line, ""))
        copies.end_statement(statement, (values or {}).get(statement.line))
    return copies.take()


def test_each_statement_has_its_own_text() -> None:
    found = copied("a\nb\nc\n", {1: "one\n", 3: "three\n"}, {2: 5})
    assert found == [
        {"line": 1, "end_line": 1, "text": "one\n", "value": "", "whole": True},
        {"line": 2, "end_line": 2, "text": "", "value": "5", "whole": True},
        {"line": 3, "end_line": 3, "text": "three\n", "value": "", "whole": True},
    ]


def test_long_text_is_cut_and_marked() -> None:
    (found,) = copied("a\n", {1: "x" * 100_000})
    assert found["whole"] is False
    assert len(str(found["text"])) == 8_000


def test_a_block_keeps_its_share_and_no_more() -> None:
    found = copied("a\n" * 100, dict.fromkeys(range(1, 101), "x" * 8_000))
    assert sum(len(str(each["text"])) for each in found) == 128_000


@dataclasses.dataclass
class Point:
    """A class whose text is made of its fields."""

    x: int


class Loud:
    """A class whose text must not be asked for."""

    def __repr__(self) -> str:
        """Fail."""
        raise AssertionError


class Quiet(dict[str, int]):
    """A mapping that may do anything when it is written."""

    def __repr__(self) -> str:
        """Return what nobody is to see."""
        return "never asked"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        ({"a": {1}}, "{'a': {1}}"),
        (np.array([1, 2]), "array([1, 2])"),
        (Counter("aab"), "Counter({'a': 2, 'b': 1})"),
        (Point(1), "Point(x=1)"),
        (Loud(), ""),
        ([Loud()], ""),
        (Quiet(), ""),
        (list(range(1000)), ""),
        ("x" * 5000, ""),
        (np.zeros((1000, 1000)), ""),
    ],
)
def test_values_that_write_themselves_shortly(value: object, text: str) -> None:
    assert value_text(value) == text
