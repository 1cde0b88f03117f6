"""Conditions that are excluded or joined by “or”: “unless” is turned, of alternatives none is taken over."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (r"", r"x^2\ge x \quad \text{unless } x<1", "verified"),
        (r"", r"x^2\ge x \quad \text{unless } x<0", "refuted"),
        (r"", r"|x|>x \quad \text{unless } x\ge0", "verified"),
        (r"", r"x^2>x \quad \text{unless } x\ge1", "refuted"),
        (r"", r"x^2\ge x \quad \text{unless } 0<x<1", "not-checkable"),
    ],
)
def test_unless_is_turned(context: str, latex: str, verdict: str) -> None:
    assert ask_row(context, latex)[0]["verdict"].removesuffix("-exact") == verdict


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (r"", r"\sqrt{x^2}=x \quad \text{for } x\ge1 \text{ or } x\le-1", "not-checkable"),
        (r"", r"x^2\ge x \quad \text{for } x\ge1 \text{ or } x\le0", "not-checkable"),
        (r"", r"x^2+1>0 \quad \text{for } x\ge1 \text{ or } x\le0", "verified"),
    ],
)
def test_alternatives_prove_and_refute_nothing_by_themselves(context: str, latex: str, verdict: str) -> None:
    assert ask_row(context, latex)[0]["verdict"].removesuffix("-exact") == verdict
