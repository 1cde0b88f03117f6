"""Distributions given by their values: “the true density is p(x), the model f(x;s)”."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row

TRUE = r"D_{\mathrm{KL}}(p \,\|\, f(\cdot;s)) = \mathbb{E}_{p}[\log p(x)] - \mathbb{E}_{p}[\log f(x;s)]"
FALSE = TRUE.replace("(x)] -", "(x)] +")


def verdict(context: str, latex: str) -> str:
    return str(ask_row(context, latex)[-1]["verdict"])


@pytest.mark.parametrize(
    "context",
    ["真实分布为 $p(x)$，模型分布为 $f(x;s)$：", "设真实密度为 $p(x)$，模型族为 $f(x;s)$。KL 散度是：",
     "The true distribution is $p(x)$ and the model is $f(x;s)$."],
)  # fmt: skip
def test_a_slip_is_refuted(context: str) -> None:
    assert verdict(context, TRUE) == "verified"
    assert verdict(context, FALSE) == "refuted"


@pytest.mark.parametrize(
    "context",
    ["The true distribution is $p(x)$; the model is $f(x;s)$, not normalised.",
     "模型族为 $f(x;s)$，未归一化，真实分布为 $p(x)$：",
     "The model is $f(x;s)$ here.", ""],
)  # fmt: skip
def test_without_words_of_distributions_nothing_is_refuted(context: str) -> None:
    assert verdict(context, FALSE) != "refuted"
    assert verdict(context, FALSE) != "verified"
