"""A size that is said after a property adds to it; another type takes its place."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

SKEW = r"K^\top = -K"


@pytest.mark.parametrize(
    "context",
    [
        r"$K$ is skew-symmetric, of size $n\times n$.",
        r"$K$ is a skew-symmetric matrix of size $n\times n$.",
        r"$K$ is skew-symmetric. Here $K\in\mathbb{R}^{n\times n}$.",
        r"$K$ 是反对称的，大小为 $n\times n$。",
    ],
)
def test_a_size_keeps_the_property(context: str) -> None:
    assert verdict(context, SKEW).startswith("verified")


def test_a_size_keeps_the_properties_of_both() -> None:
    context = r"$S$ is symmetric and $K$ is skew-symmetric, both of size $n\times n$."
    assert verdict(context, r"\operatorname{tr}(SK) = 0").startswith("verified")
    assert verdict(context, r"\operatorname{tr}(SS) = 0") in {"refuted", "doubted"}


def test_an_orthogonal_matrix_of_a_size_is_orthogonal() -> None:
    assert verdict(r"$Q$ is an orthogonal matrix of size $n\times n$.", r"Q^\top Q = I").startswith("verified")


def test_another_type_takes_the_place_of_the_first() -> None:
    assert not verdict(r"$K$ is skew-symmetric. Now let $K\in\mathbb{R}^{m\times n}$.", SKEW).startswith("verified")
