"""Whole notes: order, boundaries, containers, annotations, cycles of recurrences."""

from __future__ import annotations

import json
from typing import Any

from vault_runner.oracle import ask

MOMENT = r"m_t = \beta m_{t-1} + (1-\beta) \nabla f(%s)"
STEP = r"x_t = x_{t-1} - \eta m_t"


def prose(text: str) -> dict[str, Any]:
    """Return an item of prose."""
    return {"kind": "prose", "text": text}


def display(text: str) -> dict[str, Any]:
    """Return a display."""
    return {"kind": "display", "text": text}


def judged(*items: dict[str, Any], **more: object) -> list[dict[str, Any]]:
    """Ask and return the answers."""
    answers: list[dict[str, Any]] = ask({"items": list(items), **more})["answers"]
    return answers


def test_recurrences_that_need_each_other_are_reported_with_the_cycle() -> None:
    answers = judged(prose("Momentum:"), display(MOMENT % "x_t"), prose("Step:"), display(STEP))
    assert [answer["verdict"] for answer in answers] == ["recurrence", "recurrence"]
    assert answers[1]["code"] == "cycle"
    assert answers[1]["reason"] == "x_t needs m_t needs x_t, all at the same step"


def test_a_causal_set_of_recurrences_has_no_cycle() -> None:
    answers = judged(display(MOMENT % "x_{t-1}"), display(STEP))
    assert [answer["code"] for answer in answers] == ["", ""]


def test_a_rule_forgets_declarations_at_top_level() -> None:
    declared = prose(r"Let $A,B\in\mathbb{R}^{n\times n}$.")
    assert judged(declared, display("AB = BA"))[-1]["verdict"] == "refuted"
    assert judged(declared, {"kind": "rule"}, display("AB = BA"))[-1]["verdict"] != "refuted"


def test_headings_inside_a_container_inherit() -> None:
    items = [
        {"kind": "open"},
        prose(r"Let $A,B\in\mathbb{R}^{n\times n}$."),
        {"kind": "heading"},
        display("AB = BA"),
        {"kind": "close"},
    ]
    assert judged(*items, display("AB = BA"))[-2]["verdict"] == "refuted"
    assert judged(*items, display("AB = BA"))[-1]["verdict"] != "refuted"


def test_let_comments_and_front_matter_declare() -> None:
    assert judged(display("% let A: n n, symmetric\nA^\\top = A"))[-1]["verdict"].startswith("verified")
    math = {"types": {"A": "n n", "B": "n n"}}
    assert judged(display("AB = BA"), math=math)[-1]["verdict"] == "refuted"


def test_skip_comments_are_obeyed() -> None:
    assert judged(display("1 = 2 % skip: cited"))[-1]["code"] == "skipped"


def test_macros_of_the_preamble_are_expanded() -> None:
    macros = r"\newcommand{\R}{\mathbb{R}} \newcommand{\tp}[1]{#1^\top}"
    answers = judged(
        prose(r"$A\in\R^{m\times n}$, $B\in\R^{n\times p}$."), display(r"\tp{(AB)} = \tp{B}\tp{A}"), macros=macros
    )
    assert answers[-1]["verdict"].startswith("verified")


def test_inline_hypotheses_are_never_refuted() -> None:
    answers = judged(prose(r"Let $A,B\in\mathbb{R}^{n\times n}$ with $AB = BA$."), display("e^{A+B} = e^A e^B"))
    assert "refuted" not in {answer["verdict"] for answer in answers}
    assert answers[-1]["verdict"].startswith("verified")


def test_inline_conventions_are_verified() -> None:
    answers = judged(prose("* $X^0 = I$（单位矩阵）\n* $X^1 = X$，$X^2 = XX$，以此类推，$X$ 为方阵"))
    assert [answer["verdict"] for answer in answers] == ["verified-exact"] * 3


def test_answers_are_plain_data_and_count_statements_only() -> None:
    told = ask({"items": [display("x"), display(r"\sum_{k=1}^3 k = 6")]})
    assert json.loads(json.dumps(told)) == told
    assert told["statements"] == 1


def test_code_variables_never_refute() -> None:
    answers = judged({"kind": "code", "variables": {"A": [3, 3], "B": [3, 3]}}, display("AB = BA"))
    assert answers[-1]["verdict"] != "refuted"
