"""A derivative by name of a function that a formula gives is a claim, and never defined anew."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict

PLANE = r"$f(x,y)=(x^2y,\;x+\sin y)$."
HEIGHT = r"For $f(x,y)=x^2+xy$ we get"
HEAT = r"$f(x,t)=x^2t$, $x,t\in\mathbb{R}$."
IMAGE = r"$f(x)=Ax+b$ with $A\in\mathbb{R}^{m\times n}$, $x\in\mathbb{R}^n$, $b\in\mathbb{R}^m$."
FORM = r"$f(x)=x^\top A x$ with $A\in\mathbb{R}^{n\times n}$, $x\in\mathbb{R}^n$."


@pytest.mark.parametrize(
    ("context", "right", "wrong"),
    [
        (PLANE, r"J_f(x,y) = \begin{pmatrix}2xy & x^2\\ 1 & \cos y\end{pmatrix}",
         r"J_f(x,y) = \begin{pmatrix}2xy & x^2\\ 1 & -\cos y\end{pmatrix}"),
        (HEIGHT, r"\nabla f(x,y) = (2x+y, x)", r"\nabla f(x,y) = (2x+y, y)"),
        (HEIGHT, r"\nabla f(x,y) = (2x+y, x)^\top", r"\nabla f(x,y) = (x, 2x+y)^\top"),
        (HEIGHT, r"\nabla f(x,y) = \begin{pmatrix}2x+y & x\end{pmatrix}",
         r"\nabla f(x,y) = \begin{pmatrix}2x & x\end{pmatrix}"),
        (HEIGHT, r"\nabla^2 f(x,y) = \begin{pmatrix}2 & 1\\ 1 & 0\end{pmatrix}",
         r"\nabla^2 f(x,y) = \begin{pmatrix}2 & 1\\ 1 & 1\end{pmatrix}"),
        (HEIGHT, r"H_f(x,y) = \begin{pmatrix}2 & 1\\ 1 & 0\end{pmatrix}",
         r"H_f(x,y) = \begin{pmatrix}2 & 0\\ 0 & 0\end{pmatrix}"),
        (HEAT, "f_t(x,t) = x^2", "f_t(x,t) = 2x^2"),
        (HEAT, "f_{xt}(x,t) = 2x", "f_{xt}(x,t) = 2t"),
        (IMAGE, "J_f(x) = A", "J_f(x) = 2A"),
        (FORM, r"H_f(x) = A + A^\top", "H_f(x) = 2A"),
    ],
)  # fmt: skip
def test_what_a_formula_determines_is_judged(context: str, right: str, wrong: str) -> None:
    assert verdict(context, right).startswith("verified")
    assert verdict(context, wrong) == "refuted"


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (PLANE, r"J_f(x,y) = \begin{pmatrix}2xy & 1\\ x^2 & \cos y\end{pmatrix}"),
        (r"$f(x,y)=(x^2, xy, y)$.", r"J_f(x,y) = \begin{pmatrix}2x & y & 0\\ 0 & x & 1\end{pmatrix}"),
        (IMAGE, r"J_f(x) = A^\top"),
    ],
)
def test_the_other_layout_is_never_more_than_doubted(context: str, latex: str) -> None:
    found = answer(context, latex)
    assert (found["verdict"], found["code"]) == ("doubted", "layout")


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        ("$f(x)=x^2$.", "f_t(x) = x^2 + t"),
        ("$p(x,y)=xy$.", "p_x(x,y) = y"),
        (r"$f(x,t)=x^2t$ and we set", "f_t(x,t) = x^2t"),
        (r"$f:\mathbb{R}^n\to\mathbb{R}^m$. We write", r"J_f(x) = \left(\frac{\partial f_i}{\partial x_j}\right)_{ij}"),
    ],
)
def test_what_no_formula_determines_stays_a_definition(context: str, latex: str) -> None:
    assert verdict(context, latex) == "definition"


def test_arrays_among_the_arguments_are_left_open() -> None:
    context = r"For $f(x,y)=x^\top y$ with $x,y\in\mathbb{R}^n$ we get"
    assert verdict(context, r"\nabla f(x,y) = (x, y)") == "not-checkable"
