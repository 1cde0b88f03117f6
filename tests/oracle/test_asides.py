"""Conditions beside a formula are taken one by one."""

from __future__ import annotations

from oracle.asking import verdicts
from oracle.twins import claimed

from vault_runner.oracle.statements import read_formula


def test_a_condition_on_two_names_is_two() -> None:
    found = read_formula(r"\log(xy)=\log x+\log y \quad\text{for } x,y>0")
    assert [one.relations for one in found] == [("=",), (">",), (">",)]


def test_a_condition_in_brackets_is_one() -> None:
    assert claimed("", r"\sqrt{x^2}=x \quad (x\ge0)") == ["verified"]
    assert "verified" not in claimed("", r"\sqrt{x^2}=x")


def test_the_range_of_an_index_states_nothing_by_itself() -> None:
    assert claimed(r"$x\in\mathbb{R}^n$.", r"|x_i|\le\|x\|_2,\quad i=1,\ldots,n") == ["verified"]
    assert len(read_formula(r"|x_i|\le\|x\|_2,\quad i=1,2,\ldots,n")) == 2


def test_a_definition_behind_a_formula_stays_one() -> None:
    assert verdicts(r"$x\in\mathbb{R}$.", r"y=x^2,\quad z=1") == ["definition", "definition"]
