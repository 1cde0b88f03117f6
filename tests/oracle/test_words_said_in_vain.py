"""Words that say nothing which could save a statement hold no refutation back; near words that might still do."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

from vault_runner.oracle.reserve import concludes
from vault_runner.oracle.shape_words import stated_arrangement

FULL_RANK = r"$X\in\mathbb{R}^{n\times d}$ has full column rank and "
HAT = FULL_RANK + r"$H=X(X^\top X)^{-1}X^\top$ is the "


@pytest.mark.parametrize(
    ("prose", "true", "false"),
    [
        (HAT + "hat matrix.", r"\operatorname{tr}(I-H) = n-d", r"\operatorname{tr}(I-H) = n-d-1"),
        (r"设 $X\in\mathbb{R}^{n\times d}$ 列满秩，$n>d$，$y\in\mathbb{R}^n$，$w=X^+y$ 为最小二乘解。",
         r"X^\top(y-Xw) = 0", "y-Xw = 0"),
        (r"设 $\bar x=\frac1n\sum_{i=1}^n x_i$ 为 $x_1,\dots,x_n\in\mathbb{R}$ 的平均值，于是",
         r"\sum_{i=1}^n (x_i-\bar x) = 0", r"\sum_{i=1}^n x_i = \bar x"),
        (r"$\lambda_1,\dots,\lambda_n$ are the eigenvalues of $A\in\mathbb{R}^{n\times n}$, with multiplicity.",
         r"\sum_{i=1}^n \lambda_i = \operatorname{tr}(A)", r"\sum_{i=1}^n \lambda_i^2 = \operatorname{tr}(A^\top A)"),
        (r"for logits $z\in\mathbb{R}^K$ and a temperature $\tau>0$,",
         r"\tau\log\sum_{j=1}^K e^{z_j/\tau} \ge \max_j z_j", r"\tau\log\sum_{j=1}^K e^{z_j/\tau} \le \max_j z_j"),
        (r"对任意实数 $x_1,\dots,x_n$ 都有", r"\left(\sum_{i=1}^n x_i\right)^2 \le n\sum_{i=1}^n x_i^2",
         r"\left(\sum_{i=1}^n x_i\right)^2 \le \sum_{i=1}^n x_i^2"),
        (r"二分类时 $z\in\mathbb{R}^2$，记 $\sigma$ 为 sigmoid 函数，", r"\mathrm{softmax}(z)_1 = \sigma(z_1-z_2)",
         r"\mathrm{softmax}(z)_1 = \sigma(z_2-z_1)"),
        (r"The solution of $y''+\omega^2 y=0$ with $y(0)=1$, $y'(0)=0$ and $\omega>0$ is", r"y(t) = \cos\omega t",
         r"y(t) = \cos\omega^2 t"),
        (r"where $u$ and $v$ are orthonormal, so that", r"\|3u-4v\| = 5", r"\|3u-4v\| = 25"),
        (r"where $u_1$ and $u_2$ are orthonormal, so that", r"\|3u_1-4u_2\| = 5", r"\|3u_1-4u_2\| = 25"),
        (r"Let $u_0$ and $v$ be orthogonal.", r"u_0^\top v = 0", r"\|u_0+v\|^2 = 2"),
        (r"$f$ and $g$ are differentiable functions on $\mathbb{R}$.",
         r"\frac{d}{dx}\left[f(x)g(x)^2\right] = f'(x)g(x)^2+2f(x)g(x)g'(x)",
         r"\frac{d}{dx}\left[f(x)g(x)^2\right] = f'(x)g(x)^2+2f(x)g(x)"),
        (r"设 $f:\mathbb{R}^n\to\mathbb{R}$ 二阶连续可微，$x,v\in\mathbb{R}^n$，$g(t)=f(x+tv)$，则",
         r"g'(0) = \nabla f(x)^\top v", r"g''(0) = \nabla f(x)^\top v"),
        (r"$A\in\mathbb{R}^{n\times n}$ is a square matrix, possibly not symmetric, and $x\in\mathbb{R}^n$.",
         r"\nabla_x (x^\top A x) = (A+A^\top)x", r"\nabla_x (x^\top A x) = 2Ax"),
        (r"$p$ is a distribution over $n$ outcomes.", r"H(p) \le \log n", r"H(p) \le \frac12\log n"),
        (r"Put $H=I-2\frac{vv^\top}{v^\top v}$ with any non-zero $v\in\mathbb{R}^n$.", "H^2 = I", "H^2 = -I"),
    ],
)  # fmt: skip
def test_such_words_hold_nothing_back(prose: str, true: str, false: str) -> None:
    assert verdict(prose, true).startswith("verified")
    assert verdict(prose, false) == "refuted"


@pytest.mark.parametrize(
    ("prose", "needing"),
    [
        (HAT + "identity matrix.", r"\operatorname{tr}(I-H) = 0"),
        (HAT + "trivial hat matrix.", r"\operatorname{tr}(I-H) = 0"),
        (r"$A,B\in\mathbb{R}^{n\times n}$ and $H=ABA^\top$ is the hat matrix.", "H^2 = H"),
        (r"$X\in\mathbb{R}^{n\times d}$, $y\in\mathbb{R}^n$, $w=(X^\top X)^{-1}X^\top y$ 为无残差的最小二乘解。",
         "Xw = y"),
        (r"设 $c=x_1$ 为 $x_1,\dots,x_n\in\mathbb{R}$ 的平均值，于是", r"\sum_{i=1}^n (x_i-c) = 0"),
        (r"$\bar x=\frac1n\sum_{i=1}^n x_i$ is the mean of $x_1,\dots,x_n\in\mathbb{R}$, which vanishes.",
         r"\sum_{i=1}^n x_i = 0"),
        (r"$\lambda_1,\dots,\lambda_n$ are the eigenvalues of the inverse of $A\in\mathbb{R}^{n\times n}$.",
         r"\sum_{i=1}^n \lambda_i = \operatorname{tr}(A^{-1})"),
        (r"for logits $z\in\mathbb{R}^K$ with unit temperature $\tau>0$,",
         r"\mathrm{softmax}(z) = \mathrm{softmax}(z/\tau)"),
        (r"$x\in\mathbb{R}$ and the start $x_0\in\mathbb{R}$ coincide.", "x = x_0"),
        (r"设 $y\in\mathbb{R}$ 为二分类标签。", "y^2 = y"),
        (r"最优时 $x\in\mathbb{R}$ 满足", "x^2 = 1"),
        (r"Let $A\in\mathbb{R}^{n\times n}$, $b\in\mathbb{R}^n$, so that", "Ab = b"),
        (r"$p$ is a probability vector over $n$ outcomes, all of them equal.", r"H(p) = \log n"),
        (r"$\sigma$ is the sigmoid, and $\sigma(x)=\frac12$.", r"\sigma'(x) = \sigma(x)^2"),
    ],
)  # fmt: skip
def test_near_words_may_say_what_a_statement_needs(prose: str, needing: str) -> None:
    assert verdict(prose, needing) != "refuted"


@pytest.mark.parametrize(
    "prose",
    [r"$X\in\mathbb{R}^{b\times d}$ is a batch, $W\in\mathbb{R}^{h\times d}$ a weight matrix.",
     r"$X\in\mathbb{R}^{b\times d}$ holds one sample per row and $W\in\mathbb{R}^{h\times d}$ the weights."],
)  # fmt: skip
def test_what_arrays_hold_leaves_their_shape(prose: str) -> None:
    assert verdict(prose, r"XW^\top \in \mathbb{R}^{b\times h}").startswith("verified")
    assert verdict(prose, r"XW^\top \in \mathbb{R}^{h\times b}") == "refuted"


@pytest.mark.parametrize(
    "words",
    ["a batch of as many samples as features", "a batch, stored transposed", "an orthogonal weight matrix",
     "a square batch", "a batch with equal sizes", "a frobnic batch"],
)  # fmt: skip
def test_words_for_sizes_and_arrangements_may_change_a_shape(words: str) -> None:
    assert verdict(rf"$X\in\mathbb{{R}}^{{b\times d}}$ is {words}.", r"X^\top \in \mathbb{R}^{b\times d}") != "refuted"


def test_arrangements_are_told_from_contents() -> None:
    assert stated_arrangement("The data are stacked.")
    assert not stated_arrangement("It holds one sample per row.")


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (r"$u,v\in\mathbb{R}^n$ are", "u,v"),
        ("where $u$ and $v$ are", "u,v"),
        (r"$q_1,q_2\in\mathbb{R}^n$ are", "q_1,q_2"),
    ],
)
def test_orthonormal_vectors_have_unit_norm(given: str, names: str) -> None:
    a, b = names.split(",")
    assert verdict(f"{given} orthonormal.", rf"\|{a}+{b}\|^2 = 2") == "verified"
    assert verdict(f"{given} orthonormal.", rf"\|{a}+{b}\|^2 = 1") == "refuted"
    assert verdict(f"{given} orthogonal.", rf"{a}^\top {b} = 0") == "verified"
    assert verdict(f"{given} orthogonal.", rf"\|{a}+{b}\|^2 = 2") == "refuted"


@pytest.mark.parametrize(
    ("sentence", "drawn"),
    [("where ¤ and ¤ are orthonormal, so that", True), ("The units are chosen, so that", False),
     ("Let ¤ be a vector, so that", False), ("¤ is unit after scaling, so that", False), ("¤ is such, so that", False),
     ("¤ is orthogonal so that", False)],
)  # fmt: skip
def test_so_that_concludes_behind_a_fact_alone(sentence: str, drawn: bool) -> None:
    assert concludes(sentence) == drawn
