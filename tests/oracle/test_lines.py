"""Displays whose lines go on with an operator: one side, however it is broken; what can't be told is left open."""

from __future__ import annotations

import pytest
from oracle.asking import verdicts

NUMBERS = r"Let $a,b,c,d$ be real numbers."
VARIABLES = r"$X,Y$ are random variables, $\mathrm{Var}(Y)<\infty$."


def aligned(*lines: str) -> str:
    """Return an alignment of lines."""
    return r"\begin{aligned}" + r" \\ ".join(lines) + r"\end{aligned}"


@pytest.mark.parametrize("lead", ["& ", r"&\quad ", "&{}", r"&\qquad {}", r"&\phantom{=}", ""])
@pytest.mark.parametrize("environment", ["aligned", "split", "multline"])
def test_a_line_that_begins_with_an_operator_goes_on(lead: str, environment: str) -> None:
    whole = rf"(a+b)(c+d) &= ac + ad \\ {lead}+ bc + bd"
    assert verdicts(NUMBERS, rf"\begin{{{environment}}}{whole}\end{{{environment}}}") == ["verified-exact"]
    wrong = whole.replace("+ bd", "- bd")
    assert verdicts(NUMBERS, rf"\begin{{{environment}}}{wrong}\end{{{environment}}}") == ["refuted"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("(a-b)(c-d) &= ac - ad", "&{}- bc + bd"), ["verified-exact"]),
        (("(a-b)(c-d) &= ac - ad -", "& bc + bd"), ["verified-exact"]),
        (("(a-b)(c-d) &= ac - ad", "&{}+ bc + bd"), ["refuted"]),
        (("(a^2-b^2)(c+d) &= (a+b)(c+d)", r"&\cdot (a-b)"), ["verified-exact"]),
        (("(a^2-b^2)(c+d) &= (a+b)(c+d)", r"&\cdot (a+b)"), ["refuted"]),
        (("(a+b)(c+d) &= ac + ad", r"&\quad + bc + bd", "&= a(c+d) + b(c+d)"), ["verified-exact"] * 2),
        (("(a-b)c &= ac - bc", "-(a-b)c &= bc - ac"), ["verified-exact"] * 2),
        (("(a-b)c &= ac - bc", "-(a-b)c &= bc + ac"), ["verified-exact", "refuted"]),
    ],
)
def test_signs_and_dots_at_the_edge_of_a_line(lines: tuple[str, ...], found: list[str]) -> None:
    assert verdicts(NUMBERS, aligned(*lines)) == found


@pytest.mark.parametrize(
    "lines",
    [
        ("(a^2-b^2)(c+d) &= (a+b)(c+d)", r"&\quad (a-b)"),
        ("&(a-b)c = ac - bc", "&-(a-b)c = bc - ac"),
    ],
)
def test_what_may_go_on_or_begin_anew_is_not_judged(lines: tuple[str, ...]) -> None:
    assert verdicts(NUMBERS, aligned(*lines)) == ["not-checkable"]


def test_the_law_of_total_variance_over_two_lines() -> None:
    whole = (r"\mathrm{Var}(Y) &= E(\mathrm{Var}(Y\mid X))", r"&\quad + \mathrm{Var}(E(Y\mid X))")
    assert verdicts(VARIABLES, aligned(*whole)) == ["verified"]
    assert verdicts(VARIABLES, aligned(whole[0], whole[1].replace("+", "-"))) == ["refuted"]
