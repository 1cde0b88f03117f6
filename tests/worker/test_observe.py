"""What is noted of values."""

from __future__ import annotations

import json
import timeit
from fractions import Fraction

import numpy as np
import pytest

from vault_runner.worker.observe import observe
from vault_runner.worker.statements import compile_block


def noted(source: str, **names: object) -> list[dict[str, object]]:
    """Run one statement and return what is noted of it."""
    (statement,) = compile_block(source, "note.md", (9,))
    space: dict[str, object] = dict(names)
    value = eval(statement.code, space)  # noqa: S307 - as the child does
    return observe(statement, value, space)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, "1"),
        (-2.5, "-2.5"),
        (True, "true"),
        (float("nan"), '"nan"'),
        (float("-inf"), '"-inf"'),
        (1 + 2j, '"(1+2j)"'),
        ("数", '"数"'),
        ((1, [2, (3,)]), "[1, [2, [3]]]"),
        (np.float32(0.5), "0.5"),
        (np.arange(4).reshape(2, 2), "[[0, 1], [2, 3]]"),
        (np.array([True, False]), "[true, false]"),
        (np.array([np.nan, np.inf]), '["nan", "inf"]'),
        ("x" * 201, ""),
        (list(range(51)), ""),
        ([[0] * 30, [0] * 30], ""),
        (10**100, ""),
        (np.zeros(51), None),
        ([object()], ""),
        ({1: 2}, None),
        (Fraction(1, 2), None),
    ],
)
def test_small_values_are_noted(value: object, expected: str | None) -> None:
    (seen,) = noted("x = given", given=value)
    assert seen.get("value") == expected
    if expected:
        json.loads(expected)


def test_arrays_have_shape_dtype_and_device() -> None:
    (seen,) = noted("A = given", given=np.zeros((3, 0, 2), dtype="int8"))
    assert seen == {
        "name": "A", "type": "ndarray", "shape": (3, 0, 2), "dtype": "int8", "device": "cpu",
        "value": "[[], [], []]", "line": 9, "end_line": 9,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("given", []),
        ("x = len", ["x"]),
        ("x = int", []),
        ("import json as j; x = j", None),
        ("del given", []),
        ("given.missing = 1", None),
    ],
)
def test_what_says_nothing_is_not_noted(source: str, expected: list[str] | None) -> None:
    if expected is not None:
        assert [seen["name"] for seen in noted(source, given=None)] == expected


def test_modules_and_functions_are_not_noted() -> None:
    assert noted("x = given", given=json) == []
    assert noted("x = given", given=noted) == []


def test_a_value_that_lies_or_raises_is_noted_by_its_type_alone() -> None:
    class Liar:
        @property
        def shape(self) -> object:
            return "no shape"

        @property  # type: ignore[misc]  # a lie is the point
        def __class__(self) -> type:
            raise RuntimeError

    (seen,) = noted("x = given", given=Liar())
    assert (seen["type"], seen.get("shape")) == ("Liar", None)


def test_a_list_that_holds_itself_is_left_out() -> None:
    endless: list[object] = []
    endless.append(endless)
    (seen,) = noted("x = given", given=endless)
    assert seen["value"] == ""


def test_an_item_that_cannot_be_read_again_is_left_out() -> None:
    assert noted("given['a'] = 1", given=type("Sink", (), {"__setitem__": lambda *_: None})()) == []


def test_observing_is_cheap() -> None:
    (statement,) = compile_block("x = given", "note.md", ())
    space: dict[str, object] = {"x": np.ones((4, 4))}
    seconds = min(timeit.repeat(lambda: observe(statement, None, space), number=200, repeat=5)) / 200
    assert seconds < 0.001  # measured: 12 µs; only a slip of orders of magnitude is to fail here
