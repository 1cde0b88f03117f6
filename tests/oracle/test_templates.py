"""What written-out terms have in common."""

from __future__ import annotations

from vault_runner.oracle.statements import parse_expression
from vault_runner.oracle.templates import alike, templates
from vault_runner.oracle.term_forms import factors_of, linear


def bodies(*terms: str) -> list[str]:
    return [str(found.body) for found in templates([parse_expression(term) for term in terms])]


def test_powers_are_brought_to_one_base() -> None:
    assert "(pow x 0)" in bodies("1", "x", "x^2")
    assert "(pow 2 0)" in bodies("2", "4", "2^n")
    assert not bodies("x_1", "y_1^2")


def test_terms_of_another_kind_have_nothing_in_common() -> None:
    assert not bodies("x_1", "y_2")
    assert not bodies(r"\sin x_1", "x_2")
    assert alike(parse_expression("x_1"), parse_expression("x_n"))
    assert not alike(parse_expression("x_1"), parse_expression("1"))


def test_a_product_that_looks_like_an_application_has_two_factors() -> None:
    assert len(factors_of(parse_expression("n(n-1)"))) == 2
    assert len(factors_of(parse_expression("f(x)"))) == 1


def test_polynomials_are_read_from_trees() -> None:
    found = linear(parse_expression("2(n-1)+3"))
    assert str(found) == "2n+1"
    assert linear(parse_expression("x^2")) is None
