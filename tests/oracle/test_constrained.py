"""Extrema under constraints: balls, boxes, the simplex, equations behind “s.t.”, proximal operators."""

from __future__ import annotations

from oracle.asking import verdict
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
