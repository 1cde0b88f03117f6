"""Sizes as polynomials: two ways of writing the same size come out alike, two sizes never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault_runner.verify.polynomials import Algebra, alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a*b", "b*a"),
        ("(s-3)//2+1", "(s-1)//2"),
        ("(a*b)//b", "a"),
        ("(2*n+1)//2", "n"),
        ("(a+b)**2", "a**2 + 2*a*b + b**2"),
        ("d", "h*(d//h)"),
        ("k", "d//h"),
        ("m", "4"),
    ],
)
def test_the_same_size_in_two_ways(one: str, other: str) -> None:
    algebra = Algebra({"k": "d//h", "m": "4"}, {"d": "h"})
    assert algebra.read(one) == algebra.read(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("n", "d"),
        ("s//2", "(s+1)//2"),
        ("a*b//c", "a*(b//c)"),
        ("n", "n+1"),
        ("n % 2", "n"),
        ("d / 2", "d // 2"),
        ("2**n", "n**2"),
    ],
)
def test_other_sizes(one: str, other: str) -> None:
    assert Algebra({}).read(one) != Algebra({}).read(other)


@pytest.mark.parametrize("text", ["", "n +", "f'{n}'", "n / 0", "[n]"])
def test_what_is_no_size(text: str) -> None:
    assert Algebra({}).read(text) is None


@pytest.mark.parametrize(
    ("one", "other", "pair"),
    [
        ("n", "d", ("d", "n")),
        ("2*n", "n + m", ("m", "n")),
        ("h*k", "t*k", ("h", "t")),
        ("a*b", "a + b", None),
        ("(n+1)//2", "n//2", None),
        ("n*d", "d*d - d", None),
        ("n - k", "d - k", ("d", "n")),
    ],
)
def test_two_names_that_have_to_be_the_same(one: str, other: str, pair: tuple[str, str] | None) -> None:
    first, second = Algebra({}).read(one), Algebra({}).read(other)
    assert first is not None
    assert second is not None
    found = alike(first, second)
    assert (tuple(sorted(found)) if found else None) == pair


LEAVES = st.sampled_from(["a", "b", "c"]) | st.integers(1, 5).map(str)
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.tuples(inner, st.sampled_from(["+", "-", "*", "//"]), inner).map(
        lambda all_: f"({all_[0]}{all_[1]}{all_[2]})"
    ),
    max_leaves=6,
)


@given(EXPRESSIONS, EXPRESSIONS, st.lists(st.integers(2, 40), min_size=3, max_size=3))
def test_what_comes_out_alike_is_alike(one: str, other: str, sizes: list[int]) -> None:
    first, second = Algebra({}).read(one), Algebra({}).read(other)
    names = dict(zip("abc", sizes, strict=True))
    if first is not None and first == second:
        try:
            values = eval(one, {}, names), eval(other, {}, names)  # noqa: S307 - made of the letters above
        except ZeroDivisionError:
            return
        assert values[0] == values[1]
