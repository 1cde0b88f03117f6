"""Cross products, functional determinants, corners of balls, distances of distributions, forced randomness."""

from __future__ import annotations

from oracle.asking import verdict
from oracle.twins import missed


def test_space_and_its_wrong_twins() -> None:
    assert not missed("space")


def test_a_cross_product_in_the_plane_is_left_open() -> None:
    assert verdict(r"$a,b\in\mathbb{R}^2$.", r"\|a\times b\| = \|b\times a\|") == "not-checkable"


def test_an_objective_that_bends_inward_has_no_corner_to_look_at() -> None:
    assert verdict(r"$c\in\mathbb{R}^n$.", r"\max_{\|x\|_1\le 1}\,-\|x\|_2^2 = -1") != "verified"
