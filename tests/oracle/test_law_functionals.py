r"""Functions of laws: `M_X(t)`, `F_X(x)`, `f_X(x)` and the differential entropy `h(X)`."""

from __future__ import annotations

import pytest
from oracle.asking import answer

EXPONENTIAL = r"$X\sim\operatorname{Exp}(\lambda)$ with rate $\lambda>0$"
NORMAL = r"$X\sim\mathcal{N}(\mu,\sigma^2)$"


def first(context: str, latex: str) -> str:
    return str(answer(context, latex)["verdict"])


@pytest.mark.parametrize(
    ("context", "latex", "twin"),
    [
        (
            r"$X\sim\text{Gamma}(k,\theta)$ with shape $k>0$ and scale $\theta>0$.",
            r"M_X(t) = (1-\theta t)^{-k}, \qquad t < 1/\theta",
            r"M_X(t) = (1-\theta t)^{k}, \qquad t < 1/\theta",
        ),
        (f"{NORMAL}.", r"M_X(t) = e^{\mu t+\sigma^2t^2/2}", r"M_X(t) = e^{\mu t+\sigma^2t^2}"),
        (f"{EXPONENTIAL}.", r"F_X(x) = 1-e^{-\lambda x},\quad x>0", r"F_X(x) = e^{-\lambda x},\quad x>0"),
        (f"{EXPONENTIAL}.", r"f_X(x) = \lambda e^{-\lambda x},\quad x>0", r"f_X(x) = e^{-\lambda x},\quad x>0"),
        (
            EXPONENTIAL + r"; $h(X)$ is its differential entropy in nats.",
            r"h(X) = 1-\ln\lambda",
            r"h(X) = 1+\ln\lambda",
        ),
        (
            NORMAL + r" and $h(X)$ denotes the differential entropy.",
            r"h(X) = \frac12\ln(2\pi e\sigma^2)",
            r"h(X) = \frac12\ln(2\pi\sigma^2)",
        ),
    ],
)
def test_what_belongs_to_a_law(context: str, latex: str, twin: str) -> None:
    assert first(context, latex) == "verified"
    assert first(context, twin) == "refuted"


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (f"{EXPONENTIAL} and survival function $F_X$.", r"F_X(x) = e^{-\lambda x},\quad x>0"),
        (f"{NORMAL}; $M_X$ is the cumulant generating function.", r"M_X(t) = e^{\mu t+\sigma^2t^2/2}"),
        (NORMAL + r"; $h(X)$ is the differential entropy in bits.", r"h(X) = \frac12\ln(2\pi e\sigma^2)"),
        (f"{NORMAL}.", r"h(X) = \frac12\ln(2\pi e\sigma^2)"),
        (r"$X$ is a random variable.", r"M_X(t) = e^{t}"),
        (NORMAL + r" and $M_X(t) = \mathbb{E}[X^t]$.", r"M_X(2) = \mu^2"),
    ],
)
def test_other_meanings_decide_nothing_as_usual(context: str, latex: str) -> None:
    assert not first(context, latex).startswith("verified")


def test_an_unusual_function_is_not_refuted() -> None:
    said = f"{EXPONENTIAL} and survival function $F_X$."
    assert first(said, r"F_X(x) = e^{-\lambda x},\quad x>0") in {"definition", "not-checkable"}


@pytest.mark.parametrize(
    ("law", "latex", "wanted"),
    [
        (r"\text{Exp}(\lambda)", r"f_X(x) = \lambda e^{-\lambda x}", "verified"),
        (r"\text{Exp}(\lambda)", r"f_X(x) = \lambda e^{-2\lambda x}", "refuted"),
        (r"\text{Exp}(\lambda)", r"F_X(x) = 1 - e^{-\lambda x}", "verified"),
        (r"\text{Exp}(\lambda)", r"F_X(x) = e^{-\lambda x}", "refuted"),
        (r"\text{Uniform}(a,b)", r"f_X(x) = \frac{1}{b-a}", "definition"),
        (r"\text{Uniform}(0,1)", "F_X(x) = x", "definition"),
        (r"\mathcal{N}(0,1)", r"f_X(x) = \frac{1}{\sqrt{2\pi}}e^{-x^2/2}", "verified"),
    ],
)
def test_an_argument_of_which_nothing_is_said_lies_in_the_support(law: str, latex: str, wanted: str) -> None:
    rate = " with rate $\\lambda$" if "Exp" in law else ""
    assert first(rf"$X\sim{law}${rate}.", latex) == wanted
