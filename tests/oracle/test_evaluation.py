"""Expressions at a point, and between two."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

from vault_runner.oracle.statements import parse_expression


def test_the_bar_takes_the_whole_derivative() -> None:
    tree = parse_expression(r"1+\frac{d}{dx}f(x)\Big|_{x=a}")
    assert str(tree.args[1]).startswith("(at (deriv:d")


def test_an_absolute_value_stays_one() -> None:
    assert parse_expression(r"|x|").head == "abs"
    assert not any(node.head == "at" for node in parse_expression(r"\|x\|_{p}+|y|").walk())


@pytest.mark.parametrize(
    ("latex", "wanted"),
    [
        (r"\left.\frac{\partial}{\partial t}\det(I+tA)\right|_{t=0}=\operatorname{tr}(A)", True),
        (r"\left.\frac{\partial}{\partial t}\det(I+tA)\right|_{t=0}=\det(A)", False),
        (r"\left.\frac{d}{dt}\|x+ty\|^2\right|_{t=1}=2x^\top y+2\|y\|^2", True),
        (r"\left.\frac{d}{dt}\|x+ty\|^2\right|_{t=1}=2x^\top y", False),
    ],
)
def test_a_derivative_at_a_point(latex: str, wanted: bool) -> None:
    found = verdict(r"$A\in\mathbb{R}^{n\times n}$ and $x,y\in\mathbb{R}^n$.", latex)
    assert found.startswith("verified") if wanted else found == "refuted"


def test_bounds_that_dont_say_of_what_are_left_open() -> None:
    found = verdict(r"$a,b\in\mathbb{R}$.", r"\left.xy\right|_a^b=b-a")
    assert found == "not-checkable"
