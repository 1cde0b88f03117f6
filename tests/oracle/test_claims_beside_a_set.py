"""A set beside a claim that makes its numbers complex, and ranges with closed ends under a limit."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (r"", r"z^2=|z|^2, \quad z\in\mathbb{C}", "not-checkable"),
        (r"", r"\sin^2 z\le 1 \quad \text{for all } z\in\mathbb{C}", "not-checkable"),
        (r"", r"\sin^2 x\le 1 \quad \text{for all } x\in\mathbb{R}", "verified"),
        (r"", r"\sin^2 x\le \frac12 \quad \text{for all } x\in\mathbb{R}", "refuted"),
    ],
)
def test_complex_numbers_beside_a_claim(context: str, latex: str, verdict: str) -> None:
    assert ask_row(context, latex)[0]["verdict"].removesuffix("-exact") == verdict


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (r"", r"\lim_{n\to\infty} r^n = 0, \quad |r|<1", "verified"),
        (r"", r"\lim_{n\to\infty} r^n = 1, \quad |r|<1", "refuted"),
        (r"", r"\lim_{n\to\infty} r^n = 0, \quad |r|\le1", "not-checkable"),
        (r"Let $r\in[0,1]$.", r"\lim_{n\to\infty} r^n = 0", "not-checkable"),
    ],
)
def test_a_limit_where_a_range_is_closed(context: str, latex: str, verdict: str) -> None:
    assert ask_row(context, latex)[0]["verdict"].removesuffix("-exact") == verdict
