"""Conventions in words silence the statements that they change, and no others."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict

X = r" $x\in\mathbb{R}$, $x>0$."


@pytest.mark.parametrize(
    ("convention", "latex"),
    [
        ("Logarithms are binary.", r"\frac{d}{dx}\log x = \frac{1}{x}"),
        ("角度以度为单位。", r"\sin(x+2\pi) = \sin x"),
        ("Indices start at zero.", r"\sum_{i=0}^{3} i = 6"),
        ("Powers are taken entry by entry.", "x^2 x = x^3"),
        ("Arithmetic modulo two.", "x + x = 2x"),
    ],
)
def test_a_convention_silences_what_it_touches(convention: str, latex: str) -> None:
    assert answer(convention + X, latex)["code"] == "convention"
    assert verdict(X, latex).startswith("verified")


def test_a_convention_leaves_other_formulas_alone() -> None:
    assert verdict("Logarithms are binary." + X, "2x = x + x").startswith("verified")


def test_the_hadamard_sign_keeps_its_meaning() -> None:
    context = r"$\odot$ is the Hadamard product, $A,B\in\mathbb{R}^{m\times n}$."
    assert verdict(context, r"A\odot B = B\odot A").startswith("verified")


def test_exponentials_may_go_element_by_element() -> None:
    context = r"$x,y\in\mathbb{R}^n$; exponentials are taken element-wise."
    assert verdict(context, r"e^{x}\odot e^{y} = e^{x+y}").startswith("verified")
