"""Products of stated shapes, against numpy's own answers where all sizes are numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault_runner.verify.shape_rules import compare, product, read_sizes, written

SHAPES = st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=4).map(tuple)


@given(SHAPES, SHAPES)
def test_numbers_give_what_numpy_gives(left: tuple[int, ...], right: tuple[int, ...]) -> None:
    outcome = product(tuple(map(str, left)), tuple(map(str, right)))
    try:
        expected = np.matmul(np.ones(left), np.ones(right)).shape
    except ValueError:
        assert outcome.sizes is None
        assert outcome.clear
        assert outcome.trouble
    else:
        assert outcome.sizes == tuple(map(str, expected))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("(*batch, m, k)", "(*batch, k, n)", "(*batch, m, n)"),
        ("(*batch, m, k)", "(k, n)", "(*batch, m, n)"),
        ("(..., m, k)", "(..., k, n)", "(..., m, n)"),
        ("(b, 1, m, k)", "(h, k, n)", "(b, h, m, n)"),
        ("(m, 2k)", "(2k, n)", "(m, n)"),
    ],
)
def test_names_stand_for_themselves(left: str, right: str, expected: str) -> None:
    outcome = product(read_sizes(left) or (), read_sizes(right) or ())
    assert outcome.sizes is not None
    assert written(outcome.sizes) == expected


@pytest.mark.parametrize(
    ("left", "right"), [("(m, k)", "(j, n)"), ("(*b, m, k)", "(4, k, n)"), ("(...)", "(k, n)"), ("(m, 3)", "(k, n)")]
)
def test_what_names_leave_open_is_no_clear_trouble(left: str, right: str) -> None:
    outcome = product(read_sizes(left) or (), read_sizes(right) or ())
    assert outcome.sizes is None
    assert not outcome.clear


def test_shapes_are_compared_size_by_size() -> None:
    assert compare(("2", "n"), ("2", "n")) == "same"
    assert compare(("2", "n"), ("3", "n")) == "differ"
    assert compare(("2", "n"), ("2", "m")) == "unknown"
    assert compare(("2",), ("2", "1")) == "differ"
    assert compare(("*batch", "n"), ("4", "5", "n")) == "unknown"


def test_lists_and_sizes_of_torch_are_read() -> None:
    assert read_sizes("torch.Size([2, 3])") == ("2", "3")
    assert read_sizes("`(2,)`") == ("2",)
    assert read_sizes("two") is None
