"""Old and rare spellings read as the common ones; what changes the meaning is not dropped."""

from __future__ import annotations

import pytest
from oracle.twins import missed

from vault_runner.oracle.statements import parse_expression, read_formula
from vault_runner.oracle.syntax import UnreadableError


def test_spellings_and_their_wrong_twins() -> None:
    assert not missed("spellings")


@pytest.mark.parametrize(
    ("rare", "common"),
    [
        (r"{\rm Tr}(A)", r"\mathrm{Tr}(A)"),
        (r"\mathop{\rm tr}(A)", r"\operatorname{tr}(A)"),
        (r"{\bf x}^{\rm T}{\bf y}", r"\mathbf{x}^{\mathrm{T}}\mathbf{y}"),
        (r"\frac{{\rm d}}{{\rm d}x}f(x)", r"\frac{\mathrm{d}}{\mathrm{d}x}f(x)"),
        (r"{n \choose k}", r"\binom{n}{k}"),
        (r"{a+b \over c}", r"\frac{a+b}{c}"),
        (r"2\underbrace{a+b}_{\text{two}}", r"2a+b"),
        (r"\underset{x}{\min} f(x)", r"\min_{x} f(x)"),
        (r"\left<x,y\right>", r"\langle x,y\rangle"),
        (r"\sum_{\substack{i<j}} a_i", r"\sum_{i<j} a_i"),
        (r"\textcolor{red}{x}", r"x"),
    ],
)
def test_a_rare_spelling_is_read_as_the_common_one(rare: str, common: str) -> None:
    assert str(parse_expression(rare)) == str(parse_expression(common))


@pytest.mark.parametrize(
    ("relation", "read"),
    [
        (r"\overset{(a)}{\leq}", "<="),
        (r"\stackrel{\text{(i)}}{\geq}", ">="),
        (r"\overset{\text{def}}{=}", ":="),
        (r"\stackrel{\triangle}{=}", ":="),
        (r"\overset{!}{=}", "="),
        (r"\underset{(2)}{\leq}", "<="),
        (r"\overset{d}{\to}", "->"),
    ],
)
def test_a_label_leaves_the_relation_below_it(relation: str, read: str) -> None:
    assert read_formula(f"a {relation} b")[0].relations == (read,)


@pytest.mark.parametrize("relation", [r"\overset{d}{=}", r"\overset{?}{=}", r"\stackrel{\text{a.s.}}{=}"])
def test_an_equality_of_another_kind_is_not_read_as_one(relation: str) -> None:
    with pytest.raises(UnreadableError):
        read_formula(f"a {relation} b")
