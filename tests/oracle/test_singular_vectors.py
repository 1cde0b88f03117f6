r"""Singular vectors in words, and singular values of a matrix whose sizes nothing names."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict

from vault_runner.oracle.singular_vectors import stated_triples

CONTEXTS = [
    r"设 $A=U\Sigma V^\top$ 是奇异值分解，$u_i$、$v_i$ 是第 $i$ 个左、右奇异向量，$\sigma_i$ 是对应的奇异值",
    r"Let $A=U\Sigma V^\top$ be its SVD with left and right singular vectors $u_i$, $v_i$, singular values $\sigma_i$.",
    r"$A\in\mathbb{R}^{m\times n}$ has singular values $\sigma_i$, left and right singular vectors $u_i$, $v_i$.",
]


@pytest.mark.parametrize("context", CONTEXTS)
def test_singular_vectors_are_mapped_to_each_other(context: str) -> None:
    assert verdict(context, r"A^\top u_i = \sigma_i v_i") == "verified"
    assert verdict(context, r"A v_i = \sigma_i u_i") == "verified"
    assert verdict(context, r"A^\top u_i = \sigma_i^2 v_i") in {"doubted", "refuted"}


@pytest.mark.parametrize("context", CONTEXTS)
def test_how_many_there_are_is_left_open(context: str) -> None:
    assert verdict(context, r"\sum_i u_i u_i^\top = I") != "refuted"


def test_the_number_of_singular_values_needs_no_named_sizes() -> None:
    context = r"设 $A=U\Sigma V^\top$ 是奇异值分解，$\sigma_i$ 是奇异值"
    assert answer(context, r"\sum_i \sigma_i^2 = \|A\|_F^2")["verdict"] == "verified"
    assert answer(context, r"\sum_i \sigma_i = \|A\|_F")["verdict"] in {"doubted", "refuted"}


def test_words_that_scale_or_deny_leave_a_paragraph_alone() -> None:
    prose = CONTEXTS[1].replace("left and right", "scaled left and right")
    assert stated_triples(prose) == (prose, ())


def test_sizes_that_only_a_spectrum_needs_are_sampled() -> None:
    random = r"$q,k\in\mathbb{R}^{d}$ have i.i.d. entries with mean $0$ and variance $A=U\Sigma V^\top$ is the thin SVD"
    assert (
        answer(random + r" with singular values $\sigma_i$", r"\operatorname{Var}(q^\top k) = \sqrt d")["code"]
        != "internal"
    )
    assert answer(CONTEXTS[1], r"A v_i = \sigma_iiv_i")["code"] != "internal"
