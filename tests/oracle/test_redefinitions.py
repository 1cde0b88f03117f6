"""A known function that the note defines otherwise is left open; one that it defines as we do is not."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row

NUMBER = "for a number $x$."
LAWS = "for distributions $p, q$ on four points."


@pytest.mark.parametrize(
    ("prose", "latex", "verdict"),
    [
        (rf"Let $\operatorname{{ReLU}}(x) = \max(x, 1)$ {NUMBER}", r"\operatorname{ReLU}(0) = 0", "not-checkable"),
        (rf"Let $\operatorname{{ReLU}}(x) = \max(x, 0)$ {NUMBER}", r"\operatorname{ReLU}(0) = 0", "verified"),
        (rf"Let $\operatorname{{ReLU}}(x) = \max(x, 1)$ {NUMBER}", r"\cos(0) = 1", "verified"),
        (
            rf"Here $\operatorname{{TV}}(p, q) = \sum_i |p_i - q_i|$ {LAWS}",
            r"\operatorname{TV}(p, q) \le 1",
            "not-checkable",
        ),
        (
            rf"Here $\operatorname{{TV}}(p, q) = \frac12 \sum_i |p_i - q_i|$ {LAWS}",
            r"\operatorname{TV}(p, q) \le 1",
            "verified",
        ),
        (
            r"Here $\|\cdot\|$ is the sum of the absolute entries; $x, y \in \mathbb{R}^n$.",
            r"\|x + y\|^2 + \|x - y\|^2 = 2 \|x\|^2 + 2 \|y\|^2",
            "not-checkable",
        ),
        (
            r"这里 $\|\cdot\|$ 表示各分量绝对值的最大者，$x, y \in \mathbb{R}^n$。",
            r"\|x + y\|^2 + \|x - y\|^2 = 2 \|x\|^2 + 2 \|y\|^2",
            "not-checkable",
        ),
        (
            r"Suppose $\operatorname{tr}(A) = 0$ with $A \in \mathbb{R}^{n \times n}$.",
            r"\operatorname{tr}(A + I) = n",
            "verified",
        ),
    ],
)
def test_the_notes_own_definition_holds(prose: str, latex: str, verdict: str) -> None:
    (answer,) = ask_row(prose, latex)
    told = "verified" if answer["verdict"] == "verified-exact" and verdict == "verified" else answer["verdict"]
    assert told == verdict


@pytest.mark.parametrize(
    ("prose", "latex", "verdict"),
    [
        ("", r"P(F \mid G^c) = P(F)", "doubted"),
        ("$F$ and $G$ are events with $0 < P(G) < 1$.", r"P(F \cup G) = P(F) + P(G)", "refuted"),
        ("The angle between two vectors.", r"\|x - y\|^2 = \|x\|^2 + \|y\|^2 + 2 \langle x, y \rangle", "refuted"),
        ("The angle between two vectors.", r"\|x - y\|^2 = \|x\|^2 + \|y\|^2 - 2 \langle x, y \rangle", "verified"),
        ("Now take three vectors.", r"\|x - y\|^2 = \|x\|^2 + \|y\|^2", "not-checkable"),
    ],
)
def test_only_what_is_declared_refutes(prose: str, latex: str, verdict: str) -> None:
    (answer,) = ask_row(prose, latex)
    assert answer["verdict"] == verdict
