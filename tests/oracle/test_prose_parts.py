"""Rows, columns and ranks that prose names are bound to their matrix."""

from __future__ import annotations

from oracle.asking import verdict

ROWS = r"The rows of $X\in\mathbb{R}^{n\times d}$ are $x_i^\top$."
COLUMNS = r"The columns of $X\in\mathbb{R}^{n\times d}$ are $x_i$."


def test_rows_and_columns_belong_to_their_matrix() -> None:
    assert verdict(ROWS, r"X^\top X = \sum_{i=1}^n x_i x_i^\top").startswith("verified")
    assert verdict(COLUMNS, r"X X^\top = \sum_{i=1}^d x_i x_i^\top").startswith("verified")
    assert verdict(
        r"记 $X\in\mathbb{R}^{n\times d}$ 的各行为 $x_1^\top,\dots,x_n^\top$。", r"[XX^\top]_{ij} = x_i^\top x_j"
    ).startswith("verified")


def test_rows_are_no_columns() -> None:
    assert not verdict(ROWS, r"X X^\top = \sum_{i=1}^n x_i x_i^\top").startswith("verified")


def test_a_named_rank_is_the_rank() -> None:
    context = r"$A\in\mathbb{R}^{m\times n}$ has rank $r$."
    assert verdict(context, r"r = \operatorname{rank}(A^\top A)").startswith("verified")
    assert not verdict(context, "r = n").startswith("verified")
