"""Extrema over directions: the gradient is a fixed vector there."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

SMOOTH = r"$f:\mathbb{R}^n\to\mathbb{R}$ is differentiable, $x\in\mathbb{R}^n$."


@pytest.mark.parametrize("slope", ["D_u f(x)", r"\nabla f(x)^\top u", r"\langle\nabla f(x),u\rangle"])
def test_the_steepest_direction(slope: str) -> None:
    assert verdict(SMOOTH, rf"\max_{{\|u\|=1}} {slope} = \|\nabla f(x)\|") == "verified"
    assert verdict(SMOOTH, rf"\max_{{\|u\|=1}} {slope} = \|\nabla f(x)\|^2") == "refuted"


def test_undeclared_functions_are_doubted_at_most() -> None:
    said = "Among all unit vectors $u$, the directional derivative of a differentiable $f$ at $x$ is largest"
    assert verdict(said, r"\max_{\|u\|=1} D_u f(x) = \|\nabla f(x)\|") == "verified"
    assert verdict(said, r"\max_{\|u\|=1} D_u f(x) = \|\nabla f(x)\|^2") in {"doubted", "not-checkable"}


def test_a_gradient_that_moves_with_the_direction_is_no_fixed_one() -> None:
    said = r"$f(x)=\|x\|^2$ with $x\in\mathbb{R}^n$."
    assert verdict(said, r"\max_{\|u\|=1} \nabla f(u)^\top u = 2") not in {"refuted", "doubted"}
    assert verdict(said, r"\max_{\|u\|=1} \nabla f(u)^\top u = 1") != "verified"
