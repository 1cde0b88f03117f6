"""Inputs and parameters of a recurrence may be anything: closed forms hold for all of them, or are doubted."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

AVERAGE = r"$m_t=\beta m_{t-1}+(1-\beta)g_t$, $m_0=0$"
GRADIENTS = r"把动量递推 $g_t=\lambda g_{t-1}-\eta\nabla f(x_{t-1})$ 从 $g_0=0$ 一路展开："
SAME = r"Unroll the recursion $m_t = \beta m_{t-1} + (1-\beta) g_t$ from $m_0 = 0$ with a constant gradient $g_t = g$"
DECAY = r"With weight decay, $w_t=(1-\eta\lambda)w_{t-1}-\eta g_t$."


@pytest.mark.parametrize(
    ("context", "right", "wrong"),
    [
        (AVERAGE, r"m_t=(1-\beta)\sum_{i=1}^t\beta^{t-i}g_i", r"m_t=(1-\beta)\sum_{i=1}^t\beta^{t-i+1}g_i"),
        (AVERAGE, r"m_t=(1-\beta)\sum_{s=1}^t\beta^{t-s}g_s", r"m_t=\sum_{s=1}^t\beta^{t-s}g_s"),
        (GRADIENTS, r"g_t = -\eta\sum_{s=1}^{t}\lambda^{t-s}\,\nabla f(x_{s-1})",
         r"g_t = -\eta\sum_{s=1}^{t}\lambda^{t-s+1}\,\nabla f(x_{s-1})"),
        (SAME, r"m_t = (1-\beta^t)\, g", r"m_t = (1-\beta)^t\, g"),
        (SAME + " to see the bias:", r"m_t = (1-\beta^t)\, g", r"m_t = (1-\beta^{t-1})\, g"),
        (f"设 {AVERAGE}，每一步的梯度都等于同一个 $g$，则", r"m_t=(1-\beta^t)g", r"m_t=\beta^t g"),
        (f"{AVERAGE}. Every gradient equals the same vector $g$.", r"m_t=(1-\beta^t)g", r"m_t=(1-\beta)g"),
        (DECAY, r"w_t=(1-\eta\lambda)^tw_0-\eta\sum_{i=1}^t(1-\eta\lambda)^{t-i}g_i",
         r"w_t=(1-\eta\lambda)^tw_0-\eta\sum_{i=1}^t(1-\eta\lambda)^{i}g_i"),
        (r"$x_{t+1}=Ax_t+b$ with $A\in\mathbb{R}^{n\times n}$, $b\in\mathbb{R}^n$.",
         r"x_t=A^tx_0+\sum_{k=0}^{t-1}A^kb", r"x_t=A^tx_0+\sum_{k=0}^{t}A^kb"),
        (r"$\eta_t=\gamma\eta_{t-1}$.", r"\eta_t=\gamma^t\eta_0", r"\eta_t=\gamma^{t-1}\eta_0"),
    ],
)  # fmt: skip
def test_a_closed_form_for_any_inputs(context: str, right: str, wrong: str) -> None:
    assert verdict(context, right) == "verified"
    assert verdict(context, wrong) == "doubted"


def test_what_is_declared_is_refuted() -> None:
    said = r"$m_t=\beta m_{t-1}+(1-\beta)g_t$ with $m_0=0$, $\beta\in(0,1)$ and $g_t\in\mathbb{R}^d$."
    assert verdict(said, r"m_t=(1-\beta)\sum_{i=1}^t\beta^{t-i+1}g_i") == "refuted"


@pytest.mark.parametrize(
    "context",
    [
        AVERAGE + ". All gradients vanish after warmup.",
        AVERAGE + " without momentum.",
        AVERAGE + "，其中输入满足某个约束。",
    ],
)
def test_words_about_the_inputs_are_no_doubt(context: str) -> None:
    assert verdict(context, r"m_t=(1-\beta)\sum_{i=1}^t\beta^{t-i+1}g_i") in {"not-checkable", "definition"}


def test_a_name_that_the_recurrence_lacks_is_no_input() -> None:
    assert verdict(AVERAGE, r"m_t=(1-\beta^t)h") == "not-checkable"


@pytest.mark.parametrize(
    "words",
    ["Not every gradient equals the same $g$.", "On a linear loss every gradient equals the same $g$ at first.",
     "并非每一步的梯度都等于同一个 $g$。", "除第一步外，每一步的梯度都等于同一个 $g$。"],
)  # fmt: skip
def test_gradients_that_may_differ(words: str) -> None:
    assert verdict(f"{AVERAGE}. {words}", r"m_t=(1-\beta^t)g") == "not-checkable"


def test_gradients_of_a_known_function_are_no_free_inputs() -> None:
    said = r"$v_t=\beta v_{t-1}+\nabla f(x_{t-1})$ with $v_0=0$, $\beta>0$, $f(x)=\|x\|^2$ and $x_t\in\mathbb{R}^n$."
    assert verdict(said, r"v_t=2\sum_{s=1}^t\beta^{t-s}x_{s-1}") == "verified"


ANNEALING = r"Cosine annealing: $\eta(t)=\eta_{\min}+\frac12(\eta_{\max}-\eta_{\min})(1+\cos(\pi t/T))$."


def test_the_ends_of_a_schedule() -> None:
    assert verdict(ANNEALING, r"\eta(T)=\eta_{\min}") == "verified"
    assert verdict(ANNEALING, r"\eta(0)=\eta_{\max}") == "verified"
    assert verdict(ANNEALING, r"\eta(T)=\eta_{\max}") == "not-checkable"


def test_members_are_no_numbers_beside_matrices() -> None:
    said = "$p_t=p_{t-1}P$ with a stochastic matrix $P$."
    assert verdict(said, "p_t=p_0P^t") == "verified"
    assert verdict(said, "p_t=P^tp_0") == "not-checkable"


def test_a_start_at_a_later_step() -> None:
    said = r"$m_t=\beta m_{t-1}+(1-\beta)g_t$, with $m_1=g_1$."
    assert verdict(said, r"m_t=\beta^{t-1}g_1+(1-\beta)\sum_{i=2}^t\beta^{t-i}g_i") == "verified"
    assert verdict(said, r"m_t=\beta^{t}g_1+(1-\beta)\sum_{i=2}^t\beta^{t-i}g_i") == "doubted"


def test_gradients_where_the_points_have_a_recurrence_too() -> None:
    said = r"$v_t=\beta v_{t-1}+\nabla f(x_{t-1})$, $v_0=0$, $x_t=x_{t-1}-\eta v_t$."
    assert verdict(said, r"v_t=\sum_{s=1}^t\beta^{t-s}\nabla f(x_{s-1})") == "verified"
    assert verdict(said, r"v_t=\sum_{s=1}^t\beta^{s}\nabla f(x_{s-1})") in {"doubted", "not-checkable"}
