r"""Eigenpairs by their equation, numbers that are no eigenvalues, and vectors that steps of a solver take to zero."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

from vault_runner.oracle.eigen_pairs import stated_eigenpairs

GIVEN = r"Suppose $Av=\lambda v$ with $v\neq0$."
SHIFTED = r"Suppose $Av=\lambda v$ with $v\neq0$ and a shift $\mu$ that is not an eigenvalue of $A$."
CHINESE = r"设 $Av=\lambda v$，$v\ne0$，$\mu$ 不是 $A$ 的特征值。"


@pytest.mark.parametrize("given", [SHIFTED, CHINESE])
def test_a_shifted_inverse_keeps_the_eigenvector(given: str) -> None:
    assert verdict(given, r"(A-\mu I)^{-1}v = \frac1{\lambda-\mu}v") == "verified"
    assert verdict(given, r"(A-\mu I)^{-1}v = \frac1{\mu-\lambda}v") == "refuted"


def test_powers_of_what_the_equation_declares() -> None:
    assert verdict(GIVEN, r"A^2v = \lambda^2v") == "verified"
    assert verdict(GIVEN, r"A^2v = 2\lambda v") == "refuted"
    assert verdict(GIVEN, r"A^\top v = \lambda v") == "refuted"


@pytest.mark.parametrize("context", [GIVEN, r"Let $v$ be an eigenvector of $A$ with eigenvalue $\lambda$."])
def test_the_vector_of_a_hypothesis_does_not_vanish(context: str) -> None:
    assert verdict(context, r"\det(A-\lambda I) = 0") == "verified"
    assert verdict(context, r"\det(A+\lambda I) = 0") == "refuted"


def test_the_eigenvalues_of_a_nilpotent_matrix_are_left_open() -> None:
    given = r"Suppose $Av=\lambda v$ with $v\neq0$ and $A$ nilpotent."
    assert verdict(given, r"\lambda = 0") == "not-checkable"


@pytest.mark.parametrize(
    "context",
    [
        r"Suppose $Av=\lambda v$.",
        r"Suppose $Av=\lambda v$ with $v\neq0$ a function and $A$ an operator.",
        r"Suppose $Bv=\lambda v$ with $v\neq0$ over $\mathbb{C}$.",
    ],
)
def test_an_equation_alone_declares_nothing(context: str) -> None:
    assert verdict(context, r"A^2v = \lambda^2v") == "not-checkable"
    assert stated_eigenpairs(context) == context


def test_what_is_declared_stays_declared() -> None:
    prose = r"$A\in\mathbb{R}^{3\times3}$ and $Av=\lambda v$ with $v\neq0$."
    assert stated_eigenpairs(prose) == prose


def test_only_of_plain_matrices_a_number_is_no_eigenvalue() -> None:
    prose = r"$\mu$ is not an eigenvalue of $A$ with positive real part."
    assert stated_eigenpairs(prose) == prose
