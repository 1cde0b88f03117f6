r"""Convolutions where the note says that `*` is one: of functions that decrease rapidly, and of vectors."""

from __future__ import annotations

import numpy as np
import pytest
from oracle.asking import answer, verdict

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.evaluate import Evaluator
from vault_runner.oracle.terms import Term, col

FUNCTIONS = r"$f,g,h:\mathbb{R}\to\mathbb{R}$ are rapidly decreasing and $*$ denotes convolution."
CIRCULAR = r"$x,y\in\mathbb{R}^n$, $*$ denotes circular convolution."


@pytest.mark.parametrize(
    ("latex", "right"),
    [
        (r"f*g = g*f", True),
        (r"(f*g)' = f'*g", True),
        (r"(f*g)' = f'*g'", False),
        (r"f*(g+h) = f*g + f*h", True),
        (r"f*(g+h) = f*g + h", False),
        (r"(f*g)(0) = \int_{-\infty}^{\infty} f(y)g(-y)\,dy", True),
        (r"f*g = fg", False),
    ],
)
def test_functions_are_convolved(latex: str, right: bool) -> None:
    found = answer(FUNCTIONS, latex)
    if found["code"] != "too-slow":  # a machine with other work to do
        assert found["verdict"] == ("verified" if right else "refuted")


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (r"$f,g:\mathbb{R}\to\mathbb{R}$ are smooth and $*$ denotes convolution.", r"f*g = g*f"),
        (r"$f,g:\mathbb{R}\to\mathbb{R}$ are rapidly decreasing.", r"f*g = g*f"),
        (r"$x,y\in\mathbb{R}^n$, $*$ denotes convolution.", r"x*y = y*x"),
        (CIRCULAR, r"(x*y)_k = \sum_{j=1}^k x_j y_{k-j}"),
        (r"$x,y\in\mathbb{R}^n$, $*$ does not denote convolution.", r"x*y = y*x"),
    ],
)
def test_what_is_not_said_is_left_open(context: str, latex: str) -> None:
    assert verdict(context, latex) == "not-checkable"


def test_vectors_are_convolved() -> None:
    total = r"\mathbf{1}^\top(x*y) = (\mathbf{1}^\top x)(\mathbf{1}^\top y)"
    assert verdict(CIRCULAR, total) == "verified"
    assert verdict(CIRCULAR, r"x*y = y*x") == "verified"
    assert verdict(CIRCULAR, r"\|x*y\|_2 = \|x\|_2\|y\|_2") == "refuted"
    full = r"$x\in\mathbb{R}^n$, $y\in\mathbb{R}^m$ and $*$ is linear convolution."
    assert verdict(full, total) == "verified"
    assert verdict(full, r"x*y = y*x") == "verified"


def test_the_sum_of_a_circular_convolution_wraps_around() -> None:
    x, y = np.array([1.0, 2.0, 3.0]), np.array([0.0, 1.0, 0.0])
    three = col(Dim.of(3))
    term = Term("convolution", (Term("sym", (), "x", three), Term("sym", (), "y", three)), "circular", three)
    assert Evaluator({}, {"x": x, "y": y})(term).tolist() == [3.0, 1.0, 2.0]
