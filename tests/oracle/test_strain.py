"""What agrees at ordinary samples is taken to extremes before it counts as verified."""

from __future__ import annotations

import numpy as np
import pytest
from oracle.asking import answer

from vault_runner.oracle.extremes import RARE, extreme_array, extreme_number, rare_member
from vault_runner.oracle.matrix_properties import MATRIX
from vault_runner.oracle.properties import SCALAR


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (r"$x\in\mathbb{R}$.", r"x^2 < 1000000"), (r"$x\in(0,1)$.", r"x(1-x) < \tfrac14"), ("$a>0$.", r"a \ge 0.01"),
        (r"$x>0$.", r"x + \tfrac1x > 2"), (r"$A\in\mathbb{R}^{n\times n}$.", r"\operatorname{rank}(A) = n"),
        (r"$Q\in\mathbb{R}^{n\times n}$ is orthogonal.", r"\det(Q) = 1"),
        (r"$n\in\mathbb{N}$.", r"\sum_{k=1}^n \frac1k \le 5"),
        (r"$f:\mathbb{R}\to\mathbb{R}$ is increasing, $x\in\mathbb{R}$.", "f'(x) > 0"),
        ("Tiny.", "10^{-20} = 10^{-21}"),
        (r"$A\in\mathbb{R}^{m\times n}$, $B\in\mathbb{R}^{n\times p}$.",
         r"\operatorname{rank}(AB) = \min(\operatorname{rank}(A), \operatorname{rank}(B))"),
        (r"$A\in\mathbb{R}^{n\times n}$.", r"\operatorname{rank}(A^2) = \operatorname{rank}(A)"),
    ],
)  # fmt: skip
def test_statements_that_fail_at_the_edge_are_not_verified(context: str, latex: str) -> None:
    found = answer(context, latex)
    assert found["verdict"] in {"not-checkable", "refuted"}


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (r"$x,y\in\mathbb{R}^n$.", r"(x^\top y)^2 \le \|x\|^2\|y\|^2"), (r"$x\in\mathbb{R}$.", r"e^x \ge 1 + x"),
        (r"$A\succ0$, $A\in\mathbb{R}^{n\times n}$, $x\in\mathbb{R}^n$.", r"x^\top A x \ge 0"),
        (r"$a,b>0$.", r"\frac{a+b}{2} \ge \sqrt{ab}"), (r"$p\in(0,1)$.", r"p(1-p) \le \tfrac14"),
    ],
)  # fmt: skip
def test_true_inequalities_stay_verified(context: str, latex: str) -> None:
    assert answer(context, latex)["verdict"] == "verified"


@pytest.mark.parametrize("name", sorted(set(RARE) & set(MATRIX)))
def test_rare_members_are_members(name: str) -> None:
    rng = np.random.default_rng(8)
    for _ in range(20):
        member = rare_member(rng, frozenset({name}), 4, magnitudes=False)
        assert member is not None
        assert MATRIX[name].holds(member)


@pytest.mark.parametrize("name", sorted(set(SCALAR) - {"angle"}))
def test_extreme_numbers_keep_their_property(name: str) -> None:
    rng = np.random.default_rng(9)
    values = [extreme_number(rng, frozenset({name})) for _ in range(200)]
    assert sum(bool(SCALAR[name].holds(value)) for value in values) > 120


def test_extreme_arrays_have_low_rank_at_times() -> None:
    rng = np.random.default_rng(10)
    ranks = {int(np.linalg.matrix_rank(extreme_array(rng, (4, 4), magnitudes=False))) for _ in range(60)}
    assert {1, 4} <= ranks
