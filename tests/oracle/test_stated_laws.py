"""Random variables whose law the words state in a form that isn't read: no other law stands in for theirs."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

from vault_runner.oracle import ask_row

STATED = [
    r"$X$ has density $\frac{1}{2b}e^{-|x|/b}$ on $\mathbb{R}$, $b>0$.",
    r"Let $X$ be a random variable with density $p(x)=\frac{1}{2b}e^{-|x|/b}$, $b>0$.",
    r"Let $X$ be a random variable. Its density is $\frac{1}{2b}e^{-|x|/b}$ with $b>0$.",
    r"Let $X$ be a random variable whose density is $f$, and $b>0$. Here $f(x)=\frac{1}{2b}e^{-|x|/b}$.",
    r"The random variable $X$ has $f_X(x)=\frac{1}{2b}e^{-|x|/b}$, $b>0$.",
    r"Let $b>0$ and $X$ be a random variable with $\mathbb{E}[e^{tX}] = 1/(1-b^2t^2)$.",
    r"Let $b>0$ and let $X$ be a random variable with $M_X(t) = 1/(1-b^2t^2)$.",
    r"Let $X$ be a random variable with density proportional to $e^{-|x|/b}$, $b>0$.",
    r"$X \sim \mathrm{DoubleExp}(b)$, $b>0$.",
    r"设随机变量 $X$ 的密度为 $\frac{1}{2b}e^{-|x|/b}$，$b>0$。",
    r"设随机变量 $X$ 服从拉普拉斯分布，尺度 $b>0$。",
]


@pytest.mark.parametrize("context", STATED)
@pytest.mark.parametrize("value", ["2b^2", "b^2"])
def test_a_law_that_is_stated_but_not_read_decides_nothing(context: str, value: str) -> None:
    assert verdict(context, rf"\operatorname{{Var}}(X) = {value}") == "not-checkable"


@pytest.mark.parametrize("context", STATED)
def test_what_holds_for_any_law_holds_for_a_stated_one(context: str) -> None:
    assert verdict(context, r"\operatorname{Var}(X) = \mathbb{E}[X^2] - \mathbb{E}[X]^2") == "verified"


def test_a_law_that_is_read_still_decides() -> None:
    context = r"$X \sim \text{Laplace}(0, b)$."
    assert verdict(context, r"\operatorname{Var}(X) = 2b^2") == "verified"
    assert verdict(context, r"\operatorname{Var}(X) = b^2") == "refuted"


def test_any_law_still_refutes() -> None:
    assert verdict("Let $X$ be a random variable.", r"\operatorname{Var}(X) = \mathbb{E}[X^2]") == "refuted"
    context = "Let $X, Y$ be discrete random variables with joint distribution $p$."
    assert verdict(context, r"\operatorname{Var}(X+Y) = \operatorname{Var}(X) + \operatorname{Var}(Y)") == "refuted"


@pytest.mark.parametrize("context", ["", "Recall:", r"$X_1,\dots,X_n$ are i.i.d. with variance $\sigma^2$."])
def test_an_undeclared_random_variable_is_never_held_against_a_note(context: str) -> None:
    assert verdict(context, r"\operatorname{Var}(\hat X) = \mathbb{E}[\hat X^2]") == "not-checkable"
    assert verdict(context, r"\operatorname{Var}(W) = \mathbb{E}[W^2] - \mathbb{E}[W]^2") == "verified"


@pytest.mark.parametrize(
    ("context", "true", "false"),
    [
        (r"$X\sim\mathrm{Exp}(\beta)$, where $\beta$ is the mean.", r"\beta^2", r"\beta^{-2}"),
        (r"$X\sim\mathrm{Exp}(\theta)$ in the scale parametrisation.", r"\theta^2", r"\theta^{-2}"),
        (r"$X\sim\mathcal{N}(\mu,s)$ with $s$ the standard deviation.", "s^2", "s"),
        (r"$X\sim N(0,1)$ truncated to the positive half line.", r"1-\frac2\pi", "1"),
        (r"$X$ is geometric on $\{0,1,2,\dots\}$ with success probability $p$.", r"\frac{1-p}{p^2}", r"\frac1p"),
    ],
)
def test_words_that_change_a_law_leave_it_open(context: str, true: str, false: str) -> None:
    assert verdict(context, rf"\operatorname{{Var}}(X) = {true}") == "not-checkable"
    assert verdict(context, rf"\operatorname{{Var}}(X) = {false}") == "not-checkable"


def test_usual_words_beside_a_law_change_nothing() -> None:
    rate = r"$X\sim\mathrm{Exp}(\lambda)$ with rate $\lambda$."
    assert verdict(rate, r"\operatorname{Var}(X) = \lambda^{-2}") == "verified"
    normal = r"$X\sim\mathcal{N}(\mu,\sigma^2)$, where $\mu$ is the mean."
    assert verdict(normal, r"\operatorname{Var}(X) = \sigma^2") == "verified"
    assert verdict(normal, r"\operatorname{Var}(X) = \sigma") == "refuted"


@pytest.mark.parametrize("adjective", ["non-constant", "wobbly", ""])
def test_a_variable_that_is_somehow_qualified_is_random_all_the_same(adjective: str) -> None:
    prose = f"$X>0$ is a {adjective} random variable with finite mean."
    assert ask_row(prose, r"\log \mathbb{E}[X] \le \mathbb{E}[\log X]")[0]["verdict"] in {"refuted", "doubted"}
    assert ask_row(prose, r"\log \mathbb{E}[X] \ge \mathbb{E}[\log X]")[0]["verdict"] == "verified"


def test_the_mean_of_what_may_be_random_is_not_that_of_a_number() -> None:
    (answer,) = ask_row("$X>0$ is a wobbly thing.", r"\log \mathbb{E}[X] \le \mathbb{E}[\log X]")
    assert (answer["verdict"], answer["code"]) == ("not-checkable", "chance")
    assert ask_row("$c$ is a constant.", r"\mathbb{E}[c] = c")[0]["verdict"] == "verified"
