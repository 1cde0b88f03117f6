"""Random expressions: rewritten by laws that always hold they are never refuted, perturbed they are never verified."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle.asking import answer, verdicts

from vault_runner.oracle.statements import read_formula
from vault_runner.oracle.syntax import UnreadableError
from vault_runner.oracle.tokens import raw_tokens, tokens_of

CONTEXT = r"$A,B,C\in\mathbb{R}^{n\times n}$ are matrices and $x,y\in\mathbb{R}^n$ are vectors."
QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def matrices(depth: int) -> st.SearchStrategy[str]:
    """Return expressions whose value is an n×n matrix."""
    leaf = st.sampled_from(["A", "B", "C"])
    if depth == 0:
        return leaf
    inner = matrices(depth - 1)
    return st.one_of(
        leaf,
        st.tuples(inner, inner).map(lambda pair: rf"\left({pair[0]} + {pair[1]}\right)"),
        st.tuples(inner, inner).map(lambda pair: rf"{pair[0]} {pair[1]}"),
        inner.map(lambda one: rf"\left({one}\right)^\top"),
        inner.map(lambda one: rf"2 {one}"),
    )


LAWS: list[Callable[[str, str], tuple[str, str]]] = [
    lambda p, q: (rf"\left(({p})({q})\right)^\top", rf"({q})^\top ({p})^\top"),
    lambda p, q: (rf"({p}) + ({q})", rf"({q}) + ({p})"),
    lambda p, q: (rf"({p})\left(({q}) + A\right)", rf"({p})({q}) + ({p})A"),
    lambda p, q: (rf"\operatorname{{tr}}(({p})({q}))", rf"\operatorname{{tr}}(({q})({p}))"),
    lambda p, q: (rf"\det(({p})({q}))", rf"\det({p})\det({q})"),
    lambda p, q: (rf"x^\top ({p})({q}) y", rf"y^\top ({q})^\top ({p})^\top x"),
    lambda p, q: (rf"\|({p})({q})x\|_2^2", rf"x^\top ({q})^\top ({p})^\top ({p})({q})x"),
]


@QUIET
@given(matrices(2), matrices(1), st.sampled_from(LAWS))
def test_rewrites_are_never_refuted(p: str, q: str, law: Callable[[str, str], tuple[str, str]]) -> None:
    left, right = law(p, q)
    assert "refuted" not in verdicts(CONTEXT, f"{left} = {right}")


@QUIET
@given(matrices(2), matrices(1), st.sampled_from(LAWS), st.sampled_from(["1.01", "0.5", "2", "-1"]))
def test_perturbations_are_never_verified(
    p: str, q: str, law: Callable[[str, str], tuple[str, str]], factor: str
) -> None:
    left, right = law(p, q)
    found = verdicts(CONTEXT, rf"{left} = {factor} \left({right}\right)")
    assert not any(verdict.startswith("verified") for verdict in found)


@QUIET
@given(st.text(alphabet=r"\{}[]()^_&|+-*/=<>.,;:!'$%~# abxyzRnAB0123ΣλΔ矩阵，。", max_size=60))
def test_every_text_is_cut_or_refused(text: str) -> None:
    try:
        tokens = tokens_of(raw_tokens(text))
    except UnreadableError:
        return
    assert all(0 <= token.start <= token.end <= len(text) for token in tokens)


@QUIET
@given(st.text(alphabet=r"\frac{}sumlogexp^_()=+-12nxAB ", max_size=80))
def test_every_formula_is_read_or_refused(text: str) -> None:
    with suppress(UnreadableError):
        assert all(statement.members for statement in read_formula(text))


@QUIET
@given(st.text(alphabet="AxyR对称可逆 is symmetric for if not the of $\\in{}^n=.,，。", max_size=120))
def test_no_prose_stops_a_check(text: str) -> None:
    assert answer(text, "1 = 1")["code"] != "internal"


@settings(max_examples=12, deadline=None)
@given(st.integers(2, 9), st.sampled_from(["!!", "^{9}", "^{9^{9}}"]), st.integers(10, 99))
def test_towers_are_never_verified(base: int, power: str, more: int) -> None:
    assert verdicts("", f"{base}{power} = {more}")[0] != "verified" or base**9 == more
