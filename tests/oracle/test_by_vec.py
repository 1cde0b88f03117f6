"""Derivatives by a flattened matrix, in the order that the note gives to vec."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

PRODUCT = r"$A\in\mathbb{R}^{m\times n}$, $X\in\mathbb{R}^{n\times p}$, $B\in\mathbb{R}^{p\times q}$."
LAYER = r"$x\in\mathbb{R}^d$, $W\in\mathbb{R}^{o\times d}$ and $y=Wx$."
BY_VEC = r"\frac{\partial\,\mathrm{vec}(AXB)}{\partial\,\mathrm{vec}(X)"
BY_W = r"\frac{\partial y}{\partial\,\text{vec}(W)}"


@pytest.mark.parametrize("end", ["}", r"^\top}"])
def test_the_jacobian_of_a_flattened_product(end: str) -> None:
    assert verdict(PRODUCT, BY_VEC + end + r" = B^\top\otimes A") == "verified"
    assert verdict(PRODUCT, BY_VEC + end + r" = A\otimes B^\top") == "refuted"
    assert verdict(PRODUCT, BY_VEC + end + r" = B\otimes A") in {"refuted", "doubted", "not-checkable"}


def test_the_order_of_vec_decides() -> None:
    by_columns, by_rows = BY_W + r" = x^\top\otimes I_o", BY_W + r" = I_o\otimes x^\top"
    assert verdict(LAYER, by_columns) == "verified"
    assert verdict(LAYER, by_rows) == "refuted"
    assert verdict(LAYER[:-1] + ", and vec stacks the rows.", by_rows) == "verified"
    assert not verdict(LAYER[:-1] + ", and vec stacks the rows.", by_columns).startswith("verified")


def test_the_other_layout_is_a_doubt() -> None:
    assert verdict(LAYER, BY_W + r" = x\otimes I_o") != "refuted"


def test_what_does_not_depend_on_it_or_has_a_shape_says_nothing() -> None:
    assert verdict(LAYER, r"\frac{\partial x}{\partial\,\text{vec}(W)} = 0") == "not-checkable"
    assert verdict(PRODUCT, r"\frac{\partial(AXB)}{\partial\,\mathrm{vec}(X)} = B^\top\otimes A") == "not-checkable"


def test_a_row_is_a_matrix_with_one_row() -> None:
    said = r"$x\in\mathbb{R}^d$, $A\in\mathbb{R}^{m\times n}$, $y\in\mathbb{R}^n$."
    assert verdict(said, r"(x^\top\otimes A)(x\otimes y) = \|x\|^2Ay").startswith("verified")
    assert verdict(said, r"(x^\top\otimes A)(x\otimes y) = \|x\|Ay") == "refuted"
