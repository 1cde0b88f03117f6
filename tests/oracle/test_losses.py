"""Chains through an arbitrary scalar loss, and derivatives by names that are themselves defined."""

from __future__ import annotations

from oracle.asking import verdict
from oracle.twins import missed

LAYER = r"$y = Wx$ with $W\in\mathbb{R}^{m\times n}$, $x\in\mathbb{R}^n$"


def test_losses_and_their_wrong_twins() -> None:
    assert not missed("losses")


def test_the_other_layout_is_no_error() -> None:
    right = r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} W"
    assert verdict(LAYER + "; $L$ is a scalar loss.", right) != "refuted"


def test_a_name_that_is_not_said_to_be_a_loss_is_left_alone() -> None:
    latex = r"\frac{\partial L}{\partial W} = -\frac{\partial L}{\partial y} x^\top"
    assert verdict(LAYER + ".", latex) == "not-checkable"


def test_a_loss_that_depends_on_more_is_left_alone() -> None:
    latex = r"\frac{\partial L}{\partial x} = W^\top\frac{\partial L}{\partial y}"
    found = verdict(LAYER + "; the loss $L$ also depends on $x$ directly.", latex)
    assert found != "refuted"
    assert not found.startswith("verified")


BACKWARD = (
    r"Backward pass of $Y=XW$ with $X\in\mathbb{R}^{n\times d}$, $W\in\mathbb{R}^{d\times o}$; "
    r"$L$ is a scalar loss and $G=\frac{\partial L}{\partial Y}$."
)
DENSE = r"$y=Wx+b$ with $W\in\mathbb{R}^{d\times d}$, $x,b\in\mathbb{R}^d$, %s and $g=\frac{\partial L}{\partial y}$."


def test_a_gradient_that_the_context_abbreviates() -> None:
    assert verdict(BACKWARD, r"\frac{\partial L}{\partial W} = X^\top G") == "verified"
    assert verdict(BACKWARD, r"\frac{\partial L}{\partial X} = GW^\top") == "verified"
    assert verdict(BACKWARD, r"\frac{\partial L}{\partial W} = 2X^\top G") in {"refuted", "doubted"}
    assert verdict(DENSE % "a loss $L$", r"\frac{\partial L}{\partial x} = W^\top g") == "verified"
    assert verdict(DENSE % "a loss $L$", r"\frac{\partial L}{\partial x} = Wg") == "refuted"


def test_a_loss_that_nothing_declares_is_never_held_against_a_note() -> None:
    assert verdict(DENSE % "", r"\frac{\partial L}{\partial x} = W^\top g") == "verified"
    assert verdict(DENSE % "", r"\frac{\partial L}{\partial x} = Wg") == "not-checkable"
    assert verdict(DENSE % "", r"\frac{\partial L}{\partial x} = L\,W^\top g") == "not-checkable"
    assert (
        verdict(DENSE % "where $L$ also depends on $x$ directly", r"\frac{\partial L}{\partial x} = W^\top g")
        == "not-checkable"
    )
