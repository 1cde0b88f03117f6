"""Arrays that are named by their entries and the ranges of their indices."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

SQUARE = r"For an array $(a_{ij})$ with $1\le i,j\le n$"
BROAD = r"For an array $(a_{ij})$ with $1\le i\le m$ and $1\le j\le n$,"
TRANSPOSED = r"\sum_{i=1}^n\sum_{j=1}^i a_{ij} = \sum_{j=1}^n\sum_{i=1}^j a_{ij}"


@pytest.mark.parametrize(
    "context", [SQUARE, r"Let $(a_{ij})_{1\le i,j\le n}$ be an array.", r"Let $(a_{ij})_{i,j=1}^n$ be an array."]
)
def test_a_triangle_is_summed_in_two_ways(context: str) -> None:
    assert verdict(context, r"\sum_{i=1}^n\sum_{j=1}^i a_{ij} = \sum_{j=1}^n\sum_{i=j}^n a_{ij}") == "verified-exact"
    assert verdict(context, TRANSPOSED) == "refuted"


def test_two_sizes() -> None:
    whole = r"\left(\sum_{i=1}^m\sum_{j=1}^n a_{ij}\right)^2"
    assert verdict(BROAD, whole + r" \le mn\sum_{i=1}^m\sum_{j=1}^n a_{ij}^2") == "verified"
    assert verdict(BROAD, whole + r" \le \sum_{i=1}^m\sum_{j=1}^n a_{ij}^2") == "refuted"


@pytest.mark.parametrize(
    "context",
    [
        r"The array $(a_{ij})$ with $1\le i,j\le n$ is symmetric.",
        r"For a symmetric array $(a_{ij})$ with $1\le i,j\le n$,",
        SQUARE + " and $a_{ij}=a_{ji}$",
        r"For an array $(a_{ij})$ with $1\le i<j\le n$",
        r"For random variables $(a_{ij})$ with $1\le i,j\le n$",
    ],
)
def test_what_else_is_said_of_the_entries_keeps_a_refutation_back(context: str) -> None:
    assert verdict(context, TRANSPOSED) in {"doubted", "not-checkable"}


@pytest.mark.parametrize("context", [SQUARE + ".", r"Let $a\in\mathbb{R}^{n\times n}$.", ""])
def test_entries_that_vanish_somewhere_are_not_all_zero(context: str) -> None:
    said = f"{context} Suppose $a_{{ij}}=0$ for $i\\ne j$."
    assert not verdict(said, r"\sum_{i=1}^n\sum_{j=1}^n a_{ij} = 0").startswith("verified")
