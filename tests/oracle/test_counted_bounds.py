"""A number at the end of a sum, of which only an order is said, is a whole one."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row


@pytest.mark.parametrize(
    ("context", "latex", "verdict"),
    [
        (r"", r"\sum_{k=0}^n (-1)^k\binom{n}{k} = 0, \quad n\ge1", "verified"),
        (r"", r"\sum_{k=0}^n (-1)^k\binom{n}{k} = 1, \quad n\ge1", "refuted"),
        (r"", r"\sum_{k=0}^n (-1)^k\binom{n}{k} = 0 \quad \text{for } n>0", "verified"),
        (r"", r"\sum_{k=1}^{n-1} k = \frac{n(n-1)}{2}, \quad n\ge1", "verified"),
        (r"", r"\sum_{k=1}^{n-1} k = \frac{n(n+1)}{2}, \quad n>1", "refuted"),
        (r"", r"\sum_{k=1}^{n} \frac1k > 1, \quad n>1", "verified"),
        (r"", r"\sum_{k=1}^{n} \frac1k > 1, \quad n\ge1", "not-checkable"),
    ],
)
def test_the_last_index_is_whole(context: str, latex: str, verdict: str) -> None:
    assert ask_row(context, latex)[0]["verdict"].removesuffix("-exact") == verdict
