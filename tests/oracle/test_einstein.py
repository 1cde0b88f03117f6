"""Repeated indices are summed where a note says so, and nothing is held against one that doesn't."""

from __future__ import annotations

from oracle.asking import answer
from oracle.twins import missed

from vault_runner.oracle.einstein import stated_summation


def test_summation_and_its_wrong_twins() -> None:
    assert not missed("einstein")


def test_an_index_that_may_be_summed_asks_for_the_sum() -> None:
    found = answer(r"$A,B\in\mathbb{R}^{n\times n}$.", r"(AB)_{ij}=A_{ik}B_{kj}")
    assert (found["verdict"], found["code"]) == ("not-checkable", "index")
    assert r"\sum_k" in found["remedy"]


def test_a_denied_convention_gives_no_option() -> None:
    assert not stated_summation("We do not use the Einstein summation convention.")[1]
    assert not stated_summation("不采用爱因斯坦求和约定。")[1]
    assert stated_summation("We use the Einstein summation convention.")[1] == {"einstein": "yes"}
