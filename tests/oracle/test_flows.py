"""Derivatives by the time of what moves as a differential equation says."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

DOWNHILL = r"$f:\mathbb{R}^n\to\mathbb{R}$ is differentiable and $\dot x=-\nabla f(x)$."
LINEAR = r"$\dot x = Ax$ with $A\in\mathbb{R}^{n\times n}$"


@pytest.mark.parametrize(
    ("context", "right", "wrong"),
    [
        (DOWNHILL, r"\frac{d}{dt} f(x(t)) = -\|\nabla f(x(t))\|^2", r"\frac{d}{dt} f(x(t)) = -\|\nabla f(x(t))\|"),
        (DOWNHILL, r"\frac{d}{dt} f(x(t)) \le 0", r"\frac{d}{dt} f(x(t)) \ge 0"),
        (LINEAR, r"\frac{d}{dt}\|x(t)\|^2 = x(t)^\top(A+A^\top)x(t)", r"\frac{d}{dt}\|x(t)\|^2 = x(t)^\top Ax(t)"),
        (LINEAR, r"\frac{d}{dt}(x^\top Px) = x^\top(A^\top P+PA)x", r"\frac{d}{dt}(x^\top Px) = 2x^\top PAx"),
        (r"$\dot x = Ax$ where $A^\top=-A$.", r"\frac{d}{dt}\|x(t)\|^2 = 0", r"\frac{d}{dt}\|x(t)\|^2 = \|x(t)\|^2"),
    ],
)
def test_along_a_flow(context: str, right: str, wrong: str) -> None:
    assert verdict(context, right) == "verified"
    assert verdict(context, wrong) in {"doubted", "refuted", "not-checkable"}


def test_a_state_that_is_declared() -> None:
    said = LINEAR + r", $t\in\mathbb{R}$ and $x(t)\in\mathbb{R}^n$."
    assert verdict(said, r"\frac{d}{dt}\|x(t)\|^2 = 2x(t)^\top Ax(t)") == "verified"


@pytest.mark.parametrize(
    "latex",
    [r"\frac{d^2}{dt^2}\|x(t)\|^2 = 2x(t)^\top A^\top A x(t)", r"\frac{d}{dt}x(t) = 2Ax(t)",
     r"\frac{d}{dt}\|x(0)\|^2 = 1", r"\frac{d}{dt}\int_0^t \|x(s)\|ds = 1"],
)  # fmt: skip
def test_other_derivatives_say_nothing(latex: str) -> None:
    assert verdict(LINEAR + ".", latex) == "not-checkable"
