"""Sums over chains of indices, and numbers that are moved to where a condition puts them."""

from __future__ import annotations

from oracle.asking import verdict
from oracle.twins import missed


def test_sums_and_their_wrong_twins() -> None:
    assert not missed("sums")


def test_a_product_over_a_chain_is_left_open() -> None:
    assert verdict(r"$x\in\mathbb{R}^n$.", r"\prod_{1\le i<j\le n} x_i x_j = 1") == "not-checkable"
