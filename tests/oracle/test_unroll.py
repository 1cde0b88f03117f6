"""Closed forms of recurrences are compared with the recurrence, step by step."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict

EMA = r"$v_t = \beta v_{t-1} + (1-\beta)g_t$ with $v_0 = 0$, $0<\beta<1$ and $g_1,g_2,\dots\in\mathbb{R}$."
LINEAR = r"$x_{t+1} = A x_t$ with $A\in\mathbb{R}^{n\times n}$ and $x_0\in\mathbb{R}^n$."


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (EMA, r"v_t = (1-\beta)\sum_{i=1}^t \beta^{t-i} g_i"),
        (LINEAR, "x_t = A^t x_0"),
        (r"$F_0=0$, $F_1=1$, $F_{n+1}=F_n+F_{n-1}$.", r"F_{n+1}F_{n-1} - F_n^2 = (-1)^n"),
        (r"$h_j = Wh_{j-1}$ with $W\in\mathbb{R}^{n\times n}$; Jacobians have one row per output.",
         r"\frac{\partial h_k}{\partial h_0} = W^k"),
    ],
)  # fmt: skip
def test_a_right_closed_form_is_verified(context: str, latex: str) -> None:
    found = answer(context, latex)
    assert found["verdict"] == "verified"
    assert any(line.startswith("unrolled for") for line in found["reading"])


@pytest.mark.parametrize(
    ("context", "latex"), [(EMA, r"v_t = (1-\beta)\sum_{i=1}^t \beta^{i} g_i"), (LINEAR, "x_t = A^{t-1} x_0")]
)
def test_a_wrong_closed_form_is_not(context: str, latex: str) -> None:
    assert not verdict(context, latex).startswith("verified")


def test_a_recurrence_for_some_steps_only_says_nothing() -> None:
    context = r"$h_t = 2h_{t-1}$ for even $t$, $h_0\in\mathbb{R}$."
    assert verdict(context, "h_t = 2^{t/2}h_0") == "not-checkable"


def test_the_recurrence_itself_stays_one() -> None:
    assert verdict(LINEAR, "x_{t+1} = A x_t") == "recurrence"


DESCENT = r"Gradient descent $x_{t+1}=x_t-\eta f'(x_t)$ on $f(x)=\frac{a}{2}x^2$"
STEADY = r"$m_0=0$, $m_t=\beta m_{t-1}+(1-\beta)g_t$ with $0<\beta<1$, $g\in\mathbb{R}^d$"
RIGHT, WRONG = r"m_t = (1-\beta^t)g", r"m_t = (1-\beta)^t g"


def test_a_recurrence_with_a_prime_is_no_differential_equation() -> None:
    told = DESCENT + r" with $a,\eta>0$ and $x_0\in\mathbb{R}$ gives"
    assert verdict(told, r"x_t = (1-\eta a)^tx_0") == "verified"
    assert verdict(told, r"x_t = (1-\eta a/2)^tx_0") == "refuted"
    assert verdict(DESCENT + " gives", r"x_t = (1-\eta a)^tx_0") == "verified"
    assert verdict(DESCENT + " gives", r"x_t = (1-\eta a/2)^tx_0") == "doubted"


@pytest.mark.parametrize(
    "words",
    [
        ", and every gradient $g_t$ equals the same $g$.",
        ", and $g_t=g$ for all $t$.",
        r", and $g_t\equiv g$.",
        "，每个梯度 $g_t$ 都等于同一个 $g$。",
    ],
)
def test_a_sequence_of_one_member(words: str) -> None:
    assert verdict(STEADY + words, RIGHT) == "verified"
    assert verdict(STEADY + words, WRONG) == "refuted"


@pytest.mark.parametrize(
    "words",
    [
        r", and $g_t=g$ for all $t\ge 3$.",
        ", and every $g_t$ equals the same $g$ from step 3 on.",
        ". Not every $g_t$ equals $g$.",
        ". Eventually every $g_t$ equals $g$.",
        ". The mean of every $g_t$ equals $g$.",
        ". Every $g_t$ is the same $g$. The first, $g_1$, is zero.",
        r", and $g_t\equiv g$ for $t\ge 3$.",
        "。从第三步起每个 $g_t$ 都等于 $g$。",
        ". If every $g_t$ equals $g$, this is simple. In general",
    ],
)
def test_a_sequence_that_is_constant_in_part_only_is_not(words: str) -> None:
    assert not verdict(STEADY + words, RIGHT).startswith("verified")
