"""Ranges side by side, `0 < a < 1, b > 0`, and one around several names, `0 < a, b < 1`, are conditions."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (r"", r"ab<1, \quad 0<a<1, 0<b<1", "verified"),
        (r"", r"ab<1, \quad 0<a,b<1", "verified"),
        (r"", r"ab<1, \quad 0<a<2, 0<b<2", "refuted"),
        (r"", r"x+y<1, \quad 0<x,y<1", "refuted"),
        (r"", r"\arctan a+\arctan b = \arctan\frac{a+b}{1-ab} \quad \text{if } 0<ab<1,\ a>0", "verified"),
        (r"", r"\arctan a+\arctan b = \arctan\frac{a+b}{1-ab}, \quad 1<a<2, 1<b<2", "refuted"),
        (r"$x\in\mathbb R$.", r"x^2\le1, \quad -1\le x\le1", "verified"),
        (r"$x\in\mathbb R$.", r"x^2\le1, \quad -2\le x\le1", "refuted"),
        (r"$x\in\mathbb R$.", r"x^2<1, \quad -1<x<1", "not-checkable"),
    ],
)
def test_each_range_holds_for_its_own_names(context: str, latex: str, verdict: str) -> None:
    assert ask_row(context, latex)[0]["verdict"].removesuffix("-exact") == verdict
