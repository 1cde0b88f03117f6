"""Extrema under constraints: balls, boxes, the simplex, equations behind “s.t.”, proximal operators."""

from __future__ import annotations

from oracle.asking import verdict, verdicts
from oracle.twins import missed

LEAST = r"$A\in\mathbb{R}^{m\times n}$ has full row rank, $b\in\mathbb{R}^m$."


def test_constrained_extrema_and_their_wrong_twins() -> None:
    assert not missed("constrained")


def test_what_follows_the_constraint_belongs_to_the_claim() -> None:
    latex = r"\arg\min_{x} \|x\|^2 \text{ s.t. } Ax=b = A^\top(AA^\top)^{-1}b"
    assert verdict(LEAST, latex).startswith("verified")


def test_a_ball_with_corners_is_looked_at_where_it_has_them() -> None:
    prose, extremum = r"$c\in\mathbb{R}^n$.", r"\max_{\|x\|_1\le 1} c^\top x"
    assert verdict(prose, rf"{extremum} = \|c\|_\infty") == "verified"
    assert verdict(prose, rf"{extremum} = \|c\|_2") == "refuted"


def test_a_part_of_a_ball_with_corners_is_left_open() -> None:
    assert verdict(r"$c\in\mathbb{R}^n$.", r"\arg\max_{\|x\|_1\le 1} c^\top x = c") == "not-checkable"


def test_a_range_behind_the_words_is_a_condition_on_both_sides() -> None:
    prose, extremum = r"$x\in\mathbb{R}$.", r"\max_x x(1-x) \text{ s.t. } 0\le x\le"
    assert verdict(prose, rf"{extremum} 1 = \frac14") == "verified"
    assert verdict(prose, rf"{extremum} 1 = \frac12") == "refuted"
    assert verdict(prose, rf"{extremum} \frac14 = \frac14") == "refuted"


def test_conditions_behind_commas_belong_to_the_extremum() -> None:
    prose, extremum = r"$x\in\mathbb{R}$.", r"\max_x x(1-x) \text{ s.t. }"
    assert verdict(prose, rf"{extremum} 0\le x,\; x\le 1 = \frac14") == "verified"
    assert verdict(prose, rf"{extremum} 0\le x,\; x\le 1 = \frac12") == "refuted"
    assert verdict(prose, rf"\frac14 = {extremum} x\le 1,\; x\ge\frac34") == "refuted"
    assert verdict(prose, rf"{extremum} 0\le x \text{{ and }} x\le 1 = \frac12") == "refuted"
    least = r"\min_x c^\top x \text{ s.t. } \sum_i x_i = 1,\; x\ge 0"
    assert verdict(r"$c\in\mathbb{R}^n$.", rf"{least} = \min_i c_i") == "verified"


def test_an_equation_of_the_variable_behind_a_comma_is_left_open() -> None:
    assert verdict(r"$a>0$, $x\in\mathbb{R}$.", r"a = \max_x -x^2 \text{ s.t. } x\ge a,\; x = a") == "not-checkable"


def test_another_statement_behind_the_conditions_stays_one() -> None:
    latex = r"\max_x ax(1-x) \text{ s.t. } 0\le x\le 1 = \frac a4, \quad a > 0"
    assert verdicts(r"$x\in\mathbb{R}$, $a>0$.", latex)[0] == "verified"
