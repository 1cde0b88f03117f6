"""Gaussians: affine images, joint ones in blocks, densities as values, and the kinds that a law gives."""

from __future__ import annotations

from oracle.asking import answer, verdict
from oracle.twins import missed


def test_gaussians_and_their_wrong_twins() -> None:
    assert not missed("gaussians")


def test_a_size_stated_after_the_law_keeps_the_variable_random() -> None:
    assert verdict(r"$z\sim\mathcal{N}(0,I)$, $z\in\mathbb{R}^d$.", r"\mathbb{E}\|z\|^2 = d").startswith("verified")


def test_a_capital_sigma_is_no_number() -> None:
    assert not verdict(r"$x\sim\mathcal{N}(\mu,\Sigma)$.", r"\mathbb{E}[x^\top x] = \Sigma+\mu^\top\mu").startswith(
        "ver"
    )


def test_the_law_of_what_is_not_affine_is_left_open() -> None:
    found = answer(r"$X\sim\mathcal{N}(0,1)$.", r"X^2 \sim \mathcal{N}(1,2)")
    assert found["verdict"] == "not-checkable"
    assert "affine" in found["reason"]
