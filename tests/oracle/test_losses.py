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
