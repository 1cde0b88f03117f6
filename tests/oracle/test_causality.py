"""A cycle is one of steps in time: assignments, sums over the step and plain systems of equations close none."""

from __future__ import annotations

import pytest

from vault_runner.oracle.notes import ask


def _reasons(*displays: str) -> list[str]:
    answers = ask({"items": [{"kind": "display", "text": text} for text in displays]})["answers"]
    return [str(answer["reason"]) for answer in answers if answer["code"] == "cycle"]


@pytest.mark.parametrize(
    "latex",
    [
        r"\theta_j := \theta_j - \alpha \frac{\partial}{\partial \theta_j} J(\theta)",
        r"w_i \leftarrow w_i - \eta g_i",
        r"b_n = \sum_{i=1}^{n-1} u_i b_i",
    ],
)
def test_an_assignment_or_a_sum_needs_nothing_at_its_own_step(latex: str) -> None:
    assert not _reasons(latex)


def test_two_equations_without_time_are_no_cycle() -> None:
    assert not _reasons(r"y_i = w x_i + b", r"x_i = (y_i - b) / w")


def test_what_needs_itself_at_its_own_step_is_told_with_the_notes_letter() -> None:
    assert _reasons(r"x_k = x_{k-1} + h x_k") == ["x_k needs x_k, all at the same step"]


def test_a_cycle_through_several_steps_is_told() -> None:
    told = _reasons(r"m_t = \beta m_{t-1} + g_t", r"x_t = x_{t-1} - \eta m_t", r"g_t = \nabla f(x_t)")
    assert told == ["g_t needs x_t needs m_t needs g_t, all at the same step"]
    assert not _reasons(r"m_t = \beta m_{t-1} + g_t", r"x_t = x_{t-1} - \eta m_t", r"g_t = \nabla f(x_{t-1})")
