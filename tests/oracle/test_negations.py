"""Denied, weakened and excepted properties: none of these rows may get a false verdict."""

from __future__ import annotations

import pytest
from oracle.asking import verdicts

SQ = r"\in\mathbb{R}^{n\times n}"
VEC = r"\in\mathbb{R}^n"

FALSE = [
    (rf"$R{SQ}$ is invertible and none of its diagonal entries is zero; it need not be triangular.",
     r"\operatorname{tr}(R^{-1}) = \sum_{i=1}^n \frac{1}{R_{ii}}"),
    (rf"$P{SQ}$ is symmetric, but we do not require it to be idempotent.", r"P^2 = P"),
    (rf"$P{SQ}$ is a matrix; it is nowhere assumed to be symmetric.", r"P^\top = P"),
    (rf"$Q{SQ}$ is invertible. No matrix here is orthogonal.", r"Q^{-1} = Q^\top"),
    (rf"$A,B{SQ}$ are symmetric. $B$ need not be.", r"(A+B)^\top = A+B"),
    (rf"$A,B{SQ}$ are symmetric, but $B$ isn't.", r"B^\top = B"),
    (rf"$P,Q,R{SQ}$; all of them but $R$ are orthogonal.", r"R^\top R = I"),
    (rf"$P,Q,R{SQ}$ are orthogonal, except $R$.", r"R^\top R = I"),
    (rf"Except for $R$, the matrices $P,Q,R{SQ}$ are orthogonal.", r"R^\top R = I"),
    (rf"Apart from $R$, the matrices $P{SQ}$ and $R{SQ}$ are symmetric.", r"R^\top = R"),
    (rf"$P,R{SQ}$. Any matrix other than $R$ is symmetric.", r"R^\top = R"),
    (rf"$R{SQ}$ is symmetric unless stated otherwise.", r"R^\top = R"),
    (rf"$A{SQ}$ is either symmetric or skew-symmetric.", r"A^\top = A"),
    (rf"Either $A{SQ}$ or $B{SQ}$ is symmetric.", r"A^\top = A"),
    (rf"$A,B{SQ}$, and at least one of $A$ and $B$ is orthogonal.", r"B^\top B = I"),
    (rf"$A{SQ}$ is almost orthogonal.", r"A^\top A = I"),
    (rf"$A{SQ}$ is block diagonal, and $B{SQ}$ is diagonal.", r"AB = BA"),
    (rf"$A{SQ}$ has nonzero diagonal entries.", r"\det(A) = \prod_{i=1}^n A_{ii}"),
    (rf"$A{SQ}$ has orthogonal columns.", r"A^\top A = I"),
    (rf"$A{SQ}$ has positive determinant.", r"A_{ij} > 0"),
    (rf"$A{SQ}$ and its trace is positive.", r"A_{ij} > 0"),
    (rf"$A{SQ}$ is a symmetric matrix? Symmetric $A$ is not assumed.", r"A^\top = A"),
    (rf"$A,B{SQ}$, where we do not assume $AB=BA$.", r"AB = BA"),
    (rf"$A{SQ}$, though not necessarily $A^\top = A$.", r"A^\top = A"),
    (r"$a\in\mathbb{R}$; we don't assume $a>0$.", r"\sqrt{a^2} = a"),
    (r"$a\in\mathbb{R}$ is not assumed positive.", r"|a| = a"),
    (rf"$A{SQ}$ is symmetric positive semidefinite but not positive definite; $x{VEC}$ is any vector except zero.",
     r"\frac{x^\top A x}{x^\top x} > 0"),
    (rf"$A{SQ}$ is positive semidefinite, $x{VEC}$ is nonzero.", r"x^\top A x > 0"),
    (rf"$A{SQ}$ is positive semidefinite.", r"\det(A) > 0"),
    (rf"$A{SQ}$ is positive semidefinite.", r"\det(A) = 0"),
    (rf"$A{SQ}$ is positive semidefinite.", r"A A^{-1} = I"),
    (rf"$A{SQ}$ is positive semidefinite.", r"\operatorname{tr}(A) > 0"),
    (rf"$A{SQ}$ is positive definite, $x{VEC}$.", r"x^\top A x > 0"),
    (r"$a\in\mathbb{R}$ is non-negative.", r"a > 0"),
    (r"$a,b\in\mathbb{R}$, $a\ge 0$, $b\ge 0$.", r"a + b > 0"),
    (rf"$x,y{VEC}$.", r"\|x - y\|^2 > 0"),
    (rf"$x,y{VEC}$.", r"|x^\top y| < \|x\|\|y\|"),
    (r"$X$ is a random variable with finite variance.", r"\operatorname{Var}(X) > 0"),
    (rf"设 $A{SQ}$ 为方阵，不一定对称。", r"A^\top = A"),
    (rf"设 $A{SQ}$ 可逆，并非正交矩阵。", r"A^{-1} = A^\top"),
    (rf"设 $A,B{SQ}$ 对称，但 $B$ 未必。", r"B^\top = B"),
    (rf"设 $P,Q,R{SQ}$，除 $R$ 外都是正交的。", r"R^\top R = I"),
    (rf"除了 $R$ 以外，$P,Q,R{SQ}$ 都是对称矩阵。", r"R^\top = R"),
    (rf"设 $R{SQ}$ 是对称矩阵，除非另有说明。", r"R^\top = R"),
    (rf"设 $A{SQ}$，我们没有假设 $A$ 幂等。", r"A^2 = A"),
    (rf"设 $A{SQ}$，不必是对角矩阵；$B{SQ}$。", r"A B = B A"),
    (rf"设 $A{SQ}$ 对称或正交。", r"A^\top A = I"),
    (rf"设 $A,B{SQ}$，其中一个是对称的。", r"B^\top = B"),
    (rf"设 $A{SQ}$ 的行列式为正。", r"A_{ij} > 0"),
    (rf"设 $A{SQ}$ 半正定，$x{VEC}$ 非零。", r"x^\top A x > 0"),
    (rf"设 $A{SQ}$ 对称半正定。", r"\det(A) > 0"),
    (r"设 $X,Y$ 为随机变量，不要求独立。", r"\mathbb{E}[XY] = \mathbb{E}[X]\mathbb{E}[Y]"),
    (r"$S_n = \sum_{i=1}^n \xi_i$; the steps $\xi_i$ are independent with common variance $\sigma^2$.",
     r"\operatorname{Var}(S_n) = n^2\sigma^2"),
    (r"$X_i$ are independent with mean $\mu$ and variance $\sigma^2$, $\bar{X} = \frac{1}{n}\sum_{i=1}^n X_i$.",
     r"\operatorname{Var}(\bar{X}) = \sigma^2"),
    (r"设 $\xi_i$ 相互独立，方差为 $\sigma^2$，$S_n = \sum_{k=1}^n \xi_k$。", r"\operatorname{Var}(S_n) = n^2\sigma^2"),
    (r"$\xi_1,\dots,\xi_n$ are i.i.d. with variance $\sigma^2$.",
     r"\operatorname{Var}(\sum_{i=1}^n \xi_i) = n^2\sigma^2"),
    (r"$X_i$ are i.i.d. standard normal.", r"\operatorname{Var}(\sum_{i=1}^n X_i) = n^2"),
    (r"$X_i \sim \mathcal{N}(\mu,\sigma^2)$ are independent.", r"\operatorname{Var}(\sum_{i=1}^n X_i) = n^2\sigma^2"),
    (r"$X_t$ are uncorrelated with unit variance.", r"\operatorname{Var}(\sum_{t=1}^n X_t) = n^2"),
    (r"$A\in\mathbb{R}^{m\times n}$, $B\in\mathbb{R}^{p\times q}$.", r"A\otimes B\in\mathbb{R}^{mn\times pq}"),
    (r"$A\in\mathbb{R}^{m+1\times n}$.", r"A\in\mathbb{R}^{m\times n}"),
    (rf"$A{SQ}$ fails to be symmetric.", r"A^\top = A"),
    (rf"$A{SQ}$ is neither symmetric nor orthogonal.", r"A^\top A = I"),
    (rf"It is not the case that $A{SQ}$ is symmetric.", r"A^\top = A"),
    (rf"$A{SQ}$ is symmetric. We do not assume that here.", r"A^\top = A"),
    (rf"$A,B{SQ}$. Not both $A$ and $B$ are symmetric.", r"A^\top = A"),
    (rf"$A,B{SQ}$ are symmetric. The exception is $B$.", r"B^\top = B"),
    (rf"$A{SQ}$ is symmetric; this is not needed for $B{SQ}$.", r"B^\top = B"),
    (rf"$A,B{SQ}$ commute only if they are diagonal.", r"AB=BA"),
    (rf"Suppose that not every one of $A,B{SQ}$ is orthogonal.", r"A^\top A=I"),
    (rf"$A,B{SQ}$. Symmetric: $A$, not $B$.", r"B^\top =B"),
    (rf"$A,B{SQ}$. $A$ is orthogonal and $B$ is not.", r"B^\top B=I"),
    (rf"$A,B{SQ}$. $A$ is orthogonal, unlike $B$.", r"B^\top B=I"),
    (rf"$A,B{SQ}$. Unlike $B$, $A$ is orthogonal.", r"B^\top B=I"),
    (rf"$A{SQ}$ would be symmetric if it were normal.", r"A^\top=A"),
    (rf"$x{VEC}$ has unit components.", r"\|x\|=1"),
    (rf"$A{SQ}$ is far from orthogonal.", r"A^\top A=I"),
    (rf"$A{SQ}$ is orthogonal to $B{SQ}$.", r"A^\top A=I"),
    (rf"$A{SQ}$ is similar to a diagonal matrix $D{SQ}$.", r"AD=DA"),
    (rf"$A{SQ}$ is the product of two symmetric matrices.", r"A^\top=A"),
    (rf"$A{SQ}$ is the sum of a symmetric and a skew-symmetric matrix.", r"A^\top=A"),
    (rf"$A{SQ}$ has a symmetric part $S{SQ}$.", r"A^\top=A"),
    (rf"$A{SQ}$; $A^\top A$ is diagonal.", r"A^\top=A"),
    (rf"$A,B{SQ}$, $AB$ is symmetric.", r"B^\top=B"),
    (rf"设 $A,B{SQ}$，$A$ 正交而 $B$ 不是。", r"B^\top B=I"),
    (rf"设 $A,B{SQ}$，不同于 $B$，$A$ 是正交的。", r"B^\top B=I"),
    (rf"设 $A,B{SQ}$，$AB$ 对称。", r"B^\top =B"),
    (rf"设 $A{SQ}$ 不是对称的。", r"A^\top =A"),
    (rf"设 $A{SQ}$ 是两个对称矩阵的乘积。", r"A^\top =A"),
    (rf"设 $A{SQ}$ 相似于对角矩阵。", r"A^\top =A"),
    (rf"只有 $A$ 是对称的，$A,B{SQ}$。", r"B^\top =B"),
    (rf"Only $A$ among $A,B{SQ}$ is symmetric.", r"B^\top =B"),
    (rf"$A,B{SQ}$; the former is symmetric.", r"B^\top =B"),
    (rf"$A,B{SQ}$; the latter is symmetric.", r"A^\top =A"),
    (rf"$A,B{SQ}$, the first symmetric, the second arbitrary.", r"B^\top =B"),
    (rf"If $A{SQ}$ is not symmetric, then it is orthogonal.", r"A^\top A=I"),
    (rf"设 $A{SQ}$，无论 $A$ 是否对称。", r"A^\top=A"),
    (rf"设 $A,B,C{SQ}$，唯 $C$ 不对称，其余对称。", r"C^\top =C"),
    (rf"$A,B,C{SQ}$ are symmetric, save $C$.", r"C^\top =C"),
    (rf"$A{SQ}$ is supposed symmetric by mistake.", r"A^\top =A"),
    (rf"$A,B,C{SQ}$ are symmetric (but not $C$).", r"C^\top =C"),
    (rf"All but the last of $A,B,C{SQ}$ are symmetric.", r"C^\top =C"),
]  # fmt: skip

