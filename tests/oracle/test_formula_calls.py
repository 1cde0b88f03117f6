"""Arguments and values of a function that a note defines, for its code to be compared with."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from vault_runner.oracle.formula_calls import sampled_calls


def _calls(prose: str, latex: str) -> dict[str, Any]:
    return sampled_calls({"items": [{"kind": "prose", "text": prose}, {"kind": "display", "text": latex}]}, 1)


def test_values_are_those_of_the_formula() -> None:
    calls = _calls(r"Let $x, y \in \mathbb{R}^n$.", r"\text{far}(x, y) = \|x - y\|^2 \label{eq:far}")
    assert calls["arguments"] == ["x", "y"]
    assert calls["declared"]
    for trial in calls["trials"]:
        x, y = map(np.array, trial["inputs"])
        assert trial["output"] == pytest.approx(np.sum((x - y) ** 2))
    assert any(set(np.ravel(trial["inputs"])) <= set(range(-9, 10)) for trial in calls["trials"])


def test_arrays_come_out_as_nested_lists() -> None:
    calls = _calls(r"Let $X \in \mathbb{R}^{n \times m}$ and $v \in \mathbb{R}^m$.", r"\text{turn}(X, v) = 2 X v")
    for trial in calls["trials"]:
        matrix, vector = map(np.array, trial["inputs"])
        assert np.allclose(trial["output"], 2 * matrix @ vector)


def test_what_nothing_declares_is_said_to_be_undeclared() -> None:
    calls = _calls("Something.", r"\text{far}(x) = \langle x, x \rangle")
    assert "problem" in calls or not calls["declared"]


@pytest.mark.parametrize(
    ("latex", "problem"),
    [
        (r"x = y", "it defines no function by its arguments"),
        (r"\text{far}(2 x) = x", "its arguments aren't plain names"),
        (r"\text{far}(x) = \|x - z\|", "needs z as well"),
    ],
)
def test_what_can_not_be_called_is_a_problem(latex: str, problem: str) -> None:
    assert problem in _calls(r"Let $x, z \in \mathbb{R}^n$.", latex)["problem"]


def test_hostile_formulas_are_problems_too() -> None:
    assert "problem" in _calls("", r"\text{f}(x) = " + "(" * 5000)
    assert "problem" in _calls(r"Let $n$ be a number.", r"\text{f}(n) = n!!!!!!!!!!^{n^{n^{n^n}}}")
