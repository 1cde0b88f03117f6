"""Determinants of Jacobians by name are those of the derivatives of the formula that the note gives."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

POLAR = r"$g(r,\theta)=(r\cos\theta,\ r\sin\theta)$ with $r>0$."
SPELLINGS = [
    r"\det \partial g(r,\theta)",
    r"\det J_g(r,\theta)",
    r"\det J_g",
    r"\det Dg(r,\theta)",
    r"|\det J_g(r,\theta)|",
]


@pytest.mark.parametrize("left", SPELLINGS)
def test_polar_coordinates(left: str) -> None:
    assert verdict(POLAR, f"{left} = r") == "verified"
    assert verdict(POLAR, f"{left} = r^2") == "refuted"
    assert verdict(POLAR, f"{left} = 2r") == "refuted"


@pytest.mark.parametrize(
    "said",
    [
        r"$g(u,v)=(u,v)$ with $u,v\in\mathbb{R}^n$.",
        r"$g:\mathbb{R}^2\to\mathbb{R}^2$ is smooth.",
        r"$g(u,v)=(u,v,uv)$ with $u,v\in\mathbb{R}$.",
        r"$D\in\mathbb{R}^{2\times 2}$, $g(u,v)=(u,v)$ with $u,v\in\mathbb{R}$.",
    ],
)
def test_other_functions_say_nothing(said: str) -> None:
    assert verdict(said, r"\det Dg(u,v) = 2") in {"not-checkable", "definition"}


def test_one_declared_matrix_is_the_variable() -> None:
    said = r"$X\in\mathbb{R}^{n\times n}$ is a real matrix, the determinant of $X$ is positive."
    assert verdict(said, r"\nabla\log\det X = X^{-\top}") == "verified"
    assert verdict(said, r"\nabla\log\det X = X^{-1}") in {"refuted", "doubted"}
    assert verdict(said + r" $A\in\mathbb{R}^{n\times n}$.", r"\nabla\operatorname{tr}(AX) = A^\top") == "not-checkable"


@pytest.mark.parametrize(
    ("context", "verdicts"),
    [
        (r"$X$ 为行列式大于零的 $n$ 阶实矩阵。", ("verified", "refuted")),
        (r"$X$ is a real $n\times n$ matrix with positive determinant.", ("verified", "refuted")),
        (r"$X\in\mathbb{R}^{n\times n}$. The determinant of $X$ is not positive.", ("not-checkable", "doubted")),
    ],
)
def test_a_positive_determinant(context: str, verdicts: tuple[str, str]) -> None:
    assert verdict(context, r"\nabla_X\log\det X = X^{-\top}") in {verdicts[0], "verified"}
    assert verdict(context, r"\nabla_X\log\det X = X^{-1}") == verdicts[1]


def test_a_space_without_zero() -> None:
    said = r"$x\in\mathbb{R}^n\setminus\{0\}$."
    assert verdict(said, r"\nabla^2\|x\| = \frac{1}{\|x\|}\left(I - \frac{xx^\top}{\|x\|^2}\right)") == "verified"
    assert verdict(said, r"\nabla^2\|x\| = \frac{1}{\|x\|}\left(I - \frac{xx^\top}{\|x\|}\right)") == "refuted"
    assert verdict(said, r"\|x\| > 0") == "verified"
    assert verdict(r"$x\in\mathbb{R}^n$.", r"\|x\| > 0") != "verified"
