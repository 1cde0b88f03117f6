"""Chances written with small letters, Markov chains, independence given a third, what a chain keeps."""

from __future__ import annotations

from oracle.asking import verdict
from oracle.twins import missed


def test_probability_and_its_wrong_twins() -> None:
    assert not missed("probability")


def test_a_chain_runs_through_what_the_formula_does_not_name() -> None:
    chain = r"$X\to Y\to Z$ is a Markov chain."
    assert verdict(chain, r"p(x,z) = p(x)p(z)") == "refuted"


def test_the_order_of_a_chain_matters() -> None:
    assert verdict(r"$X\to Y\to Z$ is a Markov chain.", r"p(z\mid x,y) = p(z\mid y)").startswith("verified")
    assert verdict(r"$Y\to X\to Z$ is a Markov chain.", r"p(z\mid x,y) = p(z\mid y)") == "refuted"
