"""Homogeneous functions have the degree that the note states, and no other."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

DOMAIN = r"$f:\mathbb{R}^n\setminus\{0\}\to\mathbb{R}$ is differentiable"


@pytest.mark.parametrize("degree", ["", "^2", "^3"])
def test_a_function_has_its_degree(degree: str) -> None:
    prose = rf"{DOMAIN} and $f(sx)=s{degree}f(x)$ for all $s>0$."
    number = degree.strip("^") or "1"
    assert verdict(prose, rf"x^\top\nabla f(x) = {number}f(x)").startswith("verified")
    assert verdict(prose, r"x^\top\nabla f(x) = 4f(x)") == "refuted"


def test_a_function_without_the_equation_has_no_degree() -> None:
    assert not verdict(f"{DOMAIN}.", r"x^\top\nabla f(x) = f(x)").startswith("verified")


def test_an_equation_of_another_form_gives_no_degree() -> None:
    prose = rf"{DOMAIN} and $f(sx)=s+f(x)$ for all $s>0$."
    assert not verdict(prose, r"x^\top\nabla f(x) = f(x)").startswith("verified")
