"""Exact arithmetic modulo p, and where it upgrades a verdict."""

from __future__ import annotations

import random

import numpy as np
import pytest
from oracle.asking import answer, verdict

from vault_runner.oracle.exact import P, determinant, inverse

WOODBURY = r"(A + UV)^{-1} = A^{-1} %s A^{-1}U(I + VA^{-1}U)^{-1}VA^{-1}"
SIZES = r"$A\in\mathbb{R}^{n\times n}$ is invertible, $U\in\mathbb{R}^{n\times k}$, $V\in\mathbb{R}^{k\times n}$."


def test_inverse_and_determinant_agree_with_their_laws() -> None:
    rng = random.Random(1)  # noqa: S311 - a reproducible matrix
    matrix = np.array([[rng.randrange(P) for _ in range(4)] for _ in range(4)], dtype=object)
    assert np.all(matrix @ inverse(matrix) % P == np.eye(4, dtype=object))
    assert determinant(matrix) * determinant(inverse(matrix)) % P == 1
    assert determinant(np.array([[1, 2], [2, 4]], dtype=object)) == 0


def test_rational_identities_are_verified_exactly() -> None:
    assert verdict(SIZES, WOODBURY % "-") == "verified-exact"
    assert verdict(SIZES, WOODBURY % "+") == "refuted"


@pytest.mark.parametrize("latex", [r"e^{A} e^{-A} = I", r"\|A\|_F^2 = \operatorname{tr}(A^\top A)"])
def test_what_is_not_rational_is_verified_in_floats(latex: str) -> None:
    told = answer(r"$A\in\mathbb{R}^{n\times n}$.", latex)
    assert told["verdict"] == "verified"
    assert told["evidence"]["worst"] < 1e-8
