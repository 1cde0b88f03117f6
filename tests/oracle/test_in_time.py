"""Functions of time that stand without their argument: `d/dt` and dots say where they are taken."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

SIGNED = r"Let $A:\mathbb{R}\to\mathbb{R}^{n\times n}$ be differentiable and $A(t)$ invertible for every $t$."
SAID = r"Let $A(t)\in\mathbb{R}^{n\times n}$ be differentiable in $t$ and invertible for every $t$."
INVERSE = r"\frac{d}{dt}A^{-1} = -A^{-1}\dot A A^{-1}"
TWIN = r"\frac{d}{dt}A^{-1} = -A^{-2}\dot A"


def test_a_bare_function_is_taken_at_t() -> None:
    assert verdict(SIGNED, INVERSE) == "verified"
    assert verdict(SIGNED, TWIN) == "doubted"
    assert verdict(SIGNED, r"\frac{d}{dt}A^2 = A\dot A + \dot A A") == "verified"


def test_a_membership_at_t_declares_a_function() -> None:
    assert verdict(SAID, INVERSE) == "verified"
    assert verdict(SAID, r"\frac{d}{dt}A^{-1} = -A^{-1}\frac{dA}{dt}A^{-1}") == "verified"
    assert verdict(SAID, TWIN) == "doubted"


@pytest.mark.parametrize(
    "more",
    [r"with $A\dot A = \dot A A$", r"and suppose that $A$ and $\dot A$ commute", r"and diagonal for every $t$"],
)
def test_what_is_said_of_functions_together_holds_nothing_against_a_note(more: str) -> None:
    said = rf"Let $A:\mathbb{{R}}\to\mathbb{{R}}^{{n\times n}}$ be differentiable {more}."
    assert verdict(said, r"\frac{d}{dt}A^2 = 2A\dot A") in {"doubted", "not-checkable"}


def test_a_function_that_an_equation_moves_is_no_arbitrary_one() -> None:
    said = r"$\dot x = Ax$ with $A\in\mathbb{R}^{n\times n}$, $t\in\mathbb{R}$, $x(t)\in\mathbb{R}^n$."
    assert verdict(said, r"\frac{d}{dt}\|x\|^2 = x^\top(A+A^\top)x") == "verified"
    assert verdict(said, r"\frac{d}{dt}x(t) = Ax(t)") != "refuted"


def test_an_equation_of_motion_holds_nothing_against_what_follows_from_it() -> None:
    said = r"Let $x:\mathbb{R}\to\mathbb{R}^{n}$ be differentiable with $\ddot x = -x$."
    assert verdict(said, r"\frac{d}{dt}\dot x = -x") != "refuted"
