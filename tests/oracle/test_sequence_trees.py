"""Trees of members of sequences are computed and shortened as their numbers say."""

from __future__ import annotations

import pytest

from vault_runner.oracle.sequence_trees import is_zero, number, size, whole_number, without_zeros
from vault_runner.oracle.statements import read_formula


@pytest.mark.parametrize(("latex", "value"), [("3+1", 4), ("2-5", -3), ("(2)(3)", 6), ("n+1", None), ("x", None)])
def test_indices_are_computed(latex: str, value: int | None) -> None:
    assert whole_number(read_formula(latex)[0].members[0]) == value


@pytest.mark.parametrize("value", [0, 7, -2])
def test_a_written_number_is_read_again(value: int) -> None:
    assert whole_number(number(value)) == value


@pytest.mark.parametrize(("latex", "left"), [("a+0", "a"), (r"0\cdot b", "0"), ("0+0", "0"), ("a+b", "(add a b)")])
def test_zeros_vanish(latex: str, left: str) -> None:
    assert str(without_zeros(read_formula(latex)[0].members[0])) == left


def test_zero_in_brackets_is_zero() -> None:
    assert is_zero(read_formula("(-0)")[0].members[0])
    assert not is_zero(read_formula("10")[0].members[0])
    assert size(read_formula("a+b")[0].members[0]) == 3
