"""Small notations: primes that transpose, vectors named by their entries, braces around an objective, eigenpairs."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

PAIR = r"$x=(x_1,x_2)^\top\in\mathbb{R}^2$ and $\sigma(u)=\frac{1}{1+e^{-u}}$."
RIDGE = r"\operatorname*{arg\,min}_{x\in\mathbb{R}^n}\left\{\frac12\|x-v\|_2^2+\frac{\lambda}{2}\|x\|_2^2\right\}"


@pytest.mark.parametrize(
    ("context", "true", "false"),
    [
        (r"$A,B\in\mathbb{R}^{n\times n}$. Primes denote transposes.", "(AB)' = B'A'", "(AB)' = A'B'"),
        (r"$A\in\mathbb{R}^{m\times n}$, $B\in\mathbb{R}^{n\times m}$; $A'$ is the transpose of $A$.",
         "(AB)' = B'A'", "(AB)' = A'B'"),
        (r"设 $A,B\in\mathbb{R}^{n\times n}$，撇号表示转置。", "(AB)' = B'A'", "(AB)' = A'B'"),
        (PAIR, r"\mathrm{softmax}(x)_1 = \sigma(x_1-x_2)", r"\mathrm{softmax}(x)_1 = \sigma(x_2-x_1)"),
        (r"$v\in\mathbb{R}^n$, $\lambda>0$.", RIDGE + r" = \frac{v}{1+\lambda}", RIDGE + r" = (1-\lambda)v"),
        (r"$\lambda$ is an eigenvalue of the square matrix $A$ and $v$ a corresponding eigenvector.",
         r"A^2v = \lambda^2v", r"A^2v = 2\lambda v"),
        (r"设 $\lambda$ 是方阵 $A$ 的特征值，$c\in\mathbb{R}$，$v$ 为对应的特征向量。",
         r"(A+cI)v = (\lambda+c)v", r"(A+cI)v = c\lambda v"),
    ],
)  # fmt: skip
def test_a_notation_decides(context: str, true: str, false: str) -> None:
    assert verdict(context, true).startswith("verified")
    assert verdict(context, false) == "refuted"


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (r"$A,B\in\mathbb{R}^{n\times n}$. A prime is the complement of an event.", "(AB)' = A'B'"),
        (r"$A,B\in\mathbb{R}^{n\times n}$. Primes mark perturbed matrices.", "(AB)' = A'B'"),
        (r"$\lambda$ is an eigenvalue of the square matrix $A$, and $v\in\mathbb{R}^n$.", r"A^2v = \lambda^2v"),
    ],
)
def test_near_forms_decide_nothing(context: str, latex: str) -> None:
    assert verdict(context, latex) in {"not-checkable", "doubted"}
