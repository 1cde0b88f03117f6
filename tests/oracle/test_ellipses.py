"""Sums, products and lists with dots: what the terms show is judged, what they leave open isn't."""

from __future__ import annotations

import pytest
from oracle.asking import answer
from oracle.twins import missed

from vault_runner.oracle.statements import parse_expression, read_formula


def test_ellipses_and_their_wrong_twins() -> None:
    assert not missed("ellipses")


@pytest.mark.parametrize(
    "written", [r"1+\cdots+1", r"x+\dots+x", r"a_1+b_2+\cdots+c_n", r"1+3+4+\cdots+n", r"2+4+\cdots+64", r"1+2+\cdots"]
)
def test_what_the_terms_leave_open_keeps_its_dots(written: str) -> None:
    assert any(node.head == "dots" for node in parse_expression(written).walk())


def test_an_abstention_says_what_would_help() -> None:
    found = answer("$n\\ge1$ an integer.", r"1+2+5+\cdots+n=n")
    assert found["code"] == "dots"
    assert r"\sum" in found["remedy"]


def test_a_chain_of_orders_with_dots_is_left_as_it_is() -> None:
    statements = read_formula(r"\lambda_1\ge\lambda_2\ge\cdots\ge\lambda_n")
    assert any(member.head == "dots" for member in statements[0].members)


def test_the_sum_stands_where_the_dots_stood() -> None:
    tree = parse_expression(r"(x_1+\cdots+x_n)^2")
    big = next(node for node in tree.walk() if node.head == "big")
    assert (big.start, big.end) == (1, 15)
