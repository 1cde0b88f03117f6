"""Stated solutions of differential equations of first and second order, and of systems."""

from __future__ import annotations

from oracle.asking import answer, verdict
from oracle.twins import missed

SPRING = r"$\ddot{x} + 4x = 0$, $x(0)=1$, $\dot{x}(0)=0$."


def test_solutions_and_their_wrong_twins() -> None:
    assert not missed("solutions")


def test_initial_conditions_count() -> None:
    assert verdict(SPRING, r"x(t) = \cos(2t)").startswith("verified")
    assert verdict(SPRING, r"x(t) = \cos(2t) + \sin(2t)") == "refuted"


def test_the_reading_says_that_it_was_substituted() -> None:
    found = answer(SPRING, r"x(t) = \cos(2t)")
    assert any("substituted into the differential equation of x" in line for line in found["reading"])
