"""True statements that tempt the newer readings: brackets, arrows, laws and losses that mean something else."""

from __future__ import annotations

from oracle.asking import verdict
from oracle.twins import missed


def test_unusual_readings_are_not_refuted() -> None:
    assert not missed("readings")


def test_a_factor_before_brackets_is_no_function() -> None:
    step = r"w-\eta\left(\nabla f(w)+\lambda w\right) ="
    told = r"A step on $f(w)+\frac{\lambda}{2}\|w\|^2$ is"
    assert verdict(told, rf"{step} (1-\eta\lambda)w-\eta\nabla f(w)") == "verified"
    assert verdict(told, rf"{step} (1-\lambda)w-\eta\nabla f(w)") == "not-checkable"
    assert verdict(r"$x,h\in\mathbb{R}$.", "(fg)(x+h) = f(x+h)g(x+h)") != "refuted"
    assert verdict(r"$x,y\in\mathbb{R}$.", "f(x+y) = fx+fy") == "not-checkable"
