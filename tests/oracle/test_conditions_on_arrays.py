"""Conditions between arrays: what stands beside a matrix has its size."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

ATTENTION = (
    r"$\mathrm{Att}(Q,K,V)=\mathrm{softmax}(QK^\top/\sqrt d)\,V$ (row-wise softmax), $Q,K,V\in\mathbb{R}^{n\times d}$, "
    r"$\Pi\in\mathbb{R}^{n\times n}$ is a permutation matrix, $\Pi\neq I$."
)


def test_attention_forgets_the_order_of_keys() -> None:
    assert verdict(ATTENTION, r"\mathrm{Att}(Q,\Pi K,\Pi V) = \mathrm{Att}(Q,K,V)") == "verified"
    assert verdict(ATTENTION, r"\mathrm{Att}(Q,\Pi K,\Pi V) = \Pi\,\mathrm{Att}(Q,K,V)") == "refuted"


@pytest.mark.parametrize("condition", [r"P\neq I", r"P\ne -I", r"I \neq P"])
def test_an_identity_in_a_condition_is_as_large_as_its_matrix(condition: str) -> None:
    said = rf"$P\in\mathbb{{R}}^{{n\times n}}$ is orthogonal and ${condition}$."
    assert verdict(said, r"P^\top P = I") == "verified"
    assert verdict(said, r"P^\top = P") == "refuted"


def test_a_condition_that_says_more_is_used() -> None:
    said = r"$P\in\mathbb{R}^{n\times n}$ is symmetric and idempotent"
    assert verdict(said + r", $P\neq I$.", r"\det P = 0") == "verified"
    assert verdict(said + ".", r"\det P = 0") != "verified"
