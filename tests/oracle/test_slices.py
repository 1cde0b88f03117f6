"""Slices of arrays and concatenations in brackets."""

from __future__ import annotations

from oracle.asking import answer, verdict
from oracle.twins import missed

VECTORS = r"$x\in\mathbb{R}^n$ and $k<n$."


def test_slices_and_their_wrong_twins() -> None:
    assert not missed("slices")


def test_a_slice_says_how_it_counts() -> None:
    found = answer(VECTORS, r"\|x\|^2 = \|x_{1:k}\|^2 + \|x_{k+1:n}\|^2")
    assert found["verdict"] == "verified"
    assert any("counting from 1" in line for line in found["reading"])


def test_a_slice_from_zero_is_left_open() -> None:
    assert verdict(VECTORS, r"\|x_{0:k}\| = \|x\|") == "not-checkable"
