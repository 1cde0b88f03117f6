"""Remainders of both kinds, asymptotic equality with a stated direction, series and improper integrals."""

from __future__ import annotations

from oracle.asking import answer, verdict
from oracle.twins import missed


def test_limits_and_their_wrong_twins() -> None:
    assert not missed("limits")


def test_a_quotient_is_measured_and_told() -> None:
    found = answer(r"As $x\to 0$:", r"1-\cos x \sim x^2")
    assert found["verdict"] == "refuted"
    assert "tends to 0.5" in found["reason"]


def test_a_tilde_without_a_direction_is_no_limit() -> None:
    assert verdict(r"$x\in\mathbb{R}$.", r"\sin x \sim x") == "definition"