TRUE = [
    (rf"$P,Q,R{SQ}$ are invertible, and all of them but $R$ are orthogonal.", r"(PQ)^{-1} = Q^\top P^\top"),
    (rf"$P,Q,R{SQ}$ are orthogonal, except $R$.", r"P^\top P = I"),
    (rf"设 $P,Q,R{SQ}$ 可逆，除 $R$ 外都是正交的。", r"(PQ)^{-1} = Q^\top P^\top"),
    (rf"$A{SQ}$ is symmetric but not positive definite.", r"A^\top = A"),
    (rf"$A{SQ}$ is symmetric, without being invertible.", r"A^\top = A"),
    (rf"$A{SQ}$ 对称，但不一定正定。", r"A^\top = A"),
    (rf"$A{SQ}$ is not only symmetric but also orthogonal.", r"A^2 = I"),
    (rf"Without loss of generality, $A{SQ}$ is symmetric.", r"A^\top = A"),
    (rf"No matter that $A{SQ}$ is orthogonal.", r"A^\top A = I"),
    (rf"$x,y{VEC}$ are orthogonal, no more is needed.", r"\|x+y\|^2 = \|x\|^2 + \|y\|^2"),
    (rf"$A{SQ}$ is positive semidefinite, $x{VEC}$.", r"x^\top A x \ge 0"),
    (rf"$A{SQ}$ is positive definite, $x{VEC}$ is nonzero.", r"x^\top A x > 0"),
    (r"设 $A\in\mathbb{R}^{m\times n}$，$B\in\mathbb{R}^{p\times q}$，则 Kronecker 积的形状为",
     r"A\otimes B \in \mathbb{R}^{mp\times nq}"),
    (r"$A\in\mathbb{R}^{2m\times n}$ and $B\in\mathbb{R}^{n\times pq}$.", r"AB \in \mathbb{R}^{2m\times pq}"),
    (r"$A\in\mathbb{R}^{m+1\times n+1}$.", r"A^\top \in \mathbb{R}^{n+1\times m+1}"),
    (r"$\xi_1,\dots,\xi_n$ are i.i.d. with variance $\sigma^2$.",
     r"\operatorname{Var}(\sum_{i=1}^n \xi_i) = n\sigma^2"),
    (r"$S_n = \sum_{i=1}^n \xi_i$; the steps $\xi_i$ are independent with common variance $\sigma^2$.",
     r"\operatorname{Var}(S_n) = n\sigma^2"),
    (r"$X_t$ are uncorrelated with unit variance.", r"\operatorname{Var}(\sum_{t=1}^n X_t) = n"),
    (rf"Both $A{SQ}$ and $B{SQ}$ are symmetric or both are skew-symmetric.", r"(AB)^\top = BA"),
    (rf"$a{VEC}$ and $b{VEC}$ are parallel unless one of them is zero.", r"(a^\top b)^2 = \|a\|^2\|b\|^2"),
    (r"设 $a\in\mathbb{R}$，除非 $a<0$。", r"\sqrt{a^2} = a"),
    (rf"$A{SQ}$ is a matrix of which nothing but $A^\top = A$ is assumed.", r"A = A^\top"),
    (r"$a,b\in\mathbb{R}$ are nonnegative.", r"\sqrt{ab} \le \frac{a+b}{2}"),
]  # fmt: skip

CHECKED = 6
"""So many of the true rows must be verified at least, or else the engine would only be silent."""


@pytest.mark.parametrize(("context", "latex"), FALSE)
def test_a_denied_property_verifies_nothing(context: str, latex: str) -> None:
    assert not any(verdict.startswith("verified") for verdict in verdicts(context, latex))


@pytest.mark.parametrize(("context", "latex"), TRUE)
def test_a_denied_property_refutes_nothing(context: str, latex: str) -> None:
    assert "refuted" not in verdicts(context, latex)


def test_the_engine_is_not_merely_silent() -> None:
    found = [verdicts(context, latex) for context, latex in TRUE]
    assert sum(all(verdict.startswith("verified") for verdict in one) for one in found) >= CHECKED
