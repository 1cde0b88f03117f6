"""Multiplications are counted loop by loop, and the fit is exact."""

from __future__ import annotations

import pytest

from vault_runner.verify.counting import cost_of, divides, monomial, shown


@pytest.mark.parametrize(
    ("left", "right", "total", "each"),
    [
        ("ab", "bc", "a·b·c", "b"),
        ("nn", "nn", "n^3", "n"),
        ("zab", "zbc", "a·b·c·z", "b"),
        ("zab", "bc", "a·b·c·z", "b"),
        ("ab", "ba", "a^2·b", "b"),
    ],
)
def test_products_are_counted(left: str, right: str, total: str, each: str) -> None:
    cost = cost_of(tuple(left), tuple(right))
    assert cost is not None
    assert (shown(cost.total), shown(cost.each)) == (total, each)
    assert cost.points >= 3


def test_what_does_not_fit_is_not_counted() -> None:
    assert cost_of(("a", "b"), ("c", "d")) is None
    assert cost_of(("a", "2"), ("2", "c")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"a \cdot b \cdot c", (("a", 1), ("b", 1), ("c", 1))),
        ("n^3", (("n", 3),)),
        ("n³", (("n", 3),)),
        (r"n^{2} \times m", (("m", 1), ("n", 2))),
        ("$b$", (("b", 1),)),
        (r"n \log n", None),
        ("n^{2.81}", None),
        ("2", None),
    ],
)
def test_products_of_powers_are_read(text: str, expected: object) -> None:
    assert monomial(text) == expected


def test_one_bounds_another_only_power_by_power() -> None:
    assert divides((("a", 1),), (("a", 2), ("b", 1)))
    assert not divides((("c", 1),), (("a", 2), ("b", 1)))
